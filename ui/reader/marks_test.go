package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"piaojue/app/note"
	"piaojue/app/report"
)

// The marks of a line are found without looking at all of them, and none is
// missed; those that overlap lie in lanes of their own.
func TestMarksAreFoundByHalving(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var all []mark
		for i := range random.IntN(12) {
			start := random.IntN(40)
			all = append(all, mark{id: fmt.Sprint(i), at: report.Range{Start: start, End: start + 1 + random.IntN(15)}})
		}
		m := newMarks(slices.Clone(all))
		start := random.IntN(50)
		line := report.Range{Start: start, End: start + 1 + random.IntN(10)}
		var want, got []string
		for _, k := range all {
			if _, ok := meet(k.at, line); ok {
				want = append(want, k.id)
			}
		}
		for _, k := range m.on(line) {
			if _, ok := meet(k.at, line); ok {
				got = append(got, k.id)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("on %v of %v: %v, want %v", line, all, got, want)
		}
		for i, a := range m.all {
			for _, b := range m.all[:i] {
				if _, ok := meet(a.at, b.at); ok && a.lane == b.lane && a.lane < mostLanes-1 {
					t.Fatalf("%+v and %+v lie in one lane", a, b)
				}
			}
		}
	}
}

// Each kind is made by its key, shown by its sign, and opened to be written.
func TestKindsByKeys(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		key     fyne.KeyName
		on      string
		kind    note.Kind
		colour  note.Colour
		sign    string
		writing bool
	}{
		{fyne.KeyU, "深化违建专项治理", note.Underline, note.Green, "", false},
		{fyne.KeyN, "完成54个小区", note.Remark, note.Yellow, "", true},
		{fyne.KeyQ, "83条街巷", note.Question, note.Pink, "问", true},
		{fyne.KeyJ, "综合整治", note.Suggestion, note.Blue, "议", true},
	} {
		d.toPage()
		at := d.find(c.on)
		d.page.bring(at)
		d.page.selectRange(at)
		d.press(c.key)
		i := slices.IndexFunc(d.notes, func(n note.Note) bool { return n.Anchor.Start == at.Start && n.Anchor.End == at.End })
		if i < 0 || d.notes[i].Kind != c.kind || d.notes[i].Colour != c.colour {
			t.Fatalf("%s made %+v", c.key, d.notes)
		}
		if got := signOf(markOf(d.notes[i])); got != c.sign {
			t.Errorf("%s has the sign %q", c.kind, got)
		}
		if d.margin.chosen != d.notes[i].ID {
			t.Errorf("the card of the %s is not open", c.kind)
		}
		_, writing := d.st.Window.Canvas().Focused().(*pad)
		if writing != c.writing {
			t.Errorf("the cursor is in the text of the %s: %v", c.kind, writing)
		}
	}
}

// A highlight becomes a question by its key; another kind gets a note beside it.
func TestAHighlightIsTurned(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Blue)
	d.choose(n.ID, false)
	d.press(fyne.KeyQ)
	if got := d.kept(); len(got) != 1 || got[0].Kind != note.Question || got[0].Colour != note.Blue {
		t.Fatalf("turned into %+v", got)
	}
	d.toPage()
	d.page.selectRange(d.find("完成54个小区"))
	d.press(fyne.KeyJ)
	if got := d.kept(); len(got) != 2 || got[0].Kind == got[1].Kind || got[0].Kind != note.Suggestion && got[1].Kind != note.Suggestion {
		t.Errorf("beside it is %+v", got)
	}
}

func TestTagsAreTypedAndCompleted(t *testing.T) {
	d := open(t)
	first := d.mark("完成54个小区", note.Blue)
	second := d.mark("83条街巷", note.Blue)
	d.choose(first.ID, false)
	d.toPage()
	d.press(fyne.KeyT)
	field := d.margin.cards[first.ID].tags.field
	if d.st.Window.Canvas().Focused() != fyne.Focusable(field) {
		t.Fatal("the cursor is not in the tags")
	}
	for _, r := range "老小区 民生" {
		field.TypedRune(r)
	}
	d.load(nil)
	d.choose(second.ID, false)
	d.toPage()
	d.press(fyne.KeyT)
	tags := d.margin.cards[second.ID].tags
	tags.field.TypedRune('民')
	if !slices.Equal(tags.offered, []string{"民生"}) || tags.offers.Hidden {
		t.Fatalf("offered %q", tags.offered)
	}
	tags.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if tags.field.Text != "民生 " {
		t.Errorf("the field reads %q", tags.field.Text)
	}
	tags.field.TypedRune('区')
	if !slices.Equal(tags.offered, []string{"老小区"}) {
		t.Errorf("offered %q", tags.offered)
	}
	got := map[string][]string{}
	for _, n := range d.kept() {
		got[n.ID] = n.Tags
	}
	if !slices.Equal(got[first.ID], []string{"老小区", "民生"}) || !slices.Equal(got[second.ID], []string{"民生", "区"}) {
		t.Errorf("kept %q", got)
	}
	tags.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.st.Window.Canvas().Focused() != fyne.Focusable(d.page) {
		t.Error("Esc does not lead back to the page")
	}
}

func TestUndoAndRedoByKeys(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Blue)
	d.toPage()
	d.press(fyne.Key4)
	d.press(fyne.KeyU)
	said := func() string { return d.margin.lately.said.String() }
	undo, redo := &fyne.ShortcutUndo{}, &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	for _, s := range []struct {
		by   fyne.Shortcut
		says string
		left int
	}{
		{undo, "已撤销：改为下划线", 1},
		{undo, "已撤销：更改颜色", 1},
		{undo, "已撤销：添加高亮", 0},
		{undo, "没有可以撤销的操作。", 0},
		{redo, "已重做：添加高亮", 1},
		{&fyne.ShortcutRedo{}, "已重做：更改颜色", 1},
		{redo, "已重做：改为下划线", 1},
		{redo, "没有可以重做的操作。", 1},
	} {
		d.page.TypedShortcut(s.by)
		if said() != s.says || len(d.page.marks.all) != s.left || len(d.kept()) != s.left {
			t.Fatalf("said %q with %d marks, want %q with %d", said(), len(d.page.marks.all), s.says, s.left)
		}
	}
	if got := d.kept()[0]; got.ID != n.ID || got.Kind != note.Underline || got.Colour != note.Pink {
		t.Errorf("in the end %+v", got)
	}
}

func TestCopyWithItsPlace(t *testing.T) {
	d := open(t)
	for on, want := range map[string]string{
		"完成54个小区、83条街巷的“两小”综合整治": "“完成54个小区、83条街巷的‘两小’综合整治”（政府工作报告 三、（三）1）",
		"各位代表": "“各位代表”（政府工作报告）",
	} {
		at := d.find(on)
		d.page.bring(at)
		d.page.selectRange(at)
		d.press(fyne.KeyD)
		got := d.st.App.Clipboard().Content()
		if got != want {
			t.Errorf("copied %q, want %q", got, want)
		}
		if said := d.toolbox.keys.String(); !strings.HasPrefix(said, "已复制，并注明出处") || strings.Contains(said, "{{") {
			t.Errorf("said %q", said)
		}
	}
}

// However many notes are in sight, the margin holds a few cards and says the rest.
func TestManyNotesInSight(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	d.page.bring(at)
	for i := range 60 {
		if _, err := d.st.Book.Highlight(d.report, report.Range{Start: at.Start + i%20, End: at.Start + i%20 + 4}, note.Green, ""); err != nil {
			t.Fatal(err)
		}
	}
	d.load(nil)
	if n := len(d.margin.shown); n != mostCards || !strings.Contains(d.margin.hint.String(), "48") {
		t.Errorf("%d cards, and %q", n, d.margin.hint.String())
	}
}
