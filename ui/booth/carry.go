package booth

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/ballot"
	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// A deputy may bring a choice to the ballot, by a code noted on paper (see
// project.List.Code). A station is shared, and the notes on its machine are
// somebody's own: the booth therefore never reads notes or leanings, whoever
// owns the machine. What it knows of a choice is what this deputy types, for as
// long as this ballot is being marked; neither the code nor that one was used
// is kept anywhere, and no word of the ballot goes back.

// AskCarry asks for the code and shows what it would mark. Nothing is marked
// before a second press.
func (b *Booth) AskCarry() { b.askCarry("") }

func (b *Booth) askCarry(wrong string) {
	if b.marks == nil || b.busy {
		return
	}
	l := b.st.View().Setup.List
	q := stage.Question{
		Title: words.T("booth.carry"), Says: []string{words.T("booth.carry.says", "Digits", l.CodeDigits())},
		Yes: words.T("booth.carry.look"),
	}
	if wrong != "" {
		q.Says = append(q.Says, "▲ "+wrong)
	}
	entry := newChoiceEntry()
	q.Body = entry
	q.Do = func() {
		code := entry.Text
		entry.SetText("")
		ids, err := l.FromCode(code)
		if err != nil {
			what, do := words.Explain(err)
			b.askCarry(what + do)
			return
		}
		b.showCarry(ids)
	}
	entry.left = b.st.Ask(q)
	b.st.Window.Canvas().Focus(entry)
}

// carried is what a choice would do to the ballot.
type carried struct {
	fill   []int // rows that would become approved, in the order of the ballot
	change []int // those of them that have another mark now
	kept   int   // rows that are approved already, by the choice too
	others int   // rows that are approved already, and not by the choice
	absent int   // chosen projects that are not on this ballot
}

func (b *Booth) carried(ids []string) carried {
	var c carried
	left := slices.Clone(ids)
	for i, p := range b.candidates {
		chosen := slices.Contains(ids, p.ID)
		left = slices.DeleteFunc(left, func(id string) bool { return id == p.ID })
		switch now := b.marks[i]; {
		case chosen && now == ballot.Approve:
			c.kept++
		case chosen:
			c.fill = append(c.fill, i)
			if now != ballot.Unmarked {
				c.change = append(c.change, i)
			}
		case now == ballot.Approve:
			c.others++
		}
	}
	c.absent = len(left)
	return c
}

// showCarry says what would be marked, or in words why that cannot be.
func (b *Booth) showCarry(ids []string) {
	if b.marks == nil {
		return
	}
	c := b.carried(ids)
	var says []string
	if c.absent > 0 {
		says = append(says, words.T("booth.carry.absent", "Count", c.absent))
	}
	if total := c.kept + c.others + len(c.fill); total > b.rule.Cap() {
		key := "booth.carry.over"
		if c.others > 0 {
			key = "booth.carry.over.others"
		}
		says = append(says, words.T(key, "Choice", c.kept+len(c.fill), "Others", c.others, "Total", total, "Most", b.rule.Cap()))
		b.st.Tell(words.T("booth.carry.not"), says...)
		return
	}
	if len(c.fill) == 0 {
		b.st.Tell(words.T("booth.carry.nothing"), append(says, words.T("booth.carry.nothing.says"))...)
		return
	}
	says = append([]string{words.T("booth.carry.fill.says", "Count", len(c.fill))}, says...)
	if len(c.change) > 0 {
		says = append(says, "▲ "+words.T("booth.carry.change", "Count", len(c.change)))
	}
	b.st.Ask(stage.Question{
		Title: words.T("booth.carry.fill", "Count", len(c.fill)), Says: says, Body: b.carryList(c),
		Yes: words.T("booth.carry.yes"), Do: func() { b.carry(c) },
	})
}

// carryList names the projects that would be marked; where a mark would change,
// it says which.
func (b *Booth) carryList(c carried) fyne.CanvasObject {
	rows := page.NewColumn(look.Gap / 2)
	for _, i := range c.fill {
		p := b.candidates[i]
		name := words.T("booth.named", "ID", p.ID, "Name", p.Name)
		if slices.Contains(c.change, i) {
			name = words.T("booth.carry.changed", "Name", name, "Mark", words.T(markKey(b.rule, b.marks[i])))
		}
		rows.Add(prose.New(name).AtLeast(12))
	}
	height := min(b.st.Window.Canvas().Size().Height*0.35, float32(len(c.fill)+1)*look.Current().TextSize()*2)
	return container.New(tall{height}, container.NewStack(stage.Space(0), page.NewScroll(rows, look.Gap, 0)))
}

// carry marks what was shown. Should the ballot have changed since, nothing is.
func (b *Booth) carry(c carried) {
	if b.marks == nil || b.busy || b.live().Approve+len(c.fill) > b.rule.Cap() {
		return
	}
	for _, i := range c.fill {
		b.marks[i] = ballot.Approve
		b.paper.marked(i)
	}
	b.paper.notice.carried(len(c.fill))
}

// offersCarry reports whether a choice of this list can be written as a code, and
// brought to this ballot: one that chooses projects.
func (b *Booth) offersCarry(l project.List) bool { return b.rule.Kind.Chooses() && l.CodeDigits() > 0 }

// choiceEntry takes a choice code. Nothing of it can be copied, by key or by
// menu, so that the next deputy cannot paste it; Enter does nothing and Esc
// leaves the question.
type choiceEntry struct {
	widget.Entry
	left func()
}

func newChoiceEntry() *choiceEntry {
	e := &choiceEntry{}
	e.ExtendBaseWidget(e)
	return e
}

// TypedRune takes digits of any width and what may stand between them.
func (e *choiceEntry) TypedRune(r rune) {
	if strings.ContainsRune("0123456789０１２３４５６７８９ 　-", r) {
		e.Entry.TypedRune(r)
	}
}

func (e *choiceEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.SetText("")
		e.left()
	case fyne.KeyReturn, fyne.KeyEnter:
	default:
		e.Entry.TypedKey(k)
	}
}

func (e *choiceEntry) TypedShortcut(fyne.Shortcut)      {}
func (e *choiceEntry) TappedSecondary(*fyne.PointEvent) {}
