package desk

import (
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/booth"
	"piaojue/ui/results"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// clerk is a person at the desk, with the places of the vote to look at.
type clerk struct {
	*stagetest.Stage
	hand.Hand
	screen *Screen
	place  *booth.Place
	result *results.Screen
}

func sit(t *testing.T, adopt func(*meeting.Setup)) *clerk {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.Roll = 3
	if adopt != nil {
		adopt(&setup)
	}
	return sitAt(t, stagetest.Of(t, setup, meeting.Document{}))
}

func sitAt(t *testing.T, s *stagetest.Stage) *clerk {
	t.Helper()
	c := &clerk{Stage: s, Hand: hand.Hand{T: t, W: s.Window}}
	c.screen, c.place, c.result = New(s.Stage), booth.NewPlace(s.Stage), results.New(s.Stage)
	at := stagetest.Instant
	c.screen.booth.Clock = func() time.Time { at = at.Add(time.Second); return at }
	leave := s.Stage.Leave
	s.Stage.Leave = func() { leave(); c.show(c.screen.Object()) }
	c.show(c.screen.Object())
	return c
}

func (c *clerk) show(o fyne.CanvasObject) { c.Window.SetContent(container.NewStack(o)) }

func (c *clerk) state() meeting.State { return c.View().Round.State }

// step taps the button of a step and answers its question.
func (c *clerk) step(button, yes string, to meeting.State) {
	c.T.Helper()
	from := c.state()
	c.Tap(button)
	if c.state() != from {
		c.T.Fatalf("%s did not ask", button)
	}
	c.Press(fyne.KeyReturn)
	if c.state() != from {
		c.T.Fatalf("Enter answered the question of %s", button)
	}
	c.Tap(yes)
	if c.state() != to {
		c.T.Fatalf("after %s the state is %s:\n%s", button, c.state(), c.Text())
	}
}

func (c *clerk) signIn(present int) {
	c.T.Helper()
	c.Window.Canvas().Focus(c.screen.here.typed.Input)
	c.screen.here.typed.SetText("")
	c.Type(strconv.Itoa(present))
	c.Tap("登记实到")
}

// secret fails if any screen shows anything of what is on the ballots.
func (c *clerk) secret() {
	c.T.Helper()
	if c.View().Result != nil {
		c.T.Fatal("the view holds a result")
	}
	for _, o := range []fyne.CanvasObject{c.screen.Object(), c.place.Object(), c.result.Object()} {
		c.show(o)
		c.MustNotSee("名次", "✓ 当选", "× 未通过", "反对 1", "反对 2", "弃权 1", "赞成 1", "赞成 2", "赞成 3")
		for _, p := range c.View().Setup.List.Projects {
			c.MustNotSee(p.Name)
		}
	}
	c.show(c.screen.Object())
}

// vote casts a ballot in the booth that is open.
func (c *clerk) vote(marks ...string) {
	c.T.Helper()
	for i, m := range marks {
		if m != "" {
			c.TapNth(m, i)
		}
	}
	c.Tap("下一步：核对表决票 →")
	c.Tap("投入票箱")
	c.MustSee("已投入票箱。")
}

func TestAWholeMeetingByItsButtons(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) { s.Procedure = procedure.Default(2) })
	c.MustSee("准备", "核对无误，冻结", "候选项目 12 项，应选 2 项，实行差额票决。", "已有候选项目 12 项。")

	c.step("核对无误，冻结", "冻结", meeting.Frozen)
	c.MustSee("0", "张票在票箱内", "09:00", "工作人员")
	c.step("已查验，票箱为空", "确认为空", meeting.EmptyShown)
	c.MustSee("总监票人")
	c.step("开始签到", "开始签到", meeting.SignIn)
	c.MustSee("实到 0 人，未达到法定人数 2 人，还差 2 人，不能投票。")
	if c.CanTap("开始投票") {
		t.Fatal("the vote can begin without a quorum")
	}
	c.signIn(4)
	c.MustSee("▲")
	if c.View().Round.Present != 0 {
		t.Fatal("more present than on the roll")
	}
	c.signIn(3)
	c.MustSee("实到 3 人，达到法定人数 2 人。")
	c.secret()
	c.step("开始投票", "开始投票", meeting.Casting)

	c.MustSee("还有 3 位已签到的代表没有领票。")
	c.Tap("放行一位代表")
	c.vote("赞成", "赞成", "反对")
	c.Tap("放行下一位")
	c.Tap("放行")
	c.vote("赞成", "反对")
	c.Tap("返回会务")
	c.Tap("离开")
	c.secret()
	c.MustSee("还有 1 位", "收回 2 张，为实到 3 人的 66.7%")
	c.Tap("放行一位代表")
	c.Tap("工作人员")
	c.Tap("登记为未收回")
	c.Tap("返回会务")
	c.Tap("离开")
	c.MustSee("已签到的代表都已领票。")
	if c.CanTap("放行一位代表") {
		t.Fatal("a fourth ballot can be let through")
	}
	c.secret()

	c.step("关闭票箱", "关闭票箱", meeting.Closed)
	c.MustSee("发出 3 张，收回 2 张，未收回 1 张。收回少于发出，投票有效。")
	c.secret()
	c.step("核对发出与收回", "核对", meeting.Reconciled)
	c.secret()
	c.step("开箱计票", "开箱计票", meeting.Counted)
	if n := len(c.Went); n == 0 || c.Went[n-1].Place != stage.ResultPlace {
		t.Fatalf("went to %v", c.Went)
	}
	c.Tap("查看结果")
	c.show(c.result.Object())
	c.MustSee("当选 1 项，缺额 1 项", "应到 3 · 实到 3 · 发出 3 · 收回 2 · 未收回 1 · 有效 2 · 无效 0", "以全体代表 3 人为基数", "演练")
	if r := c.View().Result; r.Lines[0].Approve != 2 || r.Lines[1].Approve != 1 || r.Lines[1].Against != 1 || r.Lines[2].Against != 1 {
		t.Fatalf("counted %+v", r.Lines[:3])
	}
}

// Whatever is on the ballots, all that is drawn before the count is the same.
func TestNothingDrawnBeforeTheCountDependsOnTheBallots(t *testing.T) {
	drawn := func(t *testing.T, m ballot.Mark) []string {
		c := sit(t, nil)
		c.begin()
		var pictures []string
		draw := func() {
			for _, o := range []fyne.CanvasObject{c.screen.Object(), c.place.Object(), c.result.Object()} {
				c.show(o)
				pictures = append(pictures, test.RenderToMarkup(c.Window.Canvas()))
			}
		}
		for range 3 {
			marks := make([]ballot.Mark, 12)
			for i := range 10 {
				marks[i] = m
			}
			c.must(c.Desk.LetThrough, func() error { return c.Desk.Cast(ballot.Ballot{Marks: marks}) })
			draw()
		}
		c.must(c.Desk.Close)
		draw()
		c.must(c.Desk.Reconcile)
		draw()
		c.must(func() error { _, err := c.Desk.Count(); return err })
		draw()
		return pictures
	}
	approving, against := drawn(t, ballot.Approve), drawn(t, ballot.Against)
	last := len(approving) - 1
	for i := range approving[:len(approving)-3] {
		if approving[i] != against[i] {
			t.Fatalf("picture %d differs by what was voted:\n%s\n%s", i, approving[i], against[i])
		}
	}
	// The comparison can tell: after the count the result differs.
	if approving[last] == against[last] {
		t.Fatal("the result does not depend on the ballots either")
	}
}

func TestAVoidRoundIsNotOpened(t *testing.T) {
	// Given a box with more ballots than were issued
	c := sit(t, nil)
	c.begin()
	c.must(c.Desk.LetThrough, func() error { return c.Desk.Cast(ballot.Ballot{Marks: make([]ballot.Mark, 12)}) })
	if err := c.Meeting.Cast(1, ballot.Ballot{Marks: make([]ballot.Mark, 12)}, func(*meeting.Meeting) error { return nil }); err != nil {
		t.Fatal(err)
	}
	c.Announce()
	c.step("关闭票箱", "关闭票箱", meeting.Closed)
	c.MustSee("发出 1 张，收回 2 张，多出 1 张。收回多于发出，本轮作废，票箱不开启。")
	c.step("核对发出与收回", "核对", meeting.Void)
	c.MustSee("本轮投票作废", "×")
	c.MustNotSee("查看结果", "✓ 发出", "-1")
	if c.CanTap("开箱计票") {
		t.Fatal("a void box can be opened")
	}
	c.secret()
	c.show(c.result.Object())
	c.MustSee("本轮作废，没有结果", "发出 1 张，收回 2 张。")
	c.show(c.place.Object())
	c.MustSee("本轮投票作废。")
}

// begin takes the round to casting without the screen.
func (c *clerk) begin() {
	c.T.Helper()
	c.must(c.Desk.Freeze, c.Desk.ShowEmptyBox, c.Desk.OpenSignIn,
		func() error { return c.Desk.SetPresent(3) }, c.Desk.OpenCasting)
}

func (c *clerk) must(acts ...func() error) {
	c.T.Helper()
	for _, act := range acts {
		if err := act(); err != nil {
			c.T.Fatal(err)
		}
	}
	c.Announce()
}

func TestTheDeskSaysThatABallotIsStillOut(t *testing.T) {
	c := sit(t, nil)
	c.begin()
	c.must(c.Desk.LetThrough)
	// Given the app was started again: every screen is new
	again := sitAt(t, c.Stage)
	again.MustSee("有一张表决票已发出，尚未投入票箱。", "票上的选择没有保存", "请先处理，再关闭票箱。")
	if again.CanTap("关闭票箱") {
		t.Fatal("the box can be closed")
	}
	again.MustNotSee("放行一位代表")
	again.Tap("登记为未收回")
	again.MustSee("不能恢复", "本步由工作人员操作。")
	again.TapNth("登记为未收回", 0)
	again.MustNotSee("尚未投入票箱")
	if v := again.View(); v.Round.Outstanding || v.Round.Issued != 1 {
		t.Fatalf("%+v", v.Round)
	}
	// And with 继续投票 the same ballot opens, empty
	again.must(again.Desk.LetThrough)
	again.Tap("继续投票")
	again.Tap("继续投票")
	again.MustSee("已赞成 0 项", "未选择 12")
	if again.View().Round.Issued != 2 {
		t.Fatal("another ballot was issued")
	}
}

func TestLateDeputiesAreRecordedWhileOthersVote(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) { s.Roll = 4 })
	c.begin()
	c.must(c.Desk.LetThrough, c.Desk.GiveUp)
	c.signIn(4)
	c.MustSee("还有 3 位")
	// A quorum that was reached is kept
	c.signIn(2)
	c.MustSee("▲")
	if c.View().Round.Present != 4 {
		t.Fatalf("%d present", c.View().Round.Present)
	}
	// What is wrong stays to be mended, even when something else changes
	c.Announce()
	if c.screen.here.typed.Text != "2" {
		t.Fatalf("the field says %q", c.screen.here.typed.Text)
	}
}

func TestClosingNamesThoseWhoStillWait(t *testing.T) {
	c := sit(t, nil)
	c.begin()
	c.Tap("关闭票箱")
	c.MustSee("还有 3 位已签到的代表没有领票，关闭后不能再投。")
	c.Tap("返回")
	if c.state() != meeting.Casting {
		t.Fatal("closed")
	}
}
