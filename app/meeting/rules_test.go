package meeting_test

import (
	"crypto/rand"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

func TestStepsForTheMinutes(t *testing.T) {
	for _, c := range []struct {
		point string
		want  []string
	}{
		{"draft", nil},
		{"counted", []string{
			"frozen clerk", "empty_shown chief_scrutineer", "sign_in clerk", "casting clerk",
			"closed clerk", "reconciled chief_scrutineer", "counted chief_scrutineer",
		}},
		{"void", []string{
			"frozen clerk", "empty_shown chief_scrutineer", "sign_in clerk", "casting clerk",
			"closed clerk", "void chief_scrutineer",
		}},
	} {
		d, _ := at(t, c.point)
		v, err := d.View()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range v.Round.Steps {
			got = append(got, string(s.To)+" "+string(s.Office))
			if !s.At.Equal(nine.Truncate(time.Second)) {
				t.Errorf("%s at %v", s.To, s.At)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: steps %v, want %v", c.point, got, c.want)
		}
	}
	if meeting.Confirms(meeting.Draft) != "" {
		t.Error("somebody confirms a draft")
	}
}

func TestFreezeTakesCopies(t *testing.T) {
	d, _ := at(t, "frozen")
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	r := v.Round
	if !slices.Equal(r.IDs(), []string{"1", "2", "3", "4", "5"}) || r.Procedure != procedure.Default(places) || r.Roll != roll || r.Number != 1 {
		t.Errorf("frozen as %+v", r)
	}
}

func TestFreezeIsRefusedWhileSomethingIsMissing(t *testing.T) {
	for name, spoil := range map[string]func(d *meeting.Desk) error{
		"no places":       func(d *meeting.Desk) error { return d.SetProcedure(procedure.Default(0)) },
		"too many places": func(d *meeting.Desk) error { return d.SetProcedure(procedure.Default(candidates + 1)) },
		"an idle threshold": func(d *meeting.Desk) error {
			p := procedure.Default(places)
			p.Threshold.Den = 0
			return d.SetProcedure(p)
		},
	} {
		d, s := at(t, "draft")
		if err := spoil(d); err != nil {
			t.Fatal(err)
		}
		before := stored(t, s)
		refused(t, d.Freeze(), "meeting.blocked")
		if !reflect.DeepEqual(stored(t, s), before) {
			t.Errorf("%s: refused, and changed", name)
		}
	}
	d := meeting.NewDesk(storetest.NewMeeting(meeting.Setup{}), clock, rand.Reader)
	refused(t, d.Freeze(), "meeting.blocked")
}

// A name that is missing is found, and keeps nothing from going on.
func TestFindings(t *testing.T) {
	d, _ := at(t, "draft")
	keys := func() (keys []string) {
		found, err := d.Findings()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			keys = append(keys, f.Says.Key)
			if f.Blocking {
				t.Errorf("%s blocks", f.Says.Key)
			}
		}
		return keys
	}
	whole := keys()
	if err := d.SetName(" \u3000", ""); err != nil {
		t.Fatal(err)
	}
	if got := keys(); !slices.Equal(got, append(whole, "meeting.finding.name", "meeting.finding.vote")) {
		t.Errorf("found %v", got)
	}
	if err := d.Freeze(); err != nil {
		t.Error(err)
	}
}

func TestSetup(t *testing.T) {
	d, _ := at(t, "draft")
	twice := storetest.Setup(2, 1, 1).List
	twice.Projects[1].ID = twice.Projects[0].ID
	for _, c := range []struct {
		name, key string
		act       func() error
	}{
		{"no roll", "meeting.roll.range", func() error { return d.SetRoll(0) }},
		{"a negative roll", "meeting.roll.range", func() error { return d.SetRoll(-5) }},
		{"a roll beyond any", "meeting.roll.range", func() error { return d.SetRoll(procedure.MostRoll + 1) }},
		{"an empty list", "project.none", func() error { return d.SetList(project.List{}) }},
		{"a list with an id twice", "project.twice", func() error { return d.SetList(twice) }},
		{"a report without text", "meeting.report.empty", func() error { return d.SetReport(meeting.Document{Name: "a.txt", Text: " \n\u3000"}) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p *say.Problem
			if err := c.act(); !errors.As(err, &p) || p.What.Key != c.key {
				t.Errorf("got %v, want %s", err, c.key)
			}
		})
	}
	if err := d.SetName("  会议 ", "\t项目\n"); err != nil {
		t.Fatal(err)
	}
	if err := d.SetRoll(449); err != nil {
		t.Fatal(err)
	}
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	if v.Setup.Name != "会议" || v.Setup.Vote != "项目" || v.Quorum != 300 {
		t.Errorf("%q %q, quorum %d", v.Setup.Name, v.Setup.Vote, v.Quorum)
	}
}

// A rehearsal list never comes into a real meeting.
func TestRehearsalStaysRehearsal(t *testing.T) {
	real := storetest.Setup(3, 2, 9)
	real.Rehearsal = false
	_, err := meeting.New(real, rand.Reader)
	refused(t, err, "meeting.list.rehearsal")
	list := real.List
	real.List = project.List{}
	d := meeting.NewDesk(storetest.NewMeeting(real), clock, rand.Reader)
	refused(t, d.SetList(list), "meeting.list.rehearsal")
	list.Rehearsal = false
	if err := d.SetList(list); err != nil {
		t.Error(err)
	}
}

func TestNew(t *testing.T) {
	m, err := meeting.New(meeting.Setup{Name: "会议"}, strings.NewReader(strings.Repeat("\x01", 16)))
	if err != nil {
		t.Fatal(err)
	}
	if m.ID != strings.Repeat("01", 16) || len(m.Rounds) != 1 || m.Rounds[0].State != meeting.Draft || m.Rounds[0].Number != 1 {
		t.Errorf("made %+v", m)
	}
	if m.Setup.Procedure != procedure.Default(0) {
		t.Errorf("it begins with %+v", m.Setup.Procedure)
	}
	if _, err := meeting.New(meeting.Setup{}, strings.NewReader("short")); err == nil {
		t.Error("made without randomness")
	}
}

func TestQuorumAndPresent(t *testing.T) {
	d, _ := at(t, "sign_in")
	try := func(n int, key string) {
		t.Helper()
		err := d.SetPresent(n)
		if key == "" && err != nil {
			t.Fatalf("%d present: %v", n, err)
		}
		if key != "" {
			refused(t, err, key)
		}
	}
	try(-1, "meeting.present.range")
	try(roll+1, "meeting.present.range")
	try(roll, "")
	try(5, "") // a slip that is mended before the vote
	refused(t, d.OpenCasting(), "meeting.quorum")
	try(6, "") // exactly 2/3 of 9
	if err := d.OpenCasting(); err != nil {
		t.Fatal(err)
	}
	try(5, "meeting.present.quorum")
	try(8, "") // late arrivals
	for range 7 {
		if err := d.LetThrough(); err != nil {
			t.Fatal(err)
		}
		if err := d.GiveUp(); err != nil {
			t.Fatal(err)
		}
	}
	try(6, "meeting.present.issued")
	try(7, "")
	refused(t, d.LetThrough(), "meeting.let_through.all")
	try(8, "")
	if err := d.LetThrough(); err != nil {
		t.Error(err)
	}
}

// What may not be cast is refused in words, stays in the deputy's hands, and can
// be mended.
func TestCastIsRefusedInWords(t *testing.T) {
	d, s := at(t, "outstanding")
	before := stored(t, s)
	over := ballot.Ballot{Marks: []ballot.Mark{1, 1, 1, 1, 2}}
	err := d.Cast(over)
	var p *say.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Sentence(say.Chinese), "3") {
		t.Errorf("four approvals of three: %v does not name the limit", err)
	}
	refused(t, d.Cast(ballot.Ballot{Marks: []ballot.Mark{1}}), "meeting.cast.length")
	refused(t, d.Cast(ballot.Ballot{}), "meeting.cast.length")
	if !reflect.DeepEqual(stored(t, s), before) {
		t.Error("refused, and changed")
	}
	if err := d.Cast(ballot.Ballot{Marks: make([]ballot.Mark, candidates)}); err != nil {
		t.Errorf("a blank ballot, which the procedure allows: %v", err)
	}
}

// Given up is issued and not returned.
func TestGiveUp(t *testing.T) {
	d, _ := at(t, "outstanding")
	for _, act := range []func() error{d.GiveUp, d.LetThrough, func() error { return d.Cast(sound()) }, d.Close, d.Reconcile} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	r, err := d.Count()
	if err != nil {
		t.Fatal(err)
	}
	if r.Issued != 2 || r.Returned != 1 || r.Present != 8 || r.State == count.Void {
		t.Errorf("counted %+v", r)
	}
}

func TestBoxThatIsNotEmptyIsNotShown(t *testing.T) {
	d, s := at(t, "frozen")
	if err := s.Cast(1, sound(), func(*meeting.Meeting) error { return nil }); err != nil {
		t.Fatal(err)
	}
	refused(t, d.ShowEmptyBox(), "meeting.not_empty")
}

func TestMoreReturnedThanIssued(t *testing.T) {
	d, _ := at(t, "void")
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	if v.Round.State != meeting.Void || v.Round.Returned != 2 || v.Round.Issued != 1 || v.Result != nil {
		t.Errorf("%+v, result %v", v.Round, v.Result)
	}
}

// A box that changes after it was closed is not counted, at any later step.
func TestBoxThatChangedAfterTheClose(t *testing.T) {
	for point, act := range map[string]func(*meeting.Desk) error{
		"closed":     (*meeting.Desk).Reconcile,
		"reconciled": func(d *meeting.Desk) error { _, err := d.Count(); return err },
		"counted":    func(d *meeting.Desk) error { _, err := d.Result(); return err },
	} {
		d, s := at(t, point)
		// Issued is raised with it, so that the number alone looks right.
		if err := s.Cast(1, sound(), func(m *meeting.Meeting) error { m.Rounds[0].Issued++; return nil }); err != nil {
			t.Fatal(err)
		}
		before := stored(t, s)
		refused(t, act(d), "meeting.box_changed")
		if !reflect.DeepEqual(stored(t, s), before) {
			t.Errorf("%s: refused, and changed", point)
		}
	}
}

func TestCloseShakesTheStore(t *testing.T) {
	d, s := at(t, "outstanding")
	refused(t, d.Close(), "meeting.close.outstanding")
	if s.Shaken() != 0 {
		t.Error("shaken though not closed")
	}
	if err := d.GiveUp(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if s.Shaken() != 1 {
		t.Errorf("shaken %d times", s.Shaken())
	}
}

func TestReport(t *testing.T) {
	d, _ := at(t, "counted")
	if _, ok, err := d.Report(); ok || err != nil {
		t.Errorf("a report before any: %v %v", ok, err)
	}
	want := meeting.Document{Name: "报告.txt", Text: "各位代表：\n"}
	if err := d.SetReport(want); err != nil {
		t.Fatal(err)
	}
	if got, ok, err := d.Report(); got != want || !ok || err != nil {
		t.Errorf("got %v %v %v", got, ok, err)
	}
}
