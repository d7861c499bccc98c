package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"piaojue/app/note"
)

// Where the records of a deputy's notes stand, each under its own id; in a
// guarded file they are sealed, see guard.
const (
	notesGroup   = "notes"
	intentsGroup = "intents"
	linksGroup   = "links"
)

// NotesFile keeps one deputy's notes: a note.Store. It is safe for use from
// several goroutines. What was deleted is gone from the file when it is next
// opened.
//
// The deputy may guard the file with a passphrase. It is then locked when it is
// opened, and every act on notes fails with note.ErrLocked until Unlock.
type NotesFile struct {
	file *file

	// slow is held through acts on the passphrase, which take seconds. It is taken
	// before mu, which nobody holds that long: notes can be read meanwhile.
	slow sync.Mutex
	// trying, where it is set, is called each time a passphrase begins to take its
	// time.
	trying func()

	mu      sync.Mutex
	guarded bool   // a passphrase was set
	guard   *guard // nil unless guarded and unlocked
	wrapped []byte // the data key as the file has it, nil unless guarded
}

// OpenNotes opens the notes file at path, or creates it. The errors are those of
// OpenMeeting.
func OpenNotes(path string) (*NotesFile, error) {
	f, err := openFile(path, notesKind, func(*records) error { return nil })
	if err != nil {
		return nil, err
	}
	n := &NotesFile{file: f}
	if err := n.look(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return n, nil
}

// look sees whether the file is guarded.
func (n *NotesFile) look() error {
	return n.file.view(func(r *records) error {
		body, err := r.get(fileGroup, []byte(guardKey))
		n.wrapped = bytes.Clone(body)
		n.guarded = body != nil
		return err
	})
}

// open reports whether records can be read and written: the file is not guarded,
// or its key is known. A disk that fails while the passphrase is changed may leave
// either of two files, so it is asked of the file each time: a note must never be
// written in the clear into a guarded one, or under a key of the other.
func (n *NotesFile) open(r *records) error {
	body, err := r.get(fileGroup, []byte(guardKey))
	if err != nil {
		return err
	}
	n.follow(body)
	if n.guarded && n.guard == nil {
		return locked()
	}
	return nil
}

// follow forgets a key that is not that of the file.
func (n *NotesFile) follow(wrapped []byte) {
	if !bytes.Equal(wrapped, n.wrapped) {
		n.guard.forget()
		n.guard, n.guarded, n.wrapped = nil, wrapped != nil, bytes.Clone(wrapped)
	}
}

// Close ends the use of the file and forgets its key.
func (n *NotesFile) Close() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.guard.forget()
	n.guard = nil
	return n.file.Close()
}

// Path is where the file is.
func (n *NotesFile) Path() string { return n.file.path }

// Notes gives all notes, in any order.
func (n *NotesFile) Notes() ([]note.Note, error) { return all[note.Note](n, notesGroup) }

// Intents gives all intents, in any order.
func (n *NotesFile) Intents() ([]note.Intent, error) { return all[note.Intent](n, intentsGroup) }

func all[T any](n *NotesFile, of string) (values []T, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	err = n.file.view(func(r *records) error {
		if err := n.open(r); err != nil {
			return err
		}
		return n.each(r, func(group string, _, body []byte) error {
			if group != of {
				return nil
			}
			var v T
			if err := fromJSON(group, body, &v); err != nil {
				return err
			}
			values = append(values, v)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return values, nil
}

// each gives every record of the deputy's, opened.
func (n *NotesFile) each(r *records, do func(group string, key, body []byte) error) error {
	if n.guarded {
		return r.each(sealedGroup, func(name, sealed []byte) error {
			group, key, body, err := n.guard.open(name, sealed)
			if err != nil {
				return err
			}
			return do(group, key, body)
		})
	}
	return r.rest(func(group string, key, body []byte) error { return do(group, key, body) })
}

// Change saves what is put and deletes notes, in one transaction, sealed where
// the file is guarded: whatever a deputy's record is, it goes through here.
func (n *NotesFile) Change(put note.Content, remove []string) error {
	type record struct {
		group, id string
		body      []byte
	}
	var all []record
	add := func(group, id string, v any) error {
		body, err := written(group, id, v)
		all = append(all, record{group, id, body})
		return err
	}
	for _, v := range put.Notes {
		if err := add(notesGroup, v.ID, v); err != nil {
			return err
		}
	}
	for _, v := range put.Intents {
		if err := add(intentsGroup, v.Project, v); err != nil {
			return err
		}
	}
	for _, v := range put.Links {
		if err := add(linksGroup, v.ID, v); err != nil {
			return err
		}
	}
	return n.update(func(r *records) error {
		for _, x := range all {
			if err := n.put(r, x.group, x.id, x.body); err != nil {
				return err
			}
		}
		for _, id := range remove {
			if err := n.remove(r, notesGroup, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// written is the body of a record that has an id.
func written(group, id string, v any) ([]byte, error) {
	if id == "" {
		return nil, errors.New("storage: a record without an id")
	}
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("storage: writing %s: %w", group, err)
	}
	return body, nil
}

func (n *NotesFile) update(change func(*records) error) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.file.update(func(r *records) error {
		if err := n.open(r); err != nil {
			return err
		}
		return change(r)
	})
}

func (n *NotesFile) put(r *records, group, id string, body []byte) error {
	if n.guarded {
		name, sealed := n.guard.seal(group, []byte(id), body)
		return r.put(sealedGroup, name, sealed)
	}
	return r.put(group, []byte(id), body)
}

func (n *NotesFile) remove(r *records, group, id string) error {
	if n.guarded {
		return r.remove(sealedGroup, n.guard.name(group, []byte(id)))
	}
	return r.remove(group, []byte(id))
}
