package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/page"
)

// Scroll shows a list that may be higher than the window, and can be asked what
// of it is in view. Unlike page.Scroll it takes no focus: what is in the list
// does. The list is laid out at the width there is before its height is asked
// for.
type Scroll struct {
	widget.BaseWidget
	Inner   *container.Scroll
	content fyne.CanvasObject
}

// NewScroll scrolls content up and down.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{Inner: container.NewVScroll(content), content: content}
	s.ExtendBaseWidget(s)
	return s
}

// Reveal scrolls just as far as is needed to show a part of the page, given by
// its top and its height.
func (s *Scroll) Reveal(top, height float32) {
	room := s.Inner.Size().Height
	y := s.Inner.Offset.Y
	if top < y {
		y = top
	}
	if top+height > y+room {
		y = min(top, top+height-room)
	}
	s.Inner.ScrollToOffset(fyne.NewPos(0, y))
}

// CreateRenderer is for Fyne.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer { return &scrollRenderer{s} }

type scrollRenderer struct{ s *Scroll }

func (r *scrollRenderer) Layout(size fyne.Size) {
	page.Settle(r.s.content, size.Width)
	if r.s.Inner.Size() == size {
		// Only the height of the page changed: Resize alone would do nothing.
		r.s.content.Resize(fyne.NewSize(size.Width, max(size.Height, r.s.content.MinSize().Height)))
		r.s.Inner.ScrollToOffset(r.s.Inner.Offset)
		return
	}
	r.s.Inner.Resize(size)
}

func (r *scrollRenderer) MinSize() fyne.Size { return r.s.Inner.MinSize() }

func (r *scrollRenderer) Refresh() {
	r.s.Inner.Refresh()
	if size := r.s.Size(); size.Width > 0 {
		r.Layout(size)
	}
}

func (r *scrollRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.Inner} }
func (r *scrollRenderer) Destroy()                     {}
