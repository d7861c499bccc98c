package report

import (
	"strings"
	"unicode"
)

// Punctuate puts full-width punctuation between Chinese characters, rune for
// rune, so that offsets hold.
//
// Within a line, a sign is Chinese where the nearest letter on either side is
// a Chinese character: 时期,区 · 5.8%;一般 · APP,以 · ”,“. What belongs to a
// figure, a number, an address or foreign text stays: 3,000 · 14:30 · PM2.5 ·
// 5-6% · 1. · https://… · Hello, world. Brackets and straight quotation marks
// change in pairs. Doing it twice changes nothing more.
func Punctuate(text []rune) []rune {
	out := append([]rune(nil), text...)
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && !endsLine(out[to]) {
			to++
		}
		if hasASCIISign(out[from:to]) {
			punctuateLine(out[from:to])
		}
		from = to + 1
	}
	return out
}

func hasASCIISign(line []rune) bool {
	for _, r := range line {
		if r < 0x80 && strings.ContainsRune(",:;!?.()\"-", r) || r >= 0xFF61 && r <= 0xFF64 {
			return true
		}
	}
	return false
}

// fullWidth is the form that a sign takes between Chinese characters.
var fullWidth = map[rune]rune{
	',': '，', ':': '：', ';': '；', '!': '！', '?': '？', '.': '。', '(': '（', ')': '）', '-': '—',
	'｡': '。', '｢': '「', '｣': '」', '､': '、',
}

// script says which side a rune is on.
type script byte

const (
	neither script = iota // digits, signs, white space
	chinese
	foreign
)

func scriptOf(r rune) script {
	switch {
	case isHan(r):
		return chinese
	case isLatin(r) || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r >= 0xC0 && r < 0x2000 && unicode.IsLetter(r):
		return foreign
	}
	return neither
}

// punctuateLine changes one line in place.
func punctuateLine(line []rune) {
	before, behind := neighbours(line)
	kept := addresses(line)
	between := func(i int) bool { return before[i] == chinese || behind[i] == chinese }
	for i, r := range line {
		if kept != nil && kept[i] {
			continue
		}
		switch r {
		case ',':
			if between(i) && !groupsDigits(line, i) {
				line[i] = fullWidth[r]
			}
		case ':':
			if between(i) && !tellsTime(line, i) {
				line[i] = fullWidth[r]
			}
		case ';', '!', '?':
			if between(i) {
				line[i] = fullWidth[r]
			}
		case '.':
			if endsChinese(line, i) {
				line[i] = fullWidth[r]
			}
		case '-':
			if isDash(line, i) && between(i) {
				line[i], line[i+1] = fullWidth[r], fullWidth[r]
			}
		case '｡', '｢', '｣', '､':
			line[i] = fullWidth[r]
		}
	}
	pairBrackets(line, before, behind, kept)
	pairQuotes(line, before, behind)
}

// neighbours gives, for each position of a line, the script of the nearest
// letter before and behind it. Only letters count, which no change touches.
func neighbours(line []rune) (before, behind []script) {
	both := make([]script, 2*len(line))
	before, behind = both[:len(line)], both[len(line):]
	last := neither
	for i, r := range line {
		before[i] = last
		if s := scriptOf(r); s != neither {
			last = s
		}
	}
	last = neither
	for i := len(line) - 1; i >= 0; i-- {
		behind[i] = last
		if s := scriptOf(line[i]); s != neither {
			last = s
		}
	}
	return before, behind
}

// addresses marks what belongs to a web or mail address; nil where there is none.
func addresses(line []rune) []bool {
	const around = ",;:!?.()\"'-"
	var kept []bool
	for from := 0; from < len(line); {
		to := from
		for to < len(line) && line[to] > ' ' && line[to] < 0x7F {
			to++
		}
		next := to + 1
		for from < to && strings.ContainsRune(around, line[from]) {
			from++
		}
		for to > from && strings.ContainsRune(around, line[to-1]) {
			to--
		}
		if isAddress(line[from:to]) {
			if kept == nil {
				kept = make([]bool, len(line))
			}
			for i := from; i < to; i++ {
				kept[i] = true
			}
		}
		from = next
	}
	return kept
}

func isAddress(word []rune) bool {
	if len(word) < 5 {
		return false
	}
	s := string(word)
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.ContainsRune(s[1:], '@')
}

func digitAt(line []rune, i int) bool { return i >= 0 && i < len(line) && isDigit(narrow(line[i])) }

// groupsDigits reports whether a comma stands in a number such as 3,000.
func groupsDigits(line []rune, i int) bool {
	return digitAt(line, i-1) && digitAt(line, i+1) && digitAt(line, i+2) && digitAt(line, i+3) && !digitAt(line, i+4)
}

// tellsTime reports whether a colon stands in 14:30, 1:5000 or C:\, and not in
// 附件1:2021年….
func tellsTime(line []rune, i int) bool {
	if i+1 < len(line) && (line[i+1] == '\\' || line[i+1] == '/') {
		return true
	}
	if !digitAt(line, i-1) || !digitAt(line, i+1) {
		return false
	}
	end := i + 1
	for digitAt(line, end) {
		end++
	}
	return end == len(line) || line[end] != '年'
}

// endsChinese reports whether a dot closes a Chinese sentence: it follows a
// Chinese character that is not the number of the line (一.), and nothing
// foreign follows.
func endsChinese(line []rune, i int) bool {
	if i == 0 || !isHan(line[i-1]) {
		return false
	}
	if i+1 < len(line) && !isHan(line[i+1]) && !strings.ContainsRune("”’\"）)》」 \u3000", line[i+1]) {
		return false
	}
	head := narrowed(line[:min(i, longestMark)])
	from := skipSpace(head, 0)
	_, n := numeral(head[from:])
	return n == 0 || skipSpace(head, from+n) < i
}

// isDash reports whether exactly two hyphens begin at i, which stand for ——.
func isDash(line []rune, i int) bool {
	hyphen := func(i int) bool { return i >= 0 && i < len(line) && line[i] == '-' }
	return hyphen(i+1) && !hyphen(i-1) && !hyphen(i+2)
}

// pairBrackets changes brackets in pairs: where Chinese stands within or
// before, where the other one of the pair is full-width already, or where
// Chinese follows and nothing foreign stands before. A bracket without its
// other half, as in 1), goes by its neighbours.
func pairBrackets(line []rune, before, behind []script, kept []bool) {
	type bracket struct{ at, letters int }
	var open []bracket
	letters := 0 // Chinese ones so far
	for i, r := range line {
		if kept != nil && kept[i] {
			continue
		}
		switch {
		case isHan(r):
			letters++
		case r == '(' || r == '（':
			open = append(open, bracket{i, letters})
		case r == ')' || r == '）':
			if len(open) == 0 {
				if r == ')' && (before[i] == chinese || behind[i] == chinese) {
					line[i] = fullWidth[r]
				}
				continue
			}
			o := open[len(open)-1]
			open = open[:len(open)-1]
			if line[o.at] == '（' || r == '）' || letters > o.letters || before[o.at] == chinese ||
				before[o.at] == neither && behind[i] == chinese {
				line[o.at], line[i] = '（', '）'
			}
		}
	}
	for _, o := range open {
		if line[o.at] == '(' && (before[o.at] == chinese || behind[o.at] == chinese) {
			line[o.at] = fullWidth['(']
		}
	}
}

// pairQuotes changes straight quotation marks in a line that has an even number
// of them, each pair by what stands within and around it.
func pairQuotes(line []rune, before, behind []script) {
	var at []int
	for i, r := range line {
		if r == '"' {
			at = append(at, i)
		}
	}
	if len(at)%2 != 0 {
		return
	}
	for n := 0; n < len(at); n += 2 {
		o, c := at[n], at[n+1]
		if before[o] == chinese || behind[o] == chinese || before[c] == chinese || behind[c] == chinese {
			line[o], line[c] = '“', '”'
		}
	}
}
