package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"piaojue/app/project"
	"piaojue/app/say"
)

// book makes the bytes of a workbook.
func book(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// put writes rows from A1, or dies.
func put(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, r := range rows {
		must(t, f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A list as clerks make it: title and unit above, a header over two rows, the
// category merged down, formulas, dates, a total and notes below.
func realBook(t testing.TB) []byte {
	return book(t, func(f *excelize.File) {
		const s = "Sheet1"
		put(t, f, s,
			[]any{"附件1"},
			[]any{"姑苏区2021年政府实事项目\n候选清单"},
			[]any{"填报单位：区政府办", nil, nil, nil, nil, nil, nil, "单位：万元"},
			[]any{"序  号", "类 别", "项目\n名称", "建设内容及规模", "投资", nil, "完成\n时限", "责任单位（盖章）", "备注"},
			[]any{nil, nil, nil, nil, "总投资", "2021年计划"},
			[]any{1, "人居环境改善", "停车场建设", "1.新建停车场3处；\n2.改造停车场2处。", 1200, 600, nil, "住建局\n城管局"},
			[]any{2.0, nil, "健身步道", "新建步道15公里", 300.5, 300, nil, "文体局", "重点"},
			[]any{3, "社会民生关爱", "托育服务", "建成3家机构", nil, 20, nil, "卫健委"},
			[]any{"合  计", nil, nil, nil, nil},
			[]any{"注：1.金额为估算数；"},
			[]any{"2.以批复为准。"})
		for _, m := range [][2]string{{"A2", "I2"}, {"A4", "A5"}, {"B4", "B5"}, {"C4", "C5"}, {"D4", "D5"}, {"E4", "F4"}, {"G4", "G5"}, {"H4", "H5"}, {"I4", "I5"}, {"B6", "B7"}, {"A9", "D9"}} {
			must(t, f.MergeCell(s, m[0], m[1]))
		}
		// A formula whose value is stored, as spreadsheets leave it.
		must(t, f.SetCellInt(s, "E8", 45))
		must(t, f.SetCellFormula(s, "E8", "20+25"))
		for i, d := range []struct {
			day    time.Time
			format string
		}{
			{time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC), `yyyy"年"m"月"`},
			{time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC), "yyyy-mm-dd"},
			{time.Date(2021, 10, 1, 0, 0, 0, 0, time.UTC), "mmm-yy"},
		} {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &d.format})
			must(t, err)
			cell := fmt.Sprintf("G%d", 6+i)
			must(t, f.SetCellValue(s, cell, d.day))
			must(t, f.SetCellStyle(s, cell, cell, style))
		}
		_, err := f.NewSheet("说明")
		must(t, err)
		put(t, f, "说明", []any{"填表说明"}, []any{"请按要求填写"})
	})
}

func TestWorkbook(t *testing.T) {
	p := decode(t, "清单.xlsx", realBook(t))
	if p.Sheet != "Sheet1" || p.HeadFrom != 4 || p.HeadTo != 5 {
		t.Errorf("sheet %q, header %d–%d", p.Sheet, p.HeadFrom, p.HeadTo)
	}
	if diff := cmp.Diff([]string{"A id", "B category", "C name", "D content", "E money", "F extra", "G deadline", "H unit", "I remark"}, parts(p)); diff != "" {
		t.Error(diff)
	}
	want := project.List{Title: "姑苏区2021年政府实事项目候选清单", Projects: []project.Project{
		{ID: "1", Category: "人居环境改善", Name: "停车场建设", Content: []string{"新建停车场3处", "改造停车场2处。"}, Unit: "住建局、城管局", Deadline: "2021年12月",
			Money: project.Money{Text: "1200", Unit: "万元", Yuan: 12_000_000, Known: true}, Extra: []project.Field{{Name: "投资 / 2021年计划", Value: "600"}}},
		{ID: "2", Category: "人居环境改善", Name: "健身步道", Content: []string{"新建步道15公里"}, Unit: "文体局", Deadline: "2021年12月31日", Remark: "重点",
			Money: project.Money{Text: "300.5", Unit: "万元", Yuan: 3_005_000, Known: true}, Extra: []project.Field{{Name: "投资 / 2021年计划", Value: "300"}}},
		{ID: "3", Category: "社会民生关爱", Name: "托育服务", Content: []string{"建成3家机构"}, Unit: "卫健委", Deadline: "2021年10月",
			Money: project.Money{Text: "45", Unit: "万元", Yuan: 450_000, Known: true}, Extra: []project.Field{{Name: "投资 / 2021年计划", Value: "20"}}},
	}}
	if diff := cmp.Diff(want, p.List); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[int]string{1: "above", 2: "title", 3: "above", 9: "total", 10: "note", 11: "note"}, skipped(p)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"sheet", "unit_above"}, keys(p.Notices)); diff != "" {
		t.Error(diff)
	}
}

// A project that spans several rows, one for each item of its content.
func TestMergedProjects(t *testing.T) {
	p := decode(t, "a.xlsx", book(t, func(f *excelize.File) {
		put(t, f, "Sheet1",
			[]any{"编号", "项目名称", "建设内容", "投资（万元）", "责任单位"},
			[]any{1, "停车场", "新建3处", 100, "住建局"},
			[]any{nil, nil, "改造2处", 50, "城管局"},
			[]any{2, "步道", "新建", 30, "文体局"})
		for _, m := range [][2]string{{"A2", "A3"}, {"B2", "B3"}} {
			must(t, f.MergeCell("Sheet1", m[0], m[1]))
		}
	}))
	want := []project.Project{
		{ID: "1", Name: "停车场", Content: []string{"新建3处", "改造2处"}, Unit: "住建局；城管局", Money: project.Money{Text: "100；50", Unit: "万元"}},
		{ID: "2", Name: "步道", Content: []string{"新建"}, Unit: "文体局", Money: project.Money{Text: "30", Unit: "万元", Yuan: 300_000, Known: true}},
	}
	if diff := cmp.Diff(want, p.List.Projects); diff != "" {
		t.Error(diff)
	}
	if p.Rows[0].From != 2 || p.Rows[0].To != 3 {
		t.Errorf("the first project is from rows %d–%d", p.Rows[0].From, p.Rows[0].To)
	}
	if diff := cmp.Diff([]string{"warn.money"}, keys(p.Rows[0].Warnings)); diff != "" {
		t.Error(diff)
	}
}

// The number of a category, merged with it, is no number of a project.
func TestNumberedCategories(t *testing.T) {
	p := decode(t, "a.xlsx", book(t, func(f *excelize.File) {
		put(t, f, "Sheet1",
			[]any{"序号", "大项", "项目"},
			[]any{1, "环境", "停车场"},
			[]any{nil, nil, "步道"},
			[]any{2, "民生", "托育"})
		must(t, f.MergeCell("Sheet1", "A2", "A3"))
		must(t, f.MergeCell("Sheet1", "B2", "B3"))
	}))
	var got []string
	for _, x := range p.List.Projects {
		got = append(got, x.ID+x.Category+x.Name)
	}
	if diff := cmp.Diff([]string{"1环境停车场", "2环境步道", "3民生托育"}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"numbers_categories"}, keys(p.Notices)); diff != "" {
		t.Error(diff)
	}
}

func TestSheetsAndHiddenParts(t *testing.T) {
	p := decode(t, "a.xlsx", book(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"封面"})
		for _, s := range []string{"旧稿", "项目清单", "资金"} {
			_, err := f.NewSheet(s)
			must(t, err)
		}
		put(t, f, "旧稿", []any{"编号", "类别", "项目名称", "建设内容"}, []any{9, "旧", "旧项目", "旧"})
		must(t, f.SetSheetVisible("旧稿", false))
		put(t, f, "项目清单", []any{"编号", "项目名称", "备注"}, []any{1, "停车场", "甲"}, []any{2, "步道", "乙"})
		must(t, f.SetColVisible("项目清单", "C", false))
		must(t, f.SetRowVisible("项目清单", 3, false))
		put(t, f, "资金", []any{"资金来源", "金额"}, []any{"财政", 3})
	}))
	if p.Sheet != "项目清单" || len(p.List.Projects) != 2 {
		t.Fatalf("read %d projects of %q", len(p.List.Projects), p.Sheet)
	}
	if diff := cmp.Diff([]string{"sheet", "sheets_unread", "hidden_columns"}, keys(p.Notices)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"warn.hidden"}, keys(p.Rows[1].Warnings)); diff != "" {
		t.Error(diff)
	}
	if !p.Columns[2].Hidden {
		t.Error("the hidden column is not marked")
	}
}

// How a number is shown is kept, unless that would round it.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		value  any
		format string
		want   string
	}{
		{1, "", "1"},
		{1200.0, "", "1200"},
		{0.1 + 0.2, "", "0.3"},
		{300000000, "", "300000000"},
		{1234567890123, "", "1234567890123"},
		{1, "0.0", "1.0"},
		{1, "000", "001"},
		{1234.5678, "0", "1234.5678"},
		{1234.5, "#,##0.00", "1,234.50"},
		{0.5, "0%", "50%"},
		{300, `0"万元"`, "300万元"},
		{44531, "yyyy/m/d", "2021年12月1日"},
		{44531, `[$-804]yyyy"年"m"月"d"日";@`, "2021年12月1日"},
		{44531, `yyyy"年"m"月"`, "2021年12月"},
		{44531, "yyyy", "2021年"},
		{44531.75, "yyyy-mm-dd hh:mm", "2021年12月1日"},
		{"001", "", "001"},
		{"=1+1", "", "=1+1"},
		{true, "", "TRUE"},
	} {
		b := book(t, func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"编号", "项目名称", "备注"}, []any{1, "停车场"})
			if s, ok := c.value.(string); ok {
				must(t, f.SetCellStr("Sheet1", "C2", s))
			} else {
				must(t, f.SetCellValue("Sheet1", "C2", c.value))
			}
			if c.format != "" {
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &c.format})
				must(t, err)
				must(t, f.SetCellStyle("Sheet1", "C2", "C2", style))
			}
		})
		if got := decode(t, "a.xlsx", b).List.Projects[0].Remark; got != c.want {
			t.Errorf("%v as %q: got %q, want %q", c.value, c.format, got, c.want)
		}
	}
	for id, want := range map[int]string{14: "2021年12月1日", 17: "2021年12月", 57: "2021年12月", 31: "2021年12月1日", 0: "44531", 4: "44,531.00"} {
		b := book(t, func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"编号", "项目名称", "备注"}, []any{1, "停车场", 44531})
			style, err := f.NewStyle(&excelize.Style{NumFmt: id})
			must(t, err)
			must(t, f.SetCellStyle("Sheet1", "C2", "C2", style))
		})
		if got := decode(t, "a.xlsx", b).List.Projects[0].Remark; got != want {
			t.Errorf("format %d: got %q, want %q", id, got, want)
		}
	}
}

func TestFormulaWithoutValue(t *testing.T) {
	p := decode(t, "a.xlsx", book(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"编号", "项目名称", "总投资（万元）"}, []any{1, "停车场"})
		must(t, f.SetCellFormula("Sheet1", "C2", "100+200"))
	}))
	if diff := cmp.Diff([]string{"warn.uncomputed"}, keys(p.Rows[0].Warnings)); diff != "" {
		t.Error(diff)
	}
}

func TestWorkbookRefusals(t *testing.T) {
	good := realBook(t)
	for _, c := range []struct {
		name string
		b    []byte
		want string
		says []string
	}{
		{"cut off", good[:len(good)/2], "intakelist.damaged", nil},
		{"an empty zip", zipOf(t, nil), "intakelist.format.zip", nil},
		{"a Word document", zipOf(t, map[string]string{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "intakelist.format.docx", nil},
		{"Numbers", zipOf(t, map[string]string{"Index/Document.iwa": "x"}), "intakelist.format.numbers", nil},
		{"OpenDocument", zipOf(t, map[string]string{"mimetype": "x", "content.xml": "<a/>"}), "intakelist.format.ods", nil},
		{"a binary workbook", zipOf(t, map[string]string{"xl/workbook.bin": "x"}), "intakelist.format.xlsb", nil},
		{"an old workbook", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "intakelist.format.xls", nil},
		{"a locked workbook", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), utf16le("....EncryptedPackage....")...), "intakelist.format.locked", nil},
		{"no sheet", rewritten(t, good, "xl/workbook.xml", func(string) string { return "<workbook/>" }), "intakelist.damaged", nil},
		{"rows out of order", rewritten(t, good, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, `<row r="7"`, `<row r="5"`, 1)
		}), "intakelist.damaged", nil},
		{"cells out of order", rewritten(t, good, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, `r="C6"`, `r="A6"`, 1)
		}), "intakelist.damaged", nil},
		{"no name", book(t, func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"清单"}, []any{"编号", "类别", "项目名称", "建设内容"}, []any{1, "环境", nil, "新建"})
		}), "intakelist.no_name", []string{"工作表“Sheet1”", "第 3 行", "C 列（项目名称）"}},
		{"an id twice", book(t, func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"编号", "项目名称"}, []any{1, "甲"}, []any{"1", "乙"})
		}), "intakelist.twice", []string{"第 3 行", "第 2 行"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := refused(t, "清单.xlsx", c.b)
			if p.What.Key != c.want {
				t.Errorf("got %s (%v), want %s", p.What.Key, p.Err, c.want)
			}
			for _, s := range c.says {
				if !strings.Contains(p.What.In(say.Chinese), s) {
					t.Errorf("%q does not say %q", p.What.In(say.Chinese), s)
				}
			}
		})
	}
}

// Files of a few kilobytes that would cost the reading library gigabytes are
// refused at once.
func TestHostileWorkbooks(t *testing.T) {
	good := realBook(t)
	for _, c := range []struct {
		name string
		b    []byte
	}{
		{"a part that unpacks to much", rewritten(t, good, "xl/theme/theme1.xml", func(s string) string {
			return s + strings.Repeat(" ", unzipBytes)
		})},
		{"many styles", rewritten(t, good, "xl/styles.xml", func(s string) string {
			return strings.Replace(s, "</cellXfs>", strings.Repeat("<xf/>", mostMarks)+"</cellXfs>", 1)
		})},
		{"many shared strings", rewritten(t, good, "xl/sharedStrings.xml", func(s string) string {
			return strings.Replace(s, "</sst>", strings.Repeat("<si/>", mostMarks)+"</sst>", 1)
		})},
		{"many filled cells", rewritten(t, good, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, "</sheetData>", `<row r="100">`+strings.Repeat("<c><v>1</v></c>", mostListCols+1)+"</row></sheetData>", 1)
		})},
		{"a far cell", rewritten(t, good, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, "</sheetData>", `<row r="100"><c r="XFD100"><v>1</v></c></row></sheetData>`, 1)
		})},
		{"many merged areas", rewritten(t, good, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, "</mergeCells>", strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, mostMerges)+"</mergeCells>", 1)
		})},
		{"many parts", zipOf(t, manyParts())},
	} {
		t.Run(c.name, func(t *testing.T) {
			started := time.Now()
			if p := refused(t, "清单.xlsx", c.b); p.What.Key != "intakelist.large" {
				t.Errorf("got %s (%v)", p.What.Key, p.Err)
			}
			if took := time.Since(started); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
	t.Run("wide styled rows without content are read", func(t *testing.T) {
		var wide strings.Builder
		for r := 100; r < 1100; r++ {
			fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d" s="1"/></row>`, r, r)
		}
		b := rewritten(t, good, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, "</sheetData>", wide.String()+"</sheetData>", 1)
		})
		if p := decode(t, "清单.xlsx", b); len(p.List.Projects) != 3 {
			t.Errorf("%d projects", len(p.List.Projects))
		}
	})
}

func manyParts() map[string]string {
	parts := map[string]string{"xl/workbook.xml": "<a/>"}
	for i := range mostParts {
		parts[fmt.Sprintf("xl/%d.xml", i)] = ""
	}
	return parts
}

func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		p, err := w.Create(name)
		must(t, err)
		_, err = io.WriteString(p, text)
		must(t, err)
	}
	must(t, w.Close())
	if len(parts) == 0 {
		return append([]byte("PK\x03\x04"), b.Bytes()...)
	}
	return b.Bytes()
}

// rewritten changes one part of a workbook.
func rewritten(t testing.TB, b []byte, name string, change func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	for _, f := range r.File {
		part, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(part)
		must(t, err)
		if f.Name == name {
			found = true
			text = []byte(change(string(text)))
		}
		p, err := w.Create(f.Name)
		must(t, err)
		_, err = p.Write(text)
		must(t, err)
	}
	must(t, w.Close())
	if !found {
		t.Fatalf("the workbook has no part %s", name)
	}
	return out.Bytes()
}
