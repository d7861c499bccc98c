package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/ui/look"
	"piaojue/ui/words"
)

// chip is a small button: a word, on a colour where it stands for one. Unlike
// Fyne's it leaves the focus where it is when it is clicked, so that the keys
// stay with the page.
type chip struct {
	widget.BaseWidget
	word   string
	fill   func(look.Palette) color.NRGBA // the sheet's if nil
	ink    func(look.Palette) color.NRGBA // the ink if nil
	chosen bool
	// A chip that can do nothing just now is faint and takes no clicks.
	disabled bool
	tapped   func()
	hovered  bool
	focused  bool
}

func newChip(word string, tapped func()) *chip {
	c := &chip{word: word, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

func colourWord(c note.Colour) string { return words.T("reader.colour." + string(c)) }

// newColourChip is a chip on the ground of a highlight.
func newColourChip(c note.Colour, tapped func()) *chip {
	k := newChip(colourWord(c), tapped)
	k.fill = func(p look.Palette) color.NRGBA { return p.Highlight(c) }
	k.ink = func(p look.Palette) color.NRGBA { return p.OnHighlight }
	return k
}

// setWord shows another word.
func (c *chip) setWord(word string) {
	if c.word != word {
		c.word = word
		c.Refresh()
	}
}

// setDisabled says whether it can do something.
func (c *chip) setDisabled(disabled bool) {
	if c.disabled != disabled {
		c.disabled = disabled
		c.Refresh()
	}
}

// act does what the chip is for, if it can.
func (c *chip) act() {
	if !c.disabled {
		c.tapped()
	}
}

// Tapped is for Fyne, as all of the following.
func (c *chip) Tapped(*fyne.PointEvent)        { c.act() }
func (c *chip) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *chip) MouseMoved(*desktop.MouseEvent) {}
func (c *chip) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *chip) FocusGained()                   { c.focused = true; c.Refresh() }
func (c *chip) FocusLost()                     { c.focused = false; c.Refresh() }
func (c *chip) TypedKey(*fyne.KeyEvent)        {}
func (c *chip) TypedRune(r rune) {
	if r == ' ' { // see page.Button
		c.act()
	}
}

func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, rect: canvas.NewRectangle(nil), veil: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type chipRenderer struct {
	c          *chip
	rect, veil *canvas.Rectangle
	text       *canvas.Text
}

func (r *chipRenderer) Layout(s fyne.Size) {
	r.rect.Resize(s)
	r.veil.Resize(s)
	least := r.text.MinSize()
	r.text.Resize(least)
	r.text.Move(fyne.NewPos((s.Width-least.Width)/2, (s.Height-least.Height)/2))
}

func (r *chipRenderer) MinSize() fyne.Size {
	least := r.text.MinSize()
	return fyne.NewSize(max(look.Target, least.Width+2*look.Gap+4), max(look.Target, least.Height+look.Gap))
}

func (r *chipRenderer) Refresh() {
	c, l := r.c, look.Current()
	p := l.Palette()
	r.rect.FillColor, r.text.Color = p.Sheet, p.Ink
	if c.fill != nil {
		r.rect.FillColor = c.fill(p)
	}
	if c.ink != nil {
		r.text.Color = c.ink(p)
	}
	r.rect.CornerRadius, r.veil.CornerRadius = 6, 6
	r.rect.StrokeColor, r.rect.StrokeWidth = p.Line, 1
	r.text.Text, r.text.TextSize, r.text.TextStyle.Bold = c.word, l.TextSize(), c.chosen
	if c.chosen {
		r.text.Text = words.T("reader.chosen", "Word", c.word)
		r.rect.StrokeColor = p.Ink
	}
	if c.focused {
		r.rect.StrokeColor, r.rect.StrokeWidth = p.Accent, 3
	}
	if c.disabled {
		r.rect.FillColor, r.text.Color = p.Paper, p.Faint
	}
	r.veil.FillColor = color.Transparent
	if c.hovered && !c.disabled {
		r.veil.FillColor = p.Hover
	}
	r.rect.Refresh()
	r.veil.Refresh()
	r.text.Refresh()
	r.Layout(c.Size())
	canvas.Refresh(c)
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rect, r.veil, r.text}
}

func (r *chipRenderer) Destroy() {}
