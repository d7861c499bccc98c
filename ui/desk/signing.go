package desk

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// signature is who signs the result: those who hold an office of the vote are
// ticked; where no offices are kept in the app, names are written.
type signature struct {
	s     *Screen
	root  *fyne.Container
	round int
	ticks map[string]*page.Choice // by name
	order []string
	names *entry
}

// signing shows the result in a line and takes the signatures.
func (s *Screen) signing(v meeting.View) []fyne.CanvasObject {
	if s.signed == nil || s.signed.round != v.Round.Number {
		s.signed = newSignature(s, v)
	}
	return []fyne.CanvasObject{outcome(v), text("desk.sign.says"), s.signed.root, next("desk.sign.do", s.signed.ask)}
}

func newSignature(s *Screen, v meeting.View) *signature {
	g := &signature{s: s, round: v.Round.Number, ticks: map[string]*page.Choice{}, root: page.NewColumn(look.Gap)}
	for _, o := range v.Setup.Officers {
		watches := o.Office == meeting.ChiefScrutineer || o.Office == meeting.Scrutineer || o.Office == meeting.Counter
		if o.Recused || !watches || g.ticks[o.Name] != nil {
			continue
		}
		word := words.T("desk.sign.officer", "Office", o.Office.Says(), "Name", o.Name)
		var c *page.Choice
		c = page.NewChoice(word, '✓', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() { c.Turn(!c.Set()) })
		c.OnFocus = func() { s.reveal(c) }
		g.ticks[o.Name] = c
		g.order = append(g.order, o.Name)
		g.root.Add(page.NewFlow(look.Gap, c))
	}
	if len(v.Setup.Officers) == 0 {
		g.names = newEntry(s, func(string) {})
		g.root.Add(newWide("desk.sign.names", s.both.Refresh, g.names.full()).root)
	}
	return g
}

// all are the names that were ticked or written.
func (g *signature) all() []string {
	var names []string
	for _, n := range g.order {
		if g.ticks[n].Set() {
			names = append(names, n)
		}
	}
	if g.names != nil {
		names = strings.FieldsFunc(g.names.Text, func(r rune) bool { return strings.ContainsRune("、，,；;\n\t", r) })
	}
	var clean []string
	for _, n := range names {
		if n = strings.TrimSpace(n); n != "" {
			clean = append(clean, n)
		}
	}
	return clean
}

func (g *signature) ask() {
	names := g.all()
	who := words.T("desk.ask.sign.nobody")
	if len(names) > 0 {
		who = words.T("desk.ask.sign.names", "Names", strings.Join(names, words.T("desk.join")))
	}
	g.s.ask("sign", func() error { return g.s.st.Desk.Sign(names...) }, true, who)
}

// askReason asks for the reason of an act and does it. What was written stays
// where something is missing. also may stand above the reason.
func (s *Screen) askReason(key string, also []fyne.CanvasObject, wrong, written string, act func(reason string) (missing string, do func() error)) {
	why := page.NewArea("", 2)
	why.SetText(written)
	rows := page.NewColumn(look.Gap)
	for _, o := range also {
		rows.Add(o)
	}
	rows.Add(prose.New(words.T("desk.reason")).AtLeast(6))
	rows.Add(why)
	if wrong != "" {
		rows.Add(prose.New("▲ " + wrong).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(12))
	}
	leave := s.st.Ask(stage.Question{
		Title: words.T("desk.ask." + key),
		Says:  []string{words.T("desk.ask." + key + ".says"), words.T("desk.ask." + key + ".who")},
		Body:  rows, Yes: words.T("desk.ask." + key + ".yes"), Grave: true,
		Do: func() {
			reason := strings.TrimSpace(why.Text)
			missing, do := act(reason)
			if reason == "" {
				missing = words.T("desk.reason.missing")
			}
			if missing != "" {
				s.askReason(key, also, missing, why.Text, act)
				return
			}
			s.step(do, s.toNow)
		},
	})
	why.OnEscape = leave
	s.st.Window.Canvas().Focus(why)
}

func (s *Screen) askPause() {
	s.askReason("pause", nil, "", "", func(reason string) (string, func() error) {
		return "", func() error { return s.st.Desk.Pause(reason) }
	})
}

// askVoid asks who declares the round void, and why.
func (s *Screen) askVoid() {
	var by meeting.Office
	office := newOneOf(func(o meeting.Office) { by = o }, func(fyne.CanvasObject) {},
		[]meeting.Office{meeting.ChiefScrutineer, meeting.Presidium}, func(o meeting.Office) string { return "meeting.office." + string(o) })
	choice := page.NewColumn(look.Gap/2, prose.New(words.T("desk.ask.voiding.office")).AtLeast(6), page.NewFlow(look.Gap, office.objects()...))
	s.askReason("voiding", []fyne.CanvasObject{choice}, "", "", func(reason string) (string, func() error) {
		if by == "" {
			return words.T("desk.ask.voiding.none"), nil
		}
		return "", func() error { return s.st.Desk.VoidRound(by, reason) }
	})
}
