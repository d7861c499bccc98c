package results

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/container"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// beside holds another vote than the election, with a roll of five; each string is a
// ballot with a letter for each project: y 赞成 or 满意, f 基本满意, n 反对 or 不满意,
// a 弃权, . for none.
func beside(t *testing.T, begin func(*meeting.Desk) error, rule func(*procedure.Procedure), ballots ...string) *hall {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.Roll = 5
	setup.List.Projects = setup.List.Projects[:3]
	setup.Procedure = procedure.Default(1)
	s := stagetest.Of(t, setup, meeting.Document{})
	h := &hall{Stage: s, Hand: hand.Hand{T: t, W: s.Window}, screen: New(s.Stage)}
	s.Window.SetContent(container.NewStack(h.screen.Object()))
	h.do(func() error { return begin(s.Desk) })
	h.heldNow(rule, ballots...)
	return h
}

// heldNow takes the draft to its count.
func (h *hall) heldNow(rule func(*procedure.Procedure), ballots ...string) {
	h.T.Helper()
	d := h.Desk
	if rule != nil {
		p := h.View().Procedure
		rule(&p)
		h.do(func() error { return d.SetProcedure(p) })
	}
	h.do(d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(5) }, d.OpenCasting)
	marks := map[rune]ballot.Mark{'y': ballot.Approve, 'f': ballot.Fair, 'a': ballot.Abstain, 'n': ballot.Against, '.': ballot.Unmarked}
	for _, b := range ballots {
		var m []ballot.Mark
		for _, r := range b {
			m = append(m, marks[r])
		}
		h.do(d.LetThrough, func() error { return d.Cast(ballot.Ballot{Marks: m}) })
	}
	h.do(d.Close, d.Reconcile, func() error { _, err := d.Count(); return err })
}

func motion(d *meeting.Desk) error { return d.BeginMotion("关于票决办法的决定") }

func assessment(past *meeting.Past) func(*meeting.Desk) error {
	return func(d *meeting.Desk) error { return d.BeginAssessment("年终测评", past) }
}

func (h *hall) rows() [][]string {
	var all [][]string
	for _, l := range h.lines() {
		all = append(all, append([]string{l.number.Text}, l.cells...))
	}
	return all
}

func TestAMotionSaysHowItWasVotedOnAndByWhichRule(t *testing.T) {
	h := beside(t, motion, nil, "y", "y", "y", "a")
	h.MustSee("《关于票决办法的决定》", "议案通过", "赞成 3 · 反对 0 · 弃权 1 · 未投 1",
		"以全体代表 5 人为基数，赞成不少于 3 票，方为通过。", "赞成 3 > 全体代表 5 的半数 2.5 → 通过", "✓ 通过",
		"赞成 3 ＋ 反对 0 ＋ 弃权 1 ＋ 无效 0 ＋ 未投 1 = 实到 5")
	h.MustNotSee("名次", "应选", "按得票排列", "当选")
	h.screen.Clerk = true
	h.screen.build()
	if text := h.screen.notice.area.Text; !strings.Contains(text, "《关于票决办法的决定》进行了表决，结果：通过") || !strings.Contains(text, "未投 1 人") {
		t.Fatalf("drafted %q", text)
	}
	// Exactly the share is not more than it
	h = beside(t, motion, func(p *procedure.Procedure) { p.Base = procedure.OfValid }, "y", "y", "n", ".")
	h.MustSee("议案未通过", "赞成 2 = 有效票 4 的半数 2，没有超过 → 未通过", "× 未通过")
}

func TestAnAssessmentShowsTheFourWordsAndItsShares(t *testing.T) {
	h := beside(t, assessment(nil), nil, "yyn", "yfn", "yf.", "ff.")
	h.MustSee("《年终测评》", "测评结果：满意 1 项，基本满意 1 项，不满意 1 项",
		"以有效票 4 张为基数：满意票至少 3 张，结果为满意；满意和基本满意合计至少 3 张，结果为基本满意；其余为不满意。", "按满意票排列")
	h.MustNotSee("应选", "赞成", "反对", "名次", "较上次", "百分点")
	want := [][]string{{"1", "3", "1", "0", "0", "✓ 满意"}, {"2", "1", "3", "0", "0", "○ 基本满意"}, {"3", "0", "0", "2", "2", "× 不满意"}}
	if got := h.rows(); !slices.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("rows %v", got)
	}
	h.Tap("显示全部理由")
	h.MustSee("满意票：3 > 有效票 4 的半数 2 → 满意", "满意票与基本满意票合计：4 > 有效票 4 的半数 2 → 基本满意")
	if l := h.lines()[1]; l.share != 0.25 || l.more != 0.75 {
		t.Fatalf("drawn as %v and %v", l.share, l.more)
	}
	// The shares are the clerk's
	h = beside(t, assessment(nil), func(p *procedure.Procedure) {
		p.Threshold, p.Fair = procedure.Threshold{Num: 4, Den: 5}, procedure.Threshold{Num: 1, Den: 1}
	}, "yyn", "yfn", "yf.", "ff.")
	h.MustSee("满意 0 项，基本满意 2 项，不满意 1 项", "满意票至少 4 张", "合计至少 4 张")
}

func TestAnAssessmentIsSetBesideTheLastOne(t *testing.T) {
	past := &meeting.Past{Title: "2020年年终测评", Valid: 200, Lines: []meeting.PastLine{
		{ID: "1", Sums: count.Sums{Approve: 100, Fair: 100}}, {ID: "2", Sums: count.Sums{Approve: 50, Against: 150}},
	}}
	h := beside(t, assessment(past), nil, "yyn", "yfn", "yf.", "ff.")
	h.MustSee("较上次", "上次：《2020年年终测评》（有效票 200 张）。", "百分点")
	var changes []string
	for _, r := range h.rows() {
		changes = append(changes, r[5])
	}
	if !slices.Equal(changes, []string{"＋25.0", "0.0", "—"}) {
		t.Fatalf("changes %q", changes)
	}
	// The next one is set beside this one, and this one can still be looked at as it was
	h.announced()
	h.do(func() error { return assessment(nil)(h.Desk) })
	h.heldNow(nil, "nyy", "nyy", "nyy", "nyy")
	h.MustSee("－75.0", "＋75.0", "上次：本次会议第 1 轮《年终测评》（有效票 4 张）。")
	h.Tap("第 1 轮　满意度测评")
	h.MustSee("＋25.0", "上次：《2020年年终测评》（有效票 200 张）。")
	h.MustNotSee("－75.0")
	var exported meeting.View
	h.Files.ExportFolder = func() string { return filepath.ToSlash(t.TempDir()) }
	h.Files.WriteResult = func(_ string, v meeting.View) error { exported = v; return nil }
	h.Tap("导出 Excel")
	h.MustSee("演练-测评结果-年终测评-第1轮.xlsx")
	h.Tap("导出")
	if exported.Before == nil || exported.Before.Valid != 200 || len(exported.Changes) != 3 {
		t.Fatalf("exported with %+v", exported.Before)
	}
}
