// Package atomicfile writes a file whole or not at all.
//
// Whatever happens on the way, a crash or a power cut included, the name holds
// either what it held before or the complete new content. Nothing else is left
// behind, except that a crash can leave a temporary file beside it.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Why a file could not be written. Errors of Write wrap one of them where it
// applies, besides the cause.
var (
	ErrBusy     = errors.New("file is open in another program")
	ErrReadOnly = errors.New("file or folder cannot be written")
	ErrFull     = errors.New("no space left")
	ErrNoFolder = errors.New("folder does not exist")
	ErrNotFile  = errors.New("name is not that of a regular file")
)

// Write writes a file: it makes a temporary file in the same folder, lets
// write fill it, brings it to the disk, lets check look at it under its
// temporary name, and only then gives it its name. If any step fails the
// temporary file is removed and the name is left as it was. A file that exists
// keeps its permissions; one marked read-only is not replaced. check may be nil.
func Write(path string, write func(io.Writer) error, check func(temporary string) error) (err error) {
	defer func() { err = classify(err) }()
	target, mode, err := resolve(path)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*.part")
	if err != nil {
		return err
	}
	temporary := f.Name()
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreMissing(os.Remove(temporary)))
		}
	}()
	if err := fill(f, mode, write); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	if check != nil {
		if err := check(temporary); err != nil {
			return err
		}
	}
	return replace(temporary, target)
}

func fill(f *os.File, mode fs.FileMode, write func(io.Writer) error) error {
	if err := f.Chmod(mode); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := write(f); err != nil {
		return err
	}
	return f.Sync()
}

// resolve gives the file that path stands for, links followed, and the
// permissions it is to have.
func resolve(path string) (target string, mode fs.FileMode, err error) {
	target, err = filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		target = path
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				err = fmt.Errorf("%w: %w", ErrNoFolder, err)
			}
			return "", 0, err
		}
		return target, 0o644, nil
	}
	if err != nil {
		return "", 0, err
	}
	info, err := os.Stat(target)
	if err != nil {
		return "", 0, err
	}
	if !info.Mode().IsRegular() {
		return "", 0, fmt.Errorf("%s: %w", path, ErrNotFile)
	}
	if info.Mode().Perm()&0o200 == 0 {
		return "", 0, fmt.Errorf("%s: %w", path, ErrReadOnly)
	}
	return target, info.Mode().Perm(), nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// classify adds the kind of an error that the operating system gave.
func classify(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrBusy), errors.Is(err, ErrReadOnly), errors.Is(err, ErrNoFolder), errors.Is(err, ErrNotFile):
		return err
	case busy(err):
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case full(err):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case forbidden(err):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}
