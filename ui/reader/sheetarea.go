package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// sheetArea holds the page with its scroll bar, and over it the toolbox and the
// card of a term.
type sheetArea struct {
	widget.BaseWidget
	page    *page
	rail    *rail
	toolbox *toolbox
	term    *termCard
}

func newSheetArea(p *page, r *rail, t *toolbox, term *termCard) *sheetArea {
	d := &sheetArea{page: p, rail: r, toolbox: t, term: term}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is for Fyne.
func (d *sheetArea) CreateRenderer() fyne.WidgetRenderer { return sheetRenderer{d} }

type sheetRenderer struct{ d *sheetArea }

func (r sheetRenderer) Layout(s fyne.Size) {
	room := max(0, s.Width-railWidth)
	r.d.page.Resize(fyne.NewSize(room, s.Height))
	r.d.rail.Move(fyne.NewPos(room, 0))
	r.d.rail.Resize(fyne.NewSize(railWidth, s.Height))
}

func (r sheetRenderer) MinSize() fyne.Size {
	return r.d.page.MinSize().Add(fyne.NewSize(railWidth, 0))
}
func (r sheetRenderer) Destroy() {}
func (r sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.d.page, r.d.rail, r.d.toolbox, r.d.term}
}

func (r sheetRenderer) Refresh() {
	r.Layout(r.d.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.d)
}
