package stage_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

func TestAFileIsChosenWhereTheLastOneWas(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "姑苏区代表名单（定稿）.csv"), []byte("甲"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := stagetest.New(t)
	h := hand.Hand{T: t, W: s.Window}
	chosen := ""
	choose := func() { s.ChooseFile("导入名单", "打开", []string{".csv"}, func(path string) { chosen = path }) }

	heard := 0
	s.Window.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	esc := func() { s.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	choose()
	h.MustSee("导入名单")
	esc()
	if s.Window.Canvas().Overlays().Top() != nil || chosen != "" || heard != 0 {
		t.Fatal("Esc does not close the dialog")
	}
	esc()
	if heard != 1 {
		t.Fatal("the keys do not go where they went before")
	}

	s.App.Preferences().SetString("files.folder", folder)
	choose()
	h.Tap("姑苏区代表名单（定稿）.csv") // the whole name
	h.Tap("打开")
	if chosen != filepath.Join(folder, "姑苏区代表名单（定稿）.csv") {
		t.Fatalf("chosen: %q", chosen)
	}
	if kept := s.App.Preferences().String("files.folder"); kept != folder {
		t.Fatalf("the folder is kept as %q", kept)
	}

	// A stick that is gone is no reason not to choose.
	s.App.Preferences().SetString("files.folder", filepath.Join(folder, "gone"))
	choose()
	h.MustSee("导入名单")
	esc()
}
