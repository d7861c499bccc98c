package desk

import (
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/roll"
	"piaojue/ui/booth"
	"piaojue/ui/signin"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// names is a roll of three with cards.
func names(s *meeting.Setup) {
	s.Roll = 3
	s.Deputies = roll.Roll{Deputies: []roll.Deputy{
		{ID: "1", Number: "1", Code: "320508001", Name: "张三", Delegation: "平江代表团"},
		{ID: "2", Number: "2", Code: "320508002", Name: "李四", Delegation: "平江代表团"},
		{ID: "3", Number: "3", Code: "320508003", Name: "王五", Delegation: "沧浪代表团"},
	}}
}

// A whole vote by names: cards are scanned, and who is let through is picked out.
func TestAVoteByNames(t *testing.T) {
	c := sit(t, names)
	door := signin.OfMeeting(c.Stage.Stage, booth.New(c.Stage.Stage).LetThroughDeputy)
	toDoor := func() {
		c.show(door.Object())
		door.Shown(stage.Target{})
	}
	c.MustSee("已有名单：代表 3 人，代表团 2 个。", "签到表")
	for _, act := range []func() error{c.Desk.Freeze, c.Desk.ShowEmptyBox, c.Desk.OpenSignIn} {
		c.Change(act, nil)
	}
	c.Tap("逐人签到")
	if n := len(c.Went); n == 0 || c.Went[n-1].Place != stage.SignInPlace {
		t.Fatalf("went %v", c.Went)
	}
	toDoor()
	for _, code := range []string{"320508001", "320508003"} {
		c.Type(code)
		c.Press(fyne.KeyReturn)
	}
	c.MustSee("已达到法定人数 2 人", "王五（沧浪代表团） 3 号已签到")
	if v := c.View(); v.Round.Present != 2 {
		t.Fatalf("present %d", v.Round.Present)
	}
	c.Change(c.Desk.OpenCasting, nil)

	// A card alone issues nothing, however often it is scanned.
	for range 2 {
		c.Type("320508003")
		c.Press(fyne.KeyReturn)
	}
	c.MustSee("王五（沧浪代表团） 3 号已签到，还没有领票。")
	if c.View().Round.Issued != 0 {
		t.Fatal("a scan issued a ballot")
	}
	c.Tap("放行投票")
	if v := c.View(); v.Round.Issued != 1 || !v.Round.Outstanding || c.Booth == nil {
		t.Fatalf("issued %d, the booth is open: %v", v.Round.Issued, c.Booth != nil)
	}
	if err := c.Desk.GiveUp(); err != nil {
		t.Fatal(err)
	}
	c.Announce()
	toDoor()
	c.MustSee("已领票")
	c.Tap("王五")
	if c.CanTap("放行投票") {
		t.Error("a deputy can be let through twice")
	}
}

func TestTheDeskGoesToTheSignInForALateDeputyAndToLetThrough(t *testing.T) {
	c := sit(t, names)
	for _, act := range []func() error{
		c.Desk.Freeze, c.Desk.ShowEmptyBox, c.Desk.OpenSignIn,
		func() error { return c.Desk.SignInDeputy("1") }, func() error { return c.Desk.SignInDeputy("2") }, c.Desk.OpenCasting,
	} {
		c.Change(act, nil)
	}
	c.MustSee("迟到的代表，签到以后就可以投票。")
	c.Tap("选定一位代表，放行投票")
	if n := len(c.Went); n == 0 || c.Went[n-1].Place != stage.SignInPlace || c.View().Round.Issued != 0 {
		t.Fatalf("went %v, issued %d", c.Went, c.View().Round.Issued)
	}
}

func TestARollCanBeDropped(t *testing.T) {
	c := sit(t, names)
	c.Tap("不用名单")
	if c.View().Setup.Named() {
		t.Error("the roll is still there")
	}
	c.MustSee("没有名单：只填应到人数")
}

func TestPapersAreWrittenOnThePaperChosen(t *testing.T) {
	c := sit(t, names)
	folder := t.TempDir()
	c.Files.ExportFolder = func() string { return folder }
	var which stage.Paper
	var on string
	c.Files.Print = func(path string, p stage.Paper, paper string, v meeting.View) error {
		which, on = p, paper
		return nil
	}
	c.Tap("A5")
	c.Tap("备用票")
	c.MustSee("演练-备用票-2021年政府实事项目.pdf")
	c.Tap(words.T("stage.save.yes"))
	if which != stage.SparePaper || on != "A5" {
		t.Errorf("printed %q on %q", which, on)
	}
}
