package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/hall"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/papers"
	"piaojue/ui/prose"
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

// objects are what stands below the steps.
func (w *ways) objects() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{w.hall.Object()}
	if papers.Used(w.st.View()) {
		rows = append(rows, page.NewFlow(look.Gap, prose.New(words.T("papers.title")).Bold().AtLeast(4),
			page.NewButton(words.T("papers.go"), func() { w.st.Go(stage.Target{Place: stage.PapersPlace}) })))
	}
	return append(rows, stage.Space(look.Gap))
}
