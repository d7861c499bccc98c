package desk

import (
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// hold takes the present round from its draft to the count, with these ballots
// of those present, each the places of what it approves, from 0.
func (c *clerk) hold(ballots ...[]int) {
	c.T.Helper()
	d := c.Desk
	c.must(d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(c.View().Setup.Roll) }, d.OpenCasting)
	for _, approved := range ballots {
		b := ballot.Ballot{Marks: make([]ballot.Mark, len(c.View().Round.Candidates))}
		for _, i := range approved {
			b.Marks[i] = ballot.Approve
		}
		c.must(d.LetThrough, func() error { return d.Cast(b) })
	}
	c.must(d.Close, d.Reconcile, func() error { _, err := d.Count(); return err })
}

// chooseOne is one place for which a ballot may approve two projects.
func chooseOne(s *meeting.Setup) {
	s.Procedure = procedure.Default(1)
	s.Procedure.MaxApprovals = 2
}

func TestATieIsSaidAndItsRunOffComesPrepared(t *testing.T) {
	c := sit(t, chooseOne)
	c.hold([]int{0, 1}, []int{0, 1}, []int{0, 1})
	c.MustSee("下一步：签字确认（总监票人）", "再次投票")
	if c.CanTap("准备再次投票") {
		t.Fatal("a run-off before the result was announced")
	}
	c.step("已核对，签字确认", "签字确认", meeting.Signed)
	c.step("登记已公布", "已公布", meeting.Announced)
	c.MustSee("票数相同", "1　“两小”综合整治工程", "2　“厕所革命”提升工程", "余下名额 1 个")
	c.MustNotSee("3　道路架空线整治和入地工程")
	if c.CanTap("归档") {
		t.Fatal("an open tie can be archived")
	}

	c.Tap("准备再次投票")
	c.MustSee("候选 2 项（1、2），应选 1 项", "不能撤回")
	c.Tap("准备再次投票")
	v := c.View()
	if v.Round.Number != 2 || v.Round.Kind != meeting.RunOff || len(v.Candidates) != 2 || v.Procedure.Places != 1 || !v.Procedure.Threshold.Plurality {
		t.Fatalf("the run-off is %+v", v.Round)
	}
	c.MustSee("第 2 轮", "再次投票", "接第 1 轮", "不设门槛")
	c.MustNotSee("会议名称")
	// Its rules can be changed before the freeze, its places not.
	c.Tap("无效")
	if p := c.View().Procedure; !p.ExactApprovals || p.Places != 1 {
		t.Fatalf("the rules of the run-off are %+v", p)
	}
	if first := c.View().Rounds[0].Round.Procedure; first.ExactApprovals {
		t.Fatal("the rules of the first round were changed")
	}

	c.hold([]int{0}, []int{0}, []int{1})
	c.step("已核对，签字确认", "签字确认", meeting.Signed)
	c.step("登记已公布", "已公布", meeting.Announced)
	c.step("归档", "归档", meeting.Archived)
	if f := c.View().Final; !f.Done() || len(f.Chosen) != 1 || f.Chosen[0].ID != "1" || f.Chosen[0].Round != 2 {
		t.Fatalf("the election ended with %+v", f)
	}
	c.MustSee("已全部办完", "归档", "09:00")
}

func TestAShortfallIsDecidedByThePresidiumWithReason(t *testing.T) {
	for _, x := range []struct {
		word  string
		stage meeting.Stage
	}{{"缺额从略", meeting.Settled}, {"另行投票", meeting.NeedsRound}, {"留待下次会议", meeting.LeftOpen}} {
		t.Run(x.word, func(t *testing.T) {
			c := sit(t, func(s *meeting.Setup) { s.Procedure = procedure.Default(2) })
			c.hold([]int{0}, []int{0}, []int{0})
			c.must(func() error { return c.Desk.Sign() }, c.Desk.Announce)
			c.MustSee("缺额：大会主席团决定", "下一步：报告大会主席团，决定缺额如何处理（大会主席团）")
			c.Tap("登记这一决定")
			c.MustSee("▲ 请选择一项决定。")
			c.Tap(x.word)
			c.Tap("登记这一决定")
			c.MustSee("▲ 请填写原因。")
			c.write(c.screen.decision.who, "王某")
			c.write(c.screen.decision.why, "主席团会议讨论")
			c.Tap("登记这一决定")
			c.MustSee("大会主席团（王某）决定："+x.word+"。原因：主席团会议讨论", "不能更改")
			if len(c.View().Decisions) != 0 {
				t.Fatal("decided without an answer")
			}
			c.Tap("登记决定")
			if d := c.View().Decisions; len(d) != 1 || d[0].Who != "王某" || d[0].Office != meeting.Presidium || d[0].Reason != "主席团会议讨论" {
				t.Fatalf("recorded %+v", d)
			}
			if got := c.View().Final.Stage; got != x.stage {
				t.Fatalf("the election is at %s", got)
			}
			if x.stage != meeting.NeedsRound {
				c.step("归档", "归档", meeting.Archived)
				return
			}
			c.Tap("准备另行投票")
			c.Tap("准备另行投票")
			v := c.View()
			if v.Round.Kind != meeting.Further || len(v.Candidates) != 11 || v.Procedure.Places != 1 || v.Procedure.Threshold != procedure.Majority {
				t.Fatalf("the further round is %+v", v.Round)
			}
		})
	}
}

func TestADeclaredVoidRoundIsReplacedAndListed(t *testing.T) {
	c := sit(t, chooseOne)
	c.must(c.Desk.Freeze, c.Desk.ShowEmptyBox)
	c.Tap("宣布本轮作废……")
	c.Tap("宣布作废")
	c.MustSee("▲ 请填写原因。")
	c.Type("票箱没有当众查验")
	c.Tap("宣布作废")
	c.MustSee("▲ 请选择由哪一方决定。")
	c.Tap("大会主席团")
	c.Tap("宣布作废")
	if c.state() != meeting.Void {
		t.Fatalf("the round is %s:\n%s", c.state(), c.Text())
	}
	c.MustSee("原因：票箱没有当众查验", "大会主席团")
	c.Tap("准备重新投票")
	c.Tap("准备重新投票")
	if r := c.View().Round; r.Number != 2 || r.Kind != meeting.Repeat {
		t.Fatalf("the round is %+v", r)
	}
	c.MustSee("已作废，由第 2 轮代替，记录保留", "不能更改")
	c.hold([]int{0}, []int{0}, []int{0})
	if r := c.View().Result; r.State != count.Decided {
		t.Fatalf("the round in its place is %s", r.State)
	}
	c.MustSee("已作废，由第 2 轮代替，记录保留")
}

func TestAPauseSaysWhyAndTheVoteGoesOn(t *testing.T) {
	c := sit(t, chooseOne)
	d := c.Desk
	c.must(d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(3) }, d.OpenCasting)
	c.Tap("暂停投票……")
	c.Type("停电")
	c.Tap("暂停投票")
	if c.state() != meeting.Paused {
		t.Fatalf("the round is %s", c.state())
	}
	c.MustSee("原因：停电", words.T("desk.paused.says"), "下一步：恢复投票")
	if c.CanTap("放行一位代表") {
		t.Fatal("somebody can be let through in a pause")
	}
	c.step("恢复投票", "恢复投票", meeting.Casting)
}

func TestWhoHoldsAnOfficeSigns(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) {
		chooseOne(s)
		s.Officers = []meeting.Officer{
			{Name: "赵某", Office: meeting.ChiefScrutineer}, {Name: "钱某", Office: meeting.Scrutineer},
			{Name: "孙某", Office: meeting.Counter, Recused: true, Reason: "回避"},
		}
	})
	c.hold([]int{0}, []int{0}, []int{0})
	c.MustSee("总监票人　赵某", "监票人　钱某")
	c.MustNotSee("孙某")
	c.Tap("监票人　钱某")
	c.Tap("已核对，签字确认")
	c.Tap("签字确认")
	c.MustSee("结果应由总监票人签字。")
	c.Tap("知道了")
	c.Tap("总监票人　赵某")
	c.step("已核对，签字确认", "签字确认", meeting.Signed)
	if s := c.View().Round.Signed; len(s) != 2 || s[0].Office != meeting.ChiefScrutineer {
		t.Fatalf("signed by %+v", s)
	}
}

func TestARoundWithPaperOpensItsBoxBeforeTheCount(t *testing.T) {
	c := sit(t, chooseOne)
	d := c.Desk
	c.must(d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(3) }, d.OpenCasting,
		func() error { return d.SetPaperIssued(1) }, d.Close)
	// How many came back is not known yet, and nothing is called valid.
	c.MustSee("其中发出纸票", "其中纸票 1 张。收回的纸票还没有清点", "未收回 —")
	c.MustNotSee("收回少于发出", "为实到")
	if c.CanTap("核对发出与收回") {
		t.Fatal("compared before the paper was counted")
	}
	c.Tap("办理纸票")
	if n := len(c.Went); n == 0 || c.Went[n-1].Place != stage.PapersPlace {
		t.Fatalf("went %v", c.Went)
	}
	c.must(func() error { return d.SetPaperReturned(1) })
	c.step("核对发出与收回", "核对", meeting.Reconciled)
	c.step("开箱", "开箱", meeting.Opened)
	c.MustSee("收回纸票 1 张，已录入 0 张")
	if c.CanTap("开箱计票") {
		t.Fatal("counted before the paper was entered")
	}
}
