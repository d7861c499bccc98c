package reader

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// slowPen is a pen whose acts wait until they are let go on, as on a slow disk;
// what follows an act is called by tell, as Fyne's goroutine would.
type slowPen struct {
	*pen
	goOn   chan struct{}
	ended  chan func()
	wrote  []string
	failed []error
}

func newSlowPen() *slowPen {
	s := &slowPen{goOn: make(chan struct{}), ended: make(chan func(), 100)}
	s.pen = newPen(func(act func(), then func()) {
		go func() {
			<-s.goOn
			act()
			s.ended <- then
		}()
	}, func(err error) { s.failed = append(s.failed, err) }, func() {})
	return s
}

// letGo lets the act that is being done come to its end, and tells.
func (s *slowPen) letGo() {
	s.goOn <- struct{}{}
	(<-s.ended)()
}

func (s *slowPen) text(id, text string) {
	s.write(id, func() error { s.wrote = append(s.wrote, id+text); return nil })
}

func TestOnlyTheLatestTextWaits(t *testing.T) {
	s := newSlowPen()
	for _, text := range []string{"1", "12", "123", "1234"} {
		s.text("a", text)
	}
	s.text("b", "x")
	s.letGo()
	s.letGo()
	s.letGo()
	if want := []string{"a1", "a1234", "bx"}; !slices.Equal(s.wrote, want) {
		t.Errorf("wrote %v, want %v", s.wrote, want)
	}
}

func TestActsKeepTheirOrder(t *testing.T) {
	s := newSlowPen()
	s.text("a", "1")
	s.act(func() error { s.wrote = append(s.wrote, "remove a"); return nil }, nil)
	s.text("a", "2")
	for range 3 {
		s.letGo()
	}
	if want := []string{"a1", "remove a", "a2"}; !slices.Equal(s.wrote, want) {
		t.Errorf("did %v, want %v", s.wrote, want)
	}
}

func TestFlushReturnsWhenEverythingIsWritten(t *testing.T) {
	s := newSlowPen()
	s.text("a", "1")
	s.text("a", "12")
	s.text("b", "x")
	go func() {
		time.Sleep(20 * time.Millisecond)
		s.goOn <- struct{}{}
	}()
	s.flush()
	if want := []string{"a1", "a12", "bx"}; !slices.Equal(s.wrote, want) {
		t.Errorf("wrote %v, want %v", s.wrote, want)
	}
	// What the driver still has to tell about the first changes nothing.
	(<-s.ended)()
	s.text("a", "123")
	s.letGo()
	if s.wrote[len(s.wrote)-1] != "a123" {
		t.Errorf("wrote %v", s.wrote)
	}
}

func TestAFailedTextIsTriedAgainByFlushButNotAfterItsNoteIsGone(t *testing.T) {
	s := newSlowPen()
	broken := true
	text := func(id string) {
		s.write(id, func() error {
			if broken {
				return errors.New("disk full")
			}
			s.wrote = append(s.wrote, id)
			return nil
		})
	}
	text("a")
	text("b")
	s.letGo()
	s.letGo()
	if len(s.failed) != 2 {
		t.Fatalf("%d failures were told", len(s.failed))
	}
	s.forget("b")
	broken = false
	s.flush()
	if want := []string{"a"}; !slices.Equal(s.wrote, want) {
		t.Errorf("wrote %v, want %v", s.wrote, want)
	}
	s.flush()
	if len(s.wrote) != 1 {
		t.Errorf("written again: %v", s.wrote)
	}
}

func TestSavedIsToldForWritesAndNotForReads(t *testing.T) {
	saved := 0
	p := newPen(func(act func(), then func()) { act(); then() }, func(error) {}, func() { saved++ })
	p.read(func() error { return nil }, nil)
	p.act(func() error { return nil }, nil)
	p.act(func() error { return errors.New("no") }, nil)
	p.write("a", func() error { return nil })
	if saved != 2 {
		t.Errorf("told %d times", saved)
	}
}
