package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// presence is 实到: typed, and recorded by its own button, as a number that is
// half typed would be wrong.
type presence struct {
	s     *Screen
	root  *fyne.Container
	typed *entry
	field *field

	button *page.Button // the next step until there is a quorum
}

func newPresence(s *Screen) *presence {
	p := &presence{s: s}
	p.typed = newEntry(s, func(string) { p.field.complain("") })
	record := page.NewButton(words.T("desk.present.do"), p.record)
	record.OnFocus = func() { s.reveal(record) }
	p.button = record
	p.field = newField("desk.field.present", s.both.Refresh, p.typed.wide(6), unit("desk.unit.deputies"), record)
	p.root = p.field.root
	p.update(s.st.View())
	return p
}

// presence is how those present are recorded now: by name where there is a
// roll of names, and else as a number.
func (s *Screen) presence(v meeting.View) fyne.CanvasObject {
	if !v.Setup.Named() {
		return s.here.root
	}
	by := page.NewButton(words.T("desk.named"), s.goSignIn)
	if v.Round.Present < v.Quorum {
		by.Importance = widget.HighImportance
	}
	return page.NewFlow(look.Gap, by)
}

// goSignIn goes to where deputies sign in by name and are let through.
func (s *Screen) goSignIn() { s.st.Go(stage.Target{Place: stage.SignInPlace}) }

func (p *presence) update(v meeting.View) {
	if p.field.wrong() == "" {
		p.typed.set(number(v.Round.Present))
	}
	p.button.Importance = widget.MediumImportance
	if v.Round.State == meeting.SignIn && v.Round.Present < v.Quorum {
		p.button.Importance = widget.HighImportance
	}
	p.button.Refresh()
}

func (p *presence) record() {
	n, ok := whole(p.typed.Text)
	if !ok {
		p.field.complain(words.T("desk.wrong.number"))
		return
	}
	var err error
	p.s.st.Do(func() error {
		err = p.s.st.Desk.SetPresent(n)
		return nil
	}, func() {
		if err != nil {
			what, do := words.Explain(err)
			p.field.complain(what + do)
			return
		}
		p.field.complain("")
		p.s.st.SaySaved()
		p.s.st.Announce()
	})
}

// code says whether a station code is set, and lets it be changed.
func (s *Screen) code(v meeting.View) fyne.CanvasObject {
	says, set := "desk.code.none", "desk.code.set"
	if v.HasCode {
		says, set = "desk.code.has", "desk.code.change"
	}
	buttons := []fyne.CanvasObject{s.plain(set, func() { s.askCode("") })}
	if v.HasCode {
		buttons = append(buttons, s.plain("desk.code.drop", func() {
			s.st.Change(func() error { return s.st.Desk.SetCode("") }, nil)
		}))
	}
	return page.NewColumn(look.Gap/2, prose.New(words.T(says)).AtLeast(12), page.NewFlow(look.Gap, buttons...))
}

func (s *Screen) plain(key string, do func()) fyne.CanvasObject {
	b := page.NewButton(words.T(key), do)
	b.OnFocus = func() { s.reveal(b) }
	return b
}

// askCode has a station code typed twice. Neither is ever shown.
func (s *Screen) askCode(wrong string) {
	first, second := page.NewField(""), page.NewField("")
	for _, e := range []*page.Input{first, second} {
		e.Password = true
		e.ActionItem = stage.Space(0) // in place of the eye that would show the code
	}
	var leave func()
	first.OnEscape, second.OnEscape = func() { leave() }, func() { leave() }
	rows := container.NewVBox(prose.New(words.T("desk.code.first")).AtLeast(16), first,
		prose.New(words.T("desk.code.second")).AtLeast(16), second)
	if wrong != "" {
		rows.Add(prose.New("▲ " + wrong).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(28))
	}
	leave = s.st.Ask(stage.Question{
		Title: words.T("desk.code.set"), Says: []string{words.T("desk.code.says")}, Body: rows,
		Yes: words.T("desk.code.yes"),
		Do: func() {
			code, again := first.Text, second.Text
			first.SetText("")
			second.SetText("")
			if code == "" || code != again {
				s.askCode(words.T("desk.code.differ"))
				return
			}
			var err error
			s.st.Do(func() error {
				err = s.st.Desk.SetCode(code)
				return nil
			}, func() {
				if err != nil {
					what, do := words.Explain(err)
					s.askCode(what + do)
					return
				}
				s.st.Announce()
			})
		},
	})
	s.st.Window.Canvas().Focus(first)
}

// reveal brings what has the focus into sight.
func (s *Screen) reveal(o fyne.CanvasObject) { s.both.Reveal(o) }
