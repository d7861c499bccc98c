package report

import "testing"

func TestSectionsAreFoundByTheirNumber(t *testing.T) {
	r := Parse(gusu(t))
	third := r.Outline[2]
	for number, want := range map[string]string{
		"三、":           "2021年主要工作任务",
		"3.":           "2021年主要工作任务",
		"3.2":          "在经济发展上培育新动能",
		"3.2.1":        "能级跃升强发展",
		"三（二）1":        "能级跃升强发展",
		"三(二)1":        "能级跃升强发展",
		"三、（二）1.":      "能级跃升强发展",
		"（二）":          "在经济发展上培育新动能",
		"(二)1":         "能级跃升强发展",
		"３．２．１":        "能级跃升强发展",
		"3-2-1":        "能级跃升强发展",
		"3.2.1.2":      "调优产业结构布局",
		"1.4":          "坚持重点突破,城市面貌显著改善",
		"二、三是":         "打造高品质宜居生活城区",
		"二是":           "打造高标准全域旅游城区",
		"（五）4":         "着力打造廉洁政府",
		"（二":           "在经济发展上培育新动能",
		"3.9":          "",
		"（六）":          "",
		"3":            "",
		"三":            "",
		"":             "",
		"3.2%":         "",
		"三产":           "",
		"（）":           "",
		"2021.3":       "",
		"3.2.1.2.1.1.": "",
	} {
		got := ""
		if h := r.Section(number, 0); h != nil {
			got = h.Title
		}
		if got != want {
			t.Errorf("%q names %q, want %q", number, got, want)
		}
	}
	// The same number in the chapter where one is.
	if h := r.Section("2.", third.Children[2].Start); h == nil || h.Title != r.Outline[1].Title {
		t.Errorf("a chapter was not found before an item: %+v", h)
	}
	if h := r.Section("（三）2", third.Start); h == nil || h.Title != "加速推进城市更新" {
		t.Errorf("%+v", h)
	}
	if h := Parse("没有目录的文章。\n第二段。").Section("3.2", 0); h != nil {
		t.Errorf("a text without outline has %+v", h)
	}
}
