package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/project"
	"piaojue/app/say"
)

// understand finds the list among the tables of a file and reads it.
func understand(file string, tables []table) (project.Preview, error) {
	type found struct {
		table
		head
	}
	var all []found
	for _, t := range tables {
		if h, ok := findHead(t); ok {
			all = append(all, found{t, h})
		}
	}
	if len(all) == 0 {
		return project.Preview{}, noHead(file, tables)
	}
	// The best known header wins, one with a name before one without, a sheet that
	// is shown before a hidden one, the first before a later one.
	best := all[0]
	better := func(a, b found) bool {
		if x, y := a.col(project.PartName) >= 0, b.col(project.PartName) >= 0; x != y {
			return x
		}
		if a.hidden != b.hidden {
			return b.hidden
		}
		return a.score > b.score
	}
	for _, f := range all[1:] {
		if better(f, best) {
			best = f
		}
	}
	r := reading{file: file, table: best.table, head: best.head}
	if best.sheet != "" && len(tables) > 1 {
		var lists []string
		for _, f := range all {
			if f.sheet != best.sheet {
				lists = append(lists, f.sheet)
			}
		}
		r.notice(say.M("intakelist.sheet", "Sheet", best.sheet, "Count", len(tables)))
		if len(lists) > 0 {
			r.notice(say.M("intakelist.sheets_unread", "Sheets", lists))
		}
	}
	if best.hidden {
		r.notice(say.M("intakelist.sheet_hidden", "Sheet", best.sheet))
	}
	return r.read()
}

// noHead says that no header was found in a file.
func noHead(file string, tables []table) error {
	for _, t := range tables {
		if len(t.rows) > 0 {
			return say.Wrong(say.M("intakelist.no_head", "File", file), say.M("intakelist.no_head.do"), nil)
		}
	}
	return say.Wrong(say.M("intakelist.empty", "File", file), say.M("intakelist.empty.do"), nil)
}

// reading is the reading of one table.
type reading struct {
	file string
	table
	head
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

func (r *reading) notice(m say.Message) { r.preview.Notices = append(r.preview.Notices, m) }

func (r *reading) skip(l line, why string) {
	r.preview.Skipped = append(r.preview.Skipped, project.Skipped{Row: l.number, Text: l.text(), Why: say.M("intakelist.skip." + why)})
}

func (r *reading) read() (project.Preview, error) {
	p := &r.preview
	p.File, p.Sheet, p.HeadFrom, p.HeadTo = r.file, r.sheet, r.from, r.to
	for _, c := range r.columns {
		p.Columns = append(p.Columns, c.Column)
	}
	if r.col(project.PartName) < 0 {
		var heads []string
		for _, c := range r.columns {
			if c.Head != "" {
				heads = append(heads, strings.Join(strings.Fields(c.Head), ""))
			}
		}
		return project.Preview{}, say.Wrong(
			say.M("intakelist.no_name_column", "Where", r.where(r.to, ""), "Heads", heads),
			say.M("intakelist.no_name_column.do"), nil)
	}
	above, below := r.split()
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

// split gives the lines above and below the header.
func (r *reading) split() (above, below []line) {
	for i, l := range r.rows {
		switch {
		case l.number < r.from:
			above = append(above, r.rows[i])
		case l.number > r.to:
			below = append(below, r.rows[i])
		}
	}
	if n := len(r.rows); n > 0 {
		r.preview.Blank = r.rows[n-1].number - r.rows[0].number + 1 - n
	}
	return above, below
}

var attachment = regexp.MustCompile(`^附\s*[件表]`)

// readAbove takes the title and the unit of money from the lines above the header.
func (r *reading) readAbove(above []line) {
	title := -1
	for i, l := range above {
		text := l.cells[max(0, slices.IndexFunc(l.cells, func(s string) bool { return s != "" }))]
		folded := strings.Join(strings.Fields(width.Fold.String(text)), "")
		if strings.HasPrefix(folded, "单位:") || strings.HasPrefix(folded, "(单位:") || attachment.MatchString(text) {
			continue
		}
		if title < 0 || !titled(above[title].text()) && titled(l.text()) {
			title = i
		}
	}
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

// titled reports whether a line says what the table is.
func titled(s string) bool {
	for _, word := range []string{"项目", "清单", "一览表", "表"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

func (r *reading) noteHidden() {
	var columns []string
	for _, c := range r.columns {
		if c.Hidden {
			columns = append(columns, c.Letter)
		}
	}
	if len(columns) > 0 {
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
		if l.cell(name) == "" {
			continue
		}
		empty = empty && l.cell(c.col) == ""
		r.arabic = r.arabic || isNumber(l.cell(c.col))
		if a, ok := r.merges.at(l.number, c.col); ok && a.top < l.number && a.top > r.to {
			r.demote(project.PartID)
			r.notice(say.M("intakelist.numbers_categories", "Column", c.Letter, "Head", c.Head))
			return false
		}
	}
	if empty {
		r.notice(say.M("intakelist.numbers_empty", "Column", c.Letter, "Head", c.Head))
	}
	return !empty
}

// demote keeps a column as it is written instead of as a part.
func (r *reading) demote(p project.Part) {
	for i := range r.columns {
		if r.columns[i].Part == p {
			r.columns[i].Part = project.PartExtra
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

// where names a place in the file; the column is optional.
func (r *reading) where(row int, part project.Part) say.Message {
	letter, head := "", ""
	if c, ok := r.column(part); ok {
		letter, head = c.Letter, strings.Join(strings.Fields(c.Head), "")
	}
	return say.M("intakelist.where", "File", r.file, "Sheet", r.sheet, "Row", row, "Column", letter, "Head", head)
}
