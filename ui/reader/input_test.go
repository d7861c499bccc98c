package reader

import (
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
)

func TestKeysReadOn(t *testing.T) {
	d := open(t)
	line := float64(leading * d.page.size)
	for n, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeySpace, fyne.KeyPageDown, fyne.KeySpace} {
		_, last := d.wholeLines()
		d.press(key)
		if first, _ := d.wholeLines(); first != last || math.Abs(d.page.col.spotOf(first).y-d.page.col.top) > 0.5 {
			t.Errorf("page %d: the line at %d was the last; the page now begins with %d", n, last, first)
		}
	}
	for n := range 2 {
		first, _ := d.wholeLines()
		d.press(fyne.KeyPageUp)
		if _, last := d.wholeLines(); last != first {
			t.Errorf("back %d: the line at %d was the first, now %d is the last", n, first, last)
		}
	}
	for range 4 {
		d.holding(func() { d.press(fyne.KeySpace) })
	}
	if got := d.page.col.top; got != 0 {
		t.Errorf("back again the page is at %v", got)
	}
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	if got := d.page.col.top; math.Abs(got-2*line) > 1 {
		t.Errorf("two lines down is %v", got)
	}
	d.press(fyne.KeyEnd)
	if seen := d.page.seen(); seen.End != d.report.Paragraphs[len(d.report.Paragraphs)-1].End {
		t.Errorf("at the end the text is seen up to %d", seen.End)
	}
	d.press(fyne.KeyHome)
	if d.page.col.top != 0 {
		t.Errorf("at the beginning the page is at %v", d.page.col.top)
	}
}

// wholeLines are the offsets of the first and the last line that are seen whole.
func (d *desk) wholeLines() (first, last int) {
	c := &d.page.col
	first = -1
	from, to := c.settle()
	for i := from; i <= to; i++ {
		for j, l := range c.blocks[i].lines {
			y := c.lineTop(i, j) - c.top
			if y < -0.5 || y+float64(c.blocks[i].step()) > float64(c.view)+0.5 {
				continue
			}
			if last = c.blocks[i].start + l.Start; first < 0 {
				first = last
			}
		}
	}
	return first, last
}

func TestTheWheelGoesThreeLinesANotchAndATouchPadAsItMoves(t *testing.T) {
	d := open(t)
	d.page.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -notch)})
	if got := d.page.col.top; math.Abs(got-float64(3*leading*d.page.size)) > 1 {
		t.Errorf("a notch went %v", got)
	}
	before := d.page.col.top
	d.page.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -7)})
	if got := d.page.col.top - before; math.Abs(got-7) > 0.01 {
		t.Errorf("a push of 7 went %v", got)
	}
}

func TestDraggingSelectsAcrossParagraphs(t *testing.T) {
	d := open(t)
	from := d.find("请予审议")
	to := d.find("一、“十三五”时期")
	d.page.bring(from)
	d.drag(d.point(from.Start), d.point(from.End), d.point(to.End))
	at, _ := d.page.passage()
	if at != (report.Range{Start: from.Start, End: to.End}) {
		t.Errorf("selected %q", d.words(at))
	}
	if !d.toolbox.Visible() {
		t.Error("the toolbox is not beside the selection")
	}
	if n := grounds(d.page, look.Current().Palette().Select); n < 2 {
		t.Errorf("%d lines are marked as selected", n)
	}
}

func TestTheToolboxWaitsForTheButtonToBeLetGo(t *testing.T) {
	d := open(t)
	at := d.find("请予审议")
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = d.point(at.Start)
	d.page.MouseDown(e)
	d.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: d.point(at.End)}})
	if d.toolbox.Visible() {
		t.Error("the toolbox is in the way while one drags")
	}
	d.page.MouseUp(e)
	d.page.DragEnd()
	if !d.toolbox.Visible() {
		t.Error("no toolbox after the drag")
	}
}

func TestDraggingBeyondTheEdgeRollsOn(t *testing.T) {
	d := open(t)
	now := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	d.page.now = func() time.Time { return now }
	at := d.find("请予审议")
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = d.point(at.Start)
	d.page.MouseDown(e)
	below := fyne.NewPos(d.page.left+100, d.page.Size().Height+40)
	d.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: below}})
	before, selected := d.page.col.top, d.page.sel.to
	for range 20 {
		now = now.Add(50 * time.Millisecond)
		d.page.rollOn()
	}
	if got := d.page.col.top - before; math.Abs(got-480) > 1 {
		t.Errorf("a second of rolling 40 beyond the edge went %v", got)
	}
	if d.page.sel.to <= selected || d.page.sel.from != at.Start {
		t.Errorf("the selection is %+v", d.page.sel.span())
	}
	d.page.DragEnd()
	if d.page.roll.running != nil {
		t.Error("the page rolls on after the button was let go")
	}
}

func TestClicksTakeWordSentenceAndParagraph(t *testing.T) {
	d := open(t)
	now := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	d.page.now = func() time.Time { return now }
	at := d.find("违建专项治理")
	d.page.bring(at)
	point := d.point(at.Start)
	paragraph := d.report.Paragraphs[d.report.ParagraphAt(at.Start)]
	for i, want := range []string{
		"", d.words(d.report.WordAt(at.Start)), d.words(d.report.SentenceAt(at.Start)),
		d.words(report.Range{Start: paragraph.Start, End: paragraph.End}), "",
	} {
		d.click(point, 0)
		if got := d.selected(); got != want {
			t.Errorf("after click %d %q is selected, want %q", i+1, got, want)
		}
		now = now.Add(200 * time.Millisecond)
	}
	now = now.Add(time.Second)
	d.click(point, 0)
	now = now.Add(time.Second)
	d.click(point, 0)
	if got := d.selected(); got != "" {
		t.Errorf("two slow clicks took %q", got)
	}
}

func TestDraggingOnFromADoubleClickTakesWholeWords(t *testing.T) {
	d := open(t)
	at := d.find("违建专项治理")
	d.page.bring(at)
	d.click(d.point(at.Start), 0)
	to := at.Start + 7
	d.drag(d.point(at.Start), d.point(to))
	want := report.Range{Start: d.report.WordAt(at.Start).Start, End: d.report.WordAt(to - 1).End}
	if got, _ := d.page.passage(); got != want {
		t.Errorf("selected %q, want %q", d.words(got), d.words(want))
	}
	before := d.report.WordAt(at.Start - 3)
	d.page.stretch(before.Start + 1)
	want = report.Range{Start: before.Start, End: d.report.WordAt(at.Start).End}
	if got, _ := d.page.passage(); got != want {
		t.Errorf("backwards %q, want %q", d.words(got), d.words(want))
	}
}

func TestShiftAndClickStretchesTheSelection(t *testing.T) {
	d := open(t)
	at := d.find("违建专项治理")
	d.page.bring(at)
	d.click(d.point(at.Start), 0)
	d.click(d.point(at.End), fyne.KeyModifierShift)
	if got := d.selected(); got != "违建专项治理" {
		t.Errorf("selected %q", got)
	}
}

func TestArrowsMoveTheCaretAndShiftSelects(t *testing.T) {
	d := open(t)
	at := d.find("违建专项治理")
	d.page.bring(at)
	d.click(d.point(at.Start), 0)
	d.holding(func() { d.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft) })
	if got := d.selected(); got != "违建" {
		t.Errorf("selected %q", got)
	}
	d.press(fyne.KeyRight)
	if d.selected() != "" || d.page.sel.to != at.Start+2 {
		t.Errorf("an arrow left the selection at %+v", d.page.sel)
	}
	if !d.page.caretSeen() {
		t.Error("the caret is not shown")
	}

	// Down and up again, the caret is where it was.
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp)
	if d.page.sel.to != at.Start+2 {
		t.Errorf("down and up led from %d to %d", at.Start+2, d.page.sel.to)
	}
	d.holding(func() { d.press(fyne.KeyEnd) })
	i, j := d.page.col.line(at.Start)
	if end := d.page.col.blocks[i].start + d.page.col.blocks[i].lines[j].End; d.page.sel.to < end-1 || d.page.sel.to > end {
		t.Errorf("Shift+End led to %d, the line ends at %d", d.page.sel.to, end)
	}

	// The caret goes on into the next paragraph and takes the page with it.
	for range 400 {
		d.press(fyne.KeyDown)
	}
	if p := d.report.Paragraphs[len(d.report.Paragraphs)-1]; d.page.sel.to < p.Start {
		t.Errorf("400 lines down the caret is at %d", d.page.sel.to)
	}
	if seen := d.page.seen(); d.page.sel.to < seen.Start || d.page.sel.to > seen.End {
		t.Error("the caret is out of sight")
	}
	d.press(fyne.KeyEscape)
	if d.page.caretSeen() {
		t.Error("Esc left the caret")
	}
}

// Invariant: the caret passes every gap of every paragraph, forwards and back.
func TestTheCaretPassesEveryGap(t *testing.T) {
	d := open(t)
	first, last := d.report.Paragraphs[0], d.report.Paragraphs[len(d.report.Paragraphs)-1]
	steps := 0
	for at := first.Start; at != last.End; steps++ {
		next := d.page.gapBeyond(at, 1)
		if next <= at || d.page.gapBeyond(next, -1) != at {
			t.Fatalf("from %d to %d and back to %d", at, next, d.page.gapBeyond(next, -1))
		}
		at = next
	}
	want := -1
	for _, p := range d.report.Paragraphs {
		want += p.End - p.Start + 1
	}
	if steps != want {
		t.Errorf("%d steps, want %d", steps, want)
	}
}

func TestWithoutAMouseAPassageIsFoundAndMarked(t *testing.T) {
	d := open(t)
	d.press(fyne.KeyPageDown)
	d.press(fyne.KeyS)
	sentence := d.selected()
	if !strings.HasSuffix(sentence, "。") {
		t.Fatalf("S took %q", sentence)
	}
	if at, _ := d.page.passage(); at.Start < d.page.seen().Start-100 {
		t.Errorf("it is not in sight")
	}
	d.press(fyne.Key3)
	if kept := d.kept(); len(kept) != 1 || kept[0].Colour != note.Blue {
		t.Errorf("kept %+v", kept)
	}
}

func TestSelectAllAndCopyInBothPunctuations(t *testing.T) {
	d := open(t)
	d.page.TypedShortcut(&fyne.ShortcutSelectAll{})
	d.page.TypedShortcut(&fyne.ShortcutCopy{})
	all := d.st.App.Clipboard().Content()
	if !strings.Contains(all, "各位代表：\n现在，我代表") || strings.Contains(all, "江苏 > 苏州") {
		t.Errorf("copied %.200q", all)
	}
	if got := d.toolbox.keys.String(); !strings.HasPrefix(got, "已复制") {
		t.Errorf("beside the selection stands %q", got)
	}
	d.page.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	source := d.st.App.Clipboard().Content()
	if !strings.Contains(source, "各位代表:\n现在,我代表") {
		t.Errorf("copied %.200q", source)
	}
	if a, b := []rune(all), []rune(source); len(a) != len(b) {
		t.Errorf("%d runes shown, %d in the source", len(a), len(b))
	}
	d.page.selectRange(d.find("请予审议"))
	if got := d.toolbox.keys.String(); !strings.HasPrefix(got, "按键") {
		t.Errorf("beside another selection stands %q", got)
	}
}

func TestControlArrowsGoByWords(t *testing.T) {
	d := open(t)
	at := d.find("违建专项治理")
	d.page.bring(at)
	d.click(d.point(at.Start), 0)
	right := &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	d.page.TypedShortcut(right)
	if got, want := d.selected(), d.words(d.report.WordAt(at.Start)); got != want {
		t.Errorf("selected %q, want %q", got, want)
	}
	d.page.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if got := d.selected(); got != "" {
		t.Errorf("and back, %q", got)
	}
}
