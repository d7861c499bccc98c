package meeting

import (
	"errors"

	"piaojue/app/ballot"
	"piaojue/app/say"
)

// errMoved has an act tried again, as another came between.
var errMoved = errors.New("meeting: the round changed meanwhile")

// SetPresent records 实到: at most the roll, and never below what was issued.
// In SignIn, and in Casting for late arrivals and slips of the finger; a vote
// that has begun keeps its quorum.
func (d *Desk) SetPresent(n int) error {
	return d.update(func(_ *Meeting, r *Round) error {
		if r.State != SignIn && r.State != Casting {
			return r.elsewhere("present", SignIn)
		}
		quorum := r.Procedure.Quorum(r.Roll)
		switch {
		case n < 0 || n > r.Roll:
			return say.Wrong(say.M("meeting.present.range", "Present", n, "Roll", r.Roll), say.M("meeting.present.range.do"), nil)
		case n < r.Issued:
			return say.Wrong(say.M("meeting.present.issued", "Present", n, "Issued", r.Issued), say.M("meeting.present.issued.do"), nil)
		case r.State == Casting && n < quorum:
			return say.Wrong(say.M("meeting.present.quorum", "Present", n, "Quorum", quorum), say.M("meeting.present.quorum.do"), nil)
		}
		r.Present = n
		return nil
	})
}

// LetThrough issues one ballot to this station: one at a time, at most as many
// as are present.
func (d *Desk) LetThrough() error {
	return d.update(func(_ *Meeting, r *Round) error {
		switch {
		case r.State != Casting:
			return r.elsewhere("let_through", Casting)
		case r.Outstanding:
			return outstanding("meeting.let_through.outstanding")
		case r.Issued >= r.Present:
			return say.Wrong(say.M("meeting.let_through.all", "Issued", r.Issued, "Present", r.Present), say.M("meeting.let_through.all.do"), nil)
		}
		r.Issued++
		r.Outstanding = true
		return nil
	})
}

// Cast puts the outstanding ballot into the box. When it returns nil the
// ballot is on the disk and LetThrough is possible again. Refused, with the
// limit named, for a ballot that the procedure calls invalid.
func (d *Desk) Cast(b ballot.Ballot) error {
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
		if r.State != Casting {
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
		r.Outstanding = false
		return nil
	})
}

// GiveUp ends the outstanding ballot without a cast: it stays issued and is
// not returned.
func (d *Desk) GiveUp() error {
	return d.update(func(_ *Meeting, r *Round) error {
		if r.State != Casting {
			return r.elsewhere("give_up", Casting)
		}
		if !r.Outstanding {
			return say.Wrong(say.M("meeting.give_up.none"), say.M("meeting.give_up.none.do"), nil)
		}
		r.Outstanding = false
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
		return say.Wrong(say.M("meeting.early", "Step", name), say.M("meeting.early.do", "Step", say.M("meeting.step."+string(way[now+1]))), nil)
	}
	return say.Wrong(say.M("meeting.late", "Act", name), say.M("meeting.late.do"), nil)
}

// outstanding refuses what cannot be while a deputy has a ballot.
func outstanding(key string) error {
	return say.Wrong(say.M(key), say.M("meeting.outstanding.do"), nil)
}
