package desk

import (
	"image/color"
	"slices"
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

// course are the steps of a round as the desk shows them. The first is no step
// of the round: it is what is done before it is frozen. A round without paper is
// counted without the box being opened first.
func course(r meeting.Round) []meeting.State {
	all := []meeting.State{
		meeting.Draft, meeting.Frozen, meeting.EmptyShown, meeting.SignIn, meeting.Casting, meeting.Closed,
		meeting.Reconciled, meeting.Opened, meeting.Counted, meeting.Signed, meeting.Announced, meeting.Archived,
	}
	if !r.Paper.Used() {
		all = slices.DeleteFunc(all, func(s meeting.State) bool { return s == meeting.Opened })
	}
	return all
}

// now is the step of the course that is to be done now; "" once all are. The
// steps of casting and of the sign-in last until the next one begins.
func now(v meeting.View) meeting.State {
	switch s := v.Round.State; s {
	case meeting.Draft, meeting.SignIn, meeting.Casting:
		return s
	case meeting.Paused, meeting.OnPaper:
		return meeting.Casting
	case meeting.Announced:
		return meeting.Archived
	case meeting.Void:
		return firstUndone(v.Round)
	}
	return v.Next.To
}

// firstUndone is the step before which a round became void.
func firstUndone(r meeting.Round) meeting.State {
	for _, step := range course(r)[1:] {
		if !slices.ContainsFunc(r.Steps, func(d meeting.Step) bool { return d.To == step }) {
			return step
		}
	}
	return ""
}

// steps are the cards and lines of the column.
func (s *Screen) steps(v meeting.View) []fyne.CanvasObject {
	rows := s.rounds(v)
	steps := course(v.Round)
	at := slices.Index(steps, now(v))
	if at < 0 {
		at = len(steps)
	}
	if v.Round.State == meeting.Draft {
		// The form is long: what comes after it is said above it.
		rows = append(rows, page.NewPadded(2*look.Gap, 0, prose.New(way(v.Round)).Faint()))
	}
	for i, step := range steps {
		name := words.T("desk.step." + string(step))
		void := v.Round.State == meeting.Void
		switch {
		case void && i == at:
			rows = append(rows, s.open("×", words.T("desk.step.void"), s.void(v)...), line("–", name, "", false))
		case void && i > at:
			rows = append(rows, line("–", name, "", false))
		case i < at:
			rows = append(rows, line("✓", name, minute(v, step), true))
		case i == at && step == meeting.Archived:
			if after := s.after(v); after != nil {
				rows = append(rows, after...)
			} else {
				rows = append(rows, s.open("→", name, s.body(v)...))
				continue
			}
			rows = append(rows, line("○", name, "", false))
		case i == at:
			rows = append(rows, s.open("→", name, s.body(v)...))
		case step == meeting.Frozen && v.Round.State == meeting.Draft:
			s.freeze = s.open("→", name, s.freezing(v)...)
			rows = append(rows, s.freeze)
		case step == meeting.Closed && v.Round.State.Voting():
			rows = append(rows, s.open("→", name, s.closing(v)...))
		default:
			rows = append(rows, line("○", name, "", false))
		}
	}
	if v.Round.State != meeting.Draft && v.Round.State != meeting.Void && !v.Round.State.Reached(meeting.Counted) {
		rows = append(rows, stage.Space(look.Gap), section("desk.part.officers"))
		rows = append(rows, s.officers(v)...)
	}
	if v.Result != nil {
		rows = append(rows, stage.Space(look.Gap), page.NewFlow(look.Gap, page.NewButton(words.T("desk.result"), s.showResult)))
	}
	if v.Round.State != meeting.Draft && v.Round.State != meeting.Void && !v.Round.State.Reached(meeting.Announced) {
		rows = append(rows, stage.Space(look.Gap), page.NewFlow(look.Gap, page.NewButton(words.T("desk.voiding.do"), s.askVoid),
			prose.New(words.T("desk.voiding.about")).Faint().AtLeast(20)))
	}
	return rows
}

// goPapers goes to where paper ballots are handed out and entered.
func (s *Screen) goPapers() { s.st.Go(stage.Target{Place: stage.PapersPlace}) }

func (s *Screen) showResult() { s.st.Go(stage.Target{Place: stage.ResultPlace}) }

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
func way(r meeting.Round) string {
	var names []string
	for _, step := range course(r) {
		names = append(names, words.T("desk.step."+string(step)))
	}
	return strings.Join(names, " → ")
}

// minute says when a step was done and who did or confirmed it.
func minute(v meeting.View, step meeting.State) string {
	for _, d := range v.Round.Steps {
		if d.To == step {
			return words.T("desk.minute", "Time", d.At.Format("15:04"), "Office", words.Say(d.Office.Says()))
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

// toNow brings the present step into sight: where the text is large, those that
// are done fill the window.
func (s *Screen) toNow() {
	s.both.Top()
	if s.card != nil && s.st.View().Round.State != meeting.Draft {
		s.both.Reveal(s.card)
	}
}

// open is the step that is to be done now.
func (s *Screen) open(sign, name string, body ...fyne.CanvasObject) fyne.CanvasObject {
	head := prose.New(sign + " " + name).Bold().Sized((*look.Look).Heading).Colour(func(p look.Palette) color.NRGBA { return p.Accent }).AtLeast(4)
	card := board.Card(page.NewColumn(look.Gap, append([]fyne.CanvasObject{head}, body...)...))
	if s.card == nil {
		s.card = card
	}
	return card
}

// body is what the present step shows: its checks and its button.
func (s *Screen) body(v meeting.View) []fyne.CanvasObject {
	switch v.Round.State {
	case meeting.Draft:
		return []fyne.CanvasObject{s.form.root}
	case meeting.Frozen:
		return append([]fyne.CanvasObject{big(v.InBox, "desk.empty.unit"), text("desk.empty.says")},
			s.act(v, "desk.empty.do", func() { s.ask("empty", s.st.Desk.ShowEmptyBox, true) })...)
	case meeting.EmptyShown:
		return []fyne.CanvasObject{
			text("desk.sign_in.says"),
			next("desk.sign_in.do", func() { s.ask("sign_in", s.st.Desk.OpenSignIn, false) }),
		}
	case meeting.SignIn:
		return s.signingIn(v)
	case meeting.Casting:
		return s.casting(v)
	case meeting.Paused:
		return s.paused(v)
	case meeting.OnPaper:
		return []fyne.CanvasObject{text("desk.on_paper.says"), next("papers.go", s.goPapers)}
	case meeting.Closed:
		if uncounted(v.Round) {
			return []fyne.CanvasObject{warning(words.T("desk.compare.uncounted", "Issued", v.Round.AllIssued(), "Paper", v.Round.Paper.Issued)), next("papers.go", s.goPapers)}
		}
		return append([]fyne.CanvasObject{compare(v)}, s.act(v, "desk.reconcile.do", func() { s.ask("reconcile", s.st.Desk.Reconcile, true) })...)
	case meeting.Reconciled:
		if v.Round.Paper.Used() {
			return append([]fyne.CanvasObject{compare(v), text("desk.open.says")},
				s.act(v, "desk.open.do", func() { s.ask("open", s.st.Desk.OpenBox, true) })...)
		}
		return append([]fyne.CanvasObject{compare(v), text("desk.count.says")}, s.act(v, "desk.count.do", s.askCount)...)
	case meeting.Opened:
		papers := page.NewButton(words.T("papers.go"), s.goPapers)
		if len(v.Next.Blocks) > 0 {
			papers.Importance = widget.HighImportance
		}
		return append([]fyne.CanvasObject{text("desk.opened.says"), page.NewFlow(look.Gap, papers)}, s.act(v, "desk.count.opened.do", s.askCount)...)
	case meeting.Counted:
		return s.signing(v)
	case meeting.Signed:
		return append([]fyne.CanvasObject{outcome(v), text("desk.announce.says")},
			s.act(v, "desk.announce.do", func() { s.ask("announce", s.st.Desk.Announce, true) })...)
	case meeting.Announced:
		return append([]fyne.CanvasObject{outcome(v), text("desk.archive.says")},
			s.act(v, "desk.archive.do", func() { s.ask("archive", s.st.Desk.Archive, true) })...)
	}
	return nil
}

// act is the button of the present step, below what stands in its way; with
// anything there it cannot be pressed.
func (s *Screen) act(v meeting.View, key string, do func()) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, why := range v.Next.Blocks {
		rows = append(rows, warning(words.Say(why)))
	}
	b := stage.NextStep(words.T(key), do)
	if len(v.Next.Blocks) > 0 {
		b.Importance = widget.MediumImportance
		b.Disable()
	}
	return append(rows, page.NewFlow(look.Gap, b))
}

// freezing lists what stands in the way of the freeze, or is odd.
func (s *Screen) freezing(v meeting.View) []fyne.CanvasObject {
	about := "desk.freeze.about"
	switch {
	case !v.Procedure.Kind.Chooses():
		about = "desk.freeze.other"
	case v.Round.Kind != meeting.First:
		about = "desk.freeze.again"
	}
	rows := []fyne.CanvasObject{text(about)}
	blocked := false
	for _, f := range v.Findings {
		blocked = blocked || f.Blocking
		rows = append(rows, finding(f))
	}
	freeze := stage.NextStep(words.T("desk.freeze.do"), s.askFreeze)
	freeze.OnFocus = func() { s.reveal(freeze) }
	if blocked {
		freeze.Importance = widget.MediumImportance
		freeze.Disable()
		rows = append(rows, text("desk.freeze.blocked"))
	}
	return append(rows, page.NewFlow(look.Gap, freeze))
}

// signingIn has those present and whether that is a quorum.
func (s *Screen) signingIn(v meeting.View) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{s.presence(v)}
	if v.Round.Present >= v.Quorum {
		rows = append(rows, prose.New("✓ "+words.T("desk.quorum.met", "Present", v.Round.Present, "Quorum", v.Quorum)).Bold().AtLeast(12))
	}
	rows = append(rows, s.code(v))
	if v.Setup.Named() {
		rows = append([]fyne.CanvasObject{text("desk.named.says")}, rows...)
	}
	open := stage.NextStep(words.T("desk.cast.do"), s.askCast)
	if v.Round.Present < v.Quorum {
		open.Importance = widget.MediumImportance
		open.Disable()
	}
	return append(rows, page.NewFlow(look.Gap, open))
}

// casting lets deputies through one by one. A ballot that is out while the
// desk is seen was left by an app that ended.
func (s *Screen) casting(v meeting.View) []fyne.CanvasObject {
	if v.Round.Outstanding {
		return s.outstanding()
	}
	let, late := stage.NextStep(words.T("desk.let"), s.booth.LetThrough), "desk.late"
	if v.Setup.Named() {
		let, late = stage.NextStep(words.T("desk.named.let"), s.goSignIn), "desk.named.late"
	}
	rows := []fyne.CanvasObject{}
	if v.Round.AllIssued() >= v.Round.Present {
		let.Importance = widget.MediumImportance
		let.Disable()
		rows = append(rows, text("desk.let.all"))
	} else {
		rows = append(rows, prose.New(words.T("desk.let.says", "Left", v.Round.Present-v.Round.AllIssued())).AtLeast(12))
	}
	rows = append(rows, page.NewFlow(2*look.Gap, let, page.NewButton(words.T("desk.pause.do"), s.askPause)),
		page.NewFlow(look.Gap, page.NewButton(words.T("papers.go"), s.goPapers), prose.New(words.T("desk.casting.paper")).Faint().AtLeast(20)),
		stage.Space(look.Gap), text(late), s.presence(v))
	if v.Setup.Rehearsal {
		rows = append(rows, s.rehearsing(v)...)
	}
	return rows
}

func (s *Screen) outstanding() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		text("desk.outstanding.says"),
		page.NewFlow(2*look.Gap,
			stage.NextStep(words.T("booth.resume"), s.booth.AskResume),
			page.NewButton(words.T("booth.give_up.yes"), s.booth.AskGiveUp)),
	}
}

// paused says since when and why no ballot is handed out, and goes on.
func (s *Screen) paused(v meeting.View) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, d := range slices.Backward(v.Round.Steps) {
		if d.To == meeting.Paused {
			rows = append(rows, warning(words.T("desk.paused.since", "Time", d.At.Format("15:04"), "Reason", d.Reason)))
			break
		}
	}
	if v.Round.Outstanding {
		rows = append(rows, s.outstanding()...)
	}
	return append(rows, text("desk.paused.says"),
		next("desk.resume.do", func() { s.ask("resume", s.st.Desk.Resume, false) }))
}

func (s *Screen) closing(v meeting.View) []fyne.CanvasObject {
	closing := page.NewButton(words.T("desk.close.do"), s.askClose)
	if v.Round.AllIssued() >= v.Round.Present && !v.Round.Outstanding {
		closing.Importance = widget.HighImportance
	}
	if v.Round.Outstanding {
		closing.Disable()
		return []fyne.CanvasObject{text("desk.close.outstanding"), page.NewFlow(look.Gap, closing)}
	}
	return []fyne.CanvasObject{text("desk.close.about"), page.NewFlow(look.Gap, closing)}
}

// uncounted reports whether paper ballots are in the closed box that nobody has
// counted: how many came back is not known then.
func uncounted(r meeting.Round) bool {
	return r.State == meeting.Closed && r.Paper.Issued > 0 && !r.Paper.Counted
}

// compare sets what was issued against what came back, and says how many of
// those present took no ballot.
func compare(v meeting.View) fyne.CanvasObject {
	rows := page.NewColumn(look.Gap, compared(v))
	if n := v.Round.Present - v.Round.AllIssued(); n > 0 {
		rows.Add(prose.New(words.T("desk.compare.absent", "Present", v.Round.Present, "Count", n)).AtLeast(12))
	}
	return rows
}

func compared(v meeting.View) fyne.CanvasObject {
	issued, back := v.Round.AllIssued(), v.Round.AllReturned()
	values := []any{"Issued", issued, "Returned", back, "Missing", issued - back, "Over", back - issued}
	switch {
	case back > issued:
		return warning(words.T("desk.compare.over", values...))
	case back < issued:
		return prose.New("✓ " + words.T("desk.compare.fewer", values...)).AtLeast(12)
	}
	return prose.New("✓ " + words.T("desk.compare.equal", values...)).AtLeast(12)
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
