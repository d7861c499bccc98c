package results

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// hall is a stage with the screen 结果 on it.
type hall struct {
	*stagetest.Stage
	hand.Hand
	screen *Screen
}

// held holds a whole meeting in which each string is a ballot: a mark for
// each project, y n a or . for none.
func held(t *testing.T, adopt func(*procedure.Procedure), ballots ...string) *hall {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.Roll = max(3, len(ballots))
	setup.List.Projects = setup.List.Projects[:4]
	setup.Procedure = procedure.Default(2)
	if adopt != nil {
		adopt(&setup.Procedure)
	}
	s := stagetest.Of(t, setup, meeting.Document{})
	h := &hall{Stage: s, Hand: hand.Hand{T: t, W: s.Window}, screen: New(s.Stage)}
	s.Window.SetContent(container.NewStack(h.screen.Object()))
	h.do(s.Desk.Freeze, s.Desk.ShowEmptyBox, s.Desk.OpenSignIn,
		func() error { return s.Desk.SetPresent(setup.Roll) }, s.Desk.OpenCasting)
	marks := map[byte]ballot.Mark{'y': ballot.Approve, 'n': ballot.Against, 'a': ballot.Abstain, '.': ballot.Unmarked}
	for _, b := range ballots {
		var m []ballot.Mark
		for i := range len(b) {
			m = append(m, marks[b[i]])
		}
		h.do(s.Desk.LetThrough, func() error { return s.Desk.Cast(ballot.Ballot{Marks: m}) })
	}
	h.do(s.Desk.Close, s.Desk.Reconcile)
	h.MustSee("等候开箱计票")
	h.MustNotSee("“两小”综合整治工程", "当选")
	h.do(func() error { _, err := s.Desk.Count(); return err })
	return h
}

func (h *hall) do(acts ...func() error) {
	h.T.Helper()
	for _, act := range acts {
		if err := act(); err != nil {
			h.T.Fatal(err)
		}
	}
	h.Announce()
}

func TestTheVerdictComesFirst(t *testing.T) {
	for _, c := range []struct {
		name    string
		adopt   func(*procedure.Procedure)
		ballots []string
		says    []string
		not     []string
	}{
		{"decided", nil, []string{"yynn", "yyna", "y.nn"},
			[]string{"当选 2 项", "以全体代表 3 人为基数，赞成不少于 2 票，方为通过。", "有效 3 · 无效 0", "✓ 当选", "× 未通过", "竖线为 1.5，超过才通过。"},
			[]string{"，缺额", "需再次投票"}},
		{"tied at the cut", nil, []string{"yy..", "y.y.", ".yy."},
			[]string{"再次投票", "● 再次投票", "当选 0 项；应选数处票数相同：3 项争 2 个名额，需再次投票", "不按顺序、编号或者抽签决定。"}, []string{"，缺额"}},
		{"short", nil, []string{"y...", "y...", "...."},
			[]string{"当选 1 项，缺额 1 项", "由大会主席团决定"}, []string{"需再次投票"}},
		{"nobody", nil, []string{"....", "nnnn", "aaaa"},
			[]string{"当选 0 项，缺额 2 项"}, []string{"✓ 当选"}},
		{"plurality", func(p *procedure.Procedure) { p.Threshold = procedure.Threshold{Plurality: true} }, []string{"y...", "y...", ".y.."},
			[]string{"当选 2 项", "不设得票门槛，赞成票多的当选。"}, []string{"竖线"}},
		{"as many as", func(p *procedure.Procedure) { p.Threshold = procedure.Threshold{Num: 2, Den: 3} }, []string{"y...", "y...", ".y.."},
			[]string{"竖线为 2，达到即通过。"}, []string{"超过才通过"}},
		{"of those valid", func(p *procedure.Procedure) { p.Base = procedure.OfValid }, []string{"yy..", "yy.."},
			[]string{"以有效票 2 张为基数"}, []string{"人为基数"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := held(t, c.adopt, c.ballots...)
			h.MustSee(append(c.says, "演练", "这是演练，以下不是正式结果。", "数字核对", "导出 Excel")...)
			h.MustNotSee(c.not...)
		})
	}
}

func TestEveryProjectHasItsFigures(t *testing.T) {
	h := held(t, nil, "yn.a", "y.nn", "yyaa")
	lines := h.lines()
	want := [][]string{
		{"1", "3", "0", "0", "1", "✓ 当选"},
		{"2", "1", "1", "1", "2", "× 未通过"},
		{"3", "0", "1", "2", "3", "× 未通过"},
		{"4", "0", "1", "2", "3", "× 未通过"},
	}
	for i, l := range lines {
		if got := append([]string{l.number.Text}, l.cells...); !slices.Equal(got, want[i]) {
			t.Errorf("row %d shows %v, want %v", i, got, want[i])
		}
	}
	h.MustSee("“两小”综合整治工程", "道路绿化和口袋公园建设工程")
}

// lines are the rows of the projects, as they stand.
func (h *hall) lines() []*line {
	var found []*line
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *line:
			if !o.head {
				found = append(found, o)
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		}
	}
	walk(h.screen.shown)
	return found
}

func TestTicksHaveNoColumnForAgainst(t *testing.T) {
	h := held(t, func(p *procedure.Procedure) { p.Kind = procedure.Pick }, "yy..", "y...", "y.y.")
	if heads := h.lines()[0].t.heads; slices.Contains(heads, "反对") {
		t.Fatalf("columns are %v", heads)
	}
	if got := h.lines()[0].cells; !slices.Equal(got, []string{"3", "0", "1", "✓ 当选"}) {
		t.Fatalf("%v", got)
	}
}

func TestTheOrderCanFollowTheApprovals(t *testing.T) {
	h := held(t, nil, "..yy", "..yy", ".y.y")
	ids := func() string {
		var s []string
		for _, l := range h.lines() {
			s = append(s, l.id)
		}
		return strings.Join(s, " ")
	}
	if ids() != "1 2 3 4" {
		t.Fatalf("in list order: %s", ids())
	}
	h.Tap("按得票排列")
	if ids() != "4 3 2 1" {
		t.Fatalf("by approvals: %s", ids())
	}
	h.Tap("按清单顺序")
	if ids() != "1 2 3 4" {
		t.Fatalf("in list order again: %s", ids())
	}
}

func TestEqualApprovalsKeepTheOrderOfTheList(t *testing.T) {
	var lines []count.Line
	for i := range 60 {
		lines = append(lines, count.Line{ID: strconv.Itoa(i), Rank: 1 + i%2})
	}
	last := map[int]int{}
	for _, l := range ordered(lines, true) {
		i, err := strconv.Atoi(l.ID)
		if err != nil {
			t.Fatal(err)
		}
		if before, ok := last[l.Rank]; ok && i < before {
			t.Fatalf("%d stands after %d", i, before)
		}
		last[l.Rank] = i
	}
	if ordered(lines, true)[0].Rank != 1 || ordered(lines, false)[1].Rank != 2 || lines[1].Rank != 2 {
		t.Fatal("not ordered, or the result itself was")
	}
}

func TestAReasonIsShownOnAClickOrTheSpaceBar(t *testing.T) {
	h := held(t, nil, "yy..", "yy..", "yn..")
	reason := "赞成 3 > 全体代表 3 的半数 1.5"
	h.MustNotSee(reason)
	h.Tap("“两小”综合整治工程")
	h.MustSee(reason)
	h.Tap("“两小”综合整治工程")
	h.MustNotSee(reason)
	first := h.lines()[0]
	h.Window.Canvas().Focus(first)
	h.Press(fyne.KeySpace)
	h.MustSee(reason)
	// It stays shown when the meeting is read again
	h.Announce()
	h.MustSee(reason)
	h.Press(fyne.KeyReturn)
	h.MustSee(reason)
	h.Tap("显示全部理由")
	h.MustSee("赞成 2 >", "赞成 0 <")
}

func TestInvalidBallotsAreNamedByTheirReason(t *testing.T) {
	// Given a ballot that broke a rule came in another way than the booth
	h := held(t, func(p *procedure.Procedure) { p.BlankInvalid = true }, "yy..", "yy..", "y...")
	v := h.View()
	r := *v.Result
	r.Refusals = []count.Refusal{{Why: say.M("ballot.invalid.blank"), Count: 2}}
	h.screen.shown.RemoveAll()
	h.screen.counted(v, r)
	h.MustSee("无效票 2 张：空白票。")
}

func TestExportingWritesOpensAndAsksBeforeReplacing(t *testing.T) {
	h := held(t, nil, "yy..", "yy..", "yn..")
	folder := t.TempDir()
	var wrote, opened []string
	h.Files.ExportFolder = func() string { return folder }
	h.Files.WriteResult = func(path string, v meeting.View) error {
		if v.Result == nil {
			t.Error("exports without a result")
		}
		wrote = append(wrote, path)
		return os.WriteFile(path, []byte("x"), 0o600)
	}
	h.Files.Open = func(path string) error { opened = append(opened, path); return nil }
	want := filepath.Join(folder, "演练-票决结果-2021年政府实事项目.xlsx")

	h.Tap("导出 Excel")
	h.MustSee(folder, "演练-票决结果-2021年政府实事项目.xlsx")
	h.Press(fyne.KeyReturn)
	if len(wrote) != 0 {
		t.Fatal("Enter exported")
	}
	h.Tap("导出")
	if !slices.Equal(wrote, []string{want}) {
		t.Fatalf("wrote %q", wrote)
	}
	h.MustSee("已导出到", "打开文件")
	h.Tap("打开文件")
	if !slices.Equal(opened, []string{want}) {
		t.Fatalf("opened %q", opened)
	}
	// Again: a file of that name stands there now
	h.Tap("导出 Excel")
	h.Tap("导出")
	h.MustSee("已有同名文件")
	if len(wrote) != 1 {
		t.Fatal("replaced without asking")
	}
	h.Tap("返回")
	h.MustSee("文件名")
	h.Tap("导出")
	h.Tap("覆盖")
	if len(wrote) != 2 {
		t.Fatal("not replaced")
	}
	h.Tap("完成")
	// A file that cannot be written
	h.Files.WriteResult = func(string, meeting.View) error {
		return say.Wrong(say.M("problem.unexpected"), say.Message{}, errors.New("read-only"))
	}
	h.Tap("导出 Excel")
	h.Tap("导出")
	h.Tap("覆盖")
	h.MustSee("没有完成")
	h.MustNotSee("已导出")
}

func TestTheBarAndItsLineAreToScale(t *testing.T) {
	h := held(t, nil, "yy..", "yy..", "yn..")
	h.Window.Resize(fyne.NewSize(1000, 700))
	l := h.lines()[1]
	if l.share < 0.66 || l.share > 0.67 || l.t.line != 0.5 {
		t.Fatalf("2 of 3 is drawn as %v, half as %v", l.share, l.t.line)
	}
}
