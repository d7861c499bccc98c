package reader

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/assets"
	"piaojue/ui/look"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

func TestMain(m *testing.M) {
	test.NewApp()
	if err := words.Use(say.Chinese); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func reportText() string {
	return string(bytes.TrimPrefix(assets.RehearsalReport, []byte("\uFEFF")))
}

// theReport is the report of the rehearsal meeting.
func theReport() *report.Report { return report.Parse(reportText()) }

// looking sets the theme for a test.
func looking(t testing.TB, m look.Mode, text float32) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(m, text))
	return a
}

// desk is a screen in a window, over stores in memory.
type desk struct {
	*Screen
	t      testing.TB
	st     *stage.Stage
	window fyne.Window
	book   *shelf
}

// open opens the screen on a text; "" for no report.
func open(t testing.TB, text string, m look.Mode, size float32, w, h float32) *desk {
	t.Helper()
	app := looking(t, m, size)
	window := test.NewTempWindow(t, nil)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(w, h))
	book := &shelf{notes: map[string]note.Note{}}
	cabinet := &cabinet{meeting: meeting.Meeting{ID: "m", Rounds: []meeting.Round{{Number: 1, State: meeting.Draft}}}}
	now := func() time.Time { return time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC) }
	st := &stage.Stage{
		App: app, Window: window, Inline: true, Now: now,
		Desk: meeting.NewDesk(cabinet, now, rand.Reader),
		Book: note.NewBook(book, now, rand.Reader),
	}
	if text != "" {
		if err := st.Desk.SetReport(meeting.Document{Name: "report.txt", Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Load(); err != nil {
		t.Fatal(err)
	}
	s := New(st)
	window.SetContent(s.Object())
	window.Resize(fyne.NewSize(w, h))
	s.Shown(stage.Target{Place: stage.ReportPlace})
	return &desk{Screen: s, t: t, st: st, window: window, book: book}
}

// find is the one place in the report that holds some words.
func (d *desk) find(words string) report.Range {
	d.t.Helper()
	hits := d.report.Find(words)
	if len(hits) == 0 {
		d.t.Fatalf("%q is not in the report", words)
	}
	return hits[0]
}

// shelf keeps notes in memory.
type shelf struct {
	mu    sync.Mutex
	notes map[string]note.Note
	puts  int
	fail  error
}

func (s *shelf) Notes() ([]note.Note, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []note.Note
	for _, n := range s.notes {
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b note.Note) int { return cmp.Compare(a.ID, b.ID) })
	return all, s.fail
}

func (s *shelf) Put(n note.Note) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	s.notes[n.ID] = n
	s.puts++
	return nil
}

func (s *shelf) Remove(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.notes, id)
	return s.fail
}

func (s *shelf) Intents() ([]note.Intent, error) { return nil, nil }
func (s *shelf) PutIntent(note.Intent) error     { return nil }

// cabinet keeps a meeting in memory.
type cabinet struct {
	meeting  meeting.Meeting
	document meeting.Document
	has      bool
}

func (c *cabinet) Meeting() (meeting.Meeting, error) { return c.meeting, nil }
func (c *cabinet) Update(change func(*meeting.Meeting) error) error {
	return change(&c.meeting)
}
func (c *cabinet) Cast(int, ballot.Ballot, func(*meeting.Meeting) error) error { return nil }
func (c *cabinet) Returned(int) (int, error)                                   { return 0, nil }
func (c *cabinet) Ballots(int) ([]ballot.Ballot, error)                        { return nil, nil }
func (c *cabinet) Shake() error                                                { return nil }
func (c *cabinet) Document() (meeting.Document, bool, error)                   { return c.document, c.has, nil }
func (c *cabinet) SetDocument(d meeting.Document) error {
	c.document, c.has = d, true
	return nil
}
