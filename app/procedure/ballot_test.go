package procedure

import (
	"slices"
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
