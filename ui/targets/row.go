package targets

import (
	"cmp"
	"slices"
	"strings"

	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/app/target"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/words"
)

// row is a commitment with what is said about it.
type row struct {
	target.Target
	label    string // the amount with its bound
	of       string
	sentence string
	marked   [2]int // the amount in the sentence
	where    string // headings over it
	section  string // the outermost two of them
	folded   string // all of it as it is searched
}

// rows are the commitments as the table shows them.
func rows(r *report.Report, found []target.Target) []row {
	all := make([]row, 0, len(found))
	for _, t := range found {
		w := row{Target: t, label: t.Label(), of: string(report.Punctuate([]rune(t.Of)))}
		w.sentence = r.Copy(t.Sentence, true)
		w.marked = [2]int{t.At.Start - t.Sentence.Start, t.At.End - t.Sentence.Start}
		w.where = page.Headings(r, t.At.Start)
		w.section = section(r, t.At.Start)
		w.folded = page.Folded(strings.Join([]string{w.label, w.of, w.sentence, w.where, words.T("targets.class." + string(t.Class))}, "\n"))
		all = append(all, w)
	}
	return all
}

// section is the chapter and section that an offset is in.
func section(r *report.Report, offset int) string {
	where := strings.Split(page.Headings(r, offset), " › ")
	if where[0] == "" {
		return words.T("targets.section.none")
	}
	return strings.Join(where[:min(2, len(where))], " › ")
}

// order is what the table is sorted by.
type order string

const (
	byPlace   order = ""
	byValue   order = "value"
	bySection order = "section"
)

var orders = []order{byPlace, bySection, byValue}

// arrange sorts rows: as they stand in the text, by section and there the
// largest first within each unit, or by unit and there the largest first. Units
// stand as often as they are used; what is equal stays as it stands in the text.
func arrange(all []row, o order) {
	if o == byPlace {
		return
	}
	uses, first := map[string]int{}, map[string]int{}
	for i, r := range all {
		uses[r.Unit]++
		if _, seen := first[r.section]; !seen {
			first[r.section] = i
		}
	}
	slices.SortStableFunc(all, func(a, b row) int {
		units := cmp.Or(cmp.Compare(uses[b.Unit], uses[a.Unit]), cmp.Compare(a.Unit, b.Unit))
		value := cmp.Or(b.High.Compare(a.High), b.Low.Compare(a.Low))
		if o == bySection {
			return cmp.Or(cmp.Compare(first[a.section], first[b.section]), units, value)
		}
		return cmp.Or(units, value)
	})
}

// group is the heading that a row stands under in an order, "" for none.
func (r row) group(o order) string {
	switch o {
	case bySection:
		return r.section
	case byValue:
		return words.T("targets.unit", "Unit", r.Unit)
	}
	return ""
}

// card is the row as the table shows it: the amount in its column, then what it
// counts, the sentence with the amount marked, and where that stands.
func (r row) card() page.Card {
	name := r.of
	if name == "" {
		name = r.label
	}
	where := words.T("targets.where", "Class", say.M("targets.class."+string(r.Class)), "Where", r.where)
	return page.Card{Lead: r.label, LeadInk: look.Ink, Blocks: []page.Block{
		{Text: name, Bold: true, Most: 2},
		{Text: r.sentence, Marked: r.marked},
		{Text: where, Small: true, Ink: look.Faint, Most: 2},
	}}
}

// text is the row to be pasted into a text.
func (r row) text() string {
	s := words.T("targets.text", "Amount", r.label, "Of", r.of, "Sentence", r.sentence)
	if r.where != "" {
		s += "\n" + words.T("targets.text.where", "Where", r.where)
	}
	return s
}

// heads are the columns of the copied table, and line the row in it.
func heads() string {
	var all []string
	for _, key := range []string{"of", "amount", "low", "high", "unit", "bound", "class", "where", "sentence"} {
		all = append(all, words.T("targets.column."+key))
	}
	return strings.Join(all, "\t")
}

func (r row) line() string {
	cells := []string{
		r.of, r.label, r.Low.String(), r.High.String(), r.Unit, strings.Join(r.Words, " "),
		words.T("targets.class." + string(r.Class)), r.where, r.sentence,
	}
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(c), " ")
		if c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
			cells[i] = "'" + cells[i] // a spreadsheet would reckon
		}
	}
	return strings.Join(cells, "\t")
}
