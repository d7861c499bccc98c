package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Sheet lies over the whole window but a margin and takes all taps until it is
// closed. It is for what is too large for a question.
type Sheet struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	content fyne.CanvasObject
	restore func(*fyne.KeyEvent)
	open    bool
}

// OpenSheet shows content over a window. leave is called for Esc.
func OpenSheet(w fyne.Window, content fyne.CanvasObject, leave func()) *Sheet {
	s := &Sheet{canvas: w.Canvas(), content: content, open: true}
	s.ExtendBaseWidget(s)
	s.Resize(s.canvas.Size())
	s.canvas.Overlays().Add(s)
	s.restore = s.canvas.OnTypedKey()
	s.canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape && s.canvas.Overlays().Top() == fyne.CanvasObject(s) {
			leave()
		}
	})
	return s
}

// Close takes the sheet away.
func (s *Sheet) Close() {
	if !s.open {
		return
	}
	s.open = false
	s.canvas.Overlays().Remove(s)
	s.canvas.SetOnTypedKey(s.restore)
}

// Tapped keeps taps from what lies below.
func (s *Sheet) Tapped(*fyne.PointEvent) {}

// CreateRenderer is for Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, veil: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent)}
	r.ground.CornerRadius = look.Gap
	r.draw()
	return r
}

type sheetRenderer struct {
	s            *Sheet
	veil, ground *canvas.Rectangle
}

// widestSheet is the greatest width of a sheet in characters.
const widestSheet = 60

func (r *sheetRenderer) Layout(size fyne.Size) {
	r.veil.Resize(size)
	margin := 3 * look.Gap
	inner := fyne.NewSize(min(size.Width-2*margin, widestSheet*look.Current().TextSize()), size.Height-2*margin)
	at := fyne.NewPos((size.Width-inner.Width)/2, margin)
	r.ground.Resize(inner)
	r.ground.Move(at)
	pad := 2 * look.Gap
	r.s.content.Resize(inner.SubtractWidthHeight(2*pad, 2*pad))
	r.s.content.Move(at.AddXY(pad, pad))
}

func (r *sheetRenderer) draw() {
	p := look.Current().Palette()
	r.veil.FillColor = look.Current().Color(theme.ColorNameShadow, theme.VariantLight)
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = p.Paper, p.Line, 1
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *sheetRenderer) Refresh() {
	r.draw()
	r.s.content.Refresh()
	r.s.content.Refresh()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.veil, r.ground, r.s.content}
}
func (r *sheetRenderer) Destroy() {}
