package notes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/page"
)

// picker is a button that shows what is chosen of a list, and the list when it
// is pressed.
type picker struct {
	page.Button
	titles []string
	pick   func(i int) // -1 for the first title, which stands for all
}

func newPicker(pick func(int)) *picker {
	p := &picker{pick: pick}
	p.ExtendBaseWidget(p)
	p.OnTapped = p.list
	return p
}

// show has the button say what is chosen.
func (p *picker) show(titles []string, chosen int) {
	p.titles = titles
	p.SetText(titles[min(chosen+1, len(titles)-1)] + " ▼")
}

func (p *picker) list() {
	var items []*fyne.MenuItem
	for i, title := range p.titles {
		items = append(items, fyne.NewMenuItem(title, func() { p.pick(i - 1) }))
	}
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(p)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), d.CanvasForObject(p), at.AddXY(0, p.Size().Height))
}
