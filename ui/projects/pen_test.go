package projects

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
)

func (h *house) pen(i int) *pen { return h.screen.detail.notes.pens[i] }

func (h *house) mustHold(id string, want ...string) {
	h.Helper()
	if got := h.texts(id); !slices.Equal(got, want) {
		h.Errorf("the notes on %s are %q, want %q", id, got, want)
	}
}

func TestANoteIsInTheStoreAfterThePause(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	test.Type(h.pen(0).input, "口袋公园")
	h.mustHold("4")
	h.pass()
	h.mustHold("4", "口袋公园")
	h.mustSay("批注 1")

	test.Type(h.pen(0).input, "在哪里")
	h.pass()
	h.mustHold("4", "口袋公园在哪里")
}

func TestTypingOnDoesNotPutTheSavingOff(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	test.Type(h.pen(0).input, "一二三四五六")
	if len(h.timers) != 1 {
		t.Errorf("%d pauses were begun for one stretch of typing, want 1", len(h.timers))
	}
	h.pass()
	h.mustHold("4", "一二三四五六")
}

func TestThePauseIsShort(t *testing.T) {
	if pause.Milliseconds() > 300 {
		t.Errorf("what is typed waits %v", pause)
	}
}

func TestLeavingSavesAtOnce(t *testing.T) {
	for name, leave := range map[string]func(*house){
		"another place":   func(h *house) { h.screen.Flush() },
		"another project": func(h *house) { h.screen.open("5") },
		"another list": func(h *house) {
			if err := h.Desk.SetList(sixty()); err != nil {
				h.Fatal(err)
			}
			h.Announce()
		},
	} {
		h := newHouse(t, rehearsal(t))
		h.screen.open("4")
		test.Type(h.pen(0).input, "没等到时间")
		leave(h)
		h.mustHold("4", "没等到时间")
		h.pass()
		if got := h.texts("4"); len(got) != 1 {
			t.Errorf("%s: the pause saved again: %q", name, got)
		}
	}
}

func TestEachNoteHasAFieldOfItsOwn(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	h.mustNotSay("再写一条")
	test.Type(h.pen(0).input, "第一条")
	h.pass()
	h.tap("再写一条")
	test.Type(h.pen(1).input, "第二条")
	h.pass()
	h.mustHold("4", "第一条", "第二条")
	h.screen.open("5")
	h.screen.open("4")
	if h.pen(0).input.Text != "第一条" || h.pen(1).input.Text != "第二条" {
		t.Errorf("the fields hold %q and %q", h.pen(0).input.Text, h.pen(1).input.Text)
	}
	h.mustSay("批注 2")
}

func TestAnEmptiedNoteIsRemovedOnLeaving(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	h.pen(0).input.SetText("写了又不要")
	h.pass()
	h.pen(0).input.SetText("  \n")
	h.pass()
	h.screen.open("5")
	h.mustHold("4")
	if got := h.screen.notes["4"]; len(got) != 0 {
		t.Errorf("the card still counts %d notes", len(got))
	}
}

func TestWhiteSpaceMakesNoNote(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	h.pen(0).input.SetText("   ")
	h.pass()
	h.screen.Flush()
	h.mustHold("4")
}

func TestADeletedNoteComesBackWithEverythingTyped(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	h.pen(0).input.SetText("要紧的话")
	h.pass()
	id := h.pen(0).name()
	h.pen(0).input.SetText("要紧的话，刚刚补充")
	h.tap("删除这条批注")
	h.mustHold("4")
	h.mustSay("已删除一条批注。")
	h.screen.Flush()
	h.mustHold("4")
	h.tap("撤销删除")
	h.mustHold("4", "要紧的话，刚刚补充")
	if got := h.pen(0).name(); got != id {
		t.Errorf("the note came back as %q, was %q", got, id)
	}
	h.pen(0).input.SetText("还能接着写")
	h.pass()
	h.mustHold("4", "还能接着写")
}

func TestWhatCannotBeSavedStaysAndIsSavedLater(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	h.Stage.Notes.Fail(errors.New("disk full"))
	h.pen(0).input.SetText("不能丢")
	h.pass()
	h.mustSay("没有完成")
	h.tap("知道了")
	if h.pen(0).input.Text != "不能丢" {
		t.Errorf("the field holds %q", h.pen(0).input.Text)
	}
	h.pen(0).input.SetText("不能丢，再写")
	h.pass()
	if h.Window.Canvas().Overlays().Top() != nil {
		t.Error("the same failure is told at every pause")
	}
	h.Stage.Notes.Fail(nil)
	h.screen.Flush()
	h.mustHold("4", "不能丢，再写")
}

// Going to another project loses nothing that could not be saved: it comes back
// with its project, and is saved with the next flush, wherever one is by then.
func TestWhatCannotBeSavedComesBackWithItsProject(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	h.Stage.Notes.Fail(errors.New("disk full"))
	h.pen(0).input.SetText("不能丢")
	h.screen.open("5")
	h.mustSay("没有完成")
	h.tap("知道了")
	if err := h.screen.Flush(); err == nil {
		t.Error("flush does not say that something is unsaved")
	}
	h.screen.open("4")
	h.tap("知道了")
	if h.pen(0).input.Text != "不能丢" {
		t.Fatalf("the field of project 4 holds %q", h.pen(0).input.Text)
	}
	h.screen.open("6")
	h.tap("知道了")
	h.Stage.Notes.Fail(nil)
	if err := h.screen.Flush(); err != nil {
		t.Fatal(err)
	}
	h.mustHold("4", "不能丢")
	h.screen.open("4")
	if h.pen(0).input.Text != "不能丢" {
		t.Errorf("afterwards the field holds %q", h.pen(0).input.Text)
	}
}

// A leaning that is still on its way is committed when Flush returns.
func TestFlushWaitsForLeanings(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.lean("3", func(i *note.Intent) { i.Leaning = note.Favour })
	h.screen.writes["3"].act(func() error {
		i := h.screen.intents["3"]
		i.Star = true
		return h.Book.SetIntent(i)
	})
	if err := h.screen.Flush(); err != nil {
		t.Fatal(err)
	}
	if i := h.intent("3"); i.Leaning != note.Favour || !i.Star {
		t.Errorf("stored is %+v", i)
	}
}

func TestNotesOnPassagesAreNotOnTheProject(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	r, _ := h.Report()
	at, _ := r.Locate("完成54个小区")
	if _, err := h.Book.Highlight(r, at, note.Yellow, "在报告上"); err != nil {
		t.Fatal(err)
	}
	h.screen.open("1")
	if h.pen(0).input.Text != "" {
		t.Errorf("the field holds %q", h.pen(0).input.Text)
	}
}

func TestALongNoteIsSeenWhole(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	before := h.pen(0).input.Size().Height
	h.pen(0).input.SetText(strings.Repeat("请说明每个公园的位置、面积和养护单位。", 20))
	if after := h.pen(0).input.Size().Height; after < 4*before {
		t.Errorf("the field went from %v to %v", before, after)
	}
}
