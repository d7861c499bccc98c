package note

import (
	"io"
	"time"

	"piaojue/app/report"
)

// Store keeps one deputy's notes. Every method is one committed transaction.
type Store interface {
	Notes() ([]Note, error)
	Put(Note) error
	Remove(id string) error
	Intents() ([]Intent, error)
	PutIntent(Intent) error
}

// Book is every act on a deputy's notes. It is safe for use from several
// goroutines as far as the Store is.
type Book struct {
	store Store
	now   func() time.Time
	rand  io.Reader
}

// NewBook works on a store.
func NewBook(s Store, now func() time.Time, random io.Reader) *Book {
	return &Book{store: s, now: now, rand: random}
}

// AnchorAt makes the anchor of a passage.
func AnchorAt(r *report.Report, at report.Range) Anchor { panic("unwritten") }

// Highlight makes and saves a note on a passage; text may be empty.
func (b *Book) Highlight(r *report.Report, at report.Range, c Colour, text string) (Note, error) {
	panic("unwritten")
}

// OnProject makes and saves a note on a project.
func (b *Book) OnProject(id, text string) (Note, error) { panic("unwritten") }

// Write changes the text of a note; Paint its colour.
func (b *Book) Write(id, text string) error     { panic("unwritten") }
func (b *Book) Paint(id string, c Colour) error { panic("unwritten") }

// Remove deletes a note and gives it back, so that Restore can undo it.
func (b *Book) Remove(id string) (Note, error) { panic("unwritten") }
func (b *Book) Restore(n Note) error           { panic("unwritten") }

// Notes gives all notes: those on passages in the order of the text, then those
// on projects in the order they were made.
func (b *Book) Notes() ([]Note, error) { panic("unwritten") }

// Intents gives the leaning on each project that has one, by project id.
func (b *Book) Intents() (map[string]Intent, error) { panic("unwritten") }

// SetIntent saves a leaning.
func (b *Book) SetIntent(i Intent) error { panic("unwritten") }
