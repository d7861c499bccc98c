package projects

import (
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// pause is the longest that something typed waits to be saved.
const pause = 250 * time.Millisecond

// notes are the deputy's notes on the project in detail, each in a field of its
// own that is saved as it is typed, and an empty one for another.
type notes struct {
	s      *Screen
	scroll *page.Scroll
	column *fyne.Container
	pens   []*pen
	// held are the fields whose text could not be saved; they come back with
	// their project and are tried again with every flush.
	held []*pen
	more *page.Button
	open *page.Button // asks for the passphrase
}

func newNotes(s *Screen, scroll *page.Scroll) *notes {
	n := &notes{s: s, scroll: scroll, column: page.NewColumn(look.Gap)}
	n.more = page.NewButton(words.T("projects.notes.more"), func() {
		p := n.add(note.Note{})
		n.lay()
		s.focus(p.input)
	})
	n.open = page.NewButton(words.T("stage.unlock"), s.st.AskUnlock)
	n.open.OnFocus = func() { scroll.Reveal(n.open) }
	n.more.OnFocus = func() { scroll.Reveal(n.more) }
	return n
}

// show gives the fields for a project's notes.
func (n *notes) show(id string) fyne.CanvasObject {
	n.pens = nil
	for _, on := range n.s.notes[id] {
		if p := n.holding(func(p *pen) bool { return p.name() == on.ID }); p != nil {
			n.pens = append(n.pens, p)
			continue
		}
		n.add(on)
	}
	for _, p := range n.held {
		if p.project == id && p.name() == "" {
			n.pens = append(n.pens, p)
		}
	}
	n.add(note.Note{})
	n.arrange()
	return n.column
}

func (n *notes) clear() { n.pens = nil; n.arrange() }

// focus goes to the field of a note and reports whether there is one.
func (n *notes) focus(id string) bool {
	for _, p := range n.pens {
		if p.name() == id {
			n.s.focus(p.input)
			p.input.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // to the end of the text
			return true
		}
	}
	return false
}

// holding is the first held field of a kind, or nil.
func (n *notes) holding(is func(*pen) bool) *pen {
	for _, p := range n.held {
		if is(p) {
			return p
		}
	}
	return nil
}

// flush saves all that is not saved yet before it returns.
func (n *notes) flush() error {
	var errs []error
	all := append([]*pen(nil), n.held...)
	for _, p := range n.pens {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	n.held = nil
	for _, p := range all {
		if err := p.flush(); err != nil {
			errs = append(errs, err)
			n.held = append(n.held, p)
		}
	}
	return errors.Join(errs...)
}

func (n *notes) add(on note.Note) *pen {
	p := newPen(n, on)
	n.pens = append(n.pens, p)
	return p
}

// arrange sets the fields under each other; another field is offered where the
// last one is in use.
func (n *notes) arrange() {
	n.column.Objects = nil
	for _, p := range n.pens {
		n.column.Objects = append(n.column.Objects, p.root)
	}
	if n.s.locked {
		n.column.Objects = append(n.column.Objects, page.NewFlow(0, n.open))
		return
	}
	free := false
	for _, p := range n.pens {
		free = free || (!p.gone && strings.TrimSpace(p.input.Text) == "")
	}
	if !free {
		n.column.Objects = append(n.column.Objects, page.NewFlow(0, n.more))
	}
}

func (n *notes) lay() {
	n.arrange()
	n.column.Refresh()
	n.scroll.Refresh()
}

// pen writes one note.
type pen struct {
	n       *notes
	project string
	root    *fyne.Container
	input   *page.Input
	erase   *page.Button

	writes latest
	id     string // "" before the first save; guarded by writes
	saved  string // as last written; guarded by writes
	stop   func() // of the pause that runs, or nil
	gone   bool   // deleted
	failed bool   // the last save failed, and it was said
}

func newPen(n *notes, on note.Note) *pen {
	p := &pen{n: n, id: on.ID, saved: on.Text, project: n.s.current}
	p.input = page.NewArea(words.T("projects.notes.write"), 2)
	if n.s.locked {
		p.input.SetPlaceHolder(words.T("projects.locked.note"))
		p.input.Disable()
	}
	p.input.SetText(on.Text)
	p.input.OnChanged = func(string) { p.typed() }
	p.input.OnEscape = func() { n.s.focus(n.scroll) }
	p.input.OnFocus = func(in bool) {
		if in {
			n.scroll.Reveal(p.root)
		}
	}
	p.erase = page.NewButton(words.T("projects.notes.erase"), p.remove)
	p.erase.Importance = widget.LowImportance
	p.erase.OnFocus = func() { n.scroll.Reveal(p.root) }
	p.root = page.NewColumn(0)
	p.arrange()
	return p
}

func (p *pen) arrange() {
	field := container.NewStack(p.input, page.NewWheel(p.n.scroll))
	p.root.Objects = []fyne.CanvasObject{container.New(growing{p.input}, field)}
	if p.name() != "" {
		p.root.Objects = append(p.root.Objects, page.NewFlow(0, p.erase))
	}
}

// growing gives a field its width first and then the rows it needs at it.
type growing struct{ input *page.Input }

func (g growing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	if g.input.Grow() {
		objects[0].Resize(fyne.NewSize(size.Width, g.input.MinSize().Height))
	}
}

func (g growing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Target, g.input.MinSize().Height)
}

// name is the id of the note, "" before it was first saved.
func (p *pen) name() string {
	p.writes.mu.Lock()
	defer p.writes.mu.Unlock()
	return p.id
}

// typed has the text saved after the pause at the latest, however long the
// typing goes on.
func (p *pen) typed() {
	if p.stop == nil {
		p.stop = p.n.s.wait(pause, func() { p.stop = nil; p.save() })
	}
	free := p.n.column.Objects[len(p.n.column.Objects)-1] == fyne.CanvasObject(p.root)
	if p.input.Grow() || free {
		p.n.lay()
	}
}

// save writes the text away from Fyne's goroutine. That it cannot be saved is
// said once; it is tried again with every pause.
func (p *pen) save() {
	if p.gone {
		return
	}
	fresh := p.name() == ""
	act := p.write(p.input.Text)
	var err error
	p.n.s.st.Do(func() error { err = act(); return nil }, func() {
		if err != nil {
			if !p.failed {
				p.n.s.st.ShowProblem(err)
			}
			p.failed = true
			return
		}
		p.failed = false
		p.n.s.saved()
		if fresh && p.name() != "" {
			p.named()
		}
	})
}

// write makes the act that saves a text: the first words of a note make it.
func (p *pen) write(text string) func() error {
	book := p.n.s.st.Book
	on, _ := p.n.s.candidates.ByID(p.project)
	return p.writes.act(func() error {
		switch {
		case text == p.saved:
			return nil
		case p.id != "":
			if err := book.Write(p.id, text); err != nil {
				return err
			}
		case strings.TrimSpace(text) == "":
			return nil
		default:
			made, err := book.OnNamed(p.project, on.Name, text)
			if err != nil {
				return err
			}
			p.id = made.ID
		}
		p.saved = text
		return nil
	})
}

// named shows that the note exists now.
func (p *pen) named() {
	p.n.s.readNotes()
	p.n.s.redraw(p.project)
	p.arrange()
	p.n.lay()
}

// flush saves the text before it returns. A note that was emptied is removed.
func (p *pen) flush() error {
	if p.gone {
		return nil
	}
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	text, before := p.input.Text, p.name()
	err := p.write(text)()
	if err == nil && strings.TrimSpace(text) == "" && p.name() != "" {
		err = p.writes.act(func() error {
			_, err := p.n.s.st.Book.Remove(p.id)
			if err == nil {
				p.id, p.saved = "", text
			}
			return err
		})()
		p.arrange()
	}
	if err != nil {
		return err
	}
	if count := len(p.n.s.notes[p.project]); p.name() != before || count != p.n.kept(p.project) {
		p.n.s.readNotes()
		p.n.s.redraw(p.project)
	}
	return nil
}

// kept is how many of the fields hold a saved note.
func (n *notes) kept(project string) int {
	count := 0
	for _, p := range n.pens {
		if p.project == project && !p.gone && p.name() != "" {
			count++
		}
	}
	return count
}

// remove deletes the note and leaves a way back in its place.
func (p *pen) remove() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	text := p.input.Text
	var removed note.Note
	act := p.writes.act(func() error {
		var err error
		removed, err = p.n.s.st.Book.Remove(p.id)
		return err
	})
	p.n.s.st.Do(act, func() {
		p.gone = true
		removed.Text = text
		undo := page.NewButton(words.T("projects.notes.undo"), func() { p.restore(removed) })
		undo.OnFocus = func() { p.n.scroll.Reveal(undo) }
		p.root.Objects = []fyne.CanvasObject{page.NewFlow(look.Gap, prose.New(words.T("projects.notes.erased")).Faint().AtLeast(60), undo)}
		p.after()
	})
}

// restore brings a deleted note back with all that was typed.
func (p *pen) restore(removed note.Note) {
	p.n.s.st.Do(p.writes.act(func() error {
		if err := p.n.s.st.Book.Restore(removed); err != nil {
			return err
		}
		p.id, p.saved = removed.ID, removed.Text
		return nil
	}), func() {
		p.gone = false
		p.arrange()
		p.after()
	})
}

func (p *pen) after() {
	p.n.s.saved()
	p.n.s.readNotes()
	p.n.s.redraw(p.project)
	p.n.lay()
}
