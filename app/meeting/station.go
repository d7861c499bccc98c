package meeting

import (
	"errors"

	"piaojue/app/ballot"
	"piaojue/app/say"
)

// errMoved has an act tried again, as another came between.
var errMoved = errors.New("meeting: the round changed meanwhile")

// SetPresent records 实到: at most the roll, and never below what was issued.
// In SignIn, and while deputies vote for late arrivals and slips of the finger; a
// vote that has begun keeps its quorum. With a roll of names 实到 follows from
// who signed in, and is not set.
func (d *Desk) SetPresent(n int) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != SignIn && !r.State.Voting() {
			return r.elsewhere("present", SignIn)
		}
		quorum := r.Procedure.Quorum(r.Roll)
		switch {
		case m.Setup.Named():
			return say.Wrong(say.M("meeting.present.named"), say.M("meeting.present.named.do"), nil)
		case n < 0 || n > r.Roll:
			return say.Wrong(say.M("meeting.present.range", "Present", n, "Roll", r.Roll), say.M("meeting.present.range.do"), nil)
		case n < r.AllIssued():
			return say.Wrong(say.M("meeting.present.issued", "Present", n, "Issued", r.AllIssued()), say.M("meeting.present.issued.do"), nil)
		case r.State.Voting() && n < quorum:
			return say.Wrong(say.M("meeting.present.quorum", "Present", n, "Quorum", quorum), say.M("meeting.present.quorum.do"), nil)
		}
		r.Present = n
		return nil
	})
}

// LetThrough issues one ballot to this station: one at a time, at most as many
// as are present. With a roll of names see LetThroughDeputy.
func (d *Desk) LetThrough() error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State == Casting && m.Setup.Named() {
			return say.Wrong(say.M("meeting.issue.who"), say.M("meeting.issue.who.do"), nil)
		}
		return r.letThrough()
	})
}

// LetThroughDeputy issues a ballot to this station for a deputy of the roll of
// names, who is present and was not issued one in this round.
func (d *Desk) LetThroughDeputy(id string) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State == Casting && !r.Outstanding {
			if err := r.mayIssue(m, id); err != nil {
				return err
			}
		}
		if err := r.letThrough(); err != nil {
			return err
		}
		r.IssuedTo = with(r.IssuedTo, id)
		r.Holder = id
		return nil
	})
}

func (r *Round) letThrough() error {
	switch {
	case r.State != Casting:
		return r.elsewhere("let_through", Casting)
	case r.Outstanding:
		return outstanding("meeting.let_through.outstanding")
	case r.AllIssued() >= r.Present:
		return say.Wrong(say.M("meeting.let_through.all", "Issued", r.AllIssued(), "Present", r.Present), say.M("meeting.let_through.all.do"), nil)
	}
	r.Issued++
	r.Outstanding = true
	return nil
}

// Cast puts the outstanding ballot into the box. When it returns nil the
// ballot is on the disk and LetThrough is possible again. Refused, with the
// limit named, for a ballot that the procedure calls invalid.
func (d *Desk) Cast(b ballot.Ballot) error { return again(func() error { return d.cast(b) }) }

func (d *Desk) cast(b ballot.Ballot) error {
	_, now, err := d.current()
	if err != nil {
		return err
	}
	return d.store.Cast(now.Number, b, func(m *Meeting) error {
		r, err := m.round()
		if err != nil {
			return err
		}
		if r.Number != now.Number {
			return errMoved
		}
		if r.State != Casting && r.State != Paused {
			return r.elsewhere("cast", Casting)
		}
		if !r.Outstanding {
			return say.Wrong(say.M("meeting.cast.none"), say.M("meeting.cast.none.do"), nil)
		}
		if len(b.Marks) != len(r.Candidates) {
			return say.Wrong(say.M("meeting.cast.length", "Marks", len(b.Marks), "Candidates", len(r.Candidates)), say.M("meeting.cast.length.do"), nil)
		}
		if valid, why := ballot.Judge(r.Procedure, b); !valid {
			return say.Wrong(why, say.M("meeting.cast.invalid.do"), nil)
		}
		r.Outstanding, r.Holder = false, ""
		return nil
	})
}

// GiveUp ends the outstanding ballot without a cast: it stays issued and is
// not returned.
func (d *Desk) GiveUp() error {
	return d.giveUp("give_up", func(*Round) {})
}

// TakeBack takes the outstanding ballot back unmarked, as if it had not been
// issued: the deputy may be let through again or be given one of paper. For a
// station that broke down.
func (d *Desk) TakeBack() error {
	return d.giveUp("take_back", func(r *Round) {
		r.Issued--
		r.IssuedTo = without(r.IssuedTo, r.Holder)
	})
}

func (d *Desk) giveUp(act string, also func(*Round)) error {
	return d.update(func(_ *Meeting, r *Round) error {
		if r.State != Casting && r.State != Paused {
			return r.elsewhere(act, Casting)
		}
		if !r.Outstanding {
			return say.Wrong(say.M("meeting.give_up.none"), say.M("meeting.give_up.none.do"), nil)
		}
		also(r)
		r.Outstanding, r.Holder = false, ""
		return nil
	})
}

// elsewhere refuses an act of the station that belongs to another state: it
// comes too soon before first, and too late otherwise.
func (r *Round) elsewhere(act string, first State) error {
	name := say.M("meeting.act." + act)
	switch now := r.State.place(); {
	case r.State == Void:
		return say.Wrong(say.M("meeting.void"), say.M("meeting.void.do"), nil)
	case now < first.place():
		return say.Wrong(say.M("meeting.early", "Step", name), say.M("meeting.early.do", "Step", r.onward().Says()), nil)
	case r.State == Paused:
		return say.Wrong(say.M("meeting.paused", "Act", name), say.M("meeting.paused.do"), nil)
	case r.State == OnPaper:
		return say.Wrong(say.M("meeting.on_paper", "Act", name), say.M("meeting.on_paper.do"), nil)
	}
	return say.Wrong(say.M("meeting.late", "Act", name), say.M("meeting.late.do"), nil)
}

// outstanding refuses what cannot be while a deputy has a ballot.
func outstanding(key string) error {
	return say.Wrong(say.M(key), say.M("meeting.outstanding.do"), nil)
}
