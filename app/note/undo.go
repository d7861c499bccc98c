package note

import (
	"time"

	"piaojue/app/say"
)

const (
	// mostDeeds is how many acts can be undone.
	mostDeeds = 500
	// typing is how long a pause may be within what is undone as one writing.
	typing = 5 * time.Second
)

// word is the name of an act in the translation files, after "note.did.".
type word string

const (
	made     word = "made"
	wrote    word = "wrote"
	painted  word = "painted"
	turned   word = "turned"
	tagged   word = "tagged"
	removed  word = "removed"
	restored word = "restored"
)

// deed is one act as it can be undone.
type deed struct {
	word  word
	steps []step
}

// step is one note before and after; nil where there was or is none.
type step struct{ before, after *Note }

// note is one of the two sides, to speak of the note.
func (s step) note() *Note {
	if s.after != nil {
		return s.after
	}
	return s.before
}

// said names the act: 删除批注, 添加疑问, 更改颜色.
func (d deed) said() say.Message {
	if len(d.steps) > 1 {
		return say.M("note.did."+string(d.word)+".many", "N", len(d.steps))
	}
	return say.M("note.did."+string(d.word), "Kind", say.M("note.kind."+string(d.steps[0].note().Kind)))
}

// do saves an act and remembers it. A text, or tags, that are written on without a
// pause are remembered as one act.
func (b *Book) do(d deed) error {
	if err := b.apply(d, false); err != nil {
		return err
	}
	b.undone = nil
	if n := len(b.done); n > 0 && b.done[n-1].goesOn(d) {
		b.done[n-1].steps[0].after = d.steps[0].after
		return nil
	}
	b.done = append(b.done, d)
	if len(b.done) > mostDeeds {
		b.done = b.done[1:]
	}
	return nil
}

// goesOn reports whether the next act writes on where this one wrote.
func (d deed) goesOn(next deed) bool {
	if d.word != next.word || d.word != wrote && d.word != tagged {
		return false
	}
	a, z := d.steps[0].after, next.steps[0].after
	return a.ID == z.ID && z.Changed.Sub(a.Changed) < typing
}

// apply saves what an act leaves, or, backwards, what was before it. The place of
// a note is not touched: a revision of the report is not undone with a colour.
func (b *Book) apply(d deed, back bool) error {
	s, err := b.read()
	if err != nil {
		return err
	}
	var put []Note
	var remove []string
	for _, step := range d.steps {
		to := step.after
		if back {
			to = step.before
		}
		if to == nil {
			remove = append(remove, step.note().ID)
			continue
		}
		n := *to
		if now, ok := s.byID[n.ID]; ok {
			n.Anchor, n.Standing, n.Was, n.Maybe, n.LostIn = now.Anchor, now.Standing, now.Was, now.Maybe, now.LostIn
		}
		put = append(put, n)
	}
	return b.save(Content{Notes: put}, remove)
}

// Undone is an act that was undone or redone: what to say of it, and the notes
// that it left or took away.
type Undone struct {
	Says    say.Message // 已撤销：删除批注
	Changed []string    // ids of notes that are there now
	Gone    []string    // ids of notes that are not
}

// Turns reports whether there is anything to undo, and to redo.
func (b *Book) Turns() (undo, redo bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.done) > 0, len(b.undone) > 0
}

// Undo takes the last act back that was not taken back yet; ok is false where
// there is none.
func (b *Book) Undo() (u Undone, ok bool, err error) {
	return b.turnBack(&b.done, &b.undone, true, "note.undone")
}

// Redo does again what Undo took back last, as long as nothing else was done.
func (b *Book) Redo() (u Undone, ok bool, err error) {
	return b.turnBack(&b.undone, &b.done, false, "note.redone")
}

func (b *Book) turnBack(from, to *[]deed, back bool, key string) (u Undone, ok bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	last := len(*from) - 1
	if last < 0 {
		return Undone{}, false, nil
	}
	d := (*from)[last]
	if err := b.apply(d, back); err != nil {
		return Undone{}, false, err
	}
	*from = (*from)[:last]
	*to = append(*to, d)
	u.Says = say.M(key, "Act", d.said())
	for _, s := range d.steps {
		if (back && s.before == nil) || (!back && s.after == nil) {
			u.Gone = append(u.Gone, s.note().ID)
		} else {
			u.Changed = append(u.Changed, s.note().ID)
		}
	}
	return u, true, nil
}
