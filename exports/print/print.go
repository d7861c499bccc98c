// Package print makes the papers of a vote as PDF: ballots, the attendance list,
// the rules, the result and the public notice.
//
// A paper is laid out first, as plain texts, lines and boxes at places in points
// from the upper left corner, and then drawn; everything that can be wrong with
// it can be seen in what was laid out. The fonts of the app are in the file, cut
// down to the characters used. A character that they lack is an error that
// names it: a box in a deputy's name would go unnoticed until it is too late.
//
// Texts are Chinese, whatever the language of the screens. No name of a project
// or a person is ever cut off: a text that is too long goes on in the next line.
package print

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"piaojue/app/say"
	"piaojue/exports/atomicfile"
)

// Paper is a size of paper, upright.
type Paper struct {
	Name          string
	Width, Height float64 // in points
	edge          float64 // left free on all sides
	size          float64 // of the body's text
}

// The papers that offices have.
var (
	A4 = Paper{"A4", 595.28, 841.89, 50, 12}
	A5 = Paper{"A5", 419.53, 595.28, 34, 10}
)

// PaperNamed gives A4 or A5 by name, in either case.
func PaperNamed(name string) (Paper, error) {
	for _, p := range []Paper{A4, A5} {
		if strings.EqualFold(strings.TrimSpace(name), p.Name) {
			return p, nil
		}
	}
	return Paper{}, say.Wrong(say.M("print.paper", "Name", name), say.M("print.paper.do"), nil)
}

// Document is a paper that was laid out.
type Document struct {
	Title     string
	Paper     Paper
	Rehearsal bool // every page carries 演练
	Pages     []Page
}

// Page is what stands on a page, in the order in which it is drawn.
type Page struct {
	Texts  []Text
	Lines  []Line
	Boxes  []Box
	Shapes []Shape
}

// Text is a line of text; X and Y are where its baseline begins.
type Text struct {
	X, Y, Size float64
	Bold       bool
	Faint      bool
	Red        bool
	Text       string
}

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Dashed         bool
}

// Box is an empty rectangle, or one with a light ground.
type Box struct {
	X, Y, Width, Height float64
	Stroke              float64 // width of its line, 0 for none
	Ground              bool
}

// Shape is a filled polygon: the corner to be clipped off a spare ballot.
type Shape struct{ Points [][2]float64 }

// Text is everything that stands on the pages, a line for each text, in the
// order of the pages.
func (d Document) Text() string {
	var b strings.Builder
	for _, p := range d.Pages {
		for _, t := range p.Texts {
			b.WriteString(t.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Write writes a document to a file, whole or not at all. Errors are
// *say.Problem: a character that the fonts lack, or a file that cannot be written.
func Write(path string, d Document) error {
	if err := d.check(); err != nil {
		return err
	}
	b, err := d.pdf()
	if err != nil {
		return say.Wrong(say.M("print.unwritten"), say.M("print.unwritten.do"), err)
	}
	err = atomicfile.Write(path,
		func(w io.Writer) error { _, err := w.Write(b); return err },
		func(temporary string) error {
			got, err := os.ReadFile(temporary)
			if err == nil && !bytes.Equal(got, b) {
				err = fmt.Errorf("%s: read back otherwise than written", temporary)
			}
			return err
		})
	return atomicfile.Problem(path, err)
}

// check refuses what the fonts cannot show.
func (d Document) check() error {
	var missing []string
	seen := map[rune]bool{}
	in := ""
	texts := append([]Text{{Text: mark(), Bold: true}}, d.texts()...)
	for _, t := range texts {
		for _, r := range t.Text {
			if !seen[r] && !faceFor(t.Bold).has(r) {
				missing = append(missing, fmt.Sprintf("%c（U+%04X）", r, r))
				if in == "" {
					in = t.Text
				}
			}
			seen[r] = true
		}
	}
	if len(missing) > 0 {
		return say.Wrong(say.M("print.no_glyph", "Characters", missing, "Text", in), say.M("print.no_glyph.do"), nil)
	}
	return nil
}

func (d Document) texts() []Text {
	var all []Text
	for _, p := range d.Pages {
		all = append(all, p.Texts...)
	}
	return all
}

// mark is what every page of a rehearsal carries.
func mark() string { return words("print.rehearsal.mark") }

// printable drops what no paper can show.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r) && r != '\u3000':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// words is a text on paper, which is Chinese.
func words(key string, pairs ...any) string { return say.M(key, pairs...).In(say.Chinese) }
