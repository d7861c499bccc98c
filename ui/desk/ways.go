package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/hall"
)

// ways lead from the desk to what is worked beside it. They are kept while the
// rest of the desk is built anew.
type ways struct {
	hall *hall.Control
}

func newWays(s *Screen) *ways { return &ways{hall: hall.NewControl(s.st, s.both.Refresh)} }

// objects are what stands at the side of the desk.
func (w *ways) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{head("hall.title"), w.hall.Object()}
}
