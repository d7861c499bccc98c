package opinions

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// house is the screen in a window over the rehearsal meeting, with files of
// opinions that are there by name.
type house struct {
	*stagetest.Stage
	hand.Hand
	screen *Screen
	files  map[string]opinion.Set
	wait   func() // what runs after the pause, or nil
}

// pause lets the time pass after which what was typed is saved.
func (h *house) pause() {
	if f := h.wait; f != nil {
		h.wait = nil
		f()
	}
}

const two = "完成54个小区、83条街巷的“两小”综合整治"

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{Stage: stagetest.New(t), files: map[string]opinion.Set{}}
	h.Hand = hand.Hand{T: t, W: h.Window}
	h.Files.Opinions.Find = func(paths []string) ([]string, error) {
		if paths[0] == "folder" {
			paths = nil
			for name := range h.files {
				paths = append(paths, name)
			}
			slices.Sort(paths)
		}
		return paths, nil
	}
	h.Files.Opinions.Read = func(path string) (opinion.Set, error) {
		if s, ok := h.files[path]; ok {
			return s, nil
		}
		return opinion.Set{}, say.Wrong(say.M("opinion.file.foreign", "File", path), say.M("opinion.file.foreign.do"), nil)
	}
	h.Window.Resize(fyne.NewSize(1280, 800))
	h.screen = New(h.Stage.Stage)
	h.screen.editor.wait = func(_ time.Duration, f func()) func() {
		h.wait = f
		return func() { h.wait = nil }
	}
	h.Window.SetContent(h.screen.Object())
	h.screen.Shown(stage.Target{})
	return h
}

// gives has a deputy give a file away.
func (h *house) gives(name, delegation string, opinions ...opinion.Opinion) {
	for i := range opinions {
		opinions[i].By = opinion.Deputy{Name: name, Delegation: delegation}
		if opinions[i].ID == "" {
			opinions[i].ID = opinion.IRI(name + opinions[i].Text)
		}
	}
	h.files[name] = opinion.Set{Opinions: opinions}
}

func (h *house) on(quote, text string) opinion.Opinion {
	h.T.Helper()
	r, _ := h.Report()
	at, ok := r.Locate(quote)
	if !ok {
		h.T.Fatalf("the report has no %q", quote)
	}
	a := note.AnchorAt(r, at)
	return opinion.Opinion{Kind: note.Suggestion, Colour: note.Yellow, Text: text, Created: stagetest.Instant, Changed: stagetest.Instant, Anchor: &a}
}

func about(id, name, text string) opinion.Opinion {
	return opinion.Opinion{Kind: note.Question, Colour: note.Yellow, Text: text, Project: id, Name: name, Created: stagetest.Instant, Changed: stagetest.Instant}
}

// full is a house into which three files came.
func full(t *testing.T) *house {
	h := newHouse(t)
	h.gives("单雄信", "平江代表团", h.on(two, "建议把停车位一并改造。"), about("2", "", "工期多长？"))
	h.gives("仇英", "金阊代表团", h.on(two, "建议把停车位一并 改造。"), h.on("古城保护体系不断完善", "请列出清单。"))
	h.gives("", "沧浪代表团", opinion.Opinion{ID: "urn:x", Kind: note.Question, Colour: note.Pink, Text: "为什么删去？", Anchor: &note.Anchor{Document: "earlier", Quote: "去年有、今年没有的一句话"}})
	h.screen.Import([]string{"folder"})
	h.MustSee("导入了 3 个文件")
	h.Tap("知道了")
	return h
}

func (h *house) matters() map[string]opinion.Matter {
	h.T.Helper()
	s, err := h.Opinions.State()
	if err != nil {
		h.T.Fatal(err)
	}
	byText := map[string]opinion.Matter{}
	for _, m := range s.Matters {
		byText[s.Opinions[m.Members[0]].Text] = m
	}
	return byText
}

func TestAnEmptyPlaceSaysWhatToDo(t *testing.T) {
	h := newHouse(t)
	h.MustSee("还没有审议意见", "导出意见", "导入意见文件……", "导入文件夹……", "拖到窗口里")
}

func TestFilesThatComeInAreShownWhereTheyBelong(t *testing.T) {
	h := full(t)
	h.MustSee("审议意见汇总（4 项）", "三、2021年主要工作任务 › （三）在城市品质上展现新提升（1）", two, "2 人：", "平江代表团 单雄信", "待答复", "建议", "请列出清单。")
	var heads []string
	for _, c := range h.screen.list.Cards() {
		if c.Head {
			heads = append(heads, c.Blocks[0].Text)
		}
	}
	if len(heads) != 4 || !strings.HasPrefix(heads[0], "一、") || !strings.HasPrefix(heads[2], "项目 2") || heads[3] != "原文未找到（1）" {
		t.Errorf("%q", heads)
	}
	h.Tap("按项目")
	if c := h.screen.list.Cards()[0]; !strings.HasPrefix(c.Blocks[0].Text, "项目 ") {
		t.Errorf("first stands %q", c.Blocks[0].Text)
	}
	h.Tap("按代表团")
	h.MustSee("审议意见汇总（4 项）")
	if c := h.screen.list.Cards()[0]; !strings.Contains(c.Blocks[0].Text, "代表团（") {
		t.Errorf("first stands %q", c.Blocks[0].Text)
	}
}

func TestTheSameFilesAgainChangeNothing(t *testing.T) {
	h := full(t)
	before := h.matters()
	h.screen.Import([]string{"folder"})
	h.MustSee("“单雄信”：2 条已有，没有变化。")
	h.Tap("知道了")
	if len(before) != len(h.matters()) {
		t.Error("something changed")
	}
}

func TestAFileThatCannotBeReadIsNamedAndTheOthersComeIn(t *testing.T) {
	h := newHouse(t)
	h.gives("单雄信", "平江代表团", h.on(two, "好"))
	h.screen.Import([]string{"单雄信", "坏.jsonld"})
	h.MustSee("“坏.jsonld”不是审议意见文件", "没有导入", "“单雄信”：新增 1 条。")
	h.Tap("知道了")
	h.MustSee("审议意见汇总（1 项）")
	h.screen.Import([]string{"坏.jsonld"})
	h.MustSee("没有完成", "不是审议意见文件")
}

func TestAnAnswerIsSavedAsItIsTyped(t *testing.T) {
	h := full(t)
	h.screen.field.SetText("停车位")
	h.MustSee("显示 1 项，共 4 项")
	h.screen.field.SetText("")
	h.screen.chosen = h.matters()["建议把停车位一并 改造。"].ID
	h.screen.fill()
	h.TapNth("采纳", 1)
	h.pause()
	h.W.Canvas().Focus(h.screen.editor.text)
	h.Type("已列入方案。")
	h.W.Canvas().Focus(h.screen.editor.office)
	h.Type("区住建委")
	h.pause()
	m := h.matters()["建议把停车位一并 改造。"]
	if m.Status != opinion.Adopted || m.Answer != "已列入方案。" || m.Office != "区住建委" || h.Saved == 0 {
		t.Errorf("%+v", m)
	}
	// The filter by status finds it; another keeps it out.
	h.TapNth("采纳", 0)
	h.MustSee("显示 1 项，共 4 项", "已列入方案。")
	h.TapNth("解释", 0)
	h.MustSee("显示 0 项，共 4 项", "没有符合条件的意见")
}

// What cannot be saved is said once, kept, and saved later.
func TestAnAnswerThatCannotBeSavedIsKept(t *testing.T) {
	h := full(t)
	h.Opinions.Fail(errors.New("full"))
	h.W.Canvas().Focus(h.screen.editor.text)
	h.Type("答")
	h.pause()
	h.MustSee("没有完成")
	h.Tap("知道了")
	h.W.Canvas().Focus(h.screen.editor.text)
	h.Type("复")
	h.pause()
	h.MustNotSee("没有完成")
	if h.screen.Flush() == nil {
		t.Error("flushed")
	}
	// It is there when another entry was looked at meanwhile.
	id := h.screen.chosen
	h.W.Canvas().Focus(h.screen.list)
	h.Press(fyne.KeyDown)
	if h.screen.chosen == id || h.screen.editor.text.Text != "" {
		t.Error("the other entry shows the answer of the first")
	}
	h.Press(fyne.KeyUp)
	if h.screen.editor.text.Text != "答复" {
		t.Errorf("it reads %q", h.screen.editor.text.Text)
	}
	h.Opinions.Fail(nil)
	if err := h.screen.Flush(); err != nil {
		t.Fatal(err)
	}
	s, _ := h.Opinions.State()
	if s.Matters[id].Answer != "答复" {
		t.Errorf("%+v", s.Matters[id])
	}
}

func TestOneDelegation(t *testing.T) {
	h := full(t)
	h.Tap("代表团：全部")
	h.MustSee("只看一个代表团", "平江代表团（2）", "沧浪代表团（1）")
	for i, c := range h.sheetList().Cards() {
		if c.Blocks[0].Text == "金阊代表团（2）" {
			h.sheetList().OnTapped(i)
			break
		}
	}
	h.MustSee("代表团：金阊代表团", "显示 2 项，共 4 项")
	h.MustNotSee("为什么删去？")
}

// sheetList is the list on the sheet over the window.
func (h *house) sheetList() (list *page.List) {
	hand.Walk(h.W.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if l, ok := o.(*page.List); ok {
			list = l
		}
	})
	return list
}

func TestANewerVersionIsSaidAndItsAnswerKept(t *testing.T) {
	h := full(t)
	id := h.matters()["请列出清单。"].ID
	d, _ := h.Files.Opinions.Digest()
	if err := d.Answer(id, opinion.Answer{Status: opinion.Explained, Text: "已列出。"}); err != nil {
		t.Fatal(err)
	}
	newer := h.on("古城保护体系不断完善", "请列出清单并公开。")
	newer.ID, newer.Changed = id, stagetest.Instant.Add(time.Hour)
	h.gives("仇英", "金阊代表团", newer)
	h.screen.Import([]string{"仇英"})
	h.MustSee("原为“请列出清单。”，现为“请列出清单并公开。”", "答复保留，请核对")
	h.Tap("知道了")
	h.screen.chosen = id
	h.screen.fill()
	h.MustSee("意见已更新", "更新前：请列出清单。")
	h.Tap("答复已核对")
	h.MustNotSee("意见已更新")
	if m := h.matters()["请列出清单并公开。"]; m.Answer != "已列出。" || m.Was != "" {
		t.Errorf("%+v", m)
	}
}

func TestTakingOutCanBeUndone(t *testing.T) {
	h := full(t)
	h.Tap("移出汇总")
	h.MustSee("审议意见汇总（3 项）", "已移出 1 项意见。")
	h.Tap("撤销移出")
	h.MustSee("审议意见汇总（4 项）")
	h.MustNotSee("已移出")
}

// What was typed a moment before comes back with it.
func TestTakingOutLosesNothingTyped(t *testing.T) {
	h := full(t)
	id := h.screen.chosen
	h.W.Canvas().Focus(h.screen.editor.text)
	h.Type("答复")
	h.Tap("移出汇总")
	h.Tap("撤销移出")
	s, err := h.Opinions.State()
	if err != nil || s.Matters[id].Answer != "答复" {
		t.Errorf("%+v, %v", s.Matters[id], err)
	}
}

func TestGoingToThePassage(t *testing.T) {
	h := full(t)
	h.Tap("到原处")
	r, _ := h.Report()
	if len(h.Went) != 1 || h.Went[0].Place != stage.ReportPlace || r.Copy(h.Went[0].Passage, false) != "古城保护体系不断完善" {
		t.Errorf("went to %+v", h.Went)
	}
	if _, ok := target(opinion.Entry{Quote: "x", Found: opinion.Unfound, At: report.Range{}}); ok {
		t.Error("a passage that is not there can be gone to")
	}
}

func TestExports(t *testing.T) {
	h := full(t)
	folder := t.TempDir()
	h.Files.ExportFolder = func() string { return folder }
	wrote := map[string]int{}
	paper := func(path string, p stage.OpinionPaper) error {
		for _, g := range p.Groups {
			wrote[filepath.Base(path)] += len(g.Entries)
		}
		if !p.Rehearsal || p.Meeting == "" {
			t.Errorf("%s: %+v", path, p)
		}
		return os.WriteFile(path, nil, 0o600)
	}
	h.Files.Opinions.WriteTable, h.Files.Opinions.WriteDocument = paper, paper
	h.Files.Opinions.Write = func(path string, s opinion.Set) error { wrote[filepath.Base(path)] = len(s.Opinions); return nil }
	for _, form := range []string{"Excel 工作簿……", "文档（docx）……", "汇总文件……"} {
		h.Tap("导出汇总……")
		h.Tap(form)
		h.Tap("导出")
		h.MustSee("已导出到")
		if form == "汇总文件……" {
			h.MustNotSee("打开文件")
			h.Tap("知道了")
		} else {
			h.Tap("完成")
		}
	}
	want := map[string]int{"演练-审议意见汇总.xlsx": 4, "演练-审议意见汇总.docx": 4, "演练-审议意见汇总" + opinion.Ending: 5}
	for name, n := range want {
		if wrote[name] != n {
			t.Errorf("%s has %d, want %d: %v", name, wrote[name], n, wrote)
		}
	}
}

func TestWhatIsDroppedOnTheWindow(t *testing.T) {
	folder := t.TempDir()
	for name, want := range map[string]bool{"a.批注.jsonld": true, "b.JSON": true, "c.txt": false, "d.xlsx": false, "": true} {
		path := filepath.Join(folder, name)
		if name != "" {
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := Takes(storage.NewFileURI(path)); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
