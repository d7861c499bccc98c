package procedure

import (
	"strings"

	"piaojue/app/say"
)

// MostRoll is the largest roll that is taken for one. The largest congress has
// some 3,000 deputies; more than this is a slip of the keyboard.
const MostRoll = 100_000

// Facts is what a procedure is checked against.
type Facts struct {
	Candidates int
	Roll       int
}

// Finding is something missing or odd in a setup. One that is Countable blocks
// a vote from being prepared, but ballots that were cast can still be counted:
// more places than candidates end in a shortfall, and a threshold beyond reach
// in an empty list. A Blocking one must be
// mended before the rules can be frozen.
type Finding struct {
	Says      say.Message
	Part      Part
	Blocking  bool
	Countable bool
}

// Part is a part of a setup, as it is prepared one after the other.
type Part string

const (
	InMeeting  Part = "meeting"  // the names of the meeting and of the vote
	InList     Part = "list"     // the candidate list and the level that is voted on
	InRoll     Part = "roll"     // the roll of deputies
	InBallot   Part = "ballot"   // the places, what a ballot looks like and when it is valid
	InDecision Part = "decision" // what it takes to be chosen
	InOfficers Part = "officers" // who watches the box and counts
)

// partOf is the part in which a finding of Check is mended.
func partOf(m say.Message) Part {
	switch strings.TrimPrefix(m.Key, "procedure.check.") {
	case "no_candidates", "motion_many":
		return InList
	case "no_roll", "roll_over":
		return InRoll
	case "base", "threshold", "threshold_unreachable", "quorum", "plurality", "quorum_under_threshold", "motion_plurality", "rating_share":
		return InDecision
	}
	return InBallot
}

const (
	placesOver           = "procedure.check.places_over"
	thresholdUnreachable = "procedure.check.threshold_unreachable"
)

// Check lists what is missing or odd, blocking ones first.
func (p Procedure) Check(f Facts) []Finding {
	var findings []Finding
	for _, m := range p.mistakes(f) {
		countable := m.Key == placesOver || m.Key == thresholdUnreachable
		findings = append(findings, Finding{Says: m, Part: partOf(m), Blocking: true, Countable: countable})
	}
	for _, m := range p.oddities(f) {
		findings = append(findings, Finding{Says: m, Part: partOf(m), Countable: true})
	}
	return findings
}

// mistakes are what no vote can be held with.
func (p Procedure) mistakes(f Facts) (found []say.Message) {
	add := func(wrong bool, key string, pairs ...any) {
		if wrong {
			found = append(found, say.M(key, pairs...))
		}
	}
	add(f.Candidates < 1, "procedure.check.no_candidates")
	add(f.Roll < 1, "procedure.check.no_roll")
	add(f.Roll > MostRoll, "procedure.check.roll_over", "Roll", f.Roll, "Most", MostRoll)
	add(!p.Kind.Chooses() && p.Kind != Motion && p.Kind != Rating, "procedure.check.kind")
	add(p.Kind == Motion && f.Candidates > 1, "procedure.check.motion_many", "Candidates", f.Candidates)
	add(p.Kind == Motion && f.Candidates == 1 && p.Places != 1, "procedure.check.motion_places")
	add(p.Kind == Motion && p.Threshold.Plurality, "procedure.check.motion_plurality")
	if p.Kind == Rating {
		add(p.ExactApprovals || p.UnmarkedInvalid, "procedure.check.rating_marks")
		add(p.Threshold.Plurality || !p.Threshold.sane() || p.Fair.Plurality || !p.Fair.sane(), "procedure.check.rating_share")
		add(p.Base != OfRoll && p.Base != OfPresent && p.Base != OfReturned && p.Base != OfValid, "procedure.check.base")
		add(!Threshold{Num: p.QuorumNum, Den: p.QuorumDen}.sane(), "procedure.check.quorum")
		return found
	}
	add(p.Places < 1, "procedure.check.no_places")
	add(f.Candidates >= 1 && p.Places > f.Candidates, placesOver, "Places", p.Places, "Candidates", f.Candidates)
	add(p.MaxApprovals < 0, "procedure.check.cap_negative")
	add(p.ExactApprovals && p.Places >= 1 && p.Places <= f.Candidates && p.Cap() > f.Candidates,
		"procedure.check.exact_impossible", "Cap", p.Cap(), "Candidates", f.Candidates)
	add(p.Kind == Pick && p.UnmarkedInvalid, "procedure.check.pick_unmarked")
	add(p.Base != OfRoll && p.Base != OfPresent && p.Base != OfReturned && p.Base != OfValid, "procedure.check.base")
	t := p.Threshold
	add(!t.Plurality && !t.sane(), "procedure.check.threshold")
	add(!t.Plurality && t.sane() && t.Strict && t.Num == t.Den, thresholdUnreachable)
	add(!Threshold{Num: p.QuorumNum, Den: p.QuorumDen}.sane(), "procedure.check.quorum")
	return found
}

// oddities are what is allowed and worth a second look. What a mistake already
// speaks of is left out.
func (p Procedure) oddities(f Facts) (found []say.Message) {
	add := func(odd bool, key string, pairs ...any) {
		if odd {
			found = append(found, say.M(key, pairs...))
		}
	}
	if p.Kind == Rating {
		return nil
	}
	places, most, t := p.Places, p.Cap(), p.Threshold
	possible := places >= 1 && places <= f.Candidates && p.Kind != Motion
	add(possible && places == f.Candidates, "procedure.check.equal", "Places", places)
	add(possible && most > f.Candidates && !p.ExactApprovals, "procedure.check.cap_idle", "Cap", most, "Candidates", f.Candidates)
	add(possible && most > places && most <= f.Candidates, "procedure.check.cap_over_places", "Cap", most, "Places", places)
	add(possible && most >= 1 && most < places, "procedure.check.cap_under_places", "Cap", most, "Places", places)
	add(t.Plurality, "procedure.check.plurality")
	if t.Plurality || !t.sane() || t.Strict && t.Num == t.Den {
		return found
	}
	if possible && most >= 1 {
		can := t.mostPassing(min(most, f.Candidates))
		add(can >= 1 && can < places, "procedure.check.shortfall_certain", "Cap", most, "Can", can, "Places", places)
	}
	quorum, least := p.Quorum(f.Roll), t.Least(f.Roll)
	sane := Threshold{Num: p.QuorumNum, Den: p.QuorumDen}.sane()
	add(p.Base == OfRoll && f.Roll >= 1 && sane && quorum < least,
		"procedure.check.quorum_under_threshold", "Quorum", quorum, "Least", least)
	return found
}

// mostPassing is how many projects can pass at all when a ballot has at most
// most approvals. If k pass, their approvals are together more than (or at
// least) k·Num/Den of the base and at most most times the valid ballots, of
// which there are no more than the base: k·Num < most·Den (or ≤).
func (t Threshold) mostPassing(most int) int {
	share := int64(most) * int64(t.Den)
	if t.Strict {
		share--
	}
	return int(share / int64(t.Num))
}
