package reader

import (
	"piaojue/app/report"
	"piaojue/ui/prose"
)

// block is one paragraph as it is set: its letters, its place on the line and
// the space around it.
type block struct {
	start, end   int // runes of the report
	size         float32
	bold         bool // all of it
	faint        bool
	centred      bool
	indent       float32        // of the first line
	above, below float32        // space
	strong       []report.Range // bold within, in order

	terms  []report.Mention // of the glossary, in order; once they were looked for
	looked bool

	lines  []prose.Row // offsets from start; nil until the block is laid
	height float32     // an estimate until then
}

// step is the distance of the block's lines.
func (b *block) step() float32 { return b.size * leading }

// leading is the distance of lines as a multiple of the text size: a little
// more than in short texts, since the eye has longer lines to find.
const leading = 1.75

// face is the measure of a rune of the block.
func (b *block) face(offset int) *prose.Face { return prose.FaceOf(b.size, b.isBold(offset)) }

func (b *block) isBold(offset int) bool {
	if b.bold {
		return true
	}
	for _, s := range b.strong {
		if offset < s.Start {
			return false
		}
		if offset < s.End {
			return true
		}
	}
	return false
}

// blocks sets the paragraphs of a report at a text size.
func blocks(r *report.Report, text float32) []block {
	strong := strongParts(r)
	out := make([]block, len(r.Paragraphs))
	next := 0
	for i, p := range r.Paragraphs {
		b := block{start: p.Start, end: p.End, size: text, indent: 2 * text, below: 0.35 * text}
		switch p.Kind {
		case report.Title:
			b.size, b.bold, b.centred, b.indent = 1.7*text, true, true, 0
			b.above, b.below = 1.2*text, 0.6*text
		case report.Occasion, report.Speaker:
			b.centred, b.indent = true, 0
			if p.Kind == report.Speaker {
				b.below = 1.2 * text
			}
		case report.Preface:
			b.size, b.faint, b.indent = 0.9*text, true, 1.8*text
		case report.Salutation:
			b.indent, b.above = 0, 0.6*text
		case report.ChapterHead, report.GlossaryHead:
			b.size, b.bold, b.indent = 1.3*text, true, 0
			b.above, b.below = 1.6*text, 0.8*text
		case report.SectionHead:
			b.above = 0.7 * text
		}
		for next < len(strong) && strong[next].End <= p.Start {
			next++
		}
		if !b.bold {
			for j := next; j < len(strong) && strong[j].Start < p.End; j++ {
				b.strong = append(b.strong, report.Range{Start: max(strong[j].Start, p.Start), End: min(strong[j].End, p.End)})
			}
		}
		out[i] = b
	}
	return out
}

// strongParts are the headings within paragraphs and the terms of the glossary,
// in order.
func strongParts(r *report.Report) []report.Range {
	var out []report.Range
	var walk func([]*report.Heading)
	walk = func(hs []*report.Heading) {
		for _, h := range hs {
			out = append(out, report.Range{Start: h.Start, End: h.End})
			walk(h.Children)
		}
	}
	walk(r.Outline)
	text := r.Display()
	for _, t := range r.Glossary {
		end := t.Start
		for end < t.End && text[end] != '：' && text[end] != ':' {
			end++
		}
		if end < t.End {
			out = append(out, report.Range{Start: t.Start, End: end + 1})
		}
	}
	return inOrder(out)
}

// inOrder sorts ranges by their start and joins those that overlap.
func inOrder(rs []report.Range) []report.Range {
	sortRanges(rs)
	out := rs[:0]
	for _, r := range rs {
		if n := len(out); n > 0 && r.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, r.End)
			continue
		}
		out = append(out, r)
	}
	return out
}
