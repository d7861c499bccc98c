package report

import (
	"slices"
	"strings"
	"testing"
)

func TestTermsAreFoundWhereTheyAreUsed(t *testing.T) {
	r := Parse(gusu(t))
	all := r.Mentions(Range{0, len(r.Text)})
	if len(all) < 10 {
		t.Fatalf("%d mentions", len(all))
	}
	glossary := Range{r.Glossary[0].Start, r.Glossary[len(r.Glossary)-1].End}
	used := map[int]bool{}
	for i, m := range all {
		if i > 0 && m.Start < all[i-1].End {
			t.Errorf("%+v overlaps %+v", m, all[i-1])
		}
		if m.Start >= glossary.Start && m.End <= glossary.End {
			t.Errorf("%+v is in the glossary itself", m)
		}
		used[m.Term] = true
		words := string(r.Display()[m.Start:m.End])
		if term := string(Punctuate([]rune(r.Glossary[m.Term].Term))); !strings.Contains(term, strings.Trim(words, "“”")) {
			t.Errorf("%q is taken for %q", words, term)
		}
	}
	for i, g := range r.Glossary {
		if hits := r.Find(g.Term); len(hits) > 1 && !used[i] {
			t.Errorf("%q is used %d times and never found", g.Term, len(hits)-1)
		}
	}
}

func TestTheLongestTermIsFoundFirst(t *testing.T) {
	text := "政府工作报告\n各位代表：\n一、工作回顾\n实施“四类行业”综合整治，关停“四类行业”12家，治理“四类”行业。\n" +
		"二、工作任务\n继续。\n名词解释\n1.“四类行业”综合整治：指的是沿街整治。\n2.“四类行业”：指的是四类。\n"
	r := Parse(text)
	if len(r.Glossary) != 2 {
		t.Fatalf("%d terms", len(r.Glossary))
	}
	var got []string
	for _, m := range r.Mentions(Range{0, len(r.Text)}) {
		got = append(got, string(r.Text[m.Start:m.End])+string(rune('1'+m.Term)))
	}
	if want := []string{"“四类行业”综合整治1", "“四类行业”2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMentionsInARangeAreThoseOfTheWhole(t *testing.T) {
	r := Parse(gusu(t))
	all := r.Mentions(Range{0, len(r.Text)})
	var joined []Mention
	for _, p := range r.Paragraphs {
		joined = append(joined, r.Mentions(Range{p.Start, p.End})...)
	}
	if !slices.Equal(all, joined) {
		t.Errorf("%d in the whole, %d by paragraphs", len(all), len(joined))
	}
	if got := Parse("没有名词解释。").Mentions(Range{0, 7}); got != nil {
		t.Errorf("%v", got)
	}
}
