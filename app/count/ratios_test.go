package count

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// TestRatios measures the count of a large hall beside the plain recount that
// the properties use, in one run, for make bench.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	in := hall(3000, 100)
	var counts, recounts []time.Duration
	for range 9 {
		begun := time.Now()
		if _, err := Count(in); err != nil {
			t.Fatal(err)
		}
		counts = append(counts, time.Since(begun))
		begun = time.Now()
		recount(in)
		recounts = append(recounts, time.Since(begun))
	}
	slices.Sort(counts)
	slices.Sort(recounts)
	took, plain := counts[len(counts)/2], recounts[len(recounts)/2]
	fmt.Printf("count and decide, 3,000 ballots × 100 projects: %v, %.2f of a plain recount (%v); target 5ms\n",
		took.Round(10*time.Microsecond), float64(took)/float64(plain), plain.Round(10*time.Microsecond))
	if took > 5*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}
