package board

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Ink picks a colour of the palette; nil picks none.
type Ink func(look.Palette) color.NRGBA

// Paint is a coloured ground with a line around it. Its colours are asked of the
// palette whenever it is drawn.
type Paint struct {
	widget.BaseWidget
	fill, line Ink
}

// NewPaint makes a ground.
func NewPaint(fill, line Ink) *Paint {
	p := &Paint{fill: fill, line: line}
	p.ExtendBaseWidget(p)
	return p
}

// Fill changes the colour of a ground that is shown.
func (p *Paint) Fill(fill Ink) {
	p.fill = fill
	p.Refresh()
}

// CreateRenderer is for Fyne.
func (p *Paint) CreateRenderer() fyne.WidgetRenderer {
	r := &paintRenderer{p: p, rect: canvas.NewRectangle(color.Transparent)}
	r.rect.CornerRadius = 6
	r.dress()
	return r
}

type paintRenderer struct {
	p    *Paint
	rect *canvas.Rectangle
}

func (r *paintRenderer) dress() {
	palette := look.Current().Palette()
	r.rect.FillColor, r.rect.StrokeColor, r.rect.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.p.fill != nil {
		r.rect.FillColor = r.p.fill(palette)
	}
	if r.p.line != nil {
		r.rect.StrokeColor, r.rect.StrokeWidth = r.p.line(palette), 1
	}
}

func (r *paintRenderer) Layout(size fyne.Size)        { r.rect.Resize(size) }
func (r *paintRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *paintRenderer) Refresh()                     { r.dress(); r.rect.Refresh() }
func (r *paintRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *paintRenderer) Destroy()                     {}

// NewGround lays a ground under content, inset on every side.
func NewGround(content fyne.CanvasObject, inset float32, fill, line Ink) *fyne.Container {
	return On(NewPaint(fill, line), inset, content)
}

// On lays content on a ground.
func On(p *Paint, inset float32, content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(p, container.New(layout.NewCustomPaddedLayout(inset, inset, inset, inset), content))
}

// Card is a sheet of paper with a line around it.
func Card(content fyne.CanvasObject) *fyne.Container {
	return NewGround(content, 2*look.Gap,
		func(p look.Palette) color.NRGBA { return p.Sheet },
		func(p look.Palette) color.NRGBA { return p.Line })
}
