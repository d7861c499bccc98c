package exports

import (
	"path/filepath"
	"slices"
	"testing"

	"piaojue/app/say"
)

// has reports whether a row holds these texts, in their order, with nothing but
// empty cells between them.
func has(rows [][]string, want ...string) bool {
	return slices.ContainsFunc(rows, func(row []string) bool {
		full := slices.DeleteFunc(slices.Clone(row), func(s string) bool { return s == "" })
		return slices.Equal(full, want)
	})
}

func TestEveryRoundIsListedAndTheFinalResultSaysWhichChose(t *testing.T) {
	b := decided(t)
	b.Rounds = []Round{
		{Number: 1, Kind: say.M("meeting.kind.first"), Roll: 449, Present: 437, Issued: 437, Returned: 438, Places: 10, Became: say.M("meeting.became.void", "Reason", "", "By", 2)},
		{Number: 2, Kind: say.M("meeting.kind.repeat"), Roll: 449, Present: 437, Issued: 437, Returned: 391, Valid: 391, Places: 10, Counted: true, Became: b.Result.Told()},
	}
	b.Final = &Final{Says: say.M("meeting.final", "Places", 10, "Chosen", 1, "Left", 0, "Stage", ""), Chosen: []Chosen{{ID: "4", Name: "绿化", Round: 2}}}
	path := filepath.Join(t.TempDir(), "各轮.xlsx")
	if err := WriteResult(path, b); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, path, "各轮")
	for _, want := range [][]string{
		{"1", "第一次投票", "449", "437", "437", "438", "不计", "不计", "10", "已作废，不计入结果，由第 2 轮代替"},
		{"最终结果：应选 10 项，当选 1 项"},
		{"4", "绿化", "第 2 轮当选"},
	} {
		if !has(rows, want...) {
			t.Errorf("no row %v in\n%v", want, rows)
		}
	}
}
