package exports

import (
	"strconv"

	"github.com/xuri/excelize/v2"

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

// election is what the rounds of the meeting elect.
func (b Book) election() string {
	if b.Election != "" {
		return b.Election
	}
	return b.Vote
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
	if err := b.heading(p, words("exports.rounds", "Vote", b.election()), b.Meeting); err != nil {
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
			switch {
			case !r.Counted && (i == 4 || i == 5):
				value = words("exports.uncounted")
			case i == 6 && r.Places == 0: // of a motion or an assessment
				value = words("exports.change.none")
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
