package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// AnySequence drives a desk on a store through any sequence of acts, repeats and
// reopenings beside a model of the rules in plain values. After each act:
//
//   - it was done exactly when the model allows it, and a refusal is a sentence
//     and changed nothing;
//   - a round goes one way, and its steps are those that were done;
//   - issued ≤ present ≤ roll, and issued = in the box + given up + outstanding;
//   - the box holds exactly the ballots that were cast;
//   - nothing of the totals is known before Counted, and then it is the recount.
//
// begin makes a store that holds first; what it gives opens it, each time anew.
func AnySequence(t *testing.T, begin func(first meeting.Meeting) (open func() (meeting.Store, error))) {
	rapid.Check(t, func(rt *rapid.T) {
		first, err := meeting.New(Setup(candidates, places, seats), rand.Reader)
		if err != nil {
			rt.Fatal(err)
		}
		m := &model{open: begin(first), state: meeting.Draft, roll: seats}
		m.reopen(rt)
		rt.Repeat(m.acts())
	})
}

const candidates, places, seats = 3, 2, 6

// model is what the rules say of a meeting.
type model struct {
	open  func() (meeting.Store, error)
	store meeting.Store
	desk  *meeting.Desk

	state                                   meeting.State
	roll, present, issued, givenUp, strange int
	outstanding                             bool
	recorded                                int
	box                                     []ballot.Ballot
	steps                                   []meeting.State
}

// reopen lets go of everything in memory.
func (m *model) reopen(rt *rapid.T) {
	s, err := m.open()
	if err != nil {
		rt.Fatal(err)
	}
	m.store, m.desk = s, meeting.NewDesk(s, time.Now, rand.Reader)
}

// quorum is at least 2/3 of the roll.
func (m *model) quorum() int { return (2*m.roll + 2) / 3 }

func (m *model) acts() map[string]func(*rapid.T) {
	in := func(states ...meeting.State) bool { return slices.Contains(states, m.state) }
	// act does what is allowed or not; where it is done, the model follows.
	act := func(allowed func() bool, do func() error, follow func()) func(*rapid.T) {
		return func(rt *rapid.T) {
			should := allowed()
			err := do()
			var p *say.Problem
			switch {
			case should && err != nil:
				rt.Fatalf("refused in %s: %v", m.state, err)
			case !should && err == nil:
				rt.Fatalf("done in %s", m.state)
			case !should && !errors.As(err, &p):
				rt.Fatalf("refused in %s without a sentence: %v", m.state, err)
			case should:
				follow()
			}
		}
	}
	step := func(from, to meeting.State, allowed func() bool, do func() error) func(*rapid.T) {
		return act(func() bool { return m.state == from && allowed() }, do, func() {
			m.state = to
			m.steps = append(m.steps, to)
		})
	}
	always := func() bool { return true }
	freeze := step(meeting.Draft, meeting.Frozen, always, func() error { return m.desk.Freeze() })
	show := step(meeting.Frozen, meeting.EmptyShown, func() bool { return len(m.box) == 0 }, func() error { return m.desk.ShowEmptyBox() })
	signIn := step(meeting.EmptyShown, meeting.SignIn, always, func() error { return m.desk.OpenSignIn() })
	open := step(meeting.SignIn, meeting.Casting, func() bool { return m.present >= m.quorum() }, func() error { return m.desk.OpenCasting() })
	shut := act(func() bool { return m.state == meeting.Casting && !m.outstanding }, func() error { return m.desk.Close() }, func() {
		m.state, m.recorded = meeting.Closed, len(m.box)
		m.steps = append(m.steps, meeting.Closed)
	})
	reconcile := act(func() bool { return m.state == meeting.Closed && len(m.box) == m.recorded }, func() error { return m.desk.Reconcile() }, func() {
		m.state = meeting.Reconciled
		if m.recorded > m.issued {
			m.state = meeting.Void
		}
		m.steps = append(m.steps, m.state)
	})
	count := step(meeting.Reconciled, meeting.Counted, func() bool { return len(m.box) == m.recorded }, func() error {
		_, err := m.desk.Count()
		return err
	})
	signInSome := func(rt *rapid.T) {
		n := rapid.IntRange(-1, seats+1).Draw(rt, "present")
		act(func() bool {
			return in(meeting.SignIn, meeting.Casting) && n >= m.issued && n >= 0 && n <= m.roll &&
				(m.state == meeting.SignIn || n >= m.quorum())
		}, func() error { return m.desk.SetPresent(n) }, func() { m.present = n })(rt)
	}
	letThrough := act(func() bool { return in(meeting.Casting) && !m.outstanding && m.issued < m.present },
		func() error { return m.desk.LetThrough() }, func() { m.issued++; m.outstanding = true })
	cast := func(rt *rapid.T) {
		b := ballot.Ballot{Marks: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ballot.Mark {
			return ballot.Mark(rapid.IntRange(0, 3).Draw(t, "mark"))
		}), candidates-rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(rt, "short"), candidates).Draw(rt, "ballot")}
		act(func() bool {
			return in(meeting.Casting) && m.outstanding && len(b.Marks) == candidates && approvals(b) <= places
		},
			func() error { return m.desk.Cast(b) }, func() { m.outstanding = false; m.box = append(m.box, b) })(rt)
	}
	return map[string]func(*rapid.T){
		"freeze":     freeze,
		"show":       show,
		"sign in":    signIn,
		"open":       open,
		"close":      shut,
		"reconcile":  reconcile,
		"count":      count,
		"present":    signInSome,
		"let":        letThrough,
		"let, again": letThrough,
		"cast":       cast,
		"cast again": cast,
		"give up": act(func() bool { return in(meeting.Casting) && m.outstanding },
			func() error { return m.desk.GiveUp() }, func() { m.outstanding = false; m.givenUp++ }),
		"roll": func(rt *rapid.T) {
			n := rapid.IntRange(0, seats).Draw(rt, "roll")
			act(func() bool { return in(meeting.Draft) && n >= 1 }, func() error { return m.desk.SetRoll(n) }, func() { m.roll = n })(rt)
		},
		"procedure": act(func() bool { return in(meeting.Draft) },
			func() error { return m.desk.SetProcedure(procedure.Default(places)) }, func() {}),
		"reopen": m.reopen,
		// The way on, so that sequences get far.
		"onward": func(rt *rapid.T) {
			switch m.state {
			case meeting.Draft:
				freeze(rt)
			case meeting.Frozen:
				show(rt)
			case meeting.EmptyShown:
				signIn(rt)
			case meeting.SignIn:
				if err := m.desk.SetPresent(m.roll); err != nil {
					rt.Fatal(err)
				}
				m.present = m.roll
				open(rt)
			case meeting.Casting:
				shut(rt)
			case meeting.Closed:
				reconcile(rt)
			default:
				count(rt)
			}
		},
		// A ballot that no deputy was given, as a forger would add it.
		"forge": func(rt *rapid.T) {
			if rapid.IntRange(0, 9).Draw(rt, "rarely") > 0 || in(meeting.Counted) {
				return
			}
			b := ballot.Ballot{Marks: make([]ballot.Mark, candidates)}
			if err := m.store.Cast(1, b, func(*meeting.Meeting) error { return nil }); err != nil {
				rt.Fatal(err)
			}
			m.box = append(m.box, b)
			m.strange++
		},
		"": m.check,
	}
}

func approvals(b ballot.Ballot) (n int) {
	for _, m := range b.Marks {
		if m == ballot.Approve {
			n++
		}
	}
	return n
}

// check compares what is seen and stored with the model.
func (m *model) check(rt *rapid.T) {
	v, err := m.desk.View()
	if err != nil {
		rt.Fatal(err)
	}
	r := v.Round
	got := fmt.Sprint(r.State, r.Present, r.Issued, r.Outstanding, r.Returned, v.InBox)
	want := fmt.Sprint(m.state, m.present, m.issued, m.outstanding, m.recorded, len(m.box))
	if got != want {
		rt.Fatalf("the desk shows %s, the rules say %s", got, want)
	}
	if m.state != meeting.Draft && (r.Roll != m.roll || !slices.Equal(r.IDs(), v.Setup.List.IDs()) || r.Procedure != procedure.Default(places)) {
		rt.Fatalf("the frozen round has %d, %v, %v", r.Roll, r.Candidates, r.Procedure)
	}
	if m.state != meeting.Draft && m.state != meeting.Frozen && r.Issued > 0 && (r.Issued > r.Present || r.Present > r.Roll) {
		rt.Fatalf("issued %d, present %d, roll %d", r.Issued, r.Present, r.Roll)
	}
	out := 0
	if r.Outstanding {
		out = 1
	}
	if r.Issued != v.InBox-m.strange+m.givenUp+out {
		rt.Fatalf("issued %d, in the box %d, of those forged %d, given up %d, outstanding %d", r.Issued, v.InBox, m.strange, m.givenUp, out)
	}
	if !slices.EqualFunc(r.Steps, m.steps, func(s meeting.Step, to meeting.State) bool {
		return s.To == to && s.Office == meeting.Confirms(to) && s.Office != "" && !s.At.IsZero()
	}) {
		rt.Fatalf("steps %v, done %v", r.Steps, m.steps)
	}
	if in, err := m.store.Ballots(1); err != nil || !sameBallots(in, m.box) {
		rt.Fatalf("the box holds %v (%v), cast were %v", in, err, m.box)
	}
	m.checkTotals(rt, v)
}

// checkTotals holds that they are known when the round is counted, not before,
// and are then those of a recount on the fingers.
func (m *model) checkTotals(rt *rapid.T, v meeting.View) {
	result, err := m.desk.Result()
	if m.state != meeting.Counted {
		if v.Result != nil || err == nil {
			rt.Fatalf("in %s a result is given: %v %v", m.state, v.Result, result)
		}
		return
	}
	if err != nil || v.Result == nil {
		rt.Fatalf("counted, and no result: %v %v", v.Result, err)
	}
	if !reflect.DeepEqual(result, *v.Result) {
		rt.Fatalf("two results: %v and %v", result, *v.Result)
	}
	approve := make([]int, candidates)
	for _, b := range m.box {
		for i, mark := range b.Marks {
			if mark == ballot.Approve {
				approve[i]++
			}
		}
	}
	if result.Returned != len(m.box) || result.Issued != m.issued || result.Present != m.present || result.Roll != m.roll || len(result.Lines) != candidates {
		rt.Fatalf("result %+v", result)
	}
	for i, l := range result.Lines {
		if l.Approve != approve[i] || l.Approve+l.Against+l.Abstain != result.Valid {
			rt.Fatalf("line %+v, approvals %d", l, approve[i])
		}
	}
}
