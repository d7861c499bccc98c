package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"piaojue/app/say"
)

// Bounds on the inside of a workbook. A small file can unpack to gigabytes, and
// a part of a few megabytes can cost the reading library hundreds in memory;
// both are measured here before it sees the file.
const (
	unzipBytes    = 32 << 20
	unzipXMLBytes = 8 << 20
	mostParts     = 2000
	mostSheets    = 64
	// mostMarks bounds the "<" and "=" of the parts that the library keeps in
	// memory as trees, mostSheetMarks those of a sheet, which is streamed.
	mostMarks      = 600_000
	mostSheetMarks = 6_000_000
)

var errDamaged = errors.New("damaged workbook")

// workbookTables reads the sheets of an xlsx.
func workbookTables(name string, b []byte) (tables []table, err error) {
	// The reading library panics on some broken files.
	defer func() {
		if r := recover(); r != nil {
			tables, err = nil, workbookProblem(name, fmt.Errorf("%w: %v", errDamaged, r))
		}
	}()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, workbookProblem(name, err)
	}
	if other := otherArchive(z); other != "" {
		return nil, say.Wrong(say.M("intakelist.format."+other, "File", name), say.M("intakelist.format."+other+".do"), nil)
	}
	if err := measure(z); err != nil {
		return nil, workbookProblem(name, err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{
		UnzipSizeLimit: unzipBytes, UnzipXMLSizeLimit: unzipXMLBytes, CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, workbookProblem(name, err)
	}
	defer func() {
		if e := f.Close(); e != nil && err == nil {
			tables, err = nil, workbookProblem(name, e)
		}
	}()
	sheets, err := sheetsOf(z)
	if err != nil {
		return nil, workbookProblem(name, err)
	}
	for _, s := range sheets {
		t, err := readSheet(f, z, s)
		if err != nil {
			return nil, workbookProblem(name, fmt.Errorf("sheet %q: %w", s.name, err))
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func workbookProblem(name string, err error) *say.Problem {
	if errors.Is(err, errTooLarge) {
		return openProblem(name, err)
	}
	return say.Wrong(say.M("intakelist.damaged", "File", name), say.M("intakelist.damaged.do"), err)
}

// otherArchive names what a zip file is that is no xlsx.
func otherArchive(z *zip.Reader) string {
	for _, f := range z.File {
		switch n := strings.ToLower(f.Name); {
		case n == "xl/workbook.xml":
			return ""
		case n == "xl/workbook.bin":
			return "xlsb"
		case n == "word/document.xml":
			return "docx"
		case n == "content.xml":
			return "ods"
		case strings.HasSuffix(n, ".iwa"), n == "index.zip":
			return "numbers"
		}
	}
	// A workbook may keep its parts elsewhere; a package has content types.
	for _, f := range z.File {
		if strings.EqualFold(f.Name, "[Content_Types].xml") {
			return ""
		}
	}
	return "zip"
}

// measure unpacks every part once, holding none, and reports whether the
// workbook keeps within its bounds.
func measure(z *zip.Reader) error {
	if len(z.File) > mostParts {
		return errTooLarge
	}
	var total int64
	var kept int
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		n, marks, err := marksIn(io.LimitReader(r, unzipBytes-total+1))
		if e := r.Close(); err == nil && n <= unzipBytes-total {
			err = e
		}
		if total += n; total > unzipBytes {
			return errTooLarge
		}
		if err != nil {
			return err
		}
		sheet := strings.HasPrefix(strings.ToLower(f.Name), "xl/worksheets/sheet")
		if sheet && marks > mostSheetMarks {
			return errTooLarge
		}
		if xml := strings.HasSuffix(strings.ToLower(f.Name), ".xml") || strings.HasSuffix(strings.ToLower(f.Name), ".rels"); xml && !sheet {
			if kept += marks; kept > mostMarks {
				return errTooLarge
			}
		}
	}
	return nil
}

func marksIn(r io.Reader) (n int64, marks int, err error) {
	buf := make([]byte, 32<<10)
	for {
		k, err := r.Read(buf)
		n += int64(k)
		marks += bytes.Count(buf[:k], []byte{'<'}) + bytes.Count(buf[:k], []byte{'='})
		if err == io.EOF {
			return n, marks, nil
		}
		if err != nil {
			return n, marks, err
		}
	}
}

// sheet is a worksheet's name and the part that holds it.
type sheet struct {
	name   string
	part   string
	hidden bool
}

// sheetsOf gives the worksheets in the order of their tabs.
func sheetsOf(z *zip.Reader) ([]sheet, error) {
	type relation struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
	var root, book struct {
		Relation []relation `xml:"Relationship"`
	}
	workbook := "xl/workbook.xml"
	if err := decodePart(z, "_rels/.rels", &root); err != nil {
		return nil, err
	}
	for _, r := range root.Relation {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			workbook = strings.TrimPrefix(r.Target, "/")
		}
	}
	dir, file := path.Split(workbook)
	var parts struct {
		Sheet []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := decodePart(z, workbook, &parts); err != nil {
		return nil, err
	}
	if err := decodePart(z, dir+"_rels/"+file+".rels", &book); err != nil {
		return nil, err
	}
	var sheets []sheet
	for _, s := range parts.Sheet {
		for _, r := range book.Relation {
			if r.ID != s.ID || !strings.HasSuffix(r.Type, "/worksheet") {
				continue
			}
			part := path.Join(dir, r.Target)
			if strings.HasPrefix(r.Target, "/") {
				part = strings.TrimPrefix(r.Target, "/")
			}
			sheets = append(sheets, sheet{s.Name, part, s.State == "hidden" || s.State == "veryHidden"})
			break
		}
		if len(sheets) > mostSheets {
			return nil, errTooLarge
		}
	}
	if len(sheets) == 0 {
		return nil, fmt.Errorf("%w: no worksheet", errDamaged)
	}
	return sheets, nil
}

// readSheet reads what a sheet shows: texts as they are formatted, dates and
// plain numbers by rules of our own.
func readSheet(f *excelize.File, z *zip.Reader, s sheet) (table, error) {
	inside, err := scanSheet(z, s.part)
	if err != nil {
		return table{}, err
	}
	t := table{sheet: s.name, hidden: s.hidden, merges: inside.merges, hideRow: inside.hideRow, hideCol: inside.hideCol}
	show, err := newNumberShower(f)
	if err != nil {
		return table{}, err
	}
	rows, err := f.Rows(s.name)
	if err != nil {
		return table{}, err
	}
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return table{}, errors.Join(err, rows.Close())
		}
		raw := inside.cells[number]
		if len(cells) == 0 && len(raw) == 0 {
			continue
		}
		l := line{number: number, cells: cells}
		for i := range l.cells {
			l.cells[i] = tidy(l.cells[i])
			if a, ok := t.merges.at(number, i); ok && (a.top != number || a.left != i) {
				l.cells[i] = "" // what a merged area hides is not in the table
			}
		}
		for _, c := range raw {
			switch {
			case c.uncomputed:
				l.uncomputed = append(l.uncomputed, c.col)
			case l.cell(c.col) != "":
				l.cells[c.col] = show.number(c.value, c.style, l.cells[c.col])
			}
		}
		if len(l.filled()) > 0 || len(l.uncomputed) > 0 {
			t.rows = append(t.rows, l)
		}
	}
	return t, rows.Close()
}
