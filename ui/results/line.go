package results

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/count"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// line is one project of the result. A click, or the space bar, shows or hides
// the rule that decided it.
type line struct {
	widget.BaseWidget
	s      *Screen
	t      *table
	id     string
	head   bool
	cells  []string
	share  float32 // of the bar
	more   float32 // 基本满意, as a bar that goes on from there
	colour func(look.Palette) color.NRGBA
	number *canvas.Text
	name   *prose.Text
	reason *prose.Text // nil in the head

	hovered, focused bool
}

// newHead names the columns.
func newHead(t *table) *line {
	l := &line{t: t, head: true, cells: t.heads, colour: faint,
		number: canvas.NewText(words.T("results.number"), nil), name: prose.New(words.T("results.project")).Bold().Faint().AtLeast(2)}
	l.ExtendBaseWidget(l)
	return l
}

func faint(p look.Palette) color.NRGBA { return p.Faint }

func newLine(s *Screen, t *table, of count.Line, name string, cells []string) *line {
	l := &line{s: s, t: t, id: of.ID, cells: cells, share: float32(of.Approve) / float32(t.scale), more: float32(of.Fair) / float32(t.scale),
		colour: func(p look.Palette) color.NRGBA { return outcomeColour(p, of.Outcome) },
		number: canvas.NewText(of.ID, nil), name: prose.New(name).AtLeast(6),
		reason: prose.New(words.Say(of.Reason)).Faint().AtLeast(10)}
	// The one line of a motion gives its reason unasked.
	l.reason.Hidden = !s.all && !s.opened[of.ID] && of.Outcome != count.Carried && of.Outcome != count.Lost
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) toggle() {
	if l.head {
		return
	}
	l.s.opened[l.id] = l.reason.Hidden
	l.reason.Hidden = !l.reason.Hidden
	l.Refresh()
	l.s.scroll.Refresh()
}

// The mouse and the keyboard, for Fyne.

func (l *line) Tapped(*fyne.PointEvent)        { l.toggle() }
func (l *line) MouseIn(*desktop.MouseEvent)    { l.hovered = true; l.Refresh() }
func (l *line) MouseMoved(*desktop.MouseEvent) {}
func (l *line) MouseOut()                      { l.hovered = false; l.Refresh() }
func (l *line) Disabled() bool                 { return l.head }
func (l *line) Enable()                        {}
func (l *line) Disable()                       {}
func (l *line) TypedRune(rune)                 {}

func (l *line) FocusGained() {
	l.focused = true
	if !l.hovered {
		l.s.scroll.Reveal(l)
	}
	l.Refresh()
}

func (l *line) FocusLost() { l.focused = false; l.Refresh() }

func (l *line) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		l.toggle()
	}
}

// CreateRenderer is for Fyne.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{l: l}
	for _, o := range []**canvas.Rectangle{&r.ground, &r.track, &r.bar, &r.second, &r.halo, &r.mark, &r.rule} {
		*o = canvas.NewRectangle(color.Transparent)
	}
	r.track.CornerRadius, r.bar.CornerRadius = 3, 3
	r.objects = []fyne.CanvasObject{r.ground, l.number, l.name}
	if !l.head {
		r.objects = append(r.objects, r.track, r.bar, r.second, r.halo, r.mark, l.reason)
	}
	for _, c := range l.cells {
		t := canvas.NewText(c, nil)
		r.cells = append(r.cells, t)
		r.objects = append(r.objects, t)
	}
	r.objects = append(r.objects, r.rule)
	r.dress()
	r.height = r.lay(r.least())
	return r
}

const barHeight = look.Gap * 1.5

type lineRenderer struct {
	l                                            *line
	ground, track, bar, second, halo, mark, rule *canvas.Rectangle
	cells                                        []*canvas.Text
	objects                                      []fyne.CanvasObject
	width, height                                float32
}

func (r *lineRenderer) dress() {
	k := look.Current()
	p := k.Palette()
	r.l.number.TextSize, r.l.number.Color = k.TextSize(), p.Faint
	for i, c := range r.cells {
		c.TextSize, c.Color, c.TextStyle.Bold = k.TextSize(), p.Ink, r.l.head
		if r.l.head {
			c.Color = p.Faint
		} else if i == 0 || i == len(r.cells)-1 {
			c.TextStyle.Bold = true
		}
		if i == len(r.cells)-1 {
			c.Color = r.l.colour(p)
		}
	}
	// A frame and no ground: in high contrast the colour of lines is that of ink.
	r.track.FillColor, r.track.StrokeColor, r.track.StrokeWidth = p.Paper, p.Faint, 1
	r.bar.FillColor, r.second.FillColor, r.rule.FillColor = p.Approve, p.Fair, p.Line
	r.halo.FillColor, r.mark.FillColor = p.Paper, p.Ink
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.l.hovered && !r.l.head {
		r.ground.FillColor = p.Hover
	}
	if r.l.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = p.Accent, 2
	}
}

// lay places everything for a width and returns the height that takes.
func (r *lineRenderer) lay(width float32) float32 {
	l := r.l
	first, columns, sum := l.t.widths()
	beside := l.t.beside(width)
	room := width - first
	if beside {
		room -= sum + look.Gap
	}
	top := look.Gap
	step := look.Current().TextSize() * prose.Leading
	needs := l.number.MinSize()
	l.number.Resize(needs)
	l.number.Move(fyne.NewPos(first-2*look.Gap-needs.Width, top+(step-needs.Height)/2))
	page.Settle(l.name, room)
	l.name.Move(fyne.NewPos(first, top))
	y := top + l.name.Size().Height

	line := top
	if !beside {
		line = y
		y += step
	}
	x := width - sum
	for i, c := range r.cells {
		needs := c.MinSize()
		c.Resize(needs)
		at := x + columns[i] - needs.Width // figures end at the same place
		if i == len(r.cells)-1 {
			at = x + 2*look.Gap // words begin at the same place
		}
		c.Move(fyne.NewPos(at, line+(step-needs.Height)/2))
		x += columns[i]
	}
	if !l.head {
		y += look.Gap / 2
		r.track.Move(fyne.NewPos(first, y))
		r.track.Resize(fyne.NewSize(room, barHeight))
		r.bar.Move(fyne.NewPos(first, y))
		r.bar.Resize(fyne.NewSize(room*l.share, barHeight))
		r.second.Move(fyne.NewPos(first+room*l.share, y))
		r.second.Resize(fyne.NewSize(room*l.more, barHeight))
		r.mark.Hidden, r.halo.Hidden = l.t.line < 0, l.t.line < 0
		r.halo.Move(fyne.NewPos(first+room*l.t.line-3, y))
		r.halo.Resize(fyne.NewSize(6, barHeight))
		r.mark.Move(fyne.NewPos(first+room*l.t.line-1, y-3))
		r.mark.Resize(fyne.NewSize(2, barHeight+6))
		y += barHeight + look.Gap/2
		if !l.reason.Hidden {
			page.Settle(l.reason, width-first)
			l.reason.Move(fyne.NewPos(first, y))
			y += l.reason.Size().Height
		}
	}
	y += look.Gap
	r.ground.Resize(fyne.NewSize(width, y))
	r.rule.Move(fyne.NewPos(0, y))
	r.rule.Resize(fyne.NewSize(width, 1))
	r.width = width
	return y + 1
}

func (r *lineRenderer) least() float32 {
	first, _, sum := r.l.t.widths()
	return max(first+sum, first+r.l.name.MinSize().Width)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.height = r.lay(size.Width)
	}
}

func (r *lineRenderer) MinSize() fyne.Size { return fyne.NewSize(r.least(), r.height) }

func (r *lineRenderer) Refresh() {
	r.dress()
	for _, o := range r.objects {
		o.Refresh()
	}
	r.height = r.lay(max(r.l.Size().Width, r.least()))
	canvas.Refresh(r.l)
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *lineRenderer) Destroy()                     {}
