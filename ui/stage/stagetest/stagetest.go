// Package stagetest gives screens a stage to stand on in tests: a window that
// nobody sees, the rehearsal meeting in memory, and a record of where they went.
package stagetest

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/assets"
	"piaojue/storage/storetest"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Stage is a stage.Stage with what lies behind it.
type Stage struct {
	*stage.Stage
	Meeting *storetest.Meeting
	Notes   *storetest.Notes
	// Opinions is the store of the digest, which Files.Opinions.Digest works on.
	Opinions *storetest.Opinions
	Went     []stage.Target    // every Go
	Next     string            // the last SayNext
	Saved    int               // how often SaySaved was called
	Booth    fyne.CanvasObject // what fills the window, nil outside the booth
	t        *testing.T
}

// Instant is the time on a stage, which stands still.
var Instant = time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)

// New gives a stage with the rehearsal meeting, on a window of 1280×800. Acts
// run at once.
func New(t *testing.T) *Stage {
	t.Helper()
	return Of(t, Setup(t), meeting.Document{Name: assets.RehearsalReportName, Text: Report()})
}

// Of gives a stage with another meeting; a document without text is none.
func Of(t *testing.T, setup meeting.Setup, d meeting.Document) *Stage {
	t.Helper()
	a := shared(t)
	if err := words.Use(say.Chinese); err != nil {
		t.Fatal(err)
	}
	w := a.NewWindow("")
	t.Cleanup(w.Close)
	// Fyne looks at the clock when it paints and at no other time, and throws
	// away what was made a minute ago by that clock: after a minute of tests that
	// paint nothing, the first picture would take the widgets of its own test.
	w.Canvas().Capture()
	w.Resize(fyne.NewSize(1280, 800))

	s := &Stage{t: t, Meeting: storetest.NewMeeting(setup), Notes: storetest.NewNotes()}
	if d.Text != "" {
		if err := s.Meeting.SetDocument(d); err != nil {
			t.Fatal(err)
		}
	}
	now := func() time.Time { return Instant }
	s.Stage = &stage.Stage{
		App: a, Window: w, Inline: true, Now: now,
		Desk: meeting.NewDesk(s.Meeting, now, rand.Reader),
		Book: note.NewBook(s.Notes, now, rand.Reader),
	}
	s.Opinions = storetest.NewOpinions()
	digest := opinion.NewDigest(s.Opinions, now)
	s.Files.Opinions.Digest = func() (*opinion.Digest, error) { return digest, nil }
	s.Stage.Go = func(to stage.Target) { s.Went = append(s.Went, to) }
	s.Stage.SayNext = func(text string) { s.Next = text }
	s.Stage.SaySaved = func() { s.Saved++ }
	s.Stage.Booth = func(o fyne.CanvasObject) { s.Booth = o; w.SetContent(o) }
	s.Stage.Leave = func() { s.Booth = nil }
	if err := s.Load(); err != nil {
		t.Fatal(err)
	}
	return s
}

// Report is the text of the rehearsal's report.
func Report() string {
	text := strings.TrimPrefix(string(assets.RehearsalReport), "\ufeff")
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// Setup is the rehearsal as it begins: 12 candidates, 10 places, a roll of 9.
func Setup(t *testing.T) meeting.Setup {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(assets.RehearsalList, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := project.List{Title: "2021", Rehearsal: true}
	for _, r := range rows[1:] {
		list.Projects = append(list.Projects, project.Project{
			ID: r[0], Category: r[1], Name: r[2], Content: strings.Split(r[3], ";"), Source: r[4],
			Unit: r[5], Deadline: r[6], Remark: r[9],
		})
	}
	return meeting.Setup{
		Name: "苏州市姑苏区第二届人民代表大会第五次会议", Vote: "2021年政府实事项目",
		Rehearsal: true, Roll: 9, List: list, Procedure: procedure.Default(10),
	}
}
