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
)

// of counts a vote on two projects.
func of(t *testing.T, p procedure.Procedure, issued int, electronic []ballot.Ballot, paper *count.Stack) Book {
	t.Helper()
	r, err := count.Count(count.Input{
		Procedure: p, Candidates: []string{"1", "2"}, Roll: 20, Present: 20, Issued: issued, Ballots: electronic, Paper: paper,
	})
	if err != nil {
		t.Fatal(err)
	}
	return Book{Vote: "项目", Procedure: p, Result: r, List: project.List{Projects: []project.Project{{ID: "1", Name: "甲"}, {ID: "2", Name: "乙"}}}}
}

func marked(n int, a, b ballot.Mark) []ballot.Ballot {
	return slices.Repeat([]ballot.Ballot{{Marks: []ballot.Mark{a, b}}}, n)
}

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

// Electronic, paper and total stand in columns of their own; without paper there
// is no such sheet.
func TestPaperHasColumnsOfItsOwn(t *testing.T) {
	A, X, N := ballot.Approve, ballot.Against, ballot.Abstain
	b := of(t, procedure.Default(1), 9, slices.Concat(marked(5, A, X), marked(2, X, A)), &count.Stack{Issued: 11, Ballots: slices.Concat(marked(6, A, N), marked(3, A, A))})
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := WriteResult(path, b); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, path, words("exports.sheet.parts"))
	want := [][]string{
		{"发出表决票", "", "9", "", "", "11", "", "", "20"},
		{"收回表决票", "", "7", "", "", "9", "", "", "16"},
		{"有效票", "", "7", "", "", "6", "", "", "13"},
		{"无效票", "", "0", "", "", "3", "", "", "3"},
		{"编号", "项目名称", "赞成", "反对", "弃权", "赞成", "反对", "弃权", "赞成", "反对", "弃权"},
		{"1", "甲", "5", "2", "0", "6", "0", "0", "11", "2", "0"},
		{"2", "乙", "2", "5", "0", "0", "0", "6", "2", "5", "6"},
	}
	for _, w := range want {
		if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Equal(row, w) }) {
			t.Errorf("no row %v among %v", w, rows)
		}
	}
	b.Result.Parts[0].Sums[0].Approve++
	if err := WriteResult(path, b); err == nil {
		t.Error("written though the parts do not add up")
	}
	b = of(t, procedure.Default(1), 9, marked(9, A, X), nil)
	if err := WriteResult(path, b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if slices.Contains(f.GetSheetList(), words("exports.sheet.parts")) {
		t.Error("a sheet for paper that there is none of")
	}
}

func TestAssessmentsAndMotionsAreWritten(t *testing.T) {
	S, D, F, U := ballot.Satisfied, ballot.Dissatisfied, ballot.Fair, ballot.Unmarked
	b := of(t, procedure.DefaultRating(), 20, slices.Concat(marked(12, S, F), marked(5, F, D), marked(1, D, U)), nil)
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := WriteResult(path, b); err != nil {
		t.Fatal(err)
	}
	got, err := ReadBack(path)
	if err != nil {
		t.Fatal(err)
	}
	if got.Lines[0].Sums != (count.Sums{Approve: 12, Fair: 5, Against: 1}) || got.Lines[1].Sums != (count.Sums{Fair: 12, Against: 5, Abstain: 1}) ||
		got.Lines[0].Outcome != "满意" || got.Lines[1].Outcome != "基本满意" {
		t.Errorf("%+v", got.Lines)
	}
	r, err := count.Count(count.Input{Procedure: procedure.DefaultMotion(), Candidates: []string{"1"}, Roll: 3, Present: 3, Issued: 3,
		Ballots: []ballot.Ballot{{Marks: []ballot.Mark{ballot.Approve}}, {Marks: []ballot.Mark{ballot.Approve}}}})
	if err != nil {
		t.Fatal(err)
	}
	motion := Book{Vote: "关于票决办法的决定", Procedure: procedure.DefaultMotion(), Result: r,
		List: project.List{Projects: []project.Project{{ID: "1", Name: "关于票决办法的决定"}}}}
	if err := WriteResult(path, motion); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadBack(path); err != nil || got.Lines[0].Outcome != "通过" || got.Verdict != "议案通过。" {
		t.Errorf("%+v: %v", got, err)
	}
}

// The votes on a project of two ballots of paper are in no workbook.
func TestAFewBallotsAreNotToldApart(t *testing.T) {
	A, X := ballot.Approve, ballot.Against
	b := of(t, procedure.Default(1), 9, marked(7, A, X), &count.Stack{Issued: 2, Ballots: marked(2, X, A)})
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := WriteResult(path, b); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, path, words("exports.sheet.parts"))
	said := false
	for _, row := range rows {
		if slices.Contains(row, "甲") {
			t.Errorf("told apart: %v", row)
		}
		said = said || slices.ContainsFunc(row, func(c string) bool { return c == words("exports.parts.few", "Fewest", count.FewestApart) })
	}
	if !said {
		t.Error("nothing says why")
	}
}
