package cli

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"piaojue/app/say"
)

// A script is a meeting as lines of text, one act a line: a verb and its words,
// set apart by white space. A line that begins with # is a comment. Before the verb
// may stand “refused”, and after it in brackets the key of the sentence, for an
// act that the meeting must refuse, changing nothing. “expect” holds the meeting to
// a figure. See docs/formats.md for the verbs.
type script []scriptLine

type scriptLine struct {
	number  int // from 1
	refused bool
	key     string // of the refusal; "" for any
	verb    string
	words   []string
}

const (
	mostScript = 1 << 20 // bytes
	mostTimes  = 100_000 // of an act that is repeated
)

// parseScript reads a script. An error is a *say.Problem that names the line.
func parseScript(text string) (script, error) {
	if len(text) > mostScript || !utf8.ValidString(text) {
		return nil, say.Wrong(say.M("cli.script.text"), say.M("cli.script.text.do"), nil)
	}
	var s script
	for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		l := scriptLine{number: i + 1}
		if rest, ok := strings.CutPrefix(words[0], "refused"); ok {
			l.refused = true
			if rest != "" {
				if l.key, ok = bracketed(rest); !ok {
					return nil, l.wrong("cli.script.refused", "Text", words[0])
				}
			}
			words = words[1:]
		}
		if len(words) == 0 {
			return nil, l.wrong("cli.script.verb.none")
		}
		l.verb, l.words = words[0], words[1:]
		v, known := verbs[l.verb]
		switch {
		case !known:
			return nil, l.wrong("cli.script.verb", "Text", l.verb)
		case l.refused && v.act == nil:
			return nil, l.wrong("cli.script.refused.never", "Verb", l.verb)
		case len(l.words) < v.least || v.most >= 0 && len(l.words) > v.most:
			return nil, l.wrong("cli.script.words", "Verb", l.verb, "Form", v.form)
		case v.first && len(s) > 0:
			return nil, l.wrong("cli.script.first", "Verb", l.verb)
		}
		if l.verb == "expect" {
			e, known := expectations[l.words[0]]
			if !known {
				return nil, l.wrong("cli.script.expect", "Text", l.words[0])
			}
			if n := len(l.words) - 1; n < e.least || e.most >= 0 && n > e.most {
				return nil, l.wrong("cli.script.expect.words", "Text", l.words[0])
			}
		}
		s = append(s, l)
	}
	if len(s) == 0 {
		return nil, say.Wrong(say.M("cli.script.empty"), say.M("cli.script.text.do"), nil)
	}
	return s, nil
}

// bracketed gives what stands in brackets.
func bracketed(s string) (string, bool) {
	if len(s) < 3 || s[0] != '(' || s[len(s)-1] != ')' {
		return "", false
	}
	return s[1 : len(s)-1], true
}

// wrong is an error that names the line.
func (l scriptLine) wrong(key string, pairs ...any) error {
	return l.because(say.M(key, pairs...), nil)
}

func (l scriptLine) because(m say.Message, err error) error {
	return say.Wrong(say.M("cli.script.line", "Line", l.number, "Says", m), say.M("cli.script.line.do"), err)
}

// number reads a whole number from least to most, in digits of either width.
func number(word string, least, most int) (int, error) {
	n, err := strconv.Atoi(width.Fold.String(word))
	if err != nil || n < least || n > most {
		return 0, say.Wrong(say.M("cli.script.number", "Text", word, "Least", least, "Most", most), say.Message{}, nil)
	}
	return n, nil
}

// oneOf reads a word that must be one of some.
func oneOf[T ~string](word string, all ...T) (T, error) {
	if i := slices.Index(all, T(word)); i >= 0 {
		return all[i], nil
	}
	var names []string
	for _, a := range all {
		if a != "" {
			names = append(names, string(a))
		}
	}
	return "", say.Wrong(say.M("cli.script.choice", "Text", word, "Choices", names), say.Message{}, nil)
}

// places reads ids, lists of them (1,3) and ranges (1-10) as places in all, from 0. What
// is an id is never a range; “all” is everything and “none” nothing.
func places(words []string, all []string) ([]int, error) {
	var found []int
	for _, word := range words {
		for _, part := range strings.FieldsFunc(width.Fold.String(word), func(r rune) bool { return r == ',' || r == '、' }) {
			from, to, ok := span(part, all)
			if !ok {
				return nil, say.Wrong(say.M("cli.script.id", "Text", part), say.Message{}, nil)
			}
			for i := from; i < to; i++ {
				found = append(found, i)
			}
		}
	}
	return found, nil
}

// span is the places from, to (exclusive) that a part of a list means.
func span(part string, all []string) (from, to int, ok bool) {
	switch part {
	case "all":
		return 0, len(all), true
	case "none":
		return 0, 0, true
	}
	if i := slices.Index(all, part); i >= 0 {
		return i, i + 1, true
	}
	for i, r := range part {
		if r != '-' {
			continue
		}
		a, b := slices.Index(all, part[:i]), slices.Index(all, part[i+1:])
		if a >= 0 && b >= a {
			return a, b + 1, true
		}
	}
	return 0, 0, false
}
