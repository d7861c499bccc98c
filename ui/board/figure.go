package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
	"piaojue/ui/page"
)

// NewFigure sets a word at the left and its number at the right.
func NewFigure(word, number fyne.CanvasObject) *fyne.Container {
	return container.New(figureLayout{}, word, number)
}

type figureLayout struct{}

func (figureLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	least := o[1].MinSize()
	page.Settle(o[0], max(0, size.Width-least.Width-look.Gap))
	page.Settle(o[1], least.Width)
	height := max(o[0].Size().Height, o[1].Size().Height)
	o[0].Move(fyne.NewPos(0, height-o[0].Size().Height))
	o[1].Move(fyne.NewPos(size.Width-least.Width, height-o[1].Size().Height))
}

func (figureLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+look.Gap, max(a.Height, b.Height))
}
