// Package storetest holds the contracts that every meeting.Store and note.Store
// keeps, as test suites, and a store of each kind in memory for other tests.
package storetest

import (
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
)

// Meeting is a meeting.Store in memory. What it gives shares nothing with what
// it holds.
type Meeting struct {
	mu       sync.Mutex
	meeting  []byte // as JSON, as in a file
	boxes    map[int]map[[16]byte]ballot.Ballot
	document *meeting.Document
	formers  []meeting.Document
	shaken   int
	fail     error
}

// NewMeeting is a store with a new meeting. It panics where meeting.New fails.
func NewMeeting(setup meeting.Setup) *Meeting {
	m, err := meeting.New(setup, rand.Reader)
	if err != nil {
		panic(err)
	}
	return &Meeting{meeting: written(m), boxes: map[int]map[[16]byte]ballot.Ballot{}}
}

// Holding is a store with a given meeting.
func Holding(m meeting.Meeting) *Meeting {
	return &Meeting{meeting: written(m), boxes: map[int]map[[16]byte]ballot.Ballot{}}
}

// Reopened is another store with what this one holds, as a file gives it that is
// closed and opened again. What holds the old one sees nothing of the new.
func (s *Meeting) Reopened() *Meeting {
	s.mu.Lock()
	defer s.mu.Unlock()
	again := &Meeting{meeting: slices.Clone(s.meeting), boxes: map[int]map[[16]byte]ballot.Ballot{}, document: s.document, formers: slices.Clone(s.formers), shaken: s.shaken}
	for round, box := range s.boxes {
		again.boxes[round] = maps.Clone(box)
	}
	s.fail = errors.New("storetest: the store was opened again elsewhere")
	return again
}

// copied takes a value to JSON and back, as a file does.
func copied[T any](v T) T { return read[T](written(v)) }

func written[T any](v T) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func read[T any](b []byte) T {
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		panic(err)
	}
	return v
}

// Fail has every later write fail with err, and change nothing, until Fail(nil).
func (s *Meeting) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = err
}

// Shaken is how often Shake was called.
func (s *Meeting) Shaken() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shaken
}

// Meeting gives the stored meeting.
func (s *Meeting) Meeting() (meeting.Meeting, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return read[meeting.Meeting](s.meeting), nil
}

// Update changes the meeting, unless change fails.
func (s *Meeting) Update(change func(*meeting.Meeting) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.changed(change)
	if err != nil {
		return err
	}
	s.meeting = m
	return nil
}

func (s *Meeting) changed(change func(*meeting.Meeting) error) ([]byte, error) {
	m := read[meeting.Meeting](s.meeting)
	id, rehearsal := m.ID, m.Setup.Rehearsal
	if err := change(&m); err != nil {
		return nil, err
	}
	if m.ID != id || m.Setup.Rehearsal != rehearsal {
		return nil, errors.New("storetest: a change of what a meeting is")
	}
	return written(m), s.fail
}

// Cast changes the meeting and puts a ballot into a box, unless change fails.
func (s *Meeting) Cast(round int, b ballot.Ballot, change func(*meeting.Meeting) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, m := range b.Marks {
		if m > ballot.Abstain {
			return fmt.Errorf("storetest: mark %d of a ballot is %d", i, m)
		}
	}
	m, err := s.changed(change)
	if err != nil {
		return err
	}
	var key [16]byte
	if _, err := rand.Read(key[:]); err != nil {
		return err
	}
	if s.boxes[round] == nil {
		s.boxes[round] = map[[16]byte]ballot.Ballot{}
	}
	s.meeting = m
	s.boxes[round][key] = ballot.Ballot{Marks: slices.Clone(b.Marks)}
	return nil
}

// Returned is the number of ballots in a box.
func (s *Meeting) Returned(round int) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.boxes[round]), nil
}

// Ballots gives the ballots of a box in the order of their keys.
func (s *Meeting) Ballots(round int) ([]ballot.Ballot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	keys := make([][16]byte, 0, len(s.boxes[round]))
	for k := range s.boxes[round] {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [16]byte) int { return slices.Compare(a[:], b[:]) })
	var ballots []ballot.Ballot
	for _, k := range keys {
		ballots = append(ballots, ballot.Ballot{Marks: slices.Clone(s.boxes[round][k].Marks)})
	}
	return ballots, nil
}

// Shake has nothing to do here.
func (s *Meeting) Shake() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shaken++
	return s.fail
}

// Document gives the report.
func (s *Meeting) Document() (d meeting.Document, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.document == nil {
		return meeting.Document{}, false, nil
	}
	return *s.document, true, nil
}

// SetDocument takes a report in.
func (s *Meeting) SetDocument(d meeting.Document) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	if s.document != nil && *s.document != d {
		former := *s.document
		s.formers = append(slices.DeleteFunc(s.formers, func(d meeting.Document) bool { return d == former }), former)
	}
	s.document = &d
	return nil
}

// Formers gives the reports that were replaced.
func (s *Meeting) Formers() ([]meeting.Document, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.formers), nil
}

// Notes is a note.Store in memory.
type Notes struct {
	mu      sync.Mutex
	notes   map[string]note.Note
	intents map[string]note.Intent
	links   map[string]note.Link
	fail    error
	lock    error
}

// NewNotes is a store without notes.
func NewNotes() *Notes {
	return &Notes{notes: map[string]note.Note{}, intents: map[string]note.Intent{}, links: map[string]note.Link{}}
}

// Fail has every later write fail with err, and change nothing, until Fail(nil).
func (s *Notes) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = err
}

// Lock has every later use fail with err, until Lock(nil).
func (s *Notes) Lock(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lock = err
}

// Notes gives all notes, in the order of their ids.
func (s *Notes) Notes() ([]note.Note, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		return nil, s.lock
	}
	return sorted(s.notes), nil
}

// Intents gives all intents, in the order of their projects.
func (s *Notes) Intents() ([]note.Intent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock != nil {
		return nil, s.lock
	}
	return sorted(s.intents), nil
}

// Links gives all decisions, in the order of their ids.
func (s *Notes) Links() ([]note.Link, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return sorted(s.links), nil
}

func sorted[T any](m map[string]T) []T {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var values []T
	for _, k := range keys {
		values = append(values, copied(m[k]))
	}
	return values
}

// Change saves what is put and deletes notes.
func (s *Notes) Change(put note.Content, remove []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.ContainsFunc(put.Notes, func(n note.Note) bool { return n.ID == "" }) ||
		slices.ContainsFunc(put.Intents, func(i note.Intent) bool { return i.Project == "" }) ||
		slices.ContainsFunc(put.Links, func(l note.Link) bool { return l.ID == "" }) {
		return errors.New("storetest: a record without an id")
	}
	if err := cmp.Or(s.lock, s.fail); err != nil {
		return err
	}
	for _, n := range put.Notes {
		s.notes[n.ID] = copied(n)
	}
	for _, i := range put.Intents {
		s.intents[i.Project] = copied(i)
	}
	for _, l := range put.Links {
		s.links[l.ID] = copied(l)
	}
	for _, id := range remove {
		delete(s.notes, id)
	}
	return nil
}
