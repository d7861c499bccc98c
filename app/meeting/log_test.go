package meeting_test

import (
	"errors"
	"fmt"
	"testing"

	"piaojue/app/meeting"
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
