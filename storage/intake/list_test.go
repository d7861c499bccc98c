package intake

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/assets"
)

// decode reads a list that must be good.
func decode(t *testing.T, name string, b []byte) project.Preview {
	t.Helper()
	p, err := DecodeList(name, b)
	if err != nil {
		t.Fatalf("refused: %s", say.Explain(err).Sentence(say.Chinese))
	}
	if err := p.List.Validate(); err != nil {
		t.Fatalf("took over a list that is not valid: %v", err)
	}
	if len(p.Rows) != len(p.List.Projects) {
		t.Fatalf("%d projects from %d rows", len(p.List.Projects), len(p.Rows))
	}
	return p
}

// refused reads a list that must be refused, and gives the problem.
func refused(t *testing.T, name string, b []byte) *say.Problem {
	t.Helper()
	preview, err := DecodeList(name, b)
	var p *say.Problem
	if !errors.As(err, &p) {
		t.Fatalf("got %v, want a problem", err)
	}
	if diff := cmp.Diff(project.Preview{}, preview); diff != "" {
		t.Fatalf("something was understood in spite of %s:\n%s", p.What.Key, diff)
	}
	if !strings.Contains(p.What.In(say.Chinese), name) {
		t.Errorf("the sentence does not name the file: %s", p.What.In(say.Chinese))
	}
	if p.Do.IsZero() {
		t.Error("nothing is said about what to do")
	}
	for _, m := range []say.Message{p.What, p.Do} {
		for _, l := range []say.Language{say.Chinese, say.English} {
			if s := m.In(l); s == m.Key || strings.Contains(s, "<no value>") {
				t.Errorf("%s in %s: %q", m.Key, l, s)
			}
		}
	}
	return p
}

// parts gives the part of each column: "A id", "B name", ….
func parts(p project.Preview) []string {
	var s []string
	for _, c := range p.Columns {
		s = append(s, c.Letter+" "+string(c.Part))
	}
	return s
}

func skipped(p project.Preview) map[int]string {
	m := map[int]string{}
	for _, s := range p.Skipped {
		m[s.Row] = strings.TrimPrefix(s.Why.Key, "intakelist.skip.")
	}
	return m
}

func keys(messages []say.Message) []string {
	var s []string
	for _, m := range messages {
		s = append(s, strings.TrimPrefix(m.Key, "intakelist."))
		for _, l := range []say.Language{say.Chinese, say.English} {
			if text := m.In(l); text == m.Key || strings.Contains(text, "<no value>") {
				s = append(s, "no sentence in "+string(l))
			}
		}
	}
	return s
}

func TestRehearsalList(t *testing.T) {
	p := decode(t, assets.RehearsalListName, assets.RehearsalList)
	l := p.List
	if len(l.Projects) != 12 {
		t.Fatalf("%d projects, want 12", len(l.Projects))
	}
	if !l.Rehearsal {
		t.Error("the list is not marked 演练")
	}
	want := []string{"A id", "B category", "C name", "D content", "E source", "F unit", "G deadline", "H money", "I funding", "J remark"}
	if diff := cmp.Diff(want, parts(p)); diff != "" {
		t.Error(diff)
	}
	if len(p.Skipped) != 0 || p.Warnings() != 0 || p.HeadFrom != 1 || p.HeadTo != 1 {
		t.Errorf("skipped %v, %d warnings, header %d–%d", p.Skipped, p.Warnings(), p.HeadFrom, p.HeadTo)
	}
	if diff := cmp.Diff(project.Project{
		ID: "4", Category: "人居环境改善", Name: "道路绿化和口袋公园建设工程",
		Content:  []string{"完成6条主次干道绿化建设", "完成3个口袋公园绿化建设"},
		Source:   "围绕重要路段、重要节点、重要出入口,先行完成6条主次干道和3个口袋公园绿化建设,提升前塘河等滨河绿地绿化水平。",
		Deadline: "2021年12月",
		Money:    project.Money{Unit: "万元"},
		Remark:   "演练清单:依政府工作报告整理,非大会正式候选项目",
	}, l.Projects[3]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"人居环境改善", "社会民生关爱", "文教资源优化", "社区服务提升"}, l.Categories()); diff != "" {
		t.Error(diff)
	}
	for i, x := range l.Projects {
		if x.Source == "" || len(x.Content) == 0 || x.Deadline != "2021年12月" {
			t.Errorf("project %d is incomplete: %+v", i+1, x)
		}
		if p.Rows[i].From != i+2 || p.Rows[i].To != i+2 {
			t.Errorf("project %d is from rows %d–%d", i+1, p.Rows[i].From, p.Rows[i].To)
		}
	}
}

// Every project of the rehearsal list stands where the list says in the
// report, in one of the paragraphs.
func TestRehearsalProjectsStandInTheReport(t *testing.T) {
	r := report.Parse(string(assets.RehearsalReport))
	for _, x := range decode(t, assets.RehearsalListName, assets.RehearsalList).List.Projects {
		at, ok := x.Passage(r)
		if !ok || at.By != project.FromSource {
			t.Errorf("project %s: found %v by %q", x.ID, ok, at.By)
			continue
		}
		p := r.Paragraphs[r.ParagraphAt(at.Start)]
		if at.Start < p.Start || p.End < at.End || at.Start >= at.End {
			t.Errorf("project %s: the passage %v is not within its paragraph %v", x.ID, at.Range, p)
		}
	}
}

const plainCSV = `附件2,,,
2021年实事项目候选清单,,,
序  号,项目,主要内容,总投资（万元）
1,停车场,新建停车场3处,"1,200"
2,健身步道,"新建步道15公里
改造步道2公里",约300
合计,,,1500
注：金额为估算。,,,
`

func wantPlainCSV(t *testing.T, p project.Preview) {
	t.Helper()
	want := project.List{Title: "2021年实事项目候选清单", Projects: []project.Project{
		{ID: "1", Name: "停车场", Content: []string{"新建停车场3处"}, Money: project.Money{Text: "1,200", Unit: "万元", Yuan: 12_000_000, Known: true}},
		{ID: "2", Name: "健身步道", Content: []string{"新建步道15公里", "改造步道2公里"}, Money: project.Money{Text: "约300", Unit: "万元", Yuan: 3_000_000, Known: true}},
	}}
	if diff := cmp.Diff(want, p.List); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[int]string{1: "above", 2: "title", 6: "total", 7: "note"}, skipped(p)); diff != "" {
		t.Error(diff)
	}
}

func TestEncodingsAndSeparators(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(plainCSV))
	if err != nil {
		t.Fatal(err)
	}
	le, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(plainCSV))
	if err != nil {
		t.Fatal(err)
	}
	tabs := strings.NewReplacer(`"1,200"`, "1\x001200", ",", "\t").Replace(plainCSV)
	tabs = strings.Replace(tabs, "1\x001200", "1,200", 1)
	for _, c := range []struct {
		name string
		text []byte
	}{
		{"UTF-8", []byte(plainCSV)},
		{"UTF-8 with BOM", []byte("\ufeff" + plainCSV)},
		{"GB18030", gb},
		{"UTF-16", le},
		{"Windows line ends", []byte(strings.ReplaceAll(plainCSV, "\n", "\r\n"))},
		{"tabs", []byte(tabs)},
		{"semicolons", []byte(strings.NewReplacer(`"1,200"`, "1,200", ",", ";").Replace(strings.Replace(plainCSV, `"1,200"`, "1，200", 1)))},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := decode(t, "list.csv", c.text)
			if c.name == "semicolons" {
				p.List.Projects[0].Money.Text = "1,200"
			}
			wantPlainCSV(t, p)
		})
	}
	t.Run("a separator named in the first line", func(t *testing.T) {
		p := decode(t, "list.csv", []byte("sep=;\r\n编号;项目名称\r\n1;停车场\r\n"))
		if p.List.Projects[0].Name != "停车场" || p.Rows[0].From != 3 {
			t.Errorf("%+v", p)
		}
	})
}

// What is written in a list, however it is laid out.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name     string
		csv      string
		parts    []string
		projects []project.Project
		skipped  map[int]string
		notices  []string
		warnings [][]string // for each project
	}{
		{
			name:  "columns in another order, under other names",
			csv:   "备 注,牵头单位,计划完成时间,投资估算,项目内容,实事项目名称,项目类别,项目编号,资金筹措方式,出处\n急,住建局,年底前,5000万元,新建,停车场,民生,A-01,财政,报告第5页\n",
			parts: []string{"A remark", "B unit", "C deadline", "D money", "E content", "F name", "G category", "H id", "I funding", "J source"},
			projects: []project.Project{{ID: "A-01", Category: "民生", Name: "停车场", Content: []string{"新建"}, Source: "报告第5页", Unit: "住建局",
				Deadline: "年底前", Money: project.Money{Text: "5000万元", Yuan: 50_000_000, Known: true}, Funding: "财政", Remark: "急"}},
		},
		{
			name:     "names alone are a list",
			csv:      "项目名称\n停车场\n健身步道\n",
			parts:    []string{"A name"},
			projects: []project.Project{{ID: "1", Name: "停车场"}, {ID: "2", Name: "健身步道"}},
			notices:  []string{"numbered"},
		},
		{
			name:     "full-width heads and ids, ids with a mark",
			csv:      "ＮＯ．,项目名称：\n１,停车场\n2.,步道\n3.0,公园\n",
			parts:    []string{"A id", "B name"},
			projects: []project.Project{{ID: "1", Name: "停车场"}, {ID: "2", Name: "步道"}, {ID: "3", Name: "公园"}},
		},
		{
			name:  "the better of two columns for one part; the other is kept",
			csv:   "序号,编号,项目名称,责任单位,配合单位,2021年计划投资（万元）,总投资（亿元）\n1,M-7,停车场,住建局,城管局,200,1.5\n",
			parts: []string{"A extra", "B id", "C name", "D unit", "E extra", "F extra", "G money"},
			projects: []project.Project{{ID: "M-7", Name: "停车场", Unit: "住建局", Money: project.Money{Text: "1.5", Unit: "亿元", Yuan: 150_000_000, Known: true},
				Extra: []project.Field{{Name: "序号", Value: "1"}, {Name: "配合单位", Value: "城管局"}, {Name: "2021年计划投资（万元）", Value: "200"}}}},
		},
		{
			name:     "categories as headings between the projects",
			csv:      "编号,项目名称,建设内容\n一、人居环境（2项）,,\n1,停车场,新建\n2,步道,新建\n（二）民生关爱,,\n3,托育,建成\n",
			parts:    []string{"A id", "B name", "C content"},
			projects: []project.Project{{ID: "1", Category: "人居环境", Name: "停车场", Content: []string{"新建"}}, {ID: "2", Category: "人居环境", Name: "步道", Content: []string{"新建"}}, {ID: "3", Category: "民生关爱", Name: "托育", Content: []string{"建成"}}},
			skipped:  map[int]string{2: "category", 5: "category"},
		},
		{
			name:     "categories numbered in Chinese over projects numbered in digits",
			csv:      "序号,项目名称,建设内容\n一,人居环境,\n1,停车场,新建\n二,民生关爱,\n2,托育,建成\n",
			parts:    []string{"A id", "B name", "C content"},
			projects: []project.Project{{ID: "1", Category: "人居环境", Name: "停车场", Content: []string{"新建"}}, {ID: "2", Category: "民生关爱", Name: "托育", Content: []string{"建成"}}},
			skipped:  map[int]string{2: "category", 4: "category"},
		},
		{
			name:     "projects numbered in Chinese are projects",
			csv:      "序号,项目名称\n一,停车场\n二,托育\n",
			parts:    []string{"A id", "B name"},
			projects: []project.Project{{ID: "一", Name: "停车场"}, {ID: "二", Name: "托育"}},
		},
		{
			name:     "a category named once, as in a csv made from merged cells",
			csv:      "类别,编号,项目名称\n环境,1,停车场\n,2,步道\n民生,3,托育\n",
			parts:    []string{"A category", "B id", "C name"},
			projects: []project.Project{{ID: "1", Category: "环境", Name: "停车场"}, {ID: "2", Category: "环境", Name: "步道"}, {ID: "3", Category: "民生", Name: "托育"}},
			notices:  []string{"carried"},
			warnings: [][]string{nil, {"warn.category"}, nil},
		},
		{
			name:     "content over several rows, as in a csv made from merged cells",
			csv:      "编号,项目名称,建设内容\n1,停车场,新建3处\n,,改造2处\n2,步道,新建\n",
			parts:    []string{"A id", "B name", "C content"},
			projects: []project.Project{{ID: "1", Name: "停车场", Content: []string{"新建3处", "改造2处"}}, {ID: "2", Name: "步道", Content: []string{"新建"}}},
			warnings: [][]string{{"warn.continued"}, nil},
		},
		{
			name:     "totals, notes, repeated headers, numbers of columns and blank rows are no projects",
			csv:      "单位：万元,,,\n编号,项目名称,建设内容,总投资\n1,2,3,4\n1,停车场,新建,10\n小 计,,,10\n,,,\n编号,项目名称,建设内容,总投资\n2,步道,新建,20\n合计：,2项,,30\n说明：一、以上金额为估算；,,,\n二、以批复为准。,,,\n填表人：甲,,联系电话：1,\n",
			parts:    []string{"A id", "B name", "C content", "D money"},
			projects: []project.Project{{ID: "1", Name: "停车场", Content: []string{"新建"}, Money: project.Money{Text: "10", Unit: "万元", Yuan: 100_000, Known: true}}, {ID: "2", Name: "步道", Content: []string{"新建"}, Money: project.Money{Text: "20", Unit: "万元", Yuan: 200_000, Known: true}}},
			skipped:  map[int]string{1: "above", 3: "count", 5: "total", 7: "head", 9: "total", 10: "note", 11: "note", 12: "note"},
			notices:  []string{"unit_above"},
		},
		{
			name:     "a head over two rows",
			csv:      "编号,项目名称,投资（万元）,,责任单位\n,,总投资,其中：区级,\n1,停车场,300,100,住建局\n",
			parts:    []string{"A id", "B name", "C money", "D extra", "E unit"},
			projects: []project.Project{{ID: "1", Name: "停车场", Unit: "住建局", Money: project.Money{Text: "300", Unit: "万元", Yuan: 3_000_000, Known: true}, Extra: []project.Field{{Name: "其中：区级", Value: "100"}}}},
		},
		{
			name:     "a column without head, rows of unequal length",
			csv:      "编号,项目名称\n1,停车场,城东\n2\u00a0, 步道 \n",
			parts:    []string{"A id", "B name", "C extra"},
			projects: []project.Project{{ID: "1", Name: "停车场", Extra: []project.Field{{Name: "C", Value: "城东"}}}, {ID: "2", Name: "步道"}},
		},
		{
			name:     "amounts that cannot be read, errors, the same name",
			csv:      "编号,项目名称,总投资,备注\n1,停车场,待定,\n2,停车场,300,#REF!\n",
			parts:    []string{"A id", "B name", "C money", "D remark"},
			projects: []project.Project{{ID: "1", Name: "停车场", Money: project.Money{Text: "待定"}}, {ID: "2", Name: "停车场", Money: project.Money{Text: "300"}, Remark: "#REF!"}},
			warnings: [][]string{{"warn.money"}, {"warn.error", "warn.same_name", "warn.no_unit"}},
		},
		{
			name:     "an id column that is empty",
			csv:      "编号,项目名称,建设内容\n,停车场,新建\n,步道,新建\n注：略,,\n",
			parts:    []string{"A id", "B name", "C content"},
			projects: []project.Project{{ID: "1", Name: "停车场", Content: []string{"新建"}}, {ID: "2", Name: "步道", Content: []string{"新建"}}},
			skipped:  map[int]string{4: "note"},
			notices:  []string{"numbers_empty"},
		},
		{
			name:     "texts that spreadsheets protect, quotes inside cells",
			csv:      "编号,项目名称\n\"=\"\"001\"\"\",建设\"口袋\"公园\n",
			parts:    []string{"A id", "B name"},
			projects: []project.Project{{ID: "001", Name: "建设\"口袋\"公园"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := decode(t, "list.csv", []byte(c.csv))
			if diff := cmp.Diff(c.parts, parts(p)); diff != "" {
				t.Errorf("columns: %s", diff)
			}
			if diff := cmp.Diff(c.projects, p.List.Projects); diff != "" {
				t.Errorf("projects: %s", diff)
			}
			if c.skipped == nil {
				c.skipped = map[int]string{}
			}
			if diff := cmp.Diff(c.skipped, skipped(p)); diff != "" {
				t.Errorf("skipped: %s", diff)
			}
			if diff := cmp.Diff(c.notices, keys(p.Notices)); diff != "" {
				t.Errorf("notices: %s", diff)
			}
			for i, r := range p.Rows {
				var want []string
				if c.warnings != nil {
					want = c.warnings[i]
				}
				if diff := cmp.Diff(want, keys(r.Warnings)); diff != "" {
					t.Errorf("warnings of project %d: %s", i+1, diff)
				}
			}
		})
	}
}

func TestRehearsalRule(t *testing.T) {
	for _, c := range []struct {
		name, csv string
		want      bool
	}{
		{"a remark that says so", "编号,项目名称,备注\n1,停车场,演练用\n", true},
		{"a title that says so", "实事项目清单（演练）,\n编号,项目名称\n1,停车场\n", true},
		{"a project about rehearsing is real", "编号,项目名称\n1,应急演练基地建设\n", false},
		{"nothing says so", "编号,项目名称\n1,停车场\n", false},
	} {
		if p := decode(t, "list.csv", []byte(c.csv)); p.List.Rehearsal != c.want {
			t.Errorf("%s: rehearsal is %v", c.name, p.List.Rehearsal)
		}
	}
}

// Every refusal names the place as a spreadsheet shows it.
func TestRefusals(t *testing.T) {
	many := "编号,项目名称\n" + strings.Repeat("x,y\n", 0)
	for i := range project.MostProjects + 1 {
		many += strings.Repeat("甲", i%7+1) + "-" + strings.Repeat("1", i/7+1) + ",停车场\n"
	}
	for _, c := range []struct {
		name, csv string
		want      string
		says      []string
	}{
		{"nothing", "", "intakelist.empty", nil},
		{"blank", " \n\t\n", "intakelist.empty", nil},
		{"only separators", ",,,\n,,,\n", "intakelist.empty", nil},
		{"no header", "停车场,新建3处\n步道,新建\n", "intakelist.no_head", nil},
		{"no column of names", "附件\n编号,建设内容,责任单位\n1,新建,住建局\n", "intakelist.no_name_column", []string{"第 2 行", "编号、建设内容、责任单位"}},
		{"nothing below the header", "编号,项目名称\n", "intakelist.no_data", []string{"第 1 行"}},
		{"nothing but a total", "编号,项目名称\n合计,\n", "intakelist.no_data", nil},
		{"no name", "标题\n\n编号,项目名称,建设内容\n1,停车场,新建\n2,,新建\n", "intakelist.no_name", []string{"第 5 行", "B 列", "项目名称"}},
		{"an id alone", "编号,项目名称\n1,停车场\n2,\n", "intakelist.no_name", []string{"第 3 行"}},
		{"no id", "编号,项目名称\n1,停车场\n,步道\n", "intakelist.no_id", []string{"第 3 行", "A 列", "步道"}},
		{"an id twice", "编号,项目名称\n1,停车场\n2,步道\n１,公园\n", "intakelist.twice", []string{"第 4 行", "第 2 行", "编号 1"}},
		{"an error for a name", "编号,项目名称\n1,#REF!\n", "intakelist.cell_error", []string{"B 列", "#REF!"}},
		{"a quote that is never closed", "编号,项目名称\n1,停车场\n2,\"步道\n3,公园\n", "intakelist.quote", []string{"第 3 行"}},
		{"too many", many, "intakelist.large", nil},
		{"too wide", "编号,项目名称\n1,停车场" + strings.Repeat(",x", mostListCols) + "\n", "intakelist.large", nil},
		{"a web page called csv", "<html><table><tr><td>编号", "intakelist.format.xls", nil},
		{"a PDF", "%PDF-1.4", "intakelist.format.pdf", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := refused(t, "清单.csv", []byte(c.csv))
			if p.What.Key != c.want {
				t.Errorf("got %s, want %s", p.What.Key, c.want)
			}
			for _, s := range c.says {
				if !strings.Contains(p.What.In(say.Chinese), s) {
					t.Errorf("%q does not say %q", p.What.In(say.Chinese), s)
				}
			}
		})
	}
}

func TestReadList(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "清单.csv")
	if err := os.WriteFile(good, []byte(plainCSV), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := ReadList(good)
	if err != nil {
		t.Fatal(err)
	}
	wantPlainCSV(t, p)
	if p.File != "清单.csv" {
		t.Errorf("the file is called %q", p.File)
	}
	large := filepath.Join(dir, "large.csv")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, mostListBytes+1); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		dir:                        "intakelist.folder",
		filepath.Join(dir, "none"): "intakelist.missing",
		large:                      "intakelist.large",
	} {
		_, err := ReadList(path)
		var p *say.Problem
		if !errors.As(err, &p) || p.What.Key != want {
			t.Errorf("%s: got %v, want %s", filepath.Base(path), err, want)
		}
	}
}

func TestSplitItems(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      nil,
		"新建停车场。":                {"新建停车场。"},
		"新建3处;改造2处；":            {"新建3处", "改造2处"},
		"新建3处\n改造2处\n\n":        {"新建3处", "改造2处"},
		"①新建3处②改造2处":            {"新建3处", "改造2处"},
		"①新建3处；②改造2处。":          {"新建3处", "改造2处。"},
		"1.新建3处；2.改造2处":         {"新建3处", "改造2处"},
		"1、新建3处。2、改造2处":         {"新建3处。", "改造2处"},
		"（1）新建3处；（2）改造2处":       {"新建3处", "改造2处"},
		"(一)新建3处 (二)改造2处":       {"新建3处", "改造2处"},
		"主要内容：1.新建3处；2.改造2处":    {"主要内容：", "新建3处", "改造2处"},
		"一是新建3处；二是改造2处":         {"新建3处", "改造2处"},
		"新建学校3所（胥台；平齐；金星）；改造2处": {"新建学校3所（胥台；平齐；金星）", "改造2处"},
		"新建（未完；改造2处":            {"新建（未完", "改造2处"},
		"新建1.5公里，改造2.5公里":       {"新建1.5公里，改造2.5公里"},
		"新建1、2号楼":               {"新建1、2号楼"},
		"2.改造；3.新建":             {"2.改造", "3.新建"},
		"；；":                    nil,
	} {
		if diff := cmp.Diff(want, splitItems(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
