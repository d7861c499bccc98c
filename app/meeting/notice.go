package meeting

import (
	"strings"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Notice is 公告 as the clerk edited it, and the round it speaks of.
type Notice struct {
	Text  string
	Round int
}

// DraftNotice is 公告 drafted from the data, a paragraph each, for the clerk to
// edit. There is none before a round of the current vote was counted.
func (d *Desk) DraftNotice() ([]say.Message, error) {
	v, err := d.View()
	if err != nil {
		return nil, err
	}
	if v.Result == nil && (v.Final == nil || len(v.Final.Chosen) == 0) {
		return nil, say.Wrong(say.M("meeting.sealed"), say.M("meeting.sealed.do"), nil)
	}
	var all []say.Message
	if v.Setup.Rehearsal {
		all = append(all, say.M("meeting.notice.rehearsal"))
	}
	all = append(all, say.M("meeting.notice.head", "Meeting", v.Setup.Name))
	switch {
	case v.Result != nil && v.Round.Procedure.Kind == procedure.Motion:
		all = append(all, v.motionNotice()...)
	case v.Result != nil && v.Round.Procedure.Kind == procedure.Rating:
		all = append(all, v.ratingNotice()...)
	default:
		all = append(all, v.electionNotice()...)
	}
	return append(all, say.M("meeting.notice.end")), nil
}

func (v View) figures(r count.Result) say.Message {
	return say.M("meeting.notice.figures", "Roll", r.Roll, "Present", r.Present, "Issued", r.Issued,
		"Returned", r.Returned, "Valid", r.Valid, "Invalid", r.Invalid)
}

func (v View) electionNotice() []say.Message {
	f := v.Final
	all := []say.Message{say.M("meeting.notice.chosen", "Vote", v.Setup.Vote, "Places", f.Places, "Chosen", len(f.Chosen))}
	for i, c := range f.Chosen {
		all = append(all, say.M("meeting.notice.item", "Place", i+1, "Name", c.Name))
	}
	number := 0
	for _, s := range v.Rounds {
		if s.Result == nil || s.By > 0 || !s.Round.Procedure.Kind.Chooses() {
			continue
		}
		number++
		all = append(all, say.M("meeting.notice.round", "Round", number, "Kind", s.Kind.Says(), "Figures", v.figures(*s.Result)))
	}
	if f.Left > 0 {
		all = append(all, say.M("meeting.notice.left", "Left", f.Left, "Stage", say.M("meeting.stage."+string(f.Stage))))
	}
	return all
}

func (v View) motionNotice() []say.Message {
	l := v.Result.Lines[0]
	return []say.Message{
		say.M("meeting.notice.motion", "Title", v.Round.Title, "Outcome", l.Outcome.Word()),
		say.M("meeting.notice.motion_figures", "Approve", l.Approve, "Against", l.Against, "Abstain", l.Abstain, "NotCast", v.Result.NotCast()),
		v.figures(*v.Result),
	}
}

func (v View) ratingNotice() []say.Message {
	all := []say.Message{say.M("meeting.notice.rating", "Title", v.Round.Title), v.figures(*v.Result)}
	for i, l := range v.Result.Lines {
		rated := say.M("meeting.notice.rated", "Place", i+1, "Name", v.Candidates[i].Name, "Outcome", l.Outcome.Word(),
			"Satisfied", l.Approve, "Fair", l.Fair, "Dissatisfied", l.Against, "Abstain", l.Abstain)
		if v.Before != nil && i < len(v.Changes) && v.Changes[i].Known {
			rated = say.M("meeting.notice.changed", "Line", rated, "Up", v.Changes[i].Thousand > 0, "Down", v.Changes[i].Thousand < 0,
				"Points", strings.TrimLeft(v.Changes[i].Points(), "＋－"))
		}
		all = append(all, rated)
	}
	if v.Before != nil {
		all = append(all, say.M("meeting.notice.before", "Before", v.Before.Says()))
	}
	return all
}

// Notice is 公告: as the clerk edited it or, without that, the draft in Chinese.
// It is stale where it was edited for another round than the one now current, or
// that round became void.
func (d *Desk) Notice() (text string, edited, stale bool, err error) {
	m, r, err := d.current()
	if err != nil {
		return "", false, false, err
	}
	if m.Notice != nil {
		return m.Notice.Text, true, m.Notice.Round != r.Number || !r.counted(), nil
	}
	paragraphs, err := d.DraftNotice()
	if err != nil {
		return "", false, false, err
	}
	lines := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		lines[i] = p.In(say.Chinese)
	}
	return strings.Join(lines, "\n"), false, false, nil
}

// SetNotice keeps 公告 as the clerk edited it; "" goes back to the draft. Not
// before the round was counted.
func (d *Desk) SetNotice(text string) error {
	return d.update(func(m *Meeting, r *Round) error {
		if !r.counted() {
			return say.Wrong(say.M("meeting.sealed"), say.M("meeting.sealed.do"), nil)
		}
		if m.Notice = nil; strings.TrimSpace(text) != "" {
			m.Notice = &Notice{Text: text, Round: r.Number}
		}
		return nil
	})
}
