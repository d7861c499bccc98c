package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/say"
)

// found is a table with its header.
type found struct {
	table
	head
}

// choose gives the table of a file whose header is known best: one with a name
// before one without, a sheet that is shown before a hidden one, the first before
// a later one. others are the names of the other sheets that have a header.
func (v vocabulary) choose(tables []table) (best found, others []string, ok bool) {
	var all []found
	for _, t := range tables {
		if h, ok := v.findHead(t); ok {
			all = append(all, found{t, h})
		}
	}
	if len(all) == 0 {
		return found{}, nil, false
	}
	better := func(a, b found) bool {
		if x, y := a.col(v.name) >= 0, b.col(v.name) >= 0; x != y {
			return x
		}
		if a.hidden != b.hidden {
			return b.hidden
		}
		return a.score > b.score
	}
	best = all[0]
	for _, f := range all[1:] {
		if better(f, best) {
			best = f
		}
	}
	for _, f := range all {
		if f.sheet != best.sheet {
			others = append(others, f.sheet)
		}
	}
	return best, others, true
}

// split gives the lines above and below the header.
func (f found) split() (above, below []line) {
	for i, l := range f.rows {
		switch {
		case l.number < f.from:
			above = append(above, f.rows[i])
		case l.number > f.to:
			below = append(below, f.rows[i])
		}
	}
	return above, below
}

var attachment = regexp.MustCompile(`^附\s*[件表]`)

// titleAmong gives the place of the title among the lines above a header, -1
// for none: the first that holds one of the words, else the first.
func titleAmong(above []line, words ...string) int {
	titled := func(l line) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(l.text(), w) })
	}
	title := -1
	for i, l := range above {
		text := l.cells[max(0, slices.IndexFunc(l.cells, func(s string) bool { return s != "" }))]
		folded := strings.Join(strings.Fields(width.Fold.String(text)), "")
		if strings.HasPrefix(folded, "单位:") || strings.HasPrefix(folded, "(单位:") || attachment.MatchString(text) {
			continue
		}
		if title < 0 || !titled(above[title]) && titled(l) {
			title = i
		}
	}
	return title
}

// fromAbove reports whether a cell is the lower part of a merged area that
// begins on a line below the header.
func (f found) fromAbove(l line, col int) bool {
	a, ok := f.merges.at(l.number, col)
	return ok && f.to < a.top && a.top < l.number
}

// value is the text of a part on a line. A merged area gives its text to every
// line it covers; below is set where the line is not its first.
func (f found) value(l line, col int) (text string, below bool) {
	if col < 0 {
		return "", false
	}
	if !f.fromAbove(l, col) {
		return l.cell(col), false
	}
	a, _ := f.merges.at(l.number, col)
	if i, ok := slices.BinarySearchFunc(f.rows, a.top, func(l line, n int) int { return l.number - n }); ok {
		return f.rows[i].cell(a.left), true
	}
	return "", true
}

// repeats reports whether a line is the header once more, as at the top of a
// printed page.
func (f found) repeats(l line, v vocabulary) bool {
	same := 0
	for _, c := range f.columns {
		text := l.cell(c.col)
		if text == "" {
			continue
		}
		if !slices.ContainsFunc(c.words, func(w string) bool { return v.plain(w) == v.plain(text) }) {
			return false
		}
		same++
	}
	return same >= 2
}

// countsColumns reports whether a line under the header only counts the columns: 1 2 3 4 ….
func countsColumns(l line) bool {
	filled := l.filled()
	for i, c := range filled {
		if l.cell(c) != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(filled) >= 3
}

// hiddenColumns are the letters of the columns that the file hides.
func (h head) hiddenColumns() []string {
	var letters []string
	for _, c := range h.columns {
		if c.hidden {
			letters = append(letters, c.letter)
		}
	}
	return letters
}

// where names a place in the file; the column is optional.
func (f found) where(file string, row int, part string) say.Message {
	letter, head := "", ""
	if c, ok := f.column(part); ok {
		letter, head = c.letter, strings.Join(strings.Fields(c.head), "")
	}
	return say.M("intakelist.where", "File", file, "Sheet", f.sheet, "Row", row, "Column", letter, "Head", head)
}

// exampleWords mark the row that shows how a template is filled in.
var exampleWords = []string{"示例", "样例", "例"}

func isExample(first string) bool { return slices.Contains(exampleWords, first) }
