package opinion

import (
	"os"
	"strings"
	"testing"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
)

func realReport(t *testing.T) *report.Report {
	t.Helper()
	b, err := os.ReadFile("../../assets/rehearsal/report-2021-gusu.txt")
	if err != nil {
		t.Fatal(err)
	}
	return report.Parse(strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r\n", "\n"))
}

// on makes an opinion on a passage of a report.
func on(t *testing.T, r *report.Report, id, quote, text string) Opinion {
	t.Helper()
	at, ok := r.Locate(quote)
	if !ok {
		t.Fatalf("the report has no %q", quote)
	}
	a := note.AnchorAt(r, at)
	return Opinion{ID: IRI(id), Kind: note.Suggestion, Colour: note.Yellow, Text: text, Created: noon, Changed: noon, Anchor: &a}
}

// listed is what stands where: the titles of the groups, and the ids under them.
func listed(groups []Group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(g.Title + ":")
		for _, e := range g.Entries {
			b.WriteString(" " + strings.TrimPrefix(e.Opinions[0].ID, noteURN))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestOpinionsStandWhereTheirPassageStands(t *testing.T) {
	r := realReport(t)
	l := project.List{Projects: []project.Project{{ID: "1", Name: "“两小”综合整治", Source: "完成54个小区、83条街巷的“两小”综合整治"}, {ID: "2", Name: "口袋公园"}}}
	quote := "完成54个小区、83条街巷的“两小”综合整治"
	revised := report.Parse("又一版\n" + string(r.Text))
	twice := strings.Repeat("深化违建专项治理。", 2)
	other := report.Parse("前一句话。" + twice + "后一句话。")
	second := note.AnchorAt(other, report.Range{Start: 14, End: 23})

	s, _ := Merge(NewState(), []File{{"一", Set{Opinions: []Opinion{
		on(t, r, "late", quote, "甲"),
		on(t, revised, "revised", quote, "乙"),
		on(t, r, "early", "古城保护体系不断完善", "丙"),
		{ID: IRI("gone"), Kind: note.Question, Colour: note.Yellow, Anchor: &note.Anchor{Document: "x", Quote: "本报告没有的一句话"}},
		{ID: IRI("several"), Kind: note.Question, Colour: note.Yellow, Anchor: &note.Anchor{Document: "x", Quote: "姑苏"}},
		{ID: IRI("p2"), Kind: note.Question, Colour: note.Yellow, Project: "2", Name: "口袋公园", Text: "工期？"},
		{ID: IRI("p1"), Kind: note.Question, Colour: note.Yellow, Project: "1", Name: "“两小”综合整治", Text: "工期？"},
		{ID: IRI("old"), Kind: note.Question, Colour: note.Yellow, Project: "2", Name: "道路整治", Text: "工期？"},
	}}}}, noon)

	groups := Arrange(s, r, l, BySection)
	section := "三、2021年主要工作任务 › （三）在城市品质上展现新提升"
	want := "一、“十三五”时期和2020年工作回顾 › 五年来，我们聚焦有机更新，古城保护持续推进: early\n" + section + ": late revised\n项目 1　“两小”综合整治: p1\n项目 2　口袋公园: p2\n原文未找到: several gone\n不在候选项目清单中的项目: old\n"
	got := listed(groups)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, g := range groups {
		for _, e := range g.Entries {
			want := map[string]Finding{"revised": Elsewhere, "gone": Unfound, "several": Several}[strings.TrimPrefix(e.Opinions[0].ID, noteURN)]
			if e.Found != want {
				t.Errorf("%s is found as %d", e.Opinions[0].ID, e.Found)
			}
			if e.Opinions[0].ID == IRI("late") && !strings.Contains(e.Item, "1. ") {
				t.Errorf("its item is %q", e.Item)
			}
		}
	}

	want = "项目 1　“两小”综合整治: p1 late revised\n项目 2　口袋公园: p2\n一、“十三五”时期和2020年工作回顾 › 五年来，我们聚焦有机更新，古城保护持续推进: early\n原文未找到: several gone\n不在候选项目清单中的项目: old\n"
	if got := listed(Arrange(s, r, l, ByProject)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := listed(Arrange(s, r, l, ByDelegation)); got != "未署名代表团: early late revised p1 p2 several gone old\n" {
		t.Errorf("nobody names a delegation:\n%s", got)
	}
	if got := listed(Arrange(s, nil, project.List{}, BySection)); !strings.HasPrefix(got, "原文未找到: ") || strings.Count(got, "\n") != 2 {
		t.Errorf("without a report:\n%s", got)
	}

	// Of equal sentences, the surroundings tell which it is, and nothing is guessed.
	moved := report.Parse("一句新的话。前一句话。" + twice + "后一句话。")
	a := arranging{r: moved}
	if at, found := a.find(second); found != Elsewhere || at.Start != 20 {
		t.Errorf("the second of two is found at %v as %d", at, found)
	}
	second.Before, second.After = "", ""
	if at, found := a.find(second); found != Several || at != (report.Range{}) {
		t.Errorf("without surroundings it is found at %v as %d", at, found)
	}
}

// A matter that several delegations gave stands under each of them, whole, and is
// one matter with one number.
func TestAMatterStandsUnderEachOfItsDelegations(t *testing.T) {
	r := realReport(t)
	said := func(id, quote, text, name, delegation string) Opinion {
		o := on(t, r, id, quote, text)
		o.By = Deputy{Name: name, Delegation: delegation}
		return o
	}
	two, old := "完成54个小区、83条街巷的“两小”综合整治", "古城保护体系不断完善"
	s, _ := Merge(NewState(), []File{{"一", Set{Opinions: []Opinion{
		said("1", two, "请列出清单。", "仇英", "乙团"),
		said("2", two, "请列出清单。", "曾巩", "甲团"),
		said("3", two, "请列出清单。", "万里", "甲团"),
		said("4", two, "请列出清单。", "", ""),
		said("5", old, "含哪些街道？", "任环", "乙团"),
	}}}}, noon)
	groups := Arrange(s, r, project.List{}, ByDelegation)
	var got []string
	for _, g := range groups {
		line := g.Title + ":"
		for _, e := range g.Entries {
			line += " " + e.Text
			for _, o := range e.Under {
				line += strings.TrimPrefix(o.ID, noteURN)
			}
			if e.Text == "请列出清单。" && (len(e.Opinions) != 4 || !strings.HasPrefix(e.Part, "三、")) {
				t.Errorf("under %s it has %d opinions, in %q", g.Title, len(e.Opinions), e.Part)
			}
		}
		got = append(got, line)
	}
	if want := "乙团: 含哪些街道？5 请列出清单。1\n甲团: 请列出清单。32\n未署名代表团: 请列出清单。4"; strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if n := Numbers(groups); len(n) != 2 || n[groups[0].Entries[1].ID] != 2 || n[groups[0].Entries[0].ID] != 1 {
		t.Errorf("numbered %v", n)
	}
}
