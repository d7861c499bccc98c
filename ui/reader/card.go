package reader

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// card shows one note: the passage, and what is written to it. The chosen one
// can be written on, painted and deleted.
type card struct {
	widget.BaseWidget
	m      *margin
	note   note.Note
	quote  string
	chosen bool
	pad    *pad    // where the text is typed; nil unless chosen
	tags   *tagPad // where the tags are typed; nil unless chosen

	hovered bool
	focused bool
	holder  *fyne.Container
	frame   *cardFrame
}

func newCard(m *margin, n note.Note, quote string) *card {
	c := &card{m: m, note: n, quote: quote, frame: newCardFrame()}
	c.holder = container.NewStack()
	c.ExtendBaseWidget(c)
	c.build()
	return c
}

// update shows a changed note.
func (c *card) update(n note.Note, quote string) {
	same := n.Colour == c.note.Colour && n.Kind == c.note.Kind && quote == c.quote &&
		(n.Text == c.note.Text || c.pad != nil && c.pad.Text == n.Text) &&
		(slices.Equal(n.Tags, c.note.Tags) || c.tags != nil && c.tags.says(n.Tags))
	c.note, c.quote = n, quote
	if !same {
		c.build()
	}
}

// setChosen opens the card or closes it.
func (c *card) setChosen(chosen bool) {
	if c.chosen != chosen {
		c.chosen = chosen
		c.build()
	}
}

// build makes the content anew.
func (c *card) build() {
	focused, tagging := c.pad != nil && c.pad.focused, c.tags != nil && c.tags.focused
	quote := prose.New(shortened(c.quote, 34)).Sized((*look.Look).Caption).Faint()
	tag := prose.New(labelOf(c.note)).Sized((*look.Look).Caption).Faint()
	column := rows.NewColumn(look.Gap/2, quote)
	c.pad, c.tags = nil, nil
	switch {
	case c.chosen:
		c.pad = newPad(c)
		column.Add(c.pad)
		palette := rows.NewFlow(look.Gap / 2)
		for _, colour := range note.Colours {
			k := newColourChip(colour, func() { c.m.paint(c.note.ID, colour) })
			k.chosen = colour == c.note.Colour
			palette.Add(k)
		}
		kinds := rows.NewFlow(look.Gap / 2)
		for _, kind := range note.Kinds {
			if kind == note.Highlight && c.note.Text != "" {
				continue // with a text it is a remark
			}
			k := newChip(words.T("note.kind."+string(kind)), func() { c.m.turn(c.note.ID, kind) })
			k.chosen = kind == c.note.Kind
			kinds.Add(k)
		}
		column.Add(kinds)
		column.Add(palette)
		c.tags = newTagPad(c)
		column.Add(c.tags.column)
		column.Add(rows.NewFlow(look.Gap/2,
			newChip(words.T("reader.card.goto"), func() { c.m.goTo(c.note) }),
			newChip(words.T("reader.card.remove"), func() { c.m.remove(c.note.ID) })))
	case c.note.Text == "":
		column.Add(prose.New(words.T("reader.card.write")).Faint())
		column.Add(tag)
	default:
		column.Add(prose.New(c.note.Text))
		column.Add(tag)
	}
	c.frame.colour, c.frame.chosen = c.note.Colour, c.chosen
	c.frame.Refresh()
	c.holder.Objects = []fyne.CanvasObject{c.frame, container.New(cardInset{}, column)}
	c.holder.Refresh()
	if focused && c.pad != nil {
		c.pad.focus()
	}
	if tagging && c.tags != nil {
		c.m.focus(c.tags.field)
	}
}

// labelOf is what a card says of a note in a line: its kind, colour and tags.
func labelOf(n note.Note) string {
	label := words.T("reader.card.label", "Kind", words.T("note.kind."+string(n.Kind)), "Colour", colourWord(n.Colour))
	for _, t := range n.Tags {
		label += " #" + t
	}
	if n.Standing == note.Moved {
		label += " · " + words.T("notes.standing.moved")
	}
	return label
}

// shortened is the beginning of a text, and its end where it is long.
func shortened(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	tail := most / 3
	return string(r[:most-tail]) + "……" + string(r[len(r)-tail:])
}

// Tapped chooses the note and shows its passage.
func (c *card) Tapped(*fyne.PointEvent) {
	if !c.chosen {
		c.m.open(c.note.ID)
	}
}

// MouseIn is for Fyne, as all of the following.
func (c *card) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.show() }
func (c *card) MouseMoved(*desktop.MouseEvent) {}
func (c *card) MouseOut()                      { c.hovered = false; c.show() }
func (c *card) FocusGained()                   { c.focused = true; c.show() }
func (c *card) FocusLost()                     { c.focused = false; c.show() }
func (c *card) TypedRune(r rune) {
	if r == ' ' { // see page.Button
		c.m.open(c.note.ID)
	}
}
func (c *card) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		c.m.open(c.note.ID)
	case fyne.KeyDelete:
		c.m.remove(c.note.ID)
	case fyne.KeyEscape:
		c.m.leave()
	}
}

func (c *card) show() {
	c.frame.hovered, c.frame.focused = c.hovered && !c.chosen, c.focused
	c.frame.Refresh()
}

// CreateRenderer is for Fyne.
func (c *card) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.holder) }

// Refresh shows the card in other colours and sizes.
func (c *card) Refresh() {
	c.frame.Refresh()
	c.BaseWidget.Refresh()
}

// strip is the width of the colour at the left of a card.
const strip = 8

// cardInset keeps the content of a card off its frame.
type cardInset struct{}

func (cardInset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(strip+look.Gap, look.Gap))
		rows.Settle(o, size.Width-strip-2*look.Gap)
	}
}

func (cardInset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return fyne.NewSize(least.Width+strip+2*look.Gap, whole(least.Height+2*look.Gap))
}

// cardFrame is the ground of a card, with the colour of its highlight.
type cardFrame struct {
	widget.BaseWidget
	colour                   note.Colour
	chosen, hovered, focused bool
}

func newCardFrame() *cardFrame {
	f := &cardFrame{}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is for Fyne.
func (f *cardFrame) CreateRenderer() fyne.WidgetRenderer {
	r := &cardFrameRenderer{f: f, rect: canvas.NewRectangle(nil), band: canvas.NewRectangle(nil), veil: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type cardFrameRenderer struct {
	f                *cardFrame
	rect, band, veil *canvas.Rectangle
}

func (r *cardFrameRenderer) Layout(s fyne.Size) {
	r.rect.Resize(s)
	r.veil.Resize(s)
	r.band.Move(fyne.NewPos(2, 2))
	r.band.Resize(fyne.NewSize(strip, max(0, s.Height-4)))
}

func (r *cardFrameRenderer) MinSize() fyne.Size { return fyne.NewSize(strip, look.Target) }

func (r *cardFrameRenderer) Refresh() {
	p := look.Current().Palette()
	r.rect.FillColor, r.rect.StrokeColor, r.rect.StrokeWidth = p.Sheet, p.Line, 1
	if r.f.chosen || r.f.focused {
		r.rect.StrokeColor, r.rect.StrokeWidth = p.Accent, 2
	}
	r.band.FillColor = p.Highlight(r.f.colour)
	r.veil.FillColor = color.Transparent
	if r.f.hovered {
		r.veil.FillColor = p.Hover
	}
	r.rect.Refresh()
	r.band.Refresh()
	r.veil.Refresh()
	canvas.Refresh(r.f)
}

func (r *cardFrameRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rect, r.band, r.veil}
}

func (r *cardFrameRenderer) Destroy() {}

// pad is where the text of a note is typed. Tab leaves it, as everywhere, and
// so does Esc.
type pad struct {
	widget.Entry
	c       *card
	focused bool
}

func newPad(c *card) *pad {
	p := &pad{c: c}
	p.ExtendBaseWidget(p)
	p.MultiLine = true
	p.Wrapping = fyne.TextWrapBreak
	p.SetMinRowsVisible(3)
	p.SetPlaceHolder(words.T("reader.card.write"))
	p.SetText(c.note.Text)
	p.OnChanged = func(text string) {
		p.c.note.Text = text
		p.c.m.write(p.c.note.ID, text)
	}
	return p
}

// focus begins to write behind what is written.
func (p *pad) focus() {
	p.c.m.focus(p)
	p.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
}

// AcceptsTab leaves Tab to the window.
func (p *pad) AcceptsTab() bool { return false }

// FocusGained is for Fyne.
func (p *pad) FocusGained() {
	p.focused = true
	p.Entry.FocusGained()
}

// FocusLost is for Fyne.
func (p *pad) FocusLost() {
	p.focused = false
	p.Entry.FocusLost()
}

// TypedKey leaves the note on Esc; the rest is typing.
func (p *pad) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		p.c.m.leave()
		return
	}
	p.Entry.TypedKey(e)
}

// TypedShortcut leaves to the window what an entry does not know.
func (p *pad) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && windowShortcut(c) {
		passOn(p, s)
		return
	}
	p.Entry.TypedShortcut(s)
}
