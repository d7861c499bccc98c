// Package board is what the screens of a vote have in common beside page: two
// parts that stand side by side where there is room, a scroll that can be asked
// where it stands, and cards.
package board

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
)

// Beside sets a main part and a narrower one at its right, each with a scroll of
// its own; where the width is not enough for both, the second follows below the
// first.
type Beside struct {
	root        *fyne.Container
	left, right *page.Scroll
	under, over *fyne.Container // what the two scrolls show
	main, side  fyne.CanvasObject
	// width of the side, and the least width of the main part, in Chinese characters
	sideWidth, least float32
}

// NewBeside takes the width of side and the width below which main does not
// stand beside it, both in Chinese characters of the body size.
func NewBeside(main, side fyne.CanvasObject, sideWidth, least float32) *Beside {
	b := &Beside{main: main, side: side, sideWidth: sideWidth, least: least}
	b.under, b.over = page.NewColumn(3*look.Gap, main), page.NewColumn(0, side)
	b.left, b.right = page.NewScroll(b.under, 2*look.Gap, 0), page.NewScroll(b.over, 2*look.Gap, 0)
	b.root = container.New(besideLayout{b}, b.left, b.right)
	return b
}

// Object is what is shown.
func (b *Beside) Object() fyne.CanvasObject { return b.root }

// Refresh shows a change of the parts.
func (b *Beside) Refresh() { b.root.Refresh() }

// Top goes back to the beginning of both parts.
func (b *Beside) Top() {
	b.left.Top()
	b.right.Top()
}

// Reveal brings an object of the main part into sight.
func (b *Beside) Reveal(o fyne.CanvasObject) { b.left.Reveal(o) }

// Lead brings the top of an object of the main part to the top of the view.
func (b *Beside) Lead(o fyne.CanvasObject) { b.left.Lead(o) }

// Wheel lies over an input of the main part, so that the mouse wheel moves the
// page there too.
func (b *Beside) Wheel() fyne.CanvasObject { return page.NewWheel(b.left) }

type besideLayout struct{ b *Beside }

func (l besideLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b := l.b
	side := b.sideWidth*em() + 4*look.Gap
	stacked := size.Width < side+b.least*em()
	both := []fyne.CanvasObject{b.main}
	if stacked {
		both = append(both, b.side)
	}
	if !slices.Equal(both, b.under.Objects) {
		b.under.Objects = both
		b.over.Objects = []fyne.CanvasObject{b.side}
		if stacked {
			b.over.Objects = nil
		}
	}
	b.right.Hidden = stacked
	if stacked {
		b.left.Resize(size)
		return
	}
	b.left.Resize(fyne.NewSize(size.Width-side, size.Height))
	b.right.Move(fyne.NewPos(size.Width-side, 0))
	b.right.Resize(fyne.NewSize(side, size.Height))
}

func (l besideLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(l.b.main.MinSize().Width, l.b.side.MinSize().Width), 3*look.Target)
}

// em is the width of a Chinese character in the body size.
func em() float32 { return prose.FaceOf(look.Current().TextSize(), false).Advance('中') }
