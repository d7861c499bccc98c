package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/say"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// mostProblems is how many problems are named above the page; the rest stand in
// the card of the present step.
const mostProblems = 3

// glance is what stays above the page: while a round is prepared the outline of
// its parts; after that where the round is, who acts next and what the station
// does. Below either are the problems, and beside it the time.
func (s *Screen) glance(v meeting.View) []fyne.CanvasObject {
	var line *fyne.Container
	if s.form != nil {
		line = s.form.guide.root
	} else {
		line = page.NewFlow(2*look.Gap,
			wide(prose.New(onward(v)).Bold()),
			wide(prose.New(words.T("desk.station.does", "Does", words.T("desk.station."+station(v.Round))))))
	}
	rows := page.NewColumn(look.Gap/2, board.NewFigure(line, s.clock.text))
	all := s.problems(v)
	for i, says := range all {
		if i == mostProblems {
			rows.Add(prose.New(words.T("desk.problem.more", "Count", len(all)-mostProblems)).Bold().AtLeast(8))
			break
		}
		rows.Add(warning(words.Say(says)))
	}
	return []fyne.CanvasObject{page.NewPadded(2*look.Gap, look.Gap/2, rows), widget.NewSeparator()}
}

// wide has a text take the width of its words, as far as there is room.
func wide(t *prose.Text) fyne.CanvasObject {
	return t.AtLeast(float32(min(len([]rune(t.String())), 60)))
}

// onward says which round this is and where it stands, and what comes next.
func onward(v meeting.View) string {
	now := words.T("shell.round", "Number", v.Round.Number, "State", words.T("shell.state."+string(v.Round.State)))
	return words.T("desk.now", "Now", now, "Next", stage.NextForClerk(v))
}

// station is what the voting station of this computer does, as the text
// "desk.station."+it says.
func station(r meeting.Round) string {
	switch {
	case r.Outstanding:
		return "out"
	case r.State == meeting.Casting && r.AllIssued() >= r.Present:
		return "all"
	case r.State == meeting.Casting:
		return "waits"
	case r.State == meeting.Paused:
		return "paused"
	case r.State == meeting.OnPaper:
		return "paper"
	case r.State.Reached(meeting.Closed):
		return "closed"
	}
	return "before"
}

// short says how many are missing to a quorum.
func short(v meeting.View) say.Message {
	return say.M("desk.quorum.missing", "Present", v.Round.Present, "Quorum", v.Quorum, "Missing", v.Quorum-v.Round.Present)
}

// problems are what stands in the way or was left open, in plain words, the
// gravest first. What holds up a freeze stands at its part of the form.
func (s *Screen) problems(v meeting.View) []say.Message {
	var all []say.Message
	add := func(is bool, m say.Message) {
		if is {
			all = append(all, m)
		}
	}
	r := v.Round
	add(r.State.Voting() && r.Outstanding, say.M("desk.outstanding"))
	if r.State == meeting.SignIn && r.Present < v.Quorum {
		add(true, short(v))
	} else if r.State != meeting.Draft {
		for _, why := range v.Next.Blocks {
			add(!r.Outstanding || r.State != meeting.Casting && r.State != meeting.Paused, why)
		}
	}
	add(r.State.Voting() && r.Present < v.Quorum, short(v))
	add(r.State == meeting.Void, say.M("desk.problem.void"))
	add(s.form != nil && s.form.unsaved(), say.M("desk.problem.unsaved"))
	if says, at := s.st.Failed(); says != "" {
		add(true, say.M("desk.problem.failed", "Time", at.Format("15:04"), "Says", says))
	}
	return all
}
