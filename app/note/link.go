package note

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"piaojue/app/report"
)

// Decision is what the deputy decided about a passage that was suggested for a
// project.
type Decision string

const (
	Undecided Decision = ""
	Confirmed Decision = "confirmed" // it speaks of the project
	Dismissed Decision = "dismissed" // it does not
)

// Link is a decision about one passage and one project.
type Link struct {
	ID       string // of project, document and place
	Project  string
	Name     string // of that project when this was decided
	Anchor   Anchor // the passage
	Decision Decision
	Changed  time.Time
}

// Decide saves a decision in place of the one on the same passage and project;
// Undecided takes it back.
func (b *Book) Decide(r *report.Report, at report.Range, id, name string, d Decision) error {
	a := AnchorAt(r, at)
	switch {
	case id == "" || a.Quote == "":
		return fmt.Errorf("note: a decision about nothing")
	case d != Undecided && d != Confirmed && d != Dismissed:
		return fmt.Errorf("note: unknown decision %q", d)
	}
	sum := sha256.Sum256([]byte(fmt.Sprintf("%q %q %s %d %d", id, name, a.Document, a.Start, a.End)))
	return b.store.Change(Content{Links: []Link{{
		ID: hex.EncodeToString(sum[:16]), Project: id, Name: name, Anchor: a, Decision: d, Changed: b.now().Round(0),
	}}}, nil)
}

// Decisions are the decisions of a deputy as they are looked up.
type Decisions struct{ all []Link }

// Decisions reads what was decided. While the notes are locked there is nothing.
func (b *Book) Decisions() (Decisions, error) {
	all, err := b.store.Links()
	if errors.Is(err, ErrLocked) {
		return Decisions{}, nil
	}
	return Decisions{all}, err
}

// On is what was decided about a passage and a project of a name. A decision
// about another document holds only where the same words stand in this one
// exactly once, at this passage; the one made last holds.
func (d Decisions) On(r *report.Report, at report.Range, id, name string) Decision {
	var last Link
	for _, l := range d.all {
		if l.Project != id || l.Name != name || l.Changed.Before(last.Changed) {
			continue
		}
		if l.Anchor.Document == r.Hash {
			if l.Anchor.Start == at.Start && l.Anchor.End == at.End {
				last = l
			}
			continue
		}
		if l.Anchor.Quote != string(r.Text[at.Start:at.End]) {
			continue
		}
		if found, ok := r.Locate(l.Anchor.Quote); ok && found == at {
			last = l
		}
	}
	return last.Decision
}
