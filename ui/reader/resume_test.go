package reader

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
)

func TestTheReaderGoesOnWhereItWasLeft(t *testing.T) {
	d := open(t)
	d.page.bring(d.find("加大市容管控力度"))
	want, from := d.page.here().offset, d.page.here().from
	if err := d.Flush(); err != nil {
		t.Fatal(err)
	}
	again := New(d.st.Stage)
	d.st.Window.SetContent(again.Object())
	if got := again.page.here(); got.offset != want || got.from-from > 1 || from-got.from > 1 {
		t.Errorf("opened at %+v, left at %d, %v", got, want, from)
	}
	// Also with another text size in a window of another width.
	d.st.App.Settings().SetTheme(look.New(look.Light, 26))
	d.st.Window.Resize(fyne.NewSize(900, 600))
	third := New(d.st.Stage)
	d.st.Window.SetContent(third.Object())
	if seen := third.page.seen(); want < seen.Start || want > seen.End {
		t.Errorf("with larger letters %d is not in %+v", want, seen)
	}
	// Back at the beginning there is nothing to go on from.
	third.page.scrollTo(0)
	third.keepPlace()
	if at, ok := third.places.of(third.report.Hash); ok {
		t.Errorf("remembered %+v", at)
	}
}

func TestThePlaceIsKeptWhenTheTextStandsStill(t *testing.T) {
	d := open(t)
	later := d.patient()
	d.page.scrollTo(2000)
	d.page.scrollTo(4000)
	if _, ok := d.places.of(d.report.Hash); ok {
		t.Error("the place is written while one scrolls")
	}
	later()
	if at, ok := d.places.of(d.report.Hash); !ok || at.offset != d.page.here().offset {
		t.Errorf("%+v, %v", at, ok)
	}
}

func TestOnlyTheLatestReportsAreRemembered(t *testing.T) {
	p := places{test.NewTempApp(t).Preferences()}
	for i := range 12 {
		p.keep(fmt.Sprintf("hash%d", i), stop{offset: 100 + i, from: 7}, false)
	}
	if at, ok := p.of("hash11"); !ok || at != (stop{111, 7}) {
		t.Errorf("%+v, %v", at, ok)
	}
	if _, ok := p.of("hash3"); ok {
		t.Error("the oldest is still remembered")
	}
	p.kept.SetStringList(keyPlaces, []string{"hash:x:y", "hash2", "hash3:-4:2"})
	for _, hash := range []string{"hash", "hash2", "hash3", ""} {
		if at, ok := p.of(hash); ok {
			t.Errorf("%q gives %+v from what cannot be read", hash, at)
		}
	}
}
