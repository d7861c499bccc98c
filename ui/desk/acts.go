package desk

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/meeting"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// step does a step of the round. One that is refused is noted in the log, and then
// said.
func (s *Screen) step(act func() error, then func()) {
	s.st.Change(func() error {
		err := act()
		if err != nil {
			if failed := s.st.Desk.RecordRefusal(err); failed != nil {
				slog.Error("noting a refused step", "err", failed)
			}
		}
		return err
	}, then)
}

// ask puts the question of a step: what will happen, who confirms it, and what
// cannot be undone. The texts are named after the step.
func (s *Screen) ask(step string, act func() error, grave bool, more ...string) {
	s.st.Ask(stage.Question{
		Title: words.T("desk.ask." + step),
		Says:  append([]string{words.T("desk.ask." + step + ".says"), words.T("desk.ask." + step + ".who")}, more...),
		Yes:   words.T("desk.ask." + step + ".yes"), Grave: grave,
		Do: func() { s.step(act, s.toNow) },
	})
}

// askFreeze shows the rules once more, as they will be fixed.
func (s *Screen) askFreeze() {
	if says := s.form.wrong(); says != "" {
		s.st.Tell(words.T("desk.freeze.fields"), says)
		return
	}
	if err := s.form.flush(); err != nil {
		s.st.ShowProblem(err)
		return
	}
	if err := s.st.Load(); err != nil {
		s.st.ShowProblem(err)
		return
	}
	rules, key := rulesOf(s.st.View()), "desk.ask.freeze"
	if !s.st.View().Procedure.Kind.Chooses() {
		key += ".other"
	}
	height := min(s.st.Window.Canvas().Size().Height*0.4, 14*look.Current().TextSize())
	s.st.Ask(stage.Question{
		Title: words.T(key),
		Says:  []string{words.T(key + ".says"), words.T("desk.ask.freeze.who")},
		Body:  container.New(tall{height}, board.NewGround(page.NewScroll(rules, look.Gap, 0), 1, nil, rulerLine)),
		Yes:   words.T("desk.ask.freeze.yes"), Grave: true,
		Do: func() { s.step(s.st.Desk.Freeze, s.toNow) },
	})
}

// askClose names what is still out.
func (s *Screen) askClose() {
	v := s.st.View()
	says := []string{words.T("desk.ask.close.says")}
	if waiting := v.Round.Present - v.Round.AllIssued(); waiting > 0 {
		says = append(says, words.T("desk.ask.close.waiting", "Waiting", waiting))
	}
	if n := v.Round.Paper.Issued; n > 0 {
		says = append(says, words.T("desk.ask.close.paper", "Issued", n))
	}
	s.st.Ask(stage.Question{
		Title: words.T("desk.ask.close"), Says: append(says, words.T("desk.ask.close.who")),
		Yes: words.T("desk.ask.close.yes"), Grave: true,
		Do: func() { s.step(s.st.Desk.Close, s.toNow) },
	})
}

// askCount counts and goes on to the result. Without paper that opens the box, which
// otherwise is open by then.
func (s *Screen) askCount() {
	title, says, yes := "desk.ask.count", "desk.ask.count.says", "desk.ask.count.yes"
	if s.st.View().Round.State == meeting.Opened {
		title, says, yes = "desk.ask.count.opened", "desk.ask.count.opened.says", "desk.ask.count.opened.yes"
	}
	s.st.Ask(stage.Question{
		Title: words.T(title), Says: []string{words.T(says), words.T("desk.ask.count.who")},
		Yes: words.T(yes), Grave: true,
		Do: func() {
			s.step(func() error {
				_, err := s.st.Desk.Count()
				return err
			}, func() { s.st.Go(stage.Target{Place: stage.ResultPlace}) })
		},
	})
}

// tall keeps a height.
type tall struct{ height float32 }

func (t tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (t tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, t.height)
}
