package exports

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"piaojue/app/count"
	"piaojue/app/say"
)

// Round is a round of the vote in the list of rounds. A void one stays in it.
type Round struct {
	Number                                                  int
	Kind                                                    say.Message // 第一次投票, 再次投票 …
	Roll, Present, Issued, Returned, Valid, Invalid, Places int
	Counted                                                 bool        // without that Valid and Invalid are not known
	Became                                                  say.Message // what the round decided, or what became of it
}

// Chosen is a project of the final result, and the round that chose it.
type Chosen struct {
	ID, Name string
	Round    int
}

// Final is the election over all its rounds.
type Final struct {
	Says   say.Message // whether it is final, and what is left open
	Chosen []Chosen
}

// partSheet makes the sheet 电子与纸质: each figure for the electronic ballots, for
// those of paper, and together.
func (b Book) partSheet(f *excelize.File, styles map[face]int) (*page, error) {
	const number, figure = 6, 6.2
	marks := []struct {
		key string
		of  func(count.Sums) int
	}{
		{"approve", func(s count.Sums) int { return s.Approve }},
		{"against", func(s count.Sums) int { return s.Against }},
		{"abstain", func(s count.Sums) int { return s.Abstain }},
	}
	each := len(b.Result.Parts) + 1
	widths := []float64{number, printWidth(true) - number - float64(len(marks)*each)*figure}
	for range len(marks) * each {
		widths = append(widths, figure)
	}
	p, err := newPage(f, words("exports.sheet.parts"), styles, widths)
	if err != nil {
		return nil, err
	}
	if err := b.heading(p, words("exports.parts", "Vote", b.Vote), b.Meeting); err != nil {
		return nil, err
	}
	heads := []cell{{words("exports.parts.source"), 2, headFace}}
	for _, key := range []string{"issued", "returned", "valid", "invalid"} {
		heads = append(heads, cell{words("exports.figure." + key), 2, headFace})
	}
	if err := p.write(0, heads...); err != nil {
		return nil, err
	}
	row := func(name string, n ...int) error {
		cells := []cell{{name, 2, midFace}}
		for _, x := range n {
			cells = append(cells, cell{x, 2, numberFace})
		}
		return p.write(leastRow, cells...)
	}
	for _, x := range b.Result.Parts {
		if err := row(x.Source.Name().In(say.Chinese), x.Issued, x.Returned, x.Valid, x.Invalid); err != nil {
			return nil, err
		}
	}
	r := b.Result
	if err := row(words("exports.parts.all"), r.Issued, r.Returned, r.Valid, r.Invalid); err != nil {
		return nil, err
	}
	if err := p.gap(12); err != nil {
		return nil, err
	}
	heads = []cell{{words("exports.column.id"), 1, headFace}, {words("exports.column.name"), 1, headFace}}
	for _, m := range marks {
		for _, x := range r.Parts {
			heads = append(heads, cell{words("exports.parts.of", "Mark", words("exports.column."+m.key), "Source", x.Source.Name()), 1, headFace})
		}
		heads = append(heads, cell{words("exports.parts.of", "Mark", words("exports.column."+m.key), "Source", words("exports.parts.all")), 1, headFace})
	}
	if err := p.write(0, heads...); err != nil {
		return nil, err
	}
	repeat := p.row
	for i, l := range r.Lines {
		project, _ := b.List.ByID(l.ID)
		cells := []cell{{project.ID, 1, midFace}, {project.Name, 1, textFace}}
		for _, m := range marks {
			for _, x := range r.Parts {
				n := 0
				if i < len(x.Sums) {
					n = m.of(x.Sums[i])
				}
				cells = append(cells, cell{n, 1, numberFace})
			}
			cells = append(cells, cell{m.of(l.Sums), 1, numberFace})
		}
		if err := p.write(leastRow, cells...); err != nil {
			return nil, err
		}
	}
	return p, p.printing(b, true, repeat)
}

// roundSheet makes the sheet 各轮: every round, void ones too, and the final result
// with the round in which each project was chosen.
func (b Book) roundSheet(f *excelize.File, styles map[face]int) (*page, error) {
	const number, kind, figure = 6, 12, 6
	keys := []string{"roll", "present", "issued", "returned", "valid", "invalid", "places"}
	widths := []float64{number, kind}
	for range keys {
		widths = append(widths, figure)
	}
	widths = append(widths, printWidth(true)-number-kind-float64(len(keys))*figure)
	p, err := newPage(f, words("exports.sheet.rounds"), styles, widths)
	if err != nil {
		return nil, err
	}
	if err := b.heading(p, words("exports.rounds", "Vote", b.Vote), b.Meeting); err != nil {
		return nil, err
	}
	heads := []cell{{words("exports.rounds.number"), 1, headFace}, {words("exports.rounds.kind"), 1, headFace}}
	for _, key := range keys {
		heads = append(heads, cell{words("exports.figure." + key), 1, headFace})
	}
	if err := p.write(0, append(heads, cell{words("exports.rounds.became"), 1, headFace})...); err != nil {
		return nil, err
	}
	for _, r := range b.Rounds {
		cells := []cell{{r.Number, 1, numberFace}, {r.Kind.In(say.Chinese), 1, midFace}}
		for i, n := range []int{r.Roll, r.Present, r.Issued, r.Returned, r.Valid, r.Invalid, r.Places} {
			var value any = n
			if !r.Counted && (i == 4 || i == 5) {
				value = words("exports.uncounted")
			}
			cells = append(cells, cell{value, 1, numberFace})
		}
		if err := p.write(leastRow, append(cells, cell{r.Became.In(say.Chinese), 1, textFace})...); err != nil {
			return nil, err
		}
	}
	if b.Final == nil {
		return p, p.printing(b, true, 0)
	}
	if err := p.gap(12); err != nil {
		return nil, err
	}
	all := len(widths)
	if err := p.write(28, cell{b.Final.Says.In(say.Chinese), all, verdictFace}); err != nil {
		return nil, err
	}
	for _, c := range b.Final.Chosen {
		if err := p.write(leastRow, cell{c.ID, 1, midFace}, cell{c.Name, all - 2, textFace},
			cell{words("exports.rounds.chosen", "Round", strconv.Itoa(c.Round)), 1, midFace}); err != nil {
			return nil, err
		}
	}
	return p, p.printing(b, true, 0)
}
