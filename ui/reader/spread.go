package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
)

// side is one of the two panels beside the page.
type side int

const (
	noSide side = iota
	outlineSide
	notesSide
)

// spread lays the outline, the page and the notes side by side as far as there
// is room: both panels, or the one that was asked for last, or none, and then
// the one that is asked for lies over the page.
type spread struct {
	widget.BaseWidget
	outline, page, notes fyne.CanvasObject

	hasOutline bool // a plain text has none
	shut       map[side]bool
	latest     side // asked for last
	over       side // over the page, where there is no room beside it
	changed    func()

	left, right, cover float32 // widths; cover of the panel over the page
	veil               *ground
	leftRule           *canvas.Rectangle
	rightRule          *canvas.Rectangle
}

func newSpread(outline, page, notes fyne.CanvasObject) *spread {
	s := &spread{
		outline: outline, page: page, notes: notes, hasOutline: true, shut: map[side]bool{}, latest: outlineSide,
		veil: newGround(paper, 0), leftRule: canvas.NewRectangle(nil), rightRule: canvas.NewRectangle(nil),
	}
	s.ExtendBaseWidget(s)
	return s
}

// shows reports whether a panel can be seen.
func (s *spread) shows(which side) bool {
	if which == outlineSide {
		return s.left > 0 || s.over == outlineSide
	}
	return s.right > 0 || s.over == notesSide
}

// toggle shows a panel or takes it away.
func (s *spread) toggle(which side) {
	if s.shows(which) {
		s.close(which)
	} else {
		s.open(which)
	}
}

func (s *spread) open(which side) {
	if s.shows(which) || which == outlineSide && !s.hasOutline {
		return
	}
	s.shut[which] = false
	s.latest = which
	if s.room() == 0 {
		s.over = which
	}
	s.Refresh()
}

func (s *spread) close(which side) {
	if s.over == which {
		s.over = noSide
	} else {
		s.shut[which] = true
	}
	s.Refresh()
}

// uncover takes away what lies over the page.
func (s *spread) uncover() {
	if s.over != noSide {
		s.over = noSide
		s.Refresh()
	}
}

// widths are those of the panels.
func (s *spread) widths() (outline, notes float32) {
	text := look.Current().TextSize()
	w := s.Size().Width
	return min(max(240, 15.5*text), 0.8*w), min(max(280, 16*text), 0.8*w)
}

// pageFor is the width of a page whose lines hold so many characters.
func pageFor(characters float32) float32 {
	text := look.Current().TextSize()
	return characters*text + 2*gutter(text) + railWidth
}

// room is how many panels have room beside the page: both where they leave it
// lines of 32 characters, one where it leaves 24.
func (s *spread) room() int {
	outline, notes := s.widths()
	w := s.Size().Width
	switch {
	case w >= outline+notes+pageFor(32):
		return 2
	case w >= max(outline, notes)+pageFor(24):
		return 1
	}
	return 0
}

// arrange decides what is shown at the present width.
func (s *spread) arrange() {
	outline, notes := s.widths()
	wantOutline, wantNotes := s.hasOutline && !s.shut[outlineSide], !s.shut[notesSide]
	latest := s.latest
	if !s.hasOutline {
		latest = notesSide
	}
	s.left, s.right, s.cover = 0, 0, 0
	switch s.room() {
	case 2:
		s.over = noSide
		if wantOutline {
			s.left = outline
		}
		if wantNotes {
			s.right = notes
		}
	case 1:
		s.over = noSide
		if wantOutline && latest == outlineSide {
			s.left = outline
		}
		if wantNotes && latest == notesSide {
			s.right = notes
		}
	default:
		if s.over == outlineSide {
			s.cover = outline
		}
		if s.over == notesSide {
			s.cover = notes
		}
	}
}

// CreateRenderer is for Fyne.
func (s *spread) CreateRenderer() fyne.WidgetRenderer { return &spreadRenderer{s: s} }

type spreadRenderer struct {
	s     *spread
	shown [2]bool
}

// rule is the width of a line between panels.
const rule = 1

func (r *spreadRenderer) Layout(size fyne.Size) {
	s := r.s
	s.arrange()
	line := look.Current().Palette().Line
	s.leftRule.FillColor, s.rightRule.FillColor = line, line

	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
	x, w := float32(0), size.Width
	if s.left > 0 {
		put(s.outline, 0, s.left)
		put(s.leftRule, s.left, rule)
		x, w = s.left+rule, w-s.left-rule
	}
	if s.right > 0 {
		put(s.notes, size.Width-s.right, s.right)
		put(s.rightRule, size.Width-s.right-rule, rule)
		w -= s.right + rule
	}
	put(s.page, x, max(0, w))
	switch s.over {
	case outlineSide:
		put(s.veil, 0, s.cover)
		put(s.outline, 0, s.cover)
		put(s.leftRule, s.cover, rule)
	case notesSide:
		put(s.veil, size.Width-s.cover, s.cover)
		put(s.notes, size.Width-s.cover, s.cover)
		put(s.rightRule, size.Width-s.cover-rule, rule)
	}
	if now := [2]bool{s.shows(outlineSide), s.shows(notesSide)}; now != r.shown {
		r.shown = now
		if s.changed != nil {
			s.changed()
		}
	}
}

// Objects are the page and those panels that are shown, what lies over the page
// last.
func (r *spreadRenderer) Objects() []fyne.CanvasObject {
	s := r.s
	out := []fyne.CanvasObject{s.page}
	if s.over != noSide {
		out = append(out, s.veil)
	}
	if s.shows(outlineSide) {
		out = append(out, s.outline, s.leftRule)
	}
	if s.shows(notesSide) {
		out = append(out, s.notes, s.rightRule)
	}
	return out
}

func (r *spreadRenderer) MinSize() fyne.Size { return r.s.page.MinSize() }

func (r *spreadRenderer) Refresh() {
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.s)
}

func (r *spreadRenderer) Destroy() {}
