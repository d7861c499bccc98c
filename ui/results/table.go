package results

import (
	"image/color"
	"slices"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// table is what all rows have in common: the columns and the scale of the bars.
type table struct {
	heads []string // of the columns after the name; the last is the outcome
	wide  []string // the longest that stands in each of them
	first string   // the longest number of a project
	scale int      // what a full bar stands for
	// line is where the threshold is, as a share of the scale; negative for none.
	line float32
	// changes against an earlier assessment, by project; nil for none.
	changes map[string]count.Change
}

// columns are the keys of the columns after the name, in order. A motion has no
// rank, and of an assessment the verdict counts and not the place.
func columns(p procedure.Procedure, compared bool) []string {
	var keys []string
	for _, m := range marksOf(p.Kind) {
		keys = append(keys, m.key)
	}
	if p.Kind.Chooses() {
		keys = append(keys, "results.rank")
	}
	if compared {
		keys = append(keys, "results.change")
	}
	return append(keys, "results.outcome")
}

func newTable(p procedure.Procedure, r count.Result, changes map[string]count.Change) *table {
	t := &table{scale: max(r.Base, r.Valid, 1), line: -1, changes: changes}
	if !p.Threshold.Plurality && p.Threshold.Den > 0 {
		t.line = float32(r.Base) * float32(p.Threshold.Num) / float32(p.Threshold.Den) / float32(t.scale)
	}
	for _, key := range columns(p, changes != nil) {
		t.heads = append(t.heads, words.T(key))
	}
	t.wide = slices.Clone(t.heads)
	t.first = words.T("results.number")
	for _, l := range r.Lines {
		for i, cell := range t.cells(p, l) {
			if t.width(cell) > t.width(t.wide[i]) {
				t.wide[i] = cell
			}
		}
		if len(l.ID) > len(t.first) {
			t.first = l.ID
		}
	}
	return t
}

// cells are the figures of a project, in the order of columns.
func (t *table) cells(p procedure.Procedure, l count.Line) []string {
	var all []string
	for _, m := range marksOf(p.Kind) {
		all = append(all, digits(m.of(l.Sums)))
	}
	if p.Kind.Chooses() {
		all = append(all, digits(l.Rank))
	}
	if t.changes != nil {
		change := t.changes[l.ID].Points()
		if change == "" {
			change = "—"
		}
		all = append(all, change)
	}
	return append(all, sign(l.Outcome)+" "+words.Say(l.Outcome.Word()))
}

// sign stands beside the word of an outcome, never alone.
func sign(o count.Outcome) string {
	switch o {
	case count.Chosen, count.Carried, count.Satisfied:
		return "✓"
	case count.Tied:
		return "●"
	case count.NotChosen, count.Fair:
		return "○"
	case count.Unrated:
		return "—"
	}
	return "×"
}

func outcomeColour(p look.Palette, o count.Outcome) color.NRGBA {
	switch o {
	case count.Chosen, count.Carried, count.Satisfied:
		return p.Approve
	case count.Tied:
		return p.Accent
	case count.Fair:
		return p.Fair
	case count.NotPassed, count.Lost, count.Dissatisfied:
		return p.Against
	}
	return p.Ink
}

func (t *table) face(bold bool) *prose.Face { return prose.FaceOf(look.Current().TextSize(), bold) }

func (t *table) width(cell string) float32 { return t.face(true).Width([]rune(cell)) }

// widths are the widths of number, then the columns after the name.
func (t *table) widths() (first float32, rest []float32, sum float32) {
	first = t.width(t.first) + 2*look.Gap
	for _, w := range t.wide {
		width := t.width(w) + 2*look.Gap
		rest = append(rest, width)
		sum += width
	}
	return first, rest, sum
}

// beside reports whether the columns have room beside the names.
func (t *table) beside(width float32) bool {
	first, _, sum := t.widths()
	return width-first-sum >= 10*t.face(false).Advance('中')
}

// table adds the head and a row for each project.
func (s *Screen) table(v meeting.View, r count.Result) {
	p := v.Round.Procedure
	t := newTable(p, r, changesOf(v))
	s.shown.Add(prose.New(legend(p, r, t)).Faint().AtLeast(12))
	rows := page.NewColumn(0, newHead(t))
	for _, l := range ordered(r.Lines, s.byRank) {
		rows.Add(newLine(s, t, l, nameOf(v, l.ID), t.cells(p, l)))
	}
	s.shown.Add(rows)
}

// nameOf is the name of a candidate as it stood on the ballot.
func nameOf(v meeting.View, id string) string {
	for _, c := range v.Round.Candidates {
		if c.ID == id {
			return c.Name
		}
	}
	return id
}

// ordered gives the lines in the order of the list or by rank; within a rank
// they keep the order of the list.
func ordered(lines []count.Line, byRank bool) []count.Line {
	lines = slices.Clone(lines)
	if byRank {
		slices.SortStableFunc(lines, func(a, b count.Line) int { return a.Rank - b.Rank })
	}
	return lines
}

// legend says what a full bar and its line stand for.
func legend(p procedure.Procedure, r count.Result, t *table) string {
	if p.Kind == procedure.Rating {
		return words.T("results.legend.rating", "Scale", t.scale, "Figure", p.Threshold.Figure(r.Base))
	}
	if t.line < 0 {
		return words.T("results.legend.plain", "Scale", t.scale)
	}
	return words.T("results.legend", "Scale", t.scale, "Figure", p.Threshold.Figure(r.Base), "Strict", p.Threshold.Strict)
}
