package stage_test

import (
	"errors"
	"testing"

	"piaojue/app/note"
	"piaojue/app/say"
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
