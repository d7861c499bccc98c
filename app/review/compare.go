package review

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/project"
)

// MostCompared is the most projects that stand side by side.
const MostCompared = 3

// Row is one aspect of several projects, a value for each in their order.
type Row struct {
	Part   project.Part
	Name   string     // of a column of the list that has no part of its own
	Values [][]string // the entries of each project; none where the list says nothing
	Same   bool       // all say the same, but for white space and width
}

// always are the aspects that are compared even where no project has them: that
// nobody named a unit or an amount is worth knowing.
var always = []project.Part{
	project.PartContent, project.PartUnit, project.PartDeadline, project.PartMoney, project.PartFunding, project.PartSource,
}

// Compare sets projects side by side: category, content, unit, deadline, money,
// funding, source, remark, and the columns that only their list has.
func Compare(projects []project.Project) []Row {
	entry := func(s string) []string {
		if s = strings.TrimSpace(s); s != "" {
			return []string{s}
		}
		return nil
	}
	var rows []Row
	add := func(part project.Part, name string, of func(project.Project) []string) {
		r := Row{Part: part, Name: name, Same: true}
		said := false
		for _, p := range projects {
			v := of(p)
			said = said || len(v) > 0
			r.Same = r.Same && (len(r.Values) == 0 || slices.Equal(plain(v), plain(r.Values[0])))
			r.Values = append(r.Values, v)
		}
		if part == project.PartMoney {
			r.Same = sameMoney(projects)
		}
		if said || slices.Contains(always, part) {
			rows = append(rows, r)
		}
	}
	add(project.PartCategory, "", func(p project.Project) []string { return entry(p.Category) })
	add(project.PartContent, "", func(p project.Project) []string { return p.Content })
	add(project.PartUnit, "", func(p project.Project) []string { return entry(p.Unit) })
	add(project.PartDeadline, "", func(p project.Project) []string { return entry(p.Deadline) })
	add(project.PartMoney, "", func(p project.Project) []string { return entry(p.Money.String()) })
	add(project.PartFunding, "", func(p project.Project) []string { return entry(p.Funding) })
	add(project.PartSource, "", func(p project.Project) []string { return entry(p.Source) })
	for _, name := range extras(projects) {
		add(project.PartExtra, name, func(p project.Project) []string {
			for _, f := range p.Extra {
				if f.Name == name {
					return entry(f.Value)
				}
			}
			return nil
		})
	}
	add(project.PartRemark, "", func(p project.Project) []string { return entry(p.Remark) })
	return rows
}

func extras(projects []project.Project) []string {
	var names []string
	for _, p := range projects {
		for _, f := range p.Extra {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// sameMoney compares the amounts, however they are written.
func sameMoney(projects []project.Project) bool {
	for _, p := range projects {
		first := projects[0].Money
		if p.Money.Known != first.Known || p.Money.Yuan != first.Yuan ||
			!p.Money.Known && folded(p.Money.Text) != folded(first.Text) {
			return false
		}
	}
	return true
}

func plain(entries []string) []string {
	out := make([]string, len(entries))
	for i, s := range entries {
		out[i] = folded(s)
	}
	return out
}

func folded(s string) string { return strings.Join(strings.Fields(width.Fold.String(s)), "") }
