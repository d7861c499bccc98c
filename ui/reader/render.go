package reader

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"piaojue/app/report"
	"piaojue/ui/look"
)

// CreateRenderer is for Fyne.
func (p *page) CreateRenderer() fyne.WidgetRenderer {
	r := &pageRenderer{p: p, ground: canvas.NewRectangle(nil), focus: canvas.NewRectangle(nil), shown: map[lineKey]*setLine{}}
	p.renderer = r
	r.draw()
	return r
}

// draw shows the present state.
func (p *page) draw() {
	if p.renderer != nil {
		p.renderer.draw()
	}
}

// pageRenderer holds the objects of the lines that are seen. A line that stays
// in sight keeps its objects and is only moved; those of a line that left are
// used again.
type pageRenderer struct {
	p       *page
	ground  *canvas.Rectangle
	focus   *canvas.Rectangle // at the side of the page while keys go to it
	shown   map[lineKey]*setLine
	spare   []*canvas.Text
	rects   []*canvas.Rectangle // grounds of passages and the caret
	used    int                 // of rects
	objects []fyne.CanvasObject
	drawn   int // counts draws
}

type lineKey struct{ block, line int }

// setLine is a line as it is on the page.
type setLine struct {
	edition int
	runs    []run
	texts   []*canvas.Text
	drawn   int
}

// run is a part of a line in one face and one colour.
type run struct {
	from, to int
	bold     bool
	colour   color.NRGBA
	sign     string // not the text but the signs of what is noted
}

func (r *pageRenderer) draw() {
	p := r.p
	pal := look.Current().Palette()
	size := p.Size()
	r.drawn++
	r.used = 0
	r.ground.FillColor = pal.Sheet
	r.ground.Resize(size)

	var texts []fyne.CanvasObject
	if p.report != nil && size.Height > 0 {
		first, last := p.col.settle()
		bottom := p.col.top + float64(p.col.view)
		for i := first; i <= last; i++ {
			for j := range p.col.blocks[i].lines {
				top := p.col.lineTop(i, j)
				if top >= bottom || top+float64(p.col.blocks[i].step()) <= p.col.top {
					continue
				}
				for _, t := range r.line(i, j, float32(math.Round(top-p.col.top)), pal) {
					texts = append(texts, t)
				}
			}
		}
	}
	for key, l := range r.shown {
		if l.drawn != r.drawn {
			r.spare = append(r.spare, l.texts...)
			delete(r.shown, key)
		}
	}
	r.objects = append(r.objects[:0], r.ground)
	for _, rect := range r.rects[:r.used] {
		r.objects = append(r.objects, rect)
	}
	r.objects = append(r.objects, texts...)
	if p.caretSeen() {
		s := p.col.spotOf(p.sel.to)
		caret := r.rect(pal.Accent)
		caret.Resize(fyne.NewSize(2, 1.3*p.size))
		caret.Move(fyne.NewPos(p.left+s.x-1, float32(s.y-p.col.top)+(s.step-1.3*p.size)/2))
		r.objects = append(r.objects, caret)
	}
	if p.focused {
		r.focus.FillColor = pal.Accent
		r.focus.Resize(fyne.NewSize(3, size.Height))
		r.objects = append(r.objects, r.focus)
	}
	canvas.Refresh(p)
}

// line draws the grounds of a line and gives its texts, at a height of the page.
func (r *pageRenderer) line(i, j int, y float32, pal look.Palette) []*canvas.Text {
	p := r.p
	b := &p.col.blocks[i]
	l := report.Range{Start: b.start + b.lines[j].Start, End: b.start + b.lines[j].End}
	left := p.left + p.col.lineLeft(i, j)
	band := func(at report.Range, colour color.NRGBA, top, height float32) {
		x := left + p.col.extent(b, l.Start, at.Start)
		rect := r.rect(colour)
		rect.Resize(fyne.NewSize(p.col.extent(b, at.Start, at.End), height))
		rect.Move(fyne.NewPos(x, y+top))
	}
	full := 1.45 * b.size
	over := (b.step() - full) / 2

	ink := pal.Ink
	if b.faint {
		ink = pal.Faint
	}
	colours := make([]color.NRGBA, l.End-l.Start)
	for k := range colours {
		colours[k] = ink
	}
	paint := func(at report.Range, ground, text color.NRGBA) {
		band(at, ground, over, full)
		for k := at.Start; k < at.End; k++ {
			colours[k-l.Start] = text
		}
	}
	signs := p.drawMarks(l, pal, full, func(at report.Range, fill, text color.NRGBA, inset float32) {
		band(at, fill, over+inset, full-2*inset)
		for k := at.Start; k < at.End; k++ {
			colours[k-l.Start] = text
		}
	}, func(at report.Range, fill color.NRGBA, bottom, thick float32) {
		band(at, fill, over+full-bottom-thick, thick)
	})
	if at, ok := meet(p.flash.at, l); ok {
		paint(at, pal.FoundNow, pal.Ink)
	}
	hits, from := among(p.hits, l)
	for k, h := range hits {
		at, _ := meet(h, l)
		if from+k == p.hit {
			paint(at, pal.FoundNow, pal.Ink)
			band(at, pal.Ink, over+full-2, 2)
		} else {
			paint(at, pal.Found, pal.Ink)
		}
	}
	if at, ok := meet(p.sel.span(), l); ok {
		paint(at, pal.Select, pal.Ink)
	}

	r.underTerms(i, j, y, pal)

	row := &b.lines[j]
	var runs []run
	part := 0
	for k, c := range colours {
		o := l.Start + k
		bold := b.isBold(o)
		anew := part < len(row.Parts) && row.Parts[part] == k
		if anew {
			part++
		}
		if n := len(runs); n > 0 && !anew && runs[n-1].bold == bold && runs[n-1].colour == c {
			runs[n-1].to = o + 1
			continue
		}
		runs = append(runs, run{from: o, to: o + 1, bold: bold, colour: c})
	}
	if signs != "" {
		runs = append(runs, run{colour: pal.Accent, sign: signs})
	}
	key := lineKey{i, j}
	set := r.shown[key]
	if set == nil {
		set = &setLine{}
		r.shown[key] = set
	}
	set.drawn = r.drawn
	if set.edition != p.col.edition || !slices.Equal(set.runs, runs) {
		r.spare = append(r.spare, set.texts...)
		set.texts = set.texts[:0]
		set.edition, set.runs = p.col.edition, runs
		for _, run := range runs {
			set.texts = append(set.texts, r.text(b, run))
		}
	}
	for k, t := range set.texts {
		run := set.runs[k]
		height := t.Size().Height
		if run.sign != "" {
			t.Move(fyne.NewPos(p.left+p.col.width+0.3*p.size, y+(b.step()-height)/2))
			continue
		}
		t.Move(fyne.NewPos(left+row.Ink[run.from-l.Start], y+(b.step()-height)/2))
	}
	return set.texts
}

// underTerms marks the terms of the glossary in a line with dots below them, the
// one that the pointer is over or whose card is open with a rule.
func (r *pageRenderer) underTerms(i, j int, y float32, pal look.Palette) {
	p := r.p
	b := &p.col.blocks[i]
	l := report.Range{Start: b.start + b.lines[j].Start, End: b.start + b.lines[j].End}
	left := p.left + p.col.lineLeft(i, j)
	y += float32(math.Round(float64((b.step() + 1.25*b.size) / 2)))
	for _, m := range p.termsOf(b) {
		at, ok := meet(m.Range, l)
		if !ok {
			continue
		}
		from := left + p.col.extent(b, l.Start, at.Start)
		to := from + p.col.extent(b, at.Start, at.End)
		// Not under the blank halves of quotation marks.
		if p.col.extent(b, at.Start, at.Start+1) > 0.9*b.size && strings.ContainsRune("“‘《（", p.col.text[at.Start]) {
			from += 0.5 * b.size
		}
		if p.col.extent(b, at.End-1, at.End) > 0.9*b.size && strings.ContainsRune("”’》）", p.col.text[at.End-1]) {
			to -= 0.5 * b.size
		}
		put := func(x, width float32, c color.NRGBA) {
			rect := r.rect(c)
			rect.Resize(fyne.NewSize(width, 2))
			rect.Move(fyne.NewPos(x, y))
		}
		if is(p.term, m) || is(p.over, m) {
			put(from, to-from, pal.Accent)
			continue
		}
		for x := from + 1; x+2 <= to; x += 5 {
			put(x, 2, pal.Faint)
		}
	}
}

// text is an object for a run, a used one where there is one.
func (r *pageRenderer) text(b *block, run run) *canvas.Text {
	var t *canvas.Text
	if n := len(r.spare); n > 0 {
		t = r.spare[n-1]
		r.spare = r.spare[:n-1]
	} else {
		t = canvas.NewText("", nil)
	}
	t.Text, t.TextSize = string(r.p.col.text[run.from:run.to]), b.size
	if run.sign != "" {
		t.Text, t.TextSize = run.sign, 0.75*r.p.size
	}
	t.TextStyle.Bold, t.Color = run.bold, run.colour
	t.Resize(t.MinSize())
	t.Refresh()
	return t
}

// rect is the next rectangle, in a colour.
func (r *pageRenderer) rect(c color.NRGBA) *canvas.Rectangle {
	if r.used == len(r.rects) {
		r.rects = append(r.rects, canvas.NewRectangle(c))
	}
	rect := r.rects[r.used]
	r.used++
	if rect.FillColor != c {
		rect.FillColor = c
		rect.Refresh()
	}
	return rect
}

// Layout sets the text for another size of the page.
func (r *pageRenderer) Layout(fyne.Size) {
	if r.p.report != nil {
		r.p.set()
	}
	r.draw()
	if r.p.onMoved != nil {
		r.p.onMoved()
	}
}

// MinSize is a dozen characters in three lines; a page is given all there is.
func (r *pageRenderer) MinSize() fyne.Size {
	text := look.Current().TextSize()
	return fyne.NewSize(12*text+2*gutter(text), 3*leading*text)
}

// Refresh draws in other colours too.
func (r *pageRenderer) Refresh() { r.draw() }

// Objects are those of what is seen.
func (r *pageRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Destroy is for Fyne.
func (r *pageRenderer) Destroy() {}
