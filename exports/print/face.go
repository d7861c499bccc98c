package print

import (
	"bytes"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/segmenter"

	"piaojue/assets"
)

// face measures texts in one of the fonts.
type face struct {
	f *font.Face
	// advances are the widths that were looked up, as shares of the size.
	mutex    sync.Mutex
	advances map[rune]float64
}

var (
	regular = sync.OnceValue(func() *face { return parse(assets.FontRegular) })
	bold    = sync.OnceValue(func() *face { return parse(assets.FontBold) })
)

func parse(b []byte) *face {
	f, err := font.ParseTTF(bytes.NewReader(b))
	if err != nil {
		panic("print: a font of the app: " + err.Error())
	}
	return &face{f: f, advances: map[rune]float64{}}
}

func faceFor(isBold bool) *face {
	if isBold {
		return bold()
	}
	return regular()
}

// has reports whether the font has a character.
func (f *face) has(r rune) bool {
	_, ok := f.f.NominalGlyph(r)
	return ok
}

func (f *face) advance(r rune) float64 {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	a, ok := f.advances[r]
	if !ok {
		g, found := f.f.NominalGlyph(r)
		if a = 1; found {
			a = float64(f.f.HorizontalAdvance(g)) / float64(f.f.Upem())
		}
		f.advances[r] = a
	}
	return a
}

// style is how a text is set.
type style struct {
	size  float64
	bold  bool
	faint bool
	red   bool
}

// leading is the distance of two baselines, of the size.
const leading = 1.45

func (s style) line() float64 { return s.size * leading }

// width is how wide a text is on one line.
func (s style) width(text string) float64 {
	f, w := faceFor(s.bold), 0.0
	for _, r := range text {
		w += f.advance(r)
	}
	return w * s.size
}

// wrap breaks a text into lines of at most so many points where Chinese
// typesetting breaks it (UAX #14): no line begins with 、or ends with（. What has
// no place to break, and is too long, is broken anywhere. Nothing is dropped
// but white space at the ends of lines.
func (s style) wrap(text string, room float64) []string {
	var lines []string
	for _, paragraph := range strings.Split(printable(text), "\n") {
		lines = append(lines, s.wrapParagraph(paragraph, room)...)
	}
	return lines
}

func (s style) wrapParagraph(text string, room float64) []string {
	var lines []string
	line := ""
	var seg segmenter.Segmenter
	seg.Init([]rune(text))
	pieces := seg.LineIterator()
	for pieces.Next() {
		piece := string(pieces.Line().Text)
		if s.width(line+strings.TrimRight(piece, " ")) <= room {
			line += piece
			continue
		}
		if strings.TrimSpace(line) != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		line = piece
		for s.width(strings.TrimRight(line, " ")) > room {
			fits := s.fitting(line, room)
			lines = append(lines, line[:fits])
			line = line[fits:]
		}
	}
	return append(lines, strings.TrimRight(line, " "))
}

// fitting is how many bytes of a text fit into so many points, at least one rune's.
func (s style) fitting(text string, room float64) int {
	f, w := faceFor(s.bold), 0.0
	for i, r := range text {
		if w += f.advance(r) * s.size; w > room && i > 0 {
			return i
		}
	}
	return len(text)
}
