package projects

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
)

// three are projects that agree in some aspects and differ in others.
func three() project.List {
	l := project.List{Projects: []project.Project{
		{ID: "1", Category: "环境", Name: "甲工程", Content: []string{"改造老旧小区12个", "新建停车位800个"}, Unit: "区住建委", Deadline: "2021年12月", Money: project.ParseMoney("300", "万元")},
		{ID: "2", Category: "环境", Name: "乙工程", Content: []string{"打造公厕10座"}, Unit: "区城管局", Deadline: "2021年12月", Funding: "区级财政", Money: project.ParseMoney("1.2亿", "")},
		{ID: "3", Category: "民生", Name: "丙工程", Unit: "区民政局、区城管局", Deadline: "2021年12月"},
		{ID: "4", Category: "民生", Name: "丁工程", Unit: "区城管局", Money: project.ParseMoney("80", "万元")},
	}}
	return l
}

func TestTwoOrThreeAreTickedAndSetSideBySide(t *testing.T) {
	h := newHouse(t, three())
	if _, err := h.Book.OnNamed("2", "乙工程", "位置要方便老人"); err != nil {
		t.Fatal(err)
	}
	h.screen.Shown(stage.Target{})
	h.mustNotSay("并排比较")
	h.hand().TapNth("＋ 比较", 0)
	h.mustSay("✓ 比较", "并排比较：再选一项")
	if !h.screen.tools.compare.Disabled() {
		t.Error("one project can be compared with itself")
	}
	h.hand().TapNth("＋ 比较", 0)
	h.hand().Tap("并排比较 2 项 →")
	h.mustSay("1　甲工程", "2　乙工程", "1. 改造老旧小区12个", "2. 新建停车位800个", "打造公厕10座", "区住建委", "区城管局",
		"300万元", "1.2亿", "区级财政", "未写明", "位置要方便老人", "没有批注", "相同", "≠ 不同", "意向：赞成 0")
	h.mustNotSay("丙工程")
	// They count as seen, as all of them is there
	if !h.intent("1").Seen || !h.intent("2").Seen || h.intent("3").Seen {
		t.Error("seen is wrong")
	}
	// What they agree in can be left out
	h.hand().Tap("只看不同之处")
	h.mustNotSay("完成时限", "相同")
	h.mustSay("责任单位", "总投资", "我的意向")
	h.hand().Tap("只看不同之处")
	h.mustSay("完成时限")
	// And Esc goes back, with the ticks kept
	h.hand().Press(fyne.KeyEscape)
	h.mustSay("✓ 比较", "并排比较 2 项 →", "丙工程")
}

func TestAFourthIsRefusedAndNoneIsTakenAway(t *testing.T) {
	h := newHouse(t, three())
	for _, id := range []string{"1", "2", "3", "4"} {
		h.screen.tick(id)
	}
	h.mustSay("最多并排比较 3 项", "已选编号 1、2、3。请先取消其中一项，再选别的。")
	h.tap("知道了")
	h.hand().Tap("并排比较 3 项 →")
	h.mustSay("甲工程", "乙工程", "丙工程")
	// Taken away in the comparison, the others stay; with one left the list comes back
	h.hand().TapNth("移出比较", 0)
	h.mustSay("乙工程", "丙工程")
	h.mustNotSay("甲工程")
	h.hand().TapNth("移出比较", 0)
	h.mustSay("甲工程", "并排比较：再选一项")
}

func TestALeaningIsMarkedInTheComparison(t *testing.T) {
	h := newHouse(t, three())
	h.screen.tick("2")
	h.screen.tick("1")
	h.screen.openCompare()
	h.hand().TapNth("赞成", 1) // in the order of the list, however they were ticked
	h.mustSay("意向：赞成 1", "✓ 赞成")
	if h.intent("2").Leaning != note.Favour || h.intent("1").Leaning != note.NoLeaning {
		t.Errorf("%+v, %+v", h.intent("1"), h.intent("2"))
	}
	h.hand().TapNth("详情、批注 →", 1)
	if h.screen.current != "2" || h.screen.comparing != nil {
		t.Errorf("project %q is open", h.screen.current)
	}
}

func TestTheKeyboardTicksAndCompares(t *testing.T) {
	h := newHouse(t, three())
	h.hand().Press(fyne.KeyDown, fyne.KeyB, fyne.KeyDown, fyne.KeyB)
	if got := strings.Join(h.screen.ticked, " "); got != "1 2" {
		t.Fatalf("ticked are %q", got)
	}
	h.Window.Canvas().Focus(h.screen.tools.compare)
	h.hand().Press(fyne.KeySpace)
	if h.screen.comparing == nil {
		t.Fatal("not compared")
	}
	// Tab reaches the leanings, and what has the focus is brought into sight
	h.Window.Resize(fyne.NewSize(700, 400))
	for range 30 {
		h.hand().Tab(1)
		if h.Window.Canvas().Focused() == fyne.Focusable(h.screen.comparing.choices["2"][0]) {
			h.hand().Press(fyne.KeySpace)
			break
		}
	}
	if h.intent("2").Leaning != note.Favour {
		t.Fatal("the leaning of the second was not reached by Tab")
	}
	h.screen.turn(1)
	if h.screen.comparing == nil {
		t.Error("the shortcut for the next project left the comparison")
	}
	h.hand().Press(fyne.KeyEscape)
	if h.screen.comparing != nil {
		t.Error("Esc did not leave")
	}
}

func TestACompareFollowsTheListAndTheTarget(t *testing.T) {
	h := newHouse(t, three())
	h.screen.tick("1")
	h.screen.tick("2")
	h.screen.openCompare()
	h.screen.Shown(stage.Target{Place: stage.ProjectsPlace})
	if h.screen.comparing == nil {
		t.Error("coming back lost the comparison")
	}
	h.screen.Shown(stage.Target{Place: stage.ProjectsPlace, Project: "3"})
	if h.screen.comparing != nil || h.screen.current != "3" {
		t.Error("the target was not shown")
	}
	h.screen.openCompare()
	l := three()
	l.Projects = l.Projects[1:]
	if err := h.Desk.SetList(l); err != nil {
		t.Fatal(err)
	}
	h.Announce()
	if h.screen.comparing != nil || len(h.screen.ticked) != 1 {
		t.Errorf("%v are ticked of a list that lost one", h.screen.ticked)
	}
}

// However narrow the window and large the text, every name and every content is
// there whole, and nothing is wider than its column.
func TestLongTextsWrapAtEveryWidth(t *testing.T) {
	h := newHouse(t, sixty())
	for _, id := range []string{"1", "2", "3"} {
		h.screen.tick(id)
	}
	h.screen.openCompare()
	for _, text := range []float32{look.DefaultText, look.MaxText} {
		h.App.Settings().SetTheme(look.New(look.Light, text))
		for _, width := range []float32{1280, 860, 560} {
			h.Window.Resize(fyne.NewSize(width, 20000))
			h.screen.Object().Refresh()
			got := strings.ReplaceAll(h.says(), "\n", "")
			for _, p := range sixty().Projects[:3] {
				if !strings.Contains(got, p.Name) {
					t.Errorf("text %v, width %v: %q is not whole", text, width, p.Name)
				}
			}
			if !strings.Contains(got, "新建停车位800个；更新充电桩120个") {
				t.Errorf("text %v, width %v: the content is not whole", text, width)
			}
			table := h.screen.comparing.table
			right := fyne.CurrentApp().Driver().AbsolutePositionForObject(table).X + table.Size().Width
			hand.Walk(table, func(o fyne.CanvasObject) {
				if one, ok := o.(*prose.Text); ok {
					if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(one).X + one.MinSize().Width; at > right+1 {
						t.Errorf("text %v, width %v: %q ends at %v of %v", text, width, one.String(), at, right)
					}
				}
			})
		}
	}
}

func TestTheWayToTheReportFromTheComparison(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.tick("1")
	h.screen.tick("2")
	h.screen.openCompare()
	h.hand().TapNth("在报告中查看 →", 1)
	if len(h.Went) != 1 || h.Went[0].Place != stage.ReportPlace || h.Went[0].Passage.End <= h.Went[0].Passage.Start {
		t.Errorf("went to %+v", h.Went)
	}
}
