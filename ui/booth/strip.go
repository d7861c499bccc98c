package booth

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// strip shows the whole ballot at a glance: a cell for each project with its
// number and, in colour and as a word, its mark. The projects in view have a
// bar below. A click shows that project.
type strip struct {
	widget.BaseWidget
	p *paper
}

func newStrip(p *paper) *strip {
	s := &strip{p: p}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped jumps to a project.
func (s *strip) Tapped(e *fyne.PointEvent) {
	if i := s.at(e.Position); i >= 0 {
		s.p.jump(i)
	}
}

func (s *strip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// at is the project whose cell is at a place of the strip, or -1.
func (s *strip) at(pos fyne.Position) int {
	cell, columns := s.cell(), s.columns(s.Size().Width)
	column, line := int(math.Floor(float64((pos.X-2*look.Gap)/cell.Width))), int(pos.Y/cell.Height)
	i := line*columns + column
	if column < 0 || column >= columns || i >= len(s.p.rows) {
		return -1
	}
	return i
}

func (s *strip) columns(width float32) int {
	return max(1, int((width-4*look.Gap)/s.cell().Width))
}

func (s *strip) cell() fyne.Size {
	size := s.text()
	face := prose.FaceOf(size, true)
	width := float32(0)
	for _, m := range append(marksOf(s.p.b.rule), ballot.Unmarked) {
		width = max(width, face.Width([]rune(words.T(signKey(s.p.b.rule, m)))))
	}
	for _, r := range s.p.rows {
		width = max(width, face.Width([]rune(r.number)))
	}
	return fyne.NewSize(max(look.Target, width+look.Gap), max(look.Target, size*2.5+6))
}

func (s *strip) text() float32 {
	return min(look.Current().Caption(), 20)
}

// CreateRenderer is for Fyne.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{s: s}
	for range s.p.rows {
		c := &stripCell{ground: canvas.NewRectangle(nil), view: canvas.NewRectangle(nil), number: canvas.NewText("", nil), sign: canvas.NewText("", nil)}
		c.ground.CornerRadius = 4
		c.number.TextStyle.Bold, c.sign.TextStyle.Bold = true, true
		r.cells = append(r.cells, c)
		r.objects = append(r.objects, c.ground, c.view, c.number, c.sign)
	}
	return r
}

type stripCell struct {
	ground, view *canvas.Rectangle
	number, sign *canvas.Text
}

type stripRenderer struct {
	s       *strip
	cells   []*stripCell
	objects []fyne.CanvasObject
}

func (r *stripRenderer) Layout(size fyne.Size) {
	p := look.Current().Palette()
	cell, columns, text := r.s.cell(), r.s.columns(size.Width), r.s.text()
	for i, c := range r.cells {
		x, y := 2*look.Gap+float32(i%columns)*cell.Width, float32(i/columns)*cell.Height
		m := ballot.Unmarked
		if r.s.p.b.marks != nil {
			m = r.s.p.b.marks[i]
		}
		c.ground.FillColor, c.ground.StrokeColor, c.ground.StrokeWidth = p.Sheet, p.Line, 1
		c.number.Color, c.sign.Color, c.sign.Text = p.Ink, p.Ink, ""
		if m != ballot.Unmarked {
			c.ground.FillColor = markColour(r.s.p.b.rule, p, m)
			c.number.Color, c.sign.Color = p.OnMark, p.OnMark
			c.sign.Text = words.T(signKey(r.s.p.b.rule, m))
		}
		c.number.Text, c.number.TextSize, c.sign.TextSize = r.s.p.rows[i].number, text, text
		c.ground.Move(fyne.NewPos(x+1, y+1))
		c.ground.Resize(fyne.NewSize(cell.Width-2, cell.Height-6))
		c.view.FillColor = color.Transparent
		if r.s.p.seen(i) {
			c.view.FillColor = p.Ink
		}
		c.view.Move(fyne.NewPos(x+1, y+cell.Height-4))
		c.view.Resize(fyne.NewSize(cell.Width-2, 3))
		half := (cell.Height - 6) / 2
		middle(c.number, x, y+1, cell.Width, half)
		middle(c.sign, x, y+half-1, cell.Width, half)
	}
}

func middle(t *canvas.Text, x, y, width, height float32) {
	needs := t.MinSize()
	t.Resize(needs)
	t.Move(fyne.NewPos(x+(width-needs.Width)/2, y+(height-needs.Height)/2))
}

func (r *stripRenderer) MinSize() fyne.Size {
	cell := r.s.cell()
	columns := r.s.columns(max(r.s.Size().Width, cell.Width+4*look.Gap))
	lines := (len(r.cells) + columns - 1) / columns
	return fyne.NewSize(min(float32(len(r.cells)), 8)*cell.Width+4*look.Gap, float32(lines)*cell.Height)
}

func (r *stripRenderer) Refresh() {
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *stripRenderer) Destroy()                     {}
