package note

import (
	"encoding/hex"
	"errors"
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
	// Change saves notes, leanings and decisions, each in place of the one with
	// its id (a leaning: its project) if there is one, and then deletes notes by
	// their ids; one that is not there is no error. It does all of it or nothing.
	Change(put Content, remove []string) error
	// Intents gives all intents, in any order.
	Intents() ([]Intent, error)
	// Links gives all decisions about passages and projects, in any order.
	Links() ([]Link, error)
}

// Book is every act on a deputy's notes. Every act is saved when it returns
// nil. A Book is safe for use from several goroutines as far as the Store is.
//
// A Book reads its store once and keeps the notes in memory: whoever changes the
// store beside it calls Reload. Acts are remembered until then; see Undo.
type Book struct {
	store Store
	now   func() time.Time
	rand  io.Reader
	// mu keeps a note from being changed between its reading and its saving.
	mu     sync.Mutex
	shelf  *shelf // nil until the store is read
	undone []deed // the last one undone is redone first
	done   []deed // the last one done is undone first
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

// Highlight makes and saves a note on a passage: a highlight or, with a text, a
// remark.
func (b *Book) Highlight(r *report.Report, at report.Range, c Colour, text string) (Note, error) {
	kind := Highlight
	if text != "" {
		kind = Remark
	}
	return b.Mark(r, at, kind, c, text)
}

// Mark makes and saves a note of a kind on a passage; text may be empty.
func (b *Book) Mark(r *report.Report, at report.Range, k Kind, c Colour, text string) (Note, error) {
	a := AnchorAt(r, at)
	if a.Quote == "" {
		return Note{}, say.Wrong(say.M("note.nothing"), say.M("note.nothing.do"), nil)
	}
	return b.make(Note{Anchor: &a, Kind: k, Colour: c, Text: text})
}

// OnProject makes and saves a note on a project.
func (b *Book) OnProject(id, text string) (Note, error) { return b.OnNamed(id, "", text) }

// OnNamed makes and saves a note on a project of a name; see Note.On.
func (b *Book) OnNamed(id, name, text string) (Note, error) {
	return b.make(Note{Project: id, Name: name, Kind: Remark, Colour: Yellow, Text: text})
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
	if err := b.do(deed{word: made, steps: []step{{after: &n}}}); err != nil {
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
	case !slices.Contains(Kinds, n.Kind):
		return fmt.Errorf("note: %s is of the unknown kind %q", n.ID, n.Kind)
	case !slices.Contains(Colours, n.Colour):
		return fmt.Errorf("note: %s has the unknown colour %q", n.ID, n.Colour)
	}
	if length := utf8.RuneCountInString(n.Text); length > MostRunes {
		return say.Wrong(say.M("note.long", "Length", length, "Most", MostRunes), say.M("note.long.do"), nil)
	}
	return nil
}

// Write changes the text of a note; see Note.Written. What is already so is left
// as it is, as by all of the following.
func (b *Book) Write(id, text string) error {
	return b.change(id, wrote, func(n *Note) { *n = n.Written(text) })
}

// Paint changes the colour of a note.
func (b *Book) Paint(id string, c Colour) error {
	return b.change(id, painted, func(n *Note) { n.Colour = c })
}

// Turn changes the kind of a note; one on a project is never a mere mark.
func (b *Book) Turn(id string, k Kind) error {
	placeless := false
	err := b.change(id, turned, func(n *Note) {
		if placeless = n.Anchor == nil && k.NeedsPassage(); !placeless {
			n.Kind = k
		}
	})
	if placeless && err == nil {
		err = say.Wrong(say.M("note.passage"), say.M("note.passage.do"), nil)
	}
	return err
}

// Tag puts tags in place of those of a note, as CleanTags gives them.
func (b *Book) Tag(id string, tags []string) error {
	clean, err := CleanTags(tags)
	if err != nil {
		return err
	}
	return b.change(id, tagged, func(n *Note) { n.Tags = clean })
}

func (b *Book) change(id string, w word, how func(*Note)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	old, ok, err := b.find(id)
	if err != nil {
		return err
	}
	if !ok {
		return gone()
	}
	n := old.Clone()
	how(&n)
	if n.Same(old) {
		return nil
	}
	n.Changed = b.now().Round(0)
	if err := n.check(); err != nil {
		return err
	}
	return b.do(deed{word: w, steps: []step{{before: &old, after: &n}}})
}

func (b *Book) find(id string) (Note, bool, error) {
	s, err := b.read()
	if err != nil {
		return Note{}, false, err
	}
	n, ok := s.byID[id]
	return n, ok, nil
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
	if err := b.do(deed{word: removed, steps: []step{{before: &n}}}); err != nil {
		return Note{}, err
	}
	return n, nil
}

// RemoveAll deletes several notes at once, and is undone at once; those that are
// gone already are passed over.
func (b *Book) RemoveAll(ids []string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	d := deed{word: removed}
	for _, id := range ids {
		n, ok, err := b.find(id)
		if err != nil {
			return err
		}
		if ok {
			d.steps = append(d.steps, step{before: &n})
		}
	}
	if len(d.steps) == 0 {
		return nil
	}
	return b.do(d)
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
	return b.do(deed{word: restored, steps: []step{{after: &n}}})
}

// Notes gives all notes: those on passages in the order of the text (those of
// one document together), then those on projects in the order they were made.
// What a note points to is shared and not to be changed. While the notes are
// locked there are none.
func (b *Book) Notes() ([]Note, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, err := b.read()
	if errors.Is(err, ErrLocked) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return slices.Clone(s.sorted), nil
}

// Intents gives the leaning on each project that has one, by project id. While
// the notes are locked there are none.
func (b *Book) Intents() (map[string]Intent, error) {
	all, err := b.leanings()
	if errors.Is(err, ErrLocked) {
		return map[string]Intent{}, nil
	}
	return all, err
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
	return b.store.Change(Content{Intents: []Intent{i}}, nil)
}
