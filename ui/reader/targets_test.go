package reader

import (
	"testing"

	"piaojue/app/target"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

func TestTheFootOfTheOutlineLeadsToTheCommitments(t *testing.T) {
	d := open(t)
	if want := words.T("reader.targets", "N", len(target.Find(d.report))); d.Screen.targets.word != want {
		t.Fatalf("the foot says %q, want %q", d.Screen.targets.word, want)
	}
	d.Screen.targets.Tapped(nil)
	if n := len(d.st.Went); n == 0 || d.st.Went[n-1] != (stage.Target{Place: stage.TargetsPlace}) {
		t.Errorf("went to %v", d.st.Went)
	}
}

// A plain text has no outline; the way is there where it has any amounts.
func TestAPlainTextLeadsToItsAmounts(t *testing.T) {
	d := openOn(t, "通知\n\n全区共检查商铺1,250家。\n")
	d.hand().Tap(words.T("reader.targets", "N", 1))
	if n := len(d.st.Went); n == 0 || d.st.Went[n-1] != (stage.Target{Place: stage.TargetsPlace}) {
		t.Errorf("went to %v", d.st.Went)
	}
	openOn(t, "通知\n\n请按时到会。\n").hand().MustNotSee("指标")
}
