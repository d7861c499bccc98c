package count

import (
	"fmt"
	"slices"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// carry decides a motion. It is Decided, carried or not.
func carry(p procedure.Procedure, r *Result) {
	d := decision{p: p, base: r.Base, share: shareOf(p.Threshold, p.Base, r.Base)}
	for i := range r.Lines {
		l := &r.Lines[i]
		l.Rank, l.Outcome = 1, Lost
		if r.Valid > 0 && p.Threshold.Met(l.Approve, r.Base) {
			l.Outcome = Carried
			r.Chosen = append(r.Chosen, l.ID)
		}
		l.Reason = say.M("count.reason."+string(l.Outcome), "Test", d.test(l.Approve))
	}
	r.State = Decided
}

// rate gives each project its verdict. Ranks are by 满意, as everywhere.
func rate(p procedure.Procedure, r *Result) {
	r.State = Decided
	satisfied := make([]int, len(r.Lines))
	for i, l := range r.Lines {
		satisfied[i] = l.Approve
	}
	slices.Sort(satisfied)
	first, together := shareOf(p.Threshold, p.Base, r.Base), shareOf(p.Fair, p.Base, r.Base)
	for i := range r.Lines {
		l := &r.Lines[i]
		above, _ := slices.BinarySearch(satisfied, l.Approve+1)
		l.Rank = len(satisfied) - above + 1
		both := l.Approve + l.Fair
		test := say.M("count.rate.first", "Test", first.of("count.rate.", l.Approve))
		switch {
		case r.Base == 0 || r.Valid == 0:
			l.Outcome = Unrated
			l.Reason = say.M("count.reason.unrated", "Base", p.Base.Name())
			continue
		case p.Threshold.Met(l.Approve, r.Base):
			l.Outcome = Satisfied
		case p.Fair.Met(both, r.Base):
			l.Outcome = Fair
			test = say.M("count.rate.both", "Test", together.of("count.rate.", both))
		default:
			l.Outcome = Dissatisfied
			test = say.M("count.rate.both", "Test", together.of("count.rate.", both))
		}
		l.Reason = say.M("count.reason."+string(l.Outcome), "Test", test)
	}
}

// Change is how a project fares against an earlier assessment: the difference
// of the share of 满意 among the valid ballots, in thousandths, rounded to the
// nearest.
type Change struct {
	ID       string
	Known    bool // the project was assessed then, and both had valid ballots
	Before   Outcome
	Now      Outcome
	Thousand int
}

// Points is the change in percentage points with its sign, ＋19.3; "" where it is not
// known.
func (c Change) Points() string {
	if !c.Known {
		return ""
	}
	sign, n := "", c.Thousand
	switch {
	case n > 0:
		sign = "＋"
	case n < 0:
		sign, n = "－", -n
	}
	return fmt.Sprintf("%s%d.%d", sign, n/10, n%10)
}

// Compare sets an assessment beside an earlier one, project by project in the
// order of now.
func Compare(now, before Result) []Change {
	changes := make([]Change, len(now.Lines))
	for i, l := range now.Lines {
		c := Change{ID: l.ID, Now: l.Outcome}
		at := slices.IndexFunc(before.Lines, func(b Line) bool { return b.ID == l.ID })
		if at >= 0 && now.Valid > 0 && before.Valid > 0 {
			b := before.Lines[at]
			c.Known, c.Before = true, b.Outcome
			// l/now − b/before, over the common denominator.
			top, bottom := 1000*(l.Approve*before.Valid-b.Approve*now.Valid), now.Valid*before.Valid
			if top < 0 {
				c.Thousand = -((-top + bottom/2) / bottom)
			} else {
				c.Thousand = (top + bottom/2) / bottom
			}
		}
		changes[i] = c
	}
	return changes
}

// Marks are the words of a kind of ballot on paper and in the workbook, by the last
// part of their keys, and how often each was given, in the same order.
func Marks(k procedure.Kind) (keys []string, of func(Sums) []int) {
	if k == procedure.Rating {
		return []string{"satisfied", "fair", "dissatisfied", "abstain"},
			func(s Sums) []int { return []int{s.Approve, s.Fair, s.Against, s.Abstain} }
	}
	return []string{"approve", "against", "abstain"}, func(s Sums) []int { return []int{s.Approve, s.Against, s.Abstain} }
}
