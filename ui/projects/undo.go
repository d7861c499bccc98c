package projects

import (
	"piaojue/app/note"
	"piaojue/ui/words"
)

// Undo takes the last act on a note back, wherever in the app it was done, and
// says at the foot what it was; Redo does it again.
func (s *Screen) Undo() { s.turnBack((*note.Book).Undo) }

// Redo does again what Undo took back.
func (s *Screen) Redo() { s.turnBack((*note.Book).Redo) }

func (s *Screen) turnBack(act func(*note.Book) (note.Undone, bool, error)) {
	if err := s.Flush(); err != nil {
		s.st.ShowProblem(err)
		return
	}
	var u note.Undone
	var ok bool
	book := s.st.Book
	s.st.Do(func() (err error) {
		u, ok, err = act(book)
		return err
	}, func() {
		if !ok {
			return
		}
		s.saved()
		s.read()
		s.draw()
		if s.st.SayNext != nil {
			s.st.SayNext(words.Say(u.Says))
		}
		s.st.Follow(u)
	})
}
