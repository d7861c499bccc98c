package booth

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

func onAmber(p look.Palette) color.NRGBA { return p.OnHighlight }
func amber(p look.Palette) color.NRGBA   { return p.Yellow }

// notice is what stands under the head: how to fill the ballot in, or why a
// choice was refused. It keeps the height of the longest that it may say, so
// that the list never moves under a click.
type notice struct {
	how    *prose.Text
	says   *prose.Text
	ground *fyne.Container
	paint  *board.Paint
}

func newNotice(b *Booth) *notice {
	n := &notice{how: prose.New(instruction(b.rule)).Sized(b.beside).AtLeast(12), says: prose.New("").Bold().Sized(b.beside).Colour(onAmber).AtLeast(12)}
	// The longest that can be said, never shown, keeps the room for it.
	longest := ""
	for _, c := range b.candidates {
		if len(c.ID) > len(longest) {
			longest = c.ID
		}
	}
	spare := prose.New(b.longest(longest)).Bold().Sized(b.beside).AtLeast(12)
	n.says.Hide()
	n.paint = board.NewPaint(nil, nil)
	n.ground = board.On(n.paint, look.Gap/2, container.New(steady{}, n.how, n.says, spare))
	spare.Hide()
	return n
}

// longest is the longest that a notice may say of a project with the id.
func (b *Booth) longest(id string) string {
	if !b.rule.Kind.Chooses() {
		return b.clearedText(id)
	}
	return fullText(id, b.rule.Cap())
}

func (b *Booth) clearedText(id string) string {
	if b.alone() {
		return words.T("booth.cleared.motion")
	}
	return words.T("booth.cleared", "ID", id)
}

func fullText(id string, approved int) string {
	return words.T("booth.full", "ID", id, "Approve", approved)
}

// full says that the limit is reached.
func (n *notice) full(id string, approved int) { n.say("▲ " + fullText(id, approved)) }

// cleared says that a choice was taken back.
func (n *notice) cleared(text string) { n.say(text) }

// carried says how many were marked by the deputy's choice.
func (n *notice) carried(count int) { n.say(words.T("booth.carried", "Count", count)) }

// quiet goes back to how to fill the ballot in.
func (n *notice) quiet() {
	n.says.SetText("")
	n.says.Hide()
	n.how.Show()
	n.paint.Fill(nil)
}

func (n *notice) say(text string) {
	n.how.Hide()
	n.says.Show()
	n.says.SetText(text)
	n.paint.Fill(amber)
}

// steady gives all its objects, shown or not, the room that the highest needs.
type steady struct{}

func (steady) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		page.Settle(o, size.Width-4*look.Gap)
		o.Move(fyne.NewPos(2*look.Gap, (size.Height-o.Size().Height)/2))
	}
}

func (steady) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.AddWidthHeight(4*look.Gap, 0)
}
