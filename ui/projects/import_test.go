package projects

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/ui/stage"
)

func short() project.List {
	return project.List{Projects: []project.Project{
		{ID: "1", Name: "甲项目", Content: []string{"内容一", "内容二"}, Unit: "区教育局"},
		{ID: "2", Name: "乙项目", Money: project.ParseMoney("300", "万元")},
	}}
}

// held is how many projects the stored list has.
func (h *house) held() int {
	h.Helper()
	v, err := h.Desk.View()
	if err != nil {
		h.Fatal(err)
	}
	return len(v.Setup.List.Projects)
}

func TestAnEmptyPlaceSaysHowAListComesIn(t *testing.T) {
	h := newHouse(t, project.List{})
	h.mustSay("还没有候选项目", "拖到窗口里")
	h.tap("导入候选项目……")
	if h.Window.Canvas().Overlays().Top() == nil {
		t.Error("no file can be chosen")
	}
}

func TestThePreviewSaysEverythingBeforeAnythingIsTakenOver(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.Window.Resize(fyne.NewSize(1000, 3000))
	h.file = understood(short())
	ImportFile(h.Stage.Stage, "x.xlsx")
	h.mustSay("候选项目预览：候选项目（送审稿）.xlsx", "工作表“Sheet1”，表头在第 3–4 行",
		"读出 2 个项目、5 列；未采用 1 行；3 处需要留意",
		"第 5–6 行：", "建设内容 / 主要内容 → 建设内容", "涉及街道 → 没有对应的栏目", "隐藏列",
		"第 19 行：", "注：以上项目最终以大会票决结果为准。",
		"甲项目", "1. 内容一", "2. 内容二", "责任单位：区教育局", "总投资：300万元",
		"代替现有的 12 个候选项目")
	if h.held() != 12 {
		t.Errorf("the preview changed the list: it has %d projects", h.held())
	}
}

func TestGoingBackChangesNothing(t *testing.T) {
	for name, leave := range map[string]func(*house){
		"返回": func(h *house) { h.tap("返回") },
		"Esc on the list": func(h *house) {
			h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		},
		"Esc": func(h *house) { h.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		h := newHouse(t, rehearsal(t))
		h.file = understood(short())
		called := false
		importFile(h.Stage.Stage, "x.xlsx", func() { called = true })
		leave(h)
		if h.Window.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: the preview is still there", name)
		}
		if h.held() != 12 || called {
			t.Errorf("%s: the list has %d projects, done was called: %v", name, h.held(), called)
		}
		h.mustSay("共 12 项")
	}
}

func TestAdoptingTakesTheListOver(t *testing.T) {
	h := newHouse(t, project.List{})
	h.lean(note.Intent{Project: "9", Leaning: note.Favour})
	h.file = understood(short())
	called := false
	importFile(h.Stage.Stage, "x.xlsx", func() { called = true })
	h.tap("采用这份清单")
	if h.held() != 2 || !called {
		t.Fatalf("the list has %d projects, done was called: %v", h.held(), called)
	}
	if h.Window.Canvas().Overlays().Top() != nil {
		t.Error("the preview is still there")
	}
	h.mustSay("甲项目", "乙项目", "共 2 项", "意向：赞成 0")
	if h.intent("9").Leaning != note.Favour {
		t.Error("a leaning was lost")
	}
}

func TestAFrozenListIsRefusedInWords(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	if err := h.Desk.Freeze(); err != nil {
		t.Fatal(err)
	}
	h.Announce()
	h.file = understood(short())
	called := false
	importFile(h.Stage.Stage, "x.xlsx", func() { called = true })
	h.tap("采用这份清单")
	want := say.Explain(h.Desk.SetList(short()))
	h.mustSay("没有完成", want.What.In(say.Chinese))
	if h.held() != 12 || called {
		t.Errorf("the list has %d projects, done was called: %v", h.held(), called)
	}
	h.tap("知道了")
	h.tap("返回")
	h.mustSay("共 12 项")
}

func TestAListThatCannotBeVotedOnCannotBeAdopted(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	twice := short()
	twice.Projects[1].ID = "1"
	h.file = understood(twice)
	ImportFile(h.Stage.Stage, "x.xlsx")
	h.mustSay("编号 1 重复")
	h.tap("采用这份清单")
	h.mustNotSay("没有完成")
	if h.held() != 12 {
		t.Errorf("the list has %d projects", h.held())
	}
}

func TestABadFileIsSaidAndChangesNothing(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.bad = say.Wrong(say.M("project.none"), say.M("project.none.do"), errors.New("no rows"))
	called := false
	importFile(h.Stage.Stage, "x.xlsx", func() { called = true })
	h.mustSay("没有完成", "清单里没有项目。")
	h.mustNotSay("采用")
	h.tap("知道了")
	if h.held() != 12 || called {
		t.Errorf("the list has %d projects, done was called: %v", h.held(), called)
	}
}

func TestAnotherListLeavesNotesAndLeaningsOfTheOldOne(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("12")
	h.tap("赞成")
	h.pen(0).input.SetText("关于第十二项")
	h.file = understood(short())
	ImportFile(h.Stage.Stage, "x.xlsx")
	h.tap("采用这份清单")
	h.mustHold("12", "关于第十二项")
	if h.intent("12").Leaning != note.Favour {
		t.Error("the leaning was lost")
	}
	h.mustSay("意向：赞成 0")
	h.screen.Shown(stage.Target{Project: "12"})
	if h.screen.current != "" {
		t.Errorf("project %q is open, which is not in the list", h.screen.current)
	}
}

func TestALeaningDoesNotPassToAnotherProjectWithItsNumber(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("1")
	h.tap("赞成")
	h.tap("星标")
	h.pen(0).input.SetText("关于两小整治")
	h.screen.open("2")
	old := h.intent("1")
	h.file = understood(short())
	ImportFile(h.Stage.Stage, "x.xlsx")
	h.mustSay("编号 1、2 在现有清单中是别的项目")
	h.tap("采用这份清单")

	// Nothing of the old projects counts for the new ones, and opening one does
	// not write over what is not settled.
	h.mustSay("意向：赞成 0", "已看 0 / 2", "原意向待确认", "未看")
	h.mustNotSay("批注 1")
	h.screen.open("1")
	h.mustSay("编号 1 是另一个项目（“两小”综合整治工程）", "当时的意向是：赞成、星标")
	if got := h.intent("1"); got != old {
		t.Errorf("opening it left %+v, was %+v", got, old)
	}
	if h.pen(0).input.Text != "" {
		t.Errorf("the new project has the note %q", h.pen(0).input.Text)
	}
	h.mustHold("1", "关于两小整治")

	// A mark on the new project settles it.
	h.tap("反对")
	if got, want := h.intent("1"), (note.Intent{Project: "1", Name: "甲项目", Leaning: note.Oppose, Seen: true}); got != want {
		t.Errorf("the book holds %+v, want %+v", got, want)
	}
	h.mustNotSay("原意向待确认", "另一个项目")
	h.mustSay("已看 1 / 2")
}

func TestAnEarlierLeaningCanBeCleared(t *testing.T) {
	h := newHouse(t, short())
	h.lean(note.Intent{Project: "2", Name: "原来的项目", Leaning: note.Doubt, Seen: true})
	h.screen.Shown(stage.Target{Project: "2"})
	h.tap("清除原意向")
	if got, want := h.intent("2"), (note.Intent{Project: "2", Name: "乙项目", Seen: true}); got != want {
		t.Errorf("the book holds %+v, want %+v", got, want)
	}
	h.mustNotSay("另一个项目")
}
