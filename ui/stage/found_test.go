package stage_test

import (
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/target"
	"piaojue/ui/stage"
	"piaojue/ui/stage/stagetest"
)

// Commitments and links are those of the report and list that the stage has.
func TestWhatIsFoundFollowsReportAndList(t *testing.T) {
	st := stagetest.New(t)
	targets := func() (n int, called bool) {
		st.Targets(func(all []target.Target) { n, called = len(all), true })
		return n, called
	}
	links := func() (all []stage.Linked, called bool) {
		st.Links(func(found []stage.Linked) { all, called = found, true })
		return all, called
	}
	for range 2 { // the second time from memory
		if n, ok := targets(); !ok || n < 120 {
			t.Fatalf("%d commitments, %v", n, ok)
		}
		all, ok := links()
		if !ok || len(all) < 12 {
			t.Fatalf("%d links, %v", len(all), ok)
		}
	}
	setup := st.View().Setup
	setup.List.Projects = setup.List.Projects[:1]
	if err := st.Desk.SetList(setup.List); err != nil {
		t.Fatal(err)
	}
	st.Announce()
	if all, _ := links(); len(all) != 1 || all[0].Project != "1" {
		t.Errorf("after another list: %+v", all)
	}
	if err := st.Meeting.SetDocument(meeting.Document{Name: "b.txt", Text: "通知\n\n全区共检查商铺1,250家。\n"}); err != nil {
		t.Fatal(err)
	}
	st.Announce()
	if n, _ := targets(); n != 1 {
		t.Errorf("after another report: %d commitments", n)
	}
	if all, ok := links(); !ok || len(all) != 0 {
		t.Errorf("after another report: %+v", all)
	}
}

func TestWithoutAReportNothingIsFound(t *testing.T) {
	st := stagetest.Of(t, stagetest.Setup(t), meeting.Document{})
	st.Targets(func([]target.Target) { t.Error("commitments of no report") })
	st.Links(func([]stage.Linked) { t.Error("links of no report") })
}

// What is decided stands at the link the next time, and only there.
func TestADecisionStandsAtItsLink(t *testing.T) {
	st := stagetest.New(t)
	var suggested stage.Linked
	read := func() map[stage.Linked]note.Decision {
		all := map[stage.Linked]note.Decision{}
		st.Links(func(found []stage.Linked) {
			for _, l := range found {
				d := l.Decision
				l.Decision = note.Undecided
				all[l] = d
				if l.Suggested() {
					suggested = l
				}
			}
		})
		return all
	}
	read()
	if !suggested.Open() {
		t.Fatal("nothing is suggested")
	}
	saved := st.Saved
	for _, d := range []note.Decision{note.Confirmed, note.Dismissed, note.Undecided} {
		done := false
		st.Decide(suggested, d, func() { done = true })
		if !done {
			t.Fatalf("%q was not said to be done", d)
		}
		for l, got := range read() {
			if want := map[bool]note.Decision{true: d}[l.Range == suggested.Range && l.Project == suggested.Project]; got != want {
				t.Errorf("after %q: %s has %q", d, l.Project, got)
			}
		}
	}
	if st.Saved != saved+3 {
		t.Errorf("saved %d times", st.Saved-saved)
	}
}
