package opinions

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	"piaojue/ui/page"
)

// narrowBelow is the width of a screen, in characters, that has room for one
// thing at a time.
const narrowBelow = 38

// whole hides the filters on a narrow screen behind a button before the rest is
// laid out.
type whole struct{ s *Screen }

// Layout and MinSize are for Fyne.
func (w whole) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w.s.panes.turn(size.Width < narrowBelow*look.Current().TextSize())
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
}

func (whole) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, look.Target) }

// panes sets the list beside the answer or, on a narrow screen, shows one of
// them at a time.
type panes struct {
	screen *Screen
	box    *fyne.Container
	laid   bool // once
	narrow bool
	answer bool // what a narrow screen shows
}

// turn makes it narrow or not.
func (p *panes) turn(narrow bool) {
	if p.laid && narrow == p.narrow {
		return
	}
	p.laid, p.narrow = true, narrow
	p.screen.filters.Hidden, p.screen.more.Hidden = narrow, !narrow
	p.screen.editor.back.Hidden = !narrow
}

// show turns a narrow screen to the answer or back to the list.
func (p *panes) show(answer bool) {
	p.answer = answer
	p.box.Refresh()
}

// Layout and MinSize are for Fyne.
func (p *panes) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list, answer := objects[0], objects[1]
	if p.narrow {
		page.Visible(list, !p.answer)
		page.Visible(answer, p.answer)
		for _, o := range objects {
			o.Resize(size)
			o.Move(fyne.Position{})
		}
		return
	}
	page.Visible(list, true)
	page.Visible(answer, true)
	wide := size.Width * 0.54
	list.Resize(fyne.NewSize(wide, size.Height))
	list.Move(fyne.Position{})
	answer.Resize(fyne.NewSize(size.Width-wide, size.Height))
	answer.Move(fyne.NewPos(wide, 0))
}

func (*panes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, look.Target) }

// growing gives a field its width first and then the rows it needs at it.
type growing struct{ input *page.Input }

func (g growing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	if g.input.Grow() {
		objects[0].Resize(fyne.NewSize(size.Width, g.input.MinSize().Height))
	}
}

func (g growing) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Target, g.input.MinSize().Height)
}
