package projects

import (
	"math/big"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/review"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// filter is the sheet in which the list is sorted and filtered. What is chosen
// holds at once, and the sheet says how many projects are left.
type filter struct {
	s      *Screen
	sheet  *page.Sheet
	scroll *page.Scroll
	column *fyne.Container
	found  *prose.Text
	turn   []func() // show each choice as it is now
	amount []*amountField
}

func openFilter(s *Screen) *filter {
	f := &filter{s: s, column: page.NewColumn(1.5 * look.Gap), found: prose.New("").Bold().AtLeast(12)}
	f.scroll = page.NewScroll(f.column, look.Gap, 0)
	f.scroll.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			f.leave()
			return true
		}
		return false
	}
	f.sections()
	all := page.NewButton(words.T("projects.all"), func() {
		for _, a := range f.amount {
			a.input.SetText("")
		}
		s.showAll()
		f.show()
	})
	done := page.NewButton(words.T("projects.filter.done"), f.leave)
	done.Importance = widget.HighImportance
	all.OnEscape, done.OnEscape = f.leave, f.leave
	head := page.NewColumn(look.Gap/2, prose.New(words.T("projects.filter")).Bold().Sized((*look.Look).Heading), f.found, widget.NewSeparator())
	foot := page.NewColumn(look.Gap, widget.NewSeparator(), page.NewFlow(2*look.Gap, all, done))
	f.show()
	f.sheet = page.OpenSheet(s.st.Window, page.NewBorder(head, foot, f.scroll), f.leave)
	s.st.Window.Canvas().Focus(f.scroll)
	return f
}

func (f *filter) leave() {
	f.sheet.Close()
	f.s.focus(f.s.list)
}

// changed has the list follow.
func (f *filter) changed() {
	f.s.fill()
	f.show()
}

func (f *filter) show() {
	for _, turn := range f.turn {
		turn()
	}
	text := f.s.says()
	if len(f.s.order) == 0 {
		text += "\n" + f.s.nothing()
	}
	f.found.SetText(text)
	if f.sheet != nil {
		f.sheet.Refresh()
	}
}

func (f *filter) sections() {
	s := f.s
	var orders []fyne.CanvasObject
	for _, o := range review.Orders {
		orders = append(orders, f.choice(words.T("projects.order."+string(o)), '●', '○', func() bool { return s.sort == o }, func() { s.sort = o }))
	}
	f.section("projects.sort.by", orders)

	values := func(key, none string, all []string, of *[]string) {
		var choices []fyne.CanvasObject
		for _, v := range all {
			name := v
			if v == "" {
				name = words.T(none)
			}
			choices = append(choices, f.check(name, func() bool { return slices.Contains(*of, v) }, func() { *of = flipped(*of, v) }))
		}
		if len(choices) > 1 {
			f.section(key, choices)
		}
	}
	values("projects.filter.category", "projects.category.none", s.candidates.Categories(), &s.filter.Categories)

	var leans []fyne.CanvasObject
	for _, l := range review.Leanings {
		leans = append(leans, f.check(leaningName(l), func() bool { return slices.Contains(s.filter.Leanings, l) },
			func() { s.filter.Leanings = flipped[note.Leaning](s.filter.Leanings, l) }))
	}
	f.section("projects.filter.leaning", leans)

	var own []fyne.CanvasObject
	for _, flag := range []struct {
		key string
		is  *bool
	}{{"projects.star", &s.filter.Star}, {"projects.noted", &s.filter.Noted}, {"projects.unseen", &s.filter.Unseen}} {
		own = append(own, f.check(words.T(flag.key), func() bool { return *flag.is }, func() { *flag.is = !*flag.is }))
	}
	f.section("projects.filter.own", own)

	values("projects.filter.unit", "projects.unit.none", review.AllUnits(s.candidates), &s.filter.Units)
	if f.anyMoney() {
		f.money()
	}
}

func (f *filter) anyMoney() bool {
	return slices.ContainsFunc(f.s.candidates.Projects, func(p project.Project) bool { return p.Money.Known })
}

func (f *filter) money() {
	s := f.s
	var choices []fyne.CanvasObject
	for _, m := range []review.MoneyGiven{review.WithMoney, review.NoMoney} {
		choices = append(choices, f.check(words.T("projects.money."+string(m)), func() bool { return s.filter.Money == m }, func() {
			if s.filter.Money == m {
				s.filter.Money = review.AnyMoney
				return
			}
			s.filter.Money = m
		}))
	}
	least := f.amountField("projects.filter.least", &s.filter.Least)
	most := f.amountField("projects.filter.most", &s.filter.Most)
	f.section("projects.filter.money", choices)
	f.column.Add(page.NewFlow(3*look.Gap, least.root, most.root))
	f.column.Add(least.wrong)
	f.column.Add(most.wrong)
}

func (f *filter) section(key string, choices []fyne.CanvasObject) {
	f.column.Add(page.NewColumn(look.Gap/2, prose.New(words.T(key)).Bold(), page.NewFlow(look.Gap, choices...)))
}

func (f *filter) check(name string, is func() bool, flip func()) *page.Choice {
	return f.choice(name, '✓', 0, is, flip)
}

func (f *filter) choice(name string, on, off rune, is func() bool, act func()) *page.Choice {
	c := page.NewChoice(name, on, off, look.Ink, func() { act(); f.changed() })
	c.OnFocus, c.OnEscape = func() { f.scroll.Reveal(c) }, f.leave
	f.turn = append(f.turn, func() { c.Turn(is()) })
	return c
}

func flipped[T comparable](values []T, v T) []T {
	if i := slices.Index(values, v); i >= 0 {
		return slices.Delete(slices.Clone(values), i, i+1)
	}
	return append(slices.Clone(values), v)
}

// amountField takes an amount in 万元, or with a unit of its own. What is no
// amount is said and bounds nothing.
type amountField struct {
	root  fyne.CanvasObject
	input *page.Input
	wrong *prose.Text
}

// wan is the unit that an amount without one is in, as lists write it.
const wan = "万元"

func (f *filter) amountField(key string, bound *int64) *amountField {
	a := &amountField{input: page.NewField(""), wrong: prose.New("").Colour(against).AtLeast(12)}
	if *bound > 0 {
		a.input.SetText(inWan(*bound))
	}
	a.wrong.Hide()
	a.input.OnEscape = f.leave
	a.input.OnFocus = func(in bool) {
		if in {
			f.scroll.Reveal(a.root)
		}
	}
	a.input.OnChanged = func(text string) {
		m := project.ParseMoney(text, wan)
		none := strings.TrimSpace(text) == ""
		*bound = 0
		if m.Known {
			*bound = m.Yuan
		}
		if !m.Known && !none {
			a.wrong.SetText(words.T("projects.filter.amount.wrong", "Text", strings.TrimSpace(text)))
		}
		page.Visible(a.wrong, !m.Known && !none)
		f.changed()
	}
	f.amount = append(f.amount, a)
	a.root = page.NewRow(look.Gap, prose.New(words.T(key)).AtLeast(8), container.New(wide(8), a.input), prose.New(words.T("projects.wan.name")).AtLeast(3))
	return a
}

// wide gives an input a width in characters.
type wide float32

func (w wide) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
func (w wide) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w)*look.Current().TextSize(), max(look.Target, o[0].MinSize().Height))
}

// amount is a bound as it is said: in 万元.
func amount(yuan int64) string { return words.T("projects.wan.amount", "Amount", inWan(yuan)) }

// inWan is an amount in 万元, exactly.
func inWan(yuan int64) string {
	s := new(big.Rat).SetFrac64(yuan, 1e4).FloatString(4)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
