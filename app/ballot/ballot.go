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
// which rule it breaks.
func Judge(p procedure.Procedure, b Ballot) (valid bool, why say.Message) { panic("unwritten") }

// Tally is the live count while a deputy marks a ballot.
type Tally struct {
	Approve, Against, Abstain, Unmarked int
	Left                                int // approvals still allowed; negative when over
}

// Live counts the marks on a ballot being filled in.
func Live(p procedure.Procedure, b Ballot) Tally { panic("unwritten") }

// ParseMark reads a mark as a scanner or a clerk writes it.
func ParseMark(cell string) (Mark, bool) { panic("unwritten") }
