package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Badge is a word in a frame of the accent colour.
type Badge struct {
	widget.BaseWidget
	text string
}

// NewBadge frames a word.
func NewBadge(text string) *Badge {
	b := &Badge{text: text}
	b.ExtendBaseWidget(b)
	return b
}

// String is the word.
func (b *Badge) String() string { return b.text }

// CreateRenderer is for Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{b: b, frame: canvas.NewRectangle(color.Transparent), text: canvas.NewText(b.text, nil)}
	r.frame.CornerRadius, r.frame.StrokeWidth = 4, 2
	r.text.TextStyle.Bold = true
	r.draw()
	return r
}

type badgeRenderer struct {
	b     *Badge
	frame *canvas.Rectangle
	text  *canvas.Text
}

func (r *badgeRenderer) draw() {
	l := look.Current()
	r.text.TextSize, r.text.Color = l.Caption(), l.Palette().Accent
	r.frame.StrokeColor = l.Palette().Accent
}

func (r *badgeRenderer) Layout(s fyne.Size) {
	r.frame.Resize(s)
	least := r.text.MinSize()
	r.text.Resize(least)
	r.text.Move(fyne.NewPos((s.Width-least.Width)/2, (s.Height-least.Height)/2))
}

func (r *badgeRenderer) MinSize() fyne.Size {
	return r.text.MinSize().Add(fyne.NewSize(2*look.Gap, look.Gap/2))
}

func (r *badgeRenderer) Refresh() {
	r.draw()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *badgeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.frame, r.text} }
func (r *badgeRenderer) Destroy()                     {}
