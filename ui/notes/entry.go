package notes

import (
	"image/color"
	"slices"
	"strings"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// kind is what is shown of the notes.
type kind string

const (
	every      kind = "every"
	onReport   kind = "report"
	onProjects kind = "projects"
)

var kinds = []kind{every, onReport, onProjects}

// group is the heading that a note stands under, by its place in groups.
type group int

const (
	present  group = iota // on the present report
	projects              // on a project of the list
	unlisted              // on a project that is not in the list
	foreign               // on another report
)

var groups = [...]string{"report", "projects", "unlisted", "foreign"}

// entry is a note with what is said about it.
type entry struct {
	note   note.Note
	group  group
	where  string // headings over the passage, or the project
	quote  string
	parts  []int  // chapters and sections that hold the passage, as indices
	folded string // all of it as it is searched
	made   *page.Card
}

// entries are the notes in the order of the list: those on the report as they
// stand in it, those on projects as the projects stand in theirs.
func entries(all []note.Note, r *report.Report, sections []part, l project.List) []entry {
	out := make([]entry, 0, len(all))
	over := headings{report: r, known: map[int]string{}}
	for _, n := range all {
		e := entry{note: n}
		switch a := n.Anchor; {
		case a == nil:
			if p, ok := l.ByID(n.Project); ok && n.On(p.ID, p.Name) {
				e.group, e.where = projects, words.T("notes.project", "ID", p.ID, "Name", p.Name)
			} else {
				e.group, e.where = unlisted, strings.TrimSpace(words.T("notes.project", "ID", n.Project, "Name", n.Name))
			}
		case r != nil && a.Document == r.Hash:
			e.group, e.where, e.quote = present, over.at(a.Start), r.Copy(report.Range{Start: a.Start, End: a.End}, true)
			for i, p := range sections {
				if a.Start >= p.at.Start && a.Start < p.at.End {
					e.parts = append(e.parts, i)
				}
			}
		default:
			e.group, e.quote = foreign, string(report.Punctuate([]rune(a.Quote)))
		}
		e.folded = page.Folded(strings.Join([]string{e.where, e.quote, n.Text, tagged(n.Tags)}, "\n"))
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		if a.group != b.group {
			return int(a.group - b.group)
		}
		if a.group == projects {
			return l.Index(a.note.Project) - l.Index(b.note.Project)
		}
		return 0
	})
	return out
}

// headings finds the titles over many passages: those of one place once.
type headings struct {
	report *report.Report
	known  map[int]string // by the start of the innermost heading
}

func (h headings) at(offset int) string {
	path := h.report.Path(offset)
	if len(path) == 0 {
		return ""
	}
	start := path[len(path)-1].Start
	titles, ok := h.known[start]
	if !ok {
		titles = page.Headings(h.report, offset)
		h.known[start] = titles
	}
	return titles
}

// tagged are tags as they are read and searched: #民生 #交通.
func tagged(tags []string) string {
	if len(tags) == 0 {
		return ""
	}
	return "#" + strings.Join(tags, " #")
}

func (e entry) is(k kind) bool {
	return k == every || (k == onReport) == (e.note.Anchor != nil)
}

// target is where a tap goes; ok is false where there is no such place now.
func (e entry) target() (t stage.Target, ok bool) {
	switch e.group {
	case present:
		a := e.note.Anchor
		return stage.Target{Place: stage.ReportPlace, Passage: report.Range{Start: a.Start, End: a.End}, Note: e.note.ID}, true
	case projects:
		return stage.Target{Place: stage.ProjectsPlace, Project: e.note.Project, Note: e.note.ID}, true
	case foreign:
		if s := e.note.Standing; s == note.Unsure || s == note.Lost {
			return stage.Target{Place: stage.RevisionPlace, Note: e.note.ID}, true
		}
	}
	return stage.Target{}, false
}

// card shows where the note stands, the words it is on, and what it says.
func (e entry) card() page.Card {
	var c page.Card
	if e.where != "" {
		c.Blocks = append(c.Blocks, page.Block{Text: e.where, Small: true, Ink: look.Faint, Most: 2})
	}
	if e.quote != "" {
		colour := e.note.Colour
		c.Blocks = append(c.Blocks, page.Block{
			Text: e.quote, Most: 3,
			Ground: func(p look.Palette) color.NRGBA { return p.Highlight(colour) },
			Ink:    func(p look.Palette) color.NRGBA { return p.OnHighlight },
		})
	}
	if e.note.Text != "" {
		c.Blocks = append(c.Blocks, page.Block{Text: e.note.Text})
	}
	if e.note.Anchor != nil {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("note.kind." + string(e.note.Kind))})
		switch s := e.note.Standing; s {
		case note.Moved, note.Unsure, note.Lost:
			c.Chips = append(c.Chips, page.Chip{Text: words.T("notes.standing." + string(s))})
		}
	}
	for _, t := range e.note.Tags {
		c.Chips = append(c.Chips, page.Chip{Text: "#" + t, Bare: true})
	}
	return c
}

// written is all notes as plain text, to be pasted elsewhere.
func written(all []entry) string {
	var b strings.Builder
	b.WriteString(words.T("notes.title", "Total", len(all)))
	b.WriteString("\n")
	last := group(-1)
	for _, e := range all {
		if e.group != last {
			last = e.group
			count := 0
			for _, other := range all {
				if other.group == last {
					count++
				}
			}
			b.WriteString("\n" + words.T("notes.group."+groups[last], "Count", count) + "\n")
		}
		b.WriteString("\n")
		for _, line := range []string{e.where, quoted(e.quote), e.note.Text, tagged(e.note.Tags)} {
			if line != "" {
				b.WriteString(line + "\n")
			}
		}
	}
	return b.String()
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return words.T("notes.quoted", "Text", s)
}
