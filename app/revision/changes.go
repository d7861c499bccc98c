package revision

import (
	"sort"

	"piaojue/app/report"
)

// Kind is what happened to a paragraph.
type Kind string

const (
	Added   Kind = "added"
	Dropped Kind = "dropped"
	Changed Kind = "changed"
	Moved   Kind = "moved"
)

// Change is a paragraph that is not what it was. Pieces is its text, of the old
// and the new report together, as it is read: what stayed, what came and what
// went, each where it stands or stood.
type Change struct {
	Kind   Kind
	New    report.Range // of the new report; empty for a dropped paragraph
	Old    report.Range // of the old report; empty for an added one
	Pieces []Piece
}

// Stay is what happened to a piece of a paragraph.
type Stay string

const (
	Stays Stay = "stays"
	Comes Stay = "comes"
	Goes  Stay = "goes"
	From  Stay = "from" // came here from elsewhere in the old report
	To    Stay = "to"   // went elsewhere in the new report
)

// Piece is a run of a paragraph. At is where it stands: in the new report or,
// for what goes, in the old one.
type Piece struct {
	Stay Stay
	At   report.Range
	Text string
}

// Changes lists the paragraphs that changed, in the order of the new report;
// dropped ones follow the paragraph that they followed.
func (r *Revision) Changes() []Change {
	pairs := r.pairLines()
	type placed struct {
		after int // the new line behind which it stands
		Change
	}
	var all []placed
	oldPaired := map[int]int{}
	for j, i := range pairs {
		if i >= 0 {
			oldPaired[i] = j
		}
		if c, changed := r.change(j, i); changed {
			all = append(all, placed{j, c})
		}
	}
	after := -1
	for i := range r.old.lines {
		if j, paired := oldPaired[i]; paired {
			after = j
			continue
		}
		from, to := r.old.inside(r.old.lines[i])
		w := writer{r: r}
		gone := 0
		for k := from; k < to; k++ {
			if r.of[k] < 0 {
				gone++
			}
			w.old(k)
		}
		if gone > 0 {
			all = append(all, placed{after, Change{Kind: Dropped, Old: r.old.lines[i], Pieces: w.pieces}})
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].after < all[b].after })
	var changes []Change
	for _, p := range all {
		changes = append(changes, p.Change)
	}
	return changes
}

// pairLines gives for each new paragraph the old one of which it holds the most,
// or -1; no old one is given twice.
func (r *Revision) pairLines() []int {
	type pair struct{ i, j, shared int }
	var pairs []pair
	for j, at := range r.new.lines {
		shared := map[int]int{}
		from, to := r.new.inside(at)
		for k := from; k < to; k++ {
			if r.from[k] >= 0 {
				shared[r.old.units[r.old.unitOf[r.from[k]]].line]++
			}
		}
		for i, n := range shared {
			first, last := r.old.inside(r.old.lines[i])
			if 3*n >= to-from || 3*n >= last-first {
				pairs = append(pairs, pair{i, j, n})
			}
		}
	}
	sort.Slice(pairs, func(a, b int) bool {
		if pairs[a].shared != pairs[b].shared {
			return pairs[a].shared > pairs[b].shared
		}
		if pairs[a].j != pairs[b].j {
			return pairs[a].j < pairs[b].j
		}
		return pairs[a].i < pairs[b].i
	})
	of, taken := fill(len(r.new.lines)), map[int]bool{}
	for _, p := range pairs {
		if of[p.j] < 0 && !taken[p.i] {
			of[p.j], taken[p.i] = p.i, true
		}
	}
	return of
}

// stayed reports whether an old rune is at its old place.
func (r *Revision) stayed(k int) bool {
	i := r.old.unitOf[k]
	if r.match[i] >= 0 {
		return r.inOrder[i]
	}
	return r.changed[i].inOrder
}

// change compares a new paragraph with the old one that it is, or with none.
func (r *Revision) change(j, i int) (Change, bool) {
	c := Change{Kind: Changed, New: r.new.lines[j]}
	from, to := r.new.inside(c.New)
	next, end := 0, 0 // of the old paragraph
	moved := false
	if i >= 0 {
		c.Old = r.old.lines[i]
		next, end = r.old.inside(c.Old)
		away := 0
		for k := from; k < to; k++ {
			if o := r.from[k]; o >= next && o < end && !r.stayed(o) {
				away++
			}
		}
		moved = 2*away > to-from
	}
	w := writer{r: r, moved: moved}
	came := 0
	for k := from; k < to; k++ {
		o := r.from[k]
		if o < 0 {
			came++
			// What was replaced stands before what replaced it.
			for ; next < end && r.of[next] < 0; next++ {
				w.old(next)
			}
		}
		if o >= next && o < end {
			for ; next < o; next++ {
				w.old(next)
			}
			next = o + 1
			w.add(Stays, k, r.new)
			continue
		}
		w.new(k)
	}
	for ; next < end; next++ {
		w.old(next)
	}
	c.Pieces = w.pieces
	switch {
	case moved:
		c.Kind = Moved
	case i < 0 && 2*came > to-from:
		c.Kind = Added
	}
	return c, moved || w.differs
}

// writer puts pieces together.
type writer struct {
	r       *Revision
	moved   bool // the whole paragraph is elsewhere: what moved along did not move
	pieces  []Piece
	last    int
	differs bool
}

// new adds a rune of the new text that is none of the old paragraph's in their
// order.
func (w *writer) new(k int) {
	switch o := w.r.from[k]; {
	case o < 0:
		w.add(Comes, k, w.r.new)
	case w.r.stayed(o):
		w.add(Stays, k, w.r.new) // paragraphs were joined or split
	default:
		w.add(From, k, w.r.new)
	}
}

// old adds a rune of the old text that does not stand here any more.
func (w *writer) old(k int) {
	switch {
	case w.r.of[k] < 0:
		w.add(Goes, k, w.r.old)
	case !w.r.stayed(k) && !w.moved:
		w.add(To, k, w.r.old)
	}
}

func (w *writer) add(s Stay, k int, t *text) {
	w.differs = w.differs || s != Stays
	at := t.at[k]
	if n := len(w.pieces) - 1; n >= 0 && w.pieces[n].Stay == s && w.last == k-1 {
		p := &w.pieces[n]
		p.At.End = at + 1
		p.Text = string(t.source[p.At.Start:p.At.End])
	} else {
		w.pieces = append(w.pieces, Piece{Stay: s, At: report.Range{Start: at, End: at + 1}, Text: string(t.source[at])})
	}
	w.last = k
}
