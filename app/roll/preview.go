package roll

import "piaojue/app/say"

// Part is a part of a deputy that a column of a roll can hold.
type Part string

const (
	PartNumber     Part = "number"
	PartCode       Part = "code"
	PartName       Part = "name"
	PartDelegation Part = "delegation"
	// PartExtra is a column that was not understood; its values are kept in Extra.
	PartExtra Part = "extra"
)

// Parts are the parts in the order in which rolls show them, without PartExtra.
var Parts = []Part{PartNumber, PartName, PartDelegation, PartCode}

// Label names the part: 编号, 姓名, ….
func (p Part) Label() say.Message { return say.M("roll.part." + string(p)) }

// Preview is what was understood of a file with a roll, to be shown before
// anything is taken over. Rows count from 1 and columns are letters, both as a
// spreadsheet shows them.
type Preview struct {
	Roll Roll
	File string // name of the file, without folders
	// Sheet is the name of the sheet that was read; "" for a csv. Others are the
	// sheets that could be read instead.
	Sheet  string
	Others []string
	// HeadFrom and HeadTo are the rows of the header (they differ where it has
	// several rows).
	HeadFrom, HeadTo int
	Columns          []Column
	Rows             []int     // the row of each deputy, in order
	Skipped          []Skipped // rows that hold no deputy, in order
	// Findings are what is wrong or odd, all of it, each naming its row. A roll
	// with a blocking one cannot be taken over.
	Findings []Finding
	Notices  []say.Message
}

// Column says what a column was understood as.
type Column struct {
	Letter string
	Head   string // as written; a head over two rows is joined by " / "
	Part   Part
	Hidden bool // the column is hidden in the file; it was read all the same
}

// Skipped is a row that is no deputy.
type Skipped struct {
	Row  int
	Text string // what it says, cells joined by " ", shortened
	Why  say.Message
}

// Unfit reports whether something must be mended before the roll can be taken over.
func (p Preview) Unfit() bool {
	for _, f := range p.Findings {
		if f.Blocking {
			return true
		}
	}
	return false
}

// Taken is the roll to be taken over or, where something must be mended first, a
// *say.Problem that names the file, the first thing, and how many there are.
func (p Preview) Taken() (Roll, error) {
	var first say.Message
	n := 0
	for _, f := range p.Findings {
		if f.Blocking {
			if n == 0 {
				first = f.Says
			}
			n++
		}
	}
	if n > 0 {
		return Roll{}, say.Wrong(say.M("roll.unfit", "File", p.File, "First", first, "Count", n, "Several", n > 1), say.M("roll.unfit.do"), nil)
	}
	return p.Roll, nil
}
