package desk

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"golang.org/x/text/width"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// field is one thing to fill in: its name, what is filled in, and below it a
// sentence when that cannot be right.
type field struct {
	root    *fyne.Container
	problem *prose.Text
	changed func() // has the form laid out anew
}

func newField(key string, changed func(), content ...fyne.CanvasObject) *field {
	f := &field{changed: changed}
	f.problem = prose.New("").Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(12)
	f.problem.Hide()
	f.root = page.NewColumn(look.Gap/4, prose.New(words.T(key)).AtLeast(6), page.NewFlow(look.Gap, content...), f.problem)
	return f
}

// newWide is a field whose content takes the whole width.
func newWide(key string, changed func(), content fyne.CanvasObject) *field {
	f := newField(key, changed)
	f.root.Objects[1] = content
	return f
}

// wrong is the sentence at the field, "" for none.
func (f *field) wrong() string { return f.problem.String() }

// complain shows a sentence at the field, or takes it away.
func (f *field) complain(says string) {
	if says != "" {
		says = "▲ " + says
	}
	if says == f.problem.String() {
		return
	}
	f.problem.SetText(says)
	f.problem.Hidden = says == ""
	f.changed()
}

// check complains unless all is right, and reports whether it is.
func (f *field) check(right bool, key string) bool {
	if right {
		f.complain("")
	} else {
		f.complain(words.T(key))
	}
	return right
}

// entry takes a text or a number. set fills it without that counting as typed.
type entry struct {
	*page.Input
	wheel   fyne.CanvasObject
	filling bool
	focused bool
}

func newEntry(s *Screen, typed func(text string)) *entry {
	e := &entry{Input: page.NewField(""), wheel: s.both.Wheel()}
	e.OnChanged = func(text string) {
		if !e.filling {
			typed(text)
		}
	}
	e.OnFocus = func(on bool) {
		e.focused = on
		if on {
			s.reveal(e.Input)
		}
	}
	return e
}

func (e *entry) set(text string) {
	if e.focused || e.Text == text {
		return
	}
	e.filling = true
	e.SetText(text)
	e.filling = false
}

// full gives an entry all the width there is.
func (e *entry) full() fyne.CanvasObject { return container.NewStack(e.Input, e.wheel) }

// wide gives an entry a width in Chinese characters.
func (e *entry) wide(characters float32) fyne.CanvasObject {
	return container.New(fixed{characters}, e.Input, e.wheel)
}

type fixed struct{ characters float32 }

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (f fixed) MinSize(o []fyne.CanvasObject) fyne.Size {
	l := look.Current()
	return fyne.NewSize(f.characters*l.TextSize()+2*look.Gap, max(look.Target, o[0].MinSize().Height))
}

// whole reads a whole number as people type it: full-width digits, spaces and
// thousands commas alike.
func whole(text string) (int, bool) {
	text = width.Fold.String(text)
	text = strings.NewReplacer(" ", "", ",", "").Replace(strings.TrimSpace(text))
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0 && n <= 1_000_000
}

// oneOf are words of which exactly one is chosen.
type oneOf[T comparable] struct {
	choices []*page.Choice
	values  []T
}

func newOneOf[T comparable](chosen func(T), focus func(fyne.CanvasObject), values []T, key func(T) string) *oneOf[T] {
	o := &oneOf[T]{values: values}
	for _, v := range values {
		c := page.NewChoice(words.T(key(v)), '●', '○', func(p look.Palette) color.NRGBA { return p.Ink }, func() {
			o.set(v)
			chosen(v)
		})
		c.OnFocus = func() { focus(c) }
		o.choices = append(o.choices, c)
	}
	return o
}

func (o *oneOf[T]) set(v T) {
	for i, c := range o.choices {
		c.Turn(o.values[i] == v)
	}
}

func (o *oneOf[T]) objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range o.choices {
		all = append(all, c)
	}
	return all
}
