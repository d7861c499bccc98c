// Package review is a deputy's own way through the candidate list: which
// projects are shown and in what order, how two or three compare, and which the
// deputy would choose.
//
// There is one idea of a choice, not two: what the deputy leans to favour
// (意向：赞成) is the deputy's choice (我的选择). It is private, it is no vote, and
// nothing here knows of a ballot.
package review

import (
	"slices"
	"strings"

	"piaojue/app/note"
	"piaojue/app/project"
)

// Own is what the deputy made of one project.
type Own struct {
	Leaning    note.Leaning
	Star, Seen bool
	Notes      int
}

// Reading gives what the deputy made of each project of a list.
type Reading func(project.Project) Own

// Choice is the projects that the deputy favours, in the order of the list.
func Choice(l project.List, own Reading) []project.Project {
	var chosen []project.Project
	for _, p := range l.Projects {
		if own(p).Leaning == note.Favour {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// MoneyGiven says whether a project must have an amount to be shown.
type MoneyGiven string

const (
	AnyMoney  MoneyGiven = ""
	WithMoney MoneyGiven = "with" // an amount that could be read
	NoMoney   MoneyGiven = "without"
)

// Filter says which projects are shown: those that fit every part that is set.
// A part with several values fits with any of them. The zero Filter shows all.
type Filter struct {
	Categories []string // "" stands for none given
	Units      []string // "" stands for none given; see Units
	Money      MoneyGiven
	// Least and Most bound the amount in 元; 0 is no bound. A project without a
	// known amount is outside every bound.
	Least, Most int64
	Leanings    []note.Leaning // NoLeaning stands for none marked
	Star        bool
	Noted       bool
	Unseen      bool
}

// IsZero reports whether the filter shows all.
func (f Filter) IsZero() bool {
	return len(f.Categories) == 0 && len(f.Units) == 0 && f.Money == AnyMoney && f.Least == 0 && f.Most == 0 &&
		len(f.Leanings) == 0 && !f.Star && !f.Noted && !f.Unseen
}

// Shows reports whether a project fits.
func (f Filter) Shows(p project.Project, own Own) bool {
	switch {
	case len(f.Categories) > 0 && !slices.Contains(f.Categories, p.Category),
		len(f.Units) > 0 && !slices.ContainsFunc(Units(p), func(u string) bool { return slices.Contains(f.Units, u) }),
		f.Money == WithMoney && !p.Money.Known,
		f.Money == NoMoney && p.Money.Known,
		f.Least > 0 && (!p.Money.Known || p.Money.Yuan < f.Least),
		f.Most > 0 && (!p.Money.Known || p.Money.Yuan > f.Most),
		len(f.Leanings) > 0 && !slices.Contains(f.Leanings, own.Leaning),
		f.Star && !own.Star,
		f.Noted && own.Notes == 0,
		f.Unseen && own.Seen:
		return false
	}
	return true
}

// Within drops from the filter the categories and units that a list does not
// have, so that a list which was exchanged is not hidden by what is gone.
func (f Filter) Within(l project.List) Filter {
	categories, units := l.Categories(), AllUnits(l)
	f.Categories = kept(f.Categories, categories)
	f.Units = kept(f.Units, units)
	return f
}

func kept(values, in []string) []string {
	var left []string
	for _, v := range values {
		if slices.Contains(in, v) {
			left = append(left, v)
		}
	}
	return left
}

// Units are the units in charge of a project, as its list names them side by
// side; a single "" where it names none.
func Units(p project.Project) []string {
	var units []string
	for _, u := range strings.FieldsFunc(p.Unit, func(r rune) bool { return strings.ContainsRune("、，,；;/／\n", r) }) {
		if u = strings.TrimSpace(u); u != "" {
			units = append(units, u)
		}
	}
	if units == nil {
		return []string{""}
	}
	return units
}

// AllUnits are the units of a list in the order in which they first appear; ""
// stands, last, for the projects without one.
func AllUnits(l project.List) []string {
	var units []string
	none := false
	for _, p := range l.Projects {
		for _, u := range Units(p) {
			if u == "" {
				none = true
			} else if !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
	}
	if none {
		units = append(units, "")
	}
	return units
}
