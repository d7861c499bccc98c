package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"go.etcd.io/bbolt"
)

// view reads records. What read is given must not be kept.
func (f *file) view(read func(*records) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(f.path, f.kind, f.safely(func() error {
		return f.db.View(func(tx *bbolt.Tx) error { return read(&records{tx: tx}) })
	}))
}

// update changes records: all that change does, or nothing if it fails.
func (f *file) update(change func(*records) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(f.path, f.kind, f.safely(func() error {
		changed, err := f.commit(change)
		if err != nil || !changed {
			return err
		}
		f.settle()
		return nil
	}))
}

// updateUnordered is update for what must not show when it came: the file is
// rewritten at once. The change is on the disk before that, and stands if the
// rewriting fails; the next one makes up for it.
func (f *file) updateUnordered(change func(*records) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(f.path, f.kind, f.safely(func() error {
		changed, err := f.commit(change)
		if err != nil || !changed {
			return err
		}
		if err := f.rewrite(); err != nil && f.db != nil {
			f.settle()
		}
		return nil
	}))
}

// shake rewrites the file.
func (f *file) shake() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(f.path, f.kind, f.safely(f.rewrite))
}

// settle makes the last change stand in both meta pages. The change is on the
// disk already: an error here costs nothing but this protection.
func (f *file) settle() {
	if err := settle(f.db); err != nil {
		_ = f.drop()
	}
}

// safely runs act on the open database. A page that can no longer be read (a
// stick that was pulled out) becomes an error; any other panic is a mistake in
// the code and goes on.
func (f *file) safely(act func() error) (err error) {
	if err := f.ready(); err != nil {
		return err
	}
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		fault, ok := p.(interface {
			error
			Addr() uintptr
		})
		if !ok {
			panic(p)
		}
		_ = f.drop()
		err = &os.PathError{Op: "read", Path: f.path, Err: fault}
	}()
	return act()
}

// commit runs one transaction. After an error of the disk it is open whether
// the change is in the file: the database is opened anew, to go by what is.
func (f *file) commit(change func(*records) error) (changed bool, err error) {
	changed, err = commit(f.db, change)
	if errors.Is(err, errCommit) {
		_ = f.drop()
	}
	return changed, err
}

// errCommit marks an error of the disk, as against one of the change.
var errCommit = errors.New("commit")

// commit runs one transaction, if change changes anything.
func commit(db *bbolt.DB, change func(*records) error) (changed bool, err error) {
	tx, err := db.Begin(true)
	if err != nil {
		return false, fmt.Errorf("%w: %w", errCommit, err)
	}
	// After the Commit this does nothing.
	defer func() { _ = tx.Rollback() }()
	r := &records{tx: tx}
	if err := change(r); err != nil {
		return false, err
	}
	if changed, err = r.finish(); err != nil || !changed {
		return false, err
	}
	if err := tx.Commit(); err != nil {
		return false, fmt.Errorf("%w: %w", errCommit, err)
	}
	return true, nil
}

// rewrite puts in place of the file a new one with the same records, laid down
// in the order of their keys in one transaction, and nothing else. The old file
// is removed; the new one is read back before and after. If it fails, the old
// file stands.
func (f *file) rewrite() error {
	fresh := f.path + suffixNew
	if err := writeFile(fresh, func(db *bbolt.DB) error { return bbolt.Compact(db, f.db, 0) }); err != nil {
		return err
	}
	db, _, err := f.openPath(fresh)
	if err == nil {
		err = errors.Join(same(f.db, db), db.Close())
	}
	if err != nil {
		return errors.Join(err, removed(fresh))
	}
	return f.supplant(fresh)
}

// supplant puts a new file in place of the one that is open, and opens it.
func (f *file) supplant(fresh string) error {
	// Windows does not replace an open file; the lock file keeps others out.
	if err := f.drop(); err != nil {
		return errors.Join(err, removed(fresh))
	}
	if err := replace(fresh, f.path); err != nil {
		return errors.Join(err, removed(fresh), f.ready())
	}
	return f.ready()
}

// same compares the sums of two files that were both verified.
func same(a, b *bbolt.DB) error {
	sumOf := func(db *bbolt.DB) (t tally, err error) {
		err = db.View(func(tx *bbolt.Tx) error {
			t, err = (&records{tx: tx}).stored()
			return err
		})
		return t, err
	}
	of, err := sumOf(a)
	if err != nil {
		return err
	}
	to, err := sumOf(b)
	if err != nil {
		return err
	}
	if of != to {
		return fmt.Errorf("storage: rewriting %s lost records", filepath.Base(a.Path()))
	}
	return nil
}
