package reader

import (
	"strings"
	"unicode"

	"piaojue/app/report"
)

// selection is what is selected: from where it was begun to the caret, which
// may stand before it. Both are gaps between runes of the report.
type selection struct {
	from, to int
	caret    bool // the caret is shown and moved by the arrow keys
	// origin is the word or sentence that a double or triple click took;
	// dragging on takes whole ones.
	origin report.Range
	unit   unit
	// goal is where on the line the caret is meant to be while it is moved up
	// and down; haveGoal is set as long as it is.
	goal     float32
	haveGoal bool
}

// unit is what a selection grows by.
type unit int

const (
	runes unit = iota
	wholeWords
	wholeSentences
	wholeParagraphs
)

// span is the selected range.
func (s selection) span() report.Range {
	return report.Range{Start: min(s.from, s.to), End: max(s.from, s.to)}
}

func (s selection) empty() bool { return s.from == s.to }

// caretSeen reports whether the caret is to be drawn.
func (p *page) caretSeen() bool { return p.report != nil && p.focused && p.sel.caret }

// whole is the word, sentence or paragraph at an offset.
func (p *page) whole(u unit, offset int) report.Range {
	switch u {
	case wholeWords:
		return p.report.WordAt(offset)
	case wholeSentences:
		return p.report.SentenceAt(offset)
	case wholeParagraphs:
		b := p.col.blocks[p.col.blockOf(offset)]
		return report.Range{Start: b.start, End: b.end}
	}
	return report.Range{Start: offset, End: offset}
}

// take selects the word, sentence or paragraph at an offset.
func (p *page) take(u unit, offset int) {
	at := p.whole(u, offset)
	p.sel = selection{from: at.Start, to: at.End, origin: at, unit: u}
	p.selected()
}

// stretch moves the end of the selection to a gap, in steps of its unit.
func (p *page) stretch(to int) {
	s := &p.sel
	if s.unit == runes {
		s.to = to
		p.selected()
		return
	}
	if to > s.origin.Start {
		at := p.whole(s.unit, max(s.origin.Start, to-1))
		s.from, s.to = s.origin.Start, max(s.origin.End, at.End)
	} else {
		at := p.whole(s.unit, to)
		s.from, s.to = s.origin.End, min(s.origin.Start, at.Start)
	}
	p.selected()
}

// selectRange selects a range, or nothing where it is empty.
func (p *page) selectRange(at report.Range) {
	p.sel = selection{from: at.Start, to: at.End}
	p.selected()
}

// selectAll selects the whole report.
func (p *page) selectAll() {
	if n := len(p.col.blocks); n > 0 {
		p.selectRange(report.Range{Start: p.col.blocks[0].start, End: p.col.blocks[n-1].end})
	}
}

// unselect lets the selection go; the caret stays where it was.
func (p *page) unselect() {
	p.sel = selection{from: p.sel.to, to: p.sel.to, caret: p.sel.caret}
	p.selected()
}

func (p *page) selected() {
	p.draw()
	if p.onSelect != nil {
		p.onSelect()
	}
}

// passage is the selection without white space at its ends; ok is false where
// nothing is left of it.
func (p *page) passage() (at report.Range, ok bool) {
	if p.report == nil {
		return report.Range{}, false
	}
	at = p.sel.span()
	text := p.report.Text
	for at.Start < at.End && unicode.IsSpace(text[at.Start]) {
		at.Start++
	}
	for at.End > at.Start && unicode.IsSpace(text[at.End-1]) {
		at.End--
	}
	return at, at.Start < at.End
}

// excerpt is the text of a range as people copy it: paragraphs on lines of
// their own, nothing of what was dropped; as shown, or as in the source.
func excerpt(r *report.Report, at report.Range, source bool) string {
	text := r.Display()
	if source {
		text = r.Text
	}
	var parts []string
	for _, p := range r.Paragraphs {
		if part, ok := meet(report.Range{Start: p.Start, End: p.End}, at); ok {
			parts = append(parts, string(text[part.Start:part.End]))
		}
	}
	return strings.Join(parts, "\n")
}

// moveCaret moves the caret to a gap; extend takes the selection along.
func (p *page) moveCaret(to int, extend bool) {
	s := &p.sel
	s.unit, s.haveGoal, s.caret = runes, false, true
	s.to = to
	if !extend {
		s.from = to
	}
	p.reveal(to)
	p.selected()
}

// findCaret puts the caret on the first line in sight, unless it is already in
// use or stands where it can be seen.
func (p *page) findCaret() {
	if s := &p.sel; !s.caret && s.empty() && !p.inView(s.to) {
		at := p.firstWhole()
		p.sel = selection{from: at, to: at}
	}
}

func (p *page) inView(offset int) bool {
	if p.sel == (selection{}) {
		return false
	}
	seen := p.seen()
	return offset >= seen.Start && offset <= seen.End
}

// caretBy moves the caret by gaps, over whatever stands between paragraphs.
func (p *page) caretBy(n int, extend bool) {
	to := p.sel.to
	if !extend && !p.sel.empty() {
		// As everywhere: an arrow first leaves the selection at its end.
		if n < 0 {
			to = p.sel.span().Start
		} else {
			to = p.sel.span().End
		}
		p.moveCaret(to, false)
		return
	}
	p.moveCaret(p.gapBeyond(to, n), extend)
}

// gapBeyond is the gap one step on (n > 0) or back.
func (p *page) gapBeyond(from, n int) int {
	bs := p.col.blocks
	i := p.col.blockOf(from)
	if n > 0 {
		if from < bs[i].end {
			return max(from+1, bs[i].start)
		}
		if i+1 < len(bs) {
			return bs[i+1].start
		}
		return bs[i].end
	}
	if from > bs[i].start {
		return min(from-1, bs[i].end)
	}
	if i > 0 {
		return bs[i-1].end
	}
	return bs[i].start
}

// wordBeyond is the end of the word after a gap, or the start of the one before.
func (p *page) wordBeyond(from, n int) int {
	to := p.gapBeyond(from, n)
	if n > 0 {
		if w := p.report.WordAt(to - 1); w.Start < to {
			return max(to, w.End)
		}
		return to
	}
	if w := p.report.WordAt(to); w.End > to {
		return min(to, w.Start)
	}
	return to
}

// caretUp moves the caret to the line before (by < 0) or after, keeping to its
// place on the line.
func (p *page) caretUp(by int, extend bool) {
	goal := p.sel.goal
	if !p.sel.haveGoal {
		goal = p.col.spotOf(p.sel.to).x
	}
	i, j := p.col.line(p.sel.to)
	if by < 0 {
		i, j = p.col.lineBefore(i, j)
	} else {
		i, j = p.col.lineAfter(i, j)
	}
	to := min(p.col.gap(goal, p.col.lineTop(i, j)+1), p.lastGap(i, j))
	p.moveCaret(to, extend)
	p.sel.goal, p.sel.haveGoal = goal, true
}

// lastGap is the last gap that shows on a line: that at the end of a line that
// goes on shows on the next one.
func (p *page) lastGap(i, j int) int {
	b := &p.col.blocks[i]
	end := b.start + b.lines[j].End
	if j+1 < len(b.lines) && b.start+b.lines[j+1].Start == end {
		end--
	}
	return end
}

// lineEnd is the gap at an end of the caret's line.
func (p *page) lineEnd(atEnd bool) int {
	i, j := p.col.line(p.sel.to)
	if atEnd {
		return p.lastGap(i, j)
	}
	return p.col.blocks[i].start + p.col.blocks[i].lines[j].Start
}
