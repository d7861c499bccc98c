package projects

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/procedure"
	"piaojue/app/project"
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
	document *meeting.Document
	notes    map[string]note.Note
	intents  map[string]note.Intent
	broken   error // what every write fails with

	unreadable error // what reading the leanings fails with
}

func (s *shelf) Meeting() (meeting.Meeting, error) { return s.meeting, nil }
func (s *shelf) Update(change func(*meeting.Meeting) error) error {
	m := s.meeting
	m.Rounds = append([]meeting.Round(nil), m.Rounds...)
	if err := change(&m); err != nil {
		return err
	}
	if s.broken != nil {
		return s.broken
	}
	s.meeting = m
	return nil
}
func (s *shelf) Cast(int, ballot.Ballot, func(*meeting.Meeting) error) error { return nil }
func (s *shelf) Returned(int) (int, error)                                   { return 0, nil }
func (s *shelf) Ballots(int) ([]ballot.Ballot, error)                        { return nil, nil }
func (s *shelf) Shake() error                                                { return nil }
func (s *shelf) Document() (meeting.Document, bool, error) {
	if s.document == nil {
		return meeting.Document{}, false, nil
	}
	return *s.document, true, nil
}
func (s *shelf) SetDocument(d meeting.Document) error { s.document = &d; return s.broken }

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
func (p pad) Intents() ([]note.Intent, error) {
	var all []note.Intent
	for _, i := range p.intents {
		all = append(all, i)
	}
	return all, p.unreadable
}
func (p pad) PutIntent(i note.Intent) error {
	if p.broken == nil {
		p.intents[i.Project] = i
	}
	return p.broken
}

// house is a screen in a window over the rehearsal meeting.
type house struct {
	*testing.T
	st     *stage.Stage
	shelf  *shelf
	screen *Screen
	window fyne.Window
	went   []stage.Target
	file   project.Preview // what the next file is read as
	bad    error           // or why it cannot be
	timers []func()        // pauses that run
	clock  time.Time
}

// rehearsal is the list that the app ships, read by its known columns.
func rehearsal(t testing.TB) project.List {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(assets.RehearsalList, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	l := project.List{Rehearsal: true}
	for _, r := range rows[1:] {
		l.Projects = append(l.Projects, project.Project{
			ID: r[0], Category: r[1], Name: r[2], Content: strings.Split(r[3], ";"), Source: r[4], Unit: r[5],
			Deadline: r[6], Money: project.ParseMoney(r[7], "万元"), Funding: r[8], Remark: r[9],
		})
	}
	return l
}

func newHouse(t *testing.T, list project.List) *house {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.DefaultText))
	if err := words.Use(say.Chinese); err != nil {
		t.Fatal(err)
	}
	h := &house{T: t, clock: time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)}
	h.window = test.NewTempWindow(t, nil)
	h.window.Resize(fyne.NewSize(1100, 640))
	m, err := meeting.New(meeting.Setup{Name: "会议", Rehearsal: true, Roll: 449, List: list, Procedure: procedure.Default(10)}, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	h.shelf = &shelf{meeting: m, notes: map[string]note.Note{}, intents: map[string]note.Intent{}}
	now := func() time.Time { h.clock = h.clock.Add(time.Second); return h.clock }
	h.st = &stage.Stage{
		App: app, Window: h.window, Inline: true, Now: now,
		Desk: meeting.NewDesk(h.shelf, now, rand.Reader), Book: note.NewBook(pad{h.shelf}, now, rand.Reader),
		Go: func(to stage.Target) { h.went = append(h.went, to) },
	}
	h.st.Files.ReadList = func(string) (project.Preview, error) { return h.file, h.bad }
	if err := h.st.Desk.SetReport(meeting.Document{Name: assets.RehearsalReportName, Text: string(assets.RehearsalReport)}); err != nil {
		t.Fatal(err)
	}
	if err := h.st.Load(); err != nil {
		t.Fatal(err)
	}
	h.screen = New(h.st)
	h.screen.wait = func(_ time.Duration, f func()) func() {
		h.timers = append(h.timers, f)
		i := len(h.timers) - 1
		return func() { h.timers[i] = nil }
	}
	h.window.SetContent(h.screen.Object())
	h.screen.Shown(stage.Target{Place: stage.ProjectsPlace})
	return h
}

// pass lets every pause end.
func (h *house) pass() {
	timers := h.timers
	h.timers = nil
	for _, f := range timers {
		if f != nil {
			f()
		}
	}
}

// says is all text that stands in the window or, while there is one, on the
// sheet above it.
func (h *house) says() string {
	var b strings.Builder
	root := h.window.Content()
	if top := h.window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	walk(root, func(o fyne.CanvasObject) {
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

// walk goes through everything visible.
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

// tap taps the visible thing that can be tapped and bears a word.
func (h *house) tap(word string) {
	h.Helper()
	root := h.window.Content()
	if top := h.window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	var found fyne.Tappable
	walk(root, func(o fyne.CanvasObject) {
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

func (h *house) intent(id string) note.Intent { return h.shelf.intents[id] }

// texts are the texts of the stored notes on a project.
func (h *house) texts(id string) []string {
	all, err := h.st.Book.Notes()
	if err != nil {
		h.Fatal(err)
	}
	var texts []string
	for _, n := range all {
		if n.Project == id {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

// sixty is a long list with long names and much money.
func sixty() project.List {
	l := project.List{Title: "长清单"}
	for i := range 60 {
		l.Projects = append(l.Projects, project.Project{
			ID: fmt.Sprint(i + 1), Category: []string{"人居环境改善", "社会民生关爱", "文教资源优化"}[i/20],
			Name:    fmt.Sprintf("第%d号城市品质提升及老旧小区综合改造、雨污分流、停车设施与充电桩建设一体化推进工程", i+1),
			Content: []string{"改造老旧小区12个", "新建停车位800个；更新充电桩120个", "雨污分流管网15公里"},
			Unit:    "区住房和城乡建设局", Deadline: "2021年12月底", Money: project.ParseMoney("12,500", "万元"),
			Funding: "区级财政、市级补助", Extra: []project.Field{{Name: "涉及街道", Value: "平江、金阊、沧浪"}},
		})
	}
	return l
}

// understood is a file as a clerk's office writes it, with all that can be odd.
func understood(l project.List) project.Preview {
	return project.Preview{
		List: l, File: "候选项目（送审稿）.xlsx", Sheet: "Sheet1", HeadFrom: 3, HeadTo: 4,
		Columns: []project.Column{
			{Letter: "A", Head: "序号", Part: project.PartID},
			{Letter: "B", Head: "项目名称", Part: project.PartName},
			{Letter: "C", Head: "建设内容 / 主要内容", Part: project.PartContent},
			{Letter: "D", Head: "涉及街道", Part: project.PartExtra},
			{Letter: "E", Head: "总投资（万元）", Part: project.PartMoney, Hidden: true},
		},
		Rows:    []project.Row{{From: 5, To: 6, Warnings: []say.Message{say.M("project.none")}}, {From: 7, To: 7}},
		Skipped: []project.Skipped{{Row: 19, Text: "注：以上项目最终以大会票决结果为准。", Why: say.M("project.none")}},
		Notices: []say.Message{say.M("project.none.do")},
	}
}
