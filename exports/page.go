package exports

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"piaojue/app/say"
	"piaojue/exports/docx"
)

// face is how a cell looks.
type face struct {
	size   float64
	bold   bool
	colour string // RRGGBB of the text, "" for black
	fill   string // RRGGBB behind it, "" for none
	across string // left, center, right; "" for left
	top    bool   // text begins at the top of the cell, not in its middle
	indent bool   // text stands off from the left border
	border bool
	number string // number format
}

// The font of official documents. Where it is missing, spreadsheets put another
// in its place.
const songti = "宋体"

const (
	ink      = "1F1D1A"
	cinnabar = "A8221B"
	green    = "1E6B45"
	headFill = "EFECE4"
	softFill = "F7F5F0"
)

// page is a sheet in the making: it writes cells from the top down and
// remembers what it wrote.
type page struct {
	f      *excelize.File
	name   string
	styles map[face]int
	widths []float64 // of the columns, in the spreadsheet's unit
	row    int       // the last row written
	wrote  map[string]cellValue
	height float64 // of all rows, in points
}

// cellValue is what a cell was given: a number or a text.
type cellValue struct {
	text   string
	number int64
	is     bool // a number
}

// cell is one cell of a row: value is a string, an int or an int64; span is
// how many columns it takes, at least 1.
type cell struct {
	value any
	span  int
	face  face
}

// newPage makes a sheet with columns of these widths.
func newPage(f *excelize.File, name string, styles map[face]int, widths []float64) (*page, error) {
	if _, err := f.NewSheet(name); err != nil {
		return nil, err
	}
	p := &page{f: f, name: name, styles: styles, widths: widths, wrote: map[string]cellValue{}}
	for i, w := range widths {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		if err := f.SetColWidth(name, col, col, w); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// points is the width of columns from (0 for A) on.
func (p *page) points(from, span int) float64 {
	sum := 0.0
	for _, w := range p.widths[from:min(from+span, len(p.widths))] {
		sum += columnPoints(w)
	}
	return sum
}

// gap leaves a row of a height empty.
func (p *page) gap(height float64) error {
	p.row++
	p.height += height
	return p.f.SetRowHeight(p.name, p.row, height)
}

// write writes a row from column A, as tall as its texts need and at least
// least points. A text too long for any row goes on in further rows.
func (p *page) write(least float64, cells ...cell) error {
	for {
		rest, more, err := p.writeOne(least, cells)
		if err != nil || !more {
			return err
		}
		cells, least = rest, 0
	}
}

func (p *page) writeOne(least float64, cells []cell) (rest []cell, more bool, err error) {
	p.row++
	col, height := 0, least
	rest = make([]cell, len(cells))
	for i, c := range cells {
		c.span = max(c.span, 1)
		rest[i] = cell{"", c.span, c.face}
		value := cellValue{}
		switch v := c.value.(type) {
		case int:
			value = cellValue{number: int64(v), is: true}
		case int64:
			value = cellValue{number: v, is: true}
		case string:
			room := p.points(col, c.span)
			if c.face.indent {
				room -= indentPoints
			}
			lines := wrap(docx.Printable(v), room, c.face.size, c.face.bold)
			if n := fits(c.face.size); len(lines) > n {
				rest[i].value, more = strings.Join(lines[n:], ""), true
				lines = lines[:n]
			}
			value.text = strings.TrimSuffix(strings.Join(lines, ""), "\n")
			height = max(height, heightOf(len(lines), c.face.size))
		default:
			return nil, false, fmt.Errorf("cell %d of row %d: a %T", i, p.row, v)
		}
		if err := p.set(col, c, value); err != nil {
			return nil, false, err
		}
		col += c.span
	}
	p.height += height
	return rest, more, p.f.SetRowHeight(p.name, p.row, height)
}

func (p *page) set(col int, c cell, v cellValue) error {
	style, err := p.style(c.face)
	if err != nil {
		return err
	}
	first, err := excelize.CoordinatesToCellName(col+1, p.row)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(col+c.span, p.row)
	if err != nil {
		return err
	}
	if c.span > 1 {
		if err := p.f.MergeCell(p.name, first, last); err != nil {
			return err
		}
	}
	if err := p.f.SetCellStyle(p.name, first, last, style); err != nil {
		return err
	}
	switch {
	case v.is:
		p.wrote[first] = v
		return p.f.SetCellInt(p.name, first, v.number)
	case v.text != "":
		p.wrote[first] = v
		return p.f.SetCellStr(p.name, first, v.text)
	}
	return nil
}

func (p *page) style(c face) (int, error) {
	if id, ok := p.styles[c]; ok {
		return id, nil
	}
	s := excelize.Style{
		Font:      &excelize.Font{Family: songti, Size: c.size, Bold: c.bold, Color: ink},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true},
	}
	if c.colour != "" {
		s.Font.Color = c.colour
	}
	if c.across != "" {
		s.Alignment.Horizontal = c.across
	}
	if c.top {
		s.Alignment.Vertical = "top"
	}
	if c.indent {
		s.Alignment.Indent = 1
	}
	if c.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c.fill}}
	}
	if c.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "8C867C", Style: 1})
		}
	}
	if c.number != "" {
		s.CustomNumFmt = &c.number
	}
	id, err := p.f.NewStyle(&s)
	if err != nil {
		return 0, err
	}
	p.styles[c] = id
	return id, nil
}

// printing sets how a sheet is printed: A4, as wide as the paper, with header
// and footer. repeat is the row that every page repeats, 0 for none.
func (p *page) printing(b Book, landscape bool, repeat int) error {
	paper, one, free := 9, 1, 0 // A4; as many pages as it takes
	orientation := "portrait"
	if landscape {
		orientation = "landscape"
	}
	tall := &free
	if pages(p.height, landscape) == 1 {
		tall = &one
	}
	if err := p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &one, FitToHeight: tall,
	}); err != nil {
		return err
	}
	side, top, edge, yes := marginSide/72, marginTop/72, marginEdge/72, true
	if err := p.f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &yes,
	}); err != nil {
		return err
	}
	props := excelize.SheetPropsOptions{FitToPage: &yes}
	if b.Rehearsal {
		colour := cinnabar
		props.TabColorRGB = &colour
	}
	if err := p.f.SetSheetProps(p.name, &props); err != nil {
		return err
	}
	no := false
	if err := p.f.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	if err := p.f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{
		OddHeader: p.header(b), OddFooter: `&C&"` + songti + `,Regular"&9` + marginText(words("exports.footer", "Page", "\x00P", "Pages", "\x00N")),
	}); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(p.widths))
	if err != nil {
		return err
	}
	names := []excelize.DefinedName{{
		Name: "_xlnm.Print_Area", Scope: p.name,
		RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", p.name, last, p.row),
	}}
	if repeat > 0 {
		names = append(names, excelize.DefinedName{
			Name: "_xlnm.Print_Titles", Scope: p.name,
			RefersTo: fmt.Sprintf("'%s'!$%d:$%d", p.name, repeat, repeat),
		})
	}
	for _, n := range names {
		if err := p.f.SetDefinedName(&n); err != nil {
			return err
		}
	}
	return nil
}

// A4 and its margins, in points.
const (
	a4Short    = 595.3
	a4Long     = 841.9
	marginSide = 28.0
	marginTop  = 44.0
	marginEdge = 20.0
	leastScale = 0.85
)

// pages is about how many pages rows of a height take. A little more than a
// page is made to fit on it.
func pages(height float64, landscape bool) int {
	printed := a4Long - 2*marginTop
	if landscape {
		printed = a4Short - 2*marginTop
	}
	if height <= printed/leastScale {
		return 1
	}
	return int(math.Ceil(height / printed))
}

// printWidth is how wide the columns of a page may be together, in the
// spreadsheet's unit.
func printWidth(landscape bool) float64 {
	if landscape {
		return columnWidth(a4Long - 2*marginSide)
	}
	return columnWidth(a4Short - 2*marginSide)
}

// header is the printed header: whose vote it is or, for a rehearsal, that it
// is one.
func (p *page) header(b Book) string {
	small := `&"` + songti + `,Regular"&9`
	vote := small + marginText(shortened(b.Vote, 16))
	if b.Rehearsal {
		return `&L` + vote + `&C&"` + songti + `,Bold"&14&K` + cinnabar + marginText(words("exports.rehearsal.header"))
	}
	return `&L` + small + marginText(shortened(b.Meeting, 32)) + `&R` + vote
}

// marginText makes a text safe in a header or footer, where & begins a code
// and a digit could go on with one.
func marginText(s string) string {
	s = strings.ReplaceAll(s, "&", "&&")
	s = strings.ReplaceAll(s, "\x00", "&")
	if r, _ := utf8.DecodeRuneInString(s); '0' <= r && r <= '9' {
		s = " " + s
	}
	return s
}

func shortened(s string, most int) string {
	r := []rune(docx.Printable(s))
	if len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return string(r)
}

// words is a text of the workbook, which is Chinese: it is what goes on paper.
func words(key string, pairs ...any) string { return say.M(key, pairs...).In(say.Chinese) }
