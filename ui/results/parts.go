package results

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// mark is a word on the ballot and how often it was given to a project.
type mark struct {
	key string
	of  func(count.Sums) int
}

// marksOf are the words on a ballot, in its order. 反对 is left out where a ballot
// has only ticks.
func marksOf(k procedure.Kind) []mark {
	approve := func(x count.Sums) int { return x.Approve }
	fair := func(x count.Sums) int { return x.Fair }
	against := func(x count.Sums) int { return x.Against }
	abstain := func(x count.Sums) int { return x.Abstain }
	switch k {
	case procedure.Rating:
		return []mark{{"results.satisfied", approve}, {"results.fair", fair}, {"results.dissatisfied", against}, {"results.abstain", abstain}}
	case procedure.Pick:
		return []mark{{"results.approve", approve}, {"results.abstain", abstain}}
	}
	return []mark{{"results.approve", approve}, {"results.against", against}, {"results.abstain", abstain}}
}

// parts sets the figures of the electronic ballots, of those of paper and of both
// in columns: of the round first, then of each project. There is nothing where
// no paper was used.
func (s *Screen) parts(v meeting.View, r count.Result) {
	if len(r.Parts) < 2 {
		return
	}
	heads := columnsOf{words.T("results.parts.of")}
	for _, p := range r.Parts {
		heads = append(heads, words.Say(p.Source.Name()))
	}
	heads = append(heads, words.T("results.parts.all"))
	rows := page.NewColumn(look.Gap, heads.row(heads, true))
	add := func(label string, of func(count.Part) int, all int) {
		cells := []string{label}
		for _, p := range r.Parts {
			cells = append(cells, digits(of(p)))
		}
		rows.Add(heads.row(append(cells, digits(all)), false))
	}
	add(words.T("desk.issued"), func(p count.Part) int { return p.Issued }, r.Issued)
	add(words.T("desk.returned"), func(p count.Part) int { return p.Returned }, r.Returned)
	if r.State != count.Void {
		add(words.T("results.valid"), func(p count.Part) int { return p.Valid }, r.Valid)
		add(words.T("results.invalid"), func(p count.Part) int { return p.Invalid }, r.Invalid)
	}
	lines := r.Lines
	if !r.Apart() {
		lines = nil
		rows.Add(prose.New(words.T("results.parts.few", "Fewest", count.FewestApart)).AtLeast(12))
	}
	for i, l := range lines {
		rows.Add(widget.NewSeparator())
		rows.Add(prose.New(words.T("results.parts.project", "ID", l.ID, "Name", nameOf(v, l.ID))).AtLeast(12))
		for _, m := range marksOf(v.Round.Procedure.Kind) {
			add(words.T(m.key), func(p count.Part) int { return m.of(p.Sums[i]) }, m.of(l.Sums))
		}
	}
	s.shown.Add(stage.Space(look.Gap))
	s.shown.Add(prose.New(words.T("results.parts")).Bold().Sized((*look.Look).Heading).AtLeast(4))
	s.shown.Add(rows)
}

// columnsOf are the heads of a label and the columns of figures after it.
type columnsOf []string

// row sets a label at the left and a figure under each head; the last figure,
// which is the sum, is bold.
func (c columnsOf) row(cells []string, head bool) fyne.CanvasObject {
	row := container.New(c)
	for i, text := range cells {
		cell := prose.New(text).AtLeast(float32(len(text)))
		if head {
			cell.Faint()
		}
		if head || i == len(cells)-1 {
			cell.Bold()
		}
		row.Add(cell)
	}
	return row
}

// width is that of a column, whose figures are never wider than its head and six
// digits.
func (c columnsOf) width(i int) float32 {
	face := prose.FaceOf(look.Current().TextSize(), true)
	return max(face.Width([]rune(c[i])), face.Width([]rune("000000")))
}

// Layout and MinSize are for Fyne.

func (c columnsOf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i := range o {
		if i == 1 {
			x += 3 * look.Gap
		}
		needs := o[i].MinSize()
		page.Settle(o[i], needs.Width)
		at := x
		if i > 0 { // figures end at the same place
			at += c.width(i) - needs.Width
		}
		o[i].Move(fyne.NewPos(at, 0))
		if i == 0 {
			x += max(c.width(0), 5*prose.FaceOf(look.Current().TextSize(), true).Advance('中'))
		} else {
			x += c.width(i) + 2*look.Gap
		}
	}
}

func (c columnsOf) MinSize(o []fyne.CanvasObject) fyne.Size {
	least := fyne.NewSize(5*prose.FaceOf(look.Current().TextSize(), true).Advance('中')+look.Gap, 0)
	for i := range o {
		least.Height = max(least.Height, o[i].MinSize().Height)
		if i > 0 {
			least.Width += c.width(i) + 2*look.Gap
		}
	}
	return least
}
