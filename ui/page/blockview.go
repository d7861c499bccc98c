package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// BlockView shows one block of a card by itself. Its height follows its width.
type BlockView struct {
	widget.BaseWidget
	block Block
}

// NewBlockView shows a block.
func NewBlockView(b Block) *BlockView {
	v := &BlockView{block: b}
	v.ExtendBaseWidget(v)
	return v
}

// String is the text that is shown.
func (v *BlockView) String() string { return v.block.Text }

// CreateRenderer is for Fyne.
func (v *BlockView) CreateRenderer() fyne.WidgetRenderer {
	r := &blockRenderer{v: v}
	r.lay(v.Size().Width)
	return r
}

type blockRenderer struct {
	v       *BlockView
	width   float32
	height  float32
	objects []fyne.CanvasObject
}

func (r *blockRenderer) lay(width float32) {
	r.width = width
	var s shape
	points := look.Current().TextSize()
	r.height = r.v.block.lay(&s, 0, 0, min(max(width, 4*points), mostLine*points), nil)
	r.objects = s.drawn()
}

// drawn are the texts of a shape with their grounds and lines.
func (s shape) drawn() []fyne.CanvasObject {
	p := look.Current().Palette()
	var objects []fyne.CanvasObject
	fill := func(c color.Color, at fyne.Position, size fyne.Size) {
		o := canvas.NewRectangle(c)
		o.Resize(size)
		o.Move(at)
		objects = append(objects, o)
	}
	for _, t := range s.texts {
		if t.ground != nil {
			fill(t.ground(p), t.at, t.size)
		}
		objects = append(objects, t.drawn(p, t.at, t.points*leading))
		if t.line > 0 {
			fill(t.ink(p), t.at.AddXY(0, t.size.Height*t.line), fyne.NewSize(t.size.Width, 1.5))
		}
	}
	return objects
}

func (r *blockRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		r.lay(s.Width)
		canvas.Refresh(r.v)
	}
}

func (r *blockRenderer) MinSize() fyne.Size {
	return fyne.NewSize(4*look.Current().TextSize(), r.height)
}

func (r *blockRenderer) Refresh() {
	r.lay(r.v.Size().Width)
	canvas.Refresh(r.v)
}

func (r *blockRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *blockRenderer) Destroy()                     {}
