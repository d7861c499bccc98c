package intake

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"piaojue/app/ballot"
	"piaojue/app/say"
)

// drawn writes ballots as √ (approve), × (against), - (abstain) and . (unmarked).
func drawn(ballots []ballot.Ballot) []string {
	var all []string
	for _, b := range ballots {
		s := ""
		for _, m := range b.Marks {
			s += map[ballot.Mark]string{ballot.Approve: "√", ballot.Against: "×", ballot.Abstain: "-", ballot.Unmarked: "."}[m]
		}
		all = append(all, s)
	}
	return all
}

func TestDecodeBallots(t *testing.T) {
	three := []string{"1", "2", "3"}
	for _, c := range []struct {
		name string
		ids  []string
		text string
		want []string
	}{
		{"words", three, "票号,1,2,3\n1,赞成,反对,弃权\n2,,赞成,\n", []string{"√×-", ".√."}},
		{"signs and figures", three, "1,2,3\n√,×,\n1,0,1\n✓,x,X\n", []string{"√×.", "√×√", "√××"}},
		{"full width and spaces", three, "票号,１,２,３\n１, 赞成 ,０,　\n", []string{"√×."}},
		{"columns in any order", three, "3,1,票号,2\n赞成,反对,7,弃权\n", []string{"×-√"}},
		{"ids in another width and case", []string{"A-1", "B 2"}, "Ａ－１,b2\n1,0\n", []string{"√×"}},
		{"no number column", three, "1,2,3\n1,1,0\n", []string{"√√×"}},
		{"no ballot", three, "票号,1,2,3\n", nil},
		{"tabs", three, "票号\t1\t2\t3\n1\t√\t×\t\n", []string{"√×."}},
		{"semicolons", three, "票号;1;2;3\n1;√;×;\n", []string{"√×."}},
		{"full-width semicolons", three, "票号；1；2；3\n1；√；×；\n", []string{"√×."}},
		{"a line that names the separator", three, "sep=;\n票号;1;2;3\n1;√;×;\n", []string{"√×."}},
		{"quoted cells", three, "\"票号\",\"1\",\"2\",\"3\"\n\"1\",\"√\",\"×\",\"\"\n", []string{"√×."}},
		{"windows line ends", three, "票号,1,2,3\r\n1,√,×,\r\n2,,,\r\n", []string{"√×.", "..."}},
		{"no line end at the end", three, "票号,1,2,3\n1,√,×,0", []string{"√××"}},
		{"empty lines above and below", three, "\n\n票号,1,2,3\n1,√,×,\n\n \n\n", []string{"√×."}},
		{"an empty line between ballots is none", three, "1,2,3\n1,0,0\n\n0,1,0\n", []string{"√××", "×√×"}},
		{"a blank ballot by its number", three, "票号,1,2,3\n1,,,\n2,√,,\n", []string{"...", "√.."}},
		{"a blank ballot by a lone number", three, "票号,1,2,3\n1\nA-02\n", []string{"...", "..."}},
		{"a blank ballot by its separators", three, "1,2,3\n,,\n√,,\n", []string{"...", "√.."}},
		{"blank ballots in a box without any number", three, "票号,1,2,3\n,,,\n,√,,\n", []string{"...", "√.."}},
		{"a marked ballot may lack its number", three, "票号,1,2,3\n1,√,,\n,√,,\n", []string{"√..", "√.."}},
		{"empty columns at the right", three, "票号,1,2,3,,\n1,√,×,,,\n2,√,×,0\n", []string{"√×.", "√××"}},
		{"an empty column between", three, "票号,,1,2,3\n1,,√,×,\n", []string{"√×."}},
		{"one project", []string{"1"}, "1\n√\n×\n\"\"\n弃权\n\n", []string{"√", "×", ".", "-"}},
		{"one project with numbers", []string{"1"}, "票号,1\n1,√\n2,\n", []string{"√", "."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := DecodeBallots("票.csv", []byte(c.text), c.ids)
			if err != nil {
				t.Fatal(say.Explain(err).Sentence(say.Chinese))
			}
			if !slices.Equal(drawn(got), c.want) {
				t.Errorf("got %v, want %v", drawn(got), c.want)
			}
		})
	}
}

func TestBallotsInEveryEncoding(t *testing.T) {
	const text = "票号,1,2\n1,赞成,反对\n2,弃权,\n"
	for name, e := range map[string]encoding.Encoding{
		"utf-8":               unicode.UTF8,
		"utf-8 with a mark":   unicode.UTF8BOM,
		"gb18030":             simplifiedchinese.GB18030,
		"utf-16 little ended": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16 big ended":    unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	} {
		t.Run(name, func(t *testing.T) {
			b, err := e.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			got, err := DecodeBallots("票.csv", b, []string{"1", "2"})
			if err != nil {
				t.Fatal(err)
			}
			if want := []string{"√×", "-."}; !slices.Equal(drawn(got), want) {
				t.Errorf("got %v", drawn(got))
			}
		})
	}
}

// What is not understood is refused with the file, the row, the column and the
// mend, and no ballot is given back.
func TestBallotsThatAreRefused(t *testing.T) {
	two := []string{"1", "2"}
	for _, c := range []struct {
		name, text string
		ids        []string
		key        string
		says       []string
	}{
		{"nothing", "", two, "empty", nil},
		{"white space", " \n\t\n", two, "empty", nil},
		{"a workbook", "PK\x03\x04…", two, "not_csv", []string{"csv"}},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1…", two, "not_csv", nil},
		{"no header", "1,赞成,反对\n", []string{"甲", "乙"}, "no_head", []string{"编号"}},
		{"an unknown column", "票号,1,2,9\n1,,,\n", two, "unknown_column", []string{"第 1 行 D 列", "“9”"}},
		{"a title in the number column's place", "编号,1,2\n1,,\n", two, "unknown_column", []string{"第 1 行 A 列", "“编号”"}},
		{"a missing column", "票号,1\n1,\n", two, "column_missing", []string{"项目 2", "第 1 行"}},
		{"several missing columns", "票号,1\n1,\n", []string{"1", "2", "A-3"}, "column_missing", []string{"项目 2、A-3"}},
		{"a column twice", "票号,1,2,１\n1,,,\n", two, "column_twice", []string{"B 列和 D 列"}},
		{"the number column twice", "票号,1,2,票号\n1,,,\n", two, "column_twice", []string{"A 列和 D 列", "“票号”"}},
		{"a header below empty lines", "\n\n票号,1,9\n", two, "unknown_column", []string{"第 3 行 C 列"}},
		{"a cell that is no mark", "票号,1,2\n1,√,×\n2,√,好\n", two, "cell", []string{"第 3 行 C 列（项目 2）的“好”", "赞成、反对、弃权"}},
		{"two marks in one cell", "1,2\n√×,\n", two, "cell", []string{"“√×”", "总监票人"}},
		{"the row is that of the file", "\n票号,1,2\n\n1,√,×\n\n2,√,好\n", two, "cell", []string{"第 6 行"}},
		{"and counts the line that names the separator", "sep=,\n票号,1,2\n1,√,好\n", two, "cell", []string{"第 3 行"}},
		{"a bare circle", "票号,1,2\n1,○,×\n", two, "circle", []string{"第 2 行 B 列（项目 1）", "“○”", "赞成", "弃权"}},
		{"a zero of another shape", "票号,1,2\n1,〇,×\n", two, "circle", nil},
		{"the letter O", "票号,1,2\n1,O,×\n", two, "circle", nil},
		{"a short row", "票号,1,2\n1,√\n", two, "short", []string{"第 2 行只有 2 列，表头有 3 列"}},
		{"a row cut off at the end of the file", "票号,1,2\n1,√,×\n2,√", two, "short", []string{"第 3 行"}},
		{"another separator in one row", "票号,1,2\n1;√;×\n", two, "short", []string{"第 2 行只有 1 列"}},
		{"a lone mark is no number", "票号,1,2\n赞成\n", two, "short", nil},
		{"too long a row", "票号,1,2\n1,√,×,√\n", two, "nameless", []string{"第 2 行 D 列", "“√”"}},
		{"something below no head", "票号,,1,2\n1,x,√,×\n", two, "nameless", []string{"第 2 行 B 列"}},
		{"a number twice", "票号,1,2\n7,√,×\n8,,\n７,√,×\n", two, "number_twice", []string{"“7”", "第 2 行和第 4 行"}},
		{"neither number nor mark among numbered ones", "票号,1,2\n1,√,×\n,,\n", two, "number_missing", []string{"第 3 行"}},
		{"an open quote", "票号,1,2\n1,√,×\n2,\"√,×\n3,√,×\n", two, "quote", []string{"第 3 行"}},
		{"an open quote in the header", "票号,\"1,2\n1,√,×\n", two, "quote", []string{"第 1 行"}},
		{"a number over two lines", "票号,1,2\n\"1\n2\",√,×\n", two, "quote", []string{"第 2 行"}},
		{"an empty line that may be a ballot", "1\n√\n\n×\n", []string{"1"}, "gap", []string{"第 3 行"}},
		{"a line of spaces that may be a ballot", "1\n√\n  \n×\n", []string{"1"}, "gap", []string{"第 3 行"}},
		{"far too many columns", "1,2\n" + strings.Repeat(",", 5000) + "\n", two, "wide", []string{"第 2 行"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ballots, err := DecodeBallots("票.csv", []byte(c.text), c.ids)
			var p *say.Problem
			if !errors.As(err, &p) || ballots != nil {
				t.Fatalf("got %v, %v", drawn(ballots), err)
			}
			if p.What.Key != "ballot.file."+c.key {
				t.Errorf("got %s, want ballot.file.%s", p.What.Key, c.key)
			}
			s := p.Sentence(say.Chinese)
			for _, want := range append(c.says, "票.csv", "请") {
				if !strings.Contains(s, want) {
					t.Errorf("%q does not say %q", s, want)
				}
			}
			if strings.Contains(s+p.Sentence(say.English), "<no value>") {
				t.Error(s)
			}
		})
	}
}

func TestAFileInNoEncodingIsRefused(t *testing.T) {
	for _, b := range [][]byte{{'1', '\n', 0xff, 0xff, 0x80}, []byte("1\n\x00\x01\x02\x03")} {
		ballots, err := DecodeBallots("票.csv", b, []string{"1"})
		var p *say.Problem
		if !errors.As(err, &p) || ballots != nil {
			t.Errorf("%x: got %v, %v", b, drawn(ballots), err)
		}
	}
}

func TestReadBallots(t *testing.T) {
	folder := t.TempDir()
	good := filepath.Join(folder, "票.csv")
	if err := os.WriteFile(good, []byte("1\n√\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadBallots(good, []string{"1"}); err != nil || !slices.Equal(drawn(got), []string{"√"}) {
		t.Errorf("got %v, %v", drawn(got), err)
	}
	large := filepath.Join(folder, "大.csv")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, mostBallotBytes+1); err != nil {
		t.Fatal(err)
	}
	for path, key := range map[string]string{
		filepath.Join(folder, "无.csv"): "missing",
		folder:                         "folder",
		large:                          "large",
	} {
		_, err := ReadBallots(path, []string{"1"})
		var p *say.Problem
		if !errors.As(err, &p) || p.What.Key != "ballot.file."+key {
			t.Errorf("%s: got %v, want %s", path, err, key)
		}
		if s := say.Explain(err).Sentence(say.Chinese); strings.Contains(s, folder) || strings.Contains(s, "ballot.") {
			t.Error(s)
		}
	}
}

func TestMoreBallotsThanCanBe(t *testing.T) {
	text := "1,2\n" + strings.Repeat("1,0\n", mostBallots+1)
	_, err := DecodeBallots("票.csv", []byte(text), []string{"1", "2"})
	var p *say.Problem
	if !errors.As(err, &p) || p.What.Key != "ballot.file.large" {
		t.Errorf("got %v", err)
	}
}
