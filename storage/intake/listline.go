package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"piaojue/app/project"
	"piaojue/app/say"
)

var (
	totalWord = regexp.MustCompile(`^(?:合计|小计|总计|共计|本页小计)(?:[:(（\d].*)?$`)
	noteWord  = regexp.MustCompile(`^(?:备?注\d*[:.、]|说明\d*[:.、]|附注[:.、]|(?:填表|填报|制表|审核|编制|报送|联系)(?:人|单位|部门|日期|时间|电话))`)
	hanID     = regexp.MustCompile(`^[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?$`)
	// 一、人居环境改善（5项）
	headingMark  = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)][、]?|第[一二三四五六七八九十]{1,3}[类部]分?[:：、\s])\s*`)
	headingCount = regexp.MustCompile(`\s*[（(]共?\s*[0-9０-９一二三四五六七八九十]+\s*[项个件类][）)]$`)
	wholeNumber  = regexp.MustCompile(`^(\d+)\.0+$`)
	idMark       = regexp.MustCompile(`^([0-9A-Za-z-]+)[.、．。]$`)
	cellError    = regexp.MustCompile(`^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)$`)
)

// readLine reads line i of the lines below the header: a project, more of the
// one above, a heading, a total, or a note.
func (r *reading) readLine(below []line, i int) error {
	l := below[i]
	filled := l.filled()
	first := ""
	if len(filled) > 0 {
		first = l.cell(filled[0])
	}
	squeezed := strings.Join(strings.Fields(width.Fold.String(first)), "")
	name := r.col(project.PartName)
	inherited := r.fromAbove(l, name)
	switch {
	case len(filled) == 0 && len(l.uncomputed) == 0:
	case r.repeats(l, listWords):
		r.skip(l, "head")
	case i == 0 && countsColumns(l):
		r.skip(l, "count")
	case isExample(squeezed):
		r.skip(l, "example")
	case totalWord.MatchString(squeezed) || totalWord.MatchString(strings.Join(strings.Fields(width.Fold.String(l.cell(name))), "")):
		r.skip(l, "total")
	case noteWord.MatchString(squeezed):
		r.notes = true
		r.skip(l, "note")
	case r.notes && len(filled) <= 1:
		r.skip(l, "note")
	case !inherited && r.isHeading(below, i):
		text := oneLine(first)
		if len(filled) > 1 {
			text = oneLine(l.cell(name))
		}
		r.named = false
		r.category = strings.TrimSpace(headingCount.ReplaceAllString(headingMark.ReplaceAllString(text, ""), ""))
		r.skip(l, "category")
	case len(filled) == 1 && !inherited && r.isNote(l, filled[0]):
		r.notes = len(r.preview.List.Projects) > 0
		r.skip(l, "note")
	case inherited, r.continues(l):
		r.extend(l, inherited)
	default:
		return r.take(l)
	}
	return nil
}

// isHeading reports whether a line is the heading of the projects below it:
// a single cell that is marked 一、, spans the table or stands in the column of
// categories; or 一 and a name over projects numbered 1, 2, ….
func (r *reading) isHeading(below []line, i int) bool {
	l, name, id := below[i], r.col(project.PartName), r.col(project.PartID)
	follows := func(l line) bool { return len(l.filled()) > 1 && l.cell(name) != "" }
	if !slices.ContainsFunc(below[i+1:], follows) {
		return false
	}
	filled := l.filled()
	if len(filled) != 1 {
		if !r.arabic || !hanID.MatchString(l.cell(id)) || l.cell(name) == "" {
			return false
		}
		return !slices.ContainsFunc(filled, func(c int) bool { return c != id && c != name && c != r.col(project.PartMoney) })
	}
	col := filled[0]
	a, merged := r.merges.at(l.number, col)
	spans := merged && a.right-a.left >= 2 && a.top == a.bottom
	const longest = 40
	return (spans || col == r.col(project.PartCategory) || headingMark.MatchString(l.cell(col))) &&
		len([]rune(l.cell(col))) <= longest
}

// isNote reports whether a line with a single cell is no project: its cell is
// merged across, or is not the name of a project in a list of names.
func (r *reading) isNote(l line, col int) bool {
	if a, ok := r.merges.at(l.number, col); ok && a.left < a.right {
		return true
	}
	switch col {
	case r.col(project.PartName):
		return false
	case r.col(project.PartID):
		// A number alone is a project whose name was forgotten.
		return len([]rune(l.cell(col))) > 8
	}
	return !r.continues(l)
}

// continues reports whether a line without id and name carries on the content
// of the project above, as in a csv made from merged cells.
func (r *reading) continues(l line) bool {
	id, ok := r.column(project.PartID)
	return ok && r.numbers && len(r.preview.List.Projects) > 0 &&
		l.cell(id.col) == "" && l.cell(r.col(project.PartName)) == "" && l.cell(r.col(project.PartContent)) != ""
}

// take reads a project from a line.
func (r *reading) take(l line) error {
	var p project.Project
	var warnings []say.Message
	for _, c := range r.columns {
		text, _ := r.value(l, c.col)
		if cellError.MatchString(text) {
			if project.Part(c.part) == project.PartName || project.Part(c.part) == project.PartID {
				return say.Wrong(say.M("intakelist.cell_error", "Where", r.where(l.number, project.Part(c.part)), "Value", text), say.M("intakelist.cell_error.do"), nil)
			}
			warnings = append(warnings, say.M("intakelist.warn.error", "Column", c.letter, "Value", text))
		}
		if slices.Contains(l.uncomputed, c.col) {
			warnings = append(warnings, say.M("intakelist.warn.uncomputed", "Column", c.letter))
		}
		r.set(&p, c, text)
	}
	if p.Name == "" {
		return say.Wrong(say.M("intakelist.no_name", "Where", r.where(l.number, project.PartName)), say.M("intakelist.no_name.do"), nil)
	}
	if r.numbers {
		if p.ID == "" {
			return say.Wrong(say.M("intakelist.no_id", "Where", r.where(l.number, project.PartID), "Name", p.Name), say.M("intakelist.no_id.do"), nil)
		}
		if first, ok := r.seen[project.SameID(p.ID)]; ok {
			return say.Wrong(
				say.M("intakelist.twice", "Where", r.where(l.number, project.PartID), "ID", p.ID, "First", first),
				say.M("intakelist.twice.do"), nil)
		}
		r.seen[project.SameID(p.ID)] = l.number
	}
	if p.Category != "" {
		r.category, r.named = p.Category, true
	} else if p.Category = r.category; p.Category != "" && r.named {
		// Only the first line of a category names it, as in a csv made from merged cells.
		warnings = append(warnings, say.M("intakelist.warn.category", "Category", p.Category))
		r.carried = true
	}
	if first, ok := r.names[p.Name]; ok {
		warnings = append(warnings, say.M("intakelist.warn.same_name", "First", first))
	} else {
		r.names[p.Name] = l.number
	}
	warnings = append(warnings, r.moneyWarning(p.Money)...)
	if r.hideRow[l.number] {
		warnings = append(warnings, say.M("intakelist.warn.hidden"))
	}
	r.preview.List.Projects = append(r.preview.List.Projects, p)
	r.preview.Rows = append(r.preview.Rows, project.Row{From: l.number, To: l.number, Warnings: warnings})
	return nil
}

func (r *reading) moneyWarning(m project.Money) []say.Message {
	switch {
	case m.Text == "" || m.Known:
		return nil
	case m.Unit == "" && project.ParseMoney(m.Text, "元").Known:
		return []say.Message{say.M("intakelist.warn.no_unit", "Text", m.Text)}
	}
	return []say.Message{say.M("intakelist.warn.money", "Text", m.Text)}
}

// set puts the text of a column where it belongs.
func (r *reading) set(p *project.Project, c column, text string) {
	flat := oneLine(text)
	switch project.Part(c.part) {
	case project.PartID:
		p.ID = tidyID(text)
	case project.PartCategory:
		p.Category = flat
	case project.PartName:
		p.Name = flat
	case project.PartContent:
		p.Content = splitItems(text)
	case project.PartSource:
		p.Source = flat
	case project.PartUnit:
		p.Unit = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), "、")
	case project.PartDeadline:
		p.Deadline = flat
	case project.PartMoney:
		p.Money = project.ParseMoney(flat, r.unit)
	case project.PartFunding:
		p.Funding = flat
	case project.PartRemark:
		p.Remark = text
	case project.PartExtra:
		if text != "" {
			name := oneLine(c.head)
			if name == "" {
				name = c.letter
			}
			p.Extra = append(p.Extra, project.Field{Name: name, Value: text})
		}
	}
}

// oneLine joins the lines of a text, with a space only between Latin words.
func oneLine(text string) string {
	var b strings.Builder
	last := rune(0)
	for _, l := range strings.Split(text, "\n") {
		words := strings.Join(strings.Fields(l), " ")
		first, _ := utf8.DecodeRuneInString(words)
		if b.Len() > 0 && last < utf8.RuneSelf && words != "" && first < utf8.RuneSelf {
			b.WriteByte(' ')
		}
		if words != "" {
			b.WriteString(words)
			last, _ = utf8.DecodeLastRuneInString(words)
		}
	}
	return b.String()
}

// tidyID writes an id as people read it: “1” for 1.0, “1.” and “１”.
func tidyID(text string) string {
	id := strings.Join(strings.Fields(width.Fold.String(text)), " ")
	if m := wholeNumber.FindStringSubmatch(id); m != nil {
		return m[1]
	}
	if m := idMark.FindStringSubmatch(id); m != nil {
		return m[1]
	}
	return id
}

// extend adds a line to the project above it.
func (r *reading) extend(l line, merged bool) {
	n := len(r.preview.List.Projects) - 1
	if n < 0 {
		r.skip(l, "note")
		return
	}
	p, row := &r.preview.List.Projects[n], &r.preview.Rows[n]
	row.To = l.number
	if !merged {
		row.Warnings = append(row.Warnings, say.M("intakelist.warn.continued", "Row", l.number))
	}
	if r.hideRow[l.number] {
		row.Warnings = append(row.Warnings, say.M("intakelist.warn.hidden"))
	}
	for _, c := range r.columns {
		text, below := r.value(l, c.col)
		if below || text == "" {
			continue
		}
		var more project.Project
		r.set(&more, c, text)
		p.Content = append(p.Content, more.Content...)
		p.Source = joined(p.Source, more.Source)
		p.Unit = joined(p.Unit, more.Unit)
		p.Deadline = joined(p.Deadline, more.Deadline)
		p.Funding = joined(p.Funding, more.Funding)
		p.Remark = joined(p.Remark, more.Remark)
		p.Extra = append(p.Extra, more.Extra...)
		if project.Part(c.part) == project.PartMoney {
			// Whether these are parts of one sum only people can say.
			p.Money = project.ParseMoney(joined(p.Money.Text, more.Money.Text), r.unit)
			row.Warnings = append(row.Warnings, r.moneyWarning(p.Money)...)
		}
		if project.Part(c.part) == project.PartID || project.Part(c.part) == project.PartCategory {
			row.Warnings = append(row.Warnings, say.M("intakelist.warn.left_out", "Row", l.number, "Column", c.letter, "Text", text))
		}
	}
}

// joined puts two texts together, one of them if they are the same.
func joined(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return a + "；" + b
}
