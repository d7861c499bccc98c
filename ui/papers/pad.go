package papers

import (
	"fyne.io/fyne/v2"

	"piaojue/app/ballot"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/ui/words"
)

// pad is one ballot while it is keyed in. A digit marks the project on which the
// pad stands and goes on to the next one by itself; nothing leaves the pad before
// the whole ballot was seen.
type pad struct {
	kind  procedure.Kind
	cells []paper.Cell
	seen  []bool // which cells were keyed in
	at    int    // on the project, or at the end: len(cells)
	spoil paper.Spoil
	// choosing is set after 9: the next digit says why the ballot is invalid.
	choosing bool
}

func newPad(kind procedure.Kind, candidates int) *pad {
	return &pad{kind: kind, cells: make([]paper.Cell, candidates), seen: make([]bool, candidates)}
}

// fill shows a ballot that was keyed in before.
func (p *pad) fill(s paper.Sheet) {
	p.spoil = s.Spoiled
	if s.Spoiled != "" {
		return
	}
	for i, c := range s.Cells {
		p.cells[i], p.seen[i] = c, true
	}
}

// open moves the pad to the first project that was not keyed in.
func (p *pad) open() {
	for p.at = 0; p.at < len(p.seen) && p.seen[p.at]; p.at++ {
	}
}

// stroke is a key and the cell that it stands for.
type stroke struct {
	key  rune
	cell paper.Cell
}

// strokes are the keys for a kind of ballot, in the order in which they are shown.
func strokes(kind procedure.Kind) []stroke {
	var all []stroke
	switch kind {
	case procedure.Pick:
		all = []stroke{{'1', paper.Cell(ballot.Approve)}}
	case procedure.Rating:
		all = []stroke{{'1', paper.Cell(ballot.Satisfied)}, {'2', paper.Cell(ballot.Fair)}, {'3', paper.Cell(ballot.Dissatisfied)}}
	default:
		all = []stroke{{'1', paper.Cell(ballot.Approve)}, {'2', paper.Cell(ballot.Against)}, {'3', paper.Cell(ballot.Abstain)}}
	}
	return append(all, stroke{'0', paper.Cell(ballot.Unmarked)},
		stroke{'4', paper.Contradictory}, stroke{'5', paper.Illegible}, stroke{'6', paper.Circle})
}

// word is a cell in the words of the ballot, as short as it can be.
func word(kind procedure.Kind, c paper.Cell) string {
	if kind == procedure.Rating {
		switch c {
		case paper.Cell(ballot.Unmarked): // on paper, too, both are the same
			return words.T("papers.cell.none.rating")
		case paper.Cell(ballot.Satisfied):
			return words.T("count.outcome.satisfied")
		case paper.Cell(ballot.Fair):
			return words.T("count.outcome.fair")
		case paper.Cell(ballot.Dissatisfied):
			return words.T("count.outcome.dissatisfied")
		}
	}
	switch c {
	case paper.Cell(ballot.Unmarked):
		return words.T("papers.cell.none")
	case paper.Contradictory:
		return words.T("papers.cell.contradictory")
	case paper.Illegible:
		return words.T("papers.cell.illegible")
	case paper.Circle:
		return words.T("papers.cell.circle")
	}
	return words.Say(c.Says())
}

const (
	restKey  = '-' // the rest of the ballot has no mark
	spoilKey = '9'
)

// rune takes a key that writes, and reports whether it means anything here.
func (p *pad) rune(r rune) bool {
	if r >= '０' && r <= '９' {
		r -= '０' - '0' // as a Chinese input method writes it
	}
	if r == '－' {
		r = restKey
	}
	if p.choosing {
		p.choosing = false
		i := int(r - '1')
		if i < 0 || i >= len(paper.Spoils) {
			return false
		}
		p.spoil = paper.Spoils[i]
		p.at = len(p.cells)
		return true
	}
	if r == spoilKey {
		p.choosing = true
		return true
	}
	if p.at == len(p.cells) && p.spoil == "" {
		return false
	}
	if r == restKey {
		p.revive()
		for ; p.at < len(p.cells); p.at++ {
			p.cells[p.at], p.seen[p.at] = paper.Cell(ballot.Unmarked), true
		}
		return true
	}
	for _, s := range strokes(p.kind) {
		if s.key == r {
			p.revive()
			p.cells[p.at], p.seen[p.at] = s.cell, true
			p.next()
			return true
		}
	}
	return false
}

// revive goes back to the projects of a ballot that was called invalid.
func (p *pad) revive() {
	if p.spoil != "" {
		p.spoil = ""
		p.open()
		if p.at == len(p.cells) {
			p.at = 0
		}
	}
}

// next goes on to the next project, past those that were keyed in already.
func (p *pad) next() {
	p.at++
	for at := p.at; at < len(p.cells); at++ {
		if !p.seen[at] {
			p.at = at
			return
		}
	}
	if !p.left() {
		p.at = len(p.cells)
	}
}

// left reports whether a project was not keyed in yet.
func (p *pad) left() bool { return p.missing() > 0 }

func (p *pad) missing() (n int) {
	for _, seen := range p.seen {
		if !seen {
			n++
		}
	}
	return n
}

// key takes a key that moves, and reports whether it did. Of a key that writes
// nothing is taken here: a window sends it twice, as a key and as what it writes.
func (p *pad) key(k fyne.KeyName) bool {
	to := p.at
	switch k {
	case fyne.KeyUp, fyne.KeyLeft, fyne.KeyBackspace:
		to = max(0, p.at-1)
	case fyne.KeyDown, fyne.KeyRight:
		to = min(len(p.cells), p.at+1)
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(p.cells)
	default:
		return false
	}
	switch {
	case p.choosing:
		p.choosing = false
	case p.spoil != "" && k == fyne.KeyBackspace:
		p.revive()
	default:
		p.at = to
	}
	return true
}

// sheet is the ballot, once all of it was seen.
func (p *pad) sheet() (s paper.Sheet, whole bool) {
	if p.spoil != "" {
		return paper.Sheet{Spoiled: p.spoil}, true
	}
	if p.choosing || p.left() {
		return paper.Sheet{}, false
	}
	return paper.Sheet{Cells: append([]paper.Cell(nil), p.cells...)}, true
}
