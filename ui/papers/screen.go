// Package papers is the paper of a round at the clerk's desk (纸票): how many were
// handed out and came back, the change to paper in mid-round, and the entry of the
// ballots in batches, each by two people who do not see each other's, with what
// differs settled by a third and what is doubtful ruled on by the 总监票人.
//
// The rules of all this are those of app/paper; here is how it is worked. A ballot
// is keyed in on a bench, with the keyboard alone.
package papers

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/roll"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 纸票.
type Screen struct {
	st     *stage.Stage
	root   *page.Frame
	shown  *fyne.Container // the overview, or a bench
	over   *fyne.Container
	scroll *page.Scroll
	number *page.Input // the number that is typed; nil where none is asked for
	asked  string      // what the number is
	bench  *bench      // nil in the overview
	batch  int         // the one on the bench
	handed string      // to whom a paper ballot was handed last, until something else is done
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, shown: container.NewStack(), over: page.NewColumn(look.Gap)}
	s.scroll = page.NewScroll(s.over, 2*look.Gap, 60)
	s.root = page.NewFrame(s.shown)
	s.leave()
	st.OnChange(s.update)
	return s
}

// Used reports whether there is something to be done or seen here: the desk shows
// its way here then.
func Used(v meeting.View) bool {
	return v.Round.Paper.Used() || v.Round.State.Voting() || v.Round.State == meeting.Closed
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown brings the screen up to date. A ballot that was being keyed in is still
// there.
func (s *Screen) Shown(stage.Target) {
	s.handed = ""
	s.update()
	s.focus()
}

// focus gives the keyboard to the bench or, in the overview, to the field that is
// to be filled in: the next deputy is typed without reaching for the mouse.
func (s *Screen) focus() {
	switch c := s.st.Window.Canvas(); {
	case s.bench != nil:
		s.bench.focus()
	case s.number != nil && page.In(s.st.Window, s.root) && c.Overlays().Top() == nil:
		c.Focus(s.number)
	}
}

func (s *Screen) update() {
	if s.bench == nil {
		s.build()
		return
	}
	if b, ok := s.entered(s.batch); !ok || b.Withdrawn != "" || s.st.View().Round.State != meeting.Opened {
		s.leave()
	}
}

// entered is a batch of the round.
func (s *Screen) entered(number int) (paper.Batch, bool) {
	all := s.st.View().Round.Paper.Batches
	if number < 1 || number > len(all) {
		return paper.Batch{}, false
	}
	return all[number-1], true
}

// leave goes back to the overview.
func (s *Screen) leave() {
	s.bench, s.batch = nil, 0
	s.build()
	s.shown.Objects = []fyne.CanvasObject{s.scroll}
	s.shown.Refresh()
}

// show puts a bench in front.
func (s *Screen) show(b *bench, batch int) {
	s.bench, s.batch = b, batch
	s.shown.Objects = []fyne.CanvasObject{b.root}
	s.shown.Refresh()
	b.draw(-1) // now that the list has its size, the row of the pad is brought into sight
	b.focus()
}

// build shows the overview.
func (s *Screen) build() {
	v := s.st.View()
	typed, asked := "", s.asked
	if s.number != nil {
		typed = s.number.Text
	}
	s.number, s.asked = nil, ""
	s.over.RemoveAll()
	add := func(o ...fyne.CanvasObject) {
		for _, x := range o {
			s.over.Add(x)
		}
	}
	head := page.NewFlow(2*look.Gap, page.NewButton(words.T("papers.desk"), s.goDesk), prose.New(words.T("papers.title")).Bold().Sized((*look.Look).Title).AtLeast(one))
	if v.Setup.Rehearsal {
		head.Add(page.NewBadge(words.T("papers.rehearsal")))
	}
	add(head)
	r := v.Round
	switch {
	case r.State.Voting():
		add(s.issuing(v)...)
	case r.State == meeting.Closed:
		add(prose.New(words.T("papers.closed", "Issued", r.Paper.Issued)).AtLeast(12))
		if r.Paper.Counted {
			add(prose.New("✓ " + words.T("papers.counted", "Returned", r.Paper.Returned)).Bold().AtLeast(12))
		}
		add(s.numbered("papers.returned", "", s.st.Desk.SetPaperReturned))
		if r.Paper.Counted {
			add(stage.Space(look.Gap), page.NewFlow(look.Gap, stage.NextStep(words.T("papers.desk.reconcile"), s.goDesk)))
		}
	case r.State == meeting.Opened:
		add(s.batches(v)...)
	case r.State == meeting.Reconciled && r.Paper.Used():
		add(prose.New(words.T("papers.reconciled", "Returned", r.Paper.Returned)).AtLeast(12),
			page.NewFlow(look.Gap, stage.NextStep(words.T("papers.box"), func() {
				s.st.Ask(stage.Question{
					Title: words.T("papers.box"), Says: []string{words.T("papers.box.says"), words.T("papers.box.who")},
					Yes: words.T("papers.box"), Grave: true,
					Do: func() { s.st.Change(s.st.Desk.OpenBox, nil) },
				})
			})))
	case r.Paper.Used():
		add(prose.New(words.T("papers.done", "Issued", r.Paper.Issued, "Returned", r.Paper.Returned)).AtLeast(12))
		for _, b := range r.Paper.Batches {
			add(s.card(v, b, false))
		}
	default:
		add(prose.New(words.T("papers.none")).AtLeast(12))
	}
	if s.number != nil && asked == s.asked {
		s.number.SetText(typed)
	}
	s.scroll.Refresh()
	s.root.Refresh()
}

func (s *Screen) goDesk() { s.st.Go(stage.Target{Place: stage.DeskPlace}) }

// numbered asks for a number, of the unit that is said behind it (may be empty), and
// does an act with it.
func (s *Screen) numbered(key, unit string, act func(int) error) fyne.CanvasObject {
	s.number, s.asked = page.NewField(""), key
	field := s.number
	do := page.NewButton(words.T(key+".do"), func() {
		n, err := strconv.Atoi(strings.TrimSpace(field.Text))
		if err != nil {
			s.st.Tell(words.T("papers.number"), words.T("papers.number.says"))
			return
		}
		s.st.Do(func() error { return act(n) }, func() {
			field.SetText("")
			s.changed(nil)
		})
	})
	row := page.NewFlow(look.Gap, prose.New(words.T(key)).AtLeast(one), page.NewWide(6, field))
	if unit != "" {
		row.Add(prose.New(unit).AtLeast(one))
	}
	row.Add(do)
	return row
}

// changed announces what was done.
func (s *Screen) changed(then func()) {
	s.handed = ""
	s.announce(then)
}

func (s *Screen) announce(then func()) {
	s.st.Announce()
	if s.st.SaySaved != nil {
		s.st.SaySaved()
	}
	if then != nil {
		then()
	}
	s.focus()
}

// issuing is what is done while deputies vote.
func (s *Screen) issuing(v meeting.View) []fyne.CanvasObject {
	r := v.Round
	rows := []fyne.CanvasObject{prose.New(words.T("papers.issuing", "Issued", r.Paper.Issued, "Electronic", r.Issued, "Present", r.Present)).AtLeast(12)}
	switch {
	case r.State == meeting.Paused:
		rows = append(rows, prose.New(words.T("papers.paused")).AtLeast(12))
	case v.Setup.Named():
		rows = append(rows, s.handing(v))
	default:
		rows = append(rows, s.numbered("papers.issued", "", s.st.Desk.SetPaperIssued))
	}
	if r.State == meeting.OnPaper {
		return append(rows, prose.New("✓ "+words.T("papers.switched")).Bold().AtLeast(12))
	}
	return append(rows, stage.Space(look.Gap), prose.New(words.T("papers.switch.about")).AtLeast(12),
		page.NewFlow(look.Gap, page.NewButton(words.T("papers.switch"), s.askSwitch)))
}

// handing hands a paper ballot to a deputy of the roll.
func (s *Screen) handing(v meeting.View) fyne.CanvasObject {
	s.number, s.asked = page.NewField(words.T("papers.hand.field")), "papers.hand"
	field := s.number
	find := func() {
		hits := roll.NewIndex(v.Setup.Deputies).Find(field.Text, "")
		if roll.SameKey(field.Text) == "" || len(hits) == 0 {
			s.st.Tell(words.T("papers.hand.none"), words.T("papers.hand.none.says"))
			return
		}
		if len(hits) > 1 {
			s.st.Tell(words.T("papers.hand.several", "Count", len(hits)), words.T("papers.hand.several.says"))
			return
		}
		d := v.Setup.Deputies.Deputies[hits[0].Place]
		s.st.Ask(stage.Question{
			Title: words.T("papers.hand.ask", "Name", d.Name, "Delegation", d.Delegation, "Number", d.Number),
			Says:  []string{words.T("papers.hand.says")}, Yes: words.T("papers.hand.do"),
			Do: func() {
				s.st.Do(func() error { return s.st.Desk.IssuePaperTo(d.ID) }, func() {
					field.SetText("")
					s.handed = words.T("papers.handed", "Name", d.Name, "Delegation", d.Delegation)
					s.announce(nil)
				})
			},
		})
	}
	field.OnSubmitted = func(string) { find() }
	row := page.NewFlow(look.Gap, prose.New(words.T("papers.hand")).AtLeast(one), page.NewWide(14, field), page.NewButton(words.T("papers.hand.find"), find))
	if s.handed == "" {
		return row
	}
	return page.NewColumn(look.Gap/2, row, prose.New("✓ "+s.handed).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Approve }).AtLeast(12))
}

func (s *Screen) askSwitch() {
	s.reason(stage.Question{
		Title: words.T("papers.switch"),
		Says:  []string{words.T("papers.switch.says", "Cast", s.st.View().InBox), words.T("papers.switch.who"), words.T("papers.switch.final")},
		Yes:   words.T("papers.switch"), Grave: true,
	}, "", s.st.Desk.SwitchToPaper)
}

// reason asks a question with a reason, which must be given: without one it is
// asked again.
func (s *Screen) reason(q stage.Question, wrong string, act func(reason string) error) {
	area := page.NewArea(words.T("papers.reason"), 2)
	body := page.NewColumn(look.Gap/2, area)
	if wrong != "" {
		body.Add(warning(wrong))
	}
	asked := q
	asked.Body, asked.Fields = body, []*page.Input{area}
	asked.Do = func() {
		why := strings.TrimSpace(area.Text)
		if why == "" {
			s.reason(q, words.T("papers.reason.missing"), act)
			return
		}
		s.st.Do(func() error { return act(why) }, func() { s.changed(nil) })
	}
	s.st.Ask(asked)
}

func warning(says string) fyne.CanvasObject {
	return board.NewGround(prose.New("▲ "+says).Bold().Colour(func(p look.Palette) color.NRGBA { return p.OnHighlight }).AtLeast(12),
		look.Gap, func(p look.Palette) color.NRGBA { return p.Yellow }, nil)
}
