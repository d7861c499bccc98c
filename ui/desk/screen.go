// Package desk is 会务: the steps of a round one below the other, the present one
// open with its checks and its one button, the figures at the side. It shows
// how many ballots were issued and returned, never what is on them.
package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/board"
	"piaojue/ui/booth"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the desk of one window.
type Screen struct {
	st    *stage.Stage
	booth *booth.Booth
	root  fyne.CanvasObject
	frame *fyne.Container // top, and both below it
	clock *clock
	top   *fyne.Container // stays above both: the outline of what is prepared, or how things stand
	main  *fyne.Container // the steps
	side  *fyne.Container // figures and rules
	both  *board.Beside
	form  *form     // only while the round is a draft
	here  *presence // 实到, while it may be changed
	ways  *ways
	paper string // that papers are printed on, A4 or A5

	card      fyne.CanvasObject // the present step
	freeze    fyne.CanvasObject // that of the freeze, while a round is prepared
	inventing bool              // the box is being filled with invented marks
	decision  *deciding         // the presidium's, while it is filled in
	other     bool              // a decision was asked for where the rules provide for another round
	signed    *signature        // who signs the result
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, booth: booth.New(st), paper: "A4"}
	s.main, s.side = page.NewColumn(look.Gap), page.NewColumn(look.Gap)
	s.both = board.NewBeside(s.main, s.side, sideWidth, mainWidth)
	s.top = page.NewColumn(0)
	s.frame = page.NewBorder(s.top, nil, s.both.Object())
	s.root = page.NewFrame(s.frame)
	s.clock = newClock(s)
	s.ways = newWays(s)
	s.build()
	st.OnChange(s.build)
	st.OnProblem = s.refresh
	return s
}

// The widths of the two parts, in Chinese characters.
const (
	sideWidth = 17
	mainWidth = 27
)

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown brings the screen up to date.
func (s *Screen) Shown(stage.Target) {
	s.build()
	s.clock.show()
	s.toNow()
}

// Flush saves what was typed and is not saved yet.
func (s *Screen) Flush() error {
	if s.form == nil {
		return nil
	}
	return s.form.flush()
}

// build shows the meeting as it is. What is being typed stays as it is.
func (s *Screen) build() {
	v := s.st.View()
	if v.Round.State != meeting.Draft {
		s.form = nil
	} else if s.form == nil || s.form.round != v.Round.Number || s.form.of != v.Round.Kind {
		s.form = newForm(s)
	} else {
		s.form.update(v)
	}
	if v.Round.State != meeting.Announced && v.Round.State != meeting.Void {
		s.decision, s.other = nil, false
	}
	if v.Round.State != meeting.SignIn && v.Round.State != meeting.Casting {
		s.here = nil
	} else if s.here == nil {
		s.here = newPresence(s)
	} else {
		s.here.update(v)
	}

	s.main.RemoveAll()
	s.card = nil
	for _, o := range s.steps(v) {
		s.main.Add(o)
	}
	for _, o := range s.others(v) {
		s.main.Add(o)
	}
	for _, o := range append(s.ways.objects(), s.papers(v)...) {
		s.main.Add(o)
	}
	if v.Setup.Rehearsal {
		s.main.Add(stage.Space(2 * look.Gap))
		s.main.Add(page.NewFlow(look.Gap, page.NewButton(words.T("desk.again"), s.askAgain),
			prose.New(words.T("desk.again.about")).Faint().AtLeast(40)))
	}
	s.side.RemoveAll()
	for _, o := range s.figures(v) {
		s.side.Add(o)
	}
	s.refresh()
}

// refresh shows a change of the parts, and what is to be known of them at a
// glance.
func (s *Screen) refresh() {
	v := s.st.View()
	if s.form != nil {
		s.form.guide.show(v)
	}
	s.top.Objects = s.glance(v)
	s.top.Refresh() // lays out what is new in it, whose height the frame then asks for
	s.frame.Refresh()
}

// begin forgets what was typed for another meeting.
func (s *Screen) begin() {
	s.form, s.here, s.decision, s.signed, s.other = nil, nil, nil, nil, false
	s.build()
	s.both.Top()
}

func (s *Screen) askAgain() {
	s.st.Ask(stage.Question{
		Title: words.T("desk.again"),
		Says:  []string{words.T("desk.again.says"), words.T("desk.again.kept")},
		Yes:   words.T("desk.again.yes"), Grave: true,
		Do: func() { s.st.Change(s.st.Files.BeginAgain, s.begin) },
	})
}
