//go:build unix

package storage

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"piaojue/app/say"
)

// fillerName stands in the folder of a file on a small disk; removing it makes room.
const fillerName = "filler"

// castUntilFull casts until nothing can be written any more, then makes room
// and casts once more. Without a filler the limit is that of the process on the
// size of a file.
func castUntilFull(path string) error {
	f, err := OpenMeeting(path, true, beginVote)
	if err != nil {
		return err
	}
	d := deskOn(f)
	if err := toCasting(d); err != nil {
		return err
	}
	filler := filepath.Join(filepath.Dir(path), fillerName)
	var limit syscall.Rlimit
	if _, err := os.Stat(filler); err != nil {
		filler = ""
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		tight := limit
		tight.Cur = 96 << 10
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &tight); err != nil {
			return err
		}
	}
	i := 0
	for err = nil; err == nil; i++ {
		if i > 3000 {
			return errors.New("the disk never filled up")
		}
		if err = d.LetThrough(); err != nil {
			break
		}
		if err = d.Cast(numbered(i)); err == nil {
			fmt.Println(i)
		}
	}
	fmt.Println("refused:", say.Explain(err).What.Key)
	if filler != "" {
		err = os.Remove(filler)
	} else {
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	}
	if err != nil {
		return err
	}
	if v, err := d.View(); err != nil {
		return err
	} else if !v.Round.Outstanding {
		if err := d.LetThrough(); err != nil {
			return err
		}
	}
	if err := d.Cast(numbered(i + 1)); err != nil {
		return err
	}
	fmt.Println(i + 1)
	return f.Close()
}

// A full disk is said to be full; nothing acknowledged is lost, and the vote
// goes on when there is room again.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meeting.piaojue")
	out, err := child("fill", path).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	checkFilled(t, path, string(out))
}

// checkFilled compares what a child said with what is in the file.
func checkFilled(t *testing.T, path, said string) {
	t.Helper()
	f, err := OpenMeeting(path, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in, err := f.Ballots(1)
	if err != nil {
		t.Fatal(err)
	}
	times := map[int]int{}
	for _, b := range in {
		times[numberIn(b)]++
	}
	acknowledged, refused := 0, false
	for line := range strings.Lines(said) {
		if line == "refused: storage.full\n" {
			refused = true
			continue
		}
		var i int
		if _, err := fmt.Sscan(line, &i); err != nil {
			t.Fatalf("the child said %q", line)
		}
		if acknowledged++; times[i] != 1 {
			t.Errorf("ballot %d was acknowledged and is in the box %d times", i, times[i])
		}
	}
	if !refused || acknowledged < 10 || acknowledged != len(in) {
		t.Errorf("refused for a full disk: %v; %d acknowledged, %d in the box", refused, acknowledged, len(in))
	}
}

// openAsGuest opens a file without the rights of root.
func openAsGuest(path string) error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			return err
		}
	}
	f, err := OpenMeeting(path, true, beginVote)
	if err == nil {
		return errors.Join(errors.New("it was opened"), f.Close())
	}
	fmt.Println(say.Explain(err).What.Key)
	return nil
}

// A folder or a file that may not be written is said to be so.
func TestReadOnly(t *testing.T) {
	folder := t.TempDir()
	closedFolder := filepath.Join(folder, "closed")
	inside := filepath.Join(closedFolder, "meeting.piaojue")
	f, err := OpenMeeting(inside, true, beginVote)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	before := read(t, inside)
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(closedFolder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(closedFolder, 0o755) })
	for _, path := range []string{inside, filepath.Join(closedFolder, "new.piaojue"), filepath.Join(closedFolder, "new", "new.piaojue")} {
		out, err := child("guest", path).Output()
		if err != nil || string(out) != "storage.unwritable\n" {
			t.Errorf("%s: said %q, %v", filepath.Base(path), out, err)
		}
	}
	if string(read(t, inside)) != string(before) {
		t.Error("the file was changed")
	}
}
