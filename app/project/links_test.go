package project

import (
	"encoding/csv"
	"os"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/report"
)

func file(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../assets/rehearsal/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r\n", "\n")
}

// rehearsal is the report of the rehearsal meeting and its list.
func rehearsal(t *testing.T) (*report.Report, List) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(file(t, "projects-2021-rehearsal.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var l List
	for _, r := range rows[1:] {
		l.Projects = append(l.Projects, Project{ID: r[0], Category: r[1], Name: r[2], Content: strings.Split(r[3], ";"), Source: r[4]})
	}
	return report.Parse(file(t, "report-2021-gusu.txt")), l
}

// The likeness alone, by name and content or by the name only, finds first the
// sentence that the list names as the source of a project.
func TestTheSourceIsFoundWithoutItsColumn(t *testing.T) {
	r, l := rehearsal(t)
	k := newLikeness(r)
	for _, c := range []struct {
		name  string
		strip func(*Project)
		least int // of the 12
		near  int // among the first three
	}{
		{"by name and content", func(p *Project) {}, 12, 12},
		{"by the name only", func(p *Project) { p.Content = nil }, 12, 12},
	} {
		first, near, suggested := 0, 0, 0
		for _, p := range l.Projects {
			source, ok := r.Locate(p.Source)
			if !ok {
				t.Fatalf("the source of %s is not in the report", p.ID)
			}
			p.Source = ""
			c.strip(&p)
			ranked := k.rank(p)
			for i, s := range ranked[:min(3, len(ranked))] {
				if s.Start < source.End && source.Start < s.End {
					near++
					if i == 0 {
						first++
					}
					if s.Share >= leastShare {
						suggested++
					}
				}
			}
			t.Logf("%s %s: %d %s", p.ID, p.Name, ranked[0].Share, r.Copy(ranked[0].Range, true))
			if len(ranked) > 1 {
				t.Logf("      then %d %s", ranked[1].Share, r.Copy(ranked[1].Range, true))
			}
		}
		t.Logf("%s: %d of %d found first, %d among the first three, %d of them suggested", c.name, first, len(l.Projects), near, suggested)
		if first < c.least || near < c.near {
			t.Errorf("%s: %d of %d first, %d near; want %d and %d", c.name, first, len(l.Projects), near, c.least, c.near)
		}
	}
}

// nothing of the order of a map may come through.
func TestLinksAreTheSameEachTime(t *testing.T) {
	r, l := rehearsal(t)
	want := Links(r, l)
	for range 5 {
		if got := Links(r, l); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	r, l := rehearsal(t)
	by := map[string][]Link{}
	for _, k := range Links(r, l) {
		by[k.Project] = append(by[k.Project], k)
		if k.Start >= k.End || k.Suggested() != (k.Share > 0) {
			t.Errorf("%+v", k)
		}
	}
	for _, p := range l.Projects {
		links := by[p.ID]
		if len(links) == 0 || links[0].By != FromSource {
			t.Errorf("%s begins with %+v", p.ID, links)
			continue
		}
		source, _ := r.Locate(p.Source)
		if links[0].Range != source {
			t.Errorf("%s: %v, want %v", p.ID, links[0].Range, source)
		}
		for i, a := range links {
			for _, b := range links[:i] {
				if a.Start < b.End && b.Start < a.End {
					t.Errorf("%s has %v and %v", p.ID, a, b)
				}
			}
			t.Logf("%s %s: %s %d %s", p.ID, p.Name, a.By, a.Share, r.Copy(a.Range, true))
		}
	}
}

// A list that has nothing to do with the report gets no suggestion.
func TestNothingIsSuggestedForStrangers(t *testing.T) {
	r, _ := rehearsal(t)
	for _, name := range []string{"高山滑雪场缆车更新", "远洋渔船柴油补贴", "牦牛良种繁育基地", "沙漠光伏治沙示范"} {
		p := Project{ID: "1", Name: name, Content: []string{name}}
		if got := Links(r, List{Projects: []Project{p}}); len(got) > 0 {
			t.Errorf("%s: %s, %d", name, r.Copy(got[0].Range, true), got[0].Share)
		}
	}
}

func TestLinksOfAnyText(t *testing.T) {
	words := []string{"新建", "小区", "3", "个", "。", "，", "道路", "“", "”", "\n", "健身步道", "15公里", "一、今年任务\n", " "}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(t, "text"), "")
		name := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "name"), "")
		r := report.Parse("政府工作报告\n各位代表：\n一、回顾\n" + text)
		for _, k := range Links(r, List{Projects: []Project{{ID: "1", Name: name, Content: []string{name}}}}) {
			if k.Start < 0 || k.End > len(r.Text) || k.Start >= k.End || k.Share < 0 || k.Share > 1500 {
				t.Fatalf("%+v of %d", k, len(r.Text))
			}
		}
	})
}

func TestLog2(t *testing.T) {
	for x, want := range map[uint64]int{0: 0, 1: 0, 2: 256, 3: 405, 4: 512, 10: 850, 1 << 40: 40 << 8, 3 << 40: 40<<8 + 405} {
		if got := log2(x); got != want {
			t.Errorf("log2(%d) = %d, want %d", x, got, want)
		}
	}
}
