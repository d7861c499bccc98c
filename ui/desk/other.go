package desk

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// electing reports whether the election of projects was begun: a round of it is
// there, be it a draft.
func electing(v meeting.View) bool {
	return slices.ContainsFunc(v.Rounds, func(r meeting.Summary) bool {
		return r.Kind == meeting.First || r.Kind == meeting.RunOff || r.Kind == meeting.Further
	})
}

// assessable reports whether nothing of the election is open that an assessment
// would need.
func assessable(v meeting.View) bool { return v.Final == nil || v.Final.Done() }

// others offers, below the steps, the votes beside the election: a motion and a
// 满意度测评, while the election is only being prepared and after a round is over.
func (s *Screen) others(v meeting.View) []fyne.CanvasObject {
	r := v.Round
	if !r.State.Over() && !(r.State == meeting.Draft && r.Kind == meeting.First) {
		return nil
	}
	buttons := []fyne.CanvasObject{s.plain("desk.other.motion", func() { s.askMotion("", "") })}
	if assessable(v) {
		buttons = append(buttons, s.plain("desk.other.assessment", func() { s.askAssessment("", "") }))
	}
	if !electing(v) && len(v.Setup.List.Projects) > 0 && v.Next.Do != meeting.DoElect {
		buttons = append(buttons, s.plain("desk.elect.do", func() { s.ask("elect", s.st.Desk.BeginElection, false) }))
	}
	return []fyne.CanvasObject{
		stage.Space(look.Gap), section("desk.section.others"),
		page.NewFlow(look.Gap, buttons...),
		prose.New(words.T("desk.other.about")).Faint().AtLeast(12),
	}
}

// titles are texts that a title may begin from.
func titles(v meeting.View, keys ...string) []string {
	var all []string
	for _, k := range keys {
		all = append(all, words.T(k, "Vote", v.Setup.Vote))
	}
	return all
}

// askMotion asks for the title of a motion, and prepares the vote on it.
func (s *Screen) askMotion(written, wrong string) {
	v := s.st.View()
	s.askTitle("motion", titles(v, "desk.motion.procedure", "desk.motion.report", "desk.motion.projects"),
		[]string{words.T("desk.ask.motion.says"), words.T("desk.ask.motion.who")}, written, wrong,
		s.askMotion, s.st.Desk.BeginMotion)
}

// askAssessment asks which assessment it is, and prepares it.
func (s *Screen) askAssessment(written, wrong string) {
	v := s.st.View()
	what := words.T("desk.ask.assessment.list", "Count", len(v.Setup.Candidates()))
	if v.Final != nil {
		what = words.T("desk.ask.assessment.chosen", "Count", len(v.Final.Chosen))
	}
	suggested := titles(v, "desk.assessment.middle", "desk.assessment.end")
	if written == "" && slices.ContainsFunc(v.Rounds, func(r meeting.Summary) bool { return r.Title == suggested[0] }) {
		written = suggested[1]
	}
	s.askTitle("assessment", suggested,
		[]string{what, words.T("desk.ask.assessment.says"), words.T("desk.ask.assessment.who")}, written, wrong,
		s.askAssessment, func(title string) error { return s.st.Desk.BeginAssessment(title, nil) })
}

// askTitle is the sheet of a vote beside the election: a title that is picked from
// some or written, what it will do, and the button that begins it. Without a
// title again asks once more.
func (s *Screen) askTitle(key string, suggested, says []string, written, wrong string,
	again func(written, wrong string), begin func(title string) error) {
	if written == "" && wrong == "" {
		written = suggested[0]
	}
	title := page.NewField("")
	title.SetText(written)
	var picks []*page.Choice
	turn := func() {
		for i, c := range picks {
			c.Turn(suggested[i] == strings.TrimSpace(title.Text))
		}
	}
	rows := page.NewColumn(look.Gap/2, prose.New(words.T("desk.other.pick")).AtLeast(6))
	for _, text := range suggested {
		c := page.NewChoice(text, '●', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() {
			title.SetText(text)
			title.CursorColumn = len([]rune(text))
			turn()
			s.st.Window.Canvas().Focus(title)
		})
		picks = append(picks, c)
		rows.Add(page.NewFlow(look.Gap, c))
	}
	rows.Add(prose.New(words.T("desk.other.title")).AtLeast(6))
	rows.Add(title)
	if wrong != "" {
		rows.Add(prose.New("▲ " + wrong).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(12))
	}
	title.CursorColumn = len([]rune(written))
	title.OnChanged = func(string) { turn() }
	turn()
	leave := s.st.Ask(stage.Question{
		Title: words.T("desk.ask." + key), Says: says, Body: rows, Fields: []*page.Input{title},
		Yes: words.T("desk.ask." + key + ".yes"),
		Do: func() {
			name := strings.TrimSpace(title.Text)
			if name == "" {
				again("", words.T("meeting.title")+words.T("meeting.title.do"))
				return
			}
			s.st.Change(func() error { return begin(name) }, s.toNow)
		},
	})
	for _, c := range picks {
		c.OnEscape = leave
	}
}

// withdraw leads back from a motion or an assessment that is only being prepared:
// to the election or, where that is over, to the round before.
func (s *Screen) withdraw(v meeting.View) fyne.CanvasObject {
	key, act := "cancel", s.st.Desk.Cancel
	if !electing(v) {
		key, act = "back", s.st.Desk.BeginElection
	}
	return page.NewColumn(look.Gap/2,
		page.NewFlow(look.Gap, s.plain("desk.other."+key, func() { s.ask("other."+key, act, false) })),
		prose.New(words.T("desk.other."+key+".about")).Faint().AtLeast(12))
}
