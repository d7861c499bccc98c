package project

import (
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/say"
)

// MostProjects is the most candidates that a list may have. The longest
// published lists have about 60; a file with more than this is no such list.
const MostProjects = 500

// Validate reports the first thing that makes a list unfit for a vote, as a
// *say.Problem: no project, too many, a project without id or name, or an id
// that stands twice. Ids that differ only in width, case or white space are
// the same id, as nobody could tell them apart on paper.
func (l List) Validate() error {
	if len(l.Projects) == 0 {
		return say.Wrong(say.M("project.none"), say.M("project.none.do"), nil)
	}
	if n := len(l.Projects); n > MostProjects {
		return say.Wrong(say.M("project.many", "Count", n, "Most", MostProjects), say.M("project.many.do"), nil)
	}
	first := make(map[string]int, len(l.Projects))
	for i, p := range l.Projects {
		place := i + 1
		if strings.TrimSpace(p.ID) == "" {
			return say.Wrong(say.M("project.no_id", "Place", place, "Name", p.Name), say.M("project.no_id.do"), nil)
		}
		if strings.TrimSpace(p.Name) == "" {
			return say.Wrong(say.M("project.no_name", "Place", place, "ID", p.ID), say.M("project.no_name.do"), nil)
		}
		key := SameID(p.ID)
		if earlier, ok := first[key]; ok {
			return say.Wrong(
				say.M("project.twice", "ID", p.ID, "First", earlier, "Second", place),
				say.M("project.twice.do"), nil)
		}
		first[key] = place
	}
	return nil
}

// SameID gives the form in which two ids are compared: without white space,
// half-width, in lower case.
func SameID(id string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(id)), ""))
}

// ByID gives the project with an id as the list writes it.
func (l List) ByID(id string) (Project, bool) {
	if i := l.Index(id); i >= 0 {
		return l.Projects[i], true
	}
	return Project{}, false
}

// Index is the place of an id in the list, from 0, or -1.
func (l List) Index(id string) int {
	for i, p := range l.Projects {
		if p.ID == id {
			return i
		}
	}
	return -1
}

// IDs are the ids in the order of the list.
func (l List) IDs() []string {
	ids := make([]string, len(l.Projects))
	for i, p := range l.Projects {
		ids[i] = p.ID
	}
	return ids
}

// Categories are the categories in the order in which they first appear; ""
// stands for the projects without one.
func (l List) Categories() []string {
	var categories []string
	seen := map[string]bool{}
	for _, p := range l.Projects {
		if !seen[p.Category] {
			seen[p.Category] = true
			categories = append(categories, p.Category)
		}
	}
	return categories
}

// In are the projects of a category, in the order of the list.
func (l List) In(category string) []Project {
	var projects []Project
	for _, p := range l.Projects {
		if p.Category == category {
			projects = append(projects, p)
		}
	}
	return projects
}
