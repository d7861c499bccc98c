package booth

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// paper is the page on which a ballot is marked. The list keeps its order and
// its place: only the deputy moves it.
type paper struct {
	b      *Booth
	root   *fyne.Container
	tally  *prose.Text
	rest   *prose.Text
	notice *notice
	rows   []*row
	list   *fyne.Container
	scroll *board.Scroll
	strip  *strip
	next   *page.Button
}

// The text size of a deputy who asks for another one, as multiples.
const (
	zoomStep  = 1.15
	zoomLeast = 0.75
	zoomMost  = 1.6
)

func newPaper(b *Booth) *paper {
	p := &paper{b: b}
	v := b.st.View()

	title := prose.New(words.T(b.keyOf("booth.title"), "Vote", v.Subject())).Bold().Sized(b.size).AtLeast(8)
	p.tally = prose.New("").Bold().Sized(b.size).AtLeast(40)
	p.rest = prose.New("").Sized(b.beside).Faint().AtLeast(40)
	heads := page.NewColumn(0, p.tally, p.rest)
	var head fyne.CanvasObject = container.New(&headLayout{}, title, heads)
	if v.Setup.Rehearsal {
		head = marked(head)
	}
	p.notice = newNotice(b)

	p.list = page.NewColumn(0)
	for i, c := range b.candidates {
		r := newRow(b, i, c, marksOf(b.rule), p.numbersWidth)
		p.rows = append(p.rows, r)
		p.list.Add(r)
	}
	p.scroll = board.NewScroll(container.New(layout.NewCustomPaddedLayout(0, look.Gap, 2*look.Gap, 3*look.Gap), p.list))
	p.strip = newStrip(p)
	p.scroll.Inner.OnScrolled = func(fyne.Position) { p.strip.Refresh() }

	staff := quiet(words.T("booth.staff"), b.AskGiveUp)
	wipe := page.NewButton(words.T("booth.wipe"), b.wipe)
	p.next = stage.NextStep(words.T(b.keyOf("booth.next")), b.showCheck)
	carry := page.NewButton(words.T("booth.carry.open"), b.AskCarry)
	carry.Hidden = !b.offersCarry(v.Setup.List)
	buttons := newFoot(
		page.NewRow(0, staff, quiet(words.T("booth.smaller"), func() { p.zoom(1 / zoomStep) }), quiet(words.T("booth.larger"), func() { p.zoom(zoomStep) })),
		page.NewRow(look.Gap, carry, wipe, larger(b, p.next)))

	top := page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, head), p.notice.ground)
	// One proposal needs nothing to find it by.
	p.strip.Hidden = b.alone()
	foot := page.NewColumn(0, stage.Space(look.Gap/2), p.strip, container.New(layout.NewCustomPaddedLayout(look.Gap, look.Gap, 2*look.Gap, 2*look.Gap), buttons))
	p.root = page.NewBorder(top, foot, p.scroll)
	p.count()
	return p
}

// instruction is how to fill the ballot in, by the procedure of the round.
func instruction(rule procedure.Procedure) string {
	keys := []string{"booth.how.three"}
	switch rule.Kind {
	case procedure.Pick:
		keys[0] = "booth.how.pick"
	case procedure.Motion, procedure.Rating:
		keys[0] = "booth.how." + string(rule.Kind)
	}
	switch {
	case !rule.Kind.Chooses():
	case rule.ExactApprovals:
		keys = append(keys, "booth.how.exact")
	default:
		keys = append(keys, "booth.how.most")
	}
	if rule.Kind != procedure.Pick {
		switch {
		case rule.UnmarkedInvalid:
			keys = append(keys, "booth.how.every")
		case rule.Kind == procedure.Motion && rule.BlankInvalid: // a ballot without a choice is said below
		case rule.Kind == procedure.Motion:
			keys = append(keys, "booth.how.unmarked.motion")
		default:
			keys = append(keys, "booth.how.unmarked")
		}
	}
	switch {
	case rule.BlankInvalid && rule.Kind == procedure.Rating:
		keys = append(keys, "booth.how.blank.rating")
	case rule.BlankInvalid:
		keys = append(keys, "booth.how.blank")
	}
	keys = append(keys, "booth.how.undo")
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(words.T(k, "Most", rule.Cap()))
	}
	return b.String()
}

func (p *paper) numbersWidth() float32 {
	face := prose.FaceOf(p.b.size(look.Current()), false)
	var widest float32
	for _, c := range p.b.candidates {
		widest = max(widest, face.Width([]rune(c.ID)))
	}
	return widest
}

// marked shows a changed mark.
func (p *paper) marked(i int) {
	for _, c := range p.rows[i].choices {
		c.Refresh()
	}
	p.count()
	p.strip.Refresh()
}

func (p *paper) count() {
	rule, n := p.b.rule, p.b.live()
	switch rule.Kind {
	case procedure.Motion:
		// What is chosen is seen on the words themselves.
		p.tally.Hide()
		p.rest.Hide()
		return
	case procedure.Rating:
		p.tally.SetText(words.T("booth.tally.rating", "Chosen", len(p.b.marks)-p.b.chosen(ballot.Unmarked), "All", len(p.b.marks)))
		p.rest.SetText(strings.Join(append(p.b.figures(), words.T("booth.count.open", "Count", p.b.chosen(ballot.Unmarked))), " · "))
		return
	}
	key := "booth.tally"
	if rule.Cap() != rule.Places {
		key = "booth.tally.most"
	}
	p.tally.SetText(words.T(key, "Places", rule.Places, "Most", rule.Cap(), "Approve", n.Approve))
	key = "booth.rest.three"
	if rule.Kind == procedure.Pick {
		key = "booth.rest.pick"
	}
	p.rest.SetText(words.T(key, "Against", n.Against, "Abstain", n.Abstain, "Unmarked", n.Unmarked))
}

// set gives a project a mark that the keyboard names; the same mark again
// changes nothing.
func (p *paper) set(i int, m ballot.Mark) {
	if p.b.marks == nil || p.b.marks[i] == m {
		return
	}
	if m == ballot.Unmarked {
		m = p.b.marks[i] // choosing the chosen one clears it
	} else if p.rows[i].choice(m) == nil {
		return
	}
	p.b.choose(i, m)
}

func (r *row) choice(m ballot.Mark) *choice {
	for _, c := range r.choices {
		if c.mark == m {
			return c
		}
	}
	return nil
}

// focus moves the keyboard to a choice, if there is such a one, and from the
// last row on to the next step.
func (p *paper) focus(i int, m ballot.Mark) {
	if i == len(p.rows) {
		p.b.st.Window.Canvas().Focus(p.next)
	}
	if i < 0 || i >= len(p.rows) {
		return
	}
	if c := p.rows[i].choice(m); c != nil {
		p.b.st.Window.Canvas().Focus(c)
	}
}

// focusNext moves the keyboard to the word beside another, if there is one.
func (p *paper) focusNext(c *choice, by int) {
	all := p.rows[c.row].choices
	if i := slices.Index(all, c) + by; i >= 0 && i < len(all) {
		p.b.st.Window.Canvas().Focus(all[i])
	}
}

// reveal brings a row into view for the keyboard.
func (p *paper) reveal(i int) {
	r := p.rows[i]
	p.scroll.Reveal(r.Position().Y, r.Size().Height)
	p.strip.Refresh()
}

// jump shows a row at the top, for the strip.
func (p *paper) jump(i int) {
	p.scroll.Inner.ScrollToOffset(fyne.NewPos(0, p.rows[i].Position().Y))
	p.strip.Refresh()
}

// seen reports whether a row is wholly in view.
func (p *paper) seen(i int) bool {
	top, height := p.rows[i].Position().Y, p.rows[i].Size().Height
	y := p.scroll.Inner.Offset.Y
	return top >= y-1 && top+height <= y+p.scroll.Inner.Size().Height+1
}

// typed takes the keys while nothing has the focus: an arrow begins with the
// first row in view. Where there is but one proposal, its digits choose at once.
func (p *paper) typed(e *fyne.KeyEvent) {
	if digit := []rune(string(e.Name)); p.b.alone() && len(digit) == 1 && digit[0] >= '1' && digit[0] <= '9' {
		if m, ok := markOf(p.b.rule, digit[0]); ok && p.b.settled() {
			p.set(0, m)
			p.focus(0, m)
		}
		return
	}
	if e.Name != fyne.KeyDown && e.Name != fyne.KeyUp {
		return
	}
	for i := range p.rows {
		if p.seen(i) {
			p.focus(i, ballot.Approve)
			return
		}
	}
	p.focus(0, ballot.Approve)
}

func (p *paper) zoom(by float32) {
	p.b.zoom = min(max(p.b.zoom*by, zoomLeast), zoomMost)
	p.root.Refresh() // gives every text its size
	p.root.Refresh() // lays them out by it
}

// headLayout sets the title at the left and the count at the right, or below
// it where both do not fit.
type headLayout struct{ width float32 }

func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if l.beside(o, size.Width) {
		right := o[1].MinSize().Width
		page.Settle(o[0], size.Width-right-2*look.Gap)
		page.Settle(o[1], right)
		o[0].Move(fyne.Position{})
		o[1].Move(fyne.NewPos(size.Width-right, 0))
		return
	}
	page.Settle(o[0], size.Width)
	page.Settle(o[1], size.Width)
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(0, o[0].Size().Height))
}

func (l *headLayout) beside(o []fyne.CanvasObject, width float32) bool {
	return o[1].MinSize().Width <= width*0.6
}

func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.beside(o, l.width) {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
}

func quiet(word string, tapped func()) *page.Button {
	b := stage.Button(word, tapped)
	b.Importance = widget.LowImportance
	return b
}

// larger shows a button in the size of the ballot.
func larger(b *Booth, button fyne.CanvasObject) fyne.CanvasObject {
	l := look.Current()
	return container.NewThemeOverride(button, look.New(l.Mode(), b.size(l)))
}

// rehearsal is the mark that every page of a rehearsal carries.
func rehearsal() fyne.CanvasObject { return page.NewBadge(words.T("booth.rehearsal")) }

// marked sets the mark of a rehearsal before the head of a page.
func marked(head fyne.CanvasObject) fyne.CanvasObject {
	mark := container.NewVBox(stage.Space(look.Gap/4), container.NewHBox(rehearsal(), stage.Space(look.Gap)))
	return container.NewBorder(nil, nil, mark, nil, head)
}
