package page

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// List shows cards under each other, each as high as its text needs. Only
// those in sight exist as widgets. One card can be chosen: by a tap, or with the
// focus by ↑ ↓, PgUp, PgDn, Home and End; Enter and the space bar are a tap.
type List struct {
	widget.BaseWidget

	// OnTapped is called with the card that was tapped, after it was chosen.
	OnTapped func(i int)
	// OnMoved is called when the arrow keys chose another card (may be nil).
	OnMoved func(i int)
	// OnKey is asked first about a key; it reports whether it took it (may be nil).
	OnKey func(*fyne.KeyEvent) bool
	// MostLead is how wide the column of the leads may be, in ideographs; 0 for 5.
	MostLead float32

	cards   []Card
	lead    float32
	tops    []float32 // of each card, and the end of the last
	known   counted
	points  float32 // the text size for which tops holds
	width   float32 // for which tops holds
	chosen  int
	focused bool
	scroll  *container.Scroll
	body    *listBody
}

// NewList makes an empty list.
func NewList() *List {
	l := &List{chosen: -1, known: counted{}, tops: []float32{0}}
	l.body = &listBody{list: l, views: map[int]*cardView{}}
	l.body.ExtendBaseWidget(l.body)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.body.place() }
	l.ExtendBaseWidget(l)
	return l
}

// SetCards shows other cards; no card is chosen. The place scrolled to is kept
// as far as there is one.
func (l *List) SetCards(cards []Card) {
	l.cards, l.chosen = cards, -1
	l.measure()
	l.body.drop()
	l.settle()
}

// SetCard shows another card in the place of one.
func (l *List) SetCard(i int, c Card) {
	l.cards[i] = c
	top := l.scroll.Offset.Y
	l.measure()
	l.body.drop()
	l.settle()
	l.to(top)
}

// Needs is the height that all cards take at a width.
func (l *List) Needs(width float32) float32 {
	height := float32(0)
	lead := leadWidth(l.cards, l.mostLead())
	for i := range l.cards {
		height += l.cards[i].height(width, lead, l.known)
	}
	return height
}

func (l *List) mostLead() float32 {
	if l.MostLead == 0 {
		return mostLead
	}
	return l.MostLead
}

// Cards are those shown. The caller must not change them.
func (l *List) Cards() []Card { return l.cards }

// Chosen is the index of the chosen card, or -1.
func (l *List) Chosen() int { return l.chosen }

// Choose chooses a card and brings it into sight; -1 chooses none.
func (l *List) Choose(i int) {
	before := l.chosen
	l.chosen = i
	for _, at := range []int{before, i} {
		if v := l.body.views[at]; v != nil {
			v.Refresh()
		}
	}
	l.reveal(i)
}

// Top goes back to the beginning.
func (l *List) Top() { l.to(0) }

func (l *List) tapped(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	l.Choose(i)
	if l.OnTapped != nil {
		l.OnTapped(i)
	}
}

// measure finds the top of every card for the present width and text size.
func (l *List) measure() {
	l.lead, l.points = leadWidth(l.cards, l.mostLead()), look.Current().TextSize()
	l.tops = make([]float32, len(l.cards)+1)
	for i := range l.cards {
		l.tops[i+1] = l.tops[i] + l.cards[i].height(l.width, l.lead, l.known)
	}
}

func (l *List) settle() {
	l.scroll.Refresh()
	l.to(l.scroll.Offset.Y)
	l.body.place()
}

func (l *List) height() float32 { return l.tops[len(l.tops)-1] }

func (l *List) to(y float32) {
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, l.height()-l.scroll.Size().Height))))
	l.body.place()
}

// reveal brings a card into sight, with the headings right above it.
func (l *List) reveal(i int) {
	if i < 0 || i >= len(l.cards) {
		return
	}
	first := i
	for first > 0 && l.cards[first-1].Head {
		first--
	}
	top, bottom := l.tops[first], l.tops[i+1]
	switch view := l.scroll.Size().Height; {
	case top < l.scroll.Offset.Y || bottom-top > view:
		l.to(top)
	case bottom > l.scroll.Offset.Y+view:
		l.to(bottom - view)
	}
}

// at is the card at a height.
func (l *List) at(y float32) int {
	i := sort.Search(len(l.cards), func(i int) bool { return l.tops[i+1] > y })
	return min(i, len(l.cards)-1)
}

// step is the next card that can be chosen from i in a direction, or -1.
func (l *List) step(i, by int) int {
	for i += by; i >= 0 && i < len(l.cards); i += by {
		if l.cards[i].choosable() {
			return i
		}
	}
	return -1
}

// FocusGained, FocusLost, TypedRune and TypedKey are for Fyne.
func (l *List) FocusGained() { l.focused = true; l.redraw() }
func (l *List) FocusLost()   { l.focused = false; l.redraw() }
func (l *List) redraw() {
	if v := l.body.views[l.chosen]; v != nil {
		v.Refresh()
	}
	canvas.Refresh(l)
}
func (l *List) TypedRune(r rune) {
	if r == ' ' { // see Button
		l.tap()
	}
}
func (l *List) tap() {
	if l.chosen >= 0 && l.OnTapped != nil {
		l.OnTapped(l.chosen)
	}
}
func (l *List) TypedKey(e *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(e) {
		return
	}
	view := l.scroll.Size().Height
	next := -1
	switch e.Name {
	case fyne.KeyDown:
		next = l.step(l.chosen, 1)
	case fyne.KeyUp:
		next = l.step(l.chosen, -1)
	case fyne.KeyHome:
		next = l.step(-1, 1)
	case fyne.KeyEnd:
		next = l.step(len(l.cards), -1)
	case fyne.KeyPageDown:
		next = l.page(view)
	case fyne.KeyPageUp:
		next = l.page(-view)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.tap()
		return
	default:
		return
	}
	if next < 0 {
		l.scrollBy(e.Name, view)
		return
	}
	l.Choose(next)
	if l.OnMoved != nil {
		l.OnMoved(next)
	}
}

// page is the card that stands one view further.
func (l *List) page(by float32) int {
	if len(l.cards) == 0 {
		return -1
	}
	from := l.scroll.Offset.Y
	if l.chosen >= 0 {
		from = l.tops[l.chosen]
	}
	i := l.at(max(0, min(from+by*0.9, l.height()-1)))
	if by < 0 {
		if i = l.step(i+1, -1); i < 0 {
			i = l.step(-1, 1)
		}
		return i
	}
	if i = l.step(i-1, 1); i < 0 {
		i = l.step(len(l.cards), -1)
	}
	return i
}

// scrollBy moves a list that has nothing to choose in this direction.
func (l *List) scrollBy(key fyne.KeyName, view float32) {
	line := 3 * look.Current().TextSize()
	y := l.scroll.Offset.Y
	switch key {
	case fyne.KeyDown:
		l.to(y + line)
	case fyne.KeyUp:
		l.to(y - line)
	case fyne.KeyPageDown:
		l.to(y + view*0.9)
	case fyne.KeyPageUp:
		l.to(y - view*0.9)
	case fyne.KeyHome:
		l.to(0)
	case fyne.KeyEnd:
		l.to(l.height())
	}
}

// CreateRenderer is for Fyne.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	return &listRenderer{l: l, ring: canvas.NewRectangle(color.Transparent)}
}

type listRenderer struct {
	l    *List
	ring *canvas.Rectangle
}

func (r *listRenderer) Layout(s fyne.Size) {
	l := r.l
	if s.Width != l.width {
		// The card at the top stays where it is.
		first, part := 0, float32(0)
		if len(l.cards) > 0 && l.height() > 0 {
			first = l.at(l.scroll.Offset.Y)
			part = l.scroll.Offset.Y - l.tops[first]
		}
		l.width = s.Width
		l.measure()
		l.body.drop()
		l.scroll.Resize(s)
		l.scroll.Refresh()
		if len(l.cards) > 0 {
			l.to(l.tops[first] + min(part, l.tops[first+1]-l.tops[first]))
		}
	}
	l.scroll.Resize(s)
	r.ring.Resize(s)
	l.body.place()
}

func (r *listRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Target, look.Target) }

// Refresh draws anew: text size or colours may have changed.
func (r *listRenderer) Refresh() {
	if r.l.points != look.Current().TextSize() {
		r.l.width = -1
	}
	r.l.body.drop()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

// Objects has a frame around the whole list while it has the focus and no card
// that could show it.
func (r *listRenderer) Objects() []fyne.CanvasObject {
	r.ring.StrokeWidth = 0
	if r.l.focused && r.l.chosen < 0 {
		r.ring.StrokeColor, r.ring.StrokeWidth = look.Current().Palette().Faint, 2
	}
	return []fyne.CanvasObject{r.l.scroll, r.ring}
}
func (r *listRenderer) Destroy() {}

// listBody is as high as all cards and holds those in sight.
type listBody struct {
	widget.BaseWidget
	list  *List
	views map[int]*cardView
	shown []fyne.CanvasObject
}

// drop forgets every view.
func (b *listBody) drop() {
	b.views, b.shown = map[int]*cardView{}, nil
}

// place makes the cards in sight and puts them where they belong.
func (b *listBody) place() {
	l := b.list
	view := l.scroll.Size()
	if len(l.cards) == 0 || l.width <= 0 || view.Height <= 0 {
		if b.shown != nil {
			b.drop()
			canvas.Refresh(b)
		}
		return
	}
	first, last := l.at(l.scroll.Offset.Y), l.at(l.scroll.Offset.Y+view.Height)
	keep := make(map[int]*cardView, last-first+1)
	shown := make([]fyne.CanvasObject, 0, last-first+1)
	same := len(b.shown) == last-first+1
	for i := first; i <= last; i++ {
		v := b.views[i]
		if v == nil {
			same = false
			v = newCardView(l, i)
			v.Resize(fyne.NewSize(l.width, l.tops[i+1]-l.tops[i]))
			v.Move(fyne.NewPos(0, l.tops[i]))
		}
		keep[i] = v
		shown = append(shown, v)
	}
	if same {
		return
	}
	b.views, b.shown = keep, shown
	canvas.Refresh(b)
}

func (b *listBody) CreateRenderer() fyne.WidgetRenderer { return bodyRenderer{b} }

type bodyRenderer struct{ b *listBody }

func (r bodyRenderer) Layout(fyne.Size) {}
func (r bodyRenderer) MinSize() fyne.Size {
	if len(r.b.list.tops) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(1, r.b.list.height())
}
func (r bodyRenderer) Refresh()                     { canvas.Refresh(r.b) }
func (r bodyRenderer) Objects() []fyne.CanvasObject { return r.b.shown }
func (r bodyRenderer) Destroy()                     {}

var _ fyne.Focusable = (*List)(nil)
