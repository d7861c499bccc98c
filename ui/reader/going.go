package reader

import (
	"time"

	"piaojue/app/report"
	"piaojue/ui/words"
)

// restBeforeKeeping is how long the text has to stand still before the place is
// remembered.
const restBeforeKeeping = time.Second

// remember keeps the place that is read, once the text stands still.
func (s *Screen) remember() {
	if s.keeping != nil {
		s.keeping()
	}
	s.keeping = s.wait(restBeforeKeeping, s.keepPlace)
}

// keepPlace keeps the place that is read at once.
func (s *Screen) keepPlace() {
	if s.keeping != nil {
		s.keeping()
		s.keeping = nil
	}
	if s.report != nil && s.page.col.ready() {
		s.places.keep(s.report.Hash, s.page.here(), !s.page.col.begun)
	}
}

// leaving notes the place from which one jumps.
func (s *Screen) leaving() {
	s.trail.leave(s.page.here())
	s.ways()
}

// ways says which of the ways back and forward there are.
func (s *Screen) ways() {
	s.goBack.setDisabled(len(s.trail.back) == 0)
	s.goOn.setDisabled(len(s.trail.on) == 0)
}

// Back goes to where one jumped from, Forward there again.
func (s *Screen) Back() { s.along(s.trail.goBack) }

// Forward is described at Back.
func (s *Screen) Forward() { s.along(s.trail.goOn) }

func (s *Screen) along(way func(stop) (stop, bool)) {
	if s.report == nil {
		return
	}
	if to, ok := way(s.page.here()); ok {
		s.page.goStop(to)
		s.spread.uncover()
	}
	s.ways()
}

// goHeading goes to a heading; what lay over the page is taken away.
func (s *Screen) goHeading(offset int) {
	s.leaving()
	s.page.bringHeading(offset)
	s.spread.uncover()
}

// goSection goes to the heading whose number was typed. Where the typing led away
// already, the way back leads to where the search began.
func (s *Screen) goSection(h *report.Heading) {
	if !s.search.jumped {
		s.search.jumped = true
		s.leaving()
	}
	s.page.bringHeading(h.Start)
	s.spread.uncover()
	s.page.flashAt(report.Range{Start: h.Start, End: h.End})
}

// goPassage shows a passage and marks it for a while.
func (s *Screen) goPassage(at report.Range) {
	s.leaving()
	s.page.bring(at)
	s.page.flashAt(at)
}

// goHit goes to a hit that was chosen in the list.
func (s *Screen) goHit(i int) {
	s.search.goTo(i)
	s.spread.uncover()
}

// listing shows the hits in the place of the outline while one searches, where
// there is room for them beside the text, and afterwards what was there before.
func (s *Screen) listing(on bool) {
	if s.hits.Hidden == !on {
		return
	}
	sp := s.spread
	s.hits.Hidden, s.outline.Hidden = !on, on
	if on {
		s.lent = nil
		if !sp.shows(outlineSide) && sp.room() > 0 {
			latest, shut := sp.latest, sp.shut[outlineSide]
			s.lent = func() { sp.latest, sp.shut[outlineSide] = latest, shut }
			sp.latest, sp.shut[outlineSide] = outlineSide, false
		}
	} else if s.lent != nil {
		s.lent()
		s.lent = nil
	}
	sp.hasOutline = on || len(s.outline.list.roots) > 0
	if !on && sp.over == outlineSide {
		sp.over = noSide
	}
	sp.Refresh()
	s.sides()
}

// overTerm shows the card of the term on which the pointer rests, and lets a
// card go that came that way.
func (s *Screen) overTerm() {
	if s.resting != nil {
		s.resting()
		s.resting = nil
	}
	p, c := s.page, s.term
	if c.pinned && !c.Hidden {
		return
	}
	if over := p.over; over != nil {
		s.resting = s.wait(restTime, func() {
			if _, selected := p.passage(); is(p.over, *over) && !p.press.down && !selected {
				s.showTerm(*over, false)
			}
		})
		return
	}
	if !c.Hidden {
		s.resting = s.wait(awayTime, func() {
			if p.over == nil && !c.inside && !c.pinned {
				s.shutTerm()
			}
		})
	}
}

// clickTerm shows the card of a term and keeps it; the second time it goes to
// the entry.
func (s *Screen) clickTerm(m report.Mention) {
	if s.term.pinned && is(s.page.term, m) {
		s.goEntry()
		return
	}
	s.showTerm(m, true)
}

// showTerm shows the card of a mention beside it.
func (s *Screen) showTerm(m report.Mention, pinned bool) {
	p := s.page
	p.setTerm(&m)
	s.term.pinned = pinned
	s.term.say(s.report, m.Term)
	first, last := p.col.spotOf(m.Start), p.col.spotOf(m.End)
	s.term.place(p.Size(), p.left+first.x, float32(first.y-p.col.top), float32(last.y-p.col.top)+last.step)
	s.term.Show()
	s.term.Refresh()
}

// shutTerm takes the card away.
func (s *Screen) shutTerm() {
	if s.page.term == nil {
		return
	}
	s.page.setTerm(nil)
	s.term.pinned, s.term.inside = false, false
	s.term.Hide()
}

// goEntry goes to the entry of the term whose card is open.
func (s *Screen) goEntry() {
	m := s.page.term
	if m == nil {
		return
	}
	g := s.report.Glossary[m.Term]
	s.shutTerm()
	s.goPassage(report.Range{Start: g.Start, End: g.End})
	s.toPage()
}

// nextTerm shows the card of the next term in sight, or the next at all.
func (s *Screen) nextTerm() {
	p := s.page
	behind := p.firstWhole()
	if p.term != nil {
		behind = p.term.End
	}
	m, ok := p.nextTerm(behind)
	if !ok {
		s.st.Tell(words.T("reader.term.none"))
		return
	}
	if seen := p.seen(); m.Start < seen.Start || m.End > seen.End {
		s.leaving()
		p.bring(m.Range)
	}
	s.showTerm(m, true)
}
