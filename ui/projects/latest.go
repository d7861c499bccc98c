package projects

import "sync"

// latest orders the writes of one thing: they may run on goroutines of their
// own, but an older one never lands after a newer one.
type latest struct {
	mu          sync.Mutex
	asked, done int
	last        func() error // the newest act, until it failed and that was said
}

// act makes the act of a write. It is called when the write is asked for, on
// Fyne's goroutine; the act may run anywhere.
func (l *latest) act(write func() error) func() error {
	l.asked++
	number := l.asked
	l.last = func() error {
		l.mu.Lock()
		defer l.mu.Unlock()
		if number <= l.done {
			return nil
		}
		if err := write(); err != nil {
			return err
		}
		l.done = number
		return nil
	}
	return l.last
}

// flush returns when the newest write is committed or has failed.
func (l *latest) flush() error {
	if l.last == nil {
		return nil
	}
	return l.last()
}

// forget drops a write that failed, after that was said.
func (l *latest) forget() { l.last = nil }
