package count

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// approved makes n ballots on which the project at place i has approvals[i]
// approvals and every other mark is 反对.
func approved(n int, approvals ...int) []ballot.Ballot {
	ballots := make([]ballot.Ballot, n)
	for b := range ballots {
		ballots[b].Marks = make([]ballot.Mark, len(approvals))
		for i, a := range approvals {
			ballots[b].Marks[i] = ballot.Against
			if b < a {
				ballots[b].Marks[i] = ballot.Approve
			}
		}
	}
	return ballots
}

func numbered(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprint(i + 1)
	}
	return ids
}

// vote is a count in which only the approvals matter: no cap, everybody
// present, as many ballots as the roll or as are given.
func vote(roll, returned, places int, approvals ...int) Input {
	p := procedure.Default(places)
	p.MaxApprovals = len(approvals)
	return Input{
		Procedure: p, Candidates: numbered(len(approvals)),
		Roll: roll, Present: roll, Issued: returned, Ballots: approved(returned, approvals...),
	}
}

func mustCount(t *testing.T, in Input) Result {
	t.Helper()
	r, err := Count(in)
	if err != nil {
		t.Fatal(say.Explain(err).Sentence(say.Chinese), err)
	}
	return r
}

// The decision, by the steps of the procedure, with figures of real congresses.
func TestDecision(t *testing.T) {
	twoThirds, atLeastTwoThirds := procedure.Threshold{Num: 2, Den: 3, Strict: true}, procedure.Threshold{Num: 2, Den: 3}
	plurality := procedure.Threshold{Plurality: true}
	by := func(t procedure.Threshold, in Input) Input { in.Procedure.Threshold = t; return in }
	of := func(b procedure.Base, in Input) Input { in.Procedure.Base = b; return in }
	present := func(n int, in Input) Input { in.Present = n; return in }

	for _, c := range []struct {
		name      string
		in        Input
		state     State
		chosen    []string
		tied      []string
		left      int // places for the run-off
		shortfall int
		base      int
	}{
		{"225 of 449 are a majority, 224 are not", vote(449, 437, 2, 225, 224), Shortfall, []string{"1"}, nil, 0, 1, 449},
		{"exactly half fails", vote(400, 400, 1, 200, 100), Shortfall, nil, nil, 0, 1, 400},
		{"one more than half passes", vote(400, 400, 1, 201, 100), Decided, []string{"1"}, nil, 0, 0, 400},
		{"as many pass as there are places", vote(449, 437, 2, 300, 100, 226), Decided, []string{"1", "3"}, nil, 0, 0, 449},
		{"more pass: the most approvals", vote(449, 437, 2, 240, 300, 250, 230), Decided, []string{"2", "3"}, nil, 0, 0, 449},
		{"none passes", vote(449, 437, 2, 10, 20, 30), Shortfall, nil, nil, 0, 2, 449},
		{"two tied for one place", vote(449, 437, 2, 300, 240, 240), RunOff, []string{"1"}, []string{"2", "3"}, 1, 0, 449},
		{"three tied for two places", vote(449, 437, 3, 240, 300, 240, 240), RunOff, []string{"2"}, []string{"1", "3", "4"}, 2, 0, 449},
		{"all tied", vote(449, 437, 2, 240, 240, 240), RunOff, nil, []string{"1", "2", "3"}, 2, 0, 449},
		{"a tie at the cut that fits", vote(449, 437, 3, 240, 300, 240, 230), Decided, []string{"1", "2", "3"}, nil, 0, 0, 449},
		{"a tie above the cut", vote(449, 437, 3, 300, 300, 240, 230), Decided, []string{"1", "2", "3"}, nil, 0, 0, 449},
		{"a tie below the cut", vote(449, 437, 1, 300, 240, 240), Decided, []string{"1"}, nil, 0, 0, 449},
		{"a tie among those that did not pass", vote(449, 437, 2, 300, 200, 200), Shortfall, []string{"1"}, nil, 0, 1, 449},
		{"a tie that fits leaves a shortfall", vote(449, 437, 3, 240, 240, 100, 100), Shortfall, []string{"1", "2"}, nil, 0, 1, 449},
		{"314 of 314 returned, roll 327", vote(327, 314, 2, 314, 314, 164, 163), Decided, []string{"1", "2"}, nil, 0, 0, 327},
		{"51 approvals on each, none against: as many as places", vote(51, 51, 3, 51, 51, 51), Decided, []string{"1", "2", "3"}, nil, 0, 0, 51},
		{"51 approvals on each, too many of them", vote(51, 51, 2, 51, 51, 51), RunOff, nil, []string{"1", "2", "3"}, 2, 0, 51},
		{"279, 276 and 273 by electronic keys", vote(416, 400, 2, 279, 276, 273), Decided, []string{"1", "2"}, nil, 0, 0, 416},
		{"7 for 7 (等额), all pass", vote(449, 437, 7, 400, 390, 380, 370, 360, 350, 340), Decided, numbered(7), nil, 0, 0, 449},
		{"7 for 7 (等额), one does not", vote(449, 437, 7, 400, 390, 224, 370, 360, 350, 340), Shortfall, []string{"1", "2", "4", "5", "6", "7"}, nil, 0, 1, 449},
		{"2 for 1", vote(327, 314, 1, 200, 201), Decided, []string{"2"}, nil, 0, 0, 327},

		{"base roll", of(procedure.OfRoll, present(437, vote(449, 400, 1, 219, 1))), Shortfall, nil, nil, 0, 1, 449},
		{"base present", of(procedure.OfPresent, present(437, vote(449, 400, 1, 219, 1))), Decided, []string{"1"}, nil, 0, 0, 437},
		{"base present, one fewer", of(procedure.OfPresent, present(437, vote(449, 400, 1, 218, 1))), Shortfall, nil, nil, 0, 1, 437},
		{"base returned", of(procedure.OfReturned, present(437, vote(449, 400, 1, 201, 1))), Decided, []string{"1"}, nil, 0, 0, 400},
		{"base returned, exactly half", of(procedure.OfReturned, present(437, vote(449, 400, 1, 200, 1))), Shortfall, nil, nil, 0, 1, 400},
		{"base valid, nothing returned", of(procedure.OfValid, vote(449, 0, 1, 0, 0)), Shortfall, nil, nil, 0, 1, 0},
		{"base valid, at least two thirds of nothing", by(atLeastTwoThirds, of(procedure.OfValid, vote(449, 0, 1, 0, 0))), Shortfall, nil, nil, 0, 1, 0},

		{"exactly two thirds are not more", by(twoThirds, vote(327, 314, 1, 218, 1)), Shortfall, nil, nil, 0, 1, 327},
		{"exactly two thirds are at least", by(atLeastTwoThirds, vote(327, 314, 1, 218, 1)), Decided, []string{"1"}, nil, 0, 0, 327},
		{"one fewer than two thirds", by(atLeastTwoThirds, vote(327, 314, 1, 217, 1)), Shortfall, nil, nil, 0, 1, 327},

		{"plurality", by(plurality, vote(449, 437, 2, 3, 1, 2)), Decided, []string{"1", "3"}, nil, 0, 0, 449},
		{"plurality: no approval is no bar", by(plurality, vote(449, 437, 2, 3, 0)), Decided, []string{"1", "2"}, nil, 0, 0, 449},
		{"plurality: no ballot chooses nothing", by(plurality, vote(449, 0, 2, 0, 0, 0)), Shortfall, nil, nil, 0, 2, 449},
		{"plurality: no ballot for as many projects as places", by(plurality, vote(449, 0, 2, 0, 0)), Shortfall, nil, nil, 0, 2, 449},
		{"plurality: a tie at nothing", by(plurality, vote(449, 437, 2, 3, 0, 0)), RunOff, []string{"1"}, []string{"2", "3"}, 1, 0, 449},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := mustCount(t, c.in)
			if r.State != c.state || !slices.Equal(r.Chosen, c.chosen) || !slices.Equal(r.Tied, c.tied) ||
				r.RunOffPlaces != c.left || r.Shortfall != c.shortfall || r.Base != c.base {
				t.Errorf("got %s chosen %v tied %v for %d, shortfall %d, base %d\nwant %s chosen %v tied %v for %d, shortfall %d, base %d",
					r.State, r.Chosen, r.Tied, r.RunOffPlaces, r.Shortfall, r.Base,
					c.state, c.chosen, c.tied, c.left, c.shortfall, c.base)
			}
		})
	}
}

// A ballot that breaks a rule counts as returned and invalid, and for nothing else.
func TestInvalidBallotsCountForNothing(t *testing.T) {
	in := vote(10, 6, 1, 6, 0)
	in.Procedure.MaxApprovals = 1
	in.Procedure.BlankInvalid = true
	in.Procedure.Base = procedure.OfValid
	A, X, U := ballot.Approve, ballot.Against, ballot.Unmarked
	in.Ballots = []ballot.Ballot{
		{Marks: []ballot.Mark{A, U}}, {Marks: []ballot.Mark{A, A}}, {Marks: []ballot.Mark{U, U}},
		{Marks: []ballot.Mark{X, A}}, {Marks: []ballot.Mark{A, A}}, {Marks: []ballot.Mark{A, X}},
	}
	r := mustCount(t, in)
	if r.Returned != 6 || r.Valid != 3 || r.Invalid != 3 || r.Base != 3 {
		t.Errorf("returned %d valid %d invalid %d base %d", r.Returned, r.Valid, r.Invalid, r.Base)
	}
	want := []Refusal{{say.M("ballot.invalid.blank"), 1}, {say.M("ballot.invalid.over", "Cap", 1), 2}}
	if len(r.Refusals) != 2 || r.Refusals[0].Count != 1 || r.Refusals[1].Count != 2 ||
		r.Refusals[0].Why.Key != want[0].Why.Key || r.Refusals[1].Why.Key != want[1].Why.Key {
		t.Errorf("refusals %v", r.Refusals)
	}
	if l := r.Lines[0]; l.Approve != 2 || l.Against != 1 || l.Abstain != 0 {
		t.Errorf("first project %+v", l)
	}
	if l := r.Lines[1]; l.Approve != 1 || l.Against != 1 || l.Abstain != 1 {
		t.Errorf("second project %+v", l)
	}
}

// On a ballot that only picks, what is not picked is an abstention.
func TestPickKnowsNoAgainst(t *testing.T) {
	in := vote(10, 4, 2, 0, 0)
	in.Procedure.Kind = procedure.Pick
	A, X, N, U := ballot.Approve, ballot.Against, ballot.Abstain, ballot.Unmarked
	in.Ballots = []ballot.Ballot{
		{Marks: []ballot.Mark{A, U}}, {Marks: []ballot.Mark{A, X}}, {Marks: []ballot.Mark{N, A}}, {Marks: []ballot.Mark{U, U}},
	}
	r := mustCount(t, in)
	for i, want := range []Line{{Sums: Sums{Approve: 2, Abstain: 2}}, {Sums: Sums{Approve: 1, Abstain: 3}}} {
		if l := r.Lines[i]; l.Approve != want.Approve || l.Against != 0 || l.Abstain != want.Abstain {
			t.Errorf("project %d: %+v", i+1, l)
		}
	}
}

// More returned than issued: the box is not opened, nothing of it is told.
func TestVoid(t *testing.T) {
	in := vote(10, 9, 1, 9, 3)
	in.Issued = 8
	for _, b := range []procedure.Base{procedure.OfRoll, procedure.OfValid} {
		in.Procedure.Base = b
		r := mustCount(t, in)
		if r.State != Void || r.Returned != 9 || r.Issued != 8 {
			t.Errorf("%s: returned %d of %d", r.State, r.Returned, r.Issued)
		}
		if len(r.Lines)+len(r.Chosen)+len(r.Tied)+len(r.Refusals)+r.Valid+r.Invalid+r.Shortfall+r.RunOffPlaces != 0 {
			t.Errorf("the box was opened: %+v", r)
		}
		failing := 0
		for _, i := range r.Identities {
			if !i.Holds {
				failing++
				if s := i.Says.In(say.Chinese); !strings.Contains(s, "收回 9 ≤ 发出 8") {
					t.Error(s)
				}
			}
		}
		if failing != 1 {
			t.Errorf("%d identities fail", failing)
		}
	}
	in.Issued = 9
	if r := mustCount(t, in); r.State == Void {
		t.Error("as many returned as issued are void")
	}
}

func TestFiguresThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Input)
		want   string
	}{
		{"more present than on the roll", func(in *Input) { in.Present = 11 }, "count.wrong.present"},
		{"more issued than present", func(in *Input) { in.Present = 5 }, "count.wrong.issued"},
		{"negative present", func(in *Input) { in.Present = -1 }, "count.wrong.negative"},
		{"negative issued", func(in *Input) { in.Issued = -1 }, "count.wrong.negative"},
		{"a candidate twice", func(in *Input) { in.Candidates = []string{"1", "2", "1"} }, "count.wrong.twice"},
		{"a ballot for another list", func(in *Input) { in.Ballots[2].Marks = in.Ballots[2].Marks[:2] }, "count.wrong.ballots"},
		{"a mark that is none", func(in *Input) { in.Ballots[2].Marks[1] = 4 }, "count.wrong.ballots"},
		{"a procedure with a mistake", func(in *Input) { in.Procedure.Places = 0 }, "procedure.check.no_places"},
		{"no roll", func(in *Input) { in.Roll = 0 }, "procedure.check.no_roll"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := vote(10, 6, 2, 6, 5, 4)
			c.change(&in)
			r, err := Count(in)
			var p *say.Problem
			if !errors.As(err, &p) || p.What.Key != c.want {
				t.Fatalf("got %v, want %s", err, c.want)
			}
			if s := p.Sentence(say.Chinese); strings.Contains(s, "<no value>") || !strings.Contains(s, "请") {
				t.Error(s)
			}
			if r.State != "" || r.Lines != nil {
				t.Errorf("a result all the same: %+v", r)
			}
		})
	}
}

func TestReasons(t *testing.T) {
	// Ten places; 231 is seventh; the cut is shared by two for one place.
	eleven := vote(449, 437, 10, 300, 290, 280, 270, 260, 250, 231, 230, 229, 226, 226, 224)
	twelve := vote(449, 437, 9, 300, 290, 280, 270, 260, 250, 231, 230, 229, 226, 200)
	with := func(in Input, change func(*procedure.Procedure)) Input { change(&in.Procedure); return in }
	for _, c := range []struct {
		name    string
		in      Input
		project int
		want    string
	}{
		{"chosen", eleven, 7, "赞成 231 > 全体代表 449 的半数 224.5，按得票列第 7，应选 10 → 当选"},
		{"tied", eleven, 10, "赞成 226 > 全体代表 449 的半数 224.5，按得票并列第 10（共 2 项），应选 10，余 1 个名额 → 再次投票"},
		{"not passed", eleven, 12, "赞成 224 < 全体代表 449 的半数 224.5 → 未通过"},
		{"passed, not chosen", twelve, 10, "赞成 226 > 全体代表 449 的半数 224.5，按得票列第 10，应选 9 → 未当选"},
		{"exactly half", vote(400, 400, 1, 200, 0), 1, "赞成 200 = 全体代表 400 的半数 200，没有超过 → 未通过"},
		{"of another base", with(vote(449, 437, 1, 292, 0), func(p *procedure.Procedure) {
			p.Base, p.Threshold = procedure.OfReturned, procedure.Threshold{Num: 2, Den: 3, Strict: true}
		}), 1, "赞成 292 > 收回票 437 的三分之二 291又1/3，按得票列第 1，应选 1 → 当选"},
		{"at least, exactly", with(vote(327, 314, 1, 218, 0), func(p *procedure.Procedure) {
			p.Threshold = procedure.Threshold{Num: 2, Den: 3}
		}), 1, "赞成 218 = 全体代表 327 的三分之二 218，按得票列第 1，应选 1 → 当选"},
		{"plurality", with(vote(449, 437, 1, 3, 0), func(p *procedure.Procedure) {
			p.Threshold = procedure.Threshold{Plurality: true}
		}), 1, "赞成 3，不设得票门槛，按得票列第 1，应选 1 → 当选"},
		{"plurality without a valid ballot", with(vote(449, 0, 1, 0, 0), func(p *procedure.Procedure) {
			p.Threshold = procedure.Threshold{Plurality: true}
		}), 1, "赞成 0，有效票为 0 → 未通过"},
		{"an empty base", with(vote(449, 0, 1, 0, 0), func(p *procedure.Procedure) { p.Base = procedure.OfValid }), 1, "赞成 0，有效票为 0 → 未通过"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := mustCount(t, c.in)
			if got := r.Lines[c.project-1].Reason.In(say.Chinese); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			for _, l := range r.Lines {
				if s := l.Reason.In(say.Chinese); !strings.HasSuffix(s, "→ "+l.Outcome.Word().In(say.Chinese)) {
					t.Errorf("%s ends in another word than %s", s, l.Outcome.Word().In(say.Chinese))
				}
				if s := l.Reason.In(say.English); strings.Contains(s, "<no value>") || strings.Contains(s, "count.") {
					t.Error(s)
				}
			}
		})
	}
}
