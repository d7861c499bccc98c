package revision_test

import (
	"testing"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
)

// Whatever the texts, nothing panics, every place is within the new text, and
// what is kept or moved has the same words.
func FuzzPlace(f *testing.F) {
	f.Add("甲。乙。丙。", "甲。丙。乙。", 0, 2)
	f.Add("甲甲甲甲甲甲", "甲甲甲", 1, 2)
	f.Add("1.完成54个小区。\n2.完成54个小区。", "2.完成54个小区。", 2, 9)
	f.Add("“两扫”行动；（一）", "\"两扫\"行动;(一)", 0, 5)
	f.Add("", "甲", 0, 1)
	f.Add("\u3000\n \u200b", "", 0, 3)
	f.Add(first, third, 3, 40)
	f.Fuzz(func(t *testing.T, before, after string, start, length int) {
		if len(before)+len(after) > 4000 {
			return
		}
		old, new := report.Parse(before), report.Parse(after)
		r := revision.Compare(old.Text, new.Text)
		start = max(0, min(start, len(old.Text)))
		at := report.Range{Start: start, End: min(start+max(length, 0), len(old.Text))}
		if start+length < start {
			at.End = at.Start
		}
		check := func(found revision.Found) {
			for _, p := range append([]report.Range{found.At}, found.Maybe...) {
				if p.Start < 0 || p.End > len(new.Text) || p.Start > p.End {
					t.Fatalf("%v of %d runes", p, len(new.Text))
				}
			}
			switch found.Standing {
			case note.Kept, note.Moved:
				if a, b := folded(string(old.Text[at.Start:at.End])), folded(string(new.Text[found.At.Start:found.At.End])); a != b || a == "" {
					t.Fatalf("%q became %q", a, b)
				}
			case note.Unsure:
				if len(found.Maybe) == 0 || len(found.Maybe) > revision.MostPlaces {
					t.Fatalf("unsure between %d places", len(found.Maybe))
				}
			case note.Lost:
			default:
				t.Fatalf("standing %q", found.Standing)
			}
		}
		check(r.Place(at))
		check(revision.Search(new, note.AnchorAt(old, at)))
		// A text is itself.
		if same := revision.Compare(old.Text, old.Text).Place(at); same.Standing == note.Kept && same.At.Start > at.End {
			t.Fatalf("in the same text at %v, not %v", same.At, at)
		}
	})
}
