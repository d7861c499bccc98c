package desk

import (
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
)

func TestOfficersAreRecordedCheckedAndRecused(t *testing.T) {
	c := sit(t, nil)
	c.Tap("登记一人……")
	c.Tap("登记")
	c.MustSee("▲ 有一位人员没有填写姓名。") // the sheet stays
	c.Type("赵某")
	c.Tap("总监票人")
	c.Tap("登记")
	c.MustSee("总监票人　赵某", "还没有登记监票人")

	// Whoever answers for a candidate may not watch the box.
	c.Tap("登记一人……")
	c.Type("钱某")
	c.Tap("监票人")
	f := c.View().Setup.Officers
	if len(f) != 1 || f[0].Office != meeting.ChiefScrutineer {
		t.Fatalf("recorded %+v", f)
	}
	c.Tap("登记")
	c.Tap("登记一人……")
	c.Type("孙某")
	c.Window.Canvas().FocusNext()
	c.Type("3、99")
	c.MustSee("3 "+c.View().Setup.List.Projects[2].Name, "▲ 清单上没有 99 号项目")
	c.Press(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	c.MustNotSee("清单上没有")
	c.Tap("计票人")
	c.Tap("登记")
	c.MustSee("孙某是候选项目 3 的负责人，应当回避，不能担任计票人。")
	if c.CanTap("核对无误，冻结") {
		t.Fatal("frozen with a counter who should be recused")
	}
	c.TapNth("修改……", 2)
	c.Tap("回避，不再担任")
	c.Tap("登记")
	c.MustSee("▲ 没有填写 孙某 回避的原因。")
	c.Type("项目负责人")
	c.Tap("登记")
	c.MustSee("计票人　孙某", "【已回避：项目负责人】")
	if !c.CanTap("核对无误，冻结") {
		t.Fatal("a recused person still stands in the way")
	}
	c.TapNth("修改……", 2)
	c.Tap("移出")
	c.MustSee("移出计票人 孙某？")
	c.Press(fyne.KeyReturn)
	c.Tap("返回")
	if got := c.View().Setup.Officers; len(got) != 3 {
		t.Fatalf("left %+v without an answer", got)
	}
	c.Tap("移出")
	c.Tap("移出")
	if got := c.View().Setup.Officers; len(got) != 2 {
		t.Fatalf("left %+v", got)
	}
}

func TestTheLevelAndTheHandbookAreSaved(t *testing.T) {
	c := sit(t, nil)
	c.Tap("大项")
	if v := c.View(); v.Setup.Level != meeting.ByCategory || len(v.Candidates) != len(v.Setup.List.Categories()) {
		t.Fatalf("the level is %q with %d candidates", v.Setup.Level, len(v.Candidates))
	}
	c.Tap("项目")
	if c.View().Setup.Level != meeting.ByProject {
		t.Fatal("the level did not go back")
	}
	c.write(c.screen.form.handbook, "5")
	c.MustSee("名单上有代表 3 人，会议手册上是 5 人")
	c.Window.Canvas().Focus(c.screen.form.handbook.Input)
	c.screen.form.handbook.SetText("")
	if got := c.View().Setup.Handbook; got != 0 {
		t.Fatalf("the handbook still says %d", got)
	}
}
