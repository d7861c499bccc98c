package count

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"piaojue/app/ballot"
)

// TestRatios measures the count of a large hall beside a bare loop over the same
// marks, which only adds them up and judges and decides nothing, and beside the
// plain recount that the properties use; in one run, for make bench.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	// The least of several, as other work on the machine only ever adds.
	least := func(runs int, act func()) time.Duration {
		var took []time.Duration
		for range runs {
			begun := time.Now()
			act()
			took = append(took, time.Since(begun))
		}
		return slices.Min(took)
	}
	for _, size := range []struct {
		ballots, runs int
		name          string
	}{{3000, 50, "3,000"}, {1_000_000, 4, "1,000,000"}} {
		in := hall(size.ballots, 100)
		var sum int
		bare := least(size.runs, func() { sum += added(in) })
		took := least(size.runs, func() {
			// Without the check that no roll is as large as a million.
			r, err := in.decided()
			if err != nil {
				t.Fatal(err)
			}
			sum += r.Valid
		})
		ratio := float64(took) / float64(bare)
		fmt.Printf("count and decide, %s ballots × 100 projects: %v, %.2f of a bare loop over the same marks (%v); target at most 2\n",
			size.name, took.Round(10*time.Microsecond), ratio, bare.Round(10*time.Microsecond))
		if ratio > 2 || sum == 0 {
			t.Errorf("%s ballots: %.2f of a bare loop", size.name, ratio)
		}
		if size.ballots > 3000 {
			continue
		}
		plain := least(size.runs, func() { recount(in) })
		fmt.Printf("count and decide, %s ballots × 100 projects: %.3f of a plain recount (%v); target 5ms\n",
			size.name, float64(took)/float64(plain), plain.Round(10*time.Microsecond))
		if took > 5*time.Millisecond {
			t.Errorf("it took %v", took)
		}
	}
}

// added is the bare loop: every mark of every ballot, once.
func added(in Input) int {
	totals := make([][4]int, len(in.Candidates))
	for _, b := range in.Ballots {
		for i, m := range b.Marks {
			totals[i][m]++
		}
	}
	return totals[0][ballot.Approve]
}
