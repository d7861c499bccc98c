package signin

import (
	"piaojue/app/meeting"
	"piaojue/ui/stage"
)

// OfMeeting makes the screen on the meeting of a stage; issue lets a deputy
// through to the ballot.
func OfMeeting(st *stage.Stage, issue func(id string)) *Screen {
	s := New(st, st.Desk, func() State { return stateOf(st.View()) })
	s.issue = issue
	s.print = func() { st.AskPrint(stage.AttendancePaper, "A4") }
	s.drawSide()
	return s
}

// stateOf is the sign-in of a meeting as it stands.
func stateOf(v meeting.View) State {
	s := State{
		Roll: v.Setup.Deputies, Where: map[string]Where{}, Issued: map[string]bool{}, Present: v.Round.Present, Quorum: v.Quorum,
		Open:    v.Round.State == meeting.SignIn || v.Round.State.Voting(),
		Voting:  v.Round.State == meeting.Casting && !v.Round.Outstanding,
		Casting: v.Round.State.Voting(),
	}
	for id, a := range v.Attendance {
		s.Where[id] = Where(a)
	}
	for _, id := range v.Round.IssuedTo {
		s.Issued[id] = true
	}
	return s
}
