package desk

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
)

const decisionTitle = "关于2021年政府实事项目票决办法的决定"

// prepare begins a vote beside the election by its button.
func (c *clerk) prepare(button, yes string) {
	c.T.Helper()
	before := c.View().Round
	c.Tap(button)
	c.Press(fyne.KeyReturn)
	if c.View().Round.Title != before.Title {
		c.T.Fatalf("%s did not ask", button)
	}
	c.Tap(yes)
}

// toCasting takes the present draft to the vote by its buttons.
func (c *clerk) toCasting(present int) {
	c.T.Helper()
	c.step("核对无误，冻结", "冻结", meeting.Frozen)
	c.step("已查验，票箱为空", "确认为空", meeting.EmptyShown)
	c.step("开始签到", "开始签到", meeting.SignIn)
	c.signIn(present)
	c.step("开始投票", "开始投票", meeting.Casting)
}

// toCounted takes the vote to its count by its buttons, from the booth.
func (c *clerk) toCounted() {
	c.T.Helper()
	c.Tap("返回会务")
	c.Tap("离开")
	c.MustNotSee("议案通过", "测评结果：")
	c.step("关闭票箱", "关闭票箱", meeting.Closed)
	c.step("核对发出与收回", "核对", meeting.Reconciled)
	c.step("开箱计票", "开箱计票", meeting.Counted)
}

func (c *clerk) toAnnounced() {
	c.T.Helper()
	c.step("已核对，签字确认", "签字确认", meeting.Signed)
	c.step("登记已公布", "已公布", meeting.Announced)
}

func TestAMotionByItsButtonsThenTheElection(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) { s.Procedure = procedure.Default(2) })
	c.MustSee("其他表决")
	c.prepare("表决议案……", "准备表决")
	v := c.View()
	if v.Round.Kind != meeting.Motion || v.Round.Title != decisionTitle || v.Round.Number != 1 {
		t.Fatalf("prepared %+v", v.Round)
	}
	c.MustSee("本轮表决一项议案", "赞成票达到多少，议案通过", "取消，回到实事项目票决", "对一个议案进行表决。", "应到（全体代表）")
	c.MustNotSee("应选", "表决议案……", "不设门槛", "差额票决")
	// Its rules are its own
	c.Tap("三分之二以上（含三分之二）")
	c.Tap("实到")
	p := c.View().Procedure
	if p.Threshold != atLeastTwoThirds || p.Base != procedure.OfPresent || p.Kind != procedure.Motion {
		t.Fatalf("the rules are %+v", p)
	}
	c.Tap("过半数")
	c.Tap("应到（全体代表）")

	c.toCasting(3)
	c.Tap("放行一位代表")
	c.vote("赞成")
	c.Tap("放行下一位")
	c.Tap("放行")
	c.vote("赞成")
	c.toCounted()
	c.MustSee("议案通过", "赞成 2 票，反对 0 票，弃权 0 票，未投 1 人。", "赞成 2 > 全体代表 3 的半数 1.5")
	c.show(c.result.Object())
	c.MustSee("《"+decisionTitle+"》", "议案通过", "赞成 2 · 反对 0 · 弃权 0 · 未投 1")
	c.MustNotSee("应选", "名次", "当选")
	c.show(c.screen.Object())
	c.toAnnounced()
	c.MustSee("接下来准备实事项目票决。", "表决议案……", "满意度测评……")
	c.step("准备实事项目票决", "准备", meeting.Draft)
	if v := c.View(); v.Round.Kind != meeting.First || v.Procedure.Places != 2 || len(v.Candidates) != 12 {
		t.Fatalf("the election is %+v", v.Round)
	}
	c.MustSee("会议名称", "第 1 轮　表决议案《"+decisionTitle+"》：议案通过，已公布")
}

func TestAMotionBegunByMistakeLeadsBack(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) { s.Procedure = procedure.Default(2) })
	c.prepare("表决议案……", "准备表决")
	c.write(c.screen.form.other.title, "关于闭会的决定")
	if got := c.View().Round.Title; got != "关于闭会的决定" {
		t.Fatalf("titled %q", got)
	}
	// A title that is missing stays where it is, and says so
	c.write(c.screen.form.other.title, "")
	c.MustSee("▲ 请填写名称。")
	c.Tap("核对无误，冻结")
	c.MustSee("有一处填写还不对", "请填写名称。")
	c.Tap("知道了")
	c.Tap("取消，回到实事项目票决")
	c.MustSee("没有发过票", "已经设定的都在")
	c.Tap("取消并返回")
	if v := c.View(); v.Round.Kind != meeting.First || v.Procedure.Places != 2 || len(v.Rounds) != 1 {
		t.Fatalf("back at %+v", v.Round)
	}
	c.MustSee("会议名称", "其他表决")
	// After the election, back to it as it was announced
	c.hold([]int{0, 1}, []int{0, 1}, []int{0, 1})
	c.toAnnounced()
	c.prepare("表决议案……", "准备表决")
	c.MustNotSee("回到实事项目票决", "会议名称")
	c.Tap("取消这次表决")
	c.Tap("取消表决")
	if v := c.View(); v.Round.State != meeting.Announced || len(v.Rounds) != 1 {
		t.Fatalf("back at %+v", v.Round)
	}
}

// Where the text is large the outline of the parts takes two lines, and what stands
// below it moves down for them.
func TestTheOutlineOfAnotherVoteCoversNothing(t *testing.T) {
	c := sit(t, nil)
	c.App.Settings().SetTheme(look.New(look.Light, 28))
	c.Window.Resize(fyne.NewSize(1024, 700))
	c.must(func() error { return c.Desk.BeginMotion("议案") })
	c.must(c.Desk.BeginElection, func() error { return c.Desk.BeginAssessment("年中测评", nil) })
	if has, needs := c.screen.top.Size().Height, c.screen.top.MinSize().Height; has < needs || needs < 90 {
		t.Fatalf("the outline has %v of %v", has, needs)
	}
}

func TestATitleIsPickedOrWritten(t *testing.T) {
	c := sit(t, nil)
	c.Tap("表决议案……")
	c.Tap("关于政府工作报告的决议")
	title := c.Window.Canvas().Focused().(*page.Input)
	if title.Text != "关于政府工作报告的决议" {
		t.Fatalf("picked %q", title.Text)
	}
	c.Type("（草案）")
	if !strings.Contains(title.Text, "（草案）") {
		t.Fatalf("written %q", title.Text)
	}
	title.SetText("  ")
	c.Tap("准备表决")
	c.MustSee("▲", "表决议案？") // asked once more, nothing begun
	if c.View().Round.Kind != meeting.First {
		t.Fatal("begun without a title")
	}
	c.Press(fyne.KeyEscape)
	c.MustNotSee("表决议案？")
}

func TestNoOtherVoteIsOfferedWhileOneGoesOn(t *testing.T) {
	c := sit(t, chooseOne)
	c.must(c.Desk.Freeze)
	c.MustNotSee("其他表决", "表决议案……", "满意度测评……")
	c = sit(t, chooseOne)
	c.hold([]int{0, 1}, []int{0, 1}, []int{0, 1})
	c.MustNotSee("其他表决")
	c.toAnnounced()
	// A tie is open: a motion can be voted on, the projects not assessed yet
	c.MustSee("再次投票", "表决议案……")
	c.MustNotSee("满意度测评……")
}

// rate marks the first rows of the ballot that is open, and casts it.
func (c *clerk) rate(marks ...string) {
	c.T.Helper()
	for i, m := range marks {
		c.TapNth(m, i)
	}
	c.Tap("下一步：核对测评票 →")
	c.Tap("投入票箱")
}

func TestAnAssessmentByItsButtonsAgainstLastTime(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) { s.Procedure = procedure.Default(2) })
	c.hold([]int{0, 1}, []int{0, 1}, []int{0, 1})
	c.toAnnounced()
	c.step("归档", "归档", meeting.Archived)
	c.Tap("满意度测评……")
	c.MustSee("测评当选的 2 个项目", "● 2021年政府实事项目年中满意度测评")
	c.Tap("准备测评")
	c.MustSee("测评的项目", "1　“两小”综合整治工程", "没有上次的数字，结果不作比较。", "“满意”和“基本满意”票合计达到多少，测评结果为基本满意")
	c.MustNotSee("应选", "会议名称", "3　道路架空线整治和入地工程")
	// The two shares are set apart
	c.TapNth("三分之二以上（含三分之二）", 1)
	c.TapNth("无效", 0)
	if p := c.View().Procedure; p.Threshold != procedure.Majority || p.Fair != atLeastTwoThirds || !p.BlankInvalid || p.Base != procedure.OfValid {
		t.Fatalf("the rules are %+v", p)
	}
	c.TapNth("自定比例", 0)
	c.write(c.screen.form.other.demands[0].num, "3")
	c.MustSee("▲ 请填写分子和分母")
	c.write(c.screen.form.other.demands[0].den, "5")
	if p := c.View().Procedure; p.Threshold != (procedure.Threshold{Num: 3, Den: 5, Strict: true}) || p.Fair != atLeastTwoThirds {
		t.Fatalf("the rules are %+v", p)
	}
	c.TapNth("过半数", 0)

	// The figures of last time are written; what cannot be right is said at its place
	c.Tap("填写上次的数字……")
	c.Tap("采用")
	c.MustSee("▲ 请填写上次测评的名称")
	c.Type("2020年年终测评")
	c.Tab(1)
	c.Type("２００")
	c.Tab(1)
	for _, n := range []string{"150", "30", "1O"} {
		c.Type(n)
		c.Tab(1)
	}
	c.Tap("采用")
	c.MustSee("▲ 不满意“1O”不是整数，请改正。")
	c.Tab(2)
	c.focused().SetText("10")
	c.Tab(1)
	c.Type("11")
	c.Tap("采用")
	c.MustSee("▲ 四个数之和是 201，应等于有效票 200。")
	if c.View().Before != nil {
		t.Fatal("wrong figures were taken over")
	}
	c.Tab(3)
	c.focused().SetText("") // what is left
	c.Tap("采用")
	want := &meeting.Past{Title: "2020年年终测评", Valid: 200, Lines: []meeting.PastLine{{ID: "1", Sums: count.Sums{Approve: 150, Fair: 30, Against: 10, Abstain: 10}}}}
	if diff := cmp.Diff(want, c.View().Round.Past); diff != "" {
		t.Fatal(diff)
	}
	c.MustSee("与《2020年年终测评》（有效票 200 张）比较，有 1 个项目的数字。")

	c.toCasting(3)
	c.Tap("放行一位代表")
	c.rate("满意", "基本满意")
	c.Tap("放行下一位")
	c.Tap("放行")
	c.rate("满意", "不满意")
	c.toCounted()
	c.MustSee("测评结果：满意 1 项，基本满意 0 项，不满意 1 项", "与《2020年年终测评》（有效票 200 张）相比，满意率上升 1 项，下降 0 项。")
	c.show(c.result.Object())
	c.MustSee("2021年政府实事项目年中满意度测评", "＋25.0", "满意 1 项")
	c.MustNotSee("名次", "赞成", "反对")
	c.show(c.screen.Object())
	c.toAnnounced()
	// The next one is compared with this by itself
	c.Tap("满意度测评……")
	c.MustSee("● 2021年政府实事项目年终满意度测评")
	c.Tap("准备测评")
	c.MustSee("与本次会议第 2 轮《2021年政府实事项目年中满意度测评》（有效票 2 张）比较")
	c.MustNotSee("填写上次的数字……")
}

func (c *clerk) focused() *page.Input {
	c.T.Helper()
	i, ok := c.Window.Canvas().Focused().(*page.Input)
	if !ok {
		c.T.Fatalf("the focus is on %T", c.Window.Canvas().Focused())
	}
	return i
}

func TestFiguresOfLastTimeAreReadFromAFile(t *testing.T) {
	c := sit(t, nil)
	c.must(func() error { return c.Desk.BeginAssessment("年终测评", nil) })
	table := meeting.PastTable{File: "上次.xlsx", Title: "年中测评", Valid: 20, Rows: []meeting.PastRow{
		{Row: 5, Number: "1", Name: "“两小”综合整治工程", Sums: count.Sums{Approve: 15, Fair: 5}, Outcome: count.Satisfied},
		{Row: 6, Number: "2", Name: "没有这一项", Sums: count.Sums{Approve: 20}},
	}}
	var err error
	c.Files.ReadPast = func(string) (meeting.PastTable, error) { return table, err }
	c.screen.readPastFile("上次.xlsx")
	c.MustSee("文件“上次.xlsx”：12 个项目中，读到 1 个项目的数字，请核对后采用。", "第 6 行“没有这一项”不在这次测评之列，没有采用。")
	// Nothing is taken over before the clerk says so, nor lost without a question
	c.Tap("返回")
	c.MustSee("填写的数字还没有采用")
	c.Tap("继续填写")
	if c.View().Before != nil {
		t.Fatal("taken over without a word")
	}
	c.Tap("采用")
	if p := c.View().Round.Past; p == nil || len(p.Lines) != 1 || p.Lines[0].Outcome != count.Satisfied || p.Valid != 20 {
		t.Fatalf("took over %+v", p)
	}
	c.Tap("不作比较")
	if c.View().Before != nil {
		t.Fatal("still compared")
	}
	err = say.Wrong(say.M("intakepast.no_head", "File", "上次.xlsx"), say.M("intakepast.no_head.do"), errors.New("no head"))
	c.screen.readPastFile("上次.xlsx")
	c.MustSee("没有找到测评结果的表头")
	c.Tap("知道了")
	// A rehearsal's figures never come into a real meeting
	table.Rehearsal, err = true, nil
	c = sit(t, func(s *meeting.Setup) { s.Rehearsal, s.List.Rehearsal = false, false })
	c.must(func() error { return c.Desk.BeginAssessment("年终测评", nil) })
	c.Files.ReadPast = func(string) (meeting.PastTable, error) { return table, nil }
	c.screen.readPastFile("上次.xlsx")
	c.MustSee("这些数字来自演练，不能用在正式的测评里。")
}

func TestAVoidMotionIsRepeatedOrLeft(t *testing.T) {
	c := sit(t, nil)
	c.must(func() error { return c.Desk.BeginMotion("议案") }, c.Desk.Freeze,
		func() error { return c.Desk.VoidRound(meeting.Presidium, "改期") })
	c.MustSee("准备重新投票", "其他表决", "准备实事项目票决")
	c.Tap("准备重新投票")
	c.Tap("准备重新投票")
	if r := c.View().Round; r.Kind != meeting.Repeat || r.Title != "议案" {
		t.Fatalf("%+v", r)
	}
	c.must(c.Desk.Freeze, c.Desk.ShowEmptyBox, c.Desk.OpenSignIn, func() error { return c.Desk.SetPresent(3) }, c.Desk.OpenCasting,
		c.Desk.LetThrough, func() error { return c.Desk.Cast(ballot.Ballot{Marks: []ballot.Mark{ballot.Against}}) },
		c.Desk.Close, c.Desk.Reconcile, func() error { _, err := c.Desk.Count(); return err })
	c.MustSee("议案未通过", "赞成 0 票，反对 1 票，弃权 0 票，未投 2 人。")
}
