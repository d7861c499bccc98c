package stage_test

import (
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// press taps the button that bears a word, wherever it is on the canvas.
func press(t *testing.T, c fyne.Canvas, word string) {
	t.Helper()
	for _, o := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		for _, l := range test.LaidOutObjects(o) {
			if b, ok := l.(*page.Button); ok && b.Text == word {
				test.Tap(b)
				return
			}
		}
	}
	t.Fatalf("no button %q", word)
}

func TestAQuestionIsAnsweredByItsButtonsOnly(t *testing.T) {
	for _, c := range []struct {
		name     string
		act      func(*testing.T, fyne.Canvas)
		did, not int
		open     bool
	}{
		{"the act's word does it", func(t *testing.T, c fyne.Canvas) { press(t, c, "冻结") }, 1, 0, false},
		{"the other word leaves it", func(t *testing.T, c fyne.Canvas) { press(t, c, "返回") }, 0, 1, false},
		{"Esc leaves it", func(_ *testing.T, c fyne.Canvas) { c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) }, 0, 1, false},
		{"Enter answers nothing", func(_ *testing.T, c fyne.Canvas) {
			c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
			c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEnter})
		}, 0, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := stagetest.New(t)
			did, not := 0, 0
			s.Ask(stage.Question{Title: "？", Says: []string{"。"}, Yes: "冻结", Grave: true, Do: func() { did++ }, Not: func() { not++ }})
			canvas := s.Window.Canvas()
			c.act(t, canvas)
			if did != c.did || not != c.not {
				t.Errorf("did %d times, left %d times", did, not)
			}
			if open := canvas.Overlays().Top() != nil; open != c.open {
				t.Errorf("open: %v", open)
			}
		})
	}
}

func TestAQuestionGivesTheKeysBack(t *testing.T) {
	s := stagetest.New(t)
	heard := 0
	s.Window.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	dismiss := s.Ask(stage.Question{Title: "？", Yes: "好", Do: func() {}})
	s.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if heard != 0 {
		t.Error("a key went past the question")
	}
	dismiss()
	s.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if heard != 1 {
		t.Errorf("afterwards %d keys were heard", heard)
	}
}

func TestAProblemIsSaidWithItsNextStep(t *testing.T) {
	s := stagetest.New(t)
	s.Do(func() error {
		return say.Wrong(say.M("count.wrong.twice", "ID", "7"), say.M("count.wrong.twice.do"), errors.New("detail"))
	}, func() { t.Error("went on after an error") })
	markup := test.RenderToMarkup(s.Window.Canvas())
	for _, want := range []string{"候选项目中编号 7 出现了两次。", "请改正清单后重新计票。"} {
		if !strings.Contains(markup, want) {
			t.Errorf("not said: %s", want)
		}
	}
	if strings.Contains(markup, "detail") {
		t.Error("the cause is shown; it is for the log")
	}
}

func TestAChangeIsAnnounced(t *testing.T) {
	s := stagetest.New(t)
	told := 0
	s.OnChange(func() { told++ })
	s.Change(func() error { return s.Desk.SetRoll(12) }, nil)
	if told != 1 || s.View().Setup.Roll != 12 {
		t.Errorf("told %d times, roll %d", told, s.View().Setup.Roll)
	}
	s.Change(func() error { return errors.New("no") }, nil)
	if told != 1 {
		t.Error("a failed act was announced")
	}
}

// A report that came in by whatever way, as by a rehearsal that begins anew, has the
// notes found again in it, without being asked for.
func TestNotesFollowWhateverReportComesIn(t *testing.T) {
	s := stagetest.New(t)
	r, _ := s.Report()
	at, _ := r.Locate("完成54个小区")
	n, err := s.Book.Highlight(r, at, note.Green, "")
	if err != nil {
		t.Fatal(err)
	}
	s.Change(func() error {
		return s.Desk.SetReport(meeting.Document{Name: "另一份.txt", Text: "关于报告的说明\n" + stagetest.Report()})
	}, nil)
	all, err := s.Book.Notes()
	now, _ := s.Report()
	if err != nil || now == r || all[0].ID != n.ID || all[0].Anchor.Document != now.Hash {
		t.Errorf("%+v, %v", all, err)
	}
}

// A notice only informs, so Enter leaves it; a question is never answered or left
// by Enter, and what failed is not swept away by the Enter of somebody who types on.
func TestEnterLeavesANoticeAndNoQuestion(t *testing.T) {
	s := stagetest.New(t)
	h := hand.Hand{T: t, W: s.Window}
	s.Window.SetContent(stage.Space(10))
	s.Tell("备份", "已经备份。")
	h.Press(fyne.KeyReturn)
	h.MustNotSee("已经备份")
	s.ShowProblem(say.Wrong(say.M("meeting.reason"), say.M("meeting.reason.do"), nil))
	h.Press(fyne.KeyReturn)
	h.MustSee("没有完成")
	h.Press(fyne.KeyEscape)
	h.MustNotSee("没有完成")

	s.Ask(stage.Question{Title: "清空？", Yes: "清空", Do: func() { t.Error("Enter answered") }, Not: func() { t.Error("Enter left the question") }})
	h.Press(fyne.KeyReturn, fyne.KeyEnter)
	h.MustSee("清空？")
}

func TestAProblemIsRememberedUntilAnActSucceeds(t *testing.T) {
	s := stagetest.New(t)
	told := 0
	s.OnProblem = func() { told++ }
	s.Change(s.Desk.OpenCasting, nil)
	says, at := s.Failed()
	if told != 1 || !strings.Contains(says, "现在还不能“开始投票”。") || !at.Equal(stagetest.Instant) {
		t.Errorf("told %d times of %q at %v", told, says, at)
	}
	s.Change(s.Desk.Freeze, nil)
	if says, _ := s.Failed(); says != "" {
		t.Errorf("still %q", says)
	}
}

func TestAnActIsAnnouncedWhateverBecameOfIt(t *testing.T) {
	s := stagetest.New(t)
	told := 0
	s.OnChange(func() { told++ })
	var failed error
	s.Act(s.Desk.OpenCasting, func(err error) { failed = err })
	if failed == nil || told != 1 {
		t.Errorf("failed %v, told %d times", failed, told)
	}
	s.Act(s.Desk.Freeze, func(err error) { failed = err })
	if failed != nil || told != 2 || s.View().Round.State != meeting.Frozen {
		t.Errorf("failed %v, told %d times, %s", failed, told, s.View().Round.State)
	}
}

// typing is a store beside which something is typed and saved while it is read.
type typing struct {
	meeting.Store
	meanwhile func()
}

func (s *typing) Meeting() (meeting.Meeting, error) {
	m, err := s.Store.Meeting()
	if f := s.meanwhile; f != nil {
		s.meanwhile = nil
		f()
	}
	return m, err
}

// What is typed while the meeting is read stands: no screen gets the older text.
func TestAReadingThatIsOvertakenIsThrownAway(t *testing.T) {
	s := stagetest.New(t)
	store := &typing{Store: s.Meeting}
	s.Desk = meeting.NewDesk(store, s.Now, rand.Reader)
	var seen []string
	s.OnChange(func() { seen = append(seen, s.View().Setup.Name) })
	name := func(text string) func() error {
		return func() error { return s.Desk.SetName(text, "2021年政府实事项目") }
	}
	s.Do(name("甲乙"), nil)
	// The desk reads the meeting twice; both readings are of before.
	store.meanwhile = func() { store.meanwhile = func() { s.Do(name("甲乙丙"), nil) } }
	s.AnnounceSoon()
	if len(seen) == 0 || slices.Contains(seen, "甲乙") {
		t.Errorf("the screens were told of %q", seen)
	}
}
