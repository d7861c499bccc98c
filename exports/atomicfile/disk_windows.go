package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// replace gives the temporary file its name, for good. A virus scanner may
// hold a new file for a moment; it is given two seconds.
func replace(temporary, target string) error {
	from, err := windows.UTF16PtrFromString(temporary)
	if err != nil {
		return err
	}
	to, err := windows.UTF16PtrFromString(target)
	if err != nil {
		return err
	}
	for end := time.Now().Add(2 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		err = windows.MoveFileEx(from, to, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH)
		if err == nil {
			return nil
		}
		if held := busy(err) || errors.Is(err, windows.ERROR_ACCESS_DENIED); !held || time.Now().After(end) {
			break
		}
	}
	// A program that has the target open makes the rename fail with either of
	// the two; that the folder can be written was shown by the temporary file.
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		err = errors.Join(windows.ERROR_SHARING_VIOLATION, err)
	}
	return &os.LinkError{Op: "rename", Old: temporary, New: target, Err: err}
}

func busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_USER_MAPPED_FILE)
}

func full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func forbidden(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, windows.ERROR_WRITE_PROTECT)
}
