package signin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/roll"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Import lets the clerk choose a file with a roll of deputies and shows what was
// understood of it. Nothing is taken over before the clerk says so, and nothing
// at all while something must be mended; take takes it over, done (which may be
// nil) is called after that.
func Import(st *stage.Stage, take func(roll.Roll) error, done func()) {
	st.ChooseFile(words.T("signin.import"), words.T("signin.import.open"), []string{".xlsx", ".csv"}, func(path string) {
		ImportFile(st, path, "", take, done)
	})
}

// ImportFile is Import with the file already chosen, and the sheet of a workbook;
// "" for the one that is best understood.
func ImportFile(st *stage.Stage, path, sheet string, take func(roll.Roll) error, done func()) {
	var p roll.Preview
	st.Do(func() error {
		var err error
		p, err = st.Files.ReadRoll(path, sheet)
		return err
	}, func() { showPreview(st, path, p, take, done) })
}

// showPreview shows what was understood of a file. 采用 takes it over, 返回 and
// Esc leave everything as it is.
func showPreview(st *stage.Stage, path string, p roll.Preview, take func(roll.Roll) error, done func()) {
	var over *page.Sheet
	leave := func() { over.Close() }

	list := page.NewList()
	list.SetCards(previewCards(p))
	list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			leave()
			return true
		}
		return false
	}
	back := page.NewButton(words.T("stage.back"), leave)
	adopt := page.NewButton(words.T("signin.import.adopt"), nil)
	adopt.Importance = widget.HighImportance
	back.OnEscape, adopt.OnEscape = leave, leave
	adopt.OnTapped = func() {
		adopt.Disable()
		var failed error
		st.Do(func() error { failed = take(p.Roll); return nil }, func() {
			if failed != nil {
				adopt.Enable()
				st.ShowProblem(failed)
				return
			}
			leave()
			st.Announce()
			if done != nil {
				done()
			}
		})
	}

	says := page.NewColumn(look.Gap/2, prose.New(words.T("signin.import.title", "File", p.File)).Bold().Sized((*look.Look).Heading))
	if _, err := p.Taken(); err != nil {
		what, do := words.Explain(err)
		says.Add(prose.New("▲ " + what + do).Bold().Colour(againstOf))
		adopt.Disable()
	} else {
		says.Add(prose.New(words.T("signin.import.says", "Count", len(p.Roll.Deputies))))
	}
	buttons := page.NewFlow(2*look.Gap, back, adopt)
	for _, other := range p.Others {
		b := page.NewButton(words.T("signin.import.sheet", "Sheet", other), func() {
			leave()
			ImportFile(st, path, other, take, done)
		})
		b.OnEscape = leave
		buttons.Add(b)
	}
	over = page.OpenSheet(st.Window, page.NewBorder(
		page.NewColumn(look.Gap, says, widget.NewSeparator()),
		page.NewColumn(look.Gap, widget.NewSeparator(), buttons),
		list), leave)
	st.Window.Canvas().Focus(list)
}

// previewCards tells what was understood, what needs a look first: what must be
// mended, what is odd, the columns, the rows left out, the deputies by
// delegation.
func previewCards(p roll.Preview) []page.Card {
	heading := func(key string, pairs ...any) page.Card {
		return page.Card{Head: true, Blocks: []page.Block{{Text: words.T(key, pairs...), Bold: true}}}
	}
	line := func(text string) page.Card { return page.Card{Still: true, Blocks: []page.Block{{Text: text}}} }
	key := "signin.import.summary"
	if p.Sheet != "" {
		key = "signin.import.summary.sheet"
	}
	delegations := p.Roll.Delegations()
	cards := []page.Card{line(words.T(key, "Sheet", p.Sheet, "Row", p.HeadFrom, "Deputies", len(p.Roll.Deputies), "Delegations", len(delegations)))}

	if len(p.Findings)+len(p.Notices) > 0 {
		cards = append(cards, heading("signin.import.findings"))
	}
	for _, f := range p.Findings {
		if f.Blocking {
			c := line("▲ " + words.Say(f.Says))
			c.Blocks[0].Ink, c.Blocks[0].Bold = againstOf, true
			cards = append(cards, c)
		}
	}
	for _, n := range p.Notices {
		cards = append(cards, line(words.Say(n)))
	}
	for _, f := range p.Findings {
		if !f.Blocking {
			cards = append(cards, line(words.Say(f.Says)))
		}
	}

	cards = append(cards, heading("signin.import.columns"))
	for _, c := range p.Columns {
		key := "signin.import.column"
		if c.Part == roll.PartExtra {
			key = "signin.import.column.extra"
		}
		head := c.Head
		if head == "" {
			head = words.T("signin.import.headless")
		}
		card := line(words.T(key, "Head", head, "Part", c.Part.Label()))
		card.Lead = c.Letter
		cards = append(cards, card)
	}
	if len(p.Skipped) > 0 {
		cards = append(cards, heading("signin.import.skipped", "Count", len(p.Skipped)))
	}
	for _, s := range p.Skipped {
		card := line(words.T("signin.import.row", "Row", s.Row, "Says", s.Why))
		card.Blocks = append(card.Blocks, page.Block{Text: s.Text, Small: true, Most: 2})
		cards = append(cards, card)
	}
	for _, d := range delegations {
		name := d.Name
		if name == "" {
			name = words.T("signin.import.nowhere")
		}
		cards = append(cards, heading("signin.import.delegation", "Name", name, "Count", d.Size))
		for _, x := range p.Roll.In(d.Name) {
			cards = append(cards, deputyCard(x))
		}
	}
	return cards
}

// deputyCard is a deputy with everything that the roll says.
func deputyCard(d roll.Deputy) page.Card {
	c := page.Card{Plain: true, Lead: d.Number, Blocks: []page.Block{{Text: d.Name, Bold: true}}}
	text := ""
	add := func(name, value string) {
		if value == "" {
			return
		}
		if text != "" {
			text += words.T("signin.join")
		}
		text += words.T("signin.import.fact", "Name", name, "Value", value)
	}
	add(words.Say(roll.PartCode.Label()), d.Code)
	for _, f := range d.Extra {
		add(f.Name, f.Value)
	}
	if text != "" {
		c.Blocks = append(c.Blocks, page.Block{Text: text, Small: true})
	}
	return c
}
