// Package ballot is the paper: the marks on it and whether it is valid.
package ballot

import (
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Mark is a choice on one project.
type Mark uint8

const (
	Unmarked Mark = iota // nothing was marked; what that means is for the procedure to say
	Approve              // 赞成
	Against              // 反对
	Abstain              // 弃权
)

// Ballot holds one mark for each candidate, in the order of the candidates.
type Ballot struct{ Marks []Mark }

// Judge decides by the procedure whether a ballot is valid and, if not, says
// which rule it breaks, with the figures of the rule and none of the ballot.
// Of several broken rules the first of these is named: wholly blank, too many
// approvals, a project unmarked, too few approvals.
func Judge(p procedure.Procedure, b Ballot) (valid bool, why say.Message) {
	t := Live(p, b)
	switch {
	case p.BlankInvalid && t.Unmarked == len(b.Marks):
		return false, say.M("ballot.invalid.blank")
	case t.Left < 0:
		return false, say.M("ballot.invalid.over", "Cap", p.Cap())
	case p.UnmarkedInvalid && p.Kind != procedure.Pick && t.Unmarked > 0:
		return false, say.M("ballot.invalid.unmarked")
	case p.ExactApprovals && t.Left > 0:
		return false, say.M("ballot.invalid.under", "Cap", p.Cap())
	}
	return true, say.Message{}
}

// Tally is the live count while a deputy marks a ballot. On a ballot that only
// picks, every project that is not picked is Unmarked.
type Tally struct {
	Approve, Against, Abstain, Unmarked int
	Left                                int // approvals still allowed; negative when over
}

// Live counts the marks on a ballot being filled in.
func Live(p procedure.Procedure, b Ballot) Tally {
	var n [4]int
	for _, m := range b.Marks {
		n[m&3]++
	}
	t := Tally{
		Approve: n[Approve], Against: n[Against], Abstain: n[Abstain], Unmarked: n[Unmarked],
		Left: p.Cap() - n[Approve],
	}
	if p.Kind == procedure.Pick {
		t.Unmarked += t.Against + t.Abstain
		t.Against, t.Abstain = 0, 0
	}
	return t
}
