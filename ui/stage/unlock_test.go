package stage_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/ui/page"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

func TestThePassphraseOpensTheNotesWhereTheyAreAskedFor(t *testing.T) {
	st := stagetest.New(t)
	h := hand.Hand{T: t, W: st.Window}
	if _, err := st.Book.OnProject("1", "x"); err != nil {
		t.Fatal(err)
	}
	st.Under("甲")
	told := 0
	st.OnChange(func() { told++ })
	st.AskUnlock()
	st.Give("乙")
	h.MustSee("口令不对")
	if !st.Locked() || told != 0 {
		t.Fatal("a wrong passphrase opened the notes")
	}
	st.Give("甲")
	if st.Locked() || told != 1 || st.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("locked %v, told %d times", st.Locked(), told)
	}
	st.AskUnlock()
	if st.Window.Canvas().Overlays().Top() != nil {
		t.Error("open notes are asked for again")
	}
}

func TestTheSameProblemIsNotSaidOverItself(t *testing.T) {
	st := stagetest.New(t)
	h := hand.Hand{T: t, W: st.Window}
	boxes := func() int { return len(st.Window.Canvas().Overlays().List()) }
	one := say.Wrong(say.M("storage.locked"), say.M("storage.locked.do"), note.ErrLocked)
	st.ShowProblem(one)
	st.ShowProblem(one)
	if boxes() != 1 {
		t.Errorf("%d boxes say the same", boxes())
	}
	st.ShowProblem(errors.New("another"))
	if boxes() != 2 {
		t.Errorf("another problem makes %d boxes", boxes())
	}
	h.Tap("知道了")
	h.Tap("知道了")
	st.ShowProblem(one)
	if boxes() != 1 {
		t.Error("a problem that was put away is not said again")
	}
}

// The space bar that opens a box writes no space into its field, which has the
// focus by the time the rune comes.
func TestTheSpaceBarThatPressesWritesNothing(t *testing.T) {
	s := stagetest.New(t)
	h := hand.Hand{T: t, W: s.Window}
	field := page.NewField("")
	open := page.NewButton("设定口令", func() { s.Window.Canvas().Focus(field) })
	s.Window.SetContent(container.NewVBox(open, field))
	s.Window.Canvas().Focus(open)
	h.Press(fyne.KeySpace)
	if s.Window.Canvas().Focused() != fyne.Focusable(field) || field.Text != "" {
		t.Errorf("the field holds %q", field.Text)
	}
}
