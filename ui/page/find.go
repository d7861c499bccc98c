package page

import (
	"strings"

	"golang.org/x/text/width"
)

// Terms are the words asked for in the search field of a list, as they are
// compared: half-width and in lower case.
func Terms(asked string) []string { return strings.Fields(Folded(asked)) }

// Folded is a text in the form in which Terms are looked for.
func Folded(text string) string { return strings.ToLower(width.Fold.String(text)) }

// Has reports whether a folded text holds every term.
func Has(folded string, terms []string) bool {
	for _, t := range terms {
		if !strings.Contains(folded, t) {
			return false
		}
	}
	return true
}
