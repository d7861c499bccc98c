package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotes is the paragraphs without what a quotation may have otherwise: white
// space, punctuation, width and letter case.
type quotes struct {
	bare string // as UTF-8
	at   []int  // where each rune of bare stands in the source
}

func (r *Report) newQuotes() *quotes {
	q := &quotes{}
	var b strings.Builder
	b.Grow(3 * len(r.Text))
	for _, p := range r.Paragraphs {
		text := r.Text[p.Start:p.End]
		for i, c := range text {
			if counts(text, i) {
				b.WriteRune(alike(c))
				q.at = append(q.at, p.Start+i)
			}
		}
	}
	q.bare = b.String()
	return q
}

// counts reports whether a rune is one that a quotation must have: a letter, a
// digit or a sign, and punctuation only where it is part of a figure (5.8%, 5-6%).
func counts(text []rune, i int) bool {
	c := narrow(text[i])
	switch {
	case unicode.IsSpace(c) || invisible(c):
		return false
	case c == '.' || c == '-' || c == ':' || c == '/':
		return digitAt(text, i-1) && digitAt(text, i+1)
	case c == '%' || c == '‰':
		return true
	}
	return !unicode.IsPunct(c)
}

// Locate finds the passage that a sentence quotes: exact but for width, letter
// case, punctuation and white space; a figure must be the same figure. ok is
// false where it stands nowhere or, which would be a guess, more than once.
// Quotation marks and stops at its ends are in the range where the report has
// them too.
func (r *Report) Locate(sentence string) (Range, bool) {
	text := []rune(sentence)
	var b strings.Builder
	first, last, n := -1, -1, 0
	for i, c := range text {
		if counts(text, i) {
			if first < 0 {
				first = i
			}
			last = i
			b.WriteRune(alike(c))
			n++
		}
	}
	if n == 0 {
		return Range{}, false
	}
	q := r.quotes()
	at := strings.Index(q.bare, b.String())
	if at < 0 {
		return Range{}, false
	}
	_, size := utf8.DecodeRuneInString(q.bare[at:])
	if strings.Contains(q.bare[at+size:], b.String()) {
		return Range{}, false
	}
	rune0 := utf8.RuneCountInString(q.bare[:at])
	found := Range{q.at[rune0], q.at[rune0+n-1] + 1}
	for i := first - 1; i >= 0 && found.Start > 0 && alike(text[i]) == alike(r.Text[found.Start-1]) && !unicode.IsSpace(text[i]); i-- {
		found.Start--
	}
	for i := last + 1; i < len(text) && found.End < len(r.Text) && alike(text[i]) == alike(r.Text[found.End]) && !unicode.IsSpace(text[i]); i++ {
		found.End++
	}
	return found, true
}
