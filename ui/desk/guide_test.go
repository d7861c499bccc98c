package desk

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/ui/stage"
)

// bare is a draft in which nothing is filled in.
func bare(s *meeting.Setup) {
	s.Name, s.Vote, s.Roll, s.List, s.Procedure = "", "", 0, project.List{}, procedure.Default(0)
}

// outline is the sign of each part, as its button in the outline has it.
func (c *clerk) outline() map[procedure.Part]string {
	signs := map[procedure.Part]string{}
	for _, p := range c.screen.form.guide.parts {
		for _, sign := range []string{signDone, signWrong, signOdd, signSpared} {
			if p.link.Text == sign+" "+p.name() {
				signs[p.of] = sign
			}
		}
	}
	return signs
}

func (c *clerk) mustStand(want map[procedure.Part]string) {
	c.T.Helper()
	got := c.outline()
	for part, sign := range want {
		if got[part] != sign {
			c.T.Errorf("%s stands as %q, want %q", part, got[part], sign)
		}
	}
}

func TestTheOutlineSaysWhatIsMissing(t *testing.T) {
	c := sit(t, bare)
	c.mustStand(map[procedure.Part]string{
		procedure.InMeeting: signOdd, inReport: signSpared, procedure.InList: signWrong, procedure.InRoll: signWrong,
		procedure.InBallot: signWrong, procedure.InDecision: signDone, procedure.InOfficers: signSpared, inStation: signOdd,
	})
	// What was found stands at its part, and once more in the list before the freeze.
	c.MustSee("▲ 还没有候选项目，请先导入候选项目清单。", "● 会议名称还没有填写，结果表上将留空。请填写会议的全称。")
	c.MustSee("下一处：候选项目 →")

	c.write(c.screen.form.name, "某区人民代表大会第一次会议")
	c.write(c.screen.form.vote, "2021年政府实事项目")
	c.write(c.screen.form.roll, "9")
	if err := c.Desk.SetCode("2468"); err != nil {
		t.Fatal(err)
	}
	c.Announce()
	c.mustStand(map[procedure.Part]string{procedure.InMeeting: signDone, procedure.InRoll: signDone, inStation: signDone})

	// A field that cannot be right is missing too, though nothing of it is saved.
	c.write(c.screen.form.roll, "九")
	c.mustStand(map[procedure.Part]string{procedure.InRoll: signWrong})
	c.write(c.screen.form.handbook, "12")
	c.write(c.screen.form.roll, "9")
	c.mustStand(map[procedure.Part]string{procedure.InRoll: signOdd})
	c.MustSee("会议手册上是 12 人")
}

func TestTheOutlineLeadsToEachPart(t *testing.T) {
	c := sit(t, nil)
	c.Window.Resize(fyne.NewSize(1024, 600))
	for _, p := range c.screen.form.guide.parts {
		c.Window.Canvas().Unfocus()
		c.Window.Canvas().Focus(p.link)
		c.Press(fyne.KeySpace)
		focused, ok := c.Window.Canvas().Focused().(fyne.CanvasObject)
		if !ok {
			t.Fatalf("%s: nothing has the cursor", p.of)
		}
		y := c.App.Driver().AbsolutePositionForObject(focused).Y
		head := c.App.Driver().AbsolutePositionForObject(p.head).Y
		if head < 0 || y < head || y+focused.Size().Height > 600 {
			t.Errorf("%s: its heading stands at %v, the cursor at %v", p.of, head, y)
		}
	}
	// With nothing missing it leads to the freeze.
	c.Tap("都已填好，去冻结 →")
	y := c.App.Driver().AbsolutePositionForObject(c.screen.freeze).Y
	if y < 0 || y > 500 {
		t.Errorf("the freeze stands at %v", y)
	}
}

func TestTheOutlineLeadsOnToTheNextMissingPart(t *testing.T) {
	c := sit(t, bare)
	c.Tap("下一处：候选项目 →")
	c.Window.Canvas().Unfocus()
	if err := c.Desk.SetList(project.List{Rehearsal: true, Projects: []project.Project{{ID: "1", Name: "甲"}, {ID: "2", Name: "乙"}}}); err != nil {
		t.Fatal(err)
	}
	c.Announce()
	c.write(c.screen.form.places, "1")
	c.Tap("下一处：代表 →")
	c.write(c.screen.form.roll, "9")
	c.MustSee("都已填好，去冻结 →")
}

func TestARoundThatFollowsAsksOnlyForItsParts(t *testing.T) {
	c := sit(t, nil)
	if err := c.Desk.BeginMotion("票决办法"); err != nil {
		t.Fatal(err)
	}
	c.Announce()
	signs := c.outline()
	if _, asked := signs[procedure.InList]; asked || signs[procedure.InDecision] != signDone {
		t.Errorf("a motion asks for %v", signs)
	}
}

func TestWhatIsInTheWayIsSaidAboveThePage(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) { s.Procedure = procedure.Default(2) })
	act := func(acts ...func() error) {
		t.Helper()
		for _, do := range acts {
			if err := do(); err != nil {
				t.Fatal(err)
			}
		}
		c.Announce()
	}
	above := func(want ...string) {
		t.Helper()
		c.show(c.screen.top)
		c.MustSee(want...)
		c.show(c.screen.Object())
	}
	d := c.Desk
	act(d.Freeze, d.ShowEmptyBox, d.OpenSignIn)
	above("第1轮 · 签到中", "下一步：登记实到人数，达到法定人数后开始投票。", "投票席（1 个）：还没有开始投票", "实到 0 人，未达到法定人数 2 人，还差 2 人")
	act(func() error { return d.SetPresent(3) }, d.OpenCasting)
	above("投票席（1 个）：空着，等候放行")
	c.MustNotSee("▲")
	act(d.LetThrough)
	above("有一张票在外，还没有投入票箱", "▲ 有一张表决票已发出，尚未投入票箱。")
	act(d.GiveUp, func() error { return d.Pause("停电") })
	above("已暂停，不放行")
	act(d.Resume, d.LetThrough, d.GiveUp, d.LetThrough, d.GiveUp)
	above("已签到的都已领票")
	act(d.Close)
	above("票箱已关闭")
}

func TestWhoTookNoBallotIsSaidAtTheComparison(t *testing.T) {
	c := sit(t, nil)
	d := c.Desk
	for _, act := range []func() error{
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(3) }, d.OpenCasting, d.LetThrough, d.GiveUp, d.Close,
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	c.Announce()
	c.MustSee("实到 3 人，其中 2 人没有领票。")
}

func TestAProblemStaysInSightUntilSomethingSucceeds(t *testing.T) {
	c := sit(t, nil)
	c.Meeting.Fail(errors.New("disk full"))
	c.Tap("有效票")
	c.Tap("知道了")
	c.MustSee("09:00 没有完成", "有填写的内容没有存上")
	c.Meeting.Fail(nil)
	c.Tap("实到")
	c.MustNotSee("没有完成", "没有存上")
}

func TestARefusedStepStandsInTheMinutes(t *testing.T) {
	c := sit(t, nil)
	for _, act := range []func() error{c.Desk.Freeze, c.Desk.ShowEmptyBox, c.Desk.OpenSignIn} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	c.Announce()
	before := c.View().Round
	c.screen.step(c.Desk.OpenCasting, nil)
	c.Tap("知道了")
	if after := c.View().Round; after.State != before.State {
		t.Fatalf("now %s", after.State)
	}
	c.screen.step(func() error { return errors.New("nothing that a person could mend") }, nil)
	c.Tap("知道了")
	log, err := c.Desk.Log()
	if err != nil {
		t.Fatal(err)
	}
	var refused []string
	for _, e := range log {
		if e.Act == "refused" {
			refused = append(refused, e.Reason)
		}
	}
	if len(refused) != 1 || refused[0] != "实到 0 人，未达到法定人数 2 人，不能投票。" {
		t.Errorf("refused: %q", refused)
	}
}

func TestTheClockIsShownAndNothingWaitsForIt(t *testing.T) {
	c := sit(t, nil)
	c.screen.Shown(stage.Target{})
	c.MustSee("09:00")
	if c.screen.clock.tick != nil {
		t.Error("the clock of a test goes on")
	}
}
