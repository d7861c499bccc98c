package projects

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/review"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// compare sets two or three projects side by side: an aspect a row, a project a
// column. Each row says whether the projects differ in it. The deputy's leaning
// can be marked right here.
type compare struct {
	s        *Screen
	projects []project.Project
	root     *fyne.Container
	scroll   *page.Scroll
	table    *fyne.Container
	names    *fyne.Container // a row with the whole names, where the head has no room for one
	whole    []bool          // of each name, whether the head has it whole
	only     *page.Choice
	choices  map[string][]*page.Choice // of each project: the leanings and the star
}

func newCompare(s *Screen, projects []project.Project) *compare {
	c := &compare{s: s, projects: projects, table: page.NewColumn(look.Gap)}
	c.scroll = page.NewScroll(c.table, 2*look.Gap, 0)
	c.scroll.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			s.closeCompare()
			return true
		}
		return false
	}
	back := page.NewButton(words.T("projects.list"), s.closeCompare)
	c.only = page.NewChoice(words.T("projects.compare.only"), '✓', 0, look.Ink, func() {
		c.only.Turn(!c.only.Set())
		c.fill()
		s.focus(c.only) // a click alone leaves nothing with the focus, and Esc without effect
	})
	back.OnEscape, c.only.OnEscape = s.closeCompare, s.closeCompare
	titles := []fyne.CanvasObject{stage.Space(0)}
	c.whole = make([]bool, len(projects))
	for i, p := range projects {
		titles = append(titles, newTitle(words.T("projects.compare.title", "ID", p.ID, "Name", p.Name), func(whole bool) {
			c.whole[i] = whole
			page.Visible(c.names, slices.Contains(c.whole, false))
		}))
	}
	c.names = page.NewColumn(look.Gap, c.line(bold(words.Say(project.PartName.Label())), func(p project.Project) fyne.CanvasObject { return bold(p.Name) }), widget.NewSeparator())
	head := page.NewColumn(look.Gap, page.NewFlow(2*look.Gap, back, c.only), newRow(titles))
	c.root = page.NewBorder(page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, head), widget.NewSeparator()), nil, page.NewGround(sheet, c.scroll))
	c.fill()
	return c
}

// fill makes the rows; those in which the projects agree are left out on demand.
func (c *compare) fill() {
	c.choices = map[string][]*page.Choice{}
	c.table.Objects = []fyne.CanvasObject{c.names}
	for _, r := range review.Compare(c.projects) {
		if r.Same && c.only.Set() {
			continue
		}
		label := words.Say(r.Part.Label())
		if r.Part == project.PartExtra {
			label = r.Name
		}
		c.row(r, label)
	}
	c.add(bold(words.T("projects.compare.leaning")), c.leanings)
	c.add(bold(words.T("projects.notes")), c.notes)
	c.add(stage.Space(0), c.ways)
	c.leaning()
	c.table.Refresh()
	c.scroll.Refresh()
	c.scroll.Top()
}

// row is one aspect with its verdict under the label.
func (c *compare) row(r review.Row, label string) {
	verdict := prose.New(words.T("projects.compare.differs")).Sized((*look.Look).Caption).Bold().AtLeast(4)
	if r.Same {
		verdict = prose.New(words.T("projects.compare.same")).Sized((*look.Look).Caption).Faint().AtLeast(4)
	}
	i := 0
	c.add(page.NewFlow(look.Gap, bold(label), verdict), func(p project.Project) fyne.CanvasObject {
		entries := r.Values[i]
		i++
		text := prose.New(listed(entries)).AtLeast(4)
		if len(entries) == 0 {
			text = prose.New(words.T("projects.compare.empty")).Faint().AtLeast(4)
		} else if r.Same {
			text.Faint()
		}
		if r.Part != project.PartSource {
			return text
		}
		cell := page.NewColumn(look.Gap/2, text)
		if found, ok := c.passage(p); ok {
			cell.Add(page.NewFlow(0, c.button("projects.compare.report", func() {
				c.s.st.Go(stage.Target{Place: stage.ReportPlace, Passage: found.Range})
			})))
		}
		return cell
	})
}

func (c *compare) passage(p project.Project) (project.Passage, bool) {
	if c.s.report == nil {
		return project.Passage{}, false
	}
	return p.Passage(c.s.report)
}

// listed sets the entries of a value under each other, numbered where there are
// several, in the punctuation of Chinese print.
func listed(entries []string) string {
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = printed(e)
		if len(entries) > 1 {
			lines[i] = strconv.Itoa(i+1) + ". " + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

func (c *compare) leanings(p project.Project) fyne.CanvasObject {
	var marks []fyne.CanvasObject
	add := func(choice *page.Choice) {
		choice.OnFocus, choice.OnEscape = func() { c.scroll.Reveal(choice) }, c.s.closeCompare
		c.choices[p.ID] = append(c.choices[p.ID], choice)
		marks = append(marks, choice)
	}
	for _, l := range leanings {
		add(page.NewChoice(words.T(l.key), '✓', 0, l.ink, func() { c.s.toggle(p.ID, l.leaning) }))
	}
	add(page.NewChoice(words.T("projects.star"), '★', '☆', look.Ink, func() {
		c.s.lean(p.ID, func(i *note.Intent) { i.Star = !i.Star })
	}))
	return page.NewFlow(look.Gap/2, marks...)
}

// leaning shows the leanings as they are now.
func (c *compare) leaning() {
	for id, choices := range c.choices {
		i := c.s.intent(id)
		for n, l := range leanings {
			choices[n].Turn(i.Leaning == l.leaning)
		}
		choices[len(leanings)].Turn(i.Star)
	}
}

func (c *compare) notes(p project.Project) fyne.CanvasObject {
	cell := page.NewColumn(look.Gap / 2)
	for _, n := range c.s.notes[p.ID] {
		if text := strings.TrimSpace(n.Text); text != "" {
			cell.Add(prose.New(text).AtLeast(4))
		}
	}
	if len(cell.Objects) == 0 {
		cell.Add(prose.New(words.T("projects.compare.notes.none")).Faint().AtLeast(4))
	}
	return cell
}

func (c *compare) ways(p project.Project) fyne.CanvasObject {
	return page.NewFlow(look.Gap,
		c.button("projects.compare.detail", func() {
			c.s.closeCompare()
			c.s.open(p.ID)
			c.s.panes.show(true)
			c.s.focus(c.s.detail.scroll)
		}),
		c.button("projects.compare.drop", func() { c.s.tick(p.ID) }))
}

func (c *compare) button(key string, act func()) *page.Button {
	b := page.NewButton(words.T(key), act)
	b.OnFocus, b.OnEscape = func() { c.scroll.Reveal(b) }, c.s.closeCompare
	return b
}

// add adds a row, under a rule.
func (c *compare) add(label fyne.CanvasObject, cell func(project.Project) fyne.CanvasObject) {
	if len(c.table.Objects) > 1 {
		c.table.Add(widget.NewSeparator())
	}
	c.table.Add(c.line(label, cell))
}

func (c *compare) line(label fyne.CanvasObject, cell func(project.Project) fyne.CanvasObject) fyne.CanvasObject {
	cells := []fyne.CanvasObject{label}
	for _, p := range c.projects {
		cells = append(cells, cell(p))
	}
	return newRow(cells)
}

func bold(text string) *prose.Text { return prose.New(text).Bold().AtLeast(4) }

// tick takes a project to those that are compared, or away. A fourth is refused
// in words: none is taken away by itself.
func (s *Screen) tick(id string) {
	if i := slices.Index(s.ticked, id); i >= 0 {
		s.ticked = slices.Delete(s.ticked, i, i+1)
	} else if len(s.ticked) == review.MostCompared {
		s.st.Tell(words.T("projects.compare.full", "Most", review.MostCompared),
			words.T("projects.compare.full.do", "IDs", slices.Clone(s.ticked)))
		return
	} else {
		s.ticked = append(s.ticked, id)
	}
	s.redraw(id)
	s.detail.leaning()
	s.tools.show()
	if s.comparing != nil {
		s.openCompare()
	}
}

// openCompare shows those that are ticked side by side, in the order of the
// list. They count as seen: all that the list says of them is there.
func (s *Screen) openCompare() {
	var projects []project.Project
	for _, p := range s.candidates.Projects {
		if slices.Contains(s.ticked, p.ID) {
			projects = append(projects, p)
		}
	}
	if len(projects) < 2 {
		s.closeCompare()
		return
	}
	s.st.ShowProblem(s.detail.notes.flush())
	s.comparing = newCompare(s, projects)
	s.draw()
	s.focus(s.comparing.scroll)
	for _, p := range projects {
		if _, former := s.former(p.ID); !former && !s.intent(p.ID).Seen {
			s.lean(p.ID, func(*note.Intent) {})
		}
	}
}

// closeCompare goes back to the list; what is ticked stays so.
func (s *Screen) closeCompare() {
	if s.comparing == nil {
		return
	}
	s.comparing = nil
	s.draw()
	s.focus(s.list)
}
