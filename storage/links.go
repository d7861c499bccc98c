package storage

import "piaojue/app/note"

// Links gives all decisions about passages and projects, in any order.
func (n *NotesFile) Links() ([]note.Link, error) { return all[note.Link](n, linksGroup) }

// PutLink saves a decision in place of the one with its id.
func (n *NotesFile) PutLink(v note.Link) error { return n.save(linksGroup, v.ID, v) }
