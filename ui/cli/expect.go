package cli

import (
	"fmt"
	"slices"
	"strings"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/say"
)

// expectation is a figure that “expect” can hold the meeting to: how many words
// follow its name (most -1 for any number), how many of them ask, and what the
// meeting answers, as words. The rest of the words are what is expected.
type expectation struct {
	least, most int
	asks        int
	answer      func(p *player, v meeting.View, ask []string) ([]string, error)
}

var expectations map[string]expectation

func init() {
	of := func(read func(v meeting.View) any) expectation {
		return expectation{1, 1, 0, func(_ *player, v meeting.View, _ []string) ([]string, error) {
			return []string{fmt.Sprint(read(v))}, nil
		}}
	}
	result := func(read func(r count.Result) any) expectation {
		return expectation{1, 1, 0, func(_ *player, v meeting.View, _ []string) ([]string, error) {
			if v.Result == nil {
				return nil, nil
			}
			return []string{fmt.Sprint(read(*v.Result))}, nil
		}}
	}
	ids := func(read func(v meeting.View) []string) expectation {
		return expectation{1, -1, 0, func(p *player, v meeting.View, _ []string) ([]string, error) { return read(v), nil }}
	}
	line := func(read func(l count.Line) []string, values int) expectation {
		return expectation{1 + values, 1 + values, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			if v.Result != nil {
				for _, l := range v.Result.Lines {
					if l.ID == ask[0] {
						return read(l), nil
					}
				}
			}
			return nil, nil
		}}
	}
	expectations = map[string]expectation{
		"state":     of(func(v meeting.View) any { return v.Round.State }),
		"round":     of(func(v meeting.View) any { return v.Round.Number }),
		"rounds":    of(func(v meeting.View) any { return len(v.Rounds) }),
		"in-box":    of(func(v meeting.View) any { return v.InBox }),
		"quorum":    of(func(v meeting.View) any { return v.Quorum }),
		"places":    of(func(v meeting.View) any { return v.Procedure.Places }),
		"decisions": of(func(v meeting.View) any { return len(v.Decisions) }),
		"roll":      of(func(v meeting.View) any { return v.Roll }),
		"present":   of(func(v meeting.View) any { return v.Round.Present }),
		"issued":    of(func(v meeting.View) any { return v.Round.AllIssued() }),
		"returned":  of(func(v meeting.View) any { return v.Round.AllReturned() }),

		"result":         result(func(r count.Result) any { return r.State }),
		"valid":          result(func(r count.Result) any { return r.Valid }),
		"invalid":        result(func(r count.Result) any { return r.Invalid }),
		"base":           result(func(r count.Result) any { return r.Base }),
		"not-cast":       result(func(r count.Result) any { return r.NotCast() }),
		"run-off-places": result(func(r count.Result) any { return r.RunOffPlaces }),
		"shortfall":      result(func(r count.Result) any { return r.Shortfall }),

		"candidates": ids(func(v meeting.View) (ids []string) {
			for _, c := range v.Candidates {
				ids = append(ids, c.ID)
			}
			return ids
		}),
		"chosen": ids(func(v meeting.View) []string {
			if v.Result == nil {
				return nil
			}
			return v.Result.Chosen
		}),
		"tied": ids(func(v meeting.View) []string {
			if v.Result == nil {
				return nil
			}
			return v.Result.Tied
		}),
		"final-chosen": ids(func(v meeting.View) (ids []string) {
			if v.Final != nil {
				for _, c := range v.Final.Chosen {
					ids = append(ids, c.ID)
				}
			}
			return ids
		}),
		"final": of(func(v meeting.View) any {
			if v.Final == nil {
				return "none"
			}
			return v.Final.Stage
		}),
		"left": of(func(v meeting.View) any {
			if v.Final == nil {
				return "none"
			}
			return v.Final.Left
		}),
		"chosen-in": {2, 2, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			if v.Final != nil {
				for _, c := range v.Final.Chosen {
					if c.ID == ask[0] {
						return []string{fmt.Sprint(c.Round)}, nil
					}
				}
			}
			return []string{"none"}, nil
		}},
		"superseded": {2, 2, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			for _, s := range v.Rounds {
				if fmt.Sprint(s.Number) == ask[0] {
					return []string{fmt.Sprint(s.By)}, nil
				}
			}
			return nil, nil
		}},
		"line":    line(func(l count.Line) []string { return words(l.Approve, l.Against, l.Abstain) }, 3),
		"rating":  line(func(l count.Line) []string { return words(l.Approve, l.Fair, l.Against, l.Abstain) }, 4),
		"outcome": line(func(l count.Line) []string { return []string{string(l.Outcome)} }, 1),
		"rank":    line(func(l count.Line) []string { return words(l.Rank) }, 1),
		"part": {6, 6, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			if v.Result != nil {
				for _, x := range v.Result.Parts {
					if string(x.Source) == ask[0] {
						return words(x.Issued, x.Returned, x.Valid, x.Invalid, len(x.Refusals)), nil
					}
				}
			}
			return []string{"none"}, nil
		}},
		"part-line": {5, 5, 2, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			if v.Result != nil {
				for _, x := range v.Result.Parts {
					for i, l := range v.Result.Lines {
						if string(x.Source) == ask[0] && l.ID == ask[1] {
							return words(x.Sums[i].Approve, x.Sums[i].Against, x.Sums[i].Abstain), nil
						}
					}
				}
			}
			return []string{"none"}, nil
		}},
		"refused-for": {2, 2, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			if v.Result != nil {
				for _, f := range v.Result.Refusals {
					if f.Why.Key == ask[0] {
						return words(f.Count), nil
					}
				}
			}
			return []string{"0"}, nil
		}},
		"change": {2, 2, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			for _, c := range v.Changes {
				if c.ID == ask[0] && c.Known {
					return words(c.Thousand), nil
				}
			}
			return []string{"none"}, nil
		}},
		"next": {1, 2, 0, func(_ *player, v meeting.View, _ []string) ([]string, error) {
			said := []string{string(v.Next.Do)}
			if v.Next.To != "" {
				said = append(said, string(v.Next.To))
			}
			return said, nil
		}},
		"blocks": {1, -1, 0, func(_ *player, v meeting.View, _ []string) ([]string, error) { return keys(v.Next.Blocks), nil }},
		"findings": {1, -1, 0, func(p *player, v meeting.View, _ []string) ([]string, error) {
			found, err := p.desk.Findings()
			var all []say.Message
			for _, f := range found {
				all = append(all, f.Says)
			}
			return keys(all), err
		}},
		"attendance": {2, 2, 1, func(_ *player, v meeting.View, ask []string) ([]string, error) {
			if a := v.Attendance[ask[0]]; a != meeting.Absent {
				return []string{string(a)}, nil
			}
			return []string{"absent"}, nil
		}},
		"unsettled": {1, -1, 0, func(p *player, v meeting.View, _ []string) ([]string, error) {
			var all []string
			for _, b := range v.Round.Paper.Batches {
				if b.Number == p.batch {
					for _, place := range b.Unsettled(v.Procedure) {
						all = append(all, fmt.Sprint(place+1))
					}
				}
			}
			return all, nil
		}},
		"doubts": {1, 1, 0, func(p *player, v meeting.View, _ []string) ([]string, error) {
			n := 0
			for _, b := range v.Round.Paper.Batches {
				n += len(b.Doubts())
			}
			return words(n), nil
		}},
		"log": {2, 2, 1, func(p *player, _ meeting.View, ask []string) ([]string, error) {
			log, err := p.desk.Log()
			n := 0
			for _, e := range log {
				if e.Act == ask[0] {
					n++
				}
			}
			return words(n), err
		}},
		"notice-stale": {1, 1, 0, func(p *player, _ meeting.View, _ []string) ([]string, error) {
			_, _, stale, err := p.desk.Notice()
			return []string{fmt.Sprint(stale)}, err
		}},
		"notice-has": {1, -1, 0, func(p *player, _ meeting.View, _ []string) ([]string, error) {
			notice, _, _, err := p.desk.Notice()
			return []string{notice}, err
		}},
	}
}

// words are numbers as words.
func words(numbers ...int) []string {
	all := make([]string, len(numbers))
	for i, n := range numbers {
		all[i] = fmt.Sprint(n)
	}
	return all
}

func keys(all []say.Message) []string {
	var keys []string
	for _, m := range all {
		keys = append(keys, m.Key)
	}
	return keys
}

// expect holds the meeting to a line that begins with “expect”. Ranges of ids stand
// for all of them, and “none” for an empty list.
func (p *player) expect(l scriptLine) error {
	e := expectations[l.words[0]]
	v, err := p.desk.View()
	if err != nil {
		return l.because(say.M("cli.script.failed", "Says", say.Explain(err).What, "Next", say.Explain(err).Do), err)
	}
	ask, want := l.words[1:1+e.asks], l.words[1+e.asks:]
	got, err := e.answer(p, v, ask)
	if err != nil {
		return l.because(say.M("cli.script.failed", "Says", say.Explain(err).What, "Next", say.Explain(err).Do), err)
	}
	if l.words[0] == "notice-has" {
		if !strings.Contains(got[0], text(want)) {
			return l.wrong("cli.script.expected", "Figure", l.words[0], "Want", text(want), "Got", got[0])
		}
		return nil
	}
	if len(got) == 0 {
		got = []string{"none"}
	}
	if slices.Equal(got, want) {
		return nil
	}
	if ids, _, err := p.ids(); err == nil {
		if first, firstIDs := p.spread(want, ids, v), got; slices.Equal(first, firstIDs) && first != nil {
			return nil
		}
	}
	return l.wrong("cli.script.expected", "Figure", text(append([]string{l.words[0]}, ask...)), "Want", text(want), "Got", text(got))
}

// spread writes ranges of ids out: of the candidates of the round, or else of
// those of the first.
func (p *player) spread(want, ids []string, v meeting.View) []string {
	for _, all := range [][]string{ids, v.Rounds[0].Round.IDs()} {
		on, err := places(want, all)
		if err != nil || len(on) == 0 {
			continue
		}
		found := make([]string, len(on))
		for i, at := range on {
			found[i] = all[at]
		}
		return found
	}
	return nil
}
