// Package reader is the reading desk (报告): the report on a sheet that lays out
// and draws only what is seen, its outline at the left, the notes on what is
// seen at the right, and the search above.
//
// A file holds one concern: block and column set the text and know nothing of
// widgets; page draws it (render), moves it (motion), takes keys and mouse
// (input) and selects (select); outline, search, margin and toolbox stand
// around it; pen saves; screen joins them and does what is asked.
package reader

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 报告.
type Screen struct {
	st   *stage.Stage
	root *rows.Frame

	page    *page
	rail    *rail
	outline *outline
	search  *search
	margin  *margin
	toolbox *toolbox
	spread  *spread
	pen     *pen

	tools    *fyne.Container
	contents *chip // shows the outline or takes it away
	notebook *chip // shows the notes or takes them away
	plain    *fyne.Container
	dropped  *chip
	more     *chip // what the foot offers, where there is no room for it
	targets  *chip // to the commitments of the report
	amounts  *chip // the same, where a plain text has no outline
	related  *related
	reading  *fyne.Container
	empty    *fyne.Container

	report *report.Report
	taken  bool        // report is what the stage has
	notes  []note.Note // on passages of the report, in order
	ticked int         // the edition of the column that the scroll bar shows
	broken bool        // the book could not be written; said once
}

var _ stage.Screen = (*Screen)(nil)

// New makes the screen for the report that the stage has.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st}
	s.pen = newPen(func(act func(), then func()) {
		st.Do(func() error { act(); return nil }, then)
	}, s.failed, s.wrote)
	s.page = newPage()
	s.rail = newRail(s.page.scrollTo)
	s.outline = newOutline(s.goHeading)
	s.search = newSearch()
	s.margin = newMargin()
	s.toolbox = newToolbox(func(c note.Colour) { s.paint(c); s.toPage() }, s.annotate, func() { s.copy(); s.toPage() })
	s.spread = newSpread(s.outlineSide(), newSheetArea(s.page, s.rail, s.toolbox), s.margin)
	s.connect()
	s.build()
	s.relate()
	s.take()
	st.OnChange(s.take)
	st.OnChange(s.related.read)
	return s
}

// connect has each part tell the others what happened.
func (s *Screen) connect() {
	p := s.page
	p.onMoved = s.moved
	p.onSelect = s.showToolbox
	p.onMark = s.clicked
	p.onKey = s.do
	p.onMenu = s.menu
	s.search.place = p.place
	s.search.found = s.found
	s.search.leave = s.toPage
	s.spread.changed = s.sides
	m := s.margin
	m.open = func(id string) { s.choose(id, true) }
	m.write = s.write
	m.paint = func(id string, c note.Colour) { s.repaint(id, c); s.toPage() }
	m.remove = s.remove
	m.restore = s.restore
	m.goTo = func(n note.Note) { s.goNote(n); s.toPage() }
	m.leave = s.toPage
	m.focus = s.st.Window.Canvas().Focus
}

// build puts the parts together.
func (s *Screen) build() {
	s.contents = newChip("", func() { s.spread.toggle(outlineSide); s.toPage() })
	s.notebook = newChip("", func() { s.spread.toggle(notesSide); s.toPage() })
	s.more = newChip(words.T("reader.more"), s.showMore)
	s.more.Hide()
	s.tools = container.NewBorder(nil, nil, s.contents, container.NewHBox(s.notebook, s.more), s.search.root)
	s.plain = rows.NewColumn(0, stage.Padded(look.Gap, prose.New(words.T("reader.plain"))), widget.NewSeparator())
	s.dropped = newChip("", s.showDropped)
	foot := rows.NewFlow(look.Gap, s.dropped,
		newChip(words.T("reader.keys"), s.showKeys),
		newChip(words.T("reader.another"), s.chooseFile))
	top := rows.NewColumn(0, stage.Padded(look.Gap/2, s.tools), widget.NewSeparator(), s.plain)
	bottom := rows.NewColumn(0, widget.NewSeparator(), stage.Padded(look.Gap/2, foot))
	s.reading = container.New(framed{s}, top, s.spread, bottom)
	s.empty = s.emptyDesk()
	s.root = rows.NewFrame(container.NewStack(s.reading, s.empty))
	s.sides()
}

// framed lays a row at the top and one at the foot, as high as they need to be
// at the width, and gives the rest to what is between. Where that would be no
// more than a few lines the foot goes, and a button takes its place.
type framed struct{ s *Screen }

// fewLines is how many lines of the report there have to be above a foot.
const fewLines = 12

func (f framed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, middle, bottom := objects[0], objects[1], objects[2]
	above := rows.Settle(top, size.Width)
	below := rows.Settle(bottom, size.Width)
	low := size.Height-above-below < fewLines*leading*look.Current().TextSize()
	if low {
		below = 0
	}
	if low == bottom.Visible() || low == f.s.more.Hidden {
		bottom.(*fyne.Container).Hidden, f.s.more.Hidden = low, !low
		f.s.tools.Refresh()
		above = rows.Settle(top, size.Width)
	}
	top.Move(fyne.Position{})
	middle.Move(fyne.NewPos(0, above))
	middle.Resize(fyne.NewSize(size.Width, max(0, size.Height-above-below)))
	bottom.Move(fyne.NewPos(0, size.Height-below))
}

func (f framed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown brings the screen to the front and goes where the target says.
func (s *Screen) Shown(t stage.Target) {
	s.take()
	s.related.read()
	if s.report == nil {
		return
	}
	s.toPage()
	if t.Passage.Start < t.Passage.End {
		s.goPassage(t.Passage)
	}
	s.load(func() {
		for _, n := range s.notes {
			if t.Note != "" && n.ID == t.Note {
				s.goNote(n)
			}
		}
	})
}

// Flush saves what was typed; it returns when that is done.
func (s *Screen) Flush() error { return s.pen.flush() }

// FocusSearch puts the keys into the search.
func (s *Screen) FocusSearch() {
	if s.report == nil {
		return
	}
	s.st.Window.Canvas().Focus(s.search.field)
	s.search.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// toPage puts the keys back on the page.
func (s *Screen) toPage() {
	if s.report != nil {
		s.st.Window.Canvas().Focus(s.page)
	}
}

// take shows the report of the stage, if it is another one.
func (s *Screen) take() {
	r, _ := s.st.Report()
	if r == s.report && s.taken {
		return
	}
	s.taken = true
	if r != s.report {
		s.st.ShowProblem(s.pen.flush())
		s.report, s.notes = r, nil
		s.page.show(r)
		s.outline.show(r)
		s.spread.hasOutline = r != nil && len(s.outline.list.roots) > 0
		s.search.over(r)
		s.margin.show(r, nil)
	}
	s.reading.Hidden, s.empty.Hidden = r == nil, r != nil
	if r == nil {
		s.root.Refresh()
		return
	}
	s.plain.Hidden = !r.Plain
	s.countTargets()
	s.showDroppedCount()
	s.root.Refresh()
	s.load(nil)
}

// load reads the notes from the book.
func (s *Screen) load(then func()) {
	var all []note.Note
	s.pen.read(func() (err error) {
		all, err = s.st.Book.Notes()
		return err
	}, func() {
		s.notes = s.notes[:0]
		for _, n := range all {
			if n.Anchor != nil && s.report != nil && n.Anchor.Document == s.report.Hash {
				s.notes = append(s.notes, n)
			}
		}
		s.showNotes()
		if then != nil {
			then()
		}
	})
}

// showNotes shows the notes wherever they are shown.
func (s *Screen) showNotes() {
	marks := make([]mark, len(s.notes))
	offsets := make([]int, len(s.notes))
	for i, n := range s.notes {
		marks[i] = mark{id: n.ID, at: report.Range{Start: n.Anchor.Start, End: n.Anchor.End}, colour: n.Colour, text: n.Text != ""}
		offsets[i] = n.Anchor.Start
	}
	s.page.setMarks(marks)
	s.outline.count(offsets)
	s.margin.show(s.report, slices.Clone(s.notes))
	s.sides()
}

// moved follows the page with everything beside it.
func (s *Screen) moved() {
	if s.report == nil {
		return
	}
	p := s.page
	seen := p.seen()
	s.rail.set(p.col.top, p.col.view, p.col.length())
	s.outline.mark(p.col.gap(0, p.col.top+min(float64(p.col.view)/4, 120)))
	s.margin.look(seen)
	s.nearby()
	if s.ticked != p.col.edition {
		s.tick()
	}
	s.showToolbox()
}

// sides says on the buttons what they will do.
func (s *Screen) sides() {
	if s.contents == nil {
		return
	}
	word := "reader.outline"
	if s.spread.shows(outlineSide) {
		word = "reader.outline.hide"
	}
	s.contents.setWord(words.T(word))
	s.contents.Hidden = !s.spread.hasOutline
	if s.spread.shows(notesSide) {
		s.notebook.setWord(words.T("reader.notes.hide"))
	} else {
		s.notebook.setWord(words.T("reader.notes.title", "N", len(s.notes)))
	}
	s.tools.Refresh()
}

// outlineSide is the outline on its ground.
func (s *Screen) outlineSide() fyne.CanvasObject {
	return container.NewStack(newGround(paper, 0), container.NewBorder(nil, s.targetsFoot(), nil, nil, s.outline))
}

// goHeading goes to a heading; what lay over the page is taken away.
func (s *Screen) goHeading(offset int) {
	s.page.bringHeading(offset)
	s.spread.uncover()
}

// goPassage shows a passage and marks it for a while.
func (s *Screen) goPassage(at report.Range) {
	s.page.bring(at)
	s.page.flashAt(at)
}

// goNote shows a note and its passage.
func (s *Screen) goNote(n note.Note) {
	s.goPassage(report.Range{Start: n.Anchor.Start, End: n.Anchor.End})
	s.choose(n.ID, false)
}

// found shows the hits of the search.
func (s *Screen) found(hits []report.Range, now int) {
	p := s.page
	p.setHits(hits, now)
	if now >= 0 {
		at := hits[now]
		if seen := p.seen(); at.Start < seen.Start || at.End > seen.End {
			p.bring(at)
		}
	}
	s.tick()
}

// tick shows on the scroll bar where the hits are.
func (s *Screen) tick() {
	col := &s.page.col
	ticks := make([]float64, len(s.search.hits))
	for i, h := range s.search.hits {
		ticks[i] = col.at(col.blockOf(h.Start))
	}
	s.ticked = col.edition
	s.rail.setTicks(ticks)
}

// showToolbox puts the toolbox beside the selection, once it is made.
func (s *Screen) showToolbox() {
	p := s.page
	at, ok := p.passage()
	s.toolbox.forSelection(at)
	if !ok || p.press.down || p.glide.running != nil {
		s.toolbox.Hide()
		return
	}
	first, last := p.col.spotOf(at.Start), p.col.spotOf(at.End)
	top, bottom := float32(first.y-p.col.top), float32(last.y-p.col.top)+last.step
	if bottom < 0 || top > p.col.view {
		s.toolbox.Hide()
		return
	}
	s.toolbox.place(p.Size(), p.left+first.x, top, bottom)
	s.toolbox.Show()
}
