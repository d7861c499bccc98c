package results

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/stage"
)

// again holds the round that is being prepared, with one ballot for each string.
func (h *hall) again(ballots ...string) {
	h.T.Helper()
	d := h.Desk
	h.do(d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(h.View().Setup.Roll) }, d.OpenCasting)
	for _, b := range ballots {
		var m []ballot.Mark
		for i := range len(b) {
			m = append(m, map[byte]ballot.Mark{'y': ballot.Approve, 'n': ballot.Against, '.': ballot.Unmarked}[b[i]])
		}
		h.do(d.LetThrough, func() error { return d.Cast(ballot.Ballot{Marks: m}) })
	}
	h.do(d.Close, d.Reconcile, func() error { _, err := d.Count(); return err })
}

func (h *hall) announced() { h.do(func() error { return h.Desk.Sign() }, h.Desk.Announce) }

func TestNothingIsFinalWhileATieIsOpenAndRoundsAreMergedAfterIt(t *testing.T) {
	h := held(t, func(p *procedure.Procedure) { p.MaxApprovals = 3 }, "yyy.", "yyyn", "y...")
	h.screen.Clerk = true
	h.MustSee("还不是最终结果：应选 2 项，已定 1 项，余 1 个名额：票数相同，待再次投票")
	h.MustNotSee("最终结果：应选 2 项，当选")
	h.announced()
	h.do(h.Desk.RunOff)
	h.MustSee("第 1 轮　第一次投票", "第 2 轮　再次投票", "还不是最终结果")
	h.again("y.", "y.", ".y")
	h.announced()
	h.MustSee("最终结果：应选 2 项，当选 2 项", "“两小”综合整治工程（第 1 轮当选）", "“厕所革命”提升工程（第 2 轮当选）")
	h.MustNotSee("还不是最终结果", "道路架空线整治和入地工程（第")
	// The round before can be looked at, and exported.
	var exported meeting.View
	h.Files.ExportFolder = t.TempDir
	h.Files.WriteResult = func(_ string, v meeting.View) error { exported = v; return nil }
	h.Tap("第 1 轮　第一次投票")
	h.MustSee("当选 1 项；应选数处票数相同：2 项争 1 个名额，需再次投票", "道路架空线整治和入地工程")
	h.Tap("导出 Excel")
	h.Tap("导出")
	if exported.Round.Number != 1 || len(exported.Rounds) != 2 || exported.Result == nil || len(exported.Result.Lines) != 4 {
		t.Fatalf("exported round %d", exported.Round.Number)
	}
}

func TestASupersededRoundIsListed(t *testing.T) {
	h := held(t, nil, "yy..", "yy..", "yy..")
	h.do(func() error { return h.Desk.VoidRound(meeting.Presidium, "名单有误") })
	h.MustSee("本轮作废，没有结果", "名单有误")
	h.do(h.Desk.Repeat)
	h.again("yy..", "yy..", "y.y.")
	h.MustSee("第 1 轮　第一次投票（作废）", "第 2 轮　重新投票")
	h.Tap("第 1 轮　第一次投票（作废）")
	h.MustSee("已作废（名单有误），不计入结果，由第 2 轮代替")
}

func TestTheNoticeIsSavedAsTyped(t *testing.T) {
	h := held(t, nil, "yy..", "yy..", "yy..")
	h.MustNotSee("公告") // deputies do not edit it
	h.screen.Clerk = true
	h.screen.build()
	h.MustSee("公告", "以下文字由数据拟出")
	if text := h.screen.notice.area.Text; !strings.Contains(text, "应选 2 项，当选 2 项") || !strings.Contains(text, "演练") {
		t.Fatalf("drafted %q", text)
	}
	h.W.Canvas().Focus(h.screen.notice.area)
	h.Type("甲")
	text, edited, _, err := h.Desk.Notice()
	if err != nil || !edited || !strings.Contains(text, "甲") || text != h.screen.notice.area.Text {
		t.Fatalf("kept %q, %v", text, err)
	}
	h.W.Canvas().Unfocus()
	var printed stage.Paper
	h.Files.ExportFolder = func() string { return filepath.ToSlash(t.TempDir()) }
	h.Files.Print = func(_ string, which stage.Paper, _ string, v meeting.View) error {
		printed = which
		return nil
	}
	h.Tap("公告存为 PDF")
	h.Tap("导出")
	if printed != stage.NoticePaper {
		t.Fatalf("printed %q", printed)
	}
	h.Tap("完成")
	h.Tap("重新拟稿")
	h.Tap("重新拟稿")
	if _, edited, _, _ := h.Desk.Notice(); edited {
		t.Fatal("the draft did not come back")
	}
}

// onPaper holds the round anew: some ballots at the station, the others on paper.
func (h *hall) onPaper(electronic, paper int) {
	h.T.Helper()
	d := h.Desk
	b := ballot.Ballot{Marks: []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain, ballot.Abstain}}
	h.do(func() error { return d.VoidRound(meeting.Presidium, "再投一次") }, d.Repeat,
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(electronic + paper) }, d.OpenCasting)
	for range electronic {
		h.do(d.LetThrough, func() error { return d.Cast(b) })
	}
	h.do(func() error { return d.SetPaperIssued(paper) }, d.Close, func() error { return d.SetPaperReturned(paper) }, d.Reconcile, d.OpenBox,
		func() error { _, err := d.AddScan("scan.csv", slices.Repeat([]ballot.Ballot{b}, paper)); return err },
		func() error { _, err := d.Count(); return err })
}

func TestElectronicPaperAndTotalStandApart(t *testing.T) {
	h := held(t, nil, slices.Repeat([]string{"yy.."}, 9)...)
	h.MustNotSee("纸质票")
	h.onPaper(5, 4)
	h.MustSee("票数 电子票 纸质票 合计", "发出 5 4 9", "收回 5 4 9", "有效 5 4 9", "无效 0 0 0",
		"1　“两小”综合整治工程 赞成 5 4 9 反对 0 0 0 弃权 0 0 0", "反对 5 4 9", "弃权 5 4 9")
}

// Who took one of two paper ballots was seen: what they hold is not told apart.
func TestAFewBallotsAreNotToldApart(t *testing.T) {
	for _, c := range []struct {
		electronic, paper int
		apart             bool
	}{{7, 2, false}, {1, 8, false}, {6, 3, true}, {0, 9, true}} {
		h := held(t, nil, slices.Repeat([]string{"yy.."}, 9)...)
		h.onPaper(c.electronic, c.paper)
		h.MustSee("发出" + digits(c.electronic) + digits(c.paper) + "9")
		if h.Sees("“两小”综合整治工程 赞成"+digits(c.electronic)) != c.apart || h.Sees("有效票不足 3 张") == c.apart {
			t.Errorf("%d and %d: shown apart is not %v", c.electronic, c.paper, c.apart)
		}
	}
}
