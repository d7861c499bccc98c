package project

import (
	"sort"
	"strings"
	"unicode"

	"piaojue/app/report"
)

// Origin says by what a passage was found.
type Origin string

const (
	FromSource  Origin = "source"  // the sentence that the list names as its source
	FromContent Origin = "content" // a clause of the project's content
)

// Passage is the place in a report that a project comes from.
type Passage struct {
	report.Range
	By     Origin
	Quoted string // the words of the list that stand there
}

// leastClause is the fewest letters and digits that a clause of the content
// must have to name a place: shorter ones (“全覆盖”) can stand anywhere.
const leastClause = 6

// Passage finds the passage of a report that the project comes from: the
// source sentence or, where the list has none that stands in the report, the
// longest clause of the content that stands there exactly once. It never
// guesses: ok is false where neither can be found.
func (p Project) Passage(r *report.Report) (passage Passage, ok bool) {
	return p.passage(r.Locate)
}

func (p Project) passage(locate func(string) (report.Range, bool)) (Passage, bool) {
	if source := strings.TrimSpace(p.Source); source != "" {
		if at, ok := locate(source); ok {
			return Passage{at, FromSource, source}, true
		}
	}
	for _, clause := range p.clauses() {
		if at, ok := locate(clause); ok {
			return Passage{at, FromContent, clause}, true
		}
	}
	return Passage{}, false
}

// clauses are the entries of the content and the clauses they are made of, the
// longest first and equal ones in the order of the list.
func (p Project) clauses() []string {
	var all []string
	seen := map[string]bool{}
	add := func(s string) {
		if s = strings.TrimSpace(s); !seen[s] && letters(s) >= leastClause {
			seen[s] = true
			all = append(all, s)
		}
	}
	for _, item := range p.Content {
		add(item)
		for _, clause := range strings.FieldsFunc(item, func(r rune) bool { return strings.ContainsRune("，,；;。：:、\n", r) }) {
			add(clause)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return letters(all[i]) > letters(all[j]) })
	return all
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
