package meeting

import (
	"errors"
	"time"

	"piaojue/app/say"
)

// The way of a round. Void stands where Reconciled does: it ends the round.
var way = []State{Draft, Frozen, EmptyShown, SignIn, Casting, Closed, Reconciled, Counted}

// place is where a state stands on the way.
func (s State) place() int {
	if s == Void {
		s = Reconciled
	}
	for i, t := range way {
		if s == t {
			return i
		}
	}
	return -1
}

// Confirms is the office that does or confirms the step to a state, as the
// minutes name it. Draft has none.
func Confirms(to State) Office {
	switch to {
	case Frozen, SignIn, Casting, Closed:
		return Clerk
	case EmptyShown, Reconciled, Counted, Void:
		return ChiefScrutineer
	}
	return ""
}

// step takes the round one step on, to a state or, from Closed, to Void, and
// records it. Anything but the next step is refused: a step that was done says
// so, one that comes too soon names the one that comes first.
func (r *Round) step(to State, at time.Time) error {
	now, then := r.State.place(), to.place()
	name := say.M("meeting.step." + string(way[then]))
	switch {
	case r.State == Void:
		return say.Wrong(say.M("meeting.void"), say.M("meeting.void.do"), nil)
	case then <= now:
		return say.Wrong(say.M("meeting.done", "Step", name), say.M("meeting.done.do"), nil)
	case then > now+1:
		return say.Wrong(say.M("meeting.early", "Step", name), say.M("meeting.early.do", "Step", say.M("meeting.step."+string(way[now+1]))), nil)
	}
	r.State = to
	r.Steps = append(r.Steps, Step{To: to, Office: Confirms(to), At: at.Truncate(time.Second)})
	return nil
}

// Freeze fixes setup and candidates of the round. Refused while a finding blocks.
func (d *Desk) Freeze() error {
	return d.update(func(m *Meeting, r *Round) error {
		if err := r.step(Frozen, d.now()); err != nil {
			return err
		}
		for _, f := range m.Setup.findings() {
			if f.Blocking {
				return say.Wrong(say.M("meeting.blocked", "Finding", f.Says), say.M("meeting.blocked.do"), nil)
			}
		}
		r.Candidates = m.Setup.List.IDs()
		r.Procedure = m.Setup.Procedure
		r.Roll = m.Setup.Roll
		return nil
	})
}

// ShowEmptyBox records that the scrutineers saw the box hold 0 ballots.
// Refused if it does not.
func (d *Desk) ShowEmptyBox() error {
	_, now, err := d.current()
	if err != nil {
		return err
	}
	// Nothing can come into the box before Casting, so this cannot grow old.
	in, err := d.store.Returned(now.Number)
	if err != nil {
		return err
	}
	return d.update(func(_ *Meeting, r *Round) error {
		if err := r.step(EmptyShown, d.now()); err != nil {
			return err
		}
		if in != 0 {
			return say.Wrong(say.M("meeting.not_empty", "Count", in), say.M("meeting.not_empty.do"), nil)
		}
		return nil
	})
}

// OpenSignIn begins the sign-in.
func (d *Desk) OpenSignIn() error {
	return d.update(func(_ *Meeting, r *Round) error { return r.step(SignIn, d.now()) })
}

// OpenCasting begins the vote. Refused without a quorum.
func (d *Desk) OpenCasting() error {
	return d.update(func(_ *Meeting, r *Round) error {
		if err := r.step(Casting, d.now()); err != nil {
			return err
		}
		if quorum := r.Procedure.Quorum(r.Roll); r.Present < quorum {
			return say.Wrong(say.M("meeting.quorum", "Present", r.Present, "Quorum", quorum), say.M("meeting.quorum.do"), nil)
		}
		return nil
	})
}

// Close ends the casting for good; refused while a ballot is outstanding. The
// number in the box is recorded, and the store is shaken.
func (d *Desk) Close() error {
	for {
		closed, err := d.tryClose()
		if err != nil || closed {
			return err
		}
	}
}

// tryClose closes the round unless a ballot was let through while the box was
// being counted: without one, none can have come in.
func (d *Desk) tryClose() (closed bool, err error) {
	_, before, err := d.current()
	if err != nil {
		return false, err
	}
	if before.State == Casting && !before.Outstanding {
		if err := d.store.Shake(); err != nil {
			return false, err
		}
	}
	in, err := d.store.Returned(before.Number)
	if err != nil {
		return false, err
	}
	err = d.update(func(_ *Meeting, r *Round) error {
		if err := r.step(Closed, d.now()); err != nil {
			return err
		}
		if r.Outstanding {
			return outstanding("meeting.close.outstanding")
		}
		if before.Outstanding || r.Issued != before.Issued {
			return errMoved
		}
		r.Returned = in
		closed = true
		return nil
	})
	if errors.Is(err, errMoved) {
		return false, nil
	}
	return closed, err
}

// Reconcile compares issued and returned: Reconciled, or Void if more came back.
// Refused if the box does not hold what was recorded when it was closed.
func (d *Desk) Reconcile() error {
	_, now, err := d.current()
	if err != nil {
		return err
	}
	in, err := d.store.Returned(now.Number)
	if err != nil {
		return err
	}
	return d.update(func(_ *Meeting, r *Round) error {
		to := Reconciled
		if r.Returned > r.Issued {
			to = Void
		}
		if err := r.step(to, d.now()); err != nil {
			return err
		}
		return r.unchanged(in)
	})
}

// unchanged refuses a box that does not hold what was recorded at the close.
func (r *Round) unchanged(in int) error {
	if in == r.Returned {
		return nil
	}
	return say.Wrong(say.M("meeting.box_changed", "Recorded", r.Returned, "Now", in), say.M("meeting.box_changed.do"), nil)
}
