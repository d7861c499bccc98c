package exports

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// template is a workbook for the clerk to fill in: a sheet with a title, one
// sentence on how, the header and an example row that the intake leaves out, and
// a sheet of notes. What can be checked while typing, the spreadsheet checks.
type template struct {
	key     string // of its texts: list or roll
	columns []templateColumn
	notes   int
}

type templateColumn struct {
	head    string
	width   float64
	text    bool // whatever is typed is kept as text
	example string
	check   *excelize.DataValidation
}

// Rows of a template.
const (
	templateHead    = 3
	templateExample = 4
	templateFirst   = 5
)

// WriteListTemplate writes a workbook for a candidate list; see WriteResult for
// how files are written.
func WriteListTemplate(path string) error {
	last := templateFirst + project.MostProjects - 1
	widths := map[project.Part]float64{
		project.PartID: 8, project.PartCategory: 16, project.PartName: 28, project.PartContent: 40, project.PartSource: 36,
		project.PartUnit: 18, project.PartDeadline: 14, project.PartMoney: 16, project.PartFunding: 16, project.PartRemark: 16,
	}
	t := template{key: "list", notes: 8}
	for i, p := range project.Parts {
		c := templateColumn{head: p.Label().In(say.Chinese), width: widths[p], text: p != project.PartMoney}
		switch p {
		case project.PartID:
			c.example = words("templates.example.mark")
			c.check = onlyOnce(i, last, "templates.wrong.twice")
		case project.PartName:
			c.check = shorterThan(i, last, 60)
		case project.PartMoney:
			c.head = words("templates.list.head.money")
			c.check = notNegative(i, last)
		}
		if c.example == "" && p != project.PartRemark {
			c.example = words("templates.list.example." + string(p))
		}
		t.columns = append(t.columns, c)
	}
	return t.write(path)
}

// WriteRollTemplate writes a workbook for the roll of deputies.
func WriteRollTemplate(path string) error {
	last := templateFirst + roll.MostDeputies - 1
	label := func(p roll.Part) string { return p.Label().In(say.Chinese) }
	return template{key: "roll", notes: 7, columns: []templateColumn{
		{label(roll.PartNumber), 12, true, words("templates.example.mark"), onlyOnce(0, last, "templates.wrong.twice")},
		{label(roll.PartName), 16, true, words("templates.roll.example.name"), shorterThan(1, last, 40)},
		{label(roll.PartDelegation), 20, true, words("templates.roll.example.delegation"), nil},
		{label(roll.PartCode), 22, true, words("templates.roll.example.code"), onlyOnce(3, last, "templates.wrong.code")},
		{words("templates.roll.head.sex"), 8, true, words("templates.roll.example.sex"), oneOf(4, last, "templates.wrong.sex", words("templates.roll.sex.male"), words("templates.roll.sex.female"))},
		{words("templates.roll.head.post"), 30, true, words("templates.roll.example.post"), nil},
		{words("templates.roll.head.remark"), 20, true, "", nil},
	}}.write(path)
}

func (t template) write(path string) error {
	f, pages, err := t.workbook()
	if err != nil {
		return say.Wrong(say.M("exports.unwritten"), say.M("exports.unwritten.do"), err)
	}
	defer f.Close()
	return save(path, f, func(temporary string) error {
		if err := sameCells(temporary, pages); err != nil {
			return say.Wrong(say.M("templates.differs"), say.M("templates.differs.do"), err)
		}
		return nil
	})
}

func (t template) workbook() (f *excelize.File, pages []*page, err error) {
	f = excelize.NewFile()
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	styles := map[face]int{}
	for _, sheet := range []func(*excelize.File, map[face]int) (*page, error){t.table, t.noteSheet} {
		p, err := sheet(f, styles)
		if err != nil {
			return f, nil, err
		}
		if err := onA4(f, p.name); err != nil {
			return f, nil, err
		}
		pages = append(pages, p)
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return f, nil, err
	}
	f.SetActiveSheet(0)
	return f, pages, f.SetDocProps(&excelize.DocProperties{
		Title: words("templates." + t.key + ".title"), Creator: words("exports.app"), LastModifiedBy: words("exports.app"), Language: "zh-CN",
	})
}

var (
	howFace     = face{size: 10.5, colour: cinnabar, fill: softFill, indent: true}
	exampleFace = face{size: 10.5, colour: "5C5750", fill: softFill, border: true, number: "@"}
	typedFace   = face{size: 10.5, border: true, number: "@"}
	moneyFace   = face{size: 10.5, border: true}
	noteFace    = face{size: 12}
)

// table is the sheet to fill in.
func (t template) table(f *excelize.File, styles map[face]int) (*page, error) {
	widths := make([]float64, len(t.columns))
	for i, c := range t.columns {
		widths[i] = c.width
	}
	p, err := newPage(f, words("templates."+t.key+".sheet"), styles, widths)
	if err != nil {
		return nil, err
	}
	// The columns have their form as a whole, so that rows typed below have it too.
	for i, c := range t.columns {
		form := typedFace
		if !c.text {
			form = moneyFace
		}
		style, err := p.style(form)
		if err != nil {
			return nil, err
		}
		if err := f.SetColStyle(p.name, columnName(i), style); err != nil {
			return nil, err
		}
	}
	all := len(t.columns)
	heads, examples := make([]cell, all), make([]cell, all)
	for i, c := range t.columns {
		heads[i], examples[i] = cell{c.head, 1, headFace}, cell{c.example, 1, exampleFace}
	}
	for _, row := range [][]cell{
		{{words("templates." + t.key + ".title"), all, titleFace}},
		{{words("templates."+t.key+".how", "First", templateFirst, "Example", templateExample), all, howFace}},
		heads, examples,
	} {
		if err := p.write(leastRow, row...); err != nil {
			return nil, err
		}
	}
	if p.row != templateExample {
		return nil, fmt.Errorf("template %s: the example stands in row %d", t.key, p.row)
	}
	for _, c := range t.columns {
		if c.check != nil {
			if err := f.AddDataValidation(p.name, c.check); err != nil {
				return nil, err
			}
		}
	}
	return p, f.SetPanes(p.name, &excelize.Panes{Freeze: true, YSplit: templateHead, TopLeftCell: fmt.Sprintf("A%d", templateHead+1), ActivePane: "bottomLeft"})
}

func (t template) noteSheet(f *excelize.File, styles map[face]int) (*page, error) {
	p, err := newPage(f, words("templates.notes"), styles, []float64{100})
	if err != nil {
		return nil, err
	}
	if err := p.write(leastRow, cell{words("templates.notes.title", "Table", words("templates."+t.key+".title")), 1, titleFace}); err != nil {
		return nil, err
	}
	for i := range t.notes {
		if err := p.write(leastRow, cell{fmt.Sprintf("%d．%s", i+1, words(fmt.Sprintf("templates.%s.note.%d", t.key, i+1))), 1, noteFace}); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// onA4 sets a sheet for printing: A4 across, as wide as the paper.
func onA4(f *excelize.File, sheet string) error {
	paper, one, free, across, yes := 9, 1, 0, "landscape", true
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &across, FitToWidth: &one, FitToHeight: &free}); err != nil {
		return err
	}
	return f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes})
}

func columnName(i int) string {
	name, err := excelize.ColumnNumberToName(i + 1)
	if err != nil {
		panic(err) // a template has few columns
	}
	return name
}

func validation(col, last int, key string, pairs ...any) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s%d:%s%d", columnName(col), templateFirst, columnName(col), last))
	v.SetError(excelize.DataValidationErrorStyleWarning, words("templates.wrong.title"), words(key, pairs...))
	return v
}

// onlyOnce warns of a text that stands above or below already. COUNTIF would
// take long digits for numbers and compare only the first fifteen.
func onlyOnce(col, last int, key string) *excelize.DataValidation {
	v, c := validation(col, last, key), columnName(col)
	v.Type = "custom"
	v.Formula1 = fmt.Sprintf("SUMPRODUCT(--($%s$%d:$%s$%d=%s%d))=1", c, templateFirst, c, last, c, templateFirst)
	return v
}

// shorterThan warns of a text of more than most characters.
func shorterThan(col, last, most int) *excelize.DataValidation {
	v := validation(col, last, "templates.wrong.name", "Most", most)
	must(v.SetRange(1, most, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween))
	return v
}

func notNegative(col, last int) *excelize.DataValidation {
	v := validation(col, last, "templates.wrong.money")
	must(v.SetRange(0, 0, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorGreaterThanOrEqual))
	return v
}

func oneOf(col, last int, key string, choices ...string) *excelize.DataValidation {
	v := validation(col, last, key)
	must(v.SetDropList(choices))
	return v
}

// must holds for bounds that are constants.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
