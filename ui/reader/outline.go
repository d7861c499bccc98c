package reader

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// outline is the table of contents: chapters, sections, items, and what is
// folded away below them, each with its whole title. It marks where the reader
// is and how many notes lie in each part.
type outline struct {
	widget.BaseWidget

	scroll *container.Scroll
	list   *outlineList
	going  func(offset int)
}

// entry is one line of the outline.
type entry struct {
	level    int // from 1
	title    []rune
	at       report.Range // what it heads
	children []*entry
	parent   *entry
	open     bool
	notes    int

	lines  []prose.Line // of the title
	top    float32
	height float32
}

func newOutline(going func(offset int)) *outline {
	o := &outline{going: going}
	o.list = newOutlineList(o)
	o.scroll = container.NewVScroll(o.list)
	o.scroll.OnScrolled = func(fyne.Position) { o.list.draw() }
	o.ExtendBaseWidget(o)
	return o
}

// CreateRenderer is for Fyne.
func (o *outline) CreateRenderer() fyne.WidgetRenderer { return outlineRenderer{o} }

type outlineRenderer struct{ o *outline }

// Layout breaks the titles for the width before the scroller asks how high the
// list is.
func (r outlineRenderer) Layout(s fyne.Size) {
	r.o.list.width = s.Width
	r.o.scroll.Resize(s)
	r.o.arrange()
}

// MinSize leaves the width to the screen.
func (r outlineRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 40) }
func (r outlineRenderer) Refresh()                     { r.o.arrange() }
func (r outlineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.o.scroll} }
func (r outlineRenderer) Destroy()                     {}

// arrange shows the list after it became longer or shorter.
func (o *outline) arrange() {
	o.list.arrange()
	o.scroll.Refresh()
	o.list.draw()
}

// show makes the outline of a report.
func (o *outline) show(r *report.Report) {
	o.list.roots, o.list.here, o.list.cursor = nil, nil, nil
	if r != nil {
		o.list.roots = entries(r)
	}
	o.scroll.Offset = fyne.Position{}
	o.arrange()
}

// entries are the headings of a report, and its glossary as a last chapter.
func entries(r *report.Report) []*entry {
	text := r.Display()
	title := func(from, to int) []rune {
		return []rune(strings.TrimRight(string(text[from:to]), "。：；， \u3000"))
	}
	var of func(hs []*report.Heading, parent *entry) []*entry
	of = func(hs []*report.Heading, parent *entry) []*entry {
		var out []*entry
		for _, h := range hs {
			e := &entry{level: 1, title: title(h.Start, h.End), at: report.Range{Start: h.Start, End: h.Until}, parent: parent}
			if parent != nil {
				e.level = parent.level + 1
			}
			e.children = of(h.Children, e)
			// Sub-heads that run in the text would hide what is above them.
			e.open = len(e.children) > 0 && e.children[0].level < 4
			out = append(out, e)
		}
		return out
	}
	roots := of(r.Outline, nil)
	if n := len(r.Glossary); n > 0 {
		from := r.Glossary[0].Start
		for _, p := range r.Paragraphs {
			if p.Kind == report.GlossaryHead {
				from = p.Start
			}
		}
		g := &entry{level: 1, title: []rune(words.T("reader.glossary", "N", n)), at: report.Range{Start: from, End: r.Glossary[n-1].End}}
		for _, t := range r.Glossary {
			to := t.Start
			for to < t.End && text[to] != '：' && text[to] != ':' {
				to++
			}
			g.children = append(g.children, &entry{level: 2, title: title(t.Start, to), at: report.Range{Start: t.Start, End: t.End}, parent: g})
		}
		roots = append(roots, g)
	}
	return roots
}

// count shows how many notes begin in each part.
func (o *outline) count(offsets []int) {
	for _, e := range o.list.all() {
		e.notes = 0
		for _, at := range offsets {
			if at >= e.at.Start && at < e.at.End {
				e.notes++
			}
		}
	}
	o.list.draw()
}

// mark shows where the reader is.
func (o *outline) mark(offset int) {
	here := o.list.holding(offset)
	if here == o.list.here {
		return
	}
	o.list.here = here
	switch {
	case here != nil:
		o.reveal(here)
	case len(o.list.rows) > 0 && offset < o.list.rows[0].at.Start:
		o.reveal(o.list.rows[0])
	}
	o.list.draw()
}

// reveal scrolls no more than is needed for an entry to be seen whole.
func (o *outline) reveal(e *entry) {
	view := o.scroll.Size().Height
	y := o.scroll.Offset.Y
	switch {
	case e.top < y:
		y = e.top
	case e.top+e.height > y+view:
		y = e.top + e.height - view
	default:
		return
	}
	o.scroll.Offset.Y = max(0, y)
	o.scroll.Refresh()
	o.list.draw()
}
