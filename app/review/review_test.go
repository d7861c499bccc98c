package review

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/note"
	"piaojue/app/project"
)

// candidates are five projects with all that can be asked for.
func candidates() project.List {
	money := project.ParseMoney
	return project.List{Projects: []project.Project{
		{ID: "1", Category: "环境", Name: "甲", Unit: "区城管局、区住建委", Money: money("300", "万元")},
		{ID: "2", Category: "民生", Name: "乙", Unit: "区民政局", Money: money("1.2亿", "")},
		{ID: "3", Category: "环境", Name: "丙", Money: money("待定", "万元")},
		{ID: "4", Name: "丁", Unit: "区城管局", Money: money("5000000", "元")},
		{ID: "5", Category: "民生", Name: "戊", Unit: "区教体文旅委"},
	}}
}

var owned = map[string]Own{
	"1": {Leaning: note.Oppose, Seen: true},
	"2": {Leaning: note.Favour, Star: true, Seen: true, Notes: 2},
	"4": {Leaning: note.Favour, Seen: true},
	"5": {Leaning: note.Doubt, Star: true, Notes: 1},
}

func own(p project.Project) Own { return owned[p.ID] }

func ids(groups []Group) string {
	var all []string
	for _, g := range groups {
		for _, p := range g.Projects {
			all = append(all, p.ID)
		}
		all = append(all, "|")
	}
	return strings.TrimSuffix(strings.Join(all, " "), " |")
}

func TestAFilterShowsWhatFitsEveryPart(t *testing.T) {
	for _, c := range []struct {
		name   string
		filter Filter
		want   string
	}{
		{"nothing set", Filter{}, "1 2 3 4 5"},
		{"a category", Filter{Categories: []string{"环境"}}, "1 3"},
		{"either of two", Filter{Categories: []string{"环境", "民生"}}, "1 2 3 5"},
		{"no category", Filter{Categories: []string{""}}, "4"},
		{"a unit, alone or with others", Filter{Units: []string{"区城管局"}}, "1 4"},
		{"no unit", Filter{Units: []string{""}}, "3"},
		{"an amount", Filter{Money: WithMoney}, "1 2 4"},
		{"no amount, or one that says nothing", Filter{Money: NoMoney}, "3 5"},
		{"at least, the bound itself too", Filter{Least: 5_000_000}, "2 4"},
		{"at most, the bound itself too", Filter{Most: 5_000_000}, "1 4"},
		{"between", Filter{Least: 3_000_001, Most: 119_999_999}, "4"},
		{"a leaning", Filter{Leanings: []note.Leaning{note.Favour}}, "2 4"},
		{"none marked", Filter{Leanings: []note.Leaning{note.NoLeaning}}, "3"},
		{"a star", Filter{Star: true}, "2 5"},
		{"notes", Filter{Noted: true}, "2 5"},
		{"not read", Filter{Unseen: true}, "3 5"},
		{"all parts together", Filter{Categories: []string{"民生"}, Star: true, Leanings: []note.Leaning{note.Doubt, note.Oppose}}, "5"},
		{"parts that nothing fits", Filter{Categories: []string{"环境"}, Star: true}, ""},
	} {
		shown := ids(Arrange(candidates(), own, func(p project.Project) bool { return c.filter.Shows(p, own(p)) }, ByNumber))
		if shown != c.want {
			t.Errorf("%s: %q, want %q", c.name, shown, c.want)
		}
		if c.filter.IsZero() != (c.want == "1 2 3 4 5") {
			t.Errorf("%s: zero is %v", c.name, c.filter.IsZero())
		}
	}
}

func TestAFilterForgetsWhatTheListHasNot(t *testing.T) {
	f := Filter{Categories: []string{"环境", "文教"}, Units: []string{"区水务局", ""}, Star: true}.Within(candidates())
	if !slices.Equal(f.Categories, []string{"环境"}) || !slices.Equal(f.Units, []string{""}) || !f.Star {
		t.Errorf("%+v", f)
	}
}

func TestOrders(t *testing.T) {
	for order, want := range map[Order]string{
		ByCategory: "1 3 | 2 5 | 4",
		ByNumber:   "1 2 3 4 5",
		ByMoney:    "2 4 1 3 5",
		ByUnit:     "4 | 1 | 5 | 2 | 3", // chéng … chéng …、, jiào, mín, none
		ByLeaning:  "2 4 | 5 | 1 | 3",
		ByStar:     "2 5 | 1 3 4",
	} {
		if got := ids(Arrange(candidates(), own, func(project.Project) bool { return true }, order)); got != want {
			t.Errorf("%s: %q, want %q", order, got, want)
		}
	}
}

// Every order shows the same projects, each once, and only those that fit.
func TestAnOrderLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := candidates()
		only := rapid.SliceOfDistinct(rapid.SampledFrom(l.IDs()), rapid.ID).Draw(t, "only")
		order := rapid.SampledFrom(Orders).Draw(t, "order")
		var got []string
		for _, g := range Arrange(l, own, func(p project.Project) bool { return slices.Contains(only, p.ID) }, order) {
			if len(g.Projects) == 0 {
				t.Fatal("an empty group")
			}
			for _, p := range g.Projects {
				got = append(got, p.ID)
			}
		}
		slices.Sort(got)
		slices.Sort(only)
		if !slices.Equal(got, only) {
			t.Fatalf("%s shows %v of %v", order, got, only)
		}
	})
}

func TestTheChoiceIsWhatIsFavoured(t *testing.T) {
	var got []string
	for _, p := range Choice(candidates(), own) {
		got = append(got, p.ID)
	}
	if !slices.Equal(got, []string{"2", "4"}) {
		t.Errorf("%v", got)
	}
}

func TestComparingSaysWhatIsTheSame(t *testing.T) {
	a := project.Project{
		ID: "1", Category: "环境", Content: []string{"改造10个小区", "新建车位"}, Unit: "区城管局", Deadline: "2021年12月",
		Money: project.ParseMoney("1.2", "亿元"), Extra: []project.Field{{Name: "街道", Value: "平江"}}, Source: "原句。",
	}
	b := project.Project{
		ID: "2", Category: "环境", Content: []string{"改造10个小区"}, Deadline: "２０２１年 12月",
		Money: project.ParseMoney("12000", "万元"), Source: "另一句。",
	}
	want := map[string]bool{ // by part and name: the same?
		"category": true, "content": false, "unit": false, "deadline": true, "money": true, "funding": true, "source": false, "extra街道": false,
	}
	rows := Compare([]project.Project{a, b})
	for _, r := range rows {
		same, ok := want[string(r.Part)+r.Name]
		if !ok || same != r.Same || len(r.Values) != 2 {
			t.Errorf("unexpected or wrong: %+v", r)
		}
		delete(want, string(r.Part)+r.Name)
	}
	if len(want) > 0 {
		t.Errorf("not compared: %v", want)
	}
	if rows[1].Values[0][1] != "新建车位" {
		t.Errorf("the content is %v", rows[1].Values)
	}
	b.Money = project.ParseMoney("12001", "万元")
	if Compare([]project.Project{a, a, b})[4].Same {
		t.Error("the third amount is another one")
	}
	unread := project.Project{Money: project.ParseMoney("待定", "")}
	if Compare([]project.Project{unread, {}})[3].Same || !Compare([]project.Project{unread, unread})[3].Same {
		t.Error("amounts that are no numbers are compared as they are written")
	}
}
