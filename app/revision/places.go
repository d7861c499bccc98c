package revision

import (
	"sort"

	"piaojue/app/report"
)

// places lists where an old passage may be in the new text, the likeliest
// first: what was found of it, copies of its sentences, variants of them, and
// its own words where nothing else accounts for them.
func (r *Revision) places(from, to int) []report.Range {
	var all []report.Range
	add := func(at [2]int) {
		if at[0] >= at[1] || len(all) == MostPlaces {
			return
		}
		found := r.new.outside(at[0], at[1])
		for _, other := range all {
			if found.Start < other.End && other.Start < found.End {
				return
			}
		}
		all = append(all, found)
	}
	add(r.remains(from, to))
	units := []int{}
	for i := r.old.unitOf[from]; i <= r.old.unitOf[to-1]; i++ {
		units = append(units, i)
	}
	share := func(i int) int { return min(r.old.units[i].to, to) - max(r.old.units[i].from, from) }
	sort.SliceStable(units, func(a, b int) bool { return share(units[a]) > share(units[b]) })
	for _, i := range units {
		u := r.old.units[i]
		begin, end := max(u.from, from)-u.from, min(u.to, to)-u.from
		copies := r.copies(i)
		if len(copies) > 0 {
			near := func(j int) int {
				for _, in := range r.changed[i].gap.regions {
					if j >= in[0] && j < in[1] {
						return 0
					}
				}
				return 1
			}
			sort.SliceStable(copies, func(a, b int) bool { return near(copies[a]) < near(copies[b]) })
			for _, j := range copies {
				add([2]int{r.new.units[j].from + begin, r.new.units[j].from + end})
			}
		}
		for _, t := range r.twins[i] {
			if r.match[i] >= 0 && !r.unexplained(t.unit) {
				continue
			}
			v := r.new.units[t.unit]
			of := fill(u.to - u.from)
			for _, x := range equalRuns(r.old.runes, r.new.runes, [2]int{u.from, u.to}, [2]int{v.from, v.to}) {
				for k := range x.length {
					of[x.old+k-u.from] = x.new + k
				}
			}
			add(enclose(of[begin:end]))
		}
	}
	if len(all) == 0 {
		add(r.sameWords(from, to))
	}
	return all
}

// remains encloses what was found of a passage: all of it, or the larger part
// where it was torn apart, and what stands where its ends were changed.
func (r *Revision) remains(from, to int) [2]int {
	at := enclose(r.of[from:to])
	if at[0] == at[1] {
		return at
	}
	if from > 0 && r.of[from] < 0 && r.of[from-1] >= 0 {
		if begin := r.of[from-1] + 1; begin < at[0] && at[0]-begin <= r.missing(from, 1)+besideKept && r.added(begin, at[0]) {
			at[0] = begin
		}
	}
	if to < len(r.of) && r.of[to-1] < 0 && r.of[to] >= 0 {
		if end := r.of[to]; end > at[1] && end-at[1] <= r.missing(to-1, -1)+besideKept && r.added(at[1], end) {
			at[1] = end
		}
	}
	return at
}

// missing counts the old runes from one on that were not found.
func (r *Revision) missing(k, step int) (n int) {
	for ; k >= 0 && k < len(r.of) && r.of[k] < 0; k += step {
		n++
	}
	return n
}

// added reports whether nothing of the old text is among some new runes.
func (r *Revision) added(from, to int) bool {
	for k := from; k < to; k++ {
		if r.from[k] >= 0 {
			return false
		}
	}
	return true
}

// enclose gives the range that holds the most of some new runes, in order, that
// lie no further apart than a passage of theirs may grow; none where too few of
// the old ones are left.
func enclose(of []int) [2]int {
	best, most := [2]int{}, 0
	for i := 0; i < len(of); {
		if of[i] < 0 {
			i++
			continue
		}
		begin, end, n, k := of[i], of[i], 0, i
		for ; k < len(of); k++ {
			if of[k] < 0 {
				continue
			}
			if n > 0 && (of[k] < end || of[k]-end > len(of)+40) {
				break
			}
			end, n = of[k]+1, n+1
		}
		if n > most {
			best, most = [2]int{begin, end}, n
		}
		i = k
	}
	if 3*most < len(of) {
		return [2]int{}
	}
	return best
}

// sameWords finds a passage of some length in the new text, where it is not
// known to be other old text, and once.
func (r *Revision) sameWords(from, to int) [2]int {
	passage := r.old.runes[from:to]
	if words(passage) < 4 {
		return [2]int{}
	}
	found := [2]int{}
	for j := 0; j+len(passage) <= len(r.new.runes); j++ {
		if r.new.runes[j] != passage[0] || r.from[j] >= 0 {
			continue
		}
		equal := true
		for k := range passage {
			if r.new.runes[j+k] != passage[k] || r.from[j+k] >= 0 {
				equal = false
				break
			}
		}
		if !equal {
			continue
		}
		if found[1] > 0 {
			return [2]int{}
		}
		found = [2]int{j, j + len(passage)}
	}
	return found
}
