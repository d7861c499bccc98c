// Package stage is what every screen stands on: the services of the app, the
// window, and the ways to go somewhere else, to do an act, to ask before an act
// that cannot be undone, and to say what went wrong.
//
// Everything here is called on Fyne's goroutine, except where it says otherwise.
package stage

import (
	"log/slog"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/roll"
)

// Place is one screen.
type Place string

const (
	ReportPlace   Place = "report"   // 报告
	ProjectsPlace Place = "projects" // 项目
	NotesPlace    Place = "notes"    // 我的批注
	VotePlace     Place = "vote"     // 票决
	DeskPlace     Place = "desk"     // 会务
	ResultPlace   Place = "result"   // 结果
	OpinionsPlace Place = "opinions" // 审议意见
	SettingsPlace Place = "settings" // 设置
	RevisionPlace Place = "revision" // 报告的变化: reached from the report and the notes
	TargetsPlace  Place = "targets"  // 指标, reached from the report
	PapersPlace   Place = "papers"   // 纸票, reached from the desk
	SignInPlace   Place = "sign_in"  // 签到, reached from the desk
)

// Target is where to go: a place and, in it, a passage, a project or a note.
type Target struct {
	Place   Place
	Passage report.Range // of the report; empty for none
	Project string
	Note    string
}

// Screen is a place as the shell shows it. Shown is called each time it comes
// to the front, with where in it to go.
type Screen interface {
	Object() fyne.CanvasObject
	Shown(Target)
}

// Files are the ways to and from files, given by main. Every error is fit for
// ShowProblem. They may be slow and are called by Do.
type Files struct {
	ReadText func(path string) (string, error)
	ReadList func(path string) (project.Preview, error)
	// ReadRoll reads a roll of deputies; of a workbook the named sheet or, with "",
	// the one that is best understood.
	ReadRoll func(path, sheet string) (roll.Preview, error)
	// ReadPast reads the figures of an earlier 满意度测评.
	ReadPast func(path string) (meeting.PastTable, error)
	// ReadBallots reads what a ballot scanner wrote on the projects with some ids.
	ReadBallots func(path string, ids []string) ([]ballot.Ballot, error)
	WriteResult func(path string, v meeting.View) error
	// Print writes a paper as PDF: which is one of Papers, on is A4 or A5.
	Print func(path string, which Paper, on string, v meeting.View) error
	// Open shows a file with the program that the system has for it.
	Open func(path string) error
	// BeginAgain puts a rehearsal meeting aside and begins it anew.
	BeginAgain func() error
	// WriteListTemplate and WriteRollTemplate write a workbook to be filled in.
	WriteListTemplate, WriteRollTemplate func(path string) error
	// ExportFolder is where a save dialog starts.
	ExportFolder func() string
	Opinions     OpinionFiles
}

// Paper is one of the papers of a vote.
type Paper string

const (
	BallotPaper     Paper = "ballot"     // 表决票
	SparePaper      Paper = "spare"      // 备用票
	RulesPaper      Paper = "rules"      // 票决规则
	AttendancePaper Paper = "attendance" // 签到表
	ResultPaper     Paper = "result"     // 票决结果
	NoticePaper     Paper = "notice"     // 公告
	MinutesPaper    Paper = "minutes"    // 会议记录, at any time
)

// Papers are the papers of the vote that there can be of a meeting as it stands, in the
// order in which they are needed.
func Papers(v meeting.View) []Paper {
	var all []Paper
	if v.Setup.Named() {
		all = append(all, AttendancePaper)
	}
	if len(v.Candidates) > 0 {
		all = append(all, BallotPaper, SparePaper, RulesPaper)
	}
	if v.Result != nil {
		all = append(all, ResultPaper, NoticePaper)
	}
	return all
}

// OpinionFiles are the ways of opinions to and from files.
type OpinionFiles struct {
	// Digest is the 审议意见汇总 of the meeting that is open; it is opened when it is
	// first asked for.
	Digest func() (*opinion.Digest, error)
	// Find gives the files of opinions among some files and in some folders.
	Find  func(paths []string) ([]string, error)
	Read  func(path string) (opinion.Set, error)
	Write func(path string, s opinion.Set) error
	// WriteTable writes a workbook, WriteDocument a document to be printed.
	WriteTable, WriteDocument func(path string, p OpinionPaper) error
}

// OpinionPaper is a digest as it goes on paper.
type OpinionPaper struct {
	Meeting   string
	Rehearsal bool
	Groups    []opinion.Group
}

// Stage is shared by all screens of one window.
type Stage struct {
	App    fyne.App
	Window fyne.Window
	Desk   *meeting.Desk
	Book   *note.Book
	Files  Files
	// Vault is how Book's notes are kept; nil where they are not in a file.
	Vault Vault
	Now   func() time.Time
	// Go shows another place; set by the shell.
	Go func(Target)
	// SayNext sets the line at the foot that names the next step; SaySaved the
	// time something was saved. Set by the shell.
	SayNext  func(text string)
	SaySaved func()
	// Booth fills the whole window with the ballot until Leave is called; set
	// by the shell.
	Booth func(content fyne.CanvasObject)
	Leave func()
	// OnProblem is called after a problem was shown (may be nil); see Failed.
	OnProblem func()
	// Inline runs acts at once instead of on a goroutine of their own: for tests.
	Inline bool

	unlocking bool     // a passphrase is being tried
	problem   *problem // the one shown last, nil for none
	begun     int      // how many acts were begun
	failed    string   // what was shown last, until an act succeeds
	failedAt  time.Time
	readings  atomic.Uint64
	taken     uint64 // the number of the reading that is shown
	view      meeting.View
	report    *report.Report
	document  meeting.Document
	targets   targets
	links     links
	listeners []func()
	leaving   []func()
}

// View is the meeting as last read; Announce reads it again.
func (s *Stage) View() meeting.View { return s.view }

// Report is the report that was taken in, or nil, and the name of its file.
func (s *Stage) Report() (*report.Report, string) { return s.report, s.document.Name }

// OnChange has f called after every Announce, until Clear.
func (s *Stage) OnChange(f func()) { s.listeners = append(s.listeners, f) }

// OnClear has f called once, when all screens are made anew or the window of the
// app was closed: for what a screen keeps open beside itself.
func (s *Stage) OnClear(f func()) {
	if len(s.leaving) == 0 {
		s.Window.SetOnClosed(s.leave)
	}
	s.leaving = append(s.leaving, f)
}

// Clear forgets who is told of changes, when all screens are made anew.
func (s *Stage) Clear() {
	s.listeners, s.OnProblem = nil, nil
	s.leave()
}

func (s *Stage) leave() {
	all := s.leaving
	s.leaving = nil
	for _, f := range all {
		f()
	}
}

// Announce reads the meeting again and tells every screen. Screens call it
// after an act that changed the meeting. Where that brought another report, as the
// beginning anew of a rehearsal does, the notes are found again in it.
func (s *Stage) Announce() { s.reread(s.announce) }

// AnnounceSoon is Announce with the reading away from Fyne's goroutine: for what
// changes with every key.
//
// What is typed and saved meanwhile is newer than what was read: such a reading
// is thrown away, and the meeting read once more.
func (s *Stage) AnnounceSoon() {
	var r reading
	begun := s.begun
	s.background(func() (err error) {
		r, err = s.read()
		return err
	}, func() {
		if s.begun != begun {
			s.AnnounceSoon()
			return
		}
		s.announce(r)
	})
}

func (s *Stage) reread(announce func(reading)) {
	r, err := s.read()
	if err != nil {
		s.ShowProblem(err)
		return
	}
	announce(r)
}

// announce tells every screen of what was read.
func (s *Stage) announce(r reading) {
	before := s.report
	s.tell(r)
	if s.report != before {
		s.SettleNotes()
	}
}

// tell is announce without finding notes again.
func (s *Stage) tell(r reading) {
	s.take(r)
	for _, f := range s.listeners {
		f()
	}
}

// reading is the meeting as it was read, and which reading it was.
type reading struct {
	number   uint64
	view     meeting.View
	document meeting.Document
	reported bool
}

// read reads the meeting; on any goroutine. With thousands of names it takes a
// while.
func (s *Stage) read() (r reading, err error) {
	r.number = s.readings.Add(1)
	if r.view, err = s.Desk.View(); err != nil {
		return r, err
	}
	r.document, r.reported, err = s.Desk.Report()
	return r, err
}

// take makes a reading the one that is shown, unless a later one is already.
func (s *Stage) take(r reading) {
	if r.number < s.taken {
		return
	}
	s.taken, s.view = r.number, r.view
	switch {
	case !r.reported:
		s.report, s.document = nil, meeting.Document{}
	case s.report == nil || r.document != s.document:
		s.report, s.document = report.Parse(r.document.Text), r.document
	}
}

// Load reads the meeting and the report without telling anybody.
func (s *Stage) Load() error {
	r, err := s.read()
	if err == nil {
		s.take(r)
	}
	return err
}

// Act runs an act on the meeting and announces what became of it; both the act
// and the reading are done away from Fyne's goroutine, so that nothing that is
// typed meanwhile waits for them. then gets the error of the act, which is not
// shown.
func (s *Stage) Act(act func() error, then func(error)) {
	var r reading
	var failed, unread error
	s.begun++
	s.background(func() error {
		failed = act()
		r, unread = s.read()
		return nil
	}, func() {
		if failed == nil {
			s.failed = ""
		}
		if unread == nil {
			s.announce(r)
		}
		then(failed)
		s.ShowProblem(unread) // what was done is done all the same
	})
}

// Do runs an act away from Fyne's goroutine. When it is done, then runs on
// Fyne's goroutine (it may be nil); an error is shown instead.
func (s *Stage) Do(act func() error, then func()) {
	s.begun++
	s.background(act, func() {
		s.failed = ""
		if then != nil {
			then()
		}
	})
}

// background is Do for what is no act.
func (s *Stage) background(act func() error, then func()) {
	after := func(err error) {
		if err != nil {
			s.ShowProblem(err)
			return
		}
		if then != nil {
			then()
		}
	}
	if s.Inline {
		after(act())
		return
	}
	go func() {
		err := act()
		fyne.Do(func() { after(err) })
	}()
}

// Change runs an act on the meeting and announces it.
func (s *Stage) Change(act func() error, then func()) { s.change(act, s.Announce, then) }

func (s *Stage) change(act func() error, announce, then func()) {
	s.Do(act, func() {
		announce()
		if s.SaySaved != nil {
			s.SaySaved()
		}
		if then != nil {
			then()
		}
	})
}

func (s *Stage) log(err error) { slog.Error("shown to the user", "err", err) }
