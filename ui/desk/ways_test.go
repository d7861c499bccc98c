package desk

import (
	"testing"

	"piaojue/app/meeting"
	"piaojue/ui/stage"
)

// The desk leads to the big screen at all times, and to the paper ballots once
// deputies vote.
func TestTheWaysBesideTheDesk(t *testing.T) {
	c := sit(t, nil)
	c.MustSee("打开大屏")
	c.MustNotSee("办理纸票")
	c.Tap("打开大屏")
	c.MustSee("关闭大屏")
	for _, act := range []func() error{c.Desk.Freeze, c.Desk.ShowEmptyBox, c.Desk.OpenSignIn, func() error { return c.Desk.SetPresent(3) }, c.Desk.OpenCasting} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
		c.Announce()
		c.MustSee("关闭大屏")
	}
	if c.state() != meeting.Casting {
		t.Fatal(c.state())
	}
	c.Tap("办理纸票")
	if len(c.Went) != 1 || c.Went[0] != (stage.Target{Place: stage.PapersPlace}) {
		t.Errorf("went to %v", c.Went)
	}
	c.Tap("关闭大屏")
	c.MustSee("打开大屏")
}
