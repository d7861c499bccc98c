package stage_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"

	"fyne.io/fyne/v2"
)

func TestAFileNameMustBeOne(t *testing.T) {
	s := stagetest.New(t)
	h := hand.Hand{T: t, W: s.Window}
	folder := t.TempDir()
	var wrote []string
	s.Files.ExportFolder = func() string { return folder }
	// ask saves under a name that is typed over the one proposed.
	ask := func(name string) {
		s.AskSave(stage.Saving{Title: "导出 Excel", Name: "甲", Ending: ".xlsx", Write: func(path string) error { wrote = append(wrote, path); return nil }})
		hand.Walk(s.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if i, ok := o.(*page.Input); ok {
				i.SetText(name)
			}
		})
		h.Tap("导出")
	}
	for _, name := range []string{"", "  ", ".xlsx", "a/b.xlsx", `..\x`, "结果?", "a\tb"} {
		ask(name)
		h.MustSee("请填写文件名")
		h.Tap("返回")
	}
	if len(wrote) != 0 {
		t.Fatalf("wrote %q", wrote)
	}
	ask(" 结果 ")
	h.Tap("完成")
	ask("结果.XLSX")
	h.Tap("完成")
	if !slices.Equal(wrote, []string{filepath.Join(folder, "结果.xlsx"), filepath.Join(folder, "结果.XLSX")}) {
		t.Fatalf("wrote %q", wrote)
	}
	// A name that is proposed is always one, whatever the vote is called.
	s.AskSave(stage.Saving{Name: `2021/22年"实事":<x>|?*\`, Ending: ".xlsx", Write: func(path string) error { wrote = append(wrote, path); return nil }})
	h.Tap("导出")
	h.MustSee("已导出到")
	if got := filepath.Base(wrote[2]); got != "2021-22年-实事---x-----.xlsx" {
		t.Errorf("proposed %q", got)
	}
}

// What is never written over is not offered to be.
func TestANameThatIsTakenIsAskedForAgain(t *testing.T) {
	s := stagetest.New(t)
	h := hand.Hand{T: t, W: s.Window}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "批注.piaojue"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var wrote []string
	s.AskSave(stage.Saving{Title: "备份", Folder: folder, Name: "批注", Ending: ".piaojue", OnlyNew: true, CannotOpen: true,
		Write: func(path string) error { wrote = append(wrote, filepath.Base(path)); return nil }})
	h.Tap("导出")
	h.MustSee("批注.piaojue”，请换一个名字")
	hand.Walk(s.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if i, ok := o.(*page.Input); ok {
			i.SetText("批注二")
		}
	})
	h.Tap("导出")
	if !slices.Equal(wrote, []string{"批注二.piaojue"}) {
		t.Errorf("wrote %q", wrote)
	}
}
