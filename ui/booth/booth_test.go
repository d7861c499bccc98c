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
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/booth/hand"
	"piaojue/ui/stage/stagetest"
)

// station is a stage with a vote under way and its booth, in which every look at
// the clock is a second later: nobody double-clicks unless a test says so.
type station struct {
	*stagetest.Stage
	hand.Hand
	booth *Booth
	clock time.Time
	still bool // the clock stands still
}

// open makes a station where casting has begun with three deputies. adopt may
// change the setup before it is frozen.
func open(t *testing.T, adopt func(*meeting.Setup)) *station {
	t.Helper()
	s := prepared(t, adopt)
	s.begin()
	return s
}

// openWith is open with one act before the freeze.
func openWith(t *testing.T, act func(*station) error) *station {
	t.Helper()
	s := prepared(t, nil)
	s.do(func() error { return act(s) })
	s.begin()
	return s
}

func (s *station) begin() {
	s.T.Helper()
	s.do(s.Desk.Freeze, s.Desk.ShowEmptyBox, s.Desk.OpenSignIn, func() error { return s.Desk.SetPresent(3) }, s.Desk.OpenCasting)
}

// prepared is a station before the freeze.
func prepared(t *testing.T, adopt func(*meeting.Setup)) *station {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.Roll = 3
	if adopt != nil {
		adopt(&setup)
	}
	s := &station{Stage: stagetest.Of(t, setup, meeting.Document{}), clock: stagetest.Instant}
	s.Hand = hand.Hand{T: t, W: s.Window}
	s.booth = New(s.Stage.Stage)
	s.booth.Clock = func() time.Time {
		if !s.still {
			s.clock = s.clock.Add(time.Second)
		}
		return s.clock
	}
	return s
}

func (s *station) do(acts ...func() error) {
	s.T.Helper()
	for _, act := range acts {
		if err := act(); err != nil {
			s.T.Fatal(err)
		}
	}
	s.Announce()
}

// choose taps a word in the row of a project, counted from 1.
func (s *station) choose(row int, m ballot.Mark) {
	s.T.Helper()
	test.Tap(s.booth.paper.rows[row-1].choice(m))
}

func (s *station) marked(row int) ballot.Mark { return s.booth.marks[row-1] }

func (s *station) inBox() int {
	s.T.Helper()
	n, err := s.Meeting.Returned(1)
	if err != nil {
		s.T.Fatal(err)
	}
	return n
}

func places(n int) func(*meeting.Setup) {
	return func(s *meeting.Setup) { s.Procedure = procedure.Default(n) }
}

const (
	nextWord = "下一步：核对表决票 →"
	castWord = "投入票箱"
)

func TestMarkingCountsAndSaysWhatIsLeft(t *testing.T) {
	// Given a ballot with 10 places
	s := open(t, nil)
	s.booth.LetThrough()
	s.MustSee("表决票：2021年政府实事项目", "演练", "应选 10 项，已赞成 0 项", "反对 0 · 弃权 0 · 未选择 12", "赞成不得超过 10 项。未选择的按弃权计。")
	// When three are marked
	s.choose(1, ballot.Approve)
	s.choose(2, ballot.Against)
	s.choose(3, ballot.Abstain)
	// Then the count follows, and the chosen word is ticked
	s.MustSee("已赞成 1 项", "反对 1 · 弃权 1 · 未选择 9", "✓ 赞成", "✓ 反对", "✓ 弃权")
	// When a choice is changed, the other word of the row goes
	s.choose(1, ballot.Against)
	s.MustSee("已赞成 0 项", "反对 2 · 弃权 1 · 未选择 9")
	s.MustNotSee("✓ 赞成")
	// When the chosen word is pressed again, it is cleared, and said so
	s.choose(1, ballot.Against)
	s.MustSee("反对 1 · 弃权 1 · 未选择 10", "1 号项目的选择已取消。")
}

func TestADoubleClickIsOneClick(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(1, ballot.Approve)
	s.still = true
	s.choose(2, ballot.Approve)
	s.choose(2, ballot.Approve)
	if s.marked(2) != ballot.Approve {
		t.Fatal("the second half of a double click cleared the choice")
	}
}

func TestAClickMeantForTheDeskMarksNothing(t *testing.T) {
	// Given the ballot has just come up where the desk was
	s := open(t, nil)
	s.still = true
	s.booth.LetThrough()
	// When the second half of the clerk's double click lands on a word
	s.choose(1, ballot.Approve)
	// Then nothing is marked
	if s.marked(1) != ballot.Unmarked {
		t.Fatal("marked at once")
	}
}

func TestApprovingBeyondTheLimitIsRefusedInWords(t *testing.T) {
	s := open(t, places(2))
	s.booth.LetThrough()
	s.choose(1, ballot.Approve)
	s.choose(2, ballot.Approve)
	s.choose(3, ballot.Against)
	// When a third is approved, also in a row that has another mark
	for _, row := range []int{3, 4} {
		before := s.marked(row)
		s.choose(row, ballot.Approve)
		// Then it is refused, and nothing else has changed
		s.MustSee("已赞成 2 项，达到上限。如要赞成本项，请先取消另一项。", "▲")
		if s.marked(1) != ballot.Approve || s.marked(2) != ballot.Approve || s.marked(row) != before {
			t.Fatalf("marks are %v", s.booth.marks)
		}
	}
	s.MustSee("4 号项目未能赞成")
	// When one is cleared, there is room again
	s.choose(1, ballot.Approve)
	s.choose(4, ballot.Approve)
	if s.marked(4) != ballot.Approve {
		t.Fatal("not approved although there was room")
	}
	s.MustNotSee("达到上限")
}

func TestTheListNeverMovesUnderAChoice(t *testing.T) {
	// In a window so narrow that how to fill the ballot in takes more lines than
	// a refusal
	s := open(t, places(2))
	s.booth.LetThrough()
	s.Window.Resize(fyne.NewSize(680, 700))
	p := s.booth.paper
	p.jump(6)
	p.root.Refresh()
	p.root.Refresh()
	at, top := p.scroll.Inner.Offset, p.rows[7].Position()
	height := p.scroll.Size()
	settled := func() {
		p.root.Refresh() // as a window does before its next frame
		p.root.Refresh()
	}
	for _, row := range []int{8, 9, 10} {
		s.choose(row, ballot.Approve)
		settled()
	}
	s.MustSee("达到上限") // the last was refused
	if p.scroll.Size() != height {
		t.Fatalf("a refusal moved the list from %v to %v", height, p.scroll.Size())
	}
	s.choose(8, ballot.Approve) // cleared
	settled()
	if p.scroll.Inner.Offset != at || p.rows[7].Position() != top || p.scroll.Size() != height {
		t.Fatalf("moved from %v to %v, row from %v to %v, list from %v to %v", at, p.scroll.Inner.Offset, top, p.rows[7].Position(), height, p.scroll.Size())
	}
	for i, r := range p.rows {
		if r.number != s.View().Round.Candidates[i] {
			t.Fatalf("row %d is project %s", i, r.number)
		}
	}
}

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

func TestClearingAllAsksFirst(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(2, ballot.Approve)
	s.Tap("清空")
	s.Tap("返回")
	if s.marked(2) != ballot.Approve {
		t.Fatal("cleared without an answer")
	}
	s.Tap("清空")
	s.Tap("全部清除")
	s.MustSee("未选择 12")
}

func TestVotingWithTheKeyboardAlone(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	// The arrow begins with the first row; a digit chooses, the space bar too
	s.Press(fyne.KeyDown)
	s.Type("1")
	s.Press(fyne.KeyDown)
	s.Type("2")
	s.Press(fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace)
	want := []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain}
	for i, m := range want {
		if s.booth.marks[i] != m {
			t.Fatalf("row %d is %v, not %v", i+1, s.booth.marks[i], m)
		}
	}
	// The same digit again changes nothing, as keys repeat; Delete clears
	s.Press(fyne.KeyUp)
	s.Type("2")
	s.Type("２")
	if s.marked(2) != ballot.Against {
		t.Fatal("a repeated digit cleared the choice")
	}
	s.Press(fyne.KeyDelete)
	if s.marked(2) != ballot.Unmarked {
		t.Fatal("Delete did not clear")
	}
	// A space bar that is held down is one press
	c := s.booth.paper.rows[1].choice(ballot.Approve)
	s.Window.Canvas().Focus(c)
	for range 4 {
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	if s.marked(2) != ballot.Approve {
		t.Fatal("a held space bar toggled")
	}
	c.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	// Enter commits nothing anywhere
	s.Press(fyne.KeyReturn, fyne.KeyEnter)
	if s.marked(2) != ballot.Approve || s.booth.check != nil {
		t.Fatal("Enter did something")
	}
	// A row far below is brought into sight
	s.Press(fyne.KeyEnd)
	if !s.booth.paper.seen(11) {
		t.Fatal("the last row is not in view")
	}
	// ↓ goes on to the next step
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if s.booth.check != nil {
		t.Fatal("Enter went on to the check page")
	}
	s.Press(fyne.KeySpace)
	s.MustSee("核对表决票", "赞成 2 · 反对 0 · 弃权 1 · 未选择 9")
	for range 6 {
		s.Tab(1)
		if s.Window.Canvas().Focused() == fyne.Focusable(s.booth.check.cast) {
			break
		}
	}
	s.Press(fyne.KeyReturn)
	if s.inBox() != 0 {
		t.Fatal("Enter cast the ballot")
	}
	s.Press(fyne.KeySpace)
	if s.inBox() != 1 {
		t.Fatal("not cast")
	}
}

func TestTabGoesThroughTheWordsRowByRow(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	for row := range 3 {
		for _, m := range []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain} {
			s.Tab(1)
			c, ok := s.Window.Canvas().Focused().(*choice)
			if !ok || c.row != row || c.mark != m {
				t.Fatalf("the focus is on %T %+v, want row %d, %v", s.Window.Canvas().Focused(), c, row, m)
			}
		}
		s.Tab(1) // 详情
	}
}

func TestDetailsOpenOverTheBallot(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(1, ballot.Approve)
	s.Tap("详情")
	s.MustSee("完成83条街巷的“两小”综合整治", "完成时限", "2021年12月")
	s.Tap("返回表决票")
	if s.marked(1) != ballot.Approve {
		t.Fatal("the details changed a mark")
	}
	s.MustSee("已赞成 1 项")
}

func TestTheStripShowsAndFindsChoices(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	p := s.booth.paper
	s.choose(12, ballot.Against)
	cell := p.strip.cell()
	p.strip.Tapped(&fyne.PointEvent{Position: fyne.NewPos(16+cell.Width*11.5, cell.Height/2)})
	if !p.seen(11) || p.seen(0) {
		t.Fatal("a click on the last cell did not show the last row")
	}
	p.strip.Tapped(&fyne.PointEvent{Position: fyne.NewPos(4, cell.Height/2)})   // before the first
	p.strip.Tapped(&fyne.PointEvent{Position: fyne.NewPos(900, cell.Height/2)}) // after the last
	if !p.seen(11) {
		t.Fatal("a click beside the cells moved the list")
	}
	against := 0
	for _, o := range test.WidgetRenderer(p.strip).(*stripRenderer).cells {
		if o.sign.Text == "反对" {
			against++
		}
	}
	if against != 1 {
		t.Fatalf("%d cells say 反对", against)
	}
}

func TestLargerTextKeepsTheMarks(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(3, ballot.Approve)
	before := s.booth.paper.rows[0].Size().Height
	s.Tap("字大")
	s.Tap("字大")
	if s.booth.paper.rows[0].Size().Height <= before {
		t.Fatal("the rows did not grow")
	}
	s.MustSee("已赞成 1 项")
	if s.marked(3) != ballot.Approve {
		t.Fatal("the mark is gone")
	}
}
