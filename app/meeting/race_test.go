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
