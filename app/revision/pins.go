package revision

// chance is how many words a passage needs so that its standing alone in an
// unexpected place is no chance.
const chance = 6

// pin matches what stands exactly once in either text.
func (r *Revision) pin() {
	olds, news := r.old.units, r.new.units
	r.match, r.back = fill(len(olds)), fill(len(news))
	r.inOrder = make([]bool, len(olds))
	r.oldNamed, r.newNamed = named(olds), named(news)
	for i, u := range olds {
		if at := r.newNamed[u.name]; len(at) == 1 && len(r.oldNamed[u.name]) == 1 && u.words > 1 {
			r.join(i, at[0])
		}
	}
	r.order()
	// What is out of order goes by blocks: neighbours that moved together.
	for i := 0; i < len(olds); {
		if r.match[i] < 0 || r.inOrder[i] {
			i++
			continue
		}
		end, total := i, 0
		for end < len(olds) && r.match[end] == r.match[i]+end-i && !r.inOrder[end] {
			total += olds[end].words
			end++
		}
		if total < chance {
			for k := i; k < end; k++ {
				r.part(k)
			}
		}
		i = end
	}
}

// named lists the units of each name.
func named(units []unit) map[int][]int {
	all := map[int][]int{}
	for i, u := range units {
		all[u.name] = append(all[u.name], i)
	}
	return all
}

func fill(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = -1
	}
	return all
}

func (r *Revision) join(i, j int) { r.match[i], r.back[j] = j, i }

func (r *Revision) part(i int) { r.back[r.match[i]], r.match[i] = -1, -1 }

// order finds, of the matched sentences, the heaviest that are in the same
// order in both texts: a longest increasing subsequence, weighted by length.
func (r *Revision) order() {
	best := make([]int, len(r.new.units)+1) // a Fenwick tree of maxima: the old unit at which a chain ends
	for i := range best {
		best[i] = -1
	}
	weight, before := make([]int, len(r.old.units)), fill(len(r.old.units))
	last := -1
	for i, j := range r.match {
		r.inOrder[i] = false
		if j < 0 {
			continue
		}
		for k := j; k > 0; k -= k & -k {
			if b := best[k]; b >= 0 && (before[i] < 0 || weight[b] > weight[before[i]]) {
				before[i] = b
			}
		}
		weight[i] = r.old.units[i].to - r.old.units[i].from
		if before[i] >= 0 {
			weight[i] += weight[before[i]]
		}
		for k := j + 1; k < len(best); k += k & -k {
			if best[k] < 0 || weight[i] > weight[best[k]] {
				best[k] = i
			}
		}
		if last < 0 || weight[i] > weight[last] {
			last = i
		}
	}
	for ; last >= 0; last = before[last] {
		r.inOrder[last] = true
	}
}

// gap is the old sentences without a match between two that have one, and the
// new sentences without a match that stand in the same place: behind what the
// first became and before what the second became. Where the two are still
// neighbours, that is one region.
type gap struct {
	from, to int // old units
	regions  [][2]int
	together bool
	orders   []bool // for each region, whether its pin is at its old place
}

// gaps lists the gaps that hold anything old.
func (r *Revision) gaps() []gap {
	region := func(inside int, up bool) [2]int { // the unmatched new units next to a matched one
		from, to := inside+1, inside+1
		if !up {
			from, to = inside, inside
		}
		for !up && from > 0 && r.back[from-1] < 0 {
			from--
		}
		for up && to < len(r.back) && r.back[to] < 0 {
			to++
		}
		return [2]int{from, to}
	}
	var all []gap
	for i := 0; i < len(r.match); i++ {
		if r.match[i] >= 0 {
			continue
		}
		g := gap{from: i, to: i}
		for g.to < len(r.match) && r.match[g.to] < 0 {
			g.to++
		}
		before, after := -1, len(r.back)
		orderBefore, orderAfter := true, true
		if g.from > 0 {
			before, orderBefore = r.match[g.from-1], r.inOrder[g.from-1]
		}
		if g.to < len(r.match) {
			after, orderAfter = r.match[g.to], r.inOrder[g.to]
		}
		behind, ahead := region(before, true), region(after, false)
		if behind == ahead && behind[1] == after {
			g.regions, g.orders, g.together = [][2]int{behind}, []bool{orderBefore && orderAfter}, true
		} else {
			g.regions, g.orders = [][2]int{behind, ahead}, []bool{orderBefore, orderAfter}
		}
		all = append(all, g)
		i = g.to
	}
	return all
}

// settleRepeated matches sentences that stand several times, by their neighbours.
func (r *Revision) settleRepeated() {
	for range 8 {
		gaps := r.gaps()
		// The gaps that look into a region: more than one where what stood together
		// was torn apart.
		looking := map[[2]int][]int{}
		for g := range gaps {
			for _, in := range gaps[g].regions {
				looking[in] = append(looking[in], g)
			}
		}
		counted := func(units []unit, name int) (n, last int) {
			for k, u := range units {
				if u.name == name {
					n, last = n+1, k
				}
			}
			return n, last
		}
		type pair struct {
			i, j    int
			inOrder bool
		}
		var found []pair
		for _, g := range gaps {
			if g.together && r.sameRun(g) {
				for k := range g.to - g.from {
					found = append(found, pair{g.from + k, g.regions[0][0] + k, g.orders[0]})
				}
				continue
			}
			for i := g.from; i < g.to; i++ {
				name := r.old.units[i].name
				if n, _ := counted(r.old.units[g.from:g.to], name); n != 1 {
					continue
				}
				total, at, where := 0, 0, 0
				for k, in := range g.regions {
					if n, last := counted(r.new.units[in[0]:in[1]], name); n > 0 {
						total, at, where = total+n, in[0]+last, k
					}
				}
				if total != 1 {
					continue
				}
				sources := 0
				for _, other := range looking[g.regions[where]] {
					n, _ := counted(r.old.units[gaps[other].from:gaps[other].to], name)
					sources += n
				}
				if sources == 1 {
					found = append(found, pair{i, at, g.orders[where]})
				}
			}
		}
		if len(found) == 0 {
			return
		}
		for _, p := range found {
			if r.match[p.i] < 0 && r.back[p.j] < 0 {
				r.join(p.i, p.j)
				r.inOrder[p.i] = p.inOrder
			}
		}
	}
}

// sameRun reports whether a gap holds the same sentences in both texts.
func (r *Revision) sameRun(g gap) bool {
	in := g.regions[0]
	if g.to-g.from != in[1]-in[0] {
		return false
	}
	for k := range g.to - g.from {
		if r.old.units[g.from+k].name != r.new.units[in[0]+k].name {
			return false
		}
	}
	return true
}

// copies lists the sentences of the new text that have the words of an old one
// and no match.
func (r *Revision) copies(i int) []int {
	var all []int
	for _, j := range r.newNamed[r.old.units[i].name] {
		if r.back[j] < 0 {
			all = append(all, j)
		}
	}
	return all
}
