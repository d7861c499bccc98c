package print

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/roll"
	"piaojue/app/say"
)

func twelve() Ballot {
	b := Ballot{Meeting: "某区第二届人民代表大会第五次会议", Vote: "2021年政府实事项目", Procedure: procedure.Default(10)}
	for i := range 12 {
		b.Items = append(b.Items, Item{fmt.Sprint(i + 1), fmt.Sprintf("第%d个“两小”综合整治工程", i+1), "完成54个小区的综合整治；完成83条街巷的综合整治"})
	}
	return b
}

func laidOut(t *testing.T, p Paper, b Ballot) Document {
	t.Helper()
	d, err := BallotPaper(p, b)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// holds is what every paper promises: nothing is written outside the page or over
// its numbering, and every page is numbered.
func holds(t interface{ Fatalf(string, ...any) }, d Document) {
	for i, p := range d.Pages {
		numbered := false
		for _, x := range p.Texts {
			w := style{size: x.Size, bold: x.Bold}.width(x.Text)
			if x.X < 0 || x.X+w > d.Paper.Width+0.01 || x.Y < x.Size*0.8 || x.Y > d.Paper.Height {
				t.Fatalf("page %d: %q stands at %.1f–%.1f, %.1f, outside %s", i+1, x.Text, x.X, x.X+w, x.Y, d.Paper.Name)
			}
			numbered = numbered || strings.HasPrefix(x.Text, words("print.page", "Page", i+1, "Pages", len(d.Pages)))
		}
		if !numbered {
			t.Fatalf("page %d of %d is not numbered", i+1, len(d.Pages))
		}
		for _, b := range p.Boxes {
			if b.X < 0 || b.X+b.Width > d.Paper.Width || b.Y < 0 || b.Y+b.Height > d.Paper.Height {
				t.Fatalf("page %d: a box outside the paper: %+v", i+1, b)
			}
		}
	}
}

// squeezed is a text without white space, which the ends of lines take away.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// marks are the boxes to be marked on a page.
func marks(p Page) []Box {
	var all []Box
	for _, b := range p.Boxes {
		if b.Stroke >= 1 {
			all = append(all, b)
		}
	}
	return all
}

func TestABallotOfTwelveStandsOnOnePage(t *testing.T) {
	d := laidOut(t, A4, twelve())
	holds(t, d)
	if len(d.Pages) != 1 || len(marks(d.Pages[0])) != 36 {
		t.Errorf("%d pages, %d boxes on the first", len(d.Pages), len(marks(d.Pages[0])))
	}
}

func TestABallotSaysItsRules(t *testing.T) {
	got := strings.Split(laidOut(t, A4, twelve()).Text(), "\n")[:22]
	want := []string{
		"某区第二届人民代表大会第五次会议", "2021年政府实事项目表决票", "填写说明",
		"1．", "对每一项，在“赞成、反对、弃权”中选一格，画“√”；每项只画一格。",
		"2．", "对每个候选项目，可以赞成，可以反对，也可以弃权。",
		"3．", "每张表决票赞成的项目不得超过 10 项，超过的，整张票无效；不足 10 项的，票有效。",
		"4．", "没有作出选择的项目，按弃权计。",
		"5．", "空白票为有效票，各个项目均按弃权计。",
		"6．", "请用签字笔填写。票上不写姓名，不作其他记号；看不清的，由总监票人裁定。",
		"编号", "项目", "赞成", "反对", "弃权",
		"1", "第1个“两小”综合整治工程",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAPickBallotHasOneBoxALine(t *testing.T) {
	b := twelve()
	b.Procedure.Kind = procedure.Pick
	d := laidOut(t, A4, b)
	if n := len(marks(d.Pages[0])); n != 12 || strings.Contains(d.Text(), "反对") {
		t.Errorf("%d boxes on\n%s", n, d.Text())
	}
}

func TestOtherChoicesAndRules(t *testing.T) {
	b := twelve()
	b.Choices, b.Rules = []string{"满意", "基本满意", "不满意", "弃权"}, []string{"本票为满意度测评票。"}
	d := laidOut(t, A5, b)
	holds(t, d)
	n := 0
	for _, p := range d.Pages {
		n += len(marks(p))
	}
	if n != 48 || !strings.Contains(d.Text(), "基本满意") || !strings.Contains(d.Text(), "本票为满意度测评票。") || strings.Contains(d.Text(), "赞成") {
		t.Errorf("%d boxes on\n%s", n, d.Text())
	}
}

// However long names and lists are: every line stands on the ballot in order, its
// name whole and on one page, with its boxes beside it.
func TestNothingOfABallotIsCutOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Ballot{Meeting: "某区人民代表大会", Vote: "实事项目", Procedure: procedure.Default(3), Rehearsal: rapid.Bool().Draw(t, "rehearsal"), Spare: rapid.Bool().Draw(t, "spare")}
		text := rapid.StringOfN(rapid.RuneFrom([]rune("城区综合整治工程（，。“”、）2021 km")), 1, -1, -1)
		for i := range rapid.IntRange(1, 30).Draw(t, "items") {
			b.Items = append(b.Items, Item{
				ID:    fmt.Sprint(i + 1),
				Name:  "项" + rapid.StringOfN(rapid.RuneFrom([]rune("城区综合整治工程（，。“”、）2021 km")), 0, 120, -1).Draw(t, "name") + "目",
				About: text.Filter(func(s string) bool { return len(s) < 4000 }).Draw(t, "about"),
			})
		}
		p := rapid.SampledFrom([]Paper{A4, A5}).Draw(t, "paper")
		d, err := BallotPaper(p, b)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, d)
		next := 0
		for _, page := range d.Pages {
			all := ""
			for _, x := range page.Texts {
				all += squeezed(x.Text)
			}
			boxes := len(marks(page))
			if boxes%3 != 0 {
				t.Fatalf("%d boxes on a page", boxes)
			}
			for range boxes / 3 {
				if !strings.Contains(all, squeezed(b.Items[next].Name)) {
					t.Fatalf("%q does not stand whole beside its boxes", b.Items[next].Name)
				}
				next++
			}
		}
		if next != len(b.Items) {
			t.Fatalf("%d of %d lines have boxes", next, len(b.Items))
		}
		if (strings.Count(d.Text(), words("print.rehearsal.banner")) == len(d.Pages)) != b.Rehearsal {
			t.Fatalf("a rehearsal is marked: %v", !b.Rehearsal)
		}
		for _, page := range d.Pages {
			if (len(page.Shapes) == 1) != b.Spare {
				t.Fatalf("a corner to be clipped off: %v", !b.Spare)
			}
		}
	})
}

// Lines are as wide as their column, begin with no closing mark, and hold all the text.
func TestWrap(t *testing.T) {
	s := style{size: 10}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("整治街巷道路，。；、（）“”《》2021年5.2% km—"))).Draw(t, "text")
		room := rapid.Float64Range(12, 200).Draw(t, "room")
		lines := s.wrap(text, room)
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(text, " ", ""); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		for _, line := range lines {
			if w := s.width(line); w > room+0.01 && len([]rune(line)) > 1 {
				t.Fatalf("%q is %.1f wide, not %.1f", line, w, room)
			}
		}
	})
	for _, c := range []struct {
		text string
		room float64
		want []string
	}{
		{"完成整治，新建道路", 40, []string{"完成整", "治，新建", "道路"}},
		{"整治（街巷）", 30, []string{"整治", "（街", "巷）"}},
		{"一\n二", 100, []string{"一", "二"}},
		{"", 100, []string{""}},
	} {
		if diff := cmp.Diff(c.want, s.wrap(c.text, c.room)); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func hundred() roll.Roll {
	var r roll.Roll
	for i := range 100 {
		r.Deputies = append(r.Deputies, roll.Deputy{
			ID: fmt.Sprint(i), Number: fmt.Sprintf("%03d", i+1), Name: []string{"张三", "买买提·阿不都热合曼·吐尔逊江"}[i%2], Delegation: []string{"平江代表团", "沧浪代表团", ""}[i%7/3],
		})
	}
	return r
}

func TestTheAttendanceListNamesEverybodyByDelegation(t *testing.T) {
	r := hundred()
	for _, p := range []Paper{A4, A5} {
		d, err := AttendanceList(p, Attendance{Meeting: "某区人民代表大会", Roll: r, Remarks: map[string]string{"3": "请假"}})
		if err != nil {
			t.Fatal(err)
		}
		holds(t, d)
		text := d.Text()
		for _, x := range r.Deputies {
			if !strings.Contains(text, "\n"+x.Number+"\n") {
				t.Errorf("%s: %s is missing", p.Name, x.Number)
			}
		}
		for _, want := range []string{"平江代表团　应到 ", "沧浪代表团　应到 ", "未列入代表团　应到 ", "\n请假\n"} {
			if strings.Count(text, want) != 1 {
				t.Errorf("%s: %q stands %d times", p.Name, want, strings.Count(text, want))
			}
		}
		if strings.Contains(text, "演") {
			t.Errorf("%s: a real list speaks of a rehearsal", p.Name)
		}
		// The foot stands with at least one row.
		for i, page := range d.Pages {
			rows := 0
			for _, x := range page.Texts {
				if len(x.Text) == 3 && strings.Trim(x.Text, "0123456789") == "" {
					rows++
				}
			}
			if rows == 0 {
				t.Errorf("%s: page %d holds nobody: %+v", p.Name, i+1, page.Texts)
			}
		}
	}
}

func TestRulesAndNotice(t *testing.T) {
	rules := procedure.Default(10)
	facts := procedure.Facts{Candidates: 12, Roll: 449}
	d := Rules(A5, "某区人民代表大会", "2021年政府实事项目", true, rules, facts)
	holds(t, d)
	joined := squeezed(d.Text())
	for _, s := range rules.Sentences(facts) {
		if !strings.Contains(joined, squeezed(s.In(say.Chinese))) {
			t.Errorf("the rules lack %s", s.In(say.Chinese))
		}
	}
	n := Notice(A4, "公告", []string{strings.Repeat("现将当选项目公布如下。", 300)}, "大会主席团", "2021年1月14日", false)
	holds(t, n)
	if got := n.Text(); len(n.Pages) < 2 || !strings.Contains(got, "下。\n大会主席团\n2021年1月14日\n") {
		t.Errorf("%d pages, ends %q", len(n.Pages), got[max(0, len(got)-90):])
	}
}

func TestTheResult(t *testing.T) {
	in := count.Input{Candidates: []string{"1", "2"}, Procedure: procedure.Default(1), Roll: 3, Present: 3, Issued: 3}
	for range 3 {
		in.Ballots = append(in.Ballots, ballot.Ballot{Marks: []ballot.Mark{ballot.Approve, ballot.Against}})
	}
	counted, err := count.Count(in)
	if err != nil {
		t.Fatal(err)
	}
	r := Result{Vote: "实事项目", CountedAt: time.Date(2021, 1, 14, 10, 30, 0, 0, time.UTC), Items: []Item{{ID: "1", Name: "停车场"}, {ID: "2", Name: "公园"}}, Result: counted}
	d, err := ResultPaper(A4, r)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, d)
	for _, want := range []string{"应到代表 3 人，实到 3 人。发出表决票 3 张，收回 3 张，其中有效票 3 张，无效票 0 张。应选 1 项。", "\n1\n停车场\n3\n0\n0\n当选\n", "\n2\n公园\n0\n3\n0\n未通过\n", "2021年1月14日 10:30", "总监票人"} {
		if !strings.Contains(squeezed(d.Text()), squeezed(want)) {
			t.Errorf("%q is missing of\n%s", want, d.Text())
		}
	}
	r.Result.Identities[0].Holds = false
	var p *say.Problem
	if _, err := ResultPaper(A4, r); !errors.As(err, &p) || p.What.Key != "exports.broken" {
		t.Errorf("figures that do not add up: %v", err)
	}
}

func TestWhatCannotBePrintedIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "票.pdf")
	b := twelve()
	b.Items[3].Name = "张\U0002B81C工程\U00030EDD"
	err := Write(path, laidOut(t, A4, b))
	var p *say.Problem
	if !errors.As(err, &p) || p.What.Key != "print.no_glyph" || !strings.Contains(p.What.In(say.Chinese), "\U00030EDD（U+30EDD）") {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written in spite of it")
	}
	if _, err := BallotPaper(A4, Ballot{}); !errors.As(err, &p) {
		t.Errorf("a ballot of nothing: %v", err)
	}
	if _, err := AttendanceList(A4, Attendance{}); !errors.As(err, &p) {
		t.Errorf("a list of nobody: %v", err)
	}
	if _, err := PaperNamed("B5"); !errors.As(err, &p) {
		t.Errorf("another paper: %v", err)
	}
	if err := Write(filepath.Join(t.TempDir(), "no", "票.pdf"), laidOut(t, A4, twelve())); !errors.As(err, &p) || p.What.Key != "exports.no_folder" {
		t.Errorf("no folder: %v", err)
	}
}

// The same ballot is the same file: nothing in it tells one from another.
func TestWrittenBallots(t *testing.T) {
	b := twelve()
	b.Rehearsal = true
	b.Items[0].Name = "丬泽街道〇号—— 5.2% 综合整治"
	folder := t.TempDir()
	var files [2][]byte
	for i := range files {
		path := filepath.Join(folder, fmt.Sprintf("%d.pdf", i))
		if err := Write(path, laidOut(t, A4, b)); err != nil {
			t.Fatal(say.Explain(err).Sentence(say.Chinese))
		}
		var err error
		if files[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two files of one ballot differ")
	}
	if n := len(files[0]); n > 300<<10 || !bytes.HasPrefix(files[0], []byte("%PDF-")) {
		t.Errorf("%d bytes: the fonts are not cut down, or this is no PDF", n)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the text is not read back")
	}
	out, err := exec.Command(tool, "-raw", filepath.Join(folder, "0.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range append([]string{b.title(), "第1页 共1页", words("print.rehearsal.banner")}, b.Items[0].Name, b.Items[11].Name) {
		if !strings.Contains(squeezed(string(out)), squeezed(want)) {
			t.Errorf("%q cannot be read from the file:\n%s", want, out)
		}
	}
}
