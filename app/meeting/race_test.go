package meeting_test

import (
	"crypto/rand"
	"testing"

	"piaojue/app/meeting"
)

// interposed is a store on which something else happens once, right after the
// box was counted.
type interposed struct {
	meeting.Store
	between func()
}

func (s *interposed) Returned(round int) (int, error) {
	n, err := s.Store.Returned(round)
	if between := s.between; between != nil {
		s.between = nil
		between()
	}
	return n, err
}

// between gives a desk at a point, with an act of another desk on the same store
// to come in between.
func between(t *testing.T, point string, act func(other *meeting.Desk) error) *meeting.Desk {
	t.Helper()
	other, s := at(t, point)
	return meeting.NewDesk(&interposed{Store: s, between: func() {
		if err := act(other); err != nil {
			t.Error(err)
		}
	}}, clock, rand.Reader)
}

func castOne(d *meeting.Desk) error {
	if err := d.LetThrough(); err != nil {
		return err
	}
	return d.Cast(sound())
}

// The number recorded at the close is the number in the box, though a ballot was
// let through and cast after the counting.
func TestCastBetweenCountingAndClosing(t *testing.T) {
	d := between(t, "casting", castOne)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	if v.InBox != 1 || v.Round.Returned != 1 || v.Round.Issued != 1 {
		t.Errorf("in the box %d, recorded %d, issued %d", v.InBox, v.Round.Returned, v.Round.Issued)
	}
}

// A ballot that was let through meanwhile keeps the box open.
func TestLetThroughBetweenCountingAndClosing(t *testing.T) {
	d := between(t, "casting", (*meeting.Desk).LetThrough)
	refused(t, d.Close(), "meeting.close.outstanding")
}

// Never more are seen in the box than are seen issued.
func TestCastWhileLooking(t *testing.T) {
	d := between(t, "casting", castOne)
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	if v.InBox > v.Round.Issued {
		t.Errorf("in the box %d, issued %d", v.InBox, v.Round.Issued)
	}
}

// looked is a store on which something else happens once, right after the meeting
// was read.
type looked struct {
	meeting.Store
	between func()
}

func (s *looked) Meeting() (meeting.Meeting, error) {
	m, err := s.Store.Meeting()
	if between := s.between; between != nil {
		s.between = nil
		between()
	}
	return m, err
}

// afterLooking is between for acts that read the meeting and not the box.
func afterLooking(t *testing.T, point string, acts ...func(other *meeting.Desk) error) *meeting.Desk {
	t.Helper()
	other, s := at(t, point)
	return meeting.NewDesk(&looked{Store: s, between: func() {
		for _, act := range acts {
			if err := act(other); err != nil {
				t.Error(err)
			}
		}
	}}, clock, rand.Reader)
}

// A ballot that is cast just as its round is declared void and another one begun is
// refused in words, and is in no box.
func TestARepeatBetweenLookingAndCasting(t *testing.T) {
	d := afterLooking(t, "outstanding", func(d *meeting.Desk) error { return d.VoidRound(meeting.Presidium, "断电") }, (*meeting.Desk).Repeat)
	refused(t, d.Cast(sound()), "meeting.early")
	v, err := d.View()
	if err != nil || v.InBox != 0 || v.Round.Number != 2 {
		t.Errorf("%+v: %v", v.Round, err)
	}
}

// The last ballot and the close come between looking and comparing: the box is
// compared as it was closed, and is not said to have changed.
func TestCloseBetweenCountingAndReconciling(t *testing.T) {
	other, s := at(t, "outstanding")
	d := meeting.NewDesk(&interposed{Store: s, between: func() {
		for _, act := range []func() error{func() error { return other.Cast(sound()) }, other.Close} {
			if err := act(); err != nil {
				t.Error(err)
			}
		}
	}}, clock, rand.Reader)
	if err := d.Reconcile(); err != nil {
		t.Error(err)
	}
}

// What an assessment is of is looked up anew where the election was decided meanwhile.
func TestADecisionBetweenLookingAndAssessing(t *testing.T) {
	d := afterLooking(t, "announced", func(d *meeting.Desk) error {
		return d.Decide(meeting.AcceptFewer, meeting.Presidium, "从略")
	})
	refused(t, d.BeginAssessment("测评", nil), "meeting.assess.none")
}
