package intake

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"piaojue/app/project"
	"piaojue/app/say"
)

// Bounds on a file with a candidate list. The longest published lists have
// some 60 projects; what is over these is a mistake or an attack.
const (
	mostListBytes = 16 << 20
	mostListCells = 100_000 // cells that hold something
	mostListCols  = 512
)

// ReadList reads a candidate list from an xlsx or csv file, as they really
// are, and says what it understood; see DecodeList.
func ReadList(path string) (project.Preview, error) {
	name := filepath.Base(path)
	b, err := readBounded(path, mostListBytes)
	if err != nil {
		return project.Preview{}, openProblem(name, err)
	}
	return DecodeList(name, b)
}

// DecodeList reads a candidate list from the bytes of an xlsx or csv file (UTF-8,
// UTF-16 or GB18030; commas, tabs or semicolons). What the file is decides its
// content, not its name, which is only for sentences.
//
// Every error is a *say.Problem that names the file and, where there is one,
// the sheet, the row and the column. With an error nothing is understood: the
// Preview is empty.
func DecodeList(name string, b []byte) (project.Preview, error) {
	tables, err := tablesOf(name, b, listWords)
	if err != nil {
		return project.Preview{}, err
	}
	preview, err := understand(name, tables)
	if err != nil {
		return project.Preview{}, err
	}
	return preview, nil
}

// tablesOf gives the tables of a file: one for each sheet, or each way to read
// a csv.
func tablesOf(name string, b []byte, v vocabulary) ([]table, error) {
	if len(b) > mostListBytes {
		return nil, openProblem(name, errTooLarge)
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, say.Wrong(say.M("intakelist.empty", "File", name), say.M("intakelist.empty.do"), nil)
	}
	if other := otherFormat(b); other != "" {
		return nil, say.Wrong(say.M("intakelist.format."+other, "File", name), say.M("intakelist.format."+other+".do"), nil)
	}
	if bytes.HasPrefix(b, []byte("PK\x03\x04")) {
		return workbookTables(name, b)
	}
	text, err := DecodeText(name, b)
	if err != nil {
		return nil, err
	}
	return csvTables(name, text, v)
}

// otherFormat names a format that is known and not read, "" for none.
func otherFormat(b []byte) string {
	head := bytes.ToLower(bytes.TrimLeft(b[:min(len(b), 1024)], "\xef\xbb\xbf \t\r\n"))
	switch {
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		// The container of old xls and et files, and of new ones with a password.
		if bytes.Contains(b, utf16le("EncryptedPackage")) {
			return "locked"
		}
		return "xls"
	case bytes.HasPrefix(head, []byte("%pdf-")):
		return "pdf"
	case bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<table")) || bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet"))):
		// Web pages and 2003 XML that other software calls xls.
		return "xls"
	case bytes.HasPrefix(b, []byte("\x89PNG")), bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "picture"
	}
	return ""
}

func utf16le(ascii string) []byte {
	b := make([]byte, 0, 2*len(ascii))
	for i := range len(ascii) {
		b = append(b, ascii[i], 0)
	}
	return b
}

var (
	errTooLarge   = errors.New("larger than a list can be")
	errNotRegular = errors.New("not a regular file")
)

// readBounded reads a regular file of at most most bytes.
func readBounded(path string, most int64) (b []byte, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if b, err = io.ReadAll(io.LimitReader(f, most+1)); err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, errTooLarge
	}
	return b, nil
}

// openProblem says why a file could not be read.
func openProblem(name string, err error) *say.Problem {
	key := "intakelist.unreadable"
	switch {
	case errors.Is(err, os.ErrNotExist):
		key = "intakelist.missing"
	case errors.Is(err, os.ErrPermission):
		key = "intakelist.forbidden"
	case errors.Is(err, errTooLarge):
		key = "intakelist.large"
	case errors.Is(err, errNotRegular):
		key = "intakelist.folder"
	}
	return say.Wrong(say.M(key, "File", name), say.M(key+".do"), err)
}

// table is a sheet as a person sees it, without its blank rows.
type table struct {
	sheet   string // "" for a csv
	hidden  bool   // the sheet is hidden
	rows    []line // ascending
	merges  merges
	hideRow map[int]bool // by number
	hideCol map[int]bool // by index
}

// line is a row that holds something.
type line struct {
	number int      // from 1
	cells  []string // trimmed, line ends as "\n"
	// uncomputed are the cells whose formula has no stored value.
	uncomputed []int
}

// cell is the text at a column of a line, "" past its end.
func (l line) cell(col int) string {
	if col < 0 || col >= len(l.cells) {
		return ""
	}
	return l.cells[col]
}

// filled are the columns that hold something.
func (l line) filled() []int {
	var cols []int
	for c, s := range l.cells {
		if s != "" {
			cols = append(cols, c)
		}
	}
	return cols
}

// text is what a line says, shortened.
func (l line) text() string {
	var words []string
	for _, c := range l.filled() {
		words = append(words, strings.Join(strings.Fields(l.cells[c]), " "))
	}
	s := []rune(strings.Join(words, " "))
	const most = 60
	if len(s) > most {
		return string(s[:most]) + "…"
	}
	return string(s)
}

// tidy brings the text of a cell to trimmed lines.
func tidy(s string) string {
	// A space that does not break is a space; a zero-width one is nothing.
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "_x000D_", "",
		"\t", " ", "\u00a0", " ", "\u200b", "", "\ufeff", "").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// letter names a column, from 0, as a spreadsheet does.
func letter(col int) string {
	s := ""
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// area is a range of merged cells: rows by number, columns by index, both
// ends included.
type area struct{ top, left, bottom, right int }

// merges are the merged areas of a sheet by column.
type merges struct{ byCol map[int][]area }

func (m *merges) add(a area) {
	if m.byCol == nil {
		m.byCol = map[int][]area{}
	}
	for c := a.left; c <= a.right && c < mostListCols; c++ {
		m.byCol[c] = append(m.byCol[c], a)
	}
}

// at gives the merged area over a cell.
func (m merges) at(row, col int) (area, bool) {
	for _, a := range m.byCol[col] {
		if a.top <= row && row <= a.bottom {
			return a, true
		}
	}
	return area{}, false
}
