package intake

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docxNumber is what a paragraph says of its own number.
type docxNumber struct {
	id         string // of the list; "0" takes the paragraph out of any
	level      int    // from 0
	given      bool
	levelGiven bool
}

// numbering is the lists of a docx and how far each has counted.
type numbering struct {
	styles map[string]docxStyle
	lists  map[string]docxList
	kinds  map[string]*docxKind // by the id that lists refer to
}

type docxStyle struct {
	basedOn string
	number  docxNumber
}

// docxList is a use of a kind of list. Lists of one kind count on together, but
// for levels that say where they start.
type docxList struct {
	kind   string
	starts map[int]int
	used   map[int]bool // which starts were taken
}

type docxKind struct {
	levels [9]docxLevel
	link   string // the style that has the levels instead
	counts [9]int
	begun  [9]bool
}

type docxLevel struct {
	start  int
	format string
	text   string // with %1 for the number of the first level
	legal  bool   // all numbers in it as 1, 2, 3
}

// longestLabel bounds the signs around a number: real ones have one or two.
const longestLabel = 24

type wordVal struct {
	Val string `xml:"val,attr"`
}

func (v *wordVal) text() string {
	if v == nil {
		return ""
	}
	return v.Val
}

func (v *wordVal) number(otherwise int) int {
	if n, err := strconv.Atoi(v.text()); err == nil && n >= 0 && n < 1<<20 {
		return n
	}
	return otherwise
}

type wordLevel struct {
	Level  string   `xml:"ilvl,attr"`
	Start  *wordVal `xml:"start"`
	Format *wordVal `xml:"numFmt"`
	Text   *wordVal `xml:"lvlText"`
	Legal  *wordVal `xml:"isLgl"`
}

// readNumbering reads the parts that numbers come from. Either may be absent.
func readNumbering(parts map[string]*zip.File, folder string) (*numbering, error) {
	n := &numbering{styles: map[string]docxStyle{}, lists: map[string]docxList{}, kinds: map[string]*docxKind{}}
	var lists struct {
		Kinds []struct {
			ID     string      `xml:"abstractNumId,attr"`
			Levels []wordLevel `xml:"lvl"`
			Link   *wordVal    `xml:"numStyleLink"`
		} `xml:"abstractNum"`
		Lists []struct {
			ID        string   `xml:"numId,attr"`
			Kind      *wordVal `xml:"abstractNumId"`
			Overrides []struct {
				Level string   `xml:"ilvl,attr"`
				Start *wordVal `xml:"startOverride"`
			} `xml:"lvlOverride"`
		} `xml:"num"`
	}
	if err := decodeDocxPart(parts, folder+"/numbering.xml", &lists); err != nil {
		return nil, err
	}
	for _, k := range lists.Kinds {
		kind := &docxKind{link: k.Link.text()}
		for _, l := range k.Levels {
			if i, err := strconv.Atoi(l.Level); err == nil && i >= 0 && i < len(kind.levels) {
				kind.levels[i] = docxLevel{start: l.Start.number(0), format: l.Format.text(), text: l.Text.text(), legal: l.Legal != nil}
			}
		}
		n.kinds[k.ID] = kind
	}
	for _, l := range lists.Lists {
		list := docxList{kind: l.Kind.text(), starts: map[int]int{}, used: map[int]bool{}}
		for _, o := range l.Overrides {
			if i, err := strconv.Atoi(o.Level); err == nil && i >= 0 && i < 9 && o.Start != nil {
				list.starts[i] = o.Start.number(1)
			}
		}
		n.lists[l.ID] = list
	}

	var styles struct {
		Styles []struct {
			ID      string   `xml:"styleId,attr"`
			BasedOn *wordVal `xml:"basedOn"`
			List    *wordVal `xml:"pPr>numPr>numId"`
			Level   *wordVal `xml:"pPr>numPr>ilvl"`
		} `xml:"style"`
	}
	if err := decodeDocxPart(parts, folder+"/styles.xml", &styles); err != nil {
		return nil, err
	}
	for _, s := range styles.Styles {
		n.styles[s.ID] = docxStyle{s.BasedOn.text(), docxNumber{
			id: s.List.text(), given: s.List != nil, level: s.Level.number(0), levelGiven: s.Level != nil,
		}}
	}
	return n, nil
}

func decodeDocxPart(parts map[string]*zip.File, name string, into any) error {
	r, err := openDocxPart(parts, name)
	if errors.Is(err, errNoPart) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(r).Decode(into), r.Close())
}

// label gives the number that Word sets before a paragraph and counts it; ""
// where it sets none.
func (n *numbering) label(style string, own docxNumber) string {
	for range 16 { // styles may be based on each other in a circle
		s, ok := n.styles[style]
		if own.given || !ok {
			break
		}
		if s.number.given {
			own.id, own.given = s.number.id, true
			if !own.levelGiven {
				own.level = s.number.level
			}
		}
		style = s.basedOn
	}
	list, ok := n.lists[own.id]
	if !ok || own.id == "0" || own.level < 0 || own.level >= 9 {
		return ""
	}
	kind := n.kinds[list.kind]
	for range 4 {
		if kind == nil || kind.link == "" {
			break
		}
		kind = n.kinds[n.lists[n.styles[kind.link].number.id].kind]
	}
	if kind == nil {
		return ""
	}
	start, restart := list.starts[own.level]
	kind.count(own.level, start, restart && !list.used[own.level])
	if restart {
		list.used[own.level] = true
	}
	return kind.label(own.level)
}

// count goes on by one at a level and begins the deeper ones anew.
func (k *docxKind) count(level, start int, restart bool) {
	switch {
	case restart:
		k.counts[level] = start
	case k.begun[level]:
		k.counts[level]++
	default:
		k.counts[level] = k.levels[level].start
	}
	k.begun[level] = true
	for deeper := level + 1; deeper < len(k.levels); deeper++ {
		k.begun[deeper] = false
	}
}

// label is the number at a level as it is written: 一、 or （一） or 1.
func (k *docxKind) label(level int) string {
	l := k.levels[level]
	if l.format == "bullet" || l.format == "none" && !strings.Contains(l.text, "%") || utf8.RuneCountInString(l.text) > longestLabel {
		return ""
	}
	var s strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] == '%' && i+1 < len(l.text) && l.text[i+1] >= '1' && l.text[i+1] <= '9' {
			of := int(l.text[i+1] - '1')
			format, value := k.levels[of].format, k.counts[of]
			if l.legal {
				format = "decimal"
			}
			if !k.begun[of] {
				value = k.levels[of].start
			}
			s.WriteString(written(value, format))
			i++
			continue
		}
		s.WriteByte(l.text[i])
	}
	label := s.String()
	if last, _ := utf8.DecodeLastRuneInString(label); unicode.IsLetter(last) || unicode.IsDigit(last) {
		label += " " // so that 1 before 2021年 does not become 12021年
	}
	return label
}

// written is a number in one of Word's formats; one that is not known, or that
// does not go so far, as 1, 2, 3.
func written(n int, format string) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand":
		if n > 0 && n < 100 {
			return counted(n, []rune("一二三四五六七八九十"))
		}
	case "chineseLegalSimplified", "ideographLegalTraditional":
		if n > 0 && n < 100 {
			return counted(n, []rune("壹贰叁肆伍陆柒捌玖拾"))
		}
	case "ideographTraditional":
		if n > 0 && n <= 10 {
			return string([]rune("甲乙丙丁戊己庚辛壬癸")[n-1])
		}
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n > 0 && n <= 20 {
			return string('①' + rune(n) - 1)
		}
	case "decimalEnclosedFullstop":
		if n > 0 && n <= 20 {
			return string('⒈' + rune(n) - 1)
		}
	case "decimalEnclosedParen":
		if n > 0 && n <= 20 {
			return string('⑴' + rune(n) - 1)
		}
	case "upperLetter", "lowerLetter":
		if n > 0 && n <= 26 {
			return string(map[string]rune{"upperLetter": 'A', "lowerLetter": 'a'}[format] + rune(n) - 1)
		}
	case "upperRoman", "lowerRoman":
		if n > 0 && n < 40 {
			s := strings.Repeat("X", n/10) + []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
			if format == "lowerRoman" {
				s = strings.ToLower(s)
			}
			return s
		}
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "none":
		return ""
	}
	return strconv.Itoa(n)
}

// counted is a number under a hundred in Chinese.
func counted(n int, digits []rune) string {
	s := ""
	if n >= 10 {
		if n >= 20 {
			s = string(digits[n/10-1])
		}
		s += string(digits[9])
	}
	if n%10 > 0 {
		s += string(digits[n%10-1])
	}
	return s
}
