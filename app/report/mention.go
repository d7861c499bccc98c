package report

import "sort"

// Mention is a place in the text where a term of the glossary is used.
type Mention struct {
	Range
	Term int // index in Glossary
}

// terms is the glossary as it is looked for: by the first rune, the longest
// term first.
type terms struct {
	byFirst map[rune][]spelled
	from    int // where the glossary begins; what is explained there is no mention
	to      int
}

type spelled struct {
	runes []rune
	term  int
}

// shortestTerm is how many runes a term has that is looked for: a single
// character would be found in half of all words.
const shortestTerm = 2

func (r *Report) newTerms() *terms {
	t := &terms{byFirst: map[rune][]spelled{}}
	known := map[string]bool{}
	add := func(words []rune, term int) {
		key := string(words)
		if len(words) < shortestTerm || known[key] {
			return
		}
		known[key] = true
		t.byFirst[words[0]] = append(t.byFirst[words[0]], spelled{words, term})
	}
	folded := make([][]rune, len(r.Glossary))
	for i, g := range r.Glossary {
		for _, c := range g.Term {
			folded[i] = append(folded[i], alike(c))
		}
		add(folded[i], i)
		if i == 0 {
			t.from = g.Start
		}
		t.to = max(t.to, g.End)
	}
	// “两扫”行动 is also used as “两扫”, unless that is a term of its own.
	for i, words := range folded {
		if quoted := inQuotes(words); len(quoted) > shortestTerm+1 {
			add(quoted, i)
		}
	}
	for _, s := range t.byFirst {
		sort.SliceStable(s, func(i, j int) bool { return len(s[i].runes) > len(s[j].runes) })
	}
	return t
}

// inQuotes is the first part of some folded words in quotation marks, with
// them; nil where there is none.
func inQuotes(words []rune) []rune {
	from := -1
	for i, c := range words {
		if c != '"' {
			continue
		}
		if from >= 0 {
			return words[from : i+1]
		}
		from = i
	}
	return nil
}

// Mentions gives every place in a range where a term of the glossary is used,
// in order and without overlap, the longest term first; the glossary itself and
// what was dropped are left out. Full and half width are the same, as in Find.
// It looks at the range only, so that it may be asked for what is in sight.
func (r *Report) Mentions(at Range) []Mention {
	if len(r.Glossary) == 0 {
		return nil
	}
	t := r.terms()
	var found []Mention
	for i := max(0, r.ParagraphAt(at.Start)); i < len(r.Paragraphs); i++ {
		p := r.Paragraphs[i]
		if p.Start >= at.End {
			break
		}
		if p.Start >= t.from && p.End <= t.to || p.Kind == GlossaryHead {
			continue
		}
		end := min(p.End, at.End)
		for o := max(p.Start, at.Start); o < end; {
			n, term := t.match(r.Text[o:p.End])
			if n == 0 {
				o++
				continue
			}
			found = append(found, Mention{Range{o, o + n}, term})
			o += n
		}
	}
	return found
}

// match is how many runes of a text's beginning are a term, and which.
func (t *terms) match(text []rune) (n, term int) {
	for _, s := range t.byFirst[alike(text[0])] {
		if len(s.runes) > len(text) {
			continue
		}
		same := true
		for k, c := range s.runes {
			if alike(text[k]) != c {
				same = false
				break
			}
		}
		if same {
			return len(s.runes), s.term
		}
	}
	return 0, 0
}
