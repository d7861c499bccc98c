package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/hall"
	"piaojue/ui/look"
	"piaojue/ui/minutes"
	"piaojue/ui/page"
	"piaojue/ui/papers"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// ways lead from the desk to what is worked beside it. They are kept while the
// rest of the desk is built anew.
type ways struct {
	st           *stage.Stage
	hall         *hall.Control
	printMinutes func()
}

func newWays(s *Screen) *ways {
	return &ways{st: s.st, hall: hall.NewControl(s.st, s.both.Refresh), printMinutes: func() { s.print(stage.MinutesPaper) }}
}

// objects are what stands below the steps.
func (w *ways) objects() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{w.hall.Object()}
	// While deputies vote, paper is handed out from the card of that step.
	if v := w.st.View(); papers.Used(v) && (v.Round.State != meeting.Casting || v.Round.Outstanding) {
		rows = append(rows, page.NewFlow(look.Gap, prose.New(words.T("papers.title")).Bold().AtLeast(4),
			page.NewButton(words.T("papers.go"), func() { w.st.Go(stage.Target{Place: stage.PapersPlace}) })))
	}
	rows = append(rows, page.NewFlow(look.Gap, prose.New(words.T("minutes.title")).Bold().AtLeast(4),
		page.NewButton(words.T("minutes.open"), func() { minutes.Open(w.st, w.printMinutes) }),
		page.NewButton(words.T("minutes.incident"), func() { minutes.Incident(w.st, nil) })))
	return append(rows, stage.Space(look.Gap))
}
