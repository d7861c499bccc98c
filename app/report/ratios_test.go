package report

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRatios measures the search in the report, and in a text of a million runes,
// beside bytes.Index over the same text, and parsing a text ten times as long beside
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
	million := Parse(strings.Repeat(text+"\n", 1+1_000_000/len(r.Text)))
	flat := []byte(string(million.Text))
	for _, query := range []string{"的", "综合整治", "没有的词"} {
		million.Find(query)
		// In turns and the quickest of each, so that what else the machine does
		// falls on neither.
		took, least := time.Hour, time.Hour
		for range 25 {
			begun := time.Now()
			million.Find(query)
			between := time.Now()
			countIn(flat, query)
			took, least = min(took, between.Sub(begun)), min(least, time.Since(between))
		}
		ratio := float64(took) / float64(least)
		if ratio > 4 {
			t.Errorf("the search for %s in a million runes takes %.2f of bytes.Index, target 4", query, ratio)
		}
		fmt.Printf("search for %s in %d runes: %d hits, %v, %.2f of bytes.Index (%v), at most 4\n", query, len(million.Text), len(million.Find(query)), took, ratio, least)
	}
	fmt.Printf("search of one character: %v, %.2f of bytes.Index (%v)\n", found, float64(found)/float64(floor), floor)
	fmt.Printf("parse: %v; ten times the text %.1f of that\n", once.Round(10*time.Microsecond), float64(tenfold)/float64(once))
}
