package papers

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// askSettle asks who looks at the ballots again: a third person where two
// entries differ.
func (s *Screen) askSettle(batch int, wrong string) {
	b, ok := s.entered(batch)
	if !ok {
		return
	}
	says := []string{words.T("papers.settle.says")}
	if b.File != "" {
		says = []string{words.T("papers.review.says")}
	}
	s.askName(stage.Question{Title: words.T("papers.settle.ask", "Batch", batch), Says: says, Yes: words.T("papers.settle.yes")},
		wrong, func(name string) {
			v := s.st.View()
			places := b.Unsettled(v.Procedure)
			if len(places) == 0 {
				return
			}
			try := b
			try.Looks = slices.Clone(b.Looks)
			if err := try.Settle(v.Procedure, places[0], name, torn, "x", len(v.Candidates)); err != nil {
				what, _ := words.Explain(err)
				s.askSettle(batch, what)
				return
			}
			s.settle(batch, name)
		})
}

// settle shows one ballot after the other that has to be looked at again, with
// what was read of it side by side.
func (s *Screen) settle(batch int, by string) {
	v := s.st.View()
	b := s.newBench(v, false)
	b.leave = s.leave
	place := 0
	open := func() bool {
		x, _ := s.entered(batch)
		places := x.Unsettled(v.Procedure)
		if len(places) == 0 {
			return false
		}
		place = places[0]
		p := newPad(b.kind, len(b.candidates))
		title := words.T("papers.settling", "Batch", batch, "Place", place+1, "By", by, "Left", len(places))
		if x.File != "" {
			b.take(p, title, reading{words.T("papers.machine"), x.A.Sheets[place]})
			_, why := ballot.Judge(v.Procedure, ballotOf(x.A.Sheets[place]))
			b.say(words.T("papers.machine.why", "Why", why), true)
			return true
		}
		one, two := x.A.Sheets[place], x.B.Sheets[place]
		if one.Spoiled == "" && two.Spoiled == "" {
			for i := range p.cells {
				if one.Cells[i] == two.Cells[i] {
					p.cells[i], p.seen[i] = one.Cells[i], true
				}
			}
			p.open()
		}
		b.take(p, title, reading{words.T("papers.which.first"), one}, reading{words.T("papers.which.second"), two})
		for _, r := range b.readings {
			if r.Sheet.Spoiled != "" {
				b.say(words.T("papers.reads", "Who", r.Who, "Word", r.Sheet.Spoiled.Says()), true)
			}
		}
		return true
	}
	b.done = func(sheet paper.Sheet) { s.askSettled(b, batch, place, by, sheet, "", open) }
	if open() {
		s.show(b, batch)
	}
}

// ballotOf is a scanner's sheet as the ballot that it was.
func ballotOf(s paper.Sheet) ballot.Ballot {
	b := ballot.Ballot{Marks: make([]ballot.Mark, len(s.Cells))}
	for i, c := range s.Cells {
		b.Marks[i], _ = c.Mark()
	}
	return b
}

// askSettled confirms a third look. Of a scanner's ballot the reason must be given.
func (s *Screen) askSettled(b *bench, batch, place int, by string, sheet paper.Sheet, wrong string, next func() bool) {
	x, _ := s.entered(batch)
	area := page.NewArea(words.T("papers.reason"), 2)
	body := page.NewColumn(look.Gap / 2)
	if sheet.Spoiled != "" {
		body.Add(prose.New(words.T("papers.spoil.is", "Why", sheet.Spoiled.Says())).AtLeast(12))
	}
	body.Add(area)
	if wrong != "" {
		body.Add(warning(wrong))
	}
	says := []string{words.T("papers.settled.says")}
	if x.File != "" {
		says = append(says, words.T("papers.settled.reason"))
	}
	s.st.Ask(stage.Question{
		Title: words.T("papers.settled", "Batch", batch, "Place", place+1), Says: says, Body: body, Fields: []*page.Input{area},
		Yes: words.T("papers.settled.yes"), Grave: true, Not: b.focus,
		Do: func() {
			why := strings.TrimSpace(area.Text)
			if x.File != "" && why == "" {
				s.askSettled(b, batch, place, by, sheet, words.T("papers.reason.missing"), next)
				return
			}
			s.st.Do(func() error { return s.st.Desk.SettlePaper(batch, place, by, sheet, why) }, func() {
				s.changed(nil)
				if s.bench != b {
					return
				}
				if !next() {
					s.leave()
					return
				}
				b.focus()
			})
		},
	})
}

// ruling is what is filled in of a ruling.
type ruling struct {
	by, reason string
	mark       ballot.Mark
	chosen     bool
}

// chief is the name of the 总监票人, where offices are kept.
func chief(v meeting.View) string {
	for _, o := range v.Setup.Officers {
		if o.Office == meeting.ChiefScrutineer && !o.Recused {
			return o.Name
		}
	}
	return ""
}

// marks are what a doubtful mark can be ruled to be.
func marks(kind procedure.Kind) []ballot.Mark {
	if kind == procedure.Pick {
		return []ballot.Mark{ballot.Approve, ballot.Unmarked}
	}
	if kind == procedure.Rating {
		return []ballot.Mark{ballot.Satisfied, ballot.Fair, ballot.Dissatisfied, ballot.Unmarked}
	}
	return []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain, ballot.Unmarked}
}

// askRule asks the 总监票人 about the first doubtful mark of a batch, and then
// about the next.
func (s *Screen) askRule(batch int, now ruling, wrong string) {
	b, ok := s.entered(batch)
	doubts := b.Doubts()
	if !ok || len(doubts) == 0 {
		return
	}
	v := s.st.View()
	d := doubts[0]
	row := page.NewFlow(look.Gap)
	var choices []*page.Choice
	for i, m := range marks(v.Procedure.Kind) {
		text := word(v.Procedure.Kind, paper.Cell(m))
		if m == ballot.Unmarked {
			text = words.T("papers.rule.unmarked")
		}
		c := page.NewChoice(text, '●', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() {
			now.mark, now.chosen = m, true
			for j, other := range choices {
				other.Turn(i == j)
			}
		})
		c.Turn(now.chosen && now.mark == m)
		choices = append(choices, c)
		row.Add(c)
	}
	name := page.NewField("")
	name.SetText(now.by)
	area := page.NewArea("", 2)
	area.SetText(now.reason)
	body := page.NewColumn(look.Gap, row, labelled("papers.rule.name", name), labelled("papers.reason", area))
	if wrong != "" {
		body.Add(warning(wrong))
	}
	c := v.Candidates[d.Project]
	leave := s.st.Ask(stage.Question{
		Title: words.T("papers.rule.ask", "Batch", batch, "Place", d.Place+1, "Left", len(doubts)),
		Says: []string{words.T("papers.rule.what", "ID", c.ID, "Name", c.Name, "Doubt", d.Cell.Says()),
			words.T("papers.rule.says")},
		Body: body, Yes: words.T("papers.rule.yes"), Grave: true,
		Do: func() {
			now.by, now.reason = strings.TrimSpace(name.Text), strings.TrimSpace(area.Text)
			switch {
			case !now.chosen:
				s.askRule(batch, now, words.T("papers.rule.choose"))
				return
			case now.by == "":
				s.askRule(batch, now, words.T("paper.nobody"))
				return
			case now.reason == "":
				s.askRule(batch, now, words.T("papers.reason.missing"))
				return
			}
			var err error
			s.st.Do(func() error {
				err = s.st.Desk.RulePaper(batch, paper.Ruling{Place: d.Place, Project: d.Project, Mark: now.mark, By: now.by, Reason: now.reason})
				return nil
			}, func() {
				if err != nil {
					what, do := words.Explain(err)
					s.askRule(batch, now, what+do)
					return
				}
				s.changed(func() { s.askRule(batch, ruling{by: now.by}, "") })
			})
		},
	})
	name.OnEscape, area.OnEscape = leave, leave
}

// labelled is a field with its name before it; above it, it would take the height
// that the sheet has not got in a large text.
func labelled(key string, field fyne.CanvasObject) fyne.CanvasObject {
	return container.New(before{8}, prose.New(words.T(key)).AtLeast(4), field)
}

// before sets a name, of so many characters, before its field.
type before struct{ characters float32 }

func (b before) width() float32 { return b.characters * look.Current().TextSize() }

func (b before) Layout(o []fyne.CanvasObject, size fyne.Size) {
	page.Settle(o[0], b.width())
	o[0].Move(fyne.NewPos(0, look.Gap/2)) // on the first line of the field
	page.Settle(o[1], size.Width-b.width())
	o[1].Move(fyne.NewPos(b.width(), 0))
}

func (b before) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.width()+o[1].MinSize().Width, max(look.Gap/2+o[0].MinSize().Height, o[1].MinSize().Height))
}
