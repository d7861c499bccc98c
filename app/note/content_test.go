package note_test

import (
	"crypto/rand"
	"errors"
	"maps"
	"testing"
	"time"

	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

// contentOf is what a backup of a store would hold.
func contentOf(t *testing.T, s *storetest.Notes) note.Content {
	t.Helper()
	notes, err := s.Notes()
	if err != nil {
		t.Fatal(err)
	}
	intents, err := s.Intents()
	if err != nil {
		t.Fatal(err)
	}
	return note.Content{Notes: notes, Intents: intents}
}

func texts(t *testing.T, b *note.Book) map[string]string {
	t.Helper()
	m := map[string]string{}
	for _, n := range all(t, b) {
		m[n.Project] = n.Text
	}
	return m
}

// twoDesks are a book, a copy of it from before, and both written on since.
func twoDesks(t *testing.T) (here *note.Book, from note.Content) {
	t.Helper()
	here, s := newBook()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ids := map[string]string{}
	for _, project := range []string{"same", "newer here", "newer there", "deleted here"} {
		n, err := here.OnProject(project, "原来")
		ok(err)
		ids[project] = n.ID
	}
	ok(here.SetIntent(note.Intent{Project: "1", Leaning: note.Favour}))
	ok(here.SetIntent(note.Intent{Project: "2", Leaning: note.Favour}))
	there := storetest.NewNotes()
	c := contentOf(t, s)
	ok(there.Change(note.Content{Notes: c.Notes}, nil))
	clock := ticking()
	later := func() time.Time { return clock().Add(time.Hour) }
	other := note.NewBook(there, later, rand.Reader)
	ok(other.Write(ids["newer there"], "那里改的"))
	_, err := other.OnProject("new there", "那里写的")
	ok(err)
	ok(other.SetIntent(note.Intent{Project: "1", Leaning: note.Oppose}))
	ok(other.SetIntent(note.Intent{Project: "3", Star: true}))
	ok(here.Write(ids["newer here"], "这里改的"))
	_, err = here.Remove(ids["deleted here"])
	ok(err)
	_, err = here.OnProject("new here", "这里写的")
	ok(err)
	return here, contentOf(t, there)
}

func TestMerge(t *testing.T) {
	b, c := twoDesks(t)
	want := map[string]string{
		"same": "原来", "newer here": "这里改的", "newer there": "那里改的", "deleted here": "原来", "new here": "这里写的", "new there": "那里写的",
	}
	for i, did := range []note.Merged{{Added: 2, Newer: 1, Intents: 1}, {}} {
		m, err := b.Merge(c)
		if err != nil || m != did {
			t.Errorf("merging for the %d. time: %+v, %v, want %+v", i+1, m, err, did)
		}
		if got := texts(t, b); !maps.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	intents, err := b.Intents()
	if err != nil || intents["1"].Leaning != note.Favour || intents["2"].Leaning != note.Favour || !intents["3"].Star {
		t.Errorf("intents %v, %v", intents, err)
	}
	if _, ok, _ := b.Undo(); ok {
		t.Error("an act of before the merge was undone")
	}
}

func TestReplace(t *testing.T) {
	b, c := twoDesks(t)
	if err := b.Replace(c); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"same": "原来", "newer here": "原来", "newer there": "那里改的", "deleted here": "原来", "new there": "那里写的"}
	if got := texts(t, b); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	intents, err := b.Intents()
	if err != nil || len(intents) != 2 || intents["1"].Leaning != note.Oppose || !intents["3"].Star {
		t.Errorf("intents %v, %v", intents, err)
	}
}

// What cannot be a note keeps everything else out.
func TestContentThatCannotBe(t *testing.T) {
	b, c := twoDesks(t)
	before := texts(t, b)
	c.Notes = append(c.Notes, note.Note{ID: "x", Colour: note.Pink, Kind: note.Remark})
	_, err := b.Merge(c)
	if err == nil || b.Replace(c) == nil {
		t.Error("taken")
	}
	if got := texts(t, b); !maps.Equal(got, before) {
		t.Errorf("refused, and now %v", got)
	}
}

var errLocked = say.Wrong(say.M("storage.locked"), say.Message{}, note.ErrLocked)

func TestWhileLockedThereAreNoNotesAndNoneIsTaken(t *testing.T) {
	s := storetest.NewNotes()
	s.Lock(errLocked)
	b := note.NewBook(s, ticking(), rand.Reader)
	if !b.Locked() || len(all(t, b)) != 0 {
		t.Error("it is not locked")
	}
	if intents, err := b.Intents(); err != nil || len(intents) != 0 {
		t.Errorf("intents %v, %v", intents, err)
	}
	_, err := b.OnProject("1", "x")
	if !errors.Is(err, note.ErrLocked) {
		t.Errorf("made: %v", err)
	}
	if err := b.SetIntent(note.Intent{Project: "1", Star: true}); !errors.Is(err, note.ErrLocked) {
		t.Errorf("intent: %v", err)
	}
	s.Lock(nil)
	if _, err := b.OnProject("1", "x"); err != nil || b.Locked() || len(all(t, b)) != 1 {
		t.Errorf("unlocked: %v", err)
	}
}
