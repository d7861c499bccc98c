package targets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/target"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// house is a screen in a window.
type house struct {
	*stagetest.Stage
	hand.Hand
	screen *Screen
}

func open(t *testing.T) *house { return over(t, stagetest.New(t)) }

func over(t *testing.T, st *stagetest.Stage) *house {
	t.Helper()
	h := &house{Stage: st, Hand: hand.Hand{T: t, W: st.Window}}
	h.screen = New(h.Stage.Stage)
	h.Window.SetContent(h.screen.Object())
	h.screen.Shown(stage.Target{Place: stage.TargetsPlace})
	return h
}

// pick chooses an entry of a menu by how its word begins.
func (h *house) pick(m *menu, word string) {
	h.T.Helper()
	for _, i := range m.items() {
		if strings.HasPrefix(i.Label, word) {
			i.Action()
			return
		}
	}
	h.T.Fatalf("nothing begins with %q", word)
}

// labels are the amounts shown, from the top.
func (h *house) labels() []string {
	var all []string
	for _, r := range h.screen.shown {
		all = append(all, r.label)
	}
	return all
}

func TestEveryCommitmentIsShownAsItStandsInTheText(t *testing.T) {
	h := open(t)
	r, _ := h.Report()
	found := target.Find(r)
	if len(h.screen.shown) != len(found) {
		t.Fatalf("%d rows, want %d", len(h.screen.shown), len(found))
	}
	for i, w := range h.screen.shown {
		if w.At != found[i].At {
			t.Fatalf("row %d is %s", i, w.label)
		}
		if marked := string([]rune(w.sentence)[w.marked[0]:w.marked[1]]); page.Folded(marked) != page.Folded(w.Written) {
			t.Errorf("%s: %q is marked", w.label, marked)
		}
	}
	h.MustSee("指标（182 项）", "54个", "街坊控规修编", "五年成绩", "一、“十三五”时期和2020年工作回顾", "由程序找出，以原文为准")
	h.MustNotSee("清除筛选")
}

func TestFiltersKeepToWhatTheySay(t *testing.T) {
	h := open(t)
	s := h.screen
	h.pick(s.classes, "今年任务")
	h.pick(s.bounds, "不少于")
	for _, r := range s.shown {
		if r.Class != target.ThisYear || r.Bound != target.AtLeast {
			t.Errorf("%s is %s, %s", r.label, r.Class, r.Bound)
		}
	}
	n := len(s.shown)
	h.MustSee("类别：今年任务", "限定：不少于", "清除筛选")
	h.pick(s.sections, "三、2021年主要工作任务 › （三）")
	if len(s.shown) == 0 || len(s.shown) >= n {
		t.Errorf("the section leaves %d of %d", len(s.shown), n)
	}
	s.field.SetText("违建 ２０")
	if got := h.labels(); len(got) != 1 || got[0] != "不少于20万平方米" {
		t.Errorf("searched for: %v", got)
	}
	s.field.SetText("火星")
	h.MustSee("没有符合条件的指标")
	h.Tap("清除筛选")
	h.MustSee("指标（182 项）", "类别：全部", "章节：全部")
	h.pick(s.bounds, "力争、预计")
	for _, r := range s.shown {
		if !r.Striving() {
			t.Errorf("%s is neither striven for nor expected", r.label)
		}
	}
	if len(s.shown) == 0 {
		t.Error("nothing is striven for")
	}
}

// Every value of a menu leaves as many rows as it says.
func TestTheMenusCountWhatTheyLeave(t *testing.T) {
	h := open(t)
	for _, m := range []*menu{h.screen.classes, h.screen.bounds, h.screen.sections} {
		if len(m.options) < 2 {
			t.Errorf("%s offers %d", m.key, len(m.options))
		}
		for _, o := range m.options {
			h.pick(m, o.word)
			if len(h.screen.shown) != o.count {
				t.Errorf("%s %s: %d shown, %d said", m.key, o.word, len(h.screen.shown), o.count)
			}
			h.screen.unfilter()
		}
	}
}

func TestOrders(t *testing.T) {
	h := open(t)
	s := h.screen
	h.pick(s.orders, "按数值")
	last := map[string]target.Decimal{}
	unit := ""
	for _, r := range s.shown {
		if r.Unit != unit {
			if _, again := last[r.Unit]; again {
				t.Fatalf("%s stands in two places", r.Unit)
			}
			unit = r.Unit
		} else if last[unit].Compare(r.High) < 0 {
			t.Errorf("%s stands behind %s", r.label, last[unit])
		}
		last[unit] = r.High
	}
	h.MustSee("单位：个（", "33万个")
	h.pick(s.orders, "按章节")
	seen, section := map[string]bool{}, ""
	for _, r := range s.shown {
		if r.section != section && seen[r.section] {
			t.Fatalf("%s stands in two places", r.section)
		}
		section = r.section
		seen[section] = true
	}
	h.pick(s.orders, "按原文")
	if got := h.labels()[0]; got != "54个" {
		t.Errorf("the first of the text is %s", got)
	}
}

func TestARowGoesToItsPassageAndEscBack(t *testing.T) {
	h := open(t)
	h.screen.field.SetText("健身步道")
	h.Window.Canvas().Focus(h.screen.list)
	h.Press(fyne.KeyDown, fyne.KeyReturn)
	r, _ := h.Report()
	want := stage.Target{Place: stage.ReportPlace, Passage: h.screen.shown[0].Sentence}
	if len(h.Went) != 1 || h.Went[0] != want || !strings.Contains(r.Copy(want.Passage, true), "新建健身步道15公里") {
		t.Fatalf("went to %+v", h.Went)
	}
	h.Press(fyne.KeyEscape)
	if got := h.Went[len(h.Went)-1]; len(h.Went) != 2 || got != (stage.Target{Place: stage.ReportPlace}) {
		t.Errorf("Esc goes to %+v", h.Went)
	}
	h.Tap("回到报告")
	if len(h.Went) != 3 {
		t.Error("the button does not go back")
	}
}

func TestCopies(t *testing.T) {
	h := open(t)
	h.screen.field.SetText("健身步道")
	h.Window.Canvas().Focus(h.screen.list)
	h.Press(fyne.KeyDown, fyne.KeyC)
	got := h.App.Clipboard().Content()
	for _, want := range []string{"1个", "体育公园", "“建成区级体育公园1个，新建健身步道15公里。”", "——三、2021年主要工作任务 › （四）"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	h.MustSee("已复制“1个”一行。")
	h.Tap("复制表格")
	lines := strings.Split(strings.TrimSpace(h.App.Clipboard().Content()), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	for _, l := range lines {
		if n := strings.Count(l, "\t"); n != strings.Count(heads(), "\t") {
			t.Errorf("%q has %d columns", l, n+1)
		}
	}
	if cells := strings.Split(lines[2], "\t"); cells[2] != "15" || cells[4] != "公里" {
		t.Errorf("%q", cells)
	}
}

func TestWhereThereIsNothingItIsSaid(t *testing.T) {
	h := over(t, stagetest.Of(t, stagetest.Setup(t), meeting.Document{}))
	h.MustSee("还没有报告", "回到报告")
	h = over(t, stagetest.Of(t, stagetest.Setup(t), meeting.Document{Name: "a.txt", Text: "各位好\n\n今天天气晴朗。\n"}))
	h.MustSee("没有找到带数量的指标", "新建三所学校")
	h.Tap("回到报告")
	if len(h.Went) != 1 {
		t.Error("there is no way back")
	}
	h = over(t, stagetest.Of(t, stagetest.Setup(t), meeting.Document{Name: "a.txt", Text: "通知\n\n全区共检查商铺1,250家。\n"}))
	h.MustSee("指标（1 项）", "1,250家", "未分类")
}

// Another report replaces the table, and filters that fitted the old one.
func TestAnotherReport(t *testing.T) {
	h := open(t)
	h.pick(h.screen.classes, "今年任务")
	if err := h.Meeting.SetDocument(meeting.Document{Name: "b.txt", Text: "通知\n\n全区共检查商铺1,250家。\n"}); err != nil {
		t.Fatal(err)
	}
	h.Announce()
	h.MustSee("指标（1 项）", "1,250家")
	h.MustNotSee("54个")
}

// No text is cut off at the sides, at any size.
func TestItFits(t *testing.T) {
	h := open(t)
	for _, text := range []float32{look.MinText, look.DefaultText, look.MaxText} {
		h.App.Settings().SetTheme(look.New(look.Light, text))
		for _, width := range []float32{640, 874, 1290} {
			h.Window.Resize(fyne.NewSize(width, 600))
			h.screen.Object().Refresh()
			hand.Walk(h.Window.Canvas().Content(), func(o fyne.CanvasObject) {
				if b, ok := o.(*page.Button); ok {
					at := h.App.Driver().AbsolutePositionForObject(b)
					if at.X < 0 || at.X+b.Size().Width > width+1 {
						t.Errorf("text %v, width %v: %q is from %v to %v", text, width, b.Text, at.X, at.X+b.Size().Width)
					}
					if b.Size().Height < look.Target-1 {
						t.Errorf("text %v: %q is %v high", text, b.Text, b.Size().Height)
					}
				}
			})
		}
	}
}
