package projects

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Import lets the clerk choose a file with a candidate list and shows what was
// understood of it. Nothing is taken over before the clerk says so; done (which
// may be nil) is called after that.
func Import(st *stage.Stage, done func()) {
	st.ChooseFile(words.T("projects.import"), words.T("projects.import.open"), []string{".xlsx", ".csv"},
		func(path string) { importFile(st, path, done) })
}

// ImportFile is Import with the file already chosen, as by dropping it on the
// window.
func ImportFile(st *stage.Stage, path string) { importFile(st, path, nil) }

func importFile(st *stage.Stage, path string, done func()) {
	var p project.Preview
	st.Do(func() error {
		var err error
		p, err = st.Files.ReadList(path)
		return err
	}, func() { showPreview(st, p, done) })
}

// showPreview shows what was understood of a file. 采用 takes it over, 返回 and
// Esc leave everything as it is.
func showPreview(st *stage.Stage, p project.Preview, done func()) {
	var over *page.Sheet
	leave := func() { over.Close() }

	list := page.NewList()
	list.SetCards(previewCards(p, st.View().Setup.List))
	list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			leave()
			return true
		}
		return false
	}
	back := page.NewButton(words.T("stage.back"), leave)
	adopt := page.NewButton(words.T("projects.adopt"), nil)
	adopt.Importance = widget.HighImportance
	back.OnEscape, adopt.OnEscape = leave, leave
	adopt.OnTapped = func() {
		adopt.Disable()
		adopting(st, p.List, func() {
			leave()
			if done != nil {
				done()
			}
		}, adopt.Enable)
	}

	says := page.NewColumn(look.Gap/2, prose.New(words.T("projects.preview", "File", p.File)).Bold().Sized((*look.Look).Heading))
	if err := p.List.Validate(); err != nil {
		what, do := words.Explain(err)
		says.Add(prose.New(what + do).Colour(against))
		adopt.Disable()
	} else if now := len(st.View().Setup.List.Projects); now > 0 {
		says.Add(prose.New(words.T("projects.preview.replaces", "Count", now)))
	} else {
		says.Add(prose.New(words.T("projects.preview.says")))
	}
	buttons := page.NewFlow(2*look.Gap, back, adopt)
	over = page.OpenSheet(st.Window, page.NewBorder(
		page.NewColumn(look.Gap, says, widget.NewSeparator()),
		page.NewColumn(look.Gap, widget.NewSeparator(), buttons),
		list), leave)
	st.Window.Canvas().Focus(list)
}

// adopting sets the list; the sheet stays open where that is refused.
func adopting(st *stage.Stage, l project.List, adopted, refused func()) {
	var failed error
	st.Do(func() error { failed = st.Desk.SetList(l); return nil }, func() {
		if failed != nil {
			refused()
			st.ShowProblem(failed)
			return
		}
		adopted()
		st.Announce()
	})
}
