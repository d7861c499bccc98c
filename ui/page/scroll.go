package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Scroll shows one column that is longer than the screen. With the focus it is
// moved by ↑ ↓, PgUp, PgDn, Home and End.
type Scroll struct {
	widget.BaseWidget

	// OnKey is asked first about a key; it reports whether it took it.
	OnKey func(*fyne.KeyEvent) bool

	inner   *container.Scroll
	ring    *canvas.Rectangle
	pad     float32
	focused bool
}

// NewScroll shows content with a margin of pad around it, at most characters
// wide (0 for no limit).
func NewScroll(content fyne.CanvasObject, pad, characters float32) *Scroll {
	s := &Scroll{pad: pad, ring: canvas.NewRectangle(color.Transparent)}
	s.inner = container.NewVScroll(container.New(margin{pad, characters}, content))
	s.ExtendBaseWidget(s)
	return s
}

// margin keeps a distance around one object and a limit to its width.
type margin struct{ pad, characters float32 }

func (m margin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 2*m.pad
	if m.characters > 0 {
		width = min(width, m.characters*look.Current().TextSize())
	}
	for _, o := range objects {
		Settle(o, width)
		o.Move(fyne.NewPos(m.pad, m.pad))
	}
}

func (m margin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return fyne.NewSize(1, least.Height+2*m.pad)
}

// Top goes back to the beginning.
func (s *Scroll) Top() { s.inner.ScrollToTop() }

// Reveal brings an object into sight that stands in the content or in
// containers in it.
func (s *Scroll) Reveal(o fyne.CanvasObject) {
	y, ok := heightOf(o, s.inner.Content)
	if !ok {
		return
	}
	top, bottom := y-s.pad, y+o.Size().Height+s.pad
	switch view := s.inner.Size().Height; {
	case bottom-top > view || top < s.inner.Offset.Y:
		s.to(top)
	case bottom > s.inner.Offset.Y+view:
		s.to(bottom - view)
	}
}

// Lead brings the top of an object, as Reveal finds it, to the top of the view.
func (s *Scroll) Lead(o fyne.CanvasObject) {
	if y, ok := heightOf(o, s.inner.Content); ok {
		s.to(y)
	}
}

// heightOf is how far below the top of a tree of containers an object stands.
// The driver knows this only of what was drawn once.
func heightOf(o, tree fyne.CanvasObject) (y float32, ok bool) {
	if o == tree {
		return 0, true
	}
	c, isContainer := tree.(*fyne.Container)
	if !isContainer {
		return 0, false
	}
	for _, child := range c.Objects {
		if below, ok := heightOf(o, child); ok {
			return child.Position().Y + below, true
		}
	}
	return 0, false
}

// Scrolled is for the mouse wheel, also where it turns over an input.
func (s *Scroll) Scrolled(e *fyne.ScrollEvent) { s.inner.Scrolled(e) }

func (s *Scroll) to(y float32) {
	most := s.inner.Content.MinSize().Height - s.inner.Size().Height
	s.inner.ScrollToOffset(fyne.NewPos(0, max(0, min(y, most))))
}

// FocusGained, FocusLost, TypedRune and TypedKey are for Fyne.
func (s *Scroll) FocusGained()   { s.focused = true; s.drawRing() }
func (s *Scroll) FocusLost()     { s.focused = false; s.drawRing() }
func (s *Scroll) TypedRune(rune) {}
func (s *Scroll) TypedKey(e *fyne.KeyEvent) {
	if s.OnKey != nil && s.OnKey(e) {
		return
	}
	line, screen := 3*look.Current().TextSize(), s.inner.Size().Height*0.9
	y := s.inner.Offset.Y
	switch e.Name {
	case fyne.KeyUp:
		s.to(y - line)
	case fyne.KeyDown:
		s.to(y + line)
	case fyne.KeyPageUp:
		s.to(y - screen)
	case fyne.KeyPageDown, fyne.KeySpace:
		s.to(y + screen)
	case fyne.KeyHome:
		s.to(0)
	case fyne.KeyEnd:
		s.to(s.inner.Content.MinSize().Height)
	}
}

func (s *Scroll) drawRing() {
	s.ring.StrokeWidth = 0
	if s.focused {
		s.ring.StrokeColor, s.ring.StrokeWidth = look.Current().Palette().Faint, 2
	}
	s.ring.Refresh()
}

// CreateRenderer is for Fyne.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer { return scrollRenderer{s} }

type scrollRenderer struct{ s *Scroll }

// Layout settles the column before the scroll asks how high it is.
func (r scrollRenderer) Layout(size fyne.Size) {
	Settle(r.s.inner.Content, size.Width)
	r.s.inner.Resize(size)
	r.s.inner.Refresh()
	r.s.ring.Resize(size)
}

func (r scrollRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Target, look.Target) }

func (r scrollRenderer) Refresh() {
	r.s.drawRing()
	r.s.inner.Content.Refresh()
	r.Layout(r.s.Size())
}

func (r scrollRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.inner, r.s.ring}
}
func (r scrollRenderer) Destroy() {}

// Wheel lies over an input inside a scroll and hands the mouse wheel on: an
// input would keep it to itself. Everything else passes through it.
type Wheel struct {
	widget.BaseWidget
	to *Scroll
}

// NewWheel hands the wheel on to a scroll.
func NewWheel(to *Scroll) *Wheel {
	w := &Wheel{to: to}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is for Fyne.
func (w *Wheel) Scrolled(e *fyne.ScrollEvent) { w.to.Scrolled(e) }

// CreateRenderer is for Fyne.
func (w *Wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

var (
	_ fyne.Focusable  = (*Scroll)(nil)
	_ fyne.Scrollable = (*Wheel)(nil)
)
