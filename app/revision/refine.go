package revision

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

const (
	// longestGap is how many runes of both texts are compared rune by rune; in a
	// longer gap each sentence is compared with the one that resembles it most.
	longestGap = 4000
	// shortestRun is how many equal runes between two changes are no chance.
	shortestRun = 3
	// leastCover is the share of a sentence that must be found so that what is
	// found of it counts.
	leastCover = 0.3
)

// change is what became of an old sentence without a match.
type change struct {
	gap     gap
	cover   float64 // the share of its runes that were found
	inOrder bool
}

// run is equal runes of both texts.
type run struct{ old, new, length int }

// refine compares rune by rune what lies between the same neighbours.
func (r *Revision) refine() {
	r.of, r.from = fill(len(r.old.runes)), fill(len(r.new.runes))
	for i, j := range r.match {
		if j >= 0 {
			for k := range r.old.units[i].to - r.old.units[i].from {
				r.tie(r.old.units[i].from+k, r.new.units[j].from+k)
			}
		}
	}
	r.changed = make([]change, len(r.old.units))
	for _, g := range r.gaps() {
		for i := g.from; i < g.to; i++ {
			r.changed[i].gap = g
		}
		for k, in := range g.regions {
			runs := r.compare(g, in)
			for i := g.from; i < g.to; i++ {
				r.take(i, runs, g.orders[k])
			}
		}
	}
}

func (r *Revision) tie(old, new int) { r.of[old], r.from[new] = new, old }

// compare gives what is equal between the old sentences of a gap and the new
// ones of a region.
func (r *Revision) compare(g gap, in [2]int) []run {
	if in[0] == in[1] {
		return nil
	}
	olds, news := r.old.units[g.from:g.to], r.new.units[in[0]:in[1]]
	a, b := span(olds), span(news)
	if a[1]-a[0]+b[1]-b[0] <= longestGap {
		return equalRuns(r.old.runes, r.new.runes, a, b)
	}
	var all []run
	last := in[0]
	for i := g.from; i < g.to; i++ {
		for _, t := range r.twins[i] {
			if t.unit >= last && t.unit < in[1] && r.best[t.unit].unit == i {
				all = append(all, equalRuns(r.old.runes, r.new.runes, span(r.old.units[i:i+1]), span(r.new.units[t.unit:t.unit+1]))...)
				last = t.unit + 1
				break
			}
		}
	}
	return all
}

func span(units []unit) [2]int { return [2]int{units[0].from, units[len(units)-1].to} }

// equalRuns compares two stretches and leaves out what is equal by chance.
func equalRuns(old, new []rune, a, b [2]int) []run {
	differ := diffmatchpatch.New()
	differ.DiffTimeout = 0 // the same each time, however busy the machine
	var all []run
	i, j := a[0], b[0]
	for _, d := range differ.DiffMainRunes(old[a[0]:a[1]], new[b[0]:b[1]], false) {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			if n >= shortestRun || i == a[0] && j == b[0] || i+n == a[1] && j+n == b[1] {
				all = append(all, run{i, j, n})
			}
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		}
	}
	return all
}

// take takes over what was found of an old sentence, if it is enough and more
// than what was found elsewhere.
func (r *Revision) take(i int, runs []run, inOrder bool) {
	u := r.old.units[i]
	var mine []run
	found := 0
	for _, x := range runs {
		from, to := max(x.old, u.from), min(x.old+x.length, u.to)
		if from >= to {
			continue
		}
		mine = append(mine, run{from, x.new + from - x.old, to - from})
		for k := from; k < to; k++ {
			if r.from[x.new+k-x.old] < 0 {
				found++
			}
		}
	}
	cover := float64(found) / float64(u.to-u.from)
	if cover < leastCover || cover <= r.changed[i].cover {
		return
	}
	for k := u.from; k < u.to; k++ {
		if r.of[k] >= 0 {
			r.from[r.of[k]], r.of[k] = -1, -1
		}
	}
	for _, x := range mine {
		for k := range x.length {
			if r.from[x.new+k] < 0 {
				r.tie(x.old+k, x.new+k)
			}
		}
	}
	r.changed[i].cover, r.changed[i].inOrder = cover, inOrder
}
