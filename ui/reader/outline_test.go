package reader

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/stage/stagetest"
)

// entry finds an entry by the beginning of its title.
func (d *desk) entry(title string) *entry {
	d.t.Helper()
	for _, e := range d.outline.list.all() {
		if strings.HasPrefix(string(e.title), title) {
			return e
		}
	}
	d.t.Fatalf("the outline has no %q", title)
	return nil
}

// tapEntry clicks an entry on its title.
func (d *desk) tapEntry(e *entry) {
	l := d.outline.list
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(l.left(e)+5, e.top+e.height/2)})
}

func TestTheOutlineHasEveryHeadingAndTheGlossary(t *testing.T) {
	d := open(t)
	count := 0
	var walk func([]*report.Heading)
	walk = func(hs []*report.Heading) {
		for _, h := range hs {
			count++
			walk(h.Children)
		}
	}
	walk(d.report.Outline)
	if got, want := len(d.outline.list.all()), count+1+len(d.report.Glossary); got != want {
		t.Errorf("%d entries, want %d", got, want)
	}
	last := d.outline.list.roots[len(d.outline.list.roots)-1]
	if got := string(last.title); got != "名词解释（14 条）" || last.open {
		t.Errorf("the last entry is %q, open %v", got, last.open)
	}
	if e := d.entry("（一）"); !e.open || len(e.children) == 0 {
		t.Error("a section is folded at the beginning")
	}
}

func TestAClickOnAHeadingGoesThereExactly(t *testing.T) {
	d := open(t)
	for _, title := range []string{"（四）", "一、", "2.加速推进城市更新", "名词解释", "三、"} {
		e := d.entry(title)
		d.tapEntry(e)
		y := d.page.col.spotOf(e.at.Start).y - d.page.col.top
		if atEnd := d.page.col.top == d.page.col.most(); !atEnd && math.Abs(y-float64(0.6*d.page.size)) > 0.1 {
			t.Errorf("%s lies at %v of the page", title, y)
		}
		if y < 0 || y > float64(d.page.col.view) {
			t.Errorf("%s is out of sight", title)
		}
	}
}

func TestTheOutlineFollowsTheReader(t *testing.T) {
	d := open(t)
	e := d.entry("（四）")
	d.page.bringHeading(e.at.Start)
	here := d.outline.list.here
	if here == nil || here.at.Start > e.at.Start+200 || here.at.End < e.at.Start {
		t.Fatalf("the outline marks %+v", here)
	}
	top := d.outline.scroll.Offset.Y
	if here.top < top || here.top+here.height > top+d.outline.scroll.Size().Height {
		t.Error("the marked entry is out of sight")
	}
	d.page.scrollTo(0)
	if d.outline.list.here != nil {
		t.Errorf("before the first chapter the outline marks %q", string(d.outline.list.here.title))
	}
}

func TestTitlesAreShownWhole(t *testing.T) {
	for _, text := range []float32{14, 18, 28} {
		d := open(t)
		d.wear(look.Light, text)
		d.spread.open(outlineSide)
		width := d.outline.Size().Width
		for _, e := range d.outline.list.rows {
			whole := ""
			for _, l := range e.lines {
				whole += string(e.title[l.Start:l.End])
			}
			if whole != strings.ReplaceAll(string(e.title), " ", "") && whole != string(e.title) {
				t.Errorf("at %v %q is shown as %q", text, string(e.title), whole)
			}
			if e.height < look.Target {
				t.Errorf("at %v %q is %v high", text, string(e.title), e.height)
			}
		}
		for _, o := range test.WidgetRenderer(d.outline.list).Objects() {
			if x, ok := o.(*canvas.Text); ok && x.Position().X+x.MinSize().Width > width+1 {
				t.Errorf("at %v %q goes beyond %v", text, x.Text, width)
			}
		}
	}
}

func TestTheOutlineIsFoldedAndGoneThroughByKeys(t *testing.T) {
	d := open(t)
	l := d.outline.list
	l.FocusGained()
	key := func(k fyne.KeyName) { l.TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyHome)
	rows := len(l.rows)
	key(fyne.KeyLeft)
	if len(l.rows) >= rows || l.roots[0].open {
		t.Errorf("← left %d rows of %d", len(l.rows), rows)
	}
	key(fyne.KeyDown)
	if l.cursor != l.roots[1] {
		t.Errorf("↓ led to %q", string(l.cursor.title))
	}
	key(fyne.KeyUp)
	key(fyne.KeyRight)
	if len(l.rows) != rows {
		t.Errorf("→ left %d rows of %d", len(l.rows), rows)
	}
	key(fyne.KeyDown)
	key(fyne.KeyLeft)
	if l.cursor != l.roots[0] {
		t.Errorf("← on an entry without children led to %q", string(l.cursor.title))
	}
	key(fyne.KeyEnd)
	key(fyne.KeySpace)
	if seen := d.page.seen(); l.cursor.at.Start < seen.Start || l.cursor.at.Start > seen.End {
		t.Error("the space bar did not go there")
	}
}

func TestTheSignFoldsWithoutGoingThere(t *testing.T) {
	d := open(t)
	l := d.outline.list
	e := l.roots[0]
	before := d.page.col.top
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, e.top+e.height/2)})
	if e.open || d.page.col.top != before {
		t.Errorf("open %v, page at %v", e.open, d.page.col.top)
	}
}

func TestNotesAreCountedInTheOutline(t *testing.T) {
	d := open(t)
	d.mark("完成54个小区", note.Yellow)
	d.mark("打造10座", note.Green)
	e := d.entry("1.持续加强城市管理")
	if e.notes != 2 || e.parent.notes != 2 {
		t.Errorf("%d notes in the item, %d in the section", e.notes, e.parent.notes)
	}
	d.outline.reveal(e)
	signs := 0
	for _, o := range test.WidgetRenderer(d.outline.list).Objects() {
		if x, ok := o.(*canvas.Text); ok && x.Text == "●2" {
			signs++
		}
	}
	if signs != 1 {
		t.Errorf("%d signs, want one: at the entry that is not unfolded", signs)
	}
}

func TestOnlyEntriesInSightHaveObjects(t *testing.T) {
	d := openOn(t, stagetest.Report())
	list := d.outline.list
	for _, e := range list.all() {
		e.open = true
	}
	d.outline.arrange()
	view := d.outline.scroll.Size().Height
	if n := len(test.WidgetRenderer(list).Objects()); float32(n) > view/look.Target*6 {
		t.Errorf("%d objects for %d rows on %v", n, len(list.rows), view)
	}
}

func TestAPlainTextHasNoOutlineAndSaysSo(t *testing.T) {
	d := openOn(t, "关于天气的文章。\n\n今天天气很好，适合散步。\n")
	if !d.report.Plain {
		t.Fatal("the parser takes it for a report")
	}
	if d.spread.shows(outlineSide) || d.contents.Visible() {
		t.Error("there is an outline")
	}
	if !d.plain.Visible() {
		t.Error("nothing says that it is no report")
	}
	if got := spoken(d.page); !strings.Contains(got, "今天天气很好，适合散步。") {
		t.Errorf("the page shows %q", got)
	}
	if d := open(t); d.plain.Visible() {
		t.Error("the real report is called none")
	}
}
