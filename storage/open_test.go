package storage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// openVote opens a rehearsal, new or not.
func openVote(t *testing.T, path string) *MeetingFile {
	t.Helper()
	f, err := OpenMeeting(path, true, beginVote)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func closed(t *testing.T, f interface{ Close() error }) {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// refusedWith checks that an error is the sentence with the key and that both
// its parts are in the translation files.
func refusedWith(t *testing.T, err error, key string) {
	t.Helper()
	var p *say.Problem
	if !errors.As(err, &p) {
		t.Fatalf("got %v, want the sentence %s", err, key)
	}
	if p.What.Key != key {
		t.Fatalf("got %s (%v), want %s", p.What.Key, err, key)
	}
	for _, l := range []say.Language{say.Chinese, say.English} {
		if s := p.Sentence(l); strings.Contains(s, "storage.") || strings.Contains(s, "{{") || strings.Contains(s, "<no value>") {
			t.Errorf("%s is said as %q", key, s)
		}
	}
}

func TestSecondInstance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meeting.piaojue")
	c := child("hold", path)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fscanln(out, new(string)); err != nil {
		t.Fatal(err)
	}
	_, err = OpenMeeting(path, true, beginVote)
	refusedWith(t, err, "storage.busy")
	_, err = SetAside(path)
	refusedWith(t, err, "storage.busy")
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	// The one that is ending is waited for.
	f := openVote(t, path)
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	_, err = OpenMeeting(path, true, beginVote)
	refusedWith(t, err, "storage.busy")
	closed(t, f)
	openVote(t, path)
}

// Files that are not what they should be are named, and left as they are.
func TestFilesThatAreNotOpened(t *testing.T) {
	folder := t.TempDir()
	sound := filepath.Join(folder, "sound.piaojue")
	f := openVote(t, sound)
	if err := toCasting(deskOn(f)); err != nil {
		t.Fatal(err)
	}
	closed(t, f)
	data := read(t, sound)
	notes := filepath.Join(folder, "notes.piaojue")
	n, err := OpenNotes(notes)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	foreign := filepath.Join(folder, "foreign.db")
	db, err := bbolt.Open(foreign, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, db)
	half := make([]byte, len(data))
	copy(half, data[:len(data)/2])

	for _, c := range []struct {
		name string
		data []byte
		key  string
	}{
		{"empty", nil, "storage.damaged"},
		{"one byte", data[:1], "storage.damaged"},
		{"one page", data[:4096], "storage.damaged"},
		{"cut short", data[:len(data)/4], "storage.damaged"},
		{"second half of zeros", half, "storage.damaged"},
		{"all zeros", make([]byte, len(data)), "storage.foreign"},
		{"a text", []byte(strings.Repeat("政府工作报告\n", 1000)), "storage.foreign"},
		{"a short text", []byte("报告"), "storage.damaged"},
		{"another database", read(t, foreign), "storage.foreign"},
		{"the notes", read(t, notes), "storage.foreign"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "meeting.piaojue")
			write(t, path, c.data)
			_, err := OpenMeeting(path, true, beginVote)
			refusedWith(t, err, c.key)
			if !bytes.Equal(read(t, path), c.data) {
				t.Error("the file was changed")
			}
		})
	}

	t.Run("a meeting as notes", func(t *testing.T) {
		_, err := OpenNotes(sound)
		refusedWith(t, err, "storage.foreign")
	})
	t.Run("a rehearsal as a real meeting", func(t *testing.T) {
		_, err := OpenMeeting(sound, false, beginVote)
		refusedWith(t, err, "storage.rehearsal")
	})
	t.Run("a real meeting as a rehearsal", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "meeting.piaojue")
		closed(t, openReal(t, path))
		_, err := OpenMeeting(path, true, beginVote)
		refusedWith(t, err, "storage.real")
	})
	t.Run("a file that is missing", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "none", "meeting.piaojue")
		_, err := OpenMeeting(path, true, nil)
		refusedWith(t, err, "storage.missing")
		if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
			t.Error("its folder was made")
		}
	})
	t.Run("a folder", func(t *testing.T) {
		_, err := OpenMeeting(folder, true, beginVote)
		refusedWith(t, err, "storage.disk")
	})
	t.Run("a file after its close", func(t *testing.T) {
		if err := f.Update(func(*meeting.Meeting) error { return nil }); !errors.Is(err, errClosed) {
			t.Errorf("got %v", err)
		}
		closed(t, f)
	})
}

func openReal(t *testing.T, path string) *MeetingFile {
	t.Helper()
	f, err := OpenMeeting(path, false, func() (Beginning, error) {
		return Beginning{Meeting: storetest.New(t, meeting.Setup{Name: "会议"})}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSchemaVersions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.piaojue")
	open := func() (*NotesFile, error) { return OpenNotes(path) }
	t.Cleanup(func() { delete(migrations, notesKind) })
	n, err := open()
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Change(note.Content{Notes: []note.Note{{ID: "1", Text: "旧"}}}, nil); err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	old := read(t, path)

	// A migration that fails leaves the file as it was.
	broken := errors.New("broken")
	migrations[notesKind] = []func(*records) error{func(r *records) error {
		return errors.Join(r.put(notesGroup, []byte("1"), []byte(`{"ID":"1","Text":"half"}`)), broken)
	}}
	if _, err := open(); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	if !bytes.Equal(read(t, path), old) {
		t.Error("a migration that failed changed the file")
	}

	// Two that succeed run once each, in order.
	var ran []int
	step := func(to int) func(*records) error {
		return func(r *records) error {
			ran = append(ran, to)
			return r.put(notesGroup, []byte("1"), fmt.Appendf(nil, `{"ID":"1","Text":"%d"}`, to))
		}
	}
	migrations[notesKind] = []func(*records) error{step(2), step(3)}
	for range 2 {
		if n, err = open(); err != nil {
			t.Fatal(err)
		}
		if all, err := n.Notes(); err != nil || len(all) != 1 || all[0].Text != "3" {
			t.Errorf("got %v %v", all, err)
		}
		closed(t, n)
	}
	if !slices.Equal(ran, []int{2, 3}) {
		t.Errorf("ran %v", ran)
	}

	// The app of before does not touch what it does not know.
	delete(migrations, notesKind)
	newer := read(t, path)
	_, err = open()
	refusedWith(t, err, "storage.newer")
	if !bytes.Equal(read(t, path), newer) {
		t.Error("a newer file was changed")
	}
}

// A crash at any point of the making or rewriting of a file leaves a file that
// opens with what was acknowledged, and no other.
func TestCrashesBetweenFiles(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "meeting.piaojue")
	fresh := path + suffixNew
	f := openVote(t, path)
	id := func(f *MeetingFile) string {
		m, err := f.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		return m.ID
	}
	first := id(f)
	closed(t, f)
	whole := read(t, path)

	for _, c := range []struct {
		name       string
		file, made []byte
		same       bool // as the first meeting
	}{
		{"rewriting cut short", whole, whole[:len(whole)/2], true},
		{"rewriting whole but not yet renamed", whole, []byte("anything"), true},
		{"new file whole but not yet renamed", nil, whole, true},
		{"new file cut short", nil, whole[:len(whole)/3], false},
		{"new file empty", nil, []byte{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			os.Remove(path)
			if c.file != nil {
				write(t, path, c.file)
			}
			write(t, fresh, c.made)
			f := openVote(t, path)
			if got := id(f); (got == first) != c.same {
				t.Errorf("opened %s, the first was %s", got, first)
			}
			closed(t, f)
			if _, err := os.Stat(fresh); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s is still there: %v", fresh, err)
			}
		})
	}
}

func TestBeginAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meeting.piaojue")
	f := openVote(t, path)
	d := deskOn(f)
	if kept, err := Kept(path); err != nil || len(kept) != 0 {
		t.Fatalf("at first kept %v %v", kept, err)
	}
	var ids []string
	for i := range 11 {
		if err := errors.Join(toCasting(d), d.LetThrough(), d.Cast(numbered(i))); err != nil {
			t.Fatal(err)
		}
		m, err := f.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, m.ID)
		if err := f.BeginAgain(); err != nil {
			t.Fatal(err)
		}
		v, err := d.View()
		if err != nil {
			t.Fatal(err)
		}
		if v.Round.State != meeting.Draft || v.InBox != 0 {
			t.Fatalf("begun again: %v with %d in the box", v.Round.State, v.InBox)
		}
		if doc, ok, err := d.Report(); !ok || err != nil || doc.Text == "" {
			t.Fatalf("begun again without the report: %v %v", doc, err)
		}
		kept, err := Kept(path)
		if err != nil || len(kept) != i+1 {
			t.Fatalf("kept %v %v after %d", kept, err, i+1)
		}
	}
	kept, err := Kept(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range kept {
		old, err := OpenMeeting(k.Path, true, nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := old.Meeting()
		if err != nil || m.ID != ids[i] || k.Size == 0 || k.Changed.IsZero() {
			t.Errorf("kept %d holds %s, want %s (%+v, %v)", i, m.ID, ids[i], k, err)
		}
		if in, err := old.Ballots(1); err != nil || len(in) != 1 || numberIn(in[0]) != i {
			t.Errorf("kept %d holds %v %v", i, in, err)
		}
		closed(t, old)
	}

	t.Run("a real meeting is refused", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "meeting.piaojue")
		f := openReal(t, path)
		defer f.Close()
		refusedWith(t, f.BeginAgain(), "storage.again")
		if kept, err := Kept(path); err != nil || len(kept) != 0 {
			t.Errorf("kept %v %v", kept, err)
		}
	})
	t.Run("a beginning that fails changes nothing", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "meeting.piaojue")
		f := openVote(t, path)
		before, err := f.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		broken := errors.New("broken")
		f.begin = func() (Beginning, error) { return Beginning{}, broken }
		if err := f.BeginAgain(); !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
		if m, err := f.Meeting(); err != nil || m.ID != before.ID {
			t.Errorf("now %s, was %s: %v", m.ID, before.ID, err)
		}
		if names := namesIn(t, filepath.Dir(path)); !slices.Equal(names, []string{"meeting.piaojue", "meeting.piaojue.lock"}) {
			t.Errorf("the folder holds %v", names)
		}
	})
}

func TestSetAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.piaojue")
	write(t, path, []byte("damaged"))
	kept, err := SetAside(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(read(t, kept)) != "damaged" {
		t.Error("what was put aside is not what was there")
	}
	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	if _, err := SetAside(path); err != nil {
		t.Fatal(err)
	}
	list, err := Kept(path)
	if err != nil || len(list) != 2 || list[0].Path != kept {
		t.Errorf("kept %v %v", list, err)
	}
	_, err = SetAside(path)
	refusedWith(t, err, "storage.missing")
}
