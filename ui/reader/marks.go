package reader

import (
	"cmp"
	"image/color"
	"slices"
	"sort"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/words"
)

// mark is a note on a passage as the page draws it.
type mark struct {
	id     string
	at     report.Range
	kind   note.Kind
	colour note.Colour
	text   bool // something is written to it
	// lane is how many marks this one lies over. Each lane is drawn a little
	// lower than the one below it, so that the rim of every mark is seen.
	lane int
}

// markOf is how a note on the report is drawn.
func markOf(n note.Note) mark {
	return mark{id: n.ID, at: report.Range{Start: n.Anchor.Start, End: n.Anchor.End}, kind: n.Kind, colour: n.Colour, text: n.Text != ""}
}

// mostLanes is how many marks over each other are told apart: a text of the
// smallest size has no room for more rims.
const mostLanes = 4

// marks are all marks of a report, in the order in which they are drawn.
type marks struct {
	all []mark
	// reach is, for each mark, how far it and those before it go: it grows, so
	// that the first mark of a line is found by halving.
	reach []int
}

// newMarks orders marks by where they begin, the longer first, and gives each a
// lane of its own among those that it meets.
func newMarks(all []mark) marks {
	slices.SortStableFunc(all, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.at.Start, b.at.Start), cmp.Compare(b.at.End, a.at.End))
	})
	m := marks{all: all, reach: make([]int, len(all))}
	var ends [mostLanes]int // of the last mark in each lane
	far := 0
	for i := range all {
		at := all[i].at
		lane := 0
		for l, end := range ends {
			if end > at.Start {
				lane = min(l+1, mostLanes-1)
			}
		}
		all[i].lane, ends[lane] = lane, max(ends[lane], at.End)
		far = max(far, at.End)
		m.reach[i] = far
	}
	return m
}

// on are the marks that a part of the text meets, and more; the caller looks.
func (m marks) on(at report.Range) []mark {
	from := sort.SearchInts(m.reach, at.Start+1)
	to := from + sort.Search(len(m.all)-from, func(i int) bool { return m.all[from+i].at.Start >= at.End })
	return m.all[from:to]
}

// under is the mark at an offset: of several the shortest.
func (m marks) under(offset int) (found mark, ok bool) {
	for _, k := range m.on(report.Range{Start: offset, End: offset + 1}) {
		if offset < k.at.End && (!ok || k.at.End-k.at.Start <= found.at.End-found.at.Start) {
			found, ok = k, true
		}
	}
	return found, ok
}

// signOf is what stands beside the line where a mark begins that says something;
// "" where it says nothing.
func signOf(m mark) string {
	switch {
	case m.kind == note.Question:
		return words.T("reader.sign.question")
	case m.kind == note.Suggestion:
		return words.T("reader.sign.suggestion")
	case m.text:
		return words.T("reader.sign")
	}
	return ""
}

// drawMarks draws the marks of a line through ground, which draws a band and
// gives the text on it a colour, and band, which leaves the text alone. It gives
// the signs of those that begin there.
func (p *page) drawMarks(l report.Range, pal look.Palette, height float32,
	ground func(at report.Range, fill, text color.NRGBA, inset float32),
	band func(at report.Range, fill color.NRGBA, bottom, thick float32)) (signs string) {
	on := p.marks.on(l)
	for _, under := range []bool{false, true} {
		for _, m := range on {
			at, ok := meet(m.at, l)
			if !ok || under != (m.kind == note.Underline) {
				continue
			}
			inset := float32(m.lane) * height / 12
			if under {
				band(at, pal.Underline(m.colour), inset/2, 3)
			} else {
				ground(at, pal.Highlight(m.colour), pal.OnHighlight, inset)
			}
		}
	}
	for _, m := range on {
		at, ok := meet(m.at, l)
		if !ok {
			continue
		}
		if m.id == p.chosen {
			band(at, pal.Accent, 0, 2)
		}
		if s := signOf(m); m.at.Start >= l.Start && s != "" && len([]rune(signs)) < 2 && signs != s {
			signs += s
		}
	}
	return signs
}
