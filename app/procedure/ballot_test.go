package procedure

import (
	"slices"
	"strings"
	"testing"

	"piaojue/app/say"
)

// What stands on the ballot stands among the rules, in the same order.
func TestTheBallotSaysSomeOfTheRules(t *testing.T) {
	for _, kind := range []Kind{ThreeWay, Pick} {
		p := Default(10)
		p.Kind = kind
		var all []string
		for _, m := range p.Sentences(Facts{Candidates: 12, Roll: 449}) {
			all = append(all, m.In(say.Chinese))
		}
		last := -1
		for _, m := range p.BallotSentences() {
			i := slices.Index(all, m.In(say.Chinese))
			if i <= last {
				t.Errorf("%s: %s is out of place among the rules", kind, m.In(say.Chinese))
			}
			last = i
		}
		if last < 0 {
			t.Errorf("%s: the ballot says nothing", kind)
		}
	}
}

// A motion is one proposal: a ballot without a mark is blank, and nothing is said of
// projects, of which there are none.
func TestWhatAMotionSaysOfItself(t *testing.T) {
	for _, c := range []struct {
		invalid  bool
		has, not string
	}{
		{false, "没有作出选择的票为有效票，按弃权计。", "没有作出选择的票为无效票。"},
		{true, "没有作出选择的票为无效票。", "按弃权计"},
	} {
		p := DefaultMotion()
		p.BlankInvalid = c.invalid
		var all []string
		for _, s := range p.Sentences(Facts{Candidates: 1, Roll: 9}) {
			all = append(all, s.In(say.Chinese))
		}
		text := strings.Join(all, "")
		if !strings.Contains(text, c.has) || strings.Contains(text, c.not) || strings.Contains(text, "项目") {
			t.Errorf("blank invalid %v: %s", c.invalid, text)
		}
	}
}
