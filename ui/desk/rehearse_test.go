package desk

import (
	"strings"
	"testing"

	"piaojue/app/meeting"
)

func TestInventedMarksFillTheBoxOfARehearsalOnly(t *testing.T) {
	c := sit(t, chooseOne)
	c.begin()
	c.Tap("用虚构的票投完其余 3 张")
	if c.View().Round.Issued != 0 {
		t.Fatal("not asked")
	}
	c.MustSee("演练")
	c.Tap("投入虚构的票")
	if v := c.View(); v.Round.Issued != 3 || v.InBox != 3 || v.Round.Outstanding {
		t.Fatalf("the round is %+v with %d in the box", v.Round, v.InBox)
	}
	c.secret()
	c.MustNotSee("用虚构的票投完其余")

	real := sit(t, func(s *meeting.Setup) {
		chooseOne(s)
		s.Rehearsal, s.List.Rehearsal = false, false
	})
	real.begin()
	if strings.Contains(real.Text(), "虚构") {
		t.Fatal("a real meeting offers invented marks")
	}
	if err := real.Desk.Rehearse(1, 1); err == nil {
		t.Fatal("a real meeting took invented marks")
	}
}
