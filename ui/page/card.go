package page

import (
	"image/color"

	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	"piaojue/ui/prose"
)

// Ink picks a colour of the palette.
type Ink func(look.Palette) color.NRGBA

// Card is one entry of a List.
type Card struct {
	// Lead stands at the left in a column of its own: a number. Its ink is the
	// look.Faint one if LeadInk is nil.
	Lead    string
	LeadInk Ink
	Blocks  []Block
	// Chips are short words after the blocks, side by side.
	Chips []Chip
	// Word is an act on the card, at its right; Act does it.
	Word string
	Act  func()
	// Head makes it a heading over the cards that follow; Still makes it a line
	// of text; Plain only keeps it from being chosen, as the other two do.
	Head, Still, Plain bool
}

// Block is a paragraph of a card.
type Block struct {
	Text   string
	Bold   bool
	Small  bool
	Ink    Ink // the ink of the palette if nil
	Ground Ink // behind the lines; nothing if nil
	Most   int // lines, 0 for all; the last one then ends in an ellipsis
	// Hang is how many runes stand before what is read as the paragraph: lines after
	// the first begin where the first goes on after them. 0 for none.
	Hang int
	// Marked is the runes of Text from the first to before the second that stand
	// on the ground of a highlight; none where they are equal.
	Marked [2]int
	// Spans are stretches of Text with a look of their own, in order and without
	// overlap; Marked does not count beside them.
	Spans []Span
}

// Span is the runes of a block from From to before To. A line under or through
// them says by a sign what their colour says.
type Span struct {
	From, To    int
	Ink, Ground Ink // those of the block if nil
	Under       bool
	Through     bool
}

// Chip is a word in a frame or, with a ground, on it.
type Chip struct {
	Text   string
	Ground Ink // with the text in the palette's OnMark; only a frame if nil
	Bare   bool
}

func (c *Card) choosable() bool { return !c.Head && !c.Still && !c.Plain }

const (
	cardPad   = 1.5 * look.Gap
	cardBar   = 4
	leading   = 1.5
	mostLine  = 44 // the longest line, in ideographs
	mostLead  = 5  // in ideographs, unless the list says otherwise
	ellipsis  = '…'
	chipPad   = look.Gap
	blockStep = look.Gap / 2
)

// shape is a card broken into lines for a width.
type shape struct {
	texts  []placed
	chips  []placed
	height float32
}

type placed struct {
	text   string
	at     fyne.Position
	size   fyne.Size // of the ground or frame
	points float32
	bold   bool
	ink    Ink
	ground Ink
	bare   bool
	line   float32 // where a line runs through or under it, of its height; 0 for none
}

// leadWidth is the width that the leads of some cards need beside the blocks; a
// lead wider than so many ideographs becomes a line of its own.
func leadWidth(cards []Card, ideographs float32) float32 {
	face := prose.FaceOf(look.Current().TextSize(), true)
	most := ideographs * face.Advance('中')
	widest := float32(0)
	for i := range cards {
		if w := face.Width([]rune(cards[i].Lead)); w <= most {
			widest = max(widest, w)
		}
	}
	return widest
}

// counted remembers into how many lines a text breaks, so that a list need not
// break all its texts again while somebody types in its search field.
type counted map[countKey]int

type countKey struct {
	text         string
	hang         int
	room, points float32
	bold         bool
}

// mostCounted bounds the memory that a list takes for this.
const mostCounted = 50_000

func (c counted) lines(b Block, room, points float32) int {
	key := countKey{b.Text, b.Hang, room, points, b.Bold}
	n, ok := c[key]
	if !ok {
		lines, _ := b.lines(room)
		n = len(lines)
		if len(c) >= mostCounted {
			clear(c)
		}
		c[key] = n
	}
	return n
}

// height is what a card takes of a width.
func (c *Card) height(width, lead float32, known counted) float32 {
	return c.shaped(width, lead, known).height
}

// shaped lays a card out. With known set only its height is right.
func (c *Card) shaped(width, lead float32, known counted) shape {
	draw := known == nil
	l := look.Current()
	var s shape
	x, y := float32(cardPad+cardBar), float32(cardPad)
	if c.Head {
		y += look.Gap
	}
	if c.Still {
		y = blockStep
	}
	right := width - cardPad
	if c.Word != "" {
		right -= c.wordWidth() + look.Gap
	}
	blocks := c.Blocks
	if c.Lead != "" {
		if face := prose.FaceOf(l.TextSize(), true); face.Width([]rune(c.Lead)) > lead {
			blocks = append([]Block{{Text: c.Lead, Bold: true}}, blocks...)
		} else if draw {
			ink := c.LeadInk
			if ink == nil {
				ink = look.Faint
			}
			s.texts = append(s.texts, placed{text: c.Lead, at: fyne.NewPos(x, y), points: l.TextSize(), bold: true, ink: ink})
		}
	}
	if lead > 0 && !c.Head && (!c.Still || c.Lead != "") {
		x += lead + look.Gap
	}
	free, most := max(right-x, 4*l.TextSize()), mostLine*l.TextSize()
	for i, b := range blocks {
		if i > 0 {
			y += blockStep
		}
		y = b.lay(&s, x, y, min(free, most+b.hung()), known)
	}
	y = c.layChips(&s, x, y, min(free, most), draw)
	pad := float32(cardPad)
	if c.Still || c.Head {
		pad = blockStep
	}
	s.height = y + pad
	if c.Word != "" {
		s.height = max(s.height, look.Target+look.Gap)
	}
	return s
}

// hung is the width of what stands before the lines that hang.
func (b Block) hung() float32 {
	if b.Hang == 0 {
		return 0
	}
	return b.face().Width([]rune(b.Text)[:b.Hang])
}

func (b Block) points() float32 {
	if b.Small {
		return look.Current().Caption()
	}
	return look.Current().TextSize()
}

func (b Block) face() *prose.Face { return prose.FaceOf(b.points(), b.Bold) }

// leastHung is the least room, in ideographs, that lines may hang in; with less
// they take the whole width.
const leastHung = 6

// lines breaks the text, and tells how far the lines after the first are moved in.
func (b Block) lines(room float32) (lines []prose.Line, in float32) {
	text, face := []rune(b.Text), b.face()
	in = b.hung()
	if in == 0 || room-in < leastHung*b.points() {
		return prose.Lines(text, face.Advance, room, 0), 0
	}
	lines = prose.Lines(text[b.Hang:], face.Advance, room-in, 0)
	for i := range lines {
		lines[i].Start += b.Hang
		lines[i].End += b.Hang
		lines[i].Next += b.Hang
	}
	lines[0].Start = 0
	return lines, in
}

func (b Block) lay(s *shape, x, y, room float32, known counted) float32 {
	points, face := b.points(), b.face()
	step := points * leading
	if known != nil {
		n := known.lines(b, room, points)
		if b.Most > 0 {
			n = min(n, b.Most)
		}
		return y + float32(n)*step
	}
	text := []rune(b.Text)
	lines, in := b.lines(room)
	cut := b.Most > 0 && len(lines) > b.Most
	if cut {
		lines = lines[:b.Most]
	}
	ink := b.Ink
	if ink == nil {
		ink = look.Ink
	}
	for i, line := range lines {
		left, room := x, room
		if i > 0 {
			left, room = x+in, room-in
		}
		shown := text[line.Start:line.End]
		if cut && i == len(lines)-1 {
			shown = shorten(shown, face, room)
		}
		put := func(piece []rune, ink, ground Ink, rule float32) {
			if len(piece) > 0 {
				size := fyne.NewSize(face.Width(piece), step)
				s.texts = append(s.texts, placed{
					text: string(piece), at: fyne.NewPos(left, y+float32(i)*step), size: size,
					points: points, bold: b.Bold, ink: ink, ground: ground, line: rule,
				})
				left += size.Width
			}
		}
		at := 0
		for _, span := range b.spans() {
			from := min(max(span.From-line.Start, at), len(shown))
			to := min(max(span.To-line.Start, from), len(shown))
			put(shown[at:from], ink, b.Ground, 0)
			put(shown[from:to], eitherInk(span.Ink, ink), eitherInk(span.Ground, b.Ground), span.rule())
			at = to
		}
		put(shown[at:], ink, b.Ground, 0)
	}
	return y + float32(len(lines))*step
}

// spans are the stretches of a block that do not look as the rest.
func (b Block) spans() []Span {
	if len(b.Spans) > 0 || b.Marked[0] >= b.Marked[1] {
		return b.Spans
	}
	return []Span{{From: b.Marked[0], To: b.Marked[1], Ink: onHighlight, Ground: highlight}}
}

// rule is where the line of a span runs, as a share of the height of its line.
func (s Span) rule() float32 {
	switch {
	case s.Under:
		return 0.86
	case s.Through:
		return 0.52
	}
	return 0
}

// eitherInk is the first of two inks that is one.
func eitherInk(ink, other Ink) Ink {
	if ink != nil {
		return ink
	}
	return other
}

// shorten makes room for an ellipsis at the end of a line.
func shorten(line []rune, face *prose.Face, room float32) []rune {
	end := len(line)
	used := face.Width(line) + face.Advance(ellipsis)
	for end > 0 && used > room {
		end--
		used -= face.Advance(line[end])
	}
	return append(append([]rune(nil), line[:end]...), ellipsis)
}

func (c *Card) layChips(s *shape, x, y, room float32, draw bool) float32 {
	if len(c.Chips) == 0 {
		return y
	}
	l := look.Current()
	points := l.Caption()
	face := prose.FaceOf(points, true)
	height := points * 1.6
	left := x
	y += look.Gap * 0.75
	for _, chip := range c.Chips {
		width := face.Width([]rune(chip.Text)) + 2*chipPad
		if chip.Bare {
			width -= 2 * chipPad
		}
		if left > x && left+width > x+room {
			left, y = x, y+height+look.Gap/2
		}
		if draw {
			ink := look.Ink
			if chip.Ground != nil {
				ink = onMark
			} else if chip.Bare {
				ink = look.Faint
			}
			s.chips = append(s.chips, placed{
				text: chip.Text, at: fyne.NewPos(left, y), size: fyne.NewSize(width, height),
				points: points, bold: !chip.Bare, ink: ink, ground: chip.Ground, bare: chip.Bare,
			})
		}
		left += width + look.Gap
	}
	return y + height
}

func (c *Card) wordWidth() float32 {
	return max(look.Target, prose.FaceOf(look.Current().Caption(), false).Width([]rune(c.Word))+2*look.Gap)
}

func onMark(p look.Palette) color.NRGBA { return p.OnMark }

func highlight(p look.Palette) color.NRGBA   { return p.Yellow }
func onHighlight(p look.Palette) color.NRGBA { return p.OnHighlight }
