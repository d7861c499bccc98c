package count

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// drawnBallots are so many ballots of each drawing, √ × - and . for unmarked.
func drawnBallots(of ...any) []ballot.Ballot {
	marks := map[rune]ballot.Mark{'√': ballot.Approve, '×': ballot.Against, '-': ballot.Abstain, '.': ballot.Unmarked}
	var all []ballot.Ballot
	for i := 0; i < len(of); i += 2 {
		var b ballot.Ballot
		for _, r := range of[i+1].(string) {
			b.Marks = append(b.Marks, marks[r])
		}
		for range of[i].(int) {
			all = append(all, b)
		}
	}
	return all
}

func TestMotions(t *testing.T) {
	for _, c := range []struct {
		name            string
		roll, present   int
		ballots         []ballot.Ballot
		want            Outcome
		notCast, absent int
	}{
		{"231 of 449", 449, 437, drawnBallots(231, "√", 100, "×", 60, "-"), Carried, 46, 60},
		{"225 of 449", 449, 449, drawnBallots(225, "√", 224, "×"), Carried, 0, 0},
		{"224 of 449", 449, 449, drawnBallots(224, "√", 225, "."), Lost, 0, 225},
		{"exactly half of 400", 400, 400, drawnBallots(200, "√", 200, "×"), Lost, 0, 0},
		{"nobody", 9, 9, nil, Lost, 9, 0},
	} {
		in := Input{Procedure: procedure.DefaultMotion(), Candidates: []string{"1"}, Roll: c.roll, Present: c.present, Issued: c.present, Ballots: c.ballots}
		r := mustCount(t, in)
		if r.State != Decided || r.Lines[0].Outcome != c.want || r.NotCast() != c.notCast || r.Lines[0].Abstain != c.absent {
			t.Errorf("%s: %+v", c.name, r)
		}
		headline, _ := r.Verdict()
		if headline.Key != "count.verdict."+string(c.want) {
			t.Errorf("%s: %s", c.name, headline.In(say.Chinese))
		}
	}
}

func TestRatings(t *testing.T) {
	in := Input{
		Procedure: procedure.DefaultRating(), Candidates: []string{"a", "b", "c", "d"}, Roll: 40, Present: 38, Issued: 38,
		// - is 基本满意 and . is 弃权 here.
		Ballots: drawnBallots(17, "√√-.", 3, "√--×", 9, "√---", 9, "××××"),
	}
	r := mustCount(t, in)
	for i, want := range []struct {
		sums    Sums
		outcome Outcome
		rank    int
	}{
		{Sums{29, 0, 9, 0}, Satisfied, 1},
		{Sums{17, 12, 9, 0}, Fair, 2},
		{Sums{0, 29, 9, 0}, Fair, 3},
		{Sums{0, 9, 12, 17}, Dissatisfied, 3},
	} {
		if l := r.Lines[i]; l.Sums != want.sums || l.Outcome != want.outcome || l.Rank != want.rank {
			t.Errorf("%+v, want %+v", l, want)
		}
	}
	if reason := r.Lines[1].Reason.In(say.Chinese); reason != "满意票与基本满意票合计：29 > 有效票 38 的半数 19 → 基本满意" {
		t.Error(reason)
	}
	in.Ballots = nil
	if r := mustCount(t, in); r.Lines[0].Outcome != Unrated {
		t.Errorf("without a ballot: %+v", r.Lines[0])
	}
}

// 182 of 193 after 150 of 200 are 19.3 hundredths more; what cannot be compared is
// not.
func TestCompare(t *testing.T) {
	before := Result{Valid: 200, Lines: []Line{{ID: "1", Sums: Sums{Approve: 150}}, {ID: "2", Sums: Sums{Approve: 200}}}}
	now := Result{Valid: 193, Lines: []Line{{ID: "1", Sums: Sums{Approve: 182}}, {ID: "3"}, {ID: "2", Sums: Sums{Approve: 93}}}}
	got := Compare(now, before)
	if got[0].Thousand != 193 || !got[0].Known || got[1].Known || got[2].Thousand != -518 {
		t.Errorf("%+v", got)
	}
	if c := Compare(now, Result{Lines: before.Lines})[0]; c.Known {
		t.Errorf("compared with nothing: %+v", c)
	}
}

// Paper and stations are counted apart and add up; either can make the round
// void.
func TestPaperIsApart(t *testing.T) {
	in := Input{
		Procedure: procedure.Default(1), Candidates: []string{"1", "2"}, Roll: 20, Present: 20, Issued: 9,
		Ballots: drawnBallots(5, "√.", 3, ".√"),
		Paper: &Stack{
			Issued: 10, Ballots: drawnBallots(6, "√.", 2, "√√"),
			Spoiled: []Refusal{{Why: say.M("paper.spoiled.torn"), Count: 2}},
		},
	}
	r := mustCount(t, in)
	if r.Issued != 19 || r.Returned != 18 || r.Valid != 14 || r.Invalid != 4 || r.Lines[0].Approve != 11 || !slices.Equal(r.Chosen, []string{"1"}) {
		t.Errorf("%+v", r)
	}
	e, p := r.Parts[0], r.Parts[1]
	if e.Valid != 8 || p.Valid != 6 || p.Invalid != 4 || len(p.Refusals) != 2 || e.Sums[0] != (Sums{Approve: 5, Abstain: 3}) || p.Sums[0] != (Sums{Approve: 6}) {
		t.Errorf("electronic %+v, paper %+v", e, p)
	}
	in.Paper.Issued = 9
	if r := mustCount(t, in); r.State != Void || r.Lines != nil || r.Returned != 18 || len(r.Parts) != 2 {
		t.Errorf("one paper ballot too many: %+v", r)
	}
	in.Paper.Issued = 12
	var wrong *say.Problem
	if _, err := Count(in); !errors.As(err, &wrong) || wrong.What.Key != "count.wrong.issued" {
		t.Errorf("more issued than present: %v", err)
	}
}

// However ballots are dealt out to stations and paper, the totals and the
// decision are the same.
func TestTheSourceOfABallotNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		if len(in.Ballots) > in.Issued {
			return
		}
		whole := count(t, in)
		cut := rapid.IntRange(0, len(in.Ballots)).Draw(t, "cut")
		split := in
		split.Issued = cut + rapid.IntRange(0, in.Issued-len(in.Ballots)).Draw(t, "not returned")
		split.Ballots = in.Ballots[:cut]
		split.Paper = &Stack{Issued: in.Issued - split.Issued, Ballots: in.Ballots[cut:]}
		apart := count(t, split)
		if told(apart) != told(whole) {
			t.Fatalf("together\n%s\napart\n%s", told(whole), told(apart))
		}
		for _, i := range apart.Identities {
			if !i.Holds {
				t.Fatal(i.Says.In(say.Chinese))
			}
		}
	})
}

// A result whose parts do not add up is not let out.
func TestVerifySeesPartsThatDoNotAddUp(t *testing.T) {
	good := func() Result {
		return mustCount(t, Input{
			Procedure: procedure.Default(1), Candidates: []string{"1"}, Roll: 9, Present: 9, Issued: 4,
			Ballots: drawnBallots(4, "√"), Paper: &Stack{Issued: 5, Ballots: drawnBallots(3, "√", 2, "×")},
		})
	}
	for name, spoil := range map[string]func(*Result){
		"issued":   func(r *Result) { r.Parts[1].Issued++ },
		"returned": func(r *Result) { r.Parts[0].Returned--; r.Parts[0].Valid-- },
		"valid":    func(r *Result) { r.Parts[0].Valid-- },
		"sums":     func(r *Result) { r.Parts[0].Sums[0].Approve--; r.Parts[0].Sums[0].Against++ },
		"refusals": func(r *Result) { r.Parts[0].Refusals = []Refusal{{Count: 1}} },
		"lines":    func(r *Result) { r.Parts[1].Sums = nil },
	} {
		r := good()
		spoil(&r)
		if err := Verify(procedure.Default(1), r); err == nil {
			t.Errorf("%s: let out", name)
		} else if p := say.Explain(err); strings.Contains(p.Sentence(say.Chinese), "count.") {
			t.Errorf("%s: %s", name, p.Sentence(say.Chinese))
		}
	}
}

func TestAChangeIsSaidInPercentagePoints(t *testing.T) {
	for n, want := range map[int]string{193: "＋19.3", -379: "－37.9", 5: "＋0.5", -4: "－0.4", 0: "0.0", 1000: "＋100.0"} {
		if got := (Change{Known: true, Thousand: n}).Points(); got != want {
			t.Errorf("%d thousandths: %s, want %s", n, got, want)
		}
	}
	if got := (Change{Thousand: 5}).Points(); got != "" {
		t.Errorf("a change that is not known is %s", got)
	}
}
