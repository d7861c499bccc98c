package target

import (
	"fmt"
	"math/big"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"piaojue/app/report"
)

// listed is a commitment of a hand-made list.
type listed struct {
	start, end int // of the amount in the text
	low, high  string
	unit       string
	words      []string
	of         string // "" where the list does not say
	class      Class
	quote      string
}

func (l listed) String() string {
	return fmt.Sprintf("%s = %s..%s %s %v %s", l.quote, l.low, l.high, l.unit, l.words, l.class)
}

var classNames = map[string]Class{
	"five-year results": FiveYearResults, "last year's results": LastYear, "five-year aims": FiveYearAims, "this year's tasks": ThisYear,
	"F": FiveYearResults, "L": LastYear, "A": FiveYearAims, "T": ThisYear, "-": Unclassed,
}

// value writes an exact value of a list out: 290.7e8.
func value(t *testing.T, s string) string {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("the list has the value %q", s)
	}
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(6), "0"), ".")
}

func fields(t *testing.T, l *listed, values, unit, words string) {
	t.Helper()
	low, high, ranged := strings.Cut(values, "..")
	if !ranged {
		high = low
	}
	l.low, l.high, l.unit, l.words = value(t, low), value(t, high), unit, strings.Fields(words)
}

func read(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(strings.ReplaceAll(string(b), "\r\n", "\n"), "\ufeff")
}

func gusu(t testing.TB) *report.Report {
	return report.Parse(read(t, "../../assets/rehearsal/report-2021-gusu.txt"))
}

// handList reads the list of the report, and finds where its amounts stand.
func handList(t *testing.T, r *report.Report) []listed {
	t.Helper()
	text := string(r.Display())
	var all []listed
	class := Class("")
	for i, row := range strings.Split(read(t, "testdata/gusu-2021.txt"), "\n") {
		if name, ok := strings.CutPrefix(row, "== "); ok {
			if class, ok = classNames[name]; !ok {
				t.Fatalf("row %d: no class %q", i+1, name)
			}
			continue
		}
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		cells := strings.Split(row, "|")
		if len(cells) != 5 {
			t.Fatalf("row %d: %q", i+1, row)
		}
		for k := range cells {
			cells[k] = strings.TrimSpace(cells[k])
		}
		before, rest, _ := strings.Cut(cells[0], "【")
		amount, after, ok := strings.Cut(rest, "】")
		quote := before + amount + after
		if !ok || strings.Count(text, quote) != 1 {
			t.Fatalf("row %d: %q stands in the report %d times", i+1, quote, strings.Count(text, quote))
		}
		l := listed{class: class, quote: cells[0]}
		l.start = runes(text[:strings.Index(text, quote)]) + runes(before)
		l.end = l.start + runes(amount)
		fields(t, &l, cells[1], cells[2], cells[3])
		if cells[4] != "-" {
			l.of = cells[4]
		}
		all = append(all, l)
	}
	return all
}

// same reports whether a commitment is the one listed, in all that the list says.
func same(f Target, l listed) bool {
	return f.At.Start == l.start && f.At.End == l.end && f.Low.String() == l.low && f.High.String() == l.high &&
		f.Unit == l.unit && slices.Equal(f.Words, l.words) && f.Class == l.class
}

// measured are the figures of one comparison.
type measured struct{ found, list, right, named, names int }

func (m measured) precision() float64 { return float64(m.right) / float64(max(m.found, 1)) }
func (m measured) recall() float64    { return float64(m.right) / float64(max(m.list, 1)) }

func (m measured) String() string {
	return fmt.Sprintf("precision %d/%d = %.3f, recall %d/%d = %.3f", m.right, m.found, m.precision(), m.right, m.list, m.recall())
}

// compare counts what was found and listed, and logs each difference.
func compare(t *testing.T, found []Target, list []listed) measured {
	t.Helper()
	m := measured{found: len(found), list: len(list)}
	taken := make([]bool, len(list))
	for _, f := range found {
		at := slices.IndexFunc(list, func(l listed) bool { return same(f, l) })
		if at < 0 {
			t.Logf("found, not so in the list: %s = %s..%s %s %v %s of %q", f.Written, f.Low, f.High, f.Unit, f.Words, f.Class, f.Of)
			continue
		}
		m.right++
		taken[at] = true
		if list[at].of != "" {
			m.names++
			if strings.Contains(f.Of, strings.ReplaceAll(list[at].of, "，", ",")) {
				m.named++
			} else {
				t.Logf("%s counts %q, found %q", list[at].quote, list[at].of, f.Of)
			}
		}
	}
	for i, l := range list {
		if !taken[i] {
			t.Logf("listed, not found so: %s", l)
		}
	}
	return m
}

// Of all commitments of the real report 95 of 100 are found with place, value,
// unit, bound and class right, and 95 of 100 that are found are such.
func TestTheRealReport(t *testing.T) {
	r := gusu(t)
	list := handList(t, r)
	if len(list) < 120 {
		t.Fatalf("the list has only %d commitments", len(list))
	}
	m := compare(t, Find(r), list)
	t.Logf("the report of 2021: %s; what is counted is named in %d of %d", m, m.named, m.names)
	if m.precision() < 0.95 || m.recall() < 0.95 {
		t.Errorf("%s: want 0.95 each", m)
	}
	if m.named*100 < 95*m.names {
		t.Errorf("what is counted is named in %d of %d only", m.named, m.names)
	}
}

var marked = regexp.MustCompile(`【([^|】]*)\|([^|】]*)\|([^|】]*)\|([^|】]*)\|([^|】]*)】`)

// heldOut gives the invented reports of a file without their marks, with what is
// marked in them.
func heldOut(t *testing.T, name string) (texts []string, lists [][]listed) {
	t.Helper()
	_, all, _ := strings.Cut(read(t, name), "\n\n")
	for _, text := range strings.Split(all, "\n===\n") {
		text = strings.TrimSpace(text)
		var list []listed
		for {
			at := marked.FindStringSubmatchIndex(text)
			if at == nil {
				break
			}
			part := func(n int) string { return text[at[2*n]:at[2*n+1]] }
			l := listed{start: runes(text[:at[0]]), quote: part(1), class: classNames[part(5)]}
			l.end = l.start + runes(part(1))
			fields(t, &l, part(2), part(3), part(4))
			list = append(list, l)
			text = text[:at[0]] + part(1) + text[at[1]:]
		}
		texts, lists = append(texts, text), append(lists, list)
	}
	return texts, lists
}

// Invented reports in other words: the rules are not fitted to one text.
func TestOtherReports(t *testing.T) {
	for _, name := range []string{"testdata/held-out.txt", "testdata/held-out-2.txt", "testdata/held-out-3.txt"} {
		texts, lists := heldOut(t, name)
		var sum measured
		for i, text := range texts {
			m := compare(t, Find(report.Parse(text)), lists[i])
			sum.found, sum.list, sum.right = sum.found+m.found, sum.list+m.list, sum.right+m.right
		}
		t.Logf("%s: %s", name, sum)
		if sum.precision() < 0.95 || sum.recall() < 0.95 {
			t.Errorf("%s: %s: want 0.95 each", name, sum)
		}
	}
}
