package count

import (
	"cmp"
	"slices"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// decide fills in ranks, outcomes and reasons from the approvals of the lines.
func decide(p procedure.Procedure, r *Result) {
	approvals := make([]int, len(r.Lines)) // the most first
	passing := 0
	for i, l := range r.Lines {
		approvals[i] = l.Approve
		if r.Valid > 0 && p.Threshold.Met(l.Approve, r.Base) {
			passing++
		}
	}
	slices.SortFunc(approvals, func(a, b int) int { return cmp.Compare(b, a) })
	above := func(n int) int { // how many projects have more approvals than n
		i, _ := slices.BinarySearchFunc(approvals, n, func(a, n int) int {
			if a > n {
				return -1
			}
			return 1
		})
		return i
	}
	equal := func(n int) int { return above(n-1) - above(n) }

	d := decision{p: p, base: r.Base, share: shareOf(p.Threshold, p.Base, r.Base), empty: r.Valid == 0, cut: -1}
	if passing <= p.Places {
		r.Shortfall = p.Places - passing
	} else {
		d.cut = approvals[p.Places-1]
		d.left = p.Places - above(d.cut)
		d.tied = equal(d.cut) > d.left
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		l.Rank = above(l.Approve) + 1
		l.Outcome = d.outcome(l.Approve)
		l.Reason = d.reason(*l, equal(l.Approve))
		switch l.Outcome {
		case Chosen:
			r.Chosen = append(r.Chosen, l.ID)
		case Tied:
			r.Tied = append(r.Tied, l.ID)
		}
	}
	switch {
	case d.tied:
		r.State, r.RunOffPlaces = RunOff, d.left
	case r.Shortfall > 0:
		r.State = Shortfall
	default:
		r.State = Decided
	}
}

// decision is where the approvals of all projects draw the line.
type decision struct {
	p     procedure.Procedure
	base  int
	share share
	empty bool // there is no valid ballot, and so nothing passes, by plurality either
	cut   int  // the approvals at the last place; -1 if all that pass are chosen
	left  int  // places for those at the cut
	tied  bool // those at the cut are more than that
}

func (d decision) outcome(approve int) Outcome {
	switch {
	case d.empty || !d.p.Threshold.Met(approve, d.base):
		return NotPassed
	case approve > d.cut:
		return Chosen
	case approve < d.cut:
		return NotChosen
	case d.tied:
		return Tied
	}
	return Chosen
}

// reason cites the rule: 赞成 231 > 全体代表 449 的半数 224.5，按得票列第 7，应选 10 → 当选.
// same is how many projects have as many approvals as l.
func (d decision) reason(l Line, same int) say.Message {
	test := d.test(l.Approve)
	if l.Outcome == NotPassed {
		return say.M("count.reason.not_passed", "Test", test)
	}
	rank := say.M("count.rank.alone", "Rank", l.Rank)
	if same > 1 {
		rank = say.M("count.rank.shared", "Rank", l.Rank, "Same", same)
	}
	values := []any{"Test", test, "Rank", rank, "Places", d.p.Places}
	switch l.Outcome {
	case Tied:
		return say.M("count.reason.tied", append(values, "Left", d.left)...)
	case NotChosen:
		return say.M("count.reason.not_chosen", values...)
	}
	return say.M("count.reason.chosen", values...)
}

// test sets the approvals against the threshold.
func (d decision) test(approve int) say.Message {
	t := d.p.Threshold
	if t.Plurality && d.empty {
		return say.M("count.test.empty_base", "Approve", approve, "Base", procedure.OfValid.Name())
	}
	if t.Plurality {
		return say.M("count.test.plurality", "Approve", approve)
	}
	if d.base == 0 {
		return say.M("count.test.empty_base", "Approve", approve, "Base", d.p.Base.Name())
	}
	return d.share.of("count.test.", approve)
}

// share is a share of the base, with what is said of it.
type share struct {
	t                  procedure.Threshold
	base               int
	name, part, figure say.Message
}

func shareOf(t procedure.Threshold, of procedure.Base, base int) share {
	return share{t, base, of.Name(), t.Share(), t.Figure(base)}
}

// of sets a number of marks against the share, in the words of a kind of vote.
func (s share) of(words string, approve int) say.Message {
	sign, side := ">", s.t.Compare(approve, s.base)
	switch {
	case side < 0:
		sign = "<"
	case side == 0:
		sign = "="
	}
	values := []any{
		"Approve", approve, "Sign", sign,
		"Base", s.name, "Number", s.base, "Share", s.part, "Figure", s.figure,
	}
	if side == 0 && s.t.Strict {
		return say.M(words+"not_more", values...)
	}
	return say.M(words+"figures", values...)
}
