package results

import (
	"image/color"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// askExport asks where the workbook is to go and under which name; empty ones
// are proposed. Fyne's own dialog for saving is not used: it empties an existing
// file before anything is written.
func (s *Screen) askExport(folder, name string) { s.askExportAgain(folder, name, "") }

func (s *Screen) askExportAgain(folder, name, wrong string) {
	if folder == "" {
		folder = s.st.Files.ExportFolder()
	}
	if name == "" {
		name = s.fileName()
	}
	entry := page.NewField("")
	entry.SetText(name)
	var leave func()
	entry.OnEscape = func() { leave() }
	other := page.NewButton(words.T("results.export.other"), func() {
		leave()
		s.chooseFolder(folder, entry.Text)
	})
	rows := container.NewVBox(
		prose.New(words.T("results.export.folder", "Folder", folder)).AtLeast(24), container.NewHBox(other),
		stage.Space(look.Gap),
		prose.New(words.T("results.export.name")).AtLeast(8), entry)
	if wrong != "" {
		rows.Add(prose.New("▲ " + wrong).Bold().Colour(func(p look.Palette) color.NRGBA { return p.Against }).AtLeast(24))
	}
	leave = s.st.Ask(stage.Question{
		Title: words.T("results.export"), Body: rows, Yes: words.T("results.export.yes"),
		Do: func() { s.export(folder, entry.Text) },
	})
}

// fileName proposes a name that any file system takes.
func (s *Screen) fileName() string {
	v := s.st.View()
	key := "results.file"
	if v.Setup.Rehearsal {
		key = "results.file.rehearsal"
	}
	return clean(words.T(key, "Vote", v.Setup.Vote))
}

// forbidden are the characters that Windows takes in no file name.
const forbidden = `<>:"/\|?*`

func clean(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(forbidden, r) {
			return '-'
		}
		return r
	}, name))
}

func (s *Screen) chooseFolder(folder, name string) {
	again := func(in string) { s.askExport(in, name) }
	s.st.ChooseFolder(words.T("results.export.other"), words.T("results.export.here"), folder,
		func(chosen string) { again(filepath.FromSlash(chosen)) }, func() { again(folder) })
}

// export writes the workbook, after a question where a file of that name stands.
func (s *Screen) export(folder, name string) {
	name = strings.TrimSpace(name)
	if base := strings.TrimSuffix(strings.ToLower(name), ".xlsx"); base == "" || name != clean(name) {
		s.askExportAgain(folder, name, words.T("results.export.name.wrong"))
		return
	}
	if !strings.EqualFold(filepath.Ext(name), ".xlsx") {
		name += ".xlsx"
	}
	path := filepath.Join(folder, name)
	exists := false
	s.st.Do(func() (err error) {
		exists, err = storage.Exists(storage.NewFileURI(path))
		return err
	}, func() {
		if !exists {
			s.write(path)
			return
		}
		s.st.Ask(stage.Question{
			Title: words.T("results.export.exists"), Says: []string{words.T("results.export.exists.says", "Path", path)},
			Yes: words.T("results.export.replace"), Grave: true,
			Do:  func() { s.write(path) },
			Not: func() { s.askExport(folder, name) },
		})
	})
}

func (s *Screen) write(path string) {
	v := s.st.View()
	s.st.Do(func() error { return s.st.Files.WriteResult(path, v) }, func() {
		s.st.Ask(stage.Question{
			Title: words.T("results.exported"), Says: []string{words.T("results.exported.says", "Path", path)},
			Yes: words.T("results.exported.open"), No: words.T("results.exported.close"),
			Do: func() { s.st.Do(func() error { return s.st.Files.Open(path) }, nil) },
		})
	})
}
