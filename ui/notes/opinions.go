package notes

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Where the deputy's name is kept between two exports: on this machine only.
const (
	keptName       = "deputyName"
	keptDelegation = "deputyDelegation"
	keptSigned     = "deputySigned"
)

// opinionButtons lead from notes to opinions: to give chosen ones away, and, for
// the recorder of a delegation, to put those of many together.
func (s *Screen) opinionButtons() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		page.NewButton(words.T("giving.export"), s.giveAway),
		page.NewButton(words.T("giving.collect"), func() { s.st.Go(stage.Target{Place: stage.OpinionsPlace}) }),
	}
}

// giving is the sheet on which a deputy chooses what to give away.
type giving struct {
	s       *Screen
	over    *page.Sheet
	entries []entry
	chosen  map[string]bool // by id of the note
	list    *page.List
	cards   []int // index in the list of each entry
	give    *page.Button
	foot    *fyne.Container // of give, whose width follows its word
}

// giveAway shows all notes to choose from; questions and suggestions are chosen.
// Leanings and stars are no notes, and nothing on the sheet could add them.
func (s *Screen) giveAway() {
	g := &giving{s: s, entries: s.all, chosen: map[string]bool{}, list: page.NewList()}
	for _, e := range g.entries {
		g.chosen[e.note.ID] = opinion.Chosen(e.note.Kind)
	}
	g.list.OnTapped = g.toggle
	leave := func() { g.over.Close() }
	g.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			leave()
			return true
		}
		return false
	}
	back := page.NewButton(words.T("stage.back"), leave)
	g.give = page.NewButton("", func() {
		leave()
		g.sign()
	})
	g.give.Importance = widget.HighImportance
	back.OnEscape, g.give.OnEscape = leave, leave
	head := page.NewColumn(look.Gap/2,
		prose.New(words.T("giving.title")).Bold().Sized((*look.Look).Heading).AtLeast(12),
		prose.New(words.T("giving.says")).Sized((*look.Look).Caption).AtLeast(16),
		page.NewFlow(look.Gap,
			page.NewButton(words.T("giving.usual"), func() { g.choose(func(n note.Note) bool { return opinion.Chosen(n.Kind) }) }),
			page.NewButton(words.T("giving.all"), func() { g.choose(func(note.Note) bool { return true }) }),
			page.NewButton(words.T("giving.none"), func() { g.choose(func(note.Note) bool { return false }) })),
		widget.NewSeparator())
	g.foot = page.NewFlow(2*look.Gap, back, g.give)
	g.over = page.OpenSheet(s.st.Window, page.NewBorder(head, page.NewColumn(look.Gap/2, widget.NewSeparator(), g.foot), g.list), leave)
	g.fill()
	s.st.Window.Canvas().Focus(g.list)
}

// fill shows the notes, each with a sign that tells whether it is chosen.
func (g *giving) fill() {
	g.cards = nil
	var cards []page.Card
	last := group(-1)
	for _, e := range g.entries {
		if e.group != last {
			last = e.group
			in := 0
			for _, o := range g.entries {
				if o.group == last {
					in++
				}
			}
			cards = append(cards, page.Card{Head: true, Blocks: []page.Block{{
				Text: words.T("notes.group."+groups[last], "Count", in), Bold: true, Small: true, Ink: look.Faint,
			}}})
		}
		g.cards = append(g.cards, len(cards))
		cards = append(cards, g.card(e))
	}
	if len(cards) == 0 {
		cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("giving.nothing")}}})
	}
	g.list.SetCards(cards)
	g.say()
}

func (g *giving) card(e entry) page.Card {
	c := e.card()
	c.Word, c.Act = "", nil
	c.Lead = "○"
	if g.chosen[e.note.ID] {
		c.Lead = "●"
	}
	return c
}

func (g *giving) toggle(card int) {
	i := slices.Index(g.cards, card)
	if i < 0 {
		return
	}
	e := g.entries[i]
	g.chosen[e.note.ID] = !g.chosen[e.note.ID]
	g.list.SetCard(card, g.card(e))
	g.say()
}

func (g *giving) choose(of func(note.Note) bool) {
	at := g.list.Chosen()
	for _, e := range g.entries {
		g.chosen[e.note.ID] = of(e.note)
	}
	g.fill()
	g.list.Choose(at)
}

// say shows on the button how many are chosen.
func (g *giving) say() {
	n := len(g.notes())
	g.give.SetText(words.T("giving.give", "Count", n))
	if n == 0 {
		g.give.Disable()
	} else {
		g.give.Enable()
	}
	g.foot.Refresh()
}

// notes are the chosen ones, in the order in which they are shown.
func (g *giving) notes() []note.Note {
	var all []note.Note
	for _, e := range g.entries {
		if g.chosen[e.note.ID] {
			all = append(all, e.note)
		}
	}
	return all
}

// sign asks whether the deputy's name is to be in the file, and goes on to write
// it. A name that is typed is meant.
func (g *giving) sign() {
	st := g.s.st
	kept := st.App.Preferences()
	name, from := page.NewField(words.T("giving.name")), page.NewField(words.T("giving.from"))
	name.SetText(kept.String(keptName))
	from.SetText(kept.String(keptDelegation))
	signed := false
	var choices [2]*page.Choice
	turn := func(yes bool) {
		signed = yes
		choices[0].Turn(!yes)
		choices[1].Turn(yes)
	}
	for i, key := range []string{"giving.unsigned", "giving.signed"} {
		choices[i] = page.NewChoice(words.T(key), '●', '○', look.Ink, func() { turn(i == 1) })
	}
	turn(kept.Bool(keptSigned))
	typed := func(string) { turn(true) }
	name.OnChanged, from.OnChanged = typed, typed
	leave := st.Ask(stage.Question{
		Title: words.T("giving.sign"), Says: []string{words.T("giving.sign.says")},
		Body: page.NewColumn(look.Gap, page.NewFlow(0, choices[0], choices[1]), name, from),
		Yes:  words.T("giving.next"),
		Do: func() {
			by := opinion.Deputy{}
			if signed {
				by = opinion.Deputy{Name: strings.TrimSpace(name.Text), Delegation: strings.TrimSpace(from.Text)}
				kept.SetString(keptName, by.Name)
				kept.SetString(keptDelegation, by.Delegation)
			}
			kept.SetBool(keptSigned, signed)
			g.write(by)
		},
	})
	name.OnEscape, from.OnEscape = leave, leave
}

// write asks where the file is to go, and writes it.
func (g *giving) write(by opinion.Deputy) {
	st := g.s.st
	name := words.T("giving.file")
	for _, part := range []string{by.Delegation, by.Name} {
		if part != "" {
			name += "-" + part
		}
	}
	set := opinion.FromNotes(g.notes(), by)
	st.AskSave(stage.Saving{
		Title: words.T("giving.title"), Name: name + opinion.Ending, Ending: opinion.Ending, CannotOpen: true,
		Write: func(path string) error { return st.Files.Opinions.Write(path, set) },
	})
}
