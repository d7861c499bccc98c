package report

import (
	"strings"
	"unicode/utf8"
)

// frame finds what stands around the body of a report: the page's lines and
// the preface before the title, then title, occasion, speaker and salutation,
// and at the far end the glossary. It gives the lines from which the body runs
// and after which it has ended; ok is false where the text is no report.
func (p *parser) frame() (body, after int, ok bool) {
	opening := p.opening()
	title := p.title(opening)
	salutation := opening < len(p.lines) && addressesDeputies(p.lines[opening].flat)
	switch {
	case title >= 0 && (salutation || strings.Contains(p.lines[title].flat, "政府工作报告")):
		p.lines[title].kind = Title
		p.r.Title = spoken(string(p.text[p.lines[title].start:p.lines[title].end]))
		p.before(title)
		body = p.after(title+1, opening)
	case salutation:
		body = p.firstChapter(0, opening)
		p.before(body)
	default:
		return 0, 0, false
	}
	for i := body; i < len(p.lines); i++ {
		if addressesDeputies(p.lines[i].flat) || i == opening && salutes(p.lines[i].flat) {
			p.lines[i].kind = Salutation
		}
	}
	p.footer(body)
	return body, p.glossaryHead(body), true
}

// opening is the line with which the body opens: the first salutation or, where
// there is none, the first chapter's head after the title.
func (p *parser) opening() int {
	for i := range p.lines {
		if addressesDeputies(p.lines[i].flat) {
			return i
		}
	}
	title := p.title(len(p.lines))
	for i := title + 1; i < len(p.lines); i++ {
		if p.opensChapter(i) || salutes(p.lines[i].flat) {
			return i
		}
	}
	return len(p.lines)
}

// firstChapter is the first line of a range that opens a chapter, or its end.
func (p *parser) firstChapter(from, to int) int {
	for i := from; i < to; i++ {
		if p.opensChapter(i) {
			return i
		}
	}
	return to
}

func (p *parser) opensChapter(i int) bool {
	m := readMark(p.words(&p.lines[i]))
	return m.style == chapter || m.style == part
}

// title is the line before another that is the report's own title: one that
// says 政府工作报告 and nothing else before one that ends in it, and of equals
// the last; -1 where there is none.
func (p *parser) title(before int) int {
	found, rank := -1, 0
	for i := range p.lines[:before] {
		flat := p.lines[i].flat
		for _, end := range []string{"(摘要)", "(全文)", "(草案)", "(审议稿)", "(讨论稿)", "(送审稿)"} {
			flat = strings.TrimSuffix(flat, end)
		}
		r := 0
		switch {
		case flat == "政府工作报告":
			r = 3
		case utf8.RuneCountInString(flat) > longestTitleLine/2 || endsSentence(flat):
		case strings.HasSuffix(flat, "政府工作报告"):
			r = 2
		case strings.HasSuffix(flat, "工作报告"):
			r = 1
		}
		if r > 0 && r >= rank {
			found, rank = i, r
		}
	}
	return found
}

// endsSentence reports whether a line holds the end of a sentence, which titles
// and names do not.
func endsSentence(flat string) bool { return strings.ContainsAny(flat, "。!?;") }

// addressesDeputies reports whether a line is nothing but 各位代表：.
func addressesDeputies(flat string) bool {
	if utf8.RuneCountInString(flat) > 30 || endsSentence(strings.TrimRight(flat, "!:")) {
		return false
	}
	flat = strings.TrimPrefix(flat, "尊敬的")
	for _, to := range []string{"各位代表", "各位人大代表", "全体代表"} {
		if rest, ok := strings.CutPrefix(flat, to); ok {
			return rest == "" || strings.HasSuffix(rest, ":") || strings.HasSuffix(rest, "!")
		}
	}
	return false
}

// salutes reports whether a line may be the salutation of some other kind.
func salutes(flat string) bool {
	return utf8.RuneCountInString(flat) <= 30 && strings.HasSuffix(flat, ":") &&
		(strings.HasPrefix(flat, "尊敬的") || strings.HasPrefix(flat, "各位") || strings.HasPrefix(flat, "同志们") || strings.HasPrefix(flat, "主席团"))
}

// addressed reports whether a paragraph turns to the deputies: where one does,
// what was being counted has come to its end.
func addressed(p []rune) bool { return hasWord(p, "各位代表") || hasWord(p, "同志们") }

// spoken gives a line of the head as people would write it: white space that
// only spaces out single characters is gone, other white space is one space.
func spoken(s string) string {
	fields := strings.Fields(s)
	for _, f := range fields {
		if utf8.RuneCountInString(f) > 1 {
			return strings.Join(fields, " ")
		}
	}
	return strings.Join(fields, "")
}

// before settles the lines before the title or, where there is none, before the
// salutation: a short line that stands there more than once is the page's
// headline, paths and buttons are navigation, everything else is the preface.
func (p *parser) before(title int) {
	own := p.lines[title].flat
	times := map[string]int{own: 1}
	for _, l := range p.lines[:title] {
		if l.flat != "" && utf8.RuneCountInString(l.flat) <= longestTitleLine && !endsSentence(l.flat) {
			times[l.flat]++
		}
	}
	steps := map[string]bool{}
	for i := range p.lines[:title] {
		for _, step := range pathSteps(p.words(&p.lines[i])) {
			steps[step] = true
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		switch {
		case i < title && (pathSteps(p.words(l)) != nil || steps[l.flat] || button(l.flat)):
			l.drop = Navigation
		case times[l.flat] > 1 && (i < title || l.flat != own), i < title && p.extends(l.flat, times):
			l.drop = Headline
		case i < title:
			l.kind = Preface
		}
	}
}

// extends reports whether a line is a repeated headline with the name of the
// site behind it, as pages have it in their window title.
func (p *parser) extends(flat string, times map[string]int) bool {
	for at, r := range flat {
		if strings.ContainsRune("_|-—–", r) && times[flat[:at]] > 1 {
			return true
		}
	}
	return false
}

// pathSteps gives the steps of a line such as 江苏 > 苏州 > 正文; nil where the
// line is none.
func pathSteps(words []rune) []string {
	if len(words) > longestTitleLine {
		return nil
	}
	flat := squeezed(words)
	steps := strings.FieldsFunc(flat, func(r rune) bool { return strings.ContainsRune(">›»→", r) })
	if len(steps) < 2 || endsSentence(flat) {
		return nil
	}
	return steps
}

// button reports whether a line is one of those that a page carries for its
// readers' mouse.
func button(flat string) bool {
	switch strings.Trim(flat, "[]【】() |·") {
	case "首页", "正文", "打印", "关闭", "分享", "收藏", "登录", "注册", "返回", "返回首页", "返回顶部", "无障碍", "大中小":
		return true
	}
	if flat == "" || utf8.RuneCountInString(flat) > longestTitleLine || strings.Contains(flat, "。") {
		return false
	}
	for _, words := range []string{
		"当前位置", "所在位置", "您的位置", "您现在的位置", "网站首页", "打印本页", "关闭窗口", "分享到", "扫一扫",
		"字号:", "字体:", "浏览次数", "阅读次数", "上一篇:", "下一篇:", "责任编辑:", "版权所有", "ICP备",
	} {
		if strings.Contains(flat, words) {
			return true
		}
	}
	return false
}

// footer drops the page's buttons behind the report.
func (p *parser) footer(body int) {
	for i := len(p.lines) - 1; i > body && button(p.lines[i].flat); i-- {
		p.lines[i].drop = Navigation
	}
}

// after reads occasion and speaker between title and opening and gives the line
// from which the body runs.
func (p *parser) after(from, opening int) int {
	i := from
	for ; i < opening; i++ {
		l := &p.lines[i]
		if l.flat == "" || endsSentence(l.flat) || p.opensChapter(i) {
			break
		}
		if l.drop != "" {
			continue
		}
		written := string(p.text[l.start:l.end])
		switch name, named := speaker(written); {
		case p.r.Meeting == "" && occasion(l.flat):
			l.kind = Occasion
			if p.r.Meeting, name = splitOccasion(written); name != "" {
				p.r.Speaker = name
			} else if next := i + 1; next < opening && !held(l.flat) && held(p.lines[next].flat) {
				p.lines[next].kind = Occasion
				more, _ := splitOccasion(string(p.text[p.lines[next].start:p.lines[next].end]))
				p.r.Meeting += more
				i = next
			}
		case p.r.Speaker == "" && named:
			l.kind = Speaker
			p.r.Speaker = name
		case p.r.Speaker == "" && p.r.Meeting != "" && personName(l.flat):
			l.kind = Speaker
			p.r.Speaker = spoken(written)
		case p.r.Speaker != "" && p.lines[i-1].kind == Speaker && endsInOffice(p.r.Speaker) && personName(l.flat):
			l.kind = Speaker
			p.r.Speaker += " " + spoken(written)
		}
	}
	return i
}

// occasion reports whether a line says where and when the report was given.
func occasion(flat string) bool {
	if flat == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(flat)
	set := strings.ContainsRune("—―─-–(", r)
	return held(flat) || set && strings.Contains(flat, "年") && strings.Contains(flat, "月")
}

// held reports whether a line says 在…会议上.
func held(flat string) bool {
	return strings.Contains(flat, "会议上") || strings.Contains(flat, "大会上") || strings.Contains(flat, "次会上")
}

// splitOccasion takes the dashes and brackets off an occasion, and the speaker
// where he stands on the same line.
func splitOccasion(written string) (meeting, name string) {
	const around = " \t\u3000—―─-–－"
	s := strings.Trim(strings.Join(strings.Fields(written), " "), around)
	for _, pair := range []string{"()", "（）", "(）", "（)", "〔〕", "[]"} {
		open, size := utf8.DecodeRuneInString(pair)
		if rest, ok := strings.CutPrefix(s, string(open)); ok {
			if inner, ok := strings.CutSuffix(rest, pair[size:]); ok {
				s = strings.Trim(inner, around)
				break
			}
		}
	}
	for _, end := range []string{"会议上", "大会上", "次会上"} {
		if at := strings.Index(s, end); at >= 0 {
			at += len(end)
			if rest, ok := speaker(strings.Trim(s[at:], around)); ok {
				return s[:at], rest
			}
		}
	}
	return s, ""
}

// offices is who gives such reports.
var offices = []string{
	"省长", "市长", "区长", "县长", "州长", "盟长", "旗长", "镇长", "乡长", "主席", "总理", "行政长官", "主任", "院长", "检察长",
}

// speaker reads a line such as 代区长  沈志栋 or 报告人：区长 徐 刚.
func speaker(written string) (string, bool) {
	s := string(narrowed([]rune(written)))
	if utf8.RuneCountInString(s) > 30 || strings.ContainsAny(s, "。!?;,、") || strings.Contains(s, "会议") || strings.Contains(s, "大会") {
		return "", false
	}
	s = strings.Trim(s, " ()—-")
	if at := strings.LastIndex(s, ":"); at >= 0 {
		if endsInOffice(s[:at]) {
			s = s[:at] + " " + s[at+1:]
		} else {
			s = s[at+1:]
		}
	}
	fields := strings.Fields(s)
	for i, f := range fields {
		for _, office := range offices {
			if strings.Contains(f, office) {
				head, name := strings.Join(fields[:i+1], " "), spoken(strings.Join(fields[i+1:], " "))
				return strings.TrimSpace(head + " " + name), true
			}
		}
	}
	return "", false
}

func endsInOffice(s string) bool {
	s = strings.TrimRight(s, " \u3000")
	for _, office := range offices {
		if strings.HasSuffix(s, office) {
			return true
		}
	}
	return false
}

// personName reports whether a line can be a name and nothing else.
func personName(flat string) bool {
	n := 0
	for _, r := range flat {
		if !isHan(r) && r != '·' {
			return false
		}
		n++
	}
	return n >= 2 && (n <= 4 || n <= 15 && strings.Contains(flat, "·"))
}
