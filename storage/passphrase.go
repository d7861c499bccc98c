package storage

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"unicode/utf8"

	"go.etcd.io/bbolt"

	"piaojue/app/note"
	"piaojue/app/say"
)

// LeastPassphrase is how many characters a passphrase has at least.
const LeastPassphrase = 6

func locked() error {
	return say.Wrong(say.M("storage.locked"), say.M("storage.locked.do"), note.ErrLocked)
}

// Guarded reports whether a passphrase was set.
func (n *NotesFile) Guarded() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.guarded
}

// Locked reports whether the passphrase has yet to be given.
func (n *NotesFile) Locked() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.guarded && n.guard == nil
}

// Unlock opens a locked file. A wrong passphrase is a *say.Problem, and leaves it
// locked. It takes about a second, on purpose.
func (n *NotesFile) Unlock(passphrase string) error {
	n.slow.Lock()
	defer n.slow.Unlock()
	if !n.Locked() {
		return nil
	}
	wrapped, err := n.wrappedKey()
	if err != nil || wrapped == nil {
		return err
	}
	key, err := n.key(wrapped, passphrase)
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.still(wrapped); err != nil {
		wipe(key)
		return err
	}
	n.guard, err = newGuard(key)
	return err
}

// wrappedKey is the data key as the file has it, nil where it is not guarded.
func (n *NotesFile) wrappedKey() (wrapped []byte, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	err = n.file.view(func(r *records) error {
		body, err := r.get(fileGroup, []byte(guardKey))
		wrapped = bytes.Clone(body)
		n.follow(wrapped)
		return err
	})
	return wrapped, err
}

// still is called with mu held, after a passphrase was tried without it: the file
// is open and has the same key as before.
func (n *NotesFile) still(wrapped []byte) error {
	return n.file.view(func(r *records) error {
		body, err := r.get(fileGroup, []byte(guardKey))
		if err != nil {
			return err
		}
		n.follow(body)
		if !bytes.Equal(body, wrapped) {
			return errors.New("storage: the key of the notes is another one meanwhile")
		}
		return nil
	})
}

// key gives the data key for a passphrase. It takes its time, and needs no lock.
func (n *NotesFile) key(wrapped []byte, passphrase string) ([]byte, error) {
	n.takesTime()
	key, err := unwrap(wrapped, passphrase)
	if errors.Is(err, errPassphrase) {
		return nil, say.Wrong(say.M("storage.passphrase.wrong"), say.M("storage.passphrase.wrong.do"), err)
	}
	return key, explain(n.file.path, notesKind, err)
}

func (n *NotesFile) takesTime() {
	if n.trying != nil {
		n.trying()
	}
}

// Lock forgets the key until the next Unlock.
func (n *NotesFile) Lock() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.guard.forget()
	n.guard = nil
}

// SetPassphrase guards the file, changes the passphrase, or, with an empty one,
// takes the guard away. now is the passphrase in force, "" where there is none:
// it is asked for again, so that nobody changes it on a machine left open.
//
// The file is written anew as a whole and read back before it takes the place of
// the old one, so that nothing in the clear is left in it; a failure leaves the
// old one. What was copied out of it before stays as it was.
func (n *NotesFile) SetPassphrase(now, next string) error {
	if next != "" && utf8.RuneCountInString(next) < LeastPassphrase {
		return say.Wrong(say.M("storage.passphrase.short", "Least", LeastPassphrase), say.M("storage.passphrase.short.do"), nil)
	}
	n.slow.Lock()
	defer n.slow.Unlock()
	before, err := n.wrappedKey()
	if err != nil {
		return err
	}
	var old []byte
	defer func() { wipe(old) }()
	if before != nil {
		if old, err = n.key(before, now); err != nil {
			return err
		}
	}
	to := &NotesFile{guarded: next != ""}
	var wrapped []byte
	if to.guarded {
		// A new passphrase keeps the key only where no one could have copied the
		// file under the old one; that is not known, so the key is new as well.
		key := newKey()
		n.takesTime()
		if wrapped, err = wrap(key, next); err != nil {
			return err
		}
		if to.guard, err = newGuard(key); err != nil {
			return err
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.still(before); err != nil {
		to.guard.forget()
		return err
	}
	if n.guarded && n.guard == nil {
		if n.guard, err = newGuard(bytes.Clone(old)); err != nil {
			return err
		}
	}
	to.wrapped = wrapped
	if err := n.recast(to, wrapped); err != nil {
		// Which file stands shows when it is read next; see open.
		to.guard.forget()
		return err
	}
	n.guard.forget()
	n.guarded, n.guard, n.wrapped = to.guarded, to.guard, to.wrapped
	return nil
}

// recast writes all records anew as another guard, or none, has them.
func (n *NotesFile) recast(to *NotesFile, wrapped []byte) error {
	f := n.file
	f.mu.Lock()
	defer f.mu.Unlock()
	return explain(f.path, f.kind, f.safely(func() error {
		fresh := f.path + suffixNew
		var before map[string]string
		err := f.make(fresh, func(r *records) error {
			if wrapped != nil {
				if err := r.put(fileGroup, []byte(guardKey), wrapped); err != nil {
					return err
				}
			}
			return f.db.View(func(tx *bbolt.Tx) (err error) {
				before, err = n.plain(&records{tx: tx}, func(group string, key, body []byte) error {
					return to.put(r, group, string(key), bytes.Clone(body))
				})
				return err
			})
		})
		if err != nil {
			return err
		}
		if err := f.readBack(fresh, to, before); err != nil {
			return errors.Join(err, removed(fresh))
		}
		return f.supplant(fresh)
	}))
}

// plain gives every record of the deputy's by its place, and each to do.
func (n *NotesFile) plain(r *records, do func(group string, key, body []byte) error) (map[string]string, error) {
	all := map[string]string{}
	err := n.each(r, func(group string, key, body []byte) error {
		all[string(place(group, key))] = string(body)
		if do == nil {
			return nil
		}
		return do(group, key, body)
	})
	return all, err
}

// readBack compares a file that was just written with what it was to hold.
func (f *file) readBack(path string, as *NotesFile, want map[string]string) error {
	db, _, err := f.openPath(path)
	if err != nil {
		return err
	}
	var got map[string]string
	err = db.View(func(tx *bbolt.Tx) (err error) {
		got, err = as.plain(&records{tx: tx}, nil)
		return err
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if !maps.Equal(got, want) {
		return fmt.Errorf("storage: %d records were written and %d read back", len(want), len(got))
	}
	return nil
}
