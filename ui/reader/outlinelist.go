package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// outlineList draws the entries of the outline that are in sight. With the
// focus, ↑ and ↓ go through them, → and ← unfold and fold, and the space bar
// goes to the place.
type outlineList struct {
	widget.BaseWidget
	o        *outline
	roots    []*entry
	rows     []*entry // those not folded away
	here     *entry   // where the reader is
	cursor   *entry   // where the keys are
	hovered  *entry
	focused  bool
	width    float32 // for which rows are arranged
	size     float32
	renderer *rowsRenderer
}

func newOutlineList(o *outline) *outlineList {
	l := &outlineList{o: o}
	l.ExtendBaseWidget(l)
	return l
}

const (
	foldRoom   = 1.8 // at the left of an entry, for the sign that unfolds it; in characters
	rowLeading = 1.4
)

// rowSize is the text size of entries.
func rowSize() float32 { return look.Current().TextSize() * 0.94 }

// all gives every entry, folded away or not.
func (l *outlineList) all() []*entry {
	var out []*entry
	var walk func([]*entry)
	walk = func(es []*entry) {
		for _, e := range es {
			out = append(out, e)
			walk(e.children)
		}
	}
	walk(l.roots)
	return out
}

// holding is the innermost entry in sight of the outline that heads an offset.
func (l *outlineList) holding(offset int) *entry {
	var found *entry
	es := l.roots
	for {
		var next *entry
		for _, e := range es {
			if offset >= e.at.Start && offset < e.at.End {
				next = e
			}
		}
		if next == nil {
			return found
		}
		found = next
		if !next.open {
			return found
		}
		es = next.children
	}
}

// arrange breaks the titles for the present width and text size.
func (l *outlineList) arrange() {
	l.size = rowSize()
	l.rows = l.rows[:0]
	y := float32(0)
	var walk func([]*entry)
	walk = func(es []*entry) {
		for _, e := range es {
			face := prose.FaceOf(l.size, e.level == 1)
			e.lines = balanced(e.title, face.Advance, max(4*l.size, l.width-l.left(e)-l.countRoom()))
			e.top = y
			e.height = max(look.Target, float32(len(e.lines))*l.size*rowLeading+1.5*look.Gap)
			y += e.height
			l.rows = append(l.rows, e)
			if e.open {
				walk(e.children)
			}
		}
	}
	walk(l.roots)
}

// unshown is how many notes lie under an entry and under no entry in sight
// below it.
func (e *entry) unshown() int {
	n := e.notes
	if e.open {
		for _, c := range e.children {
			n -= c.notes
		}
	}
	return n
}

// balanced breaks a title into as few lines as fit, and these as alike in length
// as they can be, so that no single character is left over.
func balanced(title []rune, advance prose.Advance, width float32) []prose.Line {
	lines := prose.Lines(title, advance, width, 0)
	if len(lines) == 1 {
		return lines
	}
	low, high := width/2, width
	for range 6 {
		middle := (low + high) / 2
		if narrower := prose.Lines(title, advance, middle, 0); len(narrower) <= len(lines) {
			lines, high = narrower, middle
		} else {
			low = middle
		}
	}
	return lines
}

// left is where the title of an entry begins.
func (l *outlineList) left(e *entry) float32 {
	return foldRoom*l.size + float32(e.level-1)*look.Gap*1.5
}

// countRoom is kept free at the right for the number of notes.
func (l *outlineList) countRoom() float32 { return 1.9 * l.size }

func (l *outlineList) draw() {
	if l.renderer != nil {
		l.renderer.draw()
	}
}

// rowAt is the entry at a height.
func (l *outlineList) rowAt(y float32) *entry {
	for _, e := range l.rows {
		if y >= e.top && y < e.top+e.height {
			return e
		}
	}
	return nil
}

// Tapped goes to the place, or unfolds where the sign for it was clicked.
func (l *outlineList) Tapped(e *fyne.PointEvent) {
	row := l.rowAt(e.Position.Y)
	if row == nil {
		return
	}
	l.cursor = row
	if len(row.children) > 0 && e.Position.X < l.left(row) {
		l.fold(row, !row.open)
		return
	}
	l.o.going(row.at.Start)
}

// fold folds or unfolds an entry.
func (l *outlineList) fold(e *entry, open bool) {
	if len(e.children) == 0 || e.open == open {
		return
	}
	e.open = open
	l.o.arrange()
}

func (l *outlineList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

func (l *outlineList) MouseMoved(e *desktop.MouseEvent) {
	if row := l.rowAt(e.Position.Y); row != l.hovered {
		l.hovered = row
		l.draw()
	}
}

func (l *outlineList) MouseOut() {
	l.hovered = nil
	l.draw()
}

func (l *outlineList) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *outlineList) FocusGained() {
	l.focused = true
	if l.cursor == nil {
		l.cursor = l.here
	}
	if l.cursor == nil && len(l.rows) > 0 {
		l.cursor = l.rows[0]
	}
	l.draw()
}

func (l *outlineList) FocusLost() {
	l.focused = false
	l.draw()
}

func (l *outlineList) TypedRune(rune) {}

func (l *outlineList) TypedKey(e *fyne.KeyEvent) {
	at := -1
	for i, row := range l.rows {
		if row == l.cursor {
			at = i
		}
	}
	if at < 0 {
		return
	}
	switch e.Name {
	case fyne.KeyUp:
		at = max(0, at-1)
	case fyne.KeyDown:
		at = min(len(l.rows)-1, at+1)
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = len(l.rows) - 1
	case fyne.KeyRight:
		l.fold(l.cursor, true)
		return
	case fyne.KeyLeft:
		if !l.cursor.open && l.cursor.parent != nil {
			l.cursor = l.cursor.parent
			l.o.reveal(l.cursor)
			l.draw()
			return
		}
		l.fold(l.cursor, false)
		return
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.o.going(l.cursor.at.Start)
		return
	default:
		return
	}
	l.cursor = l.rows[at]
	l.o.reveal(l.cursor)
	l.draw()
}

// CreateRenderer is for Fyne.
func (l *outlineList) CreateRenderer() fyne.WidgetRenderer {
	r := &rowsRenderer{l: l, ring: canvas.NewRectangle(color.Transparent)}
	l.renderer = r
	r.draw()
	return r
}

type rowsRenderer struct {
	l       *outlineList
	ring    *canvas.Rectangle
	sketch  sketch
	objects []fyne.CanvasObject
}

// draw makes objects for the rows that are in sight.
func (r *rowsRenderer) draw() {
	l := r.l
	p := look.Current().Palette()
	top := l.o.scroll.Offset.Y
	bottom := top + l.o.scroll.Size().Height
	r.sketch.begin()
	rect := r.sketch.rect
	text := func(s string, bold bool, c color.Color, x, y float32, right bool) {
		r.sketch.text(s, l.size, bold, c, x, y, l.size*rowLeading, right)
	}
	var ringed *entry
	for _, e := range l.rows {
		if e.top+e.height <= top || e.top >= bottom {
			continue
		}
		ink := p.Ink
		if e == l.here {
			rect(p.Sheet, 0, e.top, l.width, e.height)
			rect(p.Accent, 0, e.top, 4, e.height)
			ink = p.Accent
		}
		if e == l.hovered {
			rect(p.Hover, 0, e.top, l.width, e.height)
		}
		if l.focused && e == l.cursor {
			ringed = e
		}
		y := e.top + (e.height-float32(len(e.lines))*l.size*rowLeading)/2
		if len(e.children) > 0 {
			sign := words.T("reader.outline.closed")
			if e.open {
				sign = words.T("reader.outline.open")
			}
			text(sign, false, p.Faint, l.left(e)-1.3*l.size, y, false)
		}
		for _, line := range e.lines {
			text(string(e.title[line.Start:line.End]), e.level == 1 || e == l.here, ink, l.left(e), y, false)
			y += l.size * rowLeading
		}
		if n := e.unshown(); n > 0 {
			text(words.T("reader.outline.notes", "N", n), false, p.Accent, l.width-look.Gap, e.top+(e.height-l.size*rowLeading)/2, true)
		}
	}
	r.objects = append(r.objects[:0], r.sketch.end()...)
	if ringed != nil {
		r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = p.Accent, 2, 4
		r.ring.Move(fyne.NewPos(1, ringed.top+1))
		r.ring.Resize(fyne.NewSize(l.width-2, ringed.height-2))
		r.objects = append(r.objects, r.ring)
	}
	canvas.Refresh(l)
}

func (r *rowsRenderer) Layout(fyne.Size) { r.draw() }

func (r *rowsRenderer) MinSize() fyne.Size {
	height := float32(0)
	if n := len(r.l.rows); n > 0 {
		height = r.l.rows[n-1].top + r.l.rows[n-1].height
	}
	return fyne.NewSize(1, height)
}

func (r *rowsRenderer) Refresh() { r.draw() }

func (r *rowsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *rowsRenderer) Destroy() {}
