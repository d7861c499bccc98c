package meeting

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Past is an earlier assessment as its report gives it.
type Past struct {
	Title     string
	Valid     int
	Lines     []PastLine
	Rehearsal bool `json:",omitempty"` // never compared with in a real meeting
}

// PastLine is one project of it.
type PastLine struct {
	ID string
	count.Sums
	Outcome count.Outcome
}

// Line gives the figures of a project; ok is false where the past has none.
func (p *Past) Line(id string) (l PastLine, ok bool) {
	if p == nil {
		return PastLine{}, false
	}
	i := slices.IndexFunc(p.Lines, func(l PastLine) bool { return l.ID == id })
	if i < 0 {
		return PastLine{}, false
	}
	return p.Lines[i], true
}

// Sum is how many ballots the marks on a project come from.
func (l PastLine) Sum() int { return l.Approve + l.Fair + l.Against + l.Abstain }

// check refuses figures that cannot be those of an assessment: the marks on each
// project add up to the valid ballots.
func (p *Past) check() error {
	if p == nil {
		return nil
	}
	if p.Valid < 1 || p.Valid > procedure.MostRoll {
		return say.Wrong(say.M("meeting.past.valid", "Most", procedure.MostRoll), say.M("meeting.past.do"), nil)
	}
	if len(p.Lines) == 0 {
		return say.Wrong(say.M("meeting.past.empty"), say.M("meeting.past.do"), nil)
	}
	seen := map[string]bool{}
	for _, l := range p.Lines {
		if seen[l.ID] {
			return say.Wrong(say.M("meeting.past.twice", "ID", l.ID), say.M("meeting.past.do"), nil)
		}
		seen[l.ID] = true
		if min(l.Approve, l.Fair, l.Against, l.Abstain) < 0 || max(l.Approve, l.Fair, l.Against, l.Abstain) > p.Valid || l.Sum() != p.Valid {
			return say.Wrong(say.M("meeting.past.sum", "ID", l.ID, "Sum", l.Sum(), "Valid", p.Valid), say.M("meeting.past.do"), nil)
		}
	}
	return nil
}

// SetPast sets the earlier assessment, held elsewhere, that the present one is to
// be compared with; nil for none. Only while an assessment is prepared. One that
// was held in this meeting is compared with before any other: see View.Before.
func (d *Desk) SetPast(p *Past) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Draft || r.Kind != Assessment {
			return say.Wrong(say.M("meeting.past.late"), say.M("meeting.done.do"), nil)
		}
		if err := p.fits(m.Setup.Rehearsal, r.Candidates); err != nil {
			return err
		}
		r.Past = p
		return nil
	})
}

// fits refuses figures that the assessment of the candidates cannot be compared with.
func (p *Past) fits(rehearsal bool, candidates []Candidate) error {
	if err := p.check(); err != nil {
		return err
	}
	if p != nil && p.Rehearsal && !rehearsal {
		return say.Wrong(say.M("meeting.past.rehearsal"), say.M("meeting.past.rehearsal.do"), nil)
	}
	if strangers := p.strangers(candidates); len(strangers) > 0 {
		return say.Wrong(say.M("meeting.past.stranger", "ID", strangers[0]), say.M("meeting.past.do"), nil)
	}
	return nil
}

// strangers are the ids of the past that are no candidates.
func (p *Past) strangers(all []Candidate) (ids []string) {
	if p == nil {
		return nil
	}
	for _, l := range p.Lines {
		if !slices.ContainsFunc(all, func(c Candidate) bool { return c.ID == l.ID }) {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

// Before is the assessment that another is compared with.
type Before struct {
	Round int // of this meeting; 0 for one that was held elsewhere
	Title string
	Valid int
}

// Says names it with its valid ballots.
func (b Before) Says() say.Message {
	return say.M("meeting.before", "Round", b.Round, "Title", b.Title, "Valid", b.Valid)
}

// before is the assessment that a round is compared with, and its result: the
// latest in this meeting, or else the one that was held elsewhere.
func (m *Meeting) before(r *Round, results map[int]count.Result) (*Before, count.Result) {
	if m.root(r) != Assessment {
		return nil, count.Result{}
	}
	for _, earlier := range slices.Backward(m.Rounds) {
		if result, ok := results[earlier.Number]; ok && earlier.Number < r.Number && m.root(&earlier) == Assessment {
			return &Before{Round: earlier.Number, Title: earlier.Title, Valid: result.Valid}, result
		}
	}
	if r.Past == nil {
		return nil, count.Result{}
	}
	past := count.Result{Valid: r.Past.Valid}
	for _, l := range r.Past.Lines {
		past.Lines = append(past.Lines, count.Line{ID: l.ID, Sums: l.Sums, Outcome: l.Outcome})
	}
	return &Before{Title: r.Past.Title, Valid: r.Past.Valid}, past
}

// changes compare an assessment that was counted with the one before.
func (m *Meeting) changes(r *Round, results map[int]count.Result) []count.Change {
	now, ok := results[r.Number]
	before, past := m.before(r, results)
	if !ok || before == nil {
		return nil
	}
	return count.Compare(now, past)
}

// PastTable is a table of the figures of an earlier assessment as a file has it,
// before anybody said which projects they are of.
type PastTable struct {
	File, Title string
	Valid       int // 0 where the file does not say
	Rows        []PastRow
	Rehearsal   bool // the file says 演练
}

// PastRow is a project of it, on a row of the file.
type PastRow struct {
	Row          int
	Number, Name string
	count.Sums
	Outcome count.Outcome
}

// For finds the rows that are of the candidates: by the name where the table has
// names, and else by the number. Notices tell which rows were left out, and why.
// Whether the figures add up is not looked at.
func (t PastTable) For(all []Candidate) (p Past, notices []say.Message) {
	p = Past{Title: t.Title, Valid: t.Valid, Rehearsal: t.Rehearsal}
	taken := map[string]int{}
	for _, row := range t.Rows {
		at := slices.IndexFunc(all, func(c Candidate) bool {
			if row.Name != "" {
				return sameWords(c.Name, row.Name)
			}
			return sameWords(c.ID, row.Number)
		})
		switch {
		case at < 0:
			notices = append(notices, say.M("meeting.past.unknown", "Row", row.Row, "Number", row.Number, "Name", row.Name))
		case taken[all[at].ID] > 0:
			notices = append(notices, say.M("meeting.past.again", "Row", row.Row, "Name", row.Name, "First", taken[all[at].ID]))
		default:
			taken[all[at].ID] = row.Row
			p.Lines = append(p.Lines, PastLine{ID: all[at].ID, Sums: row.Sums, Outcome: row.Outcome})
			if p.Valid == 0 {
				p.Valid = p.Lines[0].Sum()
			}
		}
	}
	return p, notices
}

// sameWords compares names as people type them: width, case and spaces aside.
func sameWords(a, b string) bool {
	plain := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(s)), "")) }
	return plain(a) != "" && plain(a) == plain(b)
}
