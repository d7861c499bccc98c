package intake

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/roll"
	"piaojue/app/say"
)

// ReadRoll reads a roll of deputies from an xlsx or csv file, as they really
// are, and says what it understood; see DecodeRoll.
func ReadRoll(path, sheet string) (roll.Preview, error) {
	name := filepath.Base(path)
	b, err := readBounded(path, mostListBytes)
	if err != nil {
		return roll.Preview{}, openProblem(name, err)
	}
	return DecodeRoll(name, b, sheet)
}

// DecodeRoll reads a roll from the bytes of an xlsx or csv file (UTF-8, UTF-16
// or GB18030; commas, tabs or semicolons). Of a workbook it reads the sheet with
// this name; for "", the one whose header is known best.
//
// Everything that is wrong or odd at rows is in Preview.Findings, so that a clerk
// mends the file once. Where there is nothing to show, the error is a
// *say.Problem that names the file and, where there is one, the place, and the
// Preview is empty.
func DecodeRoll(name string, b []byte, sheet string) (roll.Preview, error) {
	tables, err := tablesOf(name, b, rollWords)
	if err != nil {
		return roll.Preview{}, err
	}
	named := tables
	if sheet != "" {
		named = nil
		for _, t := range tables {
			if t.sheet == sheet {
				named = append(named, t)
			}
		}
		if len(named) == 0 {
			return roll.Preview{}, say.Wrong(say.M("intakeroll.no_sheet", "File", name, "Sheet", sheet), say.M("intakeroll.no_sheet.do"), nil)
		}
	}
	best, _, ok := rollWords.choose(named)
	if !ok {
		return roll.Preview{}, noHead(name, named, "intakeroll.no_head")
	}
	r := rollReading{file: name, found: best}
	if best.sheet != "" && len(tables) > 1 {
		r.preview.Others = sheetsWithHead(tables, best.sheet)
		r.notice(say.M("intakelist.sheet", "Sheet", best.sheet, "Count", len(tables)))
		if len(r.preview.Others) > 0 {
			r.notice(say.M("intakelist.sheets_unread", "Sheets", r.preview.Others))
		}
	}
	if best.hidden {
		r.notice(say.M("intakelist.sheet_hidden", "Sheet", best.sheet))
	}
	return r.read()
}

// sheetsWithHead are the sheets but one that a roll could be read from.
func sheetsWithHead(tables []table, but string) []string {
	var sheets []string
	for _, t := range tables {
		if h, ok := rollWords.findHead(t); ok && t.sheet != but && h.col(rollWords.name) >= 0 {
			sheets = append(sheets, t.sheet)
		}
	}
	return sheets
}

// rollReading is the reading of one table.
type rollReading struct {
	file string
	found
	preview roll.Preview
	// delegation is the last one named, by a deputy or by a heading row; it holds
	// for the deputies below that name none.
	delegation string
	carried    int            // deputies that took their delegation from above
	notes      bool           // the notes below the roll have begun
	trouble    []roll.Finding // of single cells
}

func (r *rollReading) notice(m say.Message) { r.preview.Notices = append(r.preview.Notices, m) }

func (r *rollReading) skip(l line, why say.Message) {
	r.preview.Skipped = append(r.preview.Skipped, roll.Skipped{Row: l.number, Text: l.text(), Why: why})
}

func (r *rollReading) column(p roll.Part) int { return r.col(string(p)) }

func (r *rollReading) read() (roll.Preview, error) {
	p := &r.preview
	p.File, p.Sheet, p.HeadFrom, p.HeadTo = r.file, r.sheet, r.from, r.to
	for _, c := range r.columns {
		p.Columns = append(p.Columns, roll.Column{Letter: c.letter, Head: c.head, Part: roll.Part(c.part), Hidden: c.hidden})
	}
	if err := r.oneNameColumn(); err != nil {
		return roll.Preview{}, err
	}
	above, below := r.split()
	r.readAbove(above)
	if columns := r.hiddenColumns(); len(columns) > 0 {
		r.notice(say.M("intakelist.hidden_columns", "Columns", columns))
	}
	for i := range below {
		r.readLine(below, i)
		if len(p.Roll.Deputies) > roll.MostDeputies {
			return roll.Preview{}, openProblem(r.file, errTooLarge)
		}
	}
	if len(p.Roll.Deputies) == 0 {
		return roll.Preview{}, say.Wrong(say.M("intakeroll.no_data", "Where", r.where(r.file, r.to, "")), say.M("intakeroll.no_data.do"), nil)
	}
	r.finish()
	return *p, nil
}

// oneNameColumn refuses a table without a column of names, and one that has
// several side by side, as printed rolls do: reading only one would lose deputies.
func (r *rollReading) oneNameColumn() error {
	var heads, letters []string
	for _, c := range r.columns {
		if c.head != "" {
			heads = append(heads, strings.Join(strings.Fields(c.head), ""))
		}
		if len(c.words) > 0 {
			if part, score := rollWords.match(c.words[len(c.words)-1]); part == rollWords.name && score >= exactMatch {
				letters = append(letters, c.letter)
			}
		}
	}
	switch {
	case r.column(roll.PartName) < 0:
		return say.Wrong(say.M("intakeroll.no_name_column", "Where", r.where(r.file, r.to, ""), "Heads", heads), say.M("intakeroll.no_name_column.do"), nil)
	case len(letters) > 1:
		return say.Wrong(say.M("intakeroll.name_columns", "Where", r.where(r.file, r.to, ""), "Columns", letters), say.M("intakeroll.name_columns.do"), nil)
	}
	return nil
}

func (r *rollReading) readAbove(above []line) {
	title := titleAmong(above, "名单", "名册", "花名册", "签到", "代表")
	for i, l := range above {
		if strings.Contains(strings.Join(l.cells, ""), rehearsalWord) {
			r.preview.Roll.Rehearsal = true
		}
		if i == title {
			r.preview.Roll.Title = oneLine(l.cells[l.filled()[0]])
			r.skip(l, say.M("intakelist.skip.title"))
			continue
		}
		r.skip(l, say.M("intakelist.skip.above"))
	}
}

// readLine reads line i of the lines below the header: a deputy, the name of a
// delegation, a total, or a note.
func (r *rollReading) readLine(below []line, i int) {
	l := below[i]
	filled := l.filled()
	if len(filled) == 0 {
		return
	}
	name, number := r.column(roll.PartName), r.column(roll.PartNumber)
	first := strings.Join(strings.Fields(width.Fold.String(l.cell(filled[0]))), "")
	switch {
	case r.repeats(l, rollWords):
		r.skip(l, say.M("intakelist.skip.head"))
	case i == 0 && countsColumns(l):
		r.skip(l, say.M("intakelist.skip.count"))
	case isExample(l.cell(filled[0])):
		r.skip(l, say.M("intakelist.skip.example"))
	case totalWord.MatchString(first) || totalWord.MatchString(strings.Join(strings.Fields(width.Fold.String(l.cell(name))), "")):
		r.skip(l, say.M("intakelist.skip.total"))
	case noteWord.MatchString(first):
		r.notes = true
		r.skip(l, say.M("intakelist.skip.note"))
	case r.isDelegation(below, i):
		r.delegation = tidyDelegation(headingMark.ReplaceAllString(l.cell(filled[0]), ""))
		r.notes = false
		r.skip(l, say.M("intakeroll.skip.delegation"))
	case r.notes && len(filled) == 1:
		r.skip(l, say.M("intakelist.skip.note"))
	case len(filled) == 1 && (filled[0] != name || r.across(l, name)) && !(filled[0] == number && len([]rune(first)) <= 8):
		r.notes = len(r.preview.Roll.Deputies) > 0
		r.skip(l, say.M("intakelist.skip.note"))
	case r.fromAbove(l, name):
		r.more(l)
	case l.cell(name) == "" && l.cell(number) == "" && l.cell(r.column(roll.PartCode)) == "":
		r.skip(l, say.M("intakeroll.skip.nobody"))
	default:
		r.take(l)
	}
}

// across reports whether a cell is merged with others of its line.
func (r *rollReading) across(l line, col int) bool {
	a, ok := r.merges.at(l.number, col)
	return ok && a.left < a.right
}

var (
	delegationWord = regexp.MustCompile(`(?:代表团|分团|代表组|小组|团|组)(?:[（(].*)?$`)
	headCount      = regexp.MustCompile(`\s*[（(]?\s*共?\s*[0-9０-９]+\s*[人名位]\s*[）)]?\s*$`)
)

// isDelegation reports whether a line is the heading of the deputies below it:
// one cell, outside the column of names or merged across, that names a delegation.
func (r *rollReading) isDelegation(below []line, i int) bool {
	l := below[i]
	filled := l.filled()
	name := r.column(roll.PartName)
	if len(filled) != 1 || filled[0] == name && !r.across(l, name) {
		return false
	}
	text := tidyDelegation(l.cell(filled[0]))
	const longest = 30
	if len([]rune(text)) > longest || !delegationWord.MatchString(text) {
		return false
	}
	return slices.ContainsFunc(below[i+1:], func(next line) bool { return next.cell(name) != "" })
}

func tidyDelegation(text string) string {
	text = oneLine(text)
	if short := headCount.ReplaceAllString(text, ""); short != "" {
		return short
	}
	return text
}

// take reads a deputy from a line.
func (r *rollReading) take(l line) {
	place := len(r.preview.Roll.Deputies) + 1
	var d roll.Deputy
	odd := func(blocking bool, m say.Message) {
		r.trouble = append(r.trouble, roll.Finding{Place: place, Says: m, Blocking: blocking})
	}
	for _, c := range r.columns {
		text, _ := r.value(l, c.col)
		at := say.M("intakeroll.cell", "Row", l.number, "Column", c.letter)
		if cellError.MatchString(text) {
			odd(c.part != extra, say.M("intakeroll.cell_error", "At", at, "Value", text))
		}
		if slices.Contains(l.uncomputed, c.col) {
			odd(c.part != extra, say.M("intakeroll.uncomputed", "At", at))
		}
		switch roll.Part(c.part) {
		case roll.PartNumber:
			d.Number = tidyID(text)
		case roll.PartCode:
			d.Code = tidyID(text)
			if cutShort(d.Code) {
				odd(true, say.M("intakeroll.code_cut", "At", at, "Code", d.Code))
			}
		case roll.PartName:
			name, note, several := readName(text)
			if several {
				odd(true, say.M("intakeroll.several", "At", at, "Text", oneLine(text)))
			}
			d.Name = name
			if note != "" {
				d.Extra = append(d.Extra, roll.Field{Name: say.M("intakeroll.name_note").In(say.Chinese), Value: note})
			}
		case roll.PartDelegation:
			d.Delegation = tidyDelegation(text)
		case roll.PartExtra:
			d.Extra = r.withExtra(d.Extra, c, text)
		}
	}
	switch {
	case d.Delegation != "":
		r.delegation = d.Delegation
	case r.delegation != "":
		d.Delegation = r.delegation
		if r.column(roll.PartDelegation) >= 0 {
			r.carried++
		}
	}
	if r.hideRow[l.number] {
		odd(false, say.M("intakeroll.hidden", "At", say.M("intakeroll.row", "Row", l.number)))
	}
	r.preview.Roll.Deputies = append(r.preview.Roll.Deputies, d)
	r.preview.Rows = append(r.preview.Rows, l.number)
}

func (r *rollReading) withExtra(fields []roll.Field, c column, text string) []roll.Field {
	if text == "" {
		return fields
	}
	name := oneLine(c.head)
	if name == "" {
		name = c.letter
	}
	return append(fields, roll.Field{Name: name, Value: text})
}

// more adds what a further line of a deputy's merged cells holds.
func (r *rollReading) more(l line) {
	d := &r.preview.Roll.Deputies[len(r.preview.Roll.Deputies)-1]
	for _, c := range r.columns {
		if text, below := r.value(l, c.col); !below && c.part == extra {
			d.Extra = r.withExtra(d.Extra, c, text)
		}
	}
	r.skip(l, say.M("intakeroll.skip.more"))
}

var (
	nameNote = regexp.MustCompile(`^(.+?)\s*[（(]([^（）()]*(?:女|男|族)[^（）()]*)[）)]$`)
	nameEnds = regexp.MustCompile(`[、，,；;/\n]`)
)

// readName splits what published rolls put behind a name, （女，回族）, off it.
// several is set where the cell names more than one person.
func readName(text string) (name, note string, several bool) {
	if m := nameNote.FindStringSubmatch(strings.Join(strings.Fields(text), " ")); m != nil {
		text, note = m[1], m[2]
	}
	people := 0
	for _, part := range nameEnds.Split(text, -1) {
		if len([]rune(roll.TidyName(part))) >= 2 {
			people++
		}
	}
	return roll.TidyName(text), note, people > 1
}

// cutShort reports whether a code has lost its last digits: a spreadsheet keeps
// 15 digits of a number and writes zeros for the rest.
func cutShort(code string) bool {
	const kept = 15
	return len(code) > kept && strings.Trim(code, "0123456789") == "" && strings.Trim(code[kept:], "0") == ""
}

// finish gives ids and finds what only the whole roll can tell.
func (r *rollReading) finish() {
	p := &r.preview
	assigned := r.identify()
	if assigned {
		for i := range p.Roll.Deputies {
			p.Roll.Deputies[i].ID = strconv.Itoa(i + 1)
		}
	}
	if r.carried > 0 {
		r.notice(say.M("intakeroll.carried", "Count", r.carried))
	}
	if p.Roll.Rehearsal {
		r.notice(say.M("intakeroll.rehearsal"))
	}
	found := p.Roll.Check(func(place int) say.Message { return say.M("intakeroll.row", "Row", p.Rows[place-1]) })
	p.Findings = append(r.trouble, found...)
	slices.SortStableFunc(p.Findings, func(a, b roll.Finding) int { return a.Place - b.Place })
}

// identify takes the numbers for ids, unless there are none or they begin anew
// in each delegation; then the ids are to be assigned.
func (r *rollReading) identify() (assigned bool) {
	deputies := r.preview.Roll.Deputies
	c, ok := r.found.column(string(roll.PartNumber))
	if !ok {
		r.notice(say.M("intakeroll.numbered"))
		return true
	}
	filled := 0
	first := map[string]int{} // how many delegations begin with a number
	last := ""
	for i, d := range deputies {
		if d.Number != "" {
			filled++
		}
		if i == 0 || d.Delegation != last {
			first[roll.SameKey(d.Number)]++
			last = d.Delegation
		}
		deputies[i].ID = d.Number
	}
	if filled == 0 {
		r.notice(say.M("intakeroll.numbers_empty", "Column", c.letter, "Head", c.head))
		return true
	}
	for number, n := range first {
		if number != "" && n > 1 {
			r.notice(say.M("intakeroll.numbers_anew", "Column", c.letter, "Head", c.head))
			return true
		}
	}
	return false
}
