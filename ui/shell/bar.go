package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// bar says which meeting this is, whether it is a rehearsal, and where it
// stands; at its right are the text size, the colours and help.
type bar struct {
	s     *Shell
	root  fyne.CanvasObject
	title *prose.Text
	state *canvas.Text
	badge *page.Badge
}

func newBar(s *Shell) *bar {
	b := &bar{s: s, title: prose.New("").Bold().Sized(named).AtLeast(10), state: canvas.NewText("", nil), badge: page.NewBadge(words.T("shell.rehearsal"))}
	tools := container.NewHBox(
		container.NewCenter(b.badge), stage.Space(look.Gap), container.NewCenter(b.state), stage.Space(look.Gap),
		quiet(words.T("shell.smaller"), func() { s.resize(-1) }),
		quiet(words.T("shell.larger"), func() { s.resize(1) }),
		quiet(words.T("shell.colours"), s.nextMode),
		quiet(words.T("shell.help"), s.help),
	)
	row := container.NewBorder(nil, nil, stage.Space(2*look.Gap), tools, middle(b.title))
	b.root = container.NewVBox(row, rule())
	b.update()
	return b
}

// named keeps the name of the meeting from taking three lines of a small window
// from what is read in it, where the text is large.
func named(l *look.Look) float32 { return min(l.TextSize(), 22) }

func (b *bar) update() {
	v := b.s.st.View()
	name := v.Setup.Name
	if name == "" {
		name = words.T("shell.unnamed")
	}
	if v.Subject() != "" {
		name += " · " + v.Subject()
	}
	b.title.SetText(name)
	l := look.Current()
	b.state.Text = words.T("shell.round", "Number", v.Round.Number, "State", words.T("shell.state."+string(v.Round.State)))
	b.state.Color, b.state.TextSize = l.Palette().Faint, l.TextSize()
	b.state.Refresh()
	b.badge.Hidden = !v.Setup.Rehearsal
	b.badge.Refresh()
}

// foot names the next step, and when something was last saved.
type foot struct {
	root fyne.CanvasObject
	next *prose.Text
	when *prose.Text
}

func newFoot() *foot {
	f := &foot{next: prose.New("").AtLeast(12), when: prose.New(" ").Faint()}
	f.root = container.NewVBox(rule(), container.NewBorder(nil, nil, stage.Space(2*look.Gap),
		stage.Padded(look.Gap, f.when), stage.Padded(look.Gap, f.next)))
	return f
}

func (f *foot) say(text string) { f.next.SetText(text) }

func (f *foot) saved(at time.Time) {
	f.when.SetText(words.T("shell.saved", "Time", at.Format("15:04")))
	f.root.Refresh() // the first time it is wider than before
}

func quiet(word string, tapped func()) *page.Button {
	b := stage.Button(word, tapped)
	b.Importance = widget.LowImportance
	return b
}

func rule() fyne.CanvasObject { return widget.NewSeparator() }

// middle keeps an object at the middle of the height it gets and at its full width.
func middle(o fyne.CanvasObject) fyne.CanvasObject { return container.New(middleLayout{}, o) }

type middleLayout struct{}

func (middleLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, max(0, (s.Height-page.Settle(o, s.Width))/2)))
	}
}

func (middleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}
