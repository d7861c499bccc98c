package meeting

import (
	"errors"
	"io"
	"time"
)

// Desk is every act on a meeting. Each act is checked against the state of the
// round, committed by the Store, and safe to repeat: an act that was already
// done fails with a sentence that says so and changes nothing.
//
// Acts may come from several goroutines. What they are refused for is decided
// inside the transaction that would make the change.
type Desk struct {
	store   Store
	now     func() time.Time
	rand    io.Reader
	stretch int // iterations for a new station code
}

// NewDesk works on a store, with the clock for the minutes and the source of
// randomness (crypto/rand.Reader).
func NewDesk(s Store, now func() time.Time, random io.Reader) *Desk {
	return &Desk{store: s, now: now, rand: random, stretch: stretch}
}

// errNoRound is a stored meeting that New cannot have made.
var errNoRound = errors.New("meeting: no round")

// round is the current round of a meeting.
func (m *Meeting) round() (*Round, error) {
	if len(m.Rounds) == 0 {
		return nil, errNoRound
	}
	return &m.Rounds[len(m.Rounds)-1], nil
}

// current reads the meeting with its current round.
func (d *Desk) current() (Meeting, *Round, error) {
	m, err := d.store.Meeting()
	if err != nil {
		return Meeting{}, nil, err
	}
	r, err := m.round()
	return m, r, err
}

// update changes the meeting and its current round in one transaction.
func (d *Desk) update(change func(*Meeting, *Round) error) error {
	return d.store.Update(func(m *Meeting) error {
		r, err := m.round()
		if err != nil {
			return err
		}
		return change(m, r)
	})
}
