package intake

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// splitItems splits the content of a project into its items (小项): at line
// ends, at semicolons outside brackets and quotes, and before ①②…, “1.”, “1、”,
// “（1）” or “一是” where they count up from one. The marks themselves are dropped; no other
// word is.
func splitItems(content string) []string {
	var items []string
	for _, s := range splitNumbered(content) {
		for _, piece := range splitOutside(s) {
			if piece = strings.TrimSpace(piece); strings.Trim(piece, "；;。.，, ") != "" {
				items = append(items, piece)
			}
		}
	}
	return items
}

const opening, closing = "（(《“‘〔【[", "）)》”’〕】]"

// splitOutside splits at line ends, and at semicolons that no bracket or quote
// encloses. A bracket left open encloses nothing.
func splitOutside(s string) []string {
	var pieces []string
	for _, l := range strings.Split(s, "\n") {
		balanced := brackets(l) == 0
		depth, start := 0, 0
		for i, r := range l {
			switch {
			case strings.ContainsRune(opening, r):
				depth++
			case strings.ContainsRune(closing, r):
				depth--
			case (r == '；' || r == ';') && (depth <= 0 || !balanced):
				pieces = append(pieces, l[start:i])
				start = i + len(string(r))
			}
		}
		pieces = append(pieces, l[start:])
	}
	return pieces
}

// brackets is the number of brackets of s left open.
func brackets(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case strings.ContainsRune(opening, r):
			n++
		case strings.ContainsRune(closing, r):
			n--
		}
	}
	return n
}

// marks of items: each form captures its number and, where it could be part of
// a sentence, stands at the beginning or after a space, a colon or the end of
// a sentence or clause.
var itemMarks = []*regexp.Regexp{
	regexp.MustCompile(`([①-⑳])`),
	regexp.MustCompile(`(?:^|[\s；;。：:，,])\s*[（(]([0-9０-９]{1,2})[）)]\s*`),
	regexp.MustCompile(`(?:^|[\s；;。：:])\s*([0-9０-９]{1,2})(?:[、)）]|[.．](?:[^0-9０-９]|$))`),
	regexp.MustCompile(`(?:^|[\s；;。：:，,])\s*[（(]([一二三四五六七八九十]{1,2})[）)]\s*`),
	regexp.MustCompile(`(?:^|[\s；;。：:，,])\s*([一二三四五六七八九十])是`),
}

// splitNumbered splits before the marks of the first form that counts 1, 2, …
// through the text.
func splitNumbered(s string) []string {
	for _, mark := range itemMarks {
		var cuts [][2]int // from the end of the text before to the beginning of the item
		for from := 0; from <= len(s); {
			m := mark.FindStringSubmatchIndex(s[from:])
			if m == nil {
				break
			}
			if n := itemNumber(s[from+m[2] : from+m[3]]); n == len(cuts)+1 {
				cuts = append(cuts, [2]int{from + m[2], markEnd(s, from+m[3])})
			}
			from += m[3]
		}
		if len(cuts) < 2 {
			continue
		}
		pieces := []string{trimMark(s[:cuts[0][0]])}
		for i, c := range cuts {
			end := len(s)
			if i+1 < len(cuts) {
				end = cuts[i+1][0]
			}
			pieces = append(pieces, trimMark(s[c[1]:end]))
		}
		return pieces
	}
	return []string{s}
}

// markEnd is where an item begins after its number.
func markEnd(s string, at int) int {
	for i, r := range s[at:] {
		if !strings.ContainsRune("、)）.．是 \t", r) {
			return at + i
		}
		if r == '是' {
			return at + i + len(string(r))
		}
	}
	return len(s)
}

// trimMark drops the opening bracket that belongs to the next mark.
func trimMark(s string) string {
	s = strings.TrimSpace(s)
	for _, open := range []string{"（", "("} {
		if t, ok := strings.CutSuffix(s, open); ok {
			return strings.TrimSpace(t)
		}
	}
	return s
}

const hanDigits = "一二三四五六七八九"

// itemNumber reads ①, 1, １, 一 or 十二; 0 for none.
func itemNumber(s string) int {
	r := []rune(s)
	if len(r) == 1 && '①' <= r[0] && r[0] <= '⑳' {
		return int(r[0]-'①') + 1
	}
	if n, err := strconv.Atoi(width.Fold.String(s)); err == nil {
		return n
	}
	digit := func(r rune) int { return len([]rune(hanDigits[:strings.IndexRune(hanDigits, r)])) + 1 }
	switch {
	case len(r) == 1 && r[0] == '十':
		return 10
	case len(r) == 1 && strings.ContainsRune(hanDigits, r[0]):
		return digit(r[0])
	case len(r) == 2 && r[0] == '十' && strings.ContainsRune(hanDigits, r[1]):
		return 10 + digit(r[1])
	}
	return 0
}
