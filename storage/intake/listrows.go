package intake

import (
	"strconv"
	"strings"

	"piaojue/app/project"
	"piaojue/app/say"
)

// understand finds the list among the tables of a file and reads it.
func understand(file string, tables []table) (project.Preview, error) {
	best, others, ok := listWords.choose(tables)
	if !ok {
		return project.Preview{}, noHead(file, tables, "intakelist.no_head")
	}
	r := reading{file: file, found: best}
	if best.sheet != "" && len(tables) > 1 {
		r.notice(say.M("intakelist.sheet", "Sheet", best.sheet, "Count", len(tables)))
		if len(others) > 0 {
			r.notice(say.M("intakelist.sheets_unread", "Sheets", others))
		}
	}
	if best.hidden {
		r.notice(say.M("intakelist.sheet_hidden", "Sheet", best.sheet))
	}
	return r.read()
}

// reading is the reading of one table.
type reading struct {
	file string
	found
	preview project.Preview
	numbers bool // the list has an id column that numbers its projects
	arabic  bool // some ids are plain numbers
	unit    string
	// category is the last category named, by a project (named) or by a heading
	// row; it holds for the projects below that name none.
	category string
	named    bool
	carried  bool           // some project took its category from the one above
	notes    bool           // the notes below the list have begun
	seen     map[string]int // row of each id
	names    map[string]int // row of each name
}

func (r *reading) column(p project.Part) (column, bool) { return r.head.column(string(p)) }

func (r *reading) col(p project.Part) int { return r.head.col(string(p)) }

func (r *reading) notice(m say.Message) { r.preview.Notices = append(r.preview.Notices, m) }

func (r *reading) skip(l line, why string) {
	r.preview.Skipped = append(r.preview.Skipped, project.Skipped{Row: l.number, Text: l.text(), Why: say.M("intakelist.skip." + why)})
}

func (r *reading) read() (project.Preview, error) {
	p := &r.preview
	p.File, p.Sheet, p.HeadFrom, p.HeadTo = r.file, r.sheet, r.from, r.to
	for _, c := range r.columns {
		p.Columns = append(p.Columns, project.Column{Letter: c.letter, Head: c.head, Part: project.Part(c.part), Hidden: c.hidden})
	}
	if r.col(project.PartName) < 0 {
		var heads []string
		for _, c := range r.columns {
			if c.head != "" {
				heads = append(heads, strings.Join(strings.Fields(c.head), ""))
			}
		}
		return project.Preview{}, say.Wrong(
			say.M("intakelist.no_name_column", "Where", r.where(r.to, ""), "Heads", heads),
			say.M("intakelist.no_name_column.do"), nil)
	}
	above, below := r.split()
	if n := len(r.rows); n > 0 {
		p.Blank = r.rows[n-1].number - r.rows[0].number + 1 - n
	}
	r.readAbove(above)
	r.noteHidden()
	r.numbers = r.numbered(below)
	r.seen, r.names = map[string]int{}, map[string]int{}
	for i := range below {
		if err := r.readLine(below, i); err != nil {
			return project.Preview{}, err
		}
		if len(p.List.Projects) > project.MostProjects {
			return project.Preview{}, openProblem(r.file, errTooLarge)
		}
	}
	if len(p.List.Projects) == 0 {
		return project.Preview{}, say.Wrong(say.M("intakelist.no_data", "Where", r.where(r.to, "")), say.M("intakelist.no_data.do"), nil)
	}
	r.finish()
	if err := p.List.Validate(); err != nil {
		return project.Preview{}, err
	}
	return *p, nil
}

// readAbove takes the title and the unit of money from the lines above the header.
func (r *reading) readAbove(above []line) {
	title := titleAmong(above, "项目", "清单", "一览表", "表")
	for i, l := range above {
		if strings.Contains(strings.Join(l.cells, ""), rehearsalWord) {
			r.preview.List.Rehearsal = true
		}
		if u := project.MoneyUnit(strings.Join(l.cells, " ")); u != "" && strings.Contains(strings.Join(l.cells, ""), "单位") {
			r.unit = u
		}
		if i == title {
			r.preview.List.Title = oneLine(l.cells[l.filled()[0]])
			r.skip(l, "title")
			continue
		}
		r.skip(l, "above")
	}
	if c, ok := r.column(project.PartMoney); ok && c.unit != "" {
		r.unit = c.unit
	} else if ok && r.unit != "" {
		r.notice(say.M("intakelist.unit_above", "Unit", r.unit))
	}
}

// A list or a title of one that says so was made for practice.
const rehearsalWord = "演练"

func (r *reading) noteHidden() {
	if columns := r.hiddenColumns(); len(columns) > 0 {
		r.notice(say.M("intakelist.hidden_columns", "Columns", columns))
	}
}

// numbered reports whether the id column numbers the projects. It may be
// absent or empty, or number the categories instead, in merged cells over
// several projects; then the projects are numbered in order.
func (r *reading) numbered(below []line) bool {
	c, ok := r.column(project.PartID)
	if !ok {
		r.notice(say.M("intakelist.numbered"))
		return false
	}
	name := r.col(project.PartName)
	empty := true
	for _, l := range below {
		if l.cell(name) == "" || isExample(l.cell(l.filled()[0])) {
			continue
		}
		empty = empty && l.cell(c.col) == ""
		r.arabic = r.arabic || isNumber(l.cell(c.col))
		if a, ok := r.merges.at(l.number, c.col); ok && a.top < l.number && a.top > r.to {
			r.demote(project.PartID)
			r.notice(say.M("intakelist.numbers_categories", "Column", c.letter, "Head", c.head))
			return false
		}
	}
	if empty {
		r.notice(say.M("intakelist.numbers_empty", "Column", c.letter, "Head", c.head))
	}
	return !empty
}

// demote keeps a column as it is written instead of as a part.
func (r *reading) demote(p project.Part) {
	for i := range r.columns {
		if r.columns[i].part == string(p) {
			r.columns[i].part = extra
			r.preview.Columns[i].Part = project.PartExtra
		}
	}
}

// finish adds what only the whole list can tell.
func (r *reading) finish() {
	l := &r.preview.List
	for i := range l.Projects {
		if !r.numbers {
			l.Projects[i].ID = strconv.Itoa(i + 1)
		}
		l.Rehearsal = l.Rehearsal || strings.Contains(l.Projects[i].Remark, rehearsalWord)
	}
	if r.carried {
		r.notice(say.M("intakelist.carried"))
	}
	if l.Rehearsal {
		r.notice(say.M("intakelist.rehearsal"))
	}
}

func (r *reading) where(row int, part project.Part) say.Message {
	return r.found.where(r.file, row, string(part))
}
