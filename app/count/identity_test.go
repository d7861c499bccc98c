package count

import (
	"errors"
	"strings"
	"testing"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

func TestIdentitiesAreShownWithTheirFigures(t *testing.T) {
	in := vote(449, 391, 2, 231, 225, 100)
	in.Present, in.Issued = 437, 437
	in.Procedure.MaxApprovals = 2
	r := mustCount(t, in)
	var lines []string
	for _, i := range r.Identities {
		if !i.Holds {
			t.Errorf("does not hold: %s", i.Says.In(say.Chinese))
		}
		lines = append(lines, i.Says.In(say.Chinese))
	}
	text := strings.Join(lines, "\n")
	for _, want := range []string{
		"发出 437 ≤ 实到 437 ≤ 应到 449",
		"收回 391 ≤ 发出 437",
		"未收回 46 = 发出 437 － 收回 391",
		"收回 391 = 有效 291 ＋ 无效 100",
		"无效 100 = 各种原因的无效票之和 100",
		"3 个项目，每项赞成 ＋ 反对 ＋ 弃权 = 有效 291",
		"赞成总数 256 ≤ 每票至多 2 × 有效 291 = 582",
		"应选 2 = 当选 0 ＋ 再次投票 0 ＋ 缺额 2",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("nowhere %q in\n%s", want, text)
		}
	}
}

// A result whose figures were changed is refused, and the line that does not
// add up is named.
func TestVerifyNamesTheLineThatDoesNotAddUp(t *testing.T) {
	in := vote(10, 8, 2, 8, 7, 6, 2)
	in.Issued = 9
	for _, c := range []struct {
		name   string
		change func(*Result)
		want   string
	}{
		{"more present than on the roll", func(r *Result) { r.Present = 11 }, "people"},
		{"more issued than present", func(r *Result) { r.Issued = 11 }, "people"},
		{"more returned than issued", func(r *Result) { r.Returned = 10 }, "returned"},
		{"a ballot too few", func(r *Result) { r.Valid-- }, "valid"},
		{"a ballot moved to the invalid", func(r *Result) { r.Valid--; r.Invalid++ }, "refused"},
		{"an approval too many", func(r *Result) { r.Lines[1].Approve++ }, "project"},
		{"a negative figure", func(r *Result) { r.Lines[3].Approve, r.Lines[3].Against = -2, 10 }, "project"},
		{"approvals above the cap", func(r *Result) {
			for i := range r.Lines {
				r.Lines[i].Approve, r.Lines[i].Against = r.Valid, 0
			}
		}, "approvals"},
		{"one chosen too many", func(r *Result) { r.Lines[2].Outcome = Chosen }, "places"},
		{"a name too many among the chosen", func(r *Result) { r.Chosen = append(r.Chosen, "3") }, "places"},
		{"a run-off without anybody tied", func(r *Result) { r.Shortfall, r.RunOffPlaces, r.Places = 0, 1, 3 }, "places"},
		{"a shortfall that is none", func(r *Result) { r.Shortfall++ }, "places"},
		{"a void round that was opened", func(r *Result) { r.State, r.Present = Void, 11 }, "people"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := in.Procedure
			p.MaxApprovals = 3
			in := in
			in.Procedure = p
			r := mustCount(t, in)
			if err := Verify(p, r); err != nil {
				t.Fatalf("before any change: %v", err)
			}
			c.change(&r)
			var wrong *say.Problem
			if !errors.As(Verify(p, r), &wrong) {
				t.Fatal("passed")
			}
			line, ok := wrong.What.Args["Line"].(say.Message)
			if !ok || line.Key != "count.identity."+c.want {
				t.Errorf("named %s, want %s", line.Key, c.want)
			}
			if s := wrong.Sentence(say.Chinese); !strings.Contains(s, line.In(say.Chinese)) {
				t.Error(s)
			}
		})
	}
}

// Where each ballot must approve exactly so many, the sum is known.
func TestExactApprovalsAddUpExactly(t *testing.T) {
	in := vote(3, 2, 2, 2, 1, 1)
	in.Procedure.MaxApprovals = 2
	in.Procedure.ExactApprovals = true
	in.Procedure.Kind = procedure.Pick
	in.Ballots = approved(1, 1, 1, 0)
	in.Ballots = append(in.Ballots, approved(1, 1, 0, 1)...)
	r := mustCount(t, in)
	r.Lines[2].Approve, r.Lines[2].Abstain = 0, 2
	if err := Verify(in.Procedure, r); err == nil {
		t.Error("3 approvals on 2 ballots with exactly 2 each passed")
	}
}
