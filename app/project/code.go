package project

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/say"
)

// A choice code (选择码) writes down which projects of a list were chosen, in
// digits that fit on a slip of paper: with 12 candidates there are 8. It is how
// a deputy carries a choice from one machine to another without a stick, a
// network or a stored file. It hides nothing: whoever has the list can read it.
//
// The digits are the choice as a number, in which the first project of the list
// counts 1, the second 2, the third 4 …, and four check digits. All together,
// read as one number and added to the fingerprint of the list, are a multiple
// of checkBy. As that is a prime, one wrong digit or two neighbours exchanged
// are always noticed, and a code of another list passes once in 9,973.
const (
	// MostInCode is the most candidates whose choice can be written as a code.
	MostInCode  = 64
	checkDigits = 4
	checkBy     = 9973
	groupDigits = 4
)

// CodeDigits is how many digits a code of the list has, 0 where the list is
// empty or too long for one.
func (l List) CodeDigits() int {
	n := len(l.Projects)
	if n == 0 || n > MostInCode {
		return 0
	}
	return len(strconv.FormatUint(^uint64(0)>>(64-n), 10)) + checkDigits
}

// Code writes a choice of ids as digits in groups of four. Ids that the list
// does not have are left out. The code is "" where CodeDigits is 0.
func (l List) Code(chosen []string) string {
	digits := l.CodeDigits()
	if digits == 0 {
		return ""
	}
	var value uint64
	for _, id := range chosen {
		if i := l.Index(id); i >= 0 {
			value |= 1 << i
		}
	}
	rest := (value%checkBy*1e4 + l.fingerprint()) % checkBy
	check := (checkBy - rest) % checkBy
	return grouped(fmt.Sprintf("%0*d%0*d", digits-checkDigits, value, checkDigits, check))
}

// FromCode reads a code, with or without spaces and in digits of any width, and
// gives the ids in the order of the list. The error is a *say.Problem.
func (l List) FromCode(code string) ([]string, error) {
	digits := l.CodeDigits()
	s := strings.NewReplacer("-", "", "—", "").Replace(strings.Join(strings.Fields(width.Fold.String(code)), ""))
	if digits == 0 || len(s) != digits || strings.Trim(s, "0123456789") != "" {
		return nil, say.Wrong(say.M("project.code.digits", "Digits", digits), say.M("project.code.digits.do"), nil)
	}
	wrong := func(cause error) ([]string, error) {
		return nil, say.Wrong(say.M("project.code.wrong"), say.M("project.code.wrong.do"), cause)
	}
	value, err := strconv.ParseUint(s[:digits-checkDigits], 10, 64)
	if err != nil || bits.Len64(value) > len(l.Projects) {
		return wrong(err)
	}
	check, err := strconv.ParseUint(s[digits-checkDigits:], 10, 64)
	if err != nil || check >= checkBy || (value%checkBy*1e4+check+l.fingerprint())%checkBy != 0 {
		return wrong(err)
	}
	var ids []string
	for i, p := range l.Projects {
		if value>>i&1 == 1 {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

// fingerprint tells lists apart by their ids and names, in their order.
func (l List) fingerprint() uint64 {
	h := sha256.New()
	for _, p := range l.Projects {
		for _, s := range []string{SameID(p.ID), fold(p.Name)} {
			fmt.Fprintf(h, "%d:%s", len(s), s)
		}
	}
	return binary.BigEndian.Uint64(h.Sum(nil)) % checkBy
}

func grouped(digits string) string {
	var groups []string
	for ; len(digits) > groupDigits; digits = digits[groupDigits:] {
		groups = append(groups, digits[:groupDigits])
	}
	return strings.Join(append(groups, digits), " ")
}
