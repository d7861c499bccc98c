// Package results is 结果: nothing before the count; after it the verdict first,
// then every project with its figures, its bar and the rule that decided it,
// the identities, and the workbook to take away.
package results

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the place 结果.
type Screen struct {
	// Clerk has 公告 drafted and edited here; deputies only see the result.
	Clerk bool

	st     *stage.Stage
	shown  *fyne.Container
	scroll *page.Scroll
	root   fyne.CanvasObject

	round  int // the round that is shown, by number; 0 for the current one
	notice *notice

	byRank bool
	all    bool            // every reason is shown
	opened map[string]bool // projects whose reason is shown
}

// New makes the screen.
func New(st *stage.Stage) *Screen {
	s := &Screen{st: st, shown: page.NewColumn(look.Gap), opened: map[string]bool{}}
	s.scroll = page.NewScroll(s.shown, 3*look.Gap, 64)
	s.root = page.NewFrame(container.NewStack(s.scroll))
	s.notice = newNotice(s)
	st.OnChange(s.build)
	s.build()
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown brings the screen up to date.
func (s *Screen) Shown(stage.Target) { s.build() }

func (s *Screen) build() {
	now := s.st.View()
	v := now
	if s.round > 0 && s.round < now.Round.Number {
		v = now.At(s.round)
	}
	s.shown.RemoveAll()
	if v.Setup.Rehearsal {
		s.shown.Add(page.NewFlow(look.Gap, page.NewBadge(words.T("results.rehearsal")), prose.New(words.T("results.rehearsal.says")).AtLeast(20)))
	}
	// What the election came to stands first where it is looked at, and below another
	// vote.
	aside := v.Result != nil && !v.Round.Procedure.Kind.Chooses()
	if !aside {
		s.final(now)
	}
	s.choose(now, v.Round.Number)
	if v.Result != nil {
		s.counted(v, *v.Result)
	} else {
		s.sealed(v)
	}
	if aside {
		s.final(now)
	}
	s.publish(now)
	s.scroll.Refresh()
}

// sealed says where the vote stands. No figure of what is on the ballots is
// known here.
func (s *Screen) sealed(v meeting.View) {
	if v.Round.State == meeting.Void {
		for _, r := range v.Rounds {
			if r.Number == v.Round.Number && (r.VoidReason != "" || r.By > 0) {
				s.shown.Add(prose.New(words.Say(r.Became())).Bold().Sized((*look.Look).Heading).AtLeast(12))
			}
		}
		s.verdict(count.Result{State: count.Void, Issued: v.Round.AllIssued(), Returned: v.Round.AllReturned()})
		return
	}
	state := string(v.Round.State)
	s.shown.Add(prose.New(words.T("results.at." + state)).Bold().Sized((*look.Look).Title).AtLeast(10))
	s.shown.Add(prose.New(words.T("results.at." + state + ".next")).AtLeast(12))
	s.shown.Add(prose.New(words.T("results.sealed")).Faint().AtLeast(12))
}

func (s *Screen) counted(v meeting.View, r count.Result) {
	s.subject(v)
	s.verdict(r)
	if v.Round.Procedure.Kind == procedure.Motion {
		s.shown.Add(voted(r))
	}
	s.shown.Add(prose.New(figures(r)).AtLeast(12))
	s.shown.Add(prose.New(base(v.Round.Procedure, r)).AtLeast(12))
	s.shown.Add(page.NewFlow(look.Gap, stage.NextStep(words.T("results.export"), func() { s.export(v) }),
		page.NewButton(words.T("results.print"), func() { s.print(v) })))
	s.shown.Add(stage.Space(look.Gap))
	if v.Round.Procedure.Kind != procedure.Motion {
		s.shown.Add(s.order(v.Round.Procedure))
	}
	s.compared(v)
	s.table(v, r)
	s.parts(v, r)
	s.shown.Add(stage.Space(look.Gap))
	for _, f := range r.Refusals {
		s.shown.Add(prose.New(words.T("results.refused", "Why", f.Why, "Count", f.Count)).AtLeast(12))
	}
	s.identities(r)
}

// verdict is what the vote decided, and what follows from it.
func (s *Screen) verdict(r count.Result) {
	headline, says := r.Verdict()
	s.shown.Add(prose.New(words.Say(headline)).Bold().Sized((*look.Look).Title).AtLeast(10))
	if !says.IsZero() {
		s.shown.Add(prose.New(words.Say(says)).AtLeast(12))
	}
}

// figures are the numbers of the round.
func figures(r count.Result) string {
	return words.T("results.figures", "Roll", r.Roll, "Present", r.Present, "Issued", r.Issued, "Returned", r.Returned,
		"Missing", r.Issued-r.Returned, "Valid", r.Valid, "Invalid", r.Invalid)
}

// base names the denominator, and how many approvals were needed.
func base(p procedure.Procedure, r count.Result) string {
	switch {
	case p.Kind == procedure.Rating:
		return grades(p, r)
	case p.Threshold.Plurality:
		return words.T("results.base.plurality")
	}
	key := "results.base.ballots"
	if p.Base == procedure.OfRoll || p.Base == procedure.OfPresent {
		key = "results.base.people"
	}
	return words.T(key, "Base", p.Base.Name(), "Number", r.Base, "Least", p.Threshold.Least(r.Base), "Figure", p.Threshold.Figure(r.Base))
}

// order lets the rows be set by the list or by the approvals, and all reasons
// be shown.
func (s *Screen) order(p procedure.Procedure) fyne.CanvasObject {
	byRank := "results.by_rank"
	if p.Kind == procedure.Rating {
		byRank += ".rating"
	}
	ink := func(p look.Palette) color.NRGBA { return p.Ink }
	choose := func(key string, on bool, do func()) fyne.CanvasObject {
		c := page.NewChoice(words.T(key), '●', '○', ink, func() {
			do()
			s.build()
		})
		c.Turn(on)
		c.OnFocus = func() { s.scroll.Reveal(c) }
		return c
	}
	return page.NewFlow(look.Gap,
		choose("results.by_list", !s.byRank, func() { s.byRank = false }),
		choose(byRank, s.byRank, func() { s.byRank = true }),
		stage.Space(2*look.Gap),
		choose("results.reasons", s.all, func() { s.all = !s.all }))
}

func (s *Screen) identities(r count.Result) {
	s.shown.Add(prose.New(words.T("results.identities")).Bold().Sized((*look.Look).Heading).AtLeast(4))
	for _, i := range r.Identities {
		// A counted result in which one fails is never shown: Count gives an error.
		s.shown.Add(prose.New("✓ " + words.Say(i.Says)).AtLeast(12))
	}
}

func digits(n int) string { return strconv.Itoa(n) }
