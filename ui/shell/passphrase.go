package shell

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

// Door is what is asked on start when the notes are under a passphrase.
type Door struct {
	// Try opens the notes; it is slow, and runs away from Fyne's goroutine.
	Try func(passphrase string) error
	// Opened goes on with the notes, Pass without them.
	Opened, Pass func()
	// Forgotten puts the notes aside and begins without any.
	Forgotten func()
	// Inline runs Try at once: for tests.
	Inline bool
}

// AskPassphrase fills a window with the question for the passphrase. Enter opens,
// as the passphrase only opens.
func AskPassphrase(w fyne.Window, d Door) {
	field := page.NewField("")
	field.Password = true
	wrong := prose.New("").Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(30)
	var open *page.Button
	try := func() {
		if open.Disabled() {
			return
		}
		given := field.Text
		open.Disable()
		wrong.SetText(words.T("shell.door.wait"))
		after := func(err error) {
			open.Enable()
			if err == nil {
				d.Opened()
				return
			}
			what, do := words.Explain(err)
			wrong.SetText(what + do)
			field.SetText("")
			w.Canvas().Focus(field)
		}
		if d.Inline {
			after(d.Try(given))
			return
		}
		go func() {
			err := d.Try(given)
			fyne.Do(func() { after(err) })
		}()
	}
	open = stage.NextStep(words.T("shell.door.open"), try)
	field.OnSubmitted = func(string) { try() }
	forgotten := func() {
		w.SetContent(container.NewCenter(page.NewColumn(look.Gap,
			prose.New(words.T("shell.door.forgotten")).Bold().Sized((*look.Look).Heading).Centred().AtLeast(30),
			stage.Space(look.Gap),
			prose.New(words.T("shell.door.forgotten.says")).AtLeast(30),
			prose.New(words.T("shell.door.forgotten.kept")).AtLeast(30),
			stage.Space(look.Gap),
			container.NewHBox(stage.Button(words.T("stage.back"), func() { AskPassphrase(w, d) }), layout.NewSpacer(),
				stage.Button(words.T("shell.door.forgotten.yes"), d.Forgotten)),
		)))
	}
	w.SetContent(container.NewCenter(page.NewColumn(look.Gap,
		prose.New(words.T("shell.door")).Bold().Sized((*look.Look).Heading).Centred().AtLeast(30),
		stage.Space(look.Gap),
		prose.New(words.T("shell.door.says")).AtLeast(30),
		field, wrong,
		container.NewHBox(open, layout.NewSpacer(), stage.Button(words.T("shell.door.pass"), d.Pass)),
		stage.Space(2*look.Gap),
		container.NewHBox(layout.NewSpacer(), stage.Button(words.T("shell.door.forgotten"), forgotten)),
	)))
	w.Canvas().Focus(field)
}
