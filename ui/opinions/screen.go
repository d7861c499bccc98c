// Package opinions is the place 审议意见: the files that deputies gave are put
// together, what they say is answered, and all of it goes out as a workbook, a
// document and a file. Clerks have it in the side bar; the recorder of a
// delegation comes to it from 我的批注.
package opinions

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/opinion"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 审议意见.
type Screen struct {
	st   *stage.Stage
	root *page.Frame
	body *fyne.Container
	full *fyne.Container // what body holds while there are opinions

	title      *prose.Text
	field      *page.Input
	delegation *page.Button
	orders     []*page.Choice
	statuses   []*page.Choice
	list       *page.List
	editor     *editor
	filters    *fyne.Container
	more       *page.Button // shows the filters on a narrow screen
	panes      *panes
	undo       *fyne.Container
	erased     *prose.Text

	by      opinion.By
	status  opinion.Status // shown; "" for all
	from    string         // the delegation shown; "" for all
	removed []opinion.Removed

	digest *opinion.Digest
	groups []opinion.Group
	shown  []opinion.Entry
	heads  []string // of each one shown, the title of its group
	cards  []int    // of each one shown, the index in the list
	chosen string
	under  string // the title of the group in which it was chosen
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st}
	s.title = prose.New("").Bold().Sized((*look.Look).Heading).AtLeast(16)
	s.field = page.NewField(words.T("opinions.search"))
	s.field.OnChanged = func(string) { s.fill() }
	s.field.OnEscape = func() {
		if s.field.Text != "" {
			s.field.SetText("")
			return
		}
		s.focus(s.list)
	}
	s.field.OnDown = func() { s.focus(s.list) }
	s.delegation = page.NewButton("", s.chooseDelegation)
	orders := page.NewRow(0)
	for _, o := range []struct {
		by  opinion.By
		key string
	}{{opinion.BySection, "opinions.by.section"}, {opinion.ByProject, "opinions.by.project"}, {opinion.ByDelegation, "opinions.by.delegation"}} {
		c := page.NewChoice(words.T(o.key), '●', '○', look.Ink, func() { s.arrange(o.by) })
		s.orders = append(s.orders, c)
		orders.Add(c)
	}
	s.filters = page.NewFlow(0, orders, stage.Space(2*look.Gap))
	for _, status := range append([]opinion.Status{""}, opinion.Statuses...) {
		c := page.NewChoice(statusWord(status), '●', '○', look.Ink, func() { s.keepTo(status) })
		s.statuses = append(s.statuses, c)
		s.filters.Add(c)
	}
	s.list = page.NewList()
	s.list.OnTapped = func(card int) {
		s.choose(card)
		s.panes.show(true)
		s.editor.focus()
	}
	s.list.OnMoved = s.choose
	s.editor = newEditor(s)
	s.erased = prose.New("").AtLeast(16)
	s.undo = page.NewColumn(0, widget.NewSeparator(), page.NewPadded(2*look.Gap, look.Gap,
		page.NewFlow(2*look.Gap, s.erased, page.NewButton(words.T("opinions.undo"), s.restore))))
	s.undo.Hide()

	s.more = page.NewButton(words.T("opinions.filter"), func() {
		s.filters.Hidden = !s.filters.Hidden
		s.full.Refresh()
	})
	head := page.NewColumn(look.Gap,
		page.NewFlow(2*look.Gap, s.title,
			page.NewButton(words.T("opinions.import"), s.importFile), page.NewButton(words.T("opinions.import.folder"), s.importFolder),
			page.NewButton(words.T("opinions.export"), s.export)),
		page.NewFlow(2*look.Gap, page.NewWide(14, s.field), s.delegation, s.more),
		s.filters,
	)
	s.panes = &panes{screen: s}
	s.panes.box = container.New(s.panes, s.list, s.editor.root)
	s.full = container.New(whole{s}, page.NewBorder(
		page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, head), widget.NewSeparator()), s.undo, s.panes.box))
	s.body = container.NewStack()
	s.root = page.NewFrame(s.body)
	s.turn()
	st.OnChange(func() {
		if page.In(st.Window, s.root) {
			s.read(nil)
		}
	})
	return s
}

func statusWord(s opinion.Status) string {
	if s == "" {
		return words.T("opinions.status.all")
	}
	return words.Say(s.Word())
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown reads the digest.
func (s *Screen) Shown(stage.Target) { s.read(func() { s.focus(s.list) }) }

// FocusSearch puts the cursor into the search field.
func (s *Screen) FocusSearch() { s.focus(s.field) }

func (s *Screen) focus(o fyne.Focusable) {
	if len(s.groups) > 0 && page.In(s.st.Window, s.root) {
		s.st.Window.Canvas().Focus(o)
	}
}

// Flush saves what was typed.
func (s *Screen) Flush() error { return s.editor.flush() }

// read opens and arranges the digest away from Fyne's goroutine, and shows it.
func (s *Screen) read(then func()) {
	r, _ := s.st.Report()
	list, by := s.st.View().Setup.List, s.by
	var digest *opinion.Digest
	var groups []opinion.Group
	s.st.Do(func() error {
		d, err := s.st.Files.Opinions.Digest()
		if err != nil {
			return err
		}
		state, err := d.State()
		digest, groups = d, opinion.Arrange(state, r, list, by)
		return err
	}, func() {
		s.digest = digest
		if by == s.by { // else another order was asked for meanwhile, and comes
			s.groups = groups
			s.draw()
		}
		if then != nil {
			then()
		}
	})
}

// draw shows the opinions, or what to do where there are none.
func (s *Screen) draw() {
	content := fyne.CanvasObject(s.full)
	if len(s.groups) == 0 && len(s.removed) == 0 {
		content = s.empty()
	}
	if len(s.body.Objects) != 1 || s.body.Objects[0] != content {
		s.body.Objects = []fyne.CanvasObject{content}
		s.body.Refresh()
	}
	s.fill()
}

// empty says how opinions come here.
func (s *Screen) empty() fyne.CanvasObject {
	return container.NewCenter(page.NewColumn(2*look.Gap,
		prose.New(words.T("opinions.empty")).Bold().Sized((*look.Look).Heading).AtLeast(26).Centred(),
		prose.New(words.T("opinions.empty.do")).AtLeast(26),
		container.NewCenter(page.NewFlow(2*look.Gap,
			stage.NextStep(words.T("opinions.import"), s.importFile), page.NewButton(words.T("opinions.import.folder"), s.importFolder))),
		prose.New(words.T("opinions.empty.drop")).Faint().AtLeast(26),
	))
}

func (s *Screen) arrange(by opinion.By) {
	s.by = by
	s.turn()
	s.read(nil)
}

func (s *Screen) keepTo(status opinion.Status) {
	s.status = status
	s.turn()
	s.fill()
}

// turn shows which choices are made.
func (s *Screen) turn() {
	for i, c := range s.orders {
		c.Turn(opinion.By(i) == s.by)
	}
	for i, c := range s.statuses {
		c.Turn(i == 0 && s.status == "" || i > 0 && opinion.Statuses[i-1] == s.status)
	}
	from := s.from
	if from == "" {
		from = words.T("opinions.delegation.all")
	}
	s.delegation.SetText(words.T("opinions.delegation", "Name", from))
}

// fill shows the entries that the filters leave.
func (s *Screen) fill() {
	s.shown, s.heads, s.cards = nil, nil, nil
	asked := page.Terms(s.field.Text)
	var cards []page.Card
	at := -1
	kept := map[string]bool{} // by delegation, one stands more than once
	for _, g := range s.groups {
		var in []opinion.Entry
		for _, e := range g.Entries {
			if s.leaves(e, asked) {
				in = append(in, e)
			}
		}
		if len(in) == 0 {
			continue
		}
		cards = append(cards, page.Card{Head: true, Blocks: []page.Block{{
			Text: words.T("opinions.group", "Title", g.Title, "Count", len(in)), Bold: true, Small: true, Ink: look.Faint,
		}}})
		for _, e := range in {
			if e.ID == s.chosen && (at < 0 || g.Title == s.under) {
				at = len(cards)
			}
			kept[e.ID] = true
			s.shown, s.heads, s.cards = append(s.shown, e), append(s.heads, g.Title), append(s.cards, len(cards))
			cards = append(cards, s.card(e))
		}
	}
	all := len(opinion.Numbers(s.groups))
	if all > 0 && len(kept) == 0 {
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("opinions.found.none")}}})
	}
	s.list.SetCards(cards)
	switch {
	case at >= 0:
		s.list.Choose(at)
	case len(s.cards) > 0:
		s.list.Choose(s.cards[0])
	}
	s.choose(s.list.Chosen())
	if len(kept) < all {
		s.title.SetText(words.T("opinions.found", "Found", len(kept), "Total", all))
	} else {
		s.title.SetText(words.T("opinions.title", "Total", all))
	}
	s.undo.Hidden = len(s.removed) == 0
	s.erased.SetText(words.T("opinions.erased", "Count", len(s.removed)))
	s.full.Refresh()
}

func (s *Screen) leaves(e opinion.Entry, asked []string) bool {
	if s.status != "" && e.Status != s.status {
		return false
	}
	if s.from != "" && !slices.ContainsFunc(e.Under, func(o opinion.Received) bool { return o.By.Delegation == s.from }) {
		return false
	}
	if len(asked) == 0 {
		return true
	}
	text := e.Part + "\n" + e.Item + "\n" + e.Quote + "\n" + e.Text + "\n" + e.Answer + "\n" + e.Office
	for _, o := range e.Opinions {
		text += "\n" + o.By.Name + "\n" + o.By.Delegation
	}
	for _, t := range e.Tags {
		text += "\n" + t
	}
	return page.Has(page.Folded(text), asked)
}

// card shows an entry: where it stands, the passage, the words, who, and how it
// stands.
func (s *Screen) card(e opinion.Entry) page.Card {
	var c page.Card
	place := e.Item
	if s.by == opinion.ByDelegation && e.Found <= opinion.Elsewhere { // its part is not the head
		place = strings.TrimSuffix(e.Part+" › "+e.Item, " › ")
	}
	if place != "" {
		c.Blocks = append(c.Blocks, page.Block{Text: place, Small: true, Ink: look.Faint, Most: 1})
	}
	if e.Quote != "" {
		colour := e.Opinions[0].Colour
		c.Blocks = append(c.Blocks, page.Block{
			Text: e.Quote, Most: 2,
			Ground: func(p look.Palette) color.NRGBA { return p.Highlight(colour) },
			Ink:    func(p look.Palette) color.NRGBA { return p.OnHighlight },
		})
	}
	text := e.Text
	if text == "" {
		text = words.T("digest.mark")
	}
	c.Blocks = append(c.Blocks, page.Block{Text: text, Most: 4}, page.Block{Text: who(e), Small: true, Ink: look.Faint, Most: 2})
	c.Chips = append(c.Chips, page.Chip{Text: words.Say(e.Status.Word()), Ground: ground(e.Status)})
	for _, k := range e.Kinds {
		c.Chips = append(c.Chips, page.Chip{Text: words.Say(opinion.KindWord(k))})
	}
	if e.Was != "" {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("opinions.revised"), Ground: func(p look.Palette) color.NRGBA { return p.Against }})
	}
	if e.Found != opinion.Here {
		c.Chips = append(c.Chips, page.Chip{Text: words.Say(e.Found.Word()), Bare: true})
	}
	for _, t := range e.Tags {
		c.Chips = append(c.Chips, page.Chip{Text: "#" + t, Bare: true})
	}
	return c
}

func ground(s opinion.Status) page.Ink {
	switch s {
	case opinion.Adopted:
		return func(p look.Palette) color.NRGBA { return p.Approve }
	case opinion.Explained, opinion.Declined:
		return func(p look.Palette) color.NRGBA { return p.Abstain }
	}
	return nil
}

// who is everybody who gave an opinion.
func who(e opinion.Entry) string {
	var all []string
	for _, o := range e.Opinions {
		name := o.By.Delegation
		if name != "" && o.By.Name != "" {
			name += " "
		}
		if name += o.By.Name; name == "" {
			name = words.T("opinion.unsigned")
		}
		all = append(all, name)
	}
	s := words.T("opinions.who", "Who", all)
	if len(all) > 1 {
		s = words.T("opinions.who.several", "Count", len(all), "Who", all)
	}
	return s
}

// choose shows an entry in the editor.
func (s *Screen) choose(card int) {
	for i, at := range s.cards {
		if at == card {
			s.chosen, s.under = s.shown[i].ID, s.heads[i]
			s.editor.show(s.shown[i])
			return
		}
	}
	s.editor.clear()
}

// answered shows an entry whose answer was saved, where it stands.
func (s *Screen) answered(id string, change func(*opinion.Matter)) {
	for g := range s.groups {
		for i := range s.groups[g].Entries {
			if e := &s.groups[g].Entries[i]; e.ID == id {
				change(&e.Matter)
			}
		}
	}
	for i := range s.shown {
		if s.shown[i].ID == id {
			change(&s.shown[i].Matter)
			s.list.SetCard(s.cards[i], s.card(s.shown[i]))
		}
	}
}

// jump goes to the passage or the project.
func (s *Screen) jump(e opinion.Entry) {
	if t, ok := target(e); ok {
		s.st.Go(t)
	}
}

func target(e opinion.Entry) (stage.Target, bool) {
	switch {
	case e.Quote != "" && e.Found <= opinion.Elsewhere && e.At != (report.Range{}):
		return stage.Target{Place: stage.ReportPlace, Passage: e.At}, true
	case e.Quote == "":
		return stage.Target{Place: stage.ProjectsPlace, Project: e.Opinions[0].Project}, true
	}
	return stage.Target{}, false
}

// remove takes an entry out, with what was typed to it; the bar at the foot brings
// it back.
func (s *Screen) remove(id string) {
	if err := s.Flush(); err != nil {
		s.st.ShowProblem(err)
		return
	}
	var removed opinion.Removed
	digest := s.digest
	s.st.Do(func() (err error) {
		removed, err = digest.Remove(id)
		return err
	}, func() {
		s.editor.forget(id)
		s.removed = append(s.removed, removed)
		s.st.SaySaved()
		s.read(nil)
	})
}

func (s *Screen) restore() {
	last := s.removed[len(s.removed)-1]
	digest := s.digest
	s.st.Do(func() error { return digest.Restore(last) }, func() {
		s.removed = s.removed[:len(s.removed)-1]
		s.chosen = last.Matter.ID
		s.st.SaySaved()
		s.read(nil)
	})
}
