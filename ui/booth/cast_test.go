package booth

import (
	"bytes"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
)

func TestTheCheckPageSaysWhatWillBeCast(t *testing.T) {
	for _, c := range []struct {
		name  string
		adopt func(*procedure.Procedure)
		marks map[int]ballot.Mark
		says  []string
		not   []string
	}{
		{"under-full", nil, map[int]ballot.Mark{1: ballot.Approve, 3: ballot.Against, 4: ballot.Abstain},
			[]string{"赞成 1 · 反对 1 · 弃权 1 · 未选择 9（按弃权计）", "还可赞成 1 项。赞成少于 2 项的票同样有效，是否再选由代表本人决定。", "“两小”综合整治工程", "未选择 9"},
			[]string{"无效"}},
		{"full", nil, map[int]ballot.Mark{1: ballot.Approve, 2: ballot.Approve},
			[]string{"赞成 2 · 反对 0 · 弃权 0 · 未选择 10（按弃权计）"}, []string{"还可赞成", "无效"}},
		{"blank", nil, nil, []string{"空白票"}, []string{"无效", "还可赞成"}},
		{"ticks", func(p *procedure.Procedure) { p.Kind = procedure.Pick }, map[int]ballot.Mark{2: ballot.Approve},
			[]string{"赞成 1 · 未勾选 11", "“厕所革命”提升工程", "还可赞成 1 项"}, []string{"反对", "弃权", "“两小”综合整治工程"}},
		{"exactly", func(p *procedure.Procedure) { p.ExactApprovals = true }, map[int]ballot.Mark{2: ballot.Approve},
			[]string{"这样投出将是无效票：赞成不足 2 项。请返回修改。"}, []string{"还可赞成"}},
		{"every one", func(p *procedure.Procedure) { p.UnmarkedInvalid = true }, map[int]ballot.Mark{2: ballot.Approve},
			[]string{"未选择 11", "这样投出将是无效票：有项目没有作出选择。"}, []string{"按弃权计"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, func(m *meeting.Setup) {
				m.Procedure = procedure.Default(2)
				if c.adopt != nil {
					c.adopt(&m.Procedure)
				}
			})
			s.booth.LetThrough()
			for row, m := range c.marks {
				s.choose(row, m)
			}
			s.Tap(nextWord)
			s.MustSee(c.says...)
			s.MustNotSee(c.not...)
			invalid := strings.Contains(strings.Join(c.says, ""), "无效票：")
			if s.CanTap(castWord) == invalid {
				t.Fatalf("can be cast: %v", !invalid)
			}
			// And going back loses nothing
			s.Tap("返回修改")
			for row, m := range c.marks {
				if s.marked(row) != m {
					t.Fatalf("row %d is %v after going back", row, s.marked(row))
				}
			}
		})
	}
}

func TestCastingClearsTheScreenAndTheMarks(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(1, ballot.Approve)
	s.choose(5, ballot.Against)
	marks := s.booth.marks
	s.Tap(nextWord)
	s.Tap(castWord)
	// Then the ballot is in the box as it was marked
	if got, err := s.Meeting.Ballots(1); err != nil || len(got) != 1 || got[0].Marks[0] != ballot.Approve || got[0].Marks[4] != ballot.Against {
		t.Fatalf("in the box: %v, %v", got, err)
	}
	// And nothing of it is left here
	s.MustSee("已投入票箱。", "请离开，由工作人员放行下一位。", "演练")
	for _, p := range s.View().Setup.List.Projects {
		s.MustNotSee(p.Name)
	}
	s.MustNotSee("已赞成")
	for i, m := range marks {
		if m != ballot.Unmarked {
			t.Fatalf("mark %d is still %v", i, m)
		}
	}
	if s.booth.marks != nil || s.booth.paper != nil || s.booth.check != nil {
		t.Fatal("the booth still holds the ballot")
	}
	if s.Window.Canvas().Focused() != nil {
		t.Fatal("something of the ballot still has the focus")
	}
	// And Esc, Enter and the space bar lead nowhere
	s.Press(fyne.KeyEscape, fyne.KeyReturn, fyne.KeySpace)
	s.MustSee("已投入票箱。")
	if s.Stage.Booth == nil {
		t.Fatal("the booth was left")
	}
	// When staff lets the next one through, the ballot is empty
	s.Tap("放行下一位")
	s.MustSee("本步由工作人员操作。")
	s.Tap("放行")
	s.MustSee("已赞成 0 项", "未选择 12")
}

func TestABallotIsCastOnceHoweverOftenTheButtonIsPressed(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(1, ballot.Approve)
	// Given the check page has just come up: the second half of a double click
	// on the step before is not taken for a cast
	s.still = true
	s.clock = s.clock.Add(time.Second)
	s.Tap(nextWord)
	button := s.booth.check.cast
	button.OnTapped()
	if s.inBox() != 0 {
		t.Fatal("cast by a double click on the step before")
	}
	// When it is pressed twice after that
	s.clock = s.clock.Add(time.Second)
	button.OnTapped()
	button.OnTapped()
	if s.inBox() != 1 || s.View().Round.Issued != 1 {
		t.Fatalf("%d in the box, %d issued", s.inBox(), s.View().Round.Issued)
	}
	s.MustSee("已投入票箱。")
}

func TestABlankBallotIsCastOnlyAfterOneMoreQuestion(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.Tap(nextWord)
	s.Tap(castWord)
	if s.inBox() != 0 {
		t.Fatal("cast without asking")
	}
	s.MustSee("投入空白票？")
	s.Tap("返回修改")
	if s.inBox() != 0 {
		t.Fatal("cast although it was left")
	}
	s.Tap(castWord)
	s.Tap("投入空白票")
	if s.inBox() != 1 {
		t.Fatal("not cast")
	}
}

func TestABallotThatCannotBeStoredStaysOnTheScreen(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(before) })

	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(2, ballot.Approve)
	s.choose(7, ballot.Against)
	s.Tap(nextWord)
	// When the disk is full
	s.Meeting.Fail(errors.New("no space left on device"))
	s.Tap(castWord)
	// Then it is said, the marks stay, and the box is as it was
	s.MustSee("没有完成")
	s.Tap("知道了")
	s.MustSee("还没有投入票箱，票上的选择都在。", "赞成 1 · 反对 1")
	if s.inBox() != 0 || s.marked(2) != ballot.Approve || s.marked(7) != ballot.Against {
		t.Fatalf("%d in the box, marks %v", s.inBox(), s.booth.marks)
	}
	// And the log names the cause, but nothing of the ballot
	if !strings.Contains(log.String(), "no space left") {
		t.Fatalf("the log does not name the cause: %q", log.String())
	}
	for i, p := range s.View().Setup.List.Projects {
		if strings.Contains(log.String(), p.Name) {
			t.Fatalf("the log names project %d: %q", i+1, log.String())
		}
	}
	for _, word := range []string{"赞成", "反对", "Marks", "[0 1"} {
		if strings.Contains(log.String(), word) {
			t.Fatalf("the log says %q: %q", word, log.String())
		}
	}
	// When there is room again, the same button does it
	s.Meeting.Fail(nil)
	s.Tap(castWord)
	if s.inBox() != 1 {
		t.Fatal("not cast on the second try")
	}
	s.MustSee("已投入票箱。")
}

// lying commits a ballot and then says that it could not.
type lying struct{ meeting.Store }

func (l lying) Cast(round int, b ballot.Ballot, change func(*meeting.Meeting) error) error {
	if err := l.Store.Cast(round, b, change); err != nil {
		return err
	}
	return errors.New("no answer")
}

func TestABallotThatWentInAllTheSameIsNotCastTwice(t *testing.T) {
	s := open(t, nil)
	s.Desk = meeting.NewDesk(lying{s.Meeting}, s.Now, rand.Reader)
	s.booth.LetThrough()
	s.choose(2, ballot.Approve)
	s.Tap(nextWord)
	s.Tap(castWord)
	s.Tap("知道了")
	s.MustSee("请工作人员核对收回票数。")
	s.MustNotSee("“厕所革命”提升工程", "返回修改")
	if s.inBox() != 1 || s.booth.marks != nil {
		t.Fatalf("%d in the box, marks %v", s.inBox(), s.booth.marks)
	}
}

func TestOneActAtATime(t *testing.T) {
	s := open(t, nil)
	ran := 0
	again := func() error { ran++; return nil }
	s.booth.once(func() error {
		s.booth.once(again, func() { ran++ }, nil) // pressed while the first is under way
		return nil
	}, func() {}, nil)
	if ran != 0 {
		t.Fatal("a second act ran during the first")
	}
	s.booth.once(again, func() { ran++ }, nil)
	if ran != 2 {
		t.Fatal("no act runs after the first")
	}
}
