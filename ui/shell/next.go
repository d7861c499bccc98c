package shell

import (
	"piaojue/app/meeting"
	"piaojue/ui/settings"
	"piaojue/ui/words"
)

// next is the one next step of this person, in a sentence.
func (s *Shell) next() string {
	v := s.st.View()
	if s.choices.Role == settings.Clerk {
		switch {
		case v.Round.Outstanding:
			return words.T("shell.next.clerk.outstanding")
		case v.Round.State == meeting.Casting && v.Round.AllIssued() == v.Round.Present:
			return words.T("shell.next.clerk.all")
		case v.Next.Do == meeting.DoNothing:
			return words.Say(v.Next.Says)
		case v.Round.State == meeting.SignIn && v.Round.Present >= v.Quorum:
			return words.T("shell.next.clerk.quorum")
		case v.Round.State == meeting.SignIn && v.Setup.Named():
			return words.T("shell.next.clerk.named")
		case v.Round.State == meeting.Draft && len(v.Next.Blocks) > 0:
			return words.T("shell.next.clerk.missing", "Says", v.Next.Blocks[0])
		case v.Round.State == meeting.Draft, v.Round.State == meeting.Casting, v.Round.State == meeting.SignIn:
			return words.T("shell.next.clerk." + string(v.Round.State))
		}
		return words.T("shell.next.clerk", "Step", v.Next.Says, "Office", v.Next.Office.Says())
	}
	switch {
	case v.Round.State == meeting.Void, v.Round.State == meeting.Closed, v.Round.State == meeting.Reconciled, v.Round.State == meeting.Opened:
		return words.T("shell.next.deputy.closed")
	case v.Round.State.Reached(meeting.Counted):
		return words.T("shell.next.deputy.counted")
	case v.Round.State.Voting():
		return words.T("shell.next.deputy.casting")
	}
	total := len(v.Setup.List.Projects)
	if r, _ := s.st.Report(); r == nil || total == 0 {
		return words.T("shell.next.deputy.load")
	}
	intents, err := s.st.Book.Intents()
	if err != nil || s.st.Locked() { // what was seen is not known
		return words.T("shell.next.deputy.read")
	}
	seen := 0
	for _, p := range v.Setup.List.Projects {
		if intents[p.ID].On(p.Name).Seen {
			seen++
		}
	}
	if seen == total {
		return words.T("shell.next.deputy.ready", "Total", total)
	}
	return words.T("shell.next.deputy.projects", "Seen", seen, "Total", total)
}
