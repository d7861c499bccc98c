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
	case actNote:
		s.annotate()
	case actCopy:
		s.copy()
	case actSource:
		s.copySource()
	case actRemove:
		if s.margin.chosen != "" {
			s.remove(s.margin.chosen)
		}
	case actUndo:
		s.restore()
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
	s.highlight(at, c, false)
}

// annotate opens the note on what is selected, or the chosen one, to be written.
func (s *Screen) annotate() {
	at, ok := s.page.passage()
	if !ok {
		if s.margin.chosen != "" {
			s.choose(s.margin.chosen, true)
		}
		return
	}
	if n, ok := s.on(at); ok {
		s.page.unselect()
		s.choose(n.ID, true)
		return
	}
	s.highlight(at, note.Yellow, true)
}

// highlight makes a note on a passage.
func (s *Screen) highlight(at report.Range, c note.Colour, write bool) {
	r := s.report
	s.page.unselect()
	var made note.Note
	book := s.st.Book
	s.pen.act(func() (err error) {
		made, err = book.Highlight(r, at, c, "")
		return err
	}, func() {
		if r != s.report {
			return
		}
		s.put(made)
		s.margin.setRemoved(nil)
		s.choose(made.ID, write)
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
	s.pen.act(func() error { return book.Paint(id, c) }, func() {
		if i := s.index(id); i >= 0 {
			s.notes[i].Colour = c
			s.showNotes()
		}
	})
}

// write saves the text of a note while it is typed.
func (s *Screen) write(id, text string) {
	i := s.index(id)
	if i < 0 {
		return
	}
	signed := s.notes[i].Text != ""
	s.notes[i].Text = text
	if signed != (text != "") {
		s.showNotes()
	}
	book := s.st.Book
	s.pen.write(id, func() error { return book.Write(id, text) })
}

// remove deletes a note; it can be brought back.
func (s *Screen) remove(id string) {
	var gone note.Note
	book := s.st.Book
	s.pen.act(func() (err error) {
		gone, err = book.Remove(id)
		return err
	}, func() {
		s.pen.forget(id)
		if i := s.index(id); i >= 0 {
			s.notes = slices.Delete(s.notes, i, i+1)
		}
		s.choose("", false)
		s.showNotes()
		s.margin.setRemoved(&gone)
		s.toPage()
	})
}

// restore brings the note back that was deleted last.
func (s *Screen) restore() {
	gone := s.margin.removed
	if gone == nil {
		return
	}
	s.margin.setRemoved(nil)
	book := s.st.Book
	s.pen.act(func() error { return book.Restore(*gone) }, func() {
		if gone.Anchor == nil || s.report == nil || gone.Anchor.Document != s.report.Hash {
			return
		}
		s.put(*gone)
		s.choose(gone.ID, false)
		s.toPage()
	})
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
		item("reader.copy.source", selected, s.copySource),
		item("reader.note", selected, s.annotate),
		fyne.NewMenuItemSeparator(),
		item("reader.all", true, s.page.selectAll),
	), s.st.Window.Canvas(), at)
}
