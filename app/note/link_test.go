package note_test

import (
	"crypto/rand"
	"testing"
	"time"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/storage/storetest"
)

// A decision is on one passage and one project of one name; the last one holds,
// and it goes on in a revised report only where the same words stand once.
func TestDecisions(t *testing.T) {
	clock := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	b := note.NewBook(storetest.NewNotes(), func() time.Time { clock = clock.Add(time.Second); return clock }, rand.Reader)
	r := report.Parse("新建健身步道15公里。建成体育公园1个。")
	first, second := r.SentenceAt(0), r.SentenceAt(12)
	on := func(r *report.Report, at report.Range, id, name string) note.Decision {
		t.Helper()
		d, err := b.Decisions()
		if err != nil {
			t.Fatal(err)
		}
		return d.On(r, at, id, name)
	}
	decide := func(at report.Range, id string, d note.Decision) {
		t.Helper()
		if err := b.Decide(r, at, id, "步道", d); err != nil {
			t.Fatal(err)
		}
	}
	if got := on(r, first, "1", "步道"); got != note.Undecided {
		t.Errorf("before anything: %q", got)
	}
	decide(first, "1", note.Confirmed)
	decide(first, "2", note.Dismissed)
	for _, c := range []struct {
		at       report.Range
		id, name string
		want     note.Decision
	}{
		{first, "1", "步道", note.Confirmed},
		{first, "2", "步道", note.Dismissed},
		{second, "1", "步道", note.Undecided},
		{first, "1", "公园", note.Undecided}, // another list gave the number to another project
		{report.Range{Start: first.Start, End: first.End - 1}, "1", "步道", note.Undecided},
	} {
		if got := on(r, c.at, c.id, c.name); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	decide(first, "1", note.Dismissed)
	if got := on(r, first, "1", "步道"); got != note.Dismissed {
		t.Errorf("the last one does not hold: %q", got)
	}
	moved := report.Parse("开头一句。新建健身步道15公里。")
	if got := on(moved, moved.SentenceAt(6), "1", "步道"); got != note.Dismissed {
		t.Errorf("the same words in a revised report: %q", got)
	}
	twice := report.Parse("新建健身步道15公里。新建健身步道15公里。")
	if got := on(twice, twice.SentenceAt(0), "1", "步道"); got != note.Undecided {
		t.Errorf("words that stand twice: %q", got)
	}
	decide(first, "1", note.Undecided)
	if got := on(r, first, "1", "步道"); got != note.Undecided {
		t.Errorf("taken back: %q", got)
	}
	if b.Decide(r, first, "", "", note.Confirmed) == nil || b.Decide(r, report.Range{}, "1", "", note.Confirmed) == nil || b.Decide(r, first, "1", "", "perhaps") == nil {
		t.Error("a decision about nothing was taken")
	}
}

// A backup brings decisions back; merged, the later one holds; replaced, only
// those of the backup are left.
func TestDecisionsComeBackWithABackup(t *testing.T) {
	clock := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	r := report.Parse("新建健身步道15公里。建成体育公园1个。")
	first, second := r.SentenceAt(0), r.SentenceAt(12)
	store := storetest.NewNotes()
	b := note.NewBook(store, now, rand.Reader)
	decide := func(at report.Range, d note.Decision) {
		t.Helper()
		if err := b.Decide(r, at, "1", "步道", d); err != nil {
			t.Fatal(err)
		}
	}
	want := func(of, then note.Decision) {
		t.Helper()
		d, err := b.Decisions()
		if err != nil {
			t.Fatal(err)
		}
		if a, c := d.On(r, first, "1", "步道"), d.On(r, second, "1", "步道"); a != of || c != then {
			t.Errorf("%q and %q, want %q and %q", a, c, of, then)
		}
	}
	decide(first, note.Confirmed)
	links, err := store.Links()
	if err != nil {
		t.Fatal(err)
	}
	kept := note.Content{Links: links}
	decide(second, note.Confirmed)
	decide(first, note.Dismissed)
	for range 2 {
		if _, err := b.Merge(kept); err != nil {
			t.Fatal(err)
		}
		want(note.Dismissed, note.Confirmed)
	}
	if err := b.Replace(kept); err != nil {
		t.Fatal(err)
	}
	want(note.Confirmed, note.Undecided)
}
