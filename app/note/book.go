package note

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"piaojue/app/report"
	"piaojue/app/say"
)

const (
	// MostRunes is the longest text of a note, about as long as the report.
	MostRunes = 20_000
	// Around is how many runes an anchor keeps on either side of its passage.
	Around = 32
)

// Store keeps one deputy's notes. Every method is one committed transaction.
type Store interface {
	// Notes gives all notes, in any order.
	Notes() ([]Note, error)
	// Put saves a note in place of the one with its id, if there is one.
	Put(Note) error
	// Remove deletes a note; one that is not there is no error.
	Remove(id string) error
	// Intents gives all intents, in any order.
	Intents() ([]Intent, error)
	// PutIntent saves an intent in place of the one on its project.
	PutIntent(Intent) error
}

// Book is every act on a deputy's notes. Every act is saved when it returns
// nil. A Book is safe for use from several goroutines as far as the Store is.
type Book struct {
	store Store
	now   func() time.Time
	rand  io.Reader
	// mu keeps a note from being changed between its reading and its saving.
	mu sync.Mutex
}

// NewBook works on a store.
func NewBook(s Store, now func() time.Time, random io.Reader) *Book {
	return &Book{store: s, now: now, rand: random}
}

// AnchorAt makes the anchor of a passage, as the source has it. A range that
// reaches outside the text is cut to it.
func AnchorAt(r *report.Report, at report.Range) Anchor {
	start := min(max(at.Start, 0), len(r.Text))
	end := min(max(at.End, start), len(r.Text))
	return Anchor{
		Document: r.Hash,
		Start:    start,
		End:      end,
		Quote:    string(r.Text[start:end]),
		Before:   string(r.Text[max(start-Around, 0):start]),
		After:    string(r.Text[end:min(end+Around, len(r.Text))]),
	}
}

// Highlight makes and saves a note on a passage; text may be empty.
func (b *Book) Highlight(r *report.Report, at report.Range, c Colour, text string) (Note, error) {
	a := AnchorAt(r, at)
	if a.Quote == "" {
		return Note{}, say.Wrong(say.M("note.nothing"), say.M("note.nothing.do"), nil)
	}
	return b.make(Note{Anchor: &a, Colour: c, Text: text})
}

// OnProject makes and saves a note on a project.
func (b *Book) OnProject(id, text string) (Note, error) { return b.OnNamed(id, "", text) }

// OnNamed makes and saves a note on a project of a name; see Note.On.
func (b *Book) OnNamed(id, name, text string) (Note, error) {
	return b.make(Note{Project: id, Name: name, Colour: Yellow, Text: text})
}

// make saves a note under a new id.
func (b *Book) make(n Note) (Note, error) {
	id := make([]byte, 16)
	if _, err := io.ReadFull(b.rand, id); err != nil {
		return Note{}, fmt.Errorf("note: making an id: %w", err)
	}
	n.ID = hex.EncodeToString(id)
	n.Created = b.now().Round(0)
	n.Changed = n.Created
	n.Text = whole(n.Text)
	if err := n.check(); err != nil {
		return Note{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.store.Put(n); err != nil {
		return Note{}, err
	}
	return n, nil
}

// whole puts the replacement character for what is no character, as a store
// may hold text only.
func whole(text string) string { return strings.ToValidUTF8(text, string(utf8.RuneError)) }

// check refuses a note that cannot be one.
func (n Note) check() error {
	switch {
	case n.ID == "":
		return fmt.Errorf("note: no id")
	case (n.Anchor == nil) == (n.Project == ""):
		return fmt.Errorf("note: %s is on a passage and a project, or on neither", n.ID)
	case !slices.Contains(Colours, n.Colour):
		return fmt.Errorf("note: %s has the unknown colour %q", n.ID, n.Colour)
	}
	if length := utf8.RuneCountInString(n.Text); length > MostRunes {
		return say.Wrong(say.M("note.long", "Length", length, "Most", MostRunes), say.M("note.long.do"), nil)
	}
	return nil
}

// Write changes the text of a note; Paint its colour. What is already so is
// left as it is.
func (b *Book) Write(id, text string) error {
	return b.change(id, func(n *Note) { n.Text = whole(text) })
}

// Paint changes the colour of a note.
func (b *Book) Paint(id string, c Colour) error {
	return b.change(id, func(n *Note) { n.Colour = c })
}

func (b *Book) change(id string, how func(*Note)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	old, ok, err := b.find(id)
	if err != nil {
		return err
	}
	if !ok {
		return gone()
	}
	n := old
	how(&n)
	if n == old {
		return nil
	}
	n.Changed = b.now().Round(0)
	if err := n.check(); err != nil {
		return err
	}
	return b.store.Put(n)
}

func (b *Book) find(id string) (Note, bool, error) {
	all, err := b.store.Notes()
	if err != nil {
		return Note{}, false, err
	}
	i := slices.IndexFunc(all, func(n Note) bool { return n.ID == id })
	if i < 0 {
		return Note{}, false, nil
	}
	return all[i], true, nil
}

func gone() error { return say.Wrong(say.M("note.gone"), say.M("note.gone.do"), nil) }

// Remove deletes a note and gives it back, so that Restore can undo it.
func (b *Book) Remove(id string) (Note, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, ok, err := b.find(id)
	if err != nil {
		return Note{}, err
	}
	if !ok {
		return Note{}, gone()
	}
	if err := b.store.Remove(id); err != nil {
		return Note{}, err
	}
	return n, nil
}

// Restore puts a removed note back as it was. A note that is there already is
// left as it is, and the refusal says so.
func (b *Book) Restore(n Note) error {
	if err := n.check(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	_, there, err := b.find(n.ID)
	if err != nil {
		return err
	}
	if there {
		return say.Wrong(say.M("note.there"), say.Message{}, nil)
	}
	return b.store.Put(n)
}

// Notes gives all notes: those on passages in the order of the text (those of
// one document together), then those on projects in the order they were made.
func (b *Book) Notes() ([]Note, error) {
	all, err := b.store.Notes()
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, order)
	return all, nil
}

func order(a, b Note) int {
	switch {
	case a.Anchor != nil && b.Anchor == nil:
		return -1
	case a.Anchor == nil && b.Anchor != nil:
		return 1
	}
	var where int
	if a.Anchor != nil {
		where = cmp.Or(
			cmp.Compare(a.Anchor.Document, b.Anchor.Document),
			cmp.Compare(a.Anchor.Start, b.Anchor.Start),
			cmp.Compare(a.Anchor.End, b.Anchor.End))
	}
	return cmp.Or(where, a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
}

// Intents gives the leaning on each project that has one, by project id.
func (b *Book) Intents() (map[string]Intent, error) {
	all, err := b.store.Intents()
	if err != nil {
		return nil, err
	}
	byProject := make(map[string]Intent, len(all))
	for _, i := range all {
		if i != (Intent{Project: i.Project, Name: i.Name}) {
			byProject[i.Project] = i
		}
	}
	return byProject, nil
}

// SetIntent saves a leaning in place of the one on its project.
func (b *Book) SetIntent(i Intent) error {
	if i.Project == "" {
		return fmt.Errorf("note: an intent on no project")
	}
	switch i.Leaning {
	case NoLeaning, Favour, Doubt, Oppose:
	default:
		return fmt.Errorf("note: unknown leaning %q", i.Leaning)
	}
	return b.store.PutIntent(i)
}
