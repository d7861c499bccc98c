package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// box gives a list of projects and ballots drawn as √ (approve), × (against),
// - (abstain) and . (unmarked), whatever the files are called, but for those
// that say that they are bad. Workbooks go to written.
type box struct {
	names   []string
	ballots []string
	written *[]Counted
}

func (b box) files() Files {
	bad := func(path string) error {
		if strings.HasPrefix(path, "bad") {
			return say.Wrong(say.M("ballot.file.missing", "File", path), say.M("ballot.file.missing.do"), nil)
		}
		return nil
	}
	return Files{
		ReadList: func(path string) (project.List, error) {
			l := project.List{Rehearsal: path == "rehearsal.csv"}
			for i, name := range b.names {
				l.Projects = append(l.Projects, project.Project{ID: string(rune('1' + i)), Name: name})
			}
			return l, bad(path)
		},
		ReadBallots: func(path string, ids []string) (ballots []ballot.Ballot, err error) {
			marks := map[rune]ballot.Mark{'√': ballot.Approve, '×': ballot.Against, '-': ballot.Abstain, '.': ballot.Unmarked}
			for _, s := range b.ballots {
				var x ballot.Ballot
				for _, r := range s {
					x.Marks = append(x.Marks, marks[r])
				}
				if len(x.Marks) != len(ids) {
					return nil, errors.New("the test draws another list")
				}
				ballots = append(ballots, x)
			}
			return ballots, bad(path)
		},
		WriteWorkbook: func(path string, c Counted) error {
			if err := bad(path); err != nil {
				return err
			}
			*b.written = append(*b.written, c)
			return nil
		},
	}
}

func (b box) count(options string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	args := append([]string{"-projects", "list.csv", "-ballots", "ballots.csv"}, strings.Fields(options)...)
	status = Count(args, b.files(), &out, &err)
	return status, out.String(), err.String()
}

func three(ballots ...string) box {
	return box{names: []string{"“两小”综合整治工程", "道路绿化", "垃圾分类"}, ballots: ballots, written: new([]Counted)}
}

func TestCountJSON(t *testing.T) {
	b := three("√√×", "√√.", "√×-", "×√√", "√√√", "√×√")
	status, out, complaint := b.count("-roll 7 -present 7 -issued 7 -places 2 -json")
	if status != statusShortfall || complaint != "" {
		t.Fatalf("status %d: %s", status, complaint)
	}
	var got any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	var want any
	if err := json.Unmarshal([]byte(`{
		"roll": 7, "present": 7, "issued": 7, "returned": 6, "valid": 5, "invalid": 1, "base": 7, "places": 2,
		"state": "shortfall",
		"projects": [
			{"id": "1", "approve": 4, "against": 1, "abstain": 0, "outcome": "chosen", "reason": "赞成 4 > 全体代表 7 的半数 3.5，按得票列第 1，应选 2 → 当选"},
			{"id": "2", "approve": 3, "against": 2, "abstain": 0, "outcome": "not_passed", "reason": "赞成 3 < 全体代表 7 的半数 3.5 → 未通过"},
			{"id": "3", "approve": 2, "against": 1, "abstain": 2, "outcome": "not_passed", "reason": "赞成 2 < 全体代表 7 的半数 3.5 → 未通过"}
		],
		"chosen": ["1"], "tied": [], "runoff_places": 0, "shortfall": 1, "notices": []
	}`), &want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if strings.Contains(out, `\u003e`) {
		t.Error("the sign > is escaped")
	}
}

// The state, as word and as exit status, by the options of the command.
func TestCountStates(t *testing.T) {
	for _, c := range []struct {
		name    string
		box     box
		options string
		status  int
		state   string
		chosen  []string
		tied    []string
		base    int
	}{
		{"decided", three("√√×", "√√×", "××√"), "-roll 3 -places 2", 0, "decided", []string{"1", "2"}, nil, 3},
		{"run-off", three("√√×", "√√×", "××√"), "-roll 3 -places 1 -max 3", 3, "run_off", nil, []string{"1", "2"}, 3},
		{"shortfall", three("√√×", "√××", "××√"), "-roll 3 -places 2", 4, "shortfall", []string{"1"}, nil, 3},
		{"void", three("√√×", "√××", "××√"), "-roll 3 -issued 2 -places 2", 5, "void", nil, nil, 3},
		{"base present", three("√××", "√××", "××√"), "-roll 9 -present 3 -places 1 -base present", 0, "decided", []string{"1"}, nil, 3},
		{"base returned", three("√××", "√××", "××√"), "-roll 9 -present 5 -places 1 -base returned", 0, "decided", []string{"1"}, nil, 3},
		{"base valid", three("√××", "√××", "××√", "√√√"), "-roll 9 -places 1 -base valid", 0, "decided", []string{"1"}, nil, 3},
		{"exactly half fails", three("√××", "×√×"), "-roll 2 -places 1 -threshold majority", 4, "shortfall", nil, nil, 2},
		{"at least half", three("√××", "×××"), "-roll 2 -places 1 -threshold 1/2+", 0, "decided", []string{"1"}, nil, 2},
		{"more than two thirds", three("√××", "√××", "×××"), "-roll 3 -places 1 -threshold 2/3", 4, "shortfall", nil, nil, 3},
		{"plurality", three("√××", "×××", "×××"), "-roll 3 -places 1 -threshold plurality", 0, "decided", []string{"1"}, nil, 3},
		{"pick", three("√..", "√.√"), "-roll 2 -places 1 -max 2 -kind pick", 0, "decided", []string{"1"}, nil, 2},
		{"exactly N", three("√..", "√√."), "-roll 2 -places 2 -exact -threshold 1/2+", 0, "decided", []string{"1", "2"}, nil, 2},
		{"no project may be unmarked", three("√..", "√√×"), "-roll 2 -places 2 -unmarked-invalid -threshold 1/2+", 0, "decided", []string{"1", "2"}, nil, 2},
		{"blank invalid", three("...", "√××"), "-roll 2 -places 1 -blank-invalid -base valid", 0, "decided", []string{"1"}, nil, 1},
		{"numbers in full width", three("√××"), "-roll １ -places １", 0, "decided", []string{"1"}, nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, out, complaint := c.box.count(c.options + " -json")
			var v struct {
				State        string
				Base         int
				Chosen, Tied []string
				Projects     []any
				Notices      []string
			}
			if err := json.Unmarshal([]byte(out), &v); err != nil {
				t.Fatalf("%v: %s%s", err, out, complaint)
			}
			if status != c.status || v.State != c.state || v.Base != c.base || !slices.Equal(v.Chosen, c.chosen) || !slices.Equal(v.Tied, c.tied) {
				t.Errorf("status %d, %s", status, out)
			}
			if v.Chosen == nil || v.Tied == nil || v.Projects == nil || v.Notices == nil {
				t.Errorf("null where a list belongs: %s", out)
			}
			if c.state == "void" && len(v.Projects) > 0 {
				t.Errorf("a void round was opened: %s", out)
			}
			if got := strings.Count(complaint, "\n"); got != len(v.Notices) {
				t.Errorf("%d lines on standard error for %d notices", got, len(v.Notices))
			}
		})
	}
}

func TestCountForPeople(t *testing.T) {
	b := three("√√×", "√√×", "√××", "×××", "√√√")
	status, out, _ := b.count("-roll 6 -present 5 -issued 5 -places 1 -max 2 -base present")
	want := `当选 1 项。
应到 6  实到 5  发出 5  收回 5  有效 4  无效 1
无效票：
  赞成超过 2 项：1 张

编号  赞成  反对  弃权  名次  结果    项目
1        3     1     0     1  当选    “两小”综合整治工程
2        2     2     0     2  未通过  道路绿化
3        0     4     0     3  未通过  垃圾分类

理由：
  1  赞成 3 > 实到代表 5 的半数 2.5，按得票列第 1，应选 1 → 当选
  2  赞成 2 < 实到代表 5 的半数 2.5 → 未通过
  3  赞成 0 < 实到代表 5 的半数 2.5 → 未通过

核对：
  ✓ 发出 5 ≤ 实到 5 ≤ 应到 6
  ✓ 收回 5 ≤ 发出 5
  ✓ 未收回 0 = 发出 5 － 收回 5
  ✓ 收回 5 = 有效 4 ＋ 无效 1
  ✓ 无效 1 = 各种原因的无效票之和 1
  ✓ 3 个项目，每项赞成 ＋ 反对 ＋ 弃权 = 有效 4
  ✓ 赞成总数 5 ≤ 每票至多 2 × 有效 4 = 8
  ✓ 应选 1 = 当选 1 ＋ 再次投票 0 ＋ 缺额 0
`
	if d := cmp.Diff(want, out); status != Done || d != "" {
		t.Errorf("status %d\n%s", status, d)
	}
}

// The verdict comes first, whatever it is.
func TestVerdict(t *testing.T) {
	for options, want := range map[string]string{
		"-roll 4 -places 2 -max 3":                      "当选 2 项。",
		"-roll 4 -places 1 -max 3":                      "当选 0 项；应选数处票数相同：2 项争 1 个名额，需再次投票。再次投票只在票数相同的 2 项中进行，",
		"-roll 6 -places 2":                             "当选 0 项，缺额 2 项。通过的项目少于应选 2 项。缺额如何处理，由大会主席团决定。\n",
		"-roll 4 -places 1 -max 3 -issued 2 -present 2": "本轮作废，没有结果。发出 2 张，收回 3 张。收回的表决票多于发出的，不开箱计票。请按票决办法重新投票。\n应到 4  实到 2  发出 2  收回 3\n",
	} {
		b := three("√√×", "√√×", "√√√")
		_, out, complaint := b.count(options)
		if !strings.HasPrefix(out, want) {
			t.Errorf("%s: got %s%s", options, out, complaint)
		}
		if strings.Contains(want, "作废") && out != want {
			t.Errorf("a void round tells more: %s", out)
		}
	}
}

func TestNotices(t *testing.T) {
	for _, c := range []struct {
		name, options string
		want          []string
	}{
		{"nothing odd", "-roll 3 -present 3 -issued 3 -places 1 -max 1", nil},
		{"present and issued not given", "-roll 3 -places 1", []string{"没有写明实到人数，按应到 3 人计。", "没有写明发出的票数，按收回 3 张计。"}},
		{"no quorum", "-roll 6 -present 3 -issued 3 -places 1", []string{"实到 3 人，不足法定的 4 人：按票决办法不得进行票决，请报告大会主席团。"}},
		{"another quorum", "-roll 6 -present 3 -issued 3 -places 1 -quorum 1/2 -base present", nil},
		{"等额", "-roll 3 -present 3 -issued 3 -places 3", []string{"候选项目与应选数相同，都是 3 项，为等额票决。请确认这是票决办法的规定。"}},
		{"rehearsal", "-roll 3 -present 3 -issued 3 -places 1 -projects rehearsal.csv", []string{"演练：清单是演练用的，结果不是正式结果。"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := three("√××", "√××", "×√×")
			_, out, complaint := b.count(c.options + " -json")
			var v struct{ Notices []string }
			if err := json.Unmarshal([]byte(out), &v); err != nil {
				t.Fatal(err, complaint)
			}
			if !slices.Equal(v.Notices, c.want) {
				t.Errorf("got %q", v.Notices)
			}
			if got := strings.Split(strings.TrimSuffix(complaint, "\n"), "\n"); complaint != "" && !slices.Equal(got, c.want) {
				t.Errorf("on standard error: %q", got)
			}
		})
	}
}

func TestAnEmptyBoxIsSaid(t *testing.T) {
	status, out, complaint := three().count("-roll 3 -present 3 -issued 0 -places 1 -json")
	if status != statusShortfall || !strings.Contains(complaint, "没有表决票") || !strings.Contains(out, "没有表决票") {
		t.Errorf("status %d: %s", status, complaint)
	}
}

func TestARehearsalSaysSo(t *testing.T) {
	_, out, _ := three("√××").count("-roll 1 -places 1 -projects rehearsal.csv")
	if !strings.HasPrefix(out, "【演练】\n") {
		t.Error(out)
	}
}

// Rules that no vote would be prepared with do not keep cast ballots from being
// counted: what follows from them is a shortfall, and it is said.
func TestCountCountsUnderOddRules(t *testing.T) {
	for _, c := range []struct{ name, options, says string }{
		{"more places than projects", "-roll 3 -places 4", "应选 4 项，多于候选项目 3 项"},
		{"nobody can reach the threshold", "-roll 3 -places 1 -threshold 1/1", "任何项目都不会通过"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, _, notice := three("√××", "√××", "×√×").count(c.options)
			if status != statusShortfall {
				t.Errorf("status %d, want %d", status, statusShortfall)
			}
			if !strings.Contains(notice, c.says) {
				t.Errorf("%q does not say %q", notice, c.says)
			}
		})
	}
}

func TestCountRefuses(t *testing.T) {
	for _, c := range []struct {
		name, options string
		says          []string
	}{
		{"places missing", "-roll 3", []string{"缺少选项 -places", "piaojue count -h"}},
		{"roll and places missing", "", []string{"-roll、-places"}},
		{"a number that is none", "-roll three -places 1", []string{"-roll", "“three”", "不是整数"}},
		{"a fraction", "-roll 3 -places 1.5", []string{"-places", "“1.5”"}},
		{"a number beyond all bounds", "-roll 99999999999999999999 -places 1", []string{"-roll"}},
		{"an unknown option", "-roll 3 -places 1 -foo", []string{"-foo"}},
		{"an option without its value", "-roll 3 -places", []string{"-places"}},
		{"something left over", "-roll 3 -places 1 more", []string{"“more”"}},
		{"an unknown kind", "-roll 3 -places 1 -kind both", []string{"-kind", "“both”", "threeWay、pick"}},
		{"an unknown base", "-roll 3 -places 1 -base all", []string{"-base", "roll、present、returned、valid"}},
		{"an unknown threshold", "-roll 3 -places 1 -threshold most", []string{"“most”", "majority"}},
		{"an unknown quorum", "-roll 3 -places 1 -quorum majority", []string{"-quorum", "“majority”"}},
		{"no roll", "-roll 0 -places 1", []string{"应到"}},
		{"no places", "-roll 3 -places 0", []string{"应选数"}},
		{"pick and every project marked", "-roll 3 -places 1 -kind pick -unmarked-invalid", []string{"只勾选赞成"}},
		{"more present than on the roll", "-roll 3 -places 1 -present 4", []string{"实到 4 人多于应到 3 人"}},
		{"more issued than present", "-roll 3 -places 1 -issued 4", []string{"发出 4 张", "多于实到 3 人"}},
		{"negative present", "-roll 3 -places 1 -present -1", []string{"不能小于 0"}},
		{"more ballots than deputies, and nobody said how many were issued", "-roll 2 -places 1", []string{"收回 3 张", "多于实到 2 人", "-issued"}},
		{"a bad list", "-roll 3 -places 1 -projects bad.csv", []string{"bad.csv"}},
		{"bad ballots", "-roll 3 -places 1 -ballots bad.csv", []string{"bad.csv"}},
	} {
		for _, form := range []string{"", " -json"} {
			t.Run(c.name+form, func(t *testing.T) {
				b := three("√××", "√××", "×√×")
				status, out, complaint := b.count(c.options + form + " -xlsx out.xlsx")
				if c.name == "an option without its value" {
					status, out, complaint = b.count(form + " -xlsx out.xlsx -roll 3 -places")
				}
				if status != BadInput || out != "" || len(*b.written) > 0 {
					t.Errorf("status %d, printed %q, wrote %d workbooks", status, out, len(*b.written))
				}
				if strings.Count(complaint, "\n") != 1 {
					t.Errorf("not one line: %q", complaint)
				}
				for _, s := range c.says {
					if !strings.Contains(complaint, s) {
						t.Errorf("%q does not say %q", complaint, s)
					}
				}
			})
		}
	}
}

func TestAListThatIsNoneIsRefused(t *testing.T) {
	status, out, complaint := box{written: new([]Counted)}.count("-roll 3 -places 1")
	if status != BadInput || out != "" || !strings.Contains(complaint, "没有项目") {
		t.Errorf("status %d: %s", status, complaint)
	}
}

func TestWorkbook(t *testing.T) {
	b := three("√××", "√××", "×√×")
	status, out, _ := b.count("-roll 3 -places 2 -present 3 -issued 3 -xlsx out.xlsx")
	if status != statusShortfall || out == "" || len(*b.written) != 1 {
		t.Fatalf("status %d, %d workbooks", status, len(*b.written))
	}
	c := (*b.written)[0]
	if err := count.Verify(c.Procedure, c.Result); err != nil || len(c.List.Projects) != 3 || c.Result.Shortfall != 1 || c.Procedure != procedure.Default(2) {
		t.Errorf("%v: %+v", err, c)
	}

	status, out, complaint := b.count("-roll 3 -places 1 -present 3 -issued 3 -xlsx bad.xlsx")
	if status != BadInput || !strings.Contains(complaint, "bad.xlsx") || !strings.HasPrefix(out, "当选 1 项") {
		t.Errorf("a workbook that could not be written: status %d, %s%s", status, out, complaint)
	}
}

func TestCountHelp(t *testing.T) {
	var out, err bytes.Buffer
	if status := Count([]string{"-h"}, Files{}, &out, &err); status != Done || err.Len() > 0 {
		t.Fatalf("status %d, %s", status, err.String())
	}
	for _, option := range []string{
		"-projects", "-ballots", "-roll", "-places", "-present", "-issued", "-kind", "-max", "-exact", "-unmarked-invalid",
		"-blank-invalid", "-base", "-threshold", "-quorum", "-json", "-xlsx",
	} {
		if !strings.Contains(out.String(), option) {
			t.Errorf("nothing about %s", option)
		}
	}
}

type noSpace struct{}

func (noSpace) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestAResultThatCannotBePrinted(t *testing.T) {
	b := three("√××")
	var complaint bytes.Buffer
	status := Count([]string{"-projects", "l", "-ballots", "b", "-roll", "1", "-places", "1", "-xlsx", "o"}, b.files(), noSpace{}, &complaint)
	if status != BadInput || complaint.Len() == 0 || len(*b.written) > 0 {
		t.Errorf("status %d, %s", status, complaint.String())
	}
}

func TestColumnsOf(t *testing.T) {
	for s, want := range map[string]int{"": 0, "12": 2, "编号": 4, "“两小”": 6, "Ａ１": 4, "√": 1} {
		if got := columnsOf(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}
