package procedure

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/say"
)

func TestMet(t *testing.T) {
	twoThirds, atLeastTwoThirds := Threshold{Num: 2, Den: 3, Strict: true}, Threshold{Num: 2, Den: 3}
	plurality := Threshold{Plurality: true}
	for _, c := range []struct {
		name            string
		t               Threshold
		approvals, base int
		want            bool
	}{
		{"225 of 449 are more than half", Majority, 225, 449, true},
		{"224 of 449 are not", Majority, 224, 449, false},
		{"exactly half fails", Majority, 200, 400, false},
		{"one more than half", Majority, 201, 400, true},
		{"all of all", Majority, 51, 51, true},
		{"one of one", Majority, 1, 1, true},
		{"none of one", Majority, 0, 1, false},
		{"exactly two thirds are not more", twoThirds, 218, 327, false},
		{"exactly two thirds are at least", atLeastTwoThirds, 218, 327, true},
		{"a vote below two thirds", atLeastTwoThirds, 299, 449, false},
		{"the least above two thirds", atLeastTwoThirds, 300, 449, true},
		{"everybody is at least the whole", Threshold{Num: 1, Den: 1}, 7, 7, true},
		{"one missing from the whole", Threshold{Num: 1, Den: 1}, 6, 7, false},
		{"nobody is more than the whole", Threshold{Num: 1, Den: 1, Strict: true}, 7, 7, false},
		{"an empty base elects nobody", atLeastTwoThirds, 0, 0, false},
		{"nor by majority", Majority, 0, 0, false},
		{"a plurality needs nothing", plurality, 0, 449, true},
		{"no share is met by nobody", Threshold{}, 449, 449, false},
		{"more than the whole is no share", Threshold{Num: 3, Den: 2}, 449, 1, false},
		{"numbers that overflow when multiplied", Threshold{Num: 999_998, Den: 999_999, Strict: true}, math.MaxInt, math.MaxInt, true},
		{"and are still exact", Threshold{Num: 999_998, Den: 999_999, Strict: true}, math.MaxInt / 2, math.MaxInt, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.t.Met(c.approvals, c.base); got != c.want {
				t.Errorf("%d of %d: got %v", c.approvals, c.base, got)
			}
		})
	}
}

func anyThreshold(t *rapid.T) Threshold {
	den := rapid.IntRange(1, 999_999).Draw(t, "den")
	return Threshold{Num: rapid.IntRange(1, den).Draw(t, "num"), Den: den, Strict: rapid.Bool().Draw(t, "strict")}
}

// Met is the comparison of rational numbers, for any figures.
func TestMetComparesRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := anyThreshold(t)
		base := rapid.IntRange(1, math.MaxInt).Draw(t, "base")
		approvals := rapid.IntRange(0, base).Draw(t, "approvals")
		if rapid.Bool().Draw(t, "near") {
			approvals = min(base, max(0, th.Least(base)+rapid.IntRange(-2, 2).Draw(t, "off")))
		}
		share := new(big.Rat).Mul(big.NewRat(int64(th.Num), int64(th.Den)), new(big.Rat).SetInt64(int64(base)))
		side := new(big.Rat).SetInt64(int64(approvals)).Cmp(share)
		if want := side > 0 || side == 0 && !th.Strict; th.Met(approvals, base) != want {
			t.Fatalf("%d of %d by %+v: got %v", approvals, base, th, !want)
		}
		if got := th.Compare(approvals, base); got != side {
			t.Fatalf("Compare: got %d, want %d", got, side)
		}
	})
}

// Least is the boundary of Met.
func TestLeastIsTheFirstThatMeets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := anyThreshold(t)
		base := rapid.IntRange(1, math.MaxInt-1).Draw(t, "base")
		least := th.Least(base)
		if !th.Met(least, base) || th.Met(least-1, base) {
			t.Fatalf("%+v of %d: %d is not the least", th, base, least)
		}
	})
}

func TestLeast(t *testing.T) {
	for _, c := range []struct {
		t          Threshold
		base, want int
	}{
		{Majority, 449, 225},
		{Majority, 400, 201},
		{Majority, 437, 219},
		{Threshold{Num: 2, Den: 3}, 449, 300},
		{Threshold{Num: 2, Den: 3}, 327, 218},
		{Threshold{Num: 2, Den: 3, Strict: true}, 327, 219},
		{Threshold{Plurality: true}, 449, 0},
		{Threshold{}, 449, 0},
	} {
		if got := c.t.Least(c.base); got != c.want {
			t.Errorf("%+v of %d: got %d, want %d", c.t, c.base, got, c.want)
		}
	}
}

func TestFigureIsExact(t *testing.T) {
	for _, c := range []struct {
		num, den, base int
		want           string
	}{
		{1, 2, 449, "224.5"},
		{1, 2, 400, "200"},
		{2, 3, 449, "299又1/3"},
		{2, 3, 400, "266又2/3"},
		{4, 6, 400, "266又2/3"},
		{2, 3, 327, "218"},
		{2, 3, 1, "2/3"},
		{3, 4, 449, "336.75"},
		{1, 8, 1, "0.125"},
		{1, 16, 1, "1/16"},
		{51, 100, 449, "228.99"},
		{1, 100, 5, "0.05"},
		{0, 0, 449, "0"},
	} {
		if got := (Threshold{Num: c.num, Den: c.den}).Figure(c.base).In(say.Chinese); got != c.want {
			t.Errorf("%d/%d of %d: got %s, want %s", c.num, c.den, c.base, got, c.want)
		}
	}
}

func TestShareHasAName(t *testing.T) {
	for _, c := range []struct {
		num, den int
		zh, en   string
	}{
		{1, 2, "半数", "half"},
		{50, 100, "半数", "half"},
		{2, 3, "三分之二", "2/3"},
		{3, 4, "四分之三", "3/4"},
		{7, 10, "十分之七", "7/10"},
		{51, 100, "100分之51", "51/100"},
		{1, 1, "全部", "the whole"},
	} {
		m := Threshold{Num: c.num, Den: c.den}.Share()
		if zh, en := m.In(say.Chinese), m.In(say.English); zh != c.zh || en != c.en {
			t.Errorf("%d/%d: %s, %s", c.num, c.den, zh, en)
		}
	}
}

func TestParseThreshold(t *testing.T) {
	for s, want := range map[string]Threshold{
		"majority":      Majority,
		" Majority ":    Majority,
		"plurality":     {Plurality: true},
		"1/2":           Majority,
		"2/3":           {Num: 2, Den: 3, Strict: true},
		"2/3+":          {Num: 2, Den: 3},
		" 2 / 3 + ":     {Num: 2, Den: 3},
		"２／３＋":          {Num: 2, Den: 3},
		"1/1+":          {Num: 1, Den: 1},
		"999998/999999": {Num: 999_998, Den: 999_999, Strict: true},
	} {
		if got, err := ParseThreshold(s); err != nil || got != want {
			t.Errorf("%q: got %+v, %v", s, got, err)
		}
	}
	for s, key := range map[string]string{
		"":            "procedure.threshold.form",
		"half":        "procedure.threshold.form",
		"0.5":         "procedure.threshold.form",
		"1/2/3":       "procedure.threshold.form",
		"-1/2":        "procedure.threshold.form",
		"+1/2":        "procedure.threshold.form",
		"1/2++":       "procedure.threshold.form",
		"1/":          "procedure.threshold.form",
		"1/9999999":   "procedure.threshold.form",
		"majority+":   "procedure.threshold.form",
		"0/2":         "procedure.threshold.share",
		"1/0":         "procedure.threshold.share",
		"3/2":         "procedure.threshold.share",
		"3/2+":        "procedure.threshold.share",
		"０/２":         "procedure.threshold.share",
		"50%":         "procedure.threshold.form",
		"二分之一":        "procedure.threshold.form",
		"1/2 or more": "procedure.threshold.form",
	} {
		_, err := ParseThreshold(s)
		var p *say.Problem
		if !errors.As(err, &p) || p.What.Key != key || p.Do.IsZero() {
			t.Errorf("%q: got %v, want %s", s, err, key)
		}
	}
}
