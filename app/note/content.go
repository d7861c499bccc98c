package note

import (
	"errors"
	"maps"
	"slices"
)

// ErrLocked is in the chain of what a store says while its notes are under a
// passphrase that was not given.
var ErrLocked = errors.New("note: locked")

// Content is everything that a store holds: what a backup gives back.
type Content struct {
	Notes   []Note
	Intents []Intent
	Links   []Link
}

// Locked reports whether the notes are under a passphrase that was not given yet.
// Until then a Book shows none, and refuses to change any.
func (b *Book) Locked() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shelf != nil {
		return false
	}
	_, err := b.read()
	return errors.Is(err, ErrLocked)
}

// Merged counts what a Merge did.
type Merged struct {
	Added   int // notes that were not there
	Newer   int // notes that were there, and were changed later in what came in
	Intents int // leanings on projects that had none
}

// Merge takes in what a backup holds, in one transaction: notes
// that are not there, and those that were changed later than the one here; so
// with decisions about passages. A leaning that is set here stays. Merging the
// same again changes nothing.
func (b *Book) Merge(c Content) (Merged, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, err := b.read()
	if err != nil {
		return Merged{}, err
	}
	var m Merged
	var put []Note
	for _, n := range c.Notes {
		if err := n.check(); err != nil {
			return Merged{}, err
		}
		switch old, ok := s.byID[n.ID]; {
		case !ok:
			m.Added++
			put = append(put, n)
		case n.Changed.After(old.Changed):
			m.Newer++
			put = append(put, n)
		}
	}
	here, err := b.leanings()
	if err != nil {
		return Merged{}, err
	}
	var lean []Intent
	for _, i := range c.Intents {
		if _, ok := here[i.Project]; !ok && i.set() {
			lean = append(lean, i)
		}
	}
	m.Intents = len(lean)
	links, err := b.store.Links()
	if err != nil {
		return Merged{}, err
	}
	var decide []Link
	for _, l := range c.Links {
		at := slices.IndexFunc(links, func(old Link) bool { return old.ID == l.ID })
		if at < 0 || l.Changed.After(links[at].Changed) {
			decide = append(decide, l)
		}
	}
	if err := b.takeOver(Content{put, lean, decide}, nil); err != nil {
		return Merged{}, err
	}
	return m, nil
}

// Replace puts what a backup holds in the place of everything that is here,
// in one transaction. What was here is gone: put a copy aside before.
func (b *Book) Replace(c Content) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, err := b.read()
	if err != nil {
		return err
	}
	stay := map[string]bool{}
	for _, n := range c.Notes {
		if err := n.check(); err != nil {
			return err
		}
		stay[n.ID] = true
	}
	var remove []string
	for _, n := range s.sorted {
		if !stay[n.ID] {
			remove = append(remove, n.ID)
		}
	}
	here, err := b.leanings()
	if err != nil {
		return err
	}
	lean := slices.Clone(c.Intents)
	for _, i := range c.Intents {
		delete(here, i.Project)
	}
	for _, project := range slices.Sorted(maps.Keys(here)) {
		lean = append(lean, Intent{Project: project})
	}
	links, err := b.store.Links()
	if err != nil {
		return err
	}
	decide := slices.Clone(c.Links)
	for _, l := range links {
		if !slices.ContainsFunc(c.Links, func(other Link) bool { return other.ID == l.ID }) {
			l.Decision, l.Changed = Undecided, b.now().Round(0)
			decide = append(decide, l)
		}
	}
	return b.takeOver(Content{c.Notes, lean, decide}, remove)
}

// takeOver saves what came in. The acts of before cannot be undone any more.
func (b *Book) takeOver(put Content, remove []string) error {
	if err := b.save(put, remove); err != nil {
		return err
	}
	if len(put.Notes)+len(remove) > 0 {
		b.done, b.undone = nil, nil
	}
	return nil
}

// leanings are the intents that say something, by project id.
func (b *Book) leanings() (map[string]Intent, error) {
	all, err := b.store.Intents()
	if err != nil {
		return nil, err
	}
	byProject := make(map[string]Intent, len(all))
	for _, i := range all {
		if i.set() {
			byProject[i.Project] = i
		}
	}
	return byProject, nil
}

// set reports whether an intent says anything.
func (i Intent) set() bool { return i != (Intent{Project: i.Project, Name: i.Name}) }
