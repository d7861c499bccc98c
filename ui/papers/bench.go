package papers

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// one is the least width, in characters, of a text that takes one line where the
// window is wide enough for it.
const one = 60

// reading is how somebody else read the ballot, shown beside the pad.
type reading struct {
	Who   string
	Sheet paper.Sheet
}

// bench is where one ballot at a time is keyed in, with the keyboard alone. What
// it is for is given by its functions.
type bench struct {
	pad        *pad
	candidates []meeting.Candidate
	kind       procedure.Kind
	readings   []reading
	widest     float32 // the width of the longest word of a cell, in sizes of the text

	// done takes a whole ballot, on Enter. turn goes to another ballot of the
	// entry (nil where there is none); leave goes back.
	done  func(paper.Sheet)
	turn  func(by int)
	leave func()

	// While a ballot is being saved, keys wait for the next one to be there: who
	// types fast loses none.
	busy    bool
	waiting []func()

	canvas fyne.Canvas
	front  func() bool // whether the window shows the bench

	title, line   *prose.Text
	notice, state string // what the line says
	keys          *keys
	list          *page.List
	root          fyne.CanvasObject
}

// newBench makes a bench; of an entry earlier ballots can be amended.
func (s *Screen) newBench(v meeting.View, amends bool) *bench {
	b := &bench{candidates: v.Candidates, kind: v.Procedure.Kind, canvas: s.st.Window.Canvas()}
	b.front = func() bool { return s.bench == b && page.In(s.st.Window, s.root) }
	b.title = prose.New("").Bold().Sized((*look.Look).Heading).AtLeast(one)
	b.line = prose.New("").Bold().AtLeast(12)
	b.keys = newKeys(b)
	b.list = page.NewList()
	b.list.MostLead = 7
	b.list.OnTapped = func(i int) {
		if i < len(b.candidates) {
			b.pad.at, b.pad.choosing = i, false
			b.draw(-1)
		}
		b.focus()
	}
	legend := page.NewFlow(2 * look.Gap)
	for _, s := range strokes(b.kind) {
		legend.Add(prose.New(words.T("papers.key", "Key", string(s.key), "Word", word(b.kind, s.cell))).AtLeast(one))
	}
	more := []string{"papers.key.rest", "papers.key.spoil"}
	if amends {
		more = append(more, "papers.key.enter", "papers.key.pages")
	}
	for _, key := range more {
		legend.Add(prose.New(words.T(key)).AtLeast(one))
	}
	b.widest = ems(words.T("papers.unseen"))
	for _, s := range strokes(b.kind) {
		b.widest = max(b.widest, ems(word(b.kind, s.cell)))
	}
	back := page.NewButton(words.T("papers.leave"), func() { b.leave() })
	head := page.NewColumn(look.Gap/2, page.NewFlow(2*look.Gap, back, b.title), legend, b.line)
	under := container.NewStack(b.keys, page.NewPadded(2*look.Gap, look.Gap, head))
	b.root = page.NewBorder(page.NewColumn(0, under, widget.NewSeparator()), nil, b.list)
	return b
}

// take shows a ballot to be keyed in.
func (b *bench) take(p *pad, title string, readings ...reading) {
	b.pad, b.readings = p, readings
	b.title.SetText(title)
	b.say("", false)
	b.draw(-1)
}

// say sets what was done (with ✓) or was not (with ▲) before what the pad waits for.
func (b *bench) say(text string, wrong bool) {
	ink := func(p look.Palette) color.NRGBA { return p.Ink }
	switch {
	case text == "":
	case wrong:
		text = "▲ " + text + "　"
		ink = func(p look.Palette) color.NRGBA { return p.Against }
	default:
		text = "✓ " + text + "　"
		ink = func(p look.Palette) color.NRGBA { return p.Approve }
	}
	b.notice = text
	b.line.SetColour(ink)
	b.line.SetText(b.notice + b.state)
	b.root.Refresh()
}

// draw shows the pad; one row of it, or with -1 all.
func (b *bench) draw(row int) {
	p := b.pad
	if row < 0 || row >= len(b.candidates) {
		cards := make([]page.Card, 0, len(b.candidates)+1)
		for i := range b.candidates {
			cards = append(cards, b.card(i))
		}
		b.list.SetCards(append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("papers.end"), Small: true}}}))
	} else {
		b.list.SetCard(row, b.card(row))
	}
	b.list.Choose(min(p.at, len(b.candidates)-1))
	if p.at == len(b.candidates) || p.spoil != "" {
		b.list.Choose(-1)
	}
	var says string
	switch missing := p.missing(); {
	case p.choosing:
		says = words.T("papers.spoil.which")
		for i, s := range paper.Spoils {
			says += "　" + words.T("papers.key", "Key", i+1, "Word", s.Says())
		}
	case p.spoil != "":
		says = words.T("papers.spoil.is", "Why", p.spoil.Says())
	case missing > 0:
		says = words.T("papers.missing", "Missing", missing)
	default:
		says = words.T("papers.whole")
	}
	b.state = says
	b.line.SetText(b.notice + b.state)
	b.root.Refresh()
}

// card is a project on one line: what others read of it, what was keyed in, and
// its name, whose lines stand under each other.
func (b *bench) card(i int) page.Card {
	var text []rune
	var spans []page.Span
	put := func(word string, ink, ground page.Ink) {
		from := len(text)
		text = append(text, []rune(word)...)
		spans = append(spans, page.Span{From: from, To: len(text), Ink: ink, Ground: ground})
		// All words of a kind are as wide as the widest, so that names stand in a column.
		left := b.widest - ems(word)
		for ; left >= 1; left-- {
			text = append(text, '　')
		}
		for space := ems(" "); left >= space/2; left -= space {
			text = append(text, ' ')
		}
		text = append(text, '　')
	}
	differ := false
	for _, r := range b.readings {
		differ = differ || r.Sheet.Spoiled != "" || r.Sheet.Cells[i] != b.readings[0].Sheet.Cells[i]
	}
	for _, r := range b.readings {
		read := words.T("papers.reads.spoiled")
		if r.Sheet.Spoiled == "" {
			read = word(b.kind, r.Sheet.Cells[i])
		}
		var ground page.Ink
		if differ {
			ground = func(p look.Palette) color.NRGBA { return p.Yellow }
		}
		text = append(text, []rune(r.Who)...)
		text = append(text, '：')
		put(read, func(p look.Palette) color.NRGBA {
			if differ {
				return p.OnHighlight
			}
			return p.Ink
		}, ground)
	}
	cell := b.pad.cells[i]
	onMark := func(p look.Palette) color.NRGBA { return p.OnMark }
	switch {
	case !b.pad.seen[i] || b.pad.spoil != "":
		put(words.T("papers.unseen"), func(p look.Palette) color.NRGBA { return p.Faint }, nil)
	case cell == paper.Cell(ballot.Unmarked):
		put(word(b.kind, cell), nil, nil)
	case cell == paper.Cell(ballot.Approve):
		put(word(b.kind, cell), onMark, func(p look.Palette) color.NRGBA { return p.Approve })
	case cell == paper.Cell(ballot.Against):
		put(word(b.kind, cell), onMark, func(p look.Palette) color.NRGBA { return p.Against })
	default:
		put(word(b.kind, cell), onMark, func(p look.Palette) color.NRGBA { return p.Abstain })
	}
	name := len(text)
	text = append(text, []rune(b.candidates[i].Name)...)
	return page.Card{Lead: b.candidates[i].ID, Blocks: []page.Block{{Text: string(text), Bold: true, Spans: spans, Hang: name}}}
}

// ems is the width of a bold text in sizes of it.
func ems(text string) (width float32) {
	size := look.Current().TextSize()
	a := prose.FaceOf(size, true).Advance
	for _, r := range text {
		width += a(r) / size
	}
	return width
}

// typed takes a key that writes.
func (b *bench) typed(r rune) {
	if b.busy {
		b.waiting = append(b.waiting, func() { b.typed(r) })
		return
	}
	at, spoiled := b.pad.at, b.pad.spoil != ""
	if !b.pad.rune(r) {
		if b.pad.at == len(b.candidates) {
			b.say(words.T("papers.at_end"), true)
		} else {
			b.say(words.T("papers.no_key", "Key", string(r)), true)
		}
		b.draw(at)
		return
	}
	if b.notice != "" {
		b.say("", false)
	}
	if r == restKey || r == '－' || spoiled || b.pad.spoil != "" {
		at = -1
	}
	b.draw(at)
}

// pressed takes a key that does not write.
func (b *bench) pressed(k fyne.KeyName) {
	if b.busy {
		b.waiting = append(b.waiting, func() { b.pressed(k) })
		return
	}
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		s, whole := b.pad.sheet()
		if !whole {
			b.say(words.T("papers.not_whole", "Missing", b.pad.missing()), true)
			return
		}
		b.done(s)
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if b.turn == nil {
			return
		}
		if k == fyne.KeyPageUp {
			b.turn(-1)
		} else {
			b.turn(1)
		}
	case fyne.KeyEscape:
		if b.pad.choosing {
			b.pad.choosing = false
			b.draw(-1)
			return
		}
		b.leave()
	default:
		if b.pad.key(k) {
			b.draw(-1)
		}
	}
}

// free takes the keys that waited, up to the next ballot that is saved or asked
// about; what was typed for a ballot that there is not is dropped.
func (b *bench) free() {
	b.busy = false
	for len(b.waiting) > 0 && !b.busy && b.reached() {
		next := b.waiting[0]
		b.waiting = b.waiting[1:]
		next()
	}
	if !b.busy {
		b.waiting = nil
	}
}

// reached reports whether the bench is in front, with nothing over it. A driver
// knows the canvas of an object only once it was painted, so the canvas is that of
// the window: a bench takes the keyboard before it is seen.
func (b *bench) reached() bool { return b.front() && b.canvas.Overlays().Top() == nil }

// focus gives the keyboard to the bench.
func (b *bench) focus() {
	if b.reached() {
		b.canvas.Focus(b.keys)
	}
}

// keys takes the keyboard for a bench. It lies under its head, with a line
// around it while it has the focus.
type keys struct {
	widget.BaseWidget
	b       *bench
	focused bool
}

func newKeys(b *bench) *keys {
	k := &keys{b: b}
	k.ExtendBaseWidget(k)
	return k
}

// Tapped, the focus and the keys are for Fyne.
func (k *keys) Tapped(*fyne.PointEvent)   { k.b.focus() }
func (k *keys) FocusGained()              { k.focused = true; k.Refresh() }
func (k *keys) FocusLost()                { k.focused = false; k.Refresh() }
func (k *keys) TypedRune(r rune)          { k.b.typed(r) }
func (k *keys) TypedKey(e *fyne.KeyEvent) { k.b.pressed(e.Name) }

// CreateRenderer is for Fyne.
func (k *keys) CreateRenderer() fyne.WidgetRenderer {
	r := &keysRenderer{k: k, rect: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type keysRenderer struct {
	k    *keys
	rect *canvas.Rectangle
}

func (r *keysRenderer) Layout(size fyne.Size) { r.rect.Resize(size) }
func (r *keysRenderer) MinSize() fyne.Size    { return fyne.NewSize(1, 1) }
func (r *keysRenderer) Refresh() {
	r.rect.FillColor, r.rect.StrokeWidth = look.Current().Palette().Sheet, 0
	if r.k.focused {
		r.rect.StrokeColor, r.rect.StrokeWidth = look.Current().Palette().Accent, 2
	}
	r.rect.Refresh()
}
func (r *keysRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *keysRenderer) Destroy()                     {}
