package count

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// naive is the procedure read once more, line by line, without looking at how
// Count does it: maps, rational numbers and repeated passes.
type naive struct {
	state            State
	valid, invalid   int
	base             int
	approve, against map[string]int
	abstain          map[string]int
	outcome          map[string]Outcome
	left, shortfall  int
}

func recount(in Input) naive {
	p := in.Procedure
	n := naive{
		approve: map[string]int{}, against: map[string]int{}, abstain: map[string]int{}, outcome: map[string]Outcome{},
		base: in.Roll,
	}
	if p.Base == procedure.OfPresent {
		n.base = in.Present
	}
	if p.Base == procedure.OfReturned {
		n.base = len(in.Ballots)
	}
	if len(in.Ballots) > in.Issued {
		n.state = Void
		if p.Base == procedure.OfValid {
			n.base = 0
		}
		return n
	}
	limit := p.MaxApprovals
	if limit == 0 {
		limit = p.Places
	}
	for _, b := range in.Ballots {
		approvals, unmarked := 0, 0
		for _, m := range b.Marks {
			if m == ballot.Approve {
				approvals++
			}
			if m == ballot.Unmarked || p.Kind == procedure.Pick && m != ballot.Approve {
				unmarked++
			}
		}
		if approvals > limit ||
			p.ExactApprovals && approvals < limit ||
			p.UnmarkedInvalid && unmarked > 0 ||
			p.BlankInvalid && unmarked == len(b.Marks) {
			n.invalid++
			continue
		}
		n.valid++
		for i, m := range b.Marks {
			id := in.Candidates[i]
			switch {
			case m == ballot.Approve:
				n.approve[id]++
			case m == ballot.Against && p.Kind == procedure.ThreeWay:
				n.against[id]++
			default:
				n.abstain[id]++
			}
		}
	}
	if p.Base == procedure.OfValid {
		n.base = n.valid
	}
	var passing []string
	for _, id := range in.Candidates {
		n.outcome[id] = NotPassed
		passes := p.Threshold.Plurality
		if !passes && n.base > 0 {
			share := new(big.Rat).Mul(big.NewRat(int64(p.Threshold.Num), int64(p.Threshold.Den)), big.NewRat(int64(n.base), 1))
			side := big.NewRat(int64(n.approve[id]), 1).Cmp(share)
			passes = side > 0 || side == 0 && !p.Threshold.Strict
		}
		if passes && n.valid > 0 {
			passing = append(passing, id)
			n.outcome[id] = NotChosen
		}
	}
	// Places are given out level by level, until a level does not fit.
	left := p.Places
	for left > 0 && len(passing) > 0 {
		top := -1
		for _, id := range passing {
			top = max(top, n.approve[id])
		}
		var level, rest []string
		for _, id := range passing {
			if n.approve[id] == top {
				level = append(level, id)
			} else {
				rest = append(rest, id)
			}
		}
		if len(level) > left {
			for _, id := range level {
				n.outcome[id] = Tied
			}
			n.state, n.left = RunOff, left
			return n
		}
		for _, id := range level {
			n.outcome[id] = Chosen
		}
		left -= len(level)
		passing = rest
	}
	n.state, n.shortfall = Decided, left
	if left > 0 {
		n.state = Shortfall
	}
	return n
}

// anyInput draws a small vote that can be counted. Few deputies and few marks
// make ties, exact halves and void rounds common.
func anyInput(t *rapid.T) Input {
	candidates := rapid.IntRange(1, 7).Draw(t, "candidates")
	p := procedure.Default(rapid.IntRange(1, candidates).Draw(t, "places"))
	p.Kind = rapid.SampledFrom([]procedure.Kind{procedure.ThreeWay, procedure.Pick}).Draw(t, "kind")
	p.MaxApprovals = rapid.SampledFrom([]int{0, 1, candidates/2 + 1, candidates, candidates}).Draw(t, "cap")
	p.ExactApprovals = rapid.IntRange(0, 7).Draw(t, "exact") == 7
	p.UnmarkedInvalid = p.Kind == procedure.ThreeWay && rapid.IntRange(0, 7).Draw(t, "filled") == 7
	p.BlankInvalid = rapid.IntRange(0, 3).Draw(t, "blank") == 3
	p.Base = rapid.SampledFrom([]procedure.Base{procedure.OfRoll, procedure.OfPresent, procedure.OfReturned, procedure.OfValid}).Draw(t, "base")
	p.Threshold = rapid.SampledFrom([]procedure.Threshold{
		procedure.Majority, {Plurality: true}, {Plurality: true}, {Num: 1, Den: 10}, {Num: 1, Den: 2}, {Num: 2, Den: 3, Strict: true}, {Num: 2, Den: 3}, {Num: 1, Den: 3}, {Num: 1, Den: 1},
	}).Draw(t, "threshold")
	roll := rapid.IntRange(1, 15).Draw(t, "roll")
	present := roll - rapid.IntRange(0, roll/3).Draw(t, "absent")
	issued := present - rapid.IntRange(0, present/4).Draw(t, "not issued")
	weights := rapid.SampledFrom([][]ballot.Mark{
		{ballot.Unmarked, ballot.Approve, ballot.Against, ballot.Abstain},
		{ballot.Approve, ballot.Approve, ballot.Approve, ballot.Against},
		{ballot.Approve, ballot.Against},
	}).Draw(t, "weights")
	one := rapid.Custom(func(t *rapid.T) ballot.Ballot {
		return ballot.Ballot{Marks: rapid.SliceOfN(rapid.SampledFrom(weights), candidates, candidates).Draw(t, "marks")}
	})
	in := Input{
		Procedure: p, Candidates: numbered(candidates), Roll: roll, Present: present, Issued: issued,
		Ballots: rapid.SliceOfN(one, max(0, issued-4), issued+1).Draw(t, "ballots"),
	}
	if rapid.Bool().Draw(t, "mirrored") {
		// Each ballot has one that is its mirror, so that projects tie in pairs.
		for i, j := 0, len(in.Ballots)-1; i < j; i, j = i+1, j-1 {
			in.Ballots[j].Marks = slices.Clone(in.Ballots[i].Marks)
			slices.Reverse(in.Ballots[j].Marks)
		}
	}
	return in
}

func count(t *rapid.T, in Input) Result {
	r, err := Count(in)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return r
}

func TestCountAgreesWithANaiveRecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		if says := disagree(in, count(t, in)); says != "" {
			t.Fatal(says)
		}
	})
}

// The votes that the properties are tried on end in every way, often. The seeds
// are fixed, so that this does not hang on chance.
func TestTheVotesOfThePropertiesEndInEveryWay(t *testing.T) {
	const votes = 300
	gen, seen := rapid.Custom(anyInput), map[State]int{}
	for seed := range votes {
		in := gen.Example(seed)
		r := mustCount(t, in)
		if says := disagree(in, r); says != "" {
			t.Fatalf("seed %d: %s", seed, says)
		}
		seen[r.State]++
	}
	t.Logf("%v", seen)
	for _, s := range []State{Decided, RunOff, Shortfall, Void} {
		if seen[s] < votes/20 {
			t.Errorf("%d of %d votes were %s: the properties prove little", seen[s], votes, s)
		}
	}
}

// disagree says where a result differs from the naive recount.
func disagree(in Input, r Result) string {
	n := recount(in)
	if r.State != n.state || r.Valid != n.valid || r.Invalid != n.invalid || r.Base != n.base ||
		r.RunOffPlaces != n.left || r.Shortfall != n.shortfall {
		return fmt.Sprintf("got %+v\nwant %+v", r, n)
	}
	var chosen, tied []string
	for i, l := range r.Lines {
		if l.ID != in.Candidates[i] || l.Approve != n.approve[l.ID] || l.Against != n.against[l.ID] || l.Abstain != n.abstain[l.ID] || l.Outcome != n.outcome[l.ID] {
			return fmt.Sprintf("project %s: got %+v, want %d %d %d %s", l.ID, l, n.approve[l.ID], n.against[l.ID], n.abstain[l.ID], n.outcome[l.ID])
		}
		switch l.Outcome {
		case Chosen:
			chosen = append(chosen, l.ID)
		case Tied:
			tied = append(tied, l.ID)
		}
		better := 0
		for _, other := range r.Lines {
			if other.Approve > l.Approve {
				better++
			}
		}
		if l.Rank != better+1 {
			return fmt.Sprintf("project %s has rank %d and %d better ones", l.ID, l.Rank, better)
		}
	}
	if !slices.Equal(r.Chosen, chosen) || !slices.Equal(r.Tied, tied) {
		return fmt.Sprintf("chosen %v tied %v, not in the order of the candidates: %v %v", r.Chosen, r.Tied, chosen, tied)
	}
	if r.State != Void && len(r.Lines) != len(in.Candidates) {
		return fmt.Sprintf("%d lines for %d candidates", len(r.Lines), len(in.Candidates))
	}
	return ""
}

// told is a result without what names the order of the candidates.
func told(r Result) string {
	lines := slices.Clone(r.Lines)
	slices.SortFunc(lines, func(a, b Line) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
	s := fmt.Sprint(r.Roll, r.Present, r.Issued, r.Returned, r.Valid, r.Invalid, r.Base, r.Places, r.State, r.RunOffPlaces, r.Shortfall)
	for _, l := range lines {
		s += fmt.Sprintln(l.ID, l.Approve, l.Against, l.Abstain, l.Rank, l.Outcome, l.Reason.In(say.Chinese))
	}
	for _, f := range r.Refusals {
		s += fmt.Sprintln(f.Why.In(say.Chinese), f.Count)
	}
	return s
}

func TestTheOrderOfBallotsNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		before := told(count(t, in))
		if len(in.Ballots) > 0 {
			in.Ballots = rapid.Permutation(in.Ballots).Draw(t, "shuffled")
		}
		if after := told(count(t, in)); after != before {
			t.Fatalf("before\n%s\nafter\n%s", before, after)
		}
	})
}

func TestTheOrderOfProjectsNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		before := told(count(t, in))
		order := make([]int, len(in.Candidates))
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "order")
		other := in
		other.Candidates, other.Ballots = nil, nil
		for _, i := range order {
			other.Candidates = append(other.Candidates, in.Candidates[i])
		}
		for _, b := range in.Ballots {
			var m ballot.Ballot
			for _, i := range order {
				m.Marks = append(m.Marks, b.Marks[i])
			}
			other.Ballots = append(other.Ballots, m)
		}
		if after := told(count(t, other)); after != before {
			t.Fatalf("before\n%s\nafter\n%s", before, after)
		}
	})
}

// A project with exactly half of the base is never chosen by majority.
func TestExactlyHalfFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		half := rapid.IntRange(1, 300).Draw(t, "half")
		others := rapid.IntRange(0, 2*half).Draw(t, "the other project")
		in := vote(2*half, 2*half, 1, half, others)
		if r := count(t, in); r.Lines[0].Outcome != NotPassed {
			t.Fatalf("%d of %d: %s", half, 2*half, r.Lines[0].Outcome)
		}
		in = vote(2*half, 2*half, 2, half+1, others)
		if r := count(t, in); r.Lines[0].Outcome != Chosen {
			t.Fatalf("%d of %d: %s", half+1, 2*half, r.Lines[0].Outcome)
		}
	})
}

// One more approval for a chosen project, on a ballot that stays valid, leaves
// it chosen; for any project it never makes the outcome worse.
func TestAddingAnApprovalNeverUnchooses(t *testing.T) {
	worth := map[Outcome]int{NotPassed: 0, NotChosen: 1, Tied: 2, Chosen: 3}
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		if len(in.Ballots) == 0 || len(in.Ballots) > in.Issued {
			return // nothing to add to
		}
		// A ballot on which exactly so many are demanded takes no other approval.
		in.Procedure.ExactApprovals = false
		in.Procedure.MaxApprovals = rapid.IntRange(in.Procedure.Cap(), len(in.Candidates)).Draw(t, "wider cap")
		b := rapid.IntRange(0, len(in.Ballots)-1).Draw(t, "ballot")
		var free []int
		for i, m := range in.Ballots[b].Marks {
			if m != ballot.Approve {
				free = append(free, i)
			}
		}
		if len(free) == 0 {
			return
		}
		project := rapid.SampledFrom(free).Draw(t, "project")
		more := ballot.Ballot{Marks: slices.Clone(in.Ballots[b].Marks)}
		more.Marks[project] = ballot.Approve
		valid, _ := ballot.Judge(in.Procedure, in.Ballots[b])
		still, _ := ballot.Judge(in.Procedure, more)
		if !valid || !still {
			return
		}
		tried++
		before := count(t, in).Lines[project]
		in.Ballots = slices.Clone(in.Ballots)
		in.Ballots[b] = more
		after := count(t, in).Lines[project]
		if after.Approve != before.Approve+1 || worth[after.Outcome] < worth[before.Outcome] || after.Rank > before.Rank {
			t.Fatalf("before %+v\nafter  %+v", before, after)
		}
	})
	if tried == 0 && !testing.Short() {
		t.Error("there never was an approval to add")
	}
}

// Ballots of two boxes counted together give the sum of the totals.
func TestTotalsOfTwoBoxesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		if len(in.Ballots) > in.Issued {
			return
		}
		cut := rapid.IntRange(0, len(in.Ballots)).Draw(t, "cut")
		one, two := in, in
		one.Ballots, two.Ballots = in.Ballots[:cut], in.Ballots[cut:]
		a, b, all := count(t, one), count(t, two), count(t, in)
		if a.Valid+b.Valid != all.Valid || a.Invalid+b.Invalid != all.Invalid {
			t.Fatalf("%d+%d valid, %d together", a.Valid, b.Valid, all.Valid)
		}
		for i, l := range all.Lines {
			x, y := a.Lines[i], b.Lines[i]
			if x.Approve+y.Approve != l.Approve || x.Against+y.Against != l.Against || x.Abstain+y.Abstain != l.Abstain {
				t.Fatalf("project %s: %+v and %+v, together %+v", l.ID, x, y, l)
			}
		}
	})
}

// Every identity holds in whatever is counted, and Count leaves its input alone.
func TestIdentitiesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		var before []ballot.Mark
		for _, b := range in.Ballots {
			before = append(before, b.Marks...)
		}
		r := count(t, in)
		failing := 0
		for _, i := range r.Identities {
			if !i.Holds {
				failing++
			}
		}
		if want := map[bool]int{true: 1}[r.State == Void]; failing != want {
			t.Fatalf("%d identities fail in a round that is %s", failing, r.State)
		}
		sum := 0
		for _, l := range r.Lines {
			if l.Approve+l.Against+l.Abstain != r.Valid {
				t.Fatalf("project %s does not add up: %+v of %d", l.ID, l, r.Valid)
			}
			sum += l.Approve
		}
		if sum > in.Procedure.Cap()*r.Valid {
			t.Fatalf("%d approvals on %d ballots", sum, r.Valid)
		}
		var after []ballot.Mark
		for _, b := range in.Ballots {
			after = append(after, b.Marks...)
		}
		if !slices.Equal(before, after) {
			t.Fatal("the ballots were changed")
		}
	})
}
