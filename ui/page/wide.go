package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
)

// NewWide gives a field a width in characters, or what there is.
func NewWide(characters float32, field fyne.CanvasObject) *fyne.Container {
	return container.New(wide{characters}, field)
}

type wide struct{ characters float32 }

func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(w.characters*look.Current().TextSize(), max(look.Target, objects[0].MinSize().Height))
}
