package booth

import (
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/roll"
	"piaojue/ui/stage"
)

// named is a vote by a roll of names, with one deputy's ballot in the box.
func named(t *testing.T, code string) *station {
	t.Helper()
	s := prepared(t, func(m *meeting.Setup) {
		m.Deputies = roll.Roll{Deputies: []roll.Deputy{{ID: "1", Number: "7", Name: "张三", Delegation: "沧浪代表团"}, {ID: "2", Name: "李四"}, {ID: "3", Name: "王五"}}}
	})
	if code != "" {
		s.do(func() error { return s.Desk.SetCode(code) })
	}
	s.do(s.Desk.Freeze, s.Desk.ShowEmptyBox, s.Desk.OpenSignIn)
	for _, id := range []string{"1", "2", "3"} {
		s.do(func() error { return s.Desk.SignInDeputy(id) })
	}
	s.do(s.Desk.OpenCasting)
	return s
}

func (s *station) castOne() {
	s.T.Helper()
	s.do(func() error { return s.Desk.LetThroughDeputy("1") })
	s.booth.Open()
	s.Tap(nextWord)
	s.Tap(castWord)
	s.Tap("投入空白票")
	s.MustSee("已投入票箱。")
}

func (s *station) atTheSignIn() {
	s.T.Helper()
	if s.Booth != nil || len(s.Went) != 1 || s.Went[0].Place != stage.SignInPlace {
		s.T.Fatalf("went %v, the booth is open: %v", s.Went, s.Booth != nil)
	}
}

// With a roll of names nobody is let through before somebody is picked out, so
// the place and the booth promise no ballot and lead to the sign-in.
func TestWithNamesOneIsPickedOutFirst(t *testing.T) {
	s := named(t, "")
	p := NewPlace(s.Stage.Stage)
	s.Window.SetContent(p.Object())
	s.MustNotSee("放行一位代表")
	s.Tap("选定一位代表，放行投票")
	s.MustNotSee("发出一张表决票")
	s.atTheSignIn()
	if s.View().Round.Issued != 0 {
		t.Error("a ballot was issued")
	}

	s = named(t, "")
	s.castOne()
	s.Tap("选定一位代表，放行投票")
	s.atTheSignIn()
	if s.View().Round.Issued != 1 {
		t.Error("a ballot was issued")
	}
}

// A second click of the one that cast the ballot does not leave the booth.
func TestWithNamesADoubleClickDoesNotLeaveTheBooth(t *testing.T) {
	s := named(t, "")
	s.castOne()
	s.still = true
	s.booth.since = s.clock
	s.Tap("选定一位代表，放行投票")
	if s.Booth == nil || len(s.Went) != 0 {
		t.Error("the booth was left")
	}
}

func TestWithNamesTheBoothIsLeftByTheStationCode(t *testing.T) {
	s := named(t, "2468")
	s.castOne()
	s.Tap("选定一位代表，放行投票")
	s.MustSee("选定并放行以后，才发出表决票。")
	s.MustNotSee("发出一张表决票")
	if s.Booth == nil || len(s.Went) != 0 {
		t.Fatal("the booth was left without the code")
	}
	s.Type("2468")
	s.Tap("去签到表")
	s.atTheSignIn()
}

// Whoever gives the code sees for whom: the roll is behind the sheet.
func TestTheCodeIsAskedForADeputy(t *testing.T) {
	s := named(t, "2468")
	s.booth.LetThroughDeputy("1")
	s.MustSee("放行张三（沧浪代表团）7 号", "请工作人员输入放行口令")
	s.Tap("返回")
	s.booth.LetThroughDeputy("2")
	s.MustSee("放行李四", "请核对来人")
	s.MustNotSee("张三", "（）")
	s.Type("1111")
	s.Tap("放行")
	s.MustSee("放行李四", "口令不对")
	if s.View().Round.Issued != 0 {
		t.Fatal("a ballot was issued on a wrong code")
	}
	s.Type("2468")
	s.Tap("放行")
	if s.View().Round.Issued != 1 || s.Booth == nil {
		t.Error("no ballot was issued")
	}
}
