package reader

import (
	"strings"

	"piaojue/app/report"
	"piaojue/ui/words"
)

// placeOf is where a passage stands, by the numbers over it: 三、（三）1. Headings
// without a number are left out; "" where none has one.
func placeOf(r *report.Report, offset int) string {
	var b strings.Builder
	for _, h := range r.Path(offset) {
		number := string(report.Punctuate([]rune(h.Number)))
		b.WriteString(number)
		if h.Level == 1 && number != "" {
			b.WriteString(words.T("reader.cite.chapter"))
		}
	}
	return b.String()
}

// cited is a passage with its place: “……”（政府工作报告 三、（三）1).
func cited(r *report.Report, at report.Range) string {
	title := r.Title
	if title == "" {
		title = words.T("reader.cite.untitled")
	}
	source := strings.TrimSpace(title + " " + placeOf(r, at.Start))
	// Marks of quotation within such marks are single.
	within := strings.NewReplacer("“", "‘", "”", "’").Replace(excerpt(r, at, false))
	return words.T("reader.cite", "Text", within, "Source", source)
}
