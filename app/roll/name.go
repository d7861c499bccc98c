package roll

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// dots are the signs that stand between the parts of a name in several ways of
// writing; the first is the one of the standard.
const dots = "·•・‧∙⋅．●"

// TidyName writes a name as people read it: without the white space that
// sets “张　三” under “欧阳锋”, with · between the parts of a name, and with one
// space between Latin words.
func TidyName(name string) string {
	runes := []rune(strings.Join(strings.Fields(strings.Map(shown, name)), " "))
	var b strings.Builder
	for i, r := range runes {
		if r == ' ' && !(isLatin(runes[i-1]) && isLatin(runes[i+1])) {
			continue
		}
		if strings.ContainsRune(dots, r) && between(runes, i) {
			r = '·'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// SameName gives the form in which two names are compared: tidy, half-width, in
// lower case, without dots or spaces.
func SameName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '·' {
			return -1
		}
		return unicode.ToLower(r)
	}, width.Fold.String(TidyName(name)))
}

// shown drops what cannot be seen and could keep two equal names apart.
func shown(r rune) rune {
	switch {
	case unicode.Is(unicode.Cf, r):
		return -1
	case unicode.IsControl(r), unicode.IsSpace(r):
		return ' '
	}
	return r
}

// between reports whether something stands on either side of place i.
func between(runes []rune, i int) bool { return 0 < i && i+1 < len(runes) }

func isLatin(r rune) bool { return unicode.In(r, unicode.Latin) || r == '.' || r == '\'' || r == '-' }
