package reader

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/words"
)

// mostOffers is how many tags are offered to complete what is typed.
const mostOffers = 4

// tagPad is where the tags of a note are typed, with those in use that begin with
// what is typed, or hold it, to be taken by a click or by ↓.
type tagPad struct {
	c       *card
	column  *fyne.Container
	field   *rows.Input
	offers  *fyne.Container
	offered []string
	focused bool
}

func newTagPad(c *card) *tagPad {
	t := &tagPad{c: c, field: rows.NewField(words.T("reader.card.tags")), offers: rows.NewFlow(look.Gap / 2)}
	t.field.SetText(strings.Join(c.note.Tags, " "))
	t.field.OnChanged = func(string) {
		t.save()
		t.offer()
	}
	t.field.OnEscape = c.m.leave
	t.field.OnSubmitted = func(string) { c.m.leave() }
	t.field.OnDown = func() {
		if len(t.offered) > 0 {
			t.complete(t.offered[0])
		}
	}
	t.field.OnFocus = func(focused bool) {
		t.focused = focused
		t.offer()
	}
	t.column = rows.NewColumn(look.Gap/2, t.field, t.offers)
	t.offers.Hide()
	return t
}

// typed are the tags that are typed so far.
func (t *tagPad) typed() []string { return note.SplitTags(t.field.Text) }

// says reports whether the field says these tags already.
func (t *tagPad) says(tags []string) bool {
	typed, err := note.CleanTags(t.typed())
	return err == nil && slices.Equal(typed, tags)
}

func (t *tagPad) save() {
	tags := t.typed()
	if clean, err := note.CleanTags(tags); err == nil {
		t.c.note.Tags = clean
	}
	t.c.m.tag(t.c.note.ID, tags)
}

// last is the tag that is being typed; "" after a space.
func (t *tagPad) last() string {
	typed := t.typed()
	if len(typed) == 0 || !strings.HasSuffix(t.field.Text, typed[len(typed)-1]) {
		return ""
	}
	return typed[len(typed)-1]
}

// offer shows which tags in use what is typed may become.
func (t *tagPad) offer() {
	t.offered = nil
	if t.focused {
		last := t.last()
		t.offered = completions(last, t.typed(), t.c.m.used())
	}
	t.offers.Objects = nil
	for _, tag := range t.offered {
		t.offers.Add(newChip("#"+tag, func() { t.complete(tag) }))
	}
	if hidden := len(t.offered) == 0; hidden != t.offers.Hidden || !hidden {
		t.offers.Hidden = hidden
		t.column.Refresh()
		t.c.m.settle()
	}
}

// completions are the tags in use that begin with what is typed, then those that
// hold it, the most used first, without those that are typed already.
func completions(last string, typed []string, used []note.Used) []string {
	var begin, hold []string
	for _, u := range used {
		switch {
		case u.Tag == last || slices.Contains(typed, u.Tag):
		case strings.HasPrefix(u.Tag, last):
			begin = append(begin, u.Tag)
		case strings.Contains(u.Tag, last):
			hold = append(hold, u.Tag)
		}
	}
	all := append(begin, hold...)
	return all[:min(len(all), mostOffers)]
}

// complete puts a tag in the place of the one that is being typed.
func (t *tagPad) complete(tag string) {
	text := strings.TrimSuffix(t.field.Text, t.last()) + tag + " "
	t.field.SetText(text)
	t.c.m.focus(t.field)
	t.field.CursorColumn = len([]rune(text))
	t.field.Refresh()
}
