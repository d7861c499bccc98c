package project

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/say"
)

func list(idsAndNames ...string) List {
	var l List
	for i := 0; i < len(idsAndNames); i += 2 {
		l.Projects = append(l.Projects, Project{ID: idsAndNames[i], Name: idsAndNames[i+1]})
	}
	return l
}

func TestValidate(t *testing.T) {
	var long List
	for i := range MostProjects {
		long.Projects = append(long.Projects, Project{ID: fmt.Sprint(i), Name: "工程"})
	}
	longer := long
	longer.Projects = append(slices.Clone(long.Projects), Project{ID: "last", Name: "工程"})

	for _, c := range []struct {
		name string
		list List
		want string // the key of what is wrong, "" for a good list
	}{
		{"one project is enough", list("1", "工程"), ""},
		{"ids may be written in any way", list("1", "甲", "A-03", "乙", "（二）", "丙"), ""},
		{"the same name twice is allowed", list("1", "道路", "2", "道路"), ""},
		{"as many as are possible", long, ""},
		{"one too many", longer, "project.many"},
		{"no project", List{Title: "空"}, "project.none"},
		{"no id", list("1", "甲", "", "乙"), "project.no_id"},
		{"an id of white space", list("1", "甲", " \u3000", "乙"), "project.no_id"},
		{"no name", list("1", "甲", "2", "\t"), "project.no_name"},
		{"an id twice", list("1", "甲", "2", "乙", "1", "丙"), "project.twice"},
		{"an id twice but for its width", list("a1", "甲", "Ａ 1", "乙"), "project.twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.list.Validate()
			var p *say.Problem
			switch {
			case c.want == "" && err != nil:
				t.Fatalf("refused: %v", err)
			case c.want == "":
			case !errors.As(err, &p):
				t.Fatalf("got %v, want a problem %s", err, c.want)
			case p.What.Key != c.want:
				t.Fatalf("got %s, want %s", p.What.Key, c.want)
			case p.Do.IsZero():
				t.Error("nothing is said about what to do")
			}
		})
	}
}

func TestLookups(t *testing.T) {
	l := List{Projects: []Project{
		{ID: "1", Category: "环境", Name: "甲"},
		{ID: "2", Category: "民生", Name: "乙"},
		{ID: "3", Category: "环境", Name: "丙"},
		{ID: "4", Name: "丁"},
	}}
	if p, ok := l.ByID("3"); !ok || p.Name != "丙" {
		t.Errorf("ByID(3) = %v, %v", p, ok)
	}
	if _, ok := l.ByID("5"); ok {
		t.Error("an id that is not in the list was found")
	}
	if diff := cmp.Diff([]string{"环境", "民生", ""}, l.Categories()); diff != "" {
		t.Error(diff)
	}
	if got := l.In("环境"); len(got) != 2 || got[0].ID != "1" || got[1].ID != "3" {
		t.Errorf("In(环境) = %v", got)
	}
	if diff := cmp.Diff([]string{"1", "2", "3", "4"}, l.IDs()); diff != "" {
		t.Error(diff)
	}
}

func TestEveryPartHasALabel(t *testing.T) {
	for _, p := range append(slices.Clone(Parts), PartExtra) {
		for _, l := range []say.Language{say.Chinese, say.English} {
			if got := p.Label().In(l); got == p.Label().Key {
				t.Errorf("%s: no label in %s", p, l)
			}
		}
	}
}
