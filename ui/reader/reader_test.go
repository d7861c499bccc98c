package reader

import (
	"os"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/stage"
	"piaojue/ui/stage/stagetest"
	"piaojue/ui/words"
)

func TestMain(m *testing.M) {
	test.NewApp()
	if err := words.Use(say.Chinese); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// theReport is the report of the rehearsal meeting.
func theReport() *report.Report { return report.Parse(stagetest.Report()) }

// looking sets the theme for a test.
func looking(t testing.TB, m look.Mode, text float32) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(m, text))
}

// desk is a screen in a window.
type desk struct {
	*Screen
	t  *testing.T
	st *stagetest.Stage
}

// open opens the screen on the rehearsal's report.
func open(t *testing.T) *desk {
	t.Helper()
	return openOn(t, stagetest.Report())
}

// openOn opens the screen on a text; "" for no report.
func openOn(t *testing.T, text string) *desk {
	t.Helper()
	st := stagetest.Of(t, stagetest.Setup(t), meeting.Document{Name: "报告.txt", Text: text})
	s := New(st.Stage)
	st.Window.SetPadded(false)
	st.Window.SetContent(s.Object())
	st.Window.Resize(fyne.NewSize(1280, 800))
	s.Shown(stage.Target{Place: stage.ReportPlace})
	return &desk{Screen: s, t: t, st: st}
}

// wear changes text size and palette as the shell does.
func (d *desk) wear(m look.Mode, text float32) {
	d.st.App.Settings().SetTheme(look.New(m, text))
	d.Object().Refresh()
}

// find is the first place in the report that holds some words.
func (d *desk) find(words string) report.Range {
	d.t.Helper()
	hits := d.report.Find(words)
	if len(hits) == 0 {
		d.t.Fatalf("%q is not in the report", words)
	}
	return hits[0]
}

// words are those of a range, as shown.
func (d *desk) words(at report.Range) string { return string(d.report.Display()[at.Start:at.End]) }

// selected are the selected words.
func (d *desk) selected() string {
	at, ok := d.page.passage()
	if !ok {
		return ""
	}
	return d.words(at)
}

// point is where an offset stands on the page.
func (d *desk) point(offset int) fyne.Position {
	s := d.page.col.spotOf(offset)
	return fyne.NewPos(d.page.left+s.x+1, float32(s.y-d.page.col.top)+s.step/2)
}

// click presses and lets go of the mouse button as Fyne's driver does.
func (d *desk) click(at fyne.Position, m fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
	e.Position = at
	d.page.MouseDown(e)
	d.page.MouseUp(e)
}

// drag drags from a point over others.
func (d *desk) drag(from fyne.Position, over ...fyne.Position) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = from
	d.page.MouseDown(e)
	for _, at := range over {
		d.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
		e.Position = at
	}
	d.page.MouseUp(e)
	d.page.DragEnd()
}

// press types keys on the page, as Fyne's driver does: a letter or a figure is
// first a key and then a rune, for whatever has the focus by then.
func (d *desk) press(keys ...fyne.KeyName) {
	d.t.Helper()
	if d.st.Window.Canvas().Focused() != fyne.Focusable(d.page) {
		d.t.Fatal("the page does not have the keys")
	}
	for _, k := range keys {
		d.page.TypedKey(&fyne.KeyEvent{Name: k})
		if len(k) == 1 {
			d.st.Window.Canvas().Focused().TypedRune(unicode.ToLower(rune(k[0])))
		}
	}
}

// holding holds Shift down while something is done.
func (d *desk) holding(do func()) {
	d.page.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	do()
	d.page.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

// kept are the notes in the store.
func (d *desk) kept() []note.Note {
	d.t.Helper()
	all, err := d.st.Book.Notes()
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// mark highlights some words and gives the note.
func (d *desk) mark(words string, c note.Colour) note.Note {
	d.t.Helper()
	at := d.find(words)
	d.page.bring(at)
	d.page.selectRange(at)
	d.paint(c)
	for _, n := range d.notes {
		if n.Anchor.Start == at.Start && n.Anchor.End == at.End {
			return n
		}
	}
	d.t.Fatalf("%q was not highlighted", words)
	return note.Note{}
}
