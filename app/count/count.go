// Package count turns ballots into totals and totals into a decision.
//
// Totals are computed from the ballots each time; integers only; the order of
// ballots and of projects never matters, and no tie is ever broken here.
package count

import (
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

// Result is the count and the decision. For Void, Lines, Chosen and Tied are empty.
type Result struct {
	Roll, Present, Issued, Returned, Valid, Invalid int
	Base                                            int // the number behind the procedure's Base
	Places                                          int
	State                                           State
	Lines                                           []Line   // in the order of the candidates
	Chosen                                          []string // in the order of the candidates
	Tied                                            []string
	RunOffPlaces                                    int
	Shortfall                                       int
	Refusals                                        []Refusal
	Identities                                      []Identity
}

// Count totals the ballots and decides. The error is for figures that cannot
// be (fewer present than issued, more present than on the roll, …).
func Count(in Input) (Result, error) { panic("unwritten") }
