package notes

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"piaojue/ui/stage"
)

// TestRatios measures what a letter that is typed into the search costs over
// 10,000 notes, beside a bare look through the same texts. It runs for make bench
// only.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	h := newHouse(t)
	r, _ := h.Report()
	fillNotes(t, h.Book, r, 10_000)
	begun := time.Now()
	h.show(stage.Target{})
	shown := time.Since(begun)
	h.tap("筛选")
	// The quickest of several, as what else the machine does only adds.
	best := func(do func(i int)) time.Duration {
		least := time.Hour
		for i := range 9 {
			begun := time.Now()
			do(i)
			least = min(least, time.Since(begun))
		}
		return least
	}
	found := 0
	bare := best(func(int) {
		found = 0
		for _, e := range h.screen.all {
			if strings.Contains(e.folded, "街道") {
				found++
			}
		}
	})
	asked := []string{"街", "街道", "街道，", "街道，资", "街道，资金", "街道，资", "街道，", "街道", "街"}
	typed := best(func(i int) { h.screen.field.SetText(asked[i]) })
	few := best(func(i int) { h.screen.field.SetText(fmt.Sprint("第", 1000+i)) })
	h.screen.field.SetText("")
	faceted := best(func(int) { h.screen.sieve.shown[3].turn(); h.screen.fill() })
	if found == 0 || len(h.screen.shown) == 0 {
		t.Fatal("nothing was found")
	}
	fmt.Printf("notes: 10,000 notes, %d found; a bare look through their texts takes %v\n", found, bare.Round(10*time.Microsecond))
	line := func(what string, took, most time.Duration) {
		verdict := "met"
		if took > most {
			verdict = "MISSED"
			t.Errorf("%s took %v", what, took)
		}
		fmt.Printf("%-36s %10v  %9.4f of %-32s %-18s %s\n", what, took.Round(10*time.Microsecond), float64(took)/float64(most), most, "at most 1.0000", verdict)
	}
	line("the place shown first", shown, time.Second)
	line("a letter, nearly all found", typed, 100*time.Millisecond)
	line("a letter, a few found", few, 50*time.Millisecond)
	line("a filter pressed", faceted, 100*time.Millisecond)
}
