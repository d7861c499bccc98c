package report

import (
	"slices"
	"strings"
)

// Run-in sub-heads (更新保护理念。) are short sentences without a number in
// front of what they head. They look like other short sentences; what tells
// them is that they come in series:
//
//   - inside a paragraph under a section or an item, two at least, each with
//     ordinary sentences behind it;
//   - or each at the beginning of a paragraph, two at least under one heading
//     and so with half of its paragraphs at least.

const (
	shortestRunIn = 4
	longestRunIn  = 16
	longestLeadIn = 24 // at the beginning of a paragraph, where a comma may be in it
)

// span is a sentence by its positions in the source: its words, and its end
// with the closing sign.
type span struct{ start, stop, end int }

// runIns finds the sub-heads and hangs them under the headings over them.
func (p *parser) runIns(body, after int) {
	var over *Heading   // the heading that the line is under
	var overStyle style // and how it is numbered
	var plain []int     // the lines under it, one after the other, that open no heading
	flush := func() {
		if over != nil {
			p.leadIns(over, plain)
		}
		plain = plain[:0]
	}
	for i := body; i < after; i++ {
		l := &p.lines[i]
		if l.drop != "" || l.kind == Salutation {
			continue
		}
		switch {
		case l.heading != nil:
			flush()
			over, overStyle = l.heading, l.mark.style
		case over != nil && l.start >= over.Until:
			flush()
			over = p.enclosing(l.start)
			overStyle = chapter
			if over != nil && over.Level > 1 {
				overStyle = section
			}
		}
		if over == nil {
			continue
		}
		switch {
		case overStyle != chapter && overStyle != part && p.inside(over, l):
			flush()
		case l.heading == nil:
			plain = append(plain, i)
		}
	}
	flush()
	p.arrange(p.r.Outline)
}

// arrange puts the children of each heading in the order of the text.
func (p *parser) arrange(level []*Heading) {
	byStart := func(a, b *Heading) int { return a.Start - b.Start }
	for _, h := range level {
		if !slices.IsSortedFunc(h.Children, byStart) {
			slices.SortFunc(h.Children, byStart)
		}
		p.arrange(h.Children)
	}
}

// enclosing is the innermost heading over an offset.
func (p *parser) enclosing(offset int) *Heading {
	var found *Heading
	for h := headingAt(p.r.Outline, offset); h != nil; h = headingAt(h.Children, offset) {
		found = h
	}
	return found
}

// inside finds the sub-heads within one paragraph and reports whether it has any.
func (p *parser) inside(over *Heading, l *line) bool {
	from := l.start
	if l.heading != nil {
		from = l.heading.End
	}
	sentences := p.sentences(from, l.end)
	var heads []int
	for i, s := range sentences {
		if i+1 < len(sentences) && p.short(s, longestRunIn, "") && !p.short(sentences[i+1], longestRunIn, "") {
			heads = append(heads, i)
		}
	}
	if len(heads) < 2 {
		return false
	}
	for n, i := range heads {
		until := l.end
		if n+1 < len(heads) {
			until = sentences[heads[n+1]].start
		}
		p.hang(over, sentences[i], until)
	}
	return true
}

// leadIns finds the sub-heads at the beginning of the plain paragraphs of one
// heading.
func (p *parser) leadIns(over *Heading, plain []int) {
	if len(plain) < 2 {
		return
	}
	type opening struct {
		at   int // in plain
		head span
	}
	var found []opening
	for n, i := range plain {
		l := &p.lines[i]
		if s := p.sentences(l.start, l.end); len(s) > 1 && p.short(s[0], longestLeadIn, ",、") {
			found = append(found, opening{n, s[0]})
		}
	}
	if len(found) < 2 || 2*len(found) < len(plain) {
		return
	}
	for k, o := range found {
		last := len(plain) - 1
		if k+1 < len(found) {
			last = found[k+1].at - 1
		}
		p.hang(over, o.head, p.lines[plain[last]].end)
	}
}

// hang puts a sub-head under a heading.
func (p *parser) hang(over *Heading, s span, until int) {
	over.Children = append(over.Children, &Heading{
		Level: over.Level + 1, Title: string(p.text[s.start:s.stop]), Start: s.start, End: s.end, Until: until,
	})
}

// short reports whether a sentence is short enough for a sub-head, ends in 。
// and has nothing in it but words, quotation marks and the signs allowed.
func (p *parser) short(s span, longest int, allowed string) bool {
	if n := s.stop - s.start; n < shortestRunIn || n > longest || s.end == s.stop || p.narrow[s.stop] != '。' {
		return false
	}
	words := p.narrow[s.start:s.stop]
	for _, r := range words {
		if !isHan(r) && !isLatin(r) && !strings.ContainsRune("“”\"《》+·", r) && !strings.ContainsRune(allowed, r) {
			return false
		}
	}
	for _, opening := range []string{"我们", "各位", "同志", "对此", "为此", "这", "其中", "同时", "此外"} {
		if hasWord(words, opening) {
			return false
		}
	}
	return true
}

// sentences cuts a part of the source at 。！？.
func (p *parser) sentences(from, to int) []span {
	var all []span
	for from < to {
		start := from + skipSpace(p.narrow[from:to], 0)
		stop := start
		for stop < to && !isStop(p.narrow[stop]) {
			stop++
		}
		end := min(stop+1, to)
		if start < stop {
			all = append(all, span{start, stop, end})
		}
		from = end
	}
	return all
}
