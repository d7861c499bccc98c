package target

import (
	"math/bits"
	"strconv"
	"strings"
)

// Decimal is an exact number that is not negative: Digits / 10^Places. The zero
// value is 0. Equal numbers are equal values: Digits has no zero at its end
// that Places could do without.
type Decimal struct {
	Digits uint64
	Places uint8
}

// mostPlaces keeps Digits within what an uint64 can be scaled by.
const mostPlaces = 18

var powers = func() (p [mostPlaces + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

func normal(digits uint64, places int) Decimal {
	for places > 0 && digits%10 == 0 {
		digits, places = digits/10, places-1
	}
	return Decimal{digits, uint8(places)}
}

// parseDecimal reads 1260 or 5.8; ok is false where it is too long to be held.
func parseDecimal(s string) (Decimal, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) > mostPlaces {
		return Decimal{}, false
	}
	digits, err := strconv.ParseUint(whole+fraction, 10, 64)
	return normal(digits, len(fraction)), err == nil
}

// Times is the number multiplied; ok is false where that is too large to be held.
func (d Decimal) Times(by uint64) (product Decimal, ok bool) {
	for d.Places > 0 && by%10 == 0 && by > 0 {
		by, d.Places = by/10, d.Places-1
	}
	high, low := bits.Mul64(d.Digits, by)
	return normal(low, int(d.Places)), high == 0
}

// Compare is -1, 0 or 1 as d is less than, equal to or greater than e.
func (d Decimal) Compare(e Decimal) int {
	places := max(d.Places, e.Places)
	dh, dl := bits.Mul64(d.Digits, powers[places-d.Places])
	eh, el := bits.Mul64(e.Digits, powers[places-e.Places])
	switch {
	case dh != eh && dh < eh || dh == eh && dl < el:
		return -1
	case dh == eh && dl == el:
		return 0
	}
	return 1
}

// String writes the number out: 1260, 5.8.
func (d Decimal) String() string {
	s := strconv.FormatUint(d.Digits, 10)
	if d.Places == 0 {
		return s
	}
	if n := int(d.Places) + 1 - len(s); n > 0 {
		s = strings.Repeat("0", n) + s
	}
	return s[:len(s)-int(d.Places)] + "." + s[len(s)-int(d.Places):]
}

// Chinese writes the number as reports do: with 亿 or 万 where it has no more
// than two places then, else written out.
func (d Decimal) Chinese() string {
	for _, scale := range []struct {
		zeros int
		word  string
	}{{8, "亿"}, {4, "万"}} {
		least := Decimal{Digits: powers[scale.zeros]}
		if d.Compare(least) < 0 || int(d.Places)+scale.zeros > mostPlaces {
			continue
		}
		if shorter := normal(d.Digits, int(d.Places)+scale.zeros); shorter.Places <= 2 {
			return shorter.String() + scale.word
		}
	}
	return d.String()
}
