package meeting

import (
	"math/rand/v2"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// RehearsalOf is a setup for a rehearsal with the settings of a real meeting:
// everything that is shown of it says 演练, and it can never become real.
func RehearsalOf(real Setup) Setup {
	s := real
	s.Rehearsal = true
	s.List.Rehearsal = true
	if s.Named() {
		s.Deputies.Rehearsal = true
	}
	return s
}

// Rehearse lets n more deputies through at this station and casts invented
// marks for them, the same for the same seed. Refused in a real meeting. With a
// roll of names they are the first who are here and have no ballot.
func (d *Desk) Rehearse(n int, seed uint64) error {
	m, r, err := d.current()
	if err != nil {
		return err
	}
	if !m.Setup.Rehearsal {
		return say.Wrong(say.M("meeting.rehearse.real"), say.M("meeting.rehearse.real.do"), nil)
	}
	random := rand.New(rand.NewPCG(seed, uint64(r.Number)))
	for range n {
		if err := d.letAnyThrough(); err != nil {
			return err
		}
		if err := d.Cast(Invented(random, r.Procedure, len(r.Candidates))); err != nil {
			return err
		}
	}
	return nil
}

// letAnyThrough issues a ballot to whoever is next.
func (d *Desk) letAnyThrough() error {
	m, r, err := d.current()
	if err != nil {
		return err
	}
	if !m.Setup.Named() {
		return d.LetThrough()
	}
	for _, x := range m.Setup.Deputies.Deputies {
		if r.State == Casting && r.mayIssue(&m, x.ID) == nil {
			return d.LetThroughDeputy(x.ID)
		}
	}
	return say.Wrong(say.M("meeting.let_through.all", "Issued", r.AllIssued(), "Present", r.Present), say.M("meeting.let_through.all.do"), nil)
}

// Invented is a valid ballot with invented marks on so many candidates, of
// which the earlier ones are liked better, so that a rehearsal has an outcome.
func Invented(random *rand.Rand, p procedure.Procedure, candidates int) ballot.Ballot {
	b := ballot.Ballot{Marks: make([]ballot.Mark, candidates)}
	left := min(p.Cap(), candidates)
	if p.Kind == procedure.Rating {
		left = candidates
	}
	for _, i := range random.Perm(candidates) {
		liked := random.IntN(candidates+4) >= i/2
		switch {
		case left > 0 && (liked || p.ExactApprovals):
			b.Marks[i] = ballot.Approve
			left--
		case p.Kind == procedure.Pick:
			b.Marks[i] = ballot.Unmarked
		default:
			b.Marks[i] = ballot.Against + ballot.Mark(random.IntN(2))
		}
	}
	if valid, _ := ballot.Judge(p, b); !valid && candidates > 0 {
		b.Marks[0] = ballot.Approve
	}
	return b
}
