// Package look is how the app looks: the theme that Fyne draws everything with,
// its palettes, text sizes, spacing and fonts.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"piaojue/app/note"
	"piaojue/assets"
)

// Mode names a palette.
type Mode string

const (
	Light    Mode = "light"
	Dark     Mode = "dark"
	Sepia    Mode = "sepia"
	Contrast Mode = "contrast"
)

// Modes are all palettes, in the order in which they are offered.
var Modes = []Mode{Light, Dark, Sepia, Contrast}

// Palette gives the colours of a mode; an unknown one is Light.
func (m Mode) Palette() Palette {
	switch m {
	case Dark:
		return dark
	case Sepia:
		return sepia
	case Contrast:
		return contrast
	}
	return light
}

// The body text size in Fyne's units: what may be chosen, and the default.
const (
	MinText     = 14
	MaxText     = 28
	DefaultText = 18
)

// Gap is the step of all spacing; Target is the least height and width of
// anything that is pressed.
const (
	Gap    float32 = 8
	Target float32 = 44
)

// Look is the app's theme. It is used on Fyne's own goroutine only.
type Look struct {
	mode Mode
	text float32
}

// New makes a theme; a size outside MinText to MaxText is brought inside.
func New(m Mode, text float32) *Look {
	return &Look{mode: m, text: min(max(text, MinText), MaxText)}
}

var _ fyne.Theme = (*Look)(nil)

// Mode is the palette in use.
func (l *Look) Mode() Mode { return l.mode }

// Palette is the set of colours in use.
func (l *Look) Palette() Palette { return l.mode.Palette() }

// TextSize is the body size; Heading, Title and Caption follow it.
func (l *Look) TextSize() float32 { return l.text }
func (l *Look) Heading() float32  { return l.text * 1.3 }
func (l *Look) Title() float32    { return l.text * 1.7 }
func (l *Look) Caption() float32  { return max(l.text*0.85, MinText-1) }

// Current is the theme that the running app uses. Widgets ask for it whenever
// they draw, so that a change in the settings shows at once.
func Current() *Look {
	if a := fyne.CurrentApp(); a != nil {
		if l, ok := a.Settings().Theme().(*Look); ok {
			return l
		}
	}
	return fallback
}

var fallback = New(Light, DefaultText)

// Highlight is the ground of a highlight.
func (p Palette) Highlight(c note.Colour) color.NRGBA {
	switch c {
	case note.Green:
		return p.Green
	case note.Blue:
		return p.Blue
	case note.Pink:
		return p.Pink
	}
	return p.Yellow
}

// Underline is the line under a passage that is marked without a ground: the
// colour of the highlight, mixed with the ink until it is seen on the sheet.
func (p Palette) Underline(c note.Colour) color.NRGBA {
	h := p.Highlight(c)
	mix := func(a, b uint8) uint8 { return uint8((45*int(a) + 55*int(b)) / 100) }
	return color.NRGBA{R: mix(h.R, p.Ink.R), G: mix(h.G, p.Ink.G), B: mix(h.B, p.Ink.B), A: 0xff}
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.FontRegular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.FontBold)
)

// Font gives a face with Chinese for every style: there is no italic and no
// monospace in Chinese print, so these are the regular or the bold face.
func (l *Look) Font(s fyne.TextStyle) fyne.Resource {
	if s.Symbol {
		return theme.DefaultTheme().Font(s)
	}
	if s.Bold {
		return bold
	}
	return regular
}

// Icon gives Fyne's icons; they are only ever shown beside words.
func (l *Look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size gives the measures: all text follows the chosen size.
func (l *Look) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return l.text
	case theme.SizeNameHeadingText:
		return l.Title()
	case theme.SizeNameSubHeadingText:
		return l.Heading()
	case theme.SizeNameCaptionText:
		return l.Caption()
	case theme.SizeNamePadding:
		return Gap / 2
	case theme.SizeNameInnerPadding:
		return max(Gap, (Target-l.text*1.45)/2)
	case theme.SizeNameInlineIcon:
		return l.text * 1.2
	case theme.SizeNameScrollBar:
		return 14
	case theme.SizeNameScrollBarSmall:
		return 6
	case theme.SizeNameInputBorder:
		if l.mode == Contrast {
			return 2
		}
		return 1
	case theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameButtonRadius, theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameCardRadius:
		return 6
	}
	return theme.DefaultTheme().Size(n)
}

// Color gives the colours by Fyne's names. The variant of the operating system
// is not asked: the palette is the user's choice.
func (l *Look) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := l.Palette()
	switch n {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground:
		return p.Paper
	case theme.ColorNameForeground:
		return p.Ink
	case theme.ColorNamePlaceHolder:
		return p.Faint
	case theme.ColorNameDisabled:
		return p.Off
	case theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.Sheet
	case theme.ColorNameDisabledButton:
		return p.Paper
	case theme.ColorNameInputBorder:
		return p.Faint
	case theme.ColorNameSeparator:
		return p.Line
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.Accent
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return p.OnAccent
	case theme.ColorNameError, theme.ColorNameWarning:
		return p.Against
	case theme.ColorNameSuccess:
		return p.Approve
	case theme.ColorNameHover, theme.ColorNamePressed:
		return p.Hover
	case theme.ColorNameFocus:
		return veil(uint32(p.Accent.R)<<16|uint32(p.Accent.G)<<8|uint32(p.Accent.B), 0x55)
	case theme.ColorNameSelection:
		return p.Select
	case theme.ColorNameScrollBar:
		return p.Faint
	case theme.ColorNameScrollBarBackground:
		return p.Line
	}
	variant := theme.VariantLight
	if p.Dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(n, variant)
}
