package projects

import (
	"crypto/rand"
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/assets"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// house is a screen in a window.
type house struct {
	*stagetest.Stage
	*testing.T
	screen *Screen
	file   project.Preview // what the next file is read as
	bad    error           // or why it cannot be
	timers []func()        // pauses that run
	broken *broken
}

// broken is a book that cannot be read while its error is set.
type broken struct {
	note.Store
	err error
}

func (b *broken) Intents() ([]note.Intent, error) {
	all, err := b.Store.Intents()
	return all, errors.Join(err, b.err)
}

// rehearsal is the list that the app ships.
func rehearsal(t *testing.T) project.List { return stagetest.Setup(t).List }

var document = meeting.Document{Name: assets.RehearsalReportName, Text: stagetest.Report()}

func newHouse(t *testing.T, list project.List) *house {
	t.Helper()
	return houseWith(t, list, document)
}

func houseWith(t *testing.T, list project.List, d meeting.Document) *house {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.List = list
	h := &house{T: t, Stage: stagetest.Of(t, setup, d)}
	h.broken = &broken{Store: h.Stage.Notes}
	clock := stagetest.Instant
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	h.Book = note.NewBook(h.broken, now, rand.Reader)
	h.Files.ReadList = func(string) (project.Preview, error) { return h.file, h.bad }
	h.Window.Resize(fyne.NewSize(1100, 640))
	h.screen = New(h.Stage.Stage)
	h.screen.wait = func(_ time.Duration, f func()) func() {
		h.timers = append(h.timers, f)
		i := len(h.timers) - 1
		return func() { h.timers[i] = nil }
	}
	h.Window.SetContent(h.screen.Object())
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

func (h *house) hand() hand.Hand { return hand.Hand{T: h.T, W: h.Window} }

// says is all text in sight.
func (h *house) says() string { return h.hand().Text() }

func (h *house) mustSay(wants ...string)    { h.Helper(); h.hand().MustSee(wants...) }
func (h *house) mustNotSay(wants ...string) { h.Helper(); h.hand().MustNotSee(wants...) }

// tap taps what bears a word.
func (h *house) tap(word string) { h.Helper(); h.hand().TapNamed(word) }

// intent is the stored leaning on a project.
func (h *house) intent(id string) note.Intent {
	h.Helper()
	all, err := h.Stage.Notes.Intents()
	if err != nil {
		h.Fatal(err)
	}
	for _, i := range all {
		if i.Project == id {
			return i
		}
	}
	return note.Intent{}
}

// lean stores a leaning as if it had been there before.
func (h *house) lean(i note.Intent) {
	h.Helper()
	if err := h.Stage.Notes.Change(note.Content{Intents: []note.Intent{i}}, nil); err != nil {
		h.Fatal(err)
	}
}

// places sets how many are to be chosen and how many may be approved.
func (h *house) places(places, most int) {
	h.Helper()
	p := procedure.Default(places)
	p.MaxApprovals = most
	if err := h.Desk.SetProcedure(p); err != nil {
		h.Fatal(err)
	}
	h.Announce()
}

// texts are the texts of the stored notes on a project.
func (h *house) texts(id string) []string {
	all, err := h.Book.Notes()
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
	l := project.List{Title: "长清单", Rehearsal: true}
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
