package storage

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"piaojue/app/meeting"
	"piaojue/app/note"
)

// contents is all that a file gives.
type contents func(path string) (string, error)

func meetingContents(path string) (string, error) {
	f, err := OpenMeeting(path, true, nil)
	if err != nil {
		return "", err
	}
	defer f.Close()
	m, err := f.Meeting()
	if err != nil {
		return "", err
	}
	d, ok, err := f.Document()
	if err != nil {
		return "", err
	}
	n, err := f.Returned(1)
	if err != nil {
		return "", err
	}
	in, err := f.Ballots(1)
	if err != nil {
		return "", err
	}
	all, err := json.Marshal([]any{m, d, ok, n, in})
	return string(all), err
}

func notesContents(path string) (string, error) {
	f, err := OpenNotes(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	notes, err := f.Notes()
	if err != nil {
		return "", err
	}
	intents, err := f.Intents()
	if err != nil {
		return "", err
	}
	all, err := json.Marshal([]any{notes, intents})
	return string(all), err
}

// used makes files as they are in the middle of their use: a meeting after a
// cast and further acts, one after its close, and notes of which some were changed and removed.
func used(t *testing.T, folder string) map[string]contents {
	t.Helper()
	files := map[string]contents{}
	for _, name := range []string{"casting", "closed"} {
		path := filepath.Join(folder, name+".piaojue")
		f := openVote(t, path)
		d := deskOn(f)
		acts := []func() error{func() error { return toCasting(d) }}
		for i := range 150 {
			acts = append(acts, d.LetThrough, func() error { return d.Cast(numbered(i * 37)) })
		}
		acts = append(acts, d.LetThrough, d.GiveUp)
		if name == "closed" {
			acts = append(acts, d.Close, d.Reconcile)
		}
		for _, act := range acts {
			if err := act(); err != nil {
				t.Fatal(err)
			}
		}
		closed(t, f)
		files[path] = meetingContents
	}
	path := filepath.Join(folder, "notes.piaojue")
	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		v := note.Note{ID: fmt.Sprint(i), Project: "1", Colour: note.Yellow, Text: fmt.Sprint("批注", i)}
		if err := n.Change(note.Content{Notes: []note.Note{v}}, nil); err != nil {
			t.Fatal(err)
		}
		v.Text += "改"
		if i%3 == 0 {
			err = n.Change(note.Content{Notes: []note.Note{v}}, nil)
		} else if i%3 == 1 {
			err = n.Change(note.Content{}, []string{v.ID})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := n.Change(note.Content{Intents: []note.Intent{{Project: "1", Leaning: note.Favour}}}, nil); err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	files[path] = notesContents
	return files
}

// One bit that is changed anywhere in a file is noticed, or makes no difference;
// it is never given for what was written, and opening always ends.
func TestBitFlips(t *testing.T) {
	folder := t.TempDir()
	for path, contents := range used(t, folder) {
		sound := read(t, path)
		want, err := contents(path)
		if err != nil {
			t.Fatal(err)
		}
		// Most of a file is empty: half of the flips go to bytes that are not.
		var full []int
		for i, b := range sound {
			if b != 0 {
				full = append(full, i)
			}
		}
		trial := filepath.Join(folder, "trial", "data.piaojue")
		if err := os.MkdirAll(filepath.Dir(trial), 0o700); err != nil {
			t.Fatal(err)
		}
		noticed, harmless := 0, 0
		for i := range 300 {
			at := mathrand.IntN(len(sound))
			if i%2 == 0 {
				at = full[mathrand.IntN(len(full))]
			}
			bit := mathrand.IntN(8)
			flipped := bytes.Clone(sound)
			flipped[at] ^= 1 << bit
			write(t, trial, flipped)
			got, err := withinLimit(t, func() (string, error) { return contents(trial) })
			switch {
			case err != nil:
				noticed++
				if now := read(t, trial); !bytes.Equal(now, flipped) {
					t.Fatalf("%s: the damaged file was changed", path)
				}
			case got == want:
				harmless++
			default:
				t.Fatalf("%s: bit %d of byte %d of %d changed silently what is read", filepath.Base(path), bit, at, len(sound))
			}
		}
		t.Logf("%s: %d noticed, %d harmless, 0 silent", filepath.Base(path), noticed, harmless)
		if noticed < 50 {
			t.Errorf("%s: only %d of 300 flips noticed", filepath.Base(path), noticed)
		}
	}
}

// withinLimit runs what must end.
func withinLimit(t *testing.T, act func() (string, error)) (got string, err error) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		got, err = act()
	}()
	select {
	case <-done:
		return got, err
	case <-time.After(10 * time.Second):
		t.Fatal("opening never ended")
		return "", nil
	}
}

// Bytes of any file in place of another's, and files cut anywhere: noticed or
// harmless.
func TestTornFiles(t *testing.T) {
	folder := t.TempDir()
	files := used(t, folder)
	trial := filepath.Join(folder, "trial", "data.piaojue")
	if err := os.MkdirAll(filepath.Dir(trial), 0o700); err != nil {
		t.Fatal(err)
	}
	for path, contents := range files {
		sound := read(t, path)
		want, err := contents(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 100 {
			torn := bytes.Clone(sound)
			pages := len(torn) / os.Getpagesize()
			from, to := mathrand.IntN(pages)*os.Getpagesize(), mathrand.IntN(pages)*os.Getpagesize()
			switch i % 3 {
			case 0: // a page that was never written
				clear(torn[to : to+os.Getpagesize()])
			case 1: // a page in the place of another
				copy(torn[to:to+os.Getpagesize()], torn[from:])
			case 2:
				torn = torn[:mathrand.IntN(len(torn))]
			}
			write(t, trial, torn)
			got, err := withinLimit(t, func() (string, error) { return contents(trial) })
			if err == nil && got != want {
				t.Fatalf("%s: a torn file (%d, %d to %d) was read as another", filepath.Base(path), i%3, from, to)
			}
		}
	}
}

// inspect lets every file through that bbolt wrote, whatever was done to it, and
// finds in it nothing that bbolt's own check does not.
func TestInspectPassesWhatIsSound(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(folder, "data.piaojue")
		os.Remove(path)
		n, err := OpenNotes(path)
		if err != nil {
			rt.Fatal(err)
		}
		defer n.Close()
		for range rapid.IntRange(1, 40).Draw(rt, "acts") {
			id := rapid.StringMatching(`[a-z]{1,3}`).Draw(rt, "id")
			var err error
			if rapid.IntRange(0, 3).Draw(rt, "act") == 0 {
				err = n.Change(note.Content{}, []string{id})
			} else {
				err = n.Change(note.Content{Notes: []note.Note{{ID: id, Text: string(make([]byte, rapid.SampledFrom([]int{0, 10, 300, 5000, 40_000}).Draw(rt, "size")))}}}, nil)
			}
			if err != nil {
				rt.Fatal(err)
			}
		}
		if _, err := inspect(read(t, path)); err != nil {
			rt.Fatalf("inspect: %v", err)
		}
		err = n.file.db.View(func(tx *bbolt.Tx) error {
			for err := range tx.Check() {
				return err
			}
			return nil
		})
		if err != nil {
			rt.Fatalf("bbolt's check: %v", err)
		}
	})
}

// Whatever is changed in a file, inspect ends without a panic. The input is a
// list of changes, of four bytes each: three for where, one for what. Meta pages
// get their checksum again, so that what they say is tried as well.
func FuzzInspect(f *testing.F) {
	path := filepath.Join(f.TempDir(), "notes.piaojue")
	n, err := OpenNotes(path)
	if err != nil {
		f.Fatal(err)
	}
	for i := range 120 {
		if err := n.Change(note.Content{Notes: []note.Note{{ID: fmt.Sprint(i), Text: "批注"}}}, nil); err != nil {
			f.Fatal(err)
		}
	}
	if err := n.Close(); err != nil {
		f.Fatal(err)
	}
	sound, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	m, _, err := newestMeta(sound)
	if err != nil {
		f.Fatal(err)
	}
	change := func(at int, value byte) []byte { return []byte{byte(at >> 16), byte(at >> 8), byte(at), value} }
	for _, at := range []int{8, 10, 12, pageHeader, pageHeader + 4, pageHeader + 8, pageHeader + 12} {
		f.Add(change(int(m.root)*m.pageSize+at, 0xFF))
		f.Add(change(int(m.freelist)*m.pageSize+at, 3))
	}
	for _, at := range []int{8, 16, 32, 40, 48} {
		f.Add(append(change(pageHeader+at, 0xFE), change(m.pageSize+pageHeader+at, 1)...))
	}
	f.Fuzz(func(t *testing.T, changes []byte) {
		data := bytes.Clone(sound)
		for ; len(changes) >= 4; changes = changes[4:] {
			at := int(changes[0])<<16 | int(changes[1])<<8 | int(changes[2])
			data[at%len(data)] = changes[3]
		}
		for page := range 2 {
			b := data[page*m.pageSize+pageHeader:][:metaSize]
			sum := fnv.New64a()
			sum.Write(b[:metaSize-8])
			binary.LittleEndian.PutUint64(b[metaSize-8:], sum.Sum64())
		}
		_, _ = inspect(data)
	})
}

// A record that stands in another place, or not at all, is noticed even where
// all pages are sound.
func TestRecordsOutOfPlace(t *testing.T) {
	key := bytes.Repeat([]byte{7}, ballotKeySize)
	first := func(b *bbolt.Bucket) (at, key, record []byte) {
		prefix := place(box(1), nil)
		at, record = b.Cursor().Seek(prefix)
		return bytes.Clone(at), bytes.Clone(at[len(prefix):]), bytes.Clone(record)
	}
	for name, change := range map[string]func(b *bbolt.Bucket) error{
		"a ballot is missing": func(b *bbolt.Bucket) error {
			at, _, _ := first(b)
			return b.Delete(at)
		},
		"a ballot is under another key": func(b *bbolt.Bucket) error {
			_, _, record := first(b)
			return b.Put(place(box(1), key), record)
		},
		"a ballot is moved to another box": func(b *bbolt.Bucket) error {
			at, key, record := first(b)
			return errors.Join(b.Delete(at), b.Put(place(box(2), key), record))
		},
		"a ballot that was not cast": func(b *bbolt.Bucket) error {
			body, err := packBallot(numbered(5))
			return errors.Join(err, b.Put(place(box(1), key), seal(box(1), key, body)))
		},
		"a ballot in place of another": func(b *bbolt.Bucket) error {
			at, key, _ := first(b)
			body, err := packBallot(numbered(5))
			return errors.Join(err, b.Put(at, seal(box(1), key, body)))
		},
		"a record of no group":   func(b *bbolt.Bucket) error { return b.Put([]byte("x"), seal("x", nil, nil)) },
		"the meeting is missing": func(b *bbolt.Bucket) error { return b.Delete(place(meetingGroup, []byte(meetingKey))) },
		"the sum is missing":     func(b *bbolt.Bucket) error { return b.Delete(place(fileGroup, []byte(sumKey))) },
		"the schema is missing":  func(b *bbolt.Bucket) error { return b.Delete(place(fileGroup, []byte(schemaKey))) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "meeting.piaojue")
			f := openVote(t, path)
			for i := range 3 {
				if err := f.Cast(1, numbered(i), func(*meeting.Meeting) error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			closed(t, f)
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Update(func(tx *bbolt.Tx) error { return change(tx.Bucket([]byte(allRecords))) }); err != nil {
				t.Fatal(err)
			}
			closed(t, db)
			_, err = OpenMeeting(path, true, beginVote)
			refusedWith(t, err, "storage.damaged")
		})
	}
}
