package project

import "piaojue/app/say"

// Part is a part of a project that a column of a list can hold.
type Part string

const (
	PartID       Part = "id"
	PartCategory Part = "category"
	PartName     Part = "name"
	PartContent  Part = "content"
	PartSource   Part = "source"
	PartUnit     Part = "unit"
	PartDeadline Part = "deadline"
	PartMoney    Part = "money"
	PartFunding  Part = "funding"
	PartRemark   Part = "remark"
	// PartExtra is a column that was not understood; its values are kept in Extra.
	PartExtra Part = "extra"
)

// Parts are the parts in the order in which lists show them, without PartExtra.
var Parts = []Part{
	PartID, PartCategory, PartName, PartContent, PartSource,
	PartUnit, PartDeadline, PartMoney, PartFunding, PartRemark,
}

// Label names the part: 编号, 类别, ….
func (p Part) Label() say.Message { return say.M("project.part." + string(p)) }

// Preview is what was understood of a file with a list, to be shown before
// anything is taken over. Rows count from 1 and columns are letters, both as a
// spreadsheet shows them.
type Preview struct {
	List List
	File string // name of the file, without folders
	// Sheet is the name of the sheet that was read; "" for a csv.
	Sheet string
	// HeadFrom and HeadTo are the rows of the header (they differ where it has
	// several rows).
	HeadFrom, HeadTo int
	Columns          []Column
	Rows             []Row     // one for each project, in order
	Skipped          []Skipped // rows that hold no project, in order; wholly empty ones are only counted
	Blank            int       // rows between and above the others with nothing in them
	Notices          []say.Message
}

// Column says what a column was understood as.
type Column struct {
	Letter string
	Head   string // as written; a head over two rows is joined by " / "
	Part   Part
	Hidden bool // the column is hidden in the file; it was read all the same
}

// Row says from where a project was read and what is odd there.
type Row struct {
	From, To int // a project can take several rows
	Warnings []say.Message
}

// Skipped is a row that is no project.
type Skipped struct {
	Row  int
	Text string // what it says, cells joined by " ", shortened
	Why  say.Message
}

// Warnings is how many warnings stand at rows.
func (p Preview) Warnings() int {
	n := 0
	for _, r := range p.Rows {
		n += len(r.Warnings)
	}
	return n
}
