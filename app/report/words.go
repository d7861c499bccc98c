package report

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A double click takes a word. Written Chinese does not say where a word ends,
// so it is looked for in this order:
//
//  1. what stands between quotation marks or book-title marks, if it is short: “两小”, 《纲要》;
//  2. a figure with its unit, a date, a foreign word: 10.3万平方米, 2021年1月13日, PM2.5;
//  3. the stretch of Chinese characters is cut into the fewest words, known ones
//     from words.txt and from the report itself: terms of its glossary, what it
//     puts in quotation marks, and single characters that it keeps putting side
//     by side, which is how names look. Up to four characters in a row that
//     nobody knows are taken together; more of them, two by two.

//go:embed words.txt
var wordList string

const (
	longestWord   = 7
	longestQuoted = 6
	farthest      = 200 // how many runes on either side are looked at
)

// generalWords are the words that any report may use.
var generalWords = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(wordList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			all[w] = true
		}
	}
	return all
})

// vocabulary is the words known in one report.
type vocabulary struct {
	general map[string]bool
	learned map[string]bool
}

func (v *vocabulary) has(word []rune) bool {
	s := string(word)
	return v.general[s] || v.learned[s]
}

// WordAt gives the word at an offset, the range that a double click takes: a
// single sign or a run of the same sign where there is no word, the white space
// within a paragraph, and nothing between paragraphs.
func (r *Report) WordAt(offset int) Range {
	p, ok := r.paragraphOf(offset)
	if !ok {
		return Range{max(0, min(offset, len(r.Text))), max(0, min(offset, len(r.Text)))}
	}
	offset = min(offset, p.End-1)
	if at, ok := r.quoted(p, offset); ok {
		return at
	}
	if boundary(r.Text[offset]) {
		return r.signs(p, offset)
	}
	from := offset
	for from > p.Start && offset-from < farthest && !boundary(r.Text[from-1]) {
		from--
	}
	to := offset + 1
	for to < p.End && to-offset < farthest && !boundary(r.Text[to]) {
		to++
	}
	stretch := narrowed(r.Text[from:to])
	for i := 0; i < len(stretch); {
		n := r.words().next(stretch[i:], offset-from-i)
		if from+i+n.end > offset {
			return Range{from + i + n.start, from + i + n.end}
		}
		i += n.end
	}
	return Range{offset, offset + 1}
}

// signs is the run of one sign, or of white space, around an offset.
func (r *Report) signs(p Paragraph, offset int) Range {
	same := func(c rune) bool {
		return c == r.Text[offset] || unicode.IsSpace(c) && unicode.IsSpace(r.Text[offset])
	}
	from, to := offset, offset+1
	for from > p.Start && same(r.Text[from-1]) {
		from--
	}
	for to < p.End && same(r.Text[to]) {
		to++
	}
	return Range{from, to}
}

// paragraphOf is the paragraph that an offset is in or right behind.
func (r *Report) paragraphOf(offset int) (Paragraph, bool) {
	i := r.ParagraphAt(offset)
	if i < 0 || offset < r.Paragraphs[i].Start || offset > r.Paragraphs[i].End {
		return Paragraph{}, false
	}
	return r.Paragraphs[i], true
}

// quoted is the whole of a short quotation around an offset.
func (r *Report) quoted(p Paragraph, offset int) (Range, bool) {
	from := offset
	for ; ; from-- {
		if offset-from > longestQuoted || from < p.Start || isClosing(r.Text[from]) {
			return Range{}, false
		}
		if isOpening(r.Text[from]) {
			break
		}
	}
	to := from + 1
	for ; ; to++ {
		if to-from > longestQuoted+1 || to >= p.End || isOpening(r.Text[to]) || strings.ContainsRune("，,、；;。：:", r.Text[to]) {
			return Range{}, false
		}
		if isClosing(r.Text[to]) {
			break
		}
	}
	if offset == from || offset >= to || to-from < 2 {
		return Range{}, false
	}
	return Range{from + 1, to}, true
}

func isOpening(r rune) bool {
	return r == '“' || r == '《' || r == '「' || r == '『' || r == '‘'
}
func isClosing(r rune) bool {
	return r == '”' || r == '》' || r == '」' || r == '』' || r == '’'
}

// boundary reports whether no word runs over a rune.
func boundary(r rune) bool {
	r = narrow(r)
	return !(isHan(r) || isDigit(r) || unicode.IsLetter(r) || strings.ContainsRune(".,:-~–%‰+&/·", r))
}

// extent is where a word begins and ends in a stretch of text.
type extent struct{ start, end int }

// next is the first word of a stretch, except that of Chinese characters the
// one at an offset is given where it is in the first run of them.
func (v *vocabulary) next(p []rune, offset int) extent {
	switch r := p[0]; {
	case isDigit(r):
		return extent{0, figure(p)}
	case isHan(r):
		end := 1
		for end < len(p) && isHan(p[end]) {
			end++
		}
		if offset >= end {
			return extent{0, end}
		}
		for _, w := range join(p, v.cut(p[:end])) {
			if offset < w.end {
				return w
			}
		}
		return extent{0, end}
	case unicode.IsLetter(r):
		end := 1
		for end < len(p) {
			if !isHan(p[end]) && (unicode.IsLetter(p[end]) || isDigit(p[end])) || strings.ContainsRune(".-&+/", p[end]) && end+1 < len(p) && !isHan(p[end+1]) && (unicode.IsLetter(p[end+1]) || isDigit(p[end+1])) {
				end++
				continue
			}
			if p[end] == '+' {
				end++
			}
			break
		}
		return extent{0, end}
	default:
		return extent{0, 1} // a sign between words, as in 甲/乙
	}
}

// units are what figures are figures of, longer ones first where one begins
// like another.
var units = strings.Fields("个百分点 百分点 平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 毫米 厘米 分钟 小时 周岁 年级 年度 个月 人次 周年 大类 " +
	"美元 元 米 亩 吨 克 升 个 项 条 家 人 名 次 倍 年 月 日 号 时 点 分 秒 座 所 处 幢 栋 户 张 块 片 批 届 轮 场 件 宗 起 支 类 种 位 级 岁 期 章 节 天 周 " +
	"台 套 艘 辆 门 间 层 份 本 册 篇 幅 部 只 头 株 棵 度 大")

// figure is the length of a figure with its unit at the beginning of a text:
// 54个, 10.3万平方米, 5-6%, 80余次, 2021年1月13日.
func figure(p []rune) int {
	i := 0
	number := func() {
		for i < len(p) && (isDigit(p[i]) || strings.ContainsRune(".,:/+", p[i]) && i+1 < len(p) && isDigit(p[i+1])) {
			i++
		}
		for i < len(p) && (p[i] == '%' || p[i] == '‰') {
			i++
		}
	}
	number()
	if i+1 < len(p) && strings.ContainsRune("-~–至", p[i]) && isDigit(p[i+1]) {
		i++
		number()
	}
	for i < len(p) && strings.ContainsRune("十百千万亿余多", p[i]) {
		i++
	}
	for _, unit := range units {
		if !hasWord(p[i:], unit) {
			continue
		}
		i += len([]rune(unit))
		// 2021年1月13日 is one date.
		if (unit == "年" || unit == "月") && i < len(p) {
			if _, n := digits(p[i:], 2); n > 0 && i+n < len(p) && (p[i+n] == '月' || p[i+n] == '日') {
				return i + figure(p[i:])
			}
		}
		break
	}
	return i
}

// particles are single characters that are words of their own and never part of
// a name that is learned.
const particles = "区市县省镇乡村的和与及或等了着过在为是把被对从向以到并由让将于中上下内外前后里间不也又都就还很更最之其各每这那有无新大小高个项条家人年月我他她它们要会能可使用做抓入出达至即则且而但"

// cut divides a run of Chinese characters into the fewest words; of two ways
// with as many, the one with fewer single characters, then the one that takes
// the longer words at the end.
func (v *vocabulary) cut(run []rune) []extent {
	const (
		word     = 100
		counted  = 105 // 三个, 第四批
		particle = 110
		single   = 125
	)
	type step struct{ cost, from int }
	best := make([]step, len(run)+1)
	for end := 1; end <= len(run); end++ {
		cost := single
		if strings.ContainsRune(particles, run[end-1]) {
			cost = particle
		}
		best[end] = step{best[end-1].cost + cost, end - 1}
		for n := 2; n <= longestWord && n <= end; n++ {
			cost := 0
			switch candidate := run[end-n : end]; {
			case v.has(candidate):
				cost = word
			case isCounted(candidate):
				cost = counted
			default:
				continue
			}
			if c := best[end-n].cost + cost; c <= best[end].cost {
				best[end] = step{c, end - n}
			}
		}
	}
	words := make([]extent, 0, len(run)/2+1)
	for end := len(run); end > 0; end = best[end].from {
		words = append(words, extent{best[end].from, end})
	}
	for i, j := 0, len(words)-1; i < j; i, j = i+1, j-1 {
		words[i], words[j] = words[j], words[i]
	}
	return words
}

// suffixes are single characters that go with the word before them.
const suffixes = "性率化度者型式感"

// join takes unknown single characters in a row together, and suffixes to the
// word before them.
func join(run []rune, words []extent) []extent {
	unknown := func(w extent) bool {
		return w.end-w.start == 1 && !strings.ContainsRune(particles, run[w.start])
	}
	joined := words[:0]
	for i := 0; i < len(words); {
		if n := len(joined); n > 0 && joined[n-1].end-joined[n-1].start > 1 && words[i].end-words[i].start == 1 &&
			strings.ContainsRune(suffixes, run[words[i].start]) {
			joined[n-1].end = words[i].end
			i++
			continue
		}
		n := 0
		for i+n < len(words) && unknown(words[i+n]) {
			n++
		}
		switch {
		case n < 2:
			joined = append(joined, words[i])
			i++
			continue
		case n > 4:
			n = 2
		}
		joined = append(joined, extent{words[i].start, words[i+n-1].end})
		i += n
	}
	return joined
}

// isCounted reports whether characters are a number with its measure: 三个,
// 第四批, 五年.
func isCounted(run []rune) bool {
	i := 0
	if run[0] == '第' {
		i++
	}
	from := i
	for i < len(run) && strings.ContainsRune("一二三四五六七八九十百千万亿两几〇零", run[i]) {
		i++
	}
	if i == from {
		return false
	}
	if i == len(run) {
		return from == 1 || i > 1
	}
	for _, unit := range units {
		if string(run[i:]) == unit {
			return true
		}
	}
	return false
}

// newVocabulary learns the words of the report.
func (r *Report) newVocabulary() *vocabulary {
	v := &vocabulary{general: generalWords(), learned: map[string]bool{}}
	for _, t := range r.Glossary {
		v.learn([]rune(strings.Trim(t.Term, "“”《》\"")))
	}
	for _, p := range r.Paragraphs {
		from := -1
		for i := p.Start; i < p.End; i++ {
			switch {
			case isOpening(r.Text[i]):
				from = i + 1
			case isClosing(r.Text[i]) && from >= 0:
				v.learn(r.Text[from:i])
				from = -1
			}
		}
	}
	v.learnNames(r)
	return v
}

// learn takes a term that is short and nothing but Chinese characters.
func (v *vocabulary) learn(term []rune) {
	if len(term) < 2 || len(term) > longestQuoted {
		return
	}
	for _, r := range term {
		if !isHan(r) {
			return
		}
	}
	v.learned[string(term)] = true
}

// learnNames finds the pairs of single characters that stand side by side at
// least twice and seldom apart.
func (v *vocabulary) learnNames(r *Report) {
	pairs := map[[2]rune]int{}
	alone := map[rune]int{}
	for _, p := range r.Paragraphs {
		for i := p.Start; i < p.End; {
			if !isHan(r.Text[i]) {
				i++
				continue
			}
			end := i
			for end < p.End && isHan(r.Text[end]) {
				end++
			}
			run := r.Text[i:end]
			last := rune(0)
			for _, w := range v.cut(run) {
				c := run[w.start]
				if w.end-w.start > 1 || strings.ContainsRune(particles, c) || strings.ContainsRune("一二三四五六七八九十百千万亿两", c) {
					last = 0
					continue
				}
				alone[c]++
				if last != 0 {
					pairs[[2]rune{last, c}]++
				}
				last = c
			}
			i = end
		}
	}
	type name struct {
		pair  [2]rune
		times int
	}
	names := make([]name, 0, len(pairs))
	for pair, n := range pairs {
		if n >= 2 {
			names = append(names, name{pair, n})
		}
	}
	slices.SortFunc(names, func(a, b name) int {
		return cmp.Or(b.times-a.times, cmp.Compare(a.pair[0], b.pair[0]), cmp.Compare(a.pair[1], b.pair[1]))
	})
	for _, n := range names {
		// What has gone into a more frequent name does not speak for this one.
		if a, b := n.pair[0], n.pair[1]; alone[a] >= n.times && alone[b] >= n.times && 2*n.times >= min(alone[a], alone[b]) {
			v.learned[string(n.pair[:])] = true
			alone[a] -= n.times
			alone[b] -= n.times
		}
	}
}
