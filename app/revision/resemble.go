package revision

import "sort"

// alikeAtLeast is from where on a sentence counts as a variant of another: half
// of their pairs of neighbouring runes are shared, and less of a short one, in
// which one changed word breaks many.
func alikeAtLeast(u unit) float64 {
	switch n := u.to - u.from; {
	case n < 12:
		return 0.25
	case n < 24:
		return 0.4
	}
	return 0.5
}

// nearly is the difference of two shares that decides nothing.
const nearly = 0.1

// twin is a sentence of the other text and how much it resembles one, from 0 to 1.
type twin struct {
	unit  int
	share float64
}

// resemble compares each new sentence that is no old one with all old ones.
func (r *Revision) resemble() {
	r.twins = make([][]twin, len(r.old.units))
	r.best = make([]twin, len(r.new.units))
	type pair [2]rune
	var fresh []int
	pairs := map[pair][]int{} // the old units that hold a pair of a fresh one, once for each time
	for j, u := range r.new.units {
		if r.back[j] >= 0 || u.to-u.from < 3 || len(r.oldNamed[u.name]) > 0 {
			continue
		}
		fresh = append(fresh, j)
		for k := u.from; k+1 < u.to; k++ {
			pairs[pair{r.new.runes[k], r.new.runes[k+1]}] = nil
		}
	}
	if len(fresh) == 0 {
		return
	}
	for i, u := range r.old.units {
		for k := u.from; k+1 < u.to; k++ {
			p := pair{r.old.runes[k], r.old.runes[k+1]}
			if holders, wanted := pairs[p]; wanted {
				pairs[p] = append(holders, i)
			}
		}
	}
	shared, took := make([]int, len(r.old.units)), make([]int, len(r.old.units))
	for _, j := range fresh {
		u := r.new.units[j]
		mine := map[pair]int{}
		for k := u.from; k+1 < u.to; k++ {
			mine[pair{r.new.runes[k], r.new.runes[k+1]}]++
		}
		var touched []int
		for p, times := range mine {
			holders := pairs[p]
			for _, i := range holders {
				if shared[i] == 0 && took[i] == 0 {
					touched = append(touched, i)
				}
				// A pair counts as often as both have it.
				took[i]++
				if took[i] <= times {
					shared[i]++
				}
			}
			for _, i := range holders {
				took[i] = 0
			}
		}
		sort.Ints(touched)
		var near []twin
		for n, i := range touched {
			if n > 0 && touched[n-1] == i {
				continue
			}
			of := r.old.units[i]
			share := 2 * float64(shared[i]) / float64(u.to-u.from+of.to-of.from-2)
			if of.to-of.from >= 3 {
				if share > r.best[j].share {
					r.best[j] = twin{i, share}
				}
				if share >= alikeAtLeast(of) {
					near = append(near, twin{i, share})
				}
			}
		}
		for _, i := range touched {
			shared[i] = 0
		}
		for _, n := range near {
			if n.share >= r.best[j].share-nearly {
				r.twins[n.unit] = append(r.twins[n.unit], twin{j, n.share})
			}
		}
	}
	for _, t := range r.twins {
		sort.SliceStable(t, func(a, b int) bool { return t[a].share > t[b].share })
	}
}
