package reader

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage/stagetest"
)

// listed are the words of the hits' list that are in sight.
func (d *desk) listed() string {
	var b strings.Builder
	for _, t := range d.hits.body.renderer.sketch.texts[:d.hits.body.renderer.sketch.nt] {
		b.WriteString(t.Text)
	}
	return b.String()
}

func TestEveryHitIsListedInItsContextUnderItsSection(t *testing.T) {
	d := open(t)
	test.Type(d.search.field, "综合整治")
	if d.hits.Hidden || !d.outline.Hidden {
		t.Fatal("the hits are not shown in the place of the outline")
	}
	if len(d.hits.rowOf) != len(d.report.Find("综合整治")) {
		t.Errorf("%d of %d hits are listed", len(d.hits.rowOf), len(d.report.Find("综合整治")))
	}
	said := d.listed()
	for _, want := range []string{"三、（三）1.持续加强城市管理", "83条街巷的“两小”综合整治", "名词解释（14条）"} {
		if !strings.Contains(strings.ReplaceAll(said, " ", ""), want) {
			t.Errorf("%q is not in the list:\n%s", want, said)
		}
	}
	// Each hit stands whole in what is shown of its surroundings.
	size := rowSize()
	for i, h := range d.hits.hits {
		for _, room := range []float32{9 * size, 14 * size, 20 * size} {
			text, lines, hit := d.hits.context(i, size, room)
			last := lines[len(lines)-1]
			if string(text[hit.Start:hit.End]) != d.words(h) || hit.End > last.End {
				t.Errorf("hit %d is %q in %q", i, string(text[hit.Start:hit.End]), string(text[:last.End]))
			}
			for _, l := range lines {
				if w := prose.FaceOf(size, false).Width(text[l.Start:l.End]); w > room && l.End > hit.End {
					t.Errorf("hit %d: %q is %v wide of %v", i, string(text[l.Start:l.End]), w, room)
				}
			}
			if len(lines) > contextLines {
				t.Errorf("hit %d takes %d lines", i, len(lines))
			}
		}
	}
	d.search.clear()
	if !d.hits.Hidden || d.outline.Hidden {
		t.Error("after the search the outline is not back")
	}
}

func TestAClickOnAListedHitGoesThere(t *testing.T) {
	d := open(t)
	test.Type(d.search.field, "古城")
	i := len(d.search.hits) - 2
	row := d.hits.rows[d.hits.rowOf[i]]
	d.hits.body.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, row.top+3)})
	if d.search.now != i || d.page.hit != i {
		t.Fatalf("the click led to hit %d, want %d", d.search.now, i)
	}
	if seen := d.page.seen(); d.search.hits[i].Start < seen.Start || d.search.hits[i].End > seen.End {
		t.Error("the hit is out of sight")
	}
	y := d.hits.scroll.Offset.Y
	if row.top < y || row.top+row.height > y+d.hits.scroll.Size().Height {
		t.Error("the hit is out of sight in the list")
	}
	d.Back()
	if d.page.col.top != 0 {
		t.Errorf("back from the search leads to %v", d.page.col.top)
	}
}

func TestTheListOfAHitInEveryLineHoldsWhatIsSeenOnly(t *testing.T) {
	d := openOn(t, strings.Repeat(stagetest.Report()+"\n", 20))
	test.Type(d.search.field, "的")
	if len(d.hits.rowOf) < 2000 {
		t.Fatalf("%d hits", len(d.hits.rowOf))
	}
	if n := d.hits.body.renderer.sketch.nt; n > 200 {
		t.Errorf("%d texts are drawn", n)
	}
	d.search.goTo(len(d.search.hits) - 1)
	if !strings.Contains(d.listed(), "的") {
		t.Error("at the end of the list nothing is drawn")
	}
}

func TestTheNumberOfASectionIsGoneToByEnter(t *testing.T) {
	d := open(t)
	for number, want := range map[string]string{"3.2.1": "能级跃升强发展", "（三）1": "持续加强城市管理", "三(四)2": "着力优化公共服务供给"} {
		d.page.scrollTo(0)
		d.search.field.SetText(number)
		if !strings.Contains(d.listed(), "按 Enter 转到") {
			t.Errorf("%s: the list says %q", number, d.listed())
		}
		d.searchKey(fyne.KeyReturn)
		at := d.find(want)
		for _, h := range d.report.Find(want) {
			if path := d.report.Path(h.Start); len(path) == 3 {
				at = h
			}
		}
		if first := d.page.firstWhole(); first > at.Start || first < at.Start-20 {
			t.Errorf("%s: the page begins with %q", number, d.words(report.Range{Start: first, End: first + 20}))
		}
	}
	d.search.field.SetText("3.9.9")
	before := d.page.col.top
	d.searchKey(fyne.KeyReturn)
	if d.page.col.top != before {
		t.Error("a section that is not there was gone to")
	}
}

// Typed digit by digit, the number leads through hits on its way; back is where
// the typing began all the same.
func TestBackFromASectionIsWhereItsNumberWasTyped(t *testing.T) {
	d := open(t)
	d.page.bring(d.find("各位代表"))
	began := d.page.here().offset
	for i := range "3.2.1" {
		d.search.field.SetText("3.2.1"[:i+1])
	}
	d.searchKey(fyne.KeyReturn)
	if d.page.here().offset == began {
		t.Fatal("nothing was gone to")
	}
	d.Back()
	if at := d.page.here().offset; at != began {
		t.Errorf("back leads to %d, not to %d", at, began)
	}
}

func TestTheSidesAreAsBeforeAfterASearch(t *testing.T) {
	d := open(t)
	d.st.Window.Resize(fyne.NewSize(1100, 700))
	d.spread.open(notesSide)
	if !d.spread.shows(notesSide) || d.spread.shows(outlineSide) {
		t.Skip("both sides have room")
	}
	test.Type(d.search.field, "古城")
	if !d.spread.shows(outlineSide) {
		t.Error("the hits are not shown")
	}
	d.search.clear()
	if !d.spread.shows(notesSide) || d.spread.shows(outlineSide) {
		t.Error("the notes are not back")
	}
}

func TestTheSearchHasRoomForWhatIsTyped(t *testing.T) {
	d := open(t)
	for _, c := range []struct{ width, text float32 }{{1024, 18}, {1024, 28}, {700, 28}, {1440, 18}} {
		d.wear(look.Light, c.text)
		d.st.Window.Resize(fyne.NewSize(c.width, 700))
		if got := d.search.field.Size().Width; got < 6*c.text {
			t.Errorf("at %v in a window of %v the search field is %v wide", c.text, c.width, got)
		}
	}
}
