package storage

import "piaojue/app/note"

// Links gives all decisions about passages and projects, in any order.
func (n *NotesFile) Links() ([]note.Link, error) { return all[note.Link](n, linksGroup) }
