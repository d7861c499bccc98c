package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/prose"
)

// Input is an entry that gives the window's shortcuts on, so that Alt+1 or
// Ctrl+F work while somebody writes, and knows more of its keys.
type Input struct {
	widget.Entry

	// OnEscape and, in a field of one line, OnDown and OnUp are called for these
	// keys (may be nil).
	OnEscape, OnDown, OnUp func()
	// OnFocus is called when the focus comes (true) or goes (may be nil).
	OnFocus func(bool)

	least int
	pass  func(fyne.Shortcut)
}

// NewField is an input of one line.
func NewField(placeholder string) *Input {
	i := &Input{}
	i.pass = i.toWindow
	i.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	i.ExtendBaseWidget(i)
	i.SetPlaceHolder(placeholder)
	return i
}

// NewArea is an input that wraps and grows with its text, from the given number
// of rows.
func NewArea(placeholder string, rows int) *Input {
	i := &Input{least: rows}
	i.pass = i.toWindow
	i.MultiLine = true
	i.Wrapping = fyne.TextWrapBreak
	i.ExtendBaseWidget(i)
	i.SetPlaceHolder(placeholder)
	i.SetMinRowsVisible(rows)
	return i
}

// Grow gives an area the rows that its text needs, and reports whether that
// changed its height.
func (i *Input) Grow() bool {
	l := look.Current()
	room := i.Size().Width - 2*l.Size(theme.SizeNameInnerPadding) - 2*look.Gap
	if room <= 0 {
		return false
	}
	before := i.MinSize().Height
	face := prose.FaceOf(l.TextSize(), false)
	i.SetMinRowsVisible(max(i.least, len(prose.Lines([]rune(i.Text), face.Advance, room, 0))+1))
	return i.MinSize().Height != before
}

// TypedShortcut, TypedKey, FocusGained and FocusLost are for Fyne.
func (i *Input) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || editing(custom) {
		i.Entry.TypedShortcut(s)
		return
	}
	i.pass(s)
}

// toWindow gives a shortcut to the window's own.
func (i *Input) toWindow(s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(i).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// editing reports whether a shortcut moves or deletes in the text. On macOS
// Alt+← goes back a word; elsewhere it belongs to the screen.
func editing(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyBackspace, fyne.KeyDelete:
		return true
	case fyne.KeyLeft, fyne.KeyRight:
		return s.Modifier&fyne.KeyModifierAlt == 0 || fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper
	}
	return false
}

func (i *Input) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && i.OnEscape != nil:
		i.OnEscape()
	case e.Name == fyne.KeyDown && !i.MultiLine && i.OnDown != nil:
		i.OnDown()
	case e.Name == fyne.KeyUp && !i.MultiLine && i.OnUp != nil:
		i.OnUp()
	default:
		i.Entry.TypedKey(e)
	}
}

func (i *Input) FocusGained() {
	i.Entry.FocusGained()
	if i.OnFocus != nil {
		i.OnFocus(true)
	}
}

func (i *Input) FocusLost() {
	i.Entry.FocusLost()
	if i.OnFocus != nil {
		i.OnFocus(false)
	}
}
