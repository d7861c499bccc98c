package results

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// notice is 公告: drafted from the data, and saved as the clerk types.
type notice struct {
	s     *Screen
	area  *page.Input
	wheel fyne.CanvasObject
	says  *prose.Text

	filling bool
	dirty   bool // what is typed is not saved
	asked   int  // how often something was typed
}

func newNotice(s *Screen) *notice {
	n := &notice{s: s, area: page.NewArea("", 8), wheel: page.NewWheel(s.scroll), says: prose.New("").Faint().AtLeast(12)}
	n.area.OnChanged = func(text string) {
		if n.area.Grow() {
			s.scroll.Refresh()
		}
		if !n.filling {
			n.keep(text)
		}
	}
	return n
}

// keep saves what was typed.
func (n *notice) keep(text string) {
	n.dirty = true
	n.asked++
	at := n.asked
	n.s.st.Do(func() error { return n.s.st.Desk.SetNotice(text) }, func() {
		if at != n.asked {
			return
		}
		n.dirty = false
		if n.s.st.SaySaved != nil {
			n.s.st.SaySaved()
		}
	})
}

// update shows the stored text, unless it is being typed.
func (n *notice) update() error {
	if n.dirty || n.s.st.Window.Canvas().Focused() == fyne.Focusable(n.area) {
		return nil
	}
	text, edited, stale, err := n.s.st.Desk.Notice()
	if err != nil {
		return err
	}
	key := "results.notice.draft"
	switch {
	case stale:
		key = "results.notice.stale"
	case edited:
		key = "results.notice.edited"
	}
	n.says.SetText(words.T(key))
	if n.area.Text != text {
		n.filling = true
		n.area.SetText(text)
		n.filling = false
	}
	return nil
}

// publish is the part of the clerk's page with 公告; there is none before the current
// round was counted.
func (s *Screen) publish(v meeting.View) {
	if v.Result == nil || !s.Clerk {
		return
	}
	n := s.notice
	if err := n.update(); err != nil {
		what, do := words.Explain(err)
		s.shown.Add(prose.New("▲ " + what + do).AtLeast(12))
		return
	}
	s.shown.Add(stage.Space(look.Gap))
	s.shown.Add(prose.New(words.T("results.notice")).Bold().Sized((*look.Look).Heading).AtLeast(4))
	s.shown.Add(n.says)
	s.shown.Add(container.NewStack(n.area, n.wheel))
	s.shown.Add(page.NewFlow(look.Gap,
		page.NewButton(words.T("results.notice.print"), n.print),
		page.NewButton(words.T("results.notice.draft.do"), n.askDraft)))
}

// print asks where the PDF of the text is to go, and writes it as it stands.
func (n *notice) print() {
	if err := n.s.Flush(); err != nil {
		n.s.st.ShowProblem(err)
		return
	}
	v := n.s.st.View()
	n.s.st.AskSave(stage.Saving{
		Title: words.T("results.notice.print"), Name: fileName(v, "results.notice.file", ".pdf"), Ending: ".pdf",
		Write: func(path string) error { return n.s.st.Files.Print(path, stage.NoticePaper, "A4", v) },
	})
}

// askDraft puts the draft in place of what was typed.
func (n *notice) askDraft() {
	n.s.st.Ask(stage.Question{
		Title: words.T("results.notice.ask"), Says: []string{words.T("results.notice.ask.says")},
		Yes: words.T("results.notice.draft.do"), Grave: true,
		Do: func() {
			n.s.st.Window.Canvas().Unfocus()
			n.s.st.Change(func() error { return n.s.st.Desk.SetNotice("") }, nil)
		},
	})
}

// Flush saves what was typed and is not saved yet.
func (s *Screen) Flush() error {
	if !s.notice.dirty {
		return nil
	}
	if err := s.st.Desk.SetNotice(s.notice.area.Text); err != nil {
		return err
	}
	s.notice.dirty = false
	return nil
}
