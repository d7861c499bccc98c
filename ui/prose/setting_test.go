package prose

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// set sets a text at ten units a character; Latin letters are half as wide.
func set(text string, characters float32) (*Setting, []Row) {
	s := &Setting{Text: []rune(text), Em: 10, Width: 10 * characters}
	for _, r := range s.Text {
		switch {
		case r < 0x80:
			s.Advance = append(s.Advance, 5)
		case r == '—':
			s.Advance = append(s.Advance, 8.9)
		default:
			s.Advance = append(s.Advance, 10)
		}
	}
	return s, s.Rows()
}

func lineTexts(s *Setting, rows []Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, string(s.Text[r.Start:r.End]))
	}
	return out
}

// Invariants, whatever the text and the width: the rows are the whole text, and
// runes follow each other from left to right.
func TestSettingInvariants(t *testing.T) {
	alphabet := []rune("中文字里行间年年月月，。、；：！？“”‘’（）《》—…·0123456789abcXYZ .,%-/ ")
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 120).Draw(t, "text"))
		width := float32(rapid.IntRange(2, 40).Draw(t, "width"))
		s, _ := set(text, width)
		s.Indent = float32(rapid.IntRange(0, 2).Draw(t, "indent")) * s.Em
		rows := s.Rows()
		at := 0
		for i, r := range rows {
			if r.Start != at || r.End < r.Start || r.Next < r.End || r.Next > len(s.Text) {
				t.Fatalf("row %d is %+v after %d", i, r.Line, at)
			}
			at = r.Next
			if len(r.X) != r.End-r.Start+1 || len(r.Ink) != r.End-r.Start {
				t.Fatalf("row %d of %d runes has %d and %d places", i, r.End-r.Start, len(r.X), len(r.Ink))
			}
			for k := range r.Ink {
				if r.X[k+1] <= r.X[k] {
					t.Fatalf("row %d: rune %d lies between %v and %v", i, k, r.X[k], r.X[k+1])
				}
			}
		}
		if at != len(s.Text) {
			t.Fatalf("the rows end at %d of %d", at, len(s.Text))
		}
	})
}

func TestMarksStayOnTheirSideOfTheLine(t *testing.T) {
	text := strings.Repeat("围绕“强富美高”总目标，把握（争当表率、争做示范）使命；完成《规划纲要》（草案），达到“五个一”。", 4)
	for width := float32(8); width < 40; width += 0.5 {
		s, rows := set(text, width)
		for i, r := range rows {
			if first := s.Text[r.Start]; i > 0 && closes(first) {
				t.Errorf("%v characters: a line begins with %c", width, first)
			}
			if last := s.Text[r.End-1]; opens(last) {
				t.Errorf("%v characters: a line ends with %c", width, last)
			}
			if r.Width() > s.Width+0.01 {
				t.Errorf("%v characters: %q is %v wide of %v", width, string(s.Text[r.Start:r.End]), r.Width(), s.Width)
			}
		}
	}
}

func TestTheRightEdgeIsStraight(t *testing.T) {
	text := strings.Repeat("今年地区生产总值增长6%以上，完成54个小区、83条街巷的“两小”综合整治；新增停车泊位2,000个。", 5)
	for width := float32(20); width < 40; width++ {
		s, rows := set(text, width)
		for _, r := range rows[:len(rows)-1] {
			if short := s.Width - r.Width(); short > 1.01 {
				t.Errorf("%v characters: %q ends %v before the edge", width, string(s.Text[r.Start:r.End]), short)
			}
		}
		s.Ragged = true
		for _, r := range s.Rows() {
			for k := 1; k < len(r.X); k++ {
				if r.X[k]-r.X[k-1] > s.Em*(1+thin)+0.01 {
					t.Fatalf("a ragged line was spread out: %v", r.X)
				}
			}
		}
	}
}

func TestSpacesBetweenChineseAndLatin(t *testing.T) {
	for text, want := range map[string]float32{
		"完成54个":      10*3 + 5*2 + 2*thin*10,
		"占GDP比重":     10*3 + 5*3 + 2*thin*10,
		"达5.2%的":     10*2 + 5*4 + 2*thin*10,
		"完成 54 个":    10*3 + 5*4,
		"增长5.2%，":    10*3 + 5*4 + thin*10,
		"（2021）年":    10*3 + 5*4 - half*10, // only the opening mark at the start
		"2021年1月13日": 10*3 + 5*7 + 5*thin*10,
		"全角１２也是汉字宽":  10 * 9,
	} {
		if _, rows := set(text, 40); math.Abs(float64(rows[0].Width()-want)) > 0.01 {
			t.Errorf("%q is %v wide, want %v", text, rows[0].Width(), want)
		}
	}
}

func TestMarksBesideMarksShareTheirBlanks(t *testing.T) {
	for text, halves := range map[string]float32{
		"说。”他":    1,
		"好”，他":    1,
		"好”“坏":    1,
		"办法》《条例":  1,
		"（《规划》）。": 1 + 1 + 1 + 1, // the opening at the start and the one after it, and two closings
		"他说，“好":   1,
		"一，二":     0,
	} {
		s, rows := set(text, 40)
		want := float32(len(s.Text))*10 - halves*5
		if math.Abs(float64(rows[0].Width()-want)) > 0.01 {
			t.Errorf("%q is %v wide, want %v", text, rows[0].Width(), want)
		}
	}
}

func TestAMarkThatDoesNotFitGivesUpItsBlankHalf(t *testing.T) {
	s, rows := set("一二三四五六七八九十，下一行是这里", 10.5)
	if got := lineTexts(s, rows)[0]; got != "一二三四五六七八九十，" {
		t.Errorf("the first line is %q", got)
	}
	// Three marks within the line make room for a whole one.
	s, rows = set("一，二，三，四五六七八九十。下一行是这里", 12.9)
	if got := lineTexts(s, rows)[0]; got != "一，二，三，四五六七八九十。" || rows[0].Width() > s.Width+0.01 {
		t.Errorf("the first line is %q, %v wide", got, rows[0].Width())
	}
}

func TestNoParagraphEndsWithASingleCharacter(t *testing.T) {
	s, rows := set("一二三四五六七八九十一二三四五六七八九十尾。", 20)
	got := lineTexts(s, rows)
	if len(got) != 2 || got[1] != "十尾。" {
		t.Errorf("%q", got)
	}
}

func TestANumberStaysWithWhatItCounts(t *testing.T) {
	text := strings.Repeat("完成54个小区、83条街巷整治，2021年1月13日起拆除20万平方米。", 4)
	for width := float32(12); width < 40; width++ {
		s, rows := set(text, width)
		for _, r := range rows[1:] {
			if first, last := s.Text[r.Start], s.Text[r.Start-1]; counts(last, first) {
				t.Errorf("%v characters: %c and %c are on two lines", width, last, first)
			}
		}
	}
}

func TestADashOfTwoIsOneStroke(t *testing.T) {
	s, rows := set("中——中", 20)
	r := rows[0]
	if got := r.Width(); got != 40 {
		t.Errorf("the dash makes the line %v wide", got)
	}
	// In the font a dash's ink is 0.8 of a character wide.
	if apart := r.Ink[2] - r.Ink[1]; apart > 0.8*s.Em {
		t.Errorf("the strokes begin %v apart", apart)
	}
	if left, right := r.Ink[1]+0.046*s.Em-r.X[1], r.X[3]-r.Ink[2]-0.847*s.Em; math.Abs(float64(left-right)) > 0.1 {
		t.Errorf("the dash stands %v from the left and %v from the right", left, right)
	}
}

func TestPartsAreWhereDrawingBeginsAnew(t *testing.T) {
	s, rows := set("建成54个", 20)
	r := rows[0]
	if len(r.Parts) != 3 || r.Parts[1] != 2 || r.Parts[2] != 4 {
		t.Fatalf("parts %v", r.Parts)
	}
	if r.X[2] <= 20 || r.X[2] >= r.Ink[2] {
		t.Errorf("the thin space is not shared: the digit lies from %v and is drawn at %v", r.X[2], r.Ink[2])
	}
	if s.Advance[0] != 10 {
		t.Error("the advances were changed")
	}
}
