package opinion

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"piaojue/app/say"
)

// Store keeps a state. Both methods are one transaction each.
type Store interface {
	// State gives all that is kept.
	State() (State, error)
	// Change saves some records, each in place of the one with its id, and
	// removes others; all of it or nothing.
	Change(Change) error
}

// Change is what a Store does at once.
type Change struct {
	Opinions     []Received
	Matters      []Matter
	GoneOpinions []string
	GoneMatters  []string
}

// between is the change from one state to another.
func between(a, b State) Change {
	var c Change
	c.Opinions, c.GoneOpinions = differing(a.Opinions, b.Opinions)
	c.Matters, c.GoneMatters = differing(a.Matters, b.Matters)
	return c
}

func differing[T any](a, b map[string]T) (put []T, gone []string) {
	for _, id := range slices.Sorted(maps.Keys(b)) {
		if old, ok := a[id]; !ok || !reflect.DeepEqual(old, b[id]) {
			put = append(put, b[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a)) {
		if _, ok := b[id]; !ok {
			gone = append(gone, id)
		}
	}
	return put, gone
}

func (c Change) empty() bool {
	return len(c.Opinions)+len(c.Matters)+len(c.GoneOpinions)+len(c.GoneMatters) == 0
}

// Digest is every act on a 审议意见汇总. Every act is saved when it returns nil.
// A Digest is safe for use from several goroutines as far as its Store is.
type Digest struct {
	store Store
	now   func() time.Time
	mu    sync.Mutex // from the reading to the saving of an act
	known *State     // as stored; nil before the first reading and after an error
}

// NewDigest works on a store.
func NewDigest(s Store, now func() time.Time) *Digest { return &Digest{store: s, now: now} }

// State gives all opinions and answers. The caller must not change it.
func (d *Digest) State() (State, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state()
}

func (d *Digest) state() (State, error) {
	if d.known == nil {
		s, err := d.store.State()
		if err != nil {
			return State{}, err
		}
		d.known = &s
	}
	return *d.known, nil
}

// Take takes files in, all of them or, on an error, none; see Merge.
func (d *Digest) Take(files []File) (taken []Taken, err error) {
	err = d.change(func(s State) (State, Change, error) {
		var after State
		after, taken = Merge(s, files, d.now())
		if n := len(after.Opinions); n > MostOpinions {
			return State{}, Change{}, say.Wrong(say.M("opinion.full", "Count", n, "Most", MostOpinions), say.M("opinion.full.do"), nil)
		}
		return after, between(s, after), nil
	})
	return taken, err
}

// change does an act, which gives the state after it and what is to be stored
// for that.
func (d *Digest) change(act func(State) (State, Change, error)) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	before, err := d.state()
	if err != nil {
		return err
	}
	after, c, err := act(before)
	if err != nil {
		return err
	}
	if c.empty() {
		return nil
	}
	if err := d.store.Change(c); err != nil {
		d.known = nil // what is stored is read again
		return err
	}
	d.known = &after
	return nil
}

// matter is one that must be there.
func (s State) matter(id string) (Matter, error) {
	m, ok := s.Matters[id]
	if !ok {
		return Matter{}, say.Wrong(say.M("opinion.gone"), say.M("opinion.gone.do"), nil)
	}
	return m, nil
}

// on changes one matter; act reports whether it did.
func (d *Digest) on(id string, act func(*Matter) bool) error {
	return d.change(func(s State) (State, Change, error) {
		m, err := s.matter(id)
		if err != nil || !act(&m) {
			return s, Change{}, err
		}
		s = s.clone()
		s.Matters[id] = m
		return s, Change{Matters: []Matter{m}}, nil
	})
}

// Answer is what is said to a matter.
type Answer struct {
	Status Status
	Text   string
	Office string
}

// Answer sets status, answer and office. What is already so is left as it is.
func (d *Digest) Answer(id string, a Answer) error {
	if !slices.Contains(Statuses, a.Status) {
		return fmt.Errorf("opinion: unknown status %q", a.Status)
	}
	a.Text = strings.ToValidUTF8(a.Text, string(utf8.RuneError))
	a.Office = strings.ToValidUTF8(a.Office, string(utf8.RuneError))
	if n := utf8.RuneCountInString(a.Text); n > mostAnswer {
		return say.Wrong(say.M("opinion.answer.long", "Length", n, "Most", mostAnswer), say.M("opinion.answer.long.do"), nil)
	}
	if n := utf8.RuneCountInString(a.Office); n > mostName {
		return say.Wrong(say.M("opinion.office.long", "Length", n, "Most", mostName), say.M("opinion.answer.long.do"), nil)
	}
	return d.on(id, func(m *Matter) bool {
		if m.Status == a.Status && m.Answer == a.Text && m.Office == a.Office {
			return false
		}
		m.Status, m.Answer, m.Office, m.Answered, m.From = a.Status, a.Text, a.Office, moment(d.now()), ""
		return true
	})
}

// Seen says that somebody has looked at an answer after its opinion changed.
func (d *Digest) Seen(id string) error {
	return d.on(id, func(m *Matter) bool {
		was := m.Was != ""
		m.Was = ""
		return was
	})
}

// Removed is what Remove took away.
type Removed struct {
	Matter   Matter
	Opinions []Received
}

// Remove takes a matter with its opinions out, and gives them back, so that
// Restore can undo it. The same files bring the opinions again, without the
// answer.
func (d *Digest) Remove(id string) (r Removed, err error) {
	err = d.change(func(s State) (State, Change, error) {
		m, err := s.matter(id)
		if err != nil {
			return State{}, Change{}, err
		}
		s = s.clone()
		r = Removed{Matter: m}
		for _, o := range m.Members {
			r.Opinions = append(r.Opinions, s.Opinions[o])
			delete(s.Opinions, o)
		}
		delete(s.Matters, id)
		return s, Change{GoneOpinions: m.Members, GoneMatters: []string{id}}, nil
	})
	return r, err
}

// Restore puts back what Remove took away. Where one of its opinions came again
// meanwhile, nothing is changed, and the refusal says so.
func (d *Digest) Restore(r Removed) error {
	return d.change(func(s State) (State, Change, error) {
		s = s.clone()
		_, there := s.Matters[r.Matter.ID]
		for _, o := range r.Opinions {
			if _, again := s.Opinions[o.ID]; again {
				there = true
			}
			s.Opinions[o.ID] = o
		}
		if there {
			return State{}, Change{}, say.Wrong(say.M("opinion.there"), say.Message{}, nil)
		}
		s.Matters[r.Matter.ID] = r.Matter
		return s, Change{Opinions: r.Opinions, Matters: []Matter{r.Matter}}, nil
	})
}
