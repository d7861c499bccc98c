package booth

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/stage/hand"
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
		if r.number != s.View().Candidates[i].ID {
			t.Fatalf("row %d is project %s", i, r.number)
		}
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
