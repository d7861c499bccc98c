package settings

import (
	"fmt"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Info is what the screen tells about the installation.
type Info struct {
	Version string
	Home    string // folder of the data
	Synced  string // the name of the service that synchronises Home, "" for none
	Log     string // file of the log
	Licence string // of the fonts
}

// Screen is the place 设置.
type Screen struct {
	st      *stage.Stage
	info    Info
	choices Choices // in force
	shown   Choices // as the widgets stand
	apply   func(Choices)
	root    *fyne.Container
	busy    bool // the keeping of the notes is being changed
}

// New shows the choices; apply is called with every change, at once.
func New(st *stage.Stage, info Info, c Choices, apply func(Choices)) *Screen {
	s := &Screen{st: st, info: info, choices: c, apply: apply, root: container.NewStack()}
	s.build()
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown builds the screen anew: it is small, and words and sizes may have changed.
func (s *Screen) Shown(stage.Target) { s.build() }

// Set tells which choices are in force, after each change whether it was made
// here or elsewhere. What the widgets show of a choice that was refused goes back.
func (s *Screen) Set(c Choices) {
	s.choices = c
	if s.shown != c {
		s.build()
	}
}

func (s *Screen) build() {
	change := func(edit func(*Choices)) {
		c := s.choices
		edit(&c)
		s.shown = c
		s.apply(c)
	}
	head := func(key string) fyne.CanvasObject {
		return container.NewVBox(stage.Space(look.Gap), prose.New(words.T(key)).Bold().Sized((*look.Look).Heading))
	}
	s.shown = s.choices
	rows := page.NewColumn(look.Gap / 2)

	rows.Add(head("settings.reading"))
	size := prose.New(words.T("settings.size", "Size", fmt.Sprint(s.choices.Text)))
	sample := prose.New(words.T("settings.sample"))
	slider := widget.NewSlider(look.MinText, look.MaxText)
	slider.Step = 1
	slider.Value = float64(s.choices.Text)
	slider.OnChanged = func(v float64) { size.SetText(words.T("settings.size", "Size", fmt.Sprint(v))) }
	slider.OnChangeEnded = func(v float64) {
		change(func(c *Choices) { c.Text = float32(v) })
		sample.Refresh()
	}
	rows.Add(size)
	rows.Add(container.NewThemeOverride(slider, railed{}))
	rows.Add(sample)

	rows.Add(head("settings.mode"))
	rows.Add(one(look.Modes, "settings.mode.", s.choices.Mode, func(m look.Mode) { change(func(c *Choices) { c.Mode = m }) }))

	rows.Add(head("settings.role"))
	rows.Add(one([]Role{Deputy, Clerk}, "settings.role.", s.choices.Role, func(r Role) { change(func(c *Choices) { c.Role = r }) }))
	rows.Add(prose.New(words.T("settings.role.about")).Faint())

	// A deputy too takes notes in the meeting that it is about.
	rows.Add(head("settings.meeting"))
	rows.Add(one([]string{"rehearsal", "real"}, "settings.meeting.", map[bool]string{false: "rehearsal", true: "real"}[s.choices.Real], func(which string) {
		if (which == "real") == s.choices.Real {
			return
		}
		s.st.Ask(stage.Question{
			Title: words.T("settings.meeting.change." + which),
			Says:  []string{words.T("settings.meeting.change.says")},
			Yes:   words.T("settings.meeting.change.yes"),
			Do:    func() { change(func(c *Choices) { c.Real = which == "real" }) },
			Not:   s.build,
		})
	}))
	rows.Add(prose.New(words.T("settings.meeting.about")).Faint())

	if kept := s.keeping(); kept != nil {
		rows.Add(head("settings.keeping"))
		for _, o := range kept {
			rows.Add(o)
		}
	}

	rows.Add(head("settings.language"))
	rows.Add(one([]say.Language{say.Chinese, say.English}, "settings.language.", s.choices.Language, func(l say.Language) {
		change(func(c *Choices) { c.Language = l })
	}))

	rows.Add(head("settings.about"))
	rows.Add(prose.New(words.T("settings.about.version", "Version", s.info.Version)))
	rows.Add(prose.New(words.T("settings.about.home", "Folder", s.info.Home)))
	if s.info.Synced != "" {
		rows.Add(prose.New(words.T("settings.about.synced", "Service", s.info.Synced)).Colour(func(p look.Palette) color.NRGBA { return p.Against }))
	}
	rows.Add(prose.New(words.T("settings.about.log", "File", s.info.Log)))
	licence := stage.Button(words.T("settings.about.licence"), func() {
		text := prose.New(s.info.Licence)
		scroll := container.NewVScroll(text)
		scroll.SetMinSize(fyne.NewSize(480, 320))
		s.st.Ask(stage.Question{Title: words.T("settings.about.licence"), Body: scroll})
	})
	rows.Add(container.NewHBox(licence))

	s.root.Objects = []fyne.CanvasObject{page.NewScroll(rows, 3*look.Gap, 40)}
	s.root.Refresh()
}

// one lets exactly one of some choices be made, side by side in words.
func one[T ~string](of []T, key string, now T, chosen func(T)) *widget.RadioGroup {
	var labels []string
	for _, o := range of {
		labels = append(labels, words.T(key+string(o)))
	}
	r := widget.NewRadioGroup(labels, nil)
	r.Required = true
	if i := slices.Index(of, now); i >= 0 {
		r.Selected = labels[i]
	}
	r.OnChanged = func(label string) {
		if i := slices.Index(labels, label); i >= 0 && of[i] != now {
			now = of[i]
			chosen(now)
		}
	}
	return r
}

// railed is the look of the app with the rail of a slider dark enough to be
// seen, which Fyne draws as the ground of a field.
type railed struct{}

func (railed) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameInputBackground {
		return look.Current().Palette().Faint
	}
	return look.Current().Color(n, v)
}

func (railed) Font(s fyne.TextStyle) fyne.Resource     { return look.Current().Font(s) }
func (railed) Icon(n fyne.ThemeIconName) fyne.Resource { return look.Current().Icon(n) }
func (railed) Size(n fyne.ThemeSizeName) float32       { return look.Current().Size(n) }
