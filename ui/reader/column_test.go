package reader

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/prose"
)

// columnOf sets a report at a text size, with a measure in characters.
func columnOf(r *report.Report, text, characters, view float32) *column {
	c := &column{}
	c.set(r, text)
	c.resize(characters*prose.FaceOf(text, false).Advance('中')+0.5, view)
	return c
}

func TestMarksOfTheReportStayOnTheirSideOfTheLine(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	for _, text := range []float32{14, 18, 28} {
		for characters := float32(20); characters <= 45; characters++ {
			c := columnOf(r, text, characters, 800)
			for i := range c.blocks {
				c.lay(i)
				b := &c.blocks[i]
				for j, l := range b.lines {
					first := c.text[b.start+l.Start]
					if last := c.text[max(b.start, b.start+l.End-1)]; strings.ContainsRune("“‘（《", last) {
						t.Fatalf("at %v, %v characters a line ends with %q", text, characters, string(c.text[b.start+l.Start:b.start+l.End]))
					}
					if j > 0 && strings.ContainsRune("，。；：！？、）》”", first) {
						t.Fatalf("at %v, %v characters a line starts with %q", text, characters, string(c.text[b.start+l.Start:b.start+l.End]))
					}
				}
			}
		}
	}
}

// Invariant: no line is wider than the column, in the faces it is drawn in.
func TestLinesFitTheColumn(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	for _, characters := range []float32{12, 25, 38} {
		c := columnOf(r, 18, characters, 800)
		for i := range c.blocks {
			c.lay(i)
			b := &c.blocks[i]
			for j, l := range b.lines {
				if w := c.lineLeft(i, j) + c.extent(b, b.start+l.Start, b.start+l.End); w > c.width+0.01 {
					t.Errorf("%q is %v wide, the column %v", string(c.text[b.start+l.Start:b.start+l.End]), w, c.width)
				}
			}
		}
	}
}

// Invariant: where an offset stands, that offset is found again.
func TestOffsetsAndPlacesAgree(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	rapid.Check(t, func(t *rapid.T) {
		text := float32(rapid.IntRange(14, 28).Draw(t, "text"))
		c := columnOf(r, text, float32(rapid.IntRange(15, 45).Draw(t, "characters")), 700)
		p := rapid.SampledFrom(r.Paragraphs).Draw(t, "paragraph")
		offset := rapid.IntRange(p.Start, p.End-1).Draw(t, "offset")
		s := c.spotOf(offset)
		if got := c.gap(s.x, s.y+float64(s.step)/2); got != offset {
			t.Fatalf("offset %d stands at %+v, where %d is found", offset, s, got)
		}
		if got, ok := c.runeAt(s.x+1, s.y+float64(s.step)/2); !ok || got != offset {
			t.Fatalf("the rune at the place of offset %d is %d, %v", offset, got, ok)
		}
	})
}

// Invariant: wherever one jumps from, the line that was jumped to lies exactly
// where it was asked to lie, however wrong the estimates before it were.
func TestJumpsAreExact(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	rapid.Check(t, func(t *rapid.T) {
		c := columnOf(r, 18, float32(rapid.IntRange(15, 45).Draw(t, "characters")), 700)
		for range rapid.IntRange(1, 4).Draw(t, "jumps") {
			offset := rapid.SampledFrom(r.Paragraphs).Draw(t, "paragraph").Start
			from := float32(rapid.IntRange(0, 300).Draw(t, "from"))
			c.bring(offset, from)
			y := c.spotOf(offset).y - c.top
			if atEnd := c.top == 0 || c.top == c.most(); !atEnd && math.Abs(y-float64(from)) > 0.01 {
				t.Fatalf("the line lies at %v, wanted %v", y, from)
			}
			if y < 0 || y >= float64(c.view) {
				t.Fatalf("the line lies at %v, outside of the opening", y)
			}
		}
	})
}

// Invariant: scrolling by a distance moves every line that stays in sight by
// that distance and by no more, though lines are laid out on the way.
func TestScrollingMovesWhatIsSeenByTheDistance(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	rapid.Check(t, func(t *rapid.T) {
		c := columnOf(r, 18, float32(rapid.IntRange(15, 45).Draw(t, "characters")), 700)
		c.bring(rapid.SampledFrom(r.Paragraphs).Draw(t, "paragraph").Start, 0)
		for _, by := range rapid.SliceOfN(rapid.Float64Range(-300, 300), 1, 30).Draw(t, "steps") {
			middle := c.gap(0, c.top+350)
			before := c.spotOf(middle).y - c.top
			c.scroll(c.top + by)
			after := c.spotOf(middle).y - c.top
			if atEnd := c.top == 0 || c.top == c.most(); !atEnd && math.Abs(before-after-by) > 0.01 {
				t.Fatalf("scrolled by %v, the line moved by %v", by, before-after)
			}
		}
	})
}

func TestAnotherWidthOrSizeKeepsThePlace(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	c := columnOf(r, 18, 38, 700)
	c.scroll(9000)
	kept := c.kept
	for _, w := range []float32{300, 1000, 420, 684.5} {
		c.resize(w, 700)
		c.set(r, 18+w/100)
		if s := c.spotOf(kept); s.y < c.top || s.y+float64(s.step) > c.top+float64(c.view) {
			t.Errorf("at width %v the line that was read is out of sight", w)
		}
	}
	c.set(r, 18)
	c.resize(38*prose.FaceOf(18, false).Advance('中')+0.5, 700)
	if got := c.spotOf(kept).y - c.top; math.Abs(got-float64(c.keptFrom)) > 0.01 {
		t.Errorf("back at the first width the line lies at %v, not at %v", got, c.keptFrom)
	}

	c.scroll(0)
	c.resize(300, 500)
	if c.top != 0 {
		t.Errorf("from the beginning a change of width led to %v", c.top)
	}
}

func TestTheEndCanBeReached(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	c := columnOf(r, 18, 38, 700)
	c.scroll(math.MaxInt32)
	last := c.blocks[len(c.blocks)-1].end
	if s := c.spotOf(last); s.y < c.top || s.y+float64(s.step) > c.top+700 {
		t.Errorf("at the end the last line lies at %v of 700", s.y-c.top)
	}
	laid := 0
	for i := range c.blocks {
		if c.blocks[i].lines != nil {
			laid++
		}
	}
	if laid == len(c.blocks) {
		t.Error("going to the end laid out everything")
	}
}
