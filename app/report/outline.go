package report

import "strings"

// longestHeading is how many runes of a heading's sentence the outline shows.
const longestHeading = 60

// outline finds the headings in the lines of the body and sets the kinds of
// their paragraphs. It is false where there are too few to make a report of.
func (p *parser) outline(body, after int) bool {
	p.marks(body, after)
	b := builder{p: p}
	chapters, others := 0, 0
	for i := body; i < after; i++ {
		l := &p.lines[i]
		if l.drop != "" || l.kind == Salutation {
			continue
		}
		switch l.mark.style {
		case unnumbered:
			if addressed(p.words(l)) {
				b.close(depths[chapter]+1, i)
			}
			continue
		case part, chapter:
			l.kind = ChapterHead
			chapters++
		case section, ordinal, lead:
			l.kind = SectionHead
			others++
		case item, subItem:
			l.kind = ItemHead
			others++
		}
		b.open(i)
	}
	b.close(0, after)
	p.runIns(body, after)
	return chapters > 0 || others > 1
}

// marks reads the numbers of the body's lines and settles the doubtful ones.
func (p *parser) marks(body, after int) {
	marks := make([]mark, after-body)
	for i := range marks {
		l := &p.lines[body+i]
		if l.drop == "" && l.kind != Salutation {
			marks[i] = readMark(p.words(l))
		}
	}
	p.contents(body, marks)
	resolve(marks, func(i int) bool {
		s := marks[i].style
		return s == part || s == chapter || s == section || addressed(p.words(&p.lines[body+i]))
	})
	for i := range marks {
		p.lines[body+i].mark = marks[i]
	}
}

// contents takes the marks off the lines of a table of contents (目录): they
// run from its head to where the first of them comes again as a heading.
func (p *parser) contents(body int, marks []mark) {
	for i := range marks {
		if p.lines[body+i].flat != "目录" {
			continue
		}
		first := ""
		for j := i + 1; j < len(marks); j++ {
			entry := withoutPage(p.lines[body+j].flat)
			if first != "" && entry == first {
				for k := i + 1; k < j; k++ {
					marks[k] = mark{}
				}
				return
			}
			if first == "" && marks[j].style != unnumbered {
				first = entry
			}
		}
		return
	}
}

// withoutPage takes the dots and the page number off a line of a table of
// contents.
func withoutPage(flat string) string {
	return strings.TrimRight(strings.TrimRight(flat, "0123456789"), ".…·-")
}

// depths orders the styles: a heading closes all that are as deep or deeper.
var depths = map[style]int{part: 10, chapter: 20, section: 30, item: 40, subItem: 50}

// builder nests the headings as they come.
type builder struct {
	p    *parser
	path []opened
}

// opened is a heading that still runs.
type opened struct {
	heading *Heading
	depth   int
	mark    mark
}

// open begins the heading of line i, closing those that it ends.
func (b *builder) open(i int) {
	m := b.p.lines[i].mark
	depth, fixed := depths[m.style]
	if !fixed {
		depth = b.floating(m)
	} else if n := len(b.path); n > 0 && b.path[n-1].mark.style == lead {
		// A lead heads its own paragraph only: 1. after 五年来 stands beside it.
		b.close(b.path[n-1].depth, i)
	}
	b.close(depth, i)
	h := b.p.heading(i, len(b.path)+1)
	if len(b.path) == 0 {
		b.p.r.Outline = append(b.p.r.Outline, h)
	} else {
		over := b.path[len(b.path)-1].heading
		over.Children = append(over.Children, h)
	}
	b.path = append(b.path, opened{h, depth, m})
	b.p.lines[i].heading = h
}

// floating is the depth of a style that stands anywhere: beside its like where
// that is open, else right under what is.
func (b *builder) floating(m mark) int {
	for n := len(b.path) - 1; n >= 0; n-- {
		o := b.path[n]
		if o.mark.style == m.style && (m.style == lead || o.mark.series == m.series) {
			return o.depth
		}
	}
	for n := len(b.path) - 1; n >= 0; n-- {
		if b.path[n].mark.style != lead {
			return b.path[n].depth + 1
		}
	}
	return 0
}

// close ends every open heading of a depth or deeper before line i.
func (b *builder) close(depth, i int) {
	n := len(b.path)
	for n > 0 && b.path[n-1].depth >= depth {
		n--
	}
	if n == len(b.path) {
		return
	}
	end := b.p.endBefore(i)
	for _, o := range b.path[n:] {
		o.heading.Until = max(end, o.heading.End)
	}
	b.path = b.path[:n]
}

// endBefore is the end of the last paragraph before line i.
func (p *parser) endBefore(i int) int {
	for i--; i >= 0; i-- {
		if p.lines[i].drop == "" {
			return p.lines[i].end
		}
	}
	return 0
}

// heading makes the heading that line i opens: its first sentence.
func (p *parser) heading(i, level int) *Heading {
	l := &p.lines[i]
	words := p.words(l)
	from := l.mark.rest
	to, end := from, from
	for to < len(words) && !isStop(words[to]) {
		to++
	}
	end = min(to+1, len(words))
	if to-from > longestHeading {
		to = shorten(words, from)
		end = to
	} else if to < len(words) && words[to] != '。' {
		to++ // ！ and ？ are part of what the heading says
	}
	return &Heading{
		Level: level, Number: l.mark.number, Title: strings.TrimSpace(string(p.text[l.start+from : l.start+to])),
		Start: l.start, End: l.start + end, Until: l.end,
	}
}

// isStop reports whether a rune in half-width ends a sentence.
func isStop(r rune) bool { return r == '。' || r == '!' || r == '?' }

// shorten gives where a heading is cut that has no end in sight: before its
// last comma within the longest heading, or there.
func shorten(words []rune, from int) int {
	for to := from + longestHeading; to > from+3; to-- {
		if strings.ContainsRune(",;:", words[to]) {
			return to
		}
	}
	return from + longestHeading
}
