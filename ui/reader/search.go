package reader

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// search finds words in the report while they are typed.
type search struct {
	root    fyne.CanvasObject
	field   *searchField
	tally   *tally
	back    *chip
	on      *chip
	report  *report.Report
	hits    []report.Range
	now     int // the present hit; -1 for none
	from    int // where the reader was when the search began
	started bool
	jumped  bool            // it led the reader away from there
	section *report.Heading // whose number is what is typed; Enter goes there

	// place tells where the reader is; found shows the hits and goes to the
	// present one; goSection goes to a heading; leave gives the keys back to the
	// page.
	place     func() int
	found     func(hits []report.Range, now int)
	goSection func(*report.Heading)
	leave     func()
}

func newSearch() *search {
	s := &search{now: -1, tally: newTally()}
	s.field = newSearchField(s)
	s.back = newChip(words.T("reader.search.previous"), func() { s.step(-1) })
	s.on = newChip(words.T("reader.search.next"), func() { s.step(1) })
	s.root = container.NewBorder(nil, nil, nil,
		container.NewHBox(s.tally, s.back, s.on), s.field)
	s.tell()
	return s
}

// over searches another report.
func (s *search) over(r *report.Report) {
	s.report = r
	s.look(s.field.Text)
}

// look finds what is typed.
func (s *search) look(query string) {
	s.hits, s.now, s.section = nil, -1, nil
	if s.report != nil {
		s.hits = s.report.Find(query)
		s.section = s.report.Section(query, s.place())
	}
	if query == "" {
		s.started = false
	} else if !s.started {
		// From here on, typing on goes not further than to the first hit
		// behind the place where the reader was.
		s.started, s.jumped, s.from = true, false, s.place()
	}
	if len(s.hits) > 0 {
		s.now = sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start >= s.from }) % len(s.hits)
	}
	s.tell()
	s.found(s.hits, s.now)
}

// step goes to another hit, and from the last to the first.
func (s *search) step(by int) {
	n := len(s.hits)
	if n == 0 {
		return
	}
	s.goTo((s.now + by + n) % n)
}

// goTo goes to a hit.
func (s *search) goTo(i int) {
	s.now = i
	s.from = s.hits[s.now].Start
	s.tell()
	s.found(s.hits, s.now)
}

// tell says how many hits there are.
func (s *search) tell() {
	switch {
	case s.report == nil || s.field.Text == "":
		s.tally.say("", false)
	case len(s.hits) == 0 && s.section != nil:
		s.tally.say(words.T("reader.search.section"), false)
	case len(s.hits) == 0:
		s.tally.say(words.T("reader.search.none"), true)
	default:
		s.tally.say(words.T("reader.search.count", "Now", s.now+1, "All", len(s.hits)), false)
	}
}

// clear forgets the search and goes back to the page.
func (s *search) clear() {
	s.field.SetText("")
	s.leave()
}

// searchField is where the words are typed.
type searchField struct {
	widget.Entry
	s     *search
	shift bool
}

func newSearchField(s *search) *searchField {
	f := &searchField{s: s}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(words.T("reader.search"))
	f.OnChanged = func(query string) {
		if s.found != nil {
			s.look(query)
		}
	}
	return f
}

// KeyDown and KeyUp follow the Shift key.
func (f *searchField) KeyDown(e *fyne.KeyEvent) {
	f.shifted(e.Name, true)
	f.Entry.KeyDown(e)
}

// KeyUp is for Fyne.
func (f *searchField) KeyUp(e *fyne.KeyEvent) {
	f.shifted(e.Name, false)
	f.Entry.KeyUp(e)
}

func (f *searchField) shifted(k fyne.KeyName, down bool) {
	if k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight {
		f.shift = down
	}
}

// FocusLost forgets that Shift is held down.
func (f *searchField) FocusLost() {
	f.shift = false
	f.Entry.FocusLost()
}

// TypedKey goes from hit to hit and leaves; the rest is typing.
func (f *searchField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3:
		switch {
		case f.shift:
			f.s.step(-1)
		case f.s.section != nil && e.Name != fyne.KeyF3:
			f.s.goSection(f.s.section)
		default:
			f.s.step(1)
		}
	case fyne.KeyUp:
		f.s.step(-1)
	case fyne.KeyDown:
		f.s.step(1)
	case fyne.KeyEscape:
		f.s.clear()
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedShortcut leaves to the window what an entry does not know.
func (f *searchField) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && windowShortcut(c) {
		passOn(f, s)
		return
	}
	f.Entry.TypedShortcut(s)
}

// windowShortcut reports whether a shortcut is no way of editing a text: an
// entry would swallow it.
func windowShortcut(s *desktop.CustomShortcut) bool {
	if s.Modifier == fyne.KeyModifierAlt {
		return true
	}
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return false
	}
	return true
}

// tally says where in the hits one is; it keeps its room, so that nothing
// beside it moves while one types.
type tally struct {
	widget.BaseWidget
	text string
	none bool
}

func newTally() *tally {
	t := &tally{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tally) say(text string, none bool) {
	if t.text != text || t.none != none {
		t.text, t.none = text, none
		t.Refresh()
	}
}

// CreateRenderer is for Fyne.
func (t *tally) CreateRenderer() fyne.WidgetRenderer {
	r := &tallyRenderer{t: t, text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type tallyRenderer struct {
	t    *tally
	text *canvas.Text
}

func (r *tallyRenderer) Layout(s fyne.Size) {
	least := r.text.MinSize()
	r.text.Resize(least)
	r.text.Move(fyne.NewPos((s.Width-least.Width)/2, (s.Height-least.Height)/2))
}

func (r *tallyRenderer) MinSize() fyne.Size {
	size := look.Current().TextSize()
	room := max(prose.FaceOf(size, true).Width([]rune(words.T("reader.search.none"))),
		prose.FaceOf(size, true).Width([]rune(words.T("reader.search.section"))),
		prose.FaceOf(size, true).Width([]rune(words.T("reader.search.count", "Now", 888, "All", 888))))
	return fyne.NewSize(room+2*look.Gap, look.Target)
}

func (r *tallyRenderer) Refresh() {
	l := look.Current()
	r.text.Text, r.text.TextSize, r.text.TextStyle.Bold = r.t.text, l.TextSize(), true
	r.text.Color = l.Palette().Ink
	if r.t.none {
		r.text.Color = l.Palette().Against
	}
	r.Layout(r.t.Size())
	r.text.Refresh()
}

func (r *tallyRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *tallyRenderer) Destroy()                     {}
