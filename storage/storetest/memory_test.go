package storetest

import (
	"sync"
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/opinion"
)

// kept gives the same store to the same test each time.
func kept[T any](make func() T) func(*testing.T) T {
	var stores sync.Map
	return func(t *testing.T) T {
		s, ok := stores.Load(t.Name())
		if !ok {
			s = make()
			stores.Store(t.Name(), s)
		}
		return s.(T)
	}
}

func TestMemoryKeepsTheMeetingContract(t *testing.T) {
	var first meeting.Meeting
	open := kept(func() *Meeting { return Holding(first) })
	MeetingContract(t, func(t *testing.T, m meeting.Meeting) meeting.Store {
		first = m
		return open(t)
	})
}

func TestMemoryKeepsTheNotesContract(t *testing.T) {
	open := kept(NewNotes)
	NotesContract(t, func(t *testing.T) note.Store { return open(t) })
}

func TestMemoryKeepsTheOpinionsContract(t *testing.T) {
	open := kept(NewOpinions)
	OpinionsContract(t, func(t *testing.T) opinion.Store { return open(t) })
}

func TestAnySequenceInMemory(t *testing.T) {
	AnySequence(t, inMemory)
}

func TestAnyMeetingInMemory(t *testing.T) {
	AnyMeeting(t, 0, inMemory)
}

// inMemory is a store that is another one each time it is opened.
func inMemory(first meeting.Meeting) func() (meeting.Store, error) {
	s := Holding(first)
	return func() (meeting.Store, error) {
		s = s.Reopened()
		return s, nil
	}
}
