package reader

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// margin shows the notes on the passages that are in sight, and the chosen
// note wherever it is. It is told what to show, and tells through its functions
// what is done to a note.
type margin struct {
	widget.BaseWidget

	report *report.Report
	notes  []note.Note // on passages of the report, in order
	seen   report.Range
	chosen string

	ground  *ground
	title   *prose.Text
	back    *chip
	on      *chip
	head    *fyne.Container
	column  *fyne.Container
	scroll  *container.Scroll
	cards   map[string]*card
	shown   []string // ids, in order
	more    int      // in sight and not shown
	lately  *lately
	hint    *prose.Text
	locked  bool  // the notes cannot be read
	waiting int   // notes of before a revision that have to be confirmed
	key     *chip // asks for the passphrase

	open   func(id string)
	write  func(id, text string)
	paint  func(id string, c note.Colour)
	turn   func(id string, k note.Kind)
	tag    func(id string, tags []string)
	used   func() []note.Used // the tags in use
	remove func(id string)
	goTo   func(n note.Note)
	undo   func()
	redo   func()
	leave  func()
	unlock func()
	focus  func(fyne.Focusable)
}

func newMargin() *margin {
	m := &margin{cards: map[string]*card{}}
	m.ground = newGround(paper, 0)
	m.title = prose.New("").Bold().AtLeast(4)
	m.back = newChip(words.T("reader.notes.previous"), func() { m.step(-1) })
	m.on = newChip(words.T("reader.notes.next"), func() { m.step(1) })
	m.head = rows.NewFlow(look.Gap, m.title, m.back, m.on)
	m.lately = newLately(func() { m.undo() }, func() { m.redo() })
	m.hint = prose.New("").Faint()
	m.key = newChip(words.T("stage.unlock"), func() { m.unlock() })
	m.column = rows.NewColumn(look.Gap)
	m.scroll = container.NewVScroll(container.New(inset{}, m.column))
	m.ExtendBaseWidget(m)
	m.arrange()
	return m
}

// show takes all notes on passages of a report.
func (m *margin) show(r *report.Report, notes []note.Note) {
	if r != m.report {
		m.cards, m.chosen = map[string]*card{}, ""
		m.lately.say("", false, false)
	}
	m.report, m.notes = r, notes
	gone := maps.Clone(m.cards)
	for _, n := range notes {
		if c := m.cards[n.ID]; c != nil {
			c.update(n, m.quote(n))
			delete(gone, n.ID)
		}
	}
	for id := range gone {
		delete(m.cards, id)
	}
	m.arrange()
}

// quote is the passage of a note as the page shows it.
func (m *margin) quote(n note.Note) string {
	return excerpt(m.report, report.Range{Start: n.Anchor.Start, End: n.Anchor.End}, false)
}

// look shows the notes on a part of the text.
func (m *margin) look(seen report.Range) {
	if seen == m.seen {
		return
	}
	m.seen = seen
	if ids, more := m.near(); more != m.more || !slices.Equal(ids, m.shown) {
		m.arrange()
	}
}

// choose opens the card of a note, and closes the one that was open; "" opens none.
func (m *margin) choose(id string) {
	if id == m.chosen {
		return
	}
	m.chosen = id
	m.arrange()
	if c := m.cards[id]; c != nil {
		m.reveal(c)
	}
}

// edit puts the cursor into the text of the chosen note.
func (m *margin) edit() {
	if c := m.cards[m.chosen]; c != nil && c.pad != nil {
		c.pad.focus()
	}
}

// editTags puts the cursor into the tags of the chosen note.
func (m *margin) editTags() {
	if c := m.cards[m.chosen]; c != nil && c.tags != nil {
		m.focus(c.tags.field)
	}
}

// say tells over the notes what was done, and offers to turn it; "" for nothing.
func (m *margin) say(said string, undo, redo bool) {
	m.lately.say(said, undo, redo)
	m.arrange()
}

// mostCards is how many cards the margin holds: of more notes in sight the
// first are shown, and how many there are beside.
const mostCards = 12

// near are the ids of the notes to be shown, in order, and how many more are in
// sight.
func (m *margin) near() (ids []string, more int) {
	for _, n := range m.notes {
		_, ok := meet(report.Range{Start: n.Anchor.Start, End: n.Anchor.End}, m.seen)
		switch {
		case n.ID == m.chosen, ok && len(ids) < mostCards:
			ids = append(ids, n.ID)
		case ok:
			more++
		}
	}
	return ids, more
}

// step goes to the note before or after the chosen one or, where none is
// chosen, the place that is read.
func (m *margin) step(by int) {
	n := len(m.notes)
	if n == 0 {
		return
	}
	at := slices.IndexFunc(m.notes, func(n note.Note) bool { return n.ID == m.chosen })
	switch {
	case at >= 0:
		at = (at + by + n) % n
	default:
		at = slices.IndexFunc(m.notes, func(n note.Note) bool { return n.Anchor.Start >= m.seen.Start })
		switch {
		case at < 0 && by > 0:
			at = 0
		case at < 0:
			at = n - 1
		case by < 0:
			at = (at - 1 + n) % n
		}
	}
	m.goTo(m.notes[at])
}

// arrange puts the cards under each other.
func (m *margin) arrange() {
	m.title.AtLeast(4)
	if m.locked {
		m.title.AtLeast(6) // in one line
	}
	m.title.SetText(m.counted())
	m.back.Hidden, m.on.Hidden = len(m.notes) == 0, len(m.notes) == 0
	m.shown, m.more = m.near()
	var column []fyne.CanvasObject
	for _, id := range m.shown {
		c := m.cards[id]
		if c == nil {
			i := slices.IndexFunc(m.notes, func(n note.Note) bool { return n.ID == id })
			c = newCard(m, m.notes[i], m.quote(m.notes[i]))
			m.cards[id] = c
		}
		c.setChosen(id == m.chosen)
		column = append(column, c)
	}
	for id, c := range m.cards {
		if c.chosen && id != m.chosen {
			c.setChosen(false)
		}
		if len(m.cards) > 4*mostCards && !slices.Contains(m.shown, id) {
			delete(m.cards, id)
		}
	}
	if m.more > 0 {
		m.hint.SetText(words.T("reader.notes.more", "N", m.more))
		column = append(column, m.hint)
	}
	if len(m.shown) == 0 {
		key := "reader.notes.none"
		if len(m.notes) > 0 {
			key = "reader.notes.elsewhere"
		}
		if m.locked {
			key = "reader.notes.locked.says"
		}
		m.hint.SetText(words.T(key))
		column = append(column, m.hint)
	}
	if m.locked {
		column = append(column, rows.NewFlow(look.Gap, m.key))
	}
	m.column.Objects = column
	m.settle()
}

// counted says how many notes there are, where that can be known.
func (m *margin) counted() string {
	if m.locked {
		return words.T("reader.notes.locked")
	}
	return words.T("reader.notes.title", "N", len(m.notes), "Waiting", m.waiting)
}

// settle gives every card the height that it needs at the present width.
func (m *margin) settle() {
	size := m.Size()
	if size.Width <= 0 {
		return
	}
	pad := float32(cardGutter)
	width := size.Width - 2*pad
	head := rows.Settle(m.head, width)
	m.head.Move(fyne.NewPos(pad, pad))
	top := pad + max(head, look.Target) + pad
	// What was done stands still over the cards, whichever of them is in sight.
	m.lately.row.Hidden = !m.lately.says()
	if m.lately.says() {
		m.lately.row.Move(fyne.NewPos(pad, top))
		top += rows.Settle(m.lately.row, width) + look.Gap
	}
	m.ground.Resize(size)
	m.scroll.Move(fyne.NewPos(pad, top))
	rows.Settle(m.column, width)
	m.scroll.Resize(fyne.NewSize(width+pad, max(0, size.Height-top)))
	m.scroll.Refresh()
	canvas.Refresh(m)
}

// cardGutter is the space beside the cards; the scroll bar lies in that at the right.
const cardGutter = 1.5 * look.Gap

// inset keeps the cards off the scroll bar.
type inset struct{}

func (inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rows.Settle(objects[0], size.Width-cardGutter)
}

func (inset) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// reveal scrolls until a card is in sight.
func (m *margin) reveal(c *card) {
	top, bottom := c.Position().Y, c.Position().Y+c.Size().Height
	view := m.scroll.Size().Height
	y := m.scroll.Offset.Y
	if bottom > y+view {
		y = bottom - view
	}
	if top < y {
		y = top
	}
	if y != m.scroll.Offset.Y {
		m.scroll.Offset.Y = y
		m.scroll.Refresh()
	}
}

// CreateRenderer is for Fyne.
func (m *margin) CreateRenderer() fyne.WidgetRenderer { return marginRenderer{m} }

type marginRenderer struct{ m *margin }

func (r marginRenderer) Layout(fyne.Size)   { r.m.settle() }
func (r marginRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 40) }
func (r marginRenderer) Destroy()           {}
func (r marginRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.ground, r.m.head, r.m.lately.row, r.m.scroll}
}

// Refresh shows all cards in other colours and sizes.
func (r marginRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	for _, c := range r.m.cards {
		c.Refresh()
	}
	r.m.settle()
}
