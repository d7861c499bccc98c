package project

import (
	"strings"
	"testing"

	"piaojue/app/report"
)

// in stands for a report: it locates what stands in text exactly once.
func in(text string) func(string) (report.Range, bool) {
	return func(s string) (report.Range, bool) {
		if strings.Count(text, s) != 1 {
			return report.Range{}, false
		}
		start := len([]rune(text[:strings.Index(text, s)]))
		return report.Range{Start: start, End: start + len([]rune(s))}, true
	}
}

func TestPassage(t *testing.T) {
	const text = "新建6个街道儿童关爱之家，实现街道全覆盖。新建健身步道15公里。" +
		"加快旧城区提升改造。加快旧城区提升改造。建成体育公园1个、完成农贸市场改造10家。"
	for _, c := range []struct {
		name    string
		project Project
		by      Origin
		quoted  string // "" where nothing may be found
	}{
		{"the source stands in the report", Project{Source: "新建健身步道15公里。", Content: []string{"建成体育公园1个"}}, FromSource, "新建健身步道15公里。"},
		{"no source: the content", Project{Content: []string{"新建健身步道15公里"}}, FromContent, "新建健身步道15公里"},
		{"a source that stands nowhere: the content", Project{Source: "新建步道", Content: []string{"新建健身步道15公里"}}, FromContent, "新建健身步道15公里"},
		{"a source that stands twice is no place", Project{Source: "加快旧城区提升改造。"}, "", ""},
		{"the longest clause is the most specific", Project{Content: []string{"建成体育公园1个", "建设内容另定，完成农贸市场改造10家"}}, FromContent, "完成农贸市场改造10家"},
		{"a clause that stands twice is passed over", Project{Content: []string{"加快旧城区提升改造；建成体育公园1个"}}, FromContent, "建成体育公园1个"},
		{"a short clause can stand anywhere", Project{Content: []string{"街道，全覆盖"}}, "", ""},
		{"nothing to look for", Project{Name: "新建健身步道15公里"}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, ok := c.project.passage(in(text))
			if ok != (c.quoted != "") || p.By != c.by || p.Quoted != c.quoted {
				t.Fatalf("got %+v, %v; want %q by %q", p, ok, c.quoted, c.by)
			}
			if got := string([]rune(text)[p.Start:p.End]); got != c.quoted {
				t.Errorf("the range holds %q", got)
			}
		})
	}
}
