// Package ballot is the paper: the marks on it and whether it is valid.
package ballot

import (
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Mark is a choice on one project. Two bits hold it on every kind of ballot.
type Mark uint8

const (
	Unmarked Mark = iota // nothing was marked; what that means is for the procedure to say
	Approve              // 赞成
	Against              // 反对
	Abstain              // 弃权
)

// The marks of a 满意度测评 are the same, read otherwise: 弃权 is to leave a
// project Unmarked.
const (
	Satisfied    = Approve // 满意
	Dissatisfied = Against // 不满意
	Fair         = Abstain // 基本满意
)

// Ballot holds one mark for each candidate, in the order of the candidates.
type Ballot struct{ Marks []Mark }

// Judge decides by the procedure whether a ballot is valid and, if not, says
// which rule it breaks, with the figures of the rule and none of the ballot.
// Of several broken rules the first of these is named: wholly blank, too many
// approvals, a project unmarked, too few approvals.
func Judge(p procedure.Procedure, b Ballot) (valid bool, why say.Message) {
	return Live(p, b).Judge(p)
}

// Tally is the live count while a deputy marks a ballot. On a ballot that only
// picks, every project that is not picked is Unmarked. On a 满意度测评 read
// Approve as 满意, Against as 不满意, Abstain as 基本满意, and Left as nothing.
type Tally struct {
	Approve, Against, Abstain, Unmarked int
	Left                                int // approvals still allowed; negative when over
}

// Judge is Judge by the counts alone: no rule looks further.
func (t Tally) Judge(p procedure.Procedure) (valid bool, why say.Message) {
	r := t.Breaks(p)
	return r == Kept, r.Says(p)
}

// Rule is a rule that a ballot can break.
type Rule uint8

const (
	Kept          Rule = iota // it breaks none
	BlankRule                 // wholly blank
	CapRule                   // too many approvals
	FilledRule                // a project unmarked
	ExactRule                 // too few approvals
	numberOfRules             // how many there are
)

// Rules are all rules that a ballot can break.
func Rules() []Rule {
	var all []Rule
	for r := BlankRule; r < numberOfRules; r++ {
		all = append(all, r)
	}
	return all
}

// Breaks is the first rule of Judge that the ballot breaks.
func (t Tally) Breaks(p procedure.Procedure) Rule {
	switch {
	case p.BlankInvalid && t.Approve+t.Against+t.Abstain == 0:
		return BlankRule
	case p.Kind == procedure.Rating:
		return Kept
	case t.Left < 0:
		return CapRule
	case p.UnmarkedInvalid && p.Kind != procedure.Pick && t.Unmarked > 0:
		return FilledRule
	case p.ExactApprovals && t.Left > 0:
		return ExactRule
	}
	return Kept
}

// Says is why a ballot that breaks the rule is invalid; zero for Kept.
func (r Rule) Says(p procedure.Procedure) say.Message {
	switch r {
	case BlankRule:
		return say.M("ballot.invalid.blank")
	case CapRule:
		return say.M("ballot.invalid.over", "Cap", p.Cap())
	case FilledRule:
		return say.M("ballot.invalid.unmarked")
	case ExactRule:
		return say.M("ballot.invalid.under", "Cap", p.Cap())
	}
	return say.Message{}
}

// Live counts the marks on a ballot being filled in.
func Live(p procedure.Procedure, b Ballot) Tally {
	var n [4]int
	for _, m := range b.Marks {
		n[m&3]++
	}
	return Tallied(p, len(b.Marks), n[Approve], n[Against], n[Abstain])
}

// Tallied is Live for marks that were counted: so many of each on a ballot of
// size projects.
func Tallied(p procedure.Procedure, size, approve, against, abstain int) Tally {
	t := Tally{Approve: approve, Against: against, Abstain: abstain, Unmarked: size - approve - against - abstain}
	switch p.Kind {
	case procedure.Rating:
		return t
	case procedure.Pick:
		t.Unmarked += t.Against + t.Abstain
		t.Against, t.Abstain = 0, 0
	}
	t.Left = p.Cap() - approve
	return t
}
