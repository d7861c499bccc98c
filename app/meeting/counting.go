package meeting

import (
	"errors"

	"piaojue/app/count"
	"piaojue/app/say"
)

// Count opens the box and counts. When it is done the round is Counted.
func (d *Desk) Count() (count.Result, error) {
	_, now, err := d.current()
	if err != nil {
		return count.Result{}, err
	}
	var result count.Result
	if now.State == Reconciled {
		// The box is closed: what is counted here cannot grow old.
		if result, err = d.tally(now); err != nil {
			return count.Result{}, err
		}
	}
	err = d.update(func(_ *Meeting, r *Round) error {
		if err := r.step(Counted, d.now()); err != nil {
			return err
		}
		if now.State != Reconciled {
			return errMoved
		}
		return nil
	})
	if errors.Is(err, errMoved) {
		return d.Count()
	}
	if err != nil {
		return count.Result{}, err
	}
	return result, nil
}

// Result recounts a round that was counted.
func (d *Desk) Result() (count.Result, error) {
	_, r, err := d.current()
	if err != nil {
		return count.Result{}, err
	}
	switch r.State {
	case Counted:
		return d.tally(r)
	case Void:
		return count.Result{}, say.Wrong(say.M("meeting.void"), say.M("meeting.void.do"), nil)
	}
	return count.Result{}, say.Wrong(say.M("meeting.sealed"), say.M("meeting.sealed.do"), nil)
}

// tally counts the ballots of a closed round, from the ballots each time.
func (d *Desk) tally(r *Round) (count.Result, error) {
	ballots, err := d.store.Ballots(r.Number)
	if err != nil {
		return count.Result{}, err
	}
	if err := r.unchanged(len(ballots)); err != nil {
		return count.Result{}, err
	}
	return count.Count(count.Input{
		Procedure:  r.Procedure,
		Candidates: r.Candidates,
		Roll:       r.Roll,
		Present:    r.Present,
		Issued:     r.Issued,
		Ballots:    ballots,
	})
}

// View gives everything that the screens show.
func (d *Desk) View() (View, error) {
	_, before, err := d.current()
	if err != nil {
		return View{}, err
	}
	// The box is read before the round, so that never more are seen in it than
	// are seen issued.
	in, err := d.store.Returned(before.Number)
	if err != nil {
		return View{}, err
	}
	m, r, err := d.current()
	if err != nil {
		return View{}, err
	}
	if r.Number != before.Number {
		return d.View()
	}
	v := View{Setup: m.Setup, Round: *r, InBox: in, HasCode: m.Code != nil}
	if r.State == Draft {
		v.Quorum = m.Setup.Procedure.Quorum(m.Setup.Roll)
	} else {
		v.Quorum = r.Procedure.Quorum(r.Roll)
	}
	if r.State == Counted {
		result, err := d.tally(r)
		if err != nil {
			return View{}, err
		}
		v.Result = &result
	}
	return v, nil
}
