package papers

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// batches is the overview of an opened box.
func (s *Screen) batches(v meeting.View) []fyne.CanvasObject {
	r := v.Round
	entered := paper.Entered(r.Paper.Batches)
	rows := []fyne.CanvasObject{prose.New(words.T("papers.entered", "Returned", r.Paper.Returned, "Entered", entered, "Left", r.Paper.Returned-entered)).AtLeast(12)}
	ready := entered == r.Paper.Returned
	for _, b := range r.Paper.Batches {
		ready = ready && b.Ready(v.Procedure)
	}
	if entered < r.Paper.Returned {
		rows = append(rows, s.numbered("papers.batch", words.T("papers.batch.unit"), func(n int) error {
			_, err := s.st.Desk.BeginBatch(n)
			return err
		}), page.NewFlow(look.Gap, page.NewButton(words.T("papers.scan"), s.chooseScan)), prose.New(words.T("papers.scan.about")).Faint().AtLeast(12))
	}
	if ready {
		rows = append(rows, prose.New("✓ "+words.T("papers.ready")).Bold().AtLeast(12), page.NewFlow(look.Gap, stage.NextStep(words.T("papers.desk.count"), s.goDesk)))
	}
	// The latest batch is the one that is being worked on.
	for _, b := range slices.Backward(r.Paper.Batches) {
		rows = append(rows, s.card(v, b, true))
	}
	return rows
}

// card is a batch, with what can be done with it while the box is open. Of what
// was entered it shows numbers only.
func (s *Screen) card(v meeting.View, b paper.Batch, open bool) fyne.CanvasObject {
	title := words.T("papers.batch.title", "Batch", b.Number, "Size", b.Size)
	if b.File != "" {
		title = words.T("papers.batch.scan", "Batch", b.Number, "Size", b.Size, "File", b.File)
	}
	rows := page.NewColumn(look.Gap/2, prose.New(title).Bold().Sized((*look.Look).Heading).AtLeast(8))
	if b.Withdrawn != "" {
		rows.Add(prose.New("× " + words.T("papers.withdrawn", "Reason", b.Withdrawn)).AtLeast(12))
		return board.Card(rows)
	}
	if b.File == "" {
		rows.Add(prose.New(progress(paper.First, b) + "　" + progress(paper.Second, b)).AtLeast(12))
	}
	if waits := b.Waits(v.Procedure); waits.IsZero() {
		rows.Add(prose.New("✓ " + words.T("papers.batch.ready")).Bold().AtLeast(8))
	} else if b.Complete() {
		rows.Add(warning(words.Say(waits)))
	}
	if looks := len(b.Looks); looks > 0 {
		rows.Add(prose.New(words.T("papers.looked", "Count", looks, "Rulings", len(b.Rulings))).Faint().AtLeast(12))
	}
	if !open {
		return board.Card(rows)
	}
	acts := page.NewFlow(look.Gap)
	switch {
	case !b.Complete():
		for _, w := range []paper.Which{paper.First, paper.Second} {
			enter := page.NewButton(words.T("papers.enter."+whichKey(w)), func() { s.askEnter(b.Number, w, "") })
			if w == next(b) {
				enter.Importance = widget.HighImportance
			}
			acts.Add(enter)
		}
	case len(b.Unsettled(v.Procedure)) > 0:
		acts.Add(stage.NextStep(words.T("papers.settle"), func() { s.askSettle(b.Number, "") }))
	case len(b.Doubts()) > 0:
		acts.Add(stage.NextStep(words.T("papers.rule"), func() { s.askRule(b.Number, ruling{by: chief(v)}, "") }))
	}
	acts.Add(page.NewButton(words.T("papers.withdraw"), func() {
		s.reason(stage.Question{
			Title: words.T("papers.withdraw.ask", "Batch", b.Number), Says: []string{words.T("papers.withdraw.says")},
			Yes: words.T("papers.withdraw"), Grave: true,
		}, "", func(why string) error { return s.st.Desk.WithdrawBatch(b.Number, why) })
	}))
	rows.Add(acts)
	return board.Card(rows)
}

func whichKey(w paper.Which) string {
	if w == paper.Second {
		return "second"
	}
	return "first"
}

// next is the entry that is to be made now: one that was begun is finished first.
func next(b paper.Batch) paper.Which {
	full := len(b.A.Sheets) == b.Size
	begun := len(b.A.Sheets) == 0 && len(b.B.Sheets) > 0 && len(b.B.Sheets) < b.Size
	if full || begun {
		return paper.Second
	}
	return paper.First
}

func entry(b paper.Batch, w paper.Which) paper.Entry {
	if w == paper.Second {
		return b.B
	}
	return b.A
}

func progress(w paper.Which, b paper.Batch) string {
	e := entry(b, w)
	return words.T("papers.progress", "Which", words.T("papers.which."+whichKey(w)), "By", e.By, "Count", len(e.Sheets), "Size", b.Size)
}

// chooseScan takes in what a ballot scanner wrote. What is understood is said
// before anything is taken over.
func (s *Screen) chooseScan() {
	s.st.ChooseFile(words.T("papers.scan"), words.T("papers.scan.open"), []string{".csv", ".tsv", ".txt"}, s.readScan)
}

func (s *Screen) readScan(path string) {
	v := s.st.View()
	var ballots []ballot.Ballot
	s.st.Do(func() (err error) {
		ballots, err = s.st.Files.ReadBallots(path, v.Round.IDs())
		return err
	}, func() {
		b := paper.Scanned(0, filepath.Base(path), ballots)
		s.st.Ask(stage.Question{
			Title: words.T("papers.scan.ask", "File", filepath.Base(path)),
			Says: []string{words.T("papers.scan.found", "Count", len(ballots), "Invalid", len(b.Unsettled(v.Procedure))),
				words.T("papers.scan.says")},
			Yes: words.T("papers.scan.yes"),
			Do: func() {
				s.st.Change(func() error {
					_, err := s.st.Desk.AddScan(filepath.Base(path), ballots)
					return err
				}, nil)
			},
		})
	})
}

// askName asks who works, and hands the name on. It must be typed each time: the
// next person at the same desk is another one.
func (s *Screen) askName(q stage.Question, wrong string, then func(name string)) {
	field := page.NewField(words.T("papers.name"))
	body := page.NewColumn(look.Gap/2, field)
	if wrong != "" {
		body.Add(warning(wrong))
	}
	q.Body, q.Fields = body, []*page.Input{field}
	q.Do = func() { then(strings.TrimSpace(field.Text)) }
	s.st.Ask(q)
}

// torn is a sheet of no matter: with it is tried what the rules say to a name.
var torn = paper.Sheet{Spoiled: paper.Torn}

func (s *Screen) askEnter(batch int, w paper.Which, wrong string) {
	which := words.T("papers.which." + whichKey(w))
	s.askName(stage.Question{
		Title: words.T("papers.enter.ask", "Batch", batch, "Which", which),
		Says:  []string{words.T("papers.enter.says"), words.T("papers.enter.apart")},
		Yes:   words.T("papers.enter.yes"),
	}, wrong, func(name string) {
		b, ok := s.entered(batch)
		if !ok {
			return
		}
		n := len(s.st.View().Candidates)
		try := b
		try.A.Sheets, try.B.Sheets = slices.Clone(b.A.Sheets), slices.Clone(b.B.Sheets)
		var err error
		if full := len(entry(b, w).Sheets); full == b.Size {
			err = try.Amend(w, name, full-1, torn, n)
		} else {
			err = try.Enter(w, name, torn, n)
		}
		if err != nil {
			what, _ := words.Explain(err)
			s.askEnter(batch, w, what)
			return
		}
		s.enter(batch, w, name)
	})
}

// enter keys one entry of a batch in, from where it stands.
func (s *Screen) enter(batch int, w paper.Which, by string) {
	v := s.st.View()
	b := s.newBench(v, true)
	var begun *pad // the next ballot, as far as it was keyed in
	place := 0
	stand := func() (paper.Batch, paper.Entry) {
		x, _ := s.entered(batch)
		return x, entry(x, w)
	}
	open := func(at int) {
		x, e := stand()
		place = at
		key := "papers.entry"
		p := begun
		if at < len(e.Sheets) {
			key = "papers.entry.amend"
			p = newPad(b.kind, len(b.candidates))
			p.fill(e.Sheets[at])
		} else if p == nil {
			p = newPad(b.kind, len(b.candidates))
			begun = p
		}
		b.take(p, words.T(key, "Batch", batch, "Which", words.T("papers.which."+whichKey(w)), "By", by, "Place", at+1, "Size", x.Size))
	}
	b.turn = func(by int) {
		x, e := stand()
		to := place + by
		if to >= 0 && to <= len(e.Sheets) && to < x.Size {
			open(to)
		}
	}
	b.leave = s.leave
	save := func(sheet paper.Sheet) {
		_, before := stand()
		amend := place < len(before.Sheets)
		at := place
		var err error
		b.busy = true
		s.st.Do(func() error {
			if amend {
				err = s.st.Desk.AmendPaper(batch, w, by, at, sheet)
			} else {
				err = s.st.Desk.EnterPaper(batch, w, by, sheet)
			}
			return nil
		}, func() {
			if err != nil {
				b.busy, b.waiting = false, nil
				s.st.ShowProblem(err)
				return
			}
			if !amend {
				begun = nil
			}
			s.changed(nil)
			x, e := stand()
			if s.bench != b {
				return
			}
			if len(e.Sheets) == x.Size && (!amend || at == x.Size-1 || x.Complete()) {
				s.leave()
				key := "papers.entry.full"
				if x.Complete() {
					key = "papers.entry.both"
				}
				s.st.Tell(words.T(key, "Batch", batch), words.T(key+".says"))
				return
			}
			open(min(len(e.Sheets), x.Size-1))
			b.say(words.T("papers.entry.saved", "Place", at+1), false)
			b.free()
		})
	}
	b.done = func(sheet paper.Sheet) {
		x, e := stand()
		other := entry(x, 1-w)
		if place < len(e.Sheets) || len(e.Sheets) < x.Size-1 || len(other.Sheets) < x.Size {
			save(sheet)
			return
		}
		// The last one ends both entries: that is not for Enter alone to do.
		s.st.Ask(stage.Question{
			Title: words.T("papers.last", "Batch", batch), Says: []string{words.T("papers.last.says")},
			Yes: words.T("papers.last.yes"), Grave: true,
			Do: func() { save(sheet) }, Not: b.focus,
		})
	}
	x, e := stand()
	open(min(len(e.Sheets), x.Size-1))
	s.show(b, batch)
}
