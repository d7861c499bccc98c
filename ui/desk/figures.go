package desk

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/board"
	"piaojue/ui/booth"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

func rulerLine(p look.Palette) color.NRGBA { return p.Line }

// figures are the numbers of the round, and its rules below them. While the
// round is prepared there are only rules.
func (s *Screen) figures(v meeting.View) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if v.Round.State != meeting.Draft {
		rows = append(rows, head("desk.figures"))
		for _, f := range numbers(v) {
			rows = append(rows, board.NewFigure(prose.New(words.T(f.key)).AtLeast(3),
				prose.New(f.text).Bold().Sized((*look.Look).Heading).AtLeast(8)))
		}
		if says := turnout(v); says != "" {
			rows = append(rows, prose.New(says).Faint().AtLeast(10))
		}
		rows = append(rows, stage.Space(look.Gap))
	}
	key := "desk.rules"
	if v.Round.State == meeting.Draft {
		key = "desk.rules.draft"
	}
	rows = append(rows, head(key))
	for _, r := range booth.Rules(v) {
		rows = append(rows, prose.New(words.Say(r)).AtLeast(10))
	}
	return rows
}

func head(key string) fyne.CanvasObject {
	return prose.New(words.T(key)).Bold().Sized((*look.Look).Heading).AtLeast(4)
}

type figure struct{ key, text string }

// numbers are 应到 实到 发出 收回 未收回; one that is not known yet is a dash.
func numbers(v meeting.View) []figure {
	r := v.Round
	show := func(known bool, n int) string {
		if !known {
			return "—"
		}
		return strconv.Itoa(n)
	}
	casting := r.State.Reached(meeting.Casting)
	issued, in := r.AllIssued(), returned(v)
	rows := []figure{
		{"desk.roll", strconv.Itoa(r.Roll)},
		{"desk.present", show(r.State.Reached(meeting.SignIn), r.Present)},
		{"desk.issued", show(casting, issued)},
		{"desk.returned", show(casting && !uncounted(r), in)},
		{"desk.missing", show(casting && in <= issued && !uncounted(r), issued-in)},
	}
	if r.Paper.Used() {
		rows = append(rows, figure{"desk.paper.issued", strconv.Itoa(r.Paper.Issued)},
			figure{"desk.paper.returned", show(r.Paper.Counted, r.Paper.Returned)})
	}
	return rows
}

// returned is how many ballots are in the box: as it stands while deputies
// vote, and as it was recorded at the close after that.
func returned(v meeting.View) int {
	if v.Round.State.Voting() {
		return v.InBox
	}
	return v.Round.AllReturned()
}

// turnout is the share of those present whose ballots are in the box, in tenths
// of a percent, rounded.
func turnout(v meeting.View) string {
	if v.Round.Present == 0 || !v.Round.State.Reached(meeting.Casting) || uncounted(v.Round) {
		return ""
	}
	in := returned(v)
	tenths := (in*1000 + v.Round.Present/2) / v.Round.Present
	return words.T("desk.turnout", "Returned", in, "Present", v.Round.Present,
		"Percent", strconv.Itoa(tenths/10)+"."+strconv.Itoa(tenths%10))
}
