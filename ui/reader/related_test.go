package reader

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

func (d *desk) hand() hand.Hand { return hand.Hand{T: d.t, W: d.st.Window} }

// ids are the projects that the margin names.
func (d *desk) ids() string {
	var all []string
	for _, l := range d.related.shown {
		all = append(all, l.Project)
	}
	return fmt.Sprint(all)
}

func TestTheMarginNamesTheProjectsInSight(t *testing.T) {
	d := open(t)
	if got := d.ids(); got != "[]" || d.related.root.Visible() {
		t.Fatalf("at the beginning it names %s", got)
	}
	at := d.find("完成54个小区")
	d.page.bring(at)
	if got := d.ids(); got == "[]" || !d.related.root.Visible() {
		t.Fatalf("at the passage it names %s", got)
	}
	d.hand().MustSee("相关项目", "“两小”综合整治工程")
	// What is selected is asked about alone.
	d.page.selectRange(at)
	if got := d.ids(); got != "[1]" {
		t.Errorf("at the selection it names %s", got)
	}
	d.page.selectRange(d.find("按照“属地主责"))
	if got := d.ids(); got != "[]" {
		t.Errorf("at a selection that is about none it names %s", got)
	}
	d.page.unselect()
	if got := d.ids(); got == "[]" {
		t.Error("without a selection nothing in sight is named")
	}
}

func TestAProjectInTheMarginIsOpenedByAClickOrEnter(t *testing.T) {
	d := open(t)
	d.page.selectRange(d.find("新建健身步道15公里"))
	d.hand().Tap("体育公园和健身步道建设")
	want := stage.Target{Place: stage.ProjectsPlace, Project: "10"}
	if n := len(d.st.Went); n != 1 || d.st.Went[0] != want {
		t.Fatalf("went to %+v", d.st.Went)
	}
	d.st.Window.Canvas().Focus(d.related.list)
	d.hand().Press(fyne.KeyHome, fyne.KeyReturn)
	if n := len(d.st.Went); n != 2 || d.st.Went[1] != want {
		t.Errorf("Enter went to %+v", d.st.Went)
	}
}

func TestASuggestionSaysThatItIsOneUntilItIsDecided(t *testing.T) {
	d := open(t)
	at := d.find("综合为老服务中心8家")
	d.page.bring(at)
	d.page.selectRange(at)
	d.hand().MustSee("综合为老服务中心建设", "建议，待确认")
	decide := func(as note.Decision) {
		t.Helper()
		d.st.Decide(d.related.shown[0], as, nil)
		d.Shown(stage.Target{Place: stage.ReportPlace})
	}
	decide(note.Confirmed)
	d.hand().MustSee("综合为老服务中心建设")
	d.hand().MustNotSee("建议，待确认")
	decide(note.Dismissed)
	if got := d.ids(); got != "[]" {
		t.Errorf("after it was dismissed %s is named", got)
	}
}

// Without a list, with another report, or in a plain text nothing is named that
// is not there.
func TestNothingIsNamedWithoutAList(t *testing.T) {
	d := open(t)
	d.page.selectRange(d.find("新建健身步道15公里"))
	if err := d.st.Meeting.SetDocument(meeting.Document{Name: "b.txt", Text: "通知\n\n请按时到会。\n"}); err != nil {
		t.Fatal(err)
	}
	d.st.Announce()
	if got := d.ids(); got != "[]" {
		t.Errorf("over another report %s is named", got)
	}
}

// At any size the names are whole and the notes keep the larger part.
func TestTheProjectsLeaveTheNotesTheirRoom(t *testing.T) {
	d := open(t)
	for _, text := range []float32{look.MinText, look.MaxText} {
		d.wear(look.Dark, text)
		d.st.Window.Resize(fyne.NewSize(1440, 900))
		d.page.selectRange(report.Range{Start: 0, End: len(d.report.Text)})
		if got, all := len(d.related.shown), len(stagetest.Setup(t).List.Projects); got != all {
			t.Fatalf("text %v: %d of %d projects", text, got, all)
		}
		margin, below := d.margin.Size().Height, d.related.root.Size().Height
		if below <= 0 || below > 0.41*(margin+below) {
			t.Errorf("text %v: the projects take %v of %v", text, below, margin+below)
		}
	}
}
