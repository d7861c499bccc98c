package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"piaojue/app/say"
)

// OpenElsewhere gives the lock file that shows that a spreadsheet program has
// the file open: the program would later write its old state over the new one.
func OpenElsewhere(path string) string {
	dir, name := filepath.Split(path)
	for _, lock := range []string{".~lock." + name + "#", "~$" + name, ".~" + name} {
		if info, err := os.Lstat(filepath.Join(dir, lock)); err == nil && info.Mode().IsRegular() {
			return lock
		}
	}
	return ""
}

// Problem says for people why a file could not be written, as a *say.Problem; nil
// for nil.
func Problem(path string, err error) error {
	var known *say.Problem
	if err == nil || errors.As(err, &known) {
		return err
	}
	key := "exports.disk"
	switch {
	case errors.Is(err, ErrBusy):
		key = "exports.busy"
	case errors.Is(err, ErrReadOnly):
		key = "exports.forbidden"
	case errors.Is(err, ErrFull):
		key = "exports.full"
	case errors.Is(err, ErrNoFolder):
		key = "exports.no_folder"
	case errors.Is(err, ErrNotFile):
		key = "exports.not_file"
	}
	return say.Wrong(
		say.M(key, "File", filepath.Base(path), "Folder", filepath.Dir(path)), say.M(key+".do"),
		fmt.Errorf("writing %s: %w", path, err))
}
