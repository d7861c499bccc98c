package procedure

import (
	"strings"
	"testing"

	"piaojue/app/say"
)

func TestQuorumIsAtLeastTheShare(t *testing.T) {
	for _, c := range []struct{ num, den, roll, want int }{
		{2, 3, 449, 300}, // 299 1/3
		{2, 3, 327, 218}, // exactly two thirds are enough
		{2, 3, 416, 278},
		{1, 2, 449, 225},
		{1, 2, 400, 200},
		{1, 1, 51, 51},
		{2, 3, 1, 1},
		{0, 0, 449, 449}, // no share at all: nobody may be missing
		{3, 2, 449, 449},
	} {
		p := Default(10)
		p.QuorumNum, p.QuorumDen = c.num, c.den
		if got := p.Quorum(c.roll); got != c.want {
			t.Errorf("%d/%d of %d: got %d, want %d", c.num, c.den, c.roll, got, c.want)
		}
	}
}

func TestBaseNumber(t *testing.T) {
	for b, want := range map[Base]int{OfRoll: 449, OfPresent: 437, OfReturned: 391, OfValid: 389} {
		if got := BaseNumber(b, 449, 437, 391, 389); got != want {
			t.Errorf("%s: got %d, want %d", b, got, want)
		}
	}
}

func TestCapIsPlacesUnlessSet(t *testing.T) {
	p := Procedure{Places: 10}
	if p.Cap() != 10 {
		t.Errorf("unset: got %d", p.Cap())
	}
	if p.MaxApprovals = 7; p.Cap() != 7 {
		t.Errorf("set to 7: got %d", p.Cap())
	}
}

// in is all sentences in Chinese, one a line.
func in(messages []say.Message) string {
	var lines []string
	for _, m := range messages {
		lines = append(lines, m.In(say.Chinese))
	}
	return strings.Join(lines, "\n")
}

func TestSentences(t *testing.T) {
	facts := Facts{Candidates: 12, Roll: 449}
	with := func(change func(*Procedure)) Procedure {
		p := Default(10)
		change(&p)
		return p
	}
	for _, c := range []struct {
		name  string
		p     Procedure
		facts Facts
		says  []string
		not   []string
	}{
		{
			"the default", Default(10), facts,
			[]string{
				"候选项目 12 项，应选 10 项，实行差额票决。",
				"全体代表 449 人的三分之二，即至少 300 人",
				"无记名", "可以赞成，可以反对，也可以弃权",
				"不得超过 10 项，超过的，整张票无效；不足 10 项的，票有效。",
				"没有作出选择的项目，按弃权计。",
				"空白票为有效票",
				"多于发出的，投票无效，不开箱计票",
				"全体代表 449 人的过半数赞成，即至少 225 票",
				"按赞成票由多到少",
				"再次投票", "大会主席团",
			},
			nil,
		},
		{"exactly half of an even roll is said to need one more", Default(10), Facts{12, 400}, []string{"即至少 201 票"}, nil},
		{"as many candidates as places", Default(7), Facts{7, 449}, []string{"实行等额票决"}, []string{"差额票决"}},
		{"nothing known yet", Default(10), Facts{}, []string{"应选 10 项。", "超过全体代表的半数"}, []string{"候选项目 0", "0 人", "449"}},
		{"pick", with(func(p *Procedure) { p.Kind = Pick }), facts, []string{"勾选", "按弃权计"}, []string{"可以反对"}},
		{
			"exactly N, so that a blank ballot is invalid", with(func(p *Procedure) { p.ExactApprovals = true }), facts,
			[]string{"应当赞成 10 项，多于或者少于 10 项的，整张票无效", "空白票为无效票"},
			[]string{"不得超过", "空白票为有效票"},
		},
		{
			"every project must be marked", with(func(p *Procedure) { p.UnmarkedInvalid = true }), facts,
			[]string{"没有作出选择的，整张票无效", "空白票为无效票"},
			[]string{"按弃权计"},
		},
		{"blank invalid", with(func(p *Procedure) { p.BlankInvalid = true }), facts, []string{"空白票为无效票"}, []string{"空白票为有效票"}},
		{"a cap of its own", with(func(p *Procedure) { p.MaxApprovals = 6 }), facts, []string{"不得超过 6 项"}, nil},
		{"majority of those present", with(func(p *Procedure) { p.Base = OfPresent }), facts, []string{"超过实到代表的半数", "恰好半数的，不通过"}, nil},
		{"majority of the ballots returned", with(func(p *Procedure) { p.Base = OfReturned }), facts, []string{"超过收回的表决票的半数"}, nil},
		{"majority of the valid ballots", with(func(p *Procedure) { p.Base = OfValid }), facts, []string{"超过有效表决票的半数"}, nil},
		{"more than two thirds", with(func(p *Procedure) { p.Threshold = Threshold{Num: 2, Den: 3, Strict: true} }), Facts{12, 327}, []string{"超过全体代表 327 人的三分之二，即至少 219 票"}, nil},
		{"at least two thirds", with(func(p *Procedure) { p.Threshold = Threshold{Num: 2, Den: 3} }), Facts{12, 327}, []string{"达到全体代表 327 人的三分之二，即至少 218 票"}, nil},
		{"at least half is no majority", with(func(p *Procedure) { p.Threshold = Threshold{Num: 1, Den: 2} }), Facts{12, 400}, []string{"达到全体代表 400 人的半数，即至少 200 票"}, []string{"过半数"}},
		{"at least two thirds of the valid ballots", with(func(p *Procedure) { p.Threshold, p.Base = Threshold{Num: 2, Den: 3}, OfValid }), facts, []string{"达到有效表决票的三分之二"}, []string{"恰好"}},
		{"more than two thirds of the valid ballots", with(func(p *Procedure) { p.Threshold, p.Base = Threshold{Num: 2, Den: 3, Strict: true}, OfValid }), facts, []string{"超过有效表决票的三分之二", "恰好三分之二的，不通过"}, nil},
		{"plurality", with(func(p *Procedure) { p.Threshold = Threshold{Plurality: true} }), facts, []string{"不设得票门槛", "再次投票"}, []string{"过半数", "通过的项目"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rules := c.p.Sentences(c.facts)
			text := in(rules)
			for _, s := range c.says {
				if !strings.Contains(text, s) {
					t.Errorf("nowhere says %q:\n%s", s, text)
				}
			}
			for _, s := range c.not {
				if strings.Contains(text, s) {
					t.Errorf("says %q:\n%s", s, text)
				}
			}
			for _, l := range []say.Language{say.Chinese, say.English} {
				for _, m := range rules {
					if s := m.In(l); strings.Contains(s, "<no value>") || strings.Contains(s, "procedure.") || strings.Contains(s, "{{") {
						t.Errorf("%s: %s", l, s)
					}
				}
			}
		})
	}
}
