// Package ballot is the paper: the marks on it and whether it is valid.
package ballot

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
