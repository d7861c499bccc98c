package paper

import (
	"cmp"
	"slices"
	"strings"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Enter appends the next ballot of the pile to an entry, with as many cells as
// there are candidates. The two entries are by two people.
func (b *Batch) Enter(w Which, by string, s Sheet, candidates int) error {
	by = strings.TrimSpace(by)
	e, other := b.entry(w), b.entry(1-w)
	switch {
	case b.Withdrawn != "":
		return b.wrong("paper.withdrawn")
	case b.File != "":
		return b.wrong("paper.scanned")
	case by == "":
		return b.wrong("paper.nobody")
	case by == other.By:
		return b.wrong("paper.same_person", "Name", by)
	case e.By != "" && e.By != by:
		return b.wrong("paper.other_person", "Name", e.By)
	case len(e.Sheets) >= b.Size:
		return b.wrong("paper.full", "Size", b.Size)
	}
	if err := s.check(candidates); err != nil {
		return err
	}
	e.By = by
	e.Sheets = append(e.Sheets, s)
	return nil
}

// Amend corrects a ballot of an entry, at a place from 0, by the one who entered
// it and only until both entries are complete: after that they are compared.
func (b *Batch) Amend(w Which, by string, place int, s Sheet, candidates int) error {
	e := b.entry(w)
	switch {
	case b.Withdrawn != "":
		return b.wrong("paper.withdrawn")
	case b.File != "":
		return b.wrong("paper.scanned")
	case b.Complete():
		return b.wrong("paper.compared")
	case strings.TrimSpace(by) != e.By:
		return b.wrong("paper.other_person", "Name", e.By)
	case place < 0 || place >= len(e.Sheets):
		return b.wrong("paper.place", "Place", place+1, "Size", len(e.Sheets))
	}
	if err := s.check(candidates); err != nil {
		return err
	}
	e.Sheets[place] = s
	return nil
}

// Settle records what a place is on a third look: by neither of the two whose
// entries differ. Of a scan it is a look at a ballot that the machine judged
// invalid, and the reason must be given.
func (b *Batch) Settle(p procedure.Procedure, place int, by string, s Sheet, reason string, candidates int) error {
	by, reason = strings.TrimSpace(by), strings.TrimSpace(reason)
	switch {
	case b.Withdrawn != "":
		return b.wrong("paper.withdrawn")
	case by == "":
		return b.wrong("paper.nobody")
	case b.File == "" && (by == b.A.By || by == b.B.By):
		return b.wrong("paper.third", "Name", by)
	case b.File != "" && reason == "":
		return b.wrong("paper.reason")
	case !slices.Contains(b.Unsettled(p), place):
		return b.wrong("paper.settled", "Place", place+1)
	}
	if err := s.check(candidates); err != nil {
		return err
	}
	b.Looks = append(b.Looks, Look{Place: place, By: by, Sheet: s, Reason: reason})
	slices.SortFunc(b.Looks, func(a, b Look) int { return cmp.Compare(a.Place, b.Place) })
	return nil
}

// Rule records what the 总监票人 decided on a doubtful mark, with the reason.
func (b *Batch) Rule(r Ruling) error {
	r.By, r.Reason = strings.TrimSpace(r.By), strings.TrimSpace(r.Reason)
	switch {
	case b.Withdrawn != "":
		return b.wrong("paper.withdrawn")
	case r.By == "":
		return b.wrong("paper.nobody")
	case r.Reason == "":
		return b.wrong("paper.reason")
	case r.Mark > ballot.Abstain:
		return b.wrong("paper.mark")
	case !slices.ContainsFunc(b.Doubts(), func(d Doubt) bool { return d.Place == r.Place && d.Project == r.Project }):
		return b.wrong("paper.no_doubt", "Place", r.Place+1, "Project", r.Project+1)
	}
	b.Rulings = append(b.Rulings, r)
	slices.SortFunc(b.Rulings, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Project, b.Project))
	})
	return nil
}

// Withdraw takes the batch out of the count, with the reason: a pile that was
// entered wrongly is entered again as another batch. It is kept.
func (b *Batch) Withdraw(reason string) error {
	reason = strings.TrimSpace(reason)
	switch {
	case b.Withdrawn != "":
		return b.wrong("paper.withdrawn")
	case reason == "":
		return b.wrong("paper.reason")
	}
	b.Withdrawn = reason
	return nil
}

// Scanned is the batch of what a scanner wrote.
func Scanned(number int, file string, ballots []ballot.Ballot) Batch {
	b := Batch{Number: number, File: file, Size: len(ballots)}
	for _, x := range ballots {
		b.A.Sheets = append(b.A.Sheets, SheetOf(x))
	}
	return b
}

// Same reports whether a scanner wrote both from one file, with the same ballots
// in the same order.
func (b Batch) Same(as Batch) bool {
	return b.File != "" && b.File == as.File && slices.EqualFunc(b.A.Sheets, as.A.Sheets, Sheet.equal)
}

// check refuses a sheet that cannot be of this vote.
func (s Sheet) check(candidates int) error {
	if s.Spoiled != "" {
		if !slices.Contains(Spoils, s.Spoiled) || len(s.Cells) != 0 {
			return say.Wrong(say.M("paper.spoil"), say.M("paper.again.do"), nil)
		}
		return nil
	}
	if len(s.Cells) != candidates {
		return say.Wrong(say.M("paper.cells", "Cells", len(s.Cells), "Candidates", candidates), say.M("paper.again.do"), nil)
	}
	for _, c := range s.Cells {
		if c >= endOfCells {
			return say.Wrong(say.M("paper.mark"), say.M("paper.again.do"), nil)
		}
	}
	return nil
}

// wrong is a refusal that may name the batch.
func (b *Batch) wrong(key string, pairs ...any) error {
	return say.Wrong(say.M(key, append(pairs, "Batch", b.Number)...), say.M("paper.again.do"), nil)
}
