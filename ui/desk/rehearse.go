package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// atOnce is how many invented ballots are cast before the figures are shown anew.
const atOnce = 20

// rehearsing offers, in a rehearsal only, to cast invented ballots for those who
// have none yet.
func (s *Screen) rehearsing(v meeting.View) []fyne.CanvasObject {
	left := v.Round.Present - v.Round.AllIssued()
	if left <= 0 {
		return nil
	}
	fill := page.NewButton(words.T("desk.invent.do", "Count", left), s.askInvent)
	says := words.T("desk.invent.about")
	if s.inventing {
		fill.Disable()
		says = words.T("desk.invent.going", "Left", left)
	}
	return []fyne.CanvasObject{
		stage.Space(look.Gap),
		page.NewFlow(look.Gap, page.NewBadge(words.T("shell.rehearsal")), fill, prose.New(says).Faint().AtLeast(24)),
	}
}

func (s *Screen) askInvent() {
	v := s.st.View()
	left := v.Round.Present - v.Round.AllIssued()
	s.st.Ask(stage.Question{
		Title: words.T("desk.ask.invent"), Says: []string{words.T("desk.ask.invent.says", "Count", left), words.T("desk.ask.invent.real")},
		Yes: words.T("desk.ask.invent.yes"), Grave: true,
		Do: func() {
			if !s.inventing {
				s.inventing = true
				s.invent(left)
			}
		},
	})
}

// invent casts so many invented ballots, a few at a time.
func (s *Screen) invent(left int) {
	n := min(left, atOnce)
	if n <= 0 {
		s.inventing = false
		s.st.Announce()
		if s.st.SaySaved != nil {
			s.st.SaySaved()
		}
		return
	}
	seed := uint64(s.st.Now().UnixNano()) + uint64(left)
	var err error
	s.st.Do(func() error {
		err = s.st.Desk.Rehearse(n, seed)
		return nil
	}, func() {
		if err != nil {
			s.inventing = false
			s.st.Announce()
			s.st.ShowProblem(err)
			return
		}
		s.st.Announce()
		s.invent(left - n)
	})
}
