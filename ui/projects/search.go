package projects

import (
	"strings"

	"piaojue/app/project"
	"piaojue/ui/page"
)

// matches reports whether every term stands in the number, the category, the
// name, the content or the unit of a project.
func matches(p project.Project, terms []string) bool {
	fields := append([]string{p.ID, p.Category, p.Name, p.Unit}, p.Content...)
	return len(terms) == 0 || page.Has(page.Folded(strings.Join(fields, "\n")), terms)
}
