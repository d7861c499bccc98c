package hall

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/ui/prose"
)

// All sizes are shares of the height of the screen, so that they are the same
// for the eye at every resolution.
//
// The rule: no text is smaller than 1/27 of the height. Whoever sits six screen
// heights away (20 m from a screen of 3.3 m) sees such a character under 21
// minutes of arc, and one of 40 pixels stands on a screen of 1080.
const (
	least    = 1.0 / 27
	mostName = 1.0 / 14 // a name in the result
	largest  = 1.0 / 8  // what is happening now
	verdict  = 1.0 / 13 // the same, above a result
	line     = 1.0 / 20
	number   = 1.0 / 5
	margin   = 1.0 / 22
	leading  = 1.35
	shrink   = 0.96 // from one size that is tried to the next
	unbroken = 0.75 // of its size a name may lose so as to take one line
)

// measure gives the widths of runes at a size.
type measure func(size float32, bold bool) prose.Advance

// piece is one line of text in its place; At is its upper left corner and the
// line is Size*leading high.
type piece struct {
	Text string
	At   fyne.Position
	Size float32
	Bold bool
	Tone tone
}

// tone is what a text is in the picture.
type tone int

const (
	plain tone = iota
	quiet      // around what is said
	label      // 演练
)

// picture is a scene on a screen.
type picture struct {
	Pieces []piece
	Pages  int
}

// painter sets pieces on a screen.
type painter struct {
	width, height, edge float32
	wide                measure
	pieces              []piece
}

func (p *painter) of(text string, size float32, bold bool) float32 {
	a, w := p.wide(size, bold), float32(0)
	for _, r := range text {
		w += a(r)
	}
	return w
}

func (p *painter) put(text string, x, y, size float32, bold bool, t tone) {
	p.pieces = append(p.pieces, piece{Text: text, At: fyne.NewPos(x, y), Size: size, Bold: bold, Tone: t})
}

// fitting is the largest size, from most down to the least, at which a text
// takes one line of a width.
func (p *painter) fitting(text string, most, width float32, bold bool) float32 {
	size := most
	for size > p.height*least && p.of(text, size, bold) > width {
		size *= shrink
	}
	return max(size, p.height*least)
}

// says sets a text in the middle or at the left, in as few lines as its size
// allows, and gives where it ends.
func (p *painter) says(text string, y, most float32, bold, centred bool, t tone) float32 {
	if text == "" {
		return y
	}
	room := p.width - 2*p.edge
	size := p.fitting(text, most, room, bold)
	runes := []rune(text)
	for _, l := range prose.Lines(runes, p.wide(size, bold), room, 0) {
		s := string(runes[l.Start:l.End])
		x := p.edge
		if centred {
			x = (p.width - p.of(s, size, bold)) / 2
		}
		p.put(s, x, y, size, bold, t)
		y += size * leading
	}
	return y
}

// lay sets a page of a scene, from 0, on a screen. A page that there is not is
// the last. It depends on nothing else.
func lay(s scene, size fyne.Size, page int, wide measure) picture {
	p := &painter{width: size.Width, height: size.Height, edge: size.Height * margin, wide: wide}
	top := p.head(s)
	pages := 1
	if len(s.Groups) > 0 {
		pages = p.result(s, top, page)
	} else {
		p.process(s, top)
	}
	return picture{Pieces: p.pieces, Pages: pages}
}

// head is the meeting, the round and 演练 at the top.
func (p *painter) head(s scene) float32 {
	y := p.edge * 0.6
	small := p.height * least
	right := p.width - p.edge
	if s.Rehearsal {
		word := rehearsal()
		size := p.height * line
		right -= p.of(word, size, true)
		p.put(word, right, y-(size-small)*leading/2, size, true, label)
		right -= size
	}
	text := joined(s.Meeting, s.Round)
	if text == "" {
		return y + small*leading
	}
	runes := []rune(text)
	for _, l := range prose.Lines(runes, p.wide(small, false), right-p.edge, 0) {
		p.put(string(runes[l.Start:l.End]), p.edge, y, small, false, quiet)
		y += small * leading
	}
	return y
}

// process sets the three lines with the figures between them, in the middle of
// what the head leaves.
func (p *painter) process(s scene, top float32) {
	from := len(p.pieces)
	gap := p.height * least
	y := top
	y = p.says(s.Now, y, p.height*largest, true, true, plain)
	y = p.says(s.How, y, p.height*line, false, true, plain) + gap
	if len(s.Figures) > 0 {
		y = p.figures(s.Figures, y) + gap
	}
	y = p.says(s.Next, y, p.height*line, false, true, quiet)
	down := max(0, (p.height-p.edge*0.6-y)/2)
	for i := from; i < len(p.pieces); i++ {
		p.pieces[i].At.Y += down
	}
}

// figures sets the numbers side by side, each under its word.
func (p *painter) figures(all []figure, y float32) float32 {
	room := (p.width - 2*p.edge) / float32(len(all))
	words, numbers := p.height*line, p.height*number
	for _, f := range all {
		words = min(words, p.fitting(f.Word, words, room*0.94, false))
		numbers = min(numbers, p.fitting(f.Number, numbers, room*0.75, true))
	}
	for i, f := range all {
		middle := p.edge + room*(float32(i)+0.5)
		p.put(f.Word, middle-p.of(f.Word, words, false)/2, y, words, false, quiet)
		p.put(f.Number, middle-p.of(f.Number, numbers, true)/2, y+words*leading-numbers*(leading-1)/4, numbers, true, plain)
	}
	return y + words*leading + numbers*(leading-(leading-1)/2)
}

// result sets the verdict, the names in two columns and the figures at the foot,
// and gives the number of pages.
func (p *painter) result(s scene, top float32, page int) int {
	small := p.height * least
	y := p.says(s.Now, top, p.height*verdict, true, false, plain)
	y = p.says(s.How, y, p.height*line, false, false, plain)
	y += small * 0.4
	foot := p.foot(s.Figures)

	gap := p.edge
	column := (p.width - 2*p.edge - gap) / 2
	size, pages := columns(s.Groups, fyne.NewSize(column, foot-small*0.4-y), 2*column+gap, p.height, p.wide)
	page = min(max(page, 0), len(pages)-1)
	for _, r := range pages[page] {
		for i, c := range r.cells {
			x := p.edge + float32(i)*(column+gap)
			for j, text := range c.lines {
				at := y + r.y + float32(j)*size*leading
				if j == 0 && c.number != "" {
					p.put(c.number, x, at, size, false, quiet)
				}
				p.put(text, x+c.indent, at, size, r.head, plain)
			}
		}
	}
	if len(pages) > 1 {
		turn := pageOf(page+1, len(pages))
		p.put(turn, p.width-p.edge-p.of(turn, small, true), p.height-p.edge*0.6-small*leading, small, true, plain)
	}
	return len(pages)
}

// foot sets the figures at the foot, beside the room that the number of the page
// takes, and gives where they begin.
func (p *painter) foot(figures []figure) float32 {
	small := p.height * least
	room := p.width - 2*p.edge - p.of(pageOf(99, 99), small, true) - small
	var parts []string
	for _, f := range figures {
		parts = append(parts, f.Word+"\u00a0"+f.Number)
	}
	lines := split(strings.Join(parts, "　"), p.wide(small, false), room)
	y := p.height - p.edge*0.6 - float32(len(lines))*small*leading
	for i, text := range lines {
		p.put(text, p.edge, y+float32(i)*small*leading, small, false, quiet)
	}
	return y
}

// row is a head, or two names side by side.
type row struct {
	cells []cell
	head  bool
	y     float32
}

func (r row) lines() (n int) {
	for _, c := range r.cells {
		n = max(n, len(c.lines))
	}
	return n
}

// cell is a name in its column.
type cell struct {
	number string
	lines  []string
	indent float32 // of the lines, behind the number
}

// columns sets groups into two columns of a size, at the largest size at which
// they fit on one page; at the least size they take as many pages as they need. A
// head has the whole width. A name is never cut, and stays on one page unless it
// is longer than that. Where somewhat smaller names take a line each, they do: a
// word that is broken in two is read less well from afar.
func columns(groups []group, each fyne.Size, whole, height float32, wide measure) (size float32, pages [][]row) {
	fits := func(size float32) bool {
		return len(flow(broken(groups, each.Width, whole, size, wide, split), each.Height, size)) == 1
	}
	for size = height * mostName; size > height*least && !fits(size); size *= shrink {
	}
	size = max(size, height*least)
	for smaller := size; smaller >= max(size*unbroken, height*least); smaller *= shrink {
		if rows := broken(groups, each.Width, whole, smaller, wide, split); fits(smaller) && !slices.ContainsFunc(rows, func(r row) bool { return r.lines() > 1 }) {
			size = smaller
			break
		}
	}
	return size, flow(broken(groups, each.Width, whole, size, wide, even), each.Height, size)
}

// between is the distance of two rows as a share of the size.
const between = 0.35

// broken breaks the names of the groups into lines of a width, and heads into
// lines of the whole.
func broken(groups []group, width, whole, size float32, wide measure, into func(string, prose.Advance, float32) []string) []row {
	var rows []row
	for _, g := range groups {
		if g.Head != "" {
			rows = append(rows, row{head: true, cells: []cell{{lines: split(g.Head, wide(size, true), whole)}}})
		}
		a := wide(size, false)
		indent := float32(0)
		for _, n := range g.Numbers {
			width := size * 0.6
			for _, r := range n {
				width += a(r)
			}
			indent = max(indent, width)
		}
		for i, name := range g.Names {
			c := cell{number: g.Numbers[i], indent: indent, lines: into(name, a, width-indent)}
			if i%2 == 0 {
				rows = append(rows, row{})
			}
			last := &rows[len(rows)-1]
			last.cells = append(last.cells, c)
		}
	}
	return rows
}

func split(text string, a prose.Advance, width float32) []string {
	var lines []string
	runes := []rune(text)
	for _, l := range prose.Lines(runes, a, width, 0) {
		lines = append(lines, string(runes[l.Start:l.End]))
	}
	return lines
}

// even breaks a text into as few lines as split does, of much the same length: no
// single character is left for the last.
func even(text string, a prose.Advance, width float32) []string {
	lines := split(text, a, width)
	for n := len(lines); n > 1; {
		width *= 0.95
		narrower := split(text, a, width)
		if len(narrower) > n {
			break
		}
		lines = narrower
	}
	return lines
}

// flow sets rows under each other on pages. A head stays with the row below it.
func flow(rows []row, height, size float32) [][]row {
	pages := [][]row{nil}
	y, step := float32(0), size*leading
	turn := func() {
		pages = append(pages, nil)
		y = 0
	}
	for i, r := range rows {
		need := float32(r.lines()) * step
		if r.head && i+1 < len(rows) {
			need += size*between + float32(rows[i+1].lines())*step
		}
		if y > 0 && y+need > height {
			turn()
		}
		for r.lines() > 0 {
			room := max(1, int((height-y)/step+0.001))
			part := row{head: r.head, y: y, cells: make([]cell, len(r.cells))}
			for j, c := range r.cells {
				n := min(room, len(c.lines))
				part.cells[j] = cell{number: c.number, indent: c.indent, lines: c.lines[:n]}
				r.cells[j] = cell{indent: c.indent, lines: c.lines[n:]}
			}
			pages[len(pages)-1] = append(pages[len(pages)-1], part)
			y += float32(part.lines()) * step
			if r.lines() > 0 {
				turn()
			}
		}
		y += size * between
	}
	return pages
}
