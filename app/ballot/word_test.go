package ballot

import (
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// The marks in words are those on the ballot, and one that is none is noticed
// wherever it stands.
func TestWordsHoldTheMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Mark { return Mark(rapid.IntRange(0, 3).Draw(t, "mark")) }), 0, 40).Draw(t, "marks")
		words := make([]Word, (len(marks)+ToWord-1)/ToWord)
		for i := range words {
			words[i] = 1<<64 - 1 // whatever stood there before
		}
		if !Words(marks, words).Sound() {
			t.Fatalf("%v is not sound", marks)
		}
		var want, got [4]int
		for i, m := range marks {
			want[m]++
			w, at := words[i/ToWord], uint64(1)<<(8*(i%ToWord))
			if (w.Approve()&at != 0) != (m == Approve) || (w.Against()&at != 0) != (m == Against) || (w.Abstain()&at != 0) != (m == Abstain) {
				t.Fatalf("mark %d of %v in %x", i, marks, w)
			}
		}
		for _, w := range words {
			got[Approve] += bits.OnesCount64(w.Approve())
			got[Against] += bits.OnesCount64(w.Against())
			got[Abstain] += bits.OnesCount64(w.Abstain())
		}
		got[Unmarked] = len(marks) - got[Approve] - got[Against] - got[Abstain]
		if got != want {
			t.Fatalf("%v: %v, want %v", marks, got, want)
		}
		if len(marks) > 0 {
			marks[rapid.IntRange(0, len(marks)-1).Draw(t, "at")] = Mark(rapid.IntRange(4, 255).Draw(t, "no mark"))
			if Words(marks, words).Sound() {
				t.Fatalf("%v is sound", marks)
			}
		}
	})
}
