package exports

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// rowsOf gives the rows of a sheet of a workbook.
func rowsOf(t *testing.T, path, sheet string) [][]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// has reports whether a row holds these texts, in their order, with nothing but
// empty cells between them.
func has(rows [][]string, want ...string) bool {
	return slices.ContainsFunc(rows, func(row []string) bool {
		full := slices.DeleteFunc(slices.Clone(row), func(s string) bool { return s == "" })
		return slices.Equal(full, want)
	})
}

func TestElectronicPaperAndTotalStandInColumnsOfTheirOwn(t *testing.T) {
	y, n := ballot.Approve, ballot.Against
	p := procedure.Default(1)
	r, err := count.Count(count.Input{
		Procedure: p, Candidates: []string{"1", "2"}, Roll: 5, Present: 5, Issued: 3,
		Ballots: []ballot.Ballot{{Marks: []ballot.Mark{y, n}}, {Marks: []ballot.Mark{y, n}}, {Marks: []ballot.Mark{n, y}}},
		Paper: &count.Stack{
			Issued: 2, Ballots: []ballot.Ballot{{Marks: []ballot.Mark{y, n}}}, Spoiled: []count.Refusal{{Why: say.M("paper.spoiled"), Count: 1}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "混合.xlsx")
	if err := WriteResult(path, Book{
		Vote: "实事项目", Procedure: p, Result: r,
		List: project.List{Projects: []project.Project{{ID: "1", Name: "停车场"}, {ID: "2", Name: "厕所"}}},
	}); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, path, "电子与纸质")
	for _, want := range [][]string{
		{"电子票", "3", "3", "3", "0"}, {"纸质票", "2", "2", "1", "1"}, {"合计", "5", "5", "4", "1"},
		{"1", "停车场", "2", "1", "3", "1", "0", "1", "0", "0", "0"},
		{"2", "厕所", "1", "0", "1", "2", "1", "3", "0", "0", "0"},
	} {
		if !has(rows, want...) {
			t.Errorf("no row %v in\n%v", want, rows)
		}
	}
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
