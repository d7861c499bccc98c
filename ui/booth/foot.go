package booth

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
)

// newFoot sets the quiet buttons at the left and the acts on the ballot at the
// right, or below them where both do not fit into one row.
func newFoot(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&footLayout{}, left, right)
}

type footLayout struct{ width float32 }

func (f *footLayout) beside(left, right fyne.Size) bool {
	return f.width == 0 || left.Width+look.Gap+right.Width <= f.width
}

func (f *footLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	left, right := o[0].MinSize(), o[1].MinSize()
	o[0].Resize(left)
	o[1].Resize(right)
	x := max(0, size.Width-right.Width)
	if f.beside(left, right) {
		high := max(left.Height, right.Height)
		o[0].Move(fyne.NewPos(0, (high-left.Height)/2))
		o[1].Move(fyne.NewPos(x, (high-right.Height)/2))
		return
	}
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(x, left.Height))
}

func (f *footLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	if f.beside(left, right) {
		return fyne.NewSize(right.Width, max(left.Height, right.Height))
	}
	return fyne.NewSize(right.Width, left.Height+right.Height)
}
