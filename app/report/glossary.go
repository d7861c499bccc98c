package report

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// glossaryHead is the line that opens the glossary, or the one that says 附件
// right before it; the number of lines where there is no glossary.
func (p *parser) glossaryHead(body int) int {
	for i := body; i < len(p.lines); i++ {
		if !headsGlossary(p.lines[i].flat) {
			continue
		}
		next := p.next(i)
		if next == len(p.lines) {
			continue
		}
		if _, numbered := p.entry(next); !numbered && p.colon(next) < 0 {
			continue
		}
		p.lines[i].kind = GlossaryHead
		if i-1 > body && isAnnex(p.lines[i-1].flat) {
			i--
			p.lines[i].kind = GlossaryHead
		}
		return i
	}
	return len(p.lines)
}

// next is the line after i that was not dropped.
func (p *parser) next(i int) int {
	for i++; i < len(p.lines) && p.lines[i].drop != ""; i++ {
	}
	return i
}

// headsGlossary reports whether a line is the head of a glossary: 名词解释,
// 部分名词注释:, 附件2:《政府工作报告》有关用语说明 and the like.
func headsGlossary(flat string) bool {
	if flat == "" || utf8.RuneCountInString(flat) > longestTitleLine/2 || endsSentence(flat) {
		return false
	}
	flat = strings.TrimRight(flat, ":)")
	of := false
	for _, word := range []string{"名词", "用语", "词语", "术语", "概念", "缩略语", "词汇"} {
		of = of || strings.Contains(flat, word)
	}
	for _, word := range []string{"解释", "注释", "说明", "释义", "简释"} {
		if of && strings.HasSuffix(flat, word) {
			return true
		}
	}
	return false
}

// isAnnex reports whether a line says 附件 or 附件1: and nothing else.
func isAnnex(flat string) bool {
	for _, word := range []string{"附件", "附录", "附"} {
		if rest, ok := strings.CutPrefix(flat, word); ok {
			return strings.Trim(rest, "0123456789一二三四五六七八九十:") == ""
		}
	}
	return false
}

// entry reads the number of a glossary entry.
func (p *parser) entry(i int) (mark, bool) {
	words := p.words(&p.lines[i])
	if m := readMark(words); m.style == item || m.style == subItem {
		m.number = strings.Trim(m.number, "()")
		return m, true
	}
	// 1“两扫”行动 and 1 PM2.5: here a number needs no dot.
	if value, n := digits(words, 3); n > 0 && value > 0 {
		if rest := skipSpace(words, n); rest < len(words) && (rest > n || strings.ContainsRune("“\"《", words[rest])) {
			return mark{style: item, number: strconv.Itoa(value), value: value, rest: rest}, true
		}
	}
	return mark{}, false
}

// longestTerm is how many runes may stand before the colon of an entry.
const longestTerm = 40

// colon is the place of the colon after the term of line i, in runes from its
// start; -1 where there is none. A colon within quotation marks or brackets
// belongs to the term.
func (p *parser) colon(i int) int {
	depth := 0
	for at, r := range p.words(&p.lines[i]) {
		switch {
		case at > longestTerm || isStop(r):
			return -1
		case strings.ContainsRune("“《(「", r):
			depth++
		case strings.ContainsRune("”》)」", r):
			depth--
		case r == ':' && depth <= 0:
			return at
		}
	}
	return -1
}

// glossary reads the entries from the head at line after on. Where the first
// is numbered, a line without a number goes on with the entry before it.
func (p *parser) glossary(after int) {
	i := after
	for i < len(p.lines) && p.lines[i].kind == GlossaryHead {
		i++
	}
	first := p.next(i - 1)
	if i == after || first == len(p.lines) {
		return
	}
	_, numbered := p.entry(first)
	var more []string // the further lines of the entry that was read last
	finish := func() {
		if len(more) > 0 {
			t := &p.r.Glossary[len(p.r.Glossary)-1]
			t.Text = strings.TrimPrefix(t.Text+"\n"+strings.Join(more, "\n"), "\n")
			more = more[:0]
		}
	}
	defer finish()
	for i = first; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.drop != "" {
			continue
		}
		if isAnnex(l.flat) || strings.HasPrefix(l.flat, "附件") && l.flat != "" && p.colon(i) > 0 {
			return
		}
		m, ok := p.entry(i)
		if !numbered {
			m, ok = mark{}, p.colon(i) > 0
		}
		l.kind = GlossaryEntry
		if ok || len(p.r.Glossary) == 0 {
			finish()
			p.r.Glossary = append(p.r.Glossary, p.term(i, m))
			continue
		}
		p.r.Glossary[len(p.r.Glossary)-1].End = l.end
		more = append(more, string(p.text[l.start:l.end]))
	}
}

// term reads the entry on line i.
func (p *parser) term(i int, m mark) Term {
	l := &p.lines[i]
	words := p.words(l)
	t := Term{Number: m.number, Start: l.start, End: l.end}
	written := func(from, to int) string { return strings.TrimSpace(string(p.text[l.start+from : l.start+to])) }
	if at := p.colon(i); at > m.rest {
		t.Term, t.Text = written(m.rest, at), written(at+1, len(words))
		return t
	}
	for at := m.rest + 1; at < len(words) && at < m.rest+longestTerm; at++ {
		if hasWord(words[at:], "是指") || hasWord(words[at:], "指的是") || hasWord(words[at:], "即") && strings.ContainsRune("”》", words[at-1]) {
			t.Term, t.Text = written(m.rest, at), written(at, len(words))
			return t
		}
	}
	if len(words)-m.rest <= longestTerm {
		t.Term = written(m.rest, len(words)) // its text is on the next line
	} else {
		t.Text = written(m.rest, len(words))
	}
	return t
}
