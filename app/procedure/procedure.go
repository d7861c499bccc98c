// Package procedure is the adopted vote procedure (票决办法) as data: what the
// clerk sets, whether it can be right, and how it reads in plain sentences.
//
// A threshold is compared by exact integers and never rounded: of 449 deputies
// one half is 224.5, so that 225 approvals are more than half and 224 are not,
// and of 400 deputies 200 approvals are exactly half and fail.
package procedure

import "piaojue/app/say"

// Kind is the form of the ballot.
type Kind string

const (
	// Pick is 勾选: the ballot has one box a project, for approval. A project
	// that is not picked counts as 弃权, as an unmarked one does by default;
	// there is no way to vote against.
	Pick Kind = "pick"
	// ThreeWay asks 赞成, 反对 or 弃权 on each project.
	ThreeWay Kind = "threeWay"
	// Motion asks 赞成, 反对 or 弃权 on one proposal, which is carried or not.
	Motion Kind = "motion"
	// Rating is 满意度测评: it asks 满意, 基本满意 or 不满意 on each project. A
	// project that is not rated counts as 弃权. Nothing is chosen, and there are
	// neither places nor a cap.
	Rating Kind = "rating"
)

// Chooses reports whether a vote of this kind fills places with projects.
func (k Kind) Chooses() bool { return k == Pick || k == ThreeWay }

// Base is the number that a threshold is a share of.
type Base string

const (
	OfRoll     Base = "roll"     // 应到（全体代表）
	OfPresent  Base = "present"  // 实到
	OfReturned Base = "returned" // 收回
	OfValid    Base = "valid"    // 有效票
)

// Name is what the figures of the base are called: 全体代表, 实到代表, 收回票, 有效票.
func (b Base) Name() say.Message { return say.M("procedure.base." + string(b)) }

// BaseNumber picks the number behind b.
func BaseNumber(b Base, roll, present, returned, valid int) int {
	switch b {
	case OfPresent:
		return present
	case OfReturned:
		return returned
	case OfValid:
		return valid
	}
	return roll
}

// Procedure holds every parameter of a vote. It is frozen before the empty box
// is shown. The zero value is not valid; begin with Default.
type Procedure struct {
	Kind   Kind
	Places int // 应选数
	// MaxApprovals is the most approvals a valid ballot may have; 0 stands for
	// Places. Read it through Cap.
	MaxApprovals int
	// ExactApprovals makes a ballot with fewer approvals than Cap invalid.
	ExactApprovals bool
	// UnmarkedInvalid makes a ballot invalid on which a project is unmarked;
	// otherwise an unmarked project counts as 弃权. Only for ThreeWay.
	UnmarkedInvalid bool
	// BlankInvalid makes a wholly blank ballot invalid.
	BlankInvalid bool
	Base         Base
	// Threshold is what a project's approvals must reach. With a plurality
	// every project passes, even one without any approval, and the places go to
	// the most approvals.
	//
	// A Motion is carried when its approvals meet it. Of a Rating it is what 满意
	// must reach for the verdict 满意.
	Threshold Threshold
	// Fair is what 满意 and 基本满意 together must reach for the verdict 基本满意;
	// only for a Rating.
	Fair Threshold
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

// Key is the key of a text that says it otherwise of a motion or an assessment.
func (k Kind) Key(key string) string {
	if k == Motion || k == Rating {
		return key + "." + string(k)
	}
	return key
}

// DefaultMotion is a motion that more than half of the roll must approve.
func DefaultMotion() Procedure {
	p := Default(1)
	p.Kind = Motion
	return p
}

// DefaultRating is a 满意度测评: 满意 where more than half of the valid ballots
// say so, 基本满意 where they do together with those that say that, 不满意
// otherwise.
func DefaultRating() Procedure {
	p := Default(0)
	p.Kind, p.Base, p.Fair = Rating, OfValid, Majority
	return p
}

// Cap is the most approvals that a valid ballot may have; nothing of the kind
// limits a Rating.
func (p Procedure) Cap() int {
	if p.MaxApprovals == 0 {
		return p.Places
	}
	return p.MaxApprovals
}

// Quorum is the least number of deputies that must be present. A share that is
// none (see Check) demands them all.
func (p Procedure) Quorum(roll int) int {
	share := Threshold{Num: p.QuorumNum, Den: p.QuorumDen}
	if !share.sane() {
		return roll
	}
	return share.Least(roll)
}
