package report

import (
	"strconv"
	"strings"
	"unicode"
)

// style is a way of numbering. Its order is the order of depth; ordinal and
// lead stand wherever they are found.
type style int

const (
	unnumbered style = iota
	part             // 第一部分
	chapter          // 一、
	section          // （一）
	item             // 1.
	subItem          // (1) ①
	ordinal          // 一是 一要 第一，
	lead             // 五年来，: the same opening words on several paragraphs
)

// mark is the number at the beginning of a paragraph.
type mark struct {
	style  style
	number string // as Heading.Number
	value  int    // 0 for lead
	series string // what else must be alike for two marks to belong together: 是, 要, 五年来
	rest   int    // where the heading's words begin, in runes from the paragraph's start
	// weak is set where the same signs are also ordinary text (3以…, 一是…,
	// 五年来…): only its neighbours can tell.
	weak bool
}

// longestMark is how many runes a mark may take.
const longestMark = 16

// readMark reads the mark at the beginning of a paragraph, given in half-width.
func readMark(p []rune) mark {
	if len(p) == 0 {
		return mark{}
	}
	for _, read := range []func([]rune) mark{readSigns, readBracketed, readChapter, readDigits, readOrdinal, readLead} {
		if m := read(p); m.style != unnumbered {
			m.rest = skipSpace(p, m.rest)
			if m.rest == len(p) || unicode.IsPunct(p[m.rest]) && !strings.ContainsRune("“‘《「『(〔【[\"'", p[m.rest]) {
				return mark{} // a number alone heads nothing
			}
			return m
		}
	}
	return mark{}
}

// readSigns reads the numbers that are one character each.
func readSigns(p []rune) mark {
	r := p[0]
	switch {
	case r >= '①' && r <= '⑳':
		return mark{style: subItem, number: string(r), value: int(r-'①') + 1, rest: 1}
	case r >= '⑴' && r <= '⒇':
		n := int(r-'⑴') + 1
		return mark{style: subItem, number: "(" + strconv.Itoa(n) + ")", value: n, rest: 1}
	case r >= '⒈' && r <= '⒛':
		n := int(r-'⒈') + 1
		return mark{style: item, number: strconv.Itoa(n), value: n, rest: 1}
	case r >= '㈠' && r <= '㈩':
		n := int(r-'㈠') + 1
		return mark{style: section, number: "(" + string([]rune("一二三四五六七八九十")[n-1]) + ")", value: n, rest: 1}
	}
	return mark{}
}

// readBracketed reads （一） and (1), also where the opening bracket is missing
// or of another shape.
func readBracketed(p []rune) mark {
	i, opened := 0, false
	if strings.ContainsRune("([〔【", p[0]) {
		i, opened = skipSpace(p, 1), true
	}
	value, n := numeral(p[i:])
	of := section
	if n == 0 {
		if value, n = digits(p[i:], 2); !opened {
			return mark{} // 1) is an item
		}
		of = subItem
	}
	end := skipSpace(p, i+n)
	if n == 0 || end >= len(p) || !strings.ContainsRune(")]〕】", p[end]) {
		return mark{}
	}
	return mark{style: of, number: "(" + string(p[i:i+n]) + ")", value: value, rest: end + 1}
}

// readChapter reads 一、 and 第一部分.
func readChapter(p []rune) mark {
	if p[0] == '第' {
		value, n := numeral(p[1:])
		if n == 0 {
			return mark{}
		}
		for _, word := range []string{"部分", "章", "篇"} {
			if end := 1 + n + len([]rune(word)); hasWord(p[1+n:], word) {
				if end < len(p) && strings.ContainsRune(":、,.", p[end]) {
					return mark{style: part, number: string(p[:end]), value: value, rest: end + 1}
				}
				return mark{style: part, number: string(p[:end]), value: value, rest: end}
			}
		}
		return mark{}
	}
	value, n := numeral(p)
	if n == 0 {
		return mark{}
	}
	number := string(p[:n])
	sign := skipSpace(p, n)
	if sign == len(p) {
		return mark{}
	}
	if strings.ContainsRune("、.", p[sign]) {
		// 一、二、三产业 counts, it does not number.
		if more, _ := numeral(p[sign+1:]); more != 0 && enumerates(p[sign+1:]) {
			return mark{}
		}
		return mark{style: chapter, number: number, value: value, rest: sign + 1}
	}
	if sign > n && len(p) <= longestTitleLine && !strings.ContainsRune(string(p), '。') {
		return mark{style: chapter, number: number, value: value, rest: sign}
	}
	return mark{}
}

// enumerates reports whether a text goes on counting: 二、三… or 二产业.
func enumerates(p []rune) bool {
	_, n := numeral(p)
	if n < len(p) && (p[n] == '、' || p[n] == ',') {
		return true
	}
	return hasWord(p[n:], "产业") || hasWord(p[n:], "季度") || hasWord(p[n:], "产")
}

// readDigits reads 1. 1、 1) and, as a weak mark, a bare 1.
func readDigits(p []rune) mark {
	value, n := digits(p, 3)
	if n == 0 || value == 0 {
		return mark{}
	}
	m := mark{style: item, number: strconv.Itoa(value), value: value}
	sign := skipSpace(p, n)
	if sign == len(p) {
		return mark{}
	}
	if strings.ContainsRune(".、)", p[sign]) {
		m.rest = sign + 1
		next := skipSpace(p, sign+1)
		if next < len(p) && isDigit(p[next]) && next == sign+1 {
			// 1.5亿元 is a figure, 3、4号楼 a list; 1.2021年… is an item.
			_, more := digits(p[next:], 5)
			if more != 4 || !hasWord(p[next+4:], "年") {
				return mark{}
			}
		}
		return m
	}
	if n > 2 || !(isHan(p[sign]) || p[sign] == '“') || sign == n && startsWithUnit(p[sign:]) {
		return mark{}
	}
	m.rest, m.weak = sign, true
	return m
}

// readOrdinal reads 一是, 二要 and 第三，.
func readOrdinal(p []rune) mark {
	if p[0] == '第' {
		value, n := numeral(p[1:])
		if end := 1 + n; n > 0 && end < len(p) && strings.ContainsRune(",、:", p[end]) {
			return mark{style: ordinal, number: string(p[:end]), value: value, series: "第", rest: end + 1, weak: true}
		}
		return mark{}
	}
	value, n := numeral(p)
	if n == 0 || n == len(p) || p[n] != '是' && p[n] != '要' {
		return mark{}
	}
	end := n + 1
	if end < len(p) && strings.ContainsRune(",:", p[end]) {
		end++
	}
	return mark{style: ordinal, number: string(p[:n+1]), value: value, series: string(p[n]), rest: end, weak: true}
}

// readLead reads 五年来， 一年来， 过去五年，: a paragraph of a review.
func readLead(p []rune) mark {
	i := 0
	past := false
	for _, word := range []string{"过去的", "过去", "刚刚过去的", "刚过去的", "近", "这"} {
		if hasWord(p, word) {
			i, past = len([]rune(word)), true
			break
		}
	}
	_, n := numeral(p[i:])
	if n == 0 {
		if _, n = digits(p[i:], 2); n == 0 {
			return mark{}
		}
	}
	end := i + n
	if end == len(p) || p[end] != '年' {
		return mark{}
	}
	end++
	for _, word := range []string{"来", "以来", "间", "里", "中"} {
		if hasWord(p[end:], word) {
			end, past = end+len([]rune(word)), true
			break
		}
	}
	if !past || end == len(p) || p[end] != ',' {
		return mark{}
	}
	return mark{style: lead, series: string(p[:end]), weak: true}
}

// resolve settles the weak marks of a run of paragraphs: a weak number counts
// where it goes on from the one before it or is a first one that the next goes
// on from; a lead counts where it stands at least twice. Chapters, sections and
// addresses to the deputies bound the run that is looked at.
func resolve(marks []mark, bound func(i int) bool) {
	for from := 0; from < len(marks); {
		to := from + 1
		for to < len(marks) && !bound(to) {
			to++
		}
		resolveNumbers(marks[from:to], item)
		resolveNumbers(marks[from:to], ordinal)
		from = to
	}
	for from := 0; from < len(marks); {
		to := from + 1
		for to < len(marks) && marks[to].style != chapter && marks[to].style != part {
			to++
		}
		times := map[string]int{}
		for _, m := range marks[from:to] {
			if m.style == lead {
				times[m.series]++
			}
		}
		for i := from; i < to; i++ {
			if marks[i].style == lead && times[marks[i].series] < 2 {
				marks[i] = mark{}
			}
		}
		from = to
	}
}

func resolveNumbers(marks []mark, of style) {
	last := map[string]int{}    // the value that counted last, by series
	first := map[string]*mark{} // a weak first one whose second has not come yet
	settle := func(series string, counts bool) {
		if m := first[series]; m != nil && !counts {
			*m = mark{}
		}
		delete(first, series)
	}
	for i := range marks {
		m := &marks[i]
		if m.style != of {
			continue
		}
		series := m.series
		switch {
		case !m.weak || m.value == 2 && first[series] != nil || last[series] > 0 && m.value == last[series]+1:
			settle(series, m.value == 2)
			last[series] = m.value
		case m.value == 1:
			settle(series, false)
			first[series] = m
		default:
			*m = mark{}
		}
	}
	for series := range first {
		settle(series, false)
	}
}

// numeral reads a Chinese number from 一 to 九十九 and how many runes it takes;
// 0, 0 where there is none.
func numeral(p []rune) (value, n int) {
	const ones = "一二三四五六七八九"
	one := func(i int) int {
		if i < len(p) {
			if at := strings.IndexRune(ones, p[i]); at >= 0 {
				return at/len("一") + 1
			}
		}
		return 0
	}
	value = one(0)
	if value > 0 {
		n = 1
	}
	if n < len(p) && p[n] == '十' {
		value = max(value, 1) * 10
		n++
		if more := one(n); more > 0 {
			value += more
			n++
		}
	}
	if n > 0 && n < len(p) && strings.ContainsRune("一二三四五六七八九十百千万亿零〇", p[n]) {
		return 0, 0 // part of a larger number
	}
	return value, n
}

// digits reads a number of at most limit digits; more digits are none.
func digits(p []rune, limit int) (value, n int) {
	for n < len(p) && isDigit(p[n]) {
		if n == limit {
			return 0, 0
		}
		value = value*10 + int(p[n]-'0')
		n++
	}
	return value, n
}

// skipSpace is the next position from i on that is no white space.
func skipSpace(p []rune, i int) int {
	for i < len(p) && (unicode.IsSpace(p[i]) || invisible(p[i])) {
		i++
	}
	return i
}

// hasWord reports whether a text begins with a word.
func hasWord(p []rune, word string) bool {
	for _, r := range word {
		if len(p) == 0 || p[0] != r {
			return false
		}
		p = p[1:]
	}
	return true
}

// startsWithUnit reports whether a text goes on from a bare number as a
// quantity or a date does. Units that also begin verbs (支, 部, 分, 成, 处) are
// left out: a bare number must be in sequence anyway.
func startsWithUnit(p []rune) bool {
	if strings.ContainsRune("年月日号时个项条家人名万亿千百十元倍次亩米吨座所幢栋户张届件宗只位类种余多", p[0]) {
		return true
	}
	for _, unit := range []string{"公里", "公斤", "公顷", "平方", "小时", "分钟", "周岁", "街道"} {
		if hasWord(p, unit) {
			return true
		}
	}
	return false
}
