package meeting

import (
	"reflect"

	"piaojue/app/ballot"
	"piaojue/app/paper"
	"piaojue/app/say"
)

func (p Paper) equal(q Paper) bool { return reflect.DeepEqual(p, q) }

// SetPaperIssued records how many paper ballots were handed out: with those of
// the stations at most as many as are present. While deputies vote. With a roll
// of names see IssuePaperTo.
func (d *Desk) SetPaperIssued(n int) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Casting && r.State != OnPaper {
			return r.elsewhere("issue_paper", Casting)
		}
		switch {
		case m.Setup.Named():
			return say.Wrong(say.M("meeting.issue.who"), say.M("meeting.issue.who.do"), nil)
		case n < 0 || r.Issued+n > r.Present:
			return say.Wrong(say.M("meeting.paper.issued", "Count", n, "Issued", r.Issued, "Present", r.Present), say.M("meeting.paper.issued.do"), nil)
		}
		r.Paper.Issued = n
		return nil
	})
}

// IssuePaperTo records that a deputy of the roll of names, who is present and
// was not issued a ballot in this round, was handed one of paper.
func (d *Desk) IssuePaperTo(id string) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Casting && r.State != OnPaper {
			return r.elsewhere("issue_paper", Casting)
		}
		if err := r.mayIssue(m, id); err != nil {
			return err
		}
		r.Paper.Issued++
		r.IssuedTo = with(r.IssuedTo, id)
		return nil
	})
}

// SetPaperReturned records how many paper ballots are in the box, counted
// without looking at the marks; after the close and before Reconcile.
func (d *Desk) SetPaperReturned(n int) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Closed {
			return r.elsewhere("paper_returned", Closed)
		}
		if n < 0 || n > mostPaper {
			return say.Wrong(say.M("meeting.paper.returned", "Count", n), say.M("meeting.paper.issued.do"), nil)
		}
		r.Paper.Returned, r.Paper.Counted = n, true
		m.note(d.now(), Entry{Act: "paper_returned", Round: r.Number, Office: ChiefScrutineer, Count: n})
		return nil
	})
}

// mostPaper is more than any box holds.
const mostPaper = 1_000_000

// BeginBatch begins a batch of so many ballots, to be entered by two people, and
// gives its number, from 1. Only while the box is open (Opened), as are the
// other acts on batches. All batches together hold no more than was returned.
func (d *Desk) BeginBatch(size int) (number int, err error) {
	return d.addBatch(func(_ *Round, number int) (paper.Batch, error) { return paper.Batch{Number: number, Size: size}, nil })
}

// AddScan adds what a ballot scanner wrote as a batch, with the name of its
// file. Ballots that the rules make invalid are to be looked at by people; see
// paper.Batch.Unsettled. A file that counts already, by its name and all that it
// holds, is refused: one click too many must not count its ballots twice.
func (d *Desk) AddScan(file string, ballots []ballot.Ballot) (number int, err error) {
	_, r, err := d.current()
	if err != nil {
		return 0, err
	}
	for _, b := range ballots {
		if len(b.Marks) != len(r.Candidates) {
			return 0, say.Wrong(say.M("meeting.cast.length", "Marks", len(b.Marks), "Candidates", len(r.Candidates)), say.M("meeting.paper.issued.do"), nil)
		}
	}
	if file == "" {
		file = "csv"
	}
	return d.addBatch(func(r *Round, number int) (paper.Batch, error) {
		b := paper.Scanned(number, file, ballots)
		for _, other := range r.Paper.Batches {
			if other.Withdrawn == "" && b.Same(other) {
				return b, say.Wrong(say.M("meeting.paper.scan_twice", "File", file, "Batch", other.Number), say.M("meeting.paper.scan_twice.do"), nil)
			}
		}
		return b, nil
	})
}

func (d *Desk) addBatch(begin func(r *Round, number int) (paper.Batch, error)) (number int, err error) {
	err = d.update(func(m *Meeting, r *Round) error {
		if r.State != Opened {
			return r.elsewhere("batch", Opened)
		}
		b, err := begin(r, len(r.Paper.Batches)+1)
		if err != nil {
			return err
		}
		entered := paper.Entered(r.Paper.Batches)
		if b.Size < 1 || entered+b.Size > r.Paper.Returned {
			return say.Wrong(say.M("meeting.paper.batch", "Size", b.Size, "Entered", entered, "Returned", r.Paper.Returned), say.M("meeting.paper.issued.do"), nil)
		}
		r.Paper.Batches = append(r.Paper.Batches, b)
		number = b.Number
		m.note(d.now(), Entry{Act: "batch", Round: r.Number, Office: Counter, Count: b.Size, Who: b.File})
		return nil
	})
	return number, err
}

// EnterPaper enters the next ballot of a batch; see paper.Batch.Enter. Whoever is
// kept from the count, by 回避 or a candidate project, is refused, also to settle.
func (d *Desk) EnterPaper(batch int, w paper.Which, by string, s paper.Sheet) error {
	return d.onBatch(batch, func(m *Meeting, r *Round, b *paper.Batch) error {
		if err := m.Setup.mayCount(by); err != nil {
			return err
		}
		return b.Enter(w, by, s, len(r.Candidates))
	})
}

// AmendPaper corrects a ballot of an entry; see paper.Batch.Amend.
func (d *Desk) AmendPaper(batch int, w paper.Which, by string, place int, s paper.Sheet) error {
	return d.onBatch(batch, func(_ *Meeting, r *Round, b *paper.Batch) error {
		return b.Amend(w, by, place, s, len(r.Candidates))
	})
}

// SettlePaper settles a ballot whose entries differ, or one that a machine
// judged invalid; see paper.Batch.Settle.
func (d *Desk) SettlePaper(batch, place int, by string, s paper.Sheet, reason string) error {
	return d.onBatch(batch, func(m *Meeting, r *Round, b *paper.Batch) error {
		if err := m.Setup.mayCount(by); err != nil {
			return err
		}
		if err := b.Settle(r.Procedure, place, by, s, reason, len(r.Candidates)); err != nil {
			return err
		}
		m.note(d.now(), Entry{Act: "settled", Round: r.Number, Office: Scrutineer, Who: by, Count: batch, Reason: reason})
		return nil
	})
}

// RulePaper records what the 总监票人 decided on a doubtful mark; see
// paper.Batch.Rule. Where people hold offices, only the 总监票人 rules. The log
// has who ruled in which batch and why, not on what.
func (d *Desk) RulePaper(batch int, ruling paper.Ruling) error {
	return d.onBatch(batch, func(m *Meeting, r *Round, b *paper.Batch) error {
		if !m.Setup.holds(ruling.By, ChiefScrutineer) {
			return say.Wrong(say.M("meeting.paper.chief", "Name", ruling.By), say.M("meeting.paper.chief.do"), nil)
		}
		if err := b.Rule(ruling); err != nil {
			return err
		}
		m.note(d.now(), Entry{Act: "ruled", Round: r.Number, Office: ChiefScrutineer, Who: ruling.By, Count: batch, Reason: ruling.Reason})
		return nil
	})
}

// WithdrawBatch takes a batch out of the count, for a reason; it is kept.
func (d *Desk) WithdrawBatch(batch int, reason string) error {
	return d.onBatch(batch, func(m *Meeting, r *Round, b *paper.Batch) error {
		if err := b.Withdraw(reason); err != nil {
			return err
		}
		m.note(d.now(), Entry{Act: "withdrawn", Round: r.Number, Office: ChiefScrutineer, Count: batch, Reason: reason})
		return nil
	})
}

func (d *Desk) onBatch(number int, change func(*Meeting, *Round, *paper.Batch) error) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Opened {
			return r.elsewhere("batch", Opened)
		}
		if number < 1 || number > len(r.Paper.Batches) {
			return say.Wrong(say.M("meeting.paper.no_batch", "Batch", number), say.M("meeting.paper.issued.do"), nil)
		}
		return change(m, r, &r.Paper.Batches[number-1])
	})
}

// holds reports whether a person holds an office; everybody does where no
// offices are kept.
func (s Setup) holds(name string, office Office) bool {
	if len(s.Officers) == 0 {
		return true
	}
	for _, o := range s.Officers {
		if o.Name == name && o.Office == office && !o.Recused {
			return true
		}
	}
	return false
}
