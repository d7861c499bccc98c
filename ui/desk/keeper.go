package desk

import (
	"sync"
	"sync/atomic"

	"piaojue/ui/stage"
)

// keeper saves one thing that is being typed, at once and in the order of the
// typing: a value that a later one has overtaken is left out, and none is ever
// saved after a later one.
type keeper struct {
	st    *stage.Stage
	asked atomic.Uint64 // the last value that was typed
	act   func() error  // saves it
	lost  bool          // the last value could not be saved

	mu   sync.Mutex
	kept uint64 // the last value that was saved
}

// keep saves a value by act; done gets what became of the last one.
func (k *keeper) keep(act func() error, done func(error)) {
	n := k.asked.Add(1)
	k.act = act
	var err error
	k.st.Do(func() error {
		err = k.try(n, act)
		return nil
	}, func() {
		if n == k.asked.Load() {
			k.lost = err != nil
			done(err)
		}
	})
}

func (k *keeper) try(n uint64, act func() error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if n <= k.kept || n < k.asked.Load() {
		return nil
	}
	if err := act(); err != nil {
		return err
	}
	k.kept = n
	return nil
}

// flush saves the last value, if it still has to be, again if that failed before.
func (k *keeper) flush() error {
	n := k.asked.Load()
	if n == 0 {
		return nil
	}
	err := k.try(n, k.act)
	k.lost = err != nil
	return err
}
