package stage

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"piaojue/ui/words"
)

// ChooseFile lets the user choose an existing file with one of some endings
// (".txt", in either case) and hands on its path. Closing the dialog does
// nothing. open is the word on its button.
func (s *Stage) ChooseFile(title, open string, endings []string, chosen func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			s.ShowProblem(err)
			return
		}
		if file == nil {
			return
		}
		path := file.URI().Path()
		if err := file.Close(); err != nil {
			s.ShowProblem(err)
			return
		}
		s.App.Preferences().SetString(lastFolder, filepath.Dir(path))
		chosen(path)
	}, s.Window)
	d.SetFilter(storage.NewExtensionFileFilter(endings))
	d.SetConfirmText(open)
	startIn(d, s.App.Preferences().String(lastFolder))
	s.failed = "" // what was wrong with the file before is no help with this one
	s.showFileDialog(d, title)
}

// ChooseFolder lets the user choose a folder and hands on its path.
func (s *Stage) ChooseFolder(title, open, start string, chosen func(path string), not func()) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			s.ShowProblem(err)
		case folder != nil:
			chosen(folder.Path())
		case not != nil:
			not()
		}
	}, s.Window)
	d.SetConfirmText(open)
	startIn(d, start)
	s.showFileDialog(d, title)
}

// lastFolder is the preference that holds the folder of the last file chosen:
// a stick, mostly, from which the next one comes too.
const lastFolder = "files.folder"

// startIn opens a dialog on a folder, if there still is one.
func startIn(d *dialog.FileDialog, folder string) {
	if folder == "" {
		return
	}
	if at, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		d.SetLocation(at)
	}
}

func (s *Stage) showFileDialog(d *dialog.FileDialog, title string) {
	d.SetTitleText(title)
	d.SetDismissText(words.T("stage.back"))
	d.SetView(dialog.ListView) // the other one cuts the names
	d.Show()
	canvas := s.Window.Canvas()
	before := canvas.OnTypedKey()
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			d.Dismiss()
		}
	})
	d.SetOnClosed(func() { canvas.SetOnTypedKey(before) })
	// A file dialog has no size before it is shown: resizing it then panics.
	size := s.Window.Canvas().Size()
	d.Resize(fyne.NewSize(size.Width*0.85, size.Height*0.85))
}
