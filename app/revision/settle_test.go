package revision_test

import (
	"crypto/rand"
	"reflect"
	"strings"
	"testing"
	"time"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
	"piaojue/storage/storetest"
)

// reports knows the texts of some reports.
func reports(all ...*report.Report) func(string) ([]rune, bool) {
	return func(hash string) ([]rune, bool) {
		for _, r := range all {
			if r.Hash == hash {
				return r.Text, true
			}
		}
		return nil, false
	}
}

const (
	first  = "深化违建专项治理，推进无违建社区创建。\n完成54个小区的综合整治任务。加大市容环境整治力度。\n健全长效管理机制，落实街道主体责任。\n持续开展文明城市创建，提升市民素质。"
	second = "深化违建专项治理，推进无违建社区创建。\n完成64个小区的综合整治任务。加大市容环境整治力度。\n持续开展文明城市创建，提升市民素质。"
	third  = "持续开展文明城市创建，提升市民素质。\n今年的工作。\n深化违建专项治理，推进无违建社区创建。\n完成54个小区的综合整治任务。加大市容环境整治力度。"
)

func book(t *testing.T, r *report.Report, words ...string) *note.Book {
	t.Helper()
	b := note.NewBook(storetest.NewNotes(), func() time.Time { return time.Unix(0, 0) }, rand.Reader)
	for _, w := range words {
		at := r.Find(w)
		if len(at) != 1 {
			t.Fatalf("%q stands %d times", w, len(at))
		}
		if _, err := b.Highlight(r, at[0], note.Yellow, w); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func notesOf(t *testing.T, b *note.Book) map[string]note.Note {
	t.Helper()
	all, err := b.Notes()
	if err != nil {
		t.Fatal(err)
	}
	byText := map[string]note.Note{}
	for _, n := range all {
		byText[n.Text] = n
	}
	return byText
}

// A report is replaced, replaced again, and put back: every note goes along, and
// then stands where it was made.
func TestSettleThereAndBack(t *testing.T) {
	one, two, three := report.Parse(first), report.Parse(second), report.Parse(third)
	b := book(t, one, "推进无违建社区", "54个小区", "长效管理机制", "加大市容")
	made := notesOf(t, b)
	known := reports(one, two, three)
	replace := func(now *report.Report) map[string]note.Note {
		t.Helper()
		all, err := b.Notes()
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Settle(revision.Settle(all, now, known)); err != nil {
			t.Fatal(err)
		}
		settled := notesOf(t, b)
		all, _ = b.Notes()
		if revision.Unsettled(all, now) {
			t.Error("settled, and waits to be settled")
		}
		// Once more, as after being cut off: nothing changes.
		if err := b.Settle(revision.Settle(all, now, known)); err != nil {
			t.Fatal(err)
		}
		if again := notesOf(t, b); !reflect.DeepEqual(again, settled) {
			t.Errorf("settled twice: %+v\n%+v", settled, again)
		}
		return settled
	}
	standing := func(notes map[string]note.Note, want map[string]note.Standing) {
		t.Helper()
		for words, s := range want {
			if notes[words].Standing != s {
				t.Errorf("%s is %q, want %q", words, notes[words].Standing, s)
			}
		}
	}
	got := replace(two)
	standing(got, map[string]note.Standing{"推进无违建社区": note.Kept, "54个小区": note.Unsure, "长效管理机制": note.Lost, "加大市容": note.Kept})
	if n := got["54个小区"]; len(n.Maybe) != 1 || n.Maybe[0].Quote != "64个小区" || n.Anchor.Quote != "54个小区" {
		t.Errorf("offered %+v", n.Maybe)
	}
	all, _ := b.Notes()
	if tally := revision.Count(all); tally != (revision.Tally{Kept: 2, Unsure: 1, Lost: 1}) || tally.Notes() != 4 {
		t.Errorf("counted %+v", tally)
	}

	// The one that was unsure is looked for by the report in which it surely was.
	got = replace(three)
	if n := got["54个小区"]; n.Standing != note.Kept && n.Standing != note.Moved || n.Anchor.Document != three.Hash {
		t.Errorf("in the third: %s %+v", n.Standing, n.Anchor)
	}
	standing(got, map[string]note.Standing{"长效管理机制": note.Lost})

	for words, n := range replace(one) {
		if *n.Anchor != *made[words].Anchor || n.Standing == note.Lost || n.Standing == note.Unsure {
			t.Errorf("put back: %s %s at %+v, made at %+v", words, n.Standing, n.Anchor, made[words].Anchor)
		}
	}
}

// A note whose words a report lacks is looked for in the next, though no other note
// waits; one of which the deputy said that it is nowhere is not asked about again
// in that report.
func TestALostNoteIsLookedForInTheNextReport(t *testing.T) {
	one, two := report.Parse(first), report.Parse(second)
	four := report.Parse("今年的工作。\n" + first)
	b := book(t, one, "长效管理机制")
	known := reports(one, two, four)
	settle := func(now *report.Report) note.Note {
		t.Helper()
		all, err := b.Notes()
		if err == nil && revision.Unsettled(all, now) {
			err = b.Settle(revision.Settle(all, now, known))
		}
		if err != nil {
			t.Fatal(err)
		}
		return notesOf(t, b)["长效管理机制"]
	}
	if n := settle(two); n.Standing != note.Lost || n.LostIn != two.Hash {
		t.Fatalf("%s in %q", n.Standing, n.LostIn)
	}
	n := settle(four)
	if n.Standing != note.Kept && n.Standing != note.Moved || n.Anchor.Document != four.Hash || n.LostIn != "" {
		t.Errorf("it stands again and is %s, %+v", n.Standing, n.Anchor)
	}

	b = book(t, one, "54个小区")
	if n := settledNow(t, b, two, known); n.Standing != note.Unsure {
		t.Fatalf("it is %s", n.Standing)
	}
	all, _ := b.Notes()
	if err := b.Settle([]note.Settlement{{ID: all[0].ID, Standing: note.Lost, In: two.Hash}}); err != nil {
		t.Fatal(err)
	}
	if n := settledNow(t, b, two, known); n.Standing != note.Lost {
		t.Errorf("asked again: it is %s", n.Standing)
	}
	if n := settledNow(t, b, four, known); n.Standing != note.Kept && n.Standing != note.Moved {
		t.Errorf("in a report that has it, it is %s", n.Standing)
	}
}

// settledNow settles even where nothing waits, as another note's waiting makes it do.
func settledNow(t *testing.T, b *note.Book, now *report.Report, known func(string) ([]rune, bool)) note.Note {
	t.Helper()
	all, err := b.Notes()
	if err == nil {
		err = b.Settle(revision.Settle(all, now, known))
	}
	if err != nil {
		t.Fatal(err)
	}
	return notesOf(t, b)["54个小区"]
}

func TestUnsettled(t *testing.T) {
	one, two := report.Parse(first), report.Parse(second)
	at := note.AnchorAt(one, report.Range{Start: 0, End: 4})
	here, there := note.AnchorAt(two, report.Range{Start: 0, End: 4}), at
	for _, tt := range []struct {
		name string
		n    note.Note
		want bool
	}{
		{"on a project", note.Note{Project: "1"}, false},
		{"made here", note.Note{Anchor: &here}, false},
		{"made elsewhere", note.Note{Anchor: &there}, true},
		{"kept elsewhere", note.Note{Anchor: &there, Standing: note.Kept}, true},
		{"unsure here", note.Note{Anchor: &there, Standing: note.Unsure, Maybe: []note.Anchor{here}}, false},
		{"unsure elsewhere", note.Note{Anchor: &here, Standing: note.Unsure, Maybe: []note.Anchor{there}}, true},
		{"lost here", note.Note{Anchor: &there, Standing: note.Lost, LostIn: two.Hash}, false},
		{"lost in another", note.Note{Anchor: &there, Standing: note.Lost, LostIn: "another"}, true},
		{"lost, and its report is back", note.Note{Anchor: &here, Standing: note.Lost, LostIn: one.Hash}, true},
	} {
		if got := revision.Unsettled([]note.Note{tt.n}, two); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// Where nobody has the old report any more, only what stood around a passage
// tells where it is.
func TestSearch(t *testing.T) {
	now := report.Parse(third + "\n" + strings.Repeat("完成改造。", 3))
	for _, tt := range []struct {
		name, before, quote, after string
		want                       note.Standing
		places                     int
	}{
		{"everything as it was", "推进无违建社区创建。\n", "完成54个小区", "的综合整治任务。加大市容", note.Kept, 0},
		{"other width", "推进无违建社区创建。", "完成５４个小区", "的综合整治任务。加大市容", note.Kept, 0},
		{"surroundings changed", "去年的任务：", "完成54个小区", "的改造。", note.Unsure, 1},
		{"words that stand nowhere", "推进无违建社区创建。", "完成64个小区", "的综合整治任务。", note.Lost, 0},
		{"one character", "去年", "的", "改造", note.Lost, 0},
		{"one character in its surroundings", "完成54个小区", "的", "综合整治任务。加大市容", note.Kept, 0},
		{"three places", "完成改造。", "完成改造。", "完成改造。", note.Unsure, 3},
		{"nothing to see", "a", " \n", "b", note.Lost, 0},
	} {
		got := revision.Search(now, note.Anchor{Before: tt.before, Quote: tt.quote, After: tt.after})
		if got.Standing != tt.want || len(got.Maybe) != tt.places {
			t.Errorf("%s: %+v", tt.name, got)
		}
		if got.Standing == note.Kept && folded(string(now.Text[got.At.Start:got.At.End])) != folded(tt.quote) {
			t.Errorf("%s: found %q", tt.name, string(now.Text[got.At.Start:got.At.End]))
		}
	}
}

// Notes whose report is not known are searched, and one that does not quote its
// report is not believed.
func TestSettleWithoutTheOldReport(t *testing.T) {
	one, three := report.Parse(first), report.Parse(third)
	b := book(t, one, "完成54个小区")
	all, _ := b.Notes()
	got := revision.Settle(all, three, reports())
	if len(got) != 1 || got[0].Standing != note.Kept && got[0].Standing != note.Unsure {
		t.Errorf("%+v", got)
	}
	n := all[0].Clone()
	n.Anchor.Start += 3
	n.Anchor.End += 3
	got = revision.Settle([]note.Note{n}, three, reports(one))
	if len(got) != 1 || got[0].Standing == note.Lost {
		t.Errorf("an anchor that is not where it says: %+v", got)
	}
}
