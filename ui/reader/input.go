package reader

import (
	"math"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"piaojue/app/note"
)

// act is something that a key asks for and the screen does.
type act struct {
	do     string // one of the names below
	colour note.Colour
	kind   note.Kind
	back   bool // for find: the one before
}

// The acts.
const (
	actPaint  = "paint"  // highlight what is selected, or paint the chosen note
	actKind   = "kind"   // make a note of a kind, or write the chosen one
	actTags   = "tags"   // of the chosen note
	actCopy   = "copy"   // as shown
	actSource = "source" // as in the source
	actPlace  = "place"  // as a quotation with its place
	actRemove = "remove" // the chosen note
	actUndo   = "undo"
	actRedo   = "redo"
	actFind   = "find" // the next hit
	actLeave  = "leave"
	actBack   = "back"  // to where one jumped from
	actOn     = "on"    // forward again
	actTerm   = "term"  // the next term of the glossary
	actEntry  = "entry" // to the entry of the term whose card is open
	actShut   = "shut"  // that card
)

var (
	_ fyne.Focusable         = (*page)(nil)
	_ fyne.Shortcutable      = (*page)(nil)
	_ fyne.Draggable         = (*page)(nil)
	_ fyne.Scrollable        = (*page)(nil)
	_ fyne.SecondaryTappable = (*page)(nil)
	_ desktop.Keyable        = (*page)(nil)
	_ desktop.Mouseable      = (*page)(nil)
	_ desktop.Cursorable     = (*page)(nil)
	_ desktop.Hoverable      = (*page)(nil)
)

// press is what is known about the button that is, or was last, held down.
type press struct {
	down    bool
	dragged bool
	clicks  int
	at      time.Time
	where   fyne.Position
	last    fyne.Position // of the pointer while dragging
}

// clickGap is how far apart in time the clicks of a double click may be: slow
// hands are given more than most systems give.
const clickGap = 550 * time.Millisecond

// MouseDown puts the caret, takes a word, a sentence or a paragraph, or with
// Shift stretches what is selected.
func (p *page) MouseDown(e *desktop.MouseEvent) {
	p.focus()
	if e.Button != desktop.MouseButtonPrimary || !p.col.ready() {
		return
	}
	p.halt()
	again := p.now().Sub(p.press.at) < clickGap && near(p.press.where, e.Position)
	clicks := 1
	if again && !p.press.dragged {
		clicks = p.press.clicks%4 + 1
	}
	p.press = press{down: true, clicks: clicks, at: p.now(), where: e.Position, last: e.Position}
	gap := p.gapUnder(e.Position)
	if clicks > 1 {
		offset := gap
		if o, ok := p.runeUnder(e.Position); ok {
			offset = o
		} else if b := p.col.blocks[p.col.blockOf(gap)]; gap == b.end && gap > b.start {
			offset = gap - 1
		}
		p.take(unit(clicks-1), offset)
		return
	}
	if e.Modifier&fyne.KeyModifierShift != 0 || p.shift {
		p.sel.unit = runes
		p.stretch(gap)
		return
	}
	p.sel = selection{from: gap, to: gap}
	p.selected()
}

func near(a, b fyne.Position) bool {
	return math.Abs(float64(a.X-b.X)) < 6 && math.Abs(float64(a.Y-b.Y)) < 6
}

// MouseUp ends a press: a mere click chooses the highlight under it.
func (p *page) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || !p.press.down {
		return
	}
	p.press.down = false
	p.halt()
	if !p.press.dragged && p.press.clicks == 1 && p.sel.empty() && p.onMark != nil {
		id := ""
		o, ok := p.runeUnder(e.Position)
		if ok {
			if m, ok := p.markAt(o); ok {
				id = m.id
			}
		}
		p.onMark(id)
		p.clickTerm(o, ok)
	}
	p.selected()
}

// Dragged stretches the selection; beyond an edge the text rolls on.
func (p *page) Dragged(e *fyne.DragEvent) {
	if !p.press.down {
		return
	}
	p.press.dragged = true
	p.press.last = e.Position
	p.stretch(p.gapUnder(e.Position))
	switch {
	case e.Position.Y < 0:
		p.startRoll(e.Position.Y)
	case e.Position.Y > p.Size().Height:
		p.startRoll(e.Position.Y - p.Size().Height)
	default:
		p.roll.stop()
	}
}

// DragEnd leaves the keys with the page, wherever the button was let go.
func (p *page) DragEnd() {
	p.press.down = false
	p.halt()
	p.focus()
	p.selected()
}

func (p *page) gapUnder(at fyne.Position) int {
	return p.col.gap(at.X-p.left, p.col.top+float64(at.Y))
}

func (p *page) runeUnder(at fyne.Position) (int, bool) {
	return p.col.runeAt(at.X-p.left, p.col.top+float64(at.Y))
}

// TappedSecondary opens the menu.
func (p *page) TappedSecondary(e *fyne.PointEvent) {
	if p.onMenu != nil {
		p.onMenu(e.AbsolutePosition)
	}
}

// Cursor is that of text, over a term of the glossary that of a link.
func (p *page) Cursor() desktop.Cursor {
	if p.over != nil {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// Scrolled moves the text. A wheel goes three lines a notch and glides there; a
// touch pad sends many small steps, which are followed as they come.
func (p *page) Scrolled(e *fyne.ScrollEvent) {
	by := -e.Scrolled.DY
	if runtime.GOOS == "darwin" || math.Abs(float64(by)) < notch {
		p.scrollTo(p.col.top + float64(by))
		return
	}
	p.glideBy(by / notch * 3 * leading * p.size)
}

// notch is what Fyne makes of one notch of a wheel, outside macOS.
const notch = 25

func (p *page) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && c.Focused() != fyne.Focusable(p) {
		c.Focus(p)
	}
}

// FocusGained shows that keys go to the page.
func (p *page) FocusGained() {
	p.focused = true
	p.draw()
}

// FocusLost forgets the keys that are held down.
func (p *page) FocusLost() {
	p.focused, p.shift = false, false
	p.draw()
}

// KeyDown and KeyUp follow the Shift key.
func (p *page) KeyDown(e *fyne.KeyEvent) { p.shiftKey(e.Name, true) }

// KeyUp is for Fyne.
func (p *page) KeyUp(e *fyne.KeyEvent) { p.shiftKey(e.Name, false) }

func (p *page) shiftKey(k fyne.KeyName, down bool) {
	if k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight {
		p.shift = down
	}
}

// TypedRune does what a letter or a figure stands for. It is not done on the
// key: the rune that follows would be typed into the note that the key opened.
func (p *page) TypedRune(r rune) {
	if p.report == nil || !p.col.ready() {
		return
	}
	ask := func(a act) {
		if p.onKey != nil {
			p.onKey(a)
		}
	}
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFEE0 // an input method that is set to full width
	}
	switch r {
	case '1', 'h', 'H':
		ask(act{do: actPaint, colour: note.Yellow})
	case '2':
		ask(act{do: actPaint, colour: note.Green})
	case '3':
		ask(act{do: actPaint, colour: note.Blue})
	case '4':
		ask(act{do: actPaint, colour: note.Pink})
	case 'u', 'U':
		ask(act{do: actKind, kind: note.Underline})
	case 'n', 'N':
		ask(act{do: actKind, kind: note.Remark})
	case 'q', 'Q':
		ask(act{do: actKind, kind: note.Question})
	case 'j', 'J':
		ask(act{do: actKind, kind: note.Suggestion})
	case 't', 'T':
		ask(act{do: actTags})
	case 'd', 'D':
		ask(act{do: actPlace})
	case 'c', 'C':
		ask(act{do: actCopy})
	case 'w', 'W':
		p.takeHere(wholeWords)
	case 's', 'S':
		p.takeHere(wholeSentences)
	case 'g', 'G':
		ask(act{do: actTerm})
	}
}

// TypedKey reads on, moves the caret, or asks for an act.
func (p *page) TypedKey(e *fyne.KeyEvent) {
	if p.report == nil || !p.col.ready() {
		return
	}
	if p.moveKey(e.Name) {
		return
	}
	ask := func(a act) {
		if p.onKey != nil {
			p.onKey(a)
		}
	}
	switch e.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		ask(act{do: actRemove})
	case fyne.KeyF3:
		ask(act{do: actFind, back: p.shift})
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.term != nil {
			ask(act{do: actEntry})
		}
	case fyne.KeyEscape:
		if p.term != nil {
			ask(act{do: actShut})
			return
		}
		if p.sel.empty() && !p.sel.caret {
			ask(act{do: actLeave})
			return
		}
		p.sel = selection{from: p.sel.to, to: p.sel.to}
		p.selected()
	}
}

// takeHere selects the word or sentence in which the caret stands or, where it
// is out of sight, the first one that begins in sight.
func (p *page) takeHere(u unit) {
	at := p.sel.span().Start
	seen := p.inView(at)
	if !seen {
		at = p.firstWhole()
	}
	b := p.col.blocks[p.col.blockOf(at)]
	at = max(b.start, min(at, b.end-1))
	if found := p.whole(u, at); !seen && found.Start < at && found.End < b.end {
		at = found.End
	}
	p.take(u, at)
	p.sel.caret = true
	p.draw()
}

// moveKey does the keys that move, and reports whether it was one.
func (p *page) moveKey(k fyne.KeyName) bool {
	line := leading * p.size
	withCaret := p.shift || p.sel.caret
	if withCaret || k == fyne.KeyLeft || k == fyne.KeyRight {
		switch k {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
			p.findCaret()
		}
	}
	switch k {
	case fyne.KeyUp:
		if withCaret {
			p.caretUp(-1, p.shift)
		} else {
			p.glideBy(-2 * line)
		}
	case fyne.KeyDown:
		if withCaret {
			p.caretUp(1, p.shift)
		} else {
			p.glideBy(2 * line)
		}
	case fyne.KeyLeft:
		p.caretBy(-1, p.shift)
	case fyne.KeyRight:
		p.caretBy(1, p.shift)
	case fyne.KeyPageUp:
		p.turn(-1)
	case fyne.KeyPageDown:
		p.turn(1)
	case fyne.KeySpace:
		if p.shift {
			p.turn(-1)
		} else {
			p.turn(1)
		}
	case fyne.KeyHome:
		if withCaret {
			p.moveCaret(p.lineEnd(false), p.shift)
		} else {
			p.scrollTo(0)
		}
	case fyne.KeyEnd:
		if withCaret {
			p.moveCaret(p.lineEnd(true), p.shift)
		} else {
			p.scrollTo(math.MaxInt32)
		}
	default:
		return false
	}
	return true
}

// turn goes a page on or back. The last line that was seen whole is the first
// of the next page, so that the eye finds it again, and no line is cut at the top.
func (p *page) turn(by int) {
	if p.sel.empty() {
		p.sel.caret = false
	}
	p.glideBy(p.turning(by))
}

// turning is the distance by which a page is turned.
func (p *page) turning(by int) float32 {
	c := &p.col
	// What is looked at is laid out first: that may move everything.
	from := &c.top
	if p.glide.running != nil {
		from = &p.glide.to
	}
	layTo := func(y float64, i, step int) {
		for ; i >= 0 && i < len(c.blocks); i += step {
			before := c.moved
			c.lay(i)
			if from != &c.top {
				*from += c.moved - before
			}
			y += c.moved - before
			if step < 0 && c.at(i) < y || step > 0 && c.at(i+1) > y {
				return
			}
		}
	}
	layTo(*from+float64(c.view), c.blockAt(*from), 1)
	if by < 0 {
		layTo(*from-float64(c.view), c.blockAt(*from), -1)
	}
	top := *from
	line := float64(leading * p.size)
	bottom := top + float64(c.view)
	if by > 0 {
		i, j := c.lineAt(bottom - 1)
		if c.lineTop(i, j)+float64(c.blocks[i].step()) > bottom+0.5 {
			i, j = c.lineBefore(i, j)
		}
		return float32(max(line, c.lineTop(i, j)-top))
	}
	// The first line that is seen whole becomes the last.
	i, j := c.lineAt(top)
	if c.lineTop(i, j) < top-0.5 {
		i, j = c.lineAfter(i, j)
	}
	want := c.lineTop(i, j) + float64(c.blocks[i].step()) - float64(c.view)
	if want <= 0 {
		return float32(-top)
	}
	i, j = c.lineAt(want)
	if c.lineTop(i, j) < want-0.5 {
		i, j = c.lineAfter(i, j)
	}
	return float32(min(-line, c.lineTop(i, j)-top))
}

// TypedShortcut does the page's own and leaves the others to the window.
func (p *page) TypedShortcut(s fyne.Shortcut) {
	if p.report != nil && p.col.ready() && p.ownShortcut(s) {
		return
	}
	passOn(p, s)
}

func (p *page) ownShortcut(s fyne.Shortcut) bool {
	ask := func(a act) bool {
		if p.onKey != nil {
			p.onKey(a)
		}
		return true
	}
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		return ask(act{do: actCopy})
	case *fyne.ShortcutUndo:
		return ask(act{do: actUndo})
	case *fyne.ShortcutRedo:
		return ask(act{do: actRedo})
	case *fyne.ShortcutSelectAll:
		p.selectAll()
		return true
	case *desktop.CustomShortcut:
		return p.customShortcut(s, ask)
	}
	return false
}

func (p *page) customShortcut(s *desktop.CustomShortcut, ask func(act) bool) bool {
	control := fyne.KeyModifierShortcutDefault
	switch {
	case s.Modifier == fyne.KeyModifierAlt && s.KeyName == fyne.KeyLeft, s.Modifier == control && s.KeyName == fyne.KeyLeftBracket:
		return ask(act{do: actBack})
	case s.Modifier == fyne.KeyModifierAlt && s.KeyName == fyne.KeyRight, s.Modifier == control && s.KeyName == fyne.KeyRightBracket:
		return ask(act{do: actOn})
	}
	extend := s.Modifier == control|fyne.KeyModifierShift
	if s.Modifier != control && !extend {
		return false
	}
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		p.findCaret()
	}
	switch s.KeyName {
	case fyne.KeyC:
		return ask(act{do: actSource})
	case fyne.KeyZ:
		return ask(act{do: actRedo})
	case fyne.KeyLeft:
		p.moveCaret(p.wordBeyond(p.sel.to, -1), extend)
	case fyne.KeyRight:
		p.moveCaret(p.wordBeyond(p.sel.to, 1), extend)
	case fyne.KeyHome:
		p.moveCaret(p.col.blocks[0].start, extend)
	case fyne.KeyEnd:
		p.moveCaret(p.col.blocks[len(p.col.blocks)-1].end, extend)
	default:
		return false
	}
	return true
}

// passOn gives a shortcut to the window: Fyne asks a focused widget instead of it.
func passOn(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
