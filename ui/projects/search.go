package projects

import (
	"strings"

	"piaojue/app/pinyin"
	"piaojue/app/project"
	"piaojue/ui/page"
)

// index holds the projects of a list ready to be looked for, by id.
type index map[string]entry

// entry is a project as it is looked for: its number, category, name, content
// and unit as they are written; category, name and unit also by what is typed
// of their readings. The content is too long for that: a letter or two would
// find every one.
type entry struct {
	written string
	read    []pinyin.Text
}

func indexed(l project.List) index {
	x := make(index, len(l.Projects))
	for _, p := range l.Projects {
		fields := append([]string{p.ID, p.Category, p.Name, p.Unit}, p.Content...)
		x[p.ID] = entry{
			written: page.Folded(strings.Join(fields, "\n")),
			read:    []pinyin.Text{pinyin.Of(p.Name), pinyin.Of(p.Category), pinyin.Of(p.Unit)},
		}
	}
	return x
}

// finds reports whether every term stands in a project.
func (x index) finds(id string, terms []string) bool {
	e := x[id]
	for _, t := range terms {
		if !strings.Contains(e.written, t) && !e.reads(pinyin.Ask(t)) {
			return false
		}
	}
	return true
}

func (e entry) reads(q pinyin.Query) bool {
	if q.IsZero() {
		return false
	}
	for _, t := range e.read {
		if _, ok := t.Find(q); ok {
			return true
		}
	}
	return false
}
