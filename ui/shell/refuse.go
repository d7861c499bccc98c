package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Way is something to do about a refusal.
type Way struct {
	Word string
	Do   func()
}

// Refuse fills a window with the reason why the app cannot open, a button for
// each way out of it, and one to leave.
func Refuse(w fyne.Window, err error, ways ...Way) {
	what, do := words.Explain(err)
	buttons := container.NewHBox(layout.NewSpacer())
	for _, way := range ways {
		buttons.Add(stage.Button(way.Word, way.Do))
	}
	buttons.Add(stage.Button(words.T("shell.quit.yes"), w.Close))
	buttons.Add(layout.NewSpacer())
	w.SetContent(container.NewCenter(page.NewColumn(look.Gap,
		prose.New(words.T("shell.refuse")).Bold().Sized((*look.Look).Heading).Centred().AtLeast(36),
		stage.Space(look.Gap),
		prose.New(what).Centred().AtLeast(36),
		prose.New(do).Centred().AtLeast(36),
		stage.Space(look.Gap),
		buttons,
	)))
}
