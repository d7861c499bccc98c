package storage

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// keptFolder stands beside a file and takes what was put aside. Nothing in it
// is ever deleted or written over.
const keptFolder = "kept"

// KeptFile is a file that was put aside.
type KeptFile struct {
	Path    string
	Size    int64     // bytes
	Changed time.Time // when it was last written
}

// Kept lists what was put aside of the file at path, the earliest first.
func Kept(path string) ([]KeptFile, error) {
	stem, ext := stemOf(path)
	entries, err := os.ReadDir(filepath.Join(filepath.Dir(path), keptFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(path, meetingKind, err)
	}
	type numbered struct {
		KeptFile
		number int
	}
	var found []numbered
	for _, e := range entries {
		number, ok := numberOf(e.Name(), stem, ext)
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, explain(path, meetingKind, err)
		}
		found = append(found, numbered{KeptFile{
			Path: filepath.Join(filepath.Dir(path), keptFolder, e.Name()), Size: info.Size(), Changed: info.ModTime(),
		}, number})
	}
	slices.SortFunc(found, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	kept := make([]KeptFile, len(found))
	for i, f := range found {
		kept[i] = f.KeptFile
	}
	return kept, nil
}

// stemOf splits the name of a file: meeting, .piaojue.
func stemOf(path string) (stem, ext string) {
	ext = filepath.Ext(path)
	return strings.TrimSuffix(filepath.Base(path), ext), ext
}

// nameOf is the name of the file that is put aside as the given number;
// numberOf reads it.
func nameOf(stem, ext string, number int) string {
	return fmt.Sprintf("%s-%d%s", stem, number, ext)
}

func numberOf(name, stem, ext string) (number int, ok bool) {
	_, err := fmt.Sscanf(strings.TrimPrefix(name, stem), "-%d", &number)
	return number, err == nil && name == nameOf(stem, ext, number)
}

// SetAside moves a file that no window holds to where Kept lists it, and gives
// its new path: the way out for notes or a rehearsal that are damaged.
func SetAside(path string) (kept string, err error) {
	defer func() { err = explain(path, meetingKind, err) }()
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", errMissing
	}
	lock, err := holdSoon(path + suffixLock)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	return aside(path)
}

// aside moves a file whose lock this process has.
func aside(path string) (kept string, err error) {
	if kept, err = nextAside(path); err != nil {
		return "", err
	}
	if err := replace(path, kept); err != nil {
		return "", err
	}
	return kept, syncFolder(filepath.Dir(path))
}

// nextAside is where the next file of the one at path goes that is put aside.
func nextAside(path string) (kept string, err error) {
	folder := filepath.Join(filepath.Dir(path), keptFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	earlier, err := Kept(path)
	if err != nil {
		return "", err
	}
	stem, ext := stemOf(path)
	number := 1
	if len(earlier) > 0 {
		number, _ = numberOf(filepath.Base(earlier[len(earlier)-1].Path), stem, ext)
		number++
	}
	kept = filepath.Join(folder, nameOf(stem, ext, number))
	if _, err := os.Lstat(kept); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("storage: %s is in the way: %w", kept, err)
	}
	return kept, nil
}

// beginAgain puts the file aside and begins a new one in its place, which is
// whole before the old one is moved: a crash between leaves the new one to be
// found by create.
func (f *file) beginAgain(begin func(*records) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(f.path, f.kind, f.safely(func() error {
		fresh := f.path + suffixNew
		if err := f.make(fresh, begin); err != nil {
			return err
		}
		if err := f.drop(); err != nil {
			return errors.Join(err, removed(fresh))
		}
		if _, err := aside(f.path); err != nil {
			return errors.Join(err, removed(fresh), f.ready())
		}
		if err := replace(fresh, f.path); err != nil {
			return err
		}
		return f.ready()
	}))
}
