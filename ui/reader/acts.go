package reader

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/words"
)

// do does what a key on the page asks for.
func (s *Screen) do(a act) {
	switch a.do {
	case actPaint:
		s.paint(a.colour)
	case actKind:
		s.annotate(a.kind)
	case actTags:
		s.editTags()
	case actPlace:
		s.copyPlace()
	case actCopy:
		s.copy()
	case actSource:
		s.copySource()
	case actRemove:
		if s.margin.chosen != "" {
			s.remove(s.margin.chosen)
		}
	case actUndo:
		s.Undo()
	case actRedo:
		s.Redo()
	case actFind:
		if a.back {
			s.search.step(-1)
		} else {
			s.search.step(1)
		}
	case actBack:
		s.Back()
	case actOn:
		s.Forward()
	case actTerm:
		s.nextTerm()
	case actEntry:
		s.goEntry()
	case actShut:
		s.shutTerm()
	case actLeave:
		if s.margin.chosen != "" {
			s.choose("", false)
			return
		}
		s.spread.uncover()
	}
}

// choose marks a note on the page and opens its card; write puts the cursor
// into it. "" chooses none.
func (s *Screen) choose(id string, write bool) {
	s.page.choose(id)
	s.margin.choose(id)
	if id != "" && write {
		s.spread.open(notesSide)
		s.margin.edit()
	}
}

// clicked chooses the highlight that was clicked.
func (s *Screen) clicked(id string) {
	s.choose(id, false)
	if id != "" {
		s.spread.open(notesSide)
		return
	}
	s.spread.uncover()
}

// on is the note on exactly a passage.
func (s *Screen) on(at report.Range) (note.Note, bool) {
	for _, n := range s.notes {
		if n.Anchor.Start == at.Start && n.Anchor.End == at.End {
			return n, true
		}
	}
	return note.Note{}, false
}

// paint highlights what is selected or, where nothing is, gives the chosen note
// another colour.
func (s *Screen) paint(c note.Colour) {
	at, ok := s.page.passage()
	if !ok {
		if s.margin.chosen != "" {
			s.repaint(s.margin.chosen, c)
		}
		return
	}
	if n, ok := s.on(at); ok {
		s.page.unselect()
		s.repaint(n.ID, c)
		s.choose(n.ID, false)
		return
	}
	s.make(at, note.Highlight, c)
}

// annotate makes a note of a kind on what is selected, to be written; a mere
// highlight there becomes that note. Where nothing is selected it opens the chosen
// note, as that kind unless it is a remark that is asked for.
func (s *Screen) annotate(k note.Kind) {
	at, selected := s.page.passage()
	id := s.margin.chosen
	if selected {
		n, ok := s.on(at)
		if !ok || k != note.Remark && n.Kind != note.Highlight && n.Kind != note.Underline && n.Kind != k {
			s.make(at, k, k.Colour())
			return
		}
		id = n.ID
		s.page.unselect()
	}
	if id == "" {
		return
	}
	if k != note.Remark {
		s.turn(id, k)
	}
	s.choose(id, k != note.Underline)
}

// editTags puts the cursor into the tags of the note on what is selected, or of
// the chosen one.
func (s *Screen) editTags() {
	if at, ok := s.page.passage(); ok {
		if n, ok := s.on(at); ok {
			s.page.unselect()
			s.choose(n.ID, false)
		}
	}
	if s.margin.chosen != "" {
		s.spread.open(notesSide)
		s.margin.editTags()
	}
}

// make makes a note on a passage and, unless it only marks, opens it to be written.
func (s *Screen) make(at report.Range, k note.Kind, c note.Colour) {
	if s.margin.locked { // the margin says so, and asks for the passphrase
		s.spread.open(notesSide)
		return
	}
	r := s.report
	s.page.unselect()
	var made note.Note
	book := s.st.Book
	s.pen.act(func() (err error) {
		made, err = book.Mark(r, at, k, c, "")
		return err
	}, func() {
		if r != s.report {
			return
		}
		s.put(made)
		s.margin.say("", false, false)
		s.choose(made.ID, k != note.Highlight && k != note.Underline)
	})
}

// put shows a note that was made or brought back.
func (s *Screen) put(n note.Note) {
	s.notes = append(s.notes, n)
	slices.SortStableFunc(s.notes, func(a, b note.Note) int { return cmp.Compare(a.Anchor.Start, b.Anchor.Start) })
	s.showNotes()
}

// index is the place of a note among the notes, -1 where it is none of them.
func (s *Screen) index(id string) int {
	return slices.IndexFunc(s.notes, func(n note.Note) bool { return n.ID == id })
}

// repaint gives a note another colour.
func (s *Screen) repaint(id string, c note.Colour) {
	book := s.st.Book
	s.pen.act(func() error { return book.Paint(id, c) }, func() { s.amend(id, func(n *note.Note) { n.Colour = c }) })
}

// turn makes a note one of another kind.
func (s *Screen) turn(id string, k note.Kind) {
	book := s.st.Book
	s.pen.act(func() error { return book.Turn(id, k) }, func() { s.amend(id, func(n *note.Note) { n.Kind = k }) })
}

// amend shows a note as it is now.
func (s *Screen) amend(id string, how func(*note.Note)) {
	if i := s.index(id); i >= 0 {
		how(&s.notes[i])
		s.showNotes()
	}
}

// write saves the text of a note while it is typed.
func (s *Screen) write(id, text string) {
	i := s.index(id)
	if i < 0 {
		return
	}
	before := s.notes[i]
	s.notes[i] = before.Written(text)
	if s.notes[i].Kind != before.Kind || (before.Text != "") != (text != "") {
		s.showNotes()
	}
	book := s.st.Book
	s.pen.write(id, func() error { return book.Write(id, text) })
}

// tag saves the tags of a note while they are typed.
func (s *Screen) tag(id string, tags []string) {
	i := s.index(id)
	if i < 0 {
		return
	}
	if clean, err := note.CleanTags(tags); err == nil {
		s.notes[i].Tags = clean
	}
	book := s.st.Book
	s.pen.write(id+tagsOf, func() error { return book.Tag(id, tags) })
}

// tagsOf tells the tags of a note from its text, for the pen.
const tagsOf = "#"

// remove deletes a note; it can be brought back.
func (s *Screen) remove(id string) {
	var gone note.Note
	book := s.st.Book
	s.pen.act(func() (err error) {
		gone, err = book.Remove(id)
		return err
	}, func() {
		s.pen.forget(id)
		s.pen.forget(id + tagsOf)
		if i := s.index(id); i >= 0 {
			s.notes = slices.Delete(s.notes, i, i+1)
		}
		s.choose("", false)
		s.showNotes()
		s.tell(words.T("reader.removed", "Kind", words.T("note.kind."+string(gone.Kind))))
		s.toPage()
	})
}

// Undo takes the last act on a note back, wherever in the app it was done.
func (s *Screen) Undo() { s.turnBack((*note.Book).Undo, "reader.undo.none") }

// Redo does again what Undo took back.
func (s *Screen) Redo() { s.turnBack((*note.Book).Redo, "reader.redo.none") }

func (s *Screen) turnBack(act func(*note.Book) (note.Undone, bool, error), none string) {
	var u note.Undone
	var ok bool
	book := s.st.Book
	s.pen.act(func() (err error) {
		u, ok, err = act(book)
		return err
	}, func() {
		if !ok {
			s.spread.open(notesSide)
			s.tell(words.T(none))
			return
		}
		s.load(func() {
			s.tell(words.Say(u.Says))
			if len(u.Changed) > 0 && s.index(u.Changed[0]) >= 0 {
				s.choose(u.Changed[0], false)
			} else {
				s.choose("", false)
			}
			s.spread.open(notesSide)
			s.toPage()
			s.st.Follow(u)
		})
	})
}

// tell says over the notes what was done to one, with the ways back and on.
func (s *Screen) tell(said string) {
	undo, redo := s.st.Book.Turns()
	s.margin.say(said, undo, redo)
}

// failed says that the book could not be written, once until it can be again:
// whoever types on is not stopped at every letter, and what is typed is tried
// again with the next.
func (s *Screen) failed(err error) {
	if !s.broken {
		s.broken = true
		s.st.ShowProblem(err)
	}
}

// wrote tells that something was saved.
func (s *Screen) wrote() {
	s.broken = false
	if s.st.SaySaved != nil {
		s.st.SaySaved()
	}
}

// copy copies the selection as it is shown, copySource as it came in.
func (s *Screen) copy() { s.copyAs(false) }

func (s *Screen) copySource() { s.copyAs(true) }

func (s *Screen) copyAs(source bool) {
	at, ok := s.page.passage()
	if !ok {
		return
	}
	text := excerpt(s.report, at, source)
	s.st.App.Clipboard().SetContent(text)
	key := "reader.copied"
	if source {
		key = "reader.copied.source"
	}
	s.toolbox.say(words.T(key, "N", utf8.RuneCountInString(text)))
	s.showToolbox()
}

// copyPlace copies the selection as a quotation with its place in the report.
func (s *Screen) copyPlace() {
	at, ok := s.page.passage()
	if !ok {
		return
	}
	text := cited(s.report, at)
	s.st.App.Clipboard().SetContent(text)
	s.toolbox.say(words.T("reader.copied.place", "Place", placeOf(s.report, at.Start)))
	s.showToolbox()
}

// menu offers what can be done with the selection.
func (s *Screen) menu(at fyne.Position) {
	_, selected := s.page.passage()
	item := func(key string, on bool, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(words.T(key), do)
		i.Disabled = !on
		return i
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		item("reader.copy", selected, s.copy),
		item("reader.copy.place", selected, s.copyPlace),
		item("reader.copy.source", selected, s.copySource),
		fyne.NewMenuItemSeparator(),
		item("note.kind.underline", selected, func() { s.annotate(note.Underline) }),
		item("reader.note", selected, func() { s.annotate(note.Remark) }),
		item("note.kind.question", selected, func() { s.annotate(note.Question) }),
		item("note.kind.suggestion", selected, func() { s.annotate(note.Suggestion) }),
		fyne.NewMenuItemSeparator(),
		item("reader.all", true, s.page.selectAll),
	), s.st.Window.Canvas(), at)
}
