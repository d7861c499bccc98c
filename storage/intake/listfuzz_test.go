package intake

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/assets"
)

// holds what every reading of a list promises, whatever the file: a problem
// that names the file and an empty preview, or a valid list whose every
// project and skipped row has its own place, in order.
func holds(t *testing.T, p project.Preview, err error) {
	t.Helper()
	if err != nil {
		var problem *say.Problem
		if !errors.As(err, &problem) {
			t.Fatalf("no sentence for %v", err)
		}
		if !cmp.Equal(project.Preview{}, p) {
			t.Fatalf("understood %+v in spite of %v", p, err)
		}
		return
	}
	if err := p.List.Validate(); err != nil {
		t.Fatal(err)
	}
	if len(p.Rows) != len(p.List.Projects) {
		t.Fatalf("%d projects from %d rows", len(p.List.Projects), len(p.Rows))
	}
	taken := map[int]bool{}
	last := p.HeadTo
	for _, r := range p.Rows {
		if r.From <= last || r.To < r.From {
			t.Fatalf("rows %d–%d after row %d", r.From, r.To, last)
		}
		last = r.To
		taken[r.From] = true
	}
	last = 0
	for _, s := range p.Skipped {
		if s.Row <= last || taken[s.Row] {
			t.Fatalf("row %d was skipped and is taken, or stands out of order", s.Row)
		}
		last = s.Row
	}
	for _, x := range p.List.Projects {
		for _, c := range x.Content {
			if strings.TrimSpace(c) == "" {
				t.Fatalf("project %s has an empty item", x.ID)
			}
		}
		if strings.ContainsFunc(x.ID+x.Name, unicode.IsControl) {
			t.Fatalf("%q, %q hold a line end or a control character", x.ID, x.Name)
		}
	}
}

func FuzzListCSV(f *testing.F) {
	files, err := filepath.Glob("testdata/lists/*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		must(f, err)
		f.Add(b)
	}
	f.Add(assets.RehearsalList)
	f.Add([]byte(plainCSV))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := DecodeList("清单.csv", b)
		holds(t, p, err)
	})
}

// The parts of a workbook that differ most from one program to another.
func FuzzListXLSX(f *testing.F) {
	const (
		head   = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
		names  = `<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1" t="inlineStr"><is><t>项目名称</t></is></c></row>`
		row    = `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>`
		foot   = `</sheetData></worksheet>`
		shared = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>停车场</t></si></sst>`
		styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>`
	)
	f.Add(head+names+row+foot, shared, styles)
	f.Add(head+names+strings.ReplaceAll(row, ` r="2"`, "")+foot, shared, "")
	f.Add(head+names+`<row><c s="0"><v>44531</v></c><c t="str"><f>A1</f><v>公园</v></c></row>`+foot, shared, styles)
	f.Add(head+names+`<row><c s="9"><v>1e400</v></c><c t="s"><v>-1</v></c></row>`+foot, shared, styles)
	f.Add(head+names+`<row><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c></row>`+foot, "", styles)
	f.Add(head+names+row+`</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B2:A1"/></mergeCells></worksheet>`, shared, styles)
	f.Add(head+`<row r="1048577"><c r="A1"/></row>`+foot, shared, styles)
	f.Add(head+`<row hidden="1"/><cols><col min="1" max="99999999" hidden="1"/></cols>`+foot, shared, styles)
	f.Add(head, "", "")
	f.Add("", "<", ">")
	good := book(f, func(x *excelize.File) { put(f, x, "Sheet1", []any{"编号", "项目名称"}) })
	f.Fuzz(func(t *testing.T, sheet, shared, styles string) {
		b := good
		for name, text := range map[string]string{"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared, "xl/styles.xml": styles} {
			b = rewritten(t, b, name, func(string) string { return text })
		}
		p, err := DecodeList("清单.xlsx", b)
		holds(t, p, err)
	})
}
