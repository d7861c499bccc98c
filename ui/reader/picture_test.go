package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
	"piaojue/ui/look"
)

// The reader as a whole in each palette: outline, page with highlights and a
// written note, the margin beside it.
func TestPicturesOfReading(t *testing.T) {
	for _, m := range look.Modes {
		t.Run(string(m), func(t *testing.T) {
			d := open(t)
			d.wear(m, 18)
			d.st.Window.Resize(fyne.NewSize(1320, 640))
			n := d.mark("完成54个小区、83条街巷的“两小”综合整治", note.Green)
			d.margin.write(n.ID, "含哪些街道？")
			d.mark("打造10座设施齐全、功能完备的一类及以上公厕", note.Yellow)
			d.choose("", false)
			d.page.bring(d.find("深化违建专项治理"))
			test.AssertImageMatches(t, "reading-"+string(m)+".png", d.st.Window.Canvas().Capture())
		})
	}
}

// Hits, the present one, a highlight and a selection on one dark page.
func TestPictureOfSearchingAndSelecting(t *testing.T) {
	d := open(t)
	d.wear(look.Dark, 20)
	d.st.Window.Resize(fyne.NewSize(1000, 640))
	d.mark("完成54个小区、83条街巷的“两小”综合整治", note.Pink)
	d.choose("", false)
	d.search.field.SetText("整治")
	at := d.find("深化违建专项治理")
	d.page.bring(at)
	d.page.selectRange(d.report.SentenceAt(d.find("加快“厕所革命”进程").Start))
	test.AssertImageMatches(t, "searching-dark.png", d.st.Window.Canvas().Capture())
}
