package ballot

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// marks reads a ballot as √ (approve), × (against), - (abstain) and . (unmarked).
func marks(s string) Ballot {
	m := map[rune]Mark{'√': Approve, '×': Against, '-': Abstain, '.': Unmarked}
	var b Ballot
	for _, r := range s {
		b.Marks = append(b.Marks, m[r])
	}
	return b
}

func TestJudge(t *testing.T) {
	threeWay, pick := procedure.Default(3), procedure.Default(3)
	pick.Kind = procedure.Pick
	with := func(p procedure.Procedure, change func(*procedure.Procedure)) procedure.Procedure {
		change(&p)
		return p
	}
	exact := func(p *procedure.Procedure) { p.ExactApprovals = true }
	filled := func(p *procedure.Procedure) { p.UnmarkedInvalid = true }
	noBlank := func(p *procedure.Procedure) { p.BlankInvalid = true }

	for _, c := range []struct {
		name   string
		p      procedure.Procedure
		ballot string
		want   string // the rule that it breaks, "" for a valid ballot
	}{
		{"as many approvals as allowed", threeWay, "√√√×-", ""},
		{"one approval too many spoils the whole ballot", threeWay, "√√√√-", "over"},
		{"fewer approvals are valid", threeWay, "√×××-", ""},
		{"no approval is valid", threeWay, "×××××", ""},
		{"unmarked projects are valid", threeWay, "√√...", ""},
		{"a blank ballot is valid", threeWay, ".....", ""},
		{"all abstained is valid", threeWay, "-----", ""},

		{"exactly N", with(threeWay, exact), "√√√..", ""},
		{"exactly N: one fewer", with(threeWay, exact), "√√×..", "under"},
		{"exactly N: one more", with(threeWay, exact), "√√√√.", "over"},
		{"exactly N: blank", with(threeWay, exact), ".....", "under"},

		{"must be filled", with(threeWay, filled), "√√√×-", ""},
		{"must be filled: one left out", with(threeWay, filled), "√√√×.", "unmarked"},
		{"must be filled: too many approvals are named first", with(threeWay, filled), "√√√√.", "over"},
		{"must be filled: blank", with(threeWay, filled), ".....", "unmarked"},

		{"no blank ballot", with(threeWay, noBlank), ".....", "blank"},
		{"no blank ballot: one mark is enough", with(threeWay, noBlank), "....-", ""},
		{"no blank ballot: all abstained is not blank", with(threeWay, noBlank), "-----", ""},
		{"no blank ballot, all to be filled", with(with(threeWay, noBlank), filled), ".....", "blank"},

		{"a cap of its own", with(threeWay, func(p *procedure.Procedure) { p.MaxApprovals = 1 }), "√√...", "over"},
		{"no cap of its own means the places", with(threeWay, func(p *procedure.Procedure) { p.MaxApprovals = 0 }), "√√√..", ""},
		{"no cap of its own: over the places", with(threeWay, func(p *procedure.Procedure) { p.MaxApprovals = 0 }), "√√√√.", "over"},

		{"pick: as many as allowed", pick, "√√√..", ""},
		{"pick: too many", pick, "√√√√.", "over"},
		{"pick: too few", with(pick, exact), "√√...", "under"},
		{"pick: what is not picked need not be marked", pick, "√....", ""},
		{"pick: blank", with(pick, noBlank), ".....", "blank"},
		{"pick: a cross or an abstention is no pick", with(pick, noBlank), "××--.", "blank"},
		{"pick: a cross takes no approval", pick, "√√√×-", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			valid, why := Judge(c.p, marks(c.ballot))
			if valid != (c.want == "") || strings.TrimPrefix(why.Key, "ballot.invalid.") != c.want {
				t.Errorf("%s: got %v %s, want %q", c.ballot, valid, why.Key, c.want)
			}
			if s := why.In(say.Chinese); strings.Contains(s, "<no value>") || s != "" && s == why.Key {
				t.Error(s)
			}
		})
	}
}

func TestTheLimitIsNamed(t *testing.T) {
	_, why := Judge(procedure.Default(10), marks(strings.Repeat("√", 11)))
	if got := why.In(say.Chinese); got != "赞成超过 10 项" {
		t.Error(got)
	}
}

func TestLive(t *testing.T) {
	threeWay, pick := procedure.Default(3), procedure.Default(3)
	pick.Kind = procedure.Pick
	for _, c := range []struct {
		name   string
		p      procedure.Procedure
		ballot string
		want   Tally
	}{
		{"begun", threeWay, ".....", Tally{Unmarked: 5, Left: 3}},
		{"on the way", threeWay, "√√×-.", Tally{Approve: 2, Against: 1, Abstain: 1, Unmarked: 1, Left: 1}},
		{"full", threeWay, "√√√×-", Tally{Approve: 3, Against: 1, Abstain: 1}},
		{"over", threeWay, "√√√√√", Tally{Approve: 5, Left: -2}},
		{"pick", pick, "√√...", Tally{Approve: 2, Unmarked: 3, Left: 1}},
		{"pick: anything else is not picked", pick, "√×-..", Tally{Approve: 1, Unmarked: 4, Left: 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Live(c.p, marks(c.ballot)); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestParseMark(t *testing.T) {
	for _, c := range []struct {
		want  Mark
		cells []string
	}{
		{Approve, []string{"赞成", "√", "✓", "✔", "1", "１", " 赞成 ", "\u3000赞\u3000成", "1 ", "\t√"}},
		{Against, []string{"反对", "×", "x", "X", "ｘ", "Ｘ", "✗", "✘", "0", "０", " 0"}},
		{Abstain, []string{"弃权", "弃 权", "弃权\r"}},
		{Unmarked, []string{"", " ", "\u3000", "\t", "\u00a0"}},
	} {
		for _, cell := range c.cells {
			if got, ok := ParseMark(cell); !ok || got != c.want {
				t.Errorf("%q: got %v %v, want %v", cell, got, ok, c.want)
			}
		}
	}
	for _, cell := range []string{"○", "〇", "◯", "O", "o", "Ｏ", "2", "10", "1.0", "01", "-1", "√×", "赞成反对", "赞", "不赞成", "同意", "?", "？", "未投", "-", "true"} {
		if got, ok := ParseMark(cell); ok {
			t.Errorf("%q was taken for %v", cell, got)
		}
	}
}

func TestIsCircle(t *testing.T) {
	for _, cell := range []string{"○", "〇", "◯", "⭕", "O", "o", "Ｏ", " ○ "} {
		if !IsCircle(cell) {
			t.Errorf("%q is a circle", cell)
		}
	}
	for _, cell := range []string{"", "0", "０", "√", "○○", "OK", "赞成"} {
		if IsCircle(cell) {
			t.Errorf("%q is no circle", cell)
		}
	}
}

// What a ballot may have left, and whether it is over, agree with the judgement;
// every mark is tallied once; the order of the projects does not matter.
func TestLiveAndJudgeAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := procedure.Default(rapid.IntRange(1, 12).Draw(t, "places"))
		p.MaxApprovals = rapid.IntRange(0, 12).Draw(t, "cap")
		p.Kind = rapid.SampledFrom([]procedure.Kind{procedure.Pick, procedure.ThreeWay}).Draw(t, "kind")
		b := Ballot{rapid.SliceOfN(rapid.SampledFrom([]Mark{Unmarked, Approve, Against, Abstain}), 1, 12).Draw(t, "marks")}
		tally := Live(p, b)
		if tally.Approve+tally.Against+tally.Abstain+tally.Unmarked != len(b.Marks) {
			t.Fatalf("%+v is not %d marks", tally, len(b.Marks))
		}
		if valid, _ := Judge(p, b); valid != (tally.Left >= 0) {
			t.Fatalf("valid %v with %d left", valid, tally.Left)
		}
		shuffled := Ballot{rapid.Permutation(b.Marks).Draw(t, "shuffled")}
		if Live(p, shuffled) != tally {
			t.Fatal("the order of the projects matters")
		}
	})
}
