package notes

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
)

// order is the text of the notes shown, from the top.
func (h *house) order() []string {
	var texts []string
	for _, e := range h.screen.shown {
		texts = append(texts, e.note.Text)
	}
	return texts
}

func (h *house) mustShow(want ...string) {
	h.Helper()
	if got := h.order(); !slices.Equal(got, want) {
		h.Errorf("the list shows %q, want %q", got, want)
	}
}

// filled is a house with a note of every sort.
func filled(t *testing.T) (h *house, school, small note.Note) {
	h = newHouse(t)
	school = h.on("建成胥台、平齐实验幼儿园", "哪一年招生")
	small = h.on("完成54个小区、83条街巷的“两小”综合整治", "包括哪些街道")
	h.about("3", "何时完工")
	h.about("99", "后来删去的项目")
	h.about("2", "由谁管理")
	h.elsewhere("去年的意见")
	h.show(stage.Target{})
	return h, school, small
}

func TestNotesStandInTheOrderOfTextAndList(t *testing.T) {
	h, _, _ := filled(t)
	h.mustShow("包括哪些街道", "哪一年招生", "由谁管理", "何时完工", "后来删去的项目", "去年的意见")
	h.Window.Resize(fyne.NewSize(1000, 2000))
	h.mustSay("我的批注（6 条）", "报告（2）", "项目（2）", "不在现有清单中的项目（1）", "属于另一份报告（1）",
		"三、2021年主要工作任务 › ", "完成54个小区、83条街巷的“两小”综合整治", "项目 2　“厕所革命”提升工程", "项目 99", "去年的一句话")
}

func TestANoteDoesNotPassToAnotherProjectWithItsNumber(t *testing.T) {
	h := newHouse(t)
	if _, err := h.Book.OnNamed("2", "原来的第二项", "关于原来的"); err != nil {
		t.Fatal(err)
	}
	h.show(stage.Target{})
	h.mustSay("不在现有清单中的项目（1）", "项目 2　原来的第二项", "关于原来的")
	h.mustNotSay("厕所革命")
}

func TestATapGoesToThePlace(t *testing.T) {
	h, school, small := filled(t)
	if school.Anchor.Start < small.Anchor.Start {
		t.Fatal("the passages are not where the test thinks")
	}
	at := func(text string) int { return h.screen.cards[slices.Index(h.order(), text)] }
	h.screen.list.OnTapped(at("包括哪些街道"))
	h.screen.list.OnTapped(at("由谁管理"))
	want := []stage.Target{
		{Place: stage.ReportPlace, Passage: report.Range{Start: small.Anchor.Start, End: small.Anchor.End}, Note: small.ID},
		{Place: stage.ProjectsPlace, Project: "2", Note: h.screen.shown[2].note.ID},
	}
	if !slices.Equal(h.Went, want) {
		t.Errorf("went to %+v, want %+v", h.Went, want)
	}
	h.screen.list.OnTapped(at("去年的意见"))
	h.screen.list.OnTapped(at("后来删去的项目"))
	if len(h.Went) != 2 {
		t.Errorf("a note without a place went to %+v", h.Went[2:])
	}
}

func TestTheKeyboardChoosesGoesAndDeletes(t *testing.T) {
	h, _, _ := filled(t)
	if h.Window.Canvas().Focused() != fyne.Focusable(h.screen.list) {
		t.Error("the list has not the focus")
	}
	h.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if len(h.Went) != 1 || h.Went[0].Note != h.screen.shown[1].note.ID {
		t.Fatalf("went to %+v", h.Went)
	}
	h.key(fyne.KeyDelete)
	h.mustShow("包括哪些街道", "由谁管理", "何时完工", "后来删去的项目", "去年的意见")
	if h.screen.chosen() != 1 {
		t.Errorf("note %d is chosen after the deletion, want the next one", h.screen.chosen())
	}
	h.key(fyne.KeyEnd, fyne.KeyDelete)
	h.mustShow("包括哪些街道", "由谁管理", "何时完工", "后来删去的项目")
}

func TestADeletionCanBeUndone(t *testing.T) {
	h, school, small := filled(t)
	before := h.held()[small.ID]
	h.key(fyne.KeyDown)
	h.tap("删除")
	h.tap("删除")
	h.mustSay("已删除批注。", "我的批注（4 条）")
	if len(h.held()) != 4 {
		t.Fatalf("the store holds %d notes", len(h.held()))
	}
	h.tap("撤销")
	if _, ok := h.held()[school.ID]; !ok {
		t.Error("the last deletion was not the first undone")
	}
	h.tap("撤销")
	if !reflect.DeepEqual(h.held()[small.ID], before) {
		t.Errorf("the note came back as %+v, was %+v", h.held()[small.ID], before)
	}
	h.mustSay("已撤销：删除批注", "我的批注（6 条）")
	h.tap("重做")
	h.mustSay("已重做：删除批注", "我的批注（5 条）")
}

func TestTheLastNoteDeletedCanStillBeUndone(t *testing.T) {
	h := newHouse(t)
	h.about("1", "唯一的一条")
	h.show(stage.Target{})
	h.key(fyne.KeyDown, fyne.KeyDelete)
	h.tap("撤销")
	h.mustShow("唯一的一条")
}

func TestADeletionThatFailsIsSaid(t *testing.T) {
	h, _, _ := filled(t)
	h.Stage.Notes.Fail(errors.New("disk full"))
	h.key(fyne.KeyDown, fyne.KeyDelete)
	if h.Window.Canvas().Overlays().Top() == nil {
		t.Error("nothing was said")
	}
	if len(h.held()) != 6 || h.screen.undo.Visible() {
		t.Errorf("the store holds %d notes, undoing is offered: %v", len(h.held()), h.screen.undo.Visible())
	}
}

func TestSearchAndKind(t *testing.T) {
	h, _, _ := filled(t)
	for asked, want := range map[string][]string{
		"幼儿园":     {"哪一年招生"},           // the passage
		"谁":       {"由谁管理"},            // the note
		"厕所":      {"由谁管理"},            // the project
		"５４个 街道":  {"包括哪些街道"},          // both, in full width
		"2021年主要": {"包括哪些街道", "哪一年招生"}, // the heading
	} {
		h.screen.field.SetText(asked)
		h.mustShow(want...)
	}
	h.screen.field.SetText("没有的词")
	h.mustShow()
	h.mustSay("没有含“没有的词”的批注")
	h.screen.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.tap("项目")
	h.mustShow("由谁管理", "何时完工", "后来删去的项目")
	h.mustSay("我的批注：显示 3 条，共 6 条")
	h.tap("报告")
	h.mustShow("包括哪些街道", "哪一年招生", "去年的意见")
	h.tap("全部")
	if len(h.order()) != 6 {
		t.Errorf("all kinds show %q", h.order())
	}
}

func TestAKindWithoutNotesSaysSo(t *testing.T) {
	h := newHouse(t)
	h.about("1", "一条")
	h.show(stage.Target{})
	h.tap("报告")
	h.mustSay("这一类还没有批注。")
}

func TestTheEmptyPlaceSaysHowANoteIsMade(t *testing.T) {
	h := newHouse(t)
	h.show(stage.Target{})
	h.mustSay("还没有批注", "按住鼠标拖选一段文字")
	h.tap("去看报告")
	h.tap("去看项目")
	want := []stage.Target{{Place: stage.ReportPlace}, {Place: stage.ProjectsPlace}}
	if !slices.Equal(h.Went, want) {
		t.Errorf("went to %+v", h.Went)
	}
}

func TestATargetIsBroughtIntoSightWhateverIsSearched(t *testing.T) {
	h, school, _ := filled(t)
	h.screen.field.SetText("厕所")
	h.show(stage.Target{Note: school.ID})
	if i := h.screen.chosen(); i < 0 || h.screen.shown[i].note.ID != school.ID {
		t.Errorf("note %d of %q is chosen", i, h.order())
	}
}

func TestAnotherReportPutsTheNotesApartAndLosesNone(t *testing.T) {
	h, _, _ := filled(t)
	if err := h.Desk.SetReport(meeting.Document{Name: "新报告.txt", Text: "政府工作报告\n\n一、今年的工作\n\n完成54个小区的整治。\n"}); err != nil {
		t.Fatal(err)
	}
	h.Announce()
	h.Window.Resize(fyne.NewSize(1000, 2000))
	h.mustSay("属于另一份报告（3）", "完成54个小区、83条街巷的“两小”综合整治")
	h.mustNotSay("报告（2）")
	if len(h.order()) != 6 {
		t.Errorf("the list shows %q", h.order())
	}
}

func TestAllNotesAreCopiedAsText(t *testing.T) {
	h, _, _ := filled(t)
	h.screen.field.SetText("厕所")
	h.tap("复制全部")
	h.mustSay("已复制 6 条批注")
	got := h.App.Clipboard().Content()
	for _, want := range []string{
		"我的批注（6 条）\n\n报告（2）\n\n三、2021年主要工作任务 › ",
		"\n“完成54个小区、83条街巷的“两小”综合整治”\n包括哪些街道\n",
		"\n项目（2）\n\n项目 2　“厕所革命”提升工程\n由谁管理\n",
		"\n属于另一份报告（1）\n\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the text has no %q:\n%s", want, got)
		}
	}
	if strings.Count(got, "包括哪些街道") != 1 || strings.Contains(got, "{{") {
		t.Errorf("the text is\n%s", got)
	}
}

func TestTwoThousandNotesAreShownWithoutAWait(t *testing.T) {
	h := newHouse(t)
	r, _ := h.Report()
	for i := range 2000 {
		at := report.Range{Start: 500 + i*5, End: 560 + i*5}
		if _, err := h.Book.Highlight(r, at, note.Yellow, fmt.Sprint("第", i, "条，请问包括哪些街道，资金从哪里来？")); err != nil {
			t.Fatal(err)
		}
	}
	h.show(stage.Target{})
	began := time.Now()
	h.screen.field.SetText("街道")
	h.screen.field.SetText("1条")
	h.key(fyne.KeyEnd)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("two searches over 2,000 notes took %v", took)
	}
	if n := len(h.order()); n != 200 {
		t.Errorf("%d notes were found, want 200", n)
	}
	seen := 0
	hand.Walk(h.screen.list, func(o fyne.CanvasObject) { seen++ })
	if seen > 300 {
		t.Errorf("%d objects are on the screen for one view of cards", seen)
	}
}

// After a revision a note says how it stands, and one that is not settled leads
// to where it can be.
func TestHowANoteStandsAfterARevision(t *testing.T) {
	h, _, _ := filled(t)
	all, err := h.Book.Notes()
	if err != nil {
		t.Fatal(err)
	}
	var settled []note.Settlement
	for _, n := range all {
		if n.Anchor == nil {
			continue
		}
		at := *n.Anchor
		at.Document = "another"
		standing := []note.Standing{note.Unsure, note.Lost}[len(settled)%2]
		of := note.Settlement{ID: n.ID, Standing: standing}
		if standing == note.Unsure {
			of.Maybe = []note.Anchor{at}
		}
		settled = append(settled, of)
	}
	if err := h.Book.Settle(settled); err != nil {
		t.Fatal(err)
	}
	if err := h.Desk.SetReport(meeting.Document{Name: "新报告.txt", Text: "政府工作报告\n\n一、今年的工作\n\n没有别的话。\n"}); err != nil {
		t.Fatal(err)
	}
	h.Announce()
	h.Window.Resize(fyne.NewSize(1000, 2000))
	h.mustSay("待确认", "原文已删")
	for i, e := range h.screen.shown {
		if e.note.ID == settled[0].ID {
			h.screen.jump(h.screen.cards[i])
		}
	}
	if to := h.Went[len(h.Went)-1]; to.Place != stage.RevisionPlace || to.Note != settled[0].ID {
		t.Errorf("went to %+v", to)
	}
}
