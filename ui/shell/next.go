package shell

import (
	"piaojue/app/meeting"
	"piaojue/ui/settings"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// next is the one next step of this person, in a sentence.
func (s *Shell) next() string {
	v := s.st.View()
	if s.choices.Role == settings.Clerk {
		return stage.NextForClerk(v)
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
