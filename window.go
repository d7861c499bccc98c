package main

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/procedure"
	"piaojue/app/say"
	"piaojue/assets"
	"piaojue/storage"
	"piaojue/storage/intake"
	"piaojue/ui/look"
	"piaojue/ui/settings"
	"piaojue/ui/shell"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

const appID = "cn.gusu.shishipiaojue" // as in FyneApp.toml, for builds without the packager

// inspect lets the walk see what the window shows; nil but in its build.
var inspect func(fyne.Window)

// openWindow shows the app until its window is closed. Where the system has no
// display or no OpenGL, the library panics while the window is made; that is
// told as any error is.
func openWindow(home, logFile string) (err error) {
	shown := false
	defer func() {
		if shown {
			return
		}
		if cause := recover(); cause != nil {
			err = say.Wrong(say.M("window.none"), say.M("window.none.do"), fmt.Errorf("%v", cause))
		}
	}()
	// Fyne checks its calls for the right goroutine only while fyneDo is off: so
	// it is in the walk, which fails on what Fyne then says.
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: say.M("shell.name").In(say.Chinese), Version: version,
		Migrations: map[string]bool{"fyneDo": inspect == nil},
	})
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	choices := settings.Read(a.Preferences())
	a.Settings().SetTheme(look.New(choices.Mode, choices.Text))
	// The texts of the chosen language are not loaded yet.
	w := a.NewWindow(say.M("shell.name").In(choices.Language))
	w.Resize(fyne.NewSize(1280, 800))
	w.CenterOnScreen()
	o := &opening{app: a, window: w, choices: choices, room: room{home: home}, logFile: logFile}
	defer o.room.leave()
	a.Lifecycle().SetOnStopped(o.stopped)
	o.begin()
	if inspect != nil {
		inspect(w)
	}
	w.Show()
	shown = true
	a.Run()
	return nil
}

// opening is the app while its window is open.
type opening struct {
	app     fyne.App
	window  fyne.Window
	choices settings.Choices
	room    room
	logFile string
	stage   *stage.Stage
	shell   *shell.Shell // nil while the window only says why it cannot open
}

// begin fills the window, or says in it why not and what can be done: standard
// error is read by nobody who starts the app from its icon.
func (o *opening) begin() {
	err := words.Use(o.choices.Language)
	if err == nil {
		err = o.room.enter(o.choices.Real)
	}
	if err == nil {
		o.stage = &stage.Stage{App: o.app, Window: o.window, Desk: o.room.desk, Book: o.room.book, Now: now, Files: stageFiles(&o.room), Vault: vault{o.room.notes}}
		err = o.stage.Load()
	}
	if err != nil {
		slog.Error("opening", "err", err)
		shell.Refuse(o.window, err, o.waysOn(err)...)
		return
	}
	if o.room.notes.Locked() {
		o.askPassphrase()
		return
	}
	o.enter()
}

// askPassphrase asks for the passphrase of the notes before the places are shown.
func (o *opening) askPassphrase() {
	shell.AskPassphrase(o.window, shell.Door{
		Try: o.room.notes.Unlock, Opened: o.enter, Pass: o.enter,
		Forgotten: func() {
			path := o.room.notes.Path()
			o.room.leave()
			if _, err := storage.SetAside(path); err != nil {
				slog.Error("putting aside", "err", err)
				shell.Refuse(o.window, err, o.waysOn(err)...)
				return
			}
			o.begin()
		},
	})
}

// enter shows the places.
func (o *opening) enter() {
	info := settings.Info{Version: version, Home: o.room.home, Log: o.logFile, Licence: assets.FontLicence}
	if service, is := storage.Synced(o.room.home); is {
		info.Synced = words.Say(service)
	}
	o.shell = shell.New(o.stage, info, o.choices, o.apply)
}

// waysOn are what can be done about an error on opening, beside leaving.
func (o *opening) waysOn(err error) []shell.Way {
	ways := []shell.Way{{Word: words.T("shell.refuse.again"), Do: o.begin}}
	if o.choices.Real {
		ways = append(ways, shell.Way{Word: words.T("shell.refuse.rehearsal"), Do: func() {
			o.choices.Real = false
			o.begin()
		}})
	}
	if path, may := spoilt(err, o.choices.Real); may {
		ways = append(ways, shell.Way{Word: words.T("shell.refuse.aside"), Do: func() {
			if _, err := storage.SetAside(path); err != nil {
				slog.Error("putting aside", "err", err)
				shell.Refuse(o.window, err, o.waysOn(err)...)
				return
			}
			o.begin()
		}})
	}
	return ways
}

// spoilt is the file that may be put aside for an error on opening: one that is
// damaged, and not the real meeting, which is never put aside by a button.
func spoilt(err error, real bool) (path string, may bool) {
	var f *fileError
	if !errors.As(err, &f) || real && !f.notes || !storage.Damaged(err) {
		return "", false
	}
	return f.path, true
}

// apply puts changed settings into force. Nothing has changed if it fails.
func (o *opening) apply(c settings.Choices) (rebuild bool, err error) {
	if c.Language != o.choices.Language {
		if err := words.Use(c.Language); err != nil {
			return false, err
		}
		rebuild = true
	}
	if c.Real != o.choices.Real {
		if err := o.room.enter(c.Real); err != nil {
			return false, errors.Join(err, words.Use(o.choices.Language))
		}
		o.stage.Desk, o.stage.Book, o.stage.Vault = o.room.desk, o.room.book, vault{o.room.notes}
		if err := o.stage.Load(); err != nil {
			return false, err
		}
		rebuild = true
	}
	o.choices = c
	settings.Write(o.app.Preferences(), c)
	o.app.Settings().SetTheme(look.New(c.Mode, c.Text))
	return rebuild, nil
}

// stopped saves what was typed when the app ends without its window being
// closed, as by the system's own quit.
func (o *opening) stopped() {
	if o.shell == nil {
		return
	}
	if err := o.shell.Flush(); err != nil {
		slog.Error("saving on the way out", "err", err)
	}
}

// room is the meeting that is open, with its two files.
type room struct {
	home    string
	meeting *storage.MeetingFile
	notes   *storage.NotesFile
	// opinions is opened when it is first asked for; see digest.
	opinions  *storage.OpinionsFile
	collected *opinion.Digest
	// opening is held while the files are exchanged and while opinions is opened:
	// exports and the digest ask for them away from Fyne's goroutine.
	opening sync.Mutex
	desk    *meeting.Desk
	book    *note.Book
}

// vault is the file of the notes as the settings reach it.
type vault struct{ *storage.NotesFile }

func (vault) ReadBackup(path, passphrase string) (note.Content, error) {
	return storage.ReadBackup(path, passphrase)
}

// fileError says which file an error on opening is about.
type fileError struct {
	path  string
	notes bool
	err   error
}

func (e *fileError) Error() string { return e.path + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// enter opens the real meeting or the rehearsal and reads it. If that fails, the
// meeting that was open stays open and nothing of the other one is kept.
func (r *room) enter(real bool) error {
	folder := filepath.Join(r.home, "rehearsal")
	if real {
		folder = filepath.Join(r.home, "real")
	}
	meetingPath, notesPath := filepath.Join(folder, "meeting.db"), filepath.Join(folder, "notes.db")
	m, err := storage.OpenMeeting(meetingPath, !real, func() (storage.Beginning, error) { return beginning(real) })
	if err != nil {
		return &fileError{path: meetingPath, err: err}
	}
	desk := meeting.NewDesk(m, now, random)
	_, err = desk.View()
	if err == nil {
		_, _, err = desk.Report()
	}
	if err != nil {
		return &fileError{path: meetingPath, err: errors.Join(err, m.Close())}
	}
	n, err := storage.OpenNotes(notesPath)
	if err != nil {
		return &fileError{path: notesPath, notes: true, err: errors.Join(err, m.Close())}
	}
	r.opening.Lock()
	defer r.opening.Unlock()
	r.shut()
	r.meeting, r.notes, r.desk, r.book = m, n, desk, note.NewBook(n, now, random)
	return nil
}

func (r *room) leave() {
	r.opening.Lock()
	defer r.opening.Unlock()
	r.shut()
}

// shut closes what is open, with opening held.
func (r *room) shut() {
	if r.meeting == nil {
		return
	}
	if err := errors.Join(r.meeting.Close(), r.notes.Close()); err != nil {
		slog.Error("closing the meeting", "err", err)
	}
	r.meeting, r.notes = nil, nil
	if r.opinions != nil {
		if err := r.opinions.Close(); err != nil {
			slog.Error("closing the opinions", "err", err)
		}
	}
	r.opinions, r.collected = nil, nil
}

// digest is the 审议意见汇总 of the meeting that is open. Its file is opened when it
// is first asked for: most deputies never make one, and one that is damaged does
// not keep the meeting shut.
func (r *room) digest() (*opinion.Digest, error) {
	r.opening.Lock()
	defer r.opening.Unlock()
	if r.collected != nil {
		return r.collected, nil
	}
	if r.meeting == nil {
		return nil, errLeft
	}
	f, err := storage.OpenOpinions(filepath.Join(filepath.Dir(r.meeting.Path()), "opinions.db"))
	if err != nil {
		return nil, err
	}
	r.opinions, r.collected = f, opinion.NewDigest(f, now)
	return r.collected, nil
}

// errLeft is an act on the meeting that came when it was closed already.
var errLeft = errors.New("no meeting is open")

// beginAgain begins the meeting anew.
func (r *room) beginAgain() error {
	r.opening.Lock()
	m := r.meeting
	r.opening.Unlock()
	if m == nil {
		return errLeft
	}
	return m.BeginAgain()
}

// atDesk is the desk of the meeting that is open.
func (r *room) atDesk() *meeting.Desk {
	r.opening.Lock()
	defer r.opening.Unlock()
	return r.desk
}

// rehearsalRoll is a roll that a few people can play through at one table.
const rehearsalRoll = 9

// beginning is what a meeting that is opened for the first time holds: the
// rehearsal its report and list, the real one nothing.
func beginning(real bool) (storage.Beginning, error) {
	setup := meeting.Setup{Rehearsal: !real, Procedure: procedure.Default(0)}
	var document meeting.Document
	if !real {
		text, err := intake.DecodeText(assets.RehearsalReportName, assets.RehearsalReport)
		if err != nil {
			return storage.Beginning{}, err
		}
		preview, err := intake.DecodeList(assets.RehearsalListName, assets.RehearsalList)
		if err != nil {
			return storage.Beginning{}, err
		}
		document = meeting.Document{Name: assets.RehearsalReportName, Text: text}
		setup.Name = say.M("window.rehearsal.meeting").In(say.Chinese)
		setup.Vote = say.M("window.rehearsal.vote").In(say.Chinese)
		setup.Roll = rehearsalRoll
		setup.List = preview.List
		setup.Procedure = procedure.Default(10)
	}
	m, err := meeting.New(setup, random)
	return storage.Beginning{Meeting: m, Document: document}, err
}
