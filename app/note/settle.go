package note

import (
	"fmt"
	"slices"
)

// Settlement is what became of a note's passage in a revised document, or what
// the deputy decided about it.
type Settlement struct {
	ID       string
	Standing Standing // Kept, Moved, Unsure or Lost
	At       Anchor   // the place in the revised document of a Kept or Moved note
	Maybe    []Anchor // the places of an Unsure note, the likeliest first
	In       string   // the revised document that does not have a Lost note's words
}

// Settle takes over many settlements in one transaction: all or nothing. A note
// that is gone meanwhile is passed over. Settling is no act of the deputy on a
// note: Undo leaves it alone, and the time of change stays.
func (b *Book) Settle(all []Settlement) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, err := b.read()
	if err != nil {
		return err
	}
	var put []Note
	for _, of := range all {
		old, ok := s.byID[of.ID]
		if !ok {
			continue
		}
		n, err := old.settled(of)
		if err != nil {
			return err
		}
		if !n.Same(old) {
			put = append(put, n)
		}
	}
	if len(put) == 0 {
		return nil
	}
	return b.save(Content{Notes: put}, nil)
}

func (n Note) settled(of Settlement) (Note, error) {
	if n.Anchor == nil {
		return Note{}, fmt.Errorf("note: %s is on no passage and has no standing", n.ID)
	}
	n = n.Clone()
	n.Standing, n.Maybe, n.LostIn = of.Standing, nil, ""
	switch of.Standing {
	case Kept, Moved:
		if of.At.Quote == "" || of.At.Document == "" {
			return Note{}, fmt.Errorf("note: %s is settled nowhere", n.ID)
		}
		if of.At != *n.Anchor {
			n.Was = append(n.Was, *n.Anchor)
			at := of.At
			n.Anchor = &at
		}
	case Unsure:
		if len(of.Maybe) == 0 {
			return Note{}, fmt.Errorf("note: %s is unsure between no places", n.ID)
		}
		n.Maybe = slices.Clone(of.Maybe)
	case Lost:
		n.LostIn = of.In
	default:
		return Note{}, fmt.Errorf("note: %s has the unknown standing %q", n.ID, of.Standing)
	}
	return n, nil
}
