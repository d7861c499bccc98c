package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// nav is the column of places.
type nav struct {
	root  fyne.CanvasObject
	items map[stage.Place]*navItem
}

func newNav(places []stage.Place, chosen func(stage.Place)) *nav {
	n := &nav{items: map[stage.Place]*navItem{}}
	column := container.NewVBox(stage.Space(look.Gap))
	for _, p := range places {
		if p == stage.DeskPlace || p == stage.SettingsPlace || (p == stage.ResultPlace && n.items[stage.DeskPlace] == nil) {
			column.Add(widget.NewSeparator())
		}
		item := newNavItem(words.T("shell.place."+string(p)), func() { chosen(p) })
		n.items[p] = item
		column.Add(item)
	}
	n.root = container.NewVScroll(column)
	return n
}

func (n *nav) choose(p stage.Place) {
	for place, item := range n.items {
		item.chosen = place == p
		item.Refresh()
	}
}

// navItem is a place by its name; the present one has a bar at its side and is bold.
type navItem struct {
	widget.BaseWidget
	word    string
	tapped  func()
	chosen  bool
	hovered bool
	focused bool
}

func newNavItem(word string, tapped func()) *navItem {
	i := &navItem{word: word, tapped: tapped}
	i.ExtendBaseWidget(i)
	return i
}

func (i *navItem) Tapped(*fyne.PointEvent)        { i.tapped() }
func (i *navItem) MouseIn(*desktop.MouseEvent)    { i.hovered = true; i.Refresh() }
func (i *navItem) MouseMoved(*desktop.MouseEvent) {}
func (i *navItem) MouseOut()                      { i.hovered = false; i.Refresh() }
func (i *navItem) FocusGained()                   { i.focused = true; i.Refresh() }
func (i *navItem) FocusLost()                     { i.focused = false; i.Refresh() }
func (i *navItem) TypedRune(r rune) {
	if r == ' ' { // see page.Button
		i.tapped()
	}
}
func (i *navItem) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		i.tapped()
	}
}

func (i *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navItemRenderer{i: i, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), text: canvas.NewText(i.word, nil)}
	r.Refresh()
	return r
}

type navItemRenderer struct {
	i            *navItem
	ground, mark *canvas.Rectangle
	text         *canvas.Text
}

func (r *navItemRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.mark.Resize(fyne.NewSize(4, s.Height))
	min := r.text.MinSize()
	r.text.Resize(min)
	r.text.Move(fyne.NewPos(2.5*look.Gap, (s.Height-min.Height)/2))
}

func (r *navItemRenderer) MinSize() fyne.Size {
	l := look.Current()
	width := prose.FaceOf(l.TextSize(), true).Width([]rune(words.T("shell.place.widest")))
	return fyne.NewSize(max(width, r.text.MinSize().Width)+5*look.Gap, max(look.Target+look.Gap/2, l.TextSize()*2.4))
}

func (r *navItemRenderer) Refresh() {
	l := look.Current()
	p := l.Palette()
	r.text.Text, r.text.TextSize, r.text.Color = r.i.word, l.TextSize(), p.Ink
	r.text.TextStyle.Bold = r.i.chosen
	r.mark.FillColor, r.ground.FillColor = nil, nil
	if r.i.chosen {
		r.mark.FillColor, r.ground.FillColor, r.text.Color = p.Accent, p.Sheet, p.Accent
	}
	if r.i.hovered {
		r.ground.FillColor = p.Hover
	}
	r.ground.StrokeWidth = 0
	if r.i.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = p.Accent, 2
	}
	r.Layout(r.i.Size())
	canvas.Refresh(r.i)
}

func (r *navItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.mark, r.text}
}
func (r *navItemRenderer) Destroy() {}
