package storetest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/note"
	"piaojue/app/opinion"
)

// Opinions is an opinion.Store in memory. What it gives shares nothing with what
// it holds.
type Opinions struct {
	mu    sync.Mutex
	state opinion.State
	fail  error
}

// NewOpinions is a store with nothing in it.
func NewOpinions() *Opinions { return &Opinions{state: opinion.NewState()} }

// Fail has every later change fail with err, and change nothing, until Fail(nil).
func (s *Opinions) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = err
}

// State gives all that is kept.
func (s *Opinions) State() (opinion.State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copied(s.state), nil
}

// Change saves and removes records.
func (s *Opinions) Change(c opinion.Change) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	next := copied(s.state)
	for _, o := range c.Opinions {
		if o.ID == "" {
			return errors.New("storetest: an opinion without an id")
		}
		next.Opinions[o.ID] = copied(o)
	}
	for _, m := range c.Matters {
		if m.ID == "" {
			return errors.New("storetest: a matter without an id")
		}
		next.Matters[m.ID] = copied(m)
	}
	for _, id := range c.GoneOpinions {
		delete(next.Opinions, id)
	}
	for _, id := range c.GoneMatters {
		delete(next.Matters, id)
	}
	s.state = next
	return nil
}

// OpenNewOpinions gives a test its store: the first call a new one, later calls
// the same one, opened again where it can be.
type OpenNewOpinions func(*testing.T) opinion.Store

// OpinionsContract is what every opinion.Store keeps.
func OpinionsContract(t *testing.T, open OpenNewOpinions) {
	at := time.Date(2021, 1, 13, 9, 0, 0, 7, time.UTC)
	passage := opinion.Received{Opinion: opinion.Opinion{
		ID: "urn:uuid:b", Anchor: &note.Anchor{Document: "h", Start: 3, End: 5, Quote: "两小", Before: "“", After: "”综合整治"},
		Kind: note.Question, Colour: note.Green, Tags: []string{"民生"}, Text: "含哪些街道？\n<", Created: at, Changed: at.Add(time.Hour),
		By: opinion.Deputy{Name: "甲", Delegation: "乙"}, Rest: map[string]string{"x": `{"<":"&"}`},
	}, File: "一", At: at}
	project := opinion.Received{Opinion: opinion.Opinion{ID: "urn:uuid:a", Project: "A-03", Kind: note.Suggestion, Colour: note.Yellow}}
	one := opinion.Matter{ID: "urn:uuid:b", Members: []string{"urn:uuid:a", "urn:uuid:b"}, Status: opinion.Adopted, Answer: "好。", Office: "住建委", Answered: at, Was: "旧"}
	two := opinion.Matter{ID: "urn:uuid:b#2", Members: []string{"urn:uuid:c"}, Status: opinion.Pending}
	full := opinion.Change{Opinions: []opinion.Received{passage, project}, Matters: []opinion.Matter{one, two}}
	holds := func(t *testing.T, want opinion.State) {
		t.Helper()
		for range 2 {
			s := must(open(t).State())(t)
			if diff := cmp.Diff(want, s); diff != "" {
				t.Fatal(diff)
			}
		}
	}
	state := func() opinion.State {
		return opinion.State{
			Opinions: map[string]opinion.Received{passage.ID: passage, project.ID: project},
			Matters:  map[string]opinion.Matter{one.ID: one, two.ID: two},
		}
	}

	t.Run("what is stored is given back whole", func(t *testing.T) {
		holds(t, opinion.NewState())
		if err := open(t).Change(full); err != nil {
			t.Fatal(err)
		}
		holds(t, state())
	})

	t.Run("records are replaced and removed, and what is not there is no error", func(t *testing.T) {
		if err := open(t).Change(full); err != nil {
			t.Fatal(err)
		}
		changed := one
		changed.Answer = "改"
		for range 2 {
			err := open(t).Change(opinion.Change{Matters: []opinion.Matter{changed}, GoneMatters: []string{two.ID, "none"}, GoneOpinions: []string{project.ID}})
			if err != nil {
				t.Fatal(err)
			}
		}
		want := state()
		want.Matters[one.ID] = changed
		delete(want.Matters, two.ID)
		delete(want.Opinions, project.ID)
		holds(t, want)
	})

	t.Run("a change that cannot be made changes nothing", func(t *testing.T) {
		if err := open(t).Change(full); err != nil {
			t.Fatal(err)
		}
		bad := opinion.Change{Opinions: []opinion.Received{{Opinion: opinion.Opinion{ID: "new"}}}, Matters: []opinion.Matter{{}}}
		if open(t).Change(bad) == nil {
			t.Fatal("a matter without an id was taken")
		}
		holds(t, state())
	})
}
