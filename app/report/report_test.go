package report

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// gusu is the report that the rehearsal meeting reads, as a news page published it.
func gusu(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../assets/rehearsal/report-2021-gusu.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// checkWhole holds what is promised of any report made of any text.
func checkWhole(t interface {
	Helper()
	Fatalf(string, ...any)
}, r *Report) {
	t.Helper()

	type part struct{ start, end int }
	var parts []part
	for _, p := range r.Paragraphs {
		parts = append(parts, part{p.Start, p.End})
	}
	for _, d := range r.Dropped {
		parts = append(parts, part{d.Start, d.End})
		if d.Text != string(r.Text[d.Start:d.End]) || d.Reason == "" {
			t.Fatalf("dropped %d–%d does not say what and why: %+v", d.Start, d.End, d)
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return a.start - b.start })
	last := 0
	for _, p := range append(parts, part{len(r.Text), len(r.Text)}) {
		if p.start < last || p.start > p.end {
			t.Fatalf("part %v overlaps what ends at %d", p, last)
		}
		for _, c := range r.Text[last:p.start] {
			if !unicode.IsSpace(c) {
				t.Fatalf("%q between %d and %d is in no paragraph and not dropped", c, last, p.start)
			}
		}
		if p.start < p.end && (unicode.IsSpace(r.Text[p.start]) || unicode.IsSpace(r.Text[p.end-1])) {
			t.Fatalf("part %v has white space around it", p)
		}
		last = p.end
	}

	var check func(level []*Heading, depth, from, to int)
	check = func(level []*Heading, depth, from, to int) {
		for _, h := range level {
			if h.Level != depth || h.Start < from || h.Start >= h.End || h.End > h.Until || h.Until > to {
				t.Fatalf("heading %+v is out of place at depth %d within %d–%d", h, depth, from, to)
			}
			if h.Title == "" || !strings.Contains(string(r.Text[h.Start:h.End]), h.Title) {
				t.Fatalf("heading %d–%d does not hold its title %q", h.Start, h.End, h.Title)
			}
			check(h.Children, depth+1, h.Start, h.Until)
			from = h.Until
		}
	}
	check(r.Outline, 1, 0, len(r.Text))
	if r.Plain && (r.Outline != nil || r.Glossary != nil || r.Dropped != nil || r.Title+r.Meeting+r.Speaker != "") {
		t.Fatalf("a plain text has parts of a report")
	}
	last = 0
	for _, g := range r.Glossary {
		if g.Start < last || g.End <= g.Start || g.Term == "" && g.Text == "" {
			t.Fatalf("glossary entry %+v is out of place", g)
		}
		last = g.End
	}
	if len(r.Display()) != len(r.Text) {
		t.Fatalf("%d runes are shown for %d", len(r.Display()), len(r.Text))
	}
}

func TestPath(t *testing.T) {
	r := Parse(gusu(t))
	at := func(words string) int {
		i := strings.Index(string(r.Text), words)
		if i < 0 {
			t.Fatalf("%s is not in the report", words)
		}
		return len([]rune(string(r.Text)[:i]))
	}
	for _, tt := range []struct {
		words string
		want  []string
	}{
		{"会议听取了政府工作报告", nil},
		{"较好地完成了“十三五”主要", []string{"一"}},
		{"园林版浸入式昆曲", []string{"一", "五年来,我们聚焦有机更新,古城保护持续推进"}},
		{"各位代表,2020年是", []string{"一"}},
		{"碧凤坊美食广场", []string{"一", "3"}},
		{"在总结成绩的同时", []string{"一"}},
		{"确保商贸业", []string{"二", "一是"}},
		{"重点做好五项工作", []string{"三"}},
		{"擦亮古城名片", []string{"三", "(一)"}},
		{"学习借鉴广州", []string{"三", "(一)", "1"}},
		{"完成54个小区", []string{"三", "(三)", "1", "加大市容管控力度"}},
		{"4着力打造廉洁政府", []string{"三", "(五)", "4"}},
		{"使命光荣", []string{"三"}},
		{"部分名词解释", nil},
		{"枫桥夜泊", nil},
	} {
		var got []string
		for _, h := range r.Path(at(tt.words)) {
			if h.Number == "" {
				got = append(got, h.Title)
			} else {
				got = append(got, h.Number)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("over %s stand %q, want %q", tt.words, got, tt.want)
		}
	}
	end := r.Outline[0].Children[0].Until
	if got := r.Path(end); len(got) != 2 {
		t.Errorf("the caret behind a paragraph is under %d headings, want those of the paragraph", len(got))
	}
	for _, outside := range []int{-1, len(r.Text) + 1} {
		if got := r.Path(outside); got != nil {
			t.Errorf("Path(%d) = %v", outside, got)
		}
	}
}

func TestParagraphAt(t *testing.T) {
	r := Parse("\n\n甲。\n\n 乙乙。 \n")
	for offset, want := range map[int]int{-1: 0, 0: 0, 2: 0, 4: 0, 6: 0, 7: 1, 9: 1, 12: 1, 99: 1} {
		if got := r.ParagraphAt(offset); got != want {
			t.Errorf("ParagraphAt(%d) = %d, want %d", offset, got, want)
		}
	}
	if got := Parse(" \n ").ParagraphAt(0); got != -1 {
		t.Errorf("a blank text has paragraph %d", got)
	}
}

func TestCopy(t *testing.T) {
	r := Parse("会议听取了报告,并通过办法。")
	for _, tt := range []struct {
		at     Range
		source string
		full   string
	}{
		{Range{5, 9}, "报告,并", "报告，并"},
		{Range{-3, 2}, "会议", "会议"},
		{Range{12, 99}, "法。", "法。"},
		{Range{9, 9}, "", ""},
		{Range{9, 3}, "", ""},
	} {
		if got := r.Copy(tt.at, false); got != tt.source {
			t.Errorf("Copy(%v) = %q, want %q", tt.at, got, tt.source)
		}
		if got := r.Copy(tt.at, true); got != tt.full {
			t.Errorf("Copy(%v, full) = %q, want %q", tt.at, got, tt.full)
		}
	}
}
