package roll

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRatios measures what a keystroke at the sign-in desk costs over 3,000
// deputies, the dearest of several, beside a plain look through all names,
// numbers and codes, in one run, for make bench.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	r := generated(3000)
	begun := time.Now()
	x := NewIndex(r)
	indexed := time.Since(begun)
	var dearest, floor time.Duration
	for _, typed := range []string{"z", "zs", "zhangsan", "张", "12", "3205080", "lxh", "wwwwwwww"} {
		finds, looks := make([]time.Duration, 15), make([]time.Duration, 15)
		for i := range finds {
			begun := time.Now()
			x.Find(typed, "")
			finds[i] = time.Since(begun)
			begun = time.Now()
			n := 0
			for _, d := range r.Deputies {
				if strings.Contains(d.Name, typed) || strings.Contains(d.Number, typed) || strings.Contains(d.Code, typed) {
					n++
				}
			}
			looks[i] = time.Since(begun)
			if n > len(r.Deputies) {
				t.Fatal("more hits than deputies")
			}
		}
		slices.Sort(finds)
		slices.Sort(looks)
		if took := finds[len(finds)/2]; took > dearest {
			dearest, floor = took, looks[len(looks)/2]
		}
	}
	fmt.Printf("sign-in search over 3,000 deputies: the dearest keystroke %v, %.1f of a plain look through (%v); index once %v; target 16ms\n",
		dearest.Round(10*time.Microsecond), float64(dearest)/float64(floor), floor.Round(10*time.Microsecond), indexed.Round(time.Millisecond))
	if dearest > 16*time.Millisecond {
		t.Errorf("a keystroke took %v", dearest)
	}
}
