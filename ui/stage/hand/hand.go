// Package hand works a window in tests as a person does: by the words that are
// seen in it.
package hand

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Hand works one window. Where a sheet lies over the window, only the sheet is
// seen and reached.
type Hand struct {
	T *testing.T
	W fyne.Window
}

// seen is a text with what takes a tap on it.
type seen struct {
	text string
	tap  fyne.Tappable
}

func (h Hand) look() []seen {
	h.T.Helper()
	root := h.W.Canvas().Content()
	if top := h.W.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	var all []seen
	var walk func(o fyne.CanvasObject, tap fyne.Tappable)
	walk = func(o fyne.CanvasObject, tap fyne.Tappable) {
		if o == nil || !o.Visible() {
			return
		}
		if t, ok := o.(fyne.Tappable); ok {
			tap = t
		}
		if _, sheet := o.(*widget.PopUp); sheet {
			tap = nil // it takes taps only to keep them from what lies below
		}
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text != "" {
				all = append(all, seen{o.Text, tap})
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, tap)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, tap)
			}
		}
	}
	walk(root, nil)
	return all
}

// Text is all that is seen, one piece a line.
func (h Hand) Text() string {
	h.T.Helper()
	var lines []string
	for _, s := range h.look() {
		lines = append(lines, s.text)
	}
	return strings.Join(lines, "\n")
}

// Sees reports whether words are seen, wherever lines break in them.
func (h Hand) Sees(words string) bool {
	h.T.Helper()
	return strings.Contains(flat(h.Text()), flat(words))
}

func flat(s string) string { return strings.NewReplacer("\n", "", " ", "", "　", "").Replace(s) }

// MustSee fails the test unless all the words are seen.
func (h Hand) MustSee(words ...string) {
	h.T.Helper()
	for _, w := range words {
		if !h.Sees(w) {
			h.T.Fatalf("not seen: %q in\n%s", w, h.Text())
		}
	}
}

// MustNotSee fails the test if any of the words is seen.
func (h Hand) MustNotSee(words ...string) {
	h.T.Helper()
	for _, w := range words {
		if h.Sees(w) {
			h.T.Fatalf("seen: %q in\n%s", w, h.Text())
		}
	}
}

// Tap taps the first text that is exactly the word, with or without the sign of
// a choice before it.
func (h Hand) Tap(word string) {
	h.T.Helper()
	h.TapNth(word, 0)
}

// TapNth taps one of several such texts, counted from 0.
func (h Hand) TapNth(word string, n int) {
	h.T.Helper()
	for _, s := range h.look() {
		if strings.TrimLeft(s.text, "✓●○ ") != word || s.tap == nil {
			continue
		}
		if n > 0 {
			n--
			continue
		}
		if d, ok := s.tap.(fyne.Disableable); ok && d.Disabled() {
			h.T.Fatalf("%q cannot be tapped now", word)
		}
		test.Tap(s.tap)
		return
	}
	h.T.Fatalf("nothing to tap says %q in\n%s", word, h.Text())
}

// TapNamed taps the first visible thing that gives word as its name to those
// who cannot see it (fyne.Accessible).
func (h Hand) TapNamed(word string) {
	h.T.Helper()
	root := h.W.Canvas().Content()
	if top := h.W.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	var found fyne.Tappable
	Walk(root, func(o fyne.CanvasObject) {
		named, is := o.(fyne.Accessible)
		if t, ok := o.(fyne.Tappable); ok && is && found == nil && named.AccessibilityLabel() == word {
			found = t
		}
	})
	if found == nil {
		h.T.Fatalf("nothing to tap is named %q in\n%s", word, h.Text())
	}
	test.Tap(found)
}

// Walk goes through everything visible, from the outside in.
func Walk(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	do(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			Walk(child, do)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			Walk(child, do)
		}
	}
}

// CanTap reports whether the first text that says word takes a tap now.
func (h Hand) CanTap(word string) bool {
	h.T.Helper()
	for _, s := range h.look() {
		if strings.TrimLeft(s.text, "✓●○ ") == word && s.tap != nil {
			d, ok := s.tap.(fyne.Disableable)
			return !ok || !d.Disabled()
		}
	}
	return false
}

// Press gives a key to what has the focus, or to the window.
func (h Hand) Press(keys ...fyne.KeyName) {
	h.T.Helper()
	for _, k := range keys {
		c := h.W.Canvas()
		e := &fyne.KeyEvent{Name: k}
		if f := c.Focused(); f != nil {
			f.TypedKey(e)
			if f, ok := f.(interface{ KeyUp(*fyne.KeyEvent) }); ok {
				f.KeyUp(e)
			}
		} else if on := c.OnTypedKey(); on != nil {
			on(e)
		}
		// What the key writes comes after it, to whatever has the focus by then.
		if f := c.Focused(); f != nil && k == fyne.KeySpace {
			f.TypedRune(' ')
		}
	}
}

// Type gives text to what has the focus.
func (h Hand) Type(text string) {
	h.T.Helper()
	f := h.W.Canvas().Focused()
	if f == nil {
		h.T.Fatalf("nothing has the focus to type %q into", text)
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// Tab moves the focus on, n times.
func (h Hand) Tab(n int) {
	for range n {
		h.W.Canvas().FocusNext()
	}
}
