package count

import (
	"testing"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Three tied for two places stand at the places' end, whatever their rank is.
func TestVerdict(t *testing.T) {
	void := vote(10, 6, 1, 6, 0)
	void.Issued = 5
	unopened := vote(10, 0, 2, 0, 0, 0)
	unopened.Procedure.Threshold = procedure.Threshold{Plurality: true}
	for _, c := range []struct {
		name string
		in   Input
		want string
		told string // in English
	}{
		{"decided", vote(10, 8, 2, 8, 7, 6), "当选 2 项。", "2 chosen."},
		{"three tied for two places", vote(3, 3, 2, 3, 3, 3),
			"当选 0 项；应选数处票数相同：3 项争 2 个名额，需再次投票。再次投票只在票数相同的 3 项中进行，不按顺序、编号或者抽签决定。",
			"0 chosen; equal approvals where the places end: 3 projects for 2 left, a run-off is needed." +
				" The run-off is among the 3 projects with equal approvals only, and is never decided by order, number or chance."},
		{"short", vote(10, 8, 2, 8, 5), "当选 1 项，缺额 1 项。通过的项目少于应选 2 项。缺额如何处理，由大会主席团决定。",
			"1 chosen, 1 short. Fewer passed than the 2 places. The presidium decides what follows."},
		{"plurality without a ballot", unopened, "当选 0 项，缺额 2 项。通过的项目少于应选 2 项。缺额如何处理，由大会主席团决定。",
			"0 chosen, 2 short. Fewer passed than the 2 places. The presidium decides what follows."},
		{"void", void, "本轮作废，没有结果。发出 5 张，收回 6 张。收回的表决票多于发出的，不开箱计票。请按票决办法重新投票。",
			"This round is void: there is no result. 5 issued, 6 returned." +
				" More ballots were returned than issued; the box is not opened. Please vote again by the rules."},
	} {
		t.Run(c.name, func(t *testing.T) {
			told := mustCount(t, c.in).Told()
			if got := told.In(say.Chinese); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if got := told.In(say.English); got != c.told {
				t.Errorf("got  %s\nwant %s", got, c.told)
			}
		})
	}
}

func TestWordsOfOutcomes(t *testing.T) {
	for o, want := range map[Outcome]string{Chosen: "当选", NotChosen: "未当选", NotPassed: "未通过", Tied: "再次投票"} {
		if got := o.Word().In(say.Chinese); got != want {
			t.Errorf("%s is %s, want %s", o, got, want)
		}
	}
}
