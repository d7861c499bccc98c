package meeting_test

import (
	"crypto/rand"
	"testing"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

func marks(approve, fair, against, abstain int) count.Sums {
	return count.Sums{Approve: approve, Fair: fair, Against: against, Abstain: abstain}
}

func must(t *testing.T, acts ...func() error) {
	t.Helper()
	for _, act := range acts {
		if err := act(); err != nil {
			t.Fatal(say.Explain(err).Sentence(say.Chinese))
		}
	}
}

func view(t *testing.T, d *meeting.Desk) meeting.View {
	t.Helper()
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFiguresOfLastTimeMustAddUp(t *testing.T) {
	d, _ := at(t, "draft")
	must(t, func() error { return d.BeginAssessment("年终测评", nil) })
	line := func(id string, s count.Sums) []meeting.PastLine { return []meeting.PastLine{{ID: id, Sums: s}} }
	for _, c := range []struct {
		key  string
		past meeting.Past
	}{
		{"meeting.past.valid", meeting.Past{Valid: 0, Lines: line("1", marks(0, 0, 0, 0))}},
		{"meeting.past.valid", meeting.Past{Valid: 100_001, Lines: line("1", marks(100_001, 0, 0, 0))}},
		{"meeting.past.empty", meeting.Past{Valid: 3}},
		{"meeting.past.sum", meeting.Past{Valid: 3, Lines: line("1", marks(1, 1, 0, 0))}},
		{"meeting.past.sum", meeting.Past{Valid: 3, Lines: line("1", marks(4, -1, 0, 0))}},
		{"meeting.past.twice", meeting.Past{Valid: 3, Lines: append(line("1", marks(3, 0, 0, 0)), line("1", marks(3, 0, 0, 0))...)}},
		{"meeting.past.stranger", meeting.Past{Valid: 3, Lines: line("99", marks(3, 0, 0, 0))}},
	} {
		refused(t, d.SetPast(&c.past), c.key)
		if v := view(t, d); v.Before != nil || v.Round.Past != nil {
			t.Fatalf("%s: refused, and set", c.key)
		}
	}
	must(t, func() error {
		return d.SetPast(&meeting.Past{Title: "年中测评", Valid: 3, Lines: line("1", marks(2, 1, 0, 0))})
	})
	if b := view(t, d).Before; b == nil || *b != (meeting.Before{Title: "年中测评", Valid: 3}) {
		t.Fatalf("compared with %+v", b)
	}
	must(t, func() error { return d.SetPast(nil) })
	if b := view(t, d).Before; b != nil {
		t.Fatalf("compared with %+v", b)
	}
	must(t, d.Freeze)
	refused(t, d.SetPast(nil), "meeting.past.late")
}

func TestARehearsalIsNoLastTimeOfARealMeeting(t *testing.T) {
	past := meeting.Past{Valid: 1, Rehearsal: true, Lines: []meeting.PastLine{{ID: "1", Sums: marks(1, 0, 0, 0)}}}
	for _, real := range []bool{true, false} {
		setup := storetest.Setup(candidates, places, roll)
		setup.Rehearsal, setup.List.Rehearsal = !real, !real
		d := meeting.NewDesk(storetest.NewMeeting(setup), clock, rand.Reader)
		must(t, func() error { return d.BeginAssessment("年终测评", nil) })
		if err := d.SetPast(&past); (err != nil) != real {
			t.Errorf("real %v: %v", real, err)
		} else if real {
			refused(t, err, "meeting.past.rehearsal")
		}
	}
}

// An assessment is begun with figures of last time as they may be set afterwards.
func TestAnAssessmentBeginsWithFiguresThatFit(t *testing.T) {
	setup := storetest.Setup(candidates, places, roll)
	setup.Rehearsal, setup.List.Rehearsal = false, false
	d := meeting.NewDesk(storetest.NewMeeting(setup), clock, rand.Reader)
	line := func(id string) []meeting.PastLine { return []meeting.PastLine{{ID: id, Sums: marks(9, 0, 0, 0)}} }
	refused(t, d.BeginAssessment("年终测评", &meeting.Past{Valid: 9, Rehearsal: true, Lines: line("1")}), "meeting.past.rehearsal")
	refused(t, d.BeginAssessment("年终测评", &meeting.Past{Valid: 9, Lines: line("99")}), "meeting.past.stranger")
	must(t, func() error { return d.BeginAssessment("年终测评", &meeting.Past{Valid: 9, Lines: line("1")}) })
}

func TestATableOfLastTimeFindsItsProjects(t *testing.T) {
	now := []meeting.Candidate{{ID: "1", Name: "“两小”整治"}, {ID: "2", Name: "公厕提升"}}
	named := meeting.PastTable{Title: "年中测评", Valid: 9, Rows: []meeting.PastRow{
		{Row: 4, Number: "7", Name: "公厕 提升", Sums: marks(9, 0, 0, 0), Outcome: count.Satisfied},
		{Row: 5, Number: "1", Name: "另一项", Sums: marks(0, 9, 0, 0)},
		{Row: 6, Number: "8", Name: "公厕提升", Sums: marks(0, 0, 9, 0)},
	}}
	p, notices := named.For(now)
	if diff := cmp.Diff(meeting.Past{Title: "年中测评", Valid: 9, Lines: []meeting.PastLine{{ID: "2", Sums: marks(9, 0, 0, 0), Outcome: count.Satisfied}}}, p); diff != "" {
		t.Error(diff)
	}
	var says []string
	for _, n := range notices {
		says = append(says, n.In(say.Chinese))
	}
	if diff := cmp.Diff([]string{"第 5 行“另一项”不在这次测评之列，没有采用。", "第 6 行“公厕提升”与第 4 行是同一项，没有采用。"}, says); diff != "" {
		t.Error(diff)
	}
	// Without names the number decides, and the first line tells how many were valid.
	p, notices = meeting.PastTable{Rows: []meeting.PastRow{{Row: 2, Number: "２", Sums: marks(3, 1, 0, 1)}, {Row: 3, Number: "9"}}}.For(now)
	if len(p.Lines) != 1 || p.Lines[0].ID != "2" || p.Valid != 5 || len(notices) != 1 {
		t.Errorf("%+v, %v", p, notices)
	}
}

func TestWhatWasBegunByMistakeIsTakenBack(t *testing.T) {
	// Before the election, which is prepared again as it was
	d, _ := at(t, "draft")
	was := view(t, d)
	must(t, func() error { return d.BeginMotion("议案") }, func() error { return d.SetTitle("  关于票决办法的决定 ") })
	if v := view(t, d); v.Subject() != "关于票决办法的决定" || v.Candidates[0].Name != "关于票决办法的决定" {
		t.Fatalf("%+v", v.Round)
	}
	refused(t, d.SetTitle(" "), "meeting.title")
	must(t, d.Cancel)
	if diff := cmp.Diff(was, view(t, d)); diff != "" {
		t.Error(diff)
	}
	must(t, func() error { return d.BeginMotion("议案") }, d.BeginElection)
	if diff := cmp.Diff(was, view(t, d)); diff != "" {
		t.Error(diff)
	}
	// After a round that is over, which is the current one again
	d, _ = at(t, "announced")
	was = view(t, d)
	must(t, func() error { return d.BeginMotion("议案") }, d.Cancel)
	if diff := cmp.Diff(was, view(t, d)); diff != "" {
		t.Error(diff)
	}
	refused(t, d.Cancel(), "meeting.cancel.late")
	// Once it is frozen it is there to stay
	must(t, func() error { return d.BeginMotion("议案") }, d.Freeze)
	refused(t, d.Cancel(), "meeting.cancel.late")
	refused(t, d.SetTitle("另一个"), "meeting.title.late")
}
