package booth

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// newCleared is the page between two deputies: one sentence, nothing of any
// ballot, and below it what only staff does.
func newCleared(b *Booth, key string) fyne.CanvasObject {
	rows := page.NewColumn(2 * look.Gap)
	if key == "booth.done" {
		rows.Add(prose.New("✓").Bold().Sized(huge).Centred().Colour(func(p look.Palette) color.NRGBA { return p.Approve }))
	}
	rows.Add(prose.New(words.T(key)).Bold().Sized((*look.Look).Title).Centred().AtLeast(12))
	rows.Add(prose.New(words.T(key + ".then")).Sized(b.size).Centred().AtLeast(12))

	let := page.NewButton(b.letWord("booth.let"), b.AskLetThrough)
	desk := quiet(words.T("booth.desk"), func() {
		ByClerk(b.st, stage.Question{
			Title: words.T("booth.desk"), Says: []string{words.T("booth.desk.says")},
			Yes: words.T("booth.desk.yes"), Do: func() {
				b.leave()
				b.st.Go(stage.Target{Place: stage.DeskPlace})
			},
		})
	})
	top := fyne.CanvasObject(stage.Space(look.Gap))
	if b.st.View().Setup.Rehearsal {
		top = container.NewHBox(rehearsal())
	}
	staff := container.NewHBox(
		prose.New(words.T("booth.staff.only")).Faint().AtLeast(14), layout.NewSpacer(), desk, let)
	return page.NewBorder(stage.Padded(2*look.Gap, top), stage.Padded(2*look.Gap, staff), container.New(middleLayout{}, rows))
}

func huge(l *look.Look) float32 { return l.Title() * 2 }

// middleLayout keeps one object a little above the middle, at a width that
// lines of large text are read well at.
type middleLayout struct{}

func (middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width-4*look.Gap, 30*look.Current().Title())
	page.Settle(o[0], width)
	o[0].Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-o[0].Size().Height)*0.4)))
}

func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
