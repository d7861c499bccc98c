// Package procedure is the adopted vote procedure (票决办法) as data: what the
// clerk sets, whether it can be right, and how it reads in plain sentences.
package procedure

import "piaojue/app/say"

// Kind is the form of the ballot.
type Kind string

const (
	Pick     Kind = "pick"     // 勾选: mark the projects one approves
	ThreeWay Kind = "threeWay" // 赞成、反对、弃权 on each project
)

// Base is the number that a threshold is a share of.
type Base string

const (
	OfRoll     Base = "roll"     // 应到（全体代表）
	OfPresent  Base = "present"  // 实到
	OfReturned Base = "returned" // 收回
	OfValid    Base = "valid"    // 有效票
)

// Threshold is the share of the base that a project's approvals must reach:
// more than Num/Den if Strict, else at least Num/Den. With Plurality there is
// no threshold and the most approvals win.
type Threshold struct {
	Num, Den  int
	Strict    bool
	Plurality bool
}

// Majority is strictly more than one half.
var Majority = Threshold{Num: 1, Den: 2, Strict: true}

// Procedure holds every parameter of a vote. It is frozen before the empty box
// is shown. The zero value is not valid; begin with Default.
type Procedure struct {
	Kind   Kind
	Places int // 应选数
	// MaxApprovals is the most approvals a valid ballot may have (default Places).
	MaxApprovals int
	// ExactApprovals makes a ballot with fewer approvals than MaxApprovals invalid.
	ExactApprovals bool
	// UnmarkedInvalid makes a ballot invalid on which a project is unmarked;
	// otherwise an unmarked project counts as 弃权.
	UnmarkedInvalid bool
	// BlankInvalid makes a wholly blank ballot invalid.
	BlankInvalid bool
	Base         Base
	Threshold    Threshold
	// QuorumNum/QuorumDen of the roll must be present (default at least 2/3).
	QuorumNum, QuorumDen int
}

// Default is the procedure that most public rules share: threeWay, at most
// places approvals, more than half of the roll, at least two thirds present.
func Default(places int) Procedure {
	return Procedure{
		Kind: ThreeWay, Places: places, MaxApprovals: places,
		Base: OfRoll, Threshold: Majority, QuorumNum: 2, QuorumDen: 3,
	}
}

// Facts is what a procedure is checked against.
type Facts struct {
	Candidates int
	Roll       int
}

// Finding is something missing or odd in a setup. A Blocking one must be
// mended before the rules can be frozen.
type Finding struct {
	Says     say.Message
	Blocking bool
}

// Check lists what is missing or odd, blocking ones first.
func (p Procedure) Check(f Facts) []Finding { panic("unwritten") }

// Sentences are the rules in plain words, in the order of the procedure, for
// the screen and the sheet 规则.
func (p Procedure) Sentences(f Facts) []say.Message { panic("unwritten") }

// ParseThreshold reads majority, plurality, P/Q (more than) or P/Q+ (at least).
func ParseThreshold(s string) (Threshold, error) { panic("unwritten") }

// Met reports whether approvals meet the threshold of the base, by integers.
func (t Threshold) Met(approvals, base int) bool { panic("unwritten") }

// BaseNumber picks the number behind b.
func BaseNumber(b Base, roll, present, returned, valid int) int { panic("unwritten") }

// Quorum is the least number of deputies that must be present.
func (p Procedure) Quorum(roll int) int { panic("unwritten") }
