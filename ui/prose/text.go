package prose

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// Leading is the distance of lines as a multiple of the text size.
const Leading = 1.6

// Text shows one or several short paragraphs, broken as Chinese print is. Its
// height follows its width. For a whole report use the reader.
type Text struct {
	widget.BaseWidget

	text   string
	bold   bool
	size   func(*look.Look) float32
	colour func(look.Palette) color.NRGBA
	align  fyne.TextAlign
	least  float32 // in ideographs
	most   float32
}

// New makes a text in the body size and ink.
func New(text string) *Text {
	t := &Text{text: text, size: (*look.Look).TextSize, colour: ink, least: 8}
	t.ExtendBaseWidget(t)
	return t
}

func ink(p look.Palette) color.NRGBA { return p.Ink }

// The setters return the text, to be chained where it is made.

// Bold sets it in the bold face.
func (t *Text) Bold() *Text { t.bold = true; return t }

// Sized takes the size from the theme: (*look.Look).Heading, Title, Caption.
func (t *Text) Sized(of func(*look.Look) float32) *Text { t.size = of; return t }

// Colour takes the colour from the palette.
func (t *Text) Colour(of func(look.Palette) color.NRGBA) *Text { t.colour = of; return t }

// Faint sets it in the secondary ink.
func (t *Text) Faint() *Text {
	return t.Colour(func(p look.Palette) color.NRGBA { return p.Faint })
}

// Centred sets every line in the middle.
func (t *Text) Centred() *Text { t.align = fyne.TextAlignCenter; return t }

// AtLeast sets the least width in Chinese characters (8 if never set).
func (t *Text) AtLeast(characters float32) *Text { t.least = characters; return t }

// Measure sets the greatest line length in Chinese characters; 0 for none.
func (t *Text) Measure(characters float32) *Text { t.most = characters; return t }

// String is what is shown.
func (t *Text) String() string { return t.text }

// SetText shows another text.
func (t *Text) SetText(text string) {
	if text == t.text {
		return
	}
	t.text = text
	t.Refresh()
}

// SetColour changes the colour of a text that is shown.
func (t *Text) SetColour(of func(look.Palette) color.NRGBA) {
	t.colour = of
	t.Refresh()
}

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t}
	r.lay(t.BaseWidget.Size().Width)
	return r
}

type textRenderer struct {
	t       *Text
	width   float32
	size    float32
	text    string
	bold    bool
	lines   []*canvas.Text
	objects []fyne.CanvasObject
	height  float32
}

// lay breaks the text for a width.
func (r *textRenderer) lay(width float32) {
	l := look.Current()
	size := r.t.size(l)
	r.width, r.size, r.text, r.bold = width, size, r.t.text, r.t.bold
	face := FaceOf(size, r.t.bold)
	em := face.Advance('中')
	room := max(width, r.least())
	if r.t.most > 0 {
		room = min(room, r.t.most*em)
	}
	colour := r.t.colour(l.Palette())
	r.lines, r.objects = r.lines[:0], r.objects[:0]
	y := float32(0)
	step := size * Leading
	for _, paragraph := range strings.Split(r.t.text, "\n") {
		runes := []rune(paragraph)
		for _, line := range Lines(runes, face.Advance, room, 0) {
			o := canvas.NewText(string(runes[line.Start:line.End]), colour)
			o.TextSize = size
			o.TextStyle.Bold = r.t.bold
			min := o.MinSize()
			x := float32(0)
			if r.t.align == fyne.TextAlignCenter {
				x = (max(width, room) - min.Width) / 2
			}
			o.Resize(min)
			o.Move(fyne.NewPos(x, y+(step-min.Height)/2))
			r.lines = append(r.lines, o)
			r.objects = append(r.objects, o)
			y += step
		}
	}
	r.height = y
}

func (r *textRenderer) least() float32 {
	face := FaceOf(r.t.size(look.Current()), r.t.bold)
	least := r.t.least * face.Advance('中')
	widest := float32(0)
	for _, p := range strings.Split(r.t.text, "\n") {
		widest = max(widest, face.Width([]rune(p)))
	}
	return min(least, widest+1)
}

func (r *textRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		r.lay(s.Width)
		canvas.Refresh(r.t)
	}
}

func (r *textRenderer) MinSize() fyne.Size { return fyne.NewSize(r.least(), r.height) }

func (r *textRenderer) Refresh() {
	r.lay(r.t.BaseWidget.Size().Width)
	for _, o := range r.lines {
		o.Refresh()
	}
	canvas.Refresh(r.t)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) Destroy()                     {}
