package revision

import (
	"slices"

	"piaojue/app/note"
	"piaojue/app/report"
)

// What a changed sentence must keep so that a passage in it is found for certain.
const (
	coverKept  = 0.6 // the share of it that is found
	sideKept   = 4   // equal runes on either side of the passage
	wordsKept  = 8   // or words of the passage itself
	besideKept = 6   // runes that may have come between it and a neighbour
	shortMove  = 16  // words of a moved sentence that could become something else in one go
	closeBy    = 12  // sentences
	few        = 4   // words that tell nothing beside a sentence
)

// Place finds a passage of the old report in the new one.
func (r *Revision) Place(at report.Range) Found {
	from, to := r.old.inside(at)
	if from >= to {
		return Found{Standing: note.Lost}
	}
	first, last := r.old.unitOf[from], r.old.unitOf[to-1]
	standing := note.Kept
	certain := r.whole(from, to)
	for i := first; i <= last && certain; i++ {
		if i < last && r.old.units[i].words < few {
			continue // a list number goes with the sentence behind it
		}
		var inOrder bool
		inOrder, certain = r.certain(i, from, to)
		if !inOrder {
			standing = note.Moved
		}
	}
	if certain {
		return Found{Standing: standing, At: r.new.outside(r.of[from], r.of[to-1]+1)}
	}
	if places := r.places(from, to); len(places) > 0 {
		return Found{Standing: note.Unsure, Maybe: places}
	}
	return Found{Standing: note.Lost}
}

// whole reports whether old runes stand in the new text one after the other.
func (r *Revision) whole(from, to int) bool {
	for k := from; k < to; k++ {
		if r.of[k] < 0 || k > from && r.of[k] != r.of[k-1]+1 {
			return false
		}
	}
	return true
}

// certain reports whether an old sentence was found beyond doubt, as far as it
// holds some of the runes of a passage, which were found whole; and whether it
// is at its old place.
func (r *Revision) certain(i, from, to int) (inOrder, sure bool) {
	if r.match[i] >= 0 {
		return r.inOrder[i], len(r.rivals(i)) == 0 && r.told(i)
	}
	c, u := r.changed[i], r.old.units[i]
	inOrder = c.inOrder
	if c.cover < coverKept || len(r.copies(i)) > 0 || occurs(r.new.runes, r.old.runes[u.from:u.to]) > 1 {
		return inOrder, false
	}
	from, to = max(from, u.from), min(to, u.to)
	one, other := r.new.unitOf[r.of[from]], r.new.unitOf[r.of[to-1]]
	for j := one; j <= other; j++ {
		best := r.best[j]
		if len(r.oldNamed[r.new.units[j].name]) > 0 {
			return inOrder, false // a copy of another sentence
		}
		if best.share >= alikeAtLeast(r.new.units[j]) && (best.unit < c.gap.from || best.unit >= c.gap.to) && !r.resembles(i, j) {
			return inOrder, false // another sentence explains it better
		}
	}
	for _, t := range r.twins[i] {
		if (t.unit < one || t.unit > other) && r.unexplained(t.unit) {
			return inOrder, false
		}
	}
	// Next to a neighbour that it had, which is no other.
	beside := func(neighbour int, from, to func(j int) int) bool {
		if neighbour < 0 || neighbour == len(r.match) || r.match[neighbour] < 0 || !r.unique(neighbour) {
			return false
		}
		begin, end := from(r.match[neighbour]), to(r.match[neighbour])
		return begin <= end && end-begin <= besideKept
	}
	if !beside(i-1, func(j int) int { return r.new.units[j].to }, func(int) int { return r.firstFound(u) }) &&
		!beside(i+1, func(int) int { return r.lastFound(u) + 1 }, func(j int) int { return r.new.units[j].from }) {
		return inOrder, false
	}
	before, after := 0, 0
	for k := from; before < sideKept && k > 0 && r.of[k-1] >= 0 && r.of[k-1] == r.of[k]-1; k-- {
		before++
	}
	for k := to - 1; after < sideKept && k+1 < len(r.of) && r.of[k+1] >= 0 && r.of[k+1] == r.of[k]+1; k++ {
		after++
	}
	if before >= sideKept && after >= sideKept {
		return inOrder, true
	}
	// A change touches the passage: the same words must not be in what was added
	// or taken away, or nobody could tell which they are.
	passage := r.old.runes[from:to]
	alone := occurs(r.old.runes[r.old.units[c.gap.from].from:r.old.units[c.gap.to-1].to], passage) == 1
	times := 0
	for _, in := range c.gap.regions {
		if in[0] < in[1] {
			region := span(r.new.units[in[0]:in[1]])
			times = max(times, occurs(r.new.runes[region[0]:region[1]], passage))
		}
	}
	enough := words(passage) >= wordsKept || words(passage) > 1 && before+after >= sideKept
	return inOrder, alone && times == 1 && enough
}

// told reports whether a matched sentence is told apart from its other copies:
// there are none without a match of their own, or it stands at its old place
// between its old neighbours, and these are known by their own words.
func (r *Revision) told(i int) bool {
	copies := r.copies(i)
	if len(copies) == 0 {
		return true
	}
	if !r.inOrder[i] {
		return false
	}
	some := 1
	for _, j := range copies {
		near := j > r.match[i]-closeBy && j < r.match[i]+closeBy
		if near && (r.alike(i-1, j-1) || r.alike(i+1, j+1)) {
			some = 2 // it was copied together with its surroundings
		}
	}
	before, after := r.intact(i, some)
	return before && after
}

// alike reports whether an old and a new sentence have the same words.
func (r *Revision) alike(i, j int) bool {
	return i >= 0 && i < len(r.match) && j >= 0 && j < len(r.back) && r.old.units[i].name == r.new.units[j].name
}

// intact reports whether a matched sentence still stands next to the neighbours
// that it had, some on either side. The neighbours that count are those known by
// their own words, with nothing else in sight that they could have become.
func (r *Revision) intact(i, some int) (before, after bool) {
	side := func(step int) bool {
		counted := 0
		for k := i + step; ; k += step {
			j := r.match[i] + k - i
			switch {
			case k < 0 || k == len(r.match):
				return j < 0 || j == len(r.back)
			case r.match[k] < 0 || r.match[k] != j:
				return false
			case !r.unique(k):
			case slices.ContainsFunc(r.twins[k], func(t twin) bool { return r.unexplained(t.unit) }):
				return false
			default:
				if counted++; counted == some {
					return true
				}
			}
		}
	}
	return side(-1), side(1)
}

// unique reports whether an old sentence stands once in either text.
func (r *Revision) unique(i int) bool {
	name := r.old.units[i].name
	return len(r.oldNamed[name]) == 1 && len(r.newNamed[name]) == 1
}

// rivals are new sentences that could be what became of a matched one as well.
func (r *Revision) rivals(i int) []int {
	before, after := r.intact(i, 1)
	if before && after && r.inOrder[i] {
		return nil
	}
	var all []int
	for _, t := range r.twins[i] {
		if r.unexplained(t.unit) {
			all = append(all, t.unit)
		}
	}
	if !r.inOrder[i] && r.old.units[i].words < shortMove {
		all = append(all, r.inItsPlace(i)...)
	}
	// A piece of it beside it: it may be what is left of it, and this a copy.
	for _, j := range []int{r.match[i] - 1, r.match[i] + 1} {
		if j >= 0 && j < len(r.back) && r.back[j] < 0 && len(r.oldNamed[r.new.units[j].name]) == 0 && r.pieceOf(i, j) {
			all = append(all, j)
		}
	}
	return all
}

// pieceOf reports whether half of a new sentence is made of words of an old one.
func (r *Revision) pieceOf(i, j int) bool {
	u, v := r.old.units[i], r.new.units[j]
	if v.to-v.from >= u.to-u.from || v.to-v.from < 2 {
		return false
	}
	shared := 0
	for k := v.from; k+1 < v.to; k++ {
		if occurs(r.old.runes[u.from:u.to], r.new.runes[k:k+2]) > 0 {
			shared++
		}
	}
	return 2*shared >= v.to-v.from-1
}

// inItsPlace lists what is new between the neighbours that a moved sentence had:
// a short one may have been changed there beyond recognition.
func (r *Revision) inItsPlace(i int) []int {
	low, high := -1, len(r.back)
	for k := i - 1; k >= 0; k-- {
		if r.match[k] >= 0 && r.inOrder[k] {
			low = r.match[k]
			break
		}
	}
	for k := i + 1; k < len(r.match); k++ {
		if r.match[k] >= 0 && r.inOrder[k] {
			high = r.match[k]
			break
		}
	}
	var all []int
	for j := low + 1; j < high; j++ {
		if r.back[j] < 0 && len(r.oldNamed[r.new.units[j].name]) == 0 && r.unexplained(j) {
			all = append(all, j)
		}
	}
	return all
}

// unexplained reports whether most of a new sentence was not found to be any
// old text.
func (r *Revision) unexplained(j int) bool {
	u, known := r.new.units[j], 0
	for k := u.from; k < u.to; k++ {
		if r.from[k] >= 0 {
			known++
		}
	}
	return 2*known < u.to-u.from
}

func (r *Revision) resembles(i, j int) bool {
	return slices.ContainsFunc(r.twins[i], func(t twin) bool { return t.unit == j })
}

// firstFound and lastFound are where a changed sentence begins and ends in the
// new text; some of it was found.
func (r *Revision) firstFound(u unit) int {
	for k := u.from; ; k++ {
		if r.of[k] >= 0 {
			return r.of[k]
		}
	}
}

func (r *Revision) lastFound(u unit) int {
	for k := u.to - 1; ; k-- {
		if r.of[k] >= 0 {
			return r.of[k]
		}
	}
}

// occurs counts the places of a passage, overlapping ones too, up to two.
func occurs(text, passage []rune) int {
	n := 0
	for i := 0; i+len(passage) <= len(text) && n < 2; i++ {
		if slices.Equal(text[i:i+len(passage)], passage) {
			n++
		}
	}
	return n
}
