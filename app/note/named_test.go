package note

import "testing"

func TestANoteStaysOnItsProjectWhenTheNumberGoesToAnother(t *testing.T) {
	on := Note{Project: "3", Name: "口袋公园"}
	for _, c := range []struct {
		note     Note
		id, name string
		want     bool
	}{
		{on, "3", "口袋公园", true},
		{on, "3", "道路整治", false},
		{on, "4", "口袋公园", false},
		{Note{Project: "3"}, "3", "道路整治", true},
		{Note{Anchor: &Anchor{}}, "", "", false},
	} {
		if got := c.note.On(c.id, c.name); got != c.want {
			t.Errorf("%+v is on %s %s: %v", c.note, c.id, c.name, got)
		}
	}
}

func TestALeaningCountsOnlyOnTheProjectItWasSetOn(t *testing.T) {
	full := Intent{Project: "3", Name: "口袋公园", Leaning: Favour, Star: true, Seen: true}
	unnamed := full
	unnamed.Name = ""
	for _, c := range []struct {
		intent Intent
		name   string
		want   Intent
	}{
		{full, "口袋公园", full},
		{full, "道路整治", Intent{Project: "3"}},
		{unnamed, "道路整治", unnamed},
		{Intent{}, "口袋公园", Intent{}},
	} {
		if got := c.intent.On(c.name); got != c.want {
			t.Errorf("%+v on %s is %+v, want %+v", c.intent, c.name, got, c.want)
		}
	}
}
