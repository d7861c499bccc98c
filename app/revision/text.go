package revision

import (
	"sort"
	"strings"
	"unicode"

	"piaojue/app/report"
)

// text is a source as it is compared: folded and without white space. Its units
// follow each other without a gap.
type text struct {
	source []rune
	runes  []rune
	at     []int // where each of runes stands in the source
	units  []unit
	unitOf []int
	lines  []report.Range // of the source, those that are not blank
}

// unit is a sentence, a list number, or what stands alone in a line.
type unit struct {
	from, to int // in runes of the text
	line     int
	name     int // the same for the same words
	words    int // letters, digits and characters
}

func read(source []rune, names map[string]int) *text {
	t := &text{source: source, runes: make([]rune, 0, len(source)), at: make([]int, 0, len(source))}
	for from := 0; from <= len(source); {
		to := from
		for to < len(source) && !endsLine(source[to]) {
			to++
		}
		t.readLine(from, to, names)
		from = to + 1
	}
	t.unitOf = make([]int, len(t.runes))
	for i, u := range t.units {
		for k := u.from; k < u.to; k++ {
			t.unitOf[k] = i
		}
	}
	return t
}

func endsLine(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

// readLine adds a line of the source.
func (t *text) readLine(from, to int, names map[string]int) {
	first := len(t.runes)
	for i := from; i < to; i++ {
		if !report.Blank(t.source[i]) {
			t.runes = append(t.runes, report.Alike(t.source[i]))
			t.at = append(t.at, i)
		}
	}
	if len(t.runes) == first {
		return
	}
	t.lines = append(t.lines, report.Range{Start: t.at[first], End: t.at[len(t.at)-1] + 1})
	line := t.runes[first:]
	begin := 0
	add := func(end int) {
		if end <= begin {
			return
		}
		u := unit{from: first + begin, to: first + end, line: len(t.lines) - 1}
		for _, c := range line[begin:end] {
			if word(c) {
				u.words++
			}
		}
		key := string(line[begin:end])
		if _, known := names[key]; !known {
			names[key] = len(names)
		}
		u.name = names[key]
		t.units = append(t.units, u)
		begin = end
	}
	add(numberEnd(line))
	for i := begin; i < len(line); i++ {
		if !endsSentence(line, i) {
			continue
		}
		end := i + 1
		for end < len(line) && (endsSentence(line, end) || closes(line[begin:end], line[end], t.source[t.at[first+end]])) {
			end++
		}
		add(end)
		// Where paragraphs were joined, a number stands in the middle of a line.
		add(end + numberEnd(line[end:]))
		i = max(end, begin) - 1
	}
	add(len(line))
}

// closes reports whether a rune behind the end of a sentence belongs to it. A
// quotation mark that does not show which one it is closes if one is open.
func closes(sentence []rune, folded, source rune) bool {
	if source == '"' || source == '\'' {
		open := false
		for _, c := range sentence {
			if c == folded {
				open = !open
			}
		}
		return open
	}
	return strings.ContainsRune("”’》」』)】〕", source) || strings.ContainsRune(")】", folded)
}

// endsSentence reports whether a folded rune ends a sentence. A dot within a
// figure or a Latin word does not.
func endsSentence(line []rune, i int) bool {
	switch line[i] {
	case '!', '?', ';':
		return true
	case '.':
		latin := func(k int) bool { return k >= 0 && k < len(line) && line[k] < 0x80 && word(line[k]) }
		return !latin(i-1) || !latin(i+1)
	}
	return false
}

// numberEnd is where the list number ends with which a folded sentence begins: 1.
// (一) 3 二、; 0 where there is none.
func numberEnd(line []rune) int {
	i, bracket := 0, false
	if i < len(line) && line[i] == '(' {
		i, bracket = 1, true
	}
	digits := i
	for i < len(line) && i-digits < 3 && (line[i] >= '0' && line[i] <= '9' || strings.ContainsRune("一二三四五六七八九十", line[i])) {
		i++
	}
	switch {
	case i == digits:
		return 0
	case bracket && i < len(line) && line[i] == ')':
		return i + 1
	case bracket:
		return 0
	case i < len(line) && strings.ContainsRune(".、)", line[i]):
		if i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9' {
			return 0 // a figure
		}
		return i + 1
	case line[digits] < 0x80 && i < len(line) && unicode.Is(unicode.Han, line[i]) && !strings.ContainsRune("年月日", line[i]):
		return i
	}
	return 0
}

// word reports whether a folded rune carries meaning.
func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func words(runes []rune) int {
	n := 0
	for _, r := range runes {
		if word(r) {
			n++
		}
	}
	return n
}

// inside gives the runes of the text that stand within a range of the source.
func (t *text) inside(at report.Range) (from, to int) {
	return sort.SearchInts(t.at, at.Start), sort.SearchInts(t.at, at.End)
}

// outside gives the range of the source that encloses some runes of the text.
func (t *text) outside(from, to int) report.Range {
	return report.Range{Start: t.at[from], End: t.at[to-1] + 1}
}

// fold gives a passage as it is compared.
func fold(passage string) []rune {
	var out []rune
	for _, c := range passage {
		if !report.Blank(c) {
			out = append(out, report.Alike(c))
		}
	}
	return out
}
