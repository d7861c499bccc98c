package board

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Ground is a coloured ground with something on it. Its colours are asked of
// the palette whenever it is drawn.
type Ground struct {
	widget.BaseWidget
	content fyne.CanvasObject
	inset   float32
	fill    func(look.Palette) color.Color
	line    func(look.Palette) color.Color
}

// NewGround keeps inset around content. fill and line may be nil for none.
func NewGround(content fyne.CanvasObject, inset float32, fill, line func(look.Palette) color.Color) *Ground {
	g := &Ground{content: content, inset: inset, fill: fill, line: line}
	g.ExtendBaseWidget(g)
	return g
}

// Card is a sheet of paper with a line around it.
func Card(content fyne.CanvasObject) *Ground {
	return NewGround(content, 2*look.Gap,
		func(p look.Palette) color.Color { return p.Sheet },
		func(p look.Palette) color.Color { return p.Line })
}

// Paint changes the colours of a ground that is shown.
func (g *Ground) Paint(fill, line func(look.Palette) color.Color) {
	g.fill, g.line = fill, line
	g.Refresh()
}

// CreateRenderer is for Fyne.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g: g, ground: canvas.NewRectangle(nil)}
	r.ground.CornerRadius = 6
	r.colour()
	return r
}

type groundRenderer struct {
	g      *Ground
	ground *canvas.Rectangle
}

func (r *groundRenderer) colour() {
	p := look.Current().Palette()
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.g.fill != nil {
		r.ground.FillColor = r.g.fill(p)
	}
	if r.g.line != nil {
		r.ground.StrokeColor, r.ground.StrokeWidth = r.g.line(p), 1
	}
}

func (r *groundRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.g.content.Move(fyne.NewSquareOffsetPos(r.g.inset))
	r.g.content.Resize(size.Subtract(fyne.NewSquareSize(2 * r.g.inset)))
}

func (r *groundRenderer) MinSize() fyne.Size {
	return r.g.content.MinSize().Add(fyne.NewSquareSize(2 * r.g.inset))
}

func (r *groundRenderer) Refresh() {
	r.colour()
	r.ground.Refresh()
	r.g.content.Refresh()
	r.Layout(r.g.Size())
}

func (r *groundRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.g.content}
}
func (r *groundRenderer) Destroy() {}
