package page

import (
	"strings"

	"piaojue/app/report"
)

// Headings says where a place of a report stands by the titles over it,
// outermost first; "" where there are none.
func Headings(r *report.Report, offset int) string {
	var titles []string
	for _, h := range r.Path(offset) {
		title := r.Copy(report.Range{Start: h.Start, End: h.End}, true)
		if number(h.Number) {
			// An item's number may have lost its dot.
			title = h.Number + ". " + string(report.Punctuate([]rune(h.Title)))
		}
		titles = append(titles, strings.TrimRight(title, "\u3002"))
	}
	return strings.Join(titles, " › ")
}

func number(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
