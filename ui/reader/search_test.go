package reader

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
	"piaojue/ui/words"
)

func (d *desk) searchKey(k fyne.KeyName) { d.search.field.TypedKey(&fyne.KeyEvent{Name: k}) }

func TestTheNumberOfHitsIsRightWhileOneTypes(t *testing.T) {
	d := open(t)
	d.FocusSearch()
	typed := ""
	for _, r := range "综合整治工程" {
		d.search.field.TypedRune(r)
		typed += string(r)
		want := d.report.Find(typed)
		if len(want) == 0 {
			if got := d.search.tally.text; got != words.T("reader.search.none") {
				t.Errorf("after %q the tally says %q", typed, got)
			}
			continue
		}
		if got := d.search.tally.text; got != fmt.Sprintf("%d/%d", d.search.now+1, len(want)) {
			t.Errorf("after %q the tally says %q, there are %d", typed, got, len(want))
		}
		if len(d.page.hits) != len(want) {
			t.Errorf("after %q %d places are marked, there are %d", typed, len(d.page.hits), len(want))
		}
		at := d.page.hits[d.page.hit]
		if seen := d.page.seen(); at.Start < seen.Start || at.End > seen.End {
			t.Errorf("after %q the present hit is out of sight", typed)
		}
	}
}

func TestTypingOnDoesNotRunAwayFromTheReader(t *testing.T) {
	d := open(t)
	d.page.bring(d.find("三、2021年主要工作任务"))
	from := d.page.place()
	d.FocusSearch()
	test.Type(d.search.field, "整")
	d.searchKey(fyne.KeyBackspace)
	test.Type(d.search.field, "整治")
	got := d.search.hits[d.search.now].Start
	for _, h := range d.report.Find("整治") {
		if h.Start >= from {
			if got != h.Start {
				t.Errorf("at %d the search is at %d, the first hit behind is %d", from, got, h.Start)
			}
			return
		}
	}
}

func TestHitsAreGoneThroughByKeysAndButtons(t *testing.T) {
	d := open(t)
	d.FocusSearch()
	test.Type(d.search.field, "古城")
	n := len(d.report.Find("古城"))
	if n < 5 || d.search.now != 0 {
		t.Fatalf("hit %d of %d", d.search.now+1, n)
	}
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	for _, c := range []struct {
		what string
		do   func()
		want int
	}{
		{"Enter", func() { d.searchKey(fyne.KeyReturn) }, 1},
		{"F3", func() { d.searchKey(fyne.KeyF3) }, 2},
		{"↓", func() { d.searchKey(fyne.KeyDown) }, 3},
		{"next", func() { test.Tap(d.search.on) }, 4},
		{"previous", func() { test.Tap(d.search.back) }, 3},
		{"Shift+Enter", func() {
			d.search.field.KeyDown(shift)
			d.searchKey(fyne.KeyEnter)
			d.search.field.KeyUp(shift)
		}, 2},
		{"F3 on the page", func() { d.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF3}) }, 3},
		{"Shift+F3 on the page", func() { d.holding(func() { d.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF3}) }) }, 2},
		{"back to the first", func() { d.searchKey(fyne.KeyUp); d.searchKey(fyne.KeyUp) }, 0},
		{"round to the last", func() { d.searchKey(fyne.KeyUp) }, n - 1},
		{"round to the first", func() { d.searchKey(fyne.KeyReturn) }, 0},
	} {
		c.do()
		if d.search.now != c.want || d.page.hit != c.want {
			t.Errorf("%s led to hit %d, want %d", c.what, d.search.now+1, c.want+1)
		}
		if got, want := d.search.tally.text, fmt.Sprintf("%d/%d", c.want+1, n); got != want {
			t.Errorf("%s: the tally says %q, want %q", c.what, got, want)
		}
		at := d.search.hits[d.search.now]
		if seen := d.page.seen(); at.Start < seen.Start || at.End > seen.End {
			t.Errorf("%s: the hit is out of sight", c.what)
		}
	}
}

func TestHitsAreMarkedAndThePresentOneDifferently(t *testing.T) {
	d := open(t)
	test.Type(d.search.field, "保护")
	pal := look.Current().Palette()
	now, others := grounds(d.page, pal.FoundNow), grounds(d.page, pal.Found)
	inSight, _ := among(d.search.hits, d.page.seen())
	if now < 1 || others < len(inSight)-1 {
		t.Errorf("%d marked as present, %d as others, of %d in sight", now, others, len(inSight))
	}
	if len(d.rail.ticks) != len(d.search.hits) {
		t.Errorf("the scroll bar shows %d of %d", len(d.rail.ticks), len(d.search.hits))
	}
}

func TestEscClearsTheSearchAndGivesTheKeysToThePage(t *testing.T) {
	d := open(t)
	d.FocusSearch()
	test.Type(d.search.field, "古城")
	d.searchKey(fyne.KeyEscape)
	if d.search.field.Text != "" || len(d.page.hits) != 0 || d.search.tally.text != "" {
		t.Errorf("left: %q, %d hits, %q", d.search.field.Text, len(d.page.hits), d.search.tally.text)
	}
	d.press(fyne.KeyPageDown)
}

func TestNothingFoundSaysSo(t *testing.T) {
	d := open(t)
	d.page.scrollTo(3000)
	before := d.page.col.top
	d.search.field.SetText("航空母舰")
	if got := d.search.tally.text; got != "没有找到" {
		t.Errorf("the tally says %q", got)
	}
	d.searchKey(fyne.KeyReturn)
	if d.page.col.top != before || d.page.hit != -1 {
		t.Error("a search that found nothing moved the page")
	}
}

func TestThePunctuationMayBeTypedEitherWay(t *testing.T) {
	d := open(t)
	test.Type(d.search.field, "各位代表:")
	ascii := d.search.tally.text
	d.search.clear()
	test.Type(d.search.field, "各位代表：")
	if d.search.tally.text != ascii || len(d.search.hits) == 0 {
		t.Errorf("ASCII %q, full width %q", ascii, d.search.tally.text)
	}
}
