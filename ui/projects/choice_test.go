package projects

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
)

func TestMyChoiceIsWhatIFavour(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.places(3, 3)
	for _, id := range []string{"2", "5"} {
		h.screen.open(id)
		h.tap("赞成")
	}
	h.screen.open("3")
	h.tap("存疑")
	h.hand().Tap("我的选择……")
	h.mustSay("我的选择 2 · 应选 3", "还可选 1 项。", "2　“厕所革命”提升工程", "意向标为“赞成”的项目，就是我的选择。")
	h.mustNotSay("道路架空线")
	// Taken out, it stays in its place until the sheet is closed
	h.hand().TapNth("赞成", 0)
	h.mustSay("我的选择 1 · 应选 3", "还可选 2 项。", "“厕所革命”提升工程")
	if h.intent("2").Leaning != note.NoLeaning {
		t.Error("the leaning was not cleared: there is a second list")
	}
	h.hand().TapNth("赞成", 0)
	h.mustSay("我的选择 2 · 应选 3")
	h.hand().TapNth("赞成", 0)
	h.hand().Press(fyne.KeyEscape)
	h.mustSay("意向：赞成 1 · 应选 3")
	h.hand().Tap("我的选择……")
	h.mustNotSay("“厕所革命”")
}

func TestTooManyAreSaidAndNoneIsCut(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.places(2, 2)
	for _, id := range []string{"1", "2", "3"} {
		h.screen.open(id)
		h.tap("赞成")
	}
	h.hand().Tap("我的选择……")
	h.mustSay("我的选择 3 · 应选 2", "▲ 超出 1 项：最多赞成 2 项。去掉哪几项由代表本人决定，程序不会代为取消。", "请先去掉超出的项目。")
	h.mustNotSay("显示选择码")
	h.hand().TapNth("赞成", 1)
	h.mustSay("我的选择 2 · 应选 2", "显示选择码")
	h.mustNotSay("超出")
}

func TestTheCodeIsShownOnlyWhenAskedForAndFollowsTheChoice(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.hand().Tap("我的选择……")
	h.mustSay("还没有意向为“赞成”的项目。")
	h.mustNotSay("带到投票席")
	h.tap("关闭")
	for _, id := range []string{"1", "12"} {
		h.screen.open(id)
		h.tap("赞成")
	}
	l := rehearsal(t)
	both, one := l.Code([]string{"1", "12"}), l.Code([]string{"12"})
	h.hand().Tap("我的选择……")
	h.mustNotSay(both)
	h.hand().Tap("显示选择码")
	h.mustSay(both, "先显示要填的 2 项")
	h.hand().TapNth("赞成", 0)
	h.mustSay(one)
	h.mustNotSay(both)
	if ids, err := l.FromCode(one); err != nil || !slices.Equal(ids, []string{"12"}) {
		t.Errorf("the code gives %v, %v", ids, err)
	}
	// Closed and opened again, it is hidden again
	h.tap("关闭")
	h.hand().Tap("我的选择……")
	h.mustNotSay(one)
}

func TestALongListHasNoCode(t *testing.T) {
	l := sixty()
	for range 2 {
		for _, p := range sixty().Projects {
			p.ID = "b" + p.ID
			if l.Index(p.ID) < 0 {
				l.Projects = append(l.Projects, p)
			}
		}
	}
	h := newHouse(t, l)
	h.screen.open("1")
	h.tap("赞成")
	h.hand().Tap("我的选择……")
	h.mustSay("候选项目超过 64 项")
	h.mustNotSay("显示选择码")
}
