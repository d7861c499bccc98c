package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/report"
	"piaojue/exports"
	"piaojue/storage/intake"
	"piaojue/ui/cli"
)

// command runs the program as from a shell.
func command(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = run(args, strings.NewReader(""), &out, &err)
	return status, out.String(), err.String()
}

const (
	reportFile = "assets/rehearsal/report-2021-gusu.txt"
	listFile   = "assets/rehearsal/projects-2021-rehearsal.csv"
)

// From the notes of two deputies to the workbook, the document and the file that
// is an input again, with the real readers and writers.
func TestFromNotesToADigest(t *testing.T) {
	text, err := intake.ReadText(reportFile)
	if err != nil {
		t.Fatal(err)
	}
	r := report.Parse(text)
	at, ok := r.Locate("完成54个小区、83条街巷的“两小”综合整治")
	if !ok {
		t.Fatal("the report has changed")
	}
	a := note.AnchorAt(r, at)
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	for who, said := range map[string]string{"甲": "=请增加停车位。", "乙": "=请增加 停车位。"} {
		set := opinion.FromNotes([]note.Note{
			{ID: who, Kind: note.Suggestion, Colour: note.Yellow, Anchor: &a, Text: said, Tags: []string{"民生"}},
			{ID: who + "2", Kind: note.Question, Colour: note.Blue, Project: "3", Text: who + "：工期多长？"},
		}, opinion.Deputy{Name: who, Delegation: "平江代表团"})
		if err := exports.WriteOpinions(in(who+opinion.Ending), set); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"opinions", "-report", reportFile, "-projects", listFile, "-xlsx", in("a.xlsx"), "-docx", in("a.docx"), "-json", in("全部.jsonld")}
	status, out, complaint := command(append(args, in("甲"+opinion.Ending), in("乙"+opinion.Ending))...)
	if status != cli.Done || complaint != "" || !strings.Contains(out, "建议 · 待答复 · 2 人") || !strings.Contains(out, "“两小”综合整治") {
		t.Fatalf("status %d, %s\n%s", status, complaint, out)
	}
	rows, err := exports.ReadOpinionTable(in("a.xlsx"))
	if err != nil || len(rows) != 3 || rows[0].Text != "=请增加 停车位。" || rows[0].Deputy != "乙\n甲" || !strings.HasPrefix(rows[1].Place, "项目 3　") {
		t.Errorf("%v: %+v", err, rows)
	}
	// Another reader than the one that checked it while it was written.
	document, err := intake.ReadText(in("a.docx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"审议意见汇总\n", "演练——本表是演练数据", "提出：平江代表团 乙、甲\n", "答复（待答复）：\n", "工期多长？"} {
		if !strings.Contains(document, want) {
			t.Errorf("the document is without %q:\n%s", want, document)
		}
	}
	// The whole, and a file that is in it: nothing is counted twice.
	first, err := os.ReadFile(in("全部.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	status, out, _ = command(append(args, in("全部.jsonld"), in("甲"+opinion.Ending))...)
	again, err := os.ReadFile(in("全部.jsonld"))
	if status != cli.Done || !strings.Contains(out, "2 条已有，没有变化") || err != nil || !bytes.Equal(first, again) {
		t.Errorf("status %d, %v\n%s\n%s", status, err, out, again)
	}
	// By delegation, and a way of arranging that there is not.
	status, out, _ = command("opinions", "-report", reportFile, "-by", "delegation", in("甲"+opinion.Ending), in("乙"+opinion.Ending))
	if status != cli.Done || !strings.Contains(out, "平江代表团（3") {
		t.Errorf("status %d\n%s", status, out)
	}
	if status, _, complaint = command("opinions", "-report", reportFile, "-by", "deputy", in("甲"+opinion.Ending)); status != cli.BadInput || !strings.Contains(complaint, "delegation") {
		t.Errorf("status %d, %s", status, complaint)
	}
	// One file that is none: nothing is written.
	if err := os.WriteFile(in("坏.jsonld"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, complaint = command("opinions", "-report", reportFile, "-xlsx", in("b.xlsx"), in("甲"+opinion.Ending), in("坏.jsonld"))
	if _, err := os.Stat(in("b.xlsx")); status != cli.BadInput || !strings.Contains(complaint, "“坏.jsonld”不是审议意见文件") || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("status %d, %s, %v", status, complaint, err)
	}
}

// The digest is a file of the meeting that is open, made when it is first asked
// for, and apart from the notes.
func TestTheDigestOfARoom(t *testing.T) {
	r := entered(t)
	path := filepath.Join(r.home, "rehearsal", "opinions.db")
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is there before it is asked for: %v", err)
	}
	d, err := r.digest()
	if err != nil {
		t.Fatal(err)
	}
	set := opinion.FromNotes([]note.Note{{ID: "1", Kind: note.Question, Colour: note.Yellow, Project: "3", Text: "工期？"}}, opinion.Deputy{})
	if _, err := d.Take([]opinion.File{{Name: "甲", Set: set}}); err != nil {
		t.Fatal(err)
	}
	if notes, err := r.book.Notes(); err != nil || len(notes) != 0 {
		t.Errorf("it stands among the notes: %v, %v", notes, err)
	}
	if err := r.enter(true); err != nil {
		t.Fatal(err)
	}
	if d, err = r.digest(); err != nil {
		t.Fatal(err)
	}
	if s, err := d.State(); err != nil || len(s.Opinions) != 0 {
		t.Errorf("the real meeting has the opinions of the rehearsal: %v, %v", s, err)
	}
	if err := r.enter(false); err != nil {
		t.Fatal(err)
	}
	if d, err = r.digest(); err != nil {
		t.Fatal(err)
	}
	if s, err := d.State(); err != nil || len(s.Opinions) != 1 {
		t.Errorf("the opinions of the rehearsal are gone: %v, %v", s, err)
	}
	// One that is damaged does not keep the meeting shut.
	r.leave()
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := r.enter(false); err != nil {
		t.Fatal(err)
	}
	if _, err := r.digest(); err == nil {
		t.Error("the damaged file was opened")
	}
	r.leave()
	if _, err := r.digest(); err == nil {
		t.Error("there is a digest of no meeting")
	}
	if err := r.beginAgain(); err == nil {
		t.Error("no meeting began anew")
	}
}
