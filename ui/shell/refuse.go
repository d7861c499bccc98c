package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Refuse fills a window with the reason why the app cannot open, and a button
// to leave: on Windows nobody reads standard error.
func Refuse(w fyne.Window, err error) {
	what, do := words.Explain(err)
	w.SetContent(container.NewCenter(container.NewVBox(
		prose.New(words.T("shell.refuse")).Bold().Sized((*look.Look).Heading).Centred().AtLeast(24),
		stage.Space(2*look.Gap),
		prose.New(what).Centred().AtLeast(30),
		prose.New(do).Centred().AtLeast(30),
		stage.Space(2*look.Gap),
		container.NewCenter(stage.Button(words.T("shell.quit.yes"), w.Close)),
	)))
}
