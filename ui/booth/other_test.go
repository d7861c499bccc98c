package booth

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
)

const resolution = "关于《2021年政府实事项目票决办法》的决定"

// vote opens a station on another vote than the election.
func vote(t *testing.T, begin func(*meeting.Desk) error, rule func(*procedure.Procedure)) *station {
	t.Helper()
	s := prepared(t, nil)
	s.do(func() error { return begin(s.Desk) })
	if rule != nil {
		p := s.View().Procedure
		rule(&p)
		s.do(func() error { return s.Desk.SetProcedure(p) })
	}
	s.begin()
	s.booth.LetThrough()
	return s
}

func motion(d *meeting.Desk) error     { return d.BeginMotion(resolution) }
func assessment(d *meeting.Desk) error { return d.BeginAssessment("2021年年中测评", nil) }

// cast is the ballot in the box.
func (s *station) cast() []ballot.Mark {
	s.T.Helper()
	all, err := s.Meeting.Ballots(1)
	if err != nil || len(all) != 1 {
		s.T.Fatalf("%d ballots, %v", len(all), err)
	}
	return all[0].Marks
}

func TestAMotionIsOneProposalWithThreeWords(t *testing.T) {
	s := vote(t, motion, nil)
	s.MustSee("表决票："+resolution, resolution, "赞成", "反对", "弃权", "没有选择的按弃权计。", "演练")
	s.MustNotSee("应选", "不得超过", carryWord, "详情", "“两小”综合整治工程", "号项目")
	s.Tap("反对")
	s.MustSee("✓ 反对")
	s.Tap("反对")
	s.MustSee("选择已取消。")
	s.MustNotSee("✓ 反对")
	s.Tap("赞成")
	s.Tap("弃权")
	s.MustSee("✓ 弃权")
	s.Tap("赞成")
	s.Tap(nextWord)
	s.MustSee("核对表决票："+resolution, "已选择：赞成")
	s.MustNotSee("还可赞成", "应选", "未选择", "赞成 1")
	s.Tap(castWord)
	if got := s.cast(); !slices.Equal(got, []ballot.Mark{ballot.Approve}) {
		t.Fatalf("cast %v", got)
	}
}

func TestAMotionByTheKeyboardAlone(t *testing.T) {
	s := vote(t, motion, nil)
	// With nothing in focus a digit chooses at once; then as everywhere
	s.Press("2")
	s.MustSee("✓ 反对")
	s.Type("3")
	s.MustSee("✓ 弃权")
	s.Type("4")
	s.MustSee("✓ 弃权")
	s.Press(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft, fyne.KeySpace)
	s.MustSee("✓ 赞成")
	s.Press(fyne.KeyDown, fyne.KeySpace)
	s.MustSee("核对表决票")
	s.Press(fyne.KeyReturn)
	if s.inBox() != 0 {
		t.Fatal("Enter cast the ballot")
	}
}

func TestABlankMotionIsSaidToBe(t *testing.T) {
	s := vote(t, motion, nil)
	s.Tap(nextWord)
	s.MustSee("没有作出选择", "这是一张空白票：没有作出选择，按弃权计。空白票同样有效。")
	s.Tap(castWord)
	s.MustSee("投入空白票？")
	s.Tap("投入空白票")
	if got := s.cast(); !slices.Equal(got, []ballot.Mark{ballot.Unmarked}) {
		t.Fatalf("cast %v", got)
	}
	s = vote(t, motion, func(p *procedure.Procedure) { p.BlankInvalid = true })
	s.MustSee("空白票无效。")
	s.MustNotSee("按弃权计")
	s.Tap(nextWord)
	s.MustSee("这样投出将是无效票")
	if s.CanTap(castWord) {
		t.Fatal("an invalid ballot can be cast")
	}
}

const nextAssessed = "下一步：核对测评票 →"

func TestAnAssessmentHasFourWordsForEachProject(t *testing.T) {
	s := vote(t, assessment, nil)
	s.MustSee("测评票：2021年年中测评", "共 12 项，已选择 0 项", "满意 0 · 基本满意 0 · 不满意 0 · 弃权 0 · 未选择 12",
		"对每一项选择“满意”“基本满意”“不满意”或“弃权”。未选择的按弃权计。", "演练")
	s.MustNotSee("应选", "赞成", "反对", carryWord)
	// More than any number of places can be satisfied with
	for row := 1; row <= 12; row++ {
		s.choose(row, ballot.Satisfied)
	}
	s.MustSee("已选择 12 项", "满意 12 ·")
	s.choose(2, ballot.Fair)
	s.choose(3, ballot.Dissatisfied)
	s.choose(4, declined)
	s.MustSee("✓ 弃权", "✓ 基本满意", "✓ 不满意", "满意 9 · 基本满意 1 · 不满意 1 · 弃权 1 · 未选择 0")
	s.choose(12, ballot.Satisfied) // the chosen word again takes the choice back
	s.MustSee("12 号项目的选择已取消。", "已选择 11 项", "未选择 1")
	// The check page names what was not chosen apart from 弃权
	s.Tap(nextAssessed)
	s.MustSee("核对测评票：2021年年中测评", "满意 8 · 基本满意 1 · 不满意 1 · 弃权 1 · 未选择 1（按弃权计）")
	s.MustNotSee("赞成", "应选", "反对")
	s.Tap("返回修改")
	s.MustSee("✓ 弃权")
	s.Tap(nextAssessed)
	s.Tap(castWord)
	// In the box both are no mark
	want := []ballot.Mark{1, ballot.Fair, ballot.Dissatisfied, 0, 1, 1, 1, 1, 1, 1, 1, 0}
	if diff := cmp.Diff(want, s.cast()); diff != "" {
		t.Fatal(diff)
	}
}

func TestAnAssessmentByTheKeyboardAlone(t *testing.T) {
	s := vote(t, assessment, nil)
	s.Press(fyne.KeyDown)
	for i, key := range []string{"1", "2", "3", "4", "m", "J", "b", "Q", "４", "5", "z"} {
		if i > 0 {
			s.Press(fyne.KeyDown)
		}
		s.Type(key)
	}
	want := []ballot.Mark{
		ballot.Satisfied, ballot.Fair, ballot.Dissatisfied, declined, ballot.Satisfied, ballot.Fair, ballot.Dissatisfied, declined, declined,
		ballot.Unmarked, ballot.Unmarked, ballot.Unmarked,
	}
	if diff := cmp.Diff(want, s.booth.marks); diff != "" {
		t.Fatal(diff)
	}
	// Long words stand in two lines, and none over another
	s.Window.Resize(fyne.NewSize(700, 700))
	for _, r := range s.booth.paper.rows[:2] {
		at := append([]fyne.CanvasObject{r.detail}, r.choices[0], r.choices[1])
		for i, o := range at[1:] {
			if at[i].Position().X+at[i].Size().Width > o.Position().X {
				t.Fatalf("%v stands over %v", at[i].Position(), o.Position())
			}
		}
	}
	// The arrows go through the words in their order
	s.Press(fyne.KeyHome)
	for _, m := range []ballot.Mark{ballot.Satisfied, ballot.Fair, ballot.Dissatisfied, declined, declined} {
		if c, ok := s.Window.Canvas().Focused().(*choice); !ok || c.mark != m {
			t.Fatalf("the focus is on %+v, want %v", s.Window.Canvas().Focused(), m)
		}
		s.Press(fyne.KeyRight)
	}
}

func TestABallotOfAbstentionsAloneIsNotCalledBlank(t *testing.T) {
	all := func(s *station) {
		for row := 1; row <= 12; row++ {
			s.choose(row, declined)
		}
		s.Tap(nextAssessed)
	}
	s := vote(t, assessment, nil)
	all(s)
	s.MustSee("弃权 12")
	s.MustNotSee("空白票", "未选择")
	s.Tap(castWord)
	if s.inBox() != 1 {
		t.Fatal("asked once more")
	}
	// Where blank ballots are invalid it is one, and said to be so from the beginning
	s = vote(t, assessment, func(p *procedure.Procedure) { p.BlankInvalid = true })
	s.MustSee("没有任何选择或者全部弃权的，是空白票，空白票无效。")
	all(s)
	s.MustSee("这样投出将是无效票")
	if s.CanTap(castWord) {
		t.Fatal("an invalid ballot can be cast")
	}
}

func TestClearingAnAssessmentClearsAbstentionsToo(t *testing.T) {
	s := vote(t, assessment, nil)
	s.choose(1, declined)
	s.Tap("清空")
	s.Tap("全部清除")
	if !s.booth.blank() {
		t.Fatalf("%v", s.booth.marks)
	}
}
