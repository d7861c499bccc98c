package revision_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"piaojue/app/report"
)

// A revision for the measurement is made by acts on a text whose every rune has
// an identity: it survives the acts, or it does not, and so does each passage.

// letter is a rune and which rune of the old report it is; -1 for a new one.
// of is the one that it was copied from.
type letter struct {
	r      rune
	id, of int
}

// sentence is what an editor takes in hand. was is which one of the old report
// it is, whatever was changed in it; -1 for a new one.
type sentence struct {
	text []letter
	was  int
	of   int // of which one it is a copy, altered or not; -1 for none
}

type paragraph []sentence

// draft is a report in the making.
type draft struct {
	paragraphs []paragraph
	olds       []string // the sentences of the old report, folded
	whole      []string // and as they were written
	index      []int    // where in the old text each of its runes stands
	rng        *rand.Rand
	phrases    [][]rune // words of the report, to write with
	acts       map[string]int
	done       []string // the acts, for a failure's sake
}

func gusu(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("../../assets/rehearsal/report-2021-gusu.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// scan reads a text as its editors see it.
func scan(text string) *draft {
	d := &draft{}
	for line := range strings.Lines(text) {
		var p paragraph
		var s []letter
		for _, r := range strings.TrimSpace(line) {
			s = append(s, letter{r, -1, -1})
			if strings.ContainsRune("。！？；;!?", r) {
				p, s = append(p, sentence{s, -1, -1}), nil
			}
		}
		if len(s) > 0 {
			p = append(p, sentence{s, -1, -1})
		}
		if len(p) > 0 {
			d.paragraphs = append(d.paragraphs, p)
		}
		for _, s := range p {
			for _, phrase := range strings.FieldsFunc(plain(s.text), func(r rune) bool { return strings.ContainsRune(",，、:：“”。;；", r) }) {
				if n := len([]rune(phrase)); n >= 2 && n <= 16 {
					d.phrases = append(d.phrases, []rune(phrase))
				}
			}
		}
	}
	return d
}

// newDraft makes the old report: the real one, in some with sentences that
// stand twice already.
func newDraft(base *draft, rng *rand.Rand) *draft {
	d := base.clone()
	d.rng, d.acts = rng, map[string]int{}
	for rng.IntN(2) == 0 {
		at := d.some()
		d.put(d.near(at, 4), d.fresh(at))
	}
	id := 0
	for _, p := range d.paragraphs {
		for i := range p {
			p[i].was, p[i].of = len(d.olds), len(d.olds)
			d.olds, d.whole = append(d.olds, folded(plain(p[i].text))), append(d.whole, plain(p[i].text))
			p[i].text = slices.Clone(p[i].text)
			for k := range p[i].text {
				p[i].text[k].id, p[i].text[k].of = id, id
				id++
			}
		}
	}
	return d
}

func plain(s []letter) string {
	var b strings.Builder
	for _, l := range s {
		b.WriteRune(l.r)
	}
	return b.String()
}

func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if report.Blank(r) {
			return -1
		}
		return report.Alike(r)
	}, s)
}

// place is a sentence in a draft.
type place struct{ paragraph, sentence int }

func (d *draft) at(p place) *sentence { return &d.paragraphs[p.paragraph][p.sentence] }

// some is any sentence of the body.
func (d *draft) some() place {
	for {
		p := d.rng.IntN(len(d.paragraphs))
		if len(d.paragraphs[p]) > 0 {
			return place{p, d.rng.IntN(len(d.paragraphs[p]))}
		}
	}
}

// find is where a sentence of the old report stands now.
func (d *draft) find(was int) (place, bool) {
	for p := range d.paragraphs {
		for s := range d.paragraphs[p] {
			if d.paragraphs[p][s].was == was {
				return place{p, s}, true
			}
		}
	}
	return place{}, false
}

// near is a place up to some sentences away.
func (d *draft) near(p place, reach int) place {
	step := d.rng.IntN(2*reach+1) - reach
	for ; step > 0; step-- {
		if p.sentence++; p.sentence > len(d.paragraphs[p.paragraph]) {
			if p.paragraph+1 == len(d.paragraphs) {
				p.sentence--
				break
			}
			p = place{p.paragraph + 1, 0}
		}
	}
	for ; step < 0; step++ {
		if p.sentence--; p.sentence < 0 {
			if p.paragraph == 0 {
				p.sentence = 0
				break
			}
			p.paragraph--
			p.sentence = len(d.paragraphs[p.paragraph])
		}
	}
	return p
}

func (d *draft) put(p place, s ...sentence) {
	at := min(p.sentence, len(d.paragraphs[p.paragraph]))
	d.paragraphs[p.paragraph] = slices.Insert(slices.Clone(d.paragraphs[p.paragraph]), at, s...)
}

func (d *draft) take(p place) sentence {
	s := *d.at(p)
	d.paragraphs[p.paragraph] = slices.Delete(slices.Clone(d.paragraphs[p.paragraph]), p.sentence, p.sentence+1)
	return s
}

// fresh is a copy of a sentence: the same words, another passage.
func (d *draft) fresh(p place) sentence {
	text := slices.Clone(d.at(p).text)
	for k := range text {
		text[k].id = -1
	}
	return sentence{text, -1, d.at(p).of}
}

func (d *draft) phrase() []letter {
	var out []letter
	for _, r := range d.phrases[d.rng.IntN(len(d.phrases))] {
		out = append(out, letter{r, -1, -1})
	}
	return out
}

// invented is a sentence of words that the report uses.
func (d *draft) invented() sentence {
	var text []letter
	for n := 1 + d.rng.IntN(3); n > 0; n-- {
		text = append(text, d.phrase()...)
		if n > 1 {
			text = append(text, letter{',', -1, -1})
		}
	}
	return sentence{append(text, letter{'。', -1, -1}), -1, -1}
}

// reword changes some words of a sentence.
func (d *draft) reword(s *sentence, times int) {
	s.text = slices.Clone(s.text)
	for range times {
		n := len(s.text)
		if n < 4 {
			s.text = slices.Insert(s.text, 0, d.phrase()...)
			continue
		}
		at := d.rng.IntN(n - 1)
		cut := min(1+d.rng.IntN(4), n-1-at)
		switch d.rng.IntN(3) {
		case 0:
			s.text = slices.Delete(s.text, at, at+cut)
		case 1:
			words := d.phrase()
			s.text = slices.Insert(s.text, at, words[:min(len(words), 1+d.rng.IntN(5))]...)
		default:
			words := d.phrase()
			s.text = slices.Replace(s.text, at, at+cut, words[:min(len(words), 1+d.rng.IntN(5))]...)
		}
	}
}

// altered is a copy of a sentence with other words in it, not only with another
// list number.
func (d *draft) altered(p place) sentence {
	s := d.fresh(p)
	for before := unnumbered(folded(plain(s.text))); strings.Contains(folded(plain(s.text)), before); {
		d.reword(&s, 1+d.rng.IntN(2))
	}
	return s
}

// remove takes a sentence away. Of two with the same words side by side nobody
// can tell which one is gone: what stays is what was there first.
func (d *draft) remove(p place) sentence {
	for _, step := range []int{-1, 1} {
		k := p.sentence + step
		if k < 0 || k >= len(d.paragraphs[p.paragraph]) {
			continue
		}
		if beside := d.at(place{p.paragraph, k}); beside.was < 0 && plain(beside.text) == plain(d.at(p).text) {
			return d.take(place{p.paragraph, k})
		}
	}
	return d.take(p)
}

// act does one thing that editors do to a sentence or its surroundings.
func (d *draft) act(at place) {
	far := func() place { return d.some() }
	acts := []struct {
		name string
		do   func()
	}{
		{"sentence added", func() { d.put(d.near(at, 1), d.invented()) }},
		{"sentence dropped", func() { d.remove(at) }},
		{"sentence reworded", func() { d.reword(d.at(at), 1+d.rng.IntN(2)) }},
		{"sentence rewritten", func() { d.reword(d.at(at), 3+d.rng.IntN(4)) }},
		{"neighbours reworded", func() {
			for _, step := range []int{-1, 1} {
				if k := at.sentence + step; k >= 0 && k < len(d.paragraphs[at.paragraph]) {
					d.reword(d.at(place{at.paragraph, k}), 1+d.rng.IntN(3))
				}
			}
		}},
		{"neighbours dropped", func() {
			for _, step := range []int{1, -1} {
				if k := at.sentence + step; k >= 0 && k < len(d.paragraphs[at.paragraph]) {
					d.remove(place{at.paragraph, k})
				}
			}
		}},
		{"sentence moved near", func() { s := d.remove(at); d.put(d.near(at, 4), s) }},
		{"sentence moved far", func() { s := d.remove(at); d.put(far(), s) }},
		{"sentence moved and reworded", func() { s := d.remove(at); d.reword(&s, 1); d.put(far(), s) }},
		{"sentences moved", func() {
			var block []sentence
			for n := 2 + d.rng.IntN(3); n > 0 && at.sentence < len(d.paragraphs[at.paragraph]); n-- {
				block = append(block, d.take(at))
			}
			d.put(far(), block...)
		}},
		{"sentence copied near", func() { s := d.fresh(at); d.put(d.near(at, 3), s) }},
		{"sentence copied far", func() { d.put(far(), d.fresh(at)) }},
		{"sentences copied", func() {
			var block []sentence
			for k := at.sentence; k < min(at.sentence+3, len(d.paragraphs[at.paragraph])); k++ {
				block = append(block, d.fresh(place{at.paragraph, k}))
			}
			d.put(d.near(at, 5), block...)
		}},
		{"variant added near", func() { s := d.altered(at); d.put(d.near(at, 3), s) }},
		{"variant added far", func() { d.put(far(), d.altered(at)) }},
		{"copied near and original dropped", func() {
			s := d.fresh(at)
			d.remove(at)
			d.put(d.near(at, 3), s)
		}},
		{"copied twice and original dropped", func() {
			one, two := d.fresh(at), d.fresh(at)
			d.remove(at)
			d.put(d.near(at, 3), one)
			d.put(far(), two)
		}},
		{"variant added and original dropped", func() {
			s := d.altered(at)
			to := d.near(at, 4)
			for to.paragraph == at.paragraph && (to.sentence == at.sentence || to.sentence == at.sentence+1) {
				to = d.near(at, 4)
			}
			if to.paragraph == at.paragraph && to.sentence > at.sentence {
				to.sentence--
			}
			d.remove(at)
			d.put(to, s)
		}},
		{"copied and original reworded", func() {
			s := d.fresh(at)
			d.reword(d.at(at), 1)
			d.put(d.near(at, 4), s)
		}},
		{"paragraph moved", func() {
			p := d.paragraphs[at.paragraph]
			d.paragraphs = slices.Delete(d.paragraphs, at.paragraph, at.paragraph+1)
			d.paragraphs = slices.Insert(d.paragraphs, d.rng.IntN(len(d.paragraphs)+1), p)
		}},
		{"paragraphs swapped and renumbered", func() {
			if at.paragraph+1 < len(d.paragraphs) {
				a, b := at.paragraph, at.paragraph+1
				d.paragraphs[a], d.paragraphs[b] = d.paragraphs[b], d.paragraphs[a]
				d.renumber(a)
				d.renumber(b)
			}
		}},
		{"paragraph copied", func() {
			var copied paragraph
			for k := range d.paragraphs[at.paragraph] {
				copied = append(copied, d.fresh(place{at.paragraph, k}))
			}
			d.paragraphs = slices.Insert(d.paragraphs, d.rng.IntN(len(d.paragraphs)+1), copied)
		}},
		{"paragraph dropped", func() { d.paragraphs = slices.Delete(d.paragraphs, at.paragraph, at.paragraph+1) }},
		{"paragraphs joined", func() {
			if at.paragraph+1 < len(d.paragraphs) {
				d.paragraphs[at.paragraph] = append(slices.Clone(d.paragraphs[at.paragraph]), d.paragraphs[at.paragraph+1]...)
				d.paragraphs = slices.Delete(d.paragraphs, at.paragraph+1, at.paragraph+2)
			}
		}},
		{"paragraph split", func() {
			if p := d.paragraphs[at.paragraph]; at.sentence > 0 {
				d.paragraphs[at.paragraph] = slices.Clone(p[:at.sentence])
				d.paragraphs = slices.Insert(d.paragraphs, at.paragraph+1, slices.Clone(p[at.sentence:]))
			}
		}},
		{"punctuation changed", func() { d.punctuate(at.paragraph) }},
		{"swapped with the next", func() {
			if k := at.sentence + 1; k < len(d.paragraphs[at.paragraph]) {
				p := slices.Clone(d.paragraphs[at.paragraph])
				p[at.sentence], p[k] = p[k], p[at.sentence]
				d.paragraphs[at.paragraph] = p
			}
		}},
	}
	a := acts[d.rng.IntN(len(acts))]
	d.acts[a.name]++
	d.done = append(d.done, fmt.Sprintf("%s: %.24s", a.name, plain(d.at(at).text)))
	a.do()
	d.sameSideBySide()
}

// sameSideBySide keeps old sentences of the same words in their old order where
// they stand side by side: one that was moved past the other was not moved at all.
func (d *draft) sameSideBySide() {
	for _, p := range d.paragraphs {
		for k := 1; k < len(p); k++ {
			if p[k].was >= 0 && p[k-1].was > p[k].was && plain(p[k].text) == plain(p[k-1].text) {
				p[k-1], p[k] = p[k], p[k-1]
			}
		}
	}
}

// renumber gives a paragraph another list number, if it has one.
func (d *draft) renumber(p int) {
	if len(d.paragraphs[p]) == 0 {
		return
	}
	s := d.at(place{p, 0})
	if unicode.IsDigit(s.text[0].r) && s.text[0].r < '9' && len(s.text) > 1 && !unicode.IsDigit(s.text[1].r) {
		s.text = slices.Clone(s.text)
		s.text[0] = letter{s.text[0].r + 1, -1, -1}
	}
}

// punctuate gives a paragraph marks of the other width.
func (d *draft) punctuate(p int) {
	to := strings.NewReplacer(",", "，", ":", "：", ";", "；", "(", "（", ")", "）", "!", "！", "?", "？")
	if d.rng.IntN(2) == 0 {
		to = strings.NewReplacer("，", ",", "：", ":", "；", ";", "（", "(", "）", ")", "！", "!", "？", "?")
	}
	for k := range d.paragraphs[p] {
		s := d.at(place{p, k})
		s.text = slices.Clone(s.text)
		for i := range s.text {
			s.text[i].r = []rune(to.Replace(string(s.text[i].r)))[0]
		}
	}
}

// clone is a draft that can be changed apart.
func (d *draft) clone() *draft {
	c := *d
	c.paragraphs = slices.Clone(d.paragraphs)
	for i := range c.paragraphs {
		c.paragraphs[i] = slices.Clone(c.paragraphs[i])
	}
	return &c
}

// text is the draft as a file, and which rune of the old report each rune is.
func (d *draft) text() (runes []rune, ids []int) {
	for i, p := range d.paragraphs {
		if i > 0 {
			runes, ids = append(runes, '\n', '\n'), append(ids, -1, -1)
		}
		for _, s := range p {
			for _, l := range s.text {
				runes, ids = append(runes, l.r), append(ids, l.id)
			}
		}
	}
	return runes, ids
}
