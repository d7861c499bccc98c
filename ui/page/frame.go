package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Frame holds the content of a screen and draws it anew when it is refreshed
// after a change of text size or colours.
type Frame struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// NewFrame holds content.
func NewFrame(content fyne.CanvasObject) *Frame {
	f := &Frame{content: content}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is for Fyne.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer { return frameRenderer{f} }

type frameRenderer struct{ f *Frame }

func (r frameRenderer) Layout(s fyne.Size) {
	r.f.content.Resize(s)
	r.f.content.Move(fyne.Position{})
}

// MinSize asks for nothing: a screen makes do with what there is.
func (r frameRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// Refresh goes through the content twice: the first pass gives every text its
// new size, the second lays them out by it.
func (r frameRenderer) Refresh() {
	r.f.content.Refresh()
	r.f.content.Refresh()
}

func (r frameRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.f.content} }
func (r frameRenderer) Destroy()                     {}

// In reports whether an object is part of what a window shows.
func In(w fyne.Window, o fyne.CanvasObject) bool { return holds(w.Canvas().Content(), o) }

func holds(tree, o fyne.CanvasObject) bool {
	if tree == o {
		return true
	}
	if c, ok := tree.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if holds(child, o) {
				return true
			}
		}
	}
	return false
}

// Ground lays a colour of the palette under content.
type Ground struct {
	widget.BaseWidget
	ink     Ink
	content fyne.CanvasObject
}

// NewGround lays a colour under content.
func NewGround(ink Ink, content fyne.CanvasObject) *Ground {
	g := &Ground{ink: ink, content: content}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer is for Fyne.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	return &groundRenderer{g, canvas.NewRectangle(g.ink(look.Current().Palette()))}
}

type groundRenderer struct {
	g    *Ground
	rect *canvas.Rectangle
}

func (r *groundRenderer) Layout(s fyne.Size) {
	r.rect.Resize(s)
	r.g.content.Resize(s)
}
func (r *groundRenderer) MinSize() fyne.Size { return r.g.content.MinSize() }
func (r *groundRenderer) Refresh() {
	r.rect.FillColor = r.g.ink(look.Current().Palette())
	r.rect.Refresh()
	r.g.content.Refresh()
}
func (r *groundRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rect, r.g.content}
}
func (r *groundRenderer) Destroy() {}
