package review

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"piaojue/app/note"
	"piaojue/app/project"
)

// Order is how projects are shown. What an order leaves equal stays in the
// order of the list.
type Order string

const (
	ByCategory Order = "category" // the categories as they first appear
	ByNumber   Order = "number"   // the adopted order of the list
	ByMoney    Order = "money"    // the most first, those without a known amount last
	ByUnit     Order = "unit"     // in the order of pinyin, those without one last
	ByLeaning  Order = "leaning"  // favour, doubt, oppose, none
	ByStar     Order = "star"     // those with a star first
)

// Orders are all orders, in the order in which they are offered.
var Orders = []Order{ByCategory, ByNumber, ByMoney, ByUnit, ByLeaning, ByStar}

// Group is projects that stand under one heading.
type Group struct {
	// Which of these is set follows from the order; ByNumber and ByMoney have
	// one group without a heading.
	Category string
	Unit     string
	Leaning  note.Leaning
	Star     bool

	Projects []project.Project
}

// Leanings are the leanings in the order in which ByLeaning shows them.
var Leanings = []note.Leaning{note.Favour, note.Doubt, note.Oppose, note.NoLeaning}

// Arrange gives the projects of a list that show in groups of an order, no
// group without a project.
func Arrange(l project.List, own Reading, shows func(project.Project) bool, o Order) []Group {
	var shown []project.Project
	for _, p := range l.Projects {
		if shows(p) {
			shown = append(shown, p)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	var head func(project.Project) Group
	switch o {
	case ByCategory:
		categories := l.Categories()
		slices.SortStableFunc(shown, func(a, b project.Project) int {
			return cmp.Compare(slices.Index(categories, a.Category), slices.Index(categories, b.Category))
		})
		head = func(p project.Project) Group { return Group{Category: p.Category} }
	case ByMoney:
		slices.SortStableFunc(shown, byMoney)
	case ByUnit:
		pinyin := collate.New(language.Chinese)
		slices.SortStableFunc(shown, func(a, b project.Project) int {
			return cmp.Or(compareBool(a.Unit != "", b.Unit != ""), pinyin.CompareString(a.Unit, b.Unit), cmp.Compare(a.Unit, b.Unit))
		})
		head = func(p project.Project) Group { return Group{Unit: p.Unit} }
	case ByLeaning:
		slices.SortStableFunc(shown, func(a, b project.Project) int {
			return cmp.Compare(slices.Index(Leanings, own(a).Leaning), slices.Index(Leanings, own(b).Leaning))
		})
		head = func(p project.Project) Group { return Group{Leaning: own(p).Leaning} }
	case ByStar:
		slices.SortStableFunc(shown, func(a, b project.Project) int { return compareBool(own(a).Star, own(b).Star) })
		head = func(p project.Project) Group { return Group{Star: own(p).Star} }
	}
	if head == nil {
		return []Group{{Projects: shown}}
	}
	var groups []Group
	for _, p := range shown {
		g, last := head(p), len(groups)-1
		if last < 0 || !groups[last].sameHead(g) {
			groups = append(groups, g)
			last++
		}
		groups[last].Projects = append(groups[last].Projects, p)
	}
	return groups
}

func (g Group) sameHead(other Group) bool {
	return g.Category == other.Category && g.Unit == other.Unit && g.Leaning == other.Leaning && g.Star == other.Star
}

func byMoney(a, b project.Project) int {
	if a.Money.Known != b.Money.Known {
		return compareBool(a.Money.Known, b.Money.Known)
	}
	if !a.Money.Known {
		return 0
	}
	return cmp.Compare(b.Money.Yuan, a.Money.Yuan)
}

// compareBool puts what is so first.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
