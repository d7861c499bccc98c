package notes

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/words"
)

// filter is what is asked of the notes that are shown. Of several values of one
// facet any will do; facets, and the words that are searched, are all asked for.
type filter struct {
	place  kind
	kinds  []note.Kind
	colour []note.Colour
	tags   []string
	part   int // index in parts; -1 for the whole report
	terms  []string
}

// facet is one of the ways to choose notes. Its counts say how many notes there
// would be with each value, under everything else that is asked.
type facet int

const (
	byPlace facet = iota
	byKind
	byColour
	byTag
	byPart
	byWords
	none // asks for everything
)

// takes reports whether a note is asked for, one facet left aside.
func (f filter) takes(e *entry, aside facet) bool {
	any := func(of facet, yes bool) bool { return of == aside || yes }
	return any(byPlace, e.is(f.place)) &&
		any(byKind, len(f.kinds) == 0 || slices.Contains(f.kinds, e.note.Kind)) &&
		any(byColour, len(f.colour) == 0 || slices.Contains(f.colour, e.note.Colour)) &&
		any(byTag, len(f.tags) == 0 || slices.ContainsFunc(e.note.Tags, func(t string) bool { return slices.Contains(f.tags, t) })) &&
		any(byPart, f.part < 0 || e.group == present && slices.Contains(e.parts, f.part)) &&
		any(byWords, page.Has(e.folded, f.terms))
}

// asks reports how many values beside place and words are asked for.
func (f filter) asks() int {
	n := len(f.kinds) + len(f.colour) + len(f.tags)
	if f.part >= 0 {
		n++
	}
	return n
}

// part is a chapter or section of the report that notes can be chosen by.
type part struct {
	title string
	at    report.Range
	level int
}

// parts are the chapters and sections of a report, in order.
func parts(r *report.Report) (all []part) {
	if r == nil {
		return nil
	}
	var walk func([]*report.Heading)
	walk = func(hs []*report.Heading) {
		for _, h := range hs {
			if h.Level > 2 {
				continue
			}
			all = append(all, part{title: string(r.Display()[h.Start:h.End]), at: report.Range{Start: h.Start, End: h.Until}, level: h.Level})
			walk(h.Children)
		}
	}
	walk(r.Outline)
	return all
}

// toggle takes a value into a list or out of it.
func toggle[T comparable](list []T, v T) []T {
	if i := slices.Index(list, v); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), v)
}

// mostTags is how many tags are offered side by side; the others are searched.
const mostTags = 12

// sieve is the rows of choices by which notes are chosen.
type sieve struct {
	s      *Screen
	open   bool
	button *page.Button
	clear  *page.Button
	rows   *fyne.Container
	scroll *page.Scroll
	box    *fyne.Container // scroll, as high as the page has room for
	shown  []option        // what rows holds
	part   *picker
}

// option is one choice: of which facet, in which words.
type option struct {
	facet facet
	word  string
	on    bool
	turn  func()
}

func newSieve(s *Screen) *sieve {
	v := &sieve{s: s, rows: page.NewColumn(look.Gap / 2)}
	v.scroll = page.NewScroll(v.rows, 0, 0)
	v.box = container.New(capped{v}, v.scroll)
	v.button = page.NewButton("", func() { v.open = !v.open; v.s.fill() })
	v.clear = page.NewButton(words.T("notes.filter.clear"), func() { v.s.field.SetText(""); v.s.filter = filter{part: -1, place: every}; v.s.show(every) })
	v.part = newPicker(func(i int) { v.s.filter.part = i; v.s.fill() })
	return v
}

// capped gives the choices the height that they need, and no more than a third of
// the page: the notes are to be seen below them.
type capped struct{ v *sieve }

func (c capped) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
func (c capped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	room := c.v.box.Size().Width
	if room <= 0 {
		return fyne.NewSize(1, look.Target)
	}
	return fyne.NewSize(1, min(page.Settle(c.v.rows, room), max(2*look.Target, c.v.s.root.Size().Height/3)))
}

// fill says on every choice how many notes it would leave.
func (v *sieve) fill() {
	f, all := v.s.filter, v.s.all
	kinds, colours, tags := map[note.Kind]int{}, map[note.Colour]int{}, map[string]int{}
	inPart, anywhere := make([]int, len(v.s.parts)), 0
	for i := range all {
		e := &all[i]
		if f.takes(e, byKind) {
			kinds[e.note.Kind]++
		}
		if f.takes(e, byColour) {
			colours[e.note.Colour]++
		}
		if len(e.note.Tags) > 0 && f.takes(e, byTag) {
			for _, t := range e.note.Tags {
				tags[t]++
			}
		}
		if f.takes(e, byPart) {
			anywhere++
			for _, p := range e.parts {
				inPart[p]++
			}
		}
	}
	word := words.T("notes.filter")
	if n := f.asks(); n > 0 {
		word = words.T("notes.filter.on", "N", n)
	}
	if v.open {
		word = words.T("notes.filter.close")
	}
	v.button.SetText(word)
	page.Visible(v.clear, f.asks() > 0 || len(f.terms) > 0 || f.place != every)
	page.Visible(v.box, v.open)
	page.Visible(v.s.keys, !v.open)
	if !v.open {
		return
	}
	count := func(word string, n int) string { return words.T("notes.filter.count", "Word", word, "N", n) }
	var options []option
	for _, k := range note.Kinds {
		options = append(options, option{byKind, count(words.T("note.kind."+string(k)), kinds[k]), slices.Contains(f.kinds, k), func() {
			v.s.filter.kinds = toggle(v.s.filter.kinds, k)
		}})
	}
	for _, c := range note.Colours {
		options = append(options, option{byColour, count(words.T("notes.colour."+string(c)), colours[c]), slices.Contains(f.colour, c), func() {
			v.s.filter.colour = toggle(v.s.filter.colour, c)
		}})
	}
	used := v.s.tags
	for i, u := range used {
		on := slices.Contains(f.tags, u.Tag)
		if i >= mostTags && !on {
			continue
		}
		options = append(options, option{byTag, count("#"+u.Tag, tags[u.Tag]), on, func() {
			v.s.filter.tags = toggle(v.s.filter.tags, u.Tag)
		}})
	}
	titles := []string{count(words.T("notes.filter.anywhere"), anywhere)}
	for i, p := range v.s.parts {
		indent := ""
		if p.level > 1 {
			indent = "\u3000"
		}
		titles = append(titles, count(indent+p.title, inPart[i]))
	}
	v.part.show(titles, f.part)
	v.arrange(options)
}

// arrange puts the choices into rows. Those that stay the same stay the same
// widgets, so that the keys stay where they are.
func (v *sieve) arrange(options []option) {
	if slices.EqualFunc(options, v.shown, func(a, b option) bool { return a.facet == b.facet && a.word == b.word && a.on == b.on }) {
		return
	}
	same := len(options) == len(v.shown) && len(v.rows.Objects) > 0
	v.shown = options
	if same {
		i := 0
		for _, row := range v.rows.Objects {
			for _, o := range row.(*fyne.Container).Objects {
				if c, ok := o.(*page.Choice); ok {
					c.SetWord(options[i].word)
					c.Turn(options[i].on)
					i++
				}
			}
		}
		v.rows.Refresh()
		return
	}
	rows := map[facet]*fyne.Container{}
	v.rows.Objects = nil
	for _, f := range []facet{byKind, byColour, byTag} {
		rows[f] = page.NewFlow(look.Gap / 2)
	}
	for i, o := range options {
		c := page.NewChoice(o.word, '✓', 0, look.Ink, func() {
			v.shown[i].turn()
			v.s.fill()
		})
		c.OnFocus = func() { v.scroll.Reveal(c) }
		c.Turn(o.on)
		rows[o.facet].Add(c)
	}
	if len(v.s.parts) > 0 {
		rows[byColour].Add(v.part)
	}
	for _, f := range []facet{byKind, byColour, byTag} {
		if len(rows[f].Objects) > 0 {
			v.rows.Add(rows[f])
		}
	}
	v.rows.Refresh()
}
