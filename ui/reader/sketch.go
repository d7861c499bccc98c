package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// sketch is what a list draws of itself: areas, and texts over them. The objects
// of one drawing are used again in the next.
type sketch struct {
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	nr, nt  int // of the present drawing
	objects []fyne.CanvasObject
}

// begin forgets the drawing before.
func (s *sketch) begin() { s.nr, s.nt = 0, 0 }

// rect draws an area.
func (s *sketch) rect(c color.Color, x, y, w, h float32) {
	if s.nr == len(s.rects) {
		s.rects = append(s.rects, canvas.NewRectangle(nil))
	}
	o := s.rects[s.nr]
	s.nr++
	o.FillColor = c
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	o.Refresh()
}

// text draws a text in the middle of a line that begins at x, or ends there.
func (s *sketch) text(words string, size float32, bold bool, c color.Color, x, y, line float32, right bool) {
	if s.nt == len(s.texts) {
		s.texts = append(s.texts, canvas.NewText("", nil))
	}
	o := s.texts[s.nt]
	s.nt++
	o.Text, o.TextSize, o.TextStyle.Bold, o.Color = words, size, bold, c
	least := o.MinSize()
	if right {
		x -= least.Width
	}
	o.Resize(least)
	o.Move(fyne.NewPos(x, y+(line-least.Height)/2))
	o.Refresh()
}

// end gives what was drawn.
func (s *sketch) end() []fyne.CanvasObject {
	s.objects = s.objects[:0]
	for _, o := range s.rects[:s.nr] {
		s.objects = append(s.objects, o)
	}
	for _, o := range s.texts[:s.nt] {
		s.objects = append(s.objects, o)
	}
	return s.objects
}
