package storage

import "piaojue/app/note"

// Links gives all decisions about passages and projects, in any order.
func (n *NotesFile) Links() ([]note.Link, error) { return all[note.Link](n, linksGroup) }

// PutLink saves a decision in place of the one with its id.
func (n *NotesFile) PutLink(v note.Link) error {
	body, err := written(linksGroup, v.ID, v)
	if err != nil {
		return err
	}
	return n.update(func(r *records) error { return n.put(r, linksGroup, v.ID, body) })
}
