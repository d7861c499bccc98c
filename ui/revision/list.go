package revision

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

const (
	// stretch is how much of what stayed is shown beside a change.
	stretch = 24
	// longestPiece is how much of one piece that came or went is shown.
	longestPiece = 400
)

func onMark(p look.Palette) color.NRGBA { return p.OnHighlight }
func yellow(p look.Palette) color.NRGBA { return p.Yellow }
func green(p look.Palette) color.NRGBA  { return p.Green }
func pink(p look.Palette) color.NRGBA   { return p.Pink }
func blue(p look.Palette) color.NRGBA   { return p.Blue }

// found is a span on the ground of a highlight.
func found(from, to int) page.Span { return page.Span{From: from, To: to, Ink: onMark, Ground: yellow} }

// drawList fills the list of a tab.
func (s *Screen) drawList() {
	if s.open == text {
		s.list.SetCards(s.textCards())
		return
	}
	cards := []page.Card{{Still: true, Blocks: []page.Block{{Text: words.T("revision." + string(s.open) + ".says"), Ink: look.Faint}}}}
	for _, n := range s.standing(s.open) {
		c := page.Card{Blocks: []page.Block{{Text: "“" + shortened(printed(n.Anchor.Quote), 120) + "”", Bold: true}}}
		if n.Text != "" {
			c.Blocks = append(c.Blocks, page.Block{Text: shortened(n.Text, 160)})
		}
		if s.open == lost {
			where := words.T("revision.lost.unknown")
			if was := s.texts[n.Anchor.Document]; was != nil {
				where = words.T("revision.lost.where", "Where", page.Headings(was, n.Anchor.Start))
			}
			c.Blocks = append(c.Blocks, page.Block{Text: where, Small: true, Ink: look.Faint})
			c.Plain = true
		} else {
			c.Blocks = append(c.Blocks, page.Block{Text: s.where(n), Small: true, Ink: look.Faint})
		}
		cards = append(cards, c)
	}
	s.list.SetCards(cards)
}

// where says where a note stands now and where it stood.
func (s *Screen) where(n note.Note) string {
	now := ""
	if s.report != nil && n.Anchor.Document == s.report.Hash {
		now = page.Headings(s.report, n.Anchor.Start)
	}
	if n.Standing == note.Moved && len(n.Was) > 0 {
		last := n.Was[len(n.Was)-1]
		if was := s.texts[last.Document]; was != nil {
			if before := page.Headings(was, last.Start); before != now {
				return words.T("revision.moved.where", "From", before, "To", now)
			}
		}
	}
	return now
}

// textCards is what changed in the text, by section.
func (s *Screen) textCards() []page.Card {
	times := map[revision.Kind]int{}
	for _, c := range s.changes {
		times[c.Kind]++
	}
	cards := []page.Card{
		{Still: true, Blocks: []page.Block{{Text: words.T("revision.counts", "Added", times[revision.Added], "Dropped", times[revision.Dropped],
			"Changed", times[revision.Changed], "Moved", times[revision.Moved])}}},
		{Still: true, Blocks: []page.Block{legend()}},
	}
	section := ""
	for _, c := range s.changes {
		if here := s.section(c); here != section {
			section = here
			cards = append(cards, page.Card{Head: true, Blocks: []page.Block{{Text: here, Bold: true}}})
		}
		card := page.Card{Lead: words.T("revision.kind." + string(c.Kind)), Blocks: []page.Block{drawn(c.Pieces)}}
		card.Plain = c.New == (report.Range{})
		cards = append(cards, card)
	}
	return cards
}

// section is the headings over a change, in the report in which it stands.
func (s *Screen) section(c revision.Change) string {
	r, at := s.report, c.New
	if at == (report.Range{}) {
		r, at = s.before, c.Old
	}
	if path := page.Headings(r, at.Start); path != "" {
		return path
	}
	return words.T("revision.outside")
}

// jump goes to what a card is about.
func (s *Screen) jump(card int) {
	if s.open == text {
		at := -1
		for _, c := range s.list.Cards()[:card+1] {
			if !c.Head && !c.Still {
				at++
			}
		}
		if at < 0 || at >= len(s.changes) || s.changes[at].New == (report.Range{}) {
			return
		}
		s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: first(s.changes[at])})
		return
	}
	if notes := s.standing(s.open); card >= 1 && card <= len(notes) {
		n := notes[card-1]
		s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: report.Range{Start: n.Anchor.Start, End: n.Anchor.End}, Note: n.ID})
	}
}

// first is the first thing that is new in a change, or its whole paragraph.
func first(c revision.Change) report.Range {
	for _, p := range c.Pieces {
		if p.Stay == revision.Comes || p.Stay == revision.From {
			return p.At
		}
	}
	return c.New
}

// span is how a piece looks: with a sign of its own beside the colour.
func span(s revision.Stay, from, to int) (page.Span, bool) {
	x := page.Span{From: from, To: to, Ink: onMark}
	switch s {
	case revision.Comes:
		x.Ground, x.Under = green, true
	case revision.Goes:
		x.Ground, x.Through = pink, true
	case revision.From:
		x.Ground, x.Under = blue, true
	case revision.To:
		x.Ground, x.Through = blue, true
	default:
		return x, false
	}
	return x, true
}

// drawn is pieces as one block; long stretches that stayed are cut.
func drawn(pieces []revision.Piece) page.Block {
	var b page.Block
	var runes []rune
	pieces = wholeFigures(pieces)
	for i, p := range pieces {
		text := printed(p.Text)
		if p.Stay == revision.Stays {
			text = context(text, i > 0, i < len(pieces)-1)
		} else {
			text = shortened(text, longestPiece)
		}
		from := len(runes)
		runes = append(runes, []rune(text)...)
		if x, looks := span(p.Stay, from, len(runes)); looks {
			b.Spans = append(b.Spans, x)
		}
	}
	b.Text = string(runes)
	return b
}

// wholeFigures has a figure of which some digits changed come and go as a whole:
// 20 to 22, not 0 to 2. Only the texts are right then, not where they stand.
func wholeFigures(pieces []revision.Piece) []revision.Piece {
	pieces = slices.Clone(pieces)
	for i := range pieces {
		if pieces[i].Stay != revision.Stays {
			continue
		}
		end := i + 1
		for end < len(pieces) && (pieces[end].Stay == revision.Comes || pieces[end].Stay == revision.Goes) {
			end++
		}
		if end != i+3 || pieces[i+1].Stay == pieces[i+2].Stay {
			continue
		}
		left := strings.TrimRight(pieces[i].Text, figures)
		before, after := pieces[i].Text[len(left):], ""
		if !isFigure(pieces[i+1].Text) || !isFigure(pieces[i+2].Text) {
			continue
		}
		if end < len(pieces) && pieces[end].Stay == revision.Stays {
			right := strings.TrimLeft(pieces[end].Text, figures)
			after = pieces[end].Text[:len(pieces[end].Text)-len(right)]
			pieces[end].Text = right
		}
		pieces[i].Text = left
		for _, k := range []int{i + 1, i + 2} {
			pieces[k].Text = before + pieces[k].Text + after
		}
	}
	return pieces
}

// figures are what figures are written with.
const figures = "0123456789.%"

func isFigure(s string) bool { return strings.Trim(s, figures) == "" }

// context cuts what stayed to what stands beside a change before or after it.
func context(text string, before, after bool) string {
	runes := []rune(text)
	switch {
	case before && after && len(runes) > 2*stretch+2:
		return string(runes[:stretch]) + "……" + string(runes[len(runes)-stretch:])
	case before && !after && len(runes) > stretch+2:
		return string(runes[:stretch]) + "……"
	case !before && after && len(runes) > stretch+2:
		return "……" + string(runes[len(runes)-stretch:])
	case !before && !after && len(runes) > 4*stretch:
		return string(runes[:4*stretch]) + "……"
	}
	return text
}

// legend explains the signs.
func legend() page.Block {
	var b page.Block
	var runes []rune
	for _, s := range []revision.Stay{revision.Comes, revision.Goes, revision.From, revision.To} {
		if len(runes) > 0 {
			runes = append(runes, []rune("　")...)
		}
		from := len(runes)
		runes = append(runes, []rune(words.T("revision.stay."+string(s)))...)
		x, _ := span(s, from, len(runes))
		b.Spans = append(b.Spans, x)
	}
	b.Text = string(runes)
	return b
}

// printed is a passage in one line, with the marks of Chinese print.
func printed(s string) string { return string(report.Punctuate([]rune(oneLine(s)))) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// shortened keeps the beginning of a long text.
func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "……"
	}
	return s
}

// sheet sets content on a ground with a frame.
type sheet struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newSheet(content fyne.CanvasObject) *sheet {
	s := &sheet{content: page.NewPadded(2*look.Gap, 1.5*look.Gap, content)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is for Fyne.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, ground: canvas.NewRectangle(color.Transparent)}
	r.ground.CornerRadius, r.ground.StrokeWidth = 4, 1
	r.draw()
	return r
}

type sheetRenderer struct {
	s      *sheet
	ground *canvas.Rectangle
}

func (r *sheetRenderer) draw() {
	p := look.Current().Palette()
	r.ground.FillColor, r.ground.StrokeColor = p.Sheet, p.Line
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.s.content.Resize(size)
}

func (r *sheetRenderer) MinSize() fyne.Size { return r.s.content.MinSize() }

func (r *sheetRenderer) Refresh() {
	r.draw()
	r.ground.Refresh()
	r.s.content.Refresh()
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.s.content}
}
func (r *sheetRenderer) Destroy() {}
