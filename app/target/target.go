// Package target finds the quantified commitments (指标) of a government work
// report: every amount that it states of the work of a period — done, to be
// done, or its scope — with its exact value, its unit, what it counts, how it is
// bounded, and of which period it speaks.
//
// What counts as a commitment, and what does not, is said at the head of
// testdata/gusu-2021.txt, the list made by hand against which this is measured:
// 182 commitments, of which all that are found must be right and in the list by
// 95 of 100 at least, and the other way round. The rules are those of the genre;
// none knows a word of one report. testdata/held-out.txt holds invented reports
// in other words, marked before the rules saw them; at first sight 88 of 94 were
// right and 88 of 95 found. On held-out-2.txt, made after the rules had been mended
// on those, it was 60 of 61 and 60 of 63, and on held-out-3.txt 63 of 67 and 63 of 63. All
// have been used to mend since.
//
// Of the period only the report's own structure tells: the heads of its chapters,
// the words that open a paragraph or a sentence (五年来, 去年, 今年), and the year in
// which it was given.
package target

import (
	"piaojue/app/report"
)

// Class is the period that a commitment speaks of.
type Class string

const (
	Unclassed       Class = "unclassed" // the text does not tell
	FiveYearResults Class = "results5"  // 五年来 was done
	LastYear        Class = "results1"  // last year was done
	FiveYearAims    Class = "aims5"     // to be reached in five years
	ThisYear        Class = "tasks1"    // to be done this year
)

// Classes are the classes in the order in which reports have them.
var Classes = []Class{FiveYearResults, LastYear, FiveYearAims, ThisYear, Unclassed}

// Bound says how the value bounds the amount.
type Bound string

const (
	Exact   Bound = "exact"
	AtLeast Bound = "atleast" // 不少于, 以上
	Over    Bound = "over"    // 超过, 余
	About   Bound = "about"   // 约, 左右
	Nearly  Bound = "nearly"  // 近
	AtMost  Bound = "atmost"  // 不超过, 以内
)

// Bounds are the bounds in the order in which they are offered.
var Bounds = []Bound{Exact, AtLeast, Over, About, Nearly, AtMost}

// Target is one quantified commitment.
type Target struct {
	// At is the amount in the text, number and unit together; Number the number
	// in it, with 万 and 亿. Number lies in At, At in Sentence.
	At, Number, Sentence report.Range
	// Written is the text at At, in half-width.
	Written string
	// Low and High are the value, 亿 and 万 counted in: both the same unless the
	// report names a range.
	Low, High Decimal
	// Unit is what is counted in: 个, %, 元, 平方米.
	Unit string
	// Of is what is counted, as the report names it in half-width; "" where no
	// name stands by it.
	Of    string
	Bound Bound
	// Words are the words beside the amount that bound it (不少于, 以上, 余) or say
	// how sure it is (力争, 预计), as written and in the order of the text.
	Words []string
	Class Class
}

// Striving reports whether the report only strives for the amount (力争) or
// only expects it (预计).
func (t Target) Striving() bool {
	for _, w := range t.Words {
		if hedges[w] {
			return true
		}
	}
	return false
}

// Find gives the commitments of a report in the order of the text. No two
// overlap. The report is not changed.
func Find(r *report.Report) []Target {
	f := &finder{r: r, classes: newClasses(r)}
	for i, p := range r.Paragraphs {
		class := f.classes.paragraph(i)
		if speaks(p.Kind) {
			f.paragraph(p, class)
		}
	}
	return f.found
}

// speaks reports whether paragraphs of a kind can hold commitments.
func speaks(k report.Kind) bool {
	return k == report.Body || k == report.SectionHead || k == report.ItemHead
}

// finder goes through the text once.
type finder struct {
	r       *report.Report
	classes *classes
	found   []Target
}

// paragraph finds the commitments of one paragraph.
func (f *finder) paragraph(p report.Paragraph, class Class) {
	t := newLine(f.r.Text[p.Start:p.End])
	first := len(f.found) // of this paragraph
	var sentence report.Range
	of := class
	sentences := f.r.Sentences(p)
	for i := t.afterMark(p.Kind); i < len(t.text); {
		a, next := t.amountAt(i)
		if next == i {
			i++
			continue
		}
		i = next
		if a == nil {
			continue
		}
		at := p.Start + a.start
		if at >= sentence.End {
			for at >= sentences[0].End {
				sentences = sentences[1:]
			}
			sentence = sentences[0]
			of = f.classes.sentence(t.text[max(0, sentence.Start-p.Start):], class)
		}
		made := Target{
			At:       report.Range{Start: at, End: p.Start + a.end},
			Number:   report.Range{Start: p.Start + a.number.Start, End: p.Start + a.number.End},
			Sentence: sentence, Written: string(t.text[a.start:a.end]),
			Low: a.low, High: a.high, Unit: a.unit, Class: of,
		}
		var before *Target // the amount before it in the same sentence
		if n := len(f.found); n > first && f.found[n-1].Sentence == sentence {
			before = &f.found[n-1]
		}
		made.Of = t.of(a, before, p.Start)
		made.Bound, made.Words = t.bound(a, before, p.Start)
		if sentence.Start <= at && made.At.End <= sentence.End {
			f.found = append(f.found, made)
		}
	}
}

// Label is the amount with the words that bound it, as the report writes them:
// 不少于30个, 6%以上, 力争1-2个. In half-width, as Written.
func (t Target) Label() string {
	before, after := "", ""
	for _, w := range t.Words {
		switch {
		case afterBounds[w] != "":
			after += w
		case beforeBounds[w] != "" || hedges[w]:
			before += w
		}
	}
	return before + t.Written + after
}
