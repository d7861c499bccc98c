// Package projects is the place 项目: the candidate list, sorted and filtered,
// one project in detail or two or three side by side, the deputy's private
// leaning and notes on them, the choice that comes of it, the way to the passage
// of the report a project comes from; and the import of a list.
package projects

import (
	"errors"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/review"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 项目.
type Screen struct {
	st   *stage.Stage
	root *page.Frame
	body *fyne.Container

	strip  *strip
	field  *page.Input
	tools  *tools
	list   *page.List
	detail *detail
	panes  *panes

	filter    review.Filter
	sort      review.Order
	ticked    []string // to be compared, in the order in which they were ticked
	comparing *compare // nil while the list is shown

	report     *report.Report
	candidates project.List
	words      index // of the candidates
	rehearsal  bool
	places     int
	most       int
	intents    map[string]note.Intent
	unread     bool // the leanings could not be read: none is written over them
	locked     bool // the notes and leanings were locked when they were read
	notes      map[string][]note.Note
	writes     map[string]*latest // of intents, by project

	order   []string // ids in the order shown
	at      []int    // index of each in the list of cards
	current string   // the project in detail, "" for none

	// wait calls f on Fyne's goroutine after a while, unless stopped.
	wait func(d time.Duration, f func()) (stop func())
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, writes: map[string]*latest{}, wait: stage.Later, sort: review.ByCategory}
	s.strip = newStrip(s.openChoice)
	s.field = page.NewField(words.T("projects.search"))
	s.field.OnChanged = func(string) { s.fill() }
	s.field.OnEscape = func() {
		if s.field.Text != "" {
			s.field.SetText("")
			return
		}
		s.focus(s.list)
	}
	s.field.OnDown = func() {
		s.focus(s.list)
		if s.list.Chosen() < 0 && len(s.at) > 0 {
			s.step(1)
		}
	}
	s.tools = newTools(s)
	s.list = page.NewList()
	s.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyB && s.current != "" {
			s.tick(s.current)
			return true
		}
		return false
	}
	s.list.OnTapped = func(i int) { s.openCard(i); s.panes.show(true) }
	s.list.OnMoved = func(i int) {
		if !s.panes.narrow {
			s.openCard(i)
		}
	}
	s.detail = newDetail(s)
	s.panes = &panes{screen: s}
	head := page.NewPadded(1.5*look.Gap, look.Gap, page.NewColumn(look.Gap/2, s.field, s.tools.root))
	left := page.NewBorder(head, nil, s.list)
	s.panes.left, s.panes.right = left, s.detail.root
	s.body = container.NewStack()
	s.root = page.NewFrame(s.body)
	st.OnChange(s.changed)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown reads everything again and opens the project of the target, if it
// names one.
func (s *Screen) Shown(t stage.Target) {
	s.read()
	_, ok := s.candidates.ByID(t.Project)
	if s.comparing != nil && !ok {
		s.openCompare() // with what has changed meanwhile
		return
	}
	s.comparing = nil
	s.draw()
	if !ok {
		s.focus(s.list)
		return
	}
	if s.index(t.Project) < 0 {
		s.showAll()
	}
	s.open(t.Project)
	s.panes.show(true)
	if t.Note == "" || !s.detail.notes.focus(t.Note) {
		s.focus(s.list)
	}
}

// Flush returns when notes, leanings and stars are committed; the error says
// what could not be. A note that was not saved keeps its field.
func (s *Screen) Flush() error {
	errs := []error{s.detail.notes.flush()}
	for _, w := range s.writes {
		errs = append(errs, w.flush())
	}
	return errors.Join(errs...)
}

// FocusSearch puts the cursor into the search field.
func (s *Screen) FocusSearch() {
	s.closeCompare()
	s.panes.show(false)
	s.focus(s.field)
}

func (s *Screen) focus(o fyne.Focusable) {
	if page.In(s.st.Window, s.root) {
		s.st.Window.Canvas().Focus(o)
	}
}

// Back and Forward are what Alt+← and Alt+→ do here: the project before and after.
func (s *Screen) Back() { s.turn(-1) }

// Forward goes on; see Back.
func (s *Screen) Forward() { s.turn(1) }

// turn is step for a shortcut of the window, which knows nothing of what is shown.
func (s *Screen) turn(by int) {
	if s.comparing == nil && page.In(s.st.Window, s.root) && s.st.Window.Canvas().Overlays().Top() == nil {
		s.step(by)
	}
}

// changed follows a change of the meeting, without disturbing somebody who
// writes unless the list or the report is another one.
func (s *Screen) changed() {
	v := s.st.View()
	if r, _ := s.st.Report(); r == s.report && s.locked == s.st.Locked() && reflect.DeepEqual(v.Setup.List, s.candidates) {
		s.places, s.most = v.Setup.Procedure.Places, v.Setup.Procedure.MaxApprovals
		s.count()
		return
	}
	s.Flush()
	s.comparing = nil
	s.read()
	s.draw()
}

// read takes the list from the meeting, leanings and notes from the book.
func (s *Screen) read() {
	v := s.st.View()
	s.report, _ = s.st.Report()
	if s.words == nil || !reflect.DeepEqual(v.Setup.List, s.candidates) {
		s.words = indexed(v.Setup.List)
	}
	s.candidates = v.Setup.List
	s.rehearsal = v.Setup.List.Rehearsal || v.Setup.Rehearsal
	s.places, s.most = v.Setup.Procedure.Places, v.Setup.Procedure.MaxApprovals
	s.locked = s.st.Locked()
	intents, err := s.st.Book.Intents()
	if s.unread = err != nil; s.unread {
		s.st.ShowProblem(err)
		intents = map[string]note.Intent{}
	}
	s.intents = intents
	s.filter = s.filter.Within(s.candidates)
	s.ticked = slices.DeleteFunc(s.ticked, func(id string) bool { return s.candidates.Index(id) < 0 })
	s.readNotes()
}

func (s *Screen) readNotes() {
	all, err := s.st.Book.Notes()
	if err != nil {
		s.st.ShowProblem(err)
	}
	s.notes = map[string][]note.Note{}
	for _, n := range all {
		if p, ok := s.candidates.ByID(n.Project); ok && n.On(p.ID, p.Name) {
			s.notes[n.Project] = append(s.notes[n.Project], n)
		}
	}
}

// draw shows what was read: the list, or how to get one.
func (s *Screen) draw() {
	if len(s.candidates.Projects) == 0 {
		s.current = ""
		s.body.Objects = []fyne.CanvasObject{s.empty()}
		s.body.Refresh()
		return
	}
	s.panes.set(s.comparing)
	if len(s.body.Objects) != 1 || s.body.Objects[0] != fyne.CanvasObject(s.panes.root()) {
		s.body.Objects = []fyne.CanvasObject{s.panes.root()}
	}
	if _, ok := s.candidates.ByID(s.current); !ok {
		s.current = ""
		s.panes.show(false)
	}
	s.fill()
	s.detail.show(s.current)
	s.body.Refresh()
}

// empty says how a list comes in.
func (s *Screen) empty() fyne.CanvasObject {
	button := stage.NextStep(words.T("projects.import"), func() { Import(s.st, nil) })
	return container.NewCenter(page.NewColumn(2*look.Gap,
		prose.New(words.T("projects.empty")).Bold().Sized((*look.Look).Heading).AtLeast(22).Centred(),
		prose.New(words.T("projects.empty.do")).AtLeast(22).Measure(30).Centred(),
		container.NewCenter(button),
	))
}

// fill shows the cards that search and filter leave, in the order asked for.
func (s *Screen) fill() {
	s.order, s.at = nil, nil
	var cards []page.Card
	asked := page.Terms(s.field.Text)
	groups := review.Arrange(s.candidates, s.own, func(p project.Project) bool {
		return s.filter.Shows(p, s.own(p)) && s.words.finds(p.ID, asked)
	}, s.sort)
	for _, g := range groups {
		if name := s.groupName(g); name != "" {
			cards = append(cards, groupCard(name, len(g.Projects)))
		}
		for _, p := range g.Projects {
			s.order, s.at = append(s.order, p.ID), append(s.at, len(cards))
			cards = append(cards, s.card(p))
		}
	}
	if len(s.order) == 0 {
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: s.nothing()}}})
	}
	s.list.SetCards(cards)
	if i := s.index(s.current); i >= 0 {
		s.list.Choose(s.at[i])
	} else {
		s.list.Top()
	}
	s.tools.show()
	s.count()
	s.detail.where()
}

// own is what the deputy made of a project.
func (s *Screen) own(p project.Project) review.Own {
	i := s.intent(p.ID)
	return review.Own{Leaning: i.Leaning, Star: i.Star, Seen: i.Seen, Notes: len(s.notes[p.ID])}
}

func (s *Screen) card(p project.Project) page.Card {
	_, former := s.former(p.ID)
	i := s.intent(p.ID)
	c := projectCard(p, i, len(s.notes[p.ID]), former, s.locked)
	c.Word, c.Act = words.T("projects.compare.tick"), func() { s.tick(p.ID) }
	if slices.Contains(s.ticked, p.ID) {
		c.Word = words.T("projects.compare.ticked")
	}
	return c
}

// intent is the leaning on a project.
func (s *Screen) intent(id string) note.Intent {
	p, _ := s.candidates.ByID(id)
	return s.intents[id].On(p.Name)
}

// former is a leaning on another project that had the number before.
func (s *Screen) former(id string) (i note.Intent, ok bool) {
	i = s.intents[id]
	return i, s.intent(id) != i && (i.Leaning != note.NoLeaning || i.Star)
}

// redraw shows a project's card again.
func (s *Screen) redraw(id string) {
	p, ok := s.candidates.ByID(id)
	if i := s.index(id); ok && i >= 0 {
		s.list.SetCard(s.at[i], s.card(p))
	}
	s.count()
}

// count says the leanings and what was seen.
func (s *Screen) count() {
	s.strip.show(tallied(s.candidates, s.intents), s.places, s.most, s.rehearsal)
	if s.locked {
		s.strip.lock()
	}
}

// index is the place of a project among those shown, or -1.
func (s *Screen) index(id string) int {
	for i, other := range s.order {
		if other == id {
			return i
		}
	}
	return -1
}

func (s *Screen) openCard(card int) {
	for i, at := range s.at {
		if at == card {
			s.open(s.order[i])
		}
	}
}

// open shows a project in detail; it counts as seen from then on.
func (s *Screen) open(id string) {
	if id == s.current && s.detail.shown == id {
		return
	}
	s.current = id
	s.detail.show(id)
	if i := s.index(id); i >= 0 && s.list.Chosen() != s.at[i] {
		s.list.Choose(s.at[i])
	}
	// A leaning from before a change of the list is not written over unasked; and
	// nothing can be written while the notes are locked, which is said where it is asked for.
	if _, former := s.former(id); id != "" && !former && !s.intent(id).Seen && !s.st.Book.Locked() {
		s.lean(id, func(*note.Intent) {})
	}
}

// step opens the project before (-1) or after (1) the present one.
func (s *Screen) step(by int) {
	if len(s.order) == 0 {
		return
	}
	next := s.index(s.current) + by
	if s.index(s.current) < 0 {
		next = 0
	}
	if next < 0 || next >= len(s.order) {
		return
	}
	s.open(s.order[next])
	s.panes.show(true)
}

// unseen is the first project shown that was not opened yet; ok is false where
// all were.
func (s *Screen) unseen() (id string, ok bool) {
	for _, id := range s.order {
		if !s.intent(id).Seen {
			return id, true
		}
	}
	return "", false
}

// toggle marks a leaning, or clears it where it is marked.
func (s *Screen) toggle(id string, l note.Leaning) {
	s.lean(id, func(i *note.Intent) {
		if i.Leaning == l {
			l = note.NoLeaning
		}
		i.Leaning = l
	})
}

// lean changes the leaning on a project, shows it at once and saves it. The
// project counts as seen from then on.
func (s *Screen) lean(id string, change func(*note.Intent)) {
	if s.unread {
		return
	}
	if s.st.Locked() {
		s.detail.refuse()
		return
	}
	p, ok := s.candidates.ByID(id)
	if !ok {
		return
	}
	_, former := s.former(id)
	i := s.intent(id)
	i.Project, i.Name, i.Seen = id, p.Name, true
	change(&i)
	s.intents[id] = i
	s.redraw(id)
	if former && s.detail.shown == id {
		s.detail.show(id) // without the earlier leaning
	}
	s.detail.leaning()
	if s.comparing != nil {
		s.comparing.leaning()
	}

	if s.writes[id] == nil {
		s.writes[id] = &latest{}
	}
	var failed error
	book, writes := s.st.Book, s.writes[id]
	act := writes.act(func() error { return book.SetIntent(i) })
	s.st.Do(func() error { failed = act(); return nil }, func() {
		if failed == nil {
			s.saved()
			return
		}
		s.st.ShowProblem(failed)
		writes.forget()
		s.read()
		s.draw()
	})
}

func (s *Screen) saved() {
	if s.st.SaySaved != nil {
		s.st.SaySaved()
	}
}
