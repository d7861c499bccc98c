package reader

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
)

// lately says over the notes what was done to one of them last, and offers to
// undo it, or to do it again.
type lately struct {
	row  *fyne.Container
	said *prose.Text
	way  *chip
	do   func()
}

func newLately() *lately {
	l := &lately{said: prose.New("").AtLeast(8)}
	l.way = newChip("", func() { l.do() })
	l.row = rows.NewFlow(look.Gap, l.said, l.way)
	return l
}

// say shows what was done, with a word for the way back; nothing where said is "".
func (l *lately) say(said, word string, do func()) {
	l.do = do
	l.said.SetText(said)
	l.way.setWord(word)
	l.way.Hidden = do == nil
}

// says reports whether there is anything to show.
func (l *lately) says() bool { return l.said.String() != "" }
