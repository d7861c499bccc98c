package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"piaojue/app/say"
)

// vocabulary is how the heads of one kind of table are written.
type vocabulary struct {
	name   string // the part without which a table is none of the kind
	terms  []term
	others []string // heads that hold one of these would pass for a part and are none
	// unit finds the unit of money that a head names; nil where no column holds money.
	unit func(head string) string
}

// extra is the part of a column that was not understood.
const extra = "extra"

func (v vocabulary) unitIn(head string) string {
	if v.unit == nil {
		return ""
	}
	return v.unit(head)
}

// term is a part and the words that heads use for it, the most telling first.
// Exact words must be the whole head; ends must end it and in must stand in it.
type term struct {
	part  string
	exact []string
	ends  []string
	in    []string
}

// longestHead is the longest head in runes; longer cells are text.
const longestHead = 24

// match says what a head means and how well: the more the better, 0 for not at all.
func (v vocabulary) match(head string) (part string, score int) {
	h := v.plain(head)
	if n := len([]rune(h)); n == 0 || n > longestHead {
		return extra, 0
	}
	for _, t := range v.terms {
		if i := slices.Index(t.exact, h); i >= 0 {
			return t.part, 200 - i
		}
	}
	for _, other := range v.others {
		if strings.Contains(h, other) {
			return extra, 0
		}
	}
	for _, t := range v.terms {
		for i, e := range t.ends {
			if strings.HasSuffix(h, e) {
				return t.part, 100 - i
			}
		}
		for i, in := range t.in {
			if strings.Contains(h, in) {
				return t.part, 50 - i
			}
		}
	}
	return extra, 0
}

const exactMatch = 101 // the least that match gives for a whole head

// plainHead brings a head to the form that the vocabulary has: half-width,
// without white space, brackets with what is in them, units and closing marks.
func (v vocabulary) plain(head string) string {
	h := strings.ToLower(strings.Join(strings.Fields(width.Fold.String(head)), ""))
	for open := strings.IndexAny(h, "([〔【"); open >= 0; open = strings.IndexAny(h, "([〔【") {
		rest := ""
		if end := strings.IndexAny(h[open:], ")]〕】"); end >= 0 {
			_, size := utf8.DecodeRuneInString(h[open+end:])
			rest = h[open+end+size:]
		}
		h = h[:open] + rest
	}
	h, _, _ = strings.Cut(h, "单位:")
	if i := strings.Index(h, "/"); i > 0 && v.unitIn(h) != "" {
		h = h[:i]
	}
	for _, unit := range []string{"万元", "亿元"} {
		h = strings.TrimSuffix(h, unit)
	}
	return strings.Trim(h, ":*、,。·-")
}

// head is the header of a table and what its columns mean.
type head struct {
	from, to int // rows by number
	columns  []column
	score    int
}

type column struct {
	letter string // as a spreadsheet names it
	head   string // as written; a head over several rows is joined by " / "
	part   string
	hidden bool
	col    int
	words  []string // the heads over the column, from above
	unit   string   // of money
}

// column gives the column of a part; ok is false where there is none.
func (h head) column(p string) (column, bool) {
	for _, c := range h.columns {
		if c.part == p {
			return c, true
		}
	}
	return column{}, false
}

func (h head) col(p string) int {
	if c, ok := h.column(p); ok {
		return c.col
	}
	return -1
}

// headWithin is how many rows that hold something may stand above the header.
const headWithin = 40

// findHead finds the header: the row whose cells the vocabulary knows best. ok
// is false where no row has two known heads or consists of a name alone.
func (v vocabulary) findHead(t table) (h head, ok bool) {
	best, bestScore := -1, 0
	for i := range t.rows[:min(len(t.rows), headWithin)] {
		score, parts, exact, named := 0, map[string]bool{}, false, false
		for c := range t.width() {
			text, _ := t.over(i, c)
			p, s := v.match(text)
			if s == 0 || parts[p] {
				continue
			}
			parts[p] = true
			named = named || p == v.name
			exact = exact || s >= exactMatch
			score++
			if s >= exactMatch {
				score++
			}
		}
		alone := named && len(t.rows[i].filled()) == 1
		if exact && (len(parts) >= 2 || alone) && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return head{}, false
	}
	first, last := v.headRows(t, best)
	h = head{from: t.rows[first].number, to: t.rows[last].number, score: bestScore}
	h.columns = v.headColumns(t, first, last)
	return h, true
}

// over is the text over a cell: its own, or that of the merged area it is in.
func (t table) over(i, col int) (text string, merged area) {
	l := t.rows[i]
	a, ok := t.merges.at(l.number, col)
	if !ok {
		return l.cell(col), area{l.number, col, l.number, col}
	}
	if j, found := slices.BinarySearchFunc(t.rows, a.top, func(l line, n int) int { return l.number - n }); found {
		return t.rows[j].cell(a.left), a
	}
	return "", a
}

// width is the number of columns that hold something.
func (t table) width() int {
	n := 0
	for _, l := range t.rows {
		n = max(n, len(l.cells))
	}
	return n
}

// headRows extends the row of a header to the rows that belong to it.
func (v vocabulary) headRows(t table, best int) (first, last int) {
	first, last = best, best
	for c := range t.width() {
		if _, a := t.over(best, c); a.top < t.rows[best].number && a.left == a.right {
			for first > 0 && t.rows[first-1].number >= a.top {
				first--
			}
		}
	}
	for last+1 < len(t.rows) && v.belowHead(t, last, last+1) && last-best < 2 {
		last++
	}
	return first, last
}

// belowHead reports whether the row next is a lower part of the header: a
// merged cell reaches into it, or it only names the columns that a head spans.
func (v vocabulary) belowHead(t table, above, next int) bool {
	n := t.rows[next].number
	name := -1
	for c := range t.width() {
		text, a := t.over(above, c)
		if text == "" {
			continue
		}
		if p, s := v.match(text); s > 0 && p == v.name {
			name = c
		}
		if a.top <= t.rows[above].number && a.bottom >= n {
			return true
		}
	}
	if name < 0 || t.rows[next].cell(name) != "" || t.rows[next].cell(0) != "" {
		return false
	}
	filled := t.rows[next].filled()
	for _, c := range filled {
		spanned := t.rows[above].cell(c) == "" || t.rows[above].cell(c+1) == ""
		if !spanned || isNumber(t.rows[next].cell(c)) || len([]rune(t.rows[next].cell(c))) > longestHead {
			return false
		}
	}
	// A row of data can look the same; a lower head is known or stands in two columns.
	known := 0
	for _, c := range filled {
		if _, s := v.match(t.rows[next].cell(c)); s > 0 || v.unitIn(t.rows[next].cell(c)) != "" {
			known++
		}
	}
	return known > 0 && len(filled) > 1
}

// headColumns reads the header of each column and gives each part to the column
// that names it best.
func (v vocabulary) headColumns(t table, first, last int) []column {
	var columns []column
	scores := map[int]int{}
	for c := range t.width() {
		var words []string
		spanned, inside := false, false
		for i := first; i <= last; i++ {
			text, a := t.over(i, c)
			if text == "" || len(words) > 0 && words[len(words)-1] == text {
				continue
			}
			words = append(words, text)
			spanned = len(words) == 1 && a.left != a.right
			inside = a.left < c
		}
		written := strings.Join(words, " / ")
		if (written == "" || inside) && !t.used(last, c) {
			continue
		}
		out := column{col: c, words: words, letter: letter(c), head: written, part: extra, hidden: t.hideCol[c]}
		tries := []string{}
		if len(words) > 0 {
			tries = append(tries, words[len(words)-1], strings.Join(words, ""))
			if !spanned {
				tries = append(tries, words[0])
			}
		}
		for _, try := range tries {
			if p, s := v.match(try); s > 0 {
				out.part, scores[c] = p, s
				break
			}
		}
		for _, w := range slices.Backward(words) {
			if out.unit == "" {
				out.unit = v.unitIn(w)
			}
		}
		columns = append(columns, out)
	}
	for i, a := range columns {
		for j, b := range columns {
			if i != j && a.part != extra && a.part == b.part &&
				(scores[b.col] > scores[a.col] || scores[b.col] == scores[a.col] && j < i) {
				columns[i].part = extra
			}
		}
	}
	return columns
}

// used reports whether a column holds something below the header.
func (t table) used(last, col int) bool {
	for _, l := range t.rows[last+1:] {
		if l.cell(col) != "" {
			return true
		}
	}
	return false
}

func isNumber(s string) bool {
	s = width.Fold.String(s)
	return s != "" && strings.Trim(s, "0123456789.,%") == ""
}

// noHead says that no header was found in a file; key is the sentence for a
// file that holds something.
func noHead(file string, tables []table, key string) error {
	for _, t := range tables {
		if len(t.rows) > 0 {
			return say.Wrong(say.M(key, "File", file), say.M(key+".do"), nil)
		}
	}
	return say.Wrong(say.M("intakelist.empty", "File", file), say.M("intakelist.empty.do"), nil)
}
