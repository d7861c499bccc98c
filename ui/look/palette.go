package look

import "image/color"

// Palette is one set of colours. Every text colour but Off stands at 7:1
// or more against every ground that it is used on; a test measures it.
type Palette struct {
	Paper    color.NRGBA // ground of the window
	Sheet    color.NRGBA // ground of cards, inputs, and the page
	Ink      color.NRGBA // text
	Faint    color.NRGBA // secondary text
	Off      color.NRGBA // what cannot be pressed now, at 4.5:1 or more
	Line     color.NRGBA // rules and borders
	Accent   color.NRGBA // the one next step, and the seal
	OnAccent color.NRGBA
	Approve  color.NRGBA // with its word, never alone
	Against  color.NRGBA
	Abstain  color.NRGBA
	Fair     color.NRGBA // 基本满意
	OnMark   color.NRGBA // text on the four above
	Hover    color.NRGBA // translucent, over Sheet
	Select   color.NRGBA // ground of selected text
	Found    color.NRGBA // ground of a search hit
	FoundNow color.NRGBA // ground of the present search hit
	// Grounds of highlights by note colour; text on them is OnHighlight.
	Yellow, Green, Blue, Pink color.NRGBA
	OnHighlight               color.NRGBA
	Dark                      bool
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func veil(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

// The four palettes.
var (
	light = Palette{
		Paper: rgb(0xFBFAF7), Sheet: rgb(0xFFFFFF), Ink: rgb(0x1F1D1A), Faint: rgb(0x55504A), Off: rgb(0x736D65), Line: rgb(0xE2DED6),
		Accent: rgb(0x981C16), OnAccent: rgb(0xFFFFFF),
		Approve: rgb(0x1A5E3D), Against: rgb(0x86291F), Abstain: rgb(0x525252), Fair: rgb(0x1F4E79), OnMark: rgb(0xFFFFFF),
		Hover: veil(0x1F1D1A, 0x12), Select: rgb(0xBBD6FF), Found: rgb(0xFFD9A0), FoundNow: rgb(0xFFAE42),
		Yellow: rgb(0xFFE9A8), Green: rgb(0xCFE8D5), Blue: rgb(0xCFE0F5), Pink: rgb(0xF6D5DC), OnHighlight: rgb(0x1F1D1A),
	}
	dark = Palette{
		Paper: rgb(0x191817), Sheet: rgb(0x23211F), Ink: rgb(0xF0ECE4), Faint: rgb(0xBDB6AB), Off: rgb(0x8E877C), Line: rgb(0x45413B),
		Accent: rgb(0xF2A59E), OnAccent: rgb(0x2A0906),
		Approve: rgb(0x8FD6AE), Against: rgb(0xF0ABA4), Abstain: rgb(0xC9C5BF), Fair: rgb(0x9CC4F0), OnMark: rgb(0x161514),
		Hover: veil(0xF0ECE4, 0x1A), Select: rgb(0x24477A), Found: rgb(0x5E4312), FoundNow: rgb(0x704400),
		Yellow: rgb(0x4A3E12), Green: rgb(0x1E4630), Blue: rgb(0x203F66), Pink: rgb(0x5A2937), OnHighlight: rgb(0xF5F2EC),
		Dark: true,
	}
	sepia = Palette{
		Paper: rgb(0xF4ECD8), Sheet: rgb(0xFBF5E6), Ink: rgb(0x2E2417), Faint: rgb(0x5A4A36), Off: rgb(0x75654F), Line: rgb(0xDDCFB2),
		Accent: rgb(0x8E1B14), OnAccent: rgb(0xFFFFFF),
		Approve: rgb(0x185538), Against: rgb(0x7E261D), Abstain: rgb(0x4F4A44), Fair: rgb(0x1D4A73), OnMark: rgb(0xFFFFFF),
		Hover: veil(0x2E2417, 0x14), Select: rgb(0xC2D5EE), Found: rgb(0xFFD08A), FoundNow: rgb(0xF5A93B),
		Yellow: rgb(0xFFE08A), Green: rgb(0xC6E2C4), Blue: rgb(0xC8DBEE), Pink: rgb(0xF3CBD0), OnHighlight: rgb(0x2E2417),
	}
	contrast = Palette{
		Paper: rgb(0xFFFFFF), Sheet: rgb(0xFFFFFF), Ink: rgb(0x000000), Faint: rgb(0x262626), Off: rgb(0x6B6B6B), Line: rgb(0x000000),
		Accent: rgb(0x7A0000), OnAccent: rgb(0xFFFFFF),
		Approve: rgb(0x004D26), Against: rgb(0x7A0000), Abstain: rgb(0x333333), Fair: rgb(0x003A75), OnMark: rgb(0xFFFFFF),
		Hover: veil(0x000000, 0x22), Select: rgb(0x9CC7FF), Found: rgb(0xFFD24D), FoundNow: rgb(0xFFA000),
		Yellow: rgb(0xFFE24D), Green: rgb(0x9BE6AE), Blue: rgb(0xA6D0FF), Pink: rgb(0xFFB3C6), OnHighlight: rgb(0x000000),
	}
)

// Ink and Faint are the two inks in which nearly all text is set, as what shows a
// text asks for its colour.
func Ink(p Palette) color.NRGBA   { return p.Ink }
func Faint(p Palette) color.NRGBA { return p.Faint }
