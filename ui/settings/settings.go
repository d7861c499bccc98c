// Package settings is what a user may choose about the app itself, kept in
// Fyne's preferences, and the screen to choose it on. Nothing of a meeting and
// nothing of a deputy's notes is kept here.
package settings

import (
	"fyne.io/fyne/v2"

	"piaojue/app/say"
	"piaojue/ui/look"
)

// Role is what the user does with the app on this machine.
type Role string

const (
	NoRole Role = ""       // not asked yet
	Deputy Role = "deputy" // 代表: reads, notes, votes
	Clerk  Role = "clerk"  // 工作人员: the desk as well
)

// Choices are the settings. The zero value of a field is its default.
type Choices struct {
	Role     Role
	Mode     look.Mode
	Text     float32
	Language say.Language
	// Real opens the real meeting; otherwise the rehearsal.
	Real bool
}

// The keys in Fyne's preferences.
const (
	keyRole     = "role"
	keyMode     = "mode"
	keyText     = "text"
	keyLanguage = "language"
	keyReal     = "real"
)

// Read gives the stored settings, with what cannot be right replaced by its default.
func Read(p fyne.Preferences) Choices {
	c := Choices{
		Role:     Role(p.String(keyRole)),
		Mode:     look.Mode(p.StringWithFallback(keyMode, string(look.Light))),
		Text:     float32(p.FloatWithFallback(keyText, look.DefaultText)),
		Language: say.Language(p.StringWithFallback(keyLanguage, string(say.Chinese))),
		Real:     p.Bool(keyReal),
	}
	if c.Role != Deputy && c.Role != Clerk {
		c.Role = NoRole
	}
	if c.Language != say.English {
		c.Language = say.Chinese
	}
	c.Text = look.New(c.Mode, c.Text).TextSize()
	return c
}

// Write stores the settings.
func Write(p fyne.Preferences, c Choices) {
	p.SetString(keyRole, string(c.Role))
	p.SetString(keyMode, string(c.Mode))
	p.SetFloat(keyText, float64(c.Text))
	p.SetString(keyLanguage, string(c.Language))
	p.SetBool(keyReal, c.Real)
}
