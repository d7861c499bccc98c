package settings

import (
	"image/color"

	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	"piaojue/ui/prose"
)

type nrgba = color.NRGBA

// measured keeps a column to a comfortable width.
type measured struct{ characters float32 }

func (m *measured) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, m.characters*prose.FaceOf(look.Current().TextSize(), false).Advance('中'))
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (m *measured) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}
