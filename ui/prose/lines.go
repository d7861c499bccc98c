// Package prose sets Chinese text: it breaks lines by UAX #14 with the rules of
// Chinese print at both line ends, and shows paragraphs.
package prose

import (
	"sync"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/segmenter"
)

// Line is a range of runes of the text that was broken; End excludes the line
// end and trailing spaces, Next is where the following line begins.
type Line struct{ Start, End, Next int }

// Advance is the width of one rune.
type Advance func(r rune) float32

// Lines breaks a text at the given width. indent is taken off the first line. A
// piece that is wider than a line is broken between runes. There is always at
// least one line.
func Lines(text []rune, advance Advance, width, indent float32) []Line {
	if len(text) == 0 {
		return []Line{{}}
	}
	var seg segmenter.Segmenter
	seg.Init(forBreaking(text))
	pieces := seg.LineIterator()

	var lines []Line
	start, room := 0, width-indent
	used := float32(0)    // of the line, trailing spaces excluded
	pending := float32(0) // trailing spaces
	cut := func(at int) {
		end := at
		for end > start && isSpace(text[end-1]) {
			end--
		}
		lines = append(lines, Line{Start: start, End: end, Next: at})
		start, room, used, pending = at, width, 0, 0
	}
	for pieces.Next() {
		piece := pieces.Line()
		from, to := piece.Offset, piece.Offset+len(piece.Text)
		ink := to
		for ink > from && isSpace(text[ink-1]) {
			ink--
		}
		var inkWidth, spaceWidth float32
		for _, r := range text[from:ink] {
			inkWidth += advance(r)
		}
		for _, r := range text[ink:to] {
			if r != '\n' {
				spaceWidth += advance(r)
			}
		}
		if (used > 0 || pending > 0 && inkWidth > 0) && used+pending+inkWidth > room {
			cut(from)
		}
		if inkWidth > room {
			for i := from; i < ink; i++ {
				a := advance(text[i])
				if used+pending+a > room && i > start {
					cut(i)
				}
				used += pending + a
				pending = 0
			}
		} else {
			used += pending + inkWidth
			pending = 0
		}
		pending += spaceWidth
		if piece.IsMandatoryBreak && to < len(text) {
			cut(to)
		}
	}
	if start < len(text) || len(lines) == 0 {
		cut(len(text))
	}
	return lines
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\u3000' || r == '\r' }

// forBreaking stands curly quotes in for corner brackets. UAX #14 allows no
// break on either side of a curly quote, since it cannot know which way it
// faces; in Chinese it always does.
func forBreaking(text []rune) []rune {
	out := text
	copied := false
	for i, r := range text {
		var as rune
		switch r {
		case '“':
			as = '「'
		case '”':
			as = '」'
		case '‘':
			as = '『'
		case '’':
			as = '』'
		default:
			continue
		}
		if !copied {
			out, copied = append([]rune(nil), text...), true
		}
		out[i] = as
	}
	return out
}

// Face measures runes at one size and style. Safe for use from several
// goroutines.
type Face struct {
	size  float32
	style fyne.TextStyle

	mu        sync.Mutex
	ideograph float32
	ascii     [128]float32
	other     map[rune]float32
}

type faceKey struct {
	size float32
	bold bool
}

var faces sync.Map // faceKey → *Face

// FaceOf gives the measure for a size, bold or not, in the app's font.
func FaceOf(size float32, bold bool) *Face {
	key := faceKey{size, bold}
	if f, ok := faces.Load(key); ok {
		return f.(*Face)
	}
	f, _ := faces.LoadOrStore(key, &Face{size: size, style: fyne.TextStyle{Bold: bold}, other: map[rune]float32{}})
	return f.(*Face)
}

// Advance is the width of a rune. All ideographs are as wide as 中.
func (f *Face) Advance(r rune) float32 {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case r < 128:
		if f.ascii[r] == 0 {
			f.ascii[r] = f.measure(r)
		}
		return f.ascii[r]
	case r >= 0x4E00 && r <= 0x9FFF:
		if f.ideograph == 0 {
			f.ideograph = f.measure('中')
		}
		return f.ideograph
	}
	w, ok := f.other[r]
	if !ok {
		w = f.measure(r)
		f.other[r] = w
	}
	return w
}

// Width is the width of a text.
func (f *Face) Width(text []rune) float32 {
	var w float32
	for _, r := range text {
		w += f.Advance(r)
	}
	return w
}

func (f *Face) measure(r rune) float32 {
	if r == '\n' || r == '\r' {
		return 0
	}
	// A lone space or mark is measured between two letters, as it is drawn.
	pair := fyne.MeasureText("中"+string(r)+"中", f.size, f.style).Width
	return pair - fyne.MeasureText("中中", f.size, f.style).Width
}
