package reader

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
)

func TestAHighlightIsKeptByTheBook(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	d.page.bring(at)
	d.page.selectRange(at)
	d.press(fyne.Key2)
	kept := d.kept()
	if len(kept) != 1 {
		t.Fatalf("%d notes are kept", len(kept))
	}
	a := kept[0].Anchor
	if a == nil || a.Start != at.Start || a.End != at.End || a.Quote != string(d.report.Text[at.Start:at.End]) || a.Document != d.report.Hash {
		t.Errorf("the anchor is %+v", a)
	}
	if kept[0].Colour != note.Green {
		t.Errorf("the colour is %q", kept[0].Colour)
	}
	if d.selected() != "" || d.toolbox.Visible() {
		t.Error("the selection is still there")
	}
	if d.st.Saved == 0 {
		t.Error("nobody was told that it was saved")
	}
	// Another screen on the same book shows it.
	again := New(d.st.Stage)
	if len(again.notes) != 1 || len(again.page.marks.all) != 1 {
		t.Errorf("anew: %d notes, %d marks", len(again.notes), len(again.page.marks.all))
	}
}

func TestEveryColourHasItsKeyAndItsWord(t *testing.T) {
	d := open(t)
	for i, c := range []struct {
		key    fyne.KeyName
		colour note.Colour
		word   string
	}{{fyne.Key1, note.Yellow, "黄"}, {fyne.Key2, note.Green, "绿"}, {fyne.Key3, note.Blue, "蓝"}, {fyne.Key4, note.Pink, "粉"}} {
		k := d.toolbox.chips.Objects[i].(*chip)
		if k.word != c.word || k.fill(look.Current().Palette()) != look.Current().Palette().Highlight(c.colour) {
			t.Errorf("chip %d says %q", i, k.word)
		}
		at := report.Range{Start: 5000 + 100*i, End: 5010 + 100*i}
		d.page.selectRange(at)
		d.press(c.key)
		if n, ok := d.on(at); !ok || n.Colour != c.colour {
			t.Errorf("key %s made %+v", c.key, n)
		}
		at = report.Range{Start: 8000 + 100*i, End: 8010 + 100*i}
		d.page.selectRange(at)
		test.Tap(k)
		if n, ok := d.on(at); !ok || n.Colour != c.colour {
			t.Errorf("chip %q made %+v", k.word, n)
		}
	}
}

func TestHighlightingTheSamePassageAgainPaintsIt(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Yellow)
	d.page.selectRange(report.Range{Start: n.Anchor.Start, End: n.Anchor.End})
	d.press(fyne.Key4)
	if kept := d.kept(); len(kept) != 1 || kept[0].Colour != note.Pink || kept[0].ID != n.ID {
		t.Errorf("kept %+v", kept)
	}
}

func TestEveryLetterOfANoteIsSaved(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	d.page.bring(at)
	d.page.selectRange(at)
	d.press(fyne.KeyN)
	pad, ok := d.st.Window.Canvas().Focused().(*pad)
	if !ok {
		t.Fatalf("the keys are with %T", d.st.Window.Canvas().Focused())
	}
	if pad.Text != "" {
		t.Errorf("the key that opened the note was typed into it: %q", pad.Text)
	}
	typed := ""
	for _, r := range "含哪些街道？" {
		pad.TypedRune(r)
		typed += string(r)
		if got := d.kept()[0].Text; got != typed {
			t.Fatalf("typed %q, kept %q", typed, got)
		}
	}
	if !d.page.marks.all[0].text {
		t.Error("the page has no sign for what is written")
	}
	if !strings.Contains(spoken(d.page), "注") {
		t.Error("the sign is not on the page")
	}
	pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.press(fyne.KeyN)
	again := d.st.Window.Canvas().Focused().(interface{ TypedRune(rune) })
	again.TypedRune('！')
	if got := d.kept()[0].Text; got != typed+"！" {
		t.Errorf("going on wrote %q", got)
	}
}

func TestAClickOnAHighlightChoosesItsNote(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Yellow)
	d.mark("打造10座", note.Green)
	d.page.bring(report.Range{Start: n.Anchor.Start, End: n.Anchor.End})
	d.click(d.point(n.Anchor.Start+3), 0)
	if d.margin.chosen != n.ID || d.page.chosen != n.ID {
		t.Errorf("chosen %q in the margin, %q on the page", d.margin.chosen, d.page.chosen)
	}
	card := d.margin.cards[n.ID]
	if card == nil || card.pad == nil {
		t.Fatal("its card is not open")
	}
	d.click(d.point(n.Anchor.End+30), 0)
	if d.margin.chosen != "" {
		t.Error("a click beside it left it chosen")
	}
}

func TestOfTwoHighlightsTheShorterIsClicked(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	d.page.bring(at)
	d.page.selectRange(d.report.SentenceAt(at.Start))
	d.paint(note.Yellow)
	inner := d.mark("完成54个小区", note.Pink)
	if m, ok := d.page.markAt(at.Start + 1); !ok || m.id != inner.ID {
		t.Errorf("under the pointer is %+v", m)
	}
}

func TestDeletingCanBeUndone(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Blue)
	d.margin.write(n.ID, "含哪些街道？")
	d.toPage()
	d.press(fyne.KeyDelete)
	if len(d.kept()) != 0 || len(d.page.marks.all) != 0 {
		t.Fatalf("after deleting %d are kept, %d marked", len(d.kept()), len(d.page.marks.all))
	}
	if !d.margin.lately.row.Visible() || d.margin.lately.said.String() != "已删除批注。" {
		t.Error("nothing offers to undo it")
	}
	test.Tap(d.margin.lately.undo)
	kept := d.kept()
	if len(kept) != 1 || kept[0].Text != "含哪些街道？" || kept[0].Colour != note.Blue || kept[0].ID != n.ID {
		t.Errorf("brought back %+v", kept)
	}
	if len(d.page.marks.all) != 1 || d.margin.lately.said.String() != "已撤销：删除批注" || d.margin.lately.redo.Hidden {
		t.Error("it is not shown again")
	}

	d.press(fyne.KeyBackspace)
	d.page.TypedShortcut(&fyne.ShortcutUndo{})
	if len(d.kept()) != 1 {
		t.Error("Ctrl+Z did not bring it back")
	}
}

func TestTheMarginShowsTheNotesInSight(t *testing.T) {
	d := open(t)
	early := d.mark("统筹城市建管", note.Yellow)
	late := d.mark("完成54个小区", note.Green)
	d.choose("", false)
	d.page.scrollTo(0)
	d.page.bring(report.Range{Start: early.Anchor.Start, End: early.Anchor.End})
	if got := d.margin.shown; len(got) != 1 || got[0] != early.ID {
		t.Errorf("shown %v", got)
	}
	test.Tap(d.margin.on)
	if d.margin.chosen != early.ID {
		t.Error("the next note from here is not the one in sight")
	}
	test.Tap(d.margin.on)
	if d.margin.chosen != late.ID {
		t.Error("next did not go on")
	}
	if seen := d.page.seen(); late.Anchor.Start < seen.Start || late.Anchor.End > seen.End {
		t.Error("its passage is out of sight")
	}
	test.Tap(d.margin.on)
	if d.margin.chosen != early.ID {
		t.Error("after the last one comes the first")
	}
	test.Tap(d.margin.back)
	if d.margin.chosen != late.ID {
		t.Error("before the first one comes the last")
	}
	d.choose("", false)
	d.page.scrollTo(0)
	if len(d.margin.shown) != 0 || d.margin.hint.String() != "眼前这部分没有批注。" {
		t.Errorf("shown %v, hint %q", d.margin.shown, d.margin.hint.String())
	}
}

func TestACardPaintsAndKeepsTheCursorInTheText(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Yellow)
	d.choose(n.ID, true)
	d.margin.write(n.ID, "问")
	hand.Walk(d.margin.cards[n.ID], func(o fyne.CanvasObject) {
		if k, ok := o.(*chip); ok && k.word == "蓝" {
			test.Tap(k)
		}
	})
	if kept := d.kept(); kept[0].Colour != note.Blue || kept[0].Text != "问" {
		t.Errorf("kept %+v", kept[0])
	}
	if d.margin.cards[n.ID].pad.Text != "问" {
		t.Errorf("the card says %q", d.margin.cards[n.ID].pad.Text)
	}
}

func TestABrokenBookIsSaidOnceAndNothingTypedIsLost(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区", note.Yellow)
	d.choose(n.ID, true)
	pad := d.margin.cards[n.ID].pad
	d.st.Notes.Fail(errors.New("disk full"))
	overlays := d.st.Window.Canvas().Overlays()
	pad.TypedRune('甲')
	d.margin.cards[n.ID].pad.TypedRune('乙') // a highlight became a remark, its card is another
	if got := len(overlays.List()); got != 1 {
		t.Errorf("%d sheets say that it failed", got)
	}
	// Whoever goes elsewhere and comes back, or is told of something, finds it as
	// it was typed and can go on.
	overlays.Top().Hide()
	d.Shown(stage.Target{Place: stage.ReportPlace, Note: n.ID})
	d.st.Announce()
	if got := d.margin.cards[n.ID].pad.Text; got != "甲乙" {
		t.Errorf("the card says %q", got)
	}
	d.st.Notes.Fail(nil)
	d.Flush()
	if got := d.kept()[0].Text; got != "甲乙" {
		t.Errorf("after the book was mended %q is kept", got)
	}
}

// Notes that are found again in a report that is on the screen already, as after
// a start that makes up for a crash, are shown without going elsewhere first.
func TestNotesFoundAgainAreShownAtOnce(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	anchor := note.AnchorAt(d.report, at)
	anchor.Document = "another"
	if err := d.st.Notes.Change(note.Content{Notes: []note.Note{{ID: "1", Anchor: &anchor, Kind: note.Highlight, Colour: note.Green}}}, nil); err != nil {
		t.Fatal(err)
	}
	d.st.Book.Reload()
	d.st.SettleNotes()
	if len(d.page.marks.all) != 1 {
		t.Errorf("%d marks are shown", len(d.page.marks.all))
	}
}

func TestShownGoesToAPassageOrANote(t *testing.T) {
	d := open(t)
	at := d.find("打造10座")
	d.Shown(stage.Target{Place: stage.ReportPlace, Passage: at})
	if seen := d.page.seen(); at.Start < seen.Start || at.End > seen.End {
		t.Error("the passage is out of sight")
	}
	if d.page.flash.at != at || grounds(d.page, look.Current().Palette().FoundNow) == 0 {
		t.Error("the passage does not stand out")
	}
	y := d.page.col.spotOf(at.Start).y - d.page.col.top
	if want := float64(d.page.col.view) / 3; y < want-1 || y > want+1 {
		t.Errorf("the passage lies at %v of %v", y, d.page.col.view)
	}
	d.press(fyne.KeyDown)
	if d.page.flash.at == at {
		t.Error("reading on leaves it standing out")
	}

	n := d.mark("完成54个小区", note.Yellow)
	d.choose("", false)
	d.page.scrollTo(0)
	d.Shown(stage.Target{Place: stage.ReportPlace, Note: n.ID})
	if d.margin.chosen != n.ID {
		t.Error("the note is not chosen")
	}
	if seen := d.page.seen(); n.Anchor.Start < seen.Start || n.Anchor.End > seen.End {
		t.Error("its passage is out of sight")
	}
}

func TestNotesOnAnotherTextAreLeftOut(t *testing.T) {
	d := open(t)
	other := report.Parse("各位代表：\n一、总的要求\n另一份报告。\n")
	if _, err := d.st.Book.Highlight(other, report.Range{Start: 0, End: 4}, note.Yellow, ""); err != nil {
		t.Fatal(err)
	}
	d.Shown(stage.Target{Place: stage.ReportPlace})
	if len(d.page.marks.all) != 0 {
		t.Errorf("%d marks", len(d.page.marks.all))
	}
}

// Locked notes are not said to be none, and a highlight is not refused in a box.
func TestLockedNotesAreNotCounted(t *testing.T) {
	d := open(t)
	d.page.selectRange(d.find("完成54个小区"))
	d.press(fyne.Key2)
	h := hand.Hand{T: t, W: d.st.Window}
	d.st.Under("甲")
	d.st.Announce()
	h.MustSee("批注已上锁")
	h.MustNotSee("还没有批注", "批注 0")
	d.page.selectRange(d.find("完成54个小区"))
	d.press(fyne.Key3)
	if d.st.Window.Canvas().Overlays().Top() != nil || d.selected() == "" {
		t.Fatal("a highlight on locked notes opens a box, or loses the selection")
	}
	test.Tap(d.margin.key)
	d.st.Give("甲")
	h.MustSee("批注 1")
	h.MustNotSee("批注已上锁")
}
