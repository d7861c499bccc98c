package reader

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// ImportFile takes a file in as the report of the meeting, after a question
// where there is a report already. Every screen is told.
func ImportFile(st *stage.Stage, path string) {
	if r, name := st.Report(); r != nil {
		st.Ask(stage.Question{
			Title: words.T("reader.another.title"),
			Says: []string{
				words.T("reader.another.says", "Old", name, "New", filepath.Base(path)),
				words.T("reader.another.notes"),
			},
			Yes: words.T("reader.another.yes"),
			Do:  func() { importFile(st, path) },
		})
		return
	}
	importFile(st, path)
}

func importFile(st *stage.Stage, path string) {
	st.TakeReport(func() (meeting.Document, error) {
		text, err := st.Files.ReadText(path)
		return meeting.Document{Name: filepath.Base(path), Text: text}, err
	})
}

// chooseFile asks for a file and takes it in.
func (s *Screen) chooseFile() { ChooseFile(s.st) }

// ChooseFile asks for a report and takes it in as ImportFile does.
func ChooseFile(st *stage.Stage) {
	st.ChooseFile(words.T("reader.load.title"), words.T("reader.load.open"), []string{".txt", ".docx"},
		func(path string) { ImportFile(st, path) })
}

// emptyDesk is what is there before there is a report.
func (s *Screen) emptyDesk() *fyne.Container {
	load := stage.NextStep(words.T("reader.load"), s.chooseFile)
	return container.NewCenter(container.NewVBox(
		prose.New(words.T("reader.empty")).Sized((*look.Look).Heading).Centred().AtLeast(20),
		prose.New(words.T("reader.empty.kinds")).Faint().Centred().AtLeast(32),
		stage.Space(2*look.Gap),
		container.NewCenter(container.New(large{}, load)),
	))
}

// large gives the one button on an empty desk the size that it deserves.
type large struct{}

func (large) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (large) MinSize([]fyne.CanvasObject) fyne.Size {
	text := look.Current().TextSize()
	return fyne.NewSize(12*text, max(1.3*look.Target, 3*text))
}

// showDroppedCount says how many lines of the page were left out.
func (s *Screen) showDroppedCount() {
	n := len(s.report.Dropped)
	s.dropped.Hidden = n == 0
	s.dropped.setWord(words.T("reader.dropped", "N", n))
}

// offerChanges shows the way to what changed, where the report took the place of
// another.
func (s *Screen) offerChanges() {
	var formers []meeting.Document
	s.st.Do(func() (err error) {
		formers, err = s.st.Desk.FormerReports()
		return err
	}, func() {
		s.changes.Hidden = len(formers) == 0
		s.root.Refresh()
	})
}

func (s *Screen) goChanges() { s.st.Go(stage.Target{Place: stage.RevisionPlace}) }

// showDropped shows what was left out, line by line.
func (s *Screen) showDropped() {
	column := rows.NewColumn(look.Gap)
	for _, d := range s.report.Dropped {
		column.Add(prose.New(words.T("reader.dropped."+d.Reason, "Text", strings.TrimSpace(d.Text))).AtLeast(24))
	}
	list := rows.NewScroll(column, look.Gap, 0)
	height := min(s.st.Window.Canvas().Size().Height*0.5, look.Current().TextSize()*2.6*float32(len(s.report.Dropped))+4*look.Gap)
	s.st.Ask(stage.Question{
		Title: words.T("reader.dropped.title"),
		Says:  []string{words.T("reader.dropped.says")},
		Body:  container.New(least{height}, list),
		No:    words.T("stage.understood"),
	})
}

// showMore offers what the foot offers.
func (s *Screen) showMore() {
	back := fyne.NewMenuItem(words.T("reader.back"), s.Back)
	on := fyne.NewMenuItem(words.T("reader.forward"), s.Forward)
	back.Disabled, on.Disabled = s.goBack.disabled, s.goOn.disabled
	items := []*fyne.MenuItem{
		back, on, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(words.T("reader.keys"), s.showKeys),
		fyne.NewMenuItem(words.T("reader.another"), s.chooseFile),
		fyne.NewMenuItem(words.T("reader.changes"), s.goChanges),
	}
	if n := len(s.report.Dropped); n > 0 {
		items = append(items, fyne.NewMenuItem(words.T("reader.dropped", "N", n), s.showDropped))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.more)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.st.Window.Canvas(), at.AddXY(0, s.more.Size().Height))
}

// least keeps an object at a height.
type least struct{ height float32 }

func (l least) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l least) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, l.height) }

// showKeys lists what the keys do.
func (s *Screen) showKeys() {
	c := control()
	s.st.Tell(words.T("reader.keys.title"),
		words.T("reader.keys.move"),
		words.T("reader.keys.search", "Ctrl", c),
		words.T("reader.keys.select", "Ctrl", c),
		words.T("reader.keys.mark"),
		words.T("reader.keys.copy", "Ctrl", c),
		words.T("reader.keys.leave", "Ctrl", c))
}
