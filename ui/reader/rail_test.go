package reader

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/ui/look"
)

func TestTheScrollBarIsPulledFromEndToEnd(t *testing.T) {
	d := open(t)
	pull := func(by float32) {
		d.rail.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, by)})
	}
	_, length := d.rail.thumb()
	room := d.rail.Size().Height - length
	if length < look.Target {
		t.Errorf("the thumb is %v long", length)
	}
	for range 10 {
		pull(room / 20)
	}
	d.rail.DragEnd()
	if got := d.page.col.top / d.page.col.most(); math.Abs(got-0.5) > 0.02 {
		t.Errorf("half way down the bar the page is at %v of it", got)
	}
	pull(2 * room)
	d.rail.DragEnd()
	if d.page.col.top != d.page.col.most() {
		t.Errorf("at its end the page is at %v of %v", d.page.col.top, d.page.col.most())
	}
	pull(-2 * room)
	d.rail.DragEnd()
	if d.page.col.top != 0 {
		t.Errorf("back at the top the page is at %v", d.page.col.top)
	}
}

func TestAClickOnTheScrollBarGoesThere(t *testing.T) {
	d := open(t)
	d.rail.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, d.rail.Size().Height*0.75)})
	if got := d.page.col.top / d.page.col.most(); math.Abs(got-0.75) > 0.05 {
		t.Errorf("a click at three quarters led to %v", got)
	}
	y, length := d.rail.thumb()
	before := d.page.col.top
	d.rail.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, y+length/2)})
	if d.page.col.top != before {
		t.Error("a click on the thumb moved the page")
	}
}

func TestTheTicksFollowAnotherWidth(t *testing.T) {
	d := open(t)
	d.search.field.SetText("古城")
	wide := d.rail.ticks[len(d.rail.ticks)-1]
	d.st.Window.Resize(fyne.NewSize(700, 800))
	if narrow := d.rail.ticks[len(d.rail.ticks)-1]; narrow <= wide {
		t.Errorf("the last hit lies at %v, before the page became narrow at %v", narrow, wide)
	}
}
