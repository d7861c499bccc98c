package meeting

import (
	"io"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
)

// Desk is every act on a meeting. Each act is checked against the state of the
// round, committed by the Store, and safe to repeat: an act that was already
// done fails with a sentence that says so and changes nothing.
type Desk struct {
	store Store
	now   func() time.Time
	rand  io.Reader
}

// NewDesk works on a store, with the clock for the minutes and the source of
// randomness (crypto/rand.Reader).
func NewDesk(s Store, now func() time.Time, random io.Reader) *Desk {
	return &Desk{store: s, now: now, rand: random}
}

// View gives everything that the screens show.
func (d *Desk) View() (View, error) { panic("unwritten") }

// SetName, SetVote, SetRoll, SetList, SetProcedure change the setup; Draft only.
func (d *Desk) SetName(meeting, vote string) error       { panic("unwritten") }
func (d *Desk) SetRoll(n int) error                      { panic("unwritten") }
func (d *Desk) SetList(l project.List) error             { panic("unwritten") }
func (d *Desk) SetProcedure(p procedure.Procedure) error { panic("unwritten") }

// SetCode sets the station code that lets a ballot through and leaves the
// booth; "" for none. Before Casting only. 4 to 12 digits.
func (d *Desk) SetCode(code string) error { panic("unwritten") }

// CodeRight reports whether the code is right (always, where none is set).
func (d *Desk) CodeRight(code string) (bool, error) { panic("unwritten") }

// Findings checks the setup (see procedure.Check).
func (d *Desk) Findings() ([]procedure.Finding, error) { panic("unwritten") }

// Freeze fixes setup and candidates of the round. Refused while a finding blocks.
func (d *Desk) Freeze() error { panic("unwritten") }

// ShowEmptyBox records that the scrutineers saw the box hold 0 ballots.
// Refused if it does not.
func (d *Desk) ShowEmptyBox() error { panic("unwritten") }

// OpenSignIn begins the sign-in.
func (d *Desk) OpenSignIn() error { panic("unwritten") }

// SetPresent records 实到: at most the roll, and never below what was issued.
// In SignIn, and in Casting for late arrivals.
func (d *Desk) SetPresent(n int) error { panic("unwritten") }

// OpenCasting begins the vote. Refused without a quorum.
func (d *Desk) OpenCasting() error { panic("unwritten") }

// LetThrough issues one ballot to this station: one at a time, at most as many
// as are present.
func (d *Desk) LetThrough() error { panic("unwritten") }

// Cast puts the outstanding ballot into the box. When it returns nil the
// ballot is on the disk and LetThrough is possible again. Refused, with the
// limit named, for a ballot that the procedure calls invalid.
func (d *Desk) Cast(b ballot.Ballot) error { panic("unwritten") }

// GiveUp ends the outstanding ballot without a cast: it stays issued and is
// not returned.
func (d *Desk) GiveUp() error { panic("unwritten") }

// Close ends the casting for good; refused while a ballot is outstanding.
func (d *Desk) Close() error { panic("unwritten") }

// Reconcile compares issued and returned: Reconciled, or Void if more came back.
func (d *Desk) Reconcile() error { panic("unwritten") }

// Count opens the box and counts.
func (d *Desk) Count() (count.Result, error) { panic("unwritten") }

// Result recounts a round that was counted.
func (d *Desk) Result() (count.Result, error) { panic("unwritten") }

// Report gives the report that was taken in; ok is false where there is none.
func (d *Desk) Report() (doc Document, ok bool, err error) { panic("unwritten") }

// SetReport takes a report in; allowed in every state, as it is no part of the vote.
func (d *Desk) SetReport(doc Document) error { panic("unwritten") }
