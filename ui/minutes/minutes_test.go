package minutes

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/roll"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// opened shows the minutes of a meeting in which so many deputies signed in.
func opened(t *testing.T, deputies int) (*stagetest.Stage, hand.Hand) {
	t.Helper()
	setup := stagetest.Setup(t)
	for i := range deputies {
		id := fmt.Sprint(i + 1)
		setup.Deputies.Deputies = append(setup.Deputies.Deputies, roll.Deputy{ID: id, Number: id, Name: "代表" + id})
	}
	setup.Roll = max(deputies, 1)
	st := stagetest.Of(t, setup, meeting.Document{})
	acts := []func() error{st.Desk.Freeze, st.Desk.ShowEmptyBox, st.Desk.OpenSignIn}
	for _, d := range setup.Deputies.Deputies {
		acts = append(acts, func() error { return st.Desk.SignInDeputy(d.ID) })
	}
	for _, act := range acts {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	return st, hand.Hand{T: t, W: st.Window}
}

func TestTheLatestStandsFirstAndSignInsCanBeLeftOut(t *testing.T) {
	st, h := opened(t, 3)
	Open(st.Stage, func() {})
	h.MustSee("会议记录", "2021年1月13日", "09:00", "共 6 条，列出 6 条", "代表3 签到", "查验空箱", "第 1 轮 · 总监票人")
	if text := h.Text(); strings.Index(text, "代表3 签到") > strings.Index(text, "代表1 签到") {
		t.Error("the earliest stands first")
	}
	h.Tap("不列签到、请假、离会")
	h.MustSee("共 6 条，列出 3 条", "开始签到")
	h.MustNotSee("代表3 签到")
	h.Tap("不列签到、请假、离会")
	h.MustSee("代表3 签到")
	h.Press(fyne.KeyEscape)
	h.MustNotSee("会议记录")
}

func TestThousandsOfEntriesMakeFewWidgets(t *testing.T) {
	st, h := opened(t, 0)
	if err := st.Meeting.Update(func(m *meeting.Meeting) error {
		for i := range 3000 {
			m.Log = append(m.Log, meeting.Entry{At: stagetest.Instant, Act: "sign_in", Round: 1, Who: fmt.Sprint("代表", i)})
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	Open(st.Stage, func() {})
	h.MustSee("共 3003 条", "代表2999 签到")
	shown := 0
	hand.Walk(st.Window.Canvas().Overlays().Top(), func(fyne.CanvasObject) { shown++ })
	if shown > 1000 {
		t.Errorf("%d objects for what is in sight", shown)
	}
	h.Press(fyne.KeyEnd)
	h.MustSee("冻结规则和候选项目")
}

func TestAnIncidentIsKeptInTheClerksWords(t *testing.T) {
	st, h := opened(t, 0)
	Open(st.Stage, func() {})
	h.Tap("登记情况……")
	h.Tap("记入会议记录")
	h.MustSee("请写明发生了什么。")
	h.Type("停电，改用备用电源。")
	h.Press(fyne.KeyReturn) // a new line, and nothing else
	h.Tap("记入会议记录")
	h.MustSee("情况记录：停电，改用备用电源。", "共 4 条")
	log, err := st.Desk.Log()
	if err != nil || log[len(log)-1].Reason != "停电，改用备用电源。" {
		t.Errorf("recorded %+v, %v", log, err)
	}
	printed := 0
	h.Press(fyne.KeyEscape)
	Open(st.Stage, func() { printed++ })
	h.Tap("印成 PDF……")
	if printed != 1 {
		t.Errorf("printed %d times", printed)
	}
}
