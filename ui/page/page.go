// Package page lays screens out where heights follow widths, as they do wherever
// Chinese text wraps: columns, rows that wrap, a page that scrolls, and long
// lists of cards of which only those in sight exist.
package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
)

// Settle gives an object a width and the height that it then needs, and says
// which height that is.
func Settle(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}

// NewColumn sets objects under each other, all as wide as the column, with a
// gap between them.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{gap}, objects...)
}

type column struct{ gap float32 }

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := Settle(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		y += height + c.gap
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if least.Height > 0 {
			least.Height += c.gap
		}
		m := o.MinSize()
		least = fyne.NewSize(max(least.Width, m.Width), least.Height+m.Height)
	}
	return least
}

// NewFlow sets objects side by side at their least size and goes on in a new
// row where the width ends. An object wider than the flow gets its width.
func NewFlow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

type flow struct{ gap, width float32 }

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.run(objects, true)
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size { return f.run(objects, false) }

// run arranges the objects for the width last given and says what they take.
func (f *flow) run(objects []fyne.CanvasObject, move bool) fyne.Size {
	type cell struct {
		o    fyne.CanvasObject
		size fyne.Size
		x    float32
	}
	below := min(f.gap, look.Gap)
	var row []cell
	var widest, x, y, high float32
	end := func() {
		if move {
			for _, c := range row {
				c.o.Resize(c.size)
				c.o.Move(fyne.NewPos(c.x, y+(high-c.size.Height)/2))
			}
		}
		if len(row) > 0 {
			y += high + below
		}
		row, x, high = row[:0], 0, 0
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		widest = max(widest, size.Width)
		if f.width > 0 && size.Width > f.width {
			size.Width = f.width
		}
		if len(row) > 0 && f.width > 0 && x+size.Width > f.width {
			end()
		}
		row = append(row, cell{o, size, x})
		x += size.Width + f.gap
		high = max(high, size.Height)
	}
	end()
	return fyne.NewSize(widest, max(0, y-below))
}

// NewRow sets objects side by side at their least size, all in one row.
func NewRow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(row{gap}, objects...)
}

type row struct{ gap float32 }

func (r row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		o.Resize(least)
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + r.gap
	}
}

func (r row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if least.Width > 0 {
			least.Width += r.gap
		}
		m := o.MinSize()
		least = fyne.NewSize(least.Width+m.Width, max(least.Height, m.Height))
	}
	return least
}

// NewBorder sets top and bottom (nil for none) as high as they need and gives
// the rest to the middle.
func NewBorder(top, bottom, middle fyne.CanvasObject) *fyne.Container {
	b := border{top, bottom, middle}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{top, middle, bottom} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(b, objects...)
}

type border struct{ top, bottom, middle fyne.CanvasObject }

func (b border) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	var above, below float32
	if b.top != nil && b.top.Visible() {
		above = Settle(b.top, size.Width)
		b.top.Move(fyne.Position{})
	}
	if b.bottom != nil && b.bottom.Visible() {
		below = Settle(b.bottom, size.Width)
		b.bottom.Move(fyne.NewPos(0, size.Height-below))
	}
	b.middle.Resize(fyne.NewSize(size.Width, max(0, size.Height-above-below)))
	b.middle.Move(fyne.NewPos(0, above))
}

func (b border) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return column{}.MinSize(objects)
}

// NewLabelled sets content beside a label that has a column of the given number
// of characters.
func NewLabelled(characters float32, label, content fyne.CanvasObject) *fyne.Container {
	return container.New(labelled{characters}, label, content)
}

type labelled struct{ characters float32 }

func (l labelled) indent() float32 { return l.characters * look.Current().TextSize() }

func (l labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	Settle(objects[0], l.indent())
	objects[0].Move(fyne.Position{})
	at := l.indent() + look.Gap
	Settle(objects[1], max(0, size.Width-at))
	objects[1].Move(fyne.NewPos(at, 0))
}

func (l labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(l.indent()+look.Gap+right.Width, max(left.Height, right.Height))
}

// NewPadded keeps a distance around an object whose height follows its width.
func NewPadded(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(padded{x, y}, o)
}

type padded struct{ x, y float32 }

func (p padded) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	Settle(objects[0], size.Width-2*p.x)
	objects[0].Move(fyne.NewPos(p.x, p.y))
}

func (p padded) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*p.x, 2*p.y)
}

// Visible shows an object, as it is now, or hides it.
func Visible(o fyne.CanvasObject, yes bool) {
	switch {
	case o.Visible() == yes:
	case yes:
		o.Show()
		o.Refresh()
	default:
		o.Hide()
	}
}
