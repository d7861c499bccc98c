package exports

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/exports/docx"
)

var wroteAt = time.Date(2021, 1, 10, 9, 0, 0, 0, time.UTC)

// digestBook is a digest with everything that one can have in it.
func digest(t *testing.T) (opinion.State, *report.Report, project.List) {
	t.Helper()
	b, err := os.ReadFile("../assets/rehearsal/report-2021-gusu.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := report.Parse(strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r\n", "\n"))
	l := project.List{Projects: []project.Project{{ID: "1", Name: "“两小”综合整治工程"}, {ID: "2", Name: "“厕所革命”提升工程"}}}
	var all []opinion.Opinion
	said := func(id, who, delegation string, k note.Kind, quote, text string, tags ...string) {
		o := opinion.Opinion{ID: opinion.IRI(id), Kind: k, Colour: note.Yellow, Text: text, Tags: tags, Created: wroteAt, Changed: wroteAt, By: opinion.Deputy{Name: who, Delegation: delegation}}
		if at, ok := r.Locate(quote); ok {
			a := note.AnchorAt(r, at)
			o.Anchor = &a
		} else if id == "p" {
			o.Project, o.Name = "2", l.Projects[1].Name
		} else {
			o.Anchor = &note.Anchor{Document: "earlier", Quote: quote}
		}
		all = append(all, o)
	}
	two := "完成54个小区、83条街巷的“两小”综合整治"
	said("1", "单雄信", "平江代表团", note.Suggestion, two, "建议把停车位一并改造，与“三供一业”同步施工，避免反复开挖。", "民生", "停车")
	said("2", "仇英", "金阊代表团", note.Suggestion, two, "建议把停车位一并改造， 与“三供一业”同步施工，避免反复开挖。")
	said("3", "", "沧浪代表团", note.Suggestion, two, "建议把停车位一并改造，与“三供一业”同步施工，避免反复开挖。")
	said("4", "曾巩", "平江代表团", note.Question, "古城保护体系不断完善", "=HYPERLINK(\"x\") 含哪些街道？")
	said("5", "解缙", "虎丘代表团", note.Question, "去年的报告里有、今年没有的一句话", "为什么删去？")
	said("6", "任环", "虎丘代表团", note.Highlight, "古城保护体系不断完善", "")
	said("p", "万里", "平江代表团", note.Question, "", "工期多长？\n资金从哪里来？")
	s, _ := opinion.Merge(opinion.NewState(), []opinion.File{{Name: "一", Set: opinion.Set{Opinions: all}}}, wroteAt)
	m := s.Matters[opinion.IRI("1")]
	m.Status, m.Answer, m.Office = opinion.Adopted, "已列入2021年整治方案，停车位随管线改造同步实施，年内完成。", "区住建委"
	s.Matters[m.ID] = m
	return s, r, l
}

func digestBook(t *testing.T) OpinionBook {
	t.Helper()
	s, r, l := digest(t)
	return OpinionBook{Meeting: "苏州市姑苏区第二届人民代表大会第五次会议", Rehearsal: true, MadeAt: wroteAt, Groups: opinion.Arrange(s, r, l, opinion.BySection)}
}

// By delegation, a joined matter is a row under each, and one matter in the count.
func TestOpinionsByDelegation(t *testing.T) {
	b := digestBook(t)
	counted := b.counts()
	s, r, l := digest(t)
	b.Groups = opinion.Arrange(s, r, l, opinion.ByDelegation)
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := WriteOpinionTable(path, b); err != nil {
		t.Fatal(err)
	}
	rows, err := ReadOpinionTable(path)
	if err != nil {
		t.Fatal(err)
	}
	joined := map[string]string{}
	number := map[int]bool{}
	for _, r := range rows {
		if strings.Contains(r.Delegation, "\n") {
			t.Errorf("a row of two delegations: %q", r.Delegation)
		}
		if strings.HasPrefix(r.Text, "建议把停车位") {
			joined[r.Delegation] = r.Deputy
			number[r.Number] = true
		}
	}
	if len(joined) != 3 || joined["平江代表团"] != "单雄信" || joined["金阊代表团"] != "仇英" || len(number) != 1 {
		t.Errorf("%v, numbered %v", joined, number)
	}
	if got := b.counts(); got != counted {
		t.Errorf("counted %s, by section %s", got, counted)
	}
	document := filepath.Join(t.TempDir(), "a.docx")
	if err := WriteOpinionDocument(document, b); err != nil {
		t.Fatal(err)
	}
	var heads []string
	for _, p := range b.document().Paragraphs {
		if p.Style == docx.Heading1 {
			heads = append(heads, p.Runs[0].Text)
		}
	}
	if !slices.Contains(heads, "平江代表团") || len(heads) != 4 {
		t.Errorf("its heads are %q", heads)
	}
}

func TestOpinionTable(t *testing.T) {
	b := digestBook(t)
	path := filepath.Join(t.TempDir(), "汇总.xlsx")
	if err := WriteOpinionTable(path, b); err != nil {
		t.Fatal(err)
	}
	rows, err := ReadOpinionTable(path)
	if err != nil {
		t.Fatal(err)
	}
	past, coming := "一、“十三五”时期和2020年工作回顾 › 五年来，我们聚焦有机更新，古城保护持续推进", "三、2021年主要工作任务 › （三）在城市品质上展现新提升 › 1. 持续加强城市管理 › 加大市容管控力度"
	want := []OpinionRow{
		{1, past, "古城保护体系不断完善", "=HYPERLINK(\"x\") 含哪些街道？", "疑问", "平江代表团", "曾巩", "待答复", ""},
		{2, past, "古城保护体系不断完善", "（只标出原文，没有写意见）", "高亮", "虎丘代表团", "任环", "待答复", ""},
		{3, coming, "完成54个小区、83条街巷的“两小”综合整治", "建议把停车位一并改造，与“三供一业”同步施工，避免反复开挖。", "建议\n#停车\n#民生",
			"平江代表团\n沧浪代表团\n金阊代表团", "单雄信\n仇英\n未署名 1 人", "采纳", "已列入2021年整治方案，停车位随管线改造同步实施，年内完成。\n答复单位：区住建委"},
		{4, "项目 2　“厕所革命”提升工程", "", "工期多长？\n资金从哪里来？", "疑问", "平江代表团", "万里", "待答复", ""},
		{5, "原文未找到", "去年的报告里有、今年没有的一句话\n（原文未找到）", "为什么删去？", "疑问", "虎丘代表团", "解缙", "待答复", ""},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}

	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := "审议意见汇总"
	layout, err := f.GetPageLayout(sheet)
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("%+v, %v", layout, err)
	}
	titles := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" {
			titles = n.RefersTo
		}
	}
	cells, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	head := 0
	for i, row := range cells {
		if len(row) > 0 && row[0] == "序号" {
			head = i + 1
		}
	}
	if got := strings.Join(cells[head-1], " "); got != "序号 章节/项目 原文 意见 类别 代表团 代表 状态 答复" {
		t.Errorf("the head is %q", got)
	}
	if want := "'审议意见汇总'!$5:$5"; titles != want || head != 5 {
		t.Errorf("%s is repeated, the head is row %d", titles, head)
	}
	if kind, err := f.GetCellType(sheet, "A6"); err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("the number is no number: %v, %v", kind, err)
	}
	if formula, err := f.GetCellFormula(sheet, "D6"); err != nil || formula != "" {
		t.Errorf("a text became the formula %q", formula)
	}
}

// An opinion longer than any row goes on in the next, and is whole when read.
func TestOpinionsOfAnyLength(t *testing.T) {
	b := digestBook(t)
	long := strings.Repeat("请增加停车位。\n", 1000)
	b.Groups[0].Entries[0].Text, b.Groups[0].Entries[0].Quote = long, "\x00\x01&<甲>"
	folder := t.TempDir()
	path := filepath.Join(folder, "汇总.xlsx")
	if err := WriteOpinionTable(path, b); err != nil {
		t.Fatal(err)
	}
	rows, err := ReadOpinionTable(path)
	if err != nil || len(rows) != 5 || strings.Count(rows[0].Text, "请增加停车位。") != 1000 || rows[0].Quote != "&<甲>" {
		t.Errorf("%v, %d rows", err, len(rows))
	}
	if err := errors.Join(WriteOpinionDocument(filepath.Join(folder, "汇总.docx"), b), WriteOpinionTable(filepath.Join(folder, "空.xlsx"), OpinionBook{}), WriteOpinionDocument(filepath.Join(folder, "空.docx"), OpinionBook{})); err != nil {
		t.Error(err)
	}
}

func TestWriteOpinions(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "甲"+opinion.Ending)
	set := opinion.FromNotes([]note.Note{{ID: "1", Kind: note.Question, Colour: note.Yellow, Project: "3", Text: "工期？"}}, opinion.Deputy{})
	if err := WriteOpinions(path, set); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// What could not be taken in again is not written, and what was there stays.
	set.Opinions[0].Text = strings.Repeat("字", note.MostRunes+1)
	var p *say.Problem
	if err := WriteOpinions(path, set); !errors.As(err, &p) || p.What.Key != "digest.differs" {
		t.Errorf("%v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the file was changed")
	}
	if err := WriteOpinions(filepath.Join(folder, "none", "x"), set); !errors.As(err, &p) || p.What.Key != "exports.no_folder" {
		t.Errorf("%v", err)
	}
}

// Another program opens the document as it was written.
func TestLibreOfficeReadsTheDocument(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: its reading of the document was not checked")
	}
	if _, err := os.Stat("/usr/lib/libreoffice/program/libswlo.so"); err != nil {
		t.Skip("LibreOffice is here without its Writer: its reading of the document was not checked")
	}
	if testing.Short() {
		t.Skip("short: LibreOffice's reading of the document was not checked")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "digest.docx")
	if err := WriteOpinionDocument(path, digestBook(t)); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(office, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless",
		"--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "digest.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"审议意见汇总", "3．建议 #停车 #民生", "完成54个小区、83条街巷的“两小”综合整治", "提出：平江代表团 单雄信；沧浪代表团 未署名 1 人；金阊代表团 仇英", "答复（采纳）：已列入2021年整治方案", "资金从哪里来？"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("without %q:\n%s", want, b)
		}
	}
}

// Two deputies of one name are two, where they are of two delegations.
func TestNamesakesOfTwoDelegationsAreTwo(t *testing.T) {
	by := func(name, delegation string) opinion.Received {
		return opinion.Received{Opinion: opinion.Opinion{By: opinion.Deputy{Name: name, Delegation: delegation}}}
	}
	e := opinion.Entry{Opinions: []opinion.Received{by("王芳", "平江代表团"), by("王芳", "金阊代表团"), by("王芳", "平江代表团"), by("", "")}}
	if got := strings.Join(deputies(e.Opinions), "、"); got != "王芳、王芳、"+words("digest.unsigned", "Count", 1) {
		t.Errorf("%s", got)
	}
}
