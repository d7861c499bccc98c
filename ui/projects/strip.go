package projects

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// strip keeps the count of the private leanings in sight.
type strip struct {
	root                 fyne.CanvasObject
	badge                *page.Badge
	count, warning, seen *prose.Text
	flow                 *fyne.Container
}

// newStrip makes the strip; choice shows the projects that are counted.
func newStrip(choice func()) *strip {
	line := func() *prose.Text { return prose.New("").AtLeast(60) }
	s := &strip{
		badge: page.NewBadge(words.T("projects.rehearsal")),
		count: line().Bold(), warning: line().Bold().Colour(against), seen: line().Faint(),
	}
	s.flow = page.NewFlow(2*look.Gap, s.badge, s.count, s.warning, page.NewButton(words.T("projects.choice"), choice), s.seen)
	s.root = page.NewColumn(0, page.NewPadded(1.5*look.Gap, look.Gap/2, s.flow), widget.NewSeparator())
	return s
}

func (s *strip) show(t tally, places, most int, rehearsal bool) {
	switch {
	case places > 0 && most > 0 && most != places:
		s.count.SetText(words.T("projects.count.most", "Favour", t.favour, "Places", places, "Most", most))
	case places > 0:
		s.count.SetText(words.T("projects.count", "Favour", t.favour, "Places", places))
	default:
		s.count.SetText(words.T("projects.count.only", "Favour", t.favour))
	}
	over := t.over(places, most)
	if over > 0 {
		s.warning.SetText(words.T("projects.count.over", "Over", over))
	}
	page.Visible(s.warning, over > 0)
	page.Visible(s.badge, rehearsal)
	s.seen.SetText(words.T("projects.seen", "Seen", t.seen, "Total", t.total))
	s.flow.Refresh()
}

// lock claims no count, as the leanings cannot be read.
func (s *strip) lock() {
	s.count.SetText(words.T("projects.locked"))
	s.seen.SetText("")
	s.flow.Refresh()
}
