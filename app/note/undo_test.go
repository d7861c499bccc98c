package note_test

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

// What is typed without a pause goes at once; a pause, or another act, parts it.
func TestTypingIsUndoneAsOne(t *testing.T) {
	now := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	b := note.NewBook(storetest.NewNotes(), func() time.Time { return now }, rand.Reader)
	n, err := b.OnProject("1", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		text string
		wait time.Duration
	}{{"一", 0}, {"一句", time.Second}, {"一句话", 4 * time.Second}, {"一句话。", 6 * time.Second}, {"一句话。完", time.Second}} {
		now = now.Add(s.wait)
		if err := b.Write(n.ID, s.text); err != nil {
			t.Fatal(err)
		}
	}
	var texts []string
	for {
		if _, ok, err := b.Undo(); err != nil || !ok {
			break
		}
		if notes := all(t, b); len(notes) > 0 {
			texts = append(texts, notes[0].Text)
		}
	}
	if want := []string{"一句话", ""}; !slices.Equal(texts, want) {
		t.Errorf("undone through %q, want %q", texts, want)
	}
	if len(all(t, b)) != 0 {
		t.Error("the note is still there")
	}
}

func TestUndoSaysWhatWasDone(t *testing.T) {
	b, _ := newBook()
	r := report.Parse(text)
	n, err := b.Mark(r, report.Range{Start: 1, End: 4}, note.Question, note.Pink, "")
	if err != nil {
		t.Fatal(err)
	}
	other, err := b.OnProject("1", "甲")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{b.Write(n.ID, "何时？"), b.Paint(n.ID, note.Blue), b.Turn(n.ID, note.Suggestion), b.Tag(n.ID, []string{"民生"}), b.RemoveAll([]string{n.ID, other.ID})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"删除 2 条批注", "更改标签", "改为建议", "更改颜色", "书写疑问", "添加批注", "添加疑问"}
	for _, w := range want {
		u, ok, err := b.Undo()
		if got := u.Says.In(say.Chinese); err != nil || !ok || got != "已撤销："+w {
			t.Errorf("said %q (%v), want %q", got, err, w)
		}
	}
	if _, ok, _ := b.Undo(); ok {
		t.Error("there was more to undo")
	}
	slices.Reverse(want)
	for _, w := range want {
		u, ok, err := b.Redo()
		if got := u.Says.In(say.Chinese); err != nil || !ok || got != "已重做："+w {
			t.Errorf("said %q (%v), want %q", got, err, w)
		}
	}
}

// A revision of the report between an act and its undoing stands.
func TestUndoLeavesThePlaceOfANote(t *testing.T) {
	b, _ := newBook()
	r := report.Parse(text)
	revised := report.Parse("修订\n" + text)
	n, err := b.Highlight(r, report.Range{Start: 10, End: 14}, note.Green, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Paint(n.ID, note.Pink); err != nil {
		t.Fatal(err)
	}
	at := note.AnchorAt(revised, report.Range{Start: 13, End: 17})
	if err := b.Settle([]note.Settlement{{ID: n.ID, Standing: note.Moved, At: at}}); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := b.Undo(); err != nil || !ok {
		t.Fatal(ok, err)
	}
	got := all(t, b)[0]
	if got.Colour != note.Green || *got.Anchor != at || got.Standing != note.Moved || !slices.Equal(got.Was, []note.Anchor{*n.Anchor}) {
		t.Errorf("got %+v", got)
	}
}

func TestSettle(t *testing.T) {
	b, s := newBook()
	r := report.Parse(text)
	revised := report.Parse("修订\n" + text)
	mark := func(start int) note.Note {
		n, err := b.Highlight(r, report.Range{Start: start, End: start + 4}, note.Green, "")
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	kept, unsure, lost := mark(10), mark(20), mark(30)
	project, err := b.OnProject("1", "甲")
	if err != nil {
		t.Fatal(err)
	}
	there := note.AnchorAt(revised, report.Range{Start: 13, End: 17})
	maybe := []note.Anchor{note.AnchorAt(revised, report.Range{Start: 23, End: 27}), note.AnchorAt(revised, report.Range{Start: 53, End: 57})}
	settle := []note.Settlement{
		{ID: kept.ID, Standing: note.Kept, At: there},
		{ID: unsure.ID, Standing: note.Unsure, Maybe: maybe},
		{ID: lost.ID, Standing: note.Lost},
		{ID: "gone", Standing: note.Lost},
	}
	// One that cannot be leaves all as they were.
	for name, bad := range map[string]note.Settlement{
		"a note on a project":        {ID: project.ID, Standing: note.Lost},
		"kept nowhere":               {ID: kept.ID, Standing: note.Kept},
		"unsure between no places":   {ID: kept.ID, Standing: note.Unsure},
		"a standing that is unknown": {ID: kept.ID, Standing: "maybe"},
	} {
		if err := b.Settle(append(slices.Clone(settle), bad)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if got := all(t, b); !got[0].Same(kept) || !got[1].Same(unsure) {
		t.Errorf("refused, and now %+v", got)
	}
	if err := b.Settle(settle); err != nil {
		t.Fatal(err)
	}
	byID := map[string]note.Note{}
	stored, err := s.Notes()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range stored {
		byID[n.ID] = n
	}
	if n := byID[kept.ID]; *n.Anchor != there || n.Standing != note.Kept || !slices.Equal(n.Was, []note.Anchor{*kept.Anchor}) || !n.Changed.Equal(kept.Changed) {
		t.Errorf("kept: %+v", n)
	}
	if n := byID[unsure.ID]; *n.Anchor != *unsure.Anchor || n.Standing != note.Unsure || !slices.Equal(n.Maybe, maybe) || n.Was != nil {
		t.Errorf("unsure: %+v", n)
	}
	if n := byID[lost.ID]; *n.Anchor != *lost.Anchor || n.Standing != note.Lost || n.Was != nil {
		t.Errorf("lost: %+v", n)
	}
	// The deputy decides.
	if err := b.Settle([]note.Settlement{{ID: unsure.ID, Standing: note.Moved, At: maybe[1]}}); err != nil {
		t.Fatal(err)
	}
	for _, n := range all(t, b) {
		if n.ID == unsure.ID && (*n.Anchor != maybe[1] || n.Maybe != nil || n.Standing != note.Moved || len(n.Was) != 1) {
			t.Errorf("decided: %+v", n)
		}
	}
}

func TestTags(t *testing.T) {
	for typed, want := range map[string][]string{
		"":                 nil,
		"民生":               {"民生"},
		" #民生，交通、  民生;预算 ": {"民生", "交通", "预算"},
		"＃街道":              {"街道"},
		"###":              nil,
	} {
		got, err := note.CleanTags(note.SplitTags(typed))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %q (%v), want %q", typed, got, err, want)
		}
	}
	_, err := note.CleanTags([]string{"一二三四五六七八九十一二三四五六七八九十一"})
	refused(t, err, "note.tag.long")
	if strings.Contains(err.Error(), "一二三四") {
		t.Errorf("the log would hold the tag: %v", err)
	}
	var many []string
	for i := range note.MostTags + 1 {
		many = append(many, fmt.Sprint(i))
	}
	_, err = note.CleanTags(many)
	refused(t, err, "note.tags.many")

	b, _ := newBook()
	for _, tags := range [][]string{{"交通", "民生"}, {"民生"}, {"预算"}, nil} {
		n, err := b.OnProject("1", "甲")
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Tag(n.ID, tags); err != nil {
			t.Fatal(err)
		}
	}
	used, err := b.Tags()
	if want := []note.Used{{"民生", 2}, {"交通", 1}, {"预算", 1}}; err != nil || !slices.Equal(used, want) {
		t.Errorf("used %v (%v), want %v", used, err, want)
	}
}

// A note of a time before kinds is read as what it was.
func TestNotesFromBeforeKinds(t *testing.T) {
	for record, want := range map[string]note.Kind{
		`{"ID":"1","Anchor":{"Quote":"甲"},"Colour":"green"}`:                         note.Highlight,
		`{"ID":"1","Anchor":{"Quote":"甲"},"Colour":"green","Text":"注"}`:              note.Remark,
		`{"ID":"1","Project":"1","Colour":"green"}`:                                  note.Remark,
		`{"ID":"1","Anchor":{"Quote":"甲"},"Kind":"underline","Colour":"green"}`:      note.Underline,
		`{"ID":"1","Anchor":{"Quote":"甲"},"Kind":"question","Colour":"","Text":"?"}`: note.Question,
	} {
		var n note.Note
		if err := n.UnmarshalJSON([]byte(record)); err != nil || n.Kind != want {
			t.Errorf("%s is %q (%v), want %q", record, n.Kind, err, want)
		}
	}
}
