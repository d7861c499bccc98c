package pinyin

import (
	"slices"
	"strings"
	"unicode"

	dictionary "github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// readings are the readings of a character without tones, ü as v, the usual one
// first; none for what is no Chinese character.
func readings(r rune) []string {
	written, ok := dictionary.PinyinDict[int(r)]
	if !ok {
		return nil
	}
	var all []string
	for _, s := range strings.Split(written, ",") {
		if s = toneless(s); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// toneless takes the tone off a syllable: lǜ → lv.
func toneless(s string) string {
	var b []byte
	for _, r := range norm.NFD.String(s) {
		switch {
		case 'a' <= r && r <= 'z':
			b = append(b, byte(r))
		case r == '\u0308' && len(b) > 0 && b[len(b)-1] == 'u':
			b[len(b)-1] = 'v'
		case unicode.Is(unicode.Mn, r):
		}
	}
	return string(b)
}

// withSpellings adds the other ways in which people type ü: lv, lu and, as in
// passports, lyu.
func withSpellings(reads []string, usual int) ([]string, int) {
	if !slices.ContainsFunc(reads, func(s string) bool { return strings.Contains(s, "v") }) {
		return reads, usual
	}
	var all []string
	count := 0
	for i, s := range reads {
		all = append(all, s)
		if strings.Contains(s, "v") {
			all = append(all, strings.Replace(s, "v", "u", 1), strings.Replace(s, "v", "yu", 1))
		}
		if i < usual {
			count = len(all)
		}
	}
	return all, count
}
