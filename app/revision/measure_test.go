package revision_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
)

// passage is a marked passage and what is known of it.
type passage struct {
	at        report.Range // of the old text
	sentences []int        // of the old report that it touches
}

// truth is where a passage really is in the new text.
type truth struct {
	at       []report.Range // the place; two where two histories make the same texts
	survived bool           // its sentences are there, word for word
}

// mark chooses passages as deputies mark them, many of them in a few sentences:
// those are then what the revision is about.
func mark(d *draft, rng *rand.Rand, n int) []passage {
	type span struct{ from, to int }
	var spans []span
	at := 0
	for i, p := range d.paragraphs {
		if i > 0 {
			at += 2
		}
		for _, s := range p {
			spans = append(spans, span{at, at + len(s.text)})
			at += len(s.text)
		}
	}
	var all []passage
	for len(all) < n {
		i := rng.IntN(len(spans))
		for k := 1 + rng.IntN(3); k > 0; k-- {
			s := spans[i]
			var at report.Range
			first, last := i, i
			switch rng.IntN(6) {
			case 0:
				at = report.Range{Start: s.from, End: s.to}
			case 1: // one or two characters
				start := s.from + rng.IntN(s.to-s.from)
				at = report.Range{Start: start, End: min(start+1+rng.IntN(2), s.to)}
			case 2: // several sentences
				last = min(i+1+rng.IntN(3), len(spans)-1)
				at = report.Range{Start: s.from, End: spans[last].to}
			case 3: // from within a sentence into the next
				last = min(i+1, len(spans)-1)
				at = report.Range{Start: s.from + rng.IntN(s.to-s.from), End: spans[last].from + 1 + rng.IntN(spans[last].to-spans[last].from)}
				if last == i {
					continue
				}
			default:
				start := s.from + rng.IntN(s.to-s.from)
				at = report.Range{Start: start, End: min(start+3+rng.IntN(18), s.to)}
			}
			p := passage{at: at}
			for j := first; j <= last; j++ {
				p.sentences = append(p.sentences, j)
			}
			all = append(all, p)
		}
	}
	return all[:n]
}

// know finds out where a passage is: where its own runes are or, where they
// are gone, those of the copies that took their place.
func know(p passage, old, new []rune, own, heirs, starts []int, d *draft) truth {
	var t truth
	for _, where := range [][]int{own, heirs} {
		if at, ok := follow(old, new, where, p.at.Start, p.at.End); ok && !slices.Contains(t.at, at) {
			t.at = append(t.at, at)
		}
	}
	if at, ok := d.onlyRun(p, old, new, starts); ok && !slices.Contains(t.at, at) {
		t.at = append(t.at, at)
	}
	_, whole := follow(old, new, own, p.at.Start, p.at.End)
	t.survived = whole
	for _, s := range p.sentences {
		t.survived = t.survived && d.stands(s)
	}
	return t
}

// inherit adds to where the runes of the old text are those of the copies that
// two texts cannot tell from the original. Where a sentence is gone to the last
// rune, its copy is it if there is no other, or if it is the only one between
// the neighbours of the sentence that are left, if need be with other words in
// it: cut and pasted, or dropped and added, nobody who has but the two texts can
// know. A copy between the old neighbours also is where the original was moved
// away from there.
func (d *draft) inherit(own []int, starts []int) []int {
	heirs := slices.Clone(own)
	type standing struct {
		s  sentence
		at int
	}
	var all []standing
	at := 0
	place := map[int]int{} // where each old sentence stands, in sentences
	for i, p := range d.paragraphs {
		if i > 0 {
			at += 2
		}
		for _, s := range p {
			if s.was >= 0 && slices.ContainsFunc(s.text, func(l letter) bool { return l.id >= 0 }) {
				place[s.was] = len(all)
			}
			all = append(all, standing{s, at})
			at += len(s.text)
		}
	}
	gone := map[string]int{}
	for was, words := range d.olds {
		if _, there := place[was]; !there {
			gone[words]++
		}
	}
	original := maps.Clone(place)
	// Where a neighbour is gone, its own heir is the neighbour: so twice.
	for range 2 {
		for was, words := range d.olds {
			own, there := original[was]
			low, high := -1, len(all)
			for k := was - 1; k >= 0; k-- {
				if p, ok := place[k]; ok {
					low = p
					break
				}
			}
			for k := was + 1; k < len(d.olds); k++ {
				if p, ok := place[k]; ok {
					high = p
					break
				}
			}
			if there && low < own && own < high {
				continue
			}
			beside := func(neighbour, k int) bool {
				p, ok := place[neighbour]
				return ok && p == k
			}
			var copies, here, variants []int
			for k, x := range all {
				if x.s.was >= 0 {
					continue
				}
				same, within := unnumbered(folded(plain(x.s.text))) == unnumbered(words) && (x.s.of == was || folded(plain(x.s.text)) == words), low < k && k < high
				switch {
				case same && within:
					copies, here = append(copies, k), append(here, k)
				case same:
					copies = append(copies, k)
				case x.s.of == was && (within || beside(was-1, k-1) || beside(was+1, k+1)):
					variants = append(variants, k)
				}
			}
			heir := -1
			switch {
			case len(here) == 1:
				heir = here[0]
			case there:
			case len(copies) == 1 && gone[words] == 1:
				heir = copies[0]
			case len(copies) == 0 && len(variants) == 1:
				heir = variants[0]
			}
			if heir < 0 {
				continue
			}
			if !there {
				place[was] = heir
			}
			for k := range []rune(d.whole[was]) {
				heirs[starts[was]+k] = -1
			}
			for k, l := range all[heir].s.text {
				switch {
				case all[heir].s.of != was:
					heirs[starts[was]+k] = all[heir].at + k
				case l.of >= 0:
					heirs[d.index[l.of]] = all[heir].at + k
				}
			}
		}
	}
	return heirs
}

// onlyRun finds a passage over several sentences of which one is gone to the
// last rune, where all of them stand one after the other once.
func (d *draft) onlyRun(p passage, old, new []rune, starts []int) (report.Range, bool) {
	if len(p.sentences) < 2 {
		return report.Range{}, false
	}
	gone := false
	run := ""
	for _, was := range p.sentences {
		_, there := d.find(was)
		gone = gone || !there
		run += d.olds[was]
	}
	if !gone {
		return report.Range{}, false
	}
	text := folded(string(new))
	at := strings.Index(text, run)
	if at < 0 || strings.LastIndex(text, run) != at {
		return report.Range{}, false
	}
	visible := func(text []rune, from, to int) (n int) {
		for _, c := range text[from:to] {
			if !report.Blank(c) {
				n++
			}
		}
		return n
	}
	skip := utf8.RuneCountInString(text[:at]) + visible(old, starts[p.sentences[0]], p.at.Start)
	size := visible(old, p.at.Start, p.at.End)
	found := report.Range{Start: -1}
	for i, c := range new {
		if report.Blank(c) {
			continue
		}
		if skip == 0 && found.Start < 0 {
			found.Start = i
		}
		if found.Start >= 0 {
			if size--; size == 0 {
				found.End = i + 1
				break
			}
		}
		skip--
	}
	return found, true
}

// unnumbered is a sentence without its list number.
func unnumbered(s string) string { return strings.TrimLeft(s, "0123456789.、") }

// follow gives the range of the new text in which the runes of an old range
// stand, all of them, one after the other, and nothing else.
func follow(old, new []rune, where []int, from, to int) (report.Range, bool) {
	first, last := -1, -1
	for i := from; i < to; i++ {
		if report.Blank(old[i]) {
			continue
		}
		w := where[i]
		if w < 0 {
			return report.Range{}, false
		}
		if first < 0 {
			first = w
		} else {
			next := last + 1
			for next < len(new) && report.Blank(new[next]) {
				next++
			}
			if w != next {
				return report.Range{}, false
			}
		}
		last = w
	}
	return report.Range{Start: first, End: last + 1}, first >= 0
}

// stands reports whether a sentence of the old report is there word for word.
func (d *draft) stands(was int) bool {
	p, ok := d.find(was)
	return ok && folded(plain(d.at(p).text)) == d.olds[was] && !slices.ContainsFunc(d.at(p).text, func(l letter) bool { return l.id < 0 })
}

// figures are what the measurement counts.
type figures struct {
	revisions, passages, survived int
	kept, moved, offered          int // of those that survived: found rightly, or offered first
	wrong                         []string
}

func (f figures) found() float64 { return float64(f.kept+f.moved) / float64(f.survived) }

// measure revises the real report in many ways and looks where the passages go.
func measure(t *testing.T, revisions int) (f figures, acts map[string]int) {
	base := scan(gusu(t))
	acts = map[string]int{}
	for seed := range revisions {
		rng := rand.New(rand.NewPCG(uint64(seed), 2021))
		before := newDraft(base, rng)
		passages := mark(before, rng, 30)
		old, oldIDs := before.text()
		d := before.clone()
		d.acts = acts
		// Half of the revisions do everything to one or two marked sentences.
		focus := []int{passages[rng.IntN(len(passages))].sentences[0], passages[rng.IntN(len(passages))].sentences[0]}
		for n := 1 + rng.IntN(8); n > 0; n-- {
			at := d.some()
			switch {
			case seed%2 == 0:
				if p, ok := d.find(focus[rng.IntN(2)] + rng.IntN(5)/2 - rng.IntN(5)/2); ok {
					at = p
				}
			case rng.IntN(3) > 0:
				if p, ok := d.find(passages[rng.IntN(len(passages))].sentences[0]); ok {
					at = p
				}
			}
			d.act(at)
		}
		new, ids := d.text()
		byID := make([]int, len(old)) // where each rune of the old report stands now
		d.index = make([]int, len(old))
		for i := range byID {
			byID[i] = -1
		}
		for i, id := range ids {
			if id >= 0 {
				byID[id] = i
			}
		}
		where := make([]int, len(old))
		for i, id := range oldIDs {
			where[i] = -1
			if id >= 0 {
				where[i], d.index[id] = byID[id], i
			}
		}
		begins := starts(before)
		heirs := d.inherit(where, begins)
		r := revision.Compare(old, new)
		f.revisions++
		for _, p := range passages {
			tr := know(p, old, new, where, heirs, begins, d)
			got := r.Place(p.at)
			f.passages++
			settled := got.Standing == note.Kept || got.Standing == note.Moved
			if settled && !slices.Contains(tr.at, got.At) {
				f.wrong = append(f.wrong, fmt.Sprintf("revision %d: %s at %d, but it is at %v:\n old …%s…\n new …%s…\n %q",
					seed, got.Standing, got.At.Start, tr.at, around(old, p.at), around(new, got.At), d.done))
			}
			if settled && folded(string(old[p.at.Start:p.at.End])) != folded(string(new[got.At.Start:got.At.End])) {
				t.Errorf("revision %d: %q became %q", seed, string(old[p.at.Start:p.at.End]), string(new[got.At.Start:got.At.End]))
			}
			if !tr.survived {
				continue
			}
			f.survived++
			switch {
			case got.Standing == note.Kept:
				f.kept++
			case got.Standing == note.Moved:
				f.moved++
			case got.Standing == note.Unsure && slices.Contains(got.Maybe, tr.at[0]):
				f.offered++
			}
		}
	}
	return f, acts
}

// starts lists where each sentence of a draft begins in its text.
func starts(d *draft) []int {
	var all []int
	at := 0
	for i, p := range d.paragraphs {
		if i > 0 {
			at += 2
		}
		for _, s := range p {
			all = append(all, at)
			at += len(s.text)
		}
	}
	return all
}

func around(text []rune, at report.Range) string {
	return string(text[max(0, at.Start-40):min(len(text), at.End+40)])
}

// No note slips to a place that is not its own, and nearly all whose sentence is
// still there are found: over 150 revisions, or as many as PIAOJUE_REVISIONS says.
func TestRevisions(t *testing.T) {
	n := 150
	if s := os.Getenv("PIAOJUE_REVISIONS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	f, acts := measure(t, n)
	t.Logf("%d revisions, %d passages, %d of them with their sentences still there", f.revisions, f.passages, f.survived)
	t.Logf("wrong without a word: %d", len(f.wrong))
	t.Logf("found: %d kept, %d moved, %.2f %%; with those offered to be confirmed %.2f %%", f.kept, f.moved,
		100*f.found(), 100*float64(f.kept+f.moved+f.offered)/float64(f.survived))
	for _, w := range f.wrong {
		t.Error(w)
	}
	least := 0.98
	if f.revisions < 1000 {
		least = 0.97 // few revisions can be hard ones by chance
	}
	if f.found() < least {
		t.Errorf("only %.4f found", f.found())
	}
	for name, times := range acts {
		if times == 0 {
			t.Errorf("never: %s", name)
		}
	}
	if len(acts) != 27 {
		t.Errorf("%d kinds of acts were made: %v", len(acts), acts)
	}
}
