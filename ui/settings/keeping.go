package settings

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// backupEnding is the ending of a backup's name.
const backupEnding = ".piaojue"

// keeping is the part 批注的保管: the passphrase, and backups.
func (s *Screen) keeping() []fyne.CanvasObject {
	v := s.st.Vault
	if v == nil {
		return nil
	}
	state, buttons := "settings.keeping.plain", page.NewFlow(look.Gap)
	add := func(key string, do func()) { buttons.Add(stage.Button(words.T(key), do)) }
	switch {
	case v.Locked():
		state = "settings.keeping.locked"
		add("settings.keeping.unlock", func() { s.askUnlock("") })
	case v.Guarded():
		state = "settings.keeping.guarded"
		add("settings.keeping.lock", s.lock)
		add("settings.keeping.change", func() { s.askPassphrase("") })
		add("settings.keeping.off", func() { s.askOff("") })
	default:
		add("settings.keeping.on", func() { s.askPassphrase("") })
	}
	add("settings.keeping.backup", s.backup)
	if !v.Locked() {
		add("settings.keeping.restore", s.restore)
	}
	said := prose.New(words.T(state))
	if s.busy {
		said = prose.New(words.T("settings.keeping.wait")).Bold()
		for _, o := range buttons.Objects {
			o.(*page.Button).Disable()
		}
	}
	return []fyne.CanvasObject{said, buttons, prose.New(words.T("settings.keeping.about")).Faint()}
}

// slowly does an act on the keeping of the notes: a passphrase takes about a
// second, on purpose.
func (s *Screen) slowly(act func() error, then func(), wrong func(error)) {
	s.busy = true
	s.build()
	var failed error
	s.st.Do(func() error { failed = act(); return nil }, func() {
		s.busy = false
		s.build()
		switch {
		case failed == nil:
			then()
		case wrong != nil && about(failed, "storage.passphrase.wrong", "storage.passphrase.short"):
			wrong(failed)
		default:
			s.st.ShowProblem(failed)
		}
	})
}

// about reports whether an error says one of some sentences.
func about(err error, keys ...string) bool {
	var p *say.Problem
	if !errors.As(err, &p) {
		return false
	}
	for _, k := range keys {
		if p.What.Key == k {
			return true
		}
	}
	return false
}

// secret is a field for a passphrase under its label.
func secret(key string) (*page.Input, fyne.CanvasObject) {
	f := page.NewField("")
	f.Password = true
	return f, page.NewColumn(look.Gap/2, prose.New(words.T(key)), f)
}

// sheet asks for passphrases; wrong is what was not right with the ones before.
func (s *Screen) sheet(q stage.Question, wrong string, fields ...fyne.CanvasObject) {
	rows := page.NewColumn(look.Gap, fields...)
	if wrong != "" {
		rows.Add(stage.Wrong(wrong))
	}
	q.Body = rows
	s.st.Ask(q)
}

// again gives the reason of an error back to the sheet.
func again(ask func(wrong string)) func(error) {
	return func(err error) {
		what, do := words.Explain(err)
		ask(what + do)
	}
}

// reload has everybody read the notes anew. The report may have been revised
// while they were locked or away.
func (s *Screen) reload() {
	s.st.Book.Reload()
	s.st.Announce()
	s.build()
	s.st.SettleNotes()
}

func (s *Screen) askUnlock(wrong string) {
	field, row := secret("settings.keeping.passphrase")
	s.sheet(stage.Question{Fields: []*page.Input{field}, Title: words.T("settings.keeping.unlock.title"), Yes: words.T("settings.keeping.unlock.yes"), Do: func() {
		given := field.Text
		s.slowly(func() error { return s.st.Vault.Unlock(given) }, s.reload, again(s.askUnlock))
	}}, wrong, row)
}

// lock closes the notes until the passphrase is given again.
func (s *Screen) lock() {
	s.st.Do(func() error { s.st.Vault.Lock(); return nil }, s.reload)
}

// askPassphrase sets a passphrase or changes it.
func (s *Screen) askPassphrase(wrong string) {
	guarded := s.st.Vault.Guarded()
	old, oldRow := secret("settings.keeping.old")
	first, firstRow := secret("settings.keeping.new")
	second, secondRow := secret("settings.keeping.repeat")
	fields := []fyne.CanvasObject{firstRow, secondRow}
	q := stage.Question{
		Title: words.T("settings.keeping.on.title"),
		Says:  []string{words.T("settings.keeping.on.says"), words.T("settings.keeping.forgotten"), words.T("settings.keeping.on.copies")},
		Yes:   words.T("settings.keeping.on.yes"), Grave: true,
		Fields: []*page.Input{first, second},
	}
	if guarded {
		fields = append([]fyne.CanvasObject{oldRow}, fields...)
		q.Fields = append([]*page.Input{old}, q.Fields...)
		q.Title, q.Yes = words.T("settings.keeping.change.title"), words.T("settings.keeping.change.yes")
		q.Says = []string{words.T("settings.keeping.forgotten"), words.T("settings.keeping.change.copies")}
	}
	q.Do = func() {
		now, next, repeated := old.Text, first.Text, second.Text
		switch {
		case next == "":
			s.askPassphrase(words.T("settings.keeping.empty"))
			return
		case repeated == "":
			s.askPassphrase(words.T("settings.keeping.once"))
			return
		case next != repeated:
			s.askPassphrase(words.T("settings.keeping.differ"))
			return
		}
		s.slowly(func() error { return s.st.Vault.SetPassphrase(now, next) }, func() {
			s.reload()
			s.st.Tell(words.T("settings.keeping.done"), words.T("settings.keeping.done.says"))
		}, again(s.askPassphrase))
	}
	s.sheet(q, wrong, fields...)
}

// askOff takes the passphrase away.
func (s *Screen) askOff(wrong string) {
	field, row := secret("settings.keeping.old")
	s.sheet(stage.Question{
		Fields: []*page.Input{field},
		Title:  words.T("settings.keeping.off.title"), Says: []string{words.T("settings.keeping.off.says")},
		Yes: words.T("settings.keeping.off.yes"), Do: func() {
			now := field.Text
			s.slowly(func() error { return s.st.Vault.SetPassphrase(now, "") }, s.reload, again(s.askOff))
		},
	}, wrong, row)
}

// backup writes a copy of the notes where the deputy says.
func (s *Screen) backup() {
	s.st.AskSave(stage.Saving{
		Title: words.T("settings.keeping.backup.title"), Ending: backupEnding, CannotOpen: true, OnlyNew: true,
		Name:  words.T("settings.keeping.backup.name", "Date", s.st.Now().Format("2006-01-02")),
		Write: s.st.Vault.Backup,
	})
}

// restore takes a backup in.
func (s *Screen) restore() {
	s.st.ChooseFile(words.T("settings.keeping.restore.title"), words.T("settings.keeping.restore.open"), []string{backupEnding, ".db"}, func(path string) {
		s.readBackup(path, "")
	})
}

// readBackup reads a backup, asking for its passphrase where it has one, and then
// asks what is to become of it.
func (s *Screen) readBackup(path, passphrase string) {
	var c note.Content
	var failed error
	ask := func(wrong string) {
		field, row := secret("settings.keeping.passphrase")
		s.sheet(stage.Question{
			Fields: []*page.Input{field},
			Title:  words.T("settings.keeping.restore.locked"), Says: []string{words.T("settings.keeping.restore.locked.says")},
			Yes: words.T("settings.keeping.restore.open"), Do: func() { s.readBackup(path, field.Text) },
		}, wrong, row)
	}
	s.st.Do(func() error {
		c, failed = s.st.Vault.ReadBackup(path, passphrase)
		return nil
	}, func() {
		switch {
		case errors.Is(failed, note.ErrLocked):
			ask("")
		case about(failed, "storage.passphrase.wrong"):
			again(ask)(failed)
		case failed != nil:
			s.st.ShowProblem(failed)
		default:
			s.askRestore(c, passphrase != "")
		}
	})
}

// askRestore asks whether a backup is merged with the notes or takes their place. It
// says where a sealed one would be sealed no more.
func (s *Screen) askRestore(c note.Content, sealed bool) {
	here, err := s.st.Book.Notes()
	if err != nil {
		s.st.ShowProblem(err)
		return
	}
	merge, replace := words.T("settings.keeping.merge"), words.T("settings.keeping.replace")
	how := widget.NewRadioGroup([]string{merge, replace}, nil)
	how.Required = true
	how.Selected = merge
	says := []string{
		words.T("settings.keeping.restore.counts", "There", len(c.Notes), "Here", len(here)),
		words.T("settings.keeping.restore.kept"),
	}
	if sealed && !s.st.Vault.Guarded() {
		says = append(says, words.T("settings.keeping.restore.plain"))
	}
	s.st.Ask(stage.Question{
		Title: words.T("settings.keeping.restore.how"), Says: says,
		Body: page.NewColumn(look.Gap, how, prose.New(words.T("settings.keeping.merge.says")).Faint().AtLeast(28)),
		Yes:  words.T("settings.keeping.restore.yes"), Grave: true,
		Do: func() { s.takeIn(c, how.Selected == replace) },
	})
}

// takeIn merges a backup with the notes, or puts it in their place, once a copy of
// what is there was kept.
func (s *Screen) takeIn(c note.Content, replace bool) {
	var kept string
	var m note.Merged
	var failed error
	s.st.Do(func() error {
		if kept, failed = s.st.Vault.CopyAside(); failed != nil {
			return nil
		}
		if replace {
			failed = s.st.Book.Replace(c)
		} else {
			m, failed = s.st.Book.Merge(c)
		}
		return nil
	}, func() {
		s.reload() // some of it may have come in
		if failed != nil {
			s.st.ShowProblem(failed)
			return
		}
		said := words.T("settings.keeping.merged", "Added", m.Added, "Newer", m.Newer)
		if replace {
			said = words.T("settings.keeping.replaced", "N", len(c.Notes))
		}
		s.st.Tell(words.T("settings.keeping.restored"), said, words.T("settings.keeping.kept", "File", kept))
	})
}
