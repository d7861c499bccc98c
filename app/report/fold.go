package report

import (
	"unicode"

	"golang.org/x/text/width"
)

// narrow gives the half-width form of a full-width letter, digit or sign, and
// the full-width form of a half-width Chinese one: the same as width.Fold, for
// one rune. NFKC would change how many runes there are.
func narrow(r rune) rune {
	switch {
	case r < 0x3000 && r != '₩':
		return r
	case r == 0x3000:
		return ' '
	case r > 0x3000 && r < 0xFF00:
		return r
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		return f
	}
	return r
}

// narrowed applies narrow to each rune of a text.
func narrowed(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		out[i] = narrow(r)
	}
	return out
}

// alike is narrow without the difference between letter cases, nor between
// ASCII and Chinese quotation marks, full stops and dashes: what a person who
// searches takes to be the same.
func alike(r rune) rune {
	switch r = narrow(r); {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= 0x3400 && r < 0xA000:
		return r
	}
	switch r {
	case '。':
		return '.'
	case '“', '”', '„', '‟':
		return '"'
	case '‘', '’', '‚', '‛':
		return '\''
	case '—', '–', '―', '─', '−', '‐', '‑':
		return '-'
	case '\t', 0xA0:
		return ' '
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// isHan reports whether a rune is a Chinese character.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r > 0xFFFF && unicode.Is(unicode.Han, r) || r == '〇' || r == '々'
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// invisible reports whether a rune shows nothing but is no white space to
// Unicode: pages carry them in between.
func invisible(r rune) bool {
	return r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xFEFF || r == 0x00AD
}

// squeezed is a text narrowed and without white space, for comparing lines.
func squeezed(narrowText []rune) string {
	out := make([]rune, 0, len(narrowText))
	for _, r := range narrowText {
		if !unicode.IsSpace(r) && !invisible(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// Alike gives one rune for all those that a person who compares two texts takes
// to be the same: full and half width, letter case, and ASCII and Chinese
// quotation marks, full stops and dashes.
func Alike(r rune) rune { return alike(r) }

// Blank reports whether a rune shows nothing.
func Blank(r rune) bool { return unicode.IsSpace(r) || invisible(r) }
