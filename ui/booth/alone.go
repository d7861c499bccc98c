package booth

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	"piaojue/ui/page"
)

// The one proposal of a motion, and its words below it: how much larger they are
// than on a ballot with many lines.
const (
	aloneName   = 1.25
	aloneChoice = 1.9
)

// layAlone places a proposal that has the page for itself: its title, whole and
// centred, and below it the words side by side, or under each other where the
// width is short.
func (n *rowRenderer) layAlone(width float32) float32 {
	r := n.r
	n.number.Hide()
	n.line.Hide()
	r.detail.Hide()
	y := 5 * look.Gap
	room := width - 4*look.Gap
	page.Settle(r.name, room)
	r.name.Move(fyne.NewPos(2*look.Gap, y))
	y += r.name.Size().Height + 5*look.Gap

	cell := r.widest()
	count := float32(len(r.choices))
	const apart = 2 * look.Gap
	sum := count*cell.Width + (count-1)*apart
	x := (width - sum) / 2
	for i, c := range r.choices {
		c.Resize(cell)
		if sum <= width {
			c.Move(fyne.NewPos(x+float32(i)*(cell.Width+apart), y))
			continue
		}
		c.Move(fyne.NewPos((width-cell.Width)/2, y))
		y += cell.Height + apart
	}
	n.width = width
	if sum <= width {
		y += cell.Height
	}
	return y + 4*look.Gap
}

// widest is the size that each of the words has.
func (r *row) widest() fyne.Size {
	cell := r.choices[0].MinSize()
	for _, c := range r.choices[1:] {
		cell = cell.Max(c.MinSize())
	}
	return cell
}
