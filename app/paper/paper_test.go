package paper

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// drawn reads a sheet: √ × - . as on a ballot, ! contradictory, ? illegible, o a
// bare circle; a word is the reason why it is spoiled.
func drawn(s string) Sheet {
	if slices.Contains(Spoils, Spoil(s)) {
		return Sheet{Spoiled: Spoil(s)}
	}
	cells := map[rune]Cell{
		'√': Cell(ballot.Approve), '×': Cell(ballot.Against), '-': Cell(ballot.Abstain), '.': Cell(ballot.Unmarked),
		'!': Contradictory, '?': Illegible, 'o': Circle,
	}
	var x Sheet
	for _, r := range s {
		x.Cells = append(x.Cells, cells[r])
	}
	return x
}

const candidates = 3

func entered(t *testing.T, a, b []string) *Batch {
	t.Helper()
	x := &Batch{Number: 1, Size: max(len(a), len(b))}
	for i, s := range a {
		if err := x.Enter(First, "甲", drawn(s), candidates); err != nil {
			t.Fatalf("A %d: %v", i, err)
		}
	}
	for i, s := range b {
		if err := x.Enter(Second, "乙", drawn(s), candidates); err != nil {
			t.Fatalf("B %d: %v", i, err)
		}
	}
	return x
}

func refused(t *testing.T, err error, key string) {
	t.Helper()
	var p *say.Problem
	if !errors.As(err, &p) || p.What.Key != key {
		t.Errorf("got %v, want %s", err, key)
	}
}

var rules = procedure.Default(2)

func TestEntriesAreByTwoPeopleAndComparedOnceComplete(t *testing.T) {
	b := &Batch{Number: 1, Size: 2}
	refused(t, b.Enter(First, " ", drawn("√.."), candidates), "paper.nobody")
	for _, s := range []string{"√..", "×.."} {
		if err := b.Enter(First, "甲", drawn(s), candidates); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, b.Enter(First, "甲", drawn("√.."), candidates), "paper.full")
	refused(t, b.Enter(Second, "甲", drawn("√.."), candidates), "paper.same_person")
	if err := b.Enter(Second, "乙", drawn("√.."), candidates); err != nil {
		t.Fatal(err)
	}
	refused(t, b.Enter(Second, "丙", drawn("√.."), candidates), "paper.other_person")
	refused(t, b.Enter(Second, "乙", drawn("√"), candidates), "paper.cells")
	refused(t, b.Enter(Second, "乙", Sheet{Spoiled: "other"}, candidates), "paper.spoil")
	refused(t, b.Enter(Second, "乙", Sheet{Cells: []Cell{0, 0, endOfCells}}, candidates), "paper.mark")
	if got := b.Unsettled(rules); got != nil {
		t.Errorf("compared before it is complete: %v", got)
	}
	refused(t, b.Amend(Second, "甲", 0, drawn("√.."), candidates), "paper.other_person")
	refused(t, b.Amend(Second, "乙", 1, drawn("√.."), candidates), "paper.place")
	if err := b.Amend(Second, "乙", 0, drawn(".√."), candidates); err != nil {
		t.Fatal(err)
	}
	if err := b.Enter(Second, "乙", drawn("×.."), candidates); err != nil {
		t.Fatal(err)
	}
	if got := b.Unsettled(rules); !slices.Equal(got, []int{0}) {
		t.Errorf("unsettled %v", got)
	}
	refused(t, b.Amend(First, "甲", 0, drawn(".√."), candidates), "paper.compared")
}

func TestAThirdSettlesWhatDiffers(t *testing.T) {
	b := entered(t, []string{"√..", "×..", "torn"}, []string{"√..", "√..", "..."})
	if got := b.Unsettled(rules); !slices.Equal(got, []int{1, 2}) {
		t.Fatalf("unsettled %v", got)
	}
	_, err := Stack(rules, 9, []Batch{*b})
	refused(t, err, "paper.waits.third")
	refused(t, b.Settle(rules, 1, "乙", drawn("√.."), "", candidates), "paper.third")
	refused(t, b.Settle(rules, 0, "丙", drawn("√.."), "", candidates), "paper.settled")
	for _, place := range []int{2, 1} {
		if err := b.Settle(rules, place, "丙", drawn("-√."), "", candidates); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, b.Settle(rules, 1, "丁", drawn("√.."), "", candidates), "paper.settled")
	s, err := Stack(rules, 9, []Batch{*b})
	if err != nil || len(s.Ballots) != 3 || !slices.Equal(s.Ballots[2].Marks, []ballot.Mark{ballot.Abstain, ballot.Approve, ballot.Unmarked}) {
		t.Errorf("stack %+v: %v", s, err)
	}
	if b.Looks[0].Place != 1 || b.Looks[1].Place != 2 {
		t.Errorf("looks %v", b.Looks)
	}
}

// A doubt is settled by a ruling, once, with a reason; two that saw the same
// doubt agree.
func TestDoubtsAreRuledOn(t *testing.T) {
	b := entered(t, []string{"!?o", "√.."}, []string{"!?o", "√.."})
	if n := len(b.Doubts()); n != 3 {
		t.Fatalf("%d doubts", n)
	}
	_, err := Stack(rules, 2, []Batch{*b})
	refused(t, err, "paper.waits.ruling")
	refused(t, b.Rule(Ruling{Project: 1, By: "总"}), "paper.reason")
	refused(t, b.Rule(Ruling{Project: 1, Reason: "认定"}), "paper.nobody")
	refused(t, b.Rule(Ruling{Place: 1, By: "总", Reason: "认定"}), "paper.no_doubt")
	refused(t, b.Rule(Ruling{Mark: 4, By: "总", Reason: "认定"}), "paper.mark")
	for project, m := range []ballot.Mark{ballot.Unmarked, ballot.Against, ballot.Approve} {
		if err := b.Rule(Ruling{Project: project, Mark: m, By: "总", Reason: "认定"}); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, b.Rule(Ruling{Mark: ballot.Approve, By: "总", Reason: "改"}), "paper.no_doubt")
	s, err := Stack(rules, 2, []Batch{*b})
	if err != nil || !slices.Equal(s.Ballots[0].Marks, []ballot.Mark{ballot.Abstain, ballot.Against, ballot.Approve}) {
		t.Errorf("stack %+v: %v", s, err)
	}
	// In a 满意度测评 it is to leave the project unmarked that stands for 弃权.
	rating := procedure.DefaultRating()
	if s, err := Stack(rating, 2, []Batch{*b}); err != nil || s.Ballots[0].Marks[0] != ballot.Unmarked {
		t.Errorf("stack of a rating %+v: %v", s, err)
	}
}

func TestWhatAScannerRefusesIsLookedAt(t *testing.T) {
	b := Scanned(1, "a.csv", []ballot.Ballot{{Marks: []ballot.Mark{1, 1, 0}}, {Marks: []ballot.Mark{1, 1, 1}}})
	if got := b.Unsettled(rules); !slices.Equal(got, []int{1}) {
		t.Fatalf("unsettled %v", got)
	}
	_, err := Stack(rules, 2, []Batch{b})
	refused(t, err, "paper.waits.review")
	refused(t, b.Settle(rules, 1, "丙", drawn("√√√"), " ", candidates), "paper.reason")
	if err := b.Settle(rules, 1, "丙", drawn("√√√"), "确为三项", candidates); err != nil {
		t.Fatal(err)
	}
	if s, err := Stack(rules, 2, []Batch{b}); err != nil || len(s.Ballots) != 2 {
		t.Errorf("stack %+v: %v", s, err)
	}
}

func TestAWithdrawnBatchCountsNothing(t *testing.T) {
	b := entered(t, []string{"√..", "×.."}, nil)
	refused(t, b.Withdraw(" "), "paper.reason")
	if err := b.Withdraw("拿错了"); err != nil {
		t.Fatal(err)
	}
	refused(t, b.Withdraw("再来"), "paper.withdrawn")
	refused(t, b.Enter(Second, "乙", drawn("√.."), candidates), "paper.withdrawn")
	if s, err := Stack(rules, 2, []Batch{*b}); err != nil || len(s.Ballots) != 0 || Entered([]Batch{*b}) != 0 {
		t.Errorf("stack %+v: %v", s, err)
	}
}

// However ballots are split into batches, and in whatever order the batches
// stand, the count is the same.
func TestSplittingIntoBatchesChangesNothing(t *testing.T) {
	sheets := []string{"√√.", "√√√", "...", "×-√", "-..", "torn", "signed", "√××"}
	rapid.Check(t, func(t *rapid.T) {
		pile := rapid.SliceOfN(rapid.SampledFrom(sheets), 1, 30).Draw(t, "pile")
		tally := func(batches []Batch) count.Result {
			s, err := Stack(rules, 30, batches)
			if err != nil {
				t.Fatal(err)
			}
			r, err := count.Count(count.Input{
				Procedure: rules, Candidates: []string{"1", "2", "3"}, Roll: 30, Present: 30, Paper: s,
			})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		batch := func(number int, part []string) Batch {
			b := Batch{Number: number, Size: len(part), A: Entry{By: "甲"}, B: Entry{By: "乙"}}
			for _, s := range part {
				b.A.Sheets = append(b.A.Sheets, drawn(s))
				b.B.Sheets = append(b.B.Sheets, drawn(s))
			}
			return b
		}
		whole := tally([]Batch{batch(1, pile)})
		if whole.Returned != len(pile) {
			t.Fatalf("%d of %d", whole.Returned, len(pile))
		}
		shuffled := rapid.Permutation(pile).Draw(t, "shuffled")
		var batches []Batch
		for len(shuffled) > 0 {
			n := rapid.IntRange(1, len(shuffled)).Draw(t, "size")
			batches = append(batches, batch(len(batches)+1, shuffled[:n]))
			shuffled = shuffled[n:]
		}
		batches = rapid.Permutation(batches).Draw(t, "batches")
		if got := tally(batches); !reflect.DeepEqual(got, whole) {
			t.Fatalf("%d batches: %+v\none: %+v", len(batches), got, whole)
		}
	})
}

func TestSaysAreThere(t *testing.T) {
	for c := range endOfCells {
		if s := c.Says().In(say.Chinese); s == c.Says().Key {
			t.Errorf("cell %d has no words", c)
		}
	}
	for _, s := range Spoils {
		if says := s.Says().In(say.Chinese); says == fmt.Sprint(s) || says == s.Says().Key {
			t.Errorf("%s has no words", s)
		}
	}
}
