// Package say holds what the app says to people.
//
// A sentence is never written in code: a Message names its key in the
// translation files and the values it speaks of, and is put into words at the
// last moment, in the language of the reader. A Problem is an error that a
// person will see: what is wrong and what to do next. Everything else about an
// error is for the log.
package say

import (
	"errors"
	"fmt"
	"strings"
	"text/template"

	"piaojue/assets/translations"
)

// Language names one of the languages that the translation files hold.
type Language = translations.Language

// The languages of the app. Chinese is the first: it is what is on paper.
const (
	Chinese = translations.Chinese
	English = translations.English
)

// Message is one sentence or label: its key in the translation files and the
// values that its text names as {{.Name}}. A value may itself be a Message.
type Message struct {
	Key  string
	Args map[string]any
}

// M makes a Message from a key and name–value pairs: M("count.over", "Max", 10).
// It panics on an odd number of pairs or a name that is no string: that is a
// mistake in the code, not in the data.
func M(key string, pairs ...any) Message {
	if len(pairs)%2 != 0 {
		panic("say: odd number of values for " + key)
	}
	m := Message{Key: key}
	if len(pairs) > 0 {
		m.Args = make(map[string]any, len(pairs)/2)
	}
	for i := 0; i < len(pairs); i += 2 {
		m.Args[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// IsZero reports whether there is nothing to say.
func (m Message) IsZero() bool { return m.Key == "" }

// In gives the sentence in a language; a key without a text in that language
// is looked up in Chinese, and one without any is returned as it is.
func (m Message) In(l Language) string {
	if m.Key == "" {
		return ""
	}
	text, ok := translations.Text(l, m.Key)
	if !ok {
		if text, ok = translations.Text(Chinese, m.Key); !ok {
			return m.Key
		}
	}
	return Fill(text, m.Rendered(func(n Message) string { return n.In(l) }))
}

// Rendered gives the values of m with every Message (or list of them) among
// them put into words by render. Lists are joined as the language joins them.
func (m Message) Rendered(render func(Message) string) map[string]any {
	if len(m.Args) == 0 {
		return m.Args
	}
	out := make(map[string]any, len(m.Args))
	for k, v := range m.Args {
		switch v := v.(type) {
		case Message:
			out[k] = render(v)
		case []Message:
			words := make([]string, len(v))
			for i, n := range v {
				words[i] = render(n)
			}
			out[k] = strings.Join(words, render(separator))
		case []string:
			out[k] = strings.Join(v, render(separator))
		default:
			out[k] = v
		}
	}
	return out
}

var separator = M("say.separator")

// Fill puts values into a text of the translation files. A text that cannot be
// filled is returned as it stands.
func Fill(text string, values map[string]any) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	t, err := template.New("").Parse(text)
	if err != nil {
		return text
	}
	var b strings.Builder
	if err := t.Execute(&b, values); err != nil {
		return text
	}
	return b.String()
}

// Problem is an error for people: What is wrong, in one plain sentence, and Do,
// the next step (may be empty). Err is the cause, for the log.
type Problem struct {
	What Message
	Do   Message
	Err  error
}

// Wrong makes a Problem with its next step and its cause, either of which may
// be absent (a zero Message, a nil error).
func Wrong(what, do Message, err error) *Problem { return &Problem{What: what, Do: do, Err: err} }

// Error is for the log; people are shown Explain.
func (p *Problem) Error() string {
	s := p.What.In(English)
	if p.Err != nil {
		s = fmt.Sprintf("%s: %v", strings.TrimSuffix(s, "."), p.Err)
	}
	return s
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Explain gives what to tell a person about an error: the first Problem in its
// chain, or else that something unexpected happened and is in the log.
func Explain(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return Wrong(M("problem.unexpected"), M("problem.unexpected.do"), err)
}

// Sentence is a Problem in words: what is wrong, then what to do.
func (p *Problem) Sentence(l Language) string {
	s := p.What.In(l)
	if !p.Do.IsZero() {
		s += p.Do.In(l)
	}
	return s
}
