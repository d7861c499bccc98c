package reader

import (
	"errors"
	"maps"
	"slices"
)

// pen writes what is done to notes into the book, one act after the other, away
// from Fyne's goroutine. A text that is typed is written at once; while that
// takes its time, only the latest of what is typed meanwhile waits.
//
// All methods are called on Fyne's goroutine.
type pen struct {
	// run does an act away from Fyne's goroutine and then the second function
	// on it.
	run func(act func(), then func())
	// fail is told of an act that failed.
	fail func(error)
	// saved is told of each act that was committed.
	saved func()

	waiting   []*stroke
	writing   *stroke
	unwritten map[string]func() error // texts that could not be written, by note
	flushing  bool                    // the caller of flush is told what failed
}

func newPen(run func(act func(), then func()), fail func(error), saved func()) *pen {
	return &pen{run: run, fail: fail, saved: saved, unwritten: map[string]func() error{}}
}

// stroke is one act on the book.
type stroke struct {
	id   string // of the note whose text it writes; "" for anything else
	do   func() error
	then func() // after it succeeded; may be nil
	read bool   // it only reads
	err  error
	done chan struct{} // closed when do has returned
	told bool          // then or fail was called
}

// act does something to the book after everything before it.
func (p *pen) act(do func() error, then func()) {
	p.waiting = append(p.waiting, &stroke{do: do, then: then, done: make(chan struct{})})
	p.next()
}

// read reads something from the book after everything before it.
func (p *pen) read(do func() error, then func()) {
	p.waiting = append(p.waiting, &stroke{do: do, then: then, read: true, done: make(chan struct{})})
	p.next()
}

// write writes the text of a note. It takes the place of an earlier text of the
// note that still waits.
func (p *pen) write(id string, do func() error) {
	if n := len(p.waiting); n > 0 && p.waiting[n-1].id == id {
		p.waiting[n-1].do = do
		return
	}
	p.waiting = append(p.waiting, &stroke{id: id, do: do, done: make(chan struct{})})
	p.next()
}

// pending reports whether a text of a note was typed that the book has not yet.
func (p *pen) pending(id string) bool {
	_, failed := p.unwritten[id]
	return failed || slices.ContainsFunc(p.waiting, func(s *stroke) bool { return s.id == id })
}

// forget drops a text that could not be written: its note is gone.
func (p *pen) forget(id string) { delete(p.unwritten, id) }

func (p *pen) next() {
	if p.writing != nil || len(p.waiting) == 0 {
		return
	}
	s := p.waiting[0]
	p.waiting = slices.Delete(p.waiting, 0, 1)
	p.writing = s
	p.run(func() {
		s.err = s.do()
		close(s.done)
	}, func() {
		p.tell(s)
		if p.writing == s {
			p.writing = nil
		}
		p.next()
	})
}

// tell says how an act ended, once.
func (p *pen) tell(s *stroke) {
	if s.told {
		return
	}
	s.told = true
	if s.err != nil {
		if s.id != "" {
			p.unwritten[s.id] = s.do
		}
		if !p.flushing {
			p.fail(s.err)
		}
		return
	}
	delete(p.unwritten, s.id)
	if s.then != nil {
		s.then()
	}
	if !s.read {
		p.saved()
	}
}

// flush returns after everything that was asked for is committed or has failed.
// Texts that could not be written before are tried once more. The error is
// what failed.
func (p *pen) flush() error {
	p.flushing = true
	defer func() { p.flushing = false }()
	var errs []error
	if s := p.writing; s != nil {
		<-s.done
		p.writing = nil
		p.tell(s)
		if _, again := p.unwritten[s.id]; !again {
			errs = append(errs, s.err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(p.unwritten)) {
		again := &stroke{id: id, do: p.unwritten[id], done: make(chan struct{})}
		p.waiting = slices.Insert(p.waiting, 0, again)
	}
	for len(p.waiting) > 0 {
		s := p.waiting[0]
		p.waiting = slices.Delete(p.waiting, 0, 1)
		s.err = s.do()
		close(s.done)
		p.tell(s)
		errs = append(errs, s.err)
	}
	return errors.Join(errs...)
}
