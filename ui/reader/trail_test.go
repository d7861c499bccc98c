package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// Invariant: after any jumps, going back as often as possible leads to where
// one began, and forward as often again to where one was.
func TestTheTrailLeadsBackAndOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tr trail
		at := stop{offset: 0}
		for _, to := range rapid.SliceOfN(rapid.IntRange(1, 30), 0, 40).Draw(t, "jumps") {
			tr.leave(at)
			at = stop{offset: to}
		}
		begun, steps := at, 0
		for {
			to, ok := tr.goBack(at)
			if !ok {
				break
			}
			if to.offset == at.offset {
				t.Fatalf("a step back stays at %d", at.offset)
			}
			at = to
			steps++
		}
		if at.offset != 0 {
			t.Fatalf("back leads to %d", at.offset)
		}
		for range steps {
			to, ok := tr.goOn(at)
			if !ok {
				t.Fatal("forward ends early")
			}
			at = to
		}
		if at.offset != begun.offset {
			t.Fatalf("forward leads to %d, not %d", at.offset, begun.offset)
		}
	})
}

func TestBackAndForwardThroughJumps(t *testing.T) {
	d := open(t)
	if d.goBack.disabled == false || d.goOn.disabled == false {
		t.Error("there is a way back before any jump")
	}
	first := d.page.place()
	d.goHeading(d.report.Outline[2].Start)
	second := d.page.place()
	d.goPassage(d.find("加快“厕所革命”进程"))
	third := d.page.place()
	alt := func(k fyne.KeyName) {
		d.page.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
	}
	for i, c := range []struct {
		do   func()
		want int
	}{
		{func() { alt(fyne.KeyLeft) }, second},
		{func() { test.Tap(d.goBack) }, first},
		{func() { alt(fyne.KeyLeft) }, first}, // no further
		{func() { test.Tap(d.goOn) }, second},
		{func() { alt(fyne.KeyRight) }, third},
		{func() { alt(fyne.KeyRight) }, third},
	} {
		c.do()
		if got := d.page.place(); got != c.want {
			t.Errorf("step %d leads to %d, want %d", i, got, c.want)
		}
	}
	d.goHeading(d.report.Outline[1].Start)
	if d.goOn.disabled == false {
		t.Error("after another jump there still is a way forward")
	}
}
