package meeting

import (
	"errors"
	"slices"
	"strings"
	"time"

	"piaojue/app/say"
)

// Entry is one act in the log of the meeting: steps, sign-ins, decisions,
// rulings on paper, incidents, steps that were refused, and the numbers issued and returned at the close.
// Never the issue of one ballot, a cast, or a choice.
type Entry struct {
	At     time.Time
	Act    string // names the text "meeting.log."+Act
	Round  int    `json:",omitzero"`
	Office Office `json:",omitzero"`
	Who    string `json:",omitzero"` // a deputy or a person, by name
	Count  int    `json:",omitzero"`
	Reason string `json:",omitzero"`
}

// Says is the entry in words, without its time.
func (e Entry) Says() say.Message {
	values := []any{"Round", e.Round, "Who", e.Who, "Count", e.Count, "Reason", e.Reason}
	if e.Office != "" {
		values = append(values, "Office", e.Office.Says())
	}
	return say.M("meeting.log."+e.Act, values...)
}

func (m *Meeting) note(at time.Time, e Entry) {
	e.At = at.Truncate(time.Second)
	m.Log = append(m.Log, e)
}

// Log is what was done in the meeting, the earliest first.
func (d *Desk) Log() ([]Entry, error) {
	m, err := d.store.Meeting()
	return m.Log, err
}

// RecordIncident notes in the log what happened, in the clerk's words: a power
// cut, a machine that was changed. It changes nothing else.
func (d *Desk) RecordIncident(text string) error {
	return d.update(func(m *Meeting, r *Round) error {
		text, err := given(text)
		if err != nil {
			return err
		}
		m.note(d.now(), Entry{Act: "incident", Round: r.Number, Office: Clerk, Reason: text})
		return nil
	})
}

// RecordRefusal notes that a step was refused, with what was said to the clerk.
// The step itself left everything as it was. An error that says nothing to a
// person is not noted, nor is what was said of a ballot or of its issue: the log
// tells of neither, with a time beside it.
func (d *Desk) RecordRefusal(refused error) error {
	var p *say.Problem
	if !errors.As(refused, &p) || ofABallot(p.What.Key) {
		return nil
	}
	return d.update(func(m *Meeting, r *Round) error {
		m.note(d.now(), Entry{Act: "refused", Round: r.Number, Office: Clerk, Reason: p.What.In(say.Chinese)})
		return nil
	})
}

// ofABallot reports whether a sentence speaks of one ballot, or of who is to have it.
func ofABallot(key string) bool {
	return slices.ContainsFunc([]string{"ballot.", "meeting.cast.", "meeting.issue.", "meeting.let_through.", "meeting.give_up."}, func(of string) bool {
		return strings.HasPrefix(key, of)
	})
}

// SignsIn reports whether the entry is about who is there: thousands of them may
// stand between the others.
func (e Entry) SignsIn() bool {
	return e.Act == "sign_in" || e.Act == "undo" || e.Act == "leave" || e.Act == "depart"
}
