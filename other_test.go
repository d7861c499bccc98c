package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/exports"
	"piaojue/exports/print"
	"piaojue/storage/intake"
	"piaojue/storage/storetest"
	"piaojue/ui/stage"
)

// flat is a text without the ends of its lines and its spaces.
func flat(text string) string { return strings.NewReplacer("\n", "", " ", "").Replace(text) }

// A motion and an assessment go to their workbooks and papers in their own words,
// and the workbook of an assessment comes back as the figures of last time.
func TestMotionsAndAssessmentsOnPaperAndBack(t *testing.T) {
	setup := meeting.Setup{
		Name: "某区人民代表大会", Vote: "2021年实事项目", Rehearsal: true, Roll: 4, Procedure: procedure.Default(1),
		List: project.List{Rehearsal: true, Projects: []project.Project{{ID: "1", Category: "民生", Name: "停车场", Content: []string{"东区"}}, {ID: "2", Category: "民生", Name: "公厕"}}},
	}
	d := meeting.NewDesk(storetest.NewMeeting(setup), func() time.Time { return time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC) }, rand.Reader)
	do := func(acts ...func() error) {
		t.Helper()
		for _, act := range acts {
			if err := act(); err != nil {
				t.Fatal(err, say.Explain(err).Sentence(say.Chinese))
			}
		}
	}
	hold := func(ballots ...[]ballot.Mark) {
		t.Helper()
		do(d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(4) }, d.OpenCasting)
		for _, b := range ballots {
			do(d.LetThrough, func() error { return d.Cast(ballot.Ballot{Marks: b}) })
		}
		do(d.Close, d.Reconcile, func() error { _, err := d.Count(); return err }, func() error { return d.Sign() }, d.Announce)
	}
	seen := func() meeting.View {
		t.Helper()
		v, err := d.View()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	r := &room{desk: d}
	text := func(v meeting.View, which stage.Paper) string {
		t.Helper()
		doc, err := r.paper(print.A4, which, v)
		if err != nil {
			t.Fatal(err)
		}
		return flat(doc.Text())
	}
	holds := func(what, text string, has, not []string) {
		t.Helper()
		for _, w := range has {
			if !strings.Contains(text, flat(w)) {
				t.Errorf("%s lacks %q: %s", what, w, text)
			}
		}
		for _, w := range not {
			if strings.Contains(text, flat(w)) {
				t.Errorf("%s says %q: %s", what, w, text)
			}
		}
	}

	do(func() error { return d.BeginMotion("关于票决办法的决定") })
	holds("the ballot", text(seen(), stage.BallotPaper), []string{"关于票决办法的决定表决票", "议案", "赞成", "反对", "弃权", "没有作出选择的票为有效票，按弃权计。", "只画一格"}, []string{"应选", "不得超过", "每一项", "项目"})
	hold([]ballot.Mark{ballot.Approve}, []ballot.Mark{ballot.Approve}, []ballot.Mark{ballot.Approve})
	holds("the result", text(seen(), stage.ResultPaper), []string{"关于票决办法的决定表决结果", "议案通过", "赞成 3 > 全体代表 4 的半数 2 → 通过", "未投票 1 人"}, []string{"应选", "项目名称"})
	holds("the notice", text(seen(), stage.NoticePaper), []string{"《关于票决办法的决定》进行了表决，结果：通过", "未投 1 人"}, []string{"应选"})
	folder := t.TempDir()
	if f := os.Getenv("VOTES_PAPERS"); f != "" {
		folder = f
	}
	path := filepath.Join(folder, "motion.xlsx")
	do(func() error { return writeResult(path, seen()) })
	got, err := exports.ReadBack(path)
	if err != nil || got.NotCast != 1 || got.Places != 0 || len(got.Lines) != 1 || got.Lines[0].Name != "关于票决办法的决定" || got.Lines[0].Rank != 0 {
		t.Fatalf("%+v, %v", got, err)
	}

	if b, err := excelize.OpenFile(path); err != nil {
		t.Fatal(err)
	} else {
		rows, _ := b.GetRows(b.GetSheetName(0))
		var cells []string
		for _, row := range rows {
			cells = append(cells, row...)
		}
		holds("the workbook", flat(strings.Join(cells, " ")), []string{"《关于票决办法的决定》表决结果", "总监票人", "计票人", "未投票 1"}, []string{"应选", "名次", "候选项目"})
		do(b.Close)
	}

	do(func() error { return d.BeginAssessment("年中满意度测评", nil) })
	holds("the ballot", text(seen(), stage.BallotPaper), []string{"年中满意度测评票", "满意", "基本满意", "不满意", "弃权"}, []string{"应选", "不得超过", "赞成", "反对"})
	S, F, D := ballot.Satisfied, ballot.Fair, ballot.Dissatisfied
	hold([]ballot.Mark{S, F}, []ballot.Mark{S, D}, []ballot.Mark{S, 0}, []ballot.Mark{F, S})
	first := seen()
	holds("the result", text(first, stage.ResultPaper), []string{"年中满意度测评结果", "基本满意", "不满意", "发出测评票 4 张"}, []string{"应选", "赞成", "反对", "较上次"})
	do(func() error { return d.BeginAssessment("年终满意度测评", nil) })
	hold([]ballot.Mark{S, S}, []ballot.Mark{F, S}, []ballot.Mark{D, S}, []ballot.Mark{D, S})
	second := seen()
	holds("the result", text(second, stage.ResultPaper), []string{"较上次", "－50.0", "＋75.0", "第 2 轮", "年中满意度测评》（有效票 4 张）"}, []string{"应选"})
	holds("the notice", text(second, stage.NoticePaper), []string{"比上次下降 50.0 个百分点", "比上次上升 75.0 个百分点"}, []string{"赞成"})
	for i, v := range []meeting.View{first, second} {
		path = filepath.Join(folder, []string{"middle.xlsx", "end.xlsx"}[i])
		do(func() error { return writeResult(path, v) })
	}
	if got, err = exports.ReadBack(path); err != nil || got.Lines[0].Change != "－50.0" || got.Lines[1].Sums != (count.Sums{Approve: 4}) || got.Places != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, which := range map[string]stage.Paper{"ballot": stage.BallotPaper, "result": stage.ResultPaper, "rules": stage.RulesPaper, "notice": stage.NoticePaper} {
		do(func() error {
			return printOn(filepath.Join(folder, name+".pdf"), "A4", func(p print.Paper) (print.Document, error) { return r.paper(p, which, second) })
		})
	}

	// Next year it is the figures of last time
	table, err := intake.ReadPast(path)
	if err != nil {
		t.Fatal(err, say.Explain(err).Sentence(say.Chinese))
	}
	if table.Title != "年终满意度测评" || table.Valid != 4 || !table.Rehearsal {
		t.Errorf("read %+v", table)
	}
	past, notices := table.For(second.Candidates)
	want := []meeting.PastLine{{ID: "1", Sums: count.Sums{Approve: 1, Fair: 1, Against: 2}, Outcome: count.Dissatisfied}, {ID: "2", Sums: count.Sums{Approve: 4}, Outcome: count.Satisfied}}
	if diff := cmp.Diff(want, past.Lines); diff != "" || len(notices) > 0 {
		t.Error(diff, notices)
	}
}
