// Package report reads a government work report (政府工作报告): its outline,
// its paragraphs, its glossary (名词解释), and where a word stands in it.
//
// All positions are offsets in runes into Text, the whole source text as it
// came in (without byte order mark, line ends as "\n"). Paragraphs and Dropped
// are disjoint ranges of Text in order, and everything between them is white
// space: nothing of the source is lost. Positions therefore never change, not
// by what is dropped and not by how punctuation is shown.
package report

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
// stands in the text, number included; Until is where what it heads ends.
// Level 1 is a chapter, 2 a section, 3 an item, 4 a run-in sub-head.
type Heading struct {
	Level    int
	Number   string // as written, half-width and without its mark: 一, (一), 一是, 1; "" where there is none
	Title    string // as written, without the closing 。
	Start    int
	End      int
	Until    int
	Children []*Heading
}

// Term is an entry of the glossary.
type Term struct {
	Number     string
	Term       string
	Text       string
	Start, End int // the whole entry
}

// Dropped is a part of the source that is not part of the report.
type Dropped struct {
	Start, End int
	Text       string
	Reason     string // "navigation" or "headline"
}

// Report is a parsed report. It never changes after Parse.
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
}

// Range is a half-open range of runes.
type Range struct{ Start, End int }

// Parse reads a report from decoded text with "\n" line ends. It never fails:
// a text that is no such report becomes Plain.
func Parse(text string) *Report { panic("unwritten") }

// Display is the text with proper full-width punctuation, one rune for each
// rune of Text. The caller must not change it.
func (r *Report) Display() []rune { panic("unwritten") }

// Punctuate puts full-width punctuation between Chinese characters, rune for rune.
func Punctuate(text []rune) []rune { panic("unwritten") }

// Find gives every place of query in paragraphs (dropped parts excluded), in
// order and without overlap; full and half width and letter case are the same.
func (r *Report) Find(query string) []Range { panic("unwritten") }

// Locate finds the passage that a sentence quotes: exact but for width,
// punctuation and white space. ok is false where it stands nowhere or, which
// would be a guess, more than once.
func (r *Report) Locate(sentence string) (Range, bool) { panic("unwritten") }

// ParagraphAt is the index of the paragraph that holds an offset, or the one
// before it.
func (r *Report) ParagraphAt(offset int) int { panic("unwritten") }

// Path is the headings over an offset, outermost first.
func (r *Report) Path(offset int) []*Heading { panic("unwritten") }

// WordAt and SentenceAt give the range that a double and a triple click take.
func (r *Report) WordAt(offset int) Range     { panic("unwritten") }
func (r *Report) SentenceAt(offset int) Range { panic("unwritten") }
