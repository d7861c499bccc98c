package booth

import (
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/ui/stage"
)

// coded is a station with the code 2468.
func coded(t *testing.T) *station {
	t.Helper()
	return openWith(t, func(s *station) error { return s.Desk.SetCode("2468") })
}

func TestTheStationCodeLetsThroughAndNothingElse(t *testing.T) {
	s := coded(t)
	s.booth.LetThrough()
	s.MustSee("请工作人员输入放行口令")
	for _, wrong := range []string{"", "24680"} {
		s.Type(wrong)
		s.Tap("放行")
		s.MustSee("口令不对，请重新输入。")
		if s.View().Round.Issued != 0 {
			t.Fatalf("let through with %q", wrong)
		}
	}
	// Enter does not answer, Esc leaves
	s.Type("2468")
	s.Press(fyne.KeyReturn)
	if s.View().Round.Issued != 0 {
		t.Fatal("Enter let a ballot through")
	}
	s.Press(fyne.KeyEscape)
	s.MustNotSee("放行口令")
	// The right one, in full-width digits as an input method may write them
	s.booth.LetThrough()
	s.Type("２４６８")
	s.MustNotSee("２４６８")
	s.Tap("放行")
	s.MustSee("已赞成 0 项")
	if s.View().Round.Issued != 1 {
		t.Fatal("not let through")
	}
}

func TestTheClearedScreenIsLeftOnlyWithTheCode(t *testing.T) {
	s := coded(t)
	s.booth.LetThrough()
	s.Type("2468")
	s.Tap("放行")
	s.Tap(nextWord)
	s.Tap(castWord)
	s.Tap("投入空白票")
	s.Tap("返回会务")
	s.Type("1111")
	s.Tap("返回") // the button that leaves the question
	if s.Stage.Booth == nil {
		t.Fatal("the booth was left without the code")
	}
	s.Tap("返回会务")
	s.Type("1111")
	s.Tap("离开")
	s.MustSee("口令不对")
	if s.Stage.Booth == nil {
		t.Fatal("the booth was left with a wrong code")
	}
	s.Type("2468")
	s.Tap("离开")
	if s.Stage.Booth != nil {
		t.Fatal("the booth was not left")
	}
	// Wherever it was opened from, what is said is where one comes to.
	if n := len(s.Went); n == 0 || s.Went[n-1].Place != stage.DeskPlace {
		t.Fatalf("went %v", s.Went)
	}
}

func TestADeputyWhoWalksAwayIsRecordedByStaff(t *testing.T) {
	s := coded(t)
	s.booth.LetThrough()
	s.Type("2468")
	s.Tap("放行")
	s.choose(1, ballot.Approve)
	marks := s.booth.marks
	s.Tap("工作人员")
	s.MustSee("该代表未投票离开", "不能恢复")
	s.Type("0000")
	s.Tap("登记为未收回")
	if !s.View().Round.Outstanding || s.marked(1) != ballot.Approve {
		t.Fatal("given up with a wrong code")
	}
	s.Type("2468")
	s.Tap("登记为未收回")
	if v := s.View(); v.Round.Outstanding || v.Round.Issued != 1 || v.InBox != 0 {
		t.Fatalf("%+v, %d in the box", v.Round, v.InBox)
	}
	if marks[0] != ballot.Unmarked || s.booth.marks != nil {
		t.Fatal("the marks are still there")
	}
	s.MustSee("已登记为未收回。")
	s.MustNotSee("“两小”综合整治工程")
}

func TestNoMoreThanArePresentAreLetThrough(t *testing.T) {
	s := open(t, nil)
	for range 3 {
		s.booth.LetThrough()
		s.Tap(nextWord)
		s.Tap(castWord)
		s.Tap("投入空白票")
	}
	s.Tap("放行下一位")
	s.Tap("放行")
	s.MustSee("没有完成")
	s.Tap("知道了")
	s.MustSee("已投入票箱。")
	if v := s.View(); v.Round.Issued != 3 || v.InBox != 3 {
		t.Fatalf("%d issued, %d in the box", v.Round.Issued, v.InBox)
	}
}

func TestThePlaceSaysWhereTheVoteStands(t *testing.T) {
	s := prepared(t, nil)
	p := NewPlace(s.Stage.Stage)
	p.booth.Clock = s.booth.Clock
	s.Window.SetContent(p.Object())
	steps := []struct {
		act  func() error
		says []string
	}{
		{nil, []string{"正在准备，尚未开始投票。", "票决办法（草案，尚未冻结）"}},
		{s.Desk.Freeze, []string{"票决办法和候选项目已冻结。"}},
		{s.Desk.ShowEmptyBox, []string{"空票箱已查验。"}},
		{s.Desk.OpenSignIn, []string{"正在签到。"}},
		{func() error { return s.Desk.SetPresent(3) }, []string{"正在签到。"}},
		{s.Desk.OpenCasting, []string{"请等候工作人员放行", "放行一位代表（工作人员）"}},
		{s.Desk.Close, []string{"投票已结束"}},
		{s.Desk.Reconcile, []string{"票数已核对。"}},
		{func() error { _, err := s.Desk.Count(); return err }, []string{"计票已完成。"}},
	}
	for _, step := range steps {
		if step.act != nil {
			s.do(step.act)
		}
		s.MustSee(append(step.says, "候选项目 12 项，应选 10 项，实行差额票决。", "票决：2021年政府实事项目")...)
	}
	s.Tap("查看结果")
	if len(s.Went) != 1 || s.Went[0].Place != stage.ResultPlace {
		t.Fatalf("went to %v", s.Went)
	}
}

func TestTheClerkLetsThroughFromThePlace(t *testing.T) {
	s := open(t, nil)
	p := NewPlace(s.Stage.Stage)
	p.booth.Clock = s.booth.Clock
	s.Window.SetContent(p.Object())
	s.Tap("放行一位代表（工作人员）")
	s.MustSee("本步由工作人员操作。")
	if s.View().Round.Issued != 0 {
		t.Fatal("let through without asking staff")
	}
	s.Tap("放行")
	s.MustSee("表决票：2021年政府实事项目", "已赞成 0 项")
}

func TestAfterARestartStaffDecidesOnTheBallotThatWasOut(t *testing.T) {
	for _, c := range []struct {
		tap    string
		yes    string
		issued int
		open   bool
	}{
		{"继续投票", "继续投票", 1, true},
		{"登记为未收回", "登记为未收回", 1, false},
	} {
		t.Run(c.tap, func(t *testing.T) {
			// Given the app ended while a ballot was out: the screens are new
			s := open(t, nil)
			s.do(s.Desk.LetThrough)
			p := NewPlace(s.Stage.Stage)
			p.booth.Clock = s.booth.Clock
			s.Window.SetContent(p.Object())
			s.MustSee("有一张表决票已发出，尚未投入票箱。", "票上的选择没有保存")
			s.MustNotSee("放行一位代表")
			// When staff decides
			s.Tap(c.tap)
			s.MustSee("本步由工作人员操作。")
			s.Tap(c.yes)
			// Then one ballot was issued all the same
			if v := s.View(); v.Round.Issued != c.issued || v.Round.Outstanding != c.open {
				t.Fatalf("%+v", v.Round)
			}
			if c.open {
				s.MustSee("已赞成 0 项")
			} else {
				s.MustSee("正在投票，请等候工作人员放行。")
			}
		})
	}
}

func TestAnOpenBoothWithoutABallotWaits(t *testing.T) {
	s := open(t, nil)
	s.booth.Open()
	s.MustSee("请等候工作人员放行。")
	s.MustNotSee("“两小”综合整治工程")
}

func TestOpeningAgainKeepsAHalfFilledBallot(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(4, ballot.Approve)
	s.booth.Open()
	if s.marked(4) != ballot.Approve {
		t.Fatal("the ballot was wiped")
	}
}

func TestTheKeysOfTheWindowComeBackAfterTheBooth(t *testing.T) {
	s := open(t, nil)
	heard := 0
	s.Window.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	s.booth.LetThrough()
	s.Press(fyne.KeyF1)
	if heard != 0 {
		t.Fatal("keys went past the booth")
	}
	s.do(s.Desk.GiveUp)
	s.booth.leave()
	s.Press(fyne.KeyF1)
	if heard != 1 {
		t.Fatal("the window did not get its keys back")
	}
}

// The rules stay those of the frozen round whatever the setup says later.
func TestRulesAreThoseOfTheRound(t *testing.T) {
	v := meeting.View{}
	v.Setup.Procedure.Places, v.Setup.Roll = 3, 10
	v.Round.State, v.Procedure.Places, v.Roll = meeting.Frozen, 7, 99
	v.Candidates = []meeting.Candidate{{ID: "1", Name: "1"}}
	for _, r := range Rules(v) {
		if r.Args["Places"] == 3 || r.Args["Roll"] == 10 {
			t.Fatalf("a rule of the setup: %v", r)
		}
	}
	if got := candidates(v); len(got) != 1 || got[0].ID != "1" || got[0].Name != "1" {
		t.Fatalf("a candidate that the list has lost is %v", got)
	}
}
