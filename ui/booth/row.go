package booth

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// row is one project on the ballot: number, whole name, what it is about, and
// the words to choose from. Where the width is short the words stand below.
type row struct {
	widget.BaseWidget
	b       *Booth
	number  string
	name    *prose.Text
	about   *prose.Text // the first line of its content; nil where it has none
	choices []*choice
	detail  *page.Button
	// numbers is the width that the longest number of the ballot needs.
	numbers func() float32
}

func newRow(b *Booth, i int, p project.Project, marks []ballot.Mark, numbers func() float32) *row {
	r := &row{b: b, number: p.ID, numbers: numbers}
	r.name = prose.New(p.Name).Sized(b.size).AtLeast(6)
	if b.alone() {
		r.name = prose.New(p.Name).Bold().Centred().Sized(func(l *look.Look) float32 { return b.size(l) * aloneName }).AtLeast(6)
	}
	if len(p.Content) > 0 {
		r.about = prose.New(about(p.Content)).Sized(b.small).Faint().AtLeast(8)
	}
	for _, m := range marks {
		r.choices = append(r.choices, newChoice(b, i, m))
	}
	r.detail = stage.Button(words.T("booth.detail"), func() { showProject(b.st, p) })
	r.detail.Importance = widget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// about is what a project is about, as far as a ballot has room for it; the
// detail has all of it.
func about(content []string) string {
	text := []rune(strings.Join(content, words.T("projects.content.join")))
	const room = 80
	if len(text) <= room {
		return string(text)
	}
	return string(text[:room]) + "……"
}

// CreateRenderer is for Fyne.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	n := &rowRenderer{r: r, number: canvas.NewText(r.number, nil), line: canvas.NewRectangle(nil)}
	n.objects = []fyne.CanvasObject{n.number, r.name}
	if r.about != nil {
		n.objects = append(n.objects, r.about)
	}
	for _, c := range r.choices {
		n.objects = append(n.objects, c)
	}
	n.objects = append(n.objects, r.detail, n.line)
	n.dress()
	n.height = n.lay(n.least())
	return n
}

type rowRenderer struct {
	r             *row
	number        *canvas.Text
	line          *canvas.Rectangle
	objects       []fyne.CanvasObject
	width, height float32
}

func (n *rowRenderer) dress() {
	l := look.Current()
	n.number.TextSize, n.number.Color = n.r.b.size(l), l.Palette().Faint
	n.line.FillColor = l.Palette().Line
}

// lay places everything for a width and returns the height that takes.
func (n *rowRenderer) lay(width float32) float32 {
	r := n.r
	if r.b.alone() {
		return n.layAlone(width)
	}
	size := r.b.size(look.Current())
	left := r.numbers() + 2*look.Gap
	cell := r.widest()
	choices := float32(len(r.choices)) * cell.Width
	detail := r.detail.MinSize()

	top := look.Gap
	wide := width-left-choices-detail.Width-look.Gap >= 11*size
	room := width - left - look.Gap
	if wide {
		room -= choices + detail.Width
	}
	page.Settle(r.name, room)
	r.name.Move(fyne.NewPos(left, top))
	text := r.name.Size().Height
	if r.about != nil {
		page.Settle(r.about, room)
		r.about.Move(fyne.NewPos(left, top+text))
		text += r.about.Size().Height
	}
	needs := n.number.MinSize()
	n.number.Resize(needs)
	n.number.Move(fyne.NewPos(left-2*look.Gap-needs.Width, top+(size*prose.Leading-needs.Height)/2))

	x, y, height := width-choices, top, top+max(text, cell.Height)+top
	inLine := len(r.choices)
	if wide {
		y = (height - cell.Height) / 2
	} else {
		y = top + text + look.Gap/2
		inLine = r.inLine(width, cell.Width, detail.Width)
		x = width - float32(inLine)*cell.Width
		lines := (len(r.choices) + inLine - 1) / inLine
		height = y + float32(lines)*cell.Height + top
	}
	for i, c := range r.choices {
		c.Move(fyne.NewPos(x+float32(i%inLine)*cell.Width, y+float32(i/inLine)*cell.Height))
		c.Resize(cell)
	}
	r.detail.Resize(detail)
	if wide {
		r.detail.Move(fyne.NewPos(x-detail.Width-look.Gap/2, (height-detail.Height)/2))
	} else {
		r.detail.Move(fyne.NewPos(max(0, left-look.Gap), y+(cell.Height-detail.Height)/2))
	}
	n.line.Move(fyne.NewPos(0, height))
	n.line.Resize(fyne.NewSize(width, 1))
	n.width = width
	return height + 1
}

// inLine is how many of the words stand in a line below the name, with 详情 before
// the first: all, or half of them where they are four and long.
func (r *row) inLine(width, cell, detail float32) int {
	if n := len(r.choices); n < 4 || r.numbers()+3*look.Gap+detail+float32(n)*cell <= width {
		return n
	}
	return 2
}

// least is the width of the words, or of those in a line, with 详情 beside them.
func (n *rowRenderer) least() float32 {
	if n.r.b.alone() {
		return n.r.widest().Width
	}
	if len(n.r.choices) == 4 {
		return n.r.numbers() + 3*look.Gap + n.r.detail.MinSize().Width + 2*n.r.widest().Width
	}
	least := n.r.numbers() + 3*look.Gap + n.r.detail.MinSize().Width
	for _, c := range n.r.choices {
		least += c.MinSize().Width
	}
	return least
}

func (n *rowRenderer) Layout(size fyne.Size) {
	if size.Width != n.width {
		n.height = n.lay(size.Width)
	}
}

func (n *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(n.least(), n.height) }

func (n *rowRenderer) Refresh() {
	n.dress()
	for _, o := range n.objects {
		o.Refresh()
	}
	n.height = n.lay(max(n.r.Size().Width, n.least()))
	canvas.Refresh(n.r)
}

func (n *rowRenderer) Objects() []fyne.CanvasObject { return n.objects }
func (n *rowRenderer) Destroy()                     {}
