package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// only holds that a folder has these files and nothing else.
func only(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[e.Name()] = string(b)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	looked := ""
	look := func(temporary string) error {
		b, err := os.ReadFile(temporary)
		looked = string(b)
		return err
	}
	for _, s := range []string{"first", "second"} {
		if err := Write(path, text(s), look); err != nil {
			t.Fatal(err)
		}
		if looked != s {
			t.Errorf("the check saw %q", looked)
		}
		only(t, dir, map[string]string{"a.xlsx": s})
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 && runtime.GOOS != "windows" {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// Whatever fails, the file is what it was and nothing lies beside it.
func TestFailures(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name  string
		write func(io.Writer) error
		check func(string) error
		want  error
	}{
		{"the writing fails half-way", func(w io.Writer) error { return errors.Join(text("ha")(w), broken) }, nil, broken},
		{"the check refuses", text("new"), func(string) error { return broken }, broken},
		{"the disk is full", func(io.Writer) error { return &os.PathError{Op: "write", Err: fullDisk()} }, nil, ErrFull},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.xlsx")
			if err := Write(path, c.write, c.check); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			only(t, dir, map[string]string{})
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := Write(path, c.write, c.check); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			only(t, dir, map[string]string{"a.xlsx": "old"})
		})
	}
}

// fullDisk is the error of a full disk here.
func fullDisk() error {
	if runtime.GOOS == "windows" {
		return syscall.Errno(112)
	}
	return syscall.ENOSPC
}

func TestTargets(t *testing.T) {
	dir := t.TempDir()
	readOnly := filepath.Join(dir, "read-only.xlsx")
	if err := os.WriteFile(readOnly, []byte("old"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.xlsx"), 0o700); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		readOnly:                             ErrReadOnly,
		filepath.Join(dir, "folder.xlsx"):    ErrNotFile,
		filepath.Join(dir, "none", "a.xlsx"): ErrNoFolder,
	} {
		if err := Write(path, text("new"), nil); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", filepath.Base(path), err, want)
		}
	}
	only(t, dir, map[string]string{"read-only.xlsx": "old"})
}

func TestLinksAreFollowed(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if err := Write(link, text("new"), nil); err != nil {
		t.Fatal(err)
	}
	only(t, dir, map[string]string{"target": "new", "link": "new"})
	if info, err := os.Stat(target); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the permissions became %v, %v", info.Mode(), err)
	}
}
