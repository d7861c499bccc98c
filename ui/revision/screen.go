// Package revision is the place 报告的变化, reached from the report and from the
// notes: what became of the notes when the report was replaced, each unsure one
// to be confirmed with both places side by side, and what changed in the text.
package revision

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// tab is what of the place is shown.
type tab string

const (
	unsure tab = "unsure"
	moved  tab = "moved"
	lost   tab = "lost"
	kept   tab = "kept"
	text   tab = "text"
)

var tabs = []tab{unsure, moved, lost, kept, text}

// Screen is the place.
type Screen struct {
	st   *stage.Stage
	root *page.Frame
	body *fyne.Container

	title   *prose.Text
	files   *prose.Text
	choices map[tab]*page.Choice
	row     *fyne.Container
	former  *page.Button
	open    tab
	list    *page.List
	review  *fyne.Container // the unsure ones
	scroll  *page.Scroll

	report  *report.Report
	before  *report.Report   // the report that was replaced last, or nil
	old     meeting.Document // its file
	compare *revision.Revision
	changes []revision.Change
	notes   []note.Note // those on passages
	texts   map[string]*report.Report
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, choices: map[tab]*page.Choice{}, open: unsure}
	s.title = prose.New(words.T("revision.title")).Bold().Sized((*look.Look).Heading).AtLeast(10)
	s.files = prose.New("").Faint().Sized((*look.Look).Caption).AtLeast(40)
	back := page.NewButton(words.T("revision.back"), s.back)
	back.OnEscape = s.back
	s.former = page.NewButton(words.T("revision.former"), s.askFormer)
	s.row = page.NewFlow(look.Gap)
	s.list = page.NewList()
	s.list.OnTapped = s.jump
	s.review = page.NewColumn(2 * look.Gap)
	s.scroll = page.NewScroll(s.review, 2*look.Gap, 0)
	s.body = container.NewStack()
	head := page.NewColumn(look.Gap,
		page.NewFlow(2*look.Gap, back, s.title, s.former),
		s.files, s.row)
	s.root = page.NewFrame(page.NewBorder(page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, head), widget.NewSeparator()), nil, s.body))
	st.OnChange(s.changed)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown reads everything again and opens what there is to do first or, where the
// target names a note, where that is.
func (s *Screen) Shown(to stage.Target) {
	s.read(func() {
		s.open = text
		for _, t := range []tab{unsure, lost, moved} {
			if s.count(t) > 0 {
				s.open = t
				break
			}
		}
		for _, n := range s.notes {
			if n.ID == to.Note && slices.Contains(tabs, tab(n.Standing)) {
				s.open = tab(n.Standing)
			}
		}
		s.draw()
	})
}

// changed follows another report while the place is shown.
func (s *Screen) changed() {
	if page.In(s.st.Window, s.root) {
		s.read(s.draw)
	}
}

// read compares the report with the one before and takes the notes.
func (s *Screen) read(then func()) {
	now, name := s.st.Report()
	var notes []note.Note
	var before *report.Report
	var old meeting.Document
	var compared *revision.Revision
	var changes []revision.Change
	texts := map[string]*report.Report{}
	s.st.Do(func() error {
		all, err := s.st.Book.Notes()
		if err != nil {
			return err
		}
		for _, n := range all {
			if n.Anchor != nil {
				notes = append(notes, n)
			}
		}
		formers, err := s.st.Desk.FormerReports()
		if err != nil || now == nil {
			return err
		}
		for _, d := range formers {
			r := report.Parse(d.Text)
			texts[r.Hash] = r
			if r.Hash != now.Hash {
				before, old = r, d
			}
		}
		if before != nil {
			compared = revision.Compare(before.Text, now.Text)
			changes = compared.Changes()
		}
		return nil
	}, func() {
		s.report, s.before, s.old, s.compare, s.changes, s.notes, s.texts = now, before, old, compared, changes, notes, texts
		s.files.SetText("")
		if before != nil {
			s.files.SetText(words.T("revision.files", "Old", old.Name, "New", name))
		}
		s.former.Hidden = before == nil
		then()
	})
}

// standing is the notes that a tab lists.
func (s *Screen) standing(t tab) []note.Note {
	var all []note.Note
	for _, n := range s.notes {
		if string(n.Standing) == string(t) {
			all = append(all, n)
		}
	}
	return all
}

func (s *Screen) count(t tab) int {
	if t == text {
		return len(s.changes)
	}
	return len(s.standing(t))
}

// show opens a tab.
func (s *Screen) show(t tab) {
	s.open = t
	s.draw()
}

func (s *Screen) draw() {
	s.row.Objects = nil
	for _, t := range tabs {
		c := page.NewChoice(words.T("revision.tab."+string(t), "N", s.count(t)), '●', '○', look.Ink, func() { s.show(t) })
		c.Turn(t == s.open)
		s.choices[t] = c
		s.row.Add(c)
	}
	s.row.Refresh()
	var content fyne.CanvasObject
	switch {
	case s.before == nil && len(s.standing(unsure))+len(s.standing(lost))+len(s.standing(moved))+len(s.standing(kept)) == 0:
		content = s.nothing("revision.first", "revision.first.do")
	case s.count(s.open) == 0:
		content = s.nothing("revision.none."+string(s.open), "")
	case s.open == unsure:
		s.drawReview()
		content = s.scroll
	default:
		s.drawList()
		content = s.list
	}
	s.body.Objects = []fyne.CanvasObject{content}
	s.root.Refresh()
	if f, ok := content.(fyne.Focusable); ok && page.In(s.st.Window, s.root) {
		s.st.Window.Canvas().Focus(f)
	}
}

// nothing says why there is nothing to show.
func (s *Screen) nothing(what, do string) fyne.CanvasObject {
	column := page.NewColumn(look.Gap, prose.New(words.T(what)).Bold().AtLeast(26).Centred())
	if do != "" {
		column.Add(prose.New(words.T(do)).AtLeast(26).Measure(32).Centred())
	}
	return container.NewCenter(column)
}

func (s *Screen) back() { s.st.Go(stage.Target{Place: stage.ReportPlace}) }

// askFormer asks whether to go back to the report before.
func (s *Screen) askFormer() {
	old := s.old
	s.st.Ask(stage.Question{
		Title: words.T("revision.former.title"),
		Says:  []string{words.T("revision.former.says", "Old", old.Name), words.T("revision.former.notes")},
		Yes:   words.T("revision.former.yes"),
		Do: func() {
			s.st.TakeReport(func() (meeting.Document, error) { return old, nil })
		},
	})
}

// read again after an act on a note.
func (s *Screen) settle(of note.Settlement) {
	s.st.Do(func() error { return s.st.Book.Settle([]note.Settlement{of}) }, func() {
		if s.st.SaySaved != nil {
			s.st.SaySaved()
		}
		s.st.Announce()
		if !page.In(s.st.Window, s.root) {
			s.read(s.draw)
		}
	})
}
