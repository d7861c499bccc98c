package projects

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/review"
	"piaojue/ui/stage"
)

func (h *house) order() string { return strings.Join(h.screen.order, " ") }

func TestSortingAndFilteringSayWhatIsShown(t *testing.T) {
	h := newHouse(t, three())
	h.lean(note.Intent{Project: "4", Name: "丁工程", Leaning: note.Favour, Star: true, Seen: true})
	h.lean(note.Intent{Project: "2", Name: "乙工程", Leaning: note.Favour, Seen: true})
	h.screen.Shown(stage.Target{})
	h.mustSay("共 4 项，可按编号、名称、内容、单位、拼音首字母搜索")
	h.mustNotSay("全部显示")

	h.hand().Tap("排序、筛选……")
	h.hand().Tap("资金")
	h.mustSay("共 4 项 · 按资金排列")
	h.hand().Tap("赞成")
	h.mustSay("显示 2 项，共 4 项 · 意向：赞成 · 按资金排列")
	h.hand().Tap("区城管局")
	h.hand().Tap("民生")
	h.hand().Tap("完成")
	h.mustSay("显示 1 项，共 4 项 · 类别：民生 · 单位：区城管局 · 意向：赞成 · 按资金排列", "丁工程")
	h.mustNotSay("甲工程", "乙工程")
	// One press shows all again, in the order that was asked for
	h.hand().Tap("全部显示")
	h.mustSay("共 4 项 · 按资金排列")
	if got := h.order(); got != "2 1 4 3" {
		t.Errorf("shown are %s", got)
	}
	// What is opened again shows what holds
	h.hand().Tap("排序、筛选……")
	h.hand().Tap("有批注")
	h.mustSay("显示 0 项，共 4 项 · 有批注 · 按资金排列", "没有项目同时符合这些条件。")
	h.hand().Tap("全部显示")
	h.mustSay("共 4 项 · 按资金排列")
	h.mustNotSay("没有项目")
}

func TestAmountsBoundTheListOrAreRefusedInWords(t *testing.T) {
	h := newHouse(t, three())
	f := openFilter(h.screen)
	least, most := f.amount[0].input, f.amount[1].input
	for typed, want := range map[string]string{
		"100": "显示 2 项，共 4 项 · 资金不少于 100 万元", "1亿": "显示 1 项，共 4 项 · 资金不少于 10000 万元",
		"３００": "显示 2 项，共 4 项 · 资金不少于 300 万元", "很多": "“很多”不是金额，暂不按它筛选。",
	} {
		least.SetText(typed)
		h.mustSay(want)
	}
	least.SetText("很多")
	if !h.screen.filter.IsZero() {
		t.Errorf("what is no amount bounds: %+v", h.screen.filter)
	}
	least.SetText("80")
	most.SetText("300")
	if h.screen.filter.Least != 800_000 || h.screen.filter.Most != 3_000_000 || h.order() != "1 4" {
		t.Errorf("%+v shows %s", h.screen.filter, h.order())
	}
	h.hand().Tap("全部显示")
	if least.Text != "" || h.order() != "1 2 3 4" {
		t.Errorf("the field holds %q, shown are %s", least.Text, h.order())
	}
	h.hand().Tap("未写明资金")
	if h.order() != "3" {
		t.Errorf("shown are %s", h.order())
	}
}

func TestGroupsAreHeadedByTheOrder(t *testing.T) {
	h := newHouse(t, three())
	h.Window.Resize(fyne.NewSize(1100, 2000))
	h.lean(note.Intent{Project: "4", Name: "丁工程", Leaning: note.Oppose, Star: true})
	for order, want := range map[review.Order][]string{
		review.ByCategory: {"环境（2）", "民生（2）"},
		review.ByUnit:     {"区城管局（2）", "区住建委（1）", "区民政局、区城管局（1）"},
		review.ByLeaning:  {"意向：反对（1）", "意向：未标（3）"},
		review.ByStar:     {"★ 星标（1）", "没有星标（3）"},
		review.ByNumber:   {"按编号排列"},
	} {
		h.screen.sort = order
		h.screen.Shown(stage.Target{})
		h.mustSay(want...)
	}
}

// A list does not move under somebody who marks: it is put in order again when
// it is shown again.
func TestMarkingDoesNotReorder(t *testing.T) {
	h := newHouse(t, three())
	h.screen.sort, h.screen.filter.Leanings = review.ByLeaning, []note.Leaning{note.NoLeaning}
	h.screen.Shown(stage.Target{})
	h.screen.open("3")
	h.tap("赞成")
	if h.order() != "1 2 3 4" {
		t.Errorf("the list became %s", h.order())
	}
	h.screen.Shown(stage.Target{})
	if h.order() != "1 2 4" {
		t.Errorf("shown again it is %s", h.order())
	}
}

func TestATargetOutsideTheFilterShowsAll(t *testing.T) {
	h := newHouse(t, three())
	h.screen.filter.Star = true
	h.screen.Shown(stage.Target{Place: stage.ProjectsPlace, Project: "3"})
	if h.screen.current != "3" || h.screen.index("3") < 0 || !h.screen.filter.IsZero() {
		t.Errorf("%q is open, shown are %s", h.screen.current, h.order())
	}
}

func TestTheFilterWorksByTheKeyboard(t *testing.T) {
	h := newHouse(t, three())
	h.hand().Tap("排序、筛选……")
	h.hand().Tab(2)
	h.hand().Press(fyne.KeyReturn)
	if h.screen.sort != review.ByCategory {
		t.Fatal("Enter chose")
	}
	h.hand().Press(fyne.KeySpace)
	if h.screen.sort != review.ByNumber {
		t.Fatalf("the order is %s", h.screen.sort)
	}
	h.hand().Press(fyne.KeyEscape)
	h.mustSay("共 4 项 · 按编号排列", "搜索项目")
}
