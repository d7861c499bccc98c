package meeting

import (
	"errors"
	"strings"

	"piaojue/app/count"
	"piaojue/app/paper"
	"piaojue/app/say"
)

// take takes the current round one step on and notes it in the log.
func (d *Desk) take(m *Meeting, r *Round, to State) error {
	return d.takeBy(m, r, to, Confirms(to), "")
}

func (d *Desk) takeBy(m *Meeting, r *Round, to State, by Office, reason string) error {
	if err := r.stepBy(to, by, reason, d.now()); err != nil {
		return err
	}
	m.note(d.now(), Entry{Act: "step." + string(to), Round: r.Number, Office: by, Reason: reason})
	return nil
}

// Freeze fixes setup and candidates of the round. Refused while a finding blocks.
func (d *Desk) Freeze() error {
	return d.update(func(m *Meeting, r *Round) error {
		if err := r.may(Frozen); err != nil {
			return err
		}
		for _, f := range m.findings(r) {
			if f.Blocking {
				return say.Wrong(say.M("meeting.blocked", "Finding", f.Says), say.M("meeting.blocked.do"), nil)
			}
		}
		if r.Kind == First {
			r.Candidates = m.Setup.Candidates()
			r.Procedure = m.Setup.Procedure
		}
		r.Roll = m.Setup.Roll
		return d.take(m, r, Frozen)
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
	return d.update(func(m *Meeting, r *Round) error {
		if err := d.take(m, r, EmptyShown); err != nil {
			return err
		}
		if in != 0 {
			return say.Wrong(say.M("meeting.not_empty", "Count", in), say.M("meeting.not_empty.do"), nil)
		}
		return nil
	})
}

// OpenSignIn begins the sign-in. With a roll of names, those who are still here
// from an earlier round are signed in.
func (d *Desk) OpenSignIn() error {
	return d.update(func(m *Meeting, r *Round) error {
		if err := d.take(m, r, SignIn); err != nil {
			return err
		}
		r.recall(m)
		return nil
	})
}

// OpenCasting begins the vote. Refused without a quorum.
func (d *Desk) OpenCasting() error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State == Paused {
			return say.Wrong(say.M("meeting.done", "Step", Casting.Says()), say.M("meeting.done.do"), nil)
		}
		if err := d.take(m, r, Casting); err != nil {
			return err
		}
		if quorum := r.Procedure.Quorum(r.Roll); r.Present < quorum {
			return say.Wrong(say.M("meeting.quorum", "Present", r.Present, "Quorum", quorum), say.M("meeting.quorum.do"), nil)
		}
		return nil
	})
}

// Pause stops the issue of ballots, for a reason that is recorded. A ballot that
// is out can still be cast.
func (d *Desk) Pause(reason string) error {
	return d.update(func(m *Meeting, r *Round) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		return d.takeBy(m, r, Paused, Confirms(Paused), reason)
	})
}

// Resume goes on with the vote after a Pause.
func (d *Desk) Resume() error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Paused {
			if err := r.may(Paused); err != nil && !r.State.Voting() {
				return err
			}
			return say.Wrong(say.M("meeting.resume.none"), say.M("meeting.done.do"), nil)
		}
		return d.take(m, r, Casting)
	})
}

// SwitchToPaper has the vote go on with paper only; what was cast at the
// stations stays in the box and counts. Refused while a ballot is outstanding.
func (d *Desk) SwitchToPaper(reason string) error {
	return d.update(func(m *Meeting, r *Round) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		if err := d.takeBy(m, r, OnPaper, Confirms(OnPaper), reason); err != nil {
			return err
		}
		if r.Outstanding {
			return outstanding("meeting.to_paper.outstanding")
		}
		return nil
	})
}

// given refuses an act without the reason that it needs.
func given(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return "", say.Wrong(say.M("meeting.reason"), say.M("meeting.reason.do"), nil)
	}
	return reason, nil
}

// Close ends the casting for good; refused while a ballot is outstanding. The
// number in the box is recorded, and the store is shaken.
func (d *Desk) Close() error {
	return d.withBox(func(m *Meeting, r *Round, in int) error {
		if err := d.take(m, r, Closed); err != nil {
			return err
		}
		if r.Outstanding {
			return outstanding("meeting.close.outstanding")
		}
		r.Returned = in
		m.note(d.now(), Entry{Act: "issued", Round: r.Number, Count: r.AllIssued()})
		m.note(d.now(), Entry{Act: "returned", Round: r.Number, Count: in})
		return nil
	})
}

// VoidRound declares the current round void by the decision of an office, for a
// reason: from the freeze until the result is announced. What was cast stays in
// the store and is counted no more; see Repeat.
func (d *Desk) VoidRound(by Office, reason string) error {
	return d.withBox(func(m *Meeting, r *Round, in int) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		if by != ChiefScrutineer && by != Presidium {
			return say.Wrong(say.M("meeting.decide.office"), say.M("meeting.decide.office.do"), nil)
		}
		if r.State == Draft {
			return say.Wrong(say.M("meeting.void.draft"), say.M("meeting.void.draft.do"), nil)
		}
		if r.State == Announced || r.State == Archived {
			return say.Wrong(say.M("meeting.void.announced"), say.M("meeting.void.announced.do"), nil)
		}
		if !r.State.Reached(Closed) {
			r.Returned = in
		}
		if err := d.takeBy(m, r, Void, by, reason); err != nil {
			return err
		}
		r.Outstanding, r.Holder = false, ""
		m.decide(Decision{Round: r.Number, Ruling: VoidedRound, Office: by, Reason: reason, At: d.now()})
		return nil
	})
}

// withBox changes the meeting and the current round, with the number in the
// box, of which none can have come in meanwhile. A vote that is going on is
// shaken first.
func (d *Desk) withBox(change func(m *Meeting, r *Round, in int) error) error {
	for {
		_, before, err := d.current()
		if err != nil {
			return err
		}
		if before.State.Voting() && !before.Outstanding {
			if err := d.store.Shake(); err != nil {
				return err
			}
		}
		in, err := d.store.Returned(before.Number)
		if err != nil {
			return err
		}
		err = d.update(func(m *Meeting, r *Round) error {
			was := *r
			if err := change(m, r, in); err != nil {
				return err
			}
			// Without a ballot that was let through, none can have come in.
			if was.Number != before.Number || was.Outstanding != before.Outstanding || was.Issued != before.Issued {
				return errMoved
			}
			return nil
		})
		if !errors.Is(err, errMoved) {
			return err
		}
	}
}

// Reconcile compares issued and returned, at the stations and on paper:
// Reconciled, or Void if more came back. Refused if the box does not hold what
// was recorded when it was closed, and while the paper ballots in the box have
// not been counted (see SetPaperReturned).
func (d *Desk) Reconcile() error { return again(d.reconcile) }

func (d *Desk) reconcile() error {
	_, now, err := d.current()
	if err != nil {
		return err
	}
	in, err := d.store.Returned(now.Number)
	if err != nil {
		return err
	}
	return d.update(func(m *Meeting, r *Round) error {
		if err := r.may(Reconciled); err != nil {
			return err
		}
		if now.State != Closed || now.Number != r.Number {
			return errMoved // the box was counted while ballots could come in
		}
		if r.Paper.Issued > 0 && !r.Paper.Counted {
			return say.Wrong(say.M("meeting.paper.uncounted"), say.M("meeting.paper.uncounted.do"), nil)
		}
		to := Reconciled
		if r.Returned > r.Issued || r.Paper.Returned > r.Paper.Issued {
			to = Void
		}
		if err := d.take(m, r, to); err != nil {
			return err
		}
		return r.unchanged(in)
	})
}

// OpenBox opens the box of a round with paper, so that its ballots are entered.
// A round without paper is counted without it.
func (d *Desk) OpenBox() error {
	return d.update(func(m *Meeting, r *Round) error {
		if err := d.take(m, r, Opened); err != nil {
			return err
		}
		if !r.Paper.Used() {
			return say.Wrong(say.M("meeting.paper.none"), say.M("meeting.early.do", "Step", Counted.Says()), nil)
		}
		return nil
	})
}

// Sign records who signed the result, by name. Where people hold offices, the
// 总监票人 must be among them, and nobody else than scrutineers and counters.
func (d *Desk) Sign(names ...string) error {
	return d.update(func(m *Meeting, r *Round) error {
		if err := d.take(m, r, Signed); err != nil {
			return err
		}
		signed, err := m.Setup.signers(names)
		if err != nil {
			return err
		}
		r.Signed = signed
		return nil
	})
}

// Announce records that the result was announced: from now on the hall may see
// it, and the next round may begin.
func (d *Desk) Announce() error {
	return d.update(func(m *Meeting, r *Round) error { return d.take(m, r, Announced) })
}

// Archive ends the meeting. Refused while the election is open: a tie or a
// shortfall without a decision, a void round without another in its place.
func (d *Desk) Archive() error {
	_, now, err := d.current()
	if err != nil {
		return err
	}
	var final *Final
	if now.State == Announced {
		// What was announced cannot change any more.
		m, err := d.store.Meeting()
		if err != nil {
			return err
		}
		results, err := d.results(m)
		if err != nil {
			return err
		}
		final = m.final(results)
	}
	err = d.update(func(m *Meeting, r *Round) error {
		if err := d.take(m, r, Archived); err != nil {
			return err
		}
		if now.State != Announced || now.Number != r.Number {
			return errMoved
		}
		if final != nil && !final.Done() {
			return say.Wrong(say.M("meeting.archive.open", "Left", final.Left), say.M("meeting.archive.open.do"), nil)
		}
		return nil
	})
	if errors.Is(err, errMoved) {
		return d.Archive()
	}
	return err
}

// unchanged refuses a box that does not hold what was recorded at the close.
func (r *Round) unchanged(in int) error {
	if in == r.Returned {
		return nil
	}
	return say.Wrong(say.M("meeting.box_changed", "Recorded", r.Returned, "Now", in), say.M("meeting.box_changed.do"), nil)
}

// stack is the paper of a round, all of it entered and settled; nil for none.
func (r *Round) stack() (*count.Stack, error) {
	if !r.Paper.Used() {
		return nil, nil
	}
	if n := paper.Entered(r.Paper.Batches); n != r.Paper.Returned {
		return nil, say.Wrong(say.M("meeting.paper.entered", "Entered", n, "Returned", r.Paper.Returned), say.M("meeting.paper.entered.do"), nil)
	}
	return paper.Stack(r.Procedure, r.Paper.Issued, r.Paper.Batches)
}
