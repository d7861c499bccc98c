package meeting

import (
	"errors"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Count counts: the ballots of the stations, which opens their box, and those of
// paper, all of which must have been entered. When it is done the round is
// Counted.
func (d *Desk) Count() (count.Result, error) {
	_, now, err := d.current()
	if err != nil {
		return count.Result{}, err
	}
	var result count.Result
	ready := now.State == Opened || now.State == Reconciled && !now.Paper.Used()
	if ready {
		// The box is closed: what is counted here cannot grow old, and the paper is
		// compared below.
		if result, err = d.tally(now); err != nil {
			return count.Result{}, err
		}
	}
	err = d.update(func(m *Meeting, r *Round) error {
		if r.State == Reconciled && r.Paper.Used() {
			return say.Wrong(say.M("meeting.early", "Step", Counted.Says()), say.M("meeting.early.do", "Step", Opened.Says()), nil)
		}
		if err := d.take(m, r, Counted); err != nil {
			return err
		}
		if !ready || !now.Paper.equal(r.Paper) {
			return errMoved
		}
		m.note(d.now(), Entry{Act: "valid", Round: r.Number, Count: result.Valid})
		m.note(d.now(), Entry{Act: "invalid", Round: r.Number, Count: result.Invalid})
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

// Result recounts the current round, if it was counted.
func (d *Desk) Result() (count.Result, error) {
	_, r, err := d.current()
	if err != nil {
		return count.Result{}, err
	}
	return d.result(r)
}

// ResultOf recounts a round that was counted, by its number.
func (d *Desk) ResultOf(number int) (count.Result, error) {
	m, err := d.store.Meeting()
	if err != nil {
		return count.Result{}, err
	}
	r, err := m.numbered(number)
	if err != nil {
		return count.Result{}, err
	}
	return d.result(r)
}

func (d *Desk) result(r *Round) (count.Result, error) {
	switch {
	case r.counted():
		return d.tally(r)
	case r.State == Void:
		return count.Result{}, say.Wrong(say.M("meeting.void"), say.M("meeting.void.do"), nil)
	}
	return count.Result{}, say.Wrong(say.M("meeting.sealed"), say.M("meeting.sealed.do"), nil)
}

// counted reports whether the round has a result.
func (r *Round) counted() bool { return r.State.Reached(Counted) }

// tally counts the ballots of a closed round, from the ballots each time.
func (d *Desk) tally(r *Round) (count.Result, error) {
	ballots, err := d.store.Ballots(r.Number)
	if err != nil {
		return count.Result{}, err
	}
	if err := r.unchanged(len(ballots)); err != nil {
		return count.Result{}, err
	}
	stack, err := r.stack()
	if err != nil {
		return count.Result{}, err
	}
	return count.Count(count.Input{
		Procedure:  r.Procedure,
		Candidates: r.IDs(),
		Roll:       r.Roll,
		Present:    r.Present,
		Issued:     r.Issued,
		Ballots:    ballots,
		Paper:      stack,
	})
}

// results counts every round that has a result, by number.
func (d *Desk) results(m Meeting) (map[int]count.Result, error) {
	results := map[int]count.Result{}
	for i := range m.Rounds {
		r := &m.Rounds[i]
		if !r.counted() {
			continue
		}
		result, err := d.tally(r)
		if err != nil {
			return nil, err
		}
		results[r.Number] = result
	}
	return results, nil
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
	results, err := d.results(m)
	if err != nil {
		return View{}, err
	}
	v := View{
		Setup: m.Setup, Round: *r, InBox: in, HasCode: m.Code != nil,
		Candidates: m.candidates(r), Procedure: m.procedure(r), Roll: m.roll(r),
		Rounds: m.summaries(results), Final: m.final(results), Changes: m.changes(r, results),
		Attendance: m.Attendance, Decisions: m.Decisions, HasNotice: m.Notice != nil,
	}
	v.Quorum = v.Procedure.Quorum(v.Roll)
	v.Before, _ = m.before(r, results)
	if result, ok := results[r.Number]; ok {
		v.Result = &result
	}
	v.Next = m.next(r, in, v.Final)
	if r.State == Draft {
		v.Findings = m.findings(r)
	}
	return v, nil
}

// candidates are what a round votes on: as frozen or, while the election is
// prepared, as the list stands.
func (m *Meeting) candidates(r *Round) []Candidate {
	if r.State == Draft && r.Kind == First {
		return m.Setup.Candidates()
	}
	return r.Candidates
}

func (m *Meeting) procedure(r *Round) procedure.Procedure {
	if r.State == Draft && r.Kind == First {
		return m.Setup.Procedure
	}
	return r.Procedure
}

func (m *Meeting) roll(r *Round) int {
	if r.State == Draft {
		return m.Setup.Roll
	}
	return r.Roll
}
