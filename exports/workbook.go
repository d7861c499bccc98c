// Package exports writes the files that go out, from plain values of the app.
//
// The workbook of a vote has three sheets, that of a motion two: the result as it is printed and
// signed (票决结果), the candidates (候选项目) and the rules (规则). Its texts are
// Chinese, whatever the language of the screens: it is a paper of the congress.
// Numbers are numbers. What was written is read back and compared with what
// was counted before the file gets its name.
package exports

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/exports/atomicfile"
	"piaojue/exports/docx"
)

// Book is everything that the workbook of a vote shows.
type Book struct {
	Meeting   string // 苏州市姑苏区第二届人民代表大会第五次会议; may be empty
	Vote      string // what was voted on: 2021年政府实事项目; may be empty
	Rehearsal bool   // every sheet and every printed page says 演练
	// CountedAt is when the count was made, in the clock of the place; the zero
	// time leaves it out.
	CountedAt time.Time
	List      project.List
	Procedure procedure.Procedure
	Result    count.Result
	// Compared is what an assessment is set beside; nil for none.
	Compared *Compared
	// Election is what the rounds of the meeting elect, where it is another vote that the
	// book is of.
	Election string
	// Rounds are all rounds of the meeting, where there is more than one, and Final
	// the election over all of them; they make a sheet of their own.
	Rounds []Round
	Final  *Final
}

// WriteResult writes the workbook to a file, whole or not at all: in place of
// what the name held before, or, on an error, leaving that as it was. Errors
// are *say.Problem: the figures do not add up, the workbook read back differs
// from the count, or the file cannot be written.
func WriteResult(path string, b Book) error {
	if err := b.check(); err != nil {
		return err
	}
	f, pages, err := b.workbook()
	if err != nil {
		return say.Wrong(say.M("exports.unwritten"), say.M("exports.unwritten.do"), err)
	}
	defer f.Close()
	return save(path, f, func(temporary string) error { return b.verify(temporary, pages) })
}

// save gives a workbook its name after it was checked on the disk.
func save(path string, f *excelize.File, check func(temporary string) error) error {
	if owner := atomicfile.OpenElsewhere(path); owner != "" {
		return fileProblem(path, fmt.Errorf("%s: %w", owner, atomicfile.ErrBusy))
	}
	return fileProblem(path, atomicfile.Write(path,
		func(w io.Writer) error {
			var buffer bytes.Buffer
			if err := f.Write(&buffer); err != nil {
				return err
			}
			_, err := buffer.WriteTo(w)
			return err
		}, check))
}

// workbook makes the three sheets, and one more where there is paper, and where
// there were several rounds.
func (b Book) workbook() (f *excelize.File, pages []*page, err error) {
	f = excelize.NewFile()
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	styles := map[face]int{}
	sheets := []func(*excelize.File, map[face]int) (*page, error){b.resultSheet}
	if b.Result.Parts != nil {
		sheets = append(sheets, b.partsSheet)
	}
	if len(b.Rounds) > 1 {
		sheets = append(sheets, b.roundSheet)
	}
	if b.Procedure.Kind != procedure.Motion {
		sheets = append(sheets, b.candidateSheet)
	}
	for _, sheet := range append(sheets, b.ruleSheet) {
		p, err := sheet(f, styles)
		if err != nil {
			return f, nil, err
		}
		pages = append(pages, p)
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return f, nil, err
	}
	f.SetActiveSheet(0)
	return f, pages, b.properties(f)
}

// properties describe the file in the spreadsheet's own dialog.
func (b Book) properties(f *excelize.File) error {
	p := excelize.DocProperties{
		Title: docx.Printable(b.title()), Subject: docx.Printable(b.Meeting),
		Creator: words("exports.app"), LastModifiedBy: words("exports.app"), Language: "zh-CN",
	}
	if b.Rehearsal {
		p.Keywords = words("exports.rehearsal.word")
		p.Description = words("exports.rehearsal.banner")
	}
	if !b.CountedAt.IsZero() {
		p.Created = b.CountedAt.UTC().Format(time.RFC3339)
		p.Modified = p.Created
	}
	if err := f.SetDocProps(&p); err != nil {
		return err
	}
	return f.SetAppProps(&excelize.AppProperties{Application: words("exports.app")})
}

func (b Book) title() string {
	if b.Vote == "" {
		return words("exports.title.plain")
	}
	return words(b.keyOf("exports.title"), "Vote", b.Vote)
}

// fileProblem says why a file could not be written.
func fileProblem(path string, err error) error { return atomicfile.Problem(path, err) }

// check refuses what would not be a true result: figures that do not add up,
// and lines for projects that the list does not have.
func (b Book) check() error {
	if err := count.Verify(b.Procedure, b.Result); err != nil {
		return err
	}
	for _, i := range b.Result.Identities {
		if !i.Holds && b.Result.State != count.Void {
			return say.Wrong(say.M("exports.broken", "Line", i.Says), say.M("exports.broken.do"), nil)
		}
	}
	if b.Result.State == count.Void && len(b.Result.Lines) > 0 {
		return say.Wrong(say.M("exports.void_lines"), say.M("exports.broken.do"), nil)
	}
	for _, l := range b.Result.Lines {
		if _, ok := b.List.ByID(l.ID); !ok {
			return say.Wrong(say.M("exports.stranger", "ID", l.ID), say.M("exports.broken.do"), nil)
		}
	}
	return nil
}
