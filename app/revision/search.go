package revision

import (
	"slices"
	"sort"

	"piaojue/app/note"
	"piaojue/app/report"
)

// enoughAround is how many words a quotation must have together with what stood
// around it, to be found by them alone.
const enoughAround = 16

// Search finds a passage where the report that it was in is not known, by its
// words and the 32 runes on either side: kept where all of these stand once,
// and at most unsure otherwise.
func Search(now *report.Report, a note.Anchor) Found {
	t := read(now.Text, map[string]int{})
	before, quote, after := fold(a.Before), fold(a.Quote), fold(a.After)
	if len(quote) == 0 {
		return Found{Standing: note.Lost}
	}
	type hit struct{ at, around int }
	var hits []hit
	whole := 0
	for i := 0; i+len(quote) <= len(t.runes); i++ {
		if t.runes[i] != quote[0] || !slices.Equal(t.runes[i:i+len(quote)], quote) {
			continue
		}
		h := hit{at: i}
		for n := 1; n <= len(before) && n <= i && t.runes[i-n] == before[len(before)-n]; n++ {
			h.around++
		}
		for n := 0; n < len(after) && i+len(quote)+n < len(t.runes) && t.runes[i+len(quote)+n] == after[n]; n++ {
			h.around++
		}
		if h.around == len(before)+len(after) {
			whole++
		}
		hits = append(hits, h)
	}
	sort.SliceStable(hits, func(a, b int) bool { return hits[a].around > hits[b].around })
	if whole == 1 && words(before)+words(quote)+words(after) >= enoughAround {
		return Found{Standing: note.Kept, At: t.outside(hits[0].at, hits[0].at+len(quote))}
	}
	var found Found
	for _, h := range hits {
		// One or two characters stand everywhere; they need something around them.
		if len(found.Maybe) < MostPlaces && words(quote)+h.around >= chance {
			found.Maybe = append(found.Maybe, t.outside(h.at, h.at+len(quote)))
		}
	}
	if found.Standing = note.Unsure; len(found.Maybe) == 0 {
		found.Standing = note.Lost
	}
	return found
}
