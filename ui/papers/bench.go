package papers

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

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

	// done takes a whole ballot, on Enter. turn goes to another ballot of the
	// entry (nil where there is none); leave goes back.
	done  func(paper.Sheet)
	turn  func(by int)
	leave func()

	title, state, notice *prose.Text
	keys                 *keys
	list                 *page.List
	root                 fyne.CanvasObject
}

func newBench(v meeting.View) *bench {
	b := &bench{candidates: v.Candidates, kind: v.Procedure.Kind}
	b.title = prose.New("").Bold().Sized((*look.Look).Heading).AtLeast(8)
	b.state, b.notice = prose.New("").AtLeast(12), prose.New("").Bold().AtLeast(12)
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
		legend.Add(prose.New(words.T("papers.key", "Key", string(s.key), "Word", word(b.kind, s.cell))).AtLeast(3))
	}
	legend.Add(prose.New(words.T("papers.key.rest")).AtLeast(4))
	legend.Add(prose.New(words.T("papers.key.spoil")).AtLeast(4))
	back := page.NewButton(words.T("papers.leave"), func() { b.leave() })
	head := page.NewColumn(look.Gap/2, page.NewFlow(2*look.Gap, back, b.title), legend,
		prose.New(words.T("papers.key.enter")).Faint().AtLeast(12), b.state, b.notice)
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

// say sets the line for what was done (with ✓) or was not (with ▲).
func (b *bench) say(text string, wrong bool) {
	switch {
	case text == "":
	case wrong:
		text = "▲ " + text
		b.notice.SetColour(func(p look.Palette) color.NRGBA { return p.Against })
	default:
		text = "✓ " + text
		b.notice.SetColour(func(p look.Palette) color.NRGBA { return p.Approve })
	}
	b.notice.SetText(text)
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
	b.state.SetText(says)
	b.root.Refresh()
}

func (b *bench) card(i int) page.Card {
	c := page.Card{Lead: b.candidates[i].ID, Blocks: []page.Block{{Text: b.candidates[i].Name, Bold: true}}}
	for _, r := range b.readings {
		if r.Sheet.Spoiled != "" {
			c.Chips = append(c.Chips, page.Chip{Text: words.T("papers.reads", "Who", r.Who, "Word", words.T("papers.reads.spoiled")), Bare: true})
			continue
		}
		c.Chips = append(c.Chips, page.Chip{Text: words.T("papers.reads", "Who", r.Who, "Word", word(b.kind, r.Sheet.Cells[i]))})
	}
	if !b.pad.seen[i] || b.pad.spoil != "" {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("papers.unseen"), Bare: true})
		return c
	}
	cell := b.pad.cells[i]
	chip := page.Chip{Text: word(b.kind, cell)}
	if _, plain := cell.Mark(); !plain {
		chip.Text = "▲ " + chip.Text
	}
	switch cell {
	case 0:
	case 1:
		chip.Ground = func(p look.Palette) color.NRGBA { return p.Approve }
	case 2:
		chip.Ground = func(p look.Palette) color.NRGBA { return p.Against }
	default:
		chip.Ground = func(p look.Palette) color.NRGBA { return p.Abstain }
	}
	c.Chips = append(c.Chips, chip)
	return c
}

// typed takes a key that writes.
func (b *bench) typed(r rune) {
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
	if b.notice.String() != "" {
		b.say("", false)
	}
	if r == restKey || r == '－' || spoiled || b.pad.spoil != "" {
		at = -1
	}
	b.draw(at)
}

// pressed takes a key that does not write.
func (b *bench) pressed(k fyne.KeyName) {
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

// focus gives the keyboard to the bench.
func (b *bench) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.keys); c != nil && c.Overlays().Top() == nil {
		c.Focus(b.keys)
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
