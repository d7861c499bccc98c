package desk

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
	"piaojue/ui/words"
)

// write fills a field in as a person does.
func (c *clerk) write(e *entry, text string) {
	c.T.Helper()
	c.Window.Canvas().Focus(e.Input)
	e.SetText("")
	c.Type(text)
}

func TestWhatIsTypedIsSavedAtOnce(t *testing.T) {
	c := sit(t, nil)
	f := c.screen.form
	for _, step := range []struct {
		entry *entry
		text  string
		saved func(meeting.Setup) any
		want  any
	}{
		{f.name, "某区第三届人民代表大会第一次会议", func(s meeting.Setup) any { return s.Name }, "某区第三届人民代表大会第一次会议"},
		{f.vote, "2022年民生实事项目", func(s meeting.Setup) any { return s.Vote }, "2022年民生实事项目"},
		{f.vote, "2022 年 实事", func(s meeting.Setup) any { return s.Vote }, "2022 年 实事"}, // a space is not eaten while typing
		{f.roll, "449", func(s meeting.Setup) any { return s.Roll }, 449},
		{f.roll, "３２７", func(s meeting.Setup) any { return s.Roll }, 327},
		{f.places, "8", func(s meeting.Setup) any { return s.Procedure.Places }, 8},
		{f.places, "9", func(s meeting.Setup) any { return s.Procedure.Cap() }, 9}, // follows, as it was not filled in
		{f.most, "11", func(s meeting.Setup) any { return s.Procedure.Cap() }, 11},
		{f.places, "7", func(s meeting.Setup) any { return s.Procedure.Cap() }, 11}, // filled in: stays
		{f.quorumNum, "1", func(s meeting.Setup) any { return s.Procedure.QuorumNum }, 1},
		{f.quorumDen, "2", func(s meeting.Setup) any { return s.Procedure.QuorumDen }, 2},
	} {
		saved := c.Saved
		c.write(step.entry, step.text)
		if got := step.saved(c.View().Setup); got != step.want {
			t.Fatalf("typed %q, saved %v", step.text, got)
		}
		if c.Saved == saved {
			t.Fatalf("nobody was told that %q is saved", step.text)
		}
		// The field was not taken away under the typing hand
		if c.Window.Canvas().Focused() != fyne.Focusable(step.entry.Input) {
			t.Fatalf("the focus left the field while typing %q", step.text)
		}
	}
	c.MustSee("应选 7 项", "全体代表 327 人") // the rules beside the form follow
}

func TestWhatCannotBeRightStaysWithASentence(t *testing.T) {
	c := sit(t, nil)
	f := c.screen.form
	for _, step := range []struct {
		entry *entry
		text  string
		says  string
	}{
		{f.roll, "四百", "请填写整数。"},
		{f.roll, "0", "▲"},
		{f.roll, "9999999", "▲"},
		{f.places, "0", "请填写 1 以上的整数。"},
		{f.places, "-3", "请填写 1 以上的整数。"},
		{f.most, "0", "请填写 1 以上的整数；不填，即与应选数相同。"},
		{f.quorumNum, "9", "分子不大于分母"},
	} {
		before := c.View().Setup
		c.write(step.entry, step.text)
		c.MustSee(step.says)
		after := c.View().Setup
		if step.text != "9999999" && (after.Roll != before.Roll || after.Procedure != before.Procedure) {
			t.Fatalf("%q was saved: %+v", step.text, after)
		}
		if after.Roll > procedure.MostRoll {
			t.Fatal("a slip of the finger was saved")
		}
		// It stays as typed when something else changes
		c.Window.Canvas().Unfocus()
		c.Announce()
		if step.entry.Text != step.text {
			t.Fatalf("%q became %q", step.text, step.entry.Text)
		}
	}
	// And nothing is frozen meanwhile
	c.Tap("核对无误，冻结")
	c.MustSee("有一处填写还不对")
	c.Tap("知道了")
	if c.state() != meeting.Draft {
		t.Fatal("frozen")
	}
	// When it is mended the sentence goes
	c.write(f.roll, "449")
	c.write(f.places, "10")
	c.write(f.most, "10")
	c.write(f.quorumNum, "2")
	c.MustNotSee("分子不大于分母", "请填写整数", "请填写 1 以上")
	c.Tap("核对无误，冻结")
	c.MustSee("冻结票决办法和候选项目？")
}

func TestTheClerkSetsEveryRule(t *testing.T) {
	c := sit(t, nil)
	rule := func() procedure.Procedure { return c.View().Setup.Procedure }
	f := c.screen.form

	c.Tap("只勾选赞成的项目")
	if rule().Kind != procedure.Pick {
		t.Fatalf("%+v", rule())
	}
	c.MustNotSee("整张票无效○") // asked only where each project has its own mark
	if f.unmarkedField.root.Visible() {
		t.Fatal("a ballot with ticks asks about open projects")
	}
	c.Tap("逐项赞成、反对或弃权")
	c.Tap("整张票无效")
	if !rule().UnmarkedInvalid {
		t.Fatalf("%+v", rule())
	}
	c.Tap("只勾选赞成的项目")
	if rule().UnmarkedInvalid {
		t.Fatal("a ballot with ticks cannot demand a mark on each")
	}
	c.Tap("三分之二以上（含三分之二）")
	if rule().Threshold != (procedure.Threshold{Num: 2, Den: 3}) {
		t.Fatalf("%+v", rule().Threshold)
	}
	c.Tap("不设门槛，得票多的当选")
	if !rule().Threshold.Plurality {
		t.Fatalf("%+v", rule().Threshold)
	}
	c.Tap("自定比例")
	c.write(f.num, "3")
	c.MustSee("请填写分子和分母")
	c.write(f.den, "5")
	c.Tap("达到")
	if rule().Threshold != (procedure.Threshold{Num: 3, Den: 5}) {
		t.Fatalf("%+v", rule().Threshold)
	}
	c.Tap("超过")
	if rule().Threshold != (procedure.Threshold{Num: 3, Den: 5, Strict: true}) {
		t.Fatalf("%+v", rule().Threshold)
	}
	c.Tap("过半数")
	if rule().Threshold != procedure.Majority || f.ownField.root.Visible() {
		t.Fatalf("%+v", rule().Threshold)
	}
	c.Tap("有效票")
	if rule().Base != procedure.OfValid {
		t.Fatalf("%+v", rule())
	}
	c.TapNth("无效", 0)
	c.TapNth("无效", 1)
	if !rule().ExactApprovals || !rule().BlankInvalid {
		t.Fatalf("%+v", rule())
	}
	c.MustSee("每张表决票应当赞成 10 项", "项目的赞成票超过有效表决票的半数")
}

func TestAFindingThatBlocksStopsTheFreeze(t *testing.T) {
	c := sit(t, nil)
	c.write(c.screen.form.places, "13")
	c.MustSee("▲ 应选 13 项，多于候选项目 12 项，请核对应选数和清单。", "请先改正标有 ▲ 的问题，再冻结。")
	if c.CanTap("核对无误，冻结") {
		t.Fatal("can be frozen")
	}
	// An oddity is named and stops nothing
	c.write(c.screen.form.places, "12")
	c.MustSee("为等额票决。请确认这是票决办法的规定。")
	if !c.CanTap("核对无误，冻结") {
		t.Fatal("cannot be frozen")
	}
}

func TestTheFreezeShowsTheRulesAndTakesTheLastKeystroke(t *testing.T) {
	c := sit(t, nil)
	c.write(c.screen.form.places, "6")
	c.Tap("核对无误，冻结")
	c.MustSee("不能再改，也不能撤回", "应选 6 项，实行差额票决。")
	c.Tap("返回")
	if c.state() != meeting.Draft {
		t.Fatal("frozen although it was left")
	}
	c.Tap("核对无误，冻结")
	c.Tap("冻结")
	if c.View().Round.Procedure.Places != 6 {
		t.Fatalf("frozen with %d places", c.View().Round.Procedure.Places)
	}
	if c.screen.form != nil {
		t.Fatal("the form is still there")
	}
}

func TestTheStationCodeIsTypedTwiceAndNeverShown(t *testing.T) {
	c := sit(t, nil)
	c.MustSee("没有设放行口令")
	c.Tap("设定放行口令")
	c.Type("2468")
	c.MustNotSee("2468")
	c.Tab(1)
	c.Type("2469")
	c.Tap("设定")
	c.MustSee("两次输入不一致")
	c.Type("12")
	c.Tab(1)
	c.Type("12")
	c.Tap("设定")
	c.MustSee("▲") // too short, by the rule of the meeting
	if c.View().HasCode {
		t.Fatal("set")
	}
	c.Type("2468")
	c.Press(fyne.KeyReturn)
	c.Tab(1)
	c.Type("2468")
	c.Press(fyne.KeyReturn)
	if c.View().HasCode {
		t.Fatal("Enter set the code")
	}
	c.Tap("设定")
	c.MustSee("已设放行口令")
	if right, err := c.Desk.CodeRight("2468"); err != nil || !right {
		t.Fatalf("%v, %v", right, err)
	}
	c.Tap("取消口令")
	if c.View().HasCode {
		t.Fatal("still set")
	}
}

func TestOnlyARehearsalBeginsAnew(t *testing.T) {
	c := sit(t, nil)
	c.write(c.screen.form.name, "改过的名称")
	began := 0
	c.Files.BeginAgain = func() error { began++; return c.Desk.SetName("新的演练", "") }
	c.Tap("重新演练")
	c.MustSee("存放到一边")
	c.Tap("返回")
	if began != 0 {
		t.Fatal("begun without an answer")
	}
	c.Tap("重新演练")
	c.TapNth("重新演练", 0)
	if began != 1 {
		t.Fatalf("begun %d times", began)
	}
	if c.screen.form.name.Text != "新的演练" {
		t.Fatalf("the form still says %q", c.screen.form.name.Text)
	}

	real := stagetest.Setup(t)
	real.Rehearsal, real.List.Rehearsal = false, false
	s := stagetest.Of(t, real, meeting.Document{})
	s.Window.SetContent(New(s.Stage).Object())
	(hand.Hand{T: t, W: s.Window}).MustNotSee("重新演练")
}

func TestAFailedSaveIsSaidAndCanBeRepeated(t *testing.T) {
	c := sit(t, nil)
	c.Meeting.Fail(errors.New("disk full"))
	c.Tap("有效票")
	c.MustSee("没有完成")
	c.Tap("知道了")
	c.Meeting.Fail(nil)
	c.Tap("实到")
	if c.View().Setup.Procedure.Base != procedure.OfPresent {
		t.Fatalf("%+v", c.View().Setup.Procedure)
	}
}

// A roll that the meeting would refuse is said at its field and does not keep
// the window from being closed.
func TestARollOutOfRangeIsNoUnsavedChange(t *testing.T) {
	for _, text := range []string{"0", "100001"} {
		c := sit(t, nil)
		before := c.View().Setup.Roll
		c.write(c.screen.form.roll, text)
		c.MustSee("应到人数 " + text + " 不在 1 至 100000 之间。")
		if err := c.screen.Flush(); err != nil {
			t.Errorf("typed %s, flush says %v", text, err)
		}
		if got := c.View().Setup.Roll; text == "0" && got != before {
			t.Errorf("typed %s, the roll is %d", text, got)
		}
	}
}

func TestTheFocusBringsAFieldIntoSight(t *testing.T) {
	c := sit(t, nil)
	c.Window.Resize(fyne.NewSize(1024, 500))
	seen := func(o fyne.CanvasObject) bool {
		y := c.App.Driver().AbsolutePositionForObject(o).Y
		return y >= 0 && y+o.Size().Height <= 500
	}
	last := c.screen.form.quorumDen.Input
	if seen(last) {
		t.Fatal("the window is too high for this test")
	}
	c.Window.Canvas().Focus(last)
	if !seen(last) {
		t.Log(c.App.Driver().AbsolutePositionForObject(last), c.Window.Canvas().Size(), c.screen.both)
		t.Fatal("the field has the focus and is not seen")
	}
	choice := c.screen.form.kind.choices[0]
	c.Window.Canvas().Focus(choice)
	if !seen(choice) {
		t.Fatal("the choice has the focus and is not seen")
	}
}

// Keeping: values may come to be saved in any order, the last typed is what
// stays.
func TestTheLastTypedValueIsKeptWhateverComesFirst(t *testing.T) {
	var saved []int
	k := &keeper{}
	acts := make([]func() error, 4)
	for i := range acts {
		acts[i] = func() error { saved = append(saved, i+1); return nil }
	}
	k.asked.Store(4)
	for _, n := range []uint64{2, 4, 3, 1} {
		if err := k.try(n, acts[n-1]); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(saved, []int{4}) {
		t.Fatalf("saved %v", saved)
	}
}

func TestKeepingFromManyGoroutinesEndsWithTheLast(t *testing.T) {
	c := sit(t, nil)
	k := &keeper{st: c.Stage.Stage}
	var mu sync.Mutex
	last, saves := 0, 0
	var all sync.WaitGroup
	for n := 1; n <= 50; n++ {
		k.asked.Add(1)
		act := func() error {
			mu.Lock()
			defer mu.Unlock()
			last, saves = n, saves+1
			return nil
		}
		k.act = act
		all.Go(func() {
			if err := k.try(uint64(n), act); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := k.flush(); err != nil {
		t.Fatal(err)
	}
	if last != 50 {
		t.Fatalf("%d was saved last", last)
	}
	before := saves
	if err := k.flush(); err != nil || saves != before {
		t.Fatalf("flushing again saved again: %v", err)
	}
}

func TestWholeReadsNumbersAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]int{"449": 449, " 449 ": 449, "４４９": 449, "3,000": 3000, "3，000": 3000, "0": 0} {
		if n, ok := whole(text); !ok || n != want {
			t.Errorf("%q is %d, %v", text, n, ok)
		}
	}
	for _, text := range []string{"", "四", "4.5", "-1", "1e3", "99999999", strings.Repeat("9", 40)} {
		if n, ok := whole(text); ok {
			t.Errorf("%q is %d", text, n)
		}
	}
}

func TestATemplateForTheListCanBeWritten(t *testing.T) {
	c := sit(t, nil)
	folder, written := t.TempDir(), ""
	c.Files.ExportFolder = func() string { return folder }
	c.Files.WriteListTemplate = func(path string) error {
		written = path
		return nil
	}
	c.Tap("写出空白模板")
	c.MustSee("候选项目清单模板.xlsx")
	c.Tap(words.T("stage.save.yes"))
	if !strings.HasPrefix(written, folder) || !strings.HasSuffix(written, "候选项目清单模板.xlsx") {
		t.Errorf("written to %q", written)
	}
}
