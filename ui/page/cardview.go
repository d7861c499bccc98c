package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// cardView is a card in sight.
type cardView struct {
	widget.BaseWidget
	list    *List
	index   int
	card    *Card
	lead    float32
	hovered bool
}

func newCardView(l *List, index int) *cardView {
	v := &cardView{list: l, index: index, card: &l.cards[index], lead: l.lead}
	v.ExtendBaseWidget(v)
	return v
}

func (v *cardView) choosable() bool { return v.card.choosable() }

// Tapped and the mouse are for Fyne.
func (v *cardView) Tapped(*fyne.PointEvent) {
	if v.choosable() {
		v.list.tapped(v.index)
	}
}
func (v *cardView) MouseIn(*desktop.MouseEvent)    { v.hover(true) }
func (v *cardView) MouseMoved(*desktop.MouseEvent) {}
func (v *cardView) MouseOut()                      { v.hover(false) }
func (v *cardView) hover(in bool) {
	if v.choosable() {
		v.hovered = in
		v.Refresh()
	}
}

func (v *cardView) Cursor() desktop.Cursor {
	if v.choosable() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (v *cardView) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{
		v: v, ground: canvas.NewRectangle(color.Transparent), veil: canvas.NewRectangle(color.Transparent),
		bar: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(color.Transparent),
	}
	if v.card.Word != "" {
		r.word = newWord(v.card.Word, v.card.Act)
	}
	r.build(v.Size().Width)
	return r
}

type cardRenderer struct {
	v                       *cardView
	ground, veil, bar, rule *canvas.Rectangle
	word                    *word
	width                   float32
	height                  float32
	objects                 []fyne.CanvasObject
}

func (r *cardRenderer) build(width float32) {
	r.width = width
	p := look.Current().Palette()
	s := r.v.card.shaped(width, r.v.lead, nil)
	r.height = s.height
	r.objects = []fyne.CanvasObject{r.ground, r.veil, r.bar, r.rule}
	r.objects = append(r.objects, s.drawn()...)
	for _, c := range s.chips {
		if !c.bare {
			frame := canvas.NewRectangle(color.Transparent)
			frame.CornerRadius = 4
			if c.ground != nil {
				frame.FillColor = c.ground(p)
			} else {
				frame.StrokeColor, frame.StrokeWidth = p.Faint, 1
			}
			frame.Resize(c.size)
			frame.Move(c.at)
			r.objects = append(r.objects, frame)
			c.at.X += chipPad
		}
		r.objects = append(r.objects, c.drawn(p, c.at, c.size.Height))
	}
	if r.word != nil {
		r.objects = append(r.objects, r.word)
	}
	r.draw()
}

// drawn is the text in the middle of a line of the given height.
func (t placed) drawn(p look.Palette, at fyne.Position, height float32) *canvas.Text {
	o := canvas.NewText(t.text, t.ink(p))
	o.TextSize, o.TextStyle.Bold = t.points, t.bold
	least := o.MinSize()
	o.Resize(least)
	o.Move(fyne.NewPos(at.X, at.Y+(height-least.Height)/2))
	return o
}

func (r *cardRenderer) draw() {
	p := look.Current().Palette()
	v := r.v
	chosen := v.choosable() && v.list.chosen == v.index
	r.ground.FillColor, r.bar.FillColor, r.veil.FillColor = color.Transparent, color.Transparent, color.Transparent
	r.ground.StrokeWidth = 0
	r.rule.FillColor = p.Line
	if chosen {
		r.ground.FillColor, r.bar.FillColor = p.Sheet, p.Accent
		if v.list.focused {
			r.ground.StrokeColor, r.ground.StrokeWidth = p.Accent, 2
		}
	}
	if v.hovered {
		r.veil.FillColor = p.Hover
	}
	r.rule.Hidden = v.card.Head || v.card.Still
}

func (r *cardRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		r.build(s.Width)
	}
	r.ground.Resize(s)
	r.veil.Resize(s)
	r.bar.Resize(fyne.NewSize(cardBar, s.Height))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	r.rule.Move(fyne.NewPos(0, s.Height-1))
	if r.word != nil {
		size := fyne.NewSize(r.v.card.wordWidth(), look.Target)
		r.word.Resize(size)
		r.word.Move(fyne.NewPos(s.Width-size.Width-look.Gap/2, look.Gap/2))
	}
}

func (r *cardRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Target, r.height) }

func (r *cardRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.v)
}

func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *cardRenderer) Destroy()                     {}

// word is an act on a card. The keyboard has it as a key of the list, so that
// Tab does not stop at every card.
type word struct {
	widget.BaseWidget
	text    string
	act     func()
	hovered bool
}

func newWord(text string, act func()) *word {
	w := &word{text: text, act: act}
	w.ExtendBaseWidget(w)
	return w
}

func (w *word) AccessibilityLabel() string             { return w.text }
func (w *word) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (w *word) Tapped(*fyne.PointEvent)        { w.act() }
func (w *word) MouseIn(*desktop.MouseEvent)    { w.hovered = true; w.Refresh() }
func (w *word) MouseMoved(*desktop.MouseEvent) {}
func (w *word) MouseOut()                      { w.hovered = false; w.Refresh() }
func (w *word) Cursor() desktop.Cursor         { return desktop.PointerCursor }

func (w *word) CreateRenderer() fyne.WidgetRenderer {
	r := &wordRenderer{w: w, ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText(w.text, nil)}
	r.ground.CornerRadius = 6
	r.draw()
	return r
}

type wordRenderer struct {
	w      *word
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *wordRenderer) draw() {
	l := look.Current()
	r.text.Color, r.text.TextSize = l.Palette().Faint, l.Caption()
	r.ground.FillColor = color.Transparent
	if r.w.hovered {
		r.ground.FillColor, r.text.Color = l.Palette().Hover, l.Palette().Ink
	}
}

func (r *wordRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	least := r.text.MinSize()
	r.text.Resize(least)
	r.text.Move(fyne.NewPos((s.Width-least.Width)/2, (s.Height-least.Height)/2))
}
func (r *wordRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Target, look.Target) }
func (r *wordRenderer) Refresh() {
	r.draw()
	r.Layout(r.w.Size())
	canvas.Refresh(r.w)
}
func (r *wordRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.text} }
func (r *wordRenderer) Destroy()                     {}
