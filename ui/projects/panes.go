package projects

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
	"piaojue/ui/page"
)

// panes sets the list beside the detail or, on a narrow screen, shows one of
// them at a time.
type panes struct {
	screen      *Screen
	left, right fyne.CanvasObject
	narrow      bool
	detail      bool // what a narrow screen shows
	box         *fyne.Container
	middle      *fyne.Container // box, or the comparison
	whole       *fyne.Container
}

// Widths in characters of the body size.
const (
	narrowBelow = 36
	leastList   = 13
	mostList    = 22
)

func (p *panes) root() *fyne.Container {
	if p.whole == nil {
		p.box = container.New(p, p.left, p.right)
		p.middle = container.NewStack(p.box)
		p.whole = page.NewBorder(p.screen.strip.root, nil, p.middle)
	}
	return p.whole
}

// set shows a comparison in place of list and detail; nil brings them back.
func (p *panes) set(c *compare) {
	p.root()
	shown := fyne.CanvasObject(p.box)
	if c != nil {
		shown = c.root
	}
	if p.middle.Objects[0] != shown {
		p.middle.Objects = []fyne.CanvasObject{shown}
		p.middle.Refresh()
	}
}

// show turns a narrow screen to the detail or back to the list.
func (p *panes) show(detail bool) {
	p.detail = detail
	if p.box != nil {
		p.Layout(nil, p.box.Size())
	}
}

// Layout and MinSize are for Fyne.
func (p *panes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	em := look.Current().TextSize()
	narrow := size.Width < narrowBelow*em
	if narrow != p.narrow {
		p.narrow = narrow
		p.screen.detail.setNarrow(narrow)
	}
	if narrow {
		page.Visible(p.left, !p.detail)
		page.Visible(p.right, p.detail)
		for _, o := range []fyne.CanvasObject{p.left, p.right} {
			o.Resize(size)
			o.Move(fyne.Position{})
		}
		return
	}
	page.Visible(p.left, true)
	page.Visible(p.right, true)
	width := max(leastList*em, min(size.Width*0.38, mostList*em))
	p.left.Resize(fyne.NewSize(width, size.Height))
	p.left.Move(fyne.Position{})
	p.right.Resize(fyne.NewSize(size.Width-width, size.Height))
	p.right.Move(fyne.NewPos(width, 0))
}

func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, look.Target) }
