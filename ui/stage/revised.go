package stage

import (
	"log/slog"
	"slices"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
	"piaojue/ui/words"
)

// TakeReport takes a report in, finds the notes again in it which were made on
// the one before, and says what became of them. The report stays taken in if the
// notes cannot be saved: SettleNotes makes up for it.
func (s *Stage) TakeReport(read func() (meeting.Document, error)) {
	before := s.report
	var t revision.Tally
	var late error
	s.change(func() error {
		d, err := read()
		if err != nil {
			return err
		}
		if err := s.Desk.SetReport(d); err != nil {
			return err
		}
		t, late = s.settle(report.Parse(d.Text))
		return nil
	}, func() { s.reread(s.tell) }, func() {
		switch {
		case late != nil:
			s.ShowProblem(late)
		case before != nil && s.report != before:
			s.TellRevised(t)
		}
	})
}

// settle finds the notes again that were made on other reports, all in one
// transaction, and says how many stand how.
func (s *Stage) settle(now *report.Report) (revision.Tally, error) {
	notes, err := s.Book.Notes()
	if err != nil || !revision.Unsettled(notes, now) {
		return revision.Tally{}, err
	}
	formers, err := s.Desk.FormerReports()
	if err != nil {
		return revision.Tally{}, err
	}
	texts := map[string][]rune{}
	for _, f := range formers {
		r := report.Parse(f.Text)
		texts[r.Hash] = r.Text
	}
	settled := revision.Settle(notes, now, func(hash string) ([]rune, bool) {
		text, known := texts[hash]
		return text, known
	})
	if err := s.Book.Settle(settled); err != nil {
		return revision.Tally{}, err
	}
	var t revision.Tally
	for _, of := range settled {
		t.Add(of.Standing)
	}
	return t, nil
}

// SettleNotes makes up for notes that were not found again yet, as after the app
// was ended while a report was taken in, and says so.
func (s *Stage) SettleNotes() {
	now := s.report
	if now == nil {
		return
	}
	if notes, err := s.Book.Notes(); err != nil || !revision.Unsettled(notes, now) {
		return
	}
	var t revision.Tally
	s.Do(func() (err error) {
		t, err = s.settle(now)
		return err
	}, func() {
		if t.Notes() > 0 {
			s.Announce()
			s.TellRevised(t)
		}
	})
}

// Follow does as SettleNotes where an act that was undone or done again brought a
// note back from before the report was replaced.
func (s *Stage) Follow(u note.Undone) {
	notes, err := s.Book.Notes()
	if s.report == nil || err != nil {
		return
	}
	back := slices.DeleteFunc(notes, func(n note.Note) bool { return !slices.Contains(u.Changed, n.ID) })
	if revision.Unsettled(back, s.report) {
		s.SettleNotes()
	}
}

// TellRevised says in a sentence what became of the notes, and offers to show
// it and what changed in the report.
func (s *Stage) TellRevised(t revision.Tally) {
	slog.Info("notes found again", "kept", t.Kept, "moved", t.Moved, "unsure", t.Unsure, "lost", t.Lost)
	says := []string{words.T("stage.revised.none")}
	if t.Notes() > 0 {
		says = []string{words.T("stage.revised.says", "N", t.Notes(), "Kept", t.Kept, "Moved", t.Moved, "Unsure", t.Unsure, "Lost", t.Lost)}
		if t.Unsure+t.Lost > 0 {
			says = append(says, words.T("stage.revised.open"))
		}
	}
	s.Ask(Question{
		Title: words.T("stage.revised.title"),
		Says:  says,
		Yes:   words.T("stage.revised.yes"),
		No:    words.T("stage.revised.no"),
		Do:    func() { s.Go(Target{Place: RevisionPlace}) },
	})
}
