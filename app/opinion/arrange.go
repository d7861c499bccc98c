package opinion

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/say"
)

// Finding says how the place of an opinion was found.
type Finding int

const (
	Here      Finding = iota // made on this report, or on a project
	Elsewhere                // made on another version; the quote stands here too
	Several                  // made on another version; the quote stands more than once
	Unfound                  // made on another version; the quote stands nowhere
)

// Word says it in words; there is nothing to say of Here.
func (f Finding) Word() say.Message {
	switch f {
	case Elsewhere:
		return say.M("opinion.found.elsewhere")
	case Several:
		return say.M("opinion.found.several")
	case Unfound:
		return say.M("opinion.found.not")
	}
	return say.Message{}
}

// Entry is a matter as it is shown and printed.
type Entry struct {
	Matter
	Opinions []Received // by delegation and deputy, those without a name last
	Under    []Received // those for which it stands in its group; by delegation not all
	Found    Finding
	At       report.Range // of the passage; empty where it was not found
	// Part and Item are where the passage stands: the chapter and section, and
	// what is below. Of an opinion on a project, Part is the project.
	Part, Item string
	Quote      string // with full-width punctuation; "" on a project
	Text       string // "" for a mere mark
	Kinds      []note.Kind
	Tags       []string
}

// Group is the entries of a part of the report, of a project or of a delegation.
type Group struct {
	Title   string
	Project string // id, "" where it is no project
	Entries []Entry
}

// By says what comes first.
type By int

const (
	// BySection has the parts of the report first, then the projects.
	BySection By = iota
	// ByProject has the projects first, each with the opinions on the passage
	// that it comes from, then the rest of the report.
	ByProject
	// ByDelegation has the delegations by name, a matter under each whose
	// deputies gave it; what was given without one comes last. Under each they
	// stand as BySection.
	ByDelegation
)

// Arrange puts all matters in order: those on passages as they stand in the
// report, those on projects as they stand in the list, and at the end those
// whose passage or project is not there. Only ByDelegation lists a matter more
// than once. The report may be nil.
func Arrange(s State, r *report.Report, l project.List, by By) []Group {
	groups := map[string]*placedGroup{}
	a := arranging{r: r, l: l, by: by, sources: sources(r, l, by)}
	for _, m := range s.Matters {
		e, at := a.entry(m, s)
		for _, in := range a.under(e, at) {
			g := groups[in.place.key()]
			if g == nil {
				g = &placedGroup{place: in.place}
				groups[in.place.key()] = g
			}
			g.placed = append(g.placed, in.placed)
		}
	}
	var all []*placedGroup
	for _, g := range groups {
		g.Title, g.Project = g.place.title, g.place.project
		slices.SortFunc(g.placed, order)
		for _, p := range g.placed {
			g.Entries = append(g.Entries, p.entry)
		}
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b *placedGroup) int {
		return cmp.Or(a.place.compare(b.place), cmp.Compare(a.place.title, b.place.title))
	})
	out := make([]Group, len(all))
	for i, g := range all {
		out[i] = g.Group
	}
	return out
}

type placedGroup struct {
	place  place
	placed []placed
	Group
}

// placed is an entry and where it stands in the report or the list.
type placed struct {
	entry Entry
	at    place
}

// standing is an entry in a group.
type standing struct {
	placed
	place place
}

// under is every group that an entry stands in.
func (a arranging) under(e Entry, at place) []standing {
	e.Under = e.Opinions
	if a.by != ByDelegation {
		return []standing{{placed{e, at}, at}}
	}
	var all []standing
	for _, o := range e.Opinions {
		in := place{title: strings.TrimSpace(o.By.Delegation)}
		if in.title == "" {
			in = place{class: 1, title: say.M("opinion.group.unsigned").In(say.Chinese)}
		}
		i := slices.IndexFunc(all, func(s standing) bool { return s.place == in })
		if i < 0 {
			i = len(all)
			all = append(all, standing{placed{e, at}, in})
			all[i].entry.Under = nil
		}
		all[i].entry.Under = append(all[i].entry.Under, o)
	}
	return all
}

// place is where a group stands among the others: by class, then by rank.
type place struct {
	class   int
	rank    int
	title   string
	project string
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.class, q.class), cmp.Compare(p.rank, q.rank))
}

func (p place) key() string {
	return strings.Join([]string{string(rune('0' + p.class)), p.title, p.project}, "\x00")
}

// order of the entries of a group: by where they stand, then by when the first was
// written.
func order(x, y placed) int {
	a, b := x.entry, y.entry
	return cmp.Or(
		x.at.compare(y.at),
		cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.At.End, b.At.End),
		cmp.Compare(a.Quote, b.Quote), a.first().Compare(b.first()), cmp.Compare(a.Opinions[0].ID, b.Opinions[0].ID))
}

type arranging struct {
	r       *report.Report
	l       project.List
	by      By
	sources []source
}

// source is the passage that a project comes from.
type source struct {
	at      report.Range
	project int
}

func sources(r *report.Report, l project.List, by By) []source {
	if r == nil || by != ByProject {
		return nil
	}
	var all []source
	for i, p := range l.Projects {
		if passage, ok := p.Passage(r); ok {
			all = append(all, source{passage.Range, i})
		}
	}
	return all
}

func (a arranging) entry(m Matter, s State) (Entry, place) {
	e := Entry{Matter: m}
	for _, id := range m.Members {
		o := s.Opinions[id]
		e.Opinions = append(e.Opinions, o)
		if !slices.Contains(e.Kinds, o.Kind) {
			e.Kinds = append(e.Kinds, o.Kind)
		}
		for _, tag := range o.Tags {
			if !slices.Contains(e.Tags, tag) {
				e.Tags = append(e.Tags, tag)
			}
		}
	}
	slices.SortFunc(e.Kinds, func(x, y note.Kind) int { return slices.Index(note.Kinds, x) - slices.Index(note.Kinds, y) })
	slices.Sort(e.Tags)
	slices.SortFunc(e.Opinions, func(x, y Received) int {
		last := func(s string) string { return cmp.Or(s, "\U0010FFFF") }
		return cmp.Or(
			cmp.Compare(last(x.By.Delegation), last(y.By.Delegation)),
			cmp.Compare(last(x.By.Name), last(y.By.Name)), cmp.Compare(x.ID, y.ID))
	})
	// Of equal words, those of the first by id are shown, whoever came first.
	o := s.Opinions[m.Members[0]]
	e.Text = strings.TrimSpace(o.Text)
	if o.Anchor == nil {
		return e, a.onProject(&e, o)
	}
	e.Found = Unfound + 1 // nothing tried yet
	for _, id := range m.Members {
		for _, anchor := range s.Opinions[id].anchors() {
			if at, found := a.find(anchor); found < e.Found {
				e.At, e.Found, e.Quote = at, found, string(report.Punctuate([]rune(anchor.Quote)))
			}
		}
		if e.Found == Here {
			break
		}
	}
	return e, a.onPassage(&e)
}

func (a arranging) onProject(e *Entry, o Received) place {
	class := 1
	if a.by == ByProject {
		class = 0
	}
	if p, ok := a.l.ByID(o.Project); ok && (o.Name == "" || o.Name == p.Name) {
		e.Part = projectTitle(p.ID, p.Name)
		return place{class, a.l.Index(p.ID), e.Part, p.ID}
	}
	e.Part = projectTitle(o.Project, o.Name)
	return place{class: 3, title: say.M("opinion.group.unlisted").In(say.Chinese)}
}

func projectTitle(id, name string) string {
	return strings.TrimSpace(say.M("opinion.project", "ID", id, "Name", name).In(say.Chinese))
}

func (a arranging) onPassage(e *Entry) place {
	class := 0
	if a.by == ByProject {
		class = 1
	}
	if e.Found > Elsewhere {
		e.Part = e.Found.Word().In(say.Chinese)
		return place{class: 2, title: say.M("opinion.group.unfound").In(say.Chinese)}
	}
	var rank int
	e.Part, e.Item, rank = where(a.r, e.At)
	for _, s := range a.sources {
		if e.At.Start < s.at.End && s.at.Start < e.At.End {
			p := a.l.Projects[s.project]
			return place{0, s.project, projectTitle(p.ID, p.Name), p.ID}
		}
	}
	if e.Part == "" {
		e.Part = say.M("opinion.group.outside").In(say.Chinese)
	}
	return place{class, rank, e.Part, ""}
}

// find is the place of an anchor in the report.
func (a arranging) find(anchor note.Anchor) (report.Range, Finding) {
	if a.r == nil {
		return report.Range{}, Unfound
	}
	if text := a.r.Text; anchor.Document == a.r.Hash && anchor.End <= len(text) && string(text[anchor.Start:anchor.End]) == anchor.Quote {
		return report.Range{Start: anchor.Start, End: anchor.End}, Here
	}
	if at, ok := a.r.Locate(anchor.Quote); ok {
		return at, Elsewhere
	}
	// The quote alone is found nowhere or more than once: what stood around it
	// tells which of several it is.
	before, after := []rune(anchor.Before), []rune(anchor.After)
	for _, n := range []int{note.Around, note.Around / 2, note.Around / 4} {
		left, right := before[max(0, len(before)-n):], after[:min(n, len(after))]
		for _, context := range [][2][]rune{{left, right}, {left, nil}, {nil, right}} {
			if len(context[0])+len(context[1]) == 0 {
				continue
			}
			at, ok := a.r.Locate(string(context[0]) + anchor.Quote + string(context[1]))
			if !ok {
				continue
			}
			if inner, ok := within(a.r, at, anchor.Quote); ok {
				return inner, Elsewhere
			}
		}
	}
	if len(a.r.Find(strings.TrimSpace(anchor.Quote))) > 1 {
		return report.Range{}, Several
	}
	return report.Range{}, Unfound
}

// within finds a quote in a part of the report where it stands once.
func within(r *report.Report, at report.Range, quote string) (found report.Range, ok bool) {
	for _, hit := range r.Find(strings.TrimSpace(quote)) {
		if hit.Start >= at.Start && hit.End <= at.End {
			if ok {
				return report.Range{}, false
			}
			found, ok = hit, true
		}
	}
	return found, ok
}

// where is the part of the report that a passage stands in, what is below it,
// and where the part begins.
func where(r *report.Report, at report.Range) (part, item string, rank int) {
	var parts, items []string
	for _, h := range r.Path(at.Start) {
		title := strings.TrimRight(r.Copy(report.Range{Start: h.Start, End: h.End}, true), "。")
		if h.Level <= 2 {
			parts, rank = append(parts, title), h.Start
			continue
		}
		if h.Number != "" && strings.Trim(h.Number, "0123456789") == "" {
			// An item's number may have lost its dot.
			title = h.Number + ". " + string(report.Punctuate([]rune(h.Title)))
		}
		items = append(items, title)
	}
	return strings.Join(parts, " › "), strings.Join(items, " › "), rank
}

// Numbers numbers the matters in the order in which they first stand: one that
// stands under several delegations has one number.
func Numbers(groups []Group) map[string]int {
	all := map[string]int{}
	for _, g := range groups {
		for _, e := range g.Entries {
			if all[e.ID] == 0 {
				all[e.ID] = len(all) + 1
			}
		}
	}
	return all
}

// first is the earliest version of an entry's opinions.
func (e Entry) first() time.Time {
	at := e.Opinions[0].Created
	for _, o := range e.Opinions[1:] {
		if o.Created.Before(at) {
			at = o.Created
		}
	}
	return at
}
