package storage

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"piaojue/app/note"
	"piaojue/app/say"
)

// Backup writes a copy of the notes to a path, as they are: sealed if the file is
// guarded, and then only its passphrase opens the copy. The copy is read back
// before it gets its name; nothing that is there is written over.
func (n *NotesFile) Backup(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	f := n.file
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(path, notesKind, f.copyTo(path))
}

func (f *file) copyTo(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return say.Wrong(about("storage.there", path), about("storage.there.do", path), err)
	}
	return f.safely(func() error {
		fresh := path + suffixNew
		if err := writeFile(fresh, func(db *bbolt.DB) error { return bbolt.Compact(db, f.db, 0) }); err != nil {
			return err
		}
		db, _, err := f.openPath(fresh)
		if err == nil {
			err = errors.Join(same(f.db, db), db.Close())
		}
		if err == nil {
			err = replace(fresh, path)
		}
		if err != nil {
			return errors.Join(err, removed(fresh))
		}
		return nil
	})
}

// CopyAside keeps a copy of the notes as they are now where Kept lists it, before
// they are merged with others or replaced. It gives the path of the copy.
func (n *NotesFile) CopyAside() (path string, err error) {
	f := n.file
	f.mu.Lock()
	defer f.mu.Unlock()
	path, err = nextAside(f.path)
	if err == nil {
		err = f.copyTo(path)
	}
	return path, explain(f.path, notesKind, err)
}

// ReadBackup reads a copy that Backup wrote. Where it is sealed, the passphrase is
// that of the time it was written; without the right one the error is
// note.ErrLocked or that of Unlock. The copy itself is only read: a stick may be
// write-protected.
func ReadBackup(path, passphrase string) (c note.Content, err error) {
	defer func() { err = explain(path, notesKind, err) }()
	if path, err = filepath.Abs(path); err != nil {
		return c, err
	}
	f := &file{path: path, kind: notesKind, lock: io.NopCloser(nil)}
	if f.db, _, err = f.openAs(path, true); errors.Is(err, fs.ErrNotExist) {
		return c, errMissing
	} else if err != nil {
		return c, err
	}
	n := &NotesFile{file: f}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := n.look(); err != nil {
		return c, err
	}
	if n.Locked() {
		if passphrase == "" {
			return c, say.Wrong(say.M("storage.backup.locked"), say.Message{}, note.ErrLocked)
		}
		if err := n.Unlock(passphrase); err != nil {
			return c, err
		}
	}
	if c.Notes, err = n.Notes(); err != nil {
		return c, err
	}
	if c.Intents, err = n.Intents(); err != nil {
		return c, err
	}
	c.Links, err = n.Links()
	return c, err
}
