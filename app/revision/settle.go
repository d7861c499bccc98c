package revision

import (
	"piaojue/app/note"
	"piaojue/app/report"
)

// Tally is how many notes on passages came to stand how.
type Tally struct{ Kept, Moved, Unsure, Lost int }

// Notes is how many there are.
func (t Tally) Notes() int { return t.Kept + t.Moved + t.Unsure + t.Lost }

// Add counts one more; a note that was never settled counts nowhere.
func (t *Tally) Add(s note.Standing) {
	switch s {
	case note.Kept:
		t.Kept++
	case note.Moved:
		t.Moved++
	case note.Unsure:
		t.Unsure++
	case note.Lost:
		t.Lost++
	}
}

// Settle works out where the notes that were made on other reports belong in
// the present one. former gives the text of a report by its hash, if it is
// known. A note that stood in the present report before is put back exactly
// where it was. Notes that are settled already, and those on no passage, are
// left out; so settling again changes nothing, and what was cut off is made up
// for by settling again.
func Settle(notes []note.Note, now *report.Report, former func(hash string) (text []rune, known bool)) []note.Settlement {
	compared := map[string]*Revision{}
	against := func(hash string) *Revision {
		r, done := compared[hash]
		if !done {
			if text, known := former(hash); known {
				r = Compare(text, now.Text)
			}
			compared[hash] = r
		}
		return r
	}
	var all []note.Settlement
	for _, n := range notes {
		if n.Anchor == nil {
			continue
		}
		if n.Anchor.Document == now.Hash {
			if n.Standing == note.Unsure || n.Standing == note.Lost {
				all = append(all, note.Settlement{ID: n.ID, Standing: note.Kept, At: *n.Anchor})
			}
			continue
		}
		if n.Standing == note.Lost && n.LostIn == now.Hash {
			continue // it was looked for here, or the deputy said that it is nowhere
		}
		if at, stood := stoodHere(n, now.Hash); stood {
			all = append(all, note.Settlement{ID: n.ID, Standing: note.Kept, At: at})
			continue
		}
		var found Found
		at := report.Range{Start: n.Anchor.Start, End: n.Anchor.End}
		if r := against(n.Anchor.Document); r != nil && r.quotes(*n.Anchor) {
			found = r.Place(at)
		} else {
			found = Search(now, *n.Anchor)
		}
		of := note.Settlement{ID: n.ID, Standing: found.Standing}
		switch found.Standing {
		case note.Lost:
			of.In = now.Hash
		case note.Kept, note.Moved:
			of.At = note.AnchorAt(now, found.At)
		case note.Unsure:
			for _, at := range found.Maybe {
				of.Maybe = append(of.Maybe, note.AnchorAt(now, at))
			}
		}
		all = append(all, of)
	}
	return all
}

// stoodHere gives where a note stood when a report was the present one.
func stoodHere(n note.Note, hash string) (note.Anchor, bool) {
	for i := len(n.Was) - 1; i >= 0; i-- {
		if n.Was[i].Document == hash {
			return n.Was[i], true
		}
	}
	return note.Anchor{}, false
}

// quotes reports whether an anchor is one into the old text.
func (r *Revision) quotes(a note.Anchor) bool {
	return a.Start >= 0 && a.Start < a.End && a.End <= len(r.old.source) && string(r.old.source[a.Start:a.End]) == a.Quote
}

// Unsettled reports whether notes wait for Settle: some stand in another report
// and nothing says what became of them in the present one.
func Unsettled(notes []note.Note, now *report.Report) bool {
	for _, n := range notes {
		switch {
		case n.Anchor == nil:
		case n.Standing == note.Unsure:
			if len(n.Maybe) == 0 || n.Maybe[0].Document != now.Hash {
				return true
			}
		case n.Standing == note.Lost:
			if n.LostIn != now.Hash {
				return true
			}
		case n.Anchor.Document != now.Hash:
			return true
		}
	}
	return false
}

// Count counts the notes on passages by how they stand after a revision. Those
// that were made on the present report are none of them.
func Count(notes []note.Note) (t Tally) {
	for _, n := range notes {
		if n.Anchor != nil {
			t.Add(n.Standing)
		}
	}
	return t
}
