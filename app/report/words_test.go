package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// at gives the offset of the sign ^ in a passage of a text: 综合^整治.
func at(t *testing.T, r *Report, passage string) int {
	t.Helper()
	before, after, ok := strings.Cut(passage, "^")
	if !ok {
		t.Fatalf("no ^ in %s", passage)
	}
	i := strings.Index(string(r.Text), before+after)
	if i < 0 {
		t.Fatalf("%s is not in the text", before+after)
	}
	return len([]rune(string(r.Text)[:i+len(before)]))
}

func TestWordAt(t *testing.T) {
	r := Parse(gusu(t))
	for _, tt := range []struct{ passage, want string }{
		// known words
		{"^古城保护持续推进", "古城"},
		{"古城保^护持续推进", "保护"},
		{"小区、83条街巷的“两小”综合^整治", "整治"},
		{"街巷^的“两小”", "的"},
		{"供给侧^结构性改革", "结构性改革"},
		// figures with their units, dates, foreign words
		{"完成^54个小区", "54个"},
		{"完成5^4个小区", "54个"},
		{"完成54^个小区", "54个"},
		{"10^.3万平方米", "10.3万平方米"},
		{"10.3万平^方米", "10.3万平方米"},
		{"增长^5-6%", "5-6%"},
		{"演练80^余次", "80余次"},
		{"——20^21年1月13日在区", "2021年1月13日"},
		{"——2021年1月1^3日在区", "2021年1月13日"},
		{"PM^2.5指标值", "PM2.5"},
		{"“苏周到”A^PP无缝", "APP"},
		{"5大^类36个", "5大类"},
		{"过去的五^年,我们", "五年"},
		// quotations and terms of this report
		{"的“两^小”综合整治", "两小"},
		{"“^两小”综合整治", "两小"},
		{"《浮生^六记》", "浮生六记"},
		{"“P^+R”模式", "P+R"},
		{"深入推进平安姑^苏、法治", "姑苏"},
		{"姑^苏区将坚决", "姑苏"},
		{"坚持慎^终如始", "慎终如始"},
		// signs
		{"各位代表^:", ":"},
		{"^——2021年", "——"},
		{"会议听取^了政府", "了"},
		{"沈^志栋", "沈志栋"},
	} {
		if got := r.Copy(r.WordAt(at(t, r, tt.passage)), false); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.passage, got, tt.want)
		}
	}
	end := r.Paragraphs[len(r.Paragraphs)-1].End
	if got := r.Copy(r.WordAt(end), false); got != "。" {
		t.Errorf("behind the last sign: %q", got)
	}
	blank := r.Paragraphs[0].End + 1
	if got := r.WordAt(blank); got != (Range{blank, blank}) {
		t.Errorf("between paragraphs: %v", got)
	}
	for _, outside := range []int{-5, len(r.Text) + 5} {
		if got := r.WordAt(outside); got.Start != got.End || got.Start < 0 || got.End > len(r.Text) {
			t.Errorf("WordAt(%d) = %v", outside, got)
		}
	}
}

// A word that only this report has is known where it stands without its
// quotation marks too.
func TestWordsOfTheReport(t *testing.T) {
	r := Parse("推行“路长制”，压实责任。路长制覆盖全县。\n鹊华街道办事处设在鹊华路，鹊华秋色很美。")
	for _, tt := range []struct{ passage, want string }{
		{"。路^长制覆盖", "路长制"},
		{"鹊华秋^色很", "秋色"},
		{"^鹊华秋色", "鹊华"},
	} {
		if got := r.Copy(r.WordAt(at(t, r, tt.passage)), false); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.passage, got, tt.want)
		}
	}
}

func TestSentenceAt(t *testing.T) {
	text := "一是抓发展。推进“两个率先；两个进步”建设;完成10亿元!  效果如何?他说：“很好。”大家同意(甲；乙)。最后没有句号"
	r := Parse("前一段。\n" + text + "\n后一段。")
	for _, tt := range []struct{ passage, want string }{
		{"^一是抓", "一是抓发展。"},
		{"发展^。推", "一是抓发展。"},
		{"率先；^两个", "推进“两个率先；两个进步”建设;"},
		{"完成^10亿元", "完成10亿元!"},
		{"! ^ 效果", "完成10亿元!"},
		{"效^果如何", "效果如何?"},
		{"他说：“^很好", "他说：“很好。”"},
		{"大家^同意", "大家同意(甲；乙)。"},
		{"没有^句号", "最后没有句号"},
	} {
		if got := r.Copy(r.SentenceAt(at(t, r, tt.passage)), false); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.passage, got, tt.want)
		}
	}
	if r := Parse("甲;\u200b"); r.SentenceAt(2) != (Range{2, 3}) {
		t.Errorf("an invisible rune is in no sentence: %v", r.SentenceAt(2))
	}
	if got := r.SentenceAt(4); r.Copy(got, false) != "前一段。" {
		t.Errorf("at the end of a paragraph: %q", r.Copy(got, false))
	}
}

// Words cover a paragraph without a gap or an overlap, sentences as well but for
// the white space between them.
func TestWordsAndSentencesCover(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Parse(messy.Draw(t, "text"))
		for _, p := range r.Paragraphs {
			for offset := p.Start; offset < p.End; offset++ {
				w := r.WordAt(offset)
				if offset < w.Start || offset >= w.End || w.Start < p.Start || w.End > p.End {
					t.Fatalf("WordAt(%d) = %v in %v", offset, w, p)
				}
				s := r.SentenceAt(offset)
				if offset < s.Start || s.Start < p.Start || s.End > p.End || offset >= s.End && strings.TrimSpace(string(r.Text[s.End:offset+1])) != "" {
					t.Fatalf("SentenceAt(%d) = %v in %v", offset, s, p)
				}
			}
		}
	})
}
