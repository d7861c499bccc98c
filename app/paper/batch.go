// Package paper is the entry of paper ballots (纸质票录入): in batches, each
// ballot by two people independently, mismatches settled by a third, doubtful
// marks ruled on by the 总监票人, and nothing counted before all of it is done.
//
// A batch is a pile of ballots from the opened box, entered in the order of the
// pile; the pile has no order of its own, and nothing here knows a deputy.
package paper

import (
	"slices"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
)

// Cell is what one person sees on a ballot at one project: a ballot.Mark or one
// of the doubts below.
type Cell uint8

const (
	// Contradictory is two marks that cannot both be meant.
	Contradictory = Cell(ballot.Abstain) + 1 + iota
	Illegible     // a mark that cannot be read
	Circle        // a bare ○, which means 赞成 in some places and 弃权 in others
	endOfCells
)

// Mark is the mark of a cell that is no doubt.
func (c Cell) Mark() (m ballot.Mark, ok bool) {
	if c > Cell(ballot.Abstain) {
		return ballot.Unmarked, false
	}
	return ballot.Mark(c), true
}

// Spoil is why a ballot is invalid whatever its marks; "" where it is not.
type Spoil string

const (
	Foreign Spoil = "foreign" // 不是本轮的表决票
	Signed  Spoil = "signed"  // 写有姓名或者可以辨认的记号
	Torn    Spoil = "torn"    // 残缺
	Added   Spoil = "added"   // 另写了项目或者文字
)

// Spoils are the reasons in the order in which they are offered.
var Spoils = []Spoil{Foreign, Signed, Torn, Added}

// Sheet is a ballot as one person reads it: a cell for each candidate, in the
// order of the ballot, or the reason why there is none to read.
type Sheet struct {
	Cells   []Cell `json:",omitempty"`
	Spoiled Spoil  `json:",omitempty"`
}

// SheetOf is a sheet with plain marks.
func SheetOf(b ballot.Ballot) Sheet {
	s := Sheet{Cells: make([]Cell, len(b.Marks))}
	for i, m := range b.Marks {
		s.Cells[i] = Cell(m)
	}
	return s
}

func (s Sheet) equal(t Sheet) bool { return s.Spoiled == t.Spoiled && slices.Equal(s.Cells, t.Cells) }

// Entry is what one person entered of a batch, in the order of the pile.
type Entry struct {
	By     string
	Sheets []Sheet `json:",omitempty"`
}

// Look is how a place of the pile was settled by somebody who looked at the
// ballot again. Of a hand-entered ballot the reason may be "".
type Look struct {
	Place  int // from 0
	By     string
	Sheet  Sheet
	Reason string `json:",omitempty"`
}

// Ruling is what the 总监票人 decided on a doubtful mark: a mark, where Unmarked
// stands for one that cannot be made out and counts as 弃权, also where the rules
// have every project filled in: the deputy did mark it.
type Ruling struct {
	Place   int // of the ballot, from 0
	Project int // of the candidate, from 0
	Mark    ballot.Mark
	By      string
	Reason  string
}

// Batch is one pile.
type Batch struct {
	Number int
	Size   int // ballots in the pile, counted before the first was entered
	// File names what a ballot scanner wrote; "" where people entered it. What a
	// scanner wrote stands in A, and B is empty.
	File    string   `json:",omitempty"`
	A, B    Entry    `json:",omitzero"`
	Looks   []Look   `json:",omitempty"` // by place
	Rulings []Ruling `json:",omitempty"` // by place and project
	// Withdrawn is why the batch does not count, though it is kept.
	Withdrawn string `json:",omitempty"`
}

// Which is one of the two entries.
type Which int

const (
	First  Which = iota // A
	Second              // B
)

func (b *Batch) entry(w Which) *Entry {
	if w == Second {
		return &b.B
	}
	return &b.A
}

// Complete reports whether everything was entered that is to be compared.
func (b Batch) Complete() bool {
	return len(b.A.Sheets) == b.Size && (b.File != "" || len(b.B.Sheets) == b.Size)
}

func (b Batch) look(place int) (Look, bool) {
	i := slices.IndexFunc(b.Looks, func(l Look) bool { return l.Place == place })
	if i < 0 {
		return Look{}, false
	}
	return b.Looks[i], true
}

// Sheet is the ballot at a place as it counts, before rulings; ok is false where
// it is not entered or not settled. A scanner's sheet counts as it is: whether
// it has to be looked at is for Unsettled to say.
func (b Batch) Sheet(place int) (s Sheet, ok bool) {
	if l, found := b.look(place); found {
		return l.Sheet, true
	}
	if place < 0 || !b.Complete() || place >= b.Size {
		return Sheet{}, false
	}
	if b.File != "" {
		return b.A.Sheets[place], true
	}
	return b.A.Sheets[place], b.A.Sheets[place].equal(b.B.Sheets[place])
}

// Unsettled are the places that somebody has to look at again: where the two
// entries differ or, of a scan, where the rules make the ballot invalid. It is
// nil before the batch is complete, so that nobody copies the other.
func (b Batch) Unsettled(p procedure.Procedure) []int {
	if !b.Complete() {
		return nil
	}
	var places []int
	for i := range b.Size {
		if _, done := b.look(i); done {
			continue
		}
		s, same := b.Sheet(i)
		if !same || b.File != "" && b.refused(p, s) {
			places = append(places, i)
		}
	}
	return places
}

// refused reports whether a scanner's sheet is invalid.
func (b Batch) refused(p procedure.Procedure, s Sheet) bool {
	if s.Spoiled != "" {
		return true
	}
	valid, _ := ballot.Judge(p, marked(p, s, nil))
	return !valid
}

// Doubt is a doubtful mark that nobody ruled on yet.
type Doubt struct {
	Place, Project int
	Cell           Cell
}

// Doubts are the doubtful marks of the ballots that are settled, without those
// that were ruled on.
func (b Batch) Doubts() []Doubt {
	var doubts []Doubt
	for i := range b.Size {
		s, ok := b.Sheet(i)
		if !ok || s.Spoiled != "" {
			continue
		}
		for j, c := range s.Cells {
			if _, plain := c.Mark(); !plain && !b.ruled(i, j) {
				doubts = append(doubts, Doubt{i, j, c})
			}
		}
	}
	return doubts
}

func (b Batch) ruled(place, project int) bool {
	return slices.ContainsFunc(b.Rulings, func(r Ruling) bool { return r.Place == place && r.Project == project })
}

// Ready reports whether the batch can be counted. A withdrawn one always can:
// it counts nothing.
func (b Batch) Ready(p procedure.Procedure) bool {
	return b.Withdrawn != "" || b.Complete() && len(b.Unsettled(p)) == 0 && len(b.Doubts()) == 0
}

// marked is a sheet with its rulings as a ballot; a doubt without one is
// Unmarked.
func marked(p procedure.Procedure, s Sheet, rulings []Ruling) ballot.Ballot {
	b := ballot.Ballot{Marks: make([]ballot.Mark, len(s.Cells))}
	for i, c := range s.Cells {
		b.Marks[i], _ = c.Mark()
	}
	for _, r := range rulings {
		b.Marks[r.Project] = r.Mark
		if r.Mark == ballot.Unmarked && p.Kind != procedure.Rating {
			b.Marks[r.Project] = ballot.Abstain
		}
	}
	return b
}
