package targets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/target"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// filter is what the table is kept to; its zero value keeps everything.
type filter struct {
	class   target.Class
	bound   string
	section string
	terms   []string
}

// striving stands among the bounds for what is only striven for or expected.
const striving = "striving"

// boundKinds are what can be asked of bounds.
var boundKinds = func() []string {
	var all []string
	for _, b := range target.Bounds {
		all = append(all, string(b))
	}
	return append(all, striving)
}()

func (f filter) idle() bool {
	return f.class == "" && f.bound == "" && f.section == "" && len(f.terms) == 0
}

func (f filter) has(r row) bool {
	switch {
	case f.class != "" && r.Class != f.class:
		return false
	case f.section != "" && r.section != f.section:
		return false
	case f.bound == striving && !r.Striving():
		return false
	case f.bound != "" && f.bound != striving && string(r.Bound) != f.bound:
		return false
	}
	return page.Has(r.folded, f.terms)
}

// option is one value of a menu, with how many rows have it.
type option struct {
	value, word string
	count       int
}

// menu is a button that shows what a filter is set to, and offers the others.
type menu struct {
	st      *stage.Stage
	key     string // of what it filters by
	button  *page.Button
	options []option
	chosen  func(string)
}

func newMenu(st *stage.Stage, key string, chosen func(string)) *menu {
	m := &menu{st: st, key: key, chosen: chosen}
	m.button = page.NewButton("", m.open)
	m.choose("")
	return m
}

// offer takes the values that some row has.
func (m *menu) offer(all []option) {
	m.options = m.options[:0]
	for _, o := range all {
		if o.count > 0 {
			m.options = append(m.options, o)
		}
	}
}

// choose shows a value; "" is every one.
func (m *menu) choose(value string) {
	word := words.T(m.key + "every")
	for _, o := range m.options {
		if o.value == value {
			word = o.word
		}
	}
	m.button.SetText(words.T(m.key+"button", "Value", shortened(word)))
}

// longestWord is how many runes of a value the button shows.
const longestWord = 14

func shortened(s string) string {
	if r := []rune(s); len(r) > longestWord {
		return string(r[:longestWord-1]) + "…"
	}
	return s
}

// items are the entries of the menu.
func (m *menu) items() []*fyne.MenuItem {
	set := func(value string) func() { return func() { m.choose(value); m.chosen(value) } }
	items := []*fyne.MenuItem{fyne.NewMenuItem(words.T(m.key+"every"), set(""))}
	for _, o := range m.options {
		word := o.word
		if o.count > 0 {
			word = words.T("targets.option", "Name", o.word, "Count", o.count)
		}
		items = append(items, fyne.NewMenuItem(word, set(o.value)))
	}
	return items
}

// open shows the menu under its button.
func (m *menu) open() {
	at := m.st.App.Driver().AbsolutePositionForObject(m.button)
	at.Y += m.button.Size().Height
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", m.items()...), m.st.Window.Canvas(), at)
}
