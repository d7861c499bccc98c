package intake

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/say"
)

func TestPastFiguresAreReadFromATable(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       meeting.PastTable
	}{
		{"as a report has it", "2020年年终满意度测评结果\n发出200张，收回200张，有效票 193 张\n序号,项目名称,满意,基本满意,不满意,弃权,测评结果\n1,“两小”整治,182票,10,1,0,满意\n2,公厕 提升,０,185,8,,基本满意\n合计,,182,195,9,0,\n监票人：,,2021年1月,,,,\n",
			meeting.PastTable{Title: "2020年年终满意度测评", Valid: 193, Rows: []meeting.PastRow{
				{Row: 4, Number: "1", Name: "“两小”整治", Sums: count.Sums{Approve: 182, Fair: 10, Against: 1}, Outcome: count.Satisfied},
				{Row: 5, Number: "2", Name: "公厕 提升", Sums: count.Sums{Fair: 185, Against: 8}, Outcome: count.Fair},
			}}},
		{"without abstentions", "有效票,29\n编号,满意,基本满意,不满意\n3,20,8,0\n",
			meeting.PastTable{Valid: 29, Rows: []meeting.PastRow{{Row: 3, Number: "3", Sums: count.Sums{Approve: 20, Fair: 8, Abstain: 1}}}}},
		{"of a rehearsal", "演练　测评\n项目,满意,基本满意,不满意,弃权\n甲,1,0,0,0\n",
			meeting.PastTable{Title: "演练 测评", Rehearsal: true, Rows: []meeting.PastRow{{Row: 3, Name: "甲", Sums: count.Sums{Approve: 1}}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := DecodePast("上次.csv", []byte(c.text))
			if err != nil {
				t.Fatal(say.Explain(err).Sentence(say.Chinese))
			}
			c.want.File = "上次.csv"
			if c.want.Title == "" {
				c.want.Title = got.Title // whatever stands above
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPastFiguresThatCannotBeAreNamedByRow(t *testing.T) {
	for text, says := range map[string]string{
		"项目,满意,基本满意,不满意\n甲,94.3%,1,0\n乙,3,,0\n": "第 2 行 B 列“94.3%”、第 3 行 C 列是空的",
		"项目,满意,基本满意,不满意\n甲,-1,1,0\n":            "第 2 行 B 列“-1”",
		"项目,满意,基本满意,不满意\n,,,\n":                 "下面没有项目的票数",
		"项目,赞成,反对\n甲,1,1\n":                     "没有找到测评结果的表头",
		"":                                      "上次.csv",
	} {
		got, err := DecodePast("上次.csv", []byte(text))
		var problem *say.Problem
		if !errors.As(err, &problem) || !strings.Contains(problem.Sentence(say.Chinese), says) || len(got.Rows) > 0 {
			t.Errorf("%q: %v, %+v; want %q", text, err, got, says)
		}
	}
}

func FuzzPast(f *testing.F) {
	f.Add([]byte("有效票,29\n编号,项目,满意,基本满意,不满意,弃权\n3,甲,20,8,0,1\n"))
	f.Add([]byte("测评结果\n项目,满意,基本满意,不满意\n甲,1票,,x\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := DecodePast("f.csv", b)
		var problem *say.Problem
		if err != nil && (!errors.As(err, &problem) || len(got.Rows) > 0) {
			t.Fatalf("%v, with %d rows", err, len(got.Rows))
		}
		for _, r := range got.Rows {
			if min(r.Approve, r.Fair, r.Against, r.Abstain) < 0 || r.Number+r.Name == "" {
				t.Fatalf("%+v", r)
			}
		}
	})
}
