package revision_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"

	"piaojue/app/report"
	"piaojue/app/revision"
)

// TestRatios measures finding 1,000 passages in a revised report, comparing the
// two reports included, beside one plain comparison of the two texts rune by
// rune, in one run, for make bench.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	rng := rand.New(rand.NewPCG(1, 2021))
	before := newDraft(scan(gusu(t)), rng)
	var passages []report.Range
	for _, p := range mark(before, rng, 1000) {
		passages = append(passages, p.at)
	}
	old, _ := before.text()
	d := before.clone()
	for range 12 {
		d.act(d.some())
	}
	new, _ := d.text()
	of := func(run func()) time.Duration {
		var all []time.Duration
		for range 9 {
			begun := time.Now()
			run()
			all = append(all, time.Since(begun))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	plain := of(func() { diffmatchpatch.New().DiffMainRunes(old, new, false) })
	placed := of(func() {
		r := revision.Compare(old, new)
		for _, at := range passages {
			r.Place(at)
		}
	})
	ratio := float64(placed) / float64(plain)
	fmt.Printf("1,000 notes found again: %v, %.2f of comparing the two texts once (%v)\n", placed.Round(10*time.Microsecond), ratio, plain.Round(10*time.Microsecond))
	if ratio > 2 {
		t.Error("target missed: at most two comparisons of the two texts")
	}
}
