package stagetest

import (
	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
)

// safe is a vault over the notes of a stage, which only opens.
type safe struct {
	stage.Vault
	st         *Stage
	passphrase string
}

func (s safe) Guarded() bool { return true }
func (s safe) Locked() bool  { return s.st.Book.Locked() }

func (s safe) Unlock(p string) error {
	if p != s.passphrase {
		return say.Wrong(say.M("storage.passphrase.wrong"), say.M("storage.passphrase.wrong.do"), nil)
	}
	s.st.Notes.Lock(nil)
	return nil
}

// Under has the notes locked under a passphrase.
func (s *Stage) Under(passphrase string) {
	s.Vault = safe{st: s, passphrase: passphrase}
	s.Notes.Lock(say.Wrong(say.M("storage.locked"), say.M("storage.locked.do"), note.ErrLocked))
	s.Book.Reload()
}

// Give answers the sheet that asks for the passphrase, writing where the cursor is.
func (s *Stage) Give(passphrase string) {
	s.t.Helper()
	in, ok := s.Window.Canvas().Focused().(*page.Input)
	if !ok || !in.Password {
		s.t.Fatalf("the cursor is in %T", s.Window.Canvas().Focused())
	}
	in.SetText(passphrase)
	hand.Hand{T: s.t, W: s.Window}.Tap("打开")
}
