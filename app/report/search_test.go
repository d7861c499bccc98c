package report

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// narrow is width.Fold for one rune.
func TestNarrow(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		if want := []rune(width.Fold.String(string(r))); len(want) != 1 || narrow(r) != want[0] {
			t.Fatalf("narrow(%U) = %U, want %U", r, narrow(r), want)
		}
	}
}

// naive finds places as one would by hand.
func naive(r *Report, query string) []Range {
	q := []rune(strings.TrimSpace(query))
	if len(q) == 0 {
		return nil
	}
	var found []Range
	for _, p := range r.Paragraphs {
		for i := p.Start; i+len(q) <= p.End; i++ {
			same := true
			for j, c := range q {
				if alike(r.Text[i+j]) != alike(c) {
					same = false
					break
				}
			}
			if same {
				found = append(found, Range{i, i + len(q)})
				i += len(q) - 1
			}
		}
	}
	return found
}

func TestFind(t *testing.T) {
	r := Parse(gusu(t))
	for _, tt := range []struct {
		query string
		times int
	}{
		{"古城", -1}, {"的", -1}, {"，", -1}, {",", -1}, {"。", -1}, {"1", -1}, {"1.", -1}, {"“", -1}, {"\"", -1}, {"城", -1}, {"全面", -1},
		{"app", 1}, {"ＡＰＰ", 1}, {"pm2.5", 1}, {"ｐｍ２．５", 1}, {"5.8%;一般", 1}, {"5.8%；一般", 1}, {"(拆迁)", 1}, {"（拆迁）", 1},
		{" 耦遇·魅力苏州 ", 1}, {"姑苏区2021年政府工作报告发布", 0}, {"不在其中", 0}, {"", 0}, {" \u3000", 0}, {"甲\n乙", 0},
		{"最最", 1}, {"江苏 > 苏州", 0},
	} {
		got, want := r.Find(tt.query), naive(r, tt.query)
		if !slices.Equal(got, want) {
			t.Errorf("Find(%q): %d places, by hand %d", tt.query, len(got), len(want))
		}
		if tt.times >= 0 && len(got) != tt.times || tt.times < 0 && len(got) < 5 {
			t.Errorf("Find(%q): %d places", tt.query, len(got))
		}
	}
	if got := Parse("哈哈哈哈哈").Find("哈哈"); !slices.Equal(got, []Range{{0, 2}, {2, 4}}) {
		t.Errorf("places overlap: %v", got)
	}
}

func TestFindAsByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Parse(strings.Repeat(messy.Draw(t, "text"), rapid.IntRange(1, 9).Draw(t, "times")))
		query := messy.Draw(t, "query")
		if len(r.Text) > 0 && rapid.Bool().Draw(t, "from the text") {
			from := rapid.IntRange(0, len(r.Text)-1).Draw(t, "from")
			query = string(r.Text[from:min(len(r.Text), from+rapid.IntRange(1, 6).Draw(t, "runes"))])
		}
		if strings.ContainsAny(query, "\n\r\u2028") {
			return
		}
		if got, want := r.Find(query), naive(r, query); !slices.Equal(got, want) {
			t.Fatalf("Find(%q) in %q = %v, by hand %v", query, string(r.Text), got, want)
		}
	})
}

func TestLocate(t *testing.T) {
	r := Parse(gusu(t))
	for _, tt := range []struct{ sentence, want string }{
		{"完成54个小区、83条街巷的“两小”综合整治。", "完成54个小区、83条街巷的“两小”综合整治。"},
		{"完成５４个小区，83条街巷的\"两小\"综合整治", "完成54个小区、83条街巷的“两小”综合整治"},
		{"地区生产总值年均增长5-6%，", "地区生产总值年均增长5-6%,"},
		{"政府工作报告 ——2021年1月13日在区二届", "政 府 工 作 报 告\n\n——2021年1月13日在区二届"},
		{"与“苏周到”app无缝对接", "与“苏周到”APP无缝对接"},
	} {
		at, ok := r.Locate(tt.sentence)
		if got := r.Copy(at, false); !ok || got != tt.want {
			t.Errorf("Locate(%s) = %q, %v", tt.sentence, got, ok)
		}
	}
	for name, sentence := range map[string]string{
		"nothing":         "",
		"signs only":      "。“”",
		"nowhere":         "完成55个小区、83条街巷的“两小”综合整治。",
		"another figure":  "年均增长58%;一般公共预算收入",
		"more than once":  "各位代表",
		"a dropped line":  "苏州姑苏区2021年政府工作报告发布",
		"an overlap only": "最最最",
	} {
		if at, ok := r.Locate(sentence); ok {
			t.Errorf("%s: Locate(%s) = %q", name, sentence, r.Copy(at, false))
		}
	}
	if _, ok := Parse("哈哈哈").Locate("哈哈"); ok {
		t.Error("a quotation that stands twice with an overlap is a guess")
	}
}

// Every project of the rehearsal list leads to its passage.
func TestLocateProjects(t *testing.T) {
	b, err := os.ReadFile("../../assets/rehearsal/projects-2021-rehearsal.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r := Parse(gusu(t))
	source := slices.Index(rows[0], "报告出处")
	for _, row := range rows[1:] {
		at, ok := r.Locate(row[source])
		if !ok || strings.ReplaceAll(r.Copy(at, true), ",", "，") != strings.ReplaceAll(row[source], ",", "，") {
			t.Errorf("project %s: %q is at %q, %v", row[0], row[source], r.Copy(at, true), ok)
		}
	}
}
