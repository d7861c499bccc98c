package stage

import (
	"image/color"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// Saving asks where a file is to go and under which name, and writes it.
type Saving struct {
	Title  string
	Folder string // where it is proposed to go; the folder for exports if empty
	Name   string // that is proposed; made fit for any file system
	Ending string // ".xlsx"; added where the name does not end so
	Write  func(path string) error
	// CannotOpen leaves out the offer to open what was written.
	CannotOpen bool
	// OnlyNew takes no name that a file has: Write would refuse it.
	OnlyNew bool
}

// AskSave shows a Saving. Fyne's own dialog for saving is not used: it empties
// an existing file before anything is written.
func (s *Stage) AskSave(v Saving) {
	if v.Folder == "" {
		v.Folder = s.Files.ExportFolder()
	}
	v.Name = fileName(v.Name)
	s.askSave(v, "")
}

func (s *Stage) askSave(v Saving, wrong string) {
	entry := page.NewField("")
	entry.SetText(v.Name)
	var leave func()
	entry.OnEscape = func() { leave() }
	other := page.NewButton(words.T("stage.save.other"), func() {
		leave()
		v.Name = entry.Text
		again := func(folder string) { v.Folder = folder; s.askSave(v, "") }
		s.ChooseFolder(words.T("stage.save.other"), words.T("stage.save.here"), v.Folder,
			func(chosen string) { again(filepath.FromSlash(chosen)) }, func() { again(v.Folder) })
	})
	rows := container.NewVBox(
		prose.New(words.T("stage.save.folder", "Folder", v.Folder)).AtLeast(24), container.NewHBox(other),
		Space(look.Gap),
		prose.New(words.T("stage.save.name")).AtLeast(8), entry)
	if wrong != "" {
		rows.Add(prose.New("▲ " + wrong).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(24))
	}
	leave = s.Ask(Question{
		Title: v.Title, Body: rows, Yes: words.T("stage.save.yes"),
		Do: func() {
			v.Name = strings.TrimSpace(entry.Text)
			s.save(v)
		},
	})
}

// AskPrint asks where a paper of the meeting is to go, and writes it as PDF for A4
// or A5.
func (s *Stage) AskPrint(p Paper, on string) {
	v, word := s.View(), words.T("desk.paper."+string(p))
	about := v.Subject()
	if p == MinutesPaper { // they are of the whole meeting
		about = v.Setup.Vote
	}
	s.AskSave(Saving{
		Title: word, Name: words.T("desk.paper.name", "Paper", word, "Vote", about, "Rehearsal", v.Setup.Rehearsal), Ending: ".pdf",
		Write: func(path string) error { return s.Files.Print(path, p, on, v) },
	})
}

// forbidden are the characters that Windows takes in no file name.
const forbidden = `<>:"/\|?*`

// fileName is a name that any file system takes.
func fileName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(forbidden, r) {
			return '-'
		}
		return r
	}, name))
}

// save writes the file, after a question where one of that name stands.
func (s *Stage) save(v Saving) {
	if base := strings.TrimSuffix(strings.ToLower(v.Name), v.Ending); base == "" || v.Name != fileName(v.Name) {
		s.askSave(v, words.T("stage.save.name.wrong"))
		return
	}
	if !strings.HasSuffix(strings.ToLower(v.Name), v.Ending) {
		v.Name += v.Ending
	}
	path := filepath.Join(v.Folder, v.Name)
	exists := false
	s.Do(func() (err error) {
		exists, err = storage.Exists(storage.NewFileURI(path))
		return err
	}, func() {
		if !exists {
			s.write(v, path)
			return
		}
		if v.OnlyNew {
			s.askSave(v, words.T("stage.save.taken", "Name", v.Name))
			return
		}
		s.Ask(Question{
			Title: words.T("stage.save.exists"), Says: []string{words.T("stage.save.exists.says", "Path", path)},
			Yes: words.T("stage.save.replace"), Grave: true,
			Do:  func() { s.write(v, path) },
			Not: func() { s.askSave(v, "") },
		})
	})
}

func (s *Stage) write(v Saving, path string) {
	s.Do(func() error { return v.Write(path) }, func() {
		title, says := words.T("stage.saved"), words.T("stage.saved.says", "Path", path)
		if v.CannotOpen {
			s.Tell(title, says)
			return
		}
		s.Ask(Question{
			Title: title, Says: []string{says},
			Yes: words.T("stage.saved.open"), No: words.T("stage.saved.close"),
			Do: func() { s.Do(func() error { return s.Files.Open(path) }, nil) },
		})
	})
}
