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

// Change saves and deletes many notes in one transaction.
func (n *NotesFile) Change(put []note.Note, remove []string) error {
	bodies := make([][]byte, len(put))
	for i, v := range put {
		body, err := written(notesGroup, v.ID, v)
		if err != nil {
			return err
		}
		bodies[i] = body
	}
	return n.file.update(func(r *records) error {
		for i, v := range put {
			if err := r.put(notesGroup, []byte(v.ID), bodies[i]); err != nil {
				return err
			}
		}
		for _, id := range remove {
			if err := r.remove(notesGroup, []byte(id)); err != nil {
				return err
			}
		}
		return nil
	})
}

// PutIntent saves an intent in place of the one on its project.
func (n *NotesFile) PutIntent(v note.Intent) error {
	body, err := written(intentsGroup, v.Project, v)
	if err != nil {
		return err
	}
	return n.file.update(func(r *records) error { return r.put(intentsGroup, []byte(v.Project), body) })
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
