package page

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/prose"
)

func themed(t testing.TB, text float32) fyne.App {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, text))
	return app
}

func block(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestAColumnGivesEachTextTheHeightItNeedsAtItsWidth(t *testing.T) {
	themed(t, 18)
	text := prose.New(strings.Repeat("先行完成主次干道绿化建设，", 10))
	below := block(10, 10)
	c := NewColumn(8, text, below)
	for _, width := range []float32{300, 900, 300} {
		height := Settle(c, width)
		if want := text.MinSize().Height; below.Position().Y != want+8 || height != want+8+10 {
			t.Errorf("at %v: the second begins at %v and the column is %v high, the first needs %v", width, below.Position().Y, height, want)
		}
	}
	wide, narrow := Settle(c, 900), Settle(c, 300)
	if narrow <= wide {
		t.Errorf("the column is %v high when narrow and %v when wide", narrow, wide)
	}
}

func TestAFlowGoesOnInANewRow(t *testing.T) {
	a, b, c := block(100, 40), block(100, 20), block(100, 40)
	f := NewFlow(8, a, b, c)
	for _, at := range []struct {
		width, height float32
		second, third fyne.Position
	}{
		{400, 40, fyne.NewPos(108, 10), fyne.NewPos(216, 0)},
		{250, 88, fyne.NewPos(108, 10), fyne.NewPos(0, 48)},
		{50, 40 + 8 + 20 + 8 + 40, fyne.NewPos(0, 48), fyne.NewPos(0, 76)},
	} {
		if got := Settle(f, at.width); got != at.height || b.Position() != at.second || c.Position() != at.third {
			t.Errorf("at %v: %v high, the others at %v and %v; want %v, %v, %v", at.width, got, b.Position(), c.Position(), at.height, at.second, at.third)
		}
	}
	if a.Size().Width != 50 {
		t.Errorf("an object wider than the flow is %v wide", a.Size().Width)
	}
	b.Hide()
	if Settle(f, 250); c.Position() != fyne.NewPos(108, 0) {
		t.Errorf("a hidden object takes room: the next is at %v", c.Position())
	}
}

func TestABorderGivesTheMiddleTheRest(t *testing.T) {
	top, bottom, middle := block(10, 30), block(10, 20), block(10, 10)
	b := NewBorder(top, bottom, middle)
	b.Resize(fyne.NewSize(200, 300))
	if middle.Position() != fyne.NewPos(0, 30) || middle.Size() != fyne.NewSize(200, 250) || bottom.Position().Y != 280 {
		t.Errorf("the middle is at %v of %v, the bottom at %v", middle.Position(), middle.Size(), bottom.Position())
	}
	bottom.Hide()
	b.Refresh()
	if middle.Size().Height != 270 {
		t.Errorf("a hidden bottom takes room: the middle is %v high", middle.Size().Height)
	}
}

func TestAFrameLaysOutAnewForLargerText(t *testing.T) {
	app := themed(t, 14)
	text := prose.New(strings.Repeat("新建停车位，更新充电桩。", 8))
	below := block(10, 10)
	f := NewFrame(NewColumn(0, NewColumn(0, text), below))
	f.Resize(fyne.NewSize(400, 600))
	before := below.Position().Y
	app.Settings().SetTheme(look.New(look.Light, 28))
	f.Refresh()
	if after := below.Position().Y; after < 3*before || after != text.MinSize().Height {
		t.Errorf("what follows went from %v to %v; the text needs %v", before, after, text.MinSize().Height)
	}
}

func TestAScrollRevealsWhatIsBelow(t *testing.T) {
	themed(t, 18)
	last := block(10, 44)
	s := NewScroll(NewColumn(0, block(10, 2000), last), 16, 0)
	// It was never drawn: the driver does not know where anything is.
	s.Resize(fyne.NewSize(300, 400))
	s.Reveal(last)
	if at := 16 + last.Position().Y - s.inner.Offset.Y; at < 0 || at+44 > s.Size().Height {
		t.Errorf("it stands at %v of %v", at, s.Size().Height)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if s.inner.Offset.Y != 0 {
		t.Errorf("Home leaves it at %v", s.inner.Offset.Y)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if s.inner.Offset.Y < 300 {
		t.Errorf("PgDn goes to %v", s.inner.Offset.Y)
	}
	NewWheel(s).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 100)})
	if s.inner.Offset.Y > 300 {
		t.Errorf("the wheel over an input leaves it at %v", s.inner.Offset.Y)
	}
}

func TestAnInputGivesTheWindowsShortcutsOn(t *testing.T) {
	themed(t, 18)
	in := NewField("搜索")
	test.NewTempWindow(t, in)
	var passed []string
	in.pass = func(s fyne.Shortcut) { passed = append(passed, s.ShortcutName()) }
	key := func(k fyne.KeyName, m fyne.KeyModifier) {
		in.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
	}
	key(fyne.Key1, fyne.KeyModifierAlt)
	key(fyne.KeyF, fyne.KeyModifierControl)
	key(fyne.KeyBackspace, fyne.KeyModifierControl)
	key(fyne.KeyLeft, fyne.KeyModifierControl)
	in.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(passed) != 2 {
		t.Errorf("the window got %q, want Alt+1 and Ctrl+F", passed)
	}
}

func TestKeysOfAnInput(t *testing.T) {
	themed(t, 18)
	in := NewField("搜索")
	var got []string
	in.OnEscape = func() { got = append(got, "esc") }
	in.OnDown = func() { got = append(got, "down") }
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if fmt.Sprint(got) != "[esc down]" {
		t.Errorf("the keys gave %v", got)
	}
	area := NewArea("批注", 2)
	test.NewTempWindow(t, area)
	area.OnDown = func() { t.Error("↓ left a field of several lines") }
	area.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
}

func TestASheetTakesEscAndTheWholeWindow(t *testing.T) {
	themed(t, 18)
	w := test.NewTempWindow(t, block(10, 10))
	w.Resize(fyne.NewSize(800, 600))
	before := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { before++ })
	var s *Sheet
	s = OpenSheet(w, block(10, 10), func() { s.Close() })
	if s.Size() != w.Canvas().Size() {
		t.Errorf("the sheet is %v of %v", s.Size(), w.Canvas().Size())
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Overlays().Top() != nil || before != 0 {
		t.Error("Esc did not close the sheet alone")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if before != 1 {
		t.Error("the window did not get its keys back")
	}
	s.Close()
	if before != 1 {
		t.Error("closing twice changed something")
	}
}

func TestAButtonShowsItsFocusOnEveryGround(t *testing.T) {
	themed(t, 18)
	for _, importance := range []widget.Importance{widget.MediumImportance, widget.HighImportance, widget.LowImportance} {
		b := NewButton("采用", func() {})
		b.Importance = importance
		w := test.NewTempWindow(t, b)
		objects := test.WidgetRenderer(b).Objects()
		line := objects[len(objects)-1].(*canvas.Rectangle)
		before := line.StrokeWidth
		w.Canvas().Focus(b)
		if line.StrokeWidth <= before || line.StrokeColor == look.Current().Color(theme.ColorNamePrimary, 0) && importance == widget.HighImportance {
			t.Errorf("importance %v: the line is %v wide with the focus, %v without", importance, line.StrokeWidth, before)
		}
		w.Canvas().Unfocus()
		if line.StrokeWidth != before {
			t.Errorf("importance %v: the line stays", importance)
		}
	}
}

func TestSearchTerms(t *testing.T) {
	text := Folded("Ａ类：新建１５公里\n区教育局")
	for asked, want := range map[string]bool{"15": true, "a类 教育": true, "１５公里": true, "": true, "15 卫生": false} {
		if got := Has(text, Terms(asked)); got != want {
			t.Errorf("%q: %v", asked, got)
		}
	}
}
