package storage

import (
	"encoding/json"
	"errors"
	"fmt"

	"piaojue/app/note"
)

// Where the records of a deputy's notes stand, each under its own id.
const (
	notesGroup   = "notes"
	intentsGroup = "intents"
)

// NotesFile keeps one deputy's notes: a note.Store. It is safe for use from
// several goroutines. What was deleted is gone from the file when it is next
// opened.
type NotesFile struct{ file *file }

// OpenNotes opens the notes file at path, or creates it. The errors are those of
// OpenMeeting.
func OpenNotes(path string) (*NotesFile, error) {
	f, err := openFile(path, notesKind, func(*records) error { return nil })
	if err != nil {
		return nil, err
	}
	return &NotesFile{file: f}, nil
}

// Close ends the use of the file.
func (n *NotesFile) Close() error { return n.file.Close() }

// Path is where the file is.
func (n *NotesFile) Path() string { return n.file.path }

// Notes gives all notes, in the order of their ids.
func (n *NotesFile) Notes() ([]note.Note, error) { return all[note.Note](n.file, notesGroup) }

// Intents gives all intents, in the order of their projects.
func (n *NotesFile) Intents() ([]note.Intent, error) { return all[note.Intent](n.file, intentsGroup) }

func all[T any](f *file, group string) (values []T, err error) {
	err = f.view(func(r *records) error {
		return r.each(group, func(_, body []byte) error {
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

// Put saves a note in place of the one with its id, if there is one.
func (n *NotesFile) Put(v note.Note) error { return n.put(notesGroup, v.ID, v) }

// PutIntent saves an intent in place of the one on its project.
func (n *NotesFile) PutIntent(v note.Intent) error { return n.put(intentsGroup, v.Project, v) }

func (n *NotesFile) put(group, id string, v any) error {
	if id == "" {
		return errors.New("storage: a record without an id")
	}
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("storage: writing %s: %w", group, err)
	}
	return n.file.update(func(r *records) error { return r.put(group, []byte(id), body) })
}

// Remove deletes a note; one that is not there is no error.
func (n *NotesFile) Remove(id string) error {
	return n.file.update(func(r *records) error { return r.remove(notesGroup, []byte(id)) })
}
