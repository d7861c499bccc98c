package revision

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

const (
	// atOnce is how many unsure notes are shown; the others follow as these are
	// settled.
	atOnce = 12
	// aroundQuote is how many runes are shown on either side of a passage.
	aroundQuote = 40
	// longestQuote is how many runes of a passage are shown.
	longestQuote = 240
)

// drawReview shows each unsure note: where it was beside where it may be.
func (s *Screen) drawReview() {
	s.review.Objects = nil
	all := s.standing(unsure)
	s.review.Add(prose.New(words.T("revision.unsure.says", "N", len(all))).AtLeast(30))
	for i, n := range all[:min(len(all), atOnce)] {
		s.review.Add(s.question(n, i+1, len(all)))
	}
	if more := len(all) - atOnce; more > 0 {
		s.review.Add(prose.New(words.T("revision.more", "N", more)).Faint().AtLeast(30))
	}
	s.review.Refresh()
}

// question is one unsure note with its acts.
func (s *Screen) question(n note.Note, number, of int) fyne.CanvasObject {
	heading := words.T("revision.number", "N", number, "Of", of)
	rows := page.NewColumn(look.Gap, prose.New(heading).Bold().AtLeast(20))
	if n.Text != "" {
		rows.Add(prose.New(words.T("revision.note", "Text", shortened(n.Text, 120))).AtLeast(30))
	}
	var before fyne.CanvasObject
	was, ok := s.texts[n.Anchor.Document]
	if ok {
		at := report.Range{Start: n.Anchor.Start, End: n.Anchor.End}
		var goes []report.Range
		if len(n.Maybe) == 1 { // beside several places, what is gone depends on which it is
			goes, _ = differing(was.Text[at.Start:at.End], s.report.Text[n.Maybe[0].Start:n.Maybe[0].End])
		}
		before = s.passage("revision.was", marked(was, at, revision.Goes, goes), page.Headings(was, at.Start), nil)
	} else {
		before = s.quoted("revision.was", *n.Anchor)
	}
	after := page.NewColumn(look.Gap)
	for i, a := range n.Maybe {
		key := "revision.maybe"
		if len(n.Maybe) > 1 {
			key = "revision.maybe.one"
		}
		at := report.Range{Start: a.Start, End: a.End}
		here := page.NewButton(words.T("revision.here"), func() { s.settle(note.Settlement{ID: n.ID, Standing: note.Moved, At: a}) })
		show := page.NewButton(words.T("revision.look"), func() { s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: at}) })
		var comes []report.Range
		if ok {
			_, comes = differing(was.Text[n.Anchor.Start:n.Anchor.End], s.report.Text[at.Start:at.End])
		}
		after.Add(s.passage(key, marked(s.report, at, revision.Comes, comes), page.Headings(s.report, at.Start),
			page.NewFlow(look.Gap, here, show), "N", i+1))
	}
	not := page.NewButton(words.T("revision.not"), func() { s.settle(note.Settlement{ID: n.ID, Standing: note.Lost, In: s.report.Hash}) })
	after.Add(page.NewFlow(0, not))
	rows.Add(newBeside(before, after))
	return newSheet(rows)
}

// differing are the runes of two passages that are not in the other one, figures
// whole.
func differing(old, new []rune) (goes, comes []report.Range) {
	for _, c := range revision.Compare(old, new).Changes() {
		for _, p := range c.Pieces {
			switch p.Stay {
			case revision.Goes, revision.To:
				goes = joined(goes, wholeFigure(old, p.At))
			case revision.Comes, revision.From:
				comes = joined(comes, wholeFigure(new, p.At))
			}
		}
	}
	return goes, comes
}

// wholeFigure is a range, and the rest of the figure that it is a part of.
func wholeFigure(text []rune, at report.Range) report.Range {
	figure := func(i int) bool { return i >= 0 && i < len(text) && strings.ContainsRune(figures, text[i]) }
	if figure(at.Start) {
		for figure(at.Start - 1) {
			at.Start--
		}
	}
	if figure(at.End - 1) {
		for figure(at.End) {
			at.End++
		}
	}
	return at
}

// joined adds a range behind others, as part of the last one where they meet.
func joined(all []report.Range, at report.Range) []report.Range {
	if n := len(all) - 1; n >= 0 && at.Start <= all[n].End {
		all[n].End = max(all[n].End, at.End)
		return all
	}
	return append(all, at)
}

// passage shows a passage with the headings that it stands under, and acts.
func (s *Screen) passage(key string, shown page.Block, headings string, acts fyne.CanvasObject, args ...any) fyne.CanvasObject {
	column := page.NewColumn(look.Gap/2, prose.New(words.T(key, args...)).AtLeast(8))
	if headings != "" {
		column.Add(prose.New(headings).Faint().Sized((*look.Look).Caption).AtLeast(8))
	}
	column.Add(newMarked(shown))
	if acts != nil {
		column.Add(acts)
	}
	return column
}

// quoted shows a passage of a report that is not known any more.
func (s *Screen) quoted(key string, a note.Anchor) fyne.CanvasObject {
	text := []rune(a.Before + a.Quote + a.After)
	from := len([]rune(a.Before))
	c := page.Block{Text: string(text), Spans: []page.Span{found(from, from+len([]rune(a.Quote)))}}
	return page.NewColumn(look.Gap/2, prose.New(words.T(key)).Faint().Sized((*look.Look).Caption).AtLeast(8), newMarked(c))
}

// marked is a passage with what stands around it in its paragraphs. The parts of
// it that changed, which are ranges of the passage, look as they stay.
func marked(r *report.Report, at report.Range, stay revision.Stay, changed []report.Range) page.Block {
	start, end := max(0, at.Start-aroundQuote), min(len(r.Text), at.End+aroundQuote)
	shown := r.Display()
	flat := func(from, to int) []rune {
		var out []rune
		for _, c := range shown[from:to] {
			if report.Blank(c) {
				if len(out) > 0 && out[len(out)-1] == ' ' {
					continue
				}
				c = ' '
			}
			out = append(out, c)
		}
		return out
	}
	before, quote, after := flat(start, at.Start), flat(at.Start, at.End), flat(at.End, end)
	if start > 0 {
		before = append([]rune{'…'}, before...)
	}
	if end < len(r.Text) {
		after = append(after, '…')
	}
	if len(quote) > longestQuote {
		half := longestQuote / 2
		quote = append(append(append([]rune{}, quote[:half]...), []rune(" …… ")...), quote[len(quote)-half:]...)
	}
	if len(quote) != at.End-at.Start { // something was left out: the ranges do not fit
		changed = nil
	}
	b := page.Block{Text: string(before) + string(quote) + string(after)}
	from := 0
	add := func(to int) {
		if from < to {
			b.Spans = append(b.Spans, found(len(before)+from, len(before)+to))
		}
	}
	for _, c := range changed {
		add(c.Start)
		x, _ := span(stay, len(before)+c.Start, len(before)+c.End)
		b.Spans = append(b.Spans, x)
		from = c.End
	}
	add(len(quote))
	return b
}

// newMarked shows a block alone.
func newMarked(b page.Block) fyne.CanvasObject { return page.NewBlockView(b) }

// newBeside sets two objects side by side or, where it is too narrow, under
// each other.
func newBeside(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{}, left, right)
}

type beside struct{ width float32 }

// narrow is under how many characters there is no room for two columns.
const narrow = 44

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	b.run(objects, true)
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(10*look.Current().TextSize(), b.run(objects, false))
}

func (b *beside) run(objects []fyne.CanvasObject, move bool) float32 {
	gap := float32(3 * look.Gap)
	if b.width < narrow*look.Current().TextSize() {
		y := float32(0)
		for _, o := range objects {
			if move {
				o.Move(fyne.NewPos(0, y))
			}
			y += page.Settle(o, b.width) + look.Gap
		}
		return y
	}
	width := (b.width - gap) / 2
	height := float32(0)
	for i, o := range objects {
		if move {
			o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
		}
		height = max(height, page.Settle(o, width))
	}
	return height
}
