package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// longestTitleLine is how many runes a line may have to be looked at as a
// title, a chapter's head or a line of the page around the report.
const longestTitleLine = 60

// line is one line of the source that is not blank, without the white space
// around it.
type line struct {
	start, end int
	kind       Kind
	drop       string // why it is no part of the report, "" where it is
	mark       mark
	flat       string // squeezed; "" for a line too long to be compared
	heading    *Heading
}

// parser reads one text from its lines up.
type parser struct {
	text   []rune
	narrow []rune // text in half-width, rune for rune
	lines  []line
	r      *Report
}

// Parse reads a report from decoded text with "\n" line ends. It never fails:
// a text that is no such report becomes Plain. Its time grows in step with the
// length of the text.
func Parse(text string) *Report {
	r := &Report{Text: []rune(strings.TrimPrefix(text, "\uFEFF"))}
	sum := sha256.Sum256([]byte(string(r.Text)))
	r.Hash = hex.EncodeToString(sum[:])
	r.prepare()

	p := &parser{text: r.Text, narrow: narrowed(r.Text), r: r}
	p.split()
	if body, after, ok := p.frame(); ok && p.outline(body, after) {
		p.glossary(after)
	} else {
		p.plain()
	}
	p.collect()
	return r
}

// split finds the lines.
func (p *parser) split() {
	add := func(start, end int) {
		for start < end && unicode.IsSpace(p.text[start]) {
			start++
		}
		for start < end && unicode.IsSpace(p.text[end-1]) {
			end--
		}
		if start == end {
			return
		}
		l := line{start: start, end: end}
		if end-start <= 2*longestTitleLine {
			l.flat = squeezed(p.narrow[start:end])
		}
		p.lines = append(p.lines, l)
	}
	from := 0
	for i, r := range p.text {
		if endsLine(r) {
			add(from, i)
			from = i + 1
		}
	}
	add(from, len(p.text))
}

// endsLine reports whether a rune ends a line. Text that came through an
// editor may hold other line ends than "\n".
func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// words is a line's text in half-width.
func (p *parser) words(l *line) []rune { return p.narrow[l.start:l.end] }

// plain takes back whatever was made of the lines.
func (p *parser) plain() {
	for i := range p.lines {
		p.lines[i] = line{start: p.lines[i].start, end: p.lines[i].end}
	}
	*p.r = Report{Hash: p.r.Hash, Text: p.r.Text, Plain: true}
	p.r.prepare()
}

// collect turns the lines into paragraphs and dropped parts.
func (p *parser) collect() {
	for i := range p.lines {
		l := &p.lines[i]
		if l.drop != "" {
			p.r.Dropped = append(p.r.Dropped, Dropped{
				Start: l.start, End: l.end, Text: string(p.text[l.start:l.end]), Reason: l.drop,
			})
			continue
		}
		p.r.Paragraphs = append(p.r.Paragraphs, Paragraph{Start: l.start, End: l.end, Kind: l.kind})
	}
}
