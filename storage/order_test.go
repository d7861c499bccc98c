package storage

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"log"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
)

// guessLast is what somebody with one copy of the file can do: a ballot that is
// in the file fewer times than all others came last, as the older pages that are
// still there do not have it yet. -1 for no guess.
func guessLast(file []byte, sealed [][]byte) int {
	fewest, guess := len(file), -1
	for i, r := range sealed {
		switch n := bytes.Count(file, r); {
		case n < fewest:
			fewest, guess = n, i
		case n == fewest:
			guess = -1
		}
	}
	return guess
}

// A copy of the file, taken after any cast, does not tell which ballot came
// last, nor does the place of a ballot in it. The same attack on a file that is
// only committed to does name it.
func TestOrderOfCastsIsNotInTheFile(t *testing.T) {
	const runs, ballots = 40, 12
	for _, c := range []struct {
		name    string
		cast    func(f *MeetingFile, put func(*records) error) error
		succeed bool
	}{
		{"as the box casts", func(f *MeetingFile, put func(*records) error) error { return f.file.updateUnordered(put) }, false},
		{"only committed", func(f *MeetingFile, put func(*records) error) error { return f.file.update(put) }, true},
	} {
		named, places := 0, make([]int, ballots)
		for range runs {
			path := filepath.Join(t.TempDir(), "meeting.piaojue")
			f := openVote(t, path)
			sealed, key := make([][]byte, ballots), make([]byte, ballotKeySize)
			for i := range sealed {
				body, err := packBallot(numbered(i))
				if err != nil {
					t.Fatal(err)
				}
				rand.Read(key)
				sealed[i] = seal(box(1), key, body)
				if err := c.cast(f, func(r *records) error { return r.put(box(1), bytes.Clone(key), body) }); err != nil {
					t.Fatal(err)
				}
			}
			file := read(t, path)
			closed(t, f)
			if guessLast(file, sealed) == ballots-1 {
				named++
			}
			last, before := bytes.LastIndex(file, sealed[ballots-1]), 0
			for _, r := range sealed {
				if bytes.LastIndex(file, r) < last {
					before++
				}
			}
			places[before]++
		}
		t.Logf("%s: the last ballot was named in %d of %d runs; its places %v", c.name, named, runs, places)
		if c.succeed {
			if named < runs*3/4 {
				t.Errorf("%s: the attack names only %d of %d: it proves nothing", c.name, named, runs)
			}
			continue
		}
		// 3 to a place on average; 14 at one of 12 by chance once in 37,000 runs.
		if most := slices.Max(places); named > 0 || most >= 14 {
			t.Errorf("%s: the last ballot is named in %d runs, or stands at one place in %d", c.name, named, most)
		}
	}
}

// With the same keys, the file is the same byte for byte, in whatever order the
// ballots came.
func TestFileIsTheSameInAnyOrder(t *testing.T) {
	const ballots = 300
	keys, bodies := make([][]byte, ballots), make([][]byte, ballots)
	for i := range keys {
		keys[i] = make([]byte, ballotKeySize)
		rand.Read(keys[i])
		body, err := packBallot(numbered(i))
		if err != nil {
			t.Fatal(err)
		}
		bodies[i] = body
	}
	begin, err := beginVote()
	if err != nil {
		t.Fatal(err)
	}
	var first []byte
	for run := range 4 {
		path := filepath.Join(t.TempDir(), "meeting.piaojue")
		f, err := OpenMeeting(path, true, func() (Beginning, error) { return begin, nil })
		if err != nil {
			t.Fatal(err)
		}
		order := mathrand.Perm(ballots)
		for i, b := range order {
			put := f.file.update // what crashes leave behind
			if run%2 == 0 || i == ballots-1 {
				put = f.file.updateUnordered
			}
			if err := put(func(r *records) error { return r.put(box(1), keys[b], bodies[b]) }); err != nil {
				t.Fatal(err)
			}
		}
		file := read(t, path)
		closed(t, f)
		if first == nil {
			first = file
		} else if !bytes.Equal(file, first) {
			t.Fatalf("run %d made another file", run)
		}
	}
}

// After a crash between a cast and the rewriting, opening the file makes up for it.
func TestOpeningRewrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.piaojue")
	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	const secret = "SECRETNOTE"
	err = n.file.update(func(r *records) error { return r.put(notesGroup, []byte("1"), []byte(secret)) })
	if err == nil {
		err = n.Change(note.Content{}, []string{"1"})
	}
	if err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	if !bytes.Contains(read(t, path), []byte(secret)) {
		t.Fatal("bbolt no longer leaves what was deleted: the test proves nothing")
	}
	for range 2 {
		if n, err = OpenNotes(path); err != nil {
			t.Fatal(err)
		}
		closed(t, n)
		if bytes.Contains(read(t, path), []byte(secret)) {
			t.Fatal("what was deleted is still in the file")
		}
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if n, err = OpenNotes(path); err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("a file that is in order was written on opening: %v", err)
	}
}

// A ballot is cast at a moment that nothing else happens at. Nothing in the
// folder, and nothing that was logged, holds that moment, and the record holds
// nothing but its marks, noise and a checksum.
func TestNoTimeOfACastIsKept(t *testing.T) {
	var logged bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&logged, nil)))
	log.SetOutput(&logged)
	t.Cleanup(func() { slog.SetDefault(before); log.SetOutput(os.Stderr) })

	folder := t.TempDir()
	f := openVote(t, filepath.Join(folder, "meeting.piaojue"))
	moment := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	d := meeting.NewDesk(f, func() time.Time { return moment }, rand.Reader)
	if err := toCasting(d); err != nil {
		t.Fatal(err)
	}
	moment = time.Date(2031, 7, 29, 17, 43, 21, 987654321, time.UTC)
	marked := numbered(0x1B2D3E9C)
	if err := d.LetThrough(); err != nil {
		t.Fatal(err)
	}
	if err := d.Cast(marked); err != nil {
		t.Fatal(err)
	}
	moment = time.Date(2021, 1, 13, 10, 0, 0, 0, time.UTC)
	if err := d.LetThrough(); err != nil {
		t.Fatal(err)
	}
	if err := d.Cast(numbered(1)); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	cast := time.Date(2031, 7, 29, 17, 43, 21, 987654321, time.UTC)
	var traces [][]byte
	for _, layout := range []string{"2031-07", "20310729", "17:43", "31-07-29"} {
		traces = append(traces, []byte(layout))
	}
	for _, n := range []int64{cast.Unix(), cast.UnixMilli(), cast.UnixMicro(), cast.UnixNano()} {
		traces = append(traces, fmt.Append(nil, n),
			binary.LittleEndian.AppendUint64(nil, uint64(n)), binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
	searched := 0
	err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		searched++
		file := read(t, path)
		for _, trace := range traces {
			if bytes.Contains(file, trace) {
				t.Errorf("%s holds %q", filepath.Base(path), trace)
			}
		}
		return nil
	})
	if err != nil || searched < 1 {
		t.Errorf("searched %d files: %v", searched, err)
	}
	if logged.Len() > 0 {
		t.Errorf("logged %q", logged.String())
	}

	err = f.file.view(func(r *records) error {
		return r.each(box(1), func(key, body []byte) error {
			if len(key) != 16 || len(body) != 2+16+16 {
				t.Errorf("a ballot of %d + %d bytes", len(key), len(body))
			}
			return nil
		})
	})
	if err != nil {
		t.Error(err)
	}
	for name := range strings.SplitSeq(strings.Join(namesIn(t, folder), " "), " ") {
		if !strings.HasPrefix(name, "meeting.piaojue") {
			t.Errorf("the folder holds %s", name)
		}
	}
}

// Ballots of a round are of one length, whatever their marks, and come out as
// they went in.
func TestBallotRecord(t *testing.T) {
	for _, n := range []int{0, 1, 3, 4, 5, 12, 63, 64, 65, 500} {
		lengths := map[int]bool{}
		for range 20 {
			b := ballot.Ballot{Marks: make([]ballot.Mark, n)}
			for i := range b.Marks {
				b.Marks[i] = ballot.Mark(mathrand.IntN(4))
			}
			body, err := packBallot(b)
			if err != nil {
				t.Fatal(err)
			}
			got, err := unpackBallot(body)
			if err != nil || !slices.Equal(got.Marks, b.Marks) {
				t.Fatalf("%v came out as %v: %v", b, got, err)
			}
			again, err := packBallot(b)
			if err != nil || bytes.Equal(again, body) {
				t.Error("equal ballots look equal")
			}
			lengths[len(body)] = true
			for _, cut := range []int{0, 1, len(body) - 1} {
				if _, err := unpackBallot(body[:cut]); err == nil {
					t.Errorf("%d of %d bytes were read as a ballot", cut, len(body))
				}
			}
		}
		if len(lengths) != 1 {
			t.Errorf("ballots on %d projects have the lengths %v", n, lengths)
		}
	}
	if _, err := packBallot(ballot.Ballot{Marks: []ballot.Mark{4}}); err == nil {
		t.Error("a mark that is none was packed")
	}
	if _, err := packBallot(ballot.Ballot{Marks: make([]ballot.Mark, mostMarks+1)}); err == nil {
		t.Error("too many marks were packed")
	}
}
