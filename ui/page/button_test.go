package page

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
)

// A button that cannot be pressed has a broken outline in every palette, and a
// whole one again once it can.
func TestAButtonThatIsOffIsSeenToBe(t *testing.T) {
	a := test.NewTempApp(t)
	for _, m := range look.Modes {
		a.Settings().SetTheme(look.New(m, look.DefaultText))
		b := NewButton("开始投票", nil)
		w := test.NewTempWindow(t, b)
		w.Resize(fyne.NewSize(200, 60))
		outline := func() (dashes int, whole float32) {
			for _, o := range test.WidgetRenderer(b).Objects() {
				switch o := o.(type) {
				case *canvas.Line:
					dashes++
				case *canvas.Rectangle:
					whole = o.StrokeWidth
				}
			}
			return dashes, whole
		}
		b.Disable()
		if dashes, whole := outline(); dashes < 8 || whole != 0 {
			t.Errorf("%s: off, with %d dashes and a line of %v", m, dashes, whole)
		}
		b.Enable()
		if dashes, whole := outline(); dashes != 0 || whole == 0 {
			t.Errorf("%s: on, with %d dashes and a line of %v", m, dashes, whole)
		}
	}
}
