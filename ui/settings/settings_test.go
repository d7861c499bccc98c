package settings

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"piaojue/app/say"
	"piaojue/ui/look"
)

func TestChoicesComeBackAsTheyWereMade(t *testing.T) {
	p := test.NewTempApp(t).Preferences()
	want := Choices{Role: Clerk, Mode: look.Dark, Text: 24, Language: say.English, Real: true}
	Write(p, want)
	if got := Read(p); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestWhatCannotBeRightIsTheDefault(t *testing.T) {
	p := test.NewTempApp(t).Preferences()
	if got, want := Read(p), (Choices{Mode: look.Light, Text: look.DefaultText, Language: say.Chinese}); got != want {
		t.Errorf("nothing stored: %+v, want %+v", got, want)
	}
	p.SetString(keyRole, "king")
	p.SetString(keyLanguage, "xx")
	p.SetFloat(keyText, 400)
	got := Read(p)
	if got.Role != NoRole || got.Language != say.Chinese || got.Text != look.MaxText {
		t.Errorf("%+v", got)
	}
}
