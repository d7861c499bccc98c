package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
	"piaojue/ui/look"
)

func TestThePanelsStandBesideThePageAsFarAsThereIsRoom(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		width, text    float32
		outline, notes bool
	}{
		{1800, 18, true, true}, {1280, 18, true, true}, {1000, 18, true, false}, {700, 18, false, false},
		{1280, 28, true, false}, {900, 28, false, false}, {1800, 28, true, false}, {1900, 28, true, true},
	} {
		d.wear(look.Light, c.text)
		d.st.Window.Resize(fyne.NewSize(c.width, 800))
		if o, n := d.spread.shows(outlineSide), d.spread.shows(notesSide); o != c.outline || n != c.notes {
			t.Errorf("on %v at %v: outline %v, notes %v", c.width, c.text, o, n)
		}
		if width := d.page.Size().Width; c.outline && width < 24*c.text {
			t.Errorf("on %v at %v the page is %v wide", c.width, c.text, width)
		}
	}
}

func TestOneRoomIsForThePanelThatWasAskedFor(t *testing.T) {
	d := open(t)
	d.st.Window.Resize(fyne.NewSize(1000, 800))
	test.Tap(d.notebook)
	if d.spread.shows(outlineSide) || !d.spread.shows(notesSide) {
		t.Error("the notes did not take the place of the outline")
	}
	if d.notebook.word != "收起批注" || d.contents.word != "目录" {
		t.Errorf("the buttons say %q and %q", d.contents.word, d.notebook.word)
	}
	test.Tap(d.notebook)
	if d.spread.shows(notesSide) || d.spread.shows(outlineSide) {
		t.Error("a panel that was taken away brought the other back")
	}
	test.Tap(d.contents)
	if !d.spread.shows(outlineSide) {
		t.Error("the outline did not come")
	}
	d.st.Window.Resize(fyne.NewSize(1800, 800))
	if !d.spread.shows(outlineSide) || d.spread.shows(notesSide) {
		t.Error("on a wide window the panel that was taken away is back, or the other is gone")
	}
}

func TestOnANarrowWindowAPanelLiesOverThePageAndLeavesIt(t *testing.T) {
	d := open(t)
	d.st.Window.Resize(fyne.NewSize(700, 700))
	width := d.page.Size().Width
	test.Tap(d.contents)
	if !d.spread.shows(outlineSide) || d.page.Size().Width != width {
		t.Errorf("outline %v, page %v of %v", d.spread.shows(outlineSide), d.page.Size().Width, width)
	}
	e := d.entry("（四）")
	d.tapEntry(e)
	if d.spread.shows(outlineSide) {
		t.Error("the outline still covers what it went to")
	}
	if seen := d.page.seen(); e.at.Start < seen.Start || e.at.Start > seen.End {
		t.Error("it did not go there")
	}
	test.Tap(d.contents)
	d.toPage()
	d.press(fyne.KeyEscape)
	if d.spread.shows(outlineSide) {
		t.Error("Esc left it")
	}
}

func TestWritingANoteOpensTheNotesWhereverTheyAre(t *testing.T) {
	for _, width := range []float32{1280, 1000, 700} {
		d := open(t)
		d.st.Window.Resize(fyne.NewSize(width, 700))
		n := d.mark("完成54个小区", note.Yellow)
		d.choose("", false)
		d.page.selectRange(d.find("打造10座"))
		d.press(fyne.KeyN)
		if !d.spread.shows(notesSide) {
			t.Errorf("on %v the notes are not shown", width)
		}
		if _, ok := d.st.Window.Canvas().Focused().(*pad); !ok {
			t.Errorf("on %v the keys are with %T", width, d.st.Window.Canvas().Focused())
		}
		for _, o := range []fyne.CanvasObject{d.margin.cards[n.ID], d.margin.cards[d.margin.chosen]} {
			if o != nil && o.Size().Width > d.margin.Size().Width {
				t.Errorf("on %v a card is wider than its panel", width)
			}
		}
	}
}

func TestALowWindowKeepsItsRoomForTheReport(t *testing.T) {
	d := open(t)
	d.wear(look.Light, 28)
	d.st.Window.Resize(fyne.NewSize(860, 480))
	foot := d.reading.Objects[2]
	if foot.Visible() || !d.more.Visible() {
		t.Errorf("foot %v, button %v", foot.Visible(), d.more.Visible())
	}
	height := d.page.Size().Height
	if height < 400 {
		t.Errorf("the page is %v high", height)
	}
	test.Tap(d.more)
	if d.st.Window.Canvas().Overlays().Top() == nil {
		t.Error("the button shows nothing")
	}
	d.st.Window.Resize(fyne.NewSize(1280, 900))
	if !foot.Visible() || d.more.Visible() {
		t.Errorf("on a high window foot %v, button %v", foot.Visible(), d.more.Visible())
	}
}

func TestResizingKeepsThePlace(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	d.page.bring(at)
	kept, from := d.page.col.kept, d.page.col.keptFrom
	for _, size := range []fyne.Size{fyne.NewSize(900, 600), fyne.NewSize(1900, 1000), fyne.NewSize(640, 480)} {
		d.st.Window.Resize(size)
		if s := d.page.col.spotOf(kept); s.y < d.page.col.top || s.y+float64(s.step) > d.page.col.top+float64(d.page.col.view) {
			t.Errorf("at %v the place is out of sight", size)
		}
	}
	d.st.Window.Resize(fyne.NewSize(1280, 800))
	if y := float32(d.page.col.spotOf(kept).y - d.page.col.top); y < from-1 || y > from+1 {
		t.Errorf("back at the first size the line lies at %v, before at %v", y, from)
	}
}
