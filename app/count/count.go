// Package count turns ballots into totals and totals into a decision.
//
// Totals are computed from the ballots each time; integers only; the order of
// ballots and of projects never matters, and no tie is ever broken here.
//
// On a valid ballot each project counts once, as 赞成, 反对 or 弃权: a project
// left unmarked counts as 弃权, and on a ballot that only picks so does every
// project not picked. The three therefore always add up to the valid ballots.
package count

import (
	"maps"
	"slices"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Input is all that a decision depends on.
type Input struct {
	Procedure  procedure.Procedure
	Candidates []string // project ids, in the order of the ballot
	Roll       int      // 应到
	Present    int      // 实到
	Issued     int      // 发出
	Ballots    []ballot.Ballot
}

// State is how a round ended.
type State string

const (
	Decided   State = "decided"
	RunOff    State = "run_off"   // tied at the cut: a run-off among the tied
	Shortfall State = "shortfall" // too few passed: the presidium decides
	Void      State = "void"      // more returned than issued: the box is not opened
)

// Outcome is what became of one project.
type Outcome string

const (
	Chosen    Outcome = "chosen"     // 当选
	NotChosen Outcome = "not_chosen" // passed, but the places were taken by others with more approvals
	NotPassed Outcome = "not_passed" // did not meet the threshold
	Tied      Outcome = "tied"       // equal at the cut
)

// Line is the result for one project.
type Line struct {
	ID                        string
	Approve, Against, Abstain int
	Rank                      int // 1 for the most approvals; equal approvals share a rank
	Outcome                   Outcome
	Reason                    say.Message // the rule and the figures that made the outcome
}

// Identity is an equation that the figures must satisfy, and whether they do.
type Identity struct {
	Says  say.Message
	Holds bool
}

// Refusal counts the invalid ballots that a rule made invalid.
type Refusal struct {
	Why   say.Message
	Count int
}

// Result is the count and the decision. For Void the box stays shut: Lines,
// Chosen, Tied and Refusals are empty, Valid and Invalid are 0.
type Result struct {
	Roll, Present, Issued, Returned, Valid, Invalid int
	Base                                            int // the number behind the procedure's Base
	Places                                          int
	State                                           State
	Lines                                           []Line   // in the order of the candidates
	Chosen                                          []string // in the order of the candidates
	Tied                                            []string // in the order of the candidates
	RunOffPlaces                                    int
	Shortfall                                       int
	Refusals                                        []Refusal // one for each rule, always in the same order
	Identities                                      []Identity
}

// Count totals the ballots and decides. The error is for what cannot be: a
// procedure with a finding that is not Countable, fewer present than issued, more
// present than on the roll, a ballot for another list. It is a *say.Problem.
func Count(in Input) (Result, error) {
	if err := in.check(); err != nil {
		return Result{}, err
	}
	p := in.Procedure
	r := Result{
		Roll: in.Roll, Present: in.Present, Issued: in.Issued, Returned: len(in.Ballots),
		Places: p.Places,
	}
	if r.Returned > r.Issued {
		r.State = Void
		r.Base = procedure.BaseNumber(p.Base, r.Roll, r.Present, r.Returned, 0)
		r.Identities = identities(p, r)
		return r, nil
	}
	in.total(&r)
	r.Base = procedure.BaseNumber(p.Base, r.Roll, r.Present, r.Returned, r.Valid)
	decide(p, &r)
	r.Identities = identities(p, r)
	return r, Verify(p, r)
}

// check refuses what is no input for a count.
func (in Input) check() error {
	n := len(in.Candidates)
	for _, f := range in.Procedure.Check(procedure.Facts{Candidates: n, Roll: in.Roll}) {
		if !f.Countable {
			return say.Wrong(f.Says, say.Message{}, nil)
		}
	}
	figures := []any{"Roll", in.Roll, "Present", in.Present, "Issued", in.Issued}
	switch {
	case in.Present < 0 || in.Issued < 0:
		return say.Wrong(say.M("count.wrong.negative", figures...), say.M("count.wrong.figures.do"), nil)
	case in.Present > in.Roll:
		return say.Wrong(say.M("count.wrong.present", figures...), say.M("count.wrong.figures.do"), nil)
	case in.Issued > in.Present:
		return say.Wrong(say.M("count.wrong.issued", figures...), say.M("count.wrong.figures.do"), nil)
	}
	seen := make(map[string]bool, n)
	for _, id := range in.Candidates {
		if seen[id] {
			return say.Wrong(say.M("count.wrong.twice", "ID", id), say.M("count.wrong.twice.do"), nil)
		}
		seen[id] = true
	}
	bad := 0
	for _, b := range in.Ballots {
		var highest ballot.Mark
		for _, m := range b.Marks {
			highest = max(highest, m)
		}
		if len(b.Marks) != n || highest > ballot.Abstain {
			bad++
		}
	}
	if bad > 0 {
		return say.Wrong(say.M("count.wrong.ballots", "Count", bad, "Candidates", n), say.M("count.wrong.ballots.do"), nil)
	}
	return nil
}

// total judges every ballot and adds up the valid ones.
func (in Input) total(r *Result) {
	totals := make([][4]int, len(in.Candidates))
	refused := map[string]*Refusal{}
	for _, b := range in.Ballots {
		valid, why := ballot.Judge(in.Procedure, b)
		if !valid {
			if refused[why.Key] == nil {
				refused[why.Key] = &Refusal{Why: why}
			}
			refused[why.Key].Count++
			r.Invalid++
			continue
		}
		r.Valid++
		for i, m := range b.Marks[:len(totals)] {
			totals[i][m&3]++
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(refused)) {
		r.Refusals = append(r.Refusals, *refused[rule])
	}
	r.Lines = make([]Line, len(in.Candidates))
	for i, id := range in.Candidates {
		t := totals[i]
		l := Line{ID: id, Approve: t[ballot.Approve], Against: t[ballot.Against], Abstain: t[ballot.Abstain] + t[ballot.Unmarked]}
		if in.Procedure.Kind == procedure.Pick {
			l.Abstain += l.Against
			l.Against = 0
		}
		r.Lines[i] = l
	}
}
