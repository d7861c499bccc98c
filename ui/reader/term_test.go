package reader

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"piaojue/app/note"
	"piaojue/ui/look"
)

// patient has what is to be done after a while done when the test says so.
func (d *desk) patient() (later func()) {
	var due []*func()
	d.wait = func(_ time.Duration, do func()) func() {
		due = append(due, &do)
		return func() { do = func() {} }
	}
	return func() {
		now := due
		due = nil
		for _, do := range now {
			(*do)()
		}
	}
}

func (d *desk) pointAt(offset int) {
	e := &desktop.MouseEvent{}
	e.Position = d.point(offset)
	d.page.MouseMoved(e)
}

func TestTermsAreMarkedWhereTheyAreUsed(t *testing.T) {
	d := open(t)
	d.page.bring(d.find("加大市容管控力度"))
	pal := look.Current().Palette()
	if n := grounds(d.page, pal.Faint); n < 20 {
		t.Errorf("%d dots", n)
	}
	d.page.bring(d.find("名词解释"))
	d.page.scrollTo(d.page.col.most())
	if n := grounds(d.page, pal.Faint); n > 0 {
		t.Errorf("in the glossary itself there are %d dots", n)
	}
}

func TestThePointerShowsTheEntryAndLetsItGo(t *testing.T) {
	d := open(t)
	later := d.patient()
	at := d.find("全面提升“四类行业”")
	d.page.bring(at)
	term := at.Start + 5
	d.pointAt(term)
	if !d.term.Hidden {
		t.Error("the card is there before the pointer rested")
	}
	if d.page.Cursor() != desktop.PointerCursor {
		t.Error("the pointer does not show that there is something")
	}
	later()
	if d.term.Hidden || !strings.Contains(d.term.title.String(), "四类行业") || !strings.Contains(d.term.text.String(), "餐饮") {
		t.Fatalf("hidden %v: %q, %q", d.term.Hidden, d.term.title.String(), d.term.text.String())
	}
	// On the way to the card it stays, and as long as the pointer is on it.
	d.page.MouseOut()
	d.term.MouseIn(nil)
	later()
	if d.term.Hidden {
		t.Error("the card went before the pointer reached it")
	}
	d.term.MouseOut()
	later()
	if !d.term.Hidden {
		t.Error("the card stays")
	}
}

func TestASecondClickGoesToTheEntry(t *testing.T) {
	d := open(t)
	at := d.find("全面提升“四类行业”")
	d.page.bring(at)
	place := d.page.place()
	d.click(d.point(at.Start+5), 0)
	if d.term.Hidden {
		t.Fatal("a click shows no card")
	}
	d.page.press.at = time.Time{} // no double click
	d.click(d.point(at.Start+5), 0)
	entry := d.report.Glossary[4]
	if seen := d.page.seen(); entry.Start < seen.Start || entry.Start > seen.End || !d.term.Hidden {
		t.Fatalf("the entry at %d is not seen in %+v", entry.Start, seen)
	}
	d.Back()
	if d.page.place() != place {
		t.Error("back does not lead to the term")
	}
}

func TestTermsByTheKeys(t *testing.T) {
	d := open(t)
	d.page.bring(d.find("加大市容管控力度"))
	var seen []string
	for range 3 {
		d.press("G")
		if d.term.Hidden || d.page.term == nil {
			t.Fatal("G shows no card")
		}
		seen = append(seen, d.words(d.page.term.Range))
	}
	if strings.Join(seen, "") != "“两小”“四类行业”综合整治“四类行业”" {
		t.Errorf("G went through %q", seen)
	}
	d.press(fyne.KeyEscape)
	if !d.term.Hidden || d.page.term != nil {
		t.Error("Esc leaves the card")
	}
	d.press(fyne.KeyReturn)
	if top := d.page.col.top; top == d.page.col.most() {
		t.Error("Enter without a card went somewhere")
	}
	d.press("G", fyne.KeyReturn)
	if entry := d.report.Glossary[1]; d.page.seen().Start > entry.Start || d.page.seen().End < entry.End {
		t.Error("Enter does not go to the entry")
	}
}

func TestATermInAHighlightKeepsBoth(t *testing.T) {
	d := open(t)
	n := d.mark("完成54个小区、83条街巷的“两小”综合整治", note.Green)
	d.choose("", false)
	d.click(d.point(d.find("街巷的“两小”").Start+4), 0)
	if d.page.chosen != n.ID || d.term.Hidden {
		t.Errorf("chosen %q, card hidden %v", d.page.chosen, d.term.Hidden)
	}
}

func TestTheCardFitsOnThePage(t *testing.T) {
	d := open(t)
	for _, c := range []struct{ w, h, text float32 }{{1440, 900, 18}, {1024, 700, 28}, {800, 600, 28}} {
		d.wear(look.Light, c.text)
		d.st.Window.Resize(fyne.NewSize(c.w, c.h))
		for range 12 {
			d.nextTerm()
			p, s := d.term.Position(), d.term.Size()
			if p.X < 0 || p.Y < 0 || p.X+s.Width > d.page.Size().Width || p.Y+s.Height > d.page.Size().Height {
				t.Errorf("%v×%v, %v: the card lies at %v, %v", c.w, c.h, c.text, p, s)
			}
		}
	}
}
