package results

import (
	"image/color"

	"piaojue/app/meeting"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// final is the election over all its rounds, once there is more than one or
// something was left open. While a place is open it says so and is not called final.
func (s *Screen) final(v meeting.View) {
	f := v.Final
	if f == nil || len(v.Rounds) < 2 && len(v.Decisions) == 0 && f.Stage == meeting.Settled {
		return
	}
	rows := page.NewColumn(look.Gap)
	headline := prose.New(words.Say(f.Says())).Bold().Sized((*look.Look).Heading).AtLeast(12)
	if !f.Done() {
		headline.Colour(func(p look.Palette) color.NRGBA { return p.Accent })
	}
	rows.Add(headline)
	for _, c := range f.Chosen {
		rows.Add(prose.New("✓ " + words.T("results.chosen", "ID", c.ID, "Name", c.Name, "Round", c.Round)).AtLeast(12))
	}
	for _, d := range v.Decisions {
		rows.Add(prose.New(words.T("desk.decided", "Round", d.Round, "Ruling", d.Ruling.Says(), "Office", d.Office.Says(),
			"Who", d.Who, "Reason", d.Reason, "Time", d.At.Format("15:04"))).Faint().AtLeast(12))
	}
	s.shown.Add(board.Card(rows))
}

// choose lets each round be looked at, where there are several. A void one that
// was replaced says so.
func (s *Screen) choose(v meeting.View, shown int) {
	if len(v.Rounds) < 2 {
		return
	}
	row := page.NewFlow(look.Gap)
	for _, r := range v.Rounds {
		key := "results.round"
		if r.State == meeting.Void {
			key = "results.round.void"
		}
		c := page.NewChoice(words.T(key, "Round", r.Number, "Kind", r.Kind.Says()), '●', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() {
			s.round = r.Number
			s.opened = map[string]bool{}
			s.build()
		})
		c.Turn(r.Number == shown)
		c.OnFocus = func() { s.scroll.Reveal(c) }
		row.Add(c)
	}
	s.shown.Add(row)
}
