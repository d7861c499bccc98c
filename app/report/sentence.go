package report

import (
	"sort"
	"strings"
	"unicode"
)

// SentenceAt gives the sentence at an offset, the range that a triple click
// takes: up to 。！？ or ；, with the quotation marks and brackets that close
// behind it, within the paragraph. A ； inside quotation marks or brackets ends
// nothing. Between paragraphs the range is empty.
func (r *Report) SentenceAt(offset int) Range {
	p, ok := r.paragraphOf(offset)
	if !ok {
		return Range{max(0, min(offset, len(r.Text))), max(0, min(offset, len(r.Text)))}
	}
	offset = min(offset, p.End-1)
	all := r.Sentences(p)
	// The white space behind a sentence belongs to it.
	after := sort.Search(len(all), func(i int) bool { return all[i].Start > offset })
	return all[max(after-1, 0)]
}

// Sentences gives the sentences of a paragraph in order, as SentenceAt takes
// them: none is empty, and only white space is between them.
func (r *Report) Sentences(p Paragraph) []Range {
	text := r.Text[p.Start:p.End]
	inside := enclosed(text)
	var all []Range
	start := 0
	for i := 0; i < len(text); i++ {
		c := narrow(text[i])
		if !isStop(c) && !(c == ';' && !inside[i]) {
			continue
		}
		end := i + 1
		for end < len(text) && (isStop(narrow(text[end])) || closes(text[end])) {
			end++
		}
		all = append(all, Range{p.Start + start, p.Start + end})
		for start = end; start < len(text) && unicode.IsSpace(text[start]); {
			start++
		}
		i = start - 1
	}
	if start < len(text) {
		all = append(all, Range{p.Start + start, p.End})
	}
	return all
}

func closes(r rune) bool { return isClosing(r) || strings.ContainsRune("）)】〕\"", r) }

// enclosed marks the positions of a text inside a pair of quotation marks or
// brackets that is closed again.
func enclosed(text []rune) []bool {
	change := make([]int, len(text)+1)
	var open []int
	for i, r := range text {
		switch {
		case isOpening(r) || strings.ContainsRune("（(【〔", r):
			open = append(open, i)
		case len(open) > 0 && closes(r) && r != '"':
			change[open[len(open)-1]]++
			change[i]--
			open = open[:len(open)-1]
		}
	}
	inside := make([]bool, len(text))
	depth := 0
	for i := range inside {
		depth += change[i]
		inside[i] = depth > 0
	}
	return inside
}
