package exports

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

var (
	titleFace   = face{size: 18, bold: true, across: "center"}
	underTitle  = face{size: 10.5, across: "center"}
	bannerFace  = face{size: 12, bold: true, colour: cinnabar, across: "center", border: true}
	verdictFace = face{size: 12, bold: true, fill: softFill, border: true, indent: true}
	headFace    = face{size: 10.5, bold: true, fill: headFill, across: "center", border: true}
	textFace    = face{size: 10.5, border: true}
	roomyFace   = face{size: 10.5, border: true, indent: true}
	midFace     = face{size: 10.5, across: "center", border: true}
	smallFace   = face{size: 8.5, border: true}
	numberFace  = face{size: 10.5, across: "center", border: true, number: "0"}
	signFace    = face{size: 10.5, top: true}
)

// figure is a labelled number of the head of the result. counted is false for
// what is not counted in a void vote.
type figure struct {
	key     string
	number  int
	counted bool
}

// figures are the numbers at the head of a result, in the order of the procedure:
// there are places where projects are chosen, and of a motion those who cast no
// ballot.
func (b Book) figures() []figure {
	r := b.Result
	opened := r.State != count.Void
	all := []figure{
		{"roll", r.Roll, true}, {"present", r.Present, true}, {"issued", r.Issued, true}, {"returned", r.Returned, true},
		{"missing", r.Issued - r.Returned, opened}, {"valid", r.Valid, opened}, {"invalid", r.Invalid, opened},
	}
	switch b.Procedure.Kind {
	case procedure.Motion:
		return append(all, figure{"not_cast", r.NotCast(), opened})
	case procedure.Rating:
		return all
	}
	return append(all, figure{"places", r.Places, true})
}

// resultSheet makes the sheet 票决结果.
func (b Book) resultSheet(f *excelize.File, styles map[face]int) (*page, error) {
	columns, landscape := b.resultColumns()
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.width
	}
	p, err := newPage(f, words("exports.sheet.result"), styles, widths)
	if err != nil {
		return nil, err
	}
	all := len(columns)
	if err := b.heading(p, b.title(), b.underHeading()); err != nil {
		return nil, err
	}
	if err := p.write(28, cell{b.verdict(), all, verdictFace}); err != nil {
		return nil, err
	}
	if err := b.figureRows(p, all); err != nil {
		return nil, err
	}
	if refused := b.Result.Refusals; len(refused) > 0 {
		var why []say.Message
		for _, r := range refused {
			why = append(why, say.M("exports.refusal", "Why", r.Why, "Count", r.Count))
		}
		if err := p.write(0, cell{words("exports.refusals", "Why", why), all, roomyFace}); err != nil {
			return nil, err
		}
	}
	repeat := 0
	if len(b.Result.Lines) > 0 {
		if err := p.gap(8); err != nil {
			return nil, err
		}
		heads := make([]cell, all)
		for i, c := range columns {
			key := "exports.column." + c.key
			if c.key == "name" || c.key == "outcome" {
				key = b.keyOf(key)
			}
			heads[i] = cell{words(key), 1, headFace}
		}
		if err := p.write(0, heads...); err != nil {
			return nil, err
		}
		repeat = p.row
		for _, l := range b.Result.Lines {
			if err := p.write(leastRow, b.resultLine(columns, l)...); err != nil {
				return nil, err
			}
		}
	}
	if b.Compared != nil {
		if err := p.gap(4); err != nil {
			return nil, err
		}
		if err := p.write(0, cell{words("exports.compared", "Before", b.Compared.Before), all, smallFace}); err != nil {
			return nil, err
		}
	}
	if err := p.gap(16); err != nil {
		return nil, err
	}
	// One row, so that no page ends in the middle of the signatures. The last begins
	// no later than the last column.
	first := min(3, all-5)
	if err := p.write(0,
		cell{words("exports.sign.chief"), first, signFace},
		cell{words("exports.sign.scrutineer"), 4, signFace},
		cell{words("exports.sign.teller"), all - first - 4, signFace}); err != nil {
		return nil, err
	}
	return p, p.printing(b, landscape, repeat)
}

// underHeading is the line under the title of the result: meeting and time.
func (b Book) underHeading() string {
	if b.CountedAt.IsZero() {
		return b.Meeting
	}
	t := b.CountedAt
	at := words("exports.counted_at", "Year", t.Year(), "Month", int(t.Month()), "Day", t.Day(), "Clock", t.Format("15:04"))
	if b.Meeting == "" {
		return at
	}
	return b.Meeting + "\u3000\u3000" + at
}

// heading writes what every sheet begins with: that it is a rehearsal, the
// title, and a line under it.
func (b Book) heading(p *page, title, under string) error {
	all := len(p.widths)
	if b.Rehearsal {
		if err := p.write(24, cell{words("exports.rehearsal.banner"), all, bannerFace}); err != nil {
			return err
		}
	}
	if err := p.write(36, cell{title, all, titleFace}); err != nil {
		return err
	}
	if under != "" {
		if err := p.write(20, cell{under, all, underTitle}); err != nil {
			return err
		}
	}
	return p.gap(6)
}

// figureRows writes the numbers at the left and the identities at the right.
func (b Book) figureRows(p *page, all int) error {
	panel := all - 3
	if err := p.write(20,
		cell{words("exports.figures"), 3, headFace},
		cell{words("exports.identities"), panel, headFace}); err != nil {
		return err
	}
	numbers := b.figures()
	// What holds of the electronic and the paper ballots apart stands with them.
	checks := slices.DeleteFunc(slices.Clone(b.Result.Identities), count.Identity.OfParts)
	for i := range max(len(numbers), len(checks)) {
		row := []cell{{"", 2, roomyFace}, {"", 1, numberFace}, {"", panel, roomyFace}}
		if i < len(numbers) {
			row[0].value = words("exports.figure." + numbers[i].key)
			row[1].value = numbers[i].number
			if !numbers[i].counted {
				row[1].value = words("exports.uncounted")
			}
		}
		if i < len(checks) {
			row[2].value = checked(checks[i])
			row[2].face.bold = !checks[i].Holds
		}
		if err := p.write(19, row...); err != nil {
			return err
		}
	}
	return nil
}

// checked is an identity with a sign that it holds.
func checked(i count.Identity) string {
	if !i.Holds {
		return words("exports.identity.broken", "Line", i.Says)
	}
	return words("exports.identity.holds", "Line", i.Says)
}

// resultLine is the row of a project.
func (b Book) resultLine(columns []resultColumn, l count.Line) []cell {
	p, _ := b.List.ByID(l.ID)
	chosen := l.Outcome == count.Chosen || l.Outcome == count.Carried || l.Outcome == count.Satisfied
	name, outcome := textFace, midFace
	name.bold, outcome.bold = chosen, chosen || l.Outcome == count.Tied
	switch l.Outcome {
	case count.Chosen, count.Carried, count.Satisfied:
		outcome.colour = green
	case count.Tied:
		outcome.colour = cinnabar
	}
	values := map[string]cell{
		"id": {p.ID, 1, midFace}, "category": {p.Category, 1, textFace}, "name": {p.Name, 1, name},
		"rank":    {l.Rank, 1, numberFace},
		"outcome": {l.Outcome.Word().In(say.Chinese), 1, outcome},
		"reason":  {l.Reason.In(say.Chinese), 1, smallFace},
	}
	if b.Compared != nil {
		values["change"] = cell{b.Compared.change(l.ID), 1, midFace}
	}
	keys, of := count.Marks(b.Procedure.Kind)
	for i, n := range of(l.Sums) {
		values[keys[i]] = cell{n, 1, numberFace}
	}
	row := make([]cell, len(columns))
	for i, c := range columns {
		row[i] = values[c.key]
	}
	return row
}

// mostNamed is how many tied projects a verdict names; of more it gives the ids.
const mostNamed = 8

// verdict says how the vote ended, and which projects go to a run-off.
func (b Book) verdict() string {
	r := b.Result
	told := r.Told().In(say.Chinese)
	if r.State != count.RunOff {
		return told
	}
	votes := 0
	var names []string
	for _, l := range r.Lines {
		if l.Outcome == count.Tied {
			votes = l.Approve
			name := l.ID
			if p, ok := b.List.ByID(l.ID); ok && len(r.Tied) <= mostNamed {
				name = words("exports.named", "ID", p.ID, "Name", p.Name)
			}
			names = append(names, name)
		}
	}
	return told + words("exports.tied", "Votes", votes, "Names", names)
}
