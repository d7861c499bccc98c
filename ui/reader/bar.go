package reader

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// lately says over the notes what was done to one of them last, and offers to
// undo it, and to do again what was undone.
type lately struct {
	row        *fyne.Container
	said       *prose.Text
	undo, redo *chip
}

func newLately(undo, redo func()) *lately {
	l := &lately{said: prose.New("").AtLeast(8)}
	l.undo, l.redo = newChip(words.T("reader.undo"), undo), newChip(words.T("reader.redo"), redo)
	l.row = rows.NewFlow(look.Gap, l.said, l.undo, l.redo)
	return l
}

// say shows what was done, and what can be turned; nothing where said is "".
func (l *lately) say(said string, undo, redo bool) {
	l.said.SetText(said)
	l.undo.Hidden, l.redo.Hidden = !undo, !redo
}

// says reports whether there is anything to show.
func (l *lately) says() bool { return l.said.String() != "" }
