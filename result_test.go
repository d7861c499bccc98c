package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/exports/print"
	"piaojue/storage/storetest"
	"piaojue/ui/stage"
)

// A vote on the 小项 of a project, with a run-off: each of its rounds goes to a
// workbook and a PDF, under the names that stood on the ballot.
func TestEachRoundOfAVoteOnItemsIsExportedAndPrinted(t *testing.T) {
	setup := meeting.Setup{
		Name: "某区人民代表大会", Vote: "实事项目", Rehearsal: true, Roll: 1, Level: meeting.ByItem, Procedure: procedure.Default(1),
		List: project.List{Rehearsal: true, Projects: []project.Project{{ID: "1", Category: "民生", Name: "停车场", Content: []string{"东区停车场", "西区停车场"}}}},
	}
	setup.Procedure.MaxApprovals = 2
	d := meeting.NewDesk(storetest.NewMeeting(setup), func() time.Time { return time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC) }, rand.Reader)
	hold := func(marks ...ballot.Mark) {
		t.Helper()
		for _, act := range []func() error{
			d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(1) }, d.OpenCasting, d.LetThrough,
			func() error { return d.Cast(ballot.Ballot{Marks: marks}) }, d.Close, d.Reconcile,
			func() error { _, err := d.Count(); return err }, func() error { return d.Sign() }, d.Announce,
		} {
			if err := act(); err != nil {
				t.Fatal(err)
			}
		}
	}
	hold(ballot.Approve, ballot.Approve)
	if err := d.RunOff(); err != nil {
		t.Fatal(err)
	}
	hold(ballot.Against, ballot.Approve)
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	r := &room{desk: d}
	printed := func(path string, which stage.Paper, v meeting.View) error {
		return printOn(path, "A4", func(p print.Paper) (print.Document, error) { return r.paper(p, which, v) })
	}
	folder := t.TempDir()
	for name, write := range map[string]func(string) error{
		"1.xlsx": func(path string) error { return writeResult(path, v.At(1)) },
		"2.xlsx": func(path string) error { return writeResult(path, v.At(2)) },
		"1.pdf":  func(path string) error { return printed(path, stage.ResultPaper, v.At(1)) },
		"2.pdf":  func(path string) error { return printed(path, stage.ResultPaper, v.At(2)) },
		"公告.pdf": func(path string) error { return printed(path, stage.NoticePaper, v) },
	} {
		path := filepath.Join(folder, name)
		if err := write(path); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if i, err := os.Stat(path); err != nil || i.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
}
