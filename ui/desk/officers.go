package desk

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// offices are what a person may do in a vote, in the order in which they are offered.
var offices = []meeting.Office{meeting.ChiefScrutineer, meeting.Scrutineer, meeting.Counter, meeting.Clerk, meeting.Presidium}

// officers are those who hold an office of the vote, each with what is to be
// known, and the ways to change that until the box is closed.
func (s *Screen) officers(v meeting.View) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{text("desk.officers.about")}
	for i, o := range v.Setup.Officers {
		says := words.T("desk.officer", "Office", o.Office.Says(), "Name", o.Name, "Projects", o.Responsible, "Recused", o.Recused, "Reason", o.Reason)
		rows = append(rows, page.NewFlow(look.Gap, prose.New(says).AtLeast(float32(min(len([]rune(says)), 26))),
			s.plain("desk.officer.edit", func() { s.editOfficer(i) })))
	}
	return append(rows, page.NewFlow(look.Gap, s.plain("desk.officer.add", func() { s.editOfficer(-1) })))
}

// officerForm is one of them as it is filled in.
type officerForm struct {
	s        *Screen
	at       int // in the list of officers; -1 for a new one
	deputy   string
	over     *page.Sheet
	office   meeting.Office
	name     *page.Input
	projects *page.Input
	reason   *page.Input
	recused  *page.Choice
	named    *prose.Text // the projects by name
	wrong    *prose.Text
}

// editOfficer opens the sheet of an officer.
func (s *Screen) editOfficer(at int) {
	f := &officerForm{s: s, at: at, name: page.NewField(""), projects: page.NewField(""), reason: page.NewField("")}
	before := meeting.Officer{}
	if at >= 0 {
		before = s.st.View().Setup.Officers[at]
	}
	f.office, f.deputy = before.Office, before.Deputy
	f.name.SetText(before.Name)
	f.projects.SetText(strings.Join(before.Responsible, words.T("desk.join")))
	f.reason.SetText(before.Reason)
	leave := func() { f.over.Close() }
	choice := newOneOf(func(o meeting.Office) { f.office = o }, func(fyne.CanvasObject) {}, offices, func(o meeting.Office) string { return "meeting.office." + string(o) })
	choice.set(f.office)
	f.recused = page.NewChoice(words.T("desk.officer.recused"), '✓', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() { f.recused.Turn(!f.recused.Set()) })
	f.recused.Turn(before.Recused)
	for _, i := range []*page.Input{f.name, f.projects, f.reason} {
		i.OnEscape = leave
	}
	f.named = prose.New("").Faint().AtLeast(12)
	f.projects.OnChanged = func(string) { f.say() }
	f.wrong = prose.New("").Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(12)

	label := func(key string) fyne.CanvasObject { return prose.New(words.T(key)).AtLeast(6) }
	rows := page.NewColumn(look.Gap,
		prose.New(words.T("desk.officer.title")).Bold().Sized((*look.Look).Heading), f.wrong,
		label("desk.officer.office"), page.NewFlow(look.Gap, choice.objects()...),
		label("desk.officer.name"), f.name,
		label("desk.officer.projects"), f.projects, f.named,
		page.NewFlow(look.Gap, f.recused), label("desk.officer.reason"), f.reason)
	back, keep := page.NewButton(words.T("stage.back"), leave), page.NewButton(words.T("desk.officer.keep"), f.keep)
	keep.Importance = widget.HighImportance
	buttons := page.NewFlow(3*look.Gap, back)
	buttons.Add(keep)
	for _, o := range buttons.Objects {
		o.(*page.Button).OnEscape = leave
	}
	scroll := page.NewScroll(rows, 2*look.Gap, 0)
	if at >= 0 {
		// In a row of its own, where nobody looks for the button that keeps.
		remove := page.NewButton(words.T("desk.officer.remove"), func() { f.askRemove(before) })
		remove.OnEscape = leave
		remove.OnFocus = func() { scroll.Reveal(remove) }
		rows.Add(stage.Space(look.Gap))
		rows.Add(page.NewFlow(look.Gap, remove))
	}
	for _, i := range []*page.Input{f.name, f.projects, f.reason} {
		i.OnFocus = func(on bool) {
			if on {
				scroll.Reveal(i)
			}
		}
	}
	f.over = page.OpenSheet(s.st.Window, page.NewBorder(nil, page.NewColumn(look.Gap, widget.NewSeparator(), buttons), scroll), leave)
	f.wrong.Hide()
	f.say()
	s.st.Window.Canvas().Focus(f.name)
}

// say names the projects whose numbers were typed.
func (f *officerForm) say() {
	var all []string
	for _, id := range f.ids() {
		if p, known := f.s.st.View().Setup.List.ByID(id); known {
			all = append(all, words.T("desk.officer.knows", "ID", id, "Name", p.Name))
		} else {
			all = append(all, words.T("desk.officer.knows_not", "ID", id))
		}
	}
	f.named.SetText(strings.Join(all, words.T("desk.officer.knows.join")))
	f.named.Hidden = len(all) == 0
	f.over.Refresh()
}

// ids are the numbers of projects that were typed.
func (f *officerForm) ids() []string {
	return strings.FieldsFunc(f.projects.Text, func(r rune) bool { return strings.ContainsRune("、，,；; ", r) })
}

// written is the officer as the sheet has it.
func (f *officerForm) written() meeting.Officer {
	o := meeting.Officer{Name: strings.TrimSpace(f.name.Text), Office: f.office, Deputy: f.deputy, Recused: f.recused.Set(), Reason: strings.TrimSpace(f.reason.Text)}
	o.Responsible = f.ids()
	return o
}

func (f *officerForm) keep() {
	all := slices.Clone(f.s.st.View().Setup.Officers)
	if f.at >= 0 {
		all[f.at] = f.written()
	} else {
		all = append(all, f.written())
	}
	f.set(all)
}

// askRemove takes the officer off the list, after asking.
func (f *officerForm) askRemove(o meeting.Officer) {
	f.s.st.Ask(stage.Question{
		Title: words.T("desk.officer.remove.ask", "Office", o.Office.Says(), "Name", o.Name),
		Says:  []string{words.T("desk.officer.remove.says")},
		Yes:   words.T("desk.officer.remove"), Grave: true,
		Do: func() {
			all := slices.Clone(f.s.st.View().Setup.Officers)
			f.set(slices.Delete(all, f.at, f.at+1))
		},
	})
}

// set records the officers; where that is refused, the sheet stays and says why.
func (f *officerForm) set(all []meeting.Officer) {
	var err error
	f.s.st.Do(func() error {
		err = f.s.st.Desk.SetOfficers(all)
		return nil
	}, func() {
		if err != nil {
			what, do := words.Explain(err)
			f.wrong.SetText("▲ " + what + do)
			f.wrong.Show()
			f.over.Refresh()
			missing := f.name
			if strings.TrimSpace(f.name.Text) != "" && f.recused.Set() {
				missing = f.reason
			}
			f.s.st.Window.Canvas().Focus(missing)
			return
		}
		f.over.Close()
		f.s.st.Announce()
		if f.s.st.SaySaved != nil {
			f.s.st.SaySaved()
		}
	})
}
