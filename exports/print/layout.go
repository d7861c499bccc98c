package print

// layout fills pages from the top down.
type layout struct {
	paper Paper
	pages []Page
	y     float64 // where the next thing begins
	// bottom is kept free below, for the foot.
	bottom float64
	// again begins each page after the first; nil for nothing.
	again func(*layout)
}

func newLayout(p Paper) *layout {
	l := &layout{paper: p, bottom: p.edge}
	l.turn()
	return l
}

func (l *layout) page() *Page { return &l.pages[len(l.pages)-1] }

// turn begins a page.
func (l *layout) turn() {
	l.pages = append(l.pages, Page{})
	l.y = l.paper.edge
	if len(l.pages) > 1 && l.again != nil {
		l.again(l)
	}
}

func (l *layout) left() float64  { return l.paper.edge }
func (l *layout) right() float64 { return l.paper.Width - l.paper.edge }
func (l *layout) width() float64 { return l.right() - l.left() }

// room is what is left of the page.
func (l *layout) room() float64 { return l.paper.Height - l.bottom - l.y }

// need turns the page where less than so much is left of it.
func (l *layout) need(height float64) {
	if l.room() < height {
		l.turn()
	}
}

// align is where a line of text stands in its column.
type align float64

const (
	start  align = 0
	middle align = 0.5
	end    align = 1
)

// put sets lines in a column, the first with its top at y.
func (l *layout) put(lines []string, s style, x, width, y float64, a align) {
	for i, line := range lines {
		l.page().Texts = append(l.page().Texts, Text{
			X: x + (width-s.width(line))*float64(a), Y: y + float64(i)*s.line() + s.size*1.12,
			Size: s.size, Bold: s.bold, Faint: s.faint, Red: s.red, Text: line,
		})
	}
}

// write sets a text across the page, turning it between lines where it must.
func (l *layout) write(text string, s style, a align, indent float64) {
	for _, line := range s.wrap(text, l.width()-indent) {
		l.need(s.line())
		l.put([]string{line}, s, l.left()+indent, l.width()-indent, l.y, a)
		l.y += s.line()
	}
}

// item sets a paragraph with a mark hanging before it: 1．…
func (l *layout) item(mark, text string, s style) {
	indent := s.width(mark) + s.size*0.3
	for i, line := range s.wrap(text, l.width()-indent) {
		l.need(s.line())
		if i == 0 {
			l.put([]string{mark}, s, l.left(), indent, l.y, start)
		}
		l.put([]string{line}, s, l.left()+indent, l.width()-indent, l.y, start)
		l.y += s.line()
	}
}

// number sets 第1页 共2页 at the foot of each page, with a word before it on
// papers of several pages.
func (l *layout) number(several string) {
	s := style{size: l.paper.size * 0.8, faint: true}
	for i := range l.pages {
		text := words("print.page", "Page", i+1, "Pages", len(l.pages))
		if len(l.pages) > 1 && several != "" {
			text += "\u3000" + several
			s = style{size: l.paper.size * 0.85, bold: true}
		}
		l.pages[i].Texts = append(l.pages[i].Texts, Text{
			X: l.left() + (l.width()-s.width(text))/2, Y: l.paper.Height - l.paper.edge*0.5,
			Size: s.size, Bold: s.bold, Faint: s.faint, Text: text,
		})
	}
}

// banner sets the line that marks a rehearsal, at the top of every page.
func (l *layout) banner(text string) {
	s := style{size: l.paper.size * 0.95, bold: true, red: true}
	for i := range l.pages {
		l.pages[i].Texts = append([]Text{{
			X: l.left() + (l.width()-s.width(text))/2, Y: l.paper.edge * 0.72, Size: s.size, Bold: true, Red: true, Text: text,
		}}, l.pages[i].Texts...)
	}
}

// document ends the layout.
func (l *layout) document(title string, rehearsal bool) Document {
	if rehearsal {
		l.banner(words("print.rehearsal.banner"))
	}
	return Document{Title: printable(title), Paper: l.paper, Rehearsal: rehearsal, Pages: l.pages}
}

const hair = 0.6 // the width of the lines of tables

func (l *layout) rule(x1, y1, x2, y2 float64) {
	l.page().Lines = append(l.page().Lines, Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: hair})
}

// column is one of a table: its head and how its cells stand.
type column struct {
	head  string
	width float64
	align align
}

// table draws rows in columns, each row as tall as its texts need, with its head
// at the top of every page.
type table struct {
	l       *layout
	columns []column
	head    style
	body    style
	pad     float64 // above and below the text of a cell
	least   float64 // the least height of a row
}

func (t table) side() float64 { return t.body.size * 0.4 }

// begin draws the head, here and at the top of the pages to come.
func (t table) begin() {
	before := t.l.again
	t.l.again = func(l *layout) {
		if before != nil {
			before(l)
		}
		t.heads()
	}
	t.heads()
}

func (t table) heads() {
	l := t.l
	texts := make([][]string, len(t.columns))
	height := 0.0
	for i, c := range t.columns {
		texts[i] = t.head.wrap(c.head, c.width-2*t.side())
		height = max(height, float64(len(texts[i]))*t.head.line()+t.pad)
	}
	l.page().Boxes = append(l.page().Boxes, Box{X: l.left(), Y: l.y, Width: l.width(), Height: height, Ground: true})
	l.rule(l.left(), l.y, l.right(), l.y)
	x := l.left()
	for i, c := range t.columns {
		l.put(texts[i], t.head, x+t.side(), c.width-2*t.side(), l.y+(height-float64(len(texts[i]))*t.head.line())/2, middle)
		x += c.width
	}
	t.close(height)
}

// close draws the lines of a row of this height and goes below it.
func (t table) close(height float64) {
	l, x := t.l, t.l.left()
	l.rule(x, l.y, x, l.y+height)
	for _, c := range t.columns {
		x += c.width
		l.rule(x, l.y, x, l.y+height)
	}
	l.y += height
	l.rule(l.left(), l.y, l.right(), l.y)
}

// row draws a row of texts. One that is taller than a page goes on on the next.
func (t table) row(texts ...string) {
	lines := make([][]string, len(t.columns))
	for i, c := range t.columns {
		lines[i] = t.body.wrap(texts[i], c.width-2*t.side())
	}
	for {
		most := 0
		for _, one := range lines {
			most = max(most, len(one))
		}
		height := max(t.least, float64(most)*t.body.line()+2*t.pad)
		if t.l.room() < height && height <= t.l.paper.Height/2 {
			t.l.turn()
		}
		fit := max(1, int((t.l.room()-2*t.pad)/t.body.line()))
		rest := 0
		x := t.l.left()
		shown := min(most, fit)
		height = max(t.least, float64(shown)*t.body.line()+2*t.pad)
		for i, c := range t.columns {
			n := min(len(lines[i]), fit)
			top := t.l.y + (height-float64(n)*t.body.line())/2
			t.l.put(lines[i][:n], t.body, x+t.side(), c.width-2*t.side(), top, c.align)
			lines[i] = lines[i][n:]
			rest = max(rest, len(lines[i]))
			x += c.width
		}
		t.close(height)
		if rest == 0 {
			return
		}
		t.l.turn()
	}
}
