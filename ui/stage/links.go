package stage

import (
	"reflect"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
)

// Linked is a passage that speaks of a project, with what the deputy decided
// about it.
type Linked struct {
	project.Link
	Decision note.Decision
}

// Shown reports whether the passage counts as one of the project: it was not
// dismissed.
func (l Linked) Shown() bool { return l.Decision != note.Dismissed }

// Open reports whether the deputy has still to say whether it is one.
func (l Linked) Open() bool { return l.Suggested() && l.Decision == note.Undecided }

// links are those of one report and list, found once.
type links struct {
	report  *report.Report
	list    project.List
	found   []project.Link
	ready   bool
	waiting []func()
}

// Links gives the passages of the report that speak of the projects of the list
// to then, with the decisions as they are now: at once or, the first time, when
// they have been found. It is not called where the report or the list changed
// meanwhile, or there is none.
func (s *Stage) Links(then func([]Linked)) {
	r, list := s.report, s.view.Setup.List
	if r == nil || len(list.Projects) == 0 {
		return
	}
	if s.links.report != r || !reflect.DeepEqual(s.links.list, list) {
		s.links = links{report: r, list: list}
	}
	give := func() { then(s.decided()) }
	if s.links.ready {
		give()
		return
	}
	s.links.waiting = append(s.links.waiting, give)
	if len(s.links.waiting) > 1 {
		return
	}
	var found []project.Link
	s.Do(func() error { found = project.Links(r, list); return nil }, func() {
		if s.links.report != r || !reflect.DeepEqual(s.links.list, list) {
			return
		}
		waiting := s.links.waiting
		s.links = links{report: r, list: list, found: found, ready: true}
		for _, f := range waiting {
			f()
		}
	})
}

// decided adds the decisions to what was found.
func (s *Stage) decided() []Linked {
	decisions, err := s.Book.Decisions()
	if err != nil {
		s.log(err) // the links themselves are good without
	}
	all := make([]Linked, len(s.links.found))
	for i, l := range s.links.found {
		all[i] = Linked{Link: l}
		if p, ok := s.links.list.ByID(l.Project); ok {
			all[i].Decision = decisions.On(s.links.report, l.Range, p.ID, p.Name)
		}
	}
	return all
}

// Decide saves what the deputy says about a link, and then calls then.
func (s *Stage) Decide(l Linked, d note.Decision, then func()) {
	r := s.report
	p, ok := s.view.Setup.List.ByID(l.Project)
	if r == nil || !ok {
		return
	}
	book := s.Book
	s.Do(func() error { return book.Decide(r, l.Range, p.ID, p.Name, d) }, func() {
		if s.SaySaved != nil {
			s.SaySaved()
		}
		if then != nil {
			then()
		}
	})
}
