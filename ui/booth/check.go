package booth

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// check is the page that sums the ballot up before it goes into the box.
type check struct {
	b     *Booth
	root  *fyne.Container
	state *prose.Text // what became of putting it into the box
	back  *page.Button
	cast  *page.Button
	blank bool
}

func newCheck(b *Booth) *check {
	c := &check{b: b, state: prose.New("").Bold().Sized(b.beside).AtLeast(12)}
	n := b.live()
	valid, why := ballot.Judge(b.rule, b.ballot())
	c.blank = b.blank()

	title := prose.New(words.T(b.keyOf("booth.check"), "Vote", b.st.View().Subject())).Bold().Sized(b.size).AtLeast(10)
	var head fyne.CanvasObject = title
	if b.st.View().Setup.Rehearsal {
		head = marked(title)
	}

	body := page.NewColumn(look.Gap)
	body.Add(prose.New(b.counts(n)).Bold().Sized(b.size).AtLeast(12))
	for _, says := range remarks(b.rule, n, c.blank, valid) {
		body.Add(prose.New(says).Sized(b.beside).AtLeast(12))
	}
	if !valid {
		body.Add(board.NewGround(prose.New("▲ "+words.T("booth.invalid", "Why", why)).Bold().Sized(b.beside).Colour(onAmber).AtLeast(12), look.Gap, amber, nil))
	}
	for _, m := range append(marksOf(b.rule), ballot.Unmarked) {
		if g := c.group(m); g != nil {
			body.Add(g)
		}
	}

	c.back = page.NewButton(words.T("booth.back"), c.goBack)
	c.cast = stage.NextStep(words.T("booth.cast"), c.tapCast)
	if !valid {
		c.cast.Disable()
	}
	buttons := container.NewHBox(layout.NewSpacer(), larger(b, c.back), stage.Space(6*look.Gap), larger(b, c.cast), layout.NewSpacer())
	foot := page.NewColumn(0, c.state, buttons)
	c.root = page.NewBorder(page.NewPadded(2*look.Gap, look.Gap, head), page.NewPadded(2*look.Gap, look.Gap, foot),
		page.NewScroll(body, 2*look.Gap, 0))
	return c
}

// figures are the words of the ballot, each with how often it was chosen.
func (b *Booth) figures() []string {
	var parts []string
	for _, m := range marksOf(b.rule) {
		parts = append(parts, words.T("booth.group", "Mark", words.T(markKey(b.rule, m)), "Count", b.chosen(m)))
	}
	return parts
}

// counts is the ballot in figures: 赞成 8 · 反对 1 · 弃权 1 · 未选择 2（按弃权计）.
func (b *Booth) counts(n ballot.Tally) string {
	rule := b.rule
	switch rule.Kind {
	case procedure.Motion:
		if b.blank() {
			return words.T("booth.chosen.none")
		}
		return words.T("booth.chosen", "Mark", words.T(markKey(rule, b.marks[0])))
	case procedure.Rating:
		parts := b.figures()
		if open := b.chosen(ballot.Unmarked); open > 0 {
			parts = append(parts, words.T("booth.count.unmarked", "Count", open))
		}
		return strings.Join(parts, " · ")
	}
	parts := []string{words.T("booth.count.approve", "Count", n.Approve)}
	if rule.Kind == procedure.Pick {
		parts = append(parts, words.T("booth.count.unticked", "Count", n.Unmarked))
		return strings.Join(parts, " · ")
	}
	parts = append(parts, words.T("booth.count.against", "Count", n.Against), words.T("booth.count.abstain", "Count", n.Abstain))
	switch {
	case n.Unmarked == 0:
	case rule.UnmarkedInvalid:
		parts = append(parts, words.T("booth.count.open", "Count", n.Unmarked))
	default:
		parts = append(parts, words.T("booth.count.unmarked", "Count", n.Unmarked))
	}
	return strings.Join(parts, " · ")
}

// remarks are what there is to know of a ballot that may be cast as it is.
func remarks(rule procedure.Procedure, n ballot.Tally, blank, valid bool) []string {
	switch {
	case !valid:
		return nil
	case blank && rule.Kind == procedure.Pick:
		return []string{words.T("booth.blank.pick")}
	case blank && rule.Kind == procedure.Motion:
		return []string{words.T("booth.blank.motion")}
	case blank:
		return []string{words.T("booth.blank")}
	case n.Left > 0 && rule.Kind.Chooses():
		return []string{words.T("booth.left", "Left", n.Left, "Most", rule.Cap())}
	}
	return nil
}

// group lists the projects with a mark by their whole names; nil where there
// are none, or where they would only say what was not ticked.
func (c *check) group(m ballot.Mark) fyne.CanvasObject {
	list := page.NewColumn(look.Gap / 2)
	for i, is := range c.b.marks {
		if is == m {
			p := c.b.candidates[i]
			if c.b.alone() {
				list.Add(prose.New(p.Name).Sized(c.b.size).AtLeast(8))
				continue
			}
			list.Add(container.New(&numbered{c.b}, prose.New(p.ID).Sized(c.b.size).Faint().AtLeast(1), prose.New(p.Name).Sized(c.b.size).AtLeast(8)))
		}
	}
	if len(list.Objects) == 0 || (m == ballot.Unmarked && c.b.rule.Kind == procedure.Pick) {
		return nil
	}
	says := words.T(markKey(c.b.rule, m))
	if !c.b.alone() {
		says = words.T("booth.group", "Mark", says, "Count", len(list.Objects))
	}
	head := prose.New(says).Bold().Sized(c.b.size).
		Colour(func(p look.Palette) color.NRGBA { return markColour(c.b.rule, p, m) })
	return board.Card(page.NewColumn(look.Gap/2, head, list))
}

func (c *check) goBack() {
	if !c.b.busy && c.b.settled() {
		c.b.showPaper()
	}
}

// tapCast casts; a wholly blank ballot only after one more question.
func (c *check) tapCast() {
	if c.b.busy || !c.b.settled() {
		return
	}
	if !c.blank {
		c.b.cast()
		return
	}
	c.b.st.Ask(stage.Question{
		Title: words.T("booth.cast.blank"), Says: []string{words.T("booth.cast.blank.says")},
		Yes: words.T("booth.cast.blank.yes"), No: words.T("booth.back"), Grave: true, Do: c.b.cast,
	})
}

// casting shows that the ballot is on its way.
func (c *check) casting() {
	c.back.Disable()
	c.cast.Disable()
	c.say(words.T("booth.casting"), func(p look.Palette) color.NRGBA { return p.Ink })
}

// failed shows that the ballot is still here.
func (c *check) failed(err error) {
	c.back.Enable()
	c.cast.Enable()
	what, _ := words.Explain(err)
	c.say("▲ "+words.T("booth.failed", "What", what), func(p look.Palette) color.NRGBA { return p.Against })
}

func (c *check) say(text string, colour func(look.Palette) color.NRGBA) {
	c.state.SetText(text)
	c.state.SetColour(colour)
	c.root.Refresh()
}

// numbered sets a number, and the name in a column of its own.
type numbered struct{ b *Booth }

func (n *numbered) indent() float32 { return n.b.paper.numbersWidth() + 2*look.Gap }

func (n *numbered) Layout(o []fyne.CanvasObject, size fyne.Size) {
	page.Settle(o[0], n.indent())
	page.Settle(o[1], size.Width-n.indent())
	o[1].Move(fyne.NewPos(n.indent(), 0))
}

func (n *numbered) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(n.indent()+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}
