package look

import (
	"bytes"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"piaojue/app/note"
)

func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

func contrastRatio(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestEveryTextStandsAtSevenToOne(t *testing.T) {
	for _, m := range Modes {
		p := m.Palette()
		pairs := map[string][2]color.NRGBA{
			"ink on paper": {p.Ink, p.Paper}, "ink on sheet": {p.Ink, p.Sheet},
			"faint on paper": {p.Faint, p.Paper}, "faint on sheet": {p.Faint, p.Sheet},
			"accent on paper": {p.Accent, p.Paper}, "accent on sheet": {p.Accent, p.Sheet},
			"on accent":        {p.OnAccent, p.Accent},
			"approve on sheet": {p.Approve, p.Sheet}, "against on sheet": {p.Against, p.Sheet}, "abstain on sheet": {p.Abstain, p.Sheet}, "fair on sheet": {p.Fair, p.Sheet},
			"approve on paper": {p.Approve, p.Paper}, "against on paper": {p.Against, p.Paper}, "abstain on paper": {p.Abstain, p.Paper}, "fair on paper": {p.Fair, p.Paper},
			"on approve": {p.OnMark, p.Approve}, "on against": {p.OnMark, p.Against}, "on abstain": {p.OnMark, p.Abstain}, "on fair": {p.OnMark, p.Fair},
			"yellow": {p.OnHighlight, p.Yellow}, "green": {p.OnHighlight, p.Green}, "blue": {p.OnHighlight, p.Blue}, "pink": {p.OnHighlight, p.Pink},
			"selected": {p.Ink, p.Select}, "found": {p.Ink, p.Found}, "found now": {p.Ink, p.FoundNow},
		}
		for what, pair := range pairs {
			if r := contrastRatio(pair[0], pair[1]); r < 7 {
				t.Errorf("%s: %s stands at %.2f:1", m, what, r)
			}
		}
	}
}

// What cannot be pressed is seen to be so, and can still be read.
func TestWhatIsOffIsFainterAndCanBeRead(t *testing.T) {
	for _, m := range Modes {
		p := m.Palette()
		for _, ground := range []color.NRGBA{p.Paper, p.Sheet} {
			off, ink := contrastRatio(p.Off, ground), contrastRatio(p.Ink, ground)
			if off < 4.5 || off > ink/2 {
				t.Errorf("%s: off stands at %.2f:1, ink at %.2f:1", m, off, ink)
			}
		}
		if c := New(m, DefaultText).Color(theme.ColorNameDisabled, theme.VariantLight); c != p.Off {
			t.Errorf("%s: a word that is off has the colour %v", m, c)
		}
	}
}

func TestEveryStyleHasChinese(t *testing.T) {
	l := New(Light, DefaultText)
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}, {Monospace: true}, {Monospace: true, Bold: true}} {
		face, err := font.ParseTTF(bytes.NewReader(l.Font(s).Content()))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range "姑苏区实事项目票决赞成反对弃权应选〇，。：；“”《》（）①②√×✓●○☆★▲▼←→" {
			if _, ok := face.NominalGlyph(r); !ok {
				t.Errorf("%+v has no %c", s, r)
			}
		}
	}
}

func TestTextSizeStaysInRange(t *testing.T) {
	for size, want := range map[float32]float32{2: MinText, 18: 18, 99: MaxText} {
		if got := New(Light, size).TextSize(); got != want {
			t.Errorf("New(%v).TextSize() = %v, want %v", size, got, want)
		}
	}
}

func TestUnderlinesAreSeen(t *testing.T) {
	for _, m := range Modes {
		p := m.Palette()
		for _, c := range note.Colours {
			if r := contrastRatio(p.Underline(c), p.Sheet); r < 3 {
				t.Errorf("%s in %s stands at %.1f:1", c, m, r)
			}
		}
	}
}
