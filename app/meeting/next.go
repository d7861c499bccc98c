package meeting

import (
	"slices"

	"piaojue/app/paper"
	"piaojue/app/say"
)

// Do names what is to be done next.
type Do string

const (
	DoStep    Do = "step"    // the step To
	DoIssue   Do = "issue"   // let the next deputy through; To is the step that comes when all have voted
	DoPaper   Do = "paper"   // hand out the paper ballots; likewise
	DoDecide  Do = "decide"  // Decide on the places left open
	DoRunOff  Do = "run_off" // RunOff
	DoFurther Do = "further" // Further
	DoRepeat  Do = "repeat"  // Repeat
	DoElect   Do = "elect"   // BeginElection, after a motion that came before it
	DoNothing Do = "nothing" // the meeting is archived
)

// Next is what is to be done now, who does or confirms it, and what stands in
// its way: with anything in Blocks the act would be refused.
type Next struct {
	Do     Do
	To     State // of DoStep, DoIssue and DoPaper
	Office Office
	Says   say.Message // in words: what to do
	Blocks []say.Message
	Also   []State // other steps that the state of the round allows now
}

// next works out what is to be done in the current round, with so many ballots
// in its box.
func (m *Meeting) next(r *Round, in int, f *Final) Next {
	n := Next{Do: DoStep, To: r.onward()}
	switch {
	case r.State == Void && m.electing(r) && m.decided(r.Number) != nil:
		n = Next{Do: DoNothing}
	case r.State == Void:
		n = Next{Do: DoRepeat, Office: Clerk}
	case r.State == Archived:
		n = Next{Do: DoNothing}
	case r.State == Casting && !r.Outstanding && m.waiting(r) > 0:
		n.Do = DoIssue
	case r.State == OnPaper && m.waiting(r) > 0:
		n.Do = DoPaper
	case r.State == Announced && r.Kind == Motion && m.lastElecting() == nil && len(m.Setup.List.Projects) > 0:
		n = Next{Do: DoElect, Office: Clerk}
	case r.State == Announced && f != nil:
		switch f.Stage {
		case NeedsRunOff:
			n = Next{Do: DoRunOff, Office: Clerk}
		case NeedsDecision:
			n = Next{Do: DoDecide, Office: Presidium}
		case NeedsRound:
			n = Next{Do: DoFurther, Office: Clerk}
		case NeedsRepeat:
			n = Next{Do: DoRepeat, Office: Clerk}
		}
	}
	if n.To != "" {
		n.Office = Confirms(n.To)
		n.Says = n.To.Says()
		if r.State == Paused {
			n.Says = say.M("meeting.next.resume")
		}
		n.Blocks = m.blocks(r, n.To, in, f)
		switch blocked := len(n.Blocks) > 0; {
		case r.State == Closed && r.Paper.Issued > 0 && !r.Paper.Counted:
			n.Says = say.M("meeting.next.count_paper")
		case r.State == Opened && blocked:
			n.Says, n.Office = say.M("meeting.next.enter_paper"), Counter
		case r.State == Opened:
			n.Says = say.M("meeting.next.count") // the box is open already
		}
	}
	if n.Do != DoStep {
		n.Says = say.M("meeting.next." + string(n.Do))
		if n.Do == DoIssue || n.Do == DoPaper {
			n.Office, n.Blocks = Clerk, nil
		}
	}
	for _, t := range Transitions {
		if slices.Contains(t.From, r.State) && (t.To != n.To || n.Do != DoStep) && !(t.To == Opened && !r.Paper.Used()) {
			n.Also = append(n.Also, t.To)
		}
	}
	return n
}

// waiting is how many can still be issued a ballot: with a roll of names, those
// who are still here.
func (m *Meeting) waiting(r *Round) (n int) {
	if !m.Setup.Named() {
		return r.Present - r.AllIssued()
	}
	for _, id := range r.SignedIn {
		if _, had := slices.BinarySearch(r.IssuedTo, id); !had && m.Attendance[id] == Here {
			n++
		}
	}
	return n
}

// blocks are what would have the step refused.
func (m *Meeting) blocks(r *Round, to State, in int, f *Final) (found []say.Message) {
	add := func(blocks bool, key string, pairs ...any) {
		if blocks {
			found = append(found, say.M(key, pairs...))
		}
	}
	switch to {
	case Frozen:
		for _, f := range m.findings(r) {
			if f.Blocking {
				found = append(found, f.Says)
			}
		}
	case EmptyShown:
		add(in != 0, "meeting.not_empty", "Count", in)
	case Casting:
		quorum := r.Procedure.Quorum(r.Roll)
		add(r.State == SignIn && r.Present < quorum, "meeting.quorum", "Present", r.Present, "Quorum", quorum)
	case Closed:
		add(r.Outstanding, "meeting.close.outstanding")
	case Reconciled:
		add(r.Paper.Issued > 0 && !r.Paper.Counted, "meeting.paper.uncounted")
		add(in != r.Returned, "meeting.box_changed", "Recorded", r.Returned, "Now", in)
	case Counted:
		add(in != r.Returned, "meeting.box_changed", "Recorded", r.Returned, "Now", in)
		if r.Paper.Used() {
			n := paper.Entered(r.Paper.Batches)
			add(n != r.Paper.Returned, "meeting.paper.entered", "Entered", n, "Returned", r.Paper.Returned)
			for _, b := range r.Paper.Batches {
				if w := b.Waits(r.Procedure); !w.IsZero() {
					found = append(found, w)
				}
			}
		}
	case Archived:
		add(f != nil && !f.Done(), "meeting.archive.open", "Left", left(f))
	}
	return found
}

func left(f *Final) int {
	if f == nil {
		return 0
	}
	return f.Left
}
