package target

import "strings"

// longestOf is how many runes of a name are kept.
const longestOf = 36

// of names what an amount counts: behind it (54个小区) or else ahead of it
// (健身步道15公里). A rate is said of what the amount before it counts.
func (t *line) of(a *amount, previous *Target, offset int) string {
	from, to := t.clause(a.start)
	if s := t.behind(a, to); s != "" {
		return s
	}
	if previous != nil && t.isRate(from, a) && t.nextClause(previous.At.End-offset, from) {
		return previous.Of + trimWords(string(t.text[from:a.start]), nil, endings)
	}
	begin := from
	if previous != nil {
		begin = max(begin, previous.At.End-offset)
	}
	if s := t.ahead(a, begin); s != "" {
		return s
	}
	if previous != nil {
		return previous.Of
	}
	return ""
}

// predicates end the name of what is counted.
var predicates = []string{
	"达到", "实现", "完成", "建成", "组建", "正式", "顺利", "全部", "实行", "投入", "落地", "获", "得到", "排定", "分批", "设置",
}

// behind is the name behind an amount.
func (t *line) behind(a *amount, to int) string {
	i := a.end
	if w := t.anyAt(i, after); w != "" {
		i += runes(w)
	}
	if of := t.at(i) == '的'; of {
		i++
	} else if a.unit == "%" || a.unit == "个百分点" || a.unit == "倍" || a.word {
		return ""
	}
	if t.anyAt(i, []string{"和", "及", "以及", "与", "并", "、", "”", ")", "(", " "}) != "" || i >= to {
		return ""
	}
	digitFrom := func(j int) bool { return strings.ContainsAny(string(t.text[j:to]), "0123456789") }
	end := i
	for ; end < to; end++ {
		r := t.at(end)
		if isDigit(r) || r == '(' || r == '…' {
			break
		}
		if (r == '、' || r == '和' || r == '及' || r == '与') && digitFrom(end) {
			break
		}
		if end-i >= 2 && t.anyAt(end, predicates) != "" {
			break
		}
	}
	name := t.text[i:end]
	last := -1
	for k, r := range name {
		if r == '的' {
			last = k
		}
	}
	if last > 6 && len(name)-last > 2 {
		name = name[last+1:] // not how it is, but what
	}
	return clipped(strings.TrimSpace(string(name)))
}

// openings and endings are the words around a name that are none of it.
var (
	openings = longestFirst([]string{
		"其中", "并", "新增", "新建", "改扩建", "改建", "扩建", "建成", "完成", "打造", "引进", "引育", "拥有", "累计", "全年", "预计", "实现", "确保", "今年",
		"力争", "支持", "援助", "惠及", "推出", "入选", "提升", "启动", "腾退", "新改建", "增加", "发现", "设立", "培育", "、", "和", "及", "以及", "与", "分别",
		"成功", "总共", "共", "全面", "继续", "减免", "拆除", "扶持", "引领", "覆盖", "截至目前",
	})
	endings = longestFirst(append([]string{
		"累计完成", "完成", "达到", "达", "实现", "为", "均为", "均达", "均", "稳定在", "保持在", "始终保持在", "保持", "控制在", "提高到", "提升至", "提高至", "提升到",
		"降至", "降到", "压降至", "增加到", "增至", "数达", "已", "共", "分别", "是", "“", "、", "和", "及", "有", "从", "由", "力争", "预计",
	}, before...))
)

// ahead is the name ahead of an amount, from a position on.
func (t *line) ahead(a *amount, begin int) string {
	said := string(t.text[begin:a.start])
	for _, w := range []string{"由", "从"} {
		if at := strings.LastIndex(said, w); at > 3 && strings.ContainsAny(said[at:], "0123456789") {
			said = said[:at]
		}
	}
	if s := trimWords(said, openings, endings); s != "" {
		return clipped(s)
	}
	return clipped(trimWords(said, []string{"、", "和", "及", "与", "其中"}, before))
}

// trimWords takes words off both ends of a text for as long as there are any.
func trimWords(s string, first, last []string) string {
	for again := true; again; {
		again = false
		s = strings.TrimSpace(s)
		for _, w := range first {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, again = rest, true
			}
		}
		for _, w := range last {
			if rest, ok := strings.CutSuffix(s, w); ok {
				s, again = rest, true
			}
		}
	}
	return s
}

// clipped keeps a name to its length, at a 、 where there is one.
func clipped(s string) string {
	r := []rune(s)
	if len(r) <= longestOf {
		return s
	}
	for i := longestOf; i > longestOf/2; i-- {
		if r[i] == '、' {
			return string(r[:i])
		}
	}
	return string(r[:longestOf])
}
