package exports

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Spreadsheets do not fit the height of rows with wrapped text that a library
// wrote, nor of merged cells ever, so the height is computed here. All sizes
// are in points (1/72 inch). The estimate is on the safe side: 宋体 and the
// Noto faces that stand in for it elsewhere both fit.

const (
	lineHeight   = 1.42 // of the size; 宋体 needs 1.3, Noto Sans CJK 1.45 at most sizes
	cellTop      = 6.0  // above and below the text together
	cellSide     = 6.0  // left and right together
	indentPoints = 9.0  // of one step
	tallestRow   = 390  // a spreadsheet's row is at most 409
)

// columnPoints is how wide a column of a spreadsheet's width is: 7 pixels at 96
// dots an inch for each digit of the standard font.
func columnPoints(width float64) float64 { return width * 7 * 0.75 }

// columnWidth is the width of a column of so many points.
func columnWidth(points float64) float64 { return points / (7 * 0.75) }

// emOf is how wide a rune is, as a share of the size.
func emOf(r rune) float64 {
	switch {
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || unicode.Is(unicode.Cf, r):
		return 0
	case r == ' ':
		return 0.5
	case r < 0x250:
		if unicode.IsUpper(r) || r == '%' || r == '@' || r == '&' {
			return 0.75
		}
		return 0.56
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianNarrow, width.EastAsianHalfwidth:
		return 0.6
	}
	return 1
}

// textPoints is how wide a text is on one line.
func textPoints(s string, size float64, bold bool) float64 {
	w := 0.0
	for _, r := range s {
		w += emOf(r)
	}
	if bold {
		w *= 1.05
	}
	return w * size
}

const (
	noLineStart = "，。；：！？、）》”’】〕」』,.;:!?)]}%…—"
	noLineEnd   = "（《“‘【〔「『([{"
)

// wrap breaks a text into the lines that it takes in a cell of so many points,
// as a spreadsheet does: at line ends, between Chinese characters, at spaces;
// not before closing marks, nor after opening ones. The lines joined are the
// text.
func wrap(s string, points, size float64, bold bool) []string {
	room := points - cellSide
	var lines []string
	for _, paragraph := range strings.SplitAfter(s, "\n") {
		lines = append(lines, wrapParagraph(paragraph, room, size, bold)...)
	}
	return lines
}

func wrapParagraph(s string, room, size float64, bold bool) []string {
	var lines []string
	start, used := 0, 0.0
	at := 0
	for _, unit := range units(s) {
		w := textPoints(strings.TrimRight(unit, " \n"), size, bold)
		if used > 0 && used+w > room {
			lines = append(lines, s[start:at])
			start, used = at, 0
		}
		if w > room { // longer than a line: broken anywhere
			for _, r := range unit {
				rw := textPoints(string(r), size, bold)
				if used > 0 && used+rw > room {
					lines = append(lines, s[start:at])
					start, used = at, 0
				}
				used += rw
				at += len(string(r))
			}
			continue
		}
		used += textPoints(unit, size, bold)
		at += len(unit)
	}
	return append(lines, s[start:])
}

// units are the pieces of a text between which a line may end.
func units(s string) []string {
	var all []string
	runes := []rune(s)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && strings.ContainsRune(noLineEnd, runes[j]) {
			j++
		}
		if j < len(runes) && latin(runes[j]) {
			for j < len(runes) && latin(runes[j]) {
				j++
			}
		} else if j < len(runes) {
			j++
		}
		for j < len(runes) && (strings.ContainsRune(noLineStart, runes[j]) || runes[j] == ' ' || runes[j] == '\n') {
			j++
		}
		all = append(all, string(runes[i:j]))
		i = j
	}
	return all
}

func latin(r rune) bool {
	return r < 0x250 && r > ' '
}

// heightOf is the height of so many lines.
func heightOf(lines int, size float64) float64 {
	return float64(max(lines, 1))*size*lineHeight + cellTop
}

// fits is how many lines a row can be tall.
func fits(size float64) int {
	return int((tallestRow - cellTop) / (size * lineHeight))
}
