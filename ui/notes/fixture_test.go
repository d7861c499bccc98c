package notes

import (
	"crypto/rand"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// house is a screen in a window over the rehearsal meeting.
type house struct {
	*stagetest.Stage
	*testing.T
	screen *Screen
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, Stage: stagetest.New(t)}
	clock := stagetest.Instant
	h.Book = note.NewBook(h.Stage.Notes, func() time.Time { clock = clock.Add(time.Second); return clock }, rand.Reader)
	h.Window.Resize(fyne.NewSize(1000, 640))
	h.screen = New(h.Stage.Stage)
	h.Window.SetContent(h.screen.Object())
	return h
}

// held are the stored notes by id.
func (h *house) held() map[string]note.Note {
	h.Helper()
	all, err := h.Stage.Notes.Notes()
	if err != nil {
		h.Fatal(err)
	}
	byID := map[string]note.Note{}
	for _, n := range all {
		byID[n.ID] = n
	}
	return byID
}

// on highlights the first place where some words stand in the report.
func (h *house) on(quote, text string) note.Note {
	h.Helper()
	r, _ := h.Report()
	at, ok := r.Locate(quote)
	if !ok {
		h.Fatalf("the report has no %q", quote)
	}
	n, err := h.Book.Highlight(r, at, note.Green, text)
	if err != nil {
		h.Fatal(err)
	}
	return n
}

// about notes something on a project.
func (h *house) about(id, text string) note.Note {
	h.Helper()
	n, err := h.Book.OnProject(id, text)
	if err != nil {
		h.Fatal(err)
	}
	return n
}

// elsewhere highlights something in a report of another year.
func (h *house) elsewhere(text string) note.Note {
	h.Helper()
	r := report.Parse("政府工作报告\n\n去年的一句话,另有安排。\n")
	n, err := h.Book.Highlight(r, report.Range{Start: 8, End: 14}, note.Pink, text)
	if err != nil {
		h.Fatal(err)
	}
	return n
}

func (h *house) show(t stage.Target) {
	t.Place = stage.NotesPlace
	h.screen.Shown(t)
}

func (h *house) hand() hand.Hand { return hand.Hand{T: h.T, W: h.Window} }

func (h *house) mustSay(wants ...string)    { h.Helper(); h.hand().MustSee(wants...) }
func (h *house) mustNotSay(wants ...string) { h.Helper(); h.hand().MustNotSee(wants...) }

// tap taps what bears a word.
func (h *house) tap(word string) { h.Helper(); h.hand().TapNamed(word) }

// key types a key on the list.
func (h *house) key(names ...fyne.KeyName) {
	for _, name := range names {
		h.screen.list.TypedKey(&fyne.KeyEvent{Name: name})
	}
}
