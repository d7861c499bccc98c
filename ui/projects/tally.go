package projects

import (
	"piaojue/app/note"
	"piaojue/app/project"
)

// tally is a deputy's reading of a list so far. Leanings on projects that are
// not in the list, or had another's number, are kept by the book but count
// nowhere.
type tally struct {
	favour, doubt, oppose, stars int
	seen, total                  int
}

func tallied(l project.List, intents map[string]note.Intent) tally {
	t := tally{total: len(l.Projects)}
	for _, p := range l.Projects {
		i := intents[p.ID].On(p.Name)
		switch i.Leaning {
		case note.Favour:
			t.favour++
		case note.Doubt:
			t.doubt++
		case note.Oppose:
			t.oppose++
		}
		if i.Star {
			t.stars++
		}
		if i.Seen {
			t.seen++
		}
	}
	return t
}

// over is how many projects are favoured beyond what a ballot may approve: most
// where it is set, else the places; 0 where neither is.
func (t tally) over(places, most int) int {
	if most <= 0 {
		most = places
	}
	if most <= 0 {
		return 0
	}
	return max(0, t.favour-most)
}
