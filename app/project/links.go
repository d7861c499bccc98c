package project

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"piaojue/app/report"
	"piaojue/app/target"
)

// FromLikeness is a passage that has much of a project's words: a suggestion,
// for a person to confirm.
const FromLikeness Origin = "likeness"

// Link says that a passage of a report speaks of a project.
type Link struct {
	Project string // id
	report.Range
	By Origin
	// Share is, of a suggestion, how much of the project's words the passage has,
	// in thousandths and rare words counting more; 0 of the others.
	Share int
}

// Suggested reports whether the link is only a suggestion.
func (l Link) Suggested() bool { return l.By == FromLikeness }

const (
	// leastShare is the likeness from which a passage is suggested where nothing
	// stands in the report word for word, and leastBeside where something does.
	leastShare  = 330
	leastBeside = 450
	// mostSuggested is how many passages are suggested for one project.
	mostSuggested = 3
)

// Links finds the passages of a report that speak of the projects of a list: for
// each project, in the order of the list, where its source sentence stands and
// where clauses of its content stand word for word; then sentences that are like
// it, the likeliest first. It is the same for the same report and list.
func Links(r *report.Report, l List) []Link {
	likeness := newLikeness(r)
	var all []Link
	for _, p := range l.Projects {
		sure := p.passages(r)
		taken := func(at report.Range) bool {
			return slices.ContainsFunc(sure, func(s Link) bool { return at.Start < s.End && s.Start < at.End })
		}
		all = append(all, sure...)
		least := leastShare
		if len(sure) > 0 {
			least = leastBeside
		}
		n := 0
		for _, s := range likeness.rank(p) {
			if s.Share < least || n == mostSuggested {
				break
			}
			if !taken(s.Range) {
				n++
				all = append(all, s)
			}
		}
	}
	return all
}

// passages are the places that the project names word for word.
func (p Project) passages(r *report.Report) []Link {
	var sure []Link
	add := func(at report.Range, by Origin) {
		if !slices.ContainsFunc(sure, func(s Link) bool { return at.Start < s.End && s.Start < at.End }) {
			sure = append(sure, Link{Project: p.ID, Range: at, By: by})
		}
	}
	if first, ok := p.Passage(r); ok {
		if first.By == FromSource {
			add(first.Range, first.By)
		}
		for _, clause := range p.clauses() {
			if at, ok := r.Locate(clause); ok {
				add(r.SentenceAt(at.Start), FromContent)
			}
		}
	}
	return sure
}

// likeness compares projects with the sentences of a report by the pairs of
// neighbouring characters that they share. A pair weighs the more the fewer
// sentences have it. All is reckoned in whole numbers.
type likeness struct {
	sentences []sentence
	holders   map[string][]int32 // by pair: the sentences that have it
}

type sentence struct {
	at      report.Range
	class   target.Class
	heading map[string]bool // pairs of the headings over it
}

func newLikeness(r *report.Report) *likeness {
	k := &likeness{holders: map[string][]int32{}}
	periods := target.ReadPeriods(r)
	headings := map[*report.Heading]map[string]bool{}
	for _, p := range r.Paragraphs {
		if p.Kind != report.Body && p.Kind != report.SectionHead && p.Kind != report.ItemHead {
			continue
		}
		for _, at := range r.Sentences(p) {
			words := string(r.Text[at.Start:at.End])
			n := int32(len(k.sentences))
			s := sentence{at: at, class: periods.At(at.Start)}
			if path := r.Path(at.Start); len(path) > 0 {
				last := path[len(path)-1]
				if headings[last] == nil {
					headings[last] = map[string]bool{}
					for _, h := range path {
						for pair := range pairs(h.Title) {
							headings[last][pair] = true
						}
					}
				}
				s.heading = headings[last]
			}
			k.sentences = append(k.sentences, s)
			for pair := range pairs(words) {
				k.holders[pair] = append(k.holders[pair], n)
			}
		}
	}
	return k
}

// pairs are the pairs of neighbouring characters of a text, in half-width and
// lower case; a number counts as one character, and nothing pairs across a
// punctuation mark that parts clauses.
func pairs(text string) map[string]bool {
	all := map[string]bool{}
	last, number := "", ""
	next := func(unit string) {
		if last != "" {
			all[last+unit] = true
		}
		last = unit
	}
	flush := func() {
		if number != "" {
			next(number)
			number = ""
		}
	}
	for _, r := range strings.ToLower(width.Fold.String(text)) {
		switch {
		case r >= '0' && r <= '9' || r == '.' && number != "":
			number += string(r)
			continue
		case strings.ContainsRune("“”\"'‘’《》「」·", r) || unicode.IsSpace(r):
			continue // stands within words
		}
		flush()
		if unicode.IsLetter(r) || r == '%' {
			next(string(r))
		} else {
			last = ""
		}
	}
	flush()
	return all
}

// weight is the weight of a pair that some of the sentences have: the binary
// logarithm of how few they are, in 256ths.
func (k *likeness) weight(pair string) int {
	n := max(len(k.holders[pair]), 1)
	return log2(uint64(len(k.sentences)+1)<<16/uint64(n)) - 16<<8
}

// log2 is the binary logarithm in 256ths, rounded down.
func log2(x uint64) int {
	if x == 0 {
		return 0
	}
	whole := bits.Len64(x) - 1
	// The mantissa in [1, 2) as 31 bits; each squaring gives one bit more.
	m := x
	if whole > 31 {
		m >>= whole - 31
	} else {
		m <<= 31 - whole
	}
	fraction := 0
	for range 8 {
		m = m * m >> 31
		fraction <<= 1
		if m >= 1<<32 {
			m >>= 1
			fraction |= 1
		}
	}
	return whole<<8 | fraction
}

// rank gives the sentences that share something with a project, the likeliest
// first and those that are alike as they stand in the text.
func (k *likeness) rank(p Project) []Link {
	// A project is its name and each entry of its content; the name says what it
	// is, an entry what is to be done.
	parts := []map[string]bool{pairs(p.Name)}
	for _, c := range p.Content {
		parts = append(parts, pairs(c))
	}
	shares := make([][]int, len(k.sentences))
	for i, part := range parts {
		total := 0
		found := map[int32]int{}
		for pair := range part {
			w := k.weight(pair)
			total += w
			for _, s := range k.holders[pair] {
				found[s] += w
			}
		}
		if total == 0 {
			continue
		}
		for s, w := range found {
			if shares[s] == nil {
				shares[s] = make([]int, len(parts))
			}
			// What only the headings over the sentence say counts half.
			for pair := range part {
				if k.sentences[s].heading[pair] && !k.has(s, pair) {
					w += k.weight(pair) / 2
				}
			}
			shares[s][i] = w * 1000 / total
		}
	}
	var all []Link
	for s, of := range shares {
		if of == nil {
			continue
		}
		best := 0
		for _, share := range of[1:] {
			best = max(best, share)
		}
		share := of[0]
		if len(of) > 1 {
			share = (2*of[0] + 3*best) / 5
		}
		// The projects of a vote are tasks of this year.
		switch k.sentences[s].class {
		case target.ThisYear:
		case target.FiveYearAims, target.Unclassed:
			share = share * 9 / 10
		default:
			share = share * 8 / 10
		}
		if share > 0 {
			all = append(all, Link{Project: p.ID, Range: k.sentences[s].at, By: FromLikeness, Share: share})
		}
	}
	slices.SortFunc(all, func(a, b Link) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Start, b.Start))
	})
	return all
}

func (k *likeness) has(s int32, pair string) bool {
	_, ok := slices.BinarySearch(k.holders[pair], s)
	return ok
}
