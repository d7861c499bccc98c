package meeting

import (
	"slices"
	"time"

	"piaojue/app/say"
)

// State of a round.
type State string

const (
	Draft      State = "draft"       // 准备: everything may be changed
	Frozen     State = "frozen"      // 冻结: rules and list can no longer change
	EmptyShown State = "empty_shown" // 空箱: the box was shown to hold 0
	SignIn     State = "sign_in"     // 签到
	Casting    State = "casting"     // 投票
	Paused     State = "paused"      // 暂停: no ballot is issued; one that is out can still be cast
	OnPaper    State = "on_paper"    // 改用纸票: the stations issue no more, what was cast stays
	Closed     State = "closed"      // 关闭
	Reconciled State = "reconciled"  // 核对: issued and returned compared
	Opened     State = "opened"      // 开箱: paper ballots are entered
	Counted    State = "counted"     // 计票
	Signed     State = "signed"      // 签字
	Announced  State = "announced"   // 公布
	Archived   State = "archived"    // 归档
	Void       State = "void"        // 作废: more returned than issued, or declared void
)

// Transition is a step that a round can take: from one of some states to
// another, done or confirmed by an office.
type Transition struct {
	From   []State
	To     State
	Office Office
}

// Transitions are all steps of a round; nothing else changes its state. Void is
// reached from Closed where more was returned than issued, and from any state
// between Frozen and Signed by a decision.
var Transitions = []Transition{
	{[]State{Draft}, Frozen, Clerk},
	{[]State{Frozen}, EmptyShown, ChiefScrutineer},
	{[]State{EmptyShown}, SignIn, Clerk},
	{[]State{SignIn, Paused}, Casting, Clerk},
	{[]State{Casting}, Paused, Clerk},
	{[]State{Casting, Paused}, OnPaper, ChiefScrutineer},
	{[]State{Casting, Paused, OnPaper}, Closed, Clerk},
	{[]State{Closed}, Reconciled, ChiefScrutineer},
	{[]State{Reconciled}, Opened, ChiefScrutineer},
	{[]State{Reconciled, Opened}, Counted, ChiefScrutineer},
	{[]State{Counted}, Signed, ChiefScrutineer},
	{[]State{Signed}, Announced, Presidium},
	{[]State{Announced}, Archived, Clerk},
	{[]State{Frozen, EmptyShown, SignIn, Casting, Paused, OnPaper, Closed, Reconciled, Opened, Counted, Signed}, Void, ChiefScrutineer},
}

// leads reports whether there is a step from one state to another.
func leads(from, to State) bool {
	return slices.ContainsFunc(Transitions, func(t Transition) bool { return t.To == to && slices.Contains(t.From, from) })
}

// Confirms is the office that does or confirms the step to a state, as the
// minutes name it. Draft has none. A round is declared void by the office that
// decides it.
func Confirms(to State) Office {
	for _, t := range Transitions {
		if t.To == to {
			return t.Office
		}
	}
	return ""
}

// The way of a round, by places; states that share a place differ in how the
// vote goes on. Void stands where Reconciled does: it ends the round.
var way = [][]State{
	{Draft}, {Frozen}, {EmptyShown}, {SignIn}, {Casting, Paused, OnPaper},
	{Closed}, {Reconciled, Void}, {Opened}, {Counted}, {Signed}, {Announced}, {Archived},
}

// place is where a state stands on the way.
func (s State) place() int {
	return slices.IndexFunc(way, func(at []State) bool { return slices.Contains(at, s) })
}

// Reached reports whether a round in state s has come as far as t. A void round
// has not come further than Reconciled.
func (s State) Reached(t State) bool { return s.place() >= t.place() }

// Voting reports whether ballots can still come in.
func (s State) Voting() bool { return s == Casting || s == Paused || s == OnPaper }

// Over reports whether the round is done with, so that another may begin.
func (s State) Over() bool { return s == Void || s == Announced || s == Archived }

// Says is the step to the state in words, as the minutes name it.
func (s State) Says() say.Message { return say.M("meeting.step." + string(s)) }

// onward is the state that comes next on the way; "" at the end of it.
func (r *Round) onward() State {
	switch {
	case r.State == Void || r.State == Archived:
		return ""
	case r.State == Reconciled && !r.Paper.Used():
		return Counted
	case r.State == Paused:
		return Casting
	}
	return way[r.State.place()+1][0]
}

// may refuses a step that cannot be taken now: a step that was done says so,
// one that comes too soon names the one that comes first.
func (r *Round) may(to State) error {
	if leads(r.State, to) {
		return nil
	}
	now, then := r.State.place(), to.place()
	switch {
	case r.State == Void:
		return say.Wrong(say.M("meeting.void"), say.M("meeting.void.do"), nil)
	case then > now:
		return say.Wrong(say.M("meeting.early", "Step", to.Says()), say.M("meeting.early.do", "Step", r.onward().Says()), nil)
	case r.State == OnPaper && to == Paused:
		return say.Wrong(say.M("meeting.on_paper", "Act", to.Says()), say.M("meeting.on_paper.do"), nil)
	case now > Casting.place() && (to == Paused || to == OnPaper):
		return say.Wrong(say.M("meeting.late", "Act", to.Says()), say.M("meeting.late.do"), nil)
	}
	return say.Wrong(say.M("meeting.done", "Step", to.Says()), say.M("meeting.done.do"), nil)
}

// stepBy takes the round one step on and records it, with the office that did or
// confirmed it.
func (r *Round) stepBy(to State, by Office, reason string, at time.Time) error {
	if err := r.may(to); err != nil {
		return err
	}
	r.State = to
	r.Steps = append(r.Steps, Step{To: to, Office: by, At: at.Truncate(time.Second), Reason: reason})
	return nil
}
