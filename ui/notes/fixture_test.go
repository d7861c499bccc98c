package notes

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/assets"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// shelf keeps a meeting and a deputy's notes in memory.
type shelf struct {
	meeting  meeting.Meeting
	document meeting.Document
	notes    map[string]note.Note
	broken   error // what every write of a note fails with
}

func (s *shelf) Meeting() (meeting.Meeting, error)                           { return s.meeting, nil }
func (s *shelf) Update(change func(*meeting.Meeting) error) error            { return change(&s.meeting) }
func (s *shelf) Cast(int, ballot.Ballot, func(*meeting.Meeting) error) error { return nil }
func (s *shelf) Returned(int) (int, error)                                   { return 0, nil }
func (s *shelf) Ballots(int) ([]ballot.Ballot, error)                        { return nil, nil }
func (s *shelf) Shake() error                                                { return nil }
func (s *shelf) Document() (meeting.Document, bool, error) {
	return s.document, s.document.Text != "", nil
}
func (s *shelf) SetDocument(d meeting.Document) error { s.document = d; return nil }

// pad is the notes of a shelf.
type pad struct{ *shelf }

func (p pad) Notes() ([]note.Note, error) {
	var all []note.Note
	for _, n := range p.notes {
		all = append(all, n)
	}
	return all, nil
}
func (p pad) Put(n note.Note) error {
	if p.broken == nil {
		p.notes[n.ID] = n
	}
	return p.broken
}
func (p pad) Remove(id string) error {
	if p.broken == nil {
		delete(p.notes, id)
	}
	return p.broken
}
func (p pad) Intents() ([]note.Intent, error) { return nil, nil }
func (p pad) PutIntent(note.Intent) error     { return p.broken }

// house is a screen in a window over the report that the app ships and a list
// of three projects.
type house struct {
	*testing.T
	st     *stage.Stage
	shelf  *shelf
	screen *Screen
	window fyne.Window
	went   []stage.Target
	clock  time.Time
}

func newHouse(t *testing.T) *house {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.DefaultText))
	if err := words.Use(say.Chinese); err != nil {
		t.Fatal(err)
	}
	h := &house{T: t, clock: time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)}
	h.window = test.NewTempWindow(t, nil)
	h.window.Resize(fyne.NewSize(1000, 640))
	list := project.List{Rehearsal: true, Projects: []project.Project{
		{ID: "1", Name: "“两小”综合整治工程"}, {ID: "2", Name: "“厕所革命”提升工程"}, {ID: "3", Name: "道路架空线整治和入地工程"},
	}}
	m, err := meeting.New(meeting.Setup{Name: "会议", Rehearsal: true, Roll: 449, List: list}, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	h.shelf = &shelf{meeting: m, notes: map[string]note.Note{}}
	h.shelf.document = meeting.Document{Name: assets.RehearsalReportName, Text: string(assets.RehearsalReport)}
	now := func() time.Time { h.clock = h.clock.Add(time.Second); return h.clock }
	h.st = &stage.Stage{
		App: app, Window: h.window, Inline: true, Now: now,
		Desk: meeting.NewDesk(h.shelf, now, rand.Reader), Book: note.NewBook(pad{h.shelf}, now, rand.Reader),
		Go: func(to stage.Target) { h.went = append(h.went, to) },
	}
	if err := h.st.Load(); err != nil {
		t.Fatal(err)
	}
	h.screen = New(h.st)
	h.window.SetContent(h.screen.Object())
	return h
}

// on highlights the first place where some words stand in the report.
func (h *house) on(quote, text string) note.Note {
	h.Helper()
	r, _ := h.st.Report()
	at, ok := r.Locate(quote)
	if !ok {
		h.Fatalf("the report has no %q", quote)
	}
	n, err := h.st.Book.Highlight(r, at, note.Green, text)
	if err != nil {
		h.Fatal(err)
	}
	return n
}

// about notes something on a project.
func (h *house) about(id, text string) note.Note {
	h.Helper()
	n, err := h.st.Book.OnProject(id, text)
	if err != nil {
		h.Fatal(err)
	}
	return n
}

// elsewhere highlights something in a report of another year.
func (h *house) elsewhere(text string) note.Note {
	h.Helper()
	r := report.Parse("政府工作报告\n\n去年的一句话,另有安排。\n")
	n, err := h.st.Book.Highlight(r, report.Range{Start: 8, End: 14}, note.Pink, text)
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
	walk(h.window.Content(), func(o fyne.CanvasObject) {
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
	walk(h.window.Content(), func(o fyne.CanvasObject) {
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
