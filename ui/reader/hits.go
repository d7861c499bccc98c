package reader

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// hitList shows every hit of a search in its context, under the section in
// which it is; a click goes there. It stands where the outline is while one
// searches. Where what is typed is the number of a section, that comes first.
// Only what is in sight is laid out, so that a hit in every line costs little.
type hitList struct {
	widget.BaseWidget
	scroll *container.Scroll
	body   *hitBody

	report  *report.Report
	hits    []report.Range
	now     int
	section *report.Heading
	rows    []hitRow
	rowOf   []int                      // of each hit
	heads   map[*report.Heading]hitRow // as they were set before, for setFor
	setFor  headMeasure

	goHit     func(i int)
	goSection func(*report.Heading)
}

// headMeasure is what the lines of heads depend on.
type headMeasure struct {
	report     *report.Report
	size, room float32
}

// hitRow is the head of a section or a hit.
type hitRow struct {
	top, height float32
	hit         int             // -1 for a head
	head        []rune          // of a section
	lines       []prose.Line    // of the head
	to          *report.Heading // what is typed is its number
}

func newHitList(goHit func(int), goSection func(*report.Heading)) *hitList {
	l := &hitList{now: -1, goHit: goHit, goSection: goSection}
	l.body = &hitBody{l: l, hovered: -1}
	l.body.ExtendBaseWidget(l.body)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.body.draw() }
	l.ExtendBaseWidget(l)
	return l
}

// contextLines is how many lines of its surroundings a hit is shown with.
const contextLines = 2

// show lists the hits of a search.
func (l *hitList) show(r *report.Report, hits []report.Range, now int, section *report.Heading) {
	same := r == l.report && section == l.section && len(hits) == len(l.hits) && (len(hits) == 0 || &hits[0] == &l.hits[0])
	l.report, l.hits, l.now, l.section = r, hits, now, section
	if !same {
		l.arrange()
		l.scroll.Offset = fyne.Position{}
		l.scroll.Refresh()
	}
	if now >= 0 && now < len(l.rowOf) {
		l.reveal(l.rowOf[now])
	}
	l.body.draw()
}

// arrange finds the place of every row for the present width.
func (l *hitList) arrange() {
	l.rows, l.rowOf = l.rows[:0], l.rowOf[:0]
	size := rowSize()
	line := size * rowLeading
	room := max(4*size, l.Size().Width-2.5*look.Gap)
	y := float32(0)
	add := func(row hitRow) {
		row.top = y
		y += row.height
		l.rows = append(l.rows, row)
	}
	if now := (headMeasure{l.report, size, room}); now != l.setFor {
		l.setFor, l.heads = now, map[*report.Heading]hitRow{}
	}
	head := func(words string) hitRow {
		text := []rune(words)
		lines := prose.Lines(text, prose.FaceOf(size, true).Advance, room, 0)
		return hitRow{hit: -1, head: text, lines: lines, height: max(look.Target, float32(len(lines))*line+1.5*look.Gap)}
	}
	if l.section != nil {
		row := head(words.T("reader.hits.section", "Section", sectionName(l.report, l.section.Start)))
		row.to = l.section
		add(row)
	}
	var under *report.Heading
	inGlossary := false
	for i, h := range l.hits {
		var here *report.Heading
		if path := l.report.Path(h.Start); len(path) > 0 {
			here = path[min(len(path), sectionDepth)-1]
		}
		switch {
		case here == nil:
			if in := explains(l.report, h.Start); i == 0 || under != nil || in != inGlossary {
				add(head(sectionName(l.report, h.Start)))
				inGlossary = in
			}
		case here != under:
			row, known := l.heads[here]
			if !known {
				row = head(sectionName(l.report, h.Start))
				l.heads[here] = row
			}
			add(row)
		}
		under = here
		l.rowOf = append(l.rowOf, len(l.rows))
		add(hitRow{hit: i, height: max(look.Target, contextLines*line+1.2*look.Gap)})
	}
}

// sectionDepth is how deep the heading is that a hit is listed under.
const sectionDepth = 3

// sectionName says in which section an offset is: the numbers of the headings
// over it and the last one whole, 三、（二）1.能级跃升强发展.
func sectionName(r *report.Report, offset int) string {
	path := r.Path(offset)
	if len(path) == 0 {
		if explains(r, offset) {
			return words.T("reader.glossary", "N", len(r.Glossary))
		}
		return words.T("reader.hits.front")
	}
	path = path[:min(len(path), sectionDepth)]
	var b strings.Builder
	for _, h := range path[:len(path)-1] {
		switch n := h.Number; {
		case n == "":
		case strings.HasPrefix(n, "("):
			b.WriteString("（" + strings.Trim(n, "()") + "）")
		default:
			b.WriteString(n + "、")
		}
	}
	last := path[len(path)-1]
	b.WriteString(strings.TrimRight(string(r.Display()[last.Start:last.End]), "。：；， \u3000"))
	return b.String()
}

// explains reports whether an offset is in the glossary.
func explains(r *report.Report, offset int) bool {
	i := r.ParagraphAt(offset)
	return i >= 0 && (r.Paragraphs[i].Kind == report.GlossaryHead || r.Paragraphs[i].Kind == report.GlossaryEntry)
}

// reveal scrolls no more than is needed for a row to be seen, with the head of
// its section where that is right above it.
func (l *hitList) reveal(i int) {
	first := i
	if i > 0 && l.rows[i-1].hit < 0 {
		first = i - 1
	}
	view := l.scroll.Size().Height
	y := l.scroll.Offset.Y
	switch {
	case l.rows[first].top < y:
		y = l.rows[first].top
	case l.rows[i].top+l.rows[i].height > y+view:
		y = l.rows[i].top + l.rows[i].height - view
	default:
		return
	}
	l.scroll.Offset.Y = max(0, y)
	l.scroll.Refresh()
}

// context is the surroundings of a hit as they are shown: their words, broken
// into lines, and the hit in them.
func (l *hitList) context(i int, size, room float32) (text []rune, lines []prose.Line, hit report.Range) {
	h := l.hits[i]
	p := l.report.Paragraphs[l.report.ParagraphAt(h.Start)]
	shown := l.report.Display()
	fits := max(6, int(room/size))
	from := max(p.Start, h.Start-fits*2/3)
	// From the beginning of a sentence or a part of one, if it is near.
	for o := h.Start; o > from; o-- {
		if strings.ContainsRune("。；，：", shown[o-1]) && h.Start-o >= 1 {
			from = o
			break
		}
	}
	if from > p.Start && !strings.ContainsRune("。；，：", shown[from-1]) {
		text = append(text, '…')
	}
	hit.Start = len(text) + h.Start - from
	hit.End = hit.Start + h.End - h.Start
	end := min(p.End, from+contextLines*2*fits)
	text = append(text, shown[from:end]...)
	lines = prose.Lines(text, prose.FaceOf(size, false).Advance, room, 0)
	if len(lines) > contextLines {
		lines = lines[:contextLines]
		last := &lines[contextLines-1]
		face := prose.FaceOf(size, false)
		end := last.End
		for end > max(last.Start, hit.End) && face.Width(text[last.Start:end])+face.Advance('…') > room {
			end--
		}
		if end > hit.End || end == last.End {
			text = append(text[:end:end], '…')
			last.End = end + 1
		}
	}
	return text, lines, hit
}

// CreateRenderer is for Fyne.
func (l *hitList) CreateRenderer() fyne.WidgetRenderer { return hitListRenderer{l} }

type hitListRenderer struct{ l *hitList }

func (r hitListRenderer) Layout(s fyne.Size) {
	r.l.scroll.Resize(s)
	r.Refresh()
}

func (r hitListRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 40) }

func (r hitListRenderer) Refresh() {
	if r.l.report != nil {
		r.l.arrange()
	}
	r.l.scroll.Refresh()
	r.l.body.draw()
}

func (r hitListRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }
func (r hitListRenderer) Destroy()                     {}

// hitBody draws the rows that are in sight.
type hitBody struct {
	widget.BaseWidget
	l        *hitList
	hovered  int // a row; -1 for none
	renderer *hitBodyRenderer
}

// rowAt is the row at a height, or -1.
func (b *hitBody) rowAt(y float32) int {
	rows := b.l.rows
	for i := rowFrom(rows, y); i < len(rows) && rows[i].top <= y; i++ {
		if y < rows[i].top+rows[i].height {
			return i
		}
	}
	return -1
}

// Tapped goes to the hit or the section.
func (b *hitBody) Tapped(e *fyne.PointEvent) {
	i := b.rowAt(e.Position.Y)
	if i < 0 {
		return
	}
	switch row := b.l.rows[i]; {
	case row.hit >= 0:
		b.l.goHit(row.hit)
	case row.to != nil:
		b.l.goSection(row.to)
	}
}

// MouseIn is for Fyne, as all of the following.
func (b *hitBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

func (b *hitBody) MouseMoved(e *desktop.MouseEvent) {
	i := b.rowAt(e.Position.Y)
	if i >= 0 && b.l.rows[i].hit < 0 && b.l.rows[i].to == nil {
		i = -1
	}
	if i != b.hovered {
		b.hovered = i
		b.draw()
	}
}

func (b *hitBody) MouseOut() {
	b.hovered = -1
	b.draw()
}

func (b *hitBody) Cursor() desktop.Cursor {
	if b.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (b *hitBody) draw() {
	if b.renderer != nil {
		b.renderer.draw()
	}
}

func (b *hitBody) CreateRenderer() fyne.WidgetRenderer {
	r := &hitBodyRenderer{b: b}
	b.renderer = r
	r.draw()
	return r
}

type hitBodyRenderer struct {
	b       *hitBody
	sketch  sketch
	objects []fyne.CanvasObject
}

// draw makes objects for the rows that are in sight.
func (r *hitBodyRenderer) draw() {
	l := r.b.l
	pal := look.Current().Palette()
	top := l.scroll.Offset.Y
	bottom := top + l.scroll.Size().Height
	width := l.Size().Width
	size := rowSize()
	line := size * rowLeading
	left := 1.5 * look.Gap
	room := max(4*size, width-2.5*look.Gap)
	regular, bold := prose.FaceOf(size, false), prose.FaceOf(size, true)
	r.sketch.begin()
	for i := rowFrom(l.rows, top); i < len(l.rows) && l.rows[i].top < bottom; i++ {
		row := &l.rows[i]
		if row.top+row.height <= top {
			continue
		}
		if row.hit >= 0 && row.hit == l.now {
			r.sketch.rect(pal.Sheet, 0, row.top, width, row.height)
			r.sketch.rect(pal.Accent, 0, row.top, 4, row.height)
		}
		if i == r.b.hovered {
			r.sketch.rect(pal.Hover, 0, row.top, width, row.height)
		}
		if row.hit < 0 {
			ink := pal.Faint
			if row.to != nil {
				ink = pal.Accent
			}
			y := row.top + (row.height - float32(len(row.lines))*line)
			if row.to != nil {
				y = row.top + (row.height-float32(len(row.lines))*line)/2
			}
			for _, part := range row.lines {
				r.sketch.text(string(row.head[part.Start:part.End]), size, true, ink, left, y, line, false)
				y += line
			}
			continue
		}
		text, lines, hit := l.context(row.hit, size, room)
		y := row.top + (row.height-float32(len(lines))*line)/2
		ground := pal.Found
		if row.hit == l.now {
			ground = pal.FoundNow
		}
		for _, part := range lines {
			x := left
			end := min(part.End, len(text))
			say := func(from, to int, strong bool) {
				from, to = max(from, part.Start), min(to, end)
				if from >= to {
					return
				}
				face := regular
				if strong {
					face = bold
					r.sketch.rect(ground, x, y, face.Width(text[from:to]), line)
				}
				r.sketch.text(string(text[from:to]), size, strong, pal.Ink, x, y, line, false)
				x += face.Width(text[from:to])
			}
			say(part.Start, hit.Start, false)
			say(hit.Start, hit.End, true)
			say(hit.End, end, false)
			y += line
		}
	}
	r.objects = append(r.objects[:0], r.sketch.end()...)
	canvas.Refresh(r.b)
}

// rowFrom is the last row that begins at or above a height.
func rowFrom(rows []hitRow, y float32) int {
	low, high := 0, len(rows)
	for low < high {
		if middle := (low + high) / 2; rows[middle].top <= y {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return max(0, low-1)
}

func (r *hitBodyRenderer) Layout(fyne.Size) { r.draw() }

func (r *hitBodyRenderer) MinSize() fyne.Size {
	height := float32(0)
	if n := len(r.b.l.rows); n > 0 {
		height = r.b.l.rows[n-1].top + r.b.l.rows[n-1].height
	}
	return fyne.NewSize(1, height)
}

func (r *hitBodyRenderer) Refresh()                     { r.draw() }
func (r *hitBodyRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *hitBodyRenderer) Destroy()                     {}
