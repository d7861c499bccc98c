package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// The parts that no finding is about: the report, the code of the station, and
// the assessment that another is compared with.
const (
	inReport  procedure.Part = "report"
	inStation procedure.Part = "station"
	inPast    procedure.Part = "past"
)

// part is one of the things to be prepared: under its heading what was found
// about it, and its fields.
type part struct {
	of     procedure.Part
	key    string   // names the text of its heading; "" for the usual one
	fields []*field // those that can hold what cannot be right
	filled func(v meeting.View) bool
	body   []fyne.CanvasObject
	first  fyne.Focusable // where the cursor goes (nil for the first in the body that takes it)

	root, found *fyne.Container
	head        *prose.Text
	link        *page.Button // in the outline
}

// The signs of a part: done, to be mended, worth a second look, left out.
const (
	signDone   = "✓"
	signWrong  = "▲"
	signOdd    = "●"
	signSpared = "○"
)

// sign says how a part stands, by what was found about it.
func (p *part) sign(v meeting.View) string {
	sign := signSpared
	if p.filled(v) {
		sign = signDone
	}
	for _, f := range p.fields {
		if f.wrong() != "" && f.root.Visible() {
			return signWrong
		}
	}
	for _, f := range v.Findings {
		switch {
		case f.Part != p.of:
		case f.Blocking:
			return signWrong
		default:
			sign = signOdd
		}
	}
	if p.of == inStation && !v.HasCode {
		sign = signOdd // anybody could let a ballot through
	}
	return sign
}

func (p *part) name() string {
	if p.key != "" {
		return words.T(p.key)
	}
	return words.T("desk.part." + string(p.of))
}

// guide is the outline of the form. It stays above the page while that scrolls,
// shows how each part stands, and leads to it; its last button leads to the next
// part that holds up the freeze or, where none does, to the freeze.
type guide struct {
	s     *Screen
	parts []*part
	root  *fyne.Container
	next  *page.Button
	to    *part // where next leads; nil for the freeze
}

func newGuide(s *Screen, parts []*part) *guide {
	g := &guide{s: s, parts: parts, root: page.NewFlow(look.Gap / 2)}
	for _, p := range parts {
		p.head = prose.New("").Bold().Sized((*look.Look).Heading).AtLeast(4)
		p.found = page.NewColumn(look.Gap / 2)
		p.root = page.NewColumn(1.5*look.Gap, append([]fyne.CanvasObject{stage.Space(look.Gap), p.head, p.found}, p.body...)...)
		p.link = page.NewButton("", func() { g.lead(p) })
		g.root.Add(p.link)
	}
	g.next = page.NewButton("", func() { g.lead(g.to) })
	g.root.Add(g.next)
	return g
}

// lead brings a part to the top of the page and puts the cursor into it.
func (g *guide) lead(p *part) {
	if p == nil {
		g.s.both.Lead(g.s.freeze)
		return
	}
	g.s.both.Lead(p.root)
	first := p.first
	if first == nil {
		first = firstIn(p.root)
	}
	if first != nil {
		g.s.st.Window.Canvas().Focus(first)
	}
}

// firstIn is the first thing in a tree of containers that takes the keyboard.
func firstIn(o fyne.CanvasObject) fyne.Focusable {
	if !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		return f
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if f := firstIn(child); f != nil {
				return f
			}
		}
	}
	return nil
}

// show brings the outline and the parts up to date.
func (g *guide) show(v meeting.View) {
	g.to = nil
	for _, p := range g.parts {
		sign := p.sign(v)
		p.head.SetText(sign + " " + p.name())
		p.link.SetText(sign + " " + p.name())
		p.link.Importance = widget.LowImportance
		if sign == signWrong {
			p.link.Importance = widget.MediumImportance
			if g.to == nil {
				g.to = p
			}
		}
		p.link.Refresh()
		p.found.Objects = nil
		for _, f := range v.Findings {
			if f.Part == p.of {
				p.found.Add(finding(f))
			}
		}
		p.found.Hidden = len(p.found.Objects) == 0
	}
	g.next.Importance = widget.MediumImportance
	g.next.SetText(words.T("desk.guide.freeze"))
	if g.to != nil {
		g.next.Importance = widget.HighImportance
		g.next.SetText(words.T("desk.guide.next", "Part", g.to.name()))
	}
	g.next.Refresh()
}

// finding is what was found, in a line: on a ground where it holds up the freeze.
func finding(f procedure.Finding) fyne.CanvasObject {
	if f.Blocking {
		return warning(words.Say(f.Says))
	}
	return prose.New(signOdd + " " + words.Say(f.Says)).AtLeast(12)
}
