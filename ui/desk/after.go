package desk

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/board"
	"piaojue/ui/booth"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// after is what a round left open, where anything is: the run-off after a tie,
// the presidium's decision on a shortfall, the further round it decided on, the
// election after a motion; nil where the meeting may be archived.
func (s *Screen) after(v meeting.View) []fyne.CanvasObject {
	card := func(key string, body ...fyne.CanvasObject) []fyne.CanvasObject {
		return []fyne.CanvasObject{s.open("→", words.T(key), append([]fyne.CanvasObject{outcome(v)}, body...)...)}
	}
	switch v.Next.Do {
	case meeting.DoRunOff:
		return append(card("desk.after.run_off",
			prose.New(words.T("desk.run_off.says", "Places", v.Final.Left)).AtLeast(12),
			listed(tied(v)),
			next("desk.run_off.do", s.askRunOff)),
			s.instead(v)...)
	case meeting.DoDecide:
		return card("desk.after.decide", s.deciding(v).root)
	case meeting.DoFurther:
		return card("desk.after.further",
			prose.New(words.T("desk.further.says", "Places", v.Final.Left)).AtLeast(12),
			next("desk.further.do", s.askFurther))
	case meeting.DoElect:
		return card("desk.after.elect", text("desk.elect.says"),
			next("desk.elect.do", func() { s.ask("elect", s.st.Desk.BeginElection, false) }))
	}
	return nil
}

// instead is the presidium's decision after a tie, below the run-off that the
// rules provide for.
func (s *Screen) instead(v meeting.View) []fyne.CanvasObject {
	if !s.other {
		return []fyne.CanvasObject{page.NewFlow(look.Gap, page.NewButton(words.T("desk.instead.do"), func() {
			s.other = true
			s.build()
		}), prose.New(words.T("desk.instead.about")).Faint().AtLeast(22))}
	}
	return []fyne.CanvasObject{board.Card(s.deciding(v).root)}
}

// listed sets candidates under each other, one a line.
func listed(all []meeting.Candidate) fyne.CanvasObject {
	rows := page.NewColumn(look.Gap / 2)
	for _, c := range all {
		rows.Add(prose.New(words.T("desk.candidate", "ID", c.ID, "Name", c.Name)).AtLeast(10))
	}
	return page.NewPadded(2*look.Gap, 0, rows)
}

// tied are the candidates among which a run-off decides.
func tied(v meeting.View) []meeting.Candidate {
	var all []meeting.Candidate
	for _, r := range v.Rounds {
		if r.Number != v.Final.Round {
			continue
		}
		for _, c := range r.Round.Candidates {
			if slices.Contains(v.Final.Tied, c.ID) {
				all = append(all, c)
			}
		}
	}
	return all
}

// outcome says in bold how the round ended.
func outcome(v meeting.View) fyne.CanvasObject {
	if v.Result == nil {
		return page.NewColumn(0)
	}
	headline, says := v.Result.Verdict()
	rows := page.NewColumn(look.Gap/2, prose.New(words.Say(headline)).Bold().AtLeast(12))
	if !says.IsZero() {
		rows.Add(prose.New(words.Say(says)).AtLeast(12))
	}
	r := v.Result
	switch {
	case v.Round.Procedure.Kind == procedure.Motion && len(r.Lines) == 1:
		l := r.Lines[0]
		rows.Add(prose.New(words.T("desk.outcome.motion", "Approve", l.Approve, "Against", l.Against, "Abstain", l.Abstain, "NotCast", r.NotCast())).AtLeast(12))
		rows.Add(prose.New(words.Say(l.Reason)).Faint().AtLeast(12))
	case v.Round.Procedure.Kind == procedure.Rating && v.Before != nil:
		rows.Add(prose.New(changes(v)).AtLeast(12))
	}
	return rows
}

func (s *Screen) askRunOff() {
	v := s.st.View()
	all := tied(v)
	ids := make([]string, len(all))
	for i, c := range all {
		ids[i] = c.ID
	}
	s.ask("run_off", s.st.Desk.RunOff, true,
		words.T("desk.ask.run_off.what", "Count", len(all), "IDs", strings.Join(ids, words.T("desk.join")), "Places", v.Final.Left))
}

func (s *Screen) askFurther() {
	v := s.st.View()
	s.ask("further", s.st.Desk.Further, true, words.T("desk.ask.further.what", "Places", v.Final.Left))
}

// rulings are what may be decided on the places that are left open.
func rulings(v meeting.View) []meeting.Ruling {
	if v.Round.State == meeting.Void {
		return []meeting.Ruling{meeting.Postponed}
	}
	if last := v.Rounds[v.Final.Round-1].Result; last != nil && last.State == count.RunOff {
		return []meeting.Ruling{meeting.AcceptFewer, meeting.Postponed}
	}
	return []meeting.Ruling{meeting.AcceptFewer, meeting.AnotherRound, meeting.Postponed}
}

// deciding is the presidium's decision as it is being filled in.
type deciding struct {
	s      *Screen
	root   *fyne.Container
	round  int
	void   bool
	ruling meeting.Ruling
	choice *oneOf[meeting.Ruling]
	who    *entry
	why    *entry
	field  *field
}

// deciding gives the form of the decision on the current round.
func (s *Screen) deciding(v meeting.View) *deciding {
	if d := s.decision; d != nil && d.round == v.Round.Number && d.void == (v.Round.State == meeting.Void) {
		return d
	}
	d := &deciding{s: s, round: v.Round.Number, void: v.Round.State == meeting.Void}
	changed := s.both.Refresh
	d.choice = newOneOf(func(r meeting.Ruling) {
		d.ruling = r
		d.field.complain("")
	}, s.reveal, rulings(v), func(r meeting.Ruling) string { return "meeting.ruling." + string(r) })
	d.who = newEntry(s, func(string) {})
	d.why = newEntry(s, func(string) { d.field.complain("") })
	d.field = newField("desk.decide.ruling", changed, d.choice.objects()...)
	rows := []fyne.CanvasObject{text("desk.decide.says")}
	for _, r := range rulings(v) {
		rows = append(rows, prose.New("· "+words.T("desk.decide.about."+string(r))).Faint().AtLeast(12))
	}
	rows = append(rows, d.field.root,
		newWide("desk.decide.who", changed, d.who.full()).root,
		newWide("desk.decide.reason", changed, d.why.full()).root,
		next("desk.decide.do", d.ask))
	d.root = page.NewColumn(look.Gap, rows...)
	s.decision = d
	return d
}

// ask shows the decision once more, as it will be recorded.
func (d *deciding) ask() {
	reason := strings.TrimSpace(d.why.Text)
	switch {
	case d.ruling == "":
		d.field.complain(words.T("desk.decide.none"))
		return
	case reason == "":
		d.field.complain(words.T("desk.decide.no_reason"))
		return
	}
	ruling, who := d.ruling, strings.TrimSpace(d.who.Text)
	says := []string{
		words.T("desk.ask.decide.what", "Ruling", ruling.Says(), "Who", who, "Reason", reason),
		words.T("desk.decide.about." + string(ruling)),
		words.T("desk.ask.decide.final"),
	}
	d.s.st.Ask(stage.Question{
		Title: words.T("desk.ask.decide"), Says: says, Yes: words.T("desk.ask.decide.yes"), Grave: true,
		Do: func() {
			d.s.step(func() error { return d.s.st.Desk.DecideBy(ruling, meeting.Presidium, who, reason) }, d.s.toNow)
		},
	})
}

// void says why a round does not count, and what comes in its place.
func (s *Screen) void(v meeting.View) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	last := v.Rounds[len(v.Rounds)-1]
	if last.VoidReason == "" {
		rows = append(rows, compare(v), text("desk.void.says"))
	} else {
		rows = append(rows, warning(words.T("desk.void.declared", "Reason", last.VoidReason)), text("desk.void.says"))
	}
	rows = append(rows, prose.New(minute(v, meeting.Void)).Faint().AtLeast(10))
	if v.Next.Do != meeting.DoRepeat {
		return rows // the decision stands above, with the rounds
	}
	rows = append(rows, text("desk.repeat.says"), next("desk.repeat.do", func() { s.ask("repeat", s.st.Desk.Repeat, true) }))
	if v.Final == nil || v.Final.Stage != meeting.NeedsRepeat {
		return rows
	}
	if !s.other {
		return append(rows, page.NewFlow(look.Gap, page.NewButton(words.T("desk.instead.do"), func() {
			s.other = true
			s.build()
		})))
	}
	return append(rows, stage.Space(look.Gap), s.deciding(v).root)
}

// rounds says which round this is, where there are others, and what became of
// them; nothing is ever left out.
func (s *Screen) rounds(v meeting.View) []fyne.CanvasObject {
	if len(v.Rounds) < 2 && len(v.Decisions) == 0 {
		return nil
	}
	list := page.NewColumn(look.Gap/2, prose.New(words.T("desk.rounds")).Bold().AtLeast(4))
	for _, r := range v.Rounds {
		list.Add(prose.New(roundLine(r)).AtLeast(12))
	}
	for _, o := range s.decisions(v) {
		list.Add(o)
	}
	return []fyne.CanvasObject{page.NewPadded(2*look.Gap, look.Gap, list)}
}

// decisions are what the presidium or the 总监票人 decided.
func (s *Screen) decisions(v meeting.View) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, d := range v.Decisions {
		rows = append(rows, prose.New(words.T("desk.decided", "Round", d.Round, "Ruling", d.Ruling.Says(), "Office", d.Office.Says(),
			"Who", d.Who, "Reason", d.Reason, "Time", d.At.Format("15:04"))).AtLeast(12))
	}
	return rows
}

// roundLine is a round in a line: what it is for and what became of it.
func roundLine(r meeting.Summary) string {
	state := words.T("desk.round.state." + string(r.State))
	switch {
	case r.State == meeting.Void && r.By > 0:
		state = words.T("desk.round.superseded", "Round", r.By)
	case r.Result != nil:
		headline, _ := r.Result.Verdict()
		state = words.T("desk.round.counted", "Verdict", headline, "State", state)
	}
	return words.T("desk.round", "Round", r.Number, "Kind", r.Kind.Says(), "Title", r.Title, "Of", r.Of, "State", state)
}

// rulesOf are the rules of the round in sentences, in a column.
func rulesOf(v meeting.View) *fyne.Container {
	rules := page.NewColumn(look.Gap)
	for _, r := range booth.Rules(v) {
		rules.Add(prose.New("· " + words.Say(r)).AtLeast(20))
	}
	return rules
}
