package reader

import (
	"cmp"
	"slices"
	"sort"

	"piaojue/app/report"
)

func sortRanges(rs []report.Range) {
	slices.SortStableFunc(rs, func(a, b report.Range) int { return cmp.Compare(a.Start, b.Start) })
}

// among gives those of some disjoint ranges, in order, that a range touches,
// and the index of the first.
func among(rs []report.Range, at report.Range) (touched []report.Range, first int) {
	first = sort.Search(len(rs), func(i int) bool { return rs[i].End > at.Start })
	end := first
	for end < len(rs) && rs[end].Start < at.End {
		end++
	}
	return rs[first:end], first
}

// meet is the common part of two ranges; ok is false where there is none.
func meet(a, b report.Range) (common report.Range, ok bool) {
	common = report.Range{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
	return common, common.Start < common.End
}
