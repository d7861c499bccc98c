package cli

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"piaojue/app/report"
	"piaojue/app/say"
)

// reportView is the JSON of a report. Offsets are in runes of the whole text as
// it is in the file, without byte order mark and with "\n" line ends.
type reportView struct {
	Title    string        `json:"title"`
	Meeting  string        `json:"meeting"`
	Speaker  string        `json:"speaker"`
	Plain    bool          `json:"plain"`
	Outline  []headingView `json:"outline"`
	Glossary []termView    `json:"glossary"`
	Dropped  []droppedView `json:"dropped"`
}

type headingView struct {
	Level    int           `json:"level"`
	Number   string        `json:"number"`
	Title    string        `json:"title"`
	Offset   int           `json:"offset"`
	Children []headingView `json:"children"`
}

type termView struct {
	Number string `json:"number"`
	Term   string `json:"term"`
	Text   string `json:"text"`
	Offset int    `json:"offset"`
}

type droppedView struct {
	Offset int    `json:"offset"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// Report prints what a report is made of:
//
//	piaojue report [-json] [-punctuation source|full] FILE
//
// FILE is a txt or docx; - is standard input. Without -json it prints the
// outline for people. The words are as the source has them or, with
// -punctuation full, with full-width punctuation between Chinese characters. A
// file that is no such report is no error: it is plain and has no outline.
func (f Files) Report(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	punctuation := flags.String("punctuation", "source", "")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return f.print(stdout, stderr, say.M("report.usage").In(say.Chinese)+"\n")
	case err != nil:
		return complain(stderr, say.Wrong(say.M("report.usage.option"), say.M("report.usage.do"), err))
	case flags.NArg() != 1:
		return complain(stderr, say.Wrong(say.M("report.usage.file"), say.M("report.usage.do"), nil))
	case *punctuation != "source" && *punctuation != "full":
		return complain(stderr, say.Wrong(say.M("report.usage.punctuation", "Value", *punctuation), say.M("report.usage.do"), nil))
	}
	text, err := f.text(flags.Arg(0), stdin)
	if err != nil {
		return complain(stderr, err)
	}
	v := viewReport(report.Parse(text), *punctuation == "full")
	if !*asJSON {
		return f.print(stdout, stderr, v.drawn())
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return complain(stderr, fmt.Errorf("encoding the report: %w", err))
	}
	return f.print(stdout, stderr, b.String())
}

// text reads the file named, or standard input for -.
func (f Files) text(name string, stdin io.Reader) (string, error) {
	if name != "-" {
		return f.ReadText(name)
	}
	b, err := io.ReadAll(stdin)
	if err != nil {
		return "", say.Wrong(say.M("report.stdin"), say.M("report.stdin.do"), err)
	}
	return f.DecodeText(name, b)
}

// print writes what a command has to say.
func (f Files) print(stdout, stderr io.Writer, s string) int {
	if _, err := io.WriteString(stdout, s); err != nil {
		return complain(stderr, say.Wrong(say.M("report.stdout"), say.M("report.stdout.do"), err))
	}
	return Done
}

// viewReport makes the view of a report, in its own punctuation or full-width.
func viewReport(r *report.Report, full bool) reportView {
	words := func(s string) string {
		if full {
			return string(report.Punctuate([]rune(s)))
		}
		return s
	}
	v := reportView{
		Title: words(r.Title), Meeting: words(r.Meeting), Speaker: words(r.Speaker), Plain: r.Plain,
		Outline: viewHeadings(r.Outline, words), Glossary: []termView{}, Dropped: []droppedView{},
	}
	for _, t := range r.Glossary {
		v.Glossary = append(v.Glossary, termView{t.Number, words(t.Term), words(t.Text), t.Start})
	}
	for _, d := range r.Dropped {
		v.Dropped = append(v.Dropped, droppedView{d.Start, d.Text, d.Reason})
	}
	return v
}

func viewHeadings(level []*report.Heading, words func(string) string) []headingView {
	views := make([]headingView, 0, len(level))
	for _, h := range level {
		views = append(views, headingView{h.Level, h.Number, words(h.Title), h.Start, viewHeadings(h.Children, words)})
	}
	return views
}

// drawn is the report's make-up as lines for people.
func (v reportView) drawn() string {
	var b strings.Builder
	line := func(key string, pairs ...any) {
		b.WriteString(say.M(key, pairs...).In(say.Chinese) + "\n")
	}
	if v.Plain {
		line("report.plain")
		return b.String()
	}
	for _, h := range []struct{ key, value string }{
		{"report.title", v.Title}, {"report.meeting", v.Meeting}, {"report.speaker", v.Speaker},
	} {
		if h.value != "" {
			line(h.key, "Value", h.value)
		}
	}
	line("report.outline")
	var draw func(level []headingView)
	draw = func(level []headingView) {
		for _, h := range level {
			b.WriteString(strings.Repeat("  ", h.Level))
			if h.Number != "" {
				b.WriteString(h.Number + " ")
			}
			b.WriteString(h.Title + "\n")
			draw(h.Children)
		}
	}
	draw(v.Outline)
	if len(v.Glossary) > 0 {
		line("report.glossary", "Count", len(v.Glossary))
		for _, t := range v.Glossary {
			b.WriteString("  " + strings.TrimSpace(t.Number+" "+t.Term) + "\n")
		}
	}
	if len(v.Dropped) > 0 {
		line("report.dropped", "Count", len(v.Dropped))
		for _, d := range v.Dropped {
			line("report.dropped."+d.Reason, "Text", d.Text)
		}
	}
	return b.String()
}
