package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/storage"
)

func entered(t *testing.T) *room {
	t.Helper()
	r := &room{home: t.TempDir()}
	if err := r.enter(false); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.leave)
	return r
}

func TestTheRehearsalBeginsComplete(t *testing.T) {
	r := entered(t)
	v, err := r.desk.View()
	if err != nil {
		t.Fatal(err)
	}
	if !v.Setup.Rehearsal || len(v.Setup.List.Projects) != 12 || v.Setup.Roll != 9 || v.Setup.Procedure.Places != 10 {
		t.Errorf("the setup is %+v", v.Setup)
	}
	findings, err := r.desk.Findings()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Blocking {
			t.Errorf("it cannot be played at once: %s", f.Says.In(say.Chinese))
		}
	}
	d, ok, err := r.desk.Report()
	if err != nil || !ok || !strings.Contains(d.Text, "政 府 工 作 报 告") {
		t.Errorf("the report: %v, %v", ok, err)
	}
}

func TestTheRealMeetingBeginsEmptyAndApart(t *testing.T) {
	r := entered(t)
	if _, err := r.book.OnNamed("1", "甲", "只在演练里"); err != nil {
		t.Fatal(err)
	}
	if err := r.enter(true); err != nil {
		t.Fatal(err)
	}
	v, err := r.desk.View()
	if err != nil {
		t.Fatal(err)
	}
	if v.Setup.Rehearsal || len(v.Setup.List.Projects) != 0 || v.Setup.Name != "" {
		t.Errorf("the setup is %+v", v.Setup)
	}
	if all, err := r.book.Notes(); err != nil || len(all) != 0 {
		t.Errorf("notes of the rehearsal stand in the real meeting: %v, %v", all, err)
	}
}

// If the other meeting cannot be opened, every act still goes to the one that is
// on the screen.
func TestAMeetingThatCannotBeEnteredLeavesThePresentOne(t *testing.T) {
	for _, file := range []string{"meeting.db", "notes.db"} {
		t.Run(file, func(t *testing.T) {
			r := entered(t)
			bad := filepath.Join(r.home, "real", file)
			if err := os.MkdirAll(filepath.Dir(bad), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(bad, []byte("this is no meeting"), 0o600); err != nil {
				t.Fatal(err)
			}
			desk, book := r.desk, r.book
			err := r.enter(true)
			var f *fileError
			if !errors.As(err, &f) || f.path != bad || f.notes != (file == "notes.db") {
				t.Fatalf("the error is %v", err)
			}
			if r.desk != desk || r.book != book {
				t.Error("the desk or the book was exchanged")
			}
			if err := r.desk.SetRoll(11); err != nil {
				t.Errorf("the rehearsal does not take an act: %v", err)
			}
			kept, err := os.ReadFile(bad)
			if err != nil || string(kept) != "this is no meeting" {
				t.Errorf("the bad file was not kept: %q, %v", kept, err)
			}
		})
	}
}

// Only a file that is damaged is offered to be put aside, and never the real meeting.
func TestOnlyADamagedFileMayBePutAside(t *testing.T) {
	for _, c := range []struct {
		file string
		real bool
		may  bool
	}{
		{"rehearsal/meeting.db", false, true},
		{"rehearsal/notes.db", false, true},
		{"real/meeting.db", true, false},
		{"real/notes.db", true, true},
	} {
		r := &room{home: t.TempDir()}
		bad := filepath.Join(r.home, filepath.FromSlash(c.file))
		if err := os.MkdirAll(filepath.Dir(bad), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(bad, []byte("this is no meeting"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := r.enter(c.real)
		if path, may := spoilt(err, c.real); err == nil || may != c.may || may && path != bad {
			t.Errorf("%s: %v, to be put aside: %v %q", c.file, err, may, path)
		}
	}

	first := entered(t)
	err := (&room{home: first.home}).enter(false)
	if path, may := spoilt(err, false); err == nil || may {
		t.Errorf("a file that another window holds is offered: %q, %v", path, err)
	}
	// A file stands where the folder is to be made.
	home := filepath.Join(t.TempDir(), "home")
	if err := os.WriteFile(home, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err = (&room{home: home}).enter(false)
	if path, may := spoilt(err, false); err == nil || may {
		t.Errorf("a folder that cannot be written is offered: %q, %v", path, err)
	}
	// The superuser of the system may write anywhere.
	if os.Geteuid() > 0 {
		home := t.TempDir()
		if err := os.Chmod(home, 0o500); err != nil {
			t.Fatal(err)
		}
		err := (&room{home: home}).enter(false)
		if path, may := spoilt(err, false); err == nil || may {
			t.Errorf("a read-only folder is offered: %q, %v", path, err)
		}
	}
}

// The sheet that is signed says when the count was made, whenever it is exported.
func TestAnExportSaysWhenTheCountWasMade(t *testing.T) {
	clock := time.Date(2021, 1, 14, 10, 30, 0, 0, time.Local)
	before := now
	now = func() time.Time { return clock }
	t.Cleanup(func() { now = before })
	r := entered(t)
	d := r.desk
	for _, act := range []func() error{
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(6) }, d.OpenCasting, d.LetThrough,
		func() error { return d.Cast(ballot.Ballot{Marks: make([]ballot.Mark, 12)}) }, d.Close, d.Reconcile,
		func() error { _, err := d.Count(); return err },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	clock = clock.Add(26 * time.Hour)
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "result.xlsx")
	if err := writeResult(path, v); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	sheet := ""
	for _, row := range rows {
		sheet += strings.Join(row, " ") + "\n"
	}
	if !strings.Contains(sheet, "10:30") || strings.Contains(sheet, "12:30") {
		t.Errorf("the sheet says:\n%s", sheet)
	}
	if err := writeResult(path, meeting.View{}); err == nil {
		t.Error("a round that was not counted is exported")
	}
}

// Notes under a passphrase are shut when the app opens again; the report is not.
func TestNotesUnderAPassphraseAreShutAnew(t *testing.T) {
	before := storage.WorkFactor
	storage.WorkFactor = 4 // as quick as can be: what it costs is not asked here
	t.Cleanup(func() { storage.WorkFactor = before })
	r := entered(t)
	if _, err := r.book.OnNamed("1", "甲", "只给自己看"); err != nil {
		t.Fatal(err)
	}
	if err := r.notes.SetPassphrase("", "姑苏 运河 2021"); err != nil {
		t.Fatal(err)
	}
	r.leave()
	if err := r.enter(false); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := r.desk.Report(); err != nil || !ok {
		t.Errorf("the report: %v, %v", ok, err)
	}
	if all, err := r.book.Notes(); err != nil || len(all) != 0 || !r.notes.Locked() || !r.book.Locked() {
		t.Errorf("there are %d notes, %v", len(all), err)
	}
	if _, err := r.book.OnNamed("1", "甲", "x"); !errors.Is(err, note.ErrLocked) {
		t.Errorf("a note was taken: %v", err)
	}
	if err := r.notes.Unlock("姑苏 运河 2021"); err != nil {
		t.Fatal(err)
	}
	if all, err := r.book.Notes(); err != nil || len(all) != 1 || all[0].Text != "只给自己看" {
		t.Errorf("opened, there are %d notes, %v", len(all), err)
	}
}
