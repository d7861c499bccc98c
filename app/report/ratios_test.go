package report

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// TestRatios measures the search for one character in the whole report beside
// bytes.Index over the same text, and parsing a text ten times as long beside
// parsing it once, in one run, for make bench.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	text := gusu(t)
	r := Parse(text)
	long := ""
	for range 10 {
		long += text + "\n"
	}
	r.Find("的")
	countBytes(r, "的")
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
	found, floor := of(func() { r.Find("的") }), of(func() { countBytes(r, "的") })
	once, tenfold := of(func() { Parse(text) }), of(func() { Parse(long) })
	fmt.Printf("search of one character: %v, %.2f of bytes.Index (%v)\n", found, float64(found)/float64(floor), floor)
	fmt.Printf("parse: %v; ten times the text %.1f of that\n", once.Round(10*time.Microsecond), float64(tenfold)/float64(once))
}
