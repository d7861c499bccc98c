package projects

import (
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/review"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// tools stand under the search field: the way to sort and filter, to the
// comparison, and back to all; and below them, in words, how many of how many
// projects are shown and why.
type tools struct {
	s       *Screen
	root    *fyne.Container
	buttons *fyne.Container
	compare *page.Button
	all     *page.Button
	found   *prose.Text
}

func newTools(s *Screen) *tools {
	t := &tools{s: s, found: prose.New("").Faint().Sized((*look.Look).Caption).AtLeast(4)}
	sorting := page.NewButton(words.T("projects.sort"), func() { openFilter(s) })
	t.compare = page.NewButton(words.T("projects.compare.one"), s.openCompare)
	t.all = page.NewButton(words.T("projects.all"), func() { s.showAll(); s.focus(s.list) })
	t.buttons = page.NewFlow(look.Gap, sorting, t.all, t.compare)
	t.root = page.NewColumn(look.Gap/2, t.buttons, t.found)
	return t
}

// show brings buttons and words up to date.
func (t *tools) show() {
	s := t.s
	page.Visible(t.compare, len(s.ticked) > 0)
	t.compare.SetText(words.T("projects.compare.one"))
	if n := len(s.ticked); n > 1 {
		t.compare.SetText(words.T("projects.compare.go", "Count", n))
	}
	able(t.compare, len(s.ticked) > 1)
	page.Visible(t.all, s.narrowed())
	t.found.SetText(s.says())
	t.root.Refresh()
	if s.panes != nil && s.panes.left != nil {
		s.panes.left.Refresh()
	}
}

// narrowed reports whether anything but the whole list may be shown.
func (s *Screen) narrowed() bool { return !s.filter.IsZero() || len(page.Terms(s.field.Text)) > 0 }

// showAll clears search and filter; the order stays.
func (s *Screen) showAll() {
	s.filter = review.Filter{}
	s.field.SetText("") // fills, where there was a text
	s.fill()
}

// says is how many of how many projects are shown, by what, in which order.
func (s *Screen) says() string {
	total := len(s.candidates.Projects)
	if !s.narrowed() && s.sort == review.ByCategory {
		return words.T("projects.total", "Total", total)
	}
	parts := []string{words.T("projects.total.only", "Total", total)}
	if s.narrowed() {
		parts = append([]string{words.T("projects.found", "Found", len(s.order), "Total", total)}, s.conditions()...)
	}
	if s.sort != review.ByCategory {
		parts = append(parts, words.T("projects.sorted", "Order", words.T("projects.order."+string(s.sort))))
	}
	return strings.Join(parts, words.T("projects.dot"))
}

// conditions are the parts of the filter in words.
func (s *Screen) conditions() []string {
	f := s.filter
	var all []string
	either := func(key string, values []string) {
		if len(values) > 0 {
			all = append(all, words.T(key, "Values", strings.Join(values, words.T("projects.or"))))
		}
	}
	named := func(values []string, none string) []string {
		names := make([]string, len(values))
		for i, v := range values {
			if names[i] = v; v == "" {
				names[i] = words.T(none)
			}
		}
		return names
	}
	if text := strings.TrimSpace(s.field.Text); text != "" {
		all = append(all, words.T("projects.is.text", "Text", text))
	}
	either("projects.is.category", named(f.Categories, "projects.category.none"))
	either("projects.is.unit", named(f.Units, "projects.unit.none"))
	switch f.Money {
	case review.WithMoney:
		all = append(all, words.T("projects.money.with"))
	case review.NoMoney:
		all = append(all, words.T("projects.money.without"))
	}
	if f.Least > 0 {
		all = append(all, words.T("projects.is.least", "Amount", amount(f.Least)))
	}
	if f.Most > 0 {
		all = append(all, words.T("projects.is.most", "Amount", amount(f.Most)))
	}
	var leans []string
	for _, l := range f.Leanings {
		leans = append(leans, leaningName(l))
	}
	either("projects.is.leaning", leans)
	for _, flag := range []struct {
		on  bool
		key string
	}{{f.Star, "projects.star"}, {f.Noted, "projects.noted"}, {f.Unseen, "projects.unseen"}} {
		if flag.on {
			all = append(all, words.T(flag.key))
		}
	}
	return all
}

// nothing says why no project is shown and how to see them again.
func (s *Screen) nothing() string {
	if s.filter.IsZero() {
		return words.T("projects.found.none", "Text", s.field.Text)
	}
	return words.T("projects.filtered.none")
}

func leaningName(l note.Leaning) string {
	for _, one := range leanings {
		if one.leaning == l {
			return words.T(one.key)
		}
	}
	return words.T("projects.leaning.none")
}

// groupName heads a group, by the order; "" where it has no heading.
func (s *Screen) groupName(g review.Group) string {
	switch s.sort {
	case review.ByCategory:
		if g.Category == "" && len(s.candidates.Categories()) > 1 {
			return words.T("projects.category.none")
		}
		return g.Category
	case review.ByUnit:
		if g.Unit == "" {
			return words.T("projects.unit.none")
		}
		return g.Unit
	case review.ByLeaning:
		return words.T("projects.is.leaning", "Values", leaningName(g.Leaning))
	case review.ByStar:
		if g.Star {
			return words.T("projects.starred")
		}
		return words.T("projects.star.none")
	}
	return ""
}
