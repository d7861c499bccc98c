package main

import (
	"errors"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"piaojue/app/meeting"
	"piaojue/app/note"
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

// openWindow shows the app until its window is closed.
func openWindow(home, logFile string) error {
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
	if err := words.Use(choices.Language); err != nil {
		return err
	}
	w := a.NewWindow(words.T("shell.name"))
	w.Resize(fyne.NewSize(1280, 800))
	w.CenterOnScreen()

	r := &room{home: home}
	defer r.leave()
	if err := r.enter(choices.Real); err != nil {
		slog.Error("opening the meeting", "err", err)
		shell.Refuse(w, err)
		w.ShowAndRun()
		return nil
	}
	st := &stage.Stage{App: a, Window: w, Desk: r.desk, Book: r.book, Now: now, Files: stageFiles(r)}
	if err := st.Load(); err != nil {
		return err
	}
	info := settings.Info{Version: version, Home: home, Log: logFile, Licence: assets.FontLicence}
	if service, is := storage.Synced(home); is {
		info.Synced = words.Say(service)
	}
	shell.New(st, info, choices, func(c settings.Choices) (rebuild bool, err error) {
		if c.Real != choices.Real {
			if err := r.enter(c.Real); err != nil {
				return false, err
			}
			st.Desk, st.Book = r.desk, r.book
			if err := st.Load(); err != nil {
				return false, err
			}
			rebuild = true
		}
		if c.Language != choices.Language {
			if err := words.Use(c.Language); err != nil {
				return rebuild, err
			}
			rebuild = true
		}
		choices = c
		settings.Write(a.Preferences(), c)
		a.Settings().SetTheme(look.New(c.Mode, c.Text))
		return rebuild, nil
	})
	if inspect != nil {
		inspect(w)
	}
	w.ShowAndRun()
	return nil
}

// room is the meeting that is open, with its two files.
type room struct {
	home    string
	meeting *storage.MeetingFile
	notes   *storage.NotesFile
	desk    *meeting.Desk
	book    *note.Book
}

// enter opens the real meeting or the rehearsal. If that fails, the meeting
// that was open stays open.
func (r *room) enter(real bool) error {
	folder := "rehearsal"
	if real {
		folder = "real"
	}
	m, err := storage.OpenMeeting(filepath.Join(r.home, folder, "meeting.db"), !real, func() (storage.Beginning, error) { return beginning(real) })
	if err != nil {
		return err
	}
	n, err := storage.OpenNotes(filepath.Join(r.home, folder, "notes.db"))
	if err != nil {
		return errors.Join(err, m.Close())
	}
	r.leave()
	r.meeting, r.notes = m, n
	r.desk = meeting.NewDesk(m, now, random)
	r.book = note.NewBook(n, now, random)
	return nil
}

func (r *room) leave() {
	if r.meeting == nil {
		return
	}
	if err := errors.Join(r.meeting.Close(), r.notes.Close()); err != nil {
		slog.Error("closing the meeting", "err", err)
	}
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
