package cli

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/count"
	"piaojue/app/say"
)

// drawCount is a count as lines for people: the verdict, the sums, a table of
// the projects, the reasons and the identities.
func drawCount(c Counted) string {
	r := c.Result
	var b strings.Builder
	line := func(m say.Message) { b.WriteString(m.In(say.Chinese) + "\n") }
	if c.List.Rehearsal {
		line(say.M("cli.count.rehearsal"))
	}
	line(r.Told())
	figures := []any{
		"Roll", r.Roll, "Present", r.Present, "Issued", r.Issued, "Returned", r.Returned, "Valid", r.Valid, "Invalid", r.Invalid,
	}
	if r.State == count.Void {
		line(say.M("cli.count.sums", figures...))
		return b.String()
	}
	line(say.M("cli.count.sums.opened", figures...))
	if len(r.Refusals) > 0 {
		line(say.M("cli.count.refusals"))
		for _, f := range r.Refusals {
			b.WriteString("  ")
			line(say.M("cli.count.refusal", "Why", f.Why, "Count", f.Count))
		}
	}
	b.WriteString("\n" + table(c) + "\n")
	line(say.M("cli.count.reasons"))
	widest := 0
	for _, l := range r.Lines {
		widest = max(widest, columnsOf(l.ID))
	}
	for _, l := range r.Lines {
		b.WriteString("  " + l.ID + strings.Repeat(" ", widest-columnsOf(l.ID)) + "  ")
		line(l.Reason)
	}
	b.WriteString("\n")
	line(say.M("cli.count.identities"))
	for _, i := range r.Identities {
		// A result in which one fails is never drawn: Count gives an error.
		b.WriteString("  ✓ ")
		line(i.Says)
	}
	return b.String()
}

// table sets the projects in columns, numbers to the right. The names stand
// last, as terminals differ in how wide some of their signs are.
func table(c Counted) string {
	var head []string
	for _, key := range []string{"id", "approve", "against", "abstain", "rank", "outcome", "name"} {
		head = append(head, say.M("cli.count.head."+key).In(say.Chinese))
	}
	rows := [][]string{head}
	for _, l := range c.Result.Lines {
		p, _ := c.List.ByID(l.ID)
		rows = append(rows, []string{
			l.ID, fmt.Sprint(l.Approve), fmt.Sprint(l.Against), fmt.Sprint(l.Abstain), fmt.Sprint(l.Rank),
			l.Outcome.Word().In(say.Chinese), strings.Join(strings.Fields(p.Name), " "),
		})
	}
	widths := make([]int, len(head))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columnsOf(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-columnsOf(cell))
			switch {
			case i == len(row)-1:
				b.WriteString(cell)
			case i >= 1 && i <= 4:
				b.WriteString(space + cell + "  ")
			default:
				b.WriteString(cell + space + "  ")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// columnsOf is how many columns of a terminal a text takes, by East Asian width.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
