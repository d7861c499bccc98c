package meeting_test

import (
	"errors"
	"fmt"
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/say"
)

// A refused step changes nothing but the log, and only once somebody notes it;
// what says nothing to a person is not noted.
func TestARefusalIsNotedWithWhatWasSaid(t *testing.T) {
	d, store := at(t, "draft")
	before, err := store.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	refused := d.OpenCasting()
	if refused == nil {
		t.Fatal("the vote began in a draft")
	}
	if now, _ := store.Meeting(); len(now.Log) != len(before.Log) {
		t.Fatalf("a refused step wrote %+v", now.Log)
	}
	for _, err := range []error{fmt.Errorf("opening: %w", refused), errors.New("a bug"), nil} {
		if err := d.RecordRefusal(err); err != nil {
			t.Fatal(err)
		}
	}
	log, err := d.Log()
	if err != nil || len(log) != len(before.Log)+1 {
		t.Fatalf("the log holds %+v, %v", log, err)
	}
	last := log[len(log)-1]
	if last.Act != "refused" || last.Reason != "现在还不能“开始投票”。" || last.Office != meeting.Clerk || last.SignsIn() {
		t.Errorf("noted %+v", last)
	}
	if now, _ := store.Meeting(); now.Rounds[0].State != meeting.Draft {
		t.Errorf("the round is %s", now.Rounds[0].State)
	}
}

// What is said to a deputy who casts, or of one who is to have a ballot, is not noted,
// even where somebody asks for it.
func TestNoRefusalOfABallotIsNoted(t *testing.T) {
	silent := false
	d, store := named(t, 3, &silent)
	silent = true
	over := sound()
	over.Marks[3] = 1
	for _, act := range []func() error{
		func() error { return d.Cast(sound()) }, func() error { return d.GiveUp() }, func() error { return d.LetThroughDeputy("9") },
		func() error { return d.LetThroughDeputy("1") }, func() error { return d.LetThroughDeputy("2") }, func() error { return d.Cast(over) },
		func() error { return d.Cast(sound()) }, func() error { return d.LetThroughDeputy("1") }, func() error { return d.IssuePaperTo("1") },
	} {
		before, err := store.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		refusal := act()
		if unknown := "meeting.attend.unknown"; refusal != nil && say.Explain(refusal).What.Key == unknown {
			continue // it names nobody on the roll
		}
		if err := d.RecordRefusal(refusal); err != nil {
			t.Fatal(err)
		}
		if now, _ := store.Meeting(); len(now.Log) != len(before.Log) {
			t.Errorf("noted %+v", now.Log[len(before.Log):])
		}
	}
}
