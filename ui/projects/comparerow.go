package projects

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
)

// newRow sets a label and the cells of a comparison side by side. Where the
// width is short the label stands above the cells.
func newRow(labelAndCells []fyne.CanvasObject) *fyne.Container {
	return container.New(&compareRow{}, labelAndCells...)
}

type compareRow struct{ width float32 }

// Widths in characters of the body size.
const (
	labelWide = 5.0
	leastCell = 11.0 // beside a label
)

// columns is where the cells begin and how wide each is.
func (r *compareRow) columns(cells int) (left, width float32, beside bool) {
	em, gap := look.Current().TextSize(), 2*look.Gap
	left = labelWide*em + gap
	if width = (r.width - left - float32(cells-1)*gap) / float32(cells); width >= leastCell*em {
		return left, width, true
	}
	return 0, (r.width - float32(cells-1)*gap) / float32(cells), false
}

func (r *compareRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	left, width, beside := r.columns(len(o) - 1)
	y := float32(0)
	if beside {
		page.Settle(o[0], left-2*look.Gap)
	} else {
		y = page.Settle(o[0], size.Width)
	}
	o[0].Move(fyne.Position{})
	for i, cell := range o[1:] {
		page.Settle(cell, width)
		cell.Move(fyne.NewPos(left+float32(i)*(width+2*look.Gap), y))
	}
}

func (r *compareRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	_, _, beside := r.columns(len(o) - 1)
	label, cells := o[0].MinSize().Height, float32(0)
	for _, cell := range o[1:] {
		cells = max(cells, cell.MinSize().Height)
	}
	if beside {
		return fyne.NewSize(1, max(label, cells))
	}
	return fyne.NewSize(1, label+cells)
}

// newTitle heads a column in one line. fits is told, before what stands below
// is laid out, whether the name is whole.
func newTitle(name string, fits func(bool)) fyne.CanvasObject {
	return container.New(&titleLayout{name: []rune(name), fits: fits}, prose.New(name).Bold().AtLeast(1))
}

type titleLayout struct {
	name []rune
	fits func(bool)
}

func (t *titleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	text, face := o[0].(*prose.Text), prose.FaceOf(look.Current().TextSize(), true)
	shown := t.name
	whole := face.Width(shown) < size.Width
	if !whole {
		for len(shown) > 1 && face.Width(shown)+face.Advance('…') >= size.Width {
			shown = shown[:len(shown)-1]
		}
		shown = append(append([]rune(nil), shown...), '…')
	}
	text.SetText(string(shown))
	text.Resize(fyne.NewSize(size.Width, text.MinSize().Height))
	text.Move(fyne.Position{})
	t.fits(whole)
}

func (t *titleLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, look.Current().TextSize()*prose.Leading)
}
