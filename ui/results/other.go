package results

import (
	"fyne.io/fyne/v2"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// changesOf are the changes of an assessment by project, nil where it is compared
// with none.
func changesOf(v meeting.View) map[string]count.Change {
	if v.Before == nil || v.Result == nil {
		return nil
	}
	all := map[string]count.Change{}
	for _, c := range v.Changes {
		all[c.ID] = c
	}
	return all
}

// subject names the motion or the assessment, where several votes are held in a
// meeting.
func (s *Screen) subject(v meeting.View) {
	if v.Round.Title != "" {
		s.shown.Add(prose.New(words.T("results.subject", "Title", v.Round.Title)).Bold().Sized((*look.Look).Heading).AtLeast(10))
	}
}

// voted is how a motion was voted on, and who did not: no ballot is no 弃权.
func voted(r count.Result) fyne.CanvasObject {
	l := r.Lines[0]
	return prose.New(words.T("results.motion", "Approve", l.Approve, "Against", l.Against, "Abstain", l.Abstain, "NotCast", r.NotCast())).
		Bold().Sized((*look.Look).Heading).AtLeast(12)
}

// grades names the denominator of an assessment and what makes each verdict.
func grades(p procedure.Procedure, r count.Result) string {
	key := "results.base.rating.ballots"
	if p.Base == procedure.OfRoll || p.Base == procedure.OfPresent {
		key = "results.base.rating.people"
	}
	return words.T(key, "Base", p.Base.Name(), "Number", r.Base, "Least", p.Threshold.Least(r.Base), "Both", p.Fair.Least(r.Base))
}

// compared says what the column of changes means, and where the earlier figures
// come from.
func (s *Screen) compared(v meeting.View) {
	if v.Before != nil && len(v.Changes) > 0 {
		s.shown.Add(prose.New(words.T("results.compared", "Before", v.Before.Says())).Faint().AtLeast(12))
	}
}
