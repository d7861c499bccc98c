package paper

import (
	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Entered is how many ballots the batches hold, without withdrawn ones.
func Entered(batches []Batch) (n int) {
	for _, b := range batches {
		if b.Withdrawn == "" {
			n += b.Size
		}
	}
	return n
}

// Stack is what the batches count, of so many ballots issued. The error names
// the first batch that is not ready; see Batch.Ready. How the ballots were
// split into batches makes no difference.
func Stack(p procedure.Procedure, issued int, batches []Batch) (*count.Stack, error) {
	s := &count.Stack{Issued: issued}
	spoiled := map[Spoil]int{}
	for _, b := range batches {
		if !b.Ready(p) {
			return nil, say.Wrong(b.Waits(p), say.M("paper.ready.do"), nil)
		}
		if b.Withdrawn != "" {
			continue
		}
		rulings := map[int][]Ruling{}
		for _, r := range b.Rulings {
			rulings[r.Place] = append(rulings[r.Place], r)
		}
		for i := range b.Size {
			sheet, _ := b.Sheet(i)
			if sheet.Spoiled != "" {
				spoiled[sheet.Spoiled]++
				continue
			}
			s.Ballots = append(s.Ballots, marked(p, sheet, rulings[i]))
		}
	}
	for _, why := range Spoils {
		if n := spoiled[why]; n > 0 {
			s.Spoiled = append(s.Spoiled, count.Refusal{Why: why.Says(), Count: n})
		}
	}
	return s, nil
}

// Says is the reason in words.
func (s Spoil) Says() say.Message { return say.M("paper.spoiled." + string(s)) }

// Says is a doubt in words.
func (c Cell) Says() say.Message {
	switch c {
	case Contradictory:
		return say.M("paper.cell.contradictory")
	case Illegible:
		return say.M("paper.cell.illegible")
	case Circle:
		return say.M("paper.cell.circle")
	case Cell(ballot.Approve):
		return say.M("paper.cell.approve")
	case Cell(ballot.Against):
		return say.M("paper.cell.against")
	case Cell(ballot.Abstain):
		return say.M("paper.cell.abstain")
	}
	return say.M("paper.cell.unmarked")
}

// Waits says what the batch still needs; zero where it is ready.
func (b Batch) Waits(p procedure.Procedure) say.Message {
	switch {
	case b.Ready(p):
		return say.Message{}
	case !b.Complete():
		return say.M("paper.waits.entry", "Batch", b.Number, "Size", b.Size, "First", len(b.A.Sheets), "Second", len(b.B.Sheets))
	case len(b.Unsettled(p)) > 0:
		key := "paper.waits.third"
		if b.File != "" {
			key = "paper.waits.review"
		}
		return say.M(key, "Batch", b.Number, "Count", len(b.Unsettled(p)))
	}
	return say.M("paper.waits.ruling", "Batch", b.Number, "Count", len(b.Doubts()))
}
