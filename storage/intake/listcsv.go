package intake

import (
	"slices"
	"strings"

	"piaojue/app/say"
)

// csvTables reads a text as each of the forms that spreadsheets write: commas,
// tabs, semicolons. Which it is, its header decides, in the words of v.
func csvTables(name, text string, v vocabulary) ([]table, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	commas := []rune{',', '\t', ';'}
	first := 1
	// Spreadsheets may name the separator in a first line of its own.
	if rest, ok := strings.CutPrefix(text, "sep="); ok && len(rest) > 1 && (rest[1] == '\n' || rest[1] == '\r') {
		commas, first = []rune{rune(rest[0])}, 2
		text = strings.TrimPrefix(strings.TrimPrefix(rest[1:], "\r"), "\n")
	}
	if strings.Trim(text, ",;\t\r\n\" \u3000") == "" {
		return nil, say.Wrong(say.M("intakelist.empty", "File", name), say.M("intakelist.empty.do"), nil)
	}
	var tables []table
	var failed error
	known := false
	for _, comma := range commas {
		t, open, err := splitCSV(text, comma, first)
		switch {
		case err != nil:
			failed = openProblem(name, err)
		case open > 0:
			failed = say.Wrong(say.M("intakelist.quote", "File", name, "Row", open), say.M("intakelist.quote.do"), nil)
		default:
			tables = append(tables, t)
			_, ok := v.findHead(t)
			known = known || ok
		}
	}
	if failed != nil && !known {
		return nil, failed
	}
	return tables, nil
}

// splitCSV splits a text into rows and cells, leniently as spreadsheets do: a
// quote inside an unquoted cell is a character like any other. first is the
// number of the first row. A quote that is never closed has swallowed the rest
// of the file: open is the number of its row, else 0.
func splitCSV(text string, comma rune, first int) (t table, open int, err error) {
	var (
		cells  []string
		cell   strings.Builder
		number = first
		filled = 0 // cells that hold something
		quoted = false
		closed = false // the cell was quoted and its quote is closed
		began  = 0
	)
	endCell := func() {
		s := tidy(cell.String())
		// ="001" is how spreadsheets are told to keep a text as it is.
		if inner, ok := strings.CutPrefix(s, `="`); ok && strings.HasSuffix(inner, `"`) {
			s = strings.TrimSuffix(inner, `"`)
		}
		if s != "" {
			filled++
		}
		cells = append(cells, s)
		cell.Reset()
		closed = false
	}
	endRow := func() error {
		endCell()
		l := line{number: number, cells: cells}
		if cols := l.filled(); len(cols) > 0 {
			last := cols[len(cols)-1]
			if last >= mostListCols {
				return errTooLarge
			}
			l.cells = slices.Clone(cells[:last+1])
			t.rows = append(t.rows, l)
		}
		cells = cells[:0]
		number++
		return nil
	}
	runes := []rune(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case quoted && r == '"' && i+1 < len(runes) && runes[i+1] == '"':
			cell.WriteRune('"')
			i++
		case quoted && r == '"':
			quoted, closed = false, true
		case quoted:
			cell.WriteRune(r)
		case r == '"' && cell.Len() == 0 && !closed:
			quoted, began = true, number
		case r == comma:
			endCell()
		case r == '\n':
			if err := endRow(); err != nil {
				return table{}, 0, err
			}
		default:
			cell.WriteRune(r)
		}
		if filled > mostListCells {
			return table{}, 0, errTooLarge
		}
	}
	if quoted {
		return table{}, began, nil
	}
	if cell.Len() > 0 || len(cells) > 0 {
		if err := endRow(); err != nil {
			return table{}, 0, err
		}
	}
	return t, 0, nil
}
