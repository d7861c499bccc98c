package meeting

import (
	"errors"
	"slices"
	"strings"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// root is the kind of vote that a round belongs to: for a Repeat, that of the
// round in whose place it stands.
func (m *Meeting) root(r *Round) Kind {
	for r.Kind == Repeat {
		before, err := m.numbered(r.Of)
		if err != nil || before.Number >= r.Number {
			return First
		}
		r = before
	}
	return r.Kind
}

// electing reports whether a round is one of the election.
func (m *Meeting) electing(r *Round) bool {
	k := m.root(r)
	return k == First || k == RunOff || k == Further
}

func (m *Meeting) numbered(number int) (*Round, error) {
	for i := range m.Rounds {
		if m.Rounds[i].Number == number {
			return &m.Rounds[i], nil
		}
	}
	return nil, say.Wrong(say.M("meeting.round.none", "Round", number), say.M("meeting.done.do"), nil)
}

// supersededBy is the round that was held in place of a void one; 0 for none.
func (m *Meeting) supersededBy(number int) int {
	for _, r := range m.Rounds {
		if r.Kind == Repeat && r.Of == number {
			return r.Number
		}
	}
	return 0
}

// lastElecting is the latest round of the election; nil before there is one.
func (m *Meeting) lastElecting() *Round {
	for i := len(m.Rounds) - 1; i >= 0; i-- {
		if m.electing(&m.Rounds[i]) {
			return &m.Rounds[i]
		}
	}
	return nil
}

// begin adds a round, which becomes the current one. The one before must be
// over; a Draft of the election that nobody has begun to vote on gives way to a
// motion or an assessment, and is begun again by BeginElection.
func (d *Desk) begin(next func(m *Meeting, now *Round) (Round, error)) error {
	return d.update(func(m *Meeting, now *Round) error {
		r, err := next(m, now)
		if err != nil {
			return err
		}
		gives := now.State == Draft && (now.Kind == First || now.Kind == Motion || now.Kind == Assessment)
		other := r.Kind == Motion || r.Kind == Assessment || r.Kind == First
		switch {
		case gives && other && now.Kind != r.Kind:
			r.Number = now.Number
			r.State = Draft
			*now = r
		case !now.State.Over():
			return say.Wrong(say.M("meeting.round.going"), say.M("meeting.early.do", "Step", now.onward().Says()), nil)
		default:
			if now.State == Archived {
				// Another day: who signed in then is not here now. The rounds keep who was.
				m.Attendance = nil
			}
			r.Number = now.Number + 1
			r.State = Draft
			m.Rounds = append(m.Rounds, r)
		}
		m.note(d.now(), Entry{Act: "begin." + r.Kind.word(), Round: r.Number, Office: Clerk, Reason: r.Title})
		return nil
	})
}

func (k Kind) word() string {
	if k == First {
		return "first"
	}
	return string(k)
}

// Says is what the round is for, in words.
func (k Kind) Says() say.Message { return say.M("meeting.kind." + k.word()) }

// openEnd is the last round of the election with its result, for what follows
// from it. The round is announced, so that nothing of it can change.
func (d *Desk) openEnd() (number int, r count.Result, err error) {
	m, err := d.store.Meeting()
	if err != nil {
		return 0, r, err
	}
	last := m.lastElecting()
	if last == nil || !last.State.Reached(Announced) {
		return 0, r, nil
	}
	r, err = d.tally(last)
	return last.Number, r, err
}

// RunOff prepares 再次投票 after a tie: candidates are the tied, places those
// that are left, and the most approvals win. Its procedure can be edited before
// its freeze, but for the places.
func (d *Desk) RunOff() error { return again(d.runOff) }

func (d *Desk) runOff() error {
	number, result, err := d.openEnd()
	if err != nil {
		return err
	}
	return d.begin(func(m *Meeting, now *Round) (Round, error) {
		last := m.lastElecting()
		if err := m.follows(last, number); err != nil {
			return Round{}, err
		}
		if result.State != count.RunOff || m.decided(last.Number) != nil {
			return Round{}, say.Wrong(say.M("meeting.run_off.none"), say.M("meeting.done.do"), nil)
		}
		r := Round{Kind: RunOff, Of: last.Number, Procedure: last.Procedure}
		for _, c := range last.Candidates {
			if slices.Contains(result.Tied, c.ID) {
				r.Candidates = append(r.Candidates, c)
			}
		}
		r.Procedure.Places, r.Procedure.MaxApprovals = result.RunOffPlaces, result.RunOffPlaces
		r.Procedure.Threshold = procedure.Threshold{Plurality: true}
		return r, nil
	})
}

// Further prepares the further round that was decided on after a shortfall:
// candidates are those of the election that were not chosen, places those that
// are left, the threshold that of the first round; the procedure can be edited
// before its freeze, but for the places.
func (d *Desk) Further() error { return again(d.further) }

func (d *Desk) further() error {
	number, _, err := d.openEnd()
	if err != nil {
		return err
	}
	m, err := d.store.Meeting()
	if err != nil {
		return err
	}
	results, err := d.results(m)
	if err != nil {
		return err
	}
	final := m.final(results)
	return d.begin(func(m *Meeting, now *Round) (Round, error) {
		last := m.lastElecting()
		if err := m.follows(last, number); err != nil {
			return Round{}, err
		}
		decision := m.decided(last.Number)
		if decision == nil || decision.Ruling != AnotherRound || final == nil {
			return Round{}, say.Wrong(say.M("meeting.further.none"), say.M("meeting.further.none.do"), nil)
		}
		first, err := m.firstElecting()
		if err != nil {
			return Round{}, err
		}
		r := Round{Kind: Further, Of: last.Number, Procedure: first.Procedure}
		for _, c := range first.Candidates {
			if !slices.ContainsFunc(final.Chosen, func(x Choice) bool { return x.ID == c.ID }) {
				r.Candidates = append(r.Candidates, c)
			}
		}
		r.Procedure.Places, r.Procedure.MaxApprovals = final.Left, final.Left
		return r, nil
	})
}

// follows refuses what does not follow from the last round of the election,
// which was looked at when it had the number.
func (m *Meeting) follows(last *Round, number int) error {
	switch {
	case last == nil || !last.State.Reached(Announced) && last.State != Void:
		return say.Wrong(say.M("meeting.follow.early"), say.M("meeting.follow.early.do"), nil)
	case last.State == Void:
		return say.Wrong(say.M("meeting.void"), say.M("meeting.void.do"), nil)
	case last.State == Archived:
		return say.Wrong(say.M("meeting.archived"), say.Message{}, nil)
	case last.Number != number:
		return errMoved
	}
	return nil
}

// firstElecting is the first round of the election whose result counts.
func (m *Meeting) firstElecting() (*Round, error) {
	for i := range m.Rounds {
		if r := &m.Rounds[i]; m.electing(r) && m.supersededBy(r.Number) == 0 {
			return r, nil
		}
	}
	return nil, errNoRound
}

// Repeat prepares a round in place of one that is void: with its candidates and
// its rules, which cannot be edited. It is the current round or, where a motion
// came after it, the last of the election.
func (d *Desk) Repeat() error {
	return d.begin(func(m *Meeting, now *Round) (Round, error) {
		void := now
		if last := m.lastElecting(); now.State != Void && last != nil {
			void = last
		}
		if void.State != Void {
			return Round{}, say.Wrong(say.M("meeting.repeat.none"), say.M("meeting.done.do"), nil)
		}
		if m.decidedTo(void.Number, Postponed) {
			return Round{}, say.Wrong(say.M("meeting.repeat.postponed"), say.M("meeting.done.do"), nil)
		}
		return Round{
			Kind: Repeat, Of: void.Number, Title: void.Title, Past: void.Past,
			Candidates: void.Candidates, Procedure: void.Procedure,
		}, nil
	})
}

// BeginMotion prepares a vote on a motion, with procedure.DefaultMotion.
func (d *Desk) BeginMotion(title string) error {
	return d.begin(func(m *Meeting, now *Round) (Round, error) {
		title := strings.TrimSpace(title)
		if title == "" {
			return Round{}, say.Wrong(say.M("meeting.title"), say.M("meeting.title.do"), nil)
		}
		return Round{
			Kind: Motion, Title: title, Procedure: procedure.DefaultMotion(), Candidates: []Candidate{{ID: "1", Name: title}},
		}, nil
	})
}

// BeginAssessment prepares a 满意度测评 of the projects that were chosen or,
// where nothing was voted on yet, of those on the list as it stands at the freeze,
// with procedure.DefaultRating. Past is an assessment that was held elsewhere, to
// compare with; nil for none.
func (d *Desk) BeginAssessment(title string, past *Past) error {
	return again(func() error { return d.beginAssessment(title, past) })
}

func (d *Desk) beginAssessment(title string, past *Past) error {
	m, err := d.store.Meeting()
	if err != nil {
		return err
	}
	results, err := d.results(m)
	if err != nil {
		return err
	}
	final, before := m.final(results), m
	return d.begin(func(m *Meeting, now *Round) (Round, error) {
		if !sameSteps(before.Rounds, m.Rounds) || len(before.Decisions) != len(m.Decisions) {
			return Round{}, errMoved
		}
		title := strings.TrimSpace(title)
		if title == "" {
			return Round{}, say.Wrong(say.M("meeting.title"), say.M("meeting.title.do"), nil)
		}
		r := Round{Kind: Assessment, Title: title, Procedure: procedure.DefaultRating(), Past: past}
		switch {
		case final == nil:
			r.Candidates = m.Setup.Candidates()
		case !final.Done():
			return Round{}, say.Wrong(say.M("meeting.archive.open", "Left", final.Left), say.M("meeting.archive.open.do"), nil)
		default:
			for _, c := range final.Chosen {
				r.Candidates = append(r.Candidates, c.Candidate)
			}
		}
		if len(r.Candidates) == 0 {
			return Round{}, say.Wrong(say.M("meeting.assess.none"), say.M("meeting.assess.none.do"), nil)
		}
		return r, past.fits(m.Setup.Rehearsal, r.Candidates)
	})
}

// sameSteps reports whether no round was begun and none took a step.
func sameSteps(a, b []Round) bool {
	return slices.EqualFunc(a, b, func(a, b Round) bool { return a.State == b.State && a.Kind == b.Kind })
}

// BeginElection prepares the election after a motion or an assessment that came
// before it.
func (d *Desk) BeginElection() error {
	return d.begin(func(m *Meeting, now *Round) (Round, error) {
		if m.lastElecting() != nil {
			return Round{}, say.Wrong(say.M("meeting.election.begun"), say.M("meeting.done.do"), nil)
		}
		return Round{Kind: First}, nil
	})
}

// SetTitle names the motion or the assessment that is being prepared anew.
func (d *Desk) SetTitle(title string) error {
	return d.update(func(_ *Meeting, r *Round) error {
		title := strings.TrimSpace(title)
		switch {
		case r.State != Draft || r.Kind != Motion && r.Kind != Assessment:
			return say.Wrong(say.M("meeting.title.late"), say.M("meeting.done.do"), nil)
		case title == "":
			return say.Wrong(say.M("meeting.title"), say.M("meeting.title.do"), nil)
		}
		r.Title = title
		if r.Kind == Motion {
			r.Candidates = []Candidate{{ID: "1", Name: title}}
		}
		return nil
	})
}

// Cancel takes back a motion or an assessment that is being prepared: the round
// before is the current one again or, where there is none, the election is
// prepared. Nothing was voted on in it; the log keeps that it was begun.
func (d *Desk) Cancel() error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Draft || r.Kind != Motion && r.Kind != Assessment {
			return say.Wrong(say.M("meeting.cancel.late"), say.M("meeting.done.do"), nil)
		}
		m.note(d.now(), Entry{Act: "cancel", Round: r.Number, Office: Clerk, Reason: r.Title})
		if len(m.Rounds) > 1 {
			m.Rounds = m.Rounds[:len(m.Rounds)-1]
			return nil
		}
		*r = Round{Number: r.Number, State: Draft}
		return nil
	})
}

// again repeats an act that another came between.
func again(act func() error) error {
	for {
		if err := act(); !errors.Is(err, errMoved) {
			return err
		}
	}
}
