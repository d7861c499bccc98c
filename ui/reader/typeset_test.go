package reader

import (
	"fmt"
	"html"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
)

// TestTypeset writes one passage as the reader sets it and the same passage as a
// page for a browser, in the same font, size, measure and leading, for
// scripts/typeset.sh, which has the browser draw it. Nothing is compared here:
// docs/typography.md says what was seen.
func TestTypeset(t *testing.T) {
	folder := os.Getenv("PIAOJUE_TYPESET")
	if folder == "" {
		t.Skip("set PIAOJUE_TYPESET to a folder to write to")
	}
	looking(t, look.Light, look.DefaultText)
	r := theReport()
	p := pageOf(r)
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Canvas().(interface{ SetScale(float32) }).SetScale(2)
	const width, height = 760, 640
	w.Resize(fyne.NewSize(width, height))
	p.focused = false
	from := r.Find("（三）在城市品质上")[0].Start
	p.bringHeading(from)
	// From the heading on: what stands above it is moved out of sight.
	p.scrollTo(p.col.top + 0.6*float64(p.size) - 16)
	file, err := os.Create(filepath.Join(folder, "reader-page.png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}

	fonts, err := filepath.Abs("../../assets/fonts")
	if err != nil {
		t.Fatal(err)
	}
	pal := look.Light.Palette()
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><style>
@font-face { font-family: page; src: url("file://%[1]s/NotoSansSC-Regular.ttf"); }
@font-face { font-family: page; font-weight: bold; src: url("file://%[1]s/NotoSansSC-Bold.ttf"); }
body { margin: 0; background: #fff; color: rgb(%d %d %d); }
main { width: %vpx; margin: 16px auto 0; font: %vpx/%v page; text-align: justify; text-indent: 2em;
  text-spacing-trim: normal; text-autospace: normal; line-break: strict; }
p { margin: 0 0 0.35em; }
</style><main>`, fonts, pal.Ink.R, pal.Ink.G, pal.Ink.B, measure*look.DefaultText, look.DefaultText, leading)
	for i := p.col.blockOf(from); i < len(p.col.blocks) && i < p.col.blockOf(from)+4; i++ {
		block := &p.col.blocks[i]
		b.WriteString("<p>")
		for o := block.start; o < block.end; {
			end := o
			for end < block.end && block.isBold(end) == block.isBold(o) {
				end++
			}
			part := html.EscapeString(string(p.col.text[o:end]))
			if block.isBold(o) {
				part = "<b>" + part + "</b>"
			}
			b.WriteString(part)
			o = end
		}
		b.WriteString("</p>\n")
	}
	b.WriteString("</main>")
	if err := os.WriteFile(filepath.Join(folder, "page.html"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
