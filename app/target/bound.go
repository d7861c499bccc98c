package target

import (
	"slices"
	"strings"
)

// The words that bound an amount, by where they stand.
var (
	beforeBounds = map[string]Bound{
		"不少于": AtLeast, "不低于": AtLeast, "不小于": AtLeast, "至少": AtLeast, "最少": AtLeast, "不下": AtLeast,
		"超过": Over, "超": Over, "突破": Over, "逾": Over, "高于": Over, "多于": Over, "大于": Over,
		"近": Nearly, "接近": Nearly, "将近": Nearly,
		"约": About, "大约": About, "约为": About,
		"不超过": AtMost, "不高于": AtMost, "不多于": AtMost, "不大于": AtMost, "低于": AtMost, "少于": AtMost, "至多": AtMost, "最多": AtMost,
	}
	afterBounds = map[string]Bound{
		"及以上": AtLeast, "以上": AtLeast, "左右": About, "上下": About,
		"以内": AtMost, "之内": AtMost, "以下": AtMost, "及以下": AtMost,
	}
	before = keys(beforeBounds)
	after  = keys(afterBounds)
)

// hedges say how sure an amount is, anywhere before it in its clause.
var hedges = map[string]bool{"力争": true, "争取": true, "力求": true, "预计": true, "有望": true}

func keys(m map[string]Bound) []string {
	words := make([]string, 0, len(m))
	for w := range m {
		words = append(words, w)
	}
	slices.Sort(words)
	return longestFirst(words)
}

// bound gives how an amount is bounded and the words that say so. A rate
// (增长0.1%) is as sure as the amount that it is said of.
func (t *line) bound(a *amount, previous *Target, offset int) (Bound, []string) {
	b := Exact
	var words []string
	from, _ := t.clause(a.start)
	said := string(t.text[from:a.start])
	for _, hedge := range sortedHedges {
		if strings.Contains(said, hedge) {
			words = append(words, hedge)
		}
	}
	if len(words) == 0 && previous != nil && t.isRate(from, a) && t.nextClause(previous.At.End-offset, from) {
		for _, w := range previous.Words {
			if hedges[w] {
				words = append(words, w)
			}
		}
	}
	begin := a.start - runes(t.anyBefore(a.start, making)) // 至少建成1个
	for _, at := range []int{a.start, begin} {
		if w := t.anyBefore(at, before); w != "" {
			b, words = beforeBounds[w], append(words, w)
			break
		}
	}
	if a.doubleDigit {
		b, words = AtLeast, append(words, "两位数")
	}
	if a.more != "" {
		b, words = Over, append(words, a.more)
	}
	if w := t.anyAt(a.end, after); w != "" {
		b, words = afterBounds[w], append(words, w)
	}
	return b, words
}

var sortedHedges = func() []string {
	var words []string
	for w := range hedges {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}()

// rates open a clause that says by how much what was named before has changed.
var rates = []string{"增长", "下降", "年均", "同比", "比上年", "较上年", "增速", "增幅", "提高", "降低", "减少", "增加", "上升", "累计增长"}

// isRate reports whether the clause from a position says nothing but the rate
// that the amount is.
func (t *line) isRate(from int, a *amount) bool {
	return t.anyAt(from, rates) != "" && a.start-from <= 10
}

// nextClause reports whether the clause from a position is the one right after
// that of an offset.
func (t *line) nextClause(at, from int) bool {
	_, to := t.clause(at)
	return from == to+1 && t.at(to) == ','
}
