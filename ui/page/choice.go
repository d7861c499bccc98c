package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/prose"
)

// Choice is a word that is on or off: with a sign before it and, when on, a
// ground of its ink.
type Choice struct {
	widget.BaseWidget
	// OnFocus is called when the focus comes, so that what scrolls can bring
	// the choice into sight; OnEscape for Esc (both may be nil).
	OnFocus, OnEscape func()

	word    string
	on, off rune // signs before the word
	ink     Ink
	set     bool
	hovered bool
	focused bool
	tapped  func()
}

// NewChoice makes a choice that is off.
func NewChoice(word string, on, off rune, ink Ink, tapped func()) *Choice {
	c := &Choice{word: word, on: on, off: off, ink: ink, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// Turn shows the choice on or off.
func (c *Choice) Turn(on bool) {
	if on != c.set {
		c.set = on
		c.Refresh()
	}
}

// SetWord shows another word.
func (c *Choice) SetWord(word string) {
	if word != c.word {
		c.word = word
		c.Refresh()
	}
}

// Set reports whether it is on.
func (c *Choice) Set() bool { return c.set }

// AccessibilityLabel and AccessibilityRole are for readers of the screen.
func (c *Choice) AccessibilityLabel() string             { return c.word }
func (c *Choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped, the mouse and the keyboard are for Fyne; the space bar presses.
func (c *Choice) Tapped(*fyne.PointEvent)        { c.tapped() }
func (c *Choice) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *Choice) MouseMoved(*desktop.MouseEvent) {}
func (c *Choice) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *Choice) FocusGained() {
	c.focused = true
	if c.OnFocus != nil {
		c.OnFocus()
	}
	c.Refresh()
}
func (c *Choice) FocusLost() { c.focused = false; c.Refresh() }
func (c *Choice) TypedRune(r rune) {
	if r == ' ' { // see Button
		c.tapped()
	}
}
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && c.OnEscape != nil {
		c.OnEscape()
	}
}

// CreateRenderer is for Fyne.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c: c, ring: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent), veil: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", nil)}
	r.ground.CornerRadius, r.veil.CornerRadius, r.ring.CornerRadius = 6, 6, 9
	r.text.TextStyle.Bold = true
	r.draw()
	return r
}

type choiceRenderer struct {
	c                  *Choice
	ring, ground, veil *canvas.Rectangle
	text               *canvas.Text
}

// ringWidth is kept free around the ground for the ring of the focus.
const ringWidth = 3

func (r *choiceRenderer) draw() {
	l := look.Current()
	p := l.Palette()
	sign, ink := r.c.off, p.Ink
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = p.Sheet, p.Faint, 1
	if r.c.set {
		sign, ink = r.c.on, p.OnMark
		r.ground.FillColor, r.ground.StrokeWidth = r.c.ink(p), 0
	}
	r.text.Text, r.text.Color, r.text.TextSize = signed(sign, r.c.word), ink, l.TextSize()
	r.veil.FillColor = color.Transparent
	if r.c.hovered {
		r.veil.FillColor = p.Hover
	}
	r.ring.FillColor, r.ring.StrokeWidth = color.Transparent, 0
	if r.c.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = p.Accent, 2
	}
}

func signed(sign rune, word string) string {
	if sign == 0 {
		return word
	}
	return string(sign) + " " + word
}

func (r *choiceRenderer) Layout(s fyne.Size) {
	r.ring.Resize(s)
	inner := s.SubtractWidthHeight(2*ringWidth, 2*ringWidth)
	for _, o := range []*canvas.Rectangle{r.ground, r.veil} {
		o.Resize(inner)
		o.Move(fyne.NewPos(ringWidth, ringWidth))
	}
	least := r.text.MinSize()
	r.text.Resize(least)
	r.text.Move(fyne.NewPos((s.Width-least.Width)/2, (s.Height-least.Height)/2))
}

func (r *choiceRenderer) MinSize() fyne.Size {
	face := prose.FaceOf(look.Current().TextSize(), true)
	width := max(face.Width([]rune(signed(r.c.on, r.c.word))), face.Width([]rune(signed(r.c.off, r.c.word))))
	return fyne.NewSize(width+4*look.Gap, max(look.Target, look.Current().TextSize()*1.75)+2*ringWidth)
}

func (r *choiceRenderer) Refresh() {
	r.draw()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.ground, r.veil, r.text}
}
func (r *choiceRenderer) Destroy() {}

var _ fyne.Focusable = (*Choice)(nil)
