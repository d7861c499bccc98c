package storage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"piaojue/app/note"
	"piaojue/storage/storetest"
)

const pass = "姑苏 运河 2021"

// cheap makes passphrases quick to try for the time of a test.
func cheap(t *testing.T) {
	before := WorkFactor
	WorkFactor = 4
	t.Cleanup(func() { WorkFactor = before })
}

var (
	guardedAt    = time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	guardedNotes = []note.Note{
		{ID: "id-of-one", Anchor: &note.Anchor{Document: "hash", Start: 3, End: 5, Quote: "两小综合整治"}, Kind: note.Question, Colour: note.Pink, Tags: []string{"标签甲"}, Text: "含哪些街道", Created: guardedAt, Changed: guardedAt},
		{ID: "id-of-two", Project: "PROJECT-07", Kind: note.Remark, Colour: note.Blue, Text: strings.Repeat("很长的批注", 900), Created: guardedAt, Changed: guardedAt},
	}
	guardedIntent = note.Intent{Project: "PROJECT-08", Name: "口袋公园", Leaning: note.Oppose, Star: true}
	guardedLink   = note.Link{ID: "link-of-one", Project: "PROJECT-09", Name: "健身步道", Anchor: note.Anchor{Document: "hash", End: 2, Quote: "新建"}, Decision: note.Dismissed, Changed: guardedAt}
	// secrets are what must not be found in a guarded file.
	secrets = []string{"id-of-one", "id-of-two", "PROJECT-0", "两小综合整治", "标签甲", "含哪些街道", "很长的批注", "口袋公园", "oppose", "question", notesGroup + "\x00", intentsGroup + "\x00", "link-of-one", "健身步道", "dismissed", linksGroup + "\x00", pass}
)

func filledNotes(t *testing.T) (*NotesFile, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "notes.piaojue")
	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	if err := errors.Join(n.Change(note.Content{Notes: guardedNotes}, nil), n.Change(note.Content{Intents: []note.Intent{guardedIntent}}, nil), n.Change(note.Content{Links: []note.Link{guardedLink}}, nil)); err != nil {
		t.Fatal(err)
	}
	return n, path
}

func holdsAll(t *testing.T, n *NotesFile) {
	t.Helper()
	notes, err := n.Notes()
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]note.Note{}
	for _, v := range notes {
		byID[v.ID] = v
	}
	for _, want := range guardedNotes {
		if !byID[want.ID].Same(want) {
			t.Errorf("%s reads %+v", want.ID, byID[want.ID])
		}
	}
	intents, err := n.Intents()
	if err != nil || len(notes) != len(guardedNotes) || !reflect.DeepEqual(intents, []note.Intent{guardedIntent}) {
		t.Errorf("%d notes, intents %+v, %v", len(notes), intents, err)
	}
	links, err := n.Links()
	if err != nil || !reflect.DeepEqual(links, []note.Link{guardedLink}) {
		t.Errorf("links %+v, %v", links, err)
	}
}

func mustHide(t *testing.T, path string) {
	t.Helper()
	bytesOf := read(t, path)
	for _, s := range secrets {
		if bytes.Contains(bytesOf, []byte(s)) {
			t.Errorf("%s can be read in %s", s, filepath.Base(path))
		}
	}
}

func TestAGuardedFileHidesEverything(t *testing.T) {
	cheap(t)
	n, path := filledNotes(t)
	for _, s := range secrets[:len(secrets)-1] {
		if !bytes.Contains(read(t, path), []byte(s)) {
			t.Fatalf("%q is not in the file even before: the search proves nothing", s)
		}
	}
	if err := n.SetPassphrase("", pass); err != nil {
		t.Fatal(err)
	}
	mustHide(t, path)
	holdsAll(t, n)
	// Nor does what is written from now on stand there in the clear.
	more := guardedNotes[0]
	more.ID, more.Text = "id-of-one-more", "含哪些街道，又及"
	if err := errors.Join(n.Change(note.Content{Notes: []note.Note{more}}, nil), n.Change(note.Content{}, []string{more.ID}), n.Change(note.Content{Intents: []note.Intent{guardedIntent}}, nil)); err != nil {
		t.Fatal(err)
	}
	mustHide(t, path)
	closed(t, n)
	mustHide(t, path)
	for _, name := range namesIn(t, filepath.Dir(path)) {
		if name != filepath.Base(path) && name != filepath.Base(path)+suffixLock {
			t.Errorf("%s is left", name)
		}
	}

	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if !n.Locked() || !n.Guarded() {
		t.Fatal("it is not locked")
	}
	if _, err := n.Notes(); !errors.Is(err, note.ErrLocked) {
		t.Errorf("notes: %v", err)
	}
	if _, err := n.Intents(); !errors.Is(err, note.ErrLocked) {
		t.Errorf("intents: %v", err)
	}
	refusedWith(t, n.Change(note.Content{Notes: guardedNotes}, nil), "storage.locked")
	refusedWith(t, n.Change(note.Content{Intents: []note.Intent{guardedIntent}}, nil), "storage.locked")
	for _, wrong := range []string{"", "姑苏 运河 2022", pass + " "} {
		refusedWith(t, n.Unlock(wrong), "storage.passphrase.wrong")
		if !n.Locked() {
			t.Fatalf("%q opened it", wrong)
		}
	}
	// Full-width digits, as input methods give them, are the same digits.
	if err := n.Unlock("姑苏 运河 ２０２１"); err != nil {
		t.Fatal(err)
	}
	holdsAll(t, n)
	n.Lock()
	if _, err := n.Notes(); !errors.Is(err, note.ErrLocked) {
		t.Errorf("locked again: %v", err)
	}
}

func TestAPassphraseIsChangedAndTakenAway(t *testing.T) {
	cheap(t)
	n, path := filledNotes(t)
	if err := n.SetPassphrase("", pass); err != nil {
		t.Fatal(err)
	}
	first := read(t, path)
	refusedWith(t, n.SetPassphrase("another", "一二三四五六"), "storage.passphrase.wrong")
	refusedWith(t, n.SetPassphrase(pass, "一二三四五"), "storage.passphrase.short")
	refusedWith(t, n.SetPassphrase("another", ""), "storage.passphrase.wrong")
	if !bytes.Equal(read(t, path), first) {
		t.Fatal("refused, and the file is another")
	}
	if err := n.SetPassphrase(pass, "一二三四五六"); err != nil {
		t.Fatal(err)
	}
	holdsAll(t, n)
	mustHide(t, path)
	n.Lock()
	refusedWith(t, n.Unlock(pass), "storage.passphrase.wrong")
	// It is taken away on a locked file as well.
	if err := n.SetPassphrase("一二三四五六", ""); err != nil {
		t.Fatal(err)
	}
	if n.Guarded() || n.Locked() {
		t.Error("it is still guarded")
	}
	holdsAll(t, n)
	closed(t, n)
	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	holdsAll(t, n)
}

// Notes are read and written while a passphrase is tried, and what was written
// meanwhile is there under the new one.
func TestNotesAreReadWhileAPassphraseIsTried(t *testing.T) {
	cheap(t)
	n, _ := filledNotes(t)
	late := guardedNotes[0]
	late.ID = "late"
	tried := 0
	n.trying = func() {
		tried++
		if _, err := n.Notes(); err != nil && !n.Locked() {
			t.Errorf("notes are not read: %v", err)
		}
		if err := n.Change(note.Content{Notes: []note.Note{late}}, nil); err != nil && !n.Locked() {
			t.Errorf("a note is not written: %v", err)
		}
	}
	if err := n.SetPassphrase("", pass); err != nil {
		t.Fatal(err)
	}
	n.Lock()
	if err := n.Unlock(pass); err != nil || tried != 2 {
		t.Fatalf("tried %d times: %v", tried, err)
	}
	all, err := n.Notes()
	if err != nil || len(all) != len(guardedNotes)+1 || !n.Guarded() {
		t.Errorf("%d notes, %v", len(all), err)
	}
	// One that is closed meanwhile stays locked.
	n.Lock()
	n.trying = func() { closed(t, n) }
	if err := n.Unlock(pass); err == nil || !n.Locked() {
		t.Error("a file that is closed was unlocked")
	}
}

func TestAGuardedFileKeepsTheContract(t *testing.T) {
	cheap(t)
	open := reopened(OpenNotes)
	storetest.NotesContract(t, func(t *testing.T) note.Store {
		n := open(t)
		var err error
		if n.Guarded() {
			err = n.Unlock(pass)
		} else {
			err = n.SetPassphrase("", pass)
		}
		if err != nil {
			t.Fatal(err)
		}
		return n
	})
}

// A sealed record that was put under another name, or changed, is damage.
func TestSealedRecordsStayWhereTheyAre(t *testing.T) {
	g, err := newGuard(newKey())
	if err != nil {
		t.Fatal(err)
	}
	name, sealed := g.seal(notesGroup, []byte("1"), []byte("批注"))
	other, _ := g.seal(notesGroup, []byte("2"), []byte("批注"))
	if group, key, body, err := g.open(name, sealed); err != nil || group != notesGroup || string(key) != "1" || string(body) != "批注" {
		t.Fatalf("%s %s %s %v", group, key, body, err)
	}
	if _, _, _, err := g.open(other, sealed); !errors.Is(err, errDamaged) {
		t.Errorf("under another name: %v", err)
	}
	for i := range sealed {
		sealed[i] ^= 1
		if _, _, _, err := g.open(name, sealed); !errors.Is(err, errDamaged) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
		sealed[i] ^= 1
	}
	strange, err := newGuard(newKey())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := strange.open(name, sealed); !errors.Is(err, errDamaged) {
		t.Errorf("with another key: %v", err)
	}
	// The length says no more than a step.
	for _, text := range []string{"", "短", strings.Repeat("长", 30)} {
		if _, s := g.seal(notesGroup, []byte("1"), []byte(text)); (len(s)-12-16)%sealedStep != 0 {
			t.Errorf("%d bytes for %q", len(s), text)
		}
	}
}

func TestBackup(t *testing.T) {
	cheap(t)
	for _, guarded := range []bool{false, true} {
		t.Run(fmt.Sprint("guarded ", guarded), func(t *testing.T) {
			n, path := filledNotes(t)
			with := ""
			if guarded {
				with = pass
				if err := n.SetPassphrase("", pass); err != nil {
					t.Fatal(err)
				}
			}
			stick := t.TempDir()
			backup := filepath.Join(stick, "备份.piaojue")
			if err := n.Backup(backup); err != nil {
				t.Fatal(err)
			}
			if names := namesIn(t, stick); len(names) != 1 {
				t.Errorf("the stick holds %v", names)
			}
			if guarded {
				mustHide(t, backup)
				_, err := ReadBackup(backup, "")
				if !errors.Is(err, note.ErrLocked) {
					t.Errorf("read without a passphrase: %v", err)
				}
				_, err = ReadBackup(backup, "another one")
				refusedWith(t, err, "storage.passphrase.wrong")
			}
			// Nothing is written over.
			before := read(t, backup)
			refusedWith(t, n.Backup(backup), "storage.there")
			refusedWith(t, n.Backup(path), "storage.there")
			// Reading changes nothing, and needs no right to write.
			if err := errors.Join(os.Chmod(backup, 0o400), os.Chmod(stick, 0o500)); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(stick, 0o700)
			c, err := ReadBackup(backup, with)
			if err != nil || len(c.Notes) != len(guardedNotes) || !reflect.DeepEqual(c.Intents, []note.Intent{guardedIntent}) || !reflect.DeepEqual(c.Links, []note.Link{guardedLink}) {
				t.Fatalf("read %+v %v", c, err)
			}
			if !bytes.Equal(read(t, backup), before) {
				t.Error("reading changed the backup")
			}
			kept, err := n.CopyAside()
			if err != nil {
				t.Fatal(err)
			}
			again, err := n.CopyAside()
			if list, _ := Kept(path); err != nil || len(list) != 2 || list[0].Path != kept || list[1].Path != again {
				t.Errorf("kept %v and %v: %v, %v", kept, again, list, err)
			}
			if c, err := ReadBackup(kept, with); err != nil || len(c.Notes) != len(guardedNotes) {
				t.Errorf("put aside: %+v %v", c, err)
			}
		})
	}
}

func TestABackupThatIsNone(t *testing.T) {
	folder := t.TempDir()
	_, err := ReadBackup(filepath.Join(folder, "none"), "")
	refusedWith(t, err, "storage.missing")
	n, path := filledNotes(t)
	closed(t, n)
	whole := read(t, path)
	for name, spoiled := range map[string][]byte{
		"empty":   {},
		"cut":     whole[:len(whole)/2],
		"flipped": bytes.ReplaceAll(whole, []byte("含哪些街道"), []byte("含哪些街巷")),
	} {
		at := filepath.Join(folder, name)
		write(t, at, spoiled)
		if c, err := ReadBackup(at, ""); err == nil {
			t.Errorf("%s: read as %d notes", name, len(c.Notes))
		}
	}
	at := filepath.Join(folder, "text.txt")
	write(t, at, []byte(strings.Repeat("不是备份。", 5000)))
	if _, err := ReadBackup(at, ""); err == nil {
		t.Error("a text was read")
	}
}

// A disk that fails while the passphrase is set, changed or taken away leaves the
// old file or the new one. Whichever it is, nothing is written in the clear into a
// guarded file, nor under a key that is not that of the file.
func TestWhateverAFailingDiskLeavesIsGoneBy(t *testing.T) {
	cheap(t)
	const later = "另一个口令 2022"
	for _, c := range []struct{ name, before, after string }{
		{"set", "", pass},
		{"changed", pass, later},
		{"taken away", pass, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, path := filledNotes(t)
			if c.before != "" {
				if err := n.SetPassphrase("", c.before); err != nil {
					t.Fatal(err)
				}
			}
			// The file as it is after the change, in the place of the one before.
			twin := filepath.Join(t.TempDir(), "notes.piaojue")
			if err := n.Backup(twin); err != nil {
				t.Fatal(err)
			}
			m, err := OpenNotes(twin)
			if err == nil {
				err = errors.Join(m.SetPassphrase(c.before, c.after), m.Close())
			}
			if err == nil {
				err = errors.Join(n.file.drop(), os.Rename(twin, path))
			}
			if err != nil {
				t.Fatal(err)
			}
			err = n.Change(note.Content{Notes: guardedNotes[:1]}, nil)
			if c.after == "" {
				if err != nil || n.Guarded() {
					t.Errorf("%v, guarded %v", err, n.Guarded())
				}
				holdsAll(t, n)
				return
			}
			if !errors.Is(err, note.ErrLocked) || !n.Locked() {
				t.Errorf("%v, locked %v", err, n.Locked())
			}
			mustHide(t, path)
			if err := errors.Join(n.Unlock(c.after), n.Change(note.Content{Notes: guardedNotes[:1]}, nil)); err != nil {
				t.Fatal(err)
			}
			holdsAll(t, n)
			mustHide(t, path)
		})
	}
}
