// Package storage keeps a meeting and a deputy's notes, each in a bbolt file of
// its own, in the user's local application folder.
//
// What a file promises:
//
//   - An act is one committed transaction or nothing, and on the disk when it
//     returns nil (see replace for names).
//   - One process has a file at a time.
//   - A file that is not as it was written is noticed when it is opened, kept,
//     and not opened: each record has a checksum bound to its place, all records
//     together have a sum, and the pages are read before bbolt maps them.
//   - After a cast, and on opening after any change, a file is rewritten whole in
//     the order of its keys, which are random for ballots. Neither the order in
//     which ballots came nor what was deleted is in the file.
//
// What it does not promise: whoever can write the file can forge it; whoever
// copies it before and after a cast sees the difference; the blocks of replaced
// files can be read from the disk with the right tools until they are written
// over, on solid-state disks even after; the time a file was written is known.
package storage

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

// kind says what a file holds.
type kind string

const (
	meetingKind  kind = "meeting"
	notesKind    kind = "notes"
	opinionsKind kind = "opinions"
)

// migrations take a file from one version of its schema to the next, each in
// one transaction; the first takes version 1 to 2. A file is at version 1 plus
// their number.
var migrations = map[kind][]func(*records) error{
	meetingKind: {nameCandidates},
}

func newest(k kind) int { return 1 + len(migrations[k]) }

const (
	// suffixNew names a file that is being made, beside the one it will replace;
	// suffixLock the one that keeps a second process out.
	suffixNew  = ".new"
	suffixLock = ".lock"
	// patience is how long to wait for a process that is just ending.
	patience = time.Second
	// openLimit ends the opening of a file that bbolt would read for ever.
	openLimit = 30 * time.Second
	// freshTx is the transaction number of a file as rewrite leaves it.
	freshTx = 3
)

// file is an open bbolt file.
type file struct {
	path string
	kind kind

	mu     sync.Mutex // one transaction or rewriting at a time
	db     *bbolt.DB  // nil after an error that leaves bbolt in doubt: opened again on the next use
	lock   io.Closer
	closed bool
}

// openFile opens a file, or creates it with what begin puts into it. Without
// begin, a missing file is an error.
func openFile(path string, k kind, begin func(*records) error) (f *file, err error) {
	defer func() { err = explain(path, k, err) }()
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if begin != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
	} else if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, errMissing
	}
	lock, err := holdSoon(path + suffixLock)
	if err != nil {
		return nil, err
	}
	f = &file{path: path, kind: k, lock: lock}
	if err := f.open(begin); err != nil {
		lock.Close()
		return nil, err
	}
	return f, nil
}

// holdSoon takes a lock, with patience.
func holdSoon(path string) (io.Closer, error) {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		lock, err := hold(path)
		if !errors.Is(err, errBusy) || time.Now().After(end) {
			return lock, err
		}
	}
}

// open finds, recovers, creates, opens, migrates and cleans the file.
func (f *file) open(begin func(*records) error) error {
	fresh := f.path + suffixNew
	_, err := os.Stat(f.path)
	switch {
	case err == nil:
		// What a crash left of a rewriting was never the file.
		if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case begin == nil:
		return errMissing
	default:
		if err := f.create(begin); err != nil {
			return err
		}
	}
	db, s, err := f.openPath(f.path)
	if err != nil {
		return err
	}
	f.db = db
	if err := f.migrate(); err != nil {
		f.drop()
		return err
	}
	if s.txid > freshTx || !s.whole {
		// Only cleanliness hangs on it: a full disk does not keep the file shut.
		_ = f.rewrite()
	}
	return nil
}

// create makes the file under another name and gives it its own when it is
// whole. A power cut before that leaves a file that is whole, and is taken, or
// one that is not, and is made again.
func (f *file) create(begin func(*records) error) error {
	fresh := f.path + suffixNew
	if db, _, err := f.openPath(fresh); err == nil {
		if err := db.Close(); err != nil {
			return err
		}
		return replace(fresh, f.path)
	}
	if err := f.make(fresh, begin); err != nil {
		return err
	}
	return replace(fresh, f.path)
}

// make writes a new file of this kind.
func (f *file) make(path string, begin func(*records) error) error {
	return writeFile(path, func(db *bbolt.DB) error {
		_, err := commit(db, func(r *records) error {
			if err := r.introduce(f.kind, newest(f.kind)); err != nil {
				return err
			}
			return begin(r)
		})
		return err
	})
}

// writeFile makes a bbolt file in two transactions, of which the second changes
// nothing (see settle), and syncs it.
func writeFile(path string, fill func(*bbolt.DB) error) (err error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// Nobody goes by the file before it is whole: one sync at the end is enough.
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: patience, NoSync: true, NoGrowSync: true})
	if err != nil {
		return errors.Join(err, removed(path))
	}
	err = fill(db)
	if err == nil {
		err = settle(db)
	}
	if err == nil {
		err = db.Sync()
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return errors.Join(err, removed(path))
	}
	return nil
}

func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// settle commits nothing, so that both meta pages lead to the same records and
// the loss of either is harmless.
func settle(db *bbolt.DB) error {
	return db.Update(func(*bbolt.Tx) error { return nil })
}

// openPath opens a file of this kind that is as it was written.
func (f *file) openPath(path string) (*bbolt.DB, survey, error) {
	return f.openAs(path, false)
}

// openAs is openPath for a file that is only to be read, or is to be written.
func (f *file) openAs(path string, readOnly bool) (*bbolt.DB, survey, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, survey{}, err
	}
	s, err := inspect(data)
	if err != nil {
		return nil, s, err
	}
	db, err := guarded(openLimit, func() (*bbolt.DB, error) {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: patience, OpenFile: openExisting, ReadOnly: readOnly})
		if err != nil {
			return nil, err
		}
		if err := db.View(func(tx *bbolt.Tx) error { return f.check(&records{tx: tx}) }); err != nil {
			return nil, errors.Join(err, db.Close())
		}
		return db, nil
	})
	return db, s, err
}

// openExisting opens a file that must be there.
func openExisting(name string, flag int, mode os.FileMode) (*os.File, error) {
	return os.OpenFile(name, flag&^os.O_CREATE, mode)
}

// check reports whether this is a file of this kind, not newer than the app,
// with every record as it was written.
func (f *file) check(r *records) error {
	k, version, err := r.identify()
	switch {
	case err != nil:
		return err
	case k != f.kind:
		return fmt.Errorf("%w: a %s file", errForeign, k)
	case version > newest(k):
		return newerError{version: version, known: newest(k)}
	}
	return r.verify()
}

// guarded runs an opening that may panic, fault on a mapped page, or never end.
func guarded(limit time.Duration, open func() (*bbolt.DB, error)) (*bbolt.DB, error) {
	type outcome struct {
		db  *bbolt.DB
		err error
	}
	done, abandoned := make(chan outcome), make(chan struct{})
	defer close(abandoned)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o = outcome{err: damaged("panic on opening: %v", p)}
			}
			select {
			case done <- o:
			case <-abandoned:
				if o.db != nil {
					_ = o.db.Close()
				}
			}
		}()
		debug.SetPanicOnFault(true)
		o.db, o.err = open()
	}()
	select {
	case o := <-done:
		return o.db, o.err
	case <-time.After(limit):
		return nil, damaged("no end on opening within %s", limit)
	}
}

// migrate takes an older file to the newest schema.
func (f *file) migrate() error {
	_, err := commit(f.db, func(r *records) error {
		_, version, err := r.identify()
		if err != nil {
			return err
		}
		for ; version < newest(f.kind); version++ {
			if err := migrations[f.kind][version-1](r); err != nil {
				return fmt.Errorf("storage: from schema %d to %d: %w", version, version+1, err)
			}
		}
		return r.introduce(f.kind, version)
	})
	return err
}

// Close ends the use of the file. A second Close does nothing.
func (f *file) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	f.closed = true
	return explain(f.path, f.kind, errors.Join(f.drop(), f.lock.Close()))
}

// drop closes the database; the next use opens it again.
func (f *file) drop() error {
	if f.db == nil {
		return nil
	}
	db := f.db
	f.db = nil
	return db.Close()
}

// ready has the database open.
func (f *file) ready() error {
	if f.closed {
		return errClosed
	}
	if f.db != nil {
		return nil
	}
	db, _, err := f.openPath(f.path)
	if err != nil {
		return err
	}
	f.db = db
	return nil
}
