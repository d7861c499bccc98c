// Package count turns ballots into totals and totals into a decision.
//
// Totals are computed from the ballots each time; integers only; the order of
// ballots and of projects never matters, and no tie is ever broken here.
//
// On a valid ballot each project counts once, as 赞成, 反对 or 弃权: a project
// left unmarked counts as 弃权, and on a ballot that only picks so does every
// project not picked. The three therefore always add up to the valid ballots.
// In a 满意度测评 it counts as 满意, 基本满意, 不满意 or, unmarked, 弃权.
//
// Ballots that were cast at a station and ballots of paper are counted apart
// and added up; the decision is on the sum.
package count

import (
	"math/bits"
	"slices"
	"strings"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Input is all that a decision depends on. Issued and Ballots are those of the
// stations; of paper there is nothing where Paper is nil.
type Input struct {
	Procedure  procedure.Procedure
	Candidates []string // project ids, in the order of the ballot
	Roll       int      // 应到
	Present    int      // 实到
	Issued     int      // 发出
	Ballots    []ballot.Ballot
	Paper      *Stack
}

// Stack is the ballots of paper.
type Stack struct {
	Issued  int
	Ballots []ballot.Ballot
	// Spoiled are the ballots that are invalid for what they are and not for
	// their marks: torn, signed, not the ballot of this round. They were returned.
	Spoiled []Refusal
}

func (s *Stack) returned() int {
	n := len(s.Ballots)
	for _, f := range s.Spoiled {
		n += f.Count
	}
	return n
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

	Carried Outcome = "carried" // 通过: a motion that met the threshold
	Lost    Outcome = "lost"    // 未通过: one that did not

	Satisfied    Outcome = "satisfied"    // 满意
	Fair         Outcome = "fair"         // 基本满意
	Dissatisfied Outcome = "dissatisfied" // 不满意
	Unrated      Outcome = "unrated"      // the base is 0: there is no verdict
)

// Sums are the marks on one project. Fair is 0 but in a 满意度测评, where
// Approve is 满意 and Against is 不满意.
type Sums struct{ Approve, Fair, Against, Abstain int }

func (s *Sums) add(t Sums) {
	s.Approve += t.Approve
	s.Fair += t.Fair
	s.Against += t.Against
	s.Abstain += t.Abstain
}

// Line is the result for one project.
type Line struct {
	ID string
	Sums
	Rank    int // 1 for the most approvals; equal approvals share a rank
	Outcome Outcome
	Reason  say.Message // the rule and the figures that made the outcome
}

// Source is where ballots come from.
type Source string

const (
	Electronic Source = "electronic" // 电子票
	OfPaper    Source = "paper"      // 纸质票
)

// Name is 电子票 or 纸质票.
func (s Source) Name() say.Message { return say.M("count.source." + string(s)) }

// Part is what the ballots of one source add up to. Sums are in the order of
// the lines; of a Void result only Issued and Returned are known.
type Part struct {
	Source                           Source
	Issued, Returned, Valid, Invalid int
	Sums                             []Sums
	Refusals                         []Refusal
}

// FewestApart is how many valid ballots a source must have, if it has any, for the
// marks on each project to be given by source: of fewer, in a hall that saw who
// voted on paper, they would give a deputy's choice away.
const FewestApart = 3

// Apart reports whether the marks on each project may be given by source.
func (r *Result) Apart() bool {
	for _, p := range r.Parts {
		if p.Valid > 0 && p.Valid < FewestApart {
			return false
		}
	}
	return true
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
	Chosen                                          []string // in the order of the candidates; of a motion, the one that was carried
	Tied                                            []string // in the order of the candidates
	RunOffPlaces                                    int
	Shortfall                                       int
	Refusals                                        []Refusal // one for each rule, always in the same order
	Identities                                      []Identity
	// Parts are the electronic ballots and those of paper, in this order; nil
	// where there is no paper and all figures are electronic.
	Parts []Part
}

// NotCast is 未投: those present of whom no ballot came back. It is no 弃权.
func (r Result) NotCast() int { return r.Present - r.Returned }

// Count totals the ballots and decides. The error is for what cannot be: a
// procedure with a finding that is not Countable, fewer present than issued, more
// present than on the roll, a ballot for another list. It is a *say.Problem.
func Count(in Input) (Result, error) {
	if err := in.check(); err != nil {
		return Result{}, err
	}
	return in.decided()
}

// decided is Count of an input that was checked.
func (in Input) decided() (Result, error) {
	p := in.Procedure
	r := Result{
		Roll: in.Roll, Present: in.Present, Issued: in.Issued, Returned: len(in.Ballots),
		Places: p.Places,
	}
	void := len(in.Ballots) > in.Issued
	if in.Paper != nil {
		r.Parts = []Part{
			{Source: Electronic, Issued: in.Issued, Returned: len(in.Ballots)},
			{Source: OfPaper, Issued: in.Paper.Issued, Returned: in.Paper.returned()},
		}
		r.Issued += in.Paper.Issued
		r.Returned += in.Paper.returned()
		void = void || in.Paper.returned() > in.Paper.Issued
	}
	if void {
		r.State = Void
		r.Base = procedure.BaseNumber(p.Base, r.Roll, r.Present, r.Returned, 0)
		r.Identities = identities(p, r)
		return r, nil
	}
	if err := in.total(&r); err != nil {
		return Result{}, err
	}
	r.Base = procedure.BaseNumber(p.Base, r.Roll, r.Present, r.Returned, r.Valid)
	switch p.Kind {
	case procedure.Motion:
		carry(p, &r)
	case procedure.Rating:
		rate(p, &r)
	default:
		decide(p, &r)
	}
	r.Identities = identities(p, r)
	return r, Verify(p, r)
}

// check refuses what is no input for a count; the ballots are looked at as they
// are added up.
func (in Input) check() error {
	n := len(in.Candidates)
	for _, f := range in.Procedure.Check(procedure.Facts{Candidates: n, Roll: in.Roll}) {
		if !f.Countable {
			return say.Wrong(f.Says, say.Message{}, nil)
		}
	}
	issued, least := in.Issued, in.Issued
	if in.Paper != nil {
		issued += in.Paper.Issued
		least = min(least, in.Paper.Issued)
		for _, f := range in.Paper.Spoiled {
			least = min(least, f.Count)
		}
	}
	figures := []any{"Roll", in.Roll, "Present", in.Present, "Issued", issued}
	switch {
	case in.Present < 0 || least < 0:
		return say.Wrong(say.M("count.wrong.negative", figures...), say.M("count.wrong.figures.do"), nil)
	case in.Present > in.Roll:
		return say.Wrong(say.M("count.wrong.present", figures...), say.M("count.wrong.figures.do"), nil)
	case issued > in.Present:
		return say.Wrong(say.M("count.wrong.issued", figures...), say.M("count.wrong.figures.do"), nil)
	}
	seen := make(map[string]bool, n)
	for _, id := range in.Candidates {
		if seen[id] {
			return say.Wrong(say.M("count.wrong.twice", "ID", id), say.M("count.wrong.twice.do"), nil)
		}
		seen[id] = true
	}
	return nil
}

// total judges every ballot and adds up the valid ones.
func (in Input) total(r *Result) error {
	electronic, bad := in.part(Electronic, in.Ballots)
	electronic.Issued = in.Issued
	parts := []Part{electronic}
	if in.Paper != nil {
		paper, badly := in.part(OfPaper, in.Paper.Ballots)
		bad += badly
		paper.Issued = in.Paper.Issued
		for _, f := range in.Paper.Spoiled {
			if f.Count > 0 {
				paper.Returned += f.Count
				paper.Invalid += f.Count
				paper.Refusals = refuse(paper.Refusals, f)
			}
		}
		parts = append(parts, paper)
		r.Parts = parts
	}
	if bad > 0 {
		return say.Wrong(say.M("count.wrong.ballots", "Count", bad, "Candidates", len(in.Candidates)), say.M("count.wrong.ballots.do"), nil)
	}
	r.Lines = make([]Line, len(in.Candidates))
	for i, id := range in.Candidates {
		r.Lines[i].ID = id
	}
	for _, p := range parts {
		r.Valid += p.Valid
		r.Invalid += p.Invalid
		for i, s := range p.Sums {
			r.Lines[i].add(s)
		}
		for _, f := range p.Refusals {
			r.Refusals = refuse(r.Refusals, f)
		}
	}
	return nil
}

// refuse adds to the refusals, which stand in the order of their rules.
func refuse(all []Refusal, f Refusal) []Refusal {
	at, found := slices.BinarySearchFunc(all, f.Why.Key, func(r Refusal, key string) int { return strings.Compare(r.Why.Key, key) })
	if found {
		all[at].Count += f.Count
		return all
	}
	return slices.Insert(all, at, f)
}

// wide is how many ballots can be added up in bytes before one is full.
const wide = 255

// part judges and adds up the ballots of a source. Bad are those for another
// list.
//
// Eight projects stand in a word, a byte each (see ballot.Word), and are added
// up together until a byte could overflow.
func (in Input) part(source Source, ballots []ballot.Ballot) (part Part, bad int) {
	p, n := in.Procedure, len(in.Candidates)
	words := (n + ballot.ToWord - 1) / ballot.ToWord
	part = Part{Source: source, Returned: len(ballots), Sums: make([]Sums, n)}
	type lane struct{ approve, against, abstain uint64 }
	lanes, here, drawn := make([]lane, words), make([]lane, words), make([]ballot.Word, words)
	broken := map[ballot.Rule]int{}
	pending := 0
	flush := func() {
		for i := range part.Sums {
			l, shift := lanes[i/ballot.ToWord], 8*(i%ballot.ToWord)
			part.Sums[i].add(Sums{
				Approve: int(l.approve >> shift & 0xff), Against: int(l.against >> shift & 0xff), Abstain: int(l.abstain >> shift & 0xff),
			})
		}
		clear(lanes)
		pending = 0
	}
	for _, b := range ballots {
		if len(b.Marks) != n {
			bad++
			continue
		}
		if !ballot.Words(b.Marks, drawn).Sound() {
			bad++
			continue
		}
		var approve, against, abstain int
		for i, w := range drawn {
			l := lane{w.Approve(), w.Against(), w.Abstain()}
			approve += bits.OnesCount64(l.approve)
			against += bits.OnesCount64(l.against)
			abstain += bits.OnesCount64(l.abstain)
			here[i] = l
		}
		if rule := ballot.Tallied(p, n, approve, against, abstain).Breaks(p); rule != ballot.Kept {
			broken[rule]++
			part.Invalid++
			continue
		}
		part.Valid++
		for i, l := range here {
			lanes[i].approve += l.approve
			lanes[i].against += l.against
			lanes[i].abstain += l.abstain
		}
		if pending++; pending == wide {
			flush()
		}
	}
	flush()
	for _, rule := range ballot.Rules() {
		if n := broken[rule]; n > 0 {
			part.Refusals = refuse(part.Refusals, Refusal{Why: rule.Says(p), Count: n})
		}
	}
	for i := range part.Sums {
		part.Sums[i] = in.read(part.Sums[i], part.Valid)
	}
	return part, bad
}

// read says what the marks on a project of so many valid ballots mean: what is
// left is unmarked.
func (in Input) read(s Sums, valid int) Sums {
	switch in.Procedure.Kind {
	case procedure.Pick:
		return Sums{Approve: s.Approve, Abstain: valid - s.Approve}
	case procedure.Rating:
		return Sums{Approve: s.Approve, Fair: s.Abstain, Against: s.Against, Abstain: valid - s.Approve - s.Abstain - s.Against}
	}
	return Sums{Approve: s.Approve, Against: s.Against, Abstain: valid - s.Approve - s.Against}
}
