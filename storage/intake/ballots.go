package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// mostBallotBytes bounds a file with ballots: 3,000 ballots on 100 projects
// written as words take some 2 MB.
const mostBallotBytes = 32 << 20

// mostBallots bounds their number: two for each deputy of the largest roll.
const mostBallots = 2 * procedure.MostRoll

// ReadBallots reads ballots on the projects with the given ids from a csv file,
// as a ballot scanner or a clerk writes it; see DecodeBallots.
func ReadBallots(path string, ids []string) ([]ballot.Ballot, error) {
	name := filepath.Base(path)
	b, err := readBounded(path, mostBallotBytes)
	if err != nil {
		return nil, ballotFileProblem(name, err)
	}
	return DecodeBallots(name, b, ids)
}

// DecodeBallots reads ballots from the bytes of a csv file (UTF-8, UTF-16 or
// GB18030; separated by commas, tabs or semicolons). The first line that is not
// empty names the columns: 票号, which may be absent, and the id of every
// project, in any order; ids differ no more than project.SameID says. Each row
// below is a ballot and each cell a mark, see ballot.ParseMark.
//
// A row without any mark is a blank ballot; a line without even a separator or
// a 票号 is none. Where it cannot be told which of the two a row is, it is
// refused, like anything else that is not understood: no ballot is guessed at.
//
// The marks are in the order of ids, the ballots in the order of the file. Every
// error is a *say.Problem that names the file and, where there is one, the row
// (the line of the file) and the column as a spreadsheet letters it.
func DecodeBallots(name string, b []byte, ids []string) ([]ballot.Ballot, error) {
	if bytes.HasPrefix(b, []byte("PK\x03\x04")) || otherFormat(b) != "" {
		return nil, ballotProblem("ballot.file.not_csv", "File", name)
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, ballotProblem("ballot.file.empty", "File", name)
	}
	text, err := DecodeText(name, b)
	if err != nil {
		return nil, err
	}
	s := stack{name: name, ids: ids, numbered: map[string]int{}}
	if err := s.read(strings.TrimPrefix(text, "\ufeff")); err != nil {
		return nil, err
	}
	return s.ballots, nil
}

// Columns that hold no project.
const (
	numberColumn   = -1 // 票号
	namelessColumn = -2 // without a head; must be empty
)

const numberHead = "票号"

// loneNumber is a 票号 that can be nothing else: no mark in words, and no marks
// with another separator.
var loneNumber = regexp.MustCompile(`^[\p{L}\p{N}_./#-]*[0-9][\p{L}\p{N}_./#-]*$`)

// stack is a file with ballots while it is read.
type stack struct {
	name    string
	ids     []string
	columns []int // for each column its place in ids, or one of the above
	ballots []ballot.Ballot

	numbered map[string]int // 票号 → row
	bare     int            // the first row without number and mark, 0 for none
}

func (s *stack) read(text string) error {
	first := 0 // lines before the text
	// Spreadsheets may name the separator in a first line of its own.
	if rest, ok := strings.CutPrefix(text, "sep="); ok {
		if _, below, ok := strings.Cut(rest, "\n"); ok {
			text, first = below, 1
		}
	}
	comma, err := s.comma(text, first)
	if err != nil {
		return err
	}
	if err := s.bounded(text, comma, first); err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, true
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s.quoteProblem(err, first)
		}
		row, _ := r.FieldPos(0)
		row += first
		switch {
		case s.columns != nil:
			err = s.ballot(cells, row)
		case blank(cells):
		default:
			err = s.head(cells, row)
		}
		if err != nil {
			return err
		}
	}
	if s.bare > 0 && len(s.numbered) > 0 {
		return ballotProblem("ballot.file.number_missing", "File", s.name, "Row", s.bare)
	}
	if len(s.columns) == 1 {
		return s.noGaps(text, first)
	}
	return nil
}

// comma finds the separator: the one by which the header names most projects.
func (s *stack) comma(text string, first int) (rune, error) {
	places := s.places()
	best, most := ',', -1
	var failed error
	for _, comma := range []rune{',', '\t', ';', '；', '，'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = comma, -1
		cells, err := r.Read()
		for err == nil && blank(cells) {
			cells, err = r.Read()
		}
		if err != nil {
			if failed == nil && !errors.Is(err, io.EOF) {
				failed = s.quoteProblem(err, first)
			}
			continue
		}
		known := 0
		for _, c := range cells {
			if _, ok := places[project.SameID(c)]; ok {
				known++
			}
		}
		if known > most {
			best, most = comma, known
		}
	}
	if most > 0 {
		return best, nil
	}
	if failed != nil {
		return 0, failed
	}
	return 0, ballotProblem("ballot.file.no_head", "File", s.name)
}

// places gives the place of each id in the form in which ids are compared.
func (s *stack) places() map[string]int {
	places := make(map[string]int, len(s.ids))
	for i, id := range s.ids {
		places[project.SameID(id)] = i
	}
	return places
}

// bounded refuses lines with far more separators than the list has projects,
// before they are cut into cells.
func (s *stack) bounded(text string, comma rune, first int) error {
	most := 2*len(s.ids) + 100
	row := first
	for line := range strings.Lines(text) {
		row++
		if strings.Count(line, string(comma)) > most {
			return ballotProblem("ballot.file.wide", "File", s.name, "Row", row, "Count", len(s.ids))
		}
	}
	return nil
}

// head understands the first row.
func (s *stack) head(cells []string, row int) error {
	places := s.places()
	seen := map[int]int{} // by what a column holds, its index
	s.columns = make([]int, len(cells))
	for col, cell := range cells {
		held, ok := places[project.SameID(cell)]
		switch {
		case ok:
		case tidied(cell) == numberHead:
			held = numberColumn
		case tidied(cell) == "":
			s.columns[col] = namelessColumn
			continue
		default:
			return ballotProblem("ballot.file.unknown_column", "File", s.name, "Row", row, "Column", letter(col), "Head", excerpt(cell))
		}
		if earlier, twice := seen[held]; twice {
			return ballotProblem("ballot.file.column_twice", "File", s.name, "Row", row,
				"First", letter(earlier), "Second", letter(col), "Head", excerpt(cell))
		}
		seen[held] = col
		s.columns[col] = held
	}
	var missing []string
	for i, id := range s.ids {
		if _, ok := seen[i]; !ok {
			missing = append(missing, id)
		}
	}
	if missing != nil {
		return ballotProblem("ballot.file.column_missing", "File", s.name, "Row", row, "IDs", missing)
	}
	// A spreadsheet leaves empty columns behind at the right.
	for len(s.columns) > 1 && s.columns[len(s.columns)-1] == namelessColumn {
		s.columns = s.columns[:len(s.columns)-1]
	}
	return nil
}

// ballot understands a row below the first.
func (s *stack) ballot(cells []string, row int) error {
	if len(cells) == 1 && tidied(cells[0]) == "" && (len(s.columns) > 1 || cells[0] != "") {
		// A line with nothing but white space. With a single column, "" in
		// quotes is a blank ballot.
		return nil
	}
	if len(s.ballots) == mostBallots {
		return ballotFileProblem(s.name, errTooLarge)
	}
	for col := len(s.columns); col < len(cells); col++ {
		if tidied(cells[col]) != "" {
			return ballotProblem("ballot.file.nameless", "File", s.name, "Row", row, "Column", letter(col), "Cell", excerpt(cells[col]))
		}
	}
	// A short line may have lost marks, or have lost its 票号 and shifted the rest.
	// Only a lone 票号 is a blank ballot.
	lone := len(cells) == 1 && s.columns[0] == numberColumn && loneNumber.MatchString(tidied(cells[0]))
	if len(cells) < len(s.columns) && !lone {
		return ballotProblem("ballot.file.short", "File", s.name, "Row", row, "Cells", len(cells), "Columns", len(s.columns))
	}
	b := ballot.Ballot{Marks: make([]ballot.Mark, len(s.ids))}
	number, marked := "", false
	for col, cell := range cells[:min(len(cells), len(s.columns))] {
		switch held := s.columns[col]; held {
		case numberColumn:
			number = tidied(cell)
		case namelessColumn:
			if tidied(cell) != "" {
				return ballotProblem("ballot.file.nameless", "File", s.name, "Row", row, "Column", letter(col), "Cell", excerpt(cell))
			}
		default:
			m, ok := ballot.ParseMark(cell)
			if !ok {
				key := "ballot.file.cell"
				if ballot.IsCircle(cell) {
					key = "ballot.file.circle"
				}
				return ballotProblem(key, "File", s.name, "Row", row, "Column", letter(col), "ID", s.ids[held], "Cell", excerpt(cell))
			}
			b.Marks[held] = m
			marked = marked || m != ballot.Unmarked
		}
	}
	switch earlier, twice := s.numbered[number]; {
	case number == "" && !marked && s.bare == 0:
		s.bare = row
	case number == "":
	case strings.Contains(number, "\n"):
		return ballotProblem("ballot.file.quote", "File", s.name, "Row", row)
	case twice:
		return ballotProblem("ballot.file.number_twice", "File", s.name, "Number", excerpt(number), "First", earlier, "Second", row)
	default:
		s.numbered[number] = row
	}
	s.ballots = append(s.ballots, b)
	return nil
}

// noGaps refuses an empty line among ballots of a single column: it may be a
// blank ballot or nothing.
func (s *stack) noGaps(text string, first int) error {
	lines := strings.Split(strings.TrimRight(text, "\n \t\u3000"), "\n")
	started := false
	for i, line := range lines {
		if tidied(line) != "" {
			started = true
		} else if started {
			return ballotProblem("ballot.file.gap", "File", s.name, "Row", i+1+first)
		}
	}
	return nil
}

func (s *stack) quoteProblem(err error, first int) error {
	row := first + 1
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		row = first + e.StartLine
	}
	p := ballotProblem("ballot.file.quote", "File", s.name, "Row", row)
	p.Err = err
	return p
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return tidied(c) != "" })
}

// tidied is a cell half-width and trimmed.
func tidied(cell string) string { return strings.TrimSpace(width.Fold.String(cell)) }

// excerpt is what a cell says, in one line and shortened.
func excerpt(cell string) string {
	const most = 20
	s := []rune(strings.Join(strings.Fields(cell), " "))
	if len(s) > most {
		return string(s[:most]) + "…"
	}
	return string(s)
}

// ballotProblem is a key of ballot.json with its next step.
func ballotProblem(key string, pairs ...any) *say.Problem {
	return say.Wrong(say.M(key, pairs...), say.M(key+".do"), nil)
}

// ballotFileProblem says why a file with ballots could not be read.
func ballotFileProblem(name string, err error) *say.Problem {
	key := "ballot.file.unreadable"
	switch {
	case errors.Is(err, os.ErrNotExist):
		key = "ballot.file.missing"
	case errors.Is(err, os.ErrPermission):
		key = "ballot.file.forbidden"
	case errors.Is(err, errNotRegular):
		key = "ballot.file.folder"
	case errors.Is(err, errTooLarge):
		key = "ballot.file.large"
	}
	p := ballotProblem(key, "File", name)
	p.Err = err
	return p
}
