package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"piaojue/assets"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/settings"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// welcome asks the one thing of the first start: who is before the screen.
func (s *Shell) welcome() fyne.CanvasObject {
	seal := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	seal.FillMode = canvas.ImageFillContain
	seal.SetMinSize(fyne.NewSize(96, 96))

	choose := func(r settings.Role) func() {
		return func() {
			c := s.choices
			c.Role = r
			s.change(c)
		}
	}
	choice := func(key string, r settings.Role) fyne.CanvasObject {
		return container.NewVBox(
			stage.NextStep(words.T("shell.welcome."+key), choose(r)),
			prose.New(words.T("shell.welcome."+key+".says")).Faint().Centred().AtLeast(14),
		)
	}
	column := container.NewVBox(
		container.NewCenter(seal),
		prose.New(words.T("shell.name")).Bold().Sized((*look.Look).Title).Centred(),
		prose.New(words.T("shell.welcome.says")).Centred().AtLeast(34),
		stage.Space(3*look.Gap),
		container.New(layout.NewGridLayout(2), stage.Padded(2*look.Gap, choice("deputy", settings.Deputy)), stage.Padded(2*look.Gap, choice("clerk", settings.Clerk))),
		stage.Space(2*look.Gap),
		prose.New(words.T("shell.welcome.later")).Faint().Centred().AtLeast(20),
	)
	return container.NewCenter(column)
}

// help is one sheet with the keys and where to look.
func (s *Shell) help() {
	says := []string{}
	for _, key := range []string{"places", "size", "search", "select", "vote", "saved"} {
		says = append(says, words.T("shell.help."+key, "Modifier", modifier()))
	}
	s.st.Ask(stage.Question{Title: words.T("shell.help"), Says: says, No: words.T("stage.understood")})
}

func modifier() string {
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		return "Command"
	}
	return "Ctrl"
}
