package shell

import (
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/say"
	"piaojue/ui/page"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

func TestThePassphraseIsAskedForOnStart(t *testing.T) {
	st := stagetest.New(t)
	went := ""
	door := Door{
		Try: func(p string) error {
			if p != "姑苏运河" {
				return say.Wrong(say.M("storage.passphrase.wrong"), say.M("storage.passphrase.wrong.do"), nil)
			}
			return nil
		},
		Opened: func() { went = "opened" }, Pass: func() { went = "passed" }, Forgotten: func() { went = "forgotten" },
		Inline: true,
	}
	h := hand.Hand{T: t, W: st.Window}
	AskPassphrase(st.Window, door)
	field, ok := st.Window.Canvas().Focused().(*page.Input)
	if !ok || !field.Password {
		t.Fatal("the cursor is not in a field for a passphrase")
	}
	field.SetText("猜的")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.MustSee("口令不对，批注没有打开")
	if went != "" || field.Text != "" {
		t.Errorf("after a wrong passphrase: %q, the field holds %q", went, field.Text)
	}
	h.TapNamed("不打开批注，先看报告")
	if went != "passed" {
		t.Errorf("went on %q", went)
	}
	// What is lost is said before it is put aside.
	h.TapNamed("忘记口令……")
	h.MustSee("忘记口令，批注无法找回", "不会删除")
	if went != "passed" {
		t.Error("it was put aside at once")
	}
	h.TapNamed("返回")
	h.TapNamed("忘记口令……")
	h.TapNamed("另起一份空的批注")
	if went != "forgotten" {
		t.Errorf("went on %q", went)
	}
	AskPassphrase(st.Window, door)
	st.Window.Canvas().Focused().(*page.Input).SetText("姑苏运河")
	h.TapNamed("打开批注")
	if went != "opened" {
		t.Errorf("went on %q", went)
	}
}
