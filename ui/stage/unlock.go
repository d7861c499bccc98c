package stage

import (
	"image/color"

	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// Locked reports whether the notes are under a passphrase that was not given yet.
func (s *Stage) Locked() bool { return s.Book.Locked() }

// AskUnlock asks for the passphrase of the notes where one stands, and has every
// screen read them once they are open. They may have to be found again in a report
// that was revised meanwhile.
func (s *Stage) AskUnlock() {
	if s.Vault == nil || s.unlocking || !s.Vault.Locked() {
		return
	}
	s.askUnlock("")
}

func (s *Stage) askUnlock(wrong string) {
	field := page.NewField("")
	field.Password = true
	rows := page.NewColumn(look.Gap, page.NewColumn(look.Gap/2, prose.New(words.T("stage.unlock.passphrase")), field))
	if wrong != "" {
		rows.Add(Wrong(wrong))
	}
	s.Ask(Question{
		Title: words.T("stage.unlock.title"), Body: rows, Fields: []*page.Input{field}, Yes: words.T("stage.unlock.yes"),
		Do: func() {
			given := field.Text
			var failed error
			s.unlocking = true
			s.Do(func() error { failed = s.Vault.Unlock(given); return nil }, func() {
				s.unlocking = false
				if failed != nil {
					s.log(failed)
					what, do := words.Explain(failed)
					s.askUnlock(what + do)
					return
				}
				s.Book.Reload()
				s.Announce()
				s.SettleNotes()
			})
		},
	})
}

// Wrong says on a sheet what was not right with what was given.
func Wrong(says string) fyne.CanvasObject {
	return prose.New("▲ " + says).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(24)
}
