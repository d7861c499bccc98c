package prose

import (
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// em is a measure in which every Chinese character is 2 wide and all else 1.
func em(r rune) float32 {
	if r == '\n' {
		return 0
	}
	if r < 0x2000 {
		return 1
	}
	return 2
}

func broken(text string, width float32) []string {
	runes := []rune(text)
	var out []string
	for _, l := range Lines(runes, em, width, 0) {
		out = append(out, string(runes[l.Start:l.End]))
	}
	return out
}

func TestLinesKeepTogetherWhatBelongsTogether(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  []string
	}{
		{"", 10, []string{""}},
		{"古城保护，", 8, []string{"古城保", "护，"}},
		{"增长5.2%，下", 8, []string{"增长", "5.2%，下"}},
		{"完成《总体规划》", 8, []string{"完成《总", "体规划》"}},
		{"推动“两小”，综", 8, []string{"推动“两", "小”，综"}},
		{"推动“两小”综合", 8, []string{"推动“两", "小”综合"}},
		{"达到58,320户", 8, []string{"达到", "58,320户"}},
		{"好——的", 6, []string{"好——", "的"}},
		{"更新了（三）条", 8, []string{"更新了", "（三）条"}},
		{"一\n二", 20, []string{"一", "二"}},
		{" 古", 2, []string{"", "古"}}, // a space before it takes room too
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
	} {
		if got := broken(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q at %v: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// Invariants: the lines hold the whole text in order; no line is wider than the
// measure unless it is one rune; no line starts with a closing mark unless the
// mark cannot be kept with what it closes in the width there is.
func TestLinesHoldTheWholeText(t *testing.T) {
	alphabet := []rune("古城保护更新5.8%12，。；：！？、）》”“《（ abc—…\n")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 80).Draw(t, "text")
		width := float32(rapid.IntRange(2, 40).Draw(t, "width"))
		next := 0
		for _, l := range Lines(text, em, width, 0) {
			if l.Start != next || l.End < l.Start || l.Next < l.End {
				t.Fatalf("line %+v after %d", l, next)
			}
			for _, r := range text[l.End:l.Next] {
				if !unicode.IsSpace(r) {
					t.Fatalf("%q lies between lines", r)
				}
			}
			w := float32(0)
			for _, r := range text[l.Start:l.End] {
				w += em(r)
			}
			if w > width && l.End-l.Start > 1 {
				t.Fatalf("line %q is %v wide, measure %v", string(text[l.Start:l.End]), w, width)
			}
			next = l.Next
		}
		if next != len(text) {
			t.Fatalf("lines end at %d of %d", next, len(text))
		}
	})
}

func TestNoLineStartsWithAClosingMark(t *testing.T) {
	closing := "，。；：！？、）》”"
	text := []rune("深化违建专项治理。按照“属地主责、部门联动、试点先行、以点带面”的要求，确保到今年年底累计拆除违建不少于20万平方米（含《总体规划》所列项目），逐步形成常态化监管机制；开展无违建社区创建活动！")
	for width := float32(12); width < 90; width++ {
		for _, l := range Lines(text, em, width, 4) {
			if l.Start > 0 && slices.Contains([]rune(closing), text[l.Start]) {
				t.Errorf("at %v a line starts with %q", width, string(text[l.Start:l.End]))
			}
		}
	}
}
