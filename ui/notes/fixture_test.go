package notes

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
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

// says is all text in sight.
func (h *house) says() string {
	var b strings.Builder
	walk(h.Window.Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			b.WriteString(o.Text + "\n")
		case *prose.Text:
			b.WriteString(o.String() + "\n")
		}
	})
	return b.String()
}

func (h *house) mustSay(wants ...string) {
	h.Helper()
	for _, want := range wants {
		if got := h.says(); !strings.Contains(got, want) {
			h.Errorf("nothing says %q; there is:\n%s", want, got)
		}
	}
}

func (h *house) mustNotSay(wants ...string) {
	h.Helper()
	for _, want := range wants {
		if got := h.says(); strings.Contains(got, want) {
			h.Errorf("something says %q:\n%s", want, got)
		}
	}
}

func walk(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	do(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, do)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, do)
		}
	}
}

// tap taps what bears a word.
func (h *house) tap(word string) {
	h.Helper()
	var found fyne.Tappable
	walk(h.Window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(fyne.Tappable); ok && found == nil && bears(o, word) {
			found = t
		}
	})
	if found == nil {
		h.Fatalf("nothing to tap says %q; there is:\n%s", word, h.says())
	}
	test.Tap(found)
}

func bears(o fyne.CanvasObject, word string) bool {
	named, ok := o.(fyne.Accessible)
	return ok && named.AccessibilityLabel() == word
}

// key types a key on the list.
func (h *house) key(names ...fyne.KeyName) {
	for _, name := range names {
		h.screen.list.TypedKey(&fyne.KeyEvent{Name: name})
	}
}
