package booth

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Place is 票决 among the places of the window: where the vote stands, what to
// do next, and the rules. The ballot itself fills the window; see Booth.
type Place struct {
	st    *stage.Stage
	booth *Booth
	root  *fyne.Container
}

// NewPlace makes the place.
func NewPlace(st *stage.Stage) *Place {
	p := &Place{st: st, booth: New(st), root: container.NewStack()}
	st.OnChange(p.build)
	p.build()
	return p
}

// Object is the screen.
func (p *Place) Object() fyne.CanvasObject { return p.root }

// Shown brings the screen up to date.
func (p *Place) Shown(stage.Target) { p.build() }

func (p *Place) build() {
	v := p.st.View()
	state := string(v.Round.State)
	outstanding := v.Round.State == meeting.Casting && v.Round.Outstanding
	if outstanding {
		state = "outstanding"
	}
	title := words.T("booth.place")
	if v.Subject() != "" {
		title = words.T("booth.place.title", "Vote", v.Subject())
	}
	at := "booth.at." + state
	if !v.Procedure.Kind.Chooses() && (v.Round.State == meeting.Draft || v.Round.State == meeting.Frozen) {
		at += ".other" // there are no candidates to read about
	}
	column := page.NewColumn(look.Gap,
		prose.New(title).Bold().Sized((*look.Look).Title),
		stage.Space(look.Gap),
		prose.New(words.T(at)).Bold().Sized((*look.Look).Heading).AtLeast(12),
		prose.New(words.T(at+".next")).AtLeast(12))
	switch {
	case outstanding:
		column.Add(page.NewFlow(2*look.Gap,
			stage.NextStep(words.T("booth.resume"), p.booth.AskResume),
			page.NewButton(words.T("booth.give_up.yes"), p.booth.AskGiveUp)))
	case v.Round.State == meeting.Casting:
		column.Add(page.NewFlow(look.Gap, page.NewButton(p.booth.letWord("booth.let.clerk"), p.booth.AskLetThrough)))
	case v.Round.State == meeting.Counted:
		column.Add(page.NewFlow(look.Gap, stage.NextStep(words.T("booth.result"), func() { p.st.Go(stage.Target{Place: stage.ResultPlace}) })))
	}
	column.Add(stage.Space(2 * look.Gap))
	head := "booth.rules"
	if v.Round.State == meeting.Draft {
		head = "booth.rules.draft"
	}
	column.Add(prose.New(words.T(head)).Bold().Sized((*look.Look).Heading).AtLeast(12))
	for _, r := range Rules(v) {
		column.Add(prose.New(words.Say(r)).AtLeast(12))
	}
	p.root.Objects = []fyne.CanvasObject{page.NewScroll(column, 3*look.Gap, 40)}
	p.root.Refresh()
}

// AskResume opens the ballot that was out when the app ended: staff decides.
func (b *Booth) AskResume() {
	ByClerk(b.st, stage.Question{
		Title: words.T("booth.resume"), Says: []string{words.T("booth.resume.says")},
		Yes: words.T("booth.resume"), Do: b.Open,
	})
}
