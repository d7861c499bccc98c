package desk

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// course are the steps as the desk shows them. The first is no step of the
// round: it is what is done before it is frozen.
var course = []meeting.State{
	meeting.Draft, meeting.Frozen, meeting.EmptyShown, meeting.SignIn,
	meeting.Casting, meeting.Closed, meeting.Reconciled, meeting.Counted,
}

// present is the place in course of the step that is to be done now; the length
// of course once all are.
func present(r meeting.Round) int {
	switch r.State {
	case meeting.Draft:
		return 0
	case meeting.Frozen:
		return 2
	case meeting.EmptyShown, meeting.SignIn:
		return 3
	case meeting.Casting:
		return 4
	case meeting.Closed:
		return 6
	case meeting.Reconciled:
		return 7
	}
	return len(course)
}

// steps are the cards and lines of the column.
func (s *Screen) steps(v meeting.View) []fyne.CanvasObject {
	now := present(v.Round)
	var rows []fyne.CanvasObject
	if v.Round.State == meeting.Draft {
		// The form is long: what comes after it is said above it.
		rows = append(rows, page.NewPadded(2*look.Gap, 0, prose.New(way()).Faint()))
	}
	for i, step := range course {
		name := words.T("desk.step." + string(step))
		switch {
		case v.Round.State == meeting.Void && step == meeting.Reconciled:
			rows = append(rows, s.open("×", name, s.void(v)...))
		case v.Round.State == meeting.Void && step == meeting.Counted:
			rows = append(rows, line("–", name, "", false))
		case i < now:
			rows = append(rows, line("✓", name, minute(v, step), true))
		case i == now:
			rows = append(rows, s.open("→", name, s.body(v)...))
		case step == meeting.Frozen && v.Round.State == meeting.Draft:
			rows = append(rows, s.open("→", name, s.freezing()...))
		case step == meeting.Closed && v.Round.State == meeting.Casting:
			rows = append(rows, s.open("→", name, s.closing(v)...))
		default:
			rows = append(rows, line("○", name, "", false))
		}
	}
	if v.Round.State == meeting.Counted {
		rows = append(rows, stage.Space(look.Gap), page.NewFlow(look.Gap, stage.NextStep(words.T("desk.result"), func() {
			s.st.Go(stage.Target{Place: stage.ResultPlace})
		})))
	}
	return rows
}

// askCast names the figure that was recorded, which need not be the one that
// stands in the field, and warns where anybody may let a ballot through.
func (s *Screen) askCast() {
	v := s.st.View()
	more := []string{words.T("desk.ask.cast.present", "Present", v.Round.Present)}
	if !v.HasCode {
		more = append(more, words.T("desk.code.none"))
	}
	s.ask("cast", s.st.Desk.OpenCasting, true, more...)
}

// way names all steps in a line.
func way() string {
	var names []string
	for _, step := range course {
		names = append(names, words.T("desk.step."+string(step)))
	}
	return strings.Join(names, " → ")
}

// minute says when a step was done and who did or confirmed it.
func minute(v meeting.View, step meeting.State) string {
	for _, d := range v.Round.Steps {
		if d.To == step {
			return words.T("desk.minute", "Time", d.At.Format("15:04"), "Office", words.T("desk.office."+string(d.Office)))
		}
	}
	return ""
}

// line is a step that is done or still to come.
func line(sign, name, minute string, done bool) fyne.CanvasObject {
	mark := prose.New(sign).AtLeast(1)
	word := prose.New(name).AtLeast(2)
	if done {
		mark.Bold().Colour(func(p look.Palette) color.NRGBA { return p.Approve })
	} else {
		mark.Faint()
		word.Faint()
	}
	row := container.New(&stepLayout{}, mark, word, prose.New(minute).Faint().AtLeast(10))
	return page.NewPadded(2*look.Gap, 0, row)
}

// open is the step that is to be done now.
func (s *Screen) open(sign, name string, body ...fyne.CanvasObject) fyne.CanvasObject {
	head := prose.New(sign + " " + name).Bold().Sized((*look.Look).Heading).Colour(func(p look.Palette) color.NRGBA { return p.Accent }).AtLeast(4)
	return board.Card(page.NewColumn(look.Gap, append([]fyne.CanvasObject{head}, body...)...))
}

// body is what the present step shows: its checks and its button.
func (s *Screen) body(v meeting.View) []fyne.CanvasObject {
	switch v.Round.State {
	case meeting.Draft:
		return []fyne.CanvasObject{s.form.root}
	case meeting.Frozen:
		return []fyne.CanvasObject{
			big(v.InBox, "desk.empty.unit"),
			text("desk.empty.says"),
			next("desk.empty.do", func() { s.ask("empty", s.st.Desk.ShowEmptyBox, true) }),
		}
	case meeting.EmptyShown:
		return []fyne.CanvasObject{
			text("desk.sign_in.says"),
			next("desk.sign_in.do", func() { s.ask("sign_in", s.st.Desk.OpenSignIn, false) }),
		}
	case meeting.SignIn:
		return s.signingIn(v)
	case meeting.Casting:
		return s.casting(v)
	case meeting.Closed:
		return []fyne.CanvasObject{
			compare(v),
			next("desk.reconcile.do", func() { s.ask("reconcile", s.st.Desk.Reconcile, true) }),
		}
	case meeting.Reconciled:
		return []fyne.CanvasObject{
			compare(v),
			text("desk.count.says"),
			next("desk.count.do", s.askCount),
		}
	}
	return nil
}

// freezing lists what stands in the way of the freeze, or is odd.
func (s *Screen) freezing() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{text("desk.freeze.about")}
	blocked := false
	findings, err := s.st.Desk.Findings()
	if err != nil {
		what, do := words.Explain(err)
		return append(rows, warning(what+do))
	}
	for _, f := range findings {
		if f.Blocking {
			blocked = true
			rows = append(rows, warning(words.Say(f.Says)))
		} else {
			rows = append(rows, prose.New("● "+words.Say(f.Says)).AtLeast(12))
		}
	}
	freeze := stage.NextStep(words.T("desk.freeze.do"), s.askFreeze)
	if blocked {
		freeze.Importance = widget.MediumImportance
		freeze.Disable()
		rows = append(rows, text("desk.freeze.blocked"))
	}
	return append(rows, page.NewFlow(look.Gap, freeze))
}

// signingIn has the number of those present and whether that is a quorum.
func (s *Screen) signingIn(v meeting.View) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{s.here.root, quorum(v), s.code(v)}
	if v.Setup.Named() {
		rows[0] = page.NewColumn(look.Gap, text("desk.named.says"), page.NewFlow(look.Gap, page.NewButton(words.T("desk.named"), s.goSignIn)))
	}
	open := stage.NextStep(words.T("desk.cast.do"), s.askCast)
	if v.Round.Present < v.Quorum {
		open.Importance = widget.MediumImportance
		open.Disable()
	}
	return append(rows, page.NewFlow(look.Gap, open))
}

func quorum(v meeting.View) fyne.CanvasObject {
	values := []any{"Present", v.Round.Present, "Quorum", v.Quorum, "Missing", v.Quorum - v.Round.Present}
	if v.Round.Present >= v.Quorum {
		return prose.New("✓ " + words.T("desk.quorum.met", values...)).Bold().AtLeast(12)
	}
	return warning(words.T("desk.quorum.missing", values...))
}

// casting lets deputies through one by one. A ballot that is out while the
// desk is seen was left by an app that ended.
func (s *Screen) casting(v meeting.View) []fyne.CanvasObject {
	if v.Round.Outstanding {
		return []fyne.CanvasObject{
			warning(words.T("desk.outstanding")),
			text("desk.outstanding.says"),
			page.NewFlow(2*look.Gap,
				stage.NextStep(words.T("booth.resume"), s.booth.AskResume),
				page.NewButton(words.T("booth.give_up.yes"), s.booth.AskGiveUp)),
		}
	}
	let := stage.NextStep(words.T("desk.let"), s.booth.LetThrough)
	late := []fyne.CanvasObject{text("desk.late"), s.here.root}
	if v.Setup.Named() {
		let = stage.NextStep(words.T("desk.named.let"), s.goSignIn)
		late = []fyne.CanvasObject{text("desk.named.late"), page.NewFlow(look.Gap, page.NewButton(words.T("desk.named"), s.goSignIn))}
	}
	rows := []fyne.CanvasObject{}
	if v.Round.Issued >= v.Round.Present {
		let.Importance = widget.MediumImportance
		let.Disable()
		rows = append(rows, text("desk.let.all"))
	} else {
		rows = append(rows, prose.New(words.T("desk.let.says", "Left", v.Round.Present-v.Round.Issued)).AtLeast(12))
	}
	return append(append(rows, page.NewFlow(look.Gap, let), stage.Space(look.Gap)), late...)
}

// goSignIn goes to where deputies sign in by name and are let through.
func (s *Screen) goSignIn() { s.st.Go(stage.Target{Place: stage.SignInPlace}) }

func (s *Screen) closing(v meeting.View) []fyne.CanvasObject {
	closing := page.NewButton(words.T("desk.close.do"), s.askClose)
	if v.Round.Issued >= v.Round.Present && !v.Round.Outstanding {
		closing.Importance = widget.HighImportance
	}
	if v.Round.Outstanding {
		closing.Disable()
		return []fyne.CanvasObject{text("desk.close.outstanding"), page.NewFlow(look.Gap, closing)}
	}
	return []fyne.CanvasObject{text("desk.close.about"), page.NewFlow(look.Gap, closing)}
}

// compare sets what was issued against what came back.
func compare(v meeting.View) fyne.CanvasObject {
	values := []any{"Issued", v.Round.Issued, "Returned", v.Round.Returned, "Missing", v.Round.Issued - v.Round.Returned, "Over", v.Round.Returned - v.Round.Issued}
	switch {
	case v.Round.Returned > v.Round.Issued:
		return warning(words.T("desk.compare.over", values...))
	case v.Round.Returned < v.Round.Issued:
		return prose.New("✓ " + words.T("desk.compare.fewer", values...)).AtLeast(12)
	}
	return prose.New("✓ " + words.T("desk.compare.equal", values...)).AtLeast(12)
}

func (s *Screen) void(v meeting.View) []fyne.CanvasObject {
	return []fyne.CanvasObject{compare(v), text("desk.void.says"), prose.New(minute(v, meeting.Void)).Faint().AtLeast(10)}
}

func text(key string) fyne.CanvasObject { return prose.New(words.T(key)).AtLeast(12) }

func next(key string, do func()) fyne.CanvasObject {
	return page.NewFlow(look.Gap, stage.NextStep(words.T(key), do))
}

// warning is a sentence that stands in the way of the next step.
func warning(says string) fyne.CanvasObject {
	return board.NewGround(prose.New("▲ "+says).Bold().Colour(func(p look.Palette) color.NRGBA { return p.OnHighlight }).AtLeast(12),
		look.Gap, func(p look.Palette) color.NRGBA { return p.Yellow }, nil)
}

// big is a number that is read from afar, with its unit.
func big(n int, unit string) fyne.CanvasObject {
	return container.NewHBox(
		prose.New(words.T("desk.number", "Number", n)).Bold().Sized(func(l *look.Look) float32 { return l.Title() * 2.4 }).AtLeast(4),
		container.NewVBox(layout.NewSpacer(), prose.New(words.T(unit)).Sized((*look.Look).Heading).AtLeast(20), stage.Space(2*look.Gap)))
}

// stepLayout sets sign, name and minute of a step in columns.
type stepLayout struct{}

func (stepLayout) columns() (sign, name float32) {
	size := look.Current().TextSize()
	return size * 1.6, size * 6
}

func (l stepLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	sign, name := l.columns()
	page.Settle(o[0], sign)
	page.Settle(o[1], name)
	page.Settle(o[2], max(0, size.Width-sign-name))
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(sign, 0))
	o[2].Move(fyne.NewPos(sign+name, 0))
}

func (l stepLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	sign, name := l.columns()
	return fyne.NewSize(sign+name+o[2].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height, o[2].MinSize().Height))
}
