package booth

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/roll"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// mostListed is how many deputies are listed at once; nobody reads further.
const mostListed = 100

// who is the sheet on which staff says by name which deputy is handed a ballot,
// where the meeting has a roll of names. Enter only shows who is meant; a
// ballot is issued by the button.
type who struct {
	b      *Booth
	view   meeting.View
	index  *roll.Index
	over   *page.Sheet
	field  *page.Input
	list   *page.List
	cards  []int // the place on the roll of each card; -1 for none
	meant  int   // the place on the roll, or -1
	notice *prose.Text
	let    *page.Button
}

// askWho opens the sheet.
func (b *Booth) askWho() {
	v := b.st.View()
	w := &who{b: b, view: v, index: roll.NewIndex(v.Setup.Deputies), meant: -1}
	w.field = page.NewField(words.T("booth.who.field"))
	w.field.OnChanged = func(text string) { w.fill(text) }
	w.field.OnSubmitted = func(string) { w.enter() }
	w.field.OnEscape = w.leave
	w.field.OnDown = func() { w.step(1) }
	w.field.OnUp = func() { w.step(-1) }
	w.list = page.NewList()
	w.list.MostLead = 7
	w.list.OnTapped = func(i int) {
		if i < len(w.cards) && w.cards[i] >= 0 {
			w.mean(w.cards[i])
		}
	}
	w.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			w.leave()
			return true
		}
		return false
	}
	w.notice = prose.New("").AtLeast(12)
	back := page.NewButton(words.T("stage.back"), w.leave)
	w.let = page.NewButton(words.T("booth.who.let"), w.issue)
	back.OnEscape, w.let.OnEscape = w.leave, w.leave
	w.over = page.OpenSheet(b.st.Window, page.NewBorder(
		page.NewColumn(look.Gap, prose.New(words.T("booth.who")).Bold().Sized((*look.Look).Heading), w.field, w.notice, widget.NewSeparator()),
		page.NewColumn(look.Gap, widget.NewSeparator(), page.NewFlow(4*look.Gap, back, w.let)),
		w.list), w.leave)
	w.fill("")
	b.st.Window.Canvas().Focus(w.field)
}

func (w *who) leave() { w.over.Close() }

// may reports whether a deputy can be handed a ballot now, or the chip that says
// why not.
func (w *who) may(d roll.Deputy) (bool, string) {
	switch {
	case slices.Contains(w.view.Round.IssuedTo, d.ID):
		return false, words.T("booth.who.issued")
	case w.view.Attendance[d.ID] != meeting.Here || !slices.Contains(w.view.Round.SignedIn, d.ID):
		return false, words.T("booth.who.absent")
	}
	return true, ""
}

// fill lists whom a text can mean; nobody is meant by another text yet.
func (w *who) fill(typed string) {
	w.meant = -1
	var cards []page.Card
	w.cards = nil
	hits := w.index.Find(typed, "")
	for i, h := range hits {
		if i == mostListed {
			cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("booth.who.more", "Count", len(hits)-mostListed), Small: true}}})
			w.cards = append(w.cards, -1)
			break
		}
		d := w.view.Setup.Deputies.Deputies[h.Place]
		c := page.Card{Lead: d.Number, Blocks: []page.Block{{Text: d.Name, Bold: true, Marked: [2]int{h.Start, h.End}}}}
		if d.Delegation != "" {
			c.Blocks = append(c.Blocks, page.Block{Text: d.Delegation, Small: true})
		}
		if ok, why := w.may(d); !ok {
			c.Chips = append(c.Chips, page.Chip{Text: why, Bare: true})
		}
		cards = append(cards, c)
		w.cards = append(w.cards, h.Place)
	}
	if len(cards) == 0 {
		cards, w.cards = []page.Card{{Still: true, Blocks: []page.Block{{Text: words.T("booth.who.none")}}}}, []int{-1}
	}
	w.list.SetCards(cards)
	w.list.Top()
	w.say()
}

// enter shows who is meant, where that is certain.
func (w *who) enter() {
	if place, ok := w.index.Scan(w.field.Text); ok {
		w.mean(place)
	} else if len(w.cards) == 1 && w.cards[0] >= 0 {
		w.mean(w.cards[0])
	}
	w.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (w *who) step(by int) {
	at := slices.Index(w.cards, w.meant) + by
	if w.meant < 0 {
		at = 0
	}
	if at >= 0 && at < len(w.cards) && w.cards[at] >= 0 {
		w.mean(w.cards[at])
	}
}

func (w *who) mean(place int) {
	w.meant = place
	w.list.Choose(slices.Index(w.cards, place))
	w.say()
}

// say names who is meant, and whether a ballot can be handed out.
func (w *who) say() {
	w.let.Disable()
	w.let.Importance = widget.MediumImportance
	says := words.T("booth.who.how")
	if w.meant >= 0 {
		d := w.view.Setup.Deputies.Deputies[w.meant]
		ok, why := w.may(d)
		says = words.T("booth.who.meant", "Name", d.Name, "Delegation", d.Delegation, "Number", d.Number)
		if ok {
			w.let.Enable()
			w.let.Importance = widget.HighImportance
		} else {
			says = "▲ " + words.T("booth.who.not", "Who", says, "Why", why)
		}
	}
	w.let.Refresh()
	w.notice.SetText(says)
}

// issue hands the ballot out and opens it at this station.
func (w *who) issue() {
	if w.meant < 0 {
		return
	}
	id := w.view.Setup.Deputies.Deputies[w.meant].ID
	b := w.b
	b.once(func() error { return b.st.Desk.LetThroughDeputy(id) }, func() {
		w.leave()
		b.st.Announce()
		b.Open()
	}, b.st.ShowProblem)
}
