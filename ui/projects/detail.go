package projects

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// detail is one project with all that the list says about it. Below it, always
// in sight, stand the deputy's leaning and the way to the next project.
type detail struct {
	s     *Screen
	root  fyne.CanvasObject
	shown string // the project shown, "" for none

	column  *fyne.Container
	scroll  *page.Scroll
	foot    *fyne.Container
	choices []*page.Choice
	star    *page.Choice
	tick    *page.Choice // takes part in the comparison
	place   *prose.Text
	back    *page.Button
	earlier *page.Button
	later   *page.Button
	notes   *notes
	private *prose.Text // how the leanings are kept, or that they are locked
}

// labels is the width of the labels of a project's facts, in characters.
const labels = 5

func newDetail(s *Screen) *detail {
	d := &detail{s: s, column: page.NewColumn(1.5 * look.Gap)}
	d.scroll = page.NewScroll(d.column, 3*look.Gap, 40)
	d.scroll.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			s.panes.show(false)
			s.focus(s.list)
			return true
		}
		return false
	}
	d.notes = newNotes(s, d.scroll)
	for _, l := range leanings {
		d.choices = append(d.choices, page.NewChoice(words.T(l.key), '✓', 0, l.ink, func() { s.toggle(d.shown, l.leaning) }))
	}
	d.star = page.NewChoice(words.T("projects.star"), '★', '☆', look.Ink, func() {
		s.lean(d.shown, func(i *note.Intent) { i.Star = !i.Star })
	})
	d.tick = page.NewChoice(words.T("projects.compare"), '✓', '＋', look.Ink, func() { s.tick(d.shown) })
	d.back = page.NewButton(words.T("projects.list"), func() { s.panes.show(false); s.focus(s.list) })
	d.back.Hide()
	d.earlier = page.NewButton(words.T("projects.earlier"), func() { s.step(-1) })
	d.later = page.NewButton(words.T("projects.later"), func() { s.step(1) })
	d.place = prose.New("").Faint().AtLeast(20)

	marks := page.NewRow(0, d.choices[0], d.choices[1], d.choices[2], d.star, d.tick)
	ways := page.NewRow(look.Gap, d.back, d.earlier, d.place, d.later)
	d.private = prose.New("").Faint().Sized((*look.Look).Caption)
	d.foot = page.NewColumn(0, widget.NewSeparator(),
		page.NewPadded(3*look.Gap, look.Gap, page.NewColumn(look.Gap/2, page.NewFlow(3*look.Gap, marks, ways), d.private)))
	d.root = page.NewGround(sheet, page.NewBorder(nil, d.foot, d.scroll))
	return d
}

func (d *detail) setNarrow(narrow bool) {
	page.Visible(d.back, narrow)
	d.foot.Refresh()
}

// show fills the detail anew; "" asks to choose a project.
func (d *detail) show(id string) {
	if err := d.notes.flush(); !d.s.locked { // that they are locked stands at the fields
		d.s.st.ShowProblem(err)
	}
	p, ok := d.s.candidates.ByID(id)
	d.shown = ""
	if !ok {
		d.notes.clear()
		d.column.Objects = d.invitation()
		page.Visible(d.foot, false)
	} else {
		d.shown = id
		d.column.Objects = d.parts(p)
		page.Visible(d.foot, true)
	}
	d.leaning()
	d.where()
	d.root.Refresh()
	d.scroll.Top()
}

// leaning shows the leaning on the project.
func (d *detail) leaning() {
	i := d.s.intent(d.shown)
	for n, l := range leanings {
		d.choices[n].Turn(d.shown != "" && i.Leaning == l.leaning)
	}
	d.star.Turn(d.shown != "" && i.Star)
	says := words.T("projects.private") + words.T("projects.private.again")
	if d.s.locked {
		says = words.T("projects.locked.lean")
	}
	d.private.SetText(says)
	d.tick.Turn(slices.Contains(d.s.ticked, d.shown))
}

// refuse says in the line under the leanings that they are locked.
func (d *detail) refuse() {
	d.private.SetColour(look.Ink)
	d.leaning()
	d.foot.Refresh()
}

// where says which of the projects shown this is.
func (d *detail) where() {
	at, total := d.s.index(d.shown), len(d.s.order)
	text := words.T("projects.place.none", "Total", total)
	if at >= 0 {
		text = words.T("projects.place", "Number", at+1, "Total", total)
	}
	d.place.SetText(text)
	able(d.earlier, at > 0)
	able(d.later, total > 0 && at < total-1)
	d.foot.Refresh()
}

func able(b *page.Button, yes bool) {
	if yes {
		b.Enable()
	} else {
		b.Disable()
	}
}

// invitation says what can be done here, before a project is chosen.
func (d *detail) invitation() []fyne.CanvasObject {
	s := d.s
	objects := []fyne.CanvasObject{
		prose.New(words.T("projects.choose", "Total", len(s.candidates.Projects))).Bold().Sized((*look.Look).Heading),
		prose.New(words.T("projects.choose.do")),
		prose.New(words.T("projects.private")).Faint(),
	}
	if id, ok := s.unseen(); ok {
		key := "projects.begin"
		if tallied(s.candidates, s.intents).seen > 0 {
			key = "projects.goon"
		}
		button := stage.NextStep(words.T(key), func() { s.open(id); s.panes.show(true) })
		objects = append(objects, page.NewFlow(0, button))
	}
	return objects
}

// parts are the project from its name to the notes; what the list leaves empty
// is left out.
func (d *detail) parts(p project.Project) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	add := func(o ...fyne.CanvasObject) { objects = append(objects, o...) }

	head := []fyne.CanvasObject{prose.New(words.T("projects.number", "ID", p.ID)).Faint().AtLeast(60)}
	if p.Category != "" {
		head = append(head, prose.New(p.Category).Faint().AtLeast(60))
	}
	if d.s.rehearsal {
		head = append([]fyne.CanvasObject{page.NewBadge(words.T("projects.rehearsal"))}, head...)
	}
	add(page.NewColumn(look.Gap/2, page.NewFlow(2*look.Gap, head...),
		prose.New(p.Name).Bold().Sized((*look.Look).Heading)))
	if i, ok := d.s.former(p.ID); ok {
		add(d.former(p.ID, i))
	}

	if len(p.Content) > 0 {
		items := page.NewColumn(look.Gap / 2)
		for i, item := range p.Content {
			text := prose.New(printed(item))
			if len(p.Content) == 1 {
				items.Add(text)
				continue
			}
			items.Add(page.NewLabelled(1.5, prose.New(strconv.Itoa(i+1)+".").AtLeast(1), text))
		}
		add(section(project.PartContent), items)
	}
	add(d.facts(p))
	add(d.origin(p)...)
	add(d.passages(p))
	add(prose.New(words.T("projects.notes")).Bold())
	add(d.notes.show(p.ID))
	return objects
}

// former says which leaning stood on another project that had the number, and
// puts it away on demand.
func (d *detail) former(id string, i note.Intent) fyne.CanvasObject {
	var said []string
	for _, l := range leanings {
		if i.Leaning == l.leaning {
			said = append(said, words.T(l.key))
		}
	}
	if i.Star {
		said = append(said, words.T("projects.star"))
	}
	text := prose.New(words.T("projects.former", "ID", id, "Name", i.Name, "Marks", said))
	clear := page.NewButton(words.T("projects.former.clear"), func() { d.s.lean(id, func(*note.Intent) {}) })
	clear.OnFocus = func() { d.scroll.Reveal(clear) }
	return page.NewGround(paper, page.NewPadded(1.5*look.Gap, look.Gap, page.NewColumn(look.Gap, text, page.NewFlow(0, clear))))
}

// section heads a part of the project.
func section(p project.Part) fyne.CanvasObject { return prose.New(words.Say(p.Label())).Bold() }

// facts are the short values beside their labels.
func (d *detail) facts(p project.Project) fyne.CanvasObject {
	rows := page.NewColumn(look.Gap / 2)
	add := func(label, value string) {
		if value = strings.TrimSpace(value); value != "" {
			rows.Add(page.NewLabelled(labels, prose.New(label).Faint().AtLeast(labels), prose.New(value)))
		}
	}
	say := func(part project.Part) string { return words.Say(part.Label()) }
	add(say(project.PartUnit), p.Unit)
	add(say(project.PartDeadline), p.Deadline)
	add(say(project.PartMoney), p.Money.String())
	add(say(project.PartFunding), p.Funding)
	for _, f := range p.Extra {
		add(f.Name, f.Value)
	}
	add(say(project.PartRemark), printed(p.Remark))
	if len(rows.Objects) == 0 {
		rows.Hide()
	}
	return rows
}

// origin is where the project stands in the report: the sentence that the list
// names and the way there or, plainly, that there is none.
func (d *detail) origin(p project.Project) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if p.Source != "" {
		quote := page.NewGround(paper, page.NewPadded(1.5*look.Gap, look.Gap, prose.New(printed(p.Source))))
		objects = append(objects, section(project.PartSource), quote)
	}
	r := d.s.report
	if r == nil {
		return append(objects, prose.New(words.T("projects.origin.unread")).Faint())
	}
	found, ok := p.Passage(r)
	if !ok {
		return append(objects, prose.New(words.T("projects.origin.none")).Faint())
	}
	jump := page.NewButton(words.T("projects.origin.go"), func() {
		d.s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: found.Range})
	})
	jump.OnFocus = func() { d.scroll.Reveal(jump) }
	says := words.T("projects.origin.source")
	if found.By == project.FromContent {
		says = words.T("projects.origin.content", "Words", printed(found.Quoted))
	}
	objects = append(objects, page.NewFlow(look.Gap, jump), prose.New(says).Faint())
	if path := page.Headings(r, found.Start); path != "" {
		objects = append(objects, prose.New(path).Faint())
	}
	return []fyne.CanvasObject{page.NewColumn(look.Gap, objects...)}
}
