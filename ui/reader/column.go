package reader

import (
	"sort"

	"piaojue/app/report"
	"piaojue/ui/prose"
)

// column is the text of a report set in one column behind an opening through
// which a part of it is seen. It knows nothing of widgets.
//
// Only what is seen is laid out; the height of everything else is an estimate.
// Whenever an estimate above the opening turns out wrong, top follows, so that
// what is seen stays where it is, and a place that is jumped to is laid out
// first, so that a jump is exact.
type column struct {
	text   []rune // as shown
	blocks []block
	width  float32 // of the column
	view   float32 // height of the opening
	top    float64 // of the opening, from the top of the column
	head   float64 // empty space before the first block and after the last
	tops   []float64
	stale  bool // tops are to be reckoned anew

	// What a change of width or size keeps where it is: the first whole line
	// when the opening last moved, and its distance from the top of it. Before
	// it ever moved that is the very beginning.
	begun    bool
	kept     int
	keptFrom float32
	edition  int     // counts how often everything was forgotten
	moved    float64 // by how much top followed wrong estimates, ever
}

// ready reports whether there is anything to lay out and room for it.
func (c *column) ready() bool { return len(c.blocks) > 0 && c.width > 0 && c.view > 0 }

// set takes the text of a report at a text size. The place that is read stays.
func (c *column) set(r *report.Report, size float32) {
	c.text = r.Display()
	c.blocks = blocks(r, size)
	c.head = float64(1.5 * size)
	c.forget()
	c.restore()
}

// resize gives column and opening another size; the place that is read stays.
func (c *column) resize(width, view float32) {
	if width == c.width && view == c.view {
		return
	}
	c.view = view
	if width != c.width {
		c.width = width
		c.forget()
	}
	c.restore()
}

// forget drops everything that was laid out.
func (c *column) forget() {
	for i := range c.blocks {
		b := &c.blocks[i]
		b.lines = nil
		b.height = c.estimate(b)
	}
	c.stale = true
	c.edition++
}

// estimate is the likely height of a block: Chinese characters are all as wide
// as the text is high, and lines break almost anywhere.
func (c *column) estimate(b *block) float32 {
	lines := float32(1)
	if c.width > 0 {
		lines = float32(int((float32(b.end-b.start)*b.size*0.97+b.indent)/c.width)) + 1
	}
	return b.above + lines*b.step() + b.below
}

// lay breaks the lines of a block.
func (c *column) lay(i int) {
	b := &c.blocks[i]
	if b.lines != nil {
		return
	}
	estimated := b.height
	top := c.at(i)
	b.lines = c.rows(b)
	b.height = b.above + float32(len(b.lines))*b.step() + b.below
	if b.height == estimated {
		return
	}
	c.stale = true
	if top < c.top {
		c.top += float64(b.height - estimated)
		c.moved += float64(b.height - estimated)
	}
}

// rows sets the lines of a block.
func (c *column) rows(b *block) []prose.Row {
	advance := make([]float32, b.end-b.start)
	for k := range advance {
		advance[k] = b.face(b.start + k).Advance(c.text[b.start+k])
	}
	setting := prose.Setting{
		Text: c.text[b.start:b.end], Advance: advance, Em: b.face(b.start).Advance('中'),
		Width: c.width, Indent: b.indent, Ragged: b.centred,
	}
	return setting.Rows()
}

// at is the top of a block.
func (c *column) at(i int) float64 {
	if c.stale {
		c.tops = c.tops[:0]
		y := c.head
		for j := range c.blocks {
			c.tops = append(c.tops, y)
			y += float64(c.blocks[j].height)
		}
		c.tops = append(c.tops, y+c.head)
		c.stale = false
	}
	return c.tops[i]
}

// length is the height of all of it, as far as it is known.
func (c *column) length() float64 {
	if len(c.blocks) == 0 {
		return 0
	}
	return c.at(len(c.blocks))
}

// most is the lowest place to which the opening can go.
func (c *column) most() float64 { return max(0, c.length()-float64(c.view)) }

// blockAt is the block at a height, or the nearest.
func (c *column) blockAt(y float64) int {
	c.at(0)
	i := sort.Search(len(c.blocks), func(i int) bool { return c.tops[i] > y }) - 1
	return max(0, i)
}

// blockOf is the block that holds an offset, or the one before it.
func (c *column) blockOf(offset int) int {
	i := sort.Search(len(c.blocks), func(i int) bool { return c.blocks[i].start > offset }) - 1
	return max(0, i)
}

// settle lays out what the opening shows and brings top into the column. It
// gives the first and the last block that are seen.
func (c *column) settle() (first, last int) {
	if !c.ready() {
		c.top = 0
		return 0, -1
	}
	want := c.top
	for {
		c.top = min(max(want, 0), c.most())
		moved := c.moved
		laid := false
		first = c.blockAt(c.top)
		for last = first; ; last++ {
			if c.blocks[last].lines == nil {
				c.lay(last)
				laid = true
				if last == first {
					break // it may end above the opening now
				}
			}
			if last == len(c.blocks)-1 || c.at(last+1) >= c.top+float64(c.view) {
				break
			}
		}
		want += c.moved - moved
		if !laid && c.top <= c.most() {
			return first, last
		}
	}
}

// scroll puts the opening at a height.
func (c *column) scroll(to float64) {
	if !c.ready() {
		return
	}
	// What comes into sight above is laid out from below, so that it grows
	// upwards and what was in sight stays where it is.
	if to < c.top && c.top-to < float64(c.view) {
		begin := to <= 0
		for i := c.blockAt(c.top) - 1; i >= 0 && c.at(i+1) > to; i-- {
			before := c.moved
			c.lay(i)
			to += c.moved - before
		}
		if begin {
			to = 0
		}
	}
	c.top = to
	c.settle()
	c.keep()
}

// keep remembers the place that is read.
func (c *column) keep() {
	first, last := c.settle()
	c.begun = c.top > 0
	for i := first; i <= last; i++ {
		b := &c.blocks[i]
		for j, l := range b.lines {
			if y := c.lineTop(i, j) - c.top; y >= 0 {
				c.kept, c.keptFrom = b.start+l.Start, float32(y)
				return
			}
		}
	}
}

// restore brings the place that is read back to where it was.
func (c *column) restore() {
	if !c.begun {
		c.top = 0
		c.settle()
		return
	}
	c.bring(c.kept, min(c.keptFrom, c.view/2))
}

// bring scrolls so that the line of an offset lies at a distance from the top
// of the opening, as far as the ends of the column let it.
func (c *column) bring(offset int, from float32) {
	if !c.ready() {
		return
	}
	// What comes to be laid out above moves the line; the second time nothing
	// is left to lay out.
	for range 3 {
		i, j := c.line(offset)
		c.top = c.lineTop(i, j) - float64(from)
		c.settle()
	}
}

// line is the block and line of an offset. The end of a line that goes on is
// the start of the next.
func (c *column) line(offset int) (i, j int) {
	i = c.blockOf(offset)
	c.lay(i)
	b := &c.blocks[i]
	within := min(max(offset-b.start, 0), b.end-b.start)
	j = sort.Search(len(b.lines), func(j int) bool { return b.lines[j].Start > within }) - 1
	return i, max(0, j)
}

// lineTop is the height at which a line of a laid block begins.
func (c *column) lineTop(i, j int) float64 {
	b := &c.blocks[i]
	return c.at(i) + float64(b.above) + float64(j)*float64(b.step())
}

// lineLeft is where a line begins, from the left of the column.
func (c *column) lineLeft(i, j int) float32 {
	b := &c.blocks[i]
	if b.centred {
		return max(0, (c.width-b.lines[j].Width())/2)
	}
	if j == 0 {
		return b.indent
	}
	return 0
}

// extent is the width of a part of a line of a laid block.
func (c *column) extent(b *block, from, to int) float32 {
	if from >= to {
		return 0
	}
	j := sort.Search(len(b.lines), func(j int) bool { return b.start+b.lines[j].Start > from }) - 1
	l := &b.lines[max(0, j)]
	last := len(l.X) - 1
	within := func(o int) int { return min(max(0, o-b.start-l.Start), last) }
	return l.X[within(to)] - l.X[within(from)]
}

// spot is where an offset stands: left edge and top of its rune, and the height
// of its line.
type spot struct {
	x    float32
	y    float64
	step float32
}

// spotOf finds an offset; one outside of all paragraphs stands at the end of
// the paragraph before it.
func (c *column) spotOf(offset int) spot {
	if !c.ready() {
		return spot{}
	}
	i, j := c.line(offset)
	b := &c.blocks[i]
	l := b.lines[j]
	to := min(max(offset, b.start+l.Start), b.start+l.End)
	return spot{x: c.lineLeft(i, j) + c.extent(b, b.start+l.Start, to), y: c.lineTop(i, j), step: b.step()}
}

// lineAt is the line at a height, or the nearest.
func (c *column) lineAt(y float64) (i, j int) {
	i = c.blockAt(y)
	c.lay(i)
	b := &c.blocks[i]
	j = int((y - c.at(i) - float64(b.above)) / float64(b.step()))
	return i, min(max(j, 0), len(b.lines)-1)
}

// lineAfter is the line after another, the last one itself.
func (c *column) lineAfter(i, j int) (int, int) {
	if j+1 < len(c.blocks[i].lines) {
		return i, j + 1
	}
	if i+1 == len(c.blocks) {
		return i, j
	}
	c.lay(i + 1)
	return i + 1, 0
}

// lineBefore is the line before another, the first one itself.
func (c *column) lineBefore(i, j int) (int, int) {
	if j > 0 {
		return i, j - 1
	}
	if i == 0 {
		return i, j
	}
	c.lay(i - 1)
	return i - 1, len(c.blocks[i-1].lines) - 1
}

// gap is the place between two runes that is nearest to a point.
func (c *column) gap(x float32, y float64) int {
	if !c.ready() {
		return 0
	}
	i, j := c.lineAt(y)
	b := &c.blocks[i]
	l := &b.lines[j]
	x -= c.lineLeft(i, j)
	k := sort.Search(l.End-l.Start, func(k int) bool { return x < (l.X[k]+l.X[k+1])/2 })
	return b.start + l.Start + k
}

// runeAt is the rune under a point; ok is false where there is none.
func (c *column) runeAt(x float32, y float64) (offset int, ok bool) {
	if !c.ready() {
		return 0, false
	}
	i, j := c.lineAt(y)
	if c.lineTop(i, j) > y || y >= c.lineTop(i, j)+float64(c.blocks[i].step()) {
		return 0, false
	}
	b := &c.blocks[i]
	l := &b.lines[j]
	x -= c.lineLeft(i, j)
	if x < l.X[0] || x >= l.Width() {
		return 0, false
	}
	k := sort.Search(l.End-l.Start, func(k int) bool { return x < l.X[k+1] })
	return b.start + l.Start + k, true
}
