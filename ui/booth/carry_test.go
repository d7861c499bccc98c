package booth

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/go-cmp/cmp"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/procedure"
	"piaojue/ui/words"
)

const (
	carryWord = "按我的选择填写……"
	lookWord  = "看要填什么"
	fillWord  = "填写"
)

// code is the choice code of some rows, counted from 1.
func (s *station) code(rows ...int) string {
	l := s.View().Setup.List
	var ids []string
	for _, r := range rows {
		ids = append(ids, l.Projects[r-1].ID)
	}
	return l.Code(ids)
}

// bring types the code of some rows, up to the question what to do with it.
func (s *station) bring(rows ...int) {
	s.T.Helper()
	s.Tap(carryWord)
	s.Type(s.code(rows...))
	s.Tap(lookWord)
}

func (s *station) marks() []ballot.Mark { return slices.Clone(s.booth.marks) }

func TestAChoiceIsShownFirstAndMarkedByASecondPress(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.bring(1, 3, 12)
	// Then it is said what would happen, and nothing has happened
	s.MustSee("填 3 项赞成？", "以下 3 项填为赞成，其余不动；之后仍可修改。", "“两小”综合整治工程", "道路架空线整治和入地工程", "社区综合服务中心建设")
	if slices.ContainsFunc(s.booth.marks, func(m ballot.Mark) bool { return m != ballot.Unmarked }) {
		t.Fatalf("marked before the second press: %v", s.booth.marks)
	}
	s.Tap("返回")
	s.MustSee("已赞成 0 项")
	// When it is pressed
	s.bring(1, 3, 12)
	s.Tap(fillWord)
	for i, m := range s.booth.marks {
		if want := i == 0 || i == 2 || i == 11; want != (m == ballot.Approve) || !want && m != ballot.Unmarked {
			t.Fatalf("marks are %v", s.booth.marks)
		}
	}
	s.MustSee("已赞成 3 项", "已填 3 项赞成。请逐项核对，仍可修改。")
	// And each can be changed, and nothing was cast
	s.choose(3, ballot.Against)
	s.MustSee("已赞成 2 项", "反对 1")
	if s.inBox() != 0 {
		t.Fatal("cast")
	}
}

func TestMarksThatWereThereAreNotCoveredUnsaid(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.choose(1, ballot.Against)
	s.choose(2, ballot.Approve)
	s.choose(4, ballot.Abstain)
	s.choose(5, ballot.Approve)
	s.bring(1, 2, 3)
	s.MustSee("填 2 项赞成？", "其中 1 项票上已有别的选择，将改为赞成。", "“两小”综合整治工程（原为反对）", "道路架空线整治和入地工程")
	s.MustNotSee("“厕所革命”") // it is approved already
	before := s.marks()
	s.Tap("返回")
	if !slices.Equal(before, s.booth.marks) {
		t.Fatalf("left, and yet %v became %v", before, s.booth.marks)
	}
	s.bring(1, 2, 3)
	s.Tap(fillWord)
	before[0], before[2] = ballot.Approve, ballot.Approve
	if !slices.Equal(before, s.booth.marks) {
		t.Fatalf("marks are %v, want %v", s.booth.marks, before)
	}
	// And with nothing left to mark, that is said
	s.bring(1, 2, 3)
	s.MustSee("没有要填的", "票上的选择没有改动")
}

func TestAChoiceOfTooManyIsRefusedInWords(t *testing.T) {
	s := open(t, places(3))
	s.booth.LetThrough()
	s.choose(7, ballot.Approve)
	s.choose(8, ballot.Against)
	before := s.marks()
	s.bring(1, 2, 7)
	s.MustSee("填 2 项赞成？") // the seventh is in both
	s.Tap("返回")
	s.bring(1, 2, 3)
	s.MustSee("不能按我的选择填写", "按我的选择赞成 3 项，加上票上另外赞成的 1 项，共 4 项，超过 3 项。票上的选择没有改动。")
	if s.CanTap(fillWord) {
		t.Fatal("it can be marked all the same")
	}
	s.Tap("知道了")
	if !slices.Equal(before, s.booth.marks) {
		t.Fatalf("%v became %v", before, s.booth.marks)
	}
	s.choose(7, ballot.Approve) // cleared
	s.bring(1, 2, 3, 4)
	s.MustSee("按我的选择赞成 4 项，超过 3 项。")
}

func TestAWrongCodeMarksNothing(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.Tap(carryWord)
	s.MustSee("请输入选择码（8 位数字）")
	right := strings.ReplaceAll(s.code(1, 2), " ", "")
	for typed, says := range map[string]string{
		"":                       "选择码应为 8 位数字。",
		right[:7]:                "选择码应为 8 位数字。",
		right[1:] + right[:1]:    "选择码不对，或者不是按这份候选项目清单得到的。",
		"abc" + right[:5] + "0x": "选择码应为 8 位数字。", // letters do not go in
	} {
		s.Type(typed)
		s.Tap(lookWord)
		s.MustSee(says, "请对照抄下的数字重新输入")
	}
	// Full-width digits as an input method may write them are right
	s.Type(strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３").Replace(right))
	s.Tap(lookWord)
	s.MustSee("填 2 项赞成？")
}

func TestEnterBringsNothingAndEscLeaves(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.Tap(carryWord)
	s.Type(s.code(1))
	s.Press(fyne.KeyReturn, fyne.KeyEnter)
	s.MustSee(lookWord)
	s.Press(fyne.KeyEscape)
	s.MustNotSee(lookWord)
	// By the keyboard alone, with Tab and the space bar
	s.Tap(carryWord)
	s.Type(s.code(1))
	s.Tab(2)
	s.Press(fyne.KeyReturn)
	s.MustSee(lookWord)
	s.Press(fyne.KeySpace)
	s.MustSee("填 1 项赞成？")
	s.Press(fyne.KeyEscape)
	s.MustSee("已赞成 0 项")
}

func TestWhatIsNotOnTheBallotIsSaid(t *testing.T) {
	// A later round has fewer candidates than the list
	s := open(t, nil)
	s.booth.LetThrough()
	s.booth.candidates = s.booth.candidates[:5]
	s.booth.marks = s.booth.marks[:5]
	c := s.booth.carried([]string{"1", "2", "11", "12"})
	if len(c.fill) != 2 || c.absent != 2 {
		t.Fatalf("%+v", c)
	}
	s.booth.showCarry([]string{"1", "2", "11", "12"})
	s.MustSee("填 2 项赞成？", "选择中有 2 项不在这张票上，不填。")
}

// A pick ballot has only 赞成; a choice fills it like any other.
func TestAChoiceFillsABallotOfTicks(t *testing.T) {
	s := open(t, func(m *meeting.Setup) {
		m.Procedure = procedure.Default(10)
		m.Procedure.Kind = procedure.Pick
	})
	s.booth.LetThrough()
	s.bring(4, 5)
	s.Tap(fillWord)
	s.MustSee("已赞成 2 项")
}

// The next deputy finds nothing of the code: not in the field, not on the
// clipboard, not by undoing.
func TestTheNextDeputyFindsNothingOfTheCode(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	s.Tap(carryWord)
	s.Type(s.code(1, 2))
	e := s.Window.Canvas().Focused().(*choiceEntry)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: s.App.Clipboard()})
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: s.App.Clipboard()})
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault})
	e.TappedSecondary(&fyne.PointEvent{})
	if got := s.App.Clipboard().Content(); got != "" {
		t.Fatalf("the clipboard holds %q", got)
	}
	s.Tap(lookWord)
	if e.Text != "" {
		t.Fatal("the field still holds the code")
	}
	s.Tap(fillWord)
	s.Tap(nextWord)
	s.Tap(castWord)
	s.Tap("放行下一位")
	s.Tap("放行")
	s.MustSee("已赞成 0 项", "对每一项选择")
	s.Tap(carryWord)
	if got := s.Window.Canvas().Focused().(*choiceEntry).Text; got != "" {
		t.Fatalf("the field holds %q", got)
	}
}

func TestALongListHasNoCode(t *testing.T) {
	s := open(t, func(m *meeting.Setup) {
		for i := range 60 {
			p := m.List.Projects[0]
			p.ID, p.Name = fmt.Sprint(100+i), fmt.Sprintf("第%d号", i)
			m.List.Projects = append(m.List.Projects, p)
		}
	})
	s.booth.LetThrough()
	s.MustNotSee(carryWord)
}

// closed is a book of notes that nobody may open: the test would panic.
var closed note.Store

// recording writes down all that reaches the store of a meeting.
type recording struct {
	meeting.Store
	log *[]string
}

func (r recording) write(act string, m *meeting.Meeting, b ballot.Ballot) {
	now := *m
	now.ID = "" // random
	body, err := json.Marshal(now)
	if err != nil {
		panic(err)
	}
	*r.log = append(*r.log, fmt.Sprintf("%s %s %v", act, body, b.Marks))
}

func (r recording) Update(change func(*meeting.Meeting) error) error {
	return r.Store.Update(func(m *meeting.Meeting) error {
		err := change(m)
		r.write("update", m, ballot.Ballot{})
		return err
	})
}

func (r recording) Cast(round int, b ballot.Ballot, change func(*meeting.Meeting) error) error {
	return r.Store.Cast(round, b, func(m *meeting.Meeting) error {
		err := change(m)
		r.write("cast", m, b)
		return err
	})
}

// Whether a ballot was marked by a choice or by hand, the same reaches the
// store of the meeting, to the last byte and in the same order; and the notes
// are never opened.
func TestNothingTellsWhetherAChoiceWasUsed(t *testing.T) {
	vote := func(mark func(*station)) []string {
		s := open(t, nil)
		var log []string
		s.Desk = meeting.NewDesk(recording{s.Meeting, &log}, s.Now, rand.Reader)
		s.Book = note.NewBook(closed, s.Now, rand.Reader)
		s.booth.LetThrough()
		mark(s)
		s.choose(4, ballot.Against)
		s.Tap(nextWord)
		s.Tap(castWord)
		s.MustSee("已投入票箱。")
		return log
	}
	byHand := vote(func(s *station) {
		for _, row := range []int{1, 3, 12} {
			s.choose(row, ballot.Approve)
		}
	})
	byChoice := vote(func(s *station) { s.bring(1, 3, 12); s.Tap(fillWord) })
	if diff := cmp.Diff(byHand, byChoice); diff != "" {
		t.Error(diff)
	}
	if len(byHand) != 2 || !strings.HasPrefix(byHand[1], "cast ") || !strings.Contains(byHand[1], "[1 0 1 2") {
		t.Errorf("recorded: %v", byHand)
	}
}

// The refusals of a code say nothing of what it holds, as they go to no log.
func TestACodeIsNeverNamed(t *testing.T) {
	s := open(t, nil)
	code := s.code(2, 5)
	l := s.View().Setup.List
	l.Projects = l.Projects[:11]
	_, err := l.FromCode(code)
	what, do := words.Explain(err)
	for _, said := range []string{err.Error(), what, do} {
		if strings.Contains(said, code[:4]) {
			t.Errorf("%q names the code", said)
		}
	}
}
