package storage

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// The same on a small disk that is really full, where the process may have one.
func TestSmallDiskFull(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("no small disk here: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	if err := os.WriteFile(filepath.Join(folder, fillerName), make([]byte, 384<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "meeting.piaojue")
	out, err := child("fill", path).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	checkFilled(t, path, string(out))
}
