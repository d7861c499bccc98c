package booth

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// choice is one word of a row: 赞成, 反对 or 弃权, or those of a 满意度测评. The chosen one is filled,
// bold and ticked. Space or a click chooses it, or clears it if it is chosen;
// Enter does nothing.
type choice struct {
	widget.BaseWidget
	b    *Booth
	row  int
	mark ballot.Mark
	word string
	size float32 // as a multiple of that of the ballot

	hovered, focused bool
	held             bool      // Space is held down: its repeats are one press
	clicked          time.Time // the last click, so that a double click is one
}

func newChoice(b *Booth, row int, m ballot.Mark) *choice {
	c := &choice{b: b, row: row, mark: m, word: words.T(markKey(b.rule, m)), size: 1}
	if b.alone() {
		c.size = aloneChoice
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *choice) textSize(l *look.Look) float32 { return c.b.size(l) * c.size }

func (c *choice) chosen() bool { return c.b.marks != nil && c.b.marks[c.row] == c.mark }

// Tapped is a click.
func (c *choice) Tapped(*fyne.PointEvent) {
	now := c.b.Clock()
	if !c.b.settled() || now.Sub(c.clicked) < patience {
		return
	}
	c.clicked = now
	c.b.choose(c.row, c.mark)
}

func (c *choice) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *choice) MouseMoved(*desktop.MouseEvent) {}
func (c *choice) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *choice) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// FocusGained shows the row, unless the mouse is on it and it is seen anyway:
// the list must not move under a click.
func (c *choice) FocusGained() {
	c.focused = true
	if !c.hovered && c.b.paper != nil {
		c.b.paper.reveal(c.row)
	}
	c.Refresh()
}

func (c *choice) FocusLost() {
	c.focused, c.held = false, false
	c.Refresh()
}

func (c *choice) KeyDown(*fyne.KeyEvent) {}

func (c *choice) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		c.held = false
	}
}

func (c *choice) TypedKey(e *fyne.KeyEvent) {
	p := c.b.paper
	if p == nil {
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		if !c.held && c.b.settled() {
			c.held = true
			c.b.choose(c.row, c.mark)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.set(c.row, ballot.Unmarked)
	case fyne.KeyUp:
		p.focus(c.row-1, c.mark)
	case fyne.KeyDown:
		p.focus(c.row+1, c.mark)
	case fyne.KeyHome:
		p.focus(0, c.mark)
	case fyne.KeyEnd:
		p.focus(len(p.rows)-1, c.mark)
	case fyne.KeyLeft:
		p.focusNext(c, -1)
	case fyne.KeyRight:
		p.focusNext(c, 1)
	}
}

// TypedRune chooses by digit, or by the first letter of the word in pinyin.
// Pressing it again changes nothing, as keys repeat.
func (c *choice) TypedRune(r rune) {
	if c.b.paper == nil {
		return
	}
	if m, ok := markOf(c.b.rule, r); ok {
		c.b.paper.set(c.row, m)
	}
}

// CreateRenderer is for Fyne.
func (c *choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c: c, ring: canvas.NewRectangle(nil), face: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	r.ring.CornerRadius, r.face.CornerRadius = 9, 6
	r.ring.StrokeWidth = 3
	r.dress()
	return r
}

// ringRoom is kept around the face for the ring of the focus.
const ringRoom = 5

type choiceRenderer struct {
	c          *choice
	ring, face *canvas.Rectangle
	text       *canvas.Text
}

func (r *choiceRenderer) dress() {
	l := look.Current()
	p := l.Palette()
	r.text.Text, r.text.TextSize, r.text.TextStyle.Bold = r.c.word, r.c.textSize(l), false
	r.text.Color = p.Ink
	r.face.FillColor, r.face.StrokeColor, r.face.StrokeWidth = p.Sheet, p.Faint, 1
	if r.c.hovered {
		r.face.StrokeColor, r.face.StrokeWidth = p.Ink, 2
	}
	if r.c.chosen() {
		r.text.Text, r.text.TextStyle.Bold, r.text.Color = "✓ "+r.c.word, true, p.OnMark
		r.face.FillColor = markColour(r.c.b.rule, p, r.c.mark)
		r.face.StrokeColor = r.face.FillColor
	}
	r.ring.FillColor, r.ring.StrokeColor = color.Transparent, color.Transparent
	if r.c.focused {
		r.ring.StrokeColor = p.Accent
	}
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	r.face.Move(fyne.NewSquareOffsetPos(ringRoom))
	r.face.Resize(size.SubtractWidthHeight(2*ringRoom, 2*ringRoom))
	needs := r.text.MinSize()
	r.text.Resize(needs)
	r.text.Move(fyne.NewPos((size.Width-needs.Width)/2, (size.Height-needs.Height)/2))
}

// MinSize has room for the tick whether or not it is there, so that nothing
// moves when a choice is made.
func (r *choiceRenderer) MinSize() fyne.Size {
	size := r.c.textSize(look.Current())
	width := prose.FaceOf(size, true).Width([]rune("✓ " + r.c.word))
	return fyne.NewSize(
		max(look.Target, width+3*look.Gap)+2*ringRoom,
		max(look.Target, size*2)+2*ringRoom)
}

func (r *choiceRenderer) Refresh() {
	r.dress()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.face, r.text}
}
func (r *choiceRenderer) Destroy() {}
