package notes

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/stage"
)

// sorted is a house with notes of several kinds, colours and tags.
func sorted(t *testing.T) *house {
	h := newHouse(t)
	r, _ := h.Report()
	for _, n := range []struct {
		quote  string
		kind   note.Kind
		colour note.Colour
		tags   []string
		text   string
	}{
		{"开展无违建社区创建活动", note.Highlight, note.Yellow, nil, ""},
		{"完成54个小区、83条街巷", note.Question, note.Pink, []string{"民生", "老小区"}, "哪些小区"},
		{"深化违建专项治理", note.Suggestion, note.Blue, []string{"民生"}, "建议公开"},
		{"建成胥台、平齐实验幼儿园", note.Question, note.Blue, []string{"教育"}, "何时招生"},
	} {
		at, ok := r.Locate(n.quote)
		if !ok {
			t.Fatalf("no %q", n.quote)
		}
		made, err := h.Book.Mark(r, at, n.kind, n.colour, n.text)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Book.Tag(made.ID, n.tags); err != nil {
			t.Fatal(err)
		}
	}
	h.about("2", "由谁管理")
	h.Window.Resize(fyne.NewSize(1400, 900))
	h.show(stage.Target{})
	return h
}

func TestFiltersByKindColourTagAndSection(t *testing.T) {
	h := sorted(t)
	h.mustNotSay("疑问 2")
	h.tap("筛选")
	h.mustSay("高亮 1", "下划线 0", "批注 1", "疑问 2", "建议 1", "黄 2", "绿 0", "蓝 2", "粉 1", "#民生 2", "#教育 1", "#老小区 1", "全部章节 5")

	// Values of one facet are or, facets are and; counts follow the others.
	h.tap("疑问 2")
	h.mustShow("哪些小区", "何时招生")
	h.mustSay("我的批注：显示 2 条，共 5 条", "✓ 疑问 2", "建议 1", "蓝 1", "粉 1", "黄 0", "#民生 1")
	h.tap("建议 1")
	h.mustShow("建议公开", "哪些小区", "何时招生")
	h.tap("蓝 2")
	h.mustShow("建议公开", "何时招生")
	h.tap("#教育 1")
	h.mustShow("何时招生")
	h.mustSay("#民生 1")
	h.tap("收起筛选")
	h.mustSay("筛选（4）")
	h.tap("清除筛选")
	h.mustShow("建议公开", "", "哪些小区", "何时招生", "由谁管理")
	h.mustNotSay("清除筛选")

	// A section, and a search for a tag.
	h.tap("筛选")
	for i, p := range h.screen.parts {
		if p.title == "（三）在城市品质上展现新提升。" {
			h.screen.sieve.part.pick(i)
		}
	}
	h.mustShow("建议公开", "", "哪些小区")
	h.mustSay("（三）在城市品质上展现新提升。 3 ▼")
	h.screen.field.SetText("#老小区")
	h.mustShow("哪些小区")
	h.screen.field.SetText("没有的词")
	h.mustSay("没有符合这些条件的批注。")
}

func TestTheChosenNoteIsChangedByKeys(t *testing.T) {
	h := sorted(t)
	h.key(fyne.KeyDown)
	id := h.screen.shown[0].note.ID
	h.key(fyne.Key2, fyne.KeyQ)
	if n := h.held()[id]; n.Colour != note.Green || n.Kind != note.Question {
		t.Fatalf("it is %+v", n)
	}
	if i := h.screen.chosen(); i != 0 {
		t.Errorf("note %d is chosen", i)
	}
	h.screen.Undo()
	h.screen.Undo()
	h.mustSay("已撤销：更改颜色")
	if n := h.held()[id]; n.Colour != note.Blue || n.Kind != note.Suggestion {
		t.Errorf("undone, it is %+v", n)
	}
	h.screen.Redo()
	if n := h.held()[id]; n.Colour != note.Green {
		t.Errorf("done again, it is %+v", n)
	}
}

func TestLockedNotesAreSaid(t *testing.T) {
	h := newHouse(t)
	h.Under("甲")
	h.show(stage.Target{})
	h.mustSay("批注加了口令，还没有打开")
	h.mustNotSay("还没有批注")
	h.tap("输入口令")
	h.Give("甲")
	h.mustNotSay("批注加了口令")
	h.mustSay("还没有批注")
}

// fillNotes stores many notes over the report.
func fillNotes(tb testing.TB, book *note.Book, r *report.Report, many int) {
	tb.Helper()
	var all []note.Note
	for i := range many {
		a := note.AnchorAt(r, report.Range{Start: 200 + i*2, End: 240 + i*2})
		all = append(all, note.Note{
			ID: fmt.Sprintf("%032d", i), Anchor: &a, Kind: note.Kinds[i%5], Colour: note.Colours[i%4],
			Tags: []string{fmt.Sprint("标签", i%30)}, Text: fmt.Sprint("第", i, "条，请问包括哪些街道，资金从哪里来？"),
		})
	}
	if _, err := book.Merge(note.Content{Notes: all}); err != nil {
		tb.Fatal(err)
	}
}
