package shell

import (
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/ui/settings"
	"piaojue/ui/words"
)

// next is the one next step of this person, in a sentence.
func (s *Shell) next() string {
	v := s.st.View()
	if s.choices.Role == settings.Clerk {
		switch {
		case v.Round.State == meeting.Casting && v.Round.Outstanding:
			return words.T("shell.next.clerk.outstanding")
		case v.Round.State == meeting.Casting && v.Round.Issued == v.Round.Present:
			return words.T("shell.next.clerk.all")
		case v.Result != nil && v.Result.State == count.RunOff:
			return words.T("shell.next.clerk.run_off")
		case v.Result != nil && v.Result.State == count.Shortfall:
			return words.T("shell.next.clerk.shortfall")
		}
		return words.T("shell.next.clerk." + string(v.Round.State))
	}
	switch v.Round.State {
	case meeting.Counted:
		return words.T("shell.next.deputy.counted")
	case meeting.Casting:
		return words.T("shell.next.deputy.casting")
	case meeting.Closed, meeting.Reconciled, meeting.Void:
		return words.T("shell.next.deputy.closed")
	}
	total := len(v.Setup.List.Projects)
	if r, _ := s.st.Report(); r == nil || total == 0 {
		return words.T("shell.next.deputy.load")
	}
	intents, err := s.st.Book.Intents()
	if err != nil {
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
