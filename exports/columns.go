package exports

import (
	"math"
	"piaojue/app/count"
	"slices"

	"piaojue/app/say"
)

// resultColumn is a column of the table of a result.
type resultColumn struct {
	key   string
	width float64
}

// resultColumns are the columns of the table, together as wide as the paper:
// up to ten; there is none for a category that no project has, nor for a rank where
// nothing is chosen. The width that is left for
// names and reasons is shared so that the table is as low as can be; the paper
// is turned only if that saves a page.
func (b Book) resultColumns() (columns []resultColumn, landscape bool) {
	fewest := math.MaxInt
	for _, turned := range []bool{false, true} {
		fixed := b.fixedColumns()
		left := printWidth(turned)
		for _, c := range fixed {
			left -= c.width
		}
		name, height := 0.0, math.Inf(1)
		for share := 0.30; share <= 0.65; share += 0.05 {
			if h := b.tableHeight(left*share, left*(1-share)); h < height {
				name, height = left*share, h
			}
		}
		for i, c := range fixed {
			switch c.key {
			case "name":
				fixed[i].width = name
			case "reason":
				fixed[i].width = left - name
			}
		}
		if n := pages(height+aboveTable, turned); n < fewest {
			columns, landscape, fewest = fixed, turned, n
		}
	}
	return columns, landscape
}

// aboveTable is about what title, figures and signatures take, in points.
const aboveTable = 370

// fixedColumns are the columns, those of names and reasons without width.
func (b Book) fixedColumns() []resultColumn {
	id, category := 0.0, 0.0
	for _, l := range b.Result.Lines {
		p, _ := b.List.ByID(l.ID)
		id = max(id, textPoints(p.ID, textFace.size, false))
		category = max(category, textPoints(p.Category, textFace.size, false))
	}
	fit := func(points, least, most float64) float64 {
		return min(max(columnWidth(points+cellSide+2), least), most)
	}
	columns := []resultColumn{
		{"id", fit(id, 6, 9)}, {"category", fit(category, 8, 13.5)}, {"name", 0},
	}
	keys, _ := count.Marks(b.Procedure.Kind)
	for _, key := range keys {
		columns = append(columns, resultColumn{key, widthOf(key)})
	}
	columns = append(columns, b.tail()...)
	if category == 0 {
		columns = slices.Delete(columns, 1, 2)
	}
	return columns
}

// outcomeWidth lets 再次投票 stand on one line.
const outcomeWidth = 9.6

// tableHeight is how tall the rows are with columns of these widths.
func (b Book) tableHeight(name, reason float64) float64 {
	sum := 0.0
	for _, l := range b.Result.Lines {
		p, _ := b.List.ByID(l.ID)
		sum += max(leastRow,
			heightOf(len(wrap(p.Name, columnPoints(name), textFace.size, true)), textFace.size),
			heightOf(len(wrap(l.Outcome.Word().In(say.Chinese), columnPoints(outcomeWidth), midFace.size, true)), midFace.size),
			heightOf(len(wrap(l.Reason.In(say.Chinese), columnPoints(reason), smallFace.size, false)), smallFace.size))
	}
	return sum
}

const leastRow = 24
