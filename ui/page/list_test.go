package page

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
)

// cards are n cards under headings, every tenth of them long.
func cards(n int) []Card {
	var all []Card
	for i := range n {
		if i%20 == 0 {
			all = append(all, Card{Head: true, Blocks: []Block{{Text: fmt.Sprint("第", i/20+1, "组")}}})
		}
		name := fmt.Sprint("项目", i)
		if i%10 == 0 {
			name += strings.Repeat("老旧小区综合改造", 12)
		}
		all = append(all, Card{Lead: fmt.Sprint(i), Blocks: []Block{{Text: name, Bold: true}}})
	}
	return all
}

func shownList(t testing.TB, all []Card) (*List, fyne.Window) {
	themed(t, 18)
	l := NewList()
	l.SetCards(all)
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 500))
	return l, w
}

func (l *List) press(names ...fyne.KeyName) {
	for _, n := range names {
		l.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// inSight reports whether the whole card stands in the view and has a widget.
func (l *List) inSight(i int) bool {
	return l.body.views[i] != nil && l.tops[i] >= l.scroll.Offset.Y-1 && l.tops[i+1] <= l.scroll.Offset.Y+l.scroll.Size().Height+1
}

func TestOnlyCardsInSightExist(t *testing.T) {
	l, _ := shownList(t, cards(2000))
	for _, y := range []float32{0, 700, 40_000, 1e9} {
		l.to(y)
		if n := len(l.body.views); n == 0 || n > 30 {
			t.Errorf("at %v there are %d cards", y, n)
		}
		bottom := l.scroll.Offset.Y + l.scroll.Size().Height
		reached := float32(0)
		for _, v := range l.body.views {
			reached = max(reached, v.Position().Y+v.Size().Height)
		}
		if reached < min(bottom, l.height()) {
			t.Errorf("at %v the cards end at %v, the view at %v", y, reached, bottom)
		}
	}
}

func TestCardsAreAsHighAsTheirTextAndDoNotOverlap(t *testing.T) {
	l, _ := shownList(t, cards(40))
	for i := range l.cards {
		got := l.tops[i+1] - l.tops[i]
		if want := l.cards[i].shaped(l.width, l.lead, nil).height; got != want {
			t.Errorf("card %d has %v, its text needs %v", i, got, want)
		}
	}
	if long, short := l.tops[2]-l.tops[1], l.tops[3]-l.tops[2]; long < 2*short {
		t.Errorf("the long card is %v high, a short one %v", long, short)
	}
}

func TestNamesAreNeverCutAndOneLineIsOne(t *testing.T) {
	themed(t, 18)
	name := strings.Repeat("老旧小区综合改造、雨污分流与停车设施建设工程", 5)
	c := Card{Lead: "1", Blocks: []Block{{Text: name}, {Text: name, Small: true, Most: 1}}}
	s := c.shaped(320, 20, nil)
	whole, cut := "", 0
	for _, p := range s.texts[1:] {
		if p.points == 18 {
			whole += p.text
		} else if cut++; !strings.HasSuffix(p.text, "…") {
			t.Errorf("the line that was cut reads %q", p.text)
		}
		if p.at.X+p.size.Width > 320 {
			t.Errorf("%q reaches to %v of 320", p.text, p.at.X+p.size.Width)
		}
	}
	if whole != name || cut != 1 {
		t.Errorf("the name reads %q; the other block takes %d lines", whole, cut)
	}
}

// Lines hang under what they go on from, on all the width there is; where that is
// too little to read, they do not.
func TestLinesHangUnderTheirBeginning(t *testing.T) {
	themed(t, 18)
	name := strings.Repeat("新建公办幼儿园", 5)
	c := Card{Lead: "1", Blocks: []Block{{Text: "甲：赞成　乙：反对　" + name, Hang: 10}}}
	for width, hangs := range map[float32]bool{400: true, 1100: true, 280: false} {
		s := c.shaped(width, 30, nil)
		lines, first, last := 0, float32(0), float32(0)
		for _, p := range s.texts[1:] {
			if lines++; lines == 1 {
				first = p.at.X
			}
			if last = p.at.X; p.at.X+p.size.Width > width {
				t.Errorf("at %v a line goes out of the card", width)
			}
		}
		if moved := last-first > 170; lines > 1 && moved != hangs {
			t.Errorf("at %v the last of %d lines begins %v in", width, lines, last-first)
		}
		if (lines == 1) != (width == 1100) {
			t.Errorf("at %v there are %d lines", width, lines)
		}
		if h := c.height(width, 30, counted{}); h != s.height {
			t.Errorf("at %v the height is %v and not %v", width, h, s.height)
		}
	}
}

func TestALongNumberTakesALineOfItsOwn(t *testing.T) {
	themed(t, 18)
	all := []Card{{Lead: "1", Blocks: []Block{{Text: "甲"}}}, {Lead: "姑苏区-2021-实事-003", Blocks: []Block{{Text: "乙"}}}}
	lead := leadWidth(all, mostLead)
	s := all[1].shaped(400, lead, nil)
	if len(s.texts) != 2 || s.texts[0].text != all[1].Lead || s.texts[1].at.Y <= s.texts[0].at.Y {
		t.Errorf("the card reads %+v", s.texts)
	}
}

func TestKeysChooseCardsAndSkipHeadings(t *testing.T) {
	l, _ := shownList(t, cards(60))
	var moved, opened []int
	l.OnMoved = func(i int) { moved = append(moved, i) }
	l.OnTapped = func(i int) { opened = append(opened, i) }
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 1}, {fyne.KeyDown, 2}, {fyne.KeyUp, 1}, {fyne.KeyUp, 1}, {fyne.KeyEnd, 62}, {fyne.KeyDown, 62}, {fyne.KeyHome, 1},
	} {
		l.press(step.key)
		if l.Chosen() != step.want || !l.inSight(l.Chosen()) {
			t.Errorf("%s chooses %d (in sight: %v), want %d", step.key, l.Chosen(), l.inSight(l.Chosen()), step.want)
		}
	}
	for range 25 {
		l.press(fyne.KeyDown)
		if l.cards[l.Chosen()].Head {
			t.Fatal("a heading was chosen")
		}
	}
	at := l.Chosen()
	l.press(fyne.KeyPageDown)
	if l.Chosen() <= at+2 {
		t.Errorf("PgDn goes from %d to %d", at, l.Chosen())
	}
	l.press(fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp)
	if l.Chosen() != 1 {
		t.Errorf("PgUp ends at %d", l.Chosen())
	}
	l.press(fyne.KeyReturn, fyne.KeySpace)
	l.TypedRune(' ') // what the space bar writes
	if fmt.Sprint(opened) != "[1 1]" || len(moved) == 0 {
		t.Errorf("opened %v, moved %d times", opened, len(moved))
	}
}

func TestATapChoosesFocusesAndOpens(t *testing.T) {
	l, w := shownList(t, cards(60))
	got := -1
	l.OnTapped = func(i int) { got = i }
	test.Tap(l.body.views[2])
	if got != 2 || l.Chosen() != 2 || w.Canvas().Focused() != fyne.Focusable(l) {
		t.Errorf("opened %d, chose %d", got, l.Chosen())
	}
	test.Tap(l.body.views[0])
	if l.Chosen() != 2 {
		t.Error("a heading can be chosen")
	}
}

func TestTheWordOnACardActsAndDoesNotOpenIt(t *testing.T) {
	did := 0
	l, w := shownList(t, []Card{{Blocks: []Block{{Text: "批注"}}, Word: "删除", Act: func() { did++ }}})
	l.OnTapped = func(int) { t.Error("the card was opened") }
	size := w.Canvas().Size()
	test.TapCanvas(w.Canvas(), fyne.NewPos(size.Width-24, 24))
	if did != 1 {
		t.Errorf("the act was done %d times", did)
	}
}

func TestReplacingACardKeepsThePlace(t *testing.T) {
	l, _ := shownList(t, cards(200))
	l.Choose(150)
	top := l.scroll.Offset.Y
	c := l.cards[150]
	c.Chips = []Chip{{Text: "赞成"}}
	l.SetCard(150, c)
	if l.scroll.Offset.Y != top || l.Chosen() != 150 {
		t.Errorf("the list went from %v to %v, %d is chosen", top, l.scroll.Offset.Y, l.Chosen())
	}
	found := false
	for _, o := range test.WidgetRenderer(l.body.views[150]).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Text == "赞成" {
			found = true
		}
	}
	if !found {
		t.Error("the card does not show what changed")
	}
}

func TestTheTopCardStaysWhenTheWidthChanges(t *testing.T) {
	l, w := shownList(t, cards(300))
	l.to(l.tops[120])
	w.Resize(fyne.NewSize(260, 500))
	if got := l.at(l.scroll.Offset.Y + 1); got != 120 {
		t.Errorf("card %d is at the top, was 120", got)
	}
}

func TestLargerTextMeasuresAnew(t *testing.T) {
	l, _ := shownList(t, cards(50))
	before := l.height()
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Dark, 28))
	l.Refresh()
	if l.height() < before*1.3 {
		t.Errorf("the cards are %v high, were %v", l.height(), before)
	}
	for i, v := range l.body.views {
		if v.Size().Height != l.tops[i+1]-l.tops[i] {
			t.Errorf("card %d is drawn %v high, has %v", i, v.Size().Height, l.tops[i+1]-l.tops[i])
		}
	}
}

func TestAListThatBecomesShorterOrEmpty(t *testing.T) {
	l, _ := shownList(t, cards(300))
	l.to(1e9)
	l.SetCards(cards(3))
	if l.scroll.Offset.Y != 0 || len(l.body.views) != 4 {
		t.Errorf("three cards: at %v with %d in sight", l.scroll.Offset.Y, len(l.body.views))
	}
	l.SetCards(nil)
	l.press(fyne.KeyDown, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyReturn)
	if len(l.body.shown) != 0 || l.Chosen() != -1 {
		t.Errorf("an empty list shows %d cards", len(l.body.shown))
	}
}

func TestPlainCardsScrollByKeys(t *testing.T) {
	all := cards(100)
	for i := range all {
		all[i].Plain = true
	}
	l, _ := shownList(t, all)
	l.press(fyne.KeyPageDown)
	if l.Chosen() != -1 || l.scroll.Offset.Y < 300 {
		t.Errorf("PgDn chose %d and went to %v", l.Chosen(), l.scroll.Offset.Y)
	}
	l.press(fyne.KeyHome)
	if l.scroll.Offset.Y != 0 {
		t.Errorf("Home went to %v", l.scroll.Offset.Y)
	}
}
