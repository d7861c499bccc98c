package print

import (
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Rules lays out the procedure in plain sentences, for the hall and the record.
func Rules(p Paper, meeting, vote string, rehearsal bool, rules procedure.Procedure, facts procedure.Facts) Document {
	l := newLayout(p)
	title := words(rules.Kind.Key("print.rules.title"), "Vote", vote)
	l.top(meeting, title)
	for i, s := range rules.Sentences(facts) {
		l.item(words("print.item", "Number", i+1), s.In(say.Chinese), style{size: p.size * 1.08})
		l.y += p.size * 0.35
	}
	l.number("")
	return l.document(title, rehearsal)
}

// Notice lays out a public notice (公告): a title, paragraphs indented by two
// characters, and who signs it when, at the right.
func Notice(p Paper, title string, paragraphs []string, signed, date string, rehearsal bool) Document {
	l := newLayout(p)
	s := style{size: p.size * 1.2}
	l.top("", title)
	for i, text := range paragraphs {
		keep := 0.0
		if i == len(paragraphs)-1 {
			keep = 4 * s.line() // the signature, which never stands alone
		}
		l.paragraph(text, s, keep)
	}
	l.y += 2 * s.line()
	for _, line := range []string{signed, date} {
		if line != "" {
			l.write(line, s, end, 0)
		}
	}
	l.number("")
	return l.document(title, rehearsal)
}

// top sets the head of a paper: the meeting, and the title below it.
func (l *layout) top(meeting, title string) {
	if meeting != "" {
		l.write(meeting, style{size: l.paper.size * 1.05}, middle, 0)
		l.y += l.paper.size * 0.3
	}
	l.write(title, style{size: l.paper.size * 1.7, bold: true}, middle, 0)
	l.y += l.paper.size * 1.2
}

// paragraph sets a text with its first line indented by two characters; its last
// line stands on a page with as much room below it as is to be kept.
func (l *layout) paragraph(text string, s style, keep float64) {
	lines := s.wrap("\u3000\u3000"+text, l.width())
	for i, line := range lines {
		if i == len(lines)-1 {
			l.need(s.line() + keep)
		}
		l.need(s.line())
		l.put([]string{line}, s, l.left(), l.width(), l.y, start)
		l.y += s.line()
	}
}
