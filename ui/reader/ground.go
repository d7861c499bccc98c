package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// ground is a plain area in a colour of the palette. It keeps taps from what
// lies below it.
type ground struct {
	widget.BaseWidget
	fill   func(look.Palette) color.NRGBA
	border float32
}

func newGround(fill func(look.Palette) color.NRGBA, border float32) *ground {
	g := &ground{fill: fill, border: border}
	g.ExtendBaseWidget(g)
	return g
}

func paper(p look.Palette) color.NRGBA { return p.Paper }
func sheet(p look.Palette) color.NRGBA { return p.Sheet }

// Tapped does nothing, on purpose.
func (g *ground) Tapped(*fyne.PointEvent) {}

// Scrolled does nothing, on purpose.
func (g *ground) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer is for Fyne.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g: g, rect: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type groundRenderer struct {
	g    *ground
	rect *canvas.Rectangle
}

// Layout keeps the border within: whatever takes scrolling is clipped, at the
// right and below by a unit more.
func (r *groundRenderer) Layout(s fyne.Size) {
	in := r.g.border
	r.rect.Move(fyne.NewPos(in, in))
	r.rect.Resize(s.SubtractWidthHeight(3*in, 3*in))
}

func (r *groundRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *groundRenderer) Destroy()           {}
func (r *groundRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rect}
}

func (r *groundRenderer) Refresh() {
	pal := look.Current().Palette()
	r.rect.FillColor = r.g.fill(pal)
	r.rect.StrokeColor, r.rect.StrokeWidth = pal.Faint, r.g.border
	if r.g.border > 0 {
		r.rect.CornerRadius = 6
	}
	r.rect.Refresh()
}
