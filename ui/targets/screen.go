// Package targets is the place 指标, reached from the foot of the report's
// outline: every quantified commitment of the report as a table, to be sorted,
// filtered and searched, each a click from its passage.
package targets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/report"
	"piaojue/app/target"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 指标.
type Screen struct {
	st   *stage.Stage
	root *page.Frame
	body *fyne.Container
	full *fyne.Container // what body holds while there are commitments

	title    *prose.Text
	field    *page.Input
	orders   *menu
	classes  *menu
	bounds   *menu
	sections *menu
	clear    *page.Button
	said     *prose.Text // what was copied
	list     *page.List

	report *report.Report
	all    []row
	filter filter
	order  order
	shown  []row // in the order shown
	cards  []int // index in the list of each one shown
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st}
	s.title = prose.New("").Bold().Sized((*look.Look).Heading).AtLeast(40)
	s.field = page.NewField(words.T("targets.search"))
	s.field.OnChanged = func(text string) { s.filter.terms = page.Terms(text); s.fill() }
	s.field.OnEscape = func() {
		if s.field.Text != "" {
			s.field.SetText("")
			return
		}
		s.focus(s.list)
	}
	s.field.OnDown = func() {
		s.focus(s.list)
		if s.list.Chosen() < 0 && len(s.cards) > 0 {
			s.list.Choose(s.cards[0])
		}
	}
	s.orders = newMenu(st, "targets.order.", func(v string) { s.sort(order(v)) })
	for _, o := range orders[1:] {
		s.orders.options = append(s.orders.options, option{value: string(o), word: words.T("targets.order." + string(o))})
	}
	s.classes = newMenu(st, "targets.class.", func(v string) { s.filter.class = target.Class(v); s.fill() })
	s.bounds = newMenu(st, "targets.bound.", func(v string) { s.filter.bound = v; s.fill() })
	s.sections = newMenu(st, "targets.section.", func(v string) { s.filter.section = v; s.fill() })
	s.clear = page.NewButton(words.T("targets.clear"), s.unfilter)
	s.said = prose.New(words.T("targets.about")).Faint().Sized((*look.Look).Caption).AtLeast(40)

	s.list = page.NewList()
	s.list.MostLead = 9
	s.list.OnTapped = s.jump
	s.list.OnKey = s.key

	back := page.NewButton(words.T("targets.back"), s.back)
	back.OnEscape = s.back
	head := page.NewColumn(look.Gap,
		page.NewFlow(2*look.Gap, back, s.title, page.NewButton(words.T("targets.copy.all"), s.copyAll), s.said),
		page.NewFlow(look.Gap, page.NewWide(14, s.field), s.classes.button, s.sections.button, s.bounds.button, s.orders.button, s.clear),
	)
	s.full = page.NewBorder(page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, head), widget.NewSeparator()), nil, s.list)
	s.body = container.NewStack()
	s.root = page.NewFrame(s.body)
	s.sort(byPlace)
	st.OnChange(s.changed)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown reads the report, if it is another one, and keeps what was chosen else.
func (s *Screen) Shown(stage.Target) {
	s.said.SetText(words.T("targets.about"))
	s.read()
	s.focus(s.list)
}

// FocusSearch puts the cursor into the search field.
func (s *Screen) FocusSearch() { s.focus(s.field) }

func (s *Screen) focus(o fyne.Focusable) {
	if len(s.all) > 0 && page.In(s.st.Window, s.root) {
		s.st.Window.Canvas().Focus(o)
	}
}

// changed follows another report.
func (s *Screen) changed() {
	if r, _ := s.st.Report(); r != s.report && page.In(s.st.Window, s.root) {
		s.read()
	}
}

// read takes the commitments of the stage's report.
func (s *Screen) read() {
	r, _ := s.st.Report()
	if r == s.report && len(s.body.Objects) > 0 {
		return
	}
	s.report, s.all = r, nil
	if r == nil {
		s.draw(words.T("targets.unread"), words.T("targets.unread.do"))
		return
	}
	s.draw(words.T("targets.finding"), "")
	s.st.Targets(func(found []target.Target) {
		if now, _ := s.st.Report(); now != r || s.report != r {
			return
		}
		s.all = rows(r, found)
		s.offer()
		s.unfilter()
		s.draw(words.T("targets.none"), words.T("targets.none.do"))
		s.focus(s.list)
	})
}

// offer fills the menus with what there is to choose from.
func (s *Screen) offer() {
	var classes, bounds, sections []option
	for _, c := range target.Classes {
		classes = append(classes, option{string(c), words.T("targets.class." + string(c)), s.count(filter{class: c})})
	}
	for _, b := range boundKinds {
		bounds = append(bounds, option{b, words.T("targets.bound." + b), s.count(filter{bound: b})})
	}
	for _, r := range s.all {
		if n := len(sections); n == 0 || sections[n-1].value != r.section {
			sections = append(sections, option{r.section, r.section, s.count(filter{section: r.section})})
		}
	}
	s.classes.offer(classes)
	s.bounds.offer(bounds)
	s.sections.offer(sections)
}

func (s *Screen) count(f filter) int {
	n := 0
	for _, r := range s.all {
		if f.has(r) {
			n++
		}
	}
	return n
}

// draw shows the table or, where there is nothing in it, why.
func (s *Screen) draw(none, do string) {
	content := fyne.CanvasObject(s.full)
	if len(s.all) == 0 {
		content = container.NewCenter(page.NewColumn(2*look.Gap,
			prose.New(none).Bold().Sized((*look.Look).Heading).AtLeast(26).Centred(),
			prose.New(do).AtLeast(26).Measure(32).Centred(),
			container.NewCenter(page.NewButton(words.T("targets.back"), s.back)),
		))
	}
	s.body.Objects = []fyne.CanvasObject{content}
	s.fill()
	s.body.Refresh()
}

// unfilter shows every commitment again.
func (s *Screen) unfilter() {
	s.filter = filter{}
	for _, m := range []*menu{s.classes, s.bounds, s.sections} {
		m.choose("")
	}
	if s.field.Text != "" {
		s.field.SetText("")
		return
	}
	s.fill()
}

// sort shows the table in another order.
func (s *Screen) sort(o order) {
	s.order = o
	s.orders.choose(string(o))
	s.fill()
	s.list.Top()
}

// fill shows what the filters leave.
func (s *Screen) fill() {
	s.shown, s.cards = nil, nil
	for _, r := range s.all {
		if s.filter.has(r) {
			s.shown = append(s.shown, r)
		}
	}
	arrange(s.shown, s.order)
	var cards []page.Card
	group := ""
	for i, r := range s.shown {
		if g := r.group(s.order); g != group || i == 0 && g != "" {
			group = g
			n := 0
			for ; i+n < len(s.shown) && s.shown[i+n].group(s.order) == g; n++ {
			}
			cards = append(cards, page.Card{Head: true, Blocks: []page.Block{{
				Text: words.T("targets.group", "Name", g, "Count", n), Bold: true, Small: true, Ink: look.Faint,
			}}})
		}
		c := r.card()
		c.Word, c.Act = words.T("targets.copy"), func() { s.copy(r) }
		s.cards = append(s.cards, len(cards))
		cards = append(cards, c)
	}
	if len(s.all) > 0 && len(s.shown) == 0 {
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("targets.found.none")}}})
	}
	if len(s.shown) > 0 {
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("targets.keys"), Small: true, Ink: look.Faint}}})
	}
	s.list.SetCards(cards)
	if s.filter.idle() {
		s.clear.Hide()
		s.title.SetText(words.T("targets.title", "Total", len(s.all)))
	} else {
		s.clear.Show()
		s.title.SetText(words.T("targets.found", "Found", len(s.shown), "Total", len(s.all)))
	}
	s.full.Refresh()
}

// key takes the keys of the table: C copies the chosen row, Esc goes back.
func (s *Screen) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyC:
		if r, ok := s.chosen(s.list.Chosen()); ok {
			s.copy(r)
		}
		return true
	case fyne.KeyEscape:
		s.back()
		return true
	}
	return false
}

// chosen is the row on a card.
func (s *Screen) chosen(card int) (row, bool) {
	for i, at := range s.cards {
		if at == card {
			return s.shown[i], true
		}
	}
	return row{}, false
}

// jump goes to the passage of a row.
func (s *Screen) jump(card int) {
	if r, ok := s.chosen(card); ok {
		s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: r.Sentence})
	}
}

// back goes to the report where it was left.
func (s *Screen) back() { s.st.Go(stage.Target{Place: stage.ReportPlace}) }

// copy puts one row on the clipboard as text.
func (s *Screen) copy(r row) {
	fyne.CurrentApp().Clipboard().SetContent(r.text())
	s.say(words.T("targets.copied", "Text", r.label))
}

// copyAll puts the rows shown on the clipboard as a table that a spreadsheet takes.
func (s *Screen) copyAll() {
	var b strings.Builder
	b.WriteString(heads() + "\n")
	for _, r := range s.shown {
		b.WriteString(r.line() + "\n")
	}
	fyne.CurrentApp().Clipboard().SetContent(b.String())
	s.say(words.T("targets.copied.all", "Count", len(s.shown)))
}

func (s *Screen) say(text string) {
	s.said.SetText(text)
	s.full.Refresh()
}
