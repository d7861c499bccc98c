package meeting_test

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	deputies "piaojue/app/roll"
	"piaojue/storage/storetest"
)

// named is a desk with a roll of names, on which everybody is signed in and the
// vote has begun. While silent, its clock may not be asked.
func named(t *testing.T, n int, silent *bool) (*meeting.Desk, *storetest.Meeting) {
	t.Helper()
	setup := storetest.Setup(candidates, places, n)
	setup.Deputies.Rehearsal = true
	for i := range n {
		id := fmt.Sprint(n - i)
		setup.Deputies.Deputies = append(setup.Deputies.Deputies, deputies.Deputy{ID: id, Number: id, Name: "代表" + id})
	}
	m := storetest.New(t, setup)
	m.ID = "the same"
	s := storetest.Holding(m)
	d := meeting.NewDesk(s, func() time.Time {
		if *silent {
			t.Error("the clock was asked while deputies vote")
		}
		return nine
	}, rand.Reader)
	do := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	do(d.Freeze())
	do(d.ShowEmptyBox())
	do(d.OpenSignIn())
	for i := range n {
		do(d.SignInDeputy(fmt.Sprint(i + 1)))
	}
	do(d.OpenCasting())
	return d, s
}

// What is stored of the meeting is the same byte for byte, in whatever order
// deputies were issued their ballots and voted, at the station and on paper; and
// no time is asked for.
func TestTheOrderOfIssuesIsNotStored(t *testing.T) {
	write := func(order []int) string {
		silent := false
		d, s := named(t, 12, &silent)
		silent = true
		for _, i := range order {
			id := fmt.Sprint(i)
			if i%3 == 0 {
				if err := d.IssuePaperTo(id); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := d.LetThroughDeputy(id); err != nil {
				t.Fatal(err)
			}
			act := func() error { return d.Cast(ballot.Ballot{Marks: make([]ballot.Mark, candidates)}) }
			if i%5 == 0 {
				act = d.GiveUp
			}
			if err := act(); err != nil {
				t.Fatal(err)
			}
		}
		m, err := s.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first := write([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
	if other := write([]int{10, 3, 7, 1, 9, 2, 8, 5, 6, 4}); other != first {
		t.Errorf("in one order\n%s\nin another\n%s", first, other)
	}
	if fewer := write([]int{1, 2}); fewer == first {
		t.Error("the issues are not stored at all")
	}
}

// Who has the ballot that is out is forgotten when it is cast, given up or taken
// back; whose was taken back may be issued another.
func TestTheHolderIsForgotten(t *testing.T) {
	silent := false
	d, s := named(t, 4, &silent)
	holder := func(want string, issued int) {
		t.Helper()
		m, err := s.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		if r := m.Rounds[0]; r.Holder != want || len(r.IssuedTo) != issued || r.Issued != issued {
			t.Errorf("held by %q, issued to %v (%d)", r.Holder, r.IssuedTo, r.Issued)
		}
	}
	let := func(id string) {
		t.Helper()
		if err := d.LetThroughDeputy(id); err != nil {
			t.Fatal(err)
		}
	}
	let("2")
	holder("2", 1)
	if err := d.TakeBack(); err != nil {
		t.Fatal(err)
	}
	holder("", 0)
	let("2")
	if err := d.Cast(sound()); err != nil {
		t.Fatal(err)
	}
	holder("", 1)
	let("1")
	if err := d.VoidRound(meeting.Presidium, "断电"); err != nil {
		t.Fatal(err)
	}
	holder("", 2)
}

// A rehearsal with the settings of a real meeting can be held, and its list and
// roll can never come into a real one.
func TestRehearsalOfRealSettings(t *testing.T) {
	real := storetest.Setup(5, 3, 9)
	real.Rehearsal, real.List.Rehearsal = false, false
	real.Deputies = deputies.Roll{Deputies: []deputies.Deputy{{ID: "1", Name: "张三"}}}
	practice := meeting.RehearsalOf(real)
	if real.List.Rehearsal || !practice.Rehearsal || practice.Procedure != real.Procedure || len(practice.List.Projects) != 5 {
		t.Fatalf("%+v from %+v", practice, real)
	}
	d := meeting.NewDesk(storetest.Holding(storetest.New(t, real)), clock, rand.Reader)
	refused(t, d.SetList(practice.List), "meeting.list.rehearsal")
	refused(t, d.SetDeputies(practice.Deputies), "meeting.roll.rehearsal")
	refused(t, d.Rehearse(1, 1), "meeting.rehearse.real")
}

// Invented ballots are valid by every procedure, and the same for a seed.
func TestInventedBallots(t *testing.T) {
	run := func(seed uint64) []ballot.Ballot {
		s := storetest.NewMeeting(storetest.Setup(5, 3, 9))
		d := meeting.NewDesk(s, clock, rand.Reader)
		for _, act := range []func() error{
			d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(9) }, d.OpenCasting,
			func() error { return d.Rehearse(9, seed) }, d.Close,
		} {
			if err := act(); err != nil {
				t.Fatal(err)
			}
		}
		in, err := s.Ballots(1)
		if err != nil || len(in) != 9 {
			t.Fatalf("%d ballots: %v", len(in), err)
		}
		return in
	}
	total := func(in []ballot.Ballot) (sum [5][4]int) {
		for _, b := range in {
			for i, m := range b.Marks {
				sum[i][m]++
			}
		}
		return sum
	}
	if a, b := total(run(7)), total(run(7)); a != b {
		t.Errorf("the same seed gave %v and %v", a, b)
	}
	if a, b := total(run(7)), total(run(8)); a == b {
		t.Errorf("two seeds gave %v", a)
	}
}
