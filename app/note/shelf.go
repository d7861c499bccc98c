package note

import (
	"cmp"
	"slices"
)

// shelf is all notes of a store in memory, by id and in order.
type shelf struct {
	byID   map[string]Note
	sorted []Note
}

func newShelf(all []Note) *shelf {
	s := &shelf{byID: make(map[string]Note, len(all)), sorted: all}
	for _, n := range all {
		s.byID[n.ID] = n
	}
	slices.SortFunc(s.sorted, order)
	return s
}

// put takes a note in, in place of the one with its id.
func (s *shelf) put(n Note) {
	if old, ok := s.byID[n.ID]; ok {
		if order(old, n) == 0 {
			i, _ := slices.BinarySearchFunc(s.sorted, old, order)
			s.byID[n.ID], s.sorted[i] = n, n
			return
		}
		s.remove(n.ID)
	}
	s.byID[n.ID] = n
	i, _ := slices.BinarySearchFunc(s.sorted, n, order)
	s.sorted = slices.Insert(s.sorted, i, n)
}

func (s *shelf) remove(id string) {
	old, ok := s.byID[id]
	if !ok {
		return
	}
	delete(s.byID, id)
	if i, ok := slices.BinarySearchFunc(s.sorted, old, order); ok {
		s.sorted = slices.Delete(s.sorted, i, i+1)
	}
}

// order is total: two notes have the same place only if they have the same id.
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

// read gives the notes in memory, from the store the first time.
func (b *Book) read() (*shelf, error) {
	if b.shelf == nil {
		all, err := b.store.Notes()
		if err != nil {
			return nil, err
		}
		b.shelf = newShelf(all)
	}
	return b.shelf, nil
}

// Reload reads the store again at the next act. What was done before cannot be
// undone any more.
func (b *Book) Reload() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shelf, b.done, b.undone = nil, nil, nil
}

// save changes the store and then what is in memory.
func (b *Book) save(put Content, remove []string) error {
	s, err := b.read()
	if err != nil {
		return err
	}
	if err := b.store.Change(put, remove); err != nil {
		// It is open whether an error of the disk came before or after the change.
		b.shelf = nil
		return err
	}
	if len(put.Notes)+len(remove) > many {
		// One sorting is less than so many insertions.
		for _, n := range put.Notes {
			s.byID[n.ID] = n
		}
		for _, id := range remove {
			delete(s.byID, id)
		}
		all := make([]Note, 0, len(s.byID))
		for _, n := range s.byID {
			all = append(all, n)
		}
		b.shelf = newShelf(all)
		return nil
	}
	for _, n := range put.Notes {
		s.put(n)
	}
	for _, id := range remove {
		s.remove(id)
	}
	return nil
}

const many = 100
