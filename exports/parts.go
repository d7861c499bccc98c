package exports

import (
	"github.com/xuri/excelize/v2"

	"piaojue/app/count"
	"piaojue/app/say"
)

// partsSheet makes the sheet 电子纸质分列: what was cast at the stations, what was on
// paper, and both together, in columns of their own.
func (b Book) partsSheet(f *excelize.File, styles map[face]int) (*page, error) {
	keys, of := count.Marks(b.Procedure.Kind)
	const groups = 3
	widths := []float64{7, 0}
	left := printWidth(true) - widths[0]
	for range groups {
		for _, key := range keys {
			widths = append(widths, widthOf(key))
			left -= widthOf(key)
		}
	}
	widths[1] = left
	p, err := newPage(f, words("exports.sheet.parts"), styles, widths)
	if err != nil {
		return nil, err
	}
	if err := b.heading(p, b.title(), b.underHeading()); err != nil {
		return nil, err
	}
	parts, span := b.Result.Parts, len(keys)
	heads := []cell{{"", 2, headFace}}
	for _, x := range parts {
		heads = append(heads, cell{x.Source.Name().In(say.Chinese), span, headFace})
	}
	if err := p.write(20, append(heads, cell{words("exports.parts.total"), span, headFace})...); err != nil {
		return nil, err
	}
	r := b.Result
	opened := r.State != count.Void
	for _, row := range []struct {
		key     string
		of      func(count.Part) int
		total   int
		counted bool
	}{
		{"issued", func(x count.Part) int { return x.Issued }, r.Issued, true},
		{"returned", func(x count.Part) int { return x.Returned }, r.Returned, true},
		{"valid", func(x count.Part) int { return x.Valid }, r.Valid, opened},
		{"invalid", func(x count.Part) int { return x.Invalid }, r.Invalid, opened},
	} {
		value := func(n int) cell {
			if !row.counted {
				return cell{words("exports.uncounted"), span, midFace}
			}
			return cell{n, span, numberFace}
		}
		cells := []cell{{words("exports.figure." + row.key), 2, roomyFace}}
		for _, x := range parts {
			cells = append(cells, value(row.of(x)))
		}
		if err := p.write(20, append(cells, value(row.total))...); err != nil {
			return nil, err
		}
	}
	repeat, lines := 0, r.Lines
	if !r.Apart() {
		lines = nil
		if err := p.write(leastRow, cell{words("exports.parts.few", "Fewest", count.FewestApart), len(widths), textFace}); err != nil {
			return nil, err
		}
	}
	if len(lines) > 0 {
		heads := []cell{{words("exports.column.id"), 1, headFace}, {words("exports.column.name"), 1, headFace}}
		for range groups {
			for _, key := range keys {
				heads = append(heads, cell{words("exports.column." + key), 1, headFace})
			}
		}
		if err := p.write(0, heads...); err != nil {
			return nil, err
		}
		repeat = p.row
	}
	for i, l := range lines {
		x, _ := b.List.ByID(l.ID)
		row := []cell{{x.ID, 1, midFace}, {x.Name, 1, textFace}}
		for _, s := range []count.Sums{parts[0].Sums[i], parts[1].Sums[i], l.Sums} {
			for _, n := range of(s) {
				row = append(row, cell{n, 1, numberFace})
			}
		}
		if err := p.write(leastRow, row...); err != nil {
			return nil, err
		}
	}
	if err := p.gap(8); err != nil {
		return nil, err
	}
	for _, i := range r.Identities {
		if !i.OfParts() {
			continue
		}
		line := roomyFace
		line.bold = !i.Holds
		if err := p.write(19, cell{checked(i), len(widths), line}); err != nil {
			return nil, err
		}
	}
	return p, p.printing(b, true, repeat)
}

// widthOf is the width of a column of marks.
func widthOf(key string) float64 {
	if key == "fair" {
		return 8.8 // four characters
	}
	return 6
}
