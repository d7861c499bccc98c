package desk

import (
	"time"

	"fyne.io/fyne/v2"

	"piaojue/ui/page"
	"piaojue/ui/prose"
)

// clock shows the time of the day to the minute. It is there to be read and
// drives nothing. It wakes once a minute, while the desk is seen, and not in tests.
type clock struct {
	s    *Screen
	text *prose.Text
	tick *time.Timer // nil while nothing is to come
}

func newClock(s *Screen) *clock {
	c := &clock{s: s, text: prose.New("").Faint().AtLeast(3)}
	s.st.OnClear(c.stop)
	return c
}

// show tells the time, and goes on telling it.
func (c *clock) show() {
	now := c.s.st.Now()
	c.text.SetText(now.Format("15:04"))
	if c.s.st.Inline || c.tick != nil {
		return
	}
	c.tick = time.AfterFunc(now.Truncate(time.Minute).Add(time.Minute).Sub(now), func() {
		fyne.Do(func() {
			if c.tick == nil {
				return
			}
			c.tick = nil
			if page.In(c.s.st.Window, c.s.root) {
				c.show()
			}
		})
	})
}

func (c *clock) stop() {
	if c.tick != nil {
		c.tick.Stop()
		c.tick = nil
	}
}
