package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/prose"
)

// The measure: a line holds at most this many Chinese characters.
const measure = 38

// page is the report on its sheet. It draws the lines that are seen and nothing
// else, scrolls itself, and lets passages be selected. What it shows is set by
// the screen; what is done to it is told through the functions.
type page struct {
	widget.BaseWidget

	report *report.Report
	col    column
	left   float32 // of the column on the page
	size   float32 // text size that col was set at

	marks  marks  // of the notes
	chosen string // id of the mark that is chosen
	hits   []report.Range
	hit    int // the present one; -1 for none
	sel    selection
	flash  flash
	over   *report.Mention // the term that the pointer is over
	term   *report.Mention // the term whose card is open

	renderer *pageRenderer
	focused  bool
	shift    bool // held down
	press    press
	glide    glide
	roll     roll
	now      func() time.Time // for telling a double click

	onMoved  func()          // another part of the text is seen
	onSelect func()          // the selection changed, or a press ended
	onMark   func(id string) // a highlight was clicked; "" for a click beside all
	onKey    func(act)       // a key asks for something that is not the page's
	onMenu   func(fyne.Position)
	onOver   func()                 // the pointer is over another term, or none
	onTerm   func(m report.Mention) // a term was clicked
}

func newPage() *page {
	p := &page{hit: -1, now: time.Now}
	p.ExtendBaseWidget(p)
	return p
}

// show puts a report on the page, from its beginning.
func (p *page) show(r *report.Report) {
	p.halt()
	p.report = r
	p.col = column{}
	p.hits, p.hit, p.marks, p.chosen = nil, -1, marks{}, ""
	p.sel, p.flash = selection{}, flash{}
	p.over, p.term = nil, nil
	if r == nil {
		p.draw()
		return
	}
	p.set()
	p.draw()
}

// set lays the text out at the present size and width.
func (p *page) set() {
	text := look.Current().TextSize()
	if text != p.size || p.col.text == nil {
		p.size = text
		p.col.set(p.report, text)
	}
	size := p.Size()
	em := prose.FaceOf(text, false).Advance('中')
	room := size.Width - 2*gutter(text)
	fits := min(measure, max(4, float32(int(room/em))))
	// Half a unit keeps a full line from breaking for what rounding adds.
	width := fits*em + 0.5
	p.left = max(look.Gap, (size.Width-width)/2)
	if size.Width > 0 {
		p.col.resize(width, size.Height)
	}
}

// gutter is the least space beside the column; the sign for a written note
// stands in it.
func gutter(text float32) float32 { return max(3*look.Gap, 1.7*text) }

// seen is the part of the text that can be seen.
func (p *page) seen() report.Range {
	first, last := p.col.settle()
	if last < first {
		return report.Range{}
	}
	from := p.col.gap(0, p.col.top+1)
	to := p.col.gap(p.col.width+1, p.col.top+float64(p.col.view)-1)
	return report.Range{Start: from, End: max(from, to)}
}

// place is where the reader is: the offset of the first line that can be seen.
func (p *page) place() int { return p.seen().Start }

// firstWhole is the offset of the first line that can be seen whole.
func (p *page) firstWhole() int {
	first, last := p.col.settle()
	for i := first; i <= last; i++ {
		for j, l := range p.col.blocks[i].lines {
			if p.col.lineTop(i, j) >= p.col.top {
				return p.col.blocks[i].start + l.Start
			}
		}
	}
	return p.place()
}

// scrollTo puts the top of what is seen at a height of the column.
func (p *page) scrollTo(y float64) {
	p.halt()
	p.col.scroll(y)
	p.flash = flash{}
	p.moved()
}

// bring shows a passage a third down the page and makes it the place that is read.
func (p *page) bring(at report.Range) {
	p.halt()
	p.col.bring(at.Start, p.col.view/3)
	p.col.keep()
	p.moved()
}

// bringHeading shows a heading at the top of the page.
func (p *page) bringHeading(offset int) {
	p.halt()
	p.col.bring(offset, 0.6*p.size)
	p.col.keep()
	p.moved()
}

// here is the place that is read, and how far below the top of the page.
func (p *page) here() stop {
	c := &p.col
	if !c.ready() {
		return stop{}
	}
	at := c.blocks[0].start
	if c.begun {
		at = c.kept
	}
	return stop{offset: at, from: float32(c.spotOf(at).y - c.top)}
}

// goStop brings a place back to where it was on the page.
func (p *page) goStop(at stop) {
	p.halt()
	p.col.bring(at.offset, at.from)
	p.col.keep()
	p.moved()
}

// resume has the page begin at a place, also before it has a size.
func (p *page) resume(at stop) {
	c := &p.col
	c.begun, c.kept, c.keptFrom = true, min(at.offset, len(c.text)), at.from
	if c.ready() {
		c.restore()
		p.moved()
	}
}

// reveal moves no more than is needed for an offset to be seen.
func (p *page) reveal(offset int) {
	s := p.col.spotOf(offset)
	above, below := s.y-p.col.top, s.y+float64(s.step)-p.col.top-float64(p.col.view)
	switch {
	case above < 0:
		p.col.scroll(s.y)
	case below > 0:
		p.col.scroll(p.col.top + below)
	}
	p.moved()
}

func (p *page) moved() {
	p.draw()
	if p.onMoved != nil {
		p.onMoved()
	}
}

func (p *page) setMarks(ms []mark) {
	p.marks = newMarks(ms)
	p.draw()
}

func (p *page) choose(id string) {
	if p.chosen != id {
		p.chosen = id
		p.draw()
	}
}

// setHits marks what a search found; the caret goes to the present hit.
func (p *page) setHits(hits []report.Range, now int) {
	p.hits, p.hit = hits, now
	if now >= 0 {
		p.sel = selection{from: hits[now].Start, to: hits[now].Start}
		p.selected()
	}
	p.draw()
}

// markAt is the mark under an offset: of several the shortest.
func (p *page) markAt(offset int) (mark, bool) { return p.marks.under(offset) }

// Refresh shows a change of the settings: another size of text, other colours.
func (p *page) Refresh() {
	if p.report != nil {
		p.set()
	}
	p.BaseWidget.Refresh()
	if p.onMoved != nil {
		p.onMoved()
	}
}
