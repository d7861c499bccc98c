package desk

import (
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/roll"
	"piaojue/ui/stage"
)

// threeDeputies is a roll of names of a rehearsal.
func threeDeputies() roll.Roll {
	return roll.Roll{Rehearsal: true, Deputies: []roll.Deputy{
		{ID: "1", Number: "1", Name: "张三", Delegation: "平江代表团"},
		{ID: "2", Number: "2", Name: "李四", Delegation: "平江代表团"},
		{ID: "3", Number: "3", Name: "王五", Delegation: "沧浪代表团"},
	}}
}

func TestARollOfNamesIsTakenInAtTheDeskAndPutAway(t *testing.T) {
	c := sit(t, nil)
	c.MustSee("没有名单")
	c.must(func() error { return c.Desk.SetDeputies(threeDeputies()) })
	c.MustSee("名单上有代表 3 人，2 个代表团")
	if c.screen.form.rollField.root.Visible() {
		t.Fatal("the number can be typed beside a roll of names")
	}
	if c.View().Setup.Roll != 3 {
		t.Fatal("the roll of names does not give the number")
	}
	c.Tap("改用人数，不用名单")
	c.Tap("改用人数")
	if c.View().Setup.Named() || c.View().Setup.Roll != 3 {
		t.Fatal("the roll was not put away, or took the number with it")
	}
}

func TestSigningInAndLettingThroughByName(t *testing.T) {
	c := sit(t, chooseOne)
	d := c.Desk
	c.must(func() error { return d.SetDeputies(threeDeputies()) }, d.Freeze, d.ShowEmptyBox, d.OpenSignIn)
	c.MustSee("已签到 0 人，应到 3 人")
	c.MustNotSee("登记实到")
	c.Tap("按姓名签到")
	c.screen.Shown(stage.Target{})
	for _, typed := range []string{"张三", "3"} {
		c.Type(typed)
		c.Press(fyne.KeyReturn)
		c.Press(fyne.KeyReturn)
	}
	if got := c.View().Round.Present; got != 2 {
		t.Fatalf("%d are present", got)
	}
	c.Tap("← 返回会务")
	c.MustSee("已签到 2 人，应到 3 人", "到会 2 人，达到法定人数 2 人。")
	c.step("开始投票", "开始投票", meeting.Casting)

	c.Tap("放行一位代表")
	c.MustSee("表决票发给哪一位代表？", "没有签到")
	c.Type("李四")
	c.Press(fyne.KeyReturn)
	c.MustSee("没有签到，不能放行。")
	if c.CanTap("放行") {
		t.Fatal("a deputy who is not here can be let through")
	}
	c.Press(fyne.KeyEscape)
	c.Tap("放行一位代表")
	c.Type("zs")
	c.Press(fyne.KeyReturn)
	c.Press(fyne.KeyReturn)
	if c.View().Round.Issued != 0 {
		t.Fatal("Enter issued a ballot")
	}
	c.Tap("放行")
	if r := c.View().Round; r.Issued != 1 || r.Holder != "1" {
		t.Fatalf("the round is %+v", r)
	}
	c.vote("赞成")
	c.Tap("放行下一位")
	c.Tap("放行")
	c.Type("张三")
	c.Press(fyne.KeyReturn)
	c.MustSee("本轮已领票，不能放行。")
	if c.CanTap("放行") {
		t.Fatal("a second ballot for one deputy")
	}
}
