package storetest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
)

// mostToEnd is more acts than it takes from anywhere to the end of a meeting.
const mostToEnd = 400

// end takes the meeting from wherever it is to its end, by what the desk says is next
// and by what mends what blocks that: there is no place without a way out.
func (w *whole) end(rt *rapid.T) {
	w.stray, w.runOffs = func(string, int) bool { return false }, 0
	for range mostToEnd {
		v := w.forward(rt)
		if v.Next.Do == meeting.DoNothing {
			m := w.last.meeting
			if v.Round.State == meeting.Archived {
				return
			}
			last := m.Decisions[len(m.Decisions)-1]
			if v.Round.State != meeting.Void || last.Ruling != meeting.Postponed || last.Round != v.Final.Round {
				rt.Fatalf("nothing is left to do in %s, after %+v", v.Round.State, last)
			}
			return
		}
		w.check(rt)
	}
	v, _ := w.desk.View()
	rt.Fatalf("no end: round %d (%s) is %s, next is %s to %s, blocked by %v", v.Round.Number, v.Round.Kind, v.Round.State, v.Next.Do, v.Next.To, v.Next.Blocks)
}

// stride goes some way on, now and then beside the shortest, so that what is tried
// there is tried often.
func (w *whole) stride(rt *rapid.T) {
	w.stray = func(what string, in int) bool { return rapid.IntRange(1, in).Draw(rt, what) == 1 }
	for range rapid.IntRange(1, 12).Draw(rt, "acts") {
		w.forward(rt)
	}
}

// forward does what the desk says is next or, where something blocks that, mends it. It
// gives what was seen before.
func (w *whole) forward(rt *rapid.T) meeting.View {
	v, err := w.desk.View()
	if err != nil {
		rt.Fatal(err)
	}
	if v.Next.Do == meeting.DoNothing {
		return v
	}
	if v.Next.Do == meeting.DoRunOff {
		w.runOffs++
	}
	act := w.mend(v)
	if len(v.Next.Blocks) == 0 {
		act = w.ahead(v)
	}
	if err := w.try(rt, act); err != nil {
		rt.Fatalf("in %s of round %d (%s), next is %s to %s, blocked by %v: %v", v.Round.State, v.Round.Number, v.Round.Kind, v.Next.Do, v.Next.To, v.Next.Blocks, err)
	}
	return v
}

// waits is the first deputy of the roll of names who is here and has no ballot.
func waits(v meeting.View) string {
	for _, id := range v.Round.SignedIn {
		if v.Attendance[id] == meeting.Here && !slices.Contains(v.Round.IssuedTo, id) {
			return id
		}
	}
	return ""
}

// ahead is the act that is next.
func (w *whole) ahead(v meeting.View) func(*meeting.Desk) error {
	paper := func(d *meeting.Desk) error {
		if v.Setup.Named() {
			return d.IssuePaperTo(waits(v))
		}
		return d.SetPaperIssued(v.Round.Present - v.Round.Issued)
	}
	switch v.Next.Do {
	case meeting.DoIssue:
		if w.stray("paper", 3) {
			return paper
		}
		return func(d *meeting.Desk) error {
			if v.Setup.Named() {
				return d.LetThroughDeputy(waits(v))
			}
			return d.LetThrough()
		}
	case meeting.DoPaper:
		return paper
	case meeting.DoDecide:
		if w.stray("another", 2) {
			return func(d *meeting.Desk) error { return d.Decide(meeting.AnotherRound, meeting.Presidium, "另行投票") }
		}
		return func(d *meeting.Desk) error { return d.Decide(meeting.AcceptFewer, meeting.Presidium, "从略") }
	case meeting.DoRunOff:
		if w.runOffs > 3 {
			return func(d *meeting.Desk) error { return d.Decide(meeting.Postponed, meeting.Presidium, "留待下次") }
		}
		return (*meeting.Desk).RunOff
	case meeting.DoFurther:
		return (*meeting.Desk).Further
	case meeting.DoRepeat:
		if w.stray("motion", 4) {
			return func(d *meeting.Desk) error { return d.BeginMotion("关于延长会议的决定") }
		}
		return (*meeting.Desk).Repeat
	case meeting.DoElect:
		return (*meeting.Desk).BeginElection
	}
	return w.step(v)
}

// step is the act that takes the round to the state v.Next.To.
func (w *whole) step(v meeting.View) func(*meeting.Desk) error {
	if v.Round.State == meeting.Paused && v.Next.To == meeting.Casting {
		return (*meeting.Desk).Resume
	}
	return map[meeting.State]func(*meeting.Desk) error{
		meeting.Frozen: (*meeting.Desk).Freeze, meeting.EmptyShown: (*meeting.Desk).ShowEmptyBox, meeting.SignIn: (*meeting.Desk).OpenSignIn,
		meeting.Casting: (*meeting.Desk).OpenCasting, meeting.Closed: (*meeting.Desk).Close, meeting.Reconciled: (*meeting.Desk).Reconcile,
		meeting.Opened: (*meeting.Desk).OpenBox, meeting.Counted: func(d *meeting.Desk) error { _, err := d.Count(); return err },
		meeting.Signed: func(d *meeting.Desk) error { return d.Sign(chiefs(v.Setup)...) }, meeting.Announced: (*meeting.Desk).Announce, meeting.Archived: (*meeting.Desk).Archive,
		meeting.Paused: func(d *meeting.Desk) error { return d.Pause("休息") }, meeting.OnPaper: func(d *meeting.Desk) error { return d.SwitchToPaper("停电") },
		meeting.Void: func(d *meeting.Desk) error { return d.VoidRound(meeting.ChiefScrutineer, "停电") },
	}[v.Next.To]
}

func chiefs(s meeting.Setup) (names []string) {
	for _, o := range s.Officers {
		if o.Office == meeting.ChiefScrutineer && !o.Recused {
			names = append(names, o.Name)
		}
	}
	return names
}

// mend does one thing about what blocks the step that is next.
func (w *whole) mend(v meeting.View) func(*meeting.Desk) error {
	r := v.Round
	switch r.State {
	case meeting.Draft:
		return func(d *meeting.Desk) error {
			if err := d.SetOfficers(nil); err != nil || r.Kind == meeting.Repeat {
				return err
			}
			p := procedure.Default(places)
			switch r.Kind {
			case meeting.RunOff, meeting.Further:
				p = procedure.Default(r.Procedure.Places)
			case meeting.Motion:
				p = procedure.DefaultMotion()
			case meeting.Assessment:
				p = procedure.DefaultRating()
			}
			return d.SetProcedure(p)
		}
	case meeting.SignIn:
		for _, x := range v.Setup.Deputies.Deputies {
			if v.Attendance[x.ID] != meeting.Here {
				return func(d *meeting.Desk) error { return d.SignInDeputy(x.ID) }
			}
		}
		return func(d *meeting.Desk) error { return d.SetPresent(r.Roll) }
	case meeting.Casting, meeting.Paused:
		if w.stray("cast", 1) {
			return func(d *meeting.Desk) error { return d.Cast(w.fitting(r)) }
		}
		return (*meeting.Desk).GiveUp
	case meeting.Closed:
		return func(d *meeting.Desk) error { return d.SetPaperReturned(r.Paper.Issued) }
	case meeting.Opened:
		for _, b := range r.Paper.Batches {
			if !b.Ready(r.Procedure) {
				return func(d *meeting.Desk) error { return d.WithdrawBatch(b.Number, "重录") }
			}
		}
		if w.stray("scan", 2) {
			all := []ballot.Ballot{sound(r)}
			return func(d *meeting.Desk) error {
				_, err := d.AddScan(fmt.Sprint(len(r.Paper.Batches), ".csv"), all)
				return err
			}
		}
		return func(d *meeting.Desk) error {
			left := r.Paper.Returned - paper.Entered(r.Paper.Batches)
			n, err := d.BeginBatch(left)
			for range left {
				for which, by := range []string{"甲", "乙"} {
					if err == nil {
						err = d.EnterPaper(n, paper.Which(which), by, paper.SheetOf(sound(r)))
					}
				}
			}
			return err
		}
	}
	return func(*meeting.Desk) error { return nil }
}

// fitting is a ballot that may be cast: now and then for the last candidate alone.
func (w *whole) fitting(r meeting.Round) ballot.Ballot {
	b := sound(r)
	if w.stray("last", 2) && r.Procedure.Kind.Chooses() && !r.Procedure.ExactApprovals {
		for i := range b.Marks {
			b.Marks[i] = ballot.Against
		}
		b.Marks[len(b.Marks)-1] = ballot.Approve
	}
	return b
}

// sound is a ballot for as many of the first candidates as may be approved.
func sound(r meeting.Round) ballot.Ballot {
	b := ballot.Ballot{Marks: make([]ballot.Mark, len(r.Candidates))}
	for i := range b.Marks {
		b.Marks[i] = ballot.Against
		if r.Procedure.Kind == procedure.Rating || i < r.Procedure.Cap() {
			b.Marks[i] = ballot.Approve
		}
	}
	return b
}
