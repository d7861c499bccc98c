package project

import (
	"math/big"
	"strings"

	"golang.org/x/text/width"
)

// units are the units of money that lists use, in 元, a longer name before one
// that it begins with.
var units = []struct {
	name string
	yuan int64
}{
	{"万亿元", 1e12}, {"千万元", 1e7}, {"百万元", 1e6}, {"十万元", 1e5},
	{"亿元", 1e8}, {"万元", 1e4}, {"千元", 1e3}, {"百元", 1e2},
	{"万亿", 1e12}, {"千万", 1e7}, {"百万", 1e6}, {"十万", 1e5},
	{"亿", 1e8}, {"万", 1e4}, {"元", 1},
}

// Words around an amount that do not change it.
var (
	beforeAmount = []string{"人民币", "rmb", "大约", "约", "合计", "总计", "共计", "共", "计", "¥", "￥"}
	afterAmount  = []string{"左右", "整", "人民币"}
)

// longestAmount bounds what is read as an amount, in bytes after folding.
const longestAmount = 64

// ParseMoney reads an amount as lists write it: “1,200”, “1200.5”, “1.2亿”,
// “约300万元”, “1亿2000万元”, full-width digits alike. unit is the unit that the
// column's head names; a unit in the text goes before it. Text and Unit are
// kept as they are. Known is false for everything else: no amount, no unit, a
// range, a sum that is not a whole number of 元 or more than an int64 holds.
// Nothing is ever rounded.
func ParseMoney(text, unit string) Money {
	m := Money{Text: strings.TrimSpace(text), Unit: strings.TrimSpace(unit)}
	m.Yuan, m.Known = yuan(m.Text, m.Unit)
	return m
}

// String is the amount with its unit as the list writes it, "" for none.
func (m Money) String() string {
	if m.Known && m.Unit != "" && endsInDigit(m.Text) {
		return m.Text + m.Unit
	}
	return m.Text
}

// MoneyUnit finds the unit that a column's head (“总投资（万元）”) or a line above
// the table (“单位：亿元”) names; "" where it names none. A foreign currency is
// no unit: its amounts stay text.
func MoneyUnit(head string) string {
	s := fold(head)
	for _, foreign := range []string{"美元", "欧元", "港元", "日元", "英镑"} {
		if strings.Contains(s, foreign) {
			return ""
		}
	}
	for _, u := range units {
		if len([]rune(u.name)) > 1 && strings.HasSuffix(u.name, "元") && strings.Contains(s, u.name) {
			return u.name
		}
	}
	for _, form := range []string{"(元)", "/元", ":元", "单位元"} {
		if strings.Contains(s, form) {
			return "元"
		}
	}
	return ""
}

// fold brings a text to half width and lower case and takes the white space out.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(s)), ""))
}

func yuan(text, headUnit string) (int64, bool) {
	s := fold(text)
	if s == "" || len(s) > longestAmount {
		return 0, false
	}
	for again := true; again; {
		again = false
		for _, word := range beforeAmount {
			if rest, ok := strings.CutPrefix(s, fold(word)); ok {
				s, again = rest, true
			}
		}
	}
	for _, word := range afterAmount {
		s = strings.TrimSuffix(s, word)
	}
	sum, last := new(big.Rat), int64(0)
	for parts := 0; s != ""; parts++ {
		number, rest, ok := cutNumber(s)
		if !ok {
			return 0, false
		}
		size, rest := cutUnit(rest)
		switch {
		case size != 0:
		case parts == 0 && rest == "":
			var left string
			if size, left = cutUnit(fold(headUnit)); size == 0 || left != "" {
				return 0, false
			}
		default:
			return 0, false
		}
		// 1亿2000万 is a sum; 2000万1亿 is not an amount.
		if parts > 0 && size >= last {
			return 0, false
		}
		last = size
		sum.Add(sum, number.Mul(number, new(big.Rat).SetInt64(size)))
		s = rest
	}
	if last == 0 || !sum.IsInt() || !sum.Num().IsInt64() {
		return 0, false
	}
	return sum.Num().Int64(), true
}

// cutNumber takes a decimal number, with commas only between groups of three
// digits, off the front of s.
func cutNumber(s string) (*big.Rat, string, bool) {
	digits := func(s string) int {
		n := 0
		for n < len(s) && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		return n
	}
	n := digits(s)
	if n == 0 {
		return nil, s, false
	}
	number, rest := s[:n], s[n:]
	if grouped := n <= 3; strings.HasPrefix(rest, ",") {
		for strings.HasPrefix(rest, ",") {
			if !grouped || digits(rest[1:]) != 3 {
				return nil, s, false
			}
			number, rest = number+rest[1:4], rest[4:]
		}
	}
	if strings.HasPrefix(rest, ".") {
		n := digits(rest[1:])
		if n == 0 {
			return nil, s, false
		}
		number, rest = number+rest[:1+n], rest[1+n:]
	}
	r, ok := new(big.Rat).SetString(number)
	return r, rest, ok
}

// cutUnit takes a unit off the front of s and gives its size in 元, 0 for none.
func cutUnit(s string) (int64, string) {
	for _, u := range units {
		if rest, ok := strings.CutPrefix(s, u.name); ok {
			return u.yuan, rest
		}
	}
	return 0, s
}

func endsInDigit(s string) bool {
	f := fold(s)
	return f != "" && '0' <= f[len(f)-1] && f[len(f)-1] <= '9'
}
