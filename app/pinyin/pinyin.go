// Package pinyin finds Chinese texts by what a person types on a Latin keyboard:
// “zs”, “zhangsan”, “zhangs” and “张s” all find 张三.
//
// A character with several readings is found under each of them, because nobody
// at a desk knows which one a dictionary holds to be right; How tells whether it
// was the usual one, so that a caller can put rarer ones below. For the surname
// of a person the usual one is that of surnames: 单 is shàn, 曾 is zēng.
//
// Width, case, white space and punctuation make no difference, on either side.
// All places are in runes.
package pinyin

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// How says by what a text was found, the plainest first.
type How uint8

const (
	Written How = iota + 1 // by the characters themselves
	Usual                  // by their usual readings
	Other                  // by another reading of at least one
)

// Match is where in a text a query was found. End is behind its last rune; where
// the query ends within a syllable, behind that character.
type Match struct {
	Start, End int
	How        How
	// Whole is set where nothing of the text but punctuation is left out.
	Whole bool
}

// Query is what was typed, ready to be looked for in many texts.
type Query struct{ runes []rune }

// mostQuery bounds a query, in runes; nobody types more, only pastes it.
const mostQuery = 64

// Ask prepares a query.
func Ask(typed string) Query {
	var q Query
	for _, r := range fold(typed) {
		if counts(r) {
			q.runes = append(q.runes, r)
		}
	}
	return q
}

// IsZero reports whether nothing was asked; that is found in every text.
func (q Query) IsZero() bool { return len(q.runes) == 0 }

// Text is a text prepared for being found.
type Text struct{ chars []char }

// char is one rune of a text.
type char struct {
	plain rune // half-width, lower case
	reads []string
	usual int  // how many of reads, at the front, are the usual ones
	first mask // with what reads begin
	skip  bool // white space or punctuation
}

// mask is a set of the letters a–z.
type mask uint32

func (m *mask) add(r rune) {
	if 'a' <= r && r <= 'z' {
		*m |= 1 << (r - 'a')
	}
}

func (m mask) has(r rune) bool { return 'a' <= r && r <= 'z' && m&(1<<(r-'a')) != 0 }

// Of prepares a text.
func Of(text string) Text { return prepare(text, nil) }

// OfName prepares the name of a person, family name first.
func OfName(name string) Text { return prepare(name, surnameReadings(name)) }

func prepare(text string, front [][]string) Text {
	runes := []rune(text)
	t := Text{chars: make([]char, len(runes))}
	for i, r := range runes {
		c := char{plain: foldRune(r)}
		c.skip = !counts(c.plain)
		c.reads = readings(r)
		c.usual = min(1, len(c.reads))
		if i < len(front) {
			rest := slices.DeleteFunc(slices.Clone(c.reads), func(s string) bool { return slices.Contains(front[i], s) })
			c.reads, c.usual = append(slices.Clone(front[i]), rest...), len(front[i])
		}
		c.reads, c.usual = withSpellings(c.reads, c.usual)
		for _, s := range c.reads {
			c.first.add(rune(s[0]))
		}
		t.chars[i] = c
	}
	return t
}

// Find gives the best place at which a query stands in the text: at the front
// before elsewhere, then by how it was found, then the first.
func (t Text) Find(q Query) (best Match, ok bool) {
	if q.IsZero() {
		return Match{How: Written}, true
	}
	if len(q.runes) > mostQuery {
		return Match{}, false
	}
	front := true
	for i, c := range t.chars {
		if c.skip {
			continue
		}
		if c.plain == q.runes[0] || c.first.has(q.runes[0]) {
			if m, found := t.at(i, q.runes); found && (!ok || m.How < best.How) {
				best, ok = m, true
				best.Whole = front && t.restSkips(m.End)
			}
		}
		if ok && (front || best.How == Written) {
			return best, true
		}
		front = false
	}
	return best, ok
}

// restSkips reports whether nothing but punctuation stands from place i on.
func (t Text) restSkips(i int) bool {
	return !slices.ContainsFunc(t.chars[i:], func(c char) bool { return !c.skip })
}

// at matches a query from place start on. It keeps, for each part of the query
// that the characters so far can spell, the plainest way to spell it; the
// cost is bounded by the lengths of the two, whatever they hold.
func (t Text) at(start int, q []rune) (Match, bool) {
	var reached, next [mostQuery + 1]How
	reached[0] = Written
	lower := func(at *How, how How) {
		if *at == 0 || how < *at {
			*at = how
		}
	}
	for i := start; i < len(t.chars); i++ {
		c := t.chars[i]
		if c.skip {
			continue
		}
		next = [mostQuery + 1]How{}
		any := false
		for j := range q {
			how := reached[j]
			if how == 0 {
				continue
			}
			if c.plain == q[j] {
				lower(&next[j+1], how)
				any = true
			}
			if !c.first.has(q[j]) {
				continue
			}
			for k, s := range c.reads {
				by := Usual
				if k >= c.usual {
					by = Other
				}
				for _, n := range pieces(s, q[j:]) {
					if n > 0 {
						lower(&next[j+n], max(how, by))
						any = true
					}
				}
			}
		}
		if how := next[len(q)]; how != 0 {
			return Match{Start: start, End: i + 1, How: how}, true
		}
		if !any {
			return Match{}, false
		}
		reached = next
	}
	return Match{}, false
}

// pieces are the numbers of runes at the front of q that can stand for a
// syllable, 0 for none: the whole of it, its first letter, its zh, ch or sh, and at
// the end of the query any beginning.
func pieces(syllable string, q []rune) (n [3]int) {
	same := 0
	for same < len(syllable) && same < len(q) && rune(syllable[same]) == q[same] {
		same++
	}
	if same == 0 {
		return n
	}
	n[0] = 1
	if same >= 2 && syllable[1] == 'h' {
		n[1] = 2
	}
	if same == len(syllable) || same == len(q) {
		n[2] = same
	}
	return n
}

// Matches reports whether a query stands in a text. A query without a letter,
// a character or a digit stands in every text.
func Matches(text, query string) bool {
	_, ok := Of(text).Find(Ask(query))
	return ok
}

// fold brings a text to half width and lower case.
func fold(s string) string { return strings.ToLower(width.Fold.String(s)) }

func foldRune(r rune) rune {
	if f := width.LookupRune(r).Folded(); f != 0 {
		r = f
	}
	return unicode.ToLower(r)
}

// counts reports whether a rune is part of what is looked for.
func counts(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
