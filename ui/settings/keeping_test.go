package settings

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/say"
	"piaojue/ui/page"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// safe is a Vault in memory, over the notes of a stage.
type safe struct {
	st         *stagetest.Stage
	passphrase string
	open       bool
	aside      int
	backup     note.Content
	sealed     string // the passphrase of the backup
}

func (s *safe) Guarded() bool { return s.passphrase != "" }
func (s *safe) Locked() bool  { return s.passphrase != "" && !s.open }

func wrongPassphrase() error {
	return say.Wrong(say.M("storage.passphrase.wrong"), say.M("storage.passphrase.wrong.do"), nil)
}

func (s *safe) Unlock(p string) error {
	if p != s.passphrase {
		return wrongPassphrase()
	}
	s.open = true
	s.st.Notes.Lock(nil)
	return nil
}

func (s *safe) Lock() {
	s.open = false
	s.st.Notes.Lock(say.Wrong(say.M("storage.locked"), say.M("storage.locked.do"), note.ErrLocked))
}

func (s *safe) SetPassphrase(now, next string) error {
	if now != s.passphrase {
		return wrongPassphrase()
	}
	s.passphrase, s.open = next, true
	return nil
}

func (s *safe) Backup(string) error { return errors.New("not here") }
func (s *safe) CopyAside() (string, error) {
	s.aside++
	return "kept/notes-1.db", nil
}

func (s *safe) ReadBackup(_, p string) (note.Content, error) {
	switch {
	case s.sealed != "" && p == "":
		return note.Content{}, say.Wrong(say.M("storage.backup.locked"), say.Message{}, note.ErrLocked)
	case p != s.sealed:
		return note.Content{}, wrongPassphrase()
	}
	return s.backup, nil
}

// keeper is the settings over such a vault.
func keeper(t *testing.T) (*Screen, *safe, hand.Hand) {
	st := stagetest.New(t)
	v := &safe{st: st}
	st.Vault = v
	s := New(st.Stage, Info{}, Choices{Role: Deputy}, func(Choices) {})
	st.Window.Resize(fyne.NewSize(1000, 1600))
	st.Window.SetContent(s.Object())
	return s, v, hand.Hand{T: t, W: st.Window}
}

// typed fills the fields of the sheet on top.
func typed(t *testing.T, w fyne.Window, texts ...string) {
	t.Helper()
	hand.Walk(w.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if f, ok := o.(*page.Input); ok && len(texts) > 0 {
			if !f.Password {
				t.Error("a passphrase can be read as it is typed")
			}
			f.SetText(texts[0])
			texts = texts[1:]
		}
	})
	if len(texts) > 0 {
		t.Fatalf("no field for %q", texts)
	}
}

func TestAPassphraseIsSetAfterItsPriceIsSaid(t *testing.T) {
	s, v, h := keeper(t)
	h.MustSee("批注没有加口令")
	h.TapNamed("加口令……")
	h.MustSee("忘记口令，批注无法找回")
	typed(t, h.W, "姑苏运河", "姑苏运沟")
	h.TapNamed("加上口令")
	h.MustSee("两次输入的新口令不一样")
	if v.Guarded() {
		t.Fatal("it was set")
	}
	typed(t, h.W, "姑苏运河二零二一", "姑苏运河二零二一")
	h.TapNamed("加上口令")
	h.MustSee("口令已经生效")
	h.TapNamed("知道了")
	h.MustSee("批注已加口令")
	if v.passphrase != "姑苏运河二零二一" {
		t.Errorf("the passphrase is %q", v.passphrase)
	}

	// Locked, opened again after a wrong try, and taken away.
	if _, err := s.st.Book.OnProject("1", "甲"); err != nil {
		t.Fatal(err)
	}
	h.TapNamed("现在锁上")
	h.MustSee("还没有打开")
	if all, err := s.st.Book.Notes(); err != nil || len(all) != 0 {
		t.Errorf("locked, there are %d notes, %v", len(all), err)
	}
	h.TapNamed("输入口令……")
	typed(t, h.W, "猜的")
	h.TapNamed("打开")
	h.MustSee("口令不对，批注没有打开")
	typed(t, h.W, "姑苏运河二零二一")
	h.TapNamed("打开")
	if all, err := s.st.Book.Notes(); err != nil || len(all) != 1 {
		t.Errorf("open, there are %d notes, %v", len(all), err)
	}
	h.TapNamed("取消口令……")
	typed(t, h.W, "姑苏运河二零二一")
	h.TapNamed("取消口令")
	h.MustSee("批注没有加口令")
}

func TestABackupIsMergedOrReplacesAndTheOldIsKept(t *testing.T) {
	s, v, h := keeper(t)
	book := s.st.Book
	if _, err := book.OnProject("1", "现有"); err != nil {
		t.Fatal(err)
	}
	v.backup = note.Content{Notes: []note.Note{{ID: "1", Project: "2", Kind: note.Remark, Colour: note.Blue, Text: "备份"}}}
	v.sealed = "姑苏运河"
	texts := func() string {
		all, err := book.Notes()
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, n := range all {
			said += n.Text + " "
		}
		return said
	}
	s.readBackup("x", "")
	h.MustSee("这份备份加了口令")
	typed(t, h.W, "别的口令")
	h.TapNamed("打开")
	h.MustSee("口令不对")
	typed(t, h.W, "姑苏运河")
	h.TapNamed("打开")
	h.MustSee("备份里有 1 条批注，现在有 1 条。", "先原样另存一份", "恢复以后，里面的批注不再加密")
	h.TapNamed("恢复")
	h.MustSee("新增 1 条，更新 0 条。", "kept/notes-1.db")
	h.TapNamed("知道了")
	if got := texts(); v.aside != 1 || got != "备份 现有 " && got != "现有 备份 " {
		t.Errorf("%d copies, and %s", v.aside, got)
	}

	s.readBackup("x", "姑苏运河")
	hand.Walk(h.W.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if r, ok := o.(*widget.RadioGroup); ok {
			r.SetSelected("替换现有的批注")
		}
	})
	h.TapNamed("恢复")
	h.MustSee("现在是备份里的 1 条批注。")
	if got := texts(); v.aside != 2 || got != "备份 " {
		t.Errorf("%d copies, and %s", v.aside, got)
	}
	h.TapNamed("知道了")
	// Nothing is said of it where they stay sealed, or never were.
	if err := v.SetPassphrase("", "姑苏运河二零二一"); err != nil {
		t.Fatal(err)
	}
	s.readBackup("x", "姑苏运河")
	h.MustSee("备份里有 1 条批注")
	h.MustNotSee("不再加密")
}

func TestThePassphraseSheetsTakeWritingAtOnce(t *testing.T) {
	s, v, h := keeper(t)
	for _, ask := range []func(){
		func() { s.askPassphrase("") },
		func() { v.passphrase, v.open = "甲", true; s.askPassphrase("") },
		func() { s.askOff("") },
		func() { s.askUnlock("") },
	} {
		ask()
		in, ok := h.W.Canvas().Focused().(*page.Input)
		if !ok || !in.Password {
			t.Fatalf("the cursor is in %T", h.W.Canvas().Focused())
		}
		in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if h.W.Canvas().Overlays().Top() != nil {
			t.Fatal("Esc does not leave the sheet")
		}
	}
}
