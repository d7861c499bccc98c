package exports

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// listColumn is a column of the sheet 候选项目.
type listColumn struct {
	head  string
	least float64 // width that it needs
	share float64 // of the width that is left
	face  face
	value func(project.Project) any
}

// listColumns are the columns that hold something for at least one project.
func (b Book) listColumns() []listColumn {
	text := func(part project.Part, least, share float64, get func(project.Project) string) listColumn {
		f := textFace
		f.size = 10
		if part == project.PartID || part == project.PartDeadline || part == project.PartMoney {
			f.across = "center"
		}
		return listColumn{part.Label().In(say.Chinese), least, share, f, func(p project.Project) any { return get(p) }}
	}
	money := numberFace
	money.size, money.number = 10, "#,##0"
	columns := []listColumn{
		text(project.PartID, 6, 0, func(p project.Project) string { return p.ID }),
		text(project.PartCategory, 10, 1, func(p project.Project) string { return p.Category }),
		text(project.PartName, 16, 3, func(p project.Project) string { return p.Name }),
		text(project.PartContent, 20, 6, func(p project.Project) string { return strings.Join(p.Content, "\n") }),
		text(project.PartSource, 16, 4, func(p project.Project) string { return p.Source }),
		text(project.PartUnit, 10, 2, func(p project.Project) string { return p.Unit }),
		text(project.PartDeadline, 11, 0, func(p project.Project) string { return p.Deadline }),
		text(project.PartMoney, 10, 1, func(p project.Project) string { return p.Money.String() }),
		{words("exports.column.yuan"), 14, 0, money, func(p project.Project) any {
			if !p.Money.Known || p.Money.Yuan > mostExact {
				return ""
			}
			return p.Money.Yuan
		}},
		text(project.PartFunding, 9, 1, func(p project.Project) string { return p.Funding }),
		text(project.PartRemark, 10, 2, func(p project.Project) string { return p.Remark }),
	}
	var extra []string
	for _, p := range b.List.Projects {
		for _, f := range p.Extra {
			if !slices.Contains(extra, f.Name) {
				extra = append(extra, f.Name)
			}
		}
	}
	for _, name := range extra {
		c := text(project.PartExtra, 9, 1, func(p project.Project) string {
			var all []string
			for _, f := range p.Extra {
				if f.Name == name {
					all = append(all, f.Value)
				}
			}
			return strings.Join(all, "\n")
		})
		c.head = name
		columns = append(columns, c)
	}
	return slices.DeleteFunc(columns, func(c listColumn) bool {
		return !slices.ContainsFunc(b.List.Projects, func(p project.Project) bool { return c.value(p) != "" })
	})
}

// mostExact is the largest whole number that a spreadsheet holds exactly.
const mostExact = 1e15

// candidateSheet makes the sheet 候选项目 with all that the list says.
func (b Book) candidateSheet(f *excelize.File, styles map[face]int) (*page, error) {
	columns := b.listColumns()
	left, shares := printWidth(true), 0.0
	for _, c := range columns {
		left -= c.least
		shares += c.share
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.least
		if left > 0 && shares > 0 {
			widths[i] += left * c.share / shares
		}
	}
	if len(widths) == 0 {
		widths = []float64{printWidth(true)}
	}
	p, err := newPage(f, words(b.candidateKey("exports.sheet.candidates")), styles, widths)
	if err != nil {
		return nil, err
	}
	title := b.List.Title
	if title == "" {
		title = words(b.candidateKey("exports.candidates"), "Vote", b.Vote)
	}
	if err := b.heading(p, title, b.Meeting); err != nil {
		return nil, err
	}
	heads := make([]cell, len(columns))
	for i, c := range columns {
		heads[i] = cell{c.head, 1, headFace}
	}
	if err := p.write(22, heads...); err != nil {
		return nil, err
	}
	repeat := p.row
	for _, x := range b.List.Projects {
		row := make([]cell, len(columns))
		for i, c := range columns {
			row[i] = cell{c.value(x), 1, c.face}
		}
		if err := p.write(24, row...); err != nil {
			return nil, err
		}
	}
	below, err := excelize.CoordinatesToCellName(1, repeat+1)
	if err != nil {
		return nil, err
	}
	if err := f.SetPanes(p.name, &excelize.Panes{Freeze: true, YSplit: repeat, TopLeftCell: below, ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return p, p.printing(b, true, repeat)
}

// ruleSheet makes the sheet 规则: the procedure in numbered sentences.
func (b Book) ruleSheet(f *excelize.File, styles map[face]int) (*page, error) {
	p, err := newPage(f, words("exports.sheet.rules"), styles, []float64{8, printWidth(false) - 8})
	if err != nil {
		return nil, err
	}
	if err := b.heading(p, words(b.keyOf("exports.rules"), "Vote", b.Vote), b.Meeting); err != nil {
		return nil, err
	}
	candidates := len(b.Result.Lines)
	if candidates == 0 {
		candidates = len(b.List.Projects)
	}
	number, text := numberFace, roomyFace
	number.size, text.size = 12, 12
	for i, s := range b.Procedure.Sentences(procedure.Facts{Candidates: candidates, Roll: b.Result.Roll}) {
		if err := p.write(28, cell{i + 1, 1, number}, cell{s.In(say.Chinese), 1, text}); err != nil {
			return nil, err
		}
	}
	return p, p.printing(b, false, 0)
}
