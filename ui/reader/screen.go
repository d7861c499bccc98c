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
	"time"

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
	hits    *hitList // in the place of the outline while one searches
	search  *search
	margin  *margin
	toolbox *toolbox
	term    *termCard
	spread  *spread
	pen     *pen

	tools    *fyne.Container
	contents *chip // shows the outline or takes it away
	notebook *chip // shows the notes or takes them away
	goBack   *chip // to where one jumped from
	goOn     *chip // forward again
	plain    *fyne.Container
	dropped  *chip
	changes  *chip // to what changed since the report before; hidden where there was none
	more     *chip // what the foot and the two above offer, where there is no room for them
	targets  *chip // to the commitments of the report
	amounts  *chip // the same, where a plain text has no outline
	related  *related
	reading  *fyne.Container
	empty    *fyne.Container

	report *report.Report
	taken  bool        // report is what the stage has
	notes  []note.Note // on passages of the report, in order
	tags   []note.Used // in use on any note, when they were last read
	ticked int         // the edition of the column that the scroll bar shows
	broken bool        // the book could not be written; said once
	laying bool        // the parts are being laid out

	trail   trail
	places  places
	wait    func(time.Duration, func()) (cancel func())
	keeping func() // calls off the remembering of the place
	resting func() // calls off the coming or going of the card of a term
	lent    func() // gives the outline's side back as it was before the search
}

var _ stage.Screen = (*Screen)(nil)

// New makes the screen for the report that the stage has.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, places: places{st.App.Preferences()}, wait: stage.Later}
	if st.Inline {
		s.wait = func(time.Duration, func()) func() { return func() {} }
	}
	s.pen = newPen(func(act func(), then func()) {
		st.Do(func() error { act(); return nil }, then)
	}, s.failed, s.wrote)
	s.page = newPage()
	s.rail = newRail(s.page.scrollTo)
	s.outline = newOutline(s.goHeading)
	s.search = newSearch()
	s.hits = newHitList(s.goHit, s.goSection)
	s.hits.Hide()
	s.term = newTermCard(s.goEntry, s.overTerm)
	s.margin = newMargin()
	s.toolbox = newToolbox(func(c note.Colour) { s.paint(c); s.toPage() }, s.annotate, func() { s.copy(); s.toPage() })
	s.spread = newSpread(s.outlineSide(), newSheetArea(s.page, s.rail, s.toolbox, s.term), s.margin)
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
	p.onSelect = s.selected
	p.onMark = s.clicked
	p.onKey = s.do
	p.onMenu = s.menu
	p.onOver = s.overTerm
	p.onTerm = s.clickTerm
	s.search.place = p.place
	s.search.found = s.found
	s.search.goSection = s.goSection
	s.search.leave = s.toPage
	s.spread.changed = s.sides
	m := s.margin
	m.open = func(id string) { s.choose(id, true) }
	m.write = s.write
	m.paint = func(id string, c note.Colour) { s.repaint(id, c); s.toPage() }
	m.remove = s.remove
	m.turn = func(id string, k note.Kind) { s.turn(id, k); s.toPage() }
	m.tag = s.tag
	m.undo, m.redo = s.Undo, s.Redo
	m.used = func() []note.Used { return s.tags }
	m.goTo = func(n note.Note) { s.goNote(n); s.toPage() }
	m.leave = s.toPage
	m.unlock = s.st.AskUnlock
	m.focus = s.st.Window.Canvas().Focus
}

// build puts the parts together.
func (s *Screen) build() {
	s.contents = newChip("", func() { s.spread.toggle(outlineSide); s.toPage() })
	s.notebook = newChip("", func() { s.spread.toggle(notesSide); s.toPage() })
	s.goBack = newChip(words.T("reader.back"), s.Back)
	s.goOn = newChip(words.T("reader.forward"), s.Forward)
	s.more = newChip(words.T("reader.more"), s.showMore)
	s.more.Hide()
	s.tools = container.New(&toolRow{}, container.NewHBox(s.contents, s.goBack, s.goOn), s.search.root, container.NewHBox(s.notebook, s.more))
	s.plain = rows.NewColumn(0, stage.Padded(look.Gap, prose.New(words.T("reader.plain"))), widget.NewSeparator())
	s.dropped = newChip("", s.showDropped)
	s.changes = newChip(words.T("reader.changes"), s.goChanges)
	s.changes.Hide()
	foot := rows.NewFlow(look.Gap, s.dropped, s.changes,
		newChip(words.T("reader.keys"), s.showKeys),
		newChip(words.T("reader.another"), s.chooseFile))
	top := rows.NewColumn(0, stage.Padded(look.Gap/2, s.tools), widget.NewSeparator(), s.plain)
	bottom := rows.NewColumn(0, widget.NewSeparator(), stage.Padded(look.Gap/2, foot))
	s.reading = container.New(framed{s}, top, s.spread, bottom)
	s.empty = s.emptyDesk()
	s.root = rows.NewFrame(container.NewStack(s.reading, s.empty))
	s.sides()
}

// toolRow sets the search between the buttons of the two sides or, where it
// would be too narrow to read what is typed, in a row of its own below them.
type toolRow struct{ width float32 }

// fewLetters is for how many characters there has to be room beyond the least that
// an entry takes.
const fewLetters = 5

func (t *toolRow) split(objects []fyne.CanvasObject) bool {
	taken := objects[0].MinSize().Width + objects[2].MinSize().Width + objects[1].MinSize().Width + 2*look.Gap
	return t.width > 0 && t.width-taken < fewLetters*look.Current().TextSize()
}

func (t *toolRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	t.width = size.Width
	left, search, right := objects[0], objects[1], objects[2]
	high := t.high(objects)
	put := func(o fyne.CanvasObject, x, y, width float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, width), high))
	}
	l, r := left.MinSize().Width, right.MinSize().Width
	put(left, 0, 0, l)
	put(right, size.Width-r, 0, r)
	if t.split(objects) {
		put(search, 0, high+look.Gap/2, size.Width)
		return
	}
	put(search, l+look.Gap/2, 0, size.Width-l-r-look.Gap)
}

func (t *toolRow) high(objects []fyne.CanvasObject) float32 {
	return max(objects[0].MinSize().Height, objects[1].MinSize().Height, objects[2].MinSize().Height)
}

func (t *toolRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := t.high(objects)
	if t.split(objects) {
		high = 2*high + look.Gap/2
	}
	return fyne.NewSize(1, high)
}

// framed lays a row at the top and one at the foot, as high as they need to be
// at the width, and gives the rest to what is between. Where that would be no
// more than a few lines the foot and the ways back and forward go, and a button
// takes their place.
type framed struct{ s *Screen }

// fewLines is how many lines of the report there have to be above a foot.
const fewLines = 12

func (f framed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if f.s.laying {
		return
	}
	f.s.laying = true
	defer func() { f.s.laying = false }()
	f.lay(objects, size)
	// What is shown beside the page changes the words of the buttons above.
	if f.s.tools.Size().Height != f.s.tools.MinSize().Height {
		f.lay(objects, size)
	}
}

func (f framed) lay(objects []fyne.CanvasObject, size fyne.Size) {
	top, middle, bottom := objects[0], objects[1], objects[2]
	above := rows.Settle(top, size.Width)
	below := rows.Settle(bottom, size.Width)
	low := size.Height-above-below < fewLines*leading*look.Current().TextSize()
	if low {
		below = 0
	}
	if low == bottom.Visible() || low == f.s.more.Hidden {
		bottom.(*fyne.Container).Hidden, f.s.more.Hidden = low, !low
		f.s.goBack.Hidden, f.s.goOn.Hidden = low, low
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
	if r, _ := s.st.Report(); r != s.report || !s.taken {
		s.take()
	}
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
func (s *Screen) Flush() error {
	s.keepPlace()
	return s.pen.flush()
}

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

// take shows the report of the stage, if it is another one; else the notes as they
// are now, where the screen is in sight: they may have been found again.
func (s *Screen) take() {
	r, _ := s.st.Report()
	if r == s.report && s.taken {
		if r != nil && rows.In(s.st.Window, s.root) {
			s.load(nil)
		}
		return
	}
	s.taken = true
	if r != s.report {
		s.st.ShowProblem(s.pen.flush())
		s.keepPlace()
		s.report, s.notes, s.trail = r, nil, trail{}
		s.shutTerm()
		s.page.show(r)
		if r != nil {
			if at, ok := s.places.of(r.Hash); ok {
				s.page.resume(at)
			}
		}
		s.ways()
		s.outline.show(r)
		s.spread.hasOutline = r != nil && len(s.outline.list.roots) > 0 || !s.hits.Hidden
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
	s.offerChanges()
	s.root.Refresh()
	s.load(nil)
}

// load reads the notes from the book. What was typed and is not in it yet stays.
func (s *Screen) load(then func()) {
	var all []note.Note
	var locked bool
	s.pen.read(func() (err error) {
		locked = s.st.Locked()
		all, err = s.st.Book.Notes()
		return err
	}, func() {
		shown := s.notes
		s.margin.locked, s.margin.waiting = locked, 0
		s.notes, s.tags = nil, note.TagsOf(all)
		for _, n := range all {
			if n.Anchor == nil || s.report == nil || n.Anchor.Document != s.report.Hash {
				if n.Standing == note.Unsure {
					s.margin.waiting++
				}
				continue
			}
			s.typed(&n, shown)
			s.notes = append(s.notes, n)
		}
		s.showNotes()
		if then != nil {
			then()
		}
	})
}

// typed gives a note that was read what was typed to it, as it is shown, where that
// is not in the book.
func (s *Screen) typed(n *note.Note, shown []note.Note) {
	text, tags := s.pen.pending(n.ID), s.pen.pending(n.ID+tagsOf)
	if !text && !tags {
		return
	}
	i := slices.IndexFunc(shown, func(o note.Note) bool { return o.ID == n.ID })
	if i >= 0 && text {
		*n = n.Written(shown[i].Text)
	}
	if i >= 0 && tags {
		n.Tags = shown[i].Tags
	}
}

// showNotes shows the notes wherever they are shown.
func (s *Screen) showNotes() {
	marks := make([]mark, len(s.notes))
	offsets := make([]int, len(s.notes))
	for i, n := range s.notes {
		marks[i] = markOf(n)
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
	s.remember()
	s.shutTerm()
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
	if !s.hits.Hidden {
		word = "reader.hits"
	}
	if s.spread.shows(outlineSide) {
		word += ".hide"
	}
	s.contents.setWord(words.T(word))
	s.contents.Hidden = !s.spread.hasOutline
	if s.spread.shows(notesSide) {
		s.notebook.setWord(words.T("reader.notes.hide"))
	} else {
		s.notebook.setWord(s.margin.counted())
	}
	s.tools.Refresh()
	if !s.laying && s.tools.Size().Height != s.tools.MinSize().Height {
		s.reading.Refresh()
	}
}

// outlineSide is the outline on its ground, or the hits of a search.
func (s *Screen) outlineSide() fyne.CanvasObject {
	return container.NewStack(newGround(paper, 0), container.NewBorder(nil, s.targetsFoot(), nil, nil, container.NewStack(s.outline, s.hits)))
}

// goNote shows a note and its passage.
func (s *Screen) goNote(n note.Note) {
	s.goPassage(report.Range{Start: n.Anchor.Start, End: n.Anchor.End})
	s.choose(n.ID, false)
}

// found shows the hits of the search.
func (s *Screen) found(hits []report.Range, now int) {
	p := s.page
	s.listing(s.search.field.Text != "" && s.report != nil)
	s.hits.show(s.report, hits, now, s.search.section)
	p.setHits(hits, now)
	if now >= 0 {
		at := hits[now]
		if seen := p.seen(); at.Start < seen.Start || at.End > seen.End {
			if !s.search.jumped {
				s.search.jumped = true
				s.leaving()
			}
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

// selected follows the selection.
func (s *Screen) selected() {
	if _, ok := s.page.passage(); ok {
		s.shutTerm()
	}
	s.showToolbox()
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
