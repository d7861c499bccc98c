package procedure

import (
	"cmp"
	"math/bits"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/say"
)

// Threshold is the share of the base that a project's approvals must reach:
// more than Num/Den if Strict, else at least Num/Den, where 0 < Num ≤ Den < 1,000,000. With
// Plurality there is no threshold and the most approvals win.
type Threshold struct {
	Num, Den  int
	Strict    bool
	Plurality bool
}

// Majority is strictly more than one half.
var Majority = Threshold{Num: 1, Den: 2, Strict: true}

// Met reports whether approvals meet the threshold of the base, by integers.
// Nothing meets a share of an empty base, so that a count without a valid
// ballot chooses nobody. A plurality is always met.
func (t Threshold) Met(approvals, base int) bool {
	switch {
	case t.Plurality:
		return true
	case !t.sane() || base <= 0 || approvals < 0:
		return false
	case t.Strict:
		return t.Compare(approvals, base) > 0
	}
	return t.Compare(approvals, base) >= 0
}

// Compare tells whether approvals are below (-1), at (0) or above (+1) the
// share Num/Den of the base, whether or not that meets the threshold. Neither
// number may be negative.
func (t Threshold) Compare(approvals, base int) int {
	ah, al := bits.Mul64(uint64(approvals), uint64(t.Den))
	bh, bl := bits.Mul64(uint64(base), uint64(t.Num))
	if c := cmp.Compare(ah, bh); c != 0 {
		return c
	}
	return cmp.Compare(al, bl)
}

// Least is the fewest approvals that meet the threshold of the base: 225 for a
// majority of 449. It is 0 for a plurality.
func (t Threshold) Least(base int) int {
	if t.Plurality || !t.sane() {
		return 0
	}
	whole, rest := t.of(base)
	if t.Strict || rest > 0 {
		whole++
	}
	return whole
}

// of is the share of the base, as whole and rest/Den.
func (t Threshold) of(base int) (whole, rest int) {
	if !t.sane() {
		return 0, 0
	}
	hi, lo := bits.Mul64(uint64(max(base, 0)), uint64(t.Num))
	// Num ≤ Den keeps the quotient at most base.
	q, r := bits.Div64(hi, lo, uint64(t.Den))
	return int(q), int(r)
}

// sane reports whether the share is one: more than nothing, at most the whole,
// and no finer than a rule can mean.
func (t Threshold) sane() bool { return 0 < t.Num && t.Num <= t.Den && t.Den < 1_000_000 }

// Share names the fraction: 半数, 三分之二, 全部.
func (t Threshold) Share() say.Message {
	num, den := reduced(t.Num, t.Den)
	switch {
	case num == 1 && den == 1:
		return say.M("procedure.share.whole")
	case num == 1 && den == 2:
		return say.M("procedure.share.half")
	}
	if !t.sane() || den > 10 {
		return say.M("procedure.share.part", "Num", num, "Den", den)
	}
	return say.M("procedure.share.part", "Num", numeral(num), "Den", numeral(den))
}

// numeral spells a number from 1 to 10.
func numeral(n int) say.Message { return say.M("procedure.numeral." + strconv.Itoa(n)) }

// Figure is the share of the base, exactly: 224.5 is half of 449, and 299 1/3
// are two thirds of it. It is 0 for a threshold that is none.
func (t Threshold) Figure(base int) say.Message {
	whole, rest := t.of(base)
	if rest == 0 {
		return say.M("procedure.figure.plain", "Number", whole)
	}
	num, den := reduced(rest, t.Den)
	if digits, ok := decimals(num, den); ok {
		return say.M("procedure.figure.plain", "Number", strconv.Itoa(whole)+"."+digits)
	}
	if whole == 0 {
		return say.M("procedure.figure.part", "Num", num, "Den", den)
	}
	return say.M("procedure.figure.mixed", "Whole", whole, "Num", num, "Den", den)
}

// decimals writes num/den (below 1) as the digits after a point, if three
// digits say it exactly.
func decimals(num, den int) (string, bool) {
	if 1000%den != 0 {
		return "", false
	}
	s := strconv.Itoa(1000 + num*(1000/den))[1:]
	return strings.TrimRight(s, "0"), true
}

func reduced(num, den int) (int, int) {
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	if a == 0 {
		return num, den
	}
	return num / a, den / a
}

// fraction is P/Q or P/Q+, in numbers that a rule can sensibly have.
var fraction = regexp.MustCompile(`^([0-9]{1,6})/([0-9]{1,6})(\+?)$`)

// ParseThreshold reads majority, plurality, P/Q (more than) or P/Q+ (at least).
// An error is a *say.Problem.
func ParseThreshold(s string) (Threshold, error) {
	folded := strings.Join(strings.Fields(width.Fold.String(s)), "")
	switch strings.ToLower(folded) {
	case "majority":
		return Majority, nil
	case "plurality":
		return Threshold{Plurality: true}, nil
	}
	m := fraction.FindStringSubmatch(folded)
	if m == nil {
		return Threshold{}, say.Wrong(say.M("procedure.threshold.form", "Text", s), say.M("procedure.threshold.form.do"), nil)
	}
	// Six digits always fit.
	num, _ := strconv.Atoi(m[1])
	den, _ := strconv.Atoi(m[2])
	t := Threshold{Num: num, Den: den, Strict: m[3] == ""}
	if !t.sane() {
		return Threshold{}, say.Wrong(say.M("procedure.threshold.share", "Text", s), say.M("procedure.threshold.share.do"), nil)
	}
	return t, nil
}
