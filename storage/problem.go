package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"piaojue/app/say"
)

var (
	// errBusy is a file that another window holds.
	errBusy = errors.New("held by another process")
	// errMissing is a file that should be there.
	errMissing = errors.New("no such file")
	// errClosed is a file of ours after its Close.
	errClosed = errors.New("file is closed")
)

// newerError is a file that a later version of the app wrote.
type newerError struct{ version, known int }

func (e newerError) Error() string {
	return fmt.Sprintf("schema version %d, the newest known is %d", e.version, e.known)
}

// Damaged reports whether an error means that what stands in a file is not what
// the app wrote there: spoilt, or of another program. A file that another window
// holds, that may not be written or that a later version wrote is sound.
func Damaged(err error) bool { return errors.Is(err, errDamaged) || errors.Is(err, errForeign) }

// explain turns an error about a file into one for people. What the app itself
// refused, and what is a mistake in the code, is left as it is.
func explain(path string, k kind, err error) error {
	var known *say.Problem
	if err == nil || errors.As(err, &known) {
		return err
	}
	var newer newerError
	name := ""
	switch {
	case errors.As(err, &newer):
		name = "newer"
	case errors.Is(err, errBusy):
		name = "busy"
	case errors.Is(err, errForeign):
		name = "foreign"
	case errors.Is(err, errMissing):
		name = "missing"
	case errors.Is(err, errDamaged):
		return say.Wrong(about("storage.damaged", path), about("storage.damaged.do."+string(k), path), fmt.Errorf("%s: %w", path, err))
	case full(err):
		name = "full"
	case unwritable(err):
		name = "unwritable"
	case disk(err), errors.Is(err, errCommit):
		name = "disk"
	default:
		return err
	}
	return say.Wrong(about("storage."+name, path), about("storage."+name+".do", path), fmt.Errorf("%s: %w", path, err))
}

// about is a message that may name the file and its folder.
func about(key, path string) say.Message {
	return say.M(key, "File", filepath.Base(path), "Folder", filepath.Dir(path))
}

// full reports whether an error means that nothing more can be written. bbolt
// gives some errors of the system as their text only.
func full(err error) bool {
	return slices.ContainsFunc(errnosFull, func(n syscall.Errno) bool {
		return errors.Is(err, n) || strings.Contains(err.Error(), n.Error())
	})
}

// disk reports whether an error came from the operating system.
func disk(err error) bool {
	var p *fs.PathError
	var l *os.LinkError
	var s *os.SyscallError
	var n syscall.Errno
	return errors.As(err, &p) || errors.As(err, &l) || errors.As(err, &s) || errors.As(err, &n)
}
