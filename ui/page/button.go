package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Button is a button with an outline, so that it is seen on every ground; the
// outline is broken where the button cannot be pressed, so that this is seen
// without its colour too. It says when the focus comes to it, so that what
// scrolls can bring it into sight, and knows Esc.
type Button struct {
	widget.Button
	// OnFocus and OnEscape may be nil.
	OnFocus  func()
	OnEscape func()

	focused bool
}

// NewButton is a button with its word.
func NewButton(word string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = word, tapped
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained, FocusLost, TypedKey and TypedRune are for Fyne. The space bar
// presses by the rune that it writes: a window sends the key first and the rune
// after it, to whatever has the focus then, so that a button which acted on the
// key would write a space into the field that it opens.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && b.OnEscape != nil {
		b.OnEscape()
		return
	}
	if e.Name != fyne.KeySpace {
		b.Button.TypedKey(e)
	}
}

func (b *Button) TypedRune(r rune) {
	if r == ' ' {
		b.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
}

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), b: b, line: canvas.NewRectangle(color.Transparent)}
	r.draw()
	return r
}

type buttonRenderer struct {
	fyne.WidgetRenderer
	b      *Button
	line   *canvas.Rectangle
	dashes []fyne.CanvasObject // in place of the line where the button is off
}

func (r *buttonRenderer) draw() {
	p := look.Current().Palette()
	r.line.CornerRadius = look.Current().Size(theme.SizeNameButtonRadius)
	r.line.StrokeColor, r.line.StrokeWidth = p.Faint, 1
	switch {
	case r.b.focused && r.b.Importance == widget.HighImportance:
		r.line.StrokeColor, r.line.StrokeWidth = p.Ink, 3
	case r.b.focused:
		r.line.StrokeColor, r.line.StrokeWidth = p.Accent, 2
	case r.b.Importance != widget.MediumImportance:
		r.line.StrokeWidth = 0
	}
	if r.dashes = nil; r.b.Disabled() {
		r.line.StrokeWidth = 0
		r.dashes = dashed(r.b.Size(), p.Off)
	}
	r.line.Refresh()
}

// dashed is a broken line along the edge of a rectangle.
func dashed(s fyne.Size, ink color.Color) []fyne.CanvasObject {
	const dash, gap = 6, 5
	var all []fyne.CanvasObject
	side := func(from fyne.Position, length, dx, dy float32) {
		for at := float32(0); at < length; at += dash + gap {
			end := min(at+dash, length)
			l := canvas.NewLine(ink)
			l.Position1, l.Position2 = from.AddXY(at*dx, at*dy), from.AddXY(end*dx, end*dy)
			all = append(all, l)
		}
	}
	for _, y := range []float32{1, s.Height - 1} {
		side(fyne.NewPos(1, y), s.Width-2, 1, 0)
	}
	for _, x := range []float32{1, s.Width - 1} {
		side(fyne.NewPos(x, 1), s.Height-2, 0, 1)
	}
	return all
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.line.Resize(s)
	if r.dashes != nil {
		r.dashes = dashed(s, look.Current().Palette().Off)
	}
}

func (r *buttonRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.draw()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(append(append([]fyne.CanvasObject(nil), r.WidgetRenderer.Objects()...), r.line), r.dashes...)
}
