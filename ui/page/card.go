package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/prose"
)

// Ink picks a colour of the palette.
type Ink func(look.Palette) color.NRGBA

// Card is one entry of a List.
type Card struct {
	// Lead stands at the left in a column of its own: a number.
	Lead   string
	Blocks []Block
	// Chips are short words after the blocks, side by side.
	Chips []Chip
	// Word is an act on the card, at its right; Act does it.
	Word string
	Act  func()
	// Head makes it a heading over the cards that follow; Still makes it a line
	// of text; Plain only keeps it from being chosen, as the other two do.
	Head, Still, Plain bool
}

// Block is a paragraph of a card.
type Block struct {
	Text   string
	Bold   bool
	Small  bool
	Ink    Ink // the ink of the palette if nil
	Ground Ink // behind the lines; nothing if nil
	Most   int // lines, 0 for all; the last one then ends in an ellipsis
}

// Chip is a word in a frame or, with a ground, on it.
type Chip struct {
	Text   string
	Ground Ink // with the text in the palette's OnMark; only a frame if nil
	Bare   bool
}

func (c *Card) choosable() bool { return !c.Head && !c.Still && !c.Plain }

const (
	cardPad   = 1.5 * look.Gap
	cardBar   = 4
	leading   = 1.5
	mostLine  = 44 // the longest line, in ideographs
	mostLead  = 5  // in ideographs: a longer number becomes a line of its own
	ellipsis  = '…'
	chipPad   = look.Gap
	blockStep = look.Gap / 2
)

// shape is a card broken into lines for a width.
type shape struct {
	texts  []placed
	chips  []placed
	height float32
}

type placed struct {
	text   string
	at     fyne.Position
	size   fyne.Size // of the ground or frame
	points float32
	bold   bool
	ink    Ink
	ground Ink
	bare   bool
}

// leadWidth is the width that the leads of some cards need beside the blocks.
func leadWidth(cards []Card) float32 {
	face := prose.FaceOf(look.Current().TextSize(), true)
	most := mostLead * face.Advance('中')
	widest := float32(0)
	for i := range cards {
		if w := face.Width([]rune(cards[i].Lead)); w <= most {
			widest = max(widest, w)
		}
	}
	return widest
}

// counted remembers into how many lines a text breaks, so that a list need not
// break all its texts again while somebody types in its search field.
type counted map[countKey]int

type countKey struct {
	text         string
	room, points float32
	bold         bool
}

// mostCounted bounds the memory that a list takes for this.
const mostCounted = 50_000

func (c counted) lines(text string, face *prose.Face, room, points float32, bold bool) int {
	key := countKey{text, room, points, bold}
	n, ok := c[key]
	if !ok {
		n = len(prose.Lines([]rune(text), face.Advance, room, 0))
		if len(c) >= mostCounted {
			clear(c)
		}
		c[key] = n
	}
	return n
}

// height is what a card takes of a width.
func (c *Card) height(width, lead float32, known counted) float32 {
	return c.shaped(width, lead, known).height
}

// shaped lays a card out. With known set only its height is right.
func (c *Card) shaped(width, lead float32, known counted) shape {
	draw := known == nil
	l := look.Current()
	var s shape
	x, y := float32(cardPad+cardBar), float32(cardPad)
	if c.Head {
		y += look.Gap
	}
	if c.Still {
		y = blockStep
	}
	right := width - cardPad
	if c.Word != "" {
		right -= c.wordWidth() + look.Gap
	}
	blocks := c.Blocks
	if c.Lead != "" {
		if face := prose.FaceOf(l.TextSize(), true); face.Width([]rune(c.Lead)) > lead {
			blocks = append([]Block{{Text: c.Lead, Bold: true}}, blocks...)
		} else if draw {
			s.texts = append(s.texts, placed{text: c.Lead, at: fyne.NewPos(x, y), points: l.TextSize(), bold: true, ink: faint})
		}
	}
	if lead > 0 && !c.Head && (!c.Still || c.Lead != "") {
		x += lead + look.Gap
	}
	room := min(max(right-x, 4*l.TextSize()), mostLine*l.TextSize())
	for i, b := range blocks {
		if i > 0 {
			y += blockStep
		}
		y = b.lay(&s, x, y, room, known)
	}
	y = c.layChips(&s, x, y, room, draw)
	pad := float32(cardPad)
	if c.Still || c.Head {
		pad = blockStep
	}
	s.height = y + pad
	if c.Word != "" {
		s.height = max(s.height, look.Target+look.Gap)
	}
	return s
}

func (b Block) lay(s *shape, x, y, room float32, known counted) float32 {
	l := look.Current()
	points := l.TextSize()
	if b.Small {
		points = l.Caption()
	}
	face := prose.FaceOf(points, b.Bold)
	step := points * leading
	if known != nil {
		n := known.lines(b.Text, face, room, points, b.Bold)
		if b.Most > 0 {
			n = min(n, b.Most)
		}
		return y + float32(n)*step
	}
	text := []rune(b.Text)
	lines := prose.Lines(text, face.Advance, room, 0)
	cut := b.Most > 0 && len(lines) > b.Most
	if cut {
		lines = lines[:b.Most]
	}
	ink := b.Ink
	if ink == nil {
		ink = inked
	}
	for i, line := range lines {
		shown := text[line.Start:line.End]
		if cut && i == len(lines)-1 {
			shown = shorten(shown, face, room)
		}
		s.texts = append(s.texts, placed{
			text: string(shown), at: fyne.NewPos(x, y+float32(i)*step), size: fyne.NewSize(face.Width(shown), step),
			points: points, bold: b.Bold, ink: ink, ground: b.Ground,
		})
	}
	return y + float32(len(lines))*step
}

// shorten makes room for an ellipsis at the end of a line.
func shorten(line []rune, face *prose.Face, room float32) []rune {
	end := len(line)
	used := face.Width(line) + face.Advance(ellipsis)
	for end > 0 && used > room {
		end--
		used -= face.Advance(line[end])
	}
	return append(append([]rune(nil), line[:end]...), ellipsis)
}

func (c *Card) layChips(s *shape, x, y, room float32, draw bool) float32 {
	if len(c.Chips) == 0 {
		return y
	}
	l := look.Current()
	points := l.Caption()
	face := prose.FaceOf(points, true)
	height := points * 1.6
	left := x
	y += look.Gap * 0.75
	for _, chip := range c.Chips {
		width := face.Width([]rune(chip.Text)) + 2*chipPad
		if chip.Bare {
			width -= 2 * chipPad
		}
		if left > x && left+width > x+room {
			left, y = x, y+height+look.Gap/2
		}
		if draw {
			ink := inked
			if chip.Ground != nil {
				ink = onMark
			} else if chip.Bare {
				ink = faint
			}
			s.chips = append(s.chips, placed{
				text: chip.Text, at: fyne.NewPos(left, y), size: fyne.NewSize(width, height),
				points: points, bold: !chip.Bare, ink: ink, ground: chip.Ground, bare: chip.Bare,
			})
		}
		left += width + look.Gap
	}
	return y + height
}

func (c *Card) wordWidth() float32 {
	return max(look.Target, prose.FaceOf(look.Current().Caption(), false).Width([]rune(c.Word))+2*look.Gap)
}

func inked(p look.Palette) color.NRGBA  { return p.Ink }
func faint(p look.Palette) color.NRGBA  { return p.Faint }
func onMark(p look.Palette) color.NRGBA { return p.OnMark }

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
	for _, t := range s.texts {
		if t.ground != nil {
			g := canvas.NewRectangle(t.ground(p))
			g.Resize(t.size)
			g.Move(t.at)
			r.objects = append(r.objects, g)
		}
		r.objects = append(r.objects, t.drawn(p, t.at, t.points*leading))
	}
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
