package projects

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/review"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// choice is the sheet 我的选择: the projects that the deputy leans to favour,
// counted against the places, and the code that carries them to a station. It is
// no second list beside the leanings: a project comes and goes by its leaning,
// and what is over is said, never cut.
type choice struct {
	s      *Screen
	sheet  *page.Sheet
	scroll *page.Scroll
	head   *prose.Text
	state  *prose.Text
	list   *fyne.Container
	carry  *fyne.Container
	shown  bool // the code was asked for
	turn   []func()
}

func (s *Screen) openChoice() {
	c := &choice{s: s, head: prose.New("").Bold().Sized((*look.Look).Heading), state: prose.New("").Bold().AtLeast(12)}
	c.list, c.carry = page.NewColumn(look.Gap/2), page.NewColumn(look.Gap)
	c.scroll = page.NewScroll(page.NewColumn(2*look.Gap, c.list, c.carry), look.Gap, 0)
	c.scroll.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			c.leave()
			return true
		}
		return false
	}
	for _, p := range review.Choice(s.candidates, s.own) {
		c.list.Add(c.row(p))
	}
	if len(c.list.Objects) == 0 {
		c.list.Add(prose.New(words.T("projects.choice.none")))
	}
	done := page.NewButton(words.T("projects.choice.close"), c.leave)
	done.OnEscape = c.leave
	c.show()
	says := prose.New(words.T("projects.choice.says")).Faint()
	c.sheet = page.OpenSheet(s.st.Window, page.NewBorder(
		page.NewColumn(look.Gap/2, c.head, c.state, says, widget.NewSeparator()),
		page.NewColumn(look.Gap, widget.NewSeparator(), page.NewFlow(0, done)),
		c.scroll), c.leave)
	s.st.Window.Canvas().Focus(c.scroll)
}

func (c *choice) leave() {
	c.sheet.Close()
	c.s.focus(c.s.list)
}

// row is one project. Taken out it stays in its place until the sheet is
// closed, so that a slip is mended where it was made.
func (c *choice) row(p project.Project) fyne.CanvasObject {
	mark := page.NewChoice(words.T("projects.favour"), '✓', 0, approve, func() {
		c.s.toggle(p.ID, note.Favour)
		c.show()
	})
	mark.OnFocus, mark.OnEscape = func() { c.scroll.Reveal(mark) }, c.leave
	c.turn = append(c.turn, func() { mark.Turn(c.s.own(p).Leaning == note.Favour) })
	return container.New(besideMark{}, mark, prose.New(words.T("projects.compare.title", "ID", p.ID, "Name", p.Name)))
}

func (c *choice) show() {
	s := c.s
	for _, turn := range c.turn {
		turn()
	}
	chosen := review.Choice(s.candidates, s.own)
	c.head.SetText(words.T("projects.choice.count", "Count", len(chosen), "Places", s.places))
	if s.places == 0 {
		c.head.SetText(words.T("projects.choice.count.only", "Count", len(chosen)))
	}
	most := s.most
	if most <= 0 {
		most = s.places
	}
	over := tallied(s.candidates, s.intents).over(s.places, s.most)
	switch {
	case over > 0:
		c.state.SetText(words.T("projects.choice.over", "Over", over, "Most", most))
	case most > len(chosen):
		c.state.SetText(words.T("projects.choice.left", "Left", most-len(chosen)))
	default:
		c.state.SetText("")
	}
	c.state.SetColour(look.Ink)
	if over > 0 {
		c.state.SetColour(against)
	}
	page.Visible(c.state, c.state.String() != "")
	c.fillCarry(chosen, over)
	if c.sheet != nil {
		c.sheet.Refresh()
	}
}

// fillCarry offers the code. It is shown only when asked for: somebody may be
// looking on.
func (c *choice) fillCarry(chosen []project.Project, over int) {
	c.carry.Objects = nil
	if len(chosen) == 0 {
		return
	}
	c.carry.Add(prose.New(words.T("projects.carry")).Bold())
	l := c.s.candidates
	switch {
	case over > 0:
		c.carry.Add(prose.New(words.T("projects.carry.over")))
		return
	case l.CodeDigits() == 0:
		c.carry.Add(prose.New(words.T("projects.carry.long", "Most", project.MostInCode)))
		return
	case !c.shown:
		c.carry.Add(prose.New(words.T("projects.carry.says")))
		b := page.NewButton(words.T("projects.carry.show"), func() { c.shown = true; c.show(); c.s.st.Window.Canvas().Focus(c.scroll) })
		b.OnFocus, b.OnEscape = func() { c.scroll.Reveal(b) }, c.leave
		c.carry.Add(page.NewFlow(0, b))
		return
	}
	ids := make([]string, len(chosen))
	for i, p := range chosen {
		ids[i] = p.ID
	}
	c.carry.Add(page.NewGround(paper, page.NewPadded(2*look.Gap, look.Gap,
		prose.New(l.Code(ids)).Bold().Sized((*look.Look).Title).AtLeast(4))))
	c.carry.Add(prose.New(words.T("projects.carry.how", "Count", len(chosen))))
}

// besideMark sets a name beside its mark, both at the middle of the row.
type besideMark struct{}

func (besideMark) Layout(o []fyne.CanvasObject, size fyne.Size) {
	mark := o[0].MinSize()
	o[0].Resize(mark)
	left := mark.Width + 1.5*look.Gap
	page.Settle(o[1], size.Width-left)
	for i, x := range []float32{0, left} {
		o[i].Move(fyne.NewPos(x, (size.Height-o[i].Size().Height)/2))
	}
}

func (besideMark) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+1.5*look.Gap+b.Width, max(a.Height, b.Height))
}
