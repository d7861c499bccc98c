package exports

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// vote makes a book of a vote in which project i has approvals[i]. roll deputies,
// all present but 12; everybody was given a ballot, 46 did not return it.
func vote(t testing.TB, roll, places int, names []string, approvals ...int) Book {
	t.Helper()
	p := procedure.Default(places)
	p.MaxApprovals = len(approvals)
	in := count.Input{Procedure: p, Roll: roll, Present: roll - 12, Issued: roll - 12}
	list := project.List{}
	for i := range approvals {
		id := fmt.Sprint(i + 1)
		in.Candidates = append(in.Candidates, id)
		list.Projects = append(list.Projects, project.Project{
			ID: id, Category: []string{"人居环境改善", "社会民生关爱", "文教资源优化", "社区服务提升"}[i*4/len(approvals)],
			Name: names[i%len(names)], Content: []string{"新建6个街道儿童“关爱之家”", "完成83条街巷的“两小”综合整治"},
			Source: "新建6个街道儿童“关爱之家”，实现街道全覆盖。", Unit: "区住房和建设委员会", Deadline: "2021年12月",
			Money: project.ParseMoney(fmt.Sprint(300+i), "万元"), Funding: "区级财政", Remark: "",
		})
	}
	for n := range in.Issued - 46 {
		b := ballot.Ballot{Marks: make([]ballot.Mark, len(approvals))}
		for i, a := range approvals {
			switch {
			case n < a:
				b.Marks[i] = ballot.Approve
			case (n+i)%3 > 0:
				b.Marks[i] = ballot.Against
			}
		}
		in.Ballots = append(in.Ballots, b)
	}
	r, err := count.Count(in)
	if err != nil {
		t.Fatal(err)
	}
	return Book{
		Meeting: "苏州市姑苏区第二届人民代表大会第五次会议", Vote: "2021年政府实事项目",
		CountedAt: time.Date(2021, 1, 15, 16, 2, 0, 0, time.FixedZone("CST", 8*3600)),
		List:      list, Procedure: p, Result: r,
	}
}

var shortNames = []string{
	"“两小”综合整治工程", "“厕所革命”提升工程", "道路架空线整治和入地工程", "道路绿化和口袋公园建设工程", "垃圾分类移动收集试点",
	"街道儿童“关爱之家”全覆盖", "综合为老服务中心建设", "普惠托育服务建设", "中小学和幼儿园建设", "体育公园和健身步道建设", "农贸市场新建、改造工程", "社区综合服务中心建设",
}

var longNames = []string{
	"历史文化街区周边老旧小区供水、排水、供电、通信管网综合改造及道路、绿化、停车设施同步提升工程（一期、二期）",
	"虎丘、平江、金阊三个片区“15分钟便民生活圈”社区商业、养老托育、卫生健康、文化体育设施一体化建设项目",
	"停车场",
}

func decided(t testing.TB) Book {
	return vote(t, 449, 10, shortNames, 388, 371, 365, 402, 240, 391, 377, 360, 355, 231, 229, 118)
}

func tied(t testing.TB) Book {
	return vote(t, 449, 10, shortNames, 388, 371, 365, 402, 240, 391, 377, 360, 355, 231, 231, 231)
}

func shortfall(t testing.TB) Book {
	return vote(t, 449, 10, shortNames, 388, 371, 365, 224, 240, 391, 377, 360, 355, 100, 90, 80)
}

func long(t testing.TB) Book {
	approvals := make([]int, 60)
	for i := range approvals {
		approvals[i] = 391 - 5*i
	}
	b := vote(t, 449, 30, longNames, approvals...)
	b.List.Projects[7].ID = "GS-2021-0008"
	b.Result.Lines[7].ID = "GS-2021-0008"
	b.Result.Chosen[7] = "GS-2021-0008"
	b.List.Projects[3].Content = strings.Split(strings.Repeat("完成一处背街小巷的雨污分流、路面翻新、立面整治和照明改造；", 60), "；")[:60]
	b.List.Projects[4].Extra = []project.Field{{Name: "分管领导", Value: "区领导"}}
	return b
}

func void(t testing.TB) Book {
	b := decided(t)
	r, err := count.Count(count.Input{Procedure: b.Procedure, Candidates: b.List.IDs(), Roll: 449, Present: 437, Issued: 3, Ballots: make4(12)})
	if err != nil {
		t.Fatal(err)
	}
	b.Result = r
	return b
}

func make4(projects int) []ballot.Ballot {
	ballots := make([]ballot.Ballot, 4)
	for i := range ballots {
		ballots[i].Marks = make([]ballot.Mark, projects)
	}
	return ballots
}

func rehearsal(t testing.TB) Book {
	b := decided(t)
	b.Rehearsal, b.List.Rehearsal = true, true
	b.Meeting = "苏州市姑苏区第二届人民代表大会第五次会议（演练 & 测试）"
	b.Result.Refusals = nil
	return b
}

// invalid is a vote with ballots that break two rules.
func invalid(t testing.TB) Book {
	b := vote(t, 449, 2, shortNames, 10, 20, 30)
	p := procedure.Default(2)
	p.BlankInvalid = true
	in := count.Input{Procedure: p, Candidates: b.List.IDs(), Roll: 449, Present: 437, Issued: 437}
	A, U, X := ballot.Approve, ballot.Unmarked, ballot.Against
	for i := range 400 {
		in.Ballots = append(in.Ballots, ballot.Ballot{Marks: [][]ballot.Mark{{A, A, X}, {A, X, A}, {A, A, U}, {A, A, A}, {U, U, U}}[min(i%7, 4)]})
	}
	r, err := count.Count(in)
	if err != nil {
		t.Fatal(err)
	}
	b.Procedure, b.Result = p, r
	for i := range b.List.Projects {
		b.List.Projects[i].Category = ""
	}
	return b
}

// bare is a book without anything that can be left out.
func bare(t testing.TB) Book {
	b := vote(t, 60, 1, shortNames, 40, 30)
	b.Meeting, b.Vote, b.CountedAt = "", "", time.Time{}
	for i := range b.List.Projects {
		p := &b.List.Projects[i]
		*p = project.Project{ID: p.ID, Name: p.Name}
	}
	return b
}

var books = []struct {
	name string
	make func(testing.TB) Book
}{
	{"decided", decided}, {"tied", tied}, {"shortfall", shortfall}, {"long", long},
	{"void", void}, {"rehearsal", rehearsal}, {"invalid", invalid}, {"bare", bare},
}

func written(t testing.TB, b Book) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "票决结果.xlsx")
	if err := WriteResult(path, b); err != nil {
		t.Fatalf("%s (%v)", say.Explain(err).Sentence(say.Chinese), errors.Unwrap(err))
	}
	return path
}

func open(t testing.TB, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// What the workbook says is what was counted.
func TestReadsBack(t *testing.T) {
	for _, c := range books {
		t.Run(c.name, func(t *testing.T) {
			b := c.make(t)
			path := written(t, b)
			f := open(t, path)
			for _, s := range f.GetSheetList() {
				rows, err := f.GetRows(s)
				if err != nil {
					t.Fatal(err)
				}
				if all := fmt.Sprint(rows); strings.Contains(all, "<no value>") || strings.Contains(all, "exports.") || strings.Contains(all, "{{") {
					t.Errorf("%s holds a text that was not filled: %s", s, all)
				}
			}
			got, err := ReadBack(path)
			if err != nil {
				t.Fatal(err)
			}
			r := b.Result
			if r.State == count.Void {
				if got.Valid != -1 || got.Invalid != -1 || got.Missing != -1 || len(got.Lines) != 0 {
					t.Errorf("a void vote has totals: %+v", got)
				}
				if got.Returned != r.Returned || got.Issued != r.Issued {
					t.Errorf("returned %d, issued %d", got.Returned, got.Issued)
				}
				return
			}
			if got.Roll != r.Roll || got.Present != r.Present || got.Issued != r.Issued || got.Returned != r.Returned ||
				got.Missing != r.Issued-r.Returned || got.Valid != r.Valid || got.Invalid != r.Invalid || got.Places != r.Places {
				t.Errorf("got %+v, counted %+v", got, r)
			}
			if len(got.Lines) != len(r.Lines) {
				t.Fatalf("%d lines, counted %d", len(got.Lines), len(r.Lines))
			}
			for i, l := range r.Lines {
				g := got.Lines[i]
				p, _ := b.List.ByID(l.ID)
				if g.ID != l.ID || g.Name != p.Name || g.Category != p.Category || g.Approve != l.Approve || g.Against != l.Against ||
					g.Abstain != l.Abstain || g.Rank != l.Rank || g.Reason != l.Reason.In(say.Chinese) {
					t.Errorf("line %d: got %+v, counted %+v", i+1, g, l)
				}
			}
		})
	}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		book func(testing.TB) Book
		says []string
	}{
		{decided, []string{"当选 10 项。"}},
		{tied, []string{"当选 9 项", "应选数处票数相同：3 项争 1 个名额，需再次投票", "各得赞成票 231 张", "10“体育公园和健身步道建设”、11“农贸市场新建、改造工程”、12“社区综合服务中心建设”"}},
		{shortfall, []string{"当选 8 项", "缺额 2 项", "大会主席团"}},
		{void, []string{"本轮作废", "收回 4 张", "发出 3 张"}},
	} {
		v := c.book(t).verdict()
		for _, s := range c.says {
			if !strings.Contains(v, s) {
				t.Errorf("%q does not say %q", v, s)
			}
		}
	}
	t.Run("many tied are given by id", func(t *testing.T) {
		b := vote(t, 449, 5, shortNames, 300, 300, 300, 300, 300, 300, 300, 300, 300)
		if v := b.verdict(); !strings.Contains(v, "1、2、3、4、5、6、7、8、9。") {
			t.Error(v)
		}
	})
}

// The words of the outcomes are those of the count, and short ones stay on a line.
func TestOutcomesAreInTheWordsOfTheCount(t *testing.T) {
	b := tied(t)
	f, err := ReadBack(written(t, b))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Lines[0].Outcome + f.Lines[10].Outcome; got != "当选再次投票" {
		t.Error(got)
	}
	if lines := wrap("再次投票", columnPoints(outcomeWidth), midFace.size, true); len(lines) != 1 {
		t.Errorf("%q", lines)
	}
}

// Numbers are numbers, texts are texts, whatever they begin with.
func TestCellTypes(t *testing.T) {
	b := decided(t)
	b.List.Projects[0].Name = "=1+1"
	b.List.Projects[1].Name = "007"
	b.List.Projects[2].Name = "@SUM(A1) \x01及其他"
	f := open(t, written(t, b))
	rows, err := f.GetRows("票决结果")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for r, row := range rows {
		for c, text := range row {
			name, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			kind, err := f.GetCellType("票决结果", name)
			if err != nil {
				t.Fatal(err)
			}
			formula, err := f.GetCellFormula("票决结果", name)
			if err != nil || formula != "" {
				t.Errorf("%s is a formula %q, %v", name, formula, err)
			}
			switch text {
			case "=1+1", "007", "@SUM(A1) 及其他":
				found++
				if kind != excelize.CellTypeSharedString {
					t.Errorf("%s holds %q as type %d", name, text, kind)
				}
			case "388", "449", "437":
				found++
				if kind == excelize.CellTypeSharedString {
					t.Errorf("%s holds the number %s as a text", name, text)
				}
			}
		}
	}
	if found != 7 { // 437 stands twice: present and issued
		t.Errorf("found %d of the cells", found)
	}
}

func TestSheets(t *testing.T) {
	b := rehearsal(t)
	f := open(t, written(t, b))
	if diff := cmp.Diff([]string{"票决结果", "候选项目", "规则"}, f.GetSheetList()); diff != "" {
		t.Fatal(diff)
	}
	for _, s := range f.GetSheetList() {
		first, err := f.GetCellValue(s, "A1")
		if err != nil || !strings.Contains(first, "演练") {
			t.Errorf("%s begins with %q, %v", s, first, err)
		}
		h, err := f.GetHeaderFooter(s)
		if err != nil || !strings.Contains(h.OddHeader, "演练·") || !strings.Contains(h.OddFooter, "第 &P 页，共 &N 页") {
			t.Errorf("%s: header and footer %+v, %v", s, h, err)
		}
		if n := len([]rune(h.OddHeader)); n > 255 {
			t.Errorf("%s: a header of %d characters", s, n)
		}
		l, err := f.GetPageLayout(s)
		if err != nil || *l.Size != 9 || *l.FitToWidth != 1 {
			t.Errorf("%s: layout %+v, %v", s, l, err)
		}
	}
	rules, err := f.GetRows("规则", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	sentences := b.Procedure.Sentences(procedure.Facts{Candidates: 12, Roll: 449})
	last := rules[len(rules)-1]
	if last[0] != fmt.Sprint(len(sentences)) || last[1] != sentences[len(sentences)-1].In(say.Chinese) {
		t.Errorf("the last rule is %q", last)
	}
	candidates, err := f.GetRows("候选项目", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"12", "社区服务提升", "社区综合服务中心建设", "新建6个街道儿童“关爱之家”\n完成83条街巷的“两小”综合整治",
		"新建6个街道儿童“关爱之家”，实现街道全覆盖。", "区住房和建设委员会", "2021年12月", "311万元", "3110000", "区级财政"}
	if diff := cmp.Diff(want, candidates[len(candidates)-1]); diff != "" {
		t.Error(diff)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "实事票决" || props.Title != "2021年政府实事项目票决结果" || props.Created != "2021-01-15T08:02:00Z" {
		t.Errorf("properties %+v, %v", props, err)
	}
}

func TestARealVoteSaysNothingOfRehearsal(t *testing.T) {
	f := open(t, written(t, decided(t)))
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		if err != nil {
			t.Fatal(err)
		}
		h, err := f.GetHeaderFooter(s)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(fmt.Sprint(rows)+h.OddHeader, "演练") {
			t.Errorf("%s says 演练", s)
		}
	}
}

// A text too long for any row goes on in the next, and nothing is cut.
func TestLongTexts(t *testing.T) {
	b := long(t)
	f := open(t, written(t, b))
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			if h, err := f.GetRowHeight(s, r+1); err != nil || h > 409 {
				t.Errorf("%s row %d: %v points high, %v", s, r+1, h, err)
			}
		}
	}
	rows, err := f.GetRows("候选项目")
	if err != nil {
		t.Fatal(err)
	}
	var content strings.Builder
	for i, row := range rows {
		if len(row) > 3 && (row[0] == "4" || content.Len() > 0 && row[0] == "") {
			content.WriteString(row[3])
		} else if content.Len() > 0 {
			t.Logf("the content takes the rows up to %d", i)
			break
		}
	}
	if got, want := strings.ReplaceAll(content.String(), "\n", ""), strings.Join(b.List.Projects[3].Content, ""); got != want {
		t.Errorf("got %d characters of content, want %d", len(got), len(want))
	}
}

// Figures that do not add up are no result.
func TestRefusesWhatDoesNotAddUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Book)
	}{
		{"valid and invalid are not the returned", func(b *Book) { b.Result.Valid-- }},
		{"a row sums to another number", func(b *Book) { b.Result.Lines[3].Against++ }},
		{"more present than on the roll", func(b *Book) { b.Result.Present = 500 }},
		{"more returned than issued, yet decided", func(b *Book) { b.Result.Returned = 1000 }},
		{"chosen and places differ", func(b *Book) { b.Result.Chosen = b.Result.Chosen[1:] }},
		{"an identity marked as broken", func(b *Book) { b.Result.Identities[1].Holds = false }},
		{"a project that the list does not have", func(b *Book) { b.Result.Lines[0].ID = "99" }},
		{"a void vote with totals", func(b *Book) { lines := b.Result.Lines; *b = void(t); b.Result.Lines = lines }},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := decided(t)
			c.spoil(&b)
			path := filepath.Join(t.TempDir(), "a.xlsx")
			err := WriteResult(path, b)
			var p *say.Problem
			if !errors.As(err, &p) || p.What.In(say.Chinese) == p.What.Key || p.Do.IsZero() {
				t.Errorf("got %v", err)
			}
			if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
				t.Error("a file was written")
			}
		})
	}
}

// A workbook that does not read back as it was counted is never given its name.
func TestVerify(t *testing.T) {
	b := decided(t)
	for _, c := range []struct {
		name  string
		spoil func(*excelize.File) error // nil for a good workbook
	}{
		{"as it was written", nil},
		{"another number", func(f *excelize.File) error { return f.SetCellInt("票决结果", "D16", 1) }},
		{"a number as a text", func(f *excelize.File) error { return f.SetCellStr("票决结果", "D16", "388") }},
		{"another text", func(f *excelize.File) error { return f.SetCellStr("候选项目", "A5", "77") }},
		{"a cell too many", func(f *excelize.File) error { return f.SetCellStr("规则", "D30", "x") }},
		{"a cell too few", func(f *excelize.File) error { return f.SetCellStr("规则", "B5", "") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, pages, err := b.workbook()
			if err != nil {
				t.Fatal(err)
			}
			if c.spoil != nil {
				if err := c.spoil(f); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(t.TempDir(), "a.xlsx")
			if err := errors.Join(f.SaveAs(path), f.Close()); err != nil {
				t.Fatal(err)
			}
			if err := b.verify(path, pages); (err == nil) != (c.spoil == nil) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestFileProblems(t *testing.T) {
	dir := t.TempDir()
	make := func(name string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("old"), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	readOnly := make("read-only.xlsx", 0o400)
	open := make("open.xlsx", 0o600)
	make(".~lock.open.xlsx#", 0o600)
	excel := make("excel.xlsx", 0o600)
	make("~$excel.xlsx", 0o600)
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		readOnly:                             "exports.forbidden",
		open:                                 "exports.busy",
		excel:                                "exports.busy",
		filepath.Join(dir, "folder"):         "exports.not_file",
		filepath.Join(dir, "none", "a.xlsx"): "exports.no_folder",
	} {
		err := WriteResult(path, decided(t))
		var p *say.Problem
		if !errors.As(err, &p) || p.What.Key != want {
			t.Errorf("%s: got %v, want %s", filepath.Base(path), err, want)
			continue
		}
		for _, l := range []say.Language{say.Chinese, say.English} {
			if s := p.Sentence(l); strings.Contains(s, "exports.") || strings.Contains(s, "<no value>") {
				t.Errorf("%s: %s", filepath.Base(path), s)
			}
		}
	}
	for _, path := range []string{readOnly, open, excel} {
		if b, err := os.ReadFile(path); err != nil || string(b) != "old" {
			t.Errorf("%s holds %q, %v", filepath.Base(path), b, err)
		}
	}
}
