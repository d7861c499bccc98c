// Package minutes shows 会议记录, the log of the meeting: what was done, when and
// by which office, and takes incidents into it. It never holds who was issued
// which ballot, a cast or a choice.
package minutes

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// sheet is the log as it is looked at.
type sheet struct {
	st    *stage.Stage
	over  *page.Sheet
	log   []meeting.Entry
	count *prose.Text
	few   *page.Choice // without those about who is there
	list  *page.List
}

// Open shows the log over the window, the latest entry first; print prints it.
func Open(st *stage.Stage, print func()) {
	s := &sheet{st: st, count: prose.New("").Faint().AtLeast(14), list: page.NewList()}
	leave := func() { s.over.Close() }
	s.few = page.NewChoice(words.T("minutes.attendance"), '✓', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() {
		s.few.Turn(!s.few.Set())
		s.fill()
	})
	s.list.MostLead = 6
	s.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			leave()
			return true
		}
		return false
	}
	back := page.NewButton(words.T("stage.back"), leave)
	buttons := page.NewFlow(2*look.Gap, back,
		page.NewButton(words.T("minutes.incident"), func() { Incident(st, s.read) }),
		page.NewButton(words.T("minutes.print"), print))
	for _, o := range buttons.Objects {
		o.(*page.Button).OnEscape = leave
	}
	s.few.OnEscape = leave
	title := page.NewFlow(look.Gap, prose.New(words.T("minutes.title")).Bold().Sized((*look.Look).Heading).AtLeast(4))
	if st.View().Setup.Rehearsal {
		title.Add(page.NewBadge(words.T("shell.rehearsal")))
	}
	head := page.NewColumn(look.Gap/2, title,
		prose.New(words.T("minutes.about")).Faint().AtLeast(12),
		page.NewFlow(2*look.Gap, s.few, s.count), widget.NewSeparator())
	s.over = page.OpenSheet(st.Window, page.NewBorder(head, page.NewColumn(look.Gap, widget.NewSeparator(), buttons), s.list), leave)
	st.Window.Canvas().Focus(s.list)
	s.read()
}

// read takes the log as it stands.
func (s *sheet) read() {
	var log []meeting.Entry
	s.st.Do(func() error {
		var err error
		log, err = s.st.Desk.Log()
		return err
	}, func() {
		s.log = log
		s.fill()
	})
}

func (s *sheet) fill() {
	shown := s.log
	if s.few.Set() {
		shown = slices.DeleteFunc(slices.Clone(s.log), meeting.Entry.SignsIn)
	}
	cards := make([]page.Card, 0, len(shown)+1)
	day := ""
	for _, e := range slices.Backward(shown) {
		at := e.At
		if d := words.T("minutes.day", "Year", at.Year(), "Month", int(at.Month()), "Day", at.Day()); d != day {
			day = d
			cards = append(cards, page.Card{Head: true, Blocks: []page.Block{{Text: day, Bold: true}}})
		}
		c := page.Card{Plain: true, Lead: at.Format("15:04"), Blocks: []page.Block{{Text: words.Say(e.Says())}}}
		if e.Round > 0 && !e.SignsIn() {
			office := ""
			if e.Office != "" {
				office = words.Say(e.Office.Says())
			}
			c.Blocks = append(c.Blocks, page.Block{Text: words.T("minutes.by", "Round", e.Round, "Office", office), Small: true})
		}
		cards = append(cards, c)
	}
	if len(cards) == 0 {
		key := "minutes.none"
		if len(s.log) > 0 {
			key = "minutes.none.here"
		}
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T(key)}}})
	}
	s.list.SetCards(cards)
	s.list.Top()
	s.count.SetText(words.T("minutes.count", "All", len(s.log), "Shown", len(shown)))
	s.over.Refresh()
}

// Incident takes what happened, in the clerk's words, into the log; done (which
// may be nil) is called after that.
func Incident(st *stage.Stage, done func()) { incident(st, "", "", done) }

// incident is Incident with what was written already, and what was wrong with it.
func incident(st *stage.Stage, written, wrong string, done func()) {
	what := page.NewArea("", 3)
	what.SetText(written)
	rows := page.NewColumn(look.Gap, prose.New(words.T("minutes.incident.what")).AtLeast(6), what)
	if wrong != "" {
		rows.Add(prose.New("▲ " + wrong).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(12))
	}
	st.Ask(stage.Question{
		Title: words.T("minutes.incident.ask"), Says: []string{words.T("minutes.incident.says")},
		Body: rows, Fields: []*page.Input{what}, Yes: words.T("minutes.incident.yes"),
		Do: func() {
			text := strings.TrimSpace(what.Text)
			if text == "" {
				incident(st, "", words.T("minutes.incident.missing"), done)
				return
			}
			st.Act(func() error { return st.Desk.RecordIncident(text) }, func(err error) {
				if err != nil {
					what, do := words.Explain(err)
					incident(st, text, what+do, done)
					return
				}
				if done != nil {
					done()
				}
			})
		},
	})
}
