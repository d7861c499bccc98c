package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// railWidth is the width of the scroll bar: wide enough for an unsteady hand.
const railWidth = 18

// rail is the page's scroll bar. It is always there, and shows where in the
// report the hits of a search are.
type rail struct {
	widget.BaseWidget
	// top, view and length are the page's, in its units.
	top, length float64
	view        float32
	ticks       []float64 // heights of the page

	scroll  func(top float64)
	grabbed float64 // top when the drag began
	pulled  float32
	pulling bool
}

func newRail(scroll func(float64)) *rail {
	r := &rail{scroll: scroll}
	r.ExtendBaseWidget(r)
	return r
}

// set shows where the page is.
func (r *rail) set(top float64, view float32, length float64) {
	if r.top == top && r.view == view && r.length == length {
		return
	}
	r.top, r.view, r.length = top, view, length
	r.Refresh()
}

// setTicks shows where hits are.
func (r *rail) setTicks(ticks []float64) {
	r.ticks = ticks
	r.Refresh()
}

// thumb is where the thumb lies and how long it is.
func (r *rail) thumb() (y, length float32) {
	h := r.Size().Height
	if r.length <= float64(r.view) || r.length == 0 {
		return 0, h
	}
	length = max(min(look.Target, h), h*float32(float64(r.view)/r.length))
	return (h - length) * float32(r.top/(r.length-float64(r.view))), length
}

// Dragged moves the page with the thumb.
func (r *rail) Dragged(e *fyne.DragEvent) {
	_, length := r.thumb()
	room := r.Size().Height - length
	if room <= 0 {
		return
	}
	if !r.pulling {
		r.pulling, r.grabbed, r.pulled = true, r.top, 0
	}
	r.pulled += e.Dragged.DY
	r.scroll(r.grabbed + float64(r.pulled/room)*(r.length-float64(r.view)))
}

// DragEnd lets the thumb go.
func (r *rail) DragEnd() { r.pulling = false }

// Tapped goes where the bar was clicked.
func (r *rail) Tapped(e *fyne.PointEvent) {
	y, length := r.thumb()
	room := r.Size().Height - length
	if room <= 0 || e.Position.Y >= y && e.Position.Y <= y+length {
		return
	}
	r.scroll(float64((e.Position.Y-length/2)/room) * (r.length - float64(r.view)))
}

// CreateRenderer is for Fyne.
func (r *rail) CreateRenderer() fyne.WidgetRenderer {
	s := &railRenderer{r: r, groove: canvas.NewRectangle(nil), thumb: canvas.NewRectangle(nil)}
	s.thumb.CornerRadius = 5
	s.Refresh()
	return s
}

type railRenderer struct {
	r             *rail
	groove, thumb *canvas.Rectangle
	ticks         []*canvas.Rectangle
	objects       []fyne.CanvasObject
}

func (s *railRenderer) Layout(fyne.Size)             { s.Refresh() }
func (s *railRenderer) MinSize() fyne.Size           { return fyne.NewSize(railWidth, 2*look.Target) }
func (s *railRenderer) Destroy()                     {}
func (s *railRenderer) Objects() []fyne.CanvasObject { return s.objects }

func (s *railRenderer) Refresh() {
	pal := look.Current().Palette()
	size := s.r.Size()
	s.groove.FillColor = pal.Paper
	s.groove.Resize(size)
	y, length := s.r.thumb()
	s.thumb.FillColor = pal.Faint
	if length >= size.Height {
		s.thumb.FillColor = color.Transparent
	}
	s.thumb.Resize(fyne.NewSize(10, max(0, length-4)))
	s.thumb.Move(fyne.NewPos(4, y+2))
	s.objects = append(s.objects[:0], s.groove, s.thumb)
	// Ticks that would lie on each other are one.
	used, last := 0, float32(-10)
	for _, tick := range s.r.ticks {
		at := float32(tick / max(1, s.r.length) * float64(size.Height))
		if at-last < 3 {
			continue
		}
		last = at
		if used == len(s.ticks) {
			s.ticks = append(s.ticks, canvas.NewRectangle(nil))
		}
		t := s.ticks[used]
		used++
		t.FillColor = pal.Accent
		t.Resize(fyne.NewSize(railWidth, 2))
		t.Move(fyne.NewPos(0, at))
		s.objects = append(s.objects, t)
	}
	canvas.Refresh(s.r)
}
