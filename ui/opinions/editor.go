package opinions

import (
	"errors"
	"image/color"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/opinion"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// pause is the longest that something typed waits to be saved.
const pause = 250 * time.Millisecond

// editor is the answer to one entry, saved as it is typed.
type editor struct {
	s      *Screen
	root   fyne.CanvasObject
	scroll *page.Scroll
	column *fyne.Container

	entry    opinion.Entry
	filling  bool         // the fields are being set, not typed in
	back     *page.Button // to the list, on a narrow screen
	statuses []*page.Choice
	office   *page.Input
	text     *page.Input

	// wait calls f on Fyne's goroutine after a while, unless stopped.
	wait   func(d time.Duration, f func()) (stop func())
	stop   func() // of the pause that runs, or nil
	failed bool   // the last save failed, and it was said

	writes sync.Mutex // one write at a time
	mu     sync.Mutex // for typed
	typed  map[string]opinion.Answer
}

func newEditor(s *Screen) *editor {
	e := &editor{s: s, wait: stage.Later, typed: map[string]opinion.Answer{}}
	for _, status := range opinion.Statuses {
		ink := ground(status)
		if ink == nil {
			ink = look.Ink
		}
		c := page.NewChoice(words.Say(status.Word()), '●', '○', ink, func() {
			e.entry.Status = status
			e.turn()
			e.changed()
		})
		e.statuses = append(e.statuses, c)
	}
	e.office = page.NewField(words.T("opinions.office"))
	e.text = page.NewArea(words.T("opinions.answer"), 4)
	e.office.OnChanged = func(string) { e.changed() }
	e.text.OnChanged = func(string) {
		e.changed()
		if e.text.Grow() {
			e.column.Refresh()
			e.scroll.Refresh()
		}
	}
	back := func() {
		s.panes.show(false)
		s.focus(s.list)
	}
	e.back = page.NewButton(words.T("opinions.back"), back)
	e.office.OnEscape, e.text.OnEscape = back, back
	e.column = page.NewColumn(look.Gap)
	e.scroll = page.NewScroll(e.column, 2*look.Gap, 0)
	e.office.OnFocus = func(in bool) { e.reveal(in, e.office) }
	e.text.OnFocus = func(in bool) { e.reveal(in, e.text) }
	e.root = page.NewGround(func(p look.Palette) color.NRGBA { return p.Sheet }, e.scroll)
	return e
}

func (e *editor) reveal(in bool, o fyne.CanvasObject) {
	if in {
		e.scroll.Reveal(o)
	}
}

// show shows an entry with its answer, what is not saved of it included.
func (e *editor) show(entry opinion.Entry) {
	again := e.entry.ID == entry.ID && len(e.column.Objects) > 0
	e.mu.Lock()
	if a, ok := e.typed[entry.ID]; ok {
		entry.Status, entry.Answer, entry.Office = a.Status, a.Text, a.Office
	}
	e.mu.Unlock()
	e.entry = entry
	e.filling = true
	if !again || e.office.Text != entry.Office {
		e.office.SetText(entry.Office)
	}
	if !again || e.text.Text != entry.Answer {
		e.text.SetText(entry.Answer)
	}
	e.filling = false
	e.turn()
	e.lay()
	if !again {
		e.scroll.Top()
	}
}

func (e *editor) clear() {
	e.entry = opinion.Entry{}
	e.column.Objects = nil
	e.column.Refresh()
	e.scroll.Refresh()
}

func (e *editor) turn() {
	for i, c := range e.statuses {
		c.Turn(opinion.Statuses[i] == e.entry.Status)
	}
}

// lay sets what is shown of the entry under each other.
func (e *editor) lay() {
	entry := e.entry
	small := func(s string) fyne.CanvasObject { return prose.New(s).Faint().Sized((*look.Look).Caption).AtLeast(12) }
	o := []fyne.CanvasObject{page.NewFlow(0, e.back), small(entry.Part)}
	if entry.Quote != "" {
		o = append(o, prose.New(words.T("notes.quoted", "Text", entry.Quote)).AtLeast(12))
	}
	if entry.Was != "" {
		seen := page.NewButton(words.T("opinions.seen"), e.seen)
		o = append(o,
			prose.New("▲ "+words.T("opinions.was", "Text", strings.TrimSpace(entry.Was))).Bold().Colour(ground(opinion.Declined)).AtLeast(12),
			page.NewFlow(look.Gap, seen))
	}
	choices := page.NewFlow(0)
	for _, c := range e.statuses {
		choices.Add(c)
	}
	o = append(o,
		prose.New(words.T("opinions.answer.title")).Bold().AtLeast(8), choices, e.office,
		container.New(growing{e.text}, container.NewStack(e.text, page.NewWheel(e.scroll))))
	o = append(o, prose.New(words.T("opinions.members", "Count", len(entry.Opinions))).Bold().AtLeast(8))
	for _, m := range entry.Opinions {
		line := who(opinion.Entry{Opinions: []opinion.Received{m}})
		if t := strings.TrimSpace(m.Text); t != "" {
			line = words.T("opinions.member", "Who", line, "Text", t)
		}
		o = append(o, prose.New(line).AtLeast(12))
	}
	acts := page.NewFlow(look.Gap)
	if _, ok := target(entry); ok {
		acts.Add(page.NewButton(words.T("opinions.jump"), func() { e.s.jump(e.entry) }))
	}
	acts.Add(page.NewButton(words.T("opinions.erase"), func() { e.s.remove(e.entry.ID) }))
	e.column.Objects = append(o, acts)
	e.column.Refresh()
	e.scroll.Refresh()
}

// focus goes to where the answer is written.
func (e *editor) focus() {
	if e.entry.ID != "" {
		e.s.focus(e.text)
	}
}

// seen says that the answer was looked at after the opinion changed.
func (e *editor) seen() {
	id, digest := e.entry.ID, e.s.digest
	e.s.st.Do(func() error { return digest.Seen(id) }, func() {
		e.s.answered(id, func(m *opinion.Matter) { m.Was = "" })
		e.s.st.SaySaved()
		if e.entry.ID == id {
			e.entry.Was = ""
			e.lay()
		}
	})
}

// changed has the answer saved after the pause at the latest, however long the
// typing goes on.
func (e *editor) changed() {
	if e.filling || e.entry.ID == "" {
		return
	}
	e.mu.Lock()
	e.typed[e.entry.ID] = opinion.Answer{Status: e.entry.Status, Text: e.text.Text, Office: strings.TrimSpace(e.office.Text)}
	e.mu.Unlock()
	if e.stop == nil {
		e.stop = e.wait(pause, func() { e.stop = nil; e.save() })
	}
}

// save writes what was typed away from Fyne's goroutine. That it cannot be
// saved is said once; it is tried again with every pause.
func (e *editor) save() {
	var saved map[string]opinion.Answer
	var err error
	e.s.st.Do(func() error { saved, err = e.write(); return nil }, func() {
		for id, a := range saved {
			e.s.answered(id, func(m *opinion.Matter) { m.Status, m.Answer, m.Office = a.Status, a.Text, a.Office })
		}
		if len(saved) > 0 {
			e.s.st.SaySaved()
		}
		if err != nil && !e.failed {
			e.s.st.ShowProblem(err)
		}
		e.failed = err != nil
	})
}

// write saves all that was typed, and says what was saved. What fails is kept.
func (e *editor) write() (saved map[string]opinion.Answer, err error) {
	e.writes.Lock()
	defer e.writes.Unlock()
	e.mu.Lock()
	all := maps.Clone(e.typed)
	e.mu.Unlock()
	saved = map[string]opinion.Answer{}
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if err := e.s.digest.Answer(id, all[id]); err != nil {
			errs = append(errs, err)
			continue
		}
		saved[id] = all[id]
		e.mu.Lock()
		if e.typed[id] == all[id] {
			delete(e.typed, id)
		}
		e.mu.Unlock()
	}
	return saved, errors.Join(errs...)
}

// flush saves what was typed before it returns.
func (e *editor) flush() error {
	if e.stop != nil {
		e.stop()
		e.stop = nil
	}
	e.mu.Lock()
	none := len(e.typed) == 0
	e.mu.Unlock()
	if none {
		return nil
	}
	saved, err := e.write()
	for id, a := range saved {
		e.s.answered(id, func(m *opinion.Matter) { m.Status, m.Answer, m.Office = a.Status, a.Text, a.Office })
	}
	return err
}

// forget drops what was typed to an entry that was taken out.
func (e *editor) forget(id string) {
	e.mu.Lock()
	delete(e.typed, id)
	e.mu.Unlock()
}
