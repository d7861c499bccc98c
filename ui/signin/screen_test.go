package signin

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/say"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// memory is a meeting that holds who is where, and why.
type memory struct {
	State
	done []string
	fail error
}

func (m *memory) set(id string, w Where, act string) error {
	if m.fail != nil {
		return m.fail
	}
	m.Where = maps.Clone(m.Where)
	m.Where[id] = w
	m.Present = 0
	for _, w := range m.Where {
		if w == Here {
			m.Present++
		}
	}
	m.done = append(m.done, act+" "+id)
	return nil
}
func (m *memory) SignInDeputy(id string) error    { return m.set(id, Here, "sign") }
func (m *memory) UndoSignIn(id, why string) error { return m.set(id, Absent, "undo "+why) }
func (m *memory) TakeLeave(id, why string) error  { return m.set(id, OnLeave, "leave "+why) }
func (m *memory) Depart(id, why string) error     { return m.set(id, Left, "depart "+why) }

func shown(t *testing.T) (*Screen, *memory, hand.Hand) {
	t.Helper()
	st := stagetest.New(t)
	m := &memory{State: hall(true)}
	s := New(st.Stage, m, func() State { return m.State })
	st.Window.SetContent(s.Object())
	s.Shown(stage.Target{})
	return s, m, hand.Hand{T: t, W: st.Window}
}

func did(t *testing.T, m *memory, want ...string) {
	t.Helper()
	if len(m.done) != len(want) {
		t.Fatalf("done %q, want %q", m.done, want)
	}
	for i := range want {
		if m.done[i] != want[i] {
			t.Fatalf("done %q, want %q", m.done, want)
		}
	}
}

func TestCardsAreScannedOneAfterTheOther(t *testing.T) {
	s, m, h := shown(t)
	for _, code := range []string{"320508001", "320508003", "999", "320508012"} {
		h.Type(code)
		h.Press(fyne.KeyReturn)
	}
	did(t, m, "sign 1", "sign 6")
	h.MustSee("尉迟恭（沧浪代表团）12号已签到", "张三丰（平江代表团）1号已签到", "法定人数4人，还差1人")
	if s.field.Text != "" || h.W.Canvas().Focused() != fyne.Focusable(s.field) {
		t.Errorf("the field holds %q and has the focus: %v", s.field.Text, h.W.Canvas().Focused() == fyne.Focusable(s.field))
	}
	h.Type("320508002")
	h.Press(fyne.KeyReturn)
	h.MustSee("已达到法定人数4人")
}

func TestWhatIsNobodysCardSignsNobodyIn(t *testing.T) {
	s, m, h := shown(t)
	h.Type("32050801")
	h.Press(fyne.KeyReturn, fyne.KeyReturn)
	h.MustSee("“32050801”只是编号或者代表证码的一部分，没有签到。")
	h.Type("9")
	if s.field.Text != "9" {
		t.Errorf("what is scanned next is added to what failed: %q", s.field.Text)
	}
	h.Press(fyne.KeyReturn)
	h.MustSee("没有“9”这位代表或者这个代表证码")
	did(t, m)
	if h.W.Canvas().Overlays().Top() != nil {
		t.Error("a sheet stands in the way of the next card")
	}
}

func TestANameTakesTwoActs(t *testing.T) {
	_, m, h := shown(t)
	h.Type("ycg")
	h.Press(fyne.KeyReturn)
	h.MustSee("选定的是尉迟恭（沧浪代表团）12号，还没有签到。请核对，再按一次回车签到。")
	did(t, m)
	h.Press(fyne.KeyReturn)
	did(t, m, "sign 6")

	h.Type("李伟")
	h.Press(fyne.KeyReturn)
	h.MustSee("有2位代表符合", "有同名")
	h.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	did(t, m, "sign 6", "sign 5")
}

// Who comes back from a ballot types the next number into an empty field.
func TestComingBackTheFieldIsEmpty(t *testing.T) {
	s, _, h := shown(t)
	h.Type("1")
	s.Shown(stage.Target{})
	h.Type("2")
	if s.field.Text != "2" {
		t.Fatalf("the field holds %q", s.field.Text)
	}
}

func TestTheMouseAlone(t *testing.T) {
	s, m, h := shown(t)
	h.TapNth("李伟", 1)
	h.MustSee("李伟（平江代表团）11号")
	h.TapNth("签到", 0)
	did(t, m, "sign 5")
	if h.W.Canvas().Focused() != fyne.Focusable(s.field) {
		t.Error("the field lost the cursor")
	}
	h.Tap("沧浪代表团 1/3")
	h.MustNotSee("张三丰")
	h.Tap("只看未到")
	h.MustNotSee("单小芳")
	h.Tap("全部")
	h.MustSee("张三丰")
}

func TestUndoLeaveAndDepartTakeAReason(t *testing.T) {
	s, m, h := shown(t)
	h.Tap("单小芳")
	h.Tap("撤销签到")
	h.MustSee("撤销单小芳（沧浪代表团）3号的签到？")
	h.Tap("撤销签到")
	h.MustSee("没有写理由，没有登记")
	did(t, m)

	h.Tap("单小芳")
	h.Tap("撤销签到")
	h.Type("误签")
	h.Press(fyne.KeyReturn) // a line end in the reason, nothing more
	did(t, m)
	h.Tap("撤销签到")
	did(t, m, "undo 误签 3")
	h.MustSee("已撤销单小芳（沧浪代表团）3号的签到")

	h.Tap("尉迟恭")
	h.Tap("请假")
	h.Type("因公")
	h.Tap("请假")
	did(t, m, "undo 误签 3", "leave 因公 6")
	h.Type("320508012")
	h.Press(fyne.KeyReturn)
	h.MustSee("尉迟恭（沧浪代表团）12号已签到（原为请假）")
	h.Tap("尉迟恭")
	h.Tap("离会")
	h.Type("急事")
	h.Tap("离会")
	did(t, m, "undo 误签 3", "leave 因公 6", "sign 6", "depart 急事 6")
	if h.W.Canvas().Focused() != fyne.Focusable(s.field) {
		t.Error("the field did not get the cursor back")
	}
}

// What is said of who is picked out follows the meeting, and nothing is offered
// that the meeting refuses.
func TestWhatIsSaidOfWhoIsPickedOutFollowsTheMeeting(t *testing.T) {
	s, m, h := shown(t)
	s.issue = func(string) {}
	h.Tap("单小芳")
	h.MustSee("选定的是单小芳（沧浪代表团）3号，已签到。")
	h.MustNotSee("再按一次回车签到")
	m.Voting = true
	s.Update()
	h.MustSee("单小芳（沧浪代表团）3号已签到，还没有领票。请核对，点“放行投票”。")
	if !h.CanTap("撤销签到") {
		t.Error("a sign-in without a ballot cannot be undone")
	}
	m.Issued = map[string]bool{"3": true}
	s.Update()
	h.MustSee("单小芳（沧浪代表团）3号已领票，不能再领，也不能撤销签到。")
	h.MustNotSee("还没有领票")
	if h.CanTap("撤销签到") || h.CanTap("放行投票") || !h.CanTap("离会") {
		t.Error("the wrong acts are offered to one who was issued a ballot")
	}
	h.Tap("尉迟恭")
	h.MustSee("选定的是尉迟恭（沧浪代表团）12号，还没有签到。")
	m.Where = map[string]Where{"3": Here, "6": OnLeave}
	s.Update()
	h.MustSee("尉迟恭（沧浪代表团）12号已登记请假。现在到会的")
	m.Where["6"] = Left
	s.Update()
	h.MustSee("尉迟恭（沧浪代表团）12号已登记离会。现在回来的")
	m.Open = false
	s.Update()
	h.MustSee("尉迟恭（沧浪代表团）12号，离会。现在不能签到。")
	m.Open = true
	s.Shown(stage.Target{})
	h.MustSee("请选定一位已签到、还没有领票的代表，再按“放行投票”。")
	h.MustNotSee("尉迟恭（沧浪代表团）12号")
}

// A refusal of the meeting is said in the line; the next card can be scanned.
func TestARefusalStandsInNobodysWay(t *testing.T) {
	_, m, h := shown(t)
	m.fail = say.Wrong(say.M("roll.none"), say.M("roll.unfit.do"), errors.New("cause"))
	h.Type("320508001")
	h.Press(fyne.KeyReturn)
	h.MustSee("名单里没有代表。请改正名单后重新导入。")
	m.fail = nil
	h.Type("320508002")
	h.Press(fyne.KeyReturn)
	did(t, m, "sign 2")
}

func TestWithoutARollAndBeforeTheSignIn(t *testing.T) {
	s, m, h := shown(t)
	m.Open = false
	s.Update()
	h.MustSee("现在不能签到")
	if h.CanTap("签到") {
		t.Error("somebody can be signed in by the mouse")
	}
	m.State = State{}
	s.Update()
	h.MustSee("还没有代表名单")
}

func TestTelephonesAreNotShown(t *testing.T) {
	_, _, h := shown(t)
	h.MustSee("平江代表团 · 女")
	h.MustNotSee("13800000000")
}

// With a quorum the way back to the desk, where the vote is begun, is the next
// step; before that, and once the vote goes on, signing in is.
func TestTheWayBackIsTheNextStepOnceThereIsAQuorum(t *testing.T) {
	s, m, h := shown(t)
	next := func() bool { return s.back.Importance == widget.HighImportance }
	if next() {
		t.Fatal("without a quorum")
	}
	for _, code := range []string{"320508001", "320508002", "320508003", "320508012"} {
		h.Type(code)
		h.Press(fyne.KeyReturn)
	}
	if m.Present < m.Quorum || !next() {
		t.Errorf("%d of %d are here, and it is the next step: %v", m.Present, m.Quorum, next())
	}
	m.Casting = true
	s.Update()
	if next() {
		t.Error("while the vote goes on")
	}
}

func TestTheAttendanceListIsPrintedFromTheSignIn(t *testing.T) {
	setup := stagetest.Setup(t)
	setup.Deputies = hall(true).Roll
	setup.Roll = len(setup.Deputies.Deputies)
	st := stagetest.Of(t, setup, meeting.Document{})
	folder, printed := t.TempDir(), stage.Paper("")
	st.Files.ExportFolder = func() string { return folder }
	st.Files.Print = func(_ string, which stage.Paper, _ string, v meeting.View) error {
		printed = which
		return nil
	}
	st.Window.SetContent(OfMeeting(st.Stage, nil).Object())
	h := hand.Hand{T: t, W: st.Window}
	h.Tap("印签到表……")
	h.MustSee("演练-签到表-2021年政府实事项目.pdf")
	h.Tap("导出")
	if printed != stage.AttendancePaper {
		t.Errorf("printed %q", printed)
	}
}

// The delegations are pressed: they stay where they are whoever signs in, and what
// was done last stands below them.
func TestTheDelegationsStayWhereTheyAre(t *testing.T) {
	s, _, h := shown(t)
	at := func() fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(s.filters["沧浪代表团"])
	}
	before := at()
	for _, code := range []string{"320508001", "320508002", "320508010", "320508012"} {
		h.Type(code)
		h.Press(fyne.KeyReturn)
	}
	if len(s.last) != 3 {
		t.Errorf("%d are listed as the last", len(s.last))
	}
	if after := at(); before.Y <= 0 || after != before {
		t.Errorf("the delegation moved from %v to %v", before, after)
	}
	side := h.Text()
	if strings.Index(side, "最近") < strings.Index(side, "沧浪代表团 ") {
		t.Errorf("what was done last is above the delegations:\n%s", side)
	}
}
