package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// index is the paragraphs in the form in which they are searched: each rune
// folded, one line a paragraph, as UTF-8, so that the search itself is that of
// package strings. Bytes are turned back into runes by counting from the
// nearest of the points that were noted when the index was made.
type index struct {
	folded string
	points []int   // how many runes of folded begin before each block of bytes
	starts []start // where each paragraph begins
}

// start is where a paragraph begins, in runes of the folded text and of the source.
type start struct{ folded, source int }

// block is how many bytes lie between two noted points.
const block = 128

func (r *Report) newIndex() *index {
	x := &index{}
	var b strings.Builder
	b.Grow(3 * len(r.Text))
	runes := 0
	write := func(c rune) {
		for b.Len() >= block*len(x.points) {
			x.points = append(x.points, runes)
		}
		b.WriteRune(c)
		runes++
	}
	x.points = append(x.points, 0)
	for _, p := range r.Paragraphs {
		x.starts = append(x.starts, start{runes, p.Start})
		for _, c := range r.Text[p.Start:p.End] {
			write(alike(c))
		}
		write('\n')
	}
	x.folded = b.String()
	return x
}

// Find gives every place of query in paragraphs (dropped parts excluded), in
// order and without overlap; full and half width, letter case, and ASCII and
// Chinese quotation marks, full stops and dashes are the same. White space
// around the query does not count; a query of nothing else is found nowhere.
func (r *Report) Find(query string) []Range {
	folded := make([]rune, 0, len(query))
	for _, c := range strings.TrimSpace(query) {
		folded = append(folded, alike(c))
	}
	if len(folded) == 0 || slices.ContainsFunc(folded, endsLine) {
		return nil
	}
	x := r.index()
	q := string(folded)
	var found []Range
	at, runes, paragraph := 0, 0, 0 // the byte of a hit, the runes before it, and its paragraph
	for from := 0; ; from = at + len(q) {
		i := strings.Index(x.folded[from:], q)
		if i < 0 {
			return found
		}
		last := at
		at = from + i
		if at-last < block {
			runes += utf8.RuneCountInString(x.folded[last:at])
		} else {
			runes = x.runesBefore(at)
		}
		for paragraph+1 < len(x.starts) && x.starts[paragraph+1].folded <= runes {
			paragraph++
		}
		begin := x.starts[paragraph].source + runes - x.starts[paragraph].folded
		found = append(found, Range{begin, begin + len(folded)})
	}
}

// runesBefore is how many runes of the folded text stand before a byte at
// which a rune begins.
func (x *index) runesBefore(at int) int {
	from := at / block
	runes := x.points[from]
	from *= block
	for from < at && !utf8.RuneStart(x.folded[from]) {
		from++ // the end of a rune that was counted
	}
	return runes + utf8.RuneCountInString(x.folded[from:at])
}
