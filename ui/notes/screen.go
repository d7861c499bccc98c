// Package notes is the place 我的批注: every note on the report and on the
// projects, to be found, gone to, copied and deleted.
package notes

import (
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 我的批注.
type Screen struct {
	st   *stage.Stage
	root *page.Frame
	body *fyne.Container
	full *fyne.Container // what body holds while there are notes

	title  *prose.Text
	field  *page.Input
	kinds  []*page.Choice
	filter filter
	sieve  *sieve
	copied *prose.Text
	keys   *prose.Text
	list   *page.List

	undo *fyne.Container
	said *prose.Text  // what was done last
	back *page.Button // takes it back
	on   *page.Button // does it again

	all    []entry
	parts  []part
	tags   []note.Used
	shown  []*entry
	cards  []int // index in the list of each one shown
	report *report.Report
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, filter: filter{part: -1}}
	s.title = prose.New("").Bold().Sized((*look.Look).Heading).AtLeast(40)
	s.field = page.NewField(words.T("notes.search"))
	s.sieve = newSieve(s)
	s.field.OnChanged = func(string) { s.fill() }
	s.field.OnEscape = func() {
		if s.field.Text != "" {
			s.field.SetText("")
			return
		}
		s.focus(s.list)
	}
	s.field.OnDown = func() { s.focus(s.list) }
	for _, k := range kinds {
		s.kinds = append(s.kinds, page.NewChoice(words.T("notes.kind."+string(k)), '●', '○', look.Ink, func() { s.show(k) }))
	}
	s.copied = prose.New("").Faint().Sized((*look.Look).Caption).AtLeast(40)
	s.list = page.NewList()
	s.list.OnTapped = s.jump
	s.list.OnKey = s.key
	s.said = prose.New("").AtLeast(40)
	s.back, s.on = page.NewButton(words.T("notes.undo"), s.Undo), page.NewButton(words.T("notes.redo"), s.Redo)
	s.undo = page.NewColumn(0, widget.NewSeparator(), page.NewPadded(2*look.Gap, look.Gap,
		page.NewFlow(2*look.Gap, s.said, s.back, s.on)))
	s.undo.Hide()

	choices := page.NewRow(0)
	for _, c := range s.kinds {
		choices.Add(c)
	}
	s.keys = prose.New(words.T("notes.keys", "Ctrl", control())).Faint().Sized((*look.Look).Caption)
	head := page.NewColumn(look.Gap,
		page.NewFlow(look.Gap, append([]fyne.CanvasObject{s.title, page.NewButton(words.T("notes.copy"), s.copy)}, append(s.opinionButtons(), s.copied)...)...),
		page.NewFlow(2*look.Gap, page.NewWide(22, s.field), choices, s.sieve.button, s.sieve.clear),
		s.sieve.box,
		s.keys,
	)
	s.full = page.NewBorder(page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, head), widget.NewSeparator()), s.undo, s.list)
	s.body = container.NewStack()
	s.root = page.NewFrame(s.body)
	s.show(every)
	st.OnChange(s.changed)
	return s
}

// control is the name of the key that goes with letters.
func control() string {
	if runtime.GOOS == "darwin" {
		return "Cmd"
	}
	return "Ctrl"
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown reads the notes again and goes to the one of the target, if it names one.
func (s *Screen) Shown(t stage.Target) {
	s.copied.SetText("")
	s.undo.Hide()
	s.read()
	s.draw()
	if t.Note != "" {
		s.reveal(t.Note)
	}
	s.focus(s.list)
}

// FocusSearch puts the cursor into the search field.
func (s *Screen) FocusSearch() { s.focus(s.field) }

func (s *Screen) focus(o fyne.Focusable) {
	if len(s.all) > 0 && page.In(s.st.Window, s.root) {
		s.st.Window.Canvas().Focus(o)
	}
}

// changed follows another report or list.
func (s *Screen) changed() {
	if page.In(s.st.Window, s.root) {
		s.read()
		s.draw()
	}
}

func (s *Screen) read() {
	all, err := s.st.Book.Notes()
	if err != nil {
		s.st.ShowProblem(err)
		return
	}
	if r, _ := s.st.Report(); r != s.report || s.parts == nil {
		s.report, s.parts, s.filter.part = r, parts(r), -1
	}
	s.tags = note.TagsOf(all)
	s.filter.tags = slices.DeleteFunc(slices.Clone(s.filter.tags), func(t string) bool {
		return !slices.ContainsFunc(s.tags, func(u note.Used) bool { return u.Tag == t })
	})
	s.all = entries(all, s.report, s.parts, s.st.View().Setup.List)
}

// draw shows the notes, or how to make one.
func (s *Screen) draw() {
	content := fyne.CanvasObject(s.full)
	if len(s.all) == 0 && !s.undo.Visible() {
		content = s.empty()
		if s.st.Book.Locked() {
			content = s.locked()
		}
	}
	if len(s.body.Objects) != 1 || s.body.Objects[0] != content {
		s.body.Objects = []fyne.CanvasObject{content}
		s.body.Refresh()
	}
	s.fill()
}

// empty says how a note is made.
func (s *Screen) empty() fyne.CanvasObject {
	to := func(key string, p stage.Place) fyne.CanvasObject {
		return page.NewButton(words.T(key), func() { s.st.Go(stage.Target{Place: p}) })
	}
	return container.NewCenter(page.NewColumn(2*look.Gap,
		prose.New(words.T("notes.empty")).Bold().Sized((*look.Look).Heading).AtLeast(26).Centred(),
		prose.New(words.T("notes.empty.do")).AtLeast(26),
		container.NewCenter(page.NewRow(2*look.Gap, to("notes.empty.report", stage.ReportPlace), to("notes.empty.projects", stage.ProjectsPlace))),
		container.NewCenter(page.NewRow(0, to("giving.collect", stage.OpinionsPlace))),
	))
}

// locked says that the notes are under a passphrase, and asks for it.
func (s *Screen) locked() fyne.CanvasObject {
	return container.NewCenter(page.NewColumn(2*look.Gap,
		prose.New(words.T("notes.locked")).Bold().Sized((*look.Look).Heading).AtLeast(26).Centred(),
		prose.New(words.T("notes.locked.do")).AtLeast(26).Centred(),
		container.NewCenter(page.NewButton(words.T("notes.locked.open"), s.st.AskUnlock)),
	))
}

// show keeps to one kind.
func (s *Screen) show(k kind) {
	s.filter.place = k
	for i, other := range kinds {
		s.kinds[i].Turn(other == k)
	}
	s.fill()
}

// fill shows the notes that kind and search leave.
func (s *Screen) fill() {
	s.filter.terms = page.Terms(s.field.Text)
	asked := s.filter.terms
	var in [len(groups)][]*entry
	for i := range s.all {
		if e := &s.all[i]; s.filter.takes(e, none) {
			in[e.group] = append(in[e.group], e)
		}
	}
	s.sieve.fill()
	cards := make([]page.Card, 0, len(s.all)+len(groups))
	s.shown, s.cards = make([]*entry, 0, len(s.all)), make([]int, 0, len(s.all))
	for g, name := range groups {
		if len(in[g]) == 0 {
			continue
		}
		cards = append(cards, page.Card{Head: true, Blocks: []page.Block{{
			Text: words.T("notes.group."+name, "Count", len(in[g])), Bold: true, Small: true, Ink: look.Faint,
		}}})
		for _, e := range in[g] {
			s.shown, s.cards = append(s.shown, e), append(s.cards, len(cards))
			cards = append(cards, s.card(e))
		}
	}
	if len(s.all) > 0 && len(s.shown) == 0 {
		key := "notes.found.none"
		switch {
		case s.filter.asks() > 0:
			key = "notes.filter.none"
		case len(asked) == 0:
			key = "notes.kind.none"
		}
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T(key, "Text", s.field.Text)}}})
	}
	s.list.SetCards(cards)
	if len(asked) > 0 || s.filter.place != every || s.filter.asks() > 0 {
		s.title.SetText(words.T("notes.found", "Found", len(s.shown), "Total", len(s.all)))
	} else {
		s.title.SetText(words.T("notes.title", "Total", len(s.all)))
	}
	s.full.Refresh()
}

// card is that of a note, made once: while one types, thousands come and go.
func (s *Screen) card(e *entry) page.Card {
	if e.made == nil {
		c := e.card()
		c.Word = words.T("notes.erase")
		id := e.note.ID
		c.Act = func() { s.remove(id) }
		e.made = &c
	}
	return *e.made
}

// chosen is the index among those shown of the chosen card, or -1.
func (s *Screen) chosen() int {
	for i, at := range s.cards {
		if at == s.list.Chosen() {
			return i
		}
	}
	return -1
}

// reveal chooses a note, whatever was searched for.
func (s *Screen) reveal(id string) {
	find := func() bool {
		for i, e := range s.shown {
			if e.note.ID == id {
				s.list.Choose(s.cards[i])
				return true
			}
		}
		return false
	}
	if !find() {
		s.field.SetText("")
		s.filter = filter{part: -1}
		s.show(every)
		find()
	}
}

// jump goes to where the note was made.
func (s *Screen) jump(card int) {
	for i, at := range s.cards {
		if at == card {
			if t, ok := s.shown[i].target(); ok {
				s.st.Go(t)
			}
		}
	}
}

// key does with the chosen note what a key asks for.
func (s *Screen) key(e *fyne.KeyEvent) bool {
	i := s.chosen()
	if i < 0 {
		return false
	}
	n := s.shown[i].note
	book := s.st.Book
	switch e.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.remove(n.ID)
	case fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4:
		c := note.Colours[e.Name[0]-'1']
		s.change(n.ID, func() error { return book.Paint(n.ID, c) })
	case fyne.KeyU:
		s.change(n.ID, func() error { return book.Turn(n.ID, note.Underline) })
	case fyne.KeyN:
		s.change(n.ID, func() error { return book.Turn(n.ID, note.Remark) })
	case fyne.KeyQ:
		s.change(n.ID, func() error { return book.Turn(n.ID, note.Question) })
	case fyne.KeyJ:
		s.change(n.ID, func() error { return book.Turn(n.ID, note.Suggestion) })
	default:
		return false
	}
	return true
}

// change does an act on a note and stays on it.
func (s *Screen) change(id string, act func() error) {
	s.st.Do(act, func() { s.again(id) })
}

// remove deletes a note; the bar at the foot brings it back.
func (s *Screen) remove(id string) {
	var removed note.Note
	book := s.st.Book
	s.st.Do(func() error {
		var err error
		removed, err = book.Remove(id)
		return err
	}, func() {
		s.say(words.T("notes.erased", "Kind", words.T("note.kind."+string(removed.Kind))))
		s.again("")
	})
}

// say tells at the foot what was done, with the ways back and on.
func (s *Screen) say(said string) {
	s.said.SetText(said)
	undo, redo := s.st.Book.Turns()
	page.Visible(s.back, undo)
	page.Visible(s.on, redo)
	s.undo.Show()
	s.full.Refresh()
}

// Undo takes the last act on a note back, wherever in the app it was done.
func (s *Screen) Undo() { s.turnBack((*note.Book).Undo, "notes.undo.none") }

// Redo does again what Undo took back.
func (s *Screen) Redo() { s.turnBack((*note.Book).Redo, "notes.redo.none") }

func (s *Screen) turnBack(act func(*note.Book) (note.Undone, bool, error), none string) {
	var u note.Undone
	var ok bool
	book := s.st.Book
	s.st.Do(func() (err error) {
		u, ok, err = act(book)
		return err
	}, func() {
		if !ok {
			s.say(words.T(none))
			return
		}
		s.say(words.Say(u.Says))
		id := ""
		if len(u.Changed) > 0 {
			id = u.Changed[0]
		}
		s.again(id)
		s.st.Follow(u)
	})
}

// again reads the notes after a change and stays where it was.
func (s *Screen) again(id string) {
	if s.st.SaySaved != nil {
		s.st.SaySaved()
	}
	at := s.chosen()
	s.read()
	s.draw()
	if id != "" {
		s.reveal(id)
	} else if at = min(at, len(s.cards)-1); at >= 0 {
		s.list.Choose(s.cards[at])
	}
}

// copy puts all notes on the clipboard as text.
func (s *Screen) copy() {
	fyne.CurrentApp().Clipboard().SetContent(written(s.all))
	s.copied.SetText(words.T("notes.copied", "Total", len(s.all)))
	s.full.Refresh()
}
