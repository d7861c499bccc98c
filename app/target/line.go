package target

import (
	"strings"
	"unicode"

	"piaojue/app/report"
)

// line is a paragraph in half-width, rune for rune.
type line struct {
	text []rune
	// quoted marks what stands in quotation marks or 《》 that are closed again:
	// names.
	quoted []bool
}

func newLine(source []rune) *line {
	t := &line{text: make([]rune, len(source)), quoted: make([]bool, len(source))}
	for i, r := range source {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case r == 0x3000 || r == 0xA0:
			r = ' '
		}
		t.text[i] = r
	}
	open := -1
	for i, r := range t.text {
		switch {
		case open < 0 && strings.ContainsRune("“《「", r):
			open = i
		case open >= 0 && strings.ContainsRune("”》」", r):
			for k := open; k <= i; k++ {
				t.quoted[k] = true
			}
			open = -1
		}
	}
	return t
}

func (t *line) at(i int) rune {
	if i < 0 || i >= len(t.text) {
		return 0
	}
	return t.text[i]
}

// has reports whether a word stands at i.
func (t *line) has(i int, word string) bool {
	for _, r := range word {
		if t.at(i) != r {
			return false
		}
		i++
	}
	return true
}

// hasBefore reports whether a word ends at i.
func (t *line) hasBefore(i int, word string) bool { return t.has(i-runes(word), word) }

// anyBefore is the first of some words that ends at i, or "".
func (t *line) anyBefore(i int, words []string) string {
	for _, w := range words {
		if t.hasBefore(i, w) {
			return w
		}
	}
	return ""
}

// anyAt is the first of some words that stands at i, or "".
func (t *line) anyAt(i int, words []string) string {
	for _, w := range words {
		if t.has(i, w) {
			return w
		}
	}
	return ""
}

func runes(s string) int { return len([]rune(s)) }

// longestClause bounds how far a clause is looked at on either side.
const longestClause = 120

// ends reports whether a clause ends before i.
func (t *line) ends(i int) bool {
	r := t.at(i)
	switch r {
	case 0, ';', '。', '!', '?', '…':
		return true
	case ',', ':':
		return !(isDigit(t.at(i-1)) && isDigit(t.at(i+1)))
	}
	return false
}

// clause is the bounds of the clause around i.
func (t *line) clause(i int) (from, to int) {
	from, to = i, i
	for from > 0 && i-from < longestClause && !t.ends(from-1) {
		from--
	}
	for to < len(t.text) && to-i < longestClause && !t.ends(to) {
		to++
	}
	return from, to
}

// stops reports whether nothing of the same phrase follows at i.
func (t *line) stops(i int) bool {
	for t.at(i) == ' ' {
		i++
	}
	return t.ends(i) || strings.ContainsRune("、)）”", t.at(i))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || unicode.Is(unicode.Han, r) }

// afterMark is where the words of a paragraph begin: behind the digits that
// number an item, so that 1.10个项目 is not 1.10个.
func (t *line) afterMark(k report.Kind) int {
	i := 0
	if k != report.ItemHead {
		return 0
	}
	for isDigit(t.at(i)) && i < 3 {
		i++
	}
	if i > 0 && (t.at(i) == '.' || t.at(i) == '、') {
		return i + 1
	}
	return 0
}
