package meeting

import (
	"slices"
	"strings"
	"time"

	"piaojue/app/count"
	"piaojue/app/say"
)

// Ruling is what was decided on what the rules leave open.
type Ruling string

const (
	AcceptFewer  Ruling = "accept_fewer"  // 缺额从略: the places stay empty
	AnotherRound Ruling = "another_round" // 另行投票 among those not chosen
	Postponed    Ruling = "postponed"     // 留待下次会议
	VoidedRound  Ruling = "void_round"    // 本轮作废; made by VoidRound
)

// Says is the ruling in words.
func (r Ruling) Says() say.Message { return say.M("meeting.ruling." + string(r)) }

// Decision is one that was made in the meeting, and is kept.
type Decision struct {
	Round  int // the round it is about
	Ruling Ruling
	Office Office
	Who    string `json:",omitempty"` // who spoke for the office, by name; "" where nobody was named
	Reason string
	At     time.Time
}

func (m *Meeting) decide(x Decision) {
	x.At = x.At.Truncate(time.Second)
	m.Decisions = append(m.Decisions, x)
	m.note(x.At, Entry{Act: "decide." + string(x.Ruling), Round: x.Round, Office: x.Office, Who: x.Who, Reason: x.Reason})
}

// decided is the decision on the places that a round left open; nil for none. One
// that was made before the round was declared void speaks of a result that there
// is no more, and falls with it.
func (m *Meeting) decided(round int) (made *Decision) {
	for i := range m.Decisions {
		switch x := &m.Decisions[i]; {
		case x.Round != round:
		case x.Ruling == VoidedRound:
			made = nil
		default:
			made = x
		}
	}
	return made
}

func (m *Meeting) decidedTo(round int, what Ruling) bool {
	x := m.decided(round)
	return x != nil && x.Ruling == what
}

// Decide records what the presidium decided on the places that the last round
// of the election left open, by a shortfall or by a tie, or after it became
// void: with its reason, once, from the signing of the result on. A further
// round is decided on after a shortfall only; a tie has its run-off by the rules.
func (d *Desk) Decide(what Ruling, by Office, reason string) error {
	return d.DecideBy(what, by, "", reason)
}

// DecideBy is Decide with the name of who spoke for the office.
func (d *Desk) DecideBy(what Ruling, by Office, who, reason string) error {
	who = strings.TrimSpace(who)
	return again(func() error { return d.decide(what, by, who, reason) })
}

func (d *Desk) decide(what Ruling, by Office, who, reason string) error {
	m, err := d.store.Meeting()
	if err != nil {
		return err
	}
	results, err := d.results(m)
	if err != nil {
		return err
	}
	seen := 0
	if last := m.lastElecting(); last != nil && (last.State.Reached(Signed) || last.State == Void) {
		seen = last.Number
	}
	return d.update(func(m *Meeting, r *Round) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		if by != Presidium {
			return say.Wrong(say.M("meeting.decide.presidium"), say.M("meeting.decide.office.do"), nil)
		}
		last := m.lastElecting()
		if last == nil || !last.State.Reached(Signed) && last.State != Void {
			return say.Wrong(say.M("meeting.decide.early"), say.M("meeting.decide.early.do"), nil)
		}
		if last.Number != seen {
			return errMoved
		}
		if last.State == Archived {
			return say.Wrong(say.M("meeting.archived"), say.Message{}, nil)
		}
		if m.decided(last.Number) != nil {
			return say.Wrong(say.M("meeting.decide.done"), say.M("meeting.done.do"), nil)
		}
		state := results[last.Number].State
		if last.State == Void {
			state = count.Void
		}
		fits := what == Postponed && state != count.Decided ||
			what == AcceptFewer && (state == count.Shortfall || state == count.RunOff) ||
			what == AnotherRound && state == count.Shortfall
		if !fits {
			return say.Wrong(say.M("meeting.decide.unfit", "Ruling", what.Says()), say.M("meeting.done.do"), nil)
		}
		m.decide(Decision{Round: last.Number, Ruling: what, Office: by, Who: who, Reason: reason, At: d.now()})
		return nil
	})
}

// Stage is where the election as a whole stands.
type Stage string

const (
	Running       Stage = "running"       // a round is being prepared or held
	NeedsRunOff   Stage = "needs_run_off" // a tie at the cut
	NeedsDecision Stage = "needs_decision"
	NeedsRound    Stage = "needs_round"  // a further round was decided on
	NeedsRepeat   Stage = "needs_repeat" // the last round is void
	Settled       Stage = "settled"      // every place is filled, or is left empty by decision
	LeftOpen      Stage = "left_open"    // the rest was postponed
)

// Choice is a candidate that was chosen, and in which round.
type Choice struct {
	Candidate
	Round int
}

// Final is the election over all its rounds: void rounds do not count.
type Final struct {
	Stage  Stage
	Places int
	Chosen []Choice // in the order of the list
	Left   int      // places that are not filled
	Tied   []string // while NeedsRunOff
	Round  int      // the last round of the election, by number
	// Announced is set once the last round was announced; what it chose is not
	// for the hall before.
	Announced bool
}

// final puts the rounds of the election together; nil before the first has a
// result or became void.
func (m *Meeting) final(results map[int]count.Result) *Final {
	last := m.lastElecting()
	first, err := m.firstElecting()
	if last == nil || err != nil {
		return nil
	}
	chosen := map[string]int{}
	f := &Final{Round: last.Number, Places: first.Procedure.Places, Announced: last.State.Reached(Announced)}
	began := false
	for i := range m.Rounds {
		r := &m.Rounds[i]
		if !m.electing(r) {
			continue
		}
		began = began || r.State == Void || r.counted()
		if m.supersededBy(r.Number) > 0 {
			continue
		}
		if result, ok := results[r.Number]; ok {
			for _, id := range result.Chosen {
				chosen[id] = r.Number
			}
		}
	}
	if !began {
		return nil
	}
	for _, c := range first.Candidates {
		if round, ok := chosen[c.ID]; ok {
			f.Chosen = append(f.Chosen, Choice{c, round})
		}
	}
	f.Left = f.Places - len(f.Chosen)
	f.Stage = m.stage(last, results)
	if f.Stage == NeedsRunOff {
		f.Tied = slices.Clone(results[last.Number].Tied)
	}
	return f
}

func (m *Meeting) stage(last *Round, results map[int]count.Result) Stage {
	if x := m.decided(last.Number); x != nil {
		switch x.Ruling {
		case AcceptFewer:
			return Settled
		case Postponed:
			return LeftOpen
		}
		return NeedsRound
	}
	if last.State == Void {
		return NeedsRepeat
	}
	r, ok := results[last.Number]
	switch {
	case !ok:
		return Running
	case r.State == count.RunOff:
		return NeedsRunOff
	case r.State == count.Shortfall:
		return NeedsDecision
	}
	return Settled
}

// Done reports whether nothing of the election is open any more: what is in
// Chosen is final.
func (f *Final) Done() bool { return f.Stage == Settled || f.Stage == LeftOpen }

// Says is whether the election is over, in words.
func (f *Final) Says() say.Message {
	key := "meeting.final.open"
	if f.Done() {
		key = "meeting.final"
	}
	return say.M(key, "Places", f.Places, "Chosen", len(f.Chosen), "Left", f.Left, "Stage", say.M("meeting.stage."+string(f.Stage)))
}

// Became is what a round decided, or what became of it.
func (s Summary) Became() say.Message {
	switch {
	case s.State == Void && s.VoidReason == "":
		return say.M("meeting.became.void", "Reason", s.Round.tooMany(), "By", s.By)
	case s.State == Void:
		return say.M("meeting.became.void", "Reason", s.VoidReason, "By", s.By)
	case s.Result != nil:
		return s.Result.Told()
	}
	return say.M("meeting.became.going")
}

// tooMany says of which ballots more were returned than issued.
func (r Round) tooMany() say.Message {
	source, returned, issued := count.Electronic, r.Returned, r.Issued
	if r.Paper.Returned > r.Paper.Issued {
		source, returned, issued = count.OfPaper, r.Paper.Returned, r.Paper.Issued
	}
	return say.M("meeting.became.over", "Source", source.Name(), "Returned", returned, "Issued", issued)
}

// At is the view with another round in place of the current one, for its result.
// The number is that of a round in Rounds.
func (v View) At(number int) View {
	for _, s := range v.Rounds {
		if s.Number == number {
			v.Round, v.Result = s.Round, s.Result
			v.Before, v.Changes = s.Before, s.Changes
			if s.State != Draft {
				v.Candidates, v.Procedure, v.Roll = s.Round.Candidates, s.Round.Procedure, s.Round.Roll
			}
		}
	}
	return v
}

// summaries are the rounds as a list.
func (m *Meeting) summaries(results map[int]count.Result) []Summary {
	all := make([]Summary, len(m.Rounds))
	for i := range m.Rounds {
		r := &m.Rounds[i]
		s := Summary{Number: r.Number, Kind: r.Kind, Of: r.Of, Title: r.Title, State: r.State, By: m.supersededBy(r.Number), Round: *r}
		if result, ok := results[r.Number]; ok {
			s.Result = &result
		}
		s.Before, _ = m.before(r, results)
		s.Changes = m.changes(r, results)
		for _, step := range r.Steps {
			if step.To == Void {
				s.VoidReason = step.Reason
			}
		}
		all[i] = s
	}
	return all
}
