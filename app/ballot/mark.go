package ballot

import (
	"strings"

	"golang.org/x/text/width"
)

// written are the ways to write a mark, folded to half width.
var written = map[string]Mark{
	"": Unmarked,

	"赞成": Approve, "√": Approve, "✓": Approve, "✔": Approve, "1": Approve,
	"反对": Against, "×": Against, "✕": Against, "✗": Against, "✘": Against, "x": Against, "X": Against, "0": Against,
	"弃权": Abstain,
}

// ParseMark reads a mark as a scanner or a clerk writes it: 赞成, √ or 1; 反对,
// × or 0; 弃权; nothing. Width and white space do not matter. Anything else is
// refused, a bare ○ too: it means 赞成 in some places and 弃权 in others.
func ParseMark(cell string) (Mark, bool) {
	m, ok := written[folded(cell)]
	return m, ok
}

// IsCircle reports whether a cell is a bare circle, in any of the forms that
// keyboards offer.
func IsCircle(cell string) bool {
	switch folded(cell) {
	case "○", "〇", "◯", "⭕", "O", "o":
		return true
	}
	return false
}

func folded(cell string) string {
	return strings.Join(strings.Fields(width.Fold.String(cell)), "")
}
