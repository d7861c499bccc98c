package reader

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// The terms of the glossary are marked where they are used. The pointer over
// one, a click, or the key G shows its entry on a card; a second click, Enter or
// the card's button goes to the entry itself.

// is reports whether a mention is the one that is pointed to.
func is(p *report.Mention, m report.Mention) bool { return p != nil && *p == m }

// termsOf are the mentions in a block, looked for when it is first drawn.
func (p *page) termsOf(b *block) []report.Mention {
	if !b.looked {
		b.looked = true
		b.terms = p.report.Mentions(report.Range{Start: b.start, End: b.end})
	}
	return b.terms
}

// termAt is the mention that an offset is in.
func (p *page) termAt(offset int) (report.Mention, bool) {
	for _, m := range p.termsOf(&p.col.blocks[p.col.blockOf(offset)]) {
		if offset >= m.Start && offset < m.End {
			return m, true
		}
	}
	return report.Mention{}, false
}

// clickTerm tells that a term was clicked, if there is one at the offset.
func (p *page) clickTerm(offset int, on bool) {
	if !on || p.onTerm == nil {
		return
	}
	if m, ok := p.termAt(offset); ok {
		p.onTerm(m)
	}
}

// MouseIn and the following tell which term the pointer is over.
func (p *page) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved is for Fyne.
func (p *page) MouseMoved(e *desktop.MouseEvent) {
	if p.report == nil || !p.col.ready() || p.press.down {
		return
	}
	var over *report.Mention
	if o, ok := p.runeUnder(e.Position); ok {
		if m, ok := p.termAt(o); ok {
			over = &m
		}
	}
	p.setOver(over)
}

// MouseOut is for Fyne.
func (p *page) MouseOut() { p.setOver(nil) }

func (p *page) setOver(over *report.Mention) {
	if over == p.over || over != nil && is(p.over, *over) {
		return
	}
	p.over = over
	p.draw()
	if p.onOver != nil {
		p.onOver()
	}
}

// setTerm marks the term whose card is open; nil for none.
func (p *page) setTerm(m *report.Mention) {
	if m != p.term {
		p.term = m
		p.draw()
	}
}

// nextTerm is the first mention behind an offset, from the end on again from
// the beginning; ok is false where the report has none.
func (p *page) nextTerm(behind int) (m report.Mention, ok bool) {
	n := len(p.col.blocks)
	from := p.col.blockOf(behind)
	for k := range n + 1 {
		b := &p.col.blocks[(from+k)%n]
		for _, m := range p.termsOf(b) {
			if k > 0 || m.Start >= behind {
				return m, true
			}
		}
	}
	return report.Mention{}, false
}

// How long the pointer has to rest on a term, and to be away from it and from
// the card, before a card comes and goes.
const (
	restTime = 350 * time.Millisecond
	awayTime = 500 * time.Millisecond
)

// termCard shows an entry of the glossary over the page.
type termCard struct {
	widget.BaseWidget
	ground *ground
	title  *prose.Text
	text   *prose.Text
	column *fyne.Container
	pinned bool // it was asked for and stays; otherwise it goes with the pointer
	inside bool // the pointer is over it
	left   func()
}

func newTermCard(goEntry, left func()) *termCard {
	c := &termCard{ground: newGround(sheet, 1), left: left}
	c.title = prose.New("").Bold().AtLeast(4)
	c.text = prose.New("").AtLeast(4)
	c.column = rows.NewColumn(look.Gap/2, c.title, c.text,
		rows.NewFlow(look.Gap, newChip(words.T("reader.term.go"), goEntry)))
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// say shows an entry.
func (c *termCard) say(r *report.Report, i int) {
	g := r.Glossary[i]
	entry := string(r.Display()[g.Start:g.End])
	term, text, ok := strings.Cut(entry, "：")
	if !ok {
		term, text = g.Term, g.Text
	}
	if g.Number != "" {
		term = strings.TrimLeft(term, "0123456789０１２３４５６７８９.．、 ")
	}
	c.title.SetText(term)
	c.text.SetText(strings.TrimSpace(text))
}

// place puts the card beside a passage of a page.
func (c *termCard) place(page fyne.Size, x, top, bottom float32) {
	text := look.Current().TextSize()
	wide := whole(min(24*text, page.Width-6*look.Gap))
	height := whole(rows.Settle(c.column, wide)) + 3*look.Gap
	size := fyne.NewSize(wide+3*look.Gap, height)
	c.Resize(size)
	c.Move(beside(page, size, x, top, bottom))
}

// MouseIn keeps the card as long as the pointer is over it.
func (c *termCard) MouseIn(*desktop.MouseEvent) { c.inside = true }

// MouseMoved is for Fyne.
func (c *termCard) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets it go.
func (c *termCard) MouseOut() {
	c.inside = false
	c.left()
}

// CreateRenderer is for Fyne.
func (c *termCard) CreateRenderer() fyne.WidgetRenderer { return termRenderer{c} }

type termRenderer struct{ c *termCard }

func (r termRenderer) Layout(s fyne.Size) {
	r.c.ground.Resize(s)
	r.c.column.Move(fyne.NewPos(1.5*look.Gap, 1.5*look.Gap))
	rows.Settle(r.c.column, s.Width-3*look.Gap)
}

func (r termRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Target, look.Target) }
func (r termRenderer) Destroy()           {}
func (r termRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.ground, r.c.column}
}

func (r termRenderer) Refresh() {
	r.c.ground.Refresh()
	r.c.column.Refresh()
	canvas.Refresh(r.c)
}
