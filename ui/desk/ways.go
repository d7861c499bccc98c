package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/hall"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/papers"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// ways lead from the desk to what is worked beside it. They are kept while the
// rest of the desk is built anew.
type ways struct {
	st   *stage.Stage
	hall *hall.Control
}

func newWays(s *Screen) *ways { return &ways{st: s.st, hall: hall.NewControl(s.st, s.both.Refresh)} }

// objects are what stands at the side of the desk.
func (w *ways) objects() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{head("hall.title"), w.hall.Object()}
	if papers.Used(w.st.View()) {
		rows = append(rows, head("papers.title"), page.NewFlow(look.Gap, page.NewButton(words.T("papers.go"), func() {
			w.st.Go(stage.Target{Place: stage.PapersPlace})
		})))
	}
	return rows
}
