package projects

import (
	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// passages are the further sentences of the report that speak of a project: what
// stands there word for word, and what is like it, which the deputy confirms or
// dismisses. The sentence that the project comes from is above; see origin.
func (d *detail) passages(p project.Project) fyne.CanvasObject {
	column := page.NewColumn(1.5 * look.Gap)
	column.Hide()
	var fill func()
	// The button that was pressed is gone: the keys go on from the page.
	decided := func() { fill(); d.s.focus(d.scroll) }
	fill = func() {
		d.s.st.Links(func(all []stage.Linked) {
			column.Objects = d.linked(p, all, decided)
			page.Visible(column, len(column.Objects) > 0)
			d.column.Refresh()
			d.scroll.Refresh()
		})
	}
	fill()
	return column
}

// linked shows the links of a project; changed is called after each decision.
func (d *detail) linked(p project.Project, all []stage.Linked, changed func()) []fyne.CanvasObject {
	r := d.s.report
	if r == nil {
		return nil
	}
	first, found := p.Passage(r)
	var shown, dismissed []stage.Linked
	for _, l := range all {
		switch {
		case l.Project != p.ID || found && l.Start < first.End && first.Start < l.End:
		case l.Shown():
			shown = append(shown, l)
		default:
			dismissed = append(dismissed, l)
		}
	}
	if len(shown)+len(dismissed) == 0 {
		return nil
	}
	button := func(key string, do func()) *page.Button {
		b := page.NewButton(words.T(key), do)
		b.OnFocus = func() { d.scroll.Reveal(b) }
		return b
	}
	decide := func(l stage.Linked, as note.Decision) func() {
		return func() { d.s.st.Decide(l, as, changed) }
	}
	objects := []fyne.CanvasObject{prose.New(words.T("projects.passages")).Bold()}
	for _, l := range shown {
		ways := page.NewFlow(look.Gap, button("projects.passages.go", func() {
			d.s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: l.Range})
		}))
		says := "projects.passages.content"
		switch {
		case l.Open():
			says = "projects.passages.suggested"
			ways.Add(button("projects.passages.confirm", decide(l, note.Confirmed)))
			ways.Add(button("projects.passages.dismiss", decide(l, note.Dismissed)))
		case l.Suggested():
			says = "projects.passages.confirmed"
			ways.Add(button("projects.passages.undo", decide(l, note.Undecided)))
		}
		passage := page.NewColumn(look.Gap,
			prose.New(words.T(says)).Faint(),
			page.NewGround(paper, page.NewPadded(1.5*look.Gap, look.Gap, prose.New(r.Copy(l.Range, true)))),
			ways)
		if path := page.Headings(r, l.Start); path != "" {
			passage.Add(prose.New(path).Faint())
		}
		objects = append(objects, passage)
	}
	if n := len(dismissed); n > 0 {
		again := button("projects.passages.again", func() {
			for _, l := range dismissed {
				d.s.st.Decide(l, note.Undecided, nil)
			}
			changed()
		})
		objects = append(objects, page.NewFlow(look.Gap, prose.New(words.T("projects.passages.dismissed", "Count", n)).Faint().AtLeast(30), again))
	}
	return objects
}
