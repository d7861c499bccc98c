package exports

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"piaojue/app/count"
	"piaojue/app/say"
	"piaojue/exports/docx"
)

// Figures are the numbers and verdicts of a result as the sheet 票决结果 shows
// them. A figure that is not counted in a void vote is -1, and one that a kind of
// vote has not is 0.
type Figures struct {
	Roll, Present, Issued, Returned, Missing, Valid, Invalid int
	Places                                                   int // 0 where nothing is chosen
	NotCast                                                  int // of a motion
	Verdict                                                  string
	Lines                                                    []FigureLine
}

// FigureLine is the row of a project.
type FigureLine struct {
	ID, Category, Name string
	count.Sums
	Rank            int    // 0 where there is none
	Change          string // against an earlier assessment
	Outcome, Reason string
}

// expected are the figures of a book as they must stand in its workbook.
func (b Book) expected() Figures {
	var out Figures
	for _, f := range b.figures() {
		*out.at(f.key) = -1
		if f.counted {
			*out.at(f.key) = f.number
		}
	}
	out.Verdict = docx.Printable(b.verdict())
	for _, l := range b.Result.Lines {
		p, _ := b.List.ByID(l.ID)
		out.Lines = append(out.Lines, FigureLine{
			ID: docx.Printable(p.ID), Category: docx.Printable(p.Category), Name: docx.Printable(p.Name),
			Sums: l.Sums, Rank: b.rank(l), Change: b.changeOf(l),
			Outcome: l.Outcome.Word().In(say.Chinese), Reason: docx.Printable(l.Reason.In(say.Chinese)),
		})
	}
	return out
}

// rank and changeOf are what the table shows of a line, if it has the column.
func (b Book) rank(l count.Line) int {
	if !b.chooses() {
		return 0
	}
	return l.Rank
}

func (b Book) changeOf(l count.Line) string {
	if b.Compared == nil {
		return ""
	}
	return b.Compared.change(l.ID)
}

// at is the place of a figure.
func (f *Figures) at(key string) *int {
	switch key {
	case "roll":
		return &f.Roll
	case "present":
		return &f.Present
	case "issued":
		return &f.Issued
	case "returned":
		return &f.Returned
	case "missing":
		return &f.Missing
	case "valid":
		return &f.Valid
	case "invalid":
		return &f.Invalid
	case "not_cast":
		return &f.NotCast
	}
	return &f.Places
}

// ReadBack reads the figures of a workbook that WriteResult wrote. It finds
// them by the words beside and above them, so that it does not depend on where
// WriteResult means to have put them.
func ReadBack(path string) (Figures, error) {
	f, err := openWritten(path)
	if err != nil {
		return Figures{}, err
	}
	rows, err := f.GetRows(words("exports.sheet.result"), excelize.Options{RawCellValue: true})
	if err := errors.Join(err, f.Close()); err != nil {
		return Figures{}, err
	}
	return readFigures(rows)
}

func openWritten(path string) (*excelize.File, error) {
	return excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: 256 << 20, UnzipXMLSizeLimit: 64 << 20})
}

func readFigures(rows [][]string) (out Figures, err error) {
	labels := map[string]string{}
	for _, f := range append(Book{}.figures(), figure{key: "not_cast"}) {
		labels[words("exports.figure."+f.key)] = f.key
	}
	head := map[string]int{}
	above, ended := "", false
	for i, row := range rows {
		first := at(row, 0)
		switch key, known := labels[first]; {
		case ended:
		case len(head) > 0 && strings.Join(row, "") == "":
			ended = true // below the table stand the signatures
		case len(head) > 0:
			if err := out.readLine(head, row); err != nil {
				return Figures{}, fmt.Errorf("row %d: %w", i+1, err)
			}
		case known:
			n := at(row, 2)
			if n == words("exports.uncounted") {
				*out.at(key) = -1
			} else if *out.at(key), err = strconv.Atoi(n); err != nil {
				return Figures{}, fmt.Errorf("row %d: %w", i+1, err)
			}
			delete(labels, first)
		case first == words("exports.figures"):
			out.Verdict = above
		case first == words("exports.column.id") && at(row, 1) != "":
			for c, text := range row {
				head[text] = c
			}
		case first != "":
			above = first
		}
	}
	// Whether there are places, or deputies who cast no ballot, is for the kind of vote.
	delete(labels, words("exports.figure.places"))
	delete(labels, words("exports.figure.not_cast"))
	if len(labels) > 0 {
		return Figures{}, fmt.Errorf("figures missing: %v", labels)
	}
	return out, nil
}

// readLine reads a row of the table: a project, or the rest of a long one.
func (f *Figures) readLine(head map[string]int, row []string) error {
	text := func(key string) string {
		for _, kind := range []string{"", ".motion", ".rating"} {
			if c, ok := head[words("exports.column."+key+kind)]; ok {
				return at(row, c)
			}
		}
		return ""
	}
	if text("approve")+text("satisfied") == "" {
		n := len(f.Lines)
		if n == 0 || text("id") != "" {
			return errors.New("a project without figures")
		}
		f.Lines[n-1].Category += text("category")
		f.Lines[n-1].Name += text("name")
		f.Lines[n-1].Reason += text("reason")
		return nil
	}
	l := FigureLine{ID: text("id"), Category: text("category"), Name: text("name"), Change: text("change"), Outcome: text("outcome"), Reason: text("reason")}
	figures := map[string]*int{"approve": &l.Approve, "against": &l.Against, "abstain": &l.Abstain}
	if text("approve") == "" {
		figures = map[string]*int{"satisfied": &l.Approve, "fair": &l.Fair, "dissatisfied": &l.Against, "abstain": &l.Abstain}
	}
	if text("rank") != "" {
		figures["rank"] = &l.Rank
	}
	for key, into := range figures {
		n, err := strconv.Atoi(text(key))
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		*into = n
	}
	f.Lines = append(f.Lines, l)
	return nil
}

func at(row []string, col int) string {
	if col < 0 || col >= len(row) {
		return ""
	}
	return row[col]
}

// verify reads a workbook from the disk and compares every cell with what was
// written, and the figures with what was counted.
func (b Book) verify(path string, pages []*page) error {
	if err := b.compare(path, pages); err != nil {
		return say.Wrong(say.M("exports.differs"), say.M("exports.differs.do"), err)
	}
	return nil
}

func (b Book) compare(path string, pages []*page) error {
	got, err := ReadBack(path)
	if err != nil {
		return fmt.Errorf("reading back: %w", err)
	}
	if want := b.expected(); !reflect.DeepEqual(got, want) {
		return fmt.Errorf("read back %+v, counted %+v", got, want)
	}
	return sameCells(path, pages)
}

// sameCells compares every cell of some sheets with what was written into it.
func sameCells(path string, pages []*page) (err error) {
	f, err := openWritten(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for _, p := range pages {
		rows, err := f.GetRows(p.name, excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		seen := 0
		for r, row := range rows {
			for c, text := range row {
				if text == "" {
					continue
				}
				name, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					return err
				}
				want := p.wrote[name]
				kind, err := f.GetCellType(p.name, name)
				if err != nil {
					return err
				}
				if number := kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString; number != want.is ||
					number && text != strconv.FormatInt(want.number, 10) || !number && text != want.text {
					return fmt.Errorf("%s!%s holds %q, wrote %+v", p.name, name, text, want)
				}
				seen++
			}
		}
		if seen != len(p.wrote) {
			return fmt.Errorf("%s holds %d cells, wrote %d", p.name, seen, len(p.wrote))
		}
	}
	return nil
}
