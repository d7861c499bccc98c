// Package report reads a government work report (政府工作报告): its outline,
// its paragraphs, its glossary (名词解释), and where a word stands in it.
//
// All positions are offsets in runes into Text, the whole source text as it
// came in (without byte order mark, line ends as "\n"). Paragraphs and Dropped
// are disjoint ranges of Text in order, and everything between them is white
// space: nothing of the source is lost. Positions therefore never change, not
// by what is dropped and not by how punctuation is shown.
//
// Nothing here knows one report by heart. The rules are those of the genre:
// how chapters, sections and items are numbered, where title, occasion and
// speaker stand, what a web page puts around them. Half-width and full-width
// forms are the same everywhere.
package report

import (
	"sort"
	"sync"
)

// Kind says what a paragraph is.
type Kind int

const (
	Body          Kind = iota
	Preface            // what the publisher wrote before the report
	Title              // 政府工作报告
	Occasion           // ——2021年1月13日在…会议上
	Speaker            // 代区长 沈志栋
	Salutation         // 各位代表：
	ChapterHead        // 一、…
	SectionHead        // （一）…, 一是…, 五年来…: a paragraph that opens a section
	ItemHead           // 1.…: a paragraph that opens an item
	GlossaryHead       // 部分名词解释
	GlossaryEntry      // 1.“两扫”行动：…
)

// Paragraph is a range of the text without its line end and without white
// space around it.
type Paragraph struct {
	Start, End int
	Kind       Kind
}

// Heading is a place in the outline. Start and End enclose the heading as it
// stands in the text, number and closing 。 included; Until is the end of the
// last paragraph that it heads. Level is the depth, from 1: in a report with
// all four, 1 is a chapter, 2 a section, 3 an item, 4 a run-in sub-head.
type Heading struct {
	Level    int
	Number   string // as written, half-width and without its mark: 一, (一), 一是, 1; "" where there is none
	Title    string // as written, without the closing 。
	Start    int
	End      int
	Until    int
	Children []*Heading
}

// Term is an entry of the glossary. Term and Text are as written; Text is the
// rest of the entry after the colon.
type Term struct {
	Number     string // half-width and without its mark, "" where there is none
	Term       string
	Text       string
	Start, End int // the whole entry
}

// Dropped is a part of the source that is not part of the report.
type Dropped struct {
	Start, End int
	Text       string
	Reason     string // Navigation or Headline
}

// Why a part of the source was dropped.
const (
	Navigation = "navigation" // the site's paths and buttons
	Headline   = "headline"   // the page's headline, which stands more than once
)

// Report is a parsed report. It never changes after Parse and may be read from
// any number of goroutines.
type Report struct {
	Title      string // "" where the text has none, as Meeting and Speaker
	Meeting    string
	Speaker    string
	Hash       string // SHA-256 of Text as UTF-8, in hex: which document an annotation belongs to
	Text       []rune
	Paragraphs []Paragraph
	Outline    []*Heading
	Glossary   []Term
	Dropped    []Dropped
	// Plain is set where the text is no government work report: it can be read
	// as paragraphs, but has no outline.
	Plain bool

	display func() []rune      // set by Parse, each made on first use
	index   func() *index      // for Find
	quotes  func() *quotes     // for Locate
	words   func() *vocabulary // for WordAt
	terms   func() *terms      // for Mentions
}

// Range is a half-open range of runes.
type Range struct{ Start, End int }

// Display is the text with proper full-width punctuation, one rune for each
// rune of Text. The caller must not change it.
func (r *Report) Display() []rune { return r.display() }

// Copy gives the text of a range as people take it away: with the punctuation
// of the source or, where full is set, with full-width punctuation between
// Chinese characters. A range that reaches outside the text is cut to it.
func (r *Report) Copy(at Range, full bool) string {
	start, end := max(at.Start, 0), min(at.End, len(r.Text))
	if start >= end {
		return ""
	}
	if full {
		return string(r.Display()[start:end])
	}
	return string(r.Text[start:end])
}

// ParagraphAt is the index of the paragraph that holds an offset, or the one
// before it. An offset before the first paragraph counts to the first; a text
// without paragraphs gives -1.
func (r *Report) ParagraphAt(offset int) int {
	after := sort.Search(len(r.Paragraphs), func(i int) bool { return r.Paragraphs[i].Start > offset })
	if after == 0 && len(r.Paragraphs) > 0 {
		return 0
	}
	return after - 1
}

// Path is the headings over an offset, outermost first. White space after a
// paragraph belongs to that paragraph.
func (r *Report) Path(offset int) []*Heading {
	if offset < 0 || offset > len(r.Text) {
		return nil
	}
	if i := r.ParagraphAt(offset); i >= 0 && offset >= r.Paragraphs[i].End {
		offset = r.Paragraphs[i].End - 1
	}
	var path []*Heading
	for h := headingAt(r.Outline, offset); h != nil; h = headingAt(h.Children, offset) {
		path = append(path, h)
	}
	return path
}

// headingAt is the one of a level of headings that is over an offset, or nil.
func headingAt(level []*Heading, offset int) *Heading {
	after := sort.Search(len(level), func(i int) bool { return level[i].Start > offset })
	if after == 0 || offset >= level[after-1].Until {
		return nil
	}
	return level[after-1]
}

// prepare sets what is made on first use.
func (r *Report) prepare() {
	r.display = sync.OnceValue(func() []rune { return Punctuate(r.Text) })
	r.index = sync.OnceValue(r.newIndex)
	r.quotes = sync.OnceValue(r.newQuotes)
	r.words = sync.OnceValue(r.newVocabulary)
	r.terms = sync.OnceValue(r.newTerms)
}
