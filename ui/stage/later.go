package stage

import (
	"time"

	"fyne.io/fyne/v2"
)

// Later has something done after a while, on Fyne's own goroutine; what it gives
// back calls that off.
func Later(d time.Duration, do func()) (cancel func()) {
	t := time.AfterFunc(d, func() { fyne.Do(do) })
	return func() { t.Stop() }
}
