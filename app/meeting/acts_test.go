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
	"piaojue/app/paper"
	"piaojue/app/procedure"
	deputies "piaojue/app/roll"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

var nine = time.Date(2021, 1, 13, 9, 0, 0, 5e8, time.FixedZone("", 8*3600))

func clock() time.Time { return nine }

const candidates, places, roll = 5, 3, 9

func sound() ballot.Ballot { return ballot.Ballot{Marks: []ballot.Mark{1, 1, 1, 2, 3}} }

// aside are points beside the way: each is reached from another by some acts.
var aside = map[string]struct {
	from string
	acts []func(d *meeting.Desk) error
}{
	"paused":   {"casting", []func(d *meeting.Desk) error{func(d *meeting.Desk) error { return d.Pause("休息") }}},
	"on_paper": {"casting", []func(d *meeting.Desk) error{func(d *meeting.Desk) error { return d.SwitchToPaper("停电") }}},
	"opened": {"casting", []func(d *meeting.Desk) error{
		func(d *meeting.Desk) error { return d.SetPaperIssued(2) }, (*meeting.Desk).Close,
		func(d *meeting.Desk) error { return d.SetPaperReturned(2) }, (*meeting.Desk).Reconcile, (*meeting.Desk).OpenBox,
	}},
	"signed":    {"counted", []func(d *meeting.Desk) error{func(d *meeting.Desk) error { return d.Sign("张总") }}},
	"announced": {"signed", []func(d *meeting.Desk) error{(*meeting.Desk).Announce}},
	"archived":  {"announced", []func(d *meeting.Desk) error{func(d *meeting.Desk) error { return d.Decide(meeting.AcceptFewer, meeting.Presidium, "从略") }, (*meeting.Desk).Archive}},
}

// at gives a desk whose round is at a point, reached by the acts that lead there.
// The points are the states, and "outstanding": casting, with a ballot let through.
func at(t *testing.T, point string) (*meeting.Desk, *storetest.Meeting) {
	t.Helper()
	if a, ok := aside[point]; ok {
		d, s := at(t, a.from)
		for _, act := range a.acts {
			if err := act(d); err != nil {
				t.Fatalf("on the way to %s: %v", point, err)
			}
		}
		return d, s
	}
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

// points are the states in the order of the way, and “outstanding”.
var points = []string{
	"draft", "frozen", "empty_shown", "sign_in", "casting", "outstanding", "paused", "on_paper",
	"closed", "reconciled", "opened", "counted", "signed", "announced", "archived", "void",
}

// Every act in every state: done, or refused with a sentence and nothing changed.
func TestEveryActInEveryState(t *testing.T) {
	for _, c := range []struct {
		name string
		// What becomes of the act from a point on, up to the next that is named: + for
		// done, or the sentence of the refusal.
		at  string
		act func(d *meeting.Desk) error
	}{
		{"SetName", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetName("会议", "项目") }},
		{"SetRoll", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetRoll(12) }},
		{"SetHandbook", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetHandbook(12) }},
		{"SetDeputies", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetDeputies(deputies.Roll{}) }},
		{"SetLevel", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetLevel(meeting.ByItem) }},
		{"SetList", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetList(storetest.Setup(2, 1, 1).List) }},
		{"SetProcedure", "[draft]+ [frozen]frozen", func(d *meeting.Desk) error { return d.SetProcedure(procedure.Default(2)) }},
		{"SetOfficers", "[draft]+ [signed]officers.late [announced]+", func(d *meeting.Desk) error { return d.SetOfficers(nil) }},
		{"SetCode", "[draft]+ [casting]code.late", func(d *meeting.Desk) error { return d.SetCode("2468") }},
		{"SetReport", "[draft]+", func(d *meeting.Desk) error { return d.SetReport(meeting.Document{Name: "报告", Text: "文"}) }},
		{"RecordIncident", "[draft]+", func(d *meeting.Desk) error { return d.RecordIncident("停电") }},
		{"Freeze", "[draft]+ [frozen]done [void]void", (*meeting.Desk).Freeze},
		{"ShowEmptyBox", "[draft]early [frozen]+ [empty_shown]done [void]void", (*meeting.Desk).ShowEmptyBox},
		{"OpenSignIn", "[draft]early [empty_shown]+ [sign_in]done [void]void", (*meeting.Desk).OpenSignIn},
		{"SetPresent", "[draft]early [sign_in]+ [closed]late [void]void", func(d *meeting.Desk) error { return d.SetPresent(9) }},
		{"LetThrough", "[draft]early [casting]+ [outstanding]let_through.outstanding [paused]paused [on_paper]on_paper [closed]late [void]void", (*meeting.Desk).LetThrough},
		{"Cast", "[draft]early [casting]cast.none [outstanding]+ [paused]cast.none [on_paper]on_paper [closed]late [void]void", func(d *meeting.Desk) error { return d.Cast(sound()) }},
		{"GiveUp", "[draft]early [casting]give_up.none [outstanding]+ [paused]give_up.none [on_paper]on_paper [closed]late [void]void", (*meeting.Desk).GiveUp},
		{"TakeBack", "[draft]early [casting]give_up.none [outstanding]+ [paused]give_up.none [on_paper]on_paper [closed]late [void]void", (*meeting.Desk).TakeBack},
		{"Pause", "[draft]early [casting]+ [paused]done [on_paper]on_paper [closed]late [void]void", func(d *meeting.Desk) error { return d.Pause("休息") }},
		{"Resume", "[draft]early [casting]resume.none [paused]+ [on_paper]resume.none [closed]late [void]void", (*meeting.Desk).Resume},
		{"SwitchToPaper", "[draft]early [casting]+ [outstanding]to_paper.outstanding [paused]+ [on_paper]done [closed]late [void]void", func(d *meeting.Desk) error { return d.SwitchToPaper("停电") }},
		{"SetPaperIssued", "[draft]early [casting]+ [paused]paused [on_paper]+ [closed]late [void]void", func(d *meeting.Desk) error { return d.SetPaperIssued(1) }},
		{"Close", "[draft]early [casting]+ [outstanding]close.outstanding [paused]+ [closed]done [void]void", (*meeting.Desk).Close},
		{"SetPaperReturned", "[draft]early [closed]+ [reconciled]late [void]void", func(d *meeting.Desk) error { return d.SetPaperReturned(0) }},
		{"Reconcile", "[draft]early [closed]+ [reconciled]done [void]void", (*meeting.Desk).Reconcile},
		{"OpenBox", "[draft]early [reconciled]paper.none [opened]done [void]void", (*meeting.Desk).OpenBox},
		{"BeginBatch", "[draft]early [opened]+ [counted]late [void]void", func(d *meeting.Desk) error { _, err := d.BeginBatch(1); return err }},
		{"EnterPaper", "[draft]early [opened]paper.no_batch [counted]late [void]void", func(d *meeting.Desk) error { return d.EnterPaper(1, paper.First, "甲", paper.SheetOf(sound())) }},
		{"Count", "[draft]early [reconciled]+ [opened]paper.entered [counted]done [void]void", func(d *meeting.Desk) error { _, err := d.Count(); return err }},
		{"Result", "[draft]sealed [counted]+ [void]void", func(d *meeting.Desk) error { _, err := d.Result(); return err }},
		{"SetNotice", "[draft]sealed [counted]+ [void]sealed", func(d *meeting.Desk) error { return d.SetNotice("公告") }},
		{"Sign", "[draft]early [counted]+ [signed]done [void]void", func(d *meeting.Desk) error { return d.Sign("张总") }},
		{"Announce", "[draft]early [signed]+ [announced]done [void]void", (*meeting.Desk).Announce},
		{"Archive", "[draft]early [announced]archive.open [archived]done [void]void", (*meeting.Desk).Archive},
		{"VoidRound", "[draft]void.draft [frozen]+ [announced]void.announced [void]void", func(d *meeting.Desk) error { return d.VoidRound(meeting.Presidium, "作废") }},
		{"Decide", "[draft]decide.early [signed]+ [archived]archived [void]decide.unfit", func(d *meeting.Desk) error { return d.Decide(meeting.AcceptFewer, meeting.Presidium, "从略") }},
		{"RunOff", "[draft]follow.early [announced]run_off.none [archived]archived [void]void", (*meeting.Desk).RunOff},
		{"Further", "[draft]follow.early [announced]further.none [archived]archived [void]void", (*meeting.Desk).Further},
		{"Repeat", "[draft]repeat.none [void]+", (*meeting.Desk).Repeat},
		{"BeginMotion", "[draft]+ [frozen]round.going [announced]+", func(d *meeting.Desk) error { return d.BeginMotion("议案") }},
		{"BeginAssessment", "[draft]+ [frozen]round.going [counted]archive.open [archived]assess.none [void]archive.open", func(d *meeting.Desk) error { return d.BeginAssessment("测评", nil) }},
		{"SetTitle", "[draft]title.late", func(d *meeting.Desk) error { return d.SetTitle("议案") }},
		{"SetPast", "[draft]past.late", func(d *meeting.Desk) error { return d.SetPast(nil) }},
		{"Cancel", "[draft]cancel.late", (*meeting.Desk).Cancel},
		{"BeginElection", "[draft]election.begun", (*meeting.Desk).BeginElection},
		{"Rehearse", "[draft]early [casting]+ [outstanding]let_through.outstanding [paused]paused [on_paper]on_paper [closed]late [void]void", func(d *meeting.Desk) error { return d.Rehearse(1, 1) }},
	} {
		becomes, says := map[string]string{}, ""
		for _, part := range strings.Fields(c.at) {
			point, key, _ := strings.Cut(strings.TrimPrefix(part, "["), "]")
			becomes[point] = key
		}
		for _, point := range points {
			if key, named := becomes[point]; named {
				says = key
				delete(becomes, point)
			}
			t.Run(c.name+" in "+point, func(t *testing.T) {
				d, s := at(t, point)
				before := stored(t, s)
				err := c.act(d)
				if says == "+" {
					if err != nil {
						t.Errorf("refused: %v", err)
					}
					return
				}
				refused(t, err, "meeting."+says)
				if after := stored(t, s); !reflect.DeepEqual(after, before) {
					t.Errorf("refused, and changed\n%+v to\n%+v", before, after)
				}
			})
		}
		if len(becomes) > 0 {
			t.Errorf("%s: no such points: %v", c.name, becomes)
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
		{"casting", func(d *meeting.Desk) error { return d.Pause("休息") }},
		{"paused", (*meeting.Desk).Resume},
		{"casting", func(d *meeting.Desk) error { return d.SwitchToPaper("停电") }},
		{"outstanding", (*meeting.Desk).TakeBack},
		{"outstanding", func(d *meeting.Desk) error { return d.VoidRound(meeting.Presidium, "停电") }},
		{"closed", func(d *meeting.Desk) error { return d.SetPaperReturned(1) }},
		{"opened", func(d *meeting.Desk) error { _, err := d.BeginBatch(1); return err }},
		{"counted", func(d *meeting.Desk) error { return d.Sign("张总") }},
		{"signed", func(d *meeting.Desk) error { return d.Decide(meeting.Postponed, meeting.Presidium, "留待下次") }},
		{"signed", (*meeting.Desk).Announce},
		{"void", (*meeting.Desk).Repeat},
		{"draft", func(d *meeting.Desk) error { return d.BeginMotion("议案") }},
		{"announced", func(d *meeting.Desk) error { return d.SetNotice("公告") }},
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
