package main

import (
	"slices"
	"strings"

	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
	"piaojue/exports/print"
	"piaojue/ui/stage"
)

// paper lays out a paper of the meeting as it stands.
func (r *room) paper(p print.Paper, which stage.Paper, v meeting.View) (print.Document, error) {
	vote, rehearsal := v.Subject(), v.Setup.Rehearsal
	switch which {
	case stage.AttendancePaper:
		remarks := map[string]string{}
		for id, a := range v.Attendance {
			if a == meeting.OnLeave || a == meeting.Left {
				remarks[id] = say.M("signin.where." + string(a)).In(say.Chinese)
			}
		}
		return print.AttendanceList(p, print.Attendance{Meeting: v.Setup.Name, Rehearsal: rehearsal, Roll: v.Setup.Deputies, Remarks: remarks})
	case stage.MinutesPaper:
		log, err := r.atDesk().Log()
		if err != nil {
			return print.Document{}, err
		}
		m := print.Minutes{Meeting: v.Setup.Name, Rehearsal: rehearsal}
		for _, e := range log {
			one := print.Minute{At: e.At, Round: e.Round, What: e.Says().In(say.Chinese)}
			if e.Office != "" {
				one.Office = e.Office.Says().In(say.Chinese)
			}
			m.Entries = append(m.Entries, one)
		}
		return print.MinutesPaper(p, m), nil
	case stage.RulesPaper:
		return print.Rules(p, v.Setup.Name, vote, rehearsal, v.Procedure, procedure.Facts{Candidates: len(v.Candidates), Roll: v.Roll}), nil
	case stage.ResultPaper:
		result := print.Result{
			Meeting: v.Setup.Name, Vote: vote, Round: roundName(v.Round), Rehearsal: rehearsal, CountedAt: countedAt(v), Items: items(v), Result: *v.Result,
			Procedure: v.Procedure, Changes: v.Changes,
		}
		if v.Before != nil {
			result.Before = v.Before.Says()
		}
		return print.ResultPaper(p, result)
	case stage.NoticePaper:
		text, _, _, err := r.atDesk().Notice()
		if err != nil {
			return print.Document{}, err
		}
		title, paragraphs := titled(text)
		return print.Notice(p, title, paragraphs, say.M("meeting.office.presidium").In(say.Chinese), "", rehearsal), nil
	}
	b := print.Ballot{
		Meeting: v.Setup.Name, Vote: vote, Round: roundName(v.Round), Rehearsal: rehearsal, Spare: which == stage.SparePaper,
		Procedure: v.Procedure, Items: items(v),
	}
	return print.BallotPaper(p, b)
}

// titled gives the title of a notice and its paragraphs. Where the text begins
// with a heading of its own, that is the title, so that no heading stands below
// another; a line above it that says it is a rehearsal stays.
func titled(text string) (title string, paragraphs []string) {
	paragraphs = strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	head := 0
	if len(paragraphs) > 0 && paragraphs[0] == say.M("meeting.notice.rehearsal").In(say.Chinese) {
		head = 1
	}
	title = say.M("print.notice").In(say.Chinese)
	if head == len(paragraphs) || !strings.HasSuffix(strings.TrimSpace(paragraphs[head]), say.M("desk.paper.notice").In(say.Chinese)) {
		return title, paragraphs
	}
	if own := strings.TrimSpace(paragraphs[head]); own != say.M("desk.paper.notice").In(say.Chinese) {
		title = own
	}
	return title, slices.Delete(paragraphs, head, head+1)
}

// roundName says what a round is for; the first vote needs no name, and what has a
// title says it there.
func roundName(r meeting.Round) string {
	if r.Kind == meeting.First || r.Title != "" && r.Kind != meeting.Repeat {
		return ""
	}
	return say.M("print.round", "Kind", r.Kind.Says(), "Number", r.Number).In(say.Chinese)
}

// items are what is voted on, in the order and with the words of the screen.
func items(v meeting.View) []print.Item {
	all := make([]print.Item, len(v.Candidates))
	for i, c := range v.Candidates {
		all[i] = print.Item{ID: c.ID, Name: c.Name}
		if x, ok := v.Setup.List.ByID(c.ID); ok && x.Name == c.Name {
			all[i].About = strings.Join(x.Content, say.M("projects.content.join").In(say.Chinese))
		}
	}
	return all
}
