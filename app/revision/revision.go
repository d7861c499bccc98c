// Package revision compares a report with the one that takes its place: which
// passages stand where they stood, which were moved, changed, dropped or added,
// and where in the new report each note belongs.
//
// Government prose repeats itself, so a note must never slip to a sentence that
// only looks alike. What counts as evidence that a passage was found:
//
//   - Texts are compared sentence by sentence, without white space and without
//     the difference of width (see report.Alike). A list number and a run-in head
//     are sentences of their own, so that renumbering changes nothing else.
//   - A sentence that stands exactly once in either report is the same sentence.
//     Those in the heaviest common order are at their old place; one out of that
//     order was moved, if it is long enough, alone or with its neighbours, to be
//     no chance.
//   - A sentence that stands several times is told apart by its neighbours only:
//     it is found where, between the same neighbours, it stands once in the old
//     report and once in the new one.
//   - A sentence that was itself changed is found between the same neighbours,
//     where the words of the note are untouched, and enough of the words around
//     them is; and where no other sentence of either report explains it better.
//   - Whatever else resembles the passage, a copy or a variant that no other old
//     sentence accounts for, makes the finding unsure, unless the passage stands
//     between its neighbours as it did.
//
// One thing two texts can never tell: a sentence that was cut here and pasted
// there from one that was dropped here while a copy was added there. Where
// exactly one copy exists, it is the passage.
//
// Everything is computed from the two texts alone and comes out the same each
// time. All positions are runes of the source texts.
package revision

import (
	"piaojue/app/note"
	"piaojue/app/report"
)

// Found is where a passage is in the new report.
type Found struct {
	Standing note.Standing  // Kept, Moved, Unsure or Lost
	At       report.Range   // of a Kept or Moved passage: the same words, but for white space and width
	Maybe    []report.Range // of an Unsure passage, the likeliest first; at most MostPlaces
}

// MostPlaces is how many places are offered where it is open which is meant.
const MostPlaces = 3

// Revision is two reports compared. It never changes and may be read from any
// number of goroutines.
type Revision struct {
	old, new *text
	oldNamed map[int][]int // the units of each name
	newNamed map[int][]int
	// match is the new sentence that an old one is, or -1; back the other way
	// round. inOrder tells those at their old place from those that were moved.
	match, back []int
	inOrder     []bool
	// twins are, for each old sentence, the new ones that resemble it most among
	// those that are no old sentence: a changed copy, or what became of it.
	twins [][]twin
	// best is, for each new sentence that is no old one, the old one that it resembles most.
	best []twin
	// of is the new rune that an old one is, or -1; from the other way round. In
	// sentences without a match it goes by comparing what lies between the same
	// neighbours: evidence, no certainty.
	of, from []int
	// changed tells what became of an old sentence without a match.
	changed []change
}

// Compare compares two texts.
func Compare(old, new []rune) *Revision {
	r := &Revision{}
	names := map[string]int{}
	r.old, r.new = read(old, names), read(new, names)
	r.pin()
	r.settleRepeated()
	r.resemble()
	r.refine()
	return r
}
