package reader

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// related is the part of the margin under the notes that names the projects of
// which the passage speaks that is selected or, where none is, that are in sight.
// A click goes to the project.
type related struct {
	st     *stage.Stage
	report *report.Report
	links  []stage.Linked
	at     report.Range
	shown  []stage.Linked // one for each project, in the order of the list

	root  *fyne.Container
	title *prose.Text
	list  *rows.List
	side  *fyne.Container // the whole margin
}

func newRelated(st *stage.Stage) *related {
	r := &related{st: st}
	r.title = prose.New("").Bold().AtLeast(4)
	r.list = rows.NewList()
	r.list.OnTapped = func(i int) {
		if i < len(r.shown) {
			st.Go(stage.Target{Place: stage.ProjectsPlace, Project: r.shown[i].Project})
		}
	}
	head := rows.NewColumn(0, widget.NewSeparator(), rows.NewPadded(cardGutter, look.Gap, r.title))
	r.root = rows.NewBorder(head, nil, r.list)
	r.root.Hide()
	return r
}

// relate sets the projects under the notes, as high as they need to be and at
// most two fifths of the margin, and has them follow what is selected.
func (s *Screen) relate() {
	s.related = newRelated(s.st)
	s.related.side = container.New(underNotes{s.related}, newGround(paper, 0), s.spread.notes, s.related.root)
	s.spread.notes = s.related.side
	selected := s.page.onSelect
	s.page.onSelect = func() { selected(); s.nearby() }
}

type underNotes struct{ r *related }

func (u underNotes) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	ground, margin, below := objects[0], objects[1], objects[2]
	height := float32(0)
	if below.Visible() {
		head := rows.Settle(u.r.root.Objects[0], size.Width)
		height = min(head+u.r.list.Needs(size.Width), 0.4*size.Height)
	}
	ground.Resize(size)
	margin.Resize(fyne.NewSize(size.Width, size.Height-height))
	below.Move(fyne.NewPos(0, size.Height-height))
	below.Resize(fyne.NewSize(size.Width, height))
}

func (u underNotes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 40) }

// read takes the links as they are now.
func (r *related) read() {
	now, _ := r.st.Report()
	if now != r.report || len(r.st.View().Setup.List.Projects) == 0 {
		r.report, r.links = now, nil
		r.fill()
	}
	r.st.Links(func(all []stage.Linked) {
		r.links = nil
		for _, l := range all {
			if l.Shown() {
				r.links = append(r.links, l)
			}
		}
		r.fill()
	})
}

// nearby names the projects of what is selected, or else in sight.
func (s *Screen) nearby() {
	at, selected := s.page.passage()
	if !selected {
		at = s.page.seen()
	}
	s.related.look(at)
}

// look names the projects of a passage.
func (r *related) look(at report.Range) {
	if at != r.at {
		r.at = at
		r.fill()
	}
}

// near are the links to be named: the best of each project, in the order of the
// list.
func (r *related) near() []stage.Linked {
	var near []stage.Linked
	for _, l := range r.links {
		if _, meets := meet(l.Range, r.at); !meets {
			continue
		}
		at := slices.IndexFunc(near, func(n stage.Linked) bool { return n.Project == l.Project })
		switch {
		case at < 0:
			near = append(near, l)
		case near[at].Open() && !l.Open():
			near[at] = l
		}
	}
	return near
}

func (r *related) fill() {
	near := r.near()
	if slices.Equal(near, r.shown) && r.root.Visible() == (len(near) > 0) {
		return
	}
	r.shown = near
	list := r.st.View().Setup.List
	var cards []rows.Card
	for _, l := range near {
		p, _ := list.ByID(l.Project)
		c := rows.Card{Lead: p.ID, Blocks: []rows.Block{{Text: p.Name}}}
		if l.Open() {
			c.Blocks = append(c.Blocks, rows.Block{Text: words.T("reader.related.suggested"), Small: true, Ink: faintInk})
		}
		cards = append(cards, c)
	}
	r.list.SetCards(cards)
	r.title.SetText(words.T("reader.related", "N", len(near)))
	r.root.Hidden = len(near) == 0
	r.side.Refresh()
}

func faintInk(p look.Palette) color.NRGBA { return p.Faint }
