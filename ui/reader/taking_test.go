package reader

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/meeting"
	"piaojue/app/say"
	rows "piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/stagetest"
	"piaojue/ui/words"
)

// buttons are the buttons of the sheet that lies over the window.
func (d *desk) buttons() []*widget.Button {
	var out []*widget.Button
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Button:
			out = append(out, o)
		case *rows.Button:
			out = append(out, &o.Button)
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	if top := d.st.Window.Canvas().Overlays().Top(); top != nil {
		walk(top)
	}
	return out
}

func TestWithoutAReportThereIsOneSentenceAndOneButton(t *testing.T) {
	d := openOn(t, "")
	if !d.empty.Visible() || d.reading.Visible() {
		t.Error("the empty desk is not shown")
	}
	d.FocusSearch()
	d.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})

	d.st.Files.ReadText = func(path string) (string, error) {
		if path != "/home/deputy/报告.docx" {
			t.Errorf("read %q", path)
		}
		return stagetest.Report(), nil
	}
	ImportFile(d.st.Stage, "/home/deputy/报告.docx")
	if d.empty.Visible() || !d.reading.Visible() || d.report == nil {
		t.Fatal("the report is not shown after it was taken in")
	}
	if _, name := d.st.Report(); name != "报告.docx" {
		t.Errorf("its name is %q", name)
	}
	if got := spoken(d.page); !strings.Contains(got, "政 府 工 作 报 告") {
		t.Errorf("the page shows %q", got)
	}
}

func TestTheButtonAsksForAFile(t *testing.T) {
	d := openOn(t, "")
	var load *rows.Button
	for _, o := range d.empty.Objects[0].(*fyne.Container).Objects {
		if c, ok := o.(*fyne.Container); ok {
			if c, ok := c.Objects[0].(*fyne.Container); ok {
				load = c.Objects[0].(*rows.Button)
			}
		}
	}
	if load == nil || load.Size().Width < 200 {
		t.Fatalf("the button is %v", load)
	}
	test.Tap(load)
	if d.st.Window.Canvas().Overlays().Top() == nil {
		t.Error("no file is asked for")
	}
	words := []string{}
	for _, b := range d.buttons() {
		words = append(words, b.Text)
	}
	if !slices.Contains(words, "载入") || !slices.Contains(words, "返回") {
		t.Errorf("the buttons say %q", words)
	}
}

func TestAFileThatCannotBeReadIsSaidAndChangesNothing(t *testing.T) {
	d := openOn(t, "")
	d.st.Files.ReadText = func(string) (string, error) {
		return "", say.Wrong(say.M("problem.unexpected"), say.M("problem.unexpected.do"), errors.New("no zip"))
	}
	ImportFile(d.st.Stage, "bad.docx")
	if d.report != nil || !d.empty.Visible() {
		t.Error("something was taken in")
	}
	if len(d.buttons()) != 1 {
		t.Error("no sheet says what happened")
	}
}

func TestAnotherReportIsTakenInOnlyAfterAQuestion(t *testing.T) {
	d := open(t)
	old := d.report
	d.st.Files.ReadText = func(string) (string, error) { return "另一篇文章。\n", nil }
	ImportFile(d.st.Stage, "new.txt")
	if d.report != old {
		t.Fatal("it was taken in at once")
	}
	buttons := d.buttons()
	if len(buttons) != 2 {
		t.Fatalf("%d buttons", len(buttons))
	}
	test.Tap(buttons[0])
	if d.report != old {
		t.Error("the button that goes back took it in")
	}
	ImportFile(d.st.Stage, "new.txt")
	test.Tap(d.buttons()[1])
	if d.report == old || !d.plain.Visible() || d.page.col.top != 0 {
		t.Error("the new text is not shown from its beginning")
	}
}

func TestWhatWasLeftOutCanBeSeen(t *testing.T) {
	d := open(t)
	if !d.dropped.Visible() || !strings.Contains(d.dropped.word, "5") {
		t.Errorf("the foot says %q", d.dropped.word)
	}
	test.Tap(d.dropped)
	sheet := test.RenderObjectToMarkup(d.st.Window.Canvas().Overlays().Top())
	for _, gone := range d.report.Dropped {
		if !strings.Contains(sheet, strings.Fields(gone.Text)[0]) {
			t.Errorf("the sheet does not show %q", gone.Text)
		}
	}
	if d := openOn(t, "没有导航的文章。\n"); d.dropped.Visible() {
		t.Errorf("nothing was left out, but the foot says %q", d.dropped.word)
	}
}

func TestTheSheetOfKeysNamesEveryKey(t *testing.T) {
	d := open(t)
	d.showKeys()
	sheet := test.RenderObjectToMarkup(d.st.Window.Canvas().Overlays().Top())
	for _, key := range []string{"PgUp", "Home", "F3", "Shift", "Esc", "Delete", "+F", "+Z"} {
		if !strings.Contains(sheet, key) {
			t.Errorf("the sheet does not name %s", key)
		}
	}
}

// The way to what changed is on the screen as soon as the report took the place of
// another, and not before.
func TestTheWayToWhatChanged(t *testing.T) {
	d := open(t)
	word := words.T("reader.changes")
	d.hand().MustNotSee(word)
	if err := d.st.Desk.SetReport(meeting.Document{Name: "修改稿.txt", Text: "关于报告的说明\n" + stagetest.Report()}); err != nil {
		t.Fatal(err)
	}
	d.st.Announce()
	d.hand().Tap(word)
	if n := len(d.st.Went); n == 0 || d.st.Went[n-1].Place != stage.RevisionPlace {
		t.Errorf("went to %+v", d.st.Went)
	}
}
