package meeting_test

import (
	"crypto/rand"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

var nine = time.Date(2021, 1, 13, 9, 0, 0, 5e8, time.FixedZone("", 8*3600))

func clock() time.Time { return nine }

const candidates, places, roll = 5, 3, 9

func sound() ballot.Ballot { return ballot.Ballot{Marks: []ballot.Mark{1, 1, 1, 2, 3}} }

// at gives a desk whose round is at a point, reached by the acts that lead there.
// The points are the states, and "outstanding": casting, with a ballot let through.
func at(t *testing.T, point string) (*meeting.Desk, *storetest.Meeting) {
	t.Helper()
	s := storetest.NewMeeting(storetest.Setup(candidates, places, roll))
	d := meeting.NewDesk(s, clock, rand.Reader).Cheap()
	way := []struct {
		to  string
		act func() error
	}{
		{"draft", func() error { return nil }},
		{"frozen", d.Freeze},
		{"empty_shown", d.ShowEmptyBox},
		{"sign_in", d.OpenSignIn},
		{"", func() error { return d.SetPresent(8) }},
		{"casting", d.OpenCasting},
		{"outstanding", d.LetThrough},
		{"", func() error { return d.Cast(sound()) }},
		{"closed", d.Close},
		{"reconciled", d.Reconcile},
		{"counted", func() error { _, err := d.Count(); return err }},
	}
	for _, w := range way {
		if point == "void" && w.to == "closed" {
			// One ballot more than was issued: no act of the desk can make this.
			if err := s.Cast(1, sound(), func(*meeting.Meeting) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.act(); err != nil {
			t.Fatalf("on the way to %s: %v", w.to, err)
		}
		if w.to == point || point == "void" && w.to == "reconciled" {
			return d, s
		}
	}
	t.Fatalf("no way to %q", point)
	return nil, nil
}

// refused checks that an error is the sentence with a key, complete in both
// languages.
func refused(t *testing.T, err error, key string) {
	t.Helper()
	var p *say.Problem
	if !errors.As(err, &p) {
		t.Errorf("got %v, want the sentence %s", err, key)
		return
	}
	if p.What.Key != key {
		t.Errorf("got %s (%v), want %s", p.What.Key, err, key)
	}
	for _, l := range []say.Language{say.Chinese, say.English} {
		if s := p.Sentence(l); strings.Contains(s, "meeting.") || strings.Contains(s, "{{") || strings.Contains(s, "<no value>") {
			t.Errorf("%s is said as %q", key, s)
		}
	}
}

// stored is all that a store holds, to be compared.
func stored(t *testing.T, s *storetest.Meeting) any {
	t.Helper()
	m, err := s.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	in, err := s.Ballots(1)
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := s.Document()
	if err != nil {
		t.Fatal(err)
	}
	return []any{m, in, d}
}

// Every act in every state: done, or refused with a sentence and nothing changed.
func TestEveryActInEveryState(t *testing.T) {
	points := []string{"draft", "frozen", "empty_shown", "sign_in", "casting", "outstanding", "closed", "reconciled", "counted", "void"}
	says := map[byte]string{
		'f': "meeting.frozen",       // the setup is frozen
		'e': "meeting.early",        // a step must come first
		'd': "meeting.done",         // it is done already
		'l': "meeting.late",         // the box is closed
		'v': "meeting.void",         // the round ended
		'c': "meeting.code.late",    // the vote has begun
		'n': "meeting.cast.none",    // no ballot is let through
		'g': "meeting.give_up.none", // likewise
		'o': "meeting.let_through.outstanding",
		'x': "meeting.close.outstanding",
		's': "meeting.sealed", // no result yet
	}
	for _, c := range []struct {
		name string
		// One letter a point: + done, or the sentence of the refusal.
		at  string
		act func(d *meeting.Desk) error
	}{
		//              D F E S C O X R N V
		{"SetName", "     + f f f f f f f f f", func(d *meeting.Desk) error { return d.SetName("会议", "项目") }},
		{"SetRoll", "     + f f f f f f f f f", func(d *meeting.Desk) error { return d.SetRoll(12) }},
		{"SetList", "     + f f f f f f f f f", func(d *meeting.Desk) error { return d.SetList(storetest.Setup(2, 1, 1).List) }},
		{"SetProcedure", "+ f f f f f f f f f", func(d *meeting.Desk) error { return d.SetProcedure(procedure.Default(2)) }},
		{"SetCode", "     + + + + c c c c c c", func(d *meeting.Desk) error { return d.SetCode("2468") }},
		{"SetReport", "   + + + + + + + + + +", func(d *meeting.Desk) error { return d.SetReport(meeting.Document{Name: "报告", Text: "文"}) }},
		{"Freeze", "      + d d d d d d d d v", (*meeting.Desk).Freeze},
		{"ShowEmptyBox", "e + d d d d d d d v", (*meeting.Desk).ShowEmptyBox},
		{"OpenSignIn", "  e e + d d d d d d v", (*meeting.Desk).OpenSignIn},
		{"SetPresent", "  e e e + + + l l l v", func(d *meeting.Desk) error { return d.SetPresent(9) }},
		{"LetThrough", "  e e e e + o l l l v", (*meeting.Desk).LetThrough},
		{"Cast", "        e e e e n + l l l v", func(d *meeting.Desk) error { return d.Cast(sound()) }},
		{"GiveUp", "      e e e e g + l l l v", (*meeting.Desk).GiveUp},
		{"Close", "       e e e e + x d d d v", (*meeting.Desk).Close},
		{"Reconcile", "   e e e e e e + d d v", (*meeting.Desk).Reconcile},
		{"Count", "       e e e e e e e + d v", func(d *meeting.Desk) error { _, err := d.Count(); return err }},
		{"Result", "      s s s s s s s s + v", func(d *meeting.Desk) error { _, err := d.Result(); return err }},
	} {
		letters := strings.ReplaceAll(c.at, " ", "")
		if len(letters) != len(points) {
			t.Fatalf("%s: %d letters", c.name, len(letters))
		}
		for i, point := range points {
			t.Run(c.name+" in "+point, func(t *testing.T) {
				d, s := at(t, point)
				before := stored(t, s)
				err := c.act(d)
				if letters[i] == '+' {
					if err != nil {
						t.Errorf("refused: %v", err)
					}
					return
				}
				refused(t, err, says[letters[i]])
				if after := stored(t, s); !reflect.DeepEqual(after, before) {
					t.Errorf("refused, and changed\n%+v to\n%+v", before, after)
				}
			})
		}
	}
}

// OpenCasting has a condition of its own and therefore stands apart.
func TestOpenCastingInEveryState(t *testing.T) {
	for point, key := range map[string]string{
		"draft": "meeting.early", "frozen": "meeting.early", "empty_shown": "meeting.early",
		"sign_in": "meeting.quorum", // nobody is signed in yet
		"casting": "meeting.done", "outstanding": "meeting.done", "closed": "meeting.done",
		"reconciled": "meeting.done", "counted": "meeting.done", "void": "meeting.void",
	} {
		d, s := at(t, point)
		before := stored(t, s)
		refused(t, d.OpenCasting(), key)
		if after := stored(t, s); !reflect.DeepEqual(after, before) {
			t.Errorf("%s: refused, and changed", point)
		}
	}
}

// What the store cannot write is not done, and its error comes back as it is.
func TestActsOnAStoreThatFails(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		point string
		act   func(d *meeting.Desk) error
	}{
		{"draft", func(d *meeting.Desk) error { return d.SetName("a", "b") }},
		{"draft", func(d *meeting.Desk) error { return d.SetCode("2468") }},
		{"draft", func(d *meeting.Desk) error { return d.SetReport(meeting.Document{Text: "文"}) }},
		{"draft", (*meeting.Desk).Freeze},
		{"frozen", (*meeting.Desk).ShowEmptyBox},
		{"empty_shown", (*meeting.Desk).OpenSignIn},
		{"sign_in", func(d *meeting.Desk) error { return d.SetPresent(9) }},
		{"casting", (*meeting.Desk).LetThrough},
		{"outstanding", func(d *meeting.Desk) error { return d.Cast(sound()) }},
		{"outstanding", (*meeting.Desk).GiveUp},
		{"casting", (*meeting.Desk).Close},
		{"closed", (*meeting.Desk).Reconcile},
		{"reconciled", func(d *meeting.Desk) error { _, err := d.Count(); return err }},
	} {
		d, s := at(t, c.point)
		before := stored(t, s)
		s.Fail(broken)
		if err := c.act(d); !errors.Is(err, broken) {
			t.Errorf("%s: got %v", c.point, err)
		}
		if after := stored(t, s); !reflect.DeepEqual(after, before) {
			t.Errorf("%s: failed, and changed", c.point)
		}
		s.Fail(nil)
		if err := c.act(d); err != nil {
			t.Errorf("%s: the act that failed cannot be done: %v", c.point, err)
		}
	}
}
