package projects

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/stage"
)

func TestTheListNamesEveryProjectWholeByCategory(t *testing.T) {
	h := newHouse(t, sixty())
	h.Window.Resize(fyne.NewSize(1100, 20000))
	got := strings.ReplaceAll(h.says(), "\n", "")
	for _, p := range sixty().Projects {
		if !strings.Contains(got, p.Name) {
			t.Errorf("%q is not named whole", p.Name)
		}
	}
	h.mustSay("人居环境改善（20）", "社会民生关爱（20）", "文教资源优化（20）", "区住房和城乡建设局 · 12,500万元", "演练清单")
}

func TestALeaningIsSavedAtOnceAndClearedByPressingAgain(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("3")
	for _, step := range []struct {
		press string
		want  note.Intent
	}{
		{"赞成", note.Intent{Leaning: note.Favour}},
		{"存疑", note.Intent{Leaning: note.Doubt}},
		{"反对", note.Intent{Leaning: note.Oppose}},
		{"星标", note.Intent{Leaning: note.Oppose, Star: true}},
		{"反对", note.Intent{Star: true}},
		{"星标", note.Intent{}},
	} {
		h.tap(step.press)
		step.want.Project, step.want.Name, step.want.Seen = "3", "道路架空线整治和入地工程", true
		if got := h.intent("3"); got != step.want {
			t.Errorf("after %s the book holds %+v, want %+v", step.press, got, step.want)
		}
	}
	if all, err := h.Stage.Notes.Intents(); err != nil || len(all) != 1 {
		t.Errorf("leanings on other projects were written: %+v (%v)", all, err)
	}
}

func TestWhatIsOpenedCountsAsSeen(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.mustSay("已看 0 / 12")
	if all, err := h.Stage.Notes.Intents(); err != nil || len(all) != 0 {
		t.Fatalf("showing the list marked projects as seen: %+v (%v)", all, err)
	}
	h.tap("从第一项开始看")
	h.screen.open("5")
	h.mustSay("已看 2 / 12")
	for id, want := range map[string]bool{"1": true, "2": false, "5": true} {
		if got := h.intent(id).Seen; got != want {
			t.Errorf("project %s is seen: %v, want %v", id, got, want)
		}
	}
}

func TestTheStripCountsAndWarnsWhenOver(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.places(2, 2)
	for _, id := range []string{"1", "2"} {
		h.screen.open(id)
		h.tap("赞成")
	}
	h.mustSay("意向：赞成 2 · 应选 2")
	h.mustNotSay("超出")
	h.screen.open("7")
	h.tap("赞成")
	h.mustSay("意向：赞成 3 · 应选 2", "▲ 超出 1 项")
	h.tap("存疑")
	h.mustSay("意向：赞成 2 · 应选 2")
	h.mustNotSay("超出")
}

func TestTheStripNamesTheCapWhereItIsNotThePlaces(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.places(1, 3)
	for _, id := range []string{"1", "2", "3"} {
		h.screen.open(id)
		h.tap("赞成")
	}
	h.mustSay("意向：赞成 3 · 应选 1 · 最多赞成 3")
	h.mustNotSay("超出")
	h.places(0, 0)
	h.mustNotSay("应选", "超出")
}

func TestLeaningsOnProjectsThatWentAreKeptAndNotCounted(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	kept := note.Intent{Project: "99", Leaning: note.Favour, Seen: true}
	h.lean(kept)
	h.screen.Shown(stage.Target{})
	h.mustSay("意向：赞成 0", "已看 0 / 12")
	h.screen.open("1")
	h.tap("赞成")
	h.mustSay("意向：赞成 1", "已看 1 / 12")
	if h.intent("99") != kept {
		t.Errorf("the leaning on 99 became %+v", h.intent("99"))
	}
}

func TestALeaningThatCannotBeSavedIsSaidAndTakenBack(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("1")
	h.Stage.Notes.Fail(errors.New("disk full"))
	h.tap("赞成")
	h.mustSay("没有完成")
	h.tap("知道了")
	h.mustSay("意向：赞成 0")
	if h.intent("1").Leaning != note.NoLeaning {
		t.Errorf("the book holds %+v", h.intent("1"))
	}
}

func TestTheSearchGoesOverNumberNameContentAndUnit(t *testing.T) {
	l := rehearsal(t)
	l.Projects[4].Unit = "区城管局"
	h := newHouse(t, l)
	for asked, want := range map[string]string{
		"厕所":         "2",     // name
		"１５公里":       "10",    // content, in full width
		"城管":         "5",     // unit
		"12":         "12",    // number
		"全覆盖 街道":     "6",     // all words
		"综合 中心":      "7 12",  // name
		"社区服务":       "11 12", // category
		"csgm":       "2",     // the first letters of a name
		"lajifenlei": "5",     // a name in whole
		"15 jsbd":    "10",    // letters and digits, each a word of its own
		"cgj":        "5",     // a unit
		"没有这样的词":     "",      //
		"":           "1 2 3 4 5 6 7 8 9 10 11 12",
	} {
		h.screen.field.SetText(asked)
		if got := strings.Join(h.screen.order, " "); got != want {
			t.Errorf("%q finds %q, want %q", asked, got, want)
		}
		if want == "" {
			h.mustSay("没有含“没有这样的词”的项目", "显示 0 项，共 12 项 · 含“没有这样的词”")
			h.screen.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			h.mustSay("共 12 项", "“厕所革命”提升工程")
		}
	}
}

func TestKeysGoFromProjectToProject(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	list := func(k fyne.KeyName) func() { return func() { h.screen.list.TypedKey(&fyne.KeyEvent{Name: k}) } }
	alt := func(by int) func() { return func() { h.screen.turn(by) } }
	for i, step := range []struct {
		do   func()
		want string
	}{
		{list(fyne.KeyDown), "1"},
		{list(fyne.KeyDown), "2"},
		{list(fyne.KeyUp), "1"},
		{list(fyne.KeyUp), "1"},
		{list(fyne.KeyEnd), "12"},
		{alt(1), "12"},
		{alt(-1), "11"},
		{func() { h.tap("↓ 下一项") }, "12"},
		{func() { h.tap("↑ 上一项") }, "11"},
		{list(fyne.KeyHome), "1"},
	} {
		step.do()
		if h.screen.current != step.want || h.screen.detail.shown != step.want {
			t.Errorf("step %d: project %s is open and %s shown, want %s", i, h.screen.current, h.screen.detail.shown, step.want)
		}
	}
	if !h.screen.detail.earlier.Disabled() || h.screen.detail.later.Disabled() {
		t.Error("at the first project only the way forward should be open")
	}
}

// Whoever went on without the passphrase can read the list: only what is to be
// kept is refused, when it is asked for.
func TestLockedNotesDoNotStopTheReading(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	if _, err := h.Book.OnNamed("2", h.screen.candidates.Projects[1].Name, "托育名额"); err != nil {
		t.Fatal(err)
	}
	h.Under("甲")
	h.screen.Shown(stage.Target{})
	h.screen.open("2")
	if h.screen.current != "2" || h.Window.Canvas().Overlays().Top() != nil {
		t.Fatal("opening a project is answered with a problem")
	}
	h.mustSay("意向和星标已上锁")
	h.mustNotSay("已看 ", "未看")
	for _, p := range h.screen.detail.notes.pens {
		if !p.input.Disabled() {
			t.Error("a field of locked notes takes writing")
		}
	}
	h.tap("赞成")
	h.tap("星标")
	h.mustSay("意向和星标要先输入口令才能标")
	if h.Window.Canvas().Overlays().Top() != nil {
		t.Fatal("a leaning on locked notes opens a box")
	}
	h.tap("输入口令")
	h.Give("甲")
	h.mustNotSay("口令")
	h.mustSay("已看 ")
	if p := h.screen.detail.notes.pens[0]; p.input.Disabled() || p.input.Text != "托育名额" {
		t.Errorf("open, the field has %q", p.input.Text)
	}
	h.tap("赞成")
	if i := h.screen.intent("2"); i.Leaning != note.Favour {
		t.Errorf("open, the leaning is %+v", i)
	}
}

func TestTheShortcutRestsWhileTheScreenIsAwayOrCovered(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("1")
	h.Tell("请注意")
	h.screen.turn(1)
	if h.screen.current != "1" {
		t.Error("the project changed under a notice")
	}
	h.tap("知道了")
	h.Window.SetContent(widget.NewLabel("另一页"))
	h.screen.turn(1)
	if h.screen.current != "1" {
		t.Error("the project changed while another place was shown")
	}
}

func TestATargetOpensItsProjectAndNote(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	n, err := h.Book.OnProject("8", "托育名额")
	if err != nil {
		t.Fatal(err)
	}
	h.screen.field.SetText("厕所")
	h.screen.Shown(stage.Target{Place: stage.ProjectsPlace, Project: "8", Note: n.ID})
	if h.screen.current != "8" || h.screen.field.Text != "" {
		t.Errorf("project %q is open under the search %q", h.screen.current, h.screen.field.Text)
	}
	in := h.screen.detail.notes.pens[0].input
	if in.Text != "托育名额" || h.Window.Canvas().Focused() != fyne.Focusable(in) {
		t.Errorf("the note %q has not the focus", in.Text)
	}
	if in.CursorTextOffset() != len([]rune(in.Text)) {
		t.Errorf("the cursor stands at %d", in.CursorTextOffset())
	}
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(in).Y - d.AbsolutePositionForObject(h.screen.detail.scroll).Y
	if top < 0 || top+in.Size().Height > h.screen.detail.scroll.Size().Height {
		t.Errorf("the note stands at %v of %v", top, h.screen.detail.scroll.Size().Height)
	}
}

func TestTheWayToTheReport(t *testing.T) {
	l := rehearsal(t)
	l.Projects[1].Source = "这句话报告里没有。"
	l.Projects[2].Source, l.Projects[2].Content = "也没有这句话。", []string{"报告从来没有提到的内容若干项"}
	h := newHouse(t, l)
	r, _ := h.Report()

	h.screen.open("1")
	h.mustSay("按清单所列的报告出处找到。", "三、2021年主要工作任务")
	h.tap("在报告中查看 →")
	if len(h.Went) != 1 || h.Went[0].Place != stage.ReportPlace {
		t.Fatalf("went to %+v", h.Went)
	}
	if got := r.Copy(h.Went[0].Passage, false); got != "完成54个小区、83条街巷的“两小”综合整治。" {
		t.Errorf("the passage is %q", got)
	}

	h.screen.open("2")
	h.mustSay("按建设内容“打造10座设施齐全、功能完备的一类及以上公厕”找到，请核对。")
	h.tap("在报告中查看 →")
	if got := r.Copy(h.Went[1].Passage, true); got != "打造10座设施齐全、功能完备的一类及以上公厕" {
		t.Errorf("the passage is %q", got)
	}

	h.screen.open("3")
	h.mustSay("在当前报告中没有找到本项目对应的原文。")
	h.mustNotSay("在报告中查看")
}

func TestWithoutAReportThereIsNoDeadButton(t *testing.T) {
	h := houseWith(t, rehearsal(t), meeting.Document{})
	h.screen.open("1")
	h.mustSay("还没有载入报告，暂时不能查看原文。")
	h.mustNotSay("在报告中查看")
}

func TestAReportThatComesLaterOpensTheWay(t *testing.T) {
	h := houseWith(t, rehearsal(t), meeting.Document{})
	h.screen.open("1")
	if err := h.Desk.SetReport(document); err != nil {
		t.Fatal(err)
	}
	h.Announce()
	h.mustSay("在报告中查看")
}

func TestEmptyFieldsAreLeftOutAndFullOnesSaid(t *testing.T) {
	l := rehearsal(t)
	l.Projects[0] = project.Project{ID: "1", Name: "只有名称的项目"}
	l.Projects[1].Funding, l.Projects[1].Extra = "区级财政", []project.Field{{Name: "涉及街道", Value: "平江"}, {Name: "空栏"}}
	l.Projects[1].Money = project.ParseMoney("1,200", "万元")
	h := newHouse(t, l)
	h.screen.open("1")
	h.mustNotSay("责任单位", "完成时限", "总投资", "资金来源", "备注", "报告出处", "建设内容")
	h.screen.open("2")
	h.mustSay("完成时限", "总投资", "1,200万元", "资金来源", "区级财政", "涉及街道", "平江", "备注")
	h.mustNotSay("责任单位", "空栏")
}

func TestTheLeaningIsSaidToBePrivate(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.mustSay("意向只给自己看，只存在这台电脑上，不是投票。")
	h.screen.open("1")
	h.mustSay("意向只给自己看，只存在这台电脑上，不是投票。")
}

func TestANarrowScreenShowsOnePartAtATime(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.Window.Resize(fyne.NewSize(560, 600))
	if !h.screen.panes.left.Visible() || h.screen.panes.right.Visible() {
		t.Fatal("the list should be alone")
	}
	h.screen.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if h.screen.current != "" {
		t.Error("an arrow key opened what is not in sight")
	}
	h.screen.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if h.screen.panes.left.Visible() || !h.screen.panes.right.Visible() || h.screen.current != "1" {
		t.Fatal("the detail should be alone")
	}
	h.mustSay("← 返回列表")
	h.tap("← 返回列表")
	if !h.screen.panes.left.Visible() {
		t.Error("the list did not come back")
	}
	h.Window.Resize(fyne.NewSize(1200, 600))
	if !h.screen.panes.left.Visible() || !h.screen.panes.right.Visible() {
		t.Error("a wide screen should show both")
	}
	h.mustNotSay("← 返回列表")
}

func TestLargerTextShowsAtOnce(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.Window.Resize(fyne.NewSize(1400, 800))
	h.screen.open("1")
	before := h.screen.panes.left.Size().Width
	tops := h.screen.list.MinSize()
	h.App.Settings().SetTheme(look.New(look.Dark, look.MaxText))
	h.screen.Object().Refresh()
	if after := h.screen.panes.left.Size().Width; after <= before && tops == h.screen.list.MinSize() {
		t.Errorf("the list is as wide as before: %v", after)
	}
	if h.screen.detail.choices[0].MinSize().Height < look.MaxText {
		t.Error("the buttons did not grow")
	}
}

func TestLeaningsThatCannotBeReadAreNotWrittenOver(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.lean(note.Intent{Project: "1", Leaning: note.Favour})
	h.broken.err = errors.New("bad page")
	h.screen.Shown(stage.Target{})
	h.tap("知道了")
	h.screen.open("1")
	h.tap("反对")
	if got := h.intent("1"); got != (note.Intent{Project: "1", Leaning: note.Favour}) {
		t.Errorf("the book holds %+v", got)
	}
}

func TestAnOlderWriteNeverLandsAfterANewerOne(t *testing.T) {
	var l latest
	last := 0
	var acts []func() error
	for i := 1; i <= 50; i++ {
		acts = append(acts, l.act(func() error { last = i; return nil }))
	}
	var all sync.WaitGroup
	for i := len(acts) - 1; i >= 0; i-- {
		all.Add(1)
		go func() {
			defer all.Done()
			if err := acts[i](); err != nil {
				t.Error(err)
			}
		}()
	}
	all.Wait()
	if last != 50 {
		t.Errorf("write %d came last", last)
	}
}

func TestTheOverCount(t *testing.T) {
	for _, c := range []struct{ favour, places, most, want int }{
		{10, 10, 10, 0}, {11, 10, 10, 1}, {11, 10, 12, 0}, {13, 10, 12, 1}, {5, 0, 0, 0}, {5, 3, 0, 2},
	} {
		if got := (tally{favour: c.favour}).over(c.places, c.most); got != c.want {
			t.Errorf("%d favoured of %d places, at most %d: over by %d, want %d", c.favour, c.places, c.most, got, c.want)
		}
	}
}
