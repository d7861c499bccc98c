package note_test

import (
	"crypto/rand"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

var text = "政府工作报告\n\n各位代表：\n\n一、过去五年工作回顾\n\n" + strings.Repeat("深化违建专项治理。完成54个小区、83条街巷的“两小”综合整治。", 4)

// ticking is a clock that goes one minute a reading.
func ticking() func() time.Time {
	now := time.Date(2021, 1, 13, 9, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Minute)
		return now
	}
}

func newBook() (*note.Book, *storetest.Notes) {
	s := storetest.NewNotes()
	return note.NewBook(s, ticking(), rand.Reader), s
}

func refused(t *testing.T, err error, key string) {
	t.Helper()
	var p *say.Problem
	if !errors.As(err, &p) || p.What.Key != key {
		t.Errorf("got %v, want the sentence %s", err, key)
		return
	}
	for _, l := range []say.Language{say.Chinese, say.English} {
		if s := p.Sentence(l); strings.Contains(s, "note.") || strings.Contains(s, "{{") || strings.Contains(s, "<no value>") {
			t.Errorf("%s is said as %q", key, s)
		}
	}
}

func all(t *testing.T, b *note.Book) []note.Note {
	t.Helper()
	notes, err := b.Notes()
	if err != nil {
		t.Fatal(err)
	}
	return notes
}

func TestAnchorAt(t *testing.T) {
	r := report.Parse(text)
	runes := []rune(text)
	start := slices.Index(runes, '两')
	for _, c := range []struct {
		name                 string
		at                   report.Range
		quote, before, after string
	}{
		{"in the middle", report.Range{Start: start, End: start + 2}, "两小",
			string(runes[start-32 : start]), string(runes[start+2 : start+34])},
		{"at the start", report.Range{Start: 0, End: 2}, "政府", "", string(runes[2:34])},
		{"just after the start", report.Range{Start: 1, End: 2}, "府", "政", string(runes[2:34])},
		{"at the end", report.Range{Start: len(runes) - 2, End: len(runes)}, "治。", string(runes[len(runes)-34 : len(runes)-2]), ""},
		{"the whole", report.Range{Start: 0, End: len(runes)}, text, "", ""},
		{"beyond both ends", report.Range{Start: -5, End: len(runes) + 5}, text, "", ""},
		{"empty", report.Range{Start: 3, End: 3}, "", string(runes[:3]), string(runes[3:35])},
		{"backwards", report.Range{Start: 3, End: 1}, "", string(runes[:3]), string(runes[3:35])},
		{"behind the end", report.Range{Start: len(runes) + 3, End: len(runes) + 5}, "", string(runes[len(runes)-32:]), ""},
	} {
		a := note.AnchorAt(r, c.at)
		if a.Quote != c.quote || a.Before != c.before || a.After != c.after || a.Document != r.Hash || a.Document == "" {
			t.Errorf("%s: %+v", c.name, a)
		}
		if string(runes[a.Start:a.End]) != a.Quote {
			t.Errorf("%s: %d to %d is not %q", c.name, a.Start, a.End, a.Quote)
		}
	}
}

func TestNotesInTheOrderOfTheText(t *testing.T) {
	b, _ := newBook()
	r := report.Parse(text)
	make := func(n note.Note, err error) note.Note {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	second := make(b.OnProject("2", "后"))
	late := make(b.Highlight(r, report.Range{Start: 40, End: 50}, note.Green, ""))
	wide := make(b.Highlight(r, report.Range{Start: 10, End: 30}, note.Pink, "疑问"))
	again := make(b.Highlight(r, report.Range{Start: 10, End: 30}, note.Blue, ""))
	narrow := make(b.Highlight(r, report.Range{Start: 10, End: 12}, note.Yellow, ""))
	third := make(b.OnProject("1", ""))
	want := []note.Note{narrow, wide, again, late, second, third}
	got := all(t, b)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	ids := map[string]bool{}
	for _, n := range got {
		ids[n.ID] = true
		if len(n.ID) != 32 {
			t.Errorf("id %q", n.ID)
		}
	}
	if len(ids) != len(want) {
		t.Errorf("%d ids for %d notes", len(ids), len(want))
	}
}

func TestWriteAndPaint(t *testing.T) {
	b, s := newBook()
	n, err := b.OnProject("1", "甲")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Write(n.ID, "  乙\n"); err != nil {
		t.Fatal(err)
	}
	if err := b.Paint(n.ID, note.Blue); err != nil {
		t.Fatal(err)
	}
	got := all(t, b)[0]
	if got.Text != "  乙\n" || got.Colour != note.Blue || !got.Created.Equal(n.Created) || !got.Changed.After(n.Changed) {
		t.Errorf("got %+v", got)
	}
	// What is so already is not written again.
	s.Fail(errors.New("written"))
	if err := errors.Join(b.Write(n.ID, "  乙\n"), b.Paint(n.ID, note.Blue)); err != nil {
		t.Error(err)
	}
	s.Fail(nil)
	if now := all(t, b)[0]; !now.Changed.Equal(got.Changed) {
		t.Error("a note that was not changed has another time")
	}
}

func TestRemoveAndRestore(t *testing.T) {
	b, _ := newBook()
	n, err := b.Highlight(report.Parse(text), report.Range{Start: 1, End: 4}, note.Green, "注")
	if err != nil {
		t.Fatal(err)
	}
	removed, err := b.Remove(n.ID)
	if err != nil || !reflect.DeepEqual(removed, n) {
		t.Fatalf("removed %+v, %v", removed, err)
	}
	if len(all(t, b)) != 0 {
		t.Error("it is still there")
	}
	_, err = b.Remove(n.ID)
	refused(t, err, "note.gone")
	refused(t, b.Write(n.ID, "x"), "note.gone")
	refused(t, b.Paint(n.ID, note.Pink), "note.gone")
	if err := b.Restore(removed); err != nil {
		t.Fatal(err)
	}
	if err := b.Write(n.ID, "新"); err != nil {
		t.Fatal(err)
	}
	refused(t, b.Restore(removed), "note.there")
	if got := all(t, b); len(got) != 1 || got[0].Text != "新" {
		t.Errorf("restoring again changed it to %+v", got)
	}
}

func TestNotesThatAreRefused(t *testing.T) {
	b, s := newBook()
	r := report.Parse(text)
	kept, err := b.OnProject("1", "留")
	if err != nil {
		t.Fatal(err)
	}
	most := strings.Repeat("字", note.MostRunes)
	_, nothing := b.Highlight(r, report.Range{Start: 5, End: 5}, note.Green, "x")
	refused(t, nothing, "note.nothing")
	_, outside := b.Highlight(r, report.Range{Start: 100_000, End: 100_005}, note.Green, "x")
	refused(t, outside, "note.nothing")
	_, long := b.OnProject("1", most+"字")
	refused(t, long, "note.long")
	refused(t, b.Write(kept.ID, most+"字"), "note.long")
	_, nowhere := b.OnProject("", "x")
	_, colour := b.Highlight(r, report.Range{Start: 1, End: 2}, "red", "x")
	_, random := note.NewBook(s, time.Now, strings.NewReader("short")).OnProject("1", "x")
	for name, err := range map[string]error{
		"on no project":             nowhere,
		"an unknown colour":         colour,
		"painted an unknown colour": b.Paint(kept.ID, ""),
		"without randomness":        random,
		"restored without an id":    b.Restore(note.Note{Project: "1", Kind: note.Remark, Colour: note.Blue}),
		"intent on no project":      b.SetIntent(note.Intent{Star: true}),
		"an unknown leaning":        b.SetIntent(note.Intent{Project: "1", Leaning: "maybe"}),
	} {
		if err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if got := all(t, b); !reflect.DeepEqual(got, []note.Note{kept}) {
		t.Errorf("refused, and now %+v", got)
	}
	if err := b.Write(kept.ID, most); err != nil {
		t.Errorf("the longest text: %v", err)
	}
}

// What is no text is made text, and saved as it is given back.
func TestTextThatIsNone(t *testing.T) {
	b, _ := newBook()
	n, err := b.OnProject("1", "甲\xff乙")
	if err != nil || n.Text != "甲\uFFFD乙" {
		t.Fatalf("%q %v", n.Text, err)
	}
	if err := b.Write(n.ID, "\xff"); err != nil {
		t.Fatal(err)
	}
	if got := all(t, b)[0].Text; got != "\uFFFD" {
		t.Errorf("saved %q", got)
	}
}

func TestStoreThatFails(t *testing.T) {
	b, s := newBook()
	n, err := b.OnProject("1", "甲")
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	s.Fail(broken)
	_, made := b.OnProject("2", "")
	_, removed := b.Remove(n.ID)
	for _, err := range []error{made, removed, b.Write(n.ID, "乙"), b.Paint(n.ID, note.Pink), b.SetIntent(note.Intent{Project: "1"})} {
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
	}
	if got := all(t, b); !reflect.DeepEqual(got, []note.Note{n}) {
		t.Errorf("failed, and now %+v", got)
	}
}

// Text and colour that are changed at once are both kept.
func TestChangesAtOnce(t *testing.T) {
	for range 20 {
		b, _ := newBook()
		n, err := b.OnProject("1", "")
		if err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		both.Add(2)
		go func() {
			defer both.Done()
			if err := b.Write(n.ID, "写"); err != nil {
				t.Error(err)
			}
		}()
		go func() {
			defer both.Done()
			if err := b.Paint(n.ID, note.Pink); err != nil {
				t.Error(err)
			}
		}()
		both.Wait()
		if got := all(t, b)[0]; got.Text != "写" || got.Colour != note.Pink {
			t.Fatalf("one of two changes was lost: %+v", got)
		}
	}
}

// Any sequence of acts, of undoing and of redoing leaves what a map of notes with
// a history of its own would hold, and the store holds the same.
func TestAnySequence(t *testing.T) {
	r := report.Parse(text)
	rapid.Check(t, func(rt *rapid.T) {
		s, clock := storetest.NewNotes(), ticking()
		b := note.NewBook(s, clock, rand.Reader)
		notes, intents := map[string]note.Note{}, map[string]note.Intent{}
		var past, future []map[string]note.Note
		// did keeps what was before an act that changes something.
		did := func(change func()) {
			before := maps.Clone(notes)
			change()
			if !maps.EqualFunc(before, notes, note.Note.Same) {
				past, future = append(past, before), nil
			}
		}
		var bin []note.Note
		ids := func() []string { return slices.Sorted(maps.Keys(notes)) }
		words := rapid.SampledFrom([]string{"", "甲", "疑问：含哪些街道？", "a\nb"})
		colours, kinds := rapid.SampledFrom(note.Colours), rapid.SampledFrom(note.Kinds)
		some := func(rt *rapid.T) string {
			if len(notes) == 0 {
				rt.Skip("no note")
			}
			return rapid.SampledFrom(ids()).Draw(rt, "note")
		}
		ok := func(err error) {
			if err != nil {
				rt.Fatal(err)
			}
		}
		edit := func(id string, how func(*note.Note)) {
			did(func() {
				n := notes[id].Clone()
				how(&n)
				notes[id] = n
			})
		}
		turn := func(rt *rapid.T, from, to *[]map[string]note.Note, act func() (note.Undone, bool, error)) {
			u, did, err := act()
			ok(err)
			if did != (len(*from) > 0) {
				rt.Fatalf("done: %v, with %d acts to turn", did, len(*from))
			}
			if !did {
				return
			}
			if said := u.Says.In(say.Chinese); strings.Contains(said, "note.") || strings.Contains(said, "{{") {
				rt.Fatalf("said as %q", said)
			}
			last := len(*from) - 1
			*to = append(*to, notes)
			notes, *from = maps.Clone((*from)[last]), (*from)[:last]
			for _, id := range u.Changed {
				if _, there := notes[id]; !there {
					rt.Fatalf("%s is said to be there", id)
				}
			}
			for _, id := range u.Gone {
				if _, there := notes[id]; there {
					rt.Fatalf("%s is said to be gone", id)
				}
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"mark": func(rt *rapid.T) {
				start := rapid.IntRange(0, len(r.Text)-1).Draw(rt, "start")
				at := report.Range{Start: start, End: rapid.IntRange(start+1, len(r.Text)).Draw(rt, "end")}
				n, err := b.Mark(r, at, kinds.Draw(rt, "kind"), colours.Draw(rt, "colour"), words.Draw(rt, "text"))
				ok(err)
				if _, there := notes[n.ID]; there || n.Anchor.Quote != string(r.Text[at.Start:at.End]) {
					rt.Fatalf("made %+v", n)
				}
				did(func() { notes[n.ID] = n })
			},
			"on project": func(rt *rapid.T) {
				n, err := b.OnProject(rapid.SampledFrom([]string{"1", "2"}).Draw(rt, "project"), words.Draw(rt, "text"))
				ok(err)
				did(func() { notes[n.ID] = n })
			},
			"write": func(rt *rapid.T) {
				id, text := some(rt), words.Draw(rt, "text")
				ok(b.Write(id, text))
				edit(id, func(n *note.Note) {
					if n.Text = text; text != "" && n.Kind == note.Highlight {
						n.Kind = note.Remark
					}
				})
			},
			"paint": func(rt *rapid.T) {
				id, colour := some(rt), colours.Draw(rt, "colour")
				ok(b.Paint(id, colour))
				edit(id, func(n *note.Note) { n.Colour = colour })
			},
			"turn": func(rt *rapid.T) {
				id, kind := some(rt), kinds.Draw(rt, "kind")
				if err := b.Turn(id, kind); notes[id].Anchor == nil && kind.NeedsPassage() {
					if err == nil {
						rt.Fatalf("a note on a project is a %s", kind)
					}
					return
				} else {
					ok(err)
				}
				edit(id, func(n *note.Note) { n.Kind = kind })
			},
			"tag": func(rt *rapid.T) {
				id := some(rt)
				tags := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"民生", "交通", "预算"}), 0, 3, rapid.ID[string]).Draw(rt, "tags")
				ok(b.Tag(id, tags))
				edit(id, func(n *note.Note) { n.Tags = tags })
			},
			"remove": func(rt *rapid.T) {
				n, err := b.Remove(some(rt))
				ok(err)
				bin = append(bin, n)
				did(func() { delete(notes, n.ID) })
			},
			"remove several": func(rt *rapid.T) {
				if len(notes) == 0 {
					rt.Skip("no note")
				}
				several := rapid.SliceOfDistinct(rapid.SampledFrom(ids()), rapid.ID[string]).Draw(rt, "notes")
				ok(b.RemoveAll(append(several, "gone")))
				did(func() {
					for _, id := range several {
						delete(notes, id)
					}
				})
			},
			"restore": func(rt *rapid.T) {
				if len(bin) == 0 {
					rt.Skip("nothing removed")
				}
				n := rapid.SampledFrom(bin).Draw(rt, "removed")
				_, there := notes[n.ID]
				if err := b.Restore(n); (err != nil) != there {
					rt.Fatalf("there: %v, restored: %v", there, err)
				}
				if !there {
					did(func() { notes[n.ID] = n })
				}
			},
			"undo": func(rt *rapid.T) { turn(rt, &past, &future, b.Undo) },
			"redo": func(rt *rapid.T) { turn(rt, &future, &past, b.Redo) },
			"intent": func(rt *rapid.T) {
				i := note.Intent{
					Project: rapid.SampledFrom([]string{"1", "2", "3"}).Draw(rt, "project"),
					Leaning: rapid.SampledFrom([]note.Leaning{note.NoLeaning, note.Favour, note.Doubt, note.Oppose}).Draw(rt, "leaning"),
					Star:    rapid.Bool().Draw(rt, "star"), Seen: rapid.Bool().Draw(rt, "seen"),
				}
				ok(b.SetIntent(i))
				if intents[i.Project] = i; i == (note.Intent{Project: i.Project}) {
					delete(intents, i.Project)
				}
			},
			"reload": func(*rapid.T) { b.Reload(); past, future = nil, nil },
			"reopen": func(*rapid.T) { b = note.NewBook(s, clock, rand.Reader); past, future = nil, nil },
			"a write that fails": func(rt *rapid.T) {
				broken := errors.New("broken")
				s.Fail(broken)
				defer s.Fail(nil)
				if _, err := b.OnProject("1", "x"); !errors.Is(err, broken) {
					rt.Fatalf("got %v", err)
				}
			},
			"": func(rt *rapid.T) {
				got, err := b.Notes()
				ok(err)
				stored, err := s.Notes()
				ok(err)
				if len(got) != len(notes) || len(stored) != len(notes) {
					rt.Fatalf("%d notes, %d stored, want %d", len(got), len(stored), len(notes))
				}
				for _, n := range stored {
					if i := slices.IndexFunc(got, func(o note.Note) bool { return o.ID == n.ID }); i < 0 || !n.Same(got[i]) {
						rt.Fatalf("%+v is stored and not in the book", n)
					}
				}
				for i, n := range got {
					want := notes[n.ID]
					want.Changed = n.Changed
					if !n.Same(want) || n.Changed.Before(n.Created) {
						rt.Fatalf("got %+v, want %+v", n, want)
					}
					if i > 0 && !inOrder(got[i-1], n) {
						rt.Fatalf("%+v stands before %+v", got[i-1], n)
					}
				}
				leanings, err := b.Intents()
				ok(err)
				if !maps.Equal(leanings, intents) {
					rt.Fatalf("intents %v, want %v", leanings, intents)
				}
			},
		})
	})
}

// inOrder says the order of notes once more, in its own words.
func inOrder(a, b note.Note) bool {
	if a.Anchor == nil || b.Anchor == nil {
		return a.Anchor != nil || b.Anchor == nil && !b.Created.Before(a.Created)
	}
	return a.Anchor.Start < b.Anchor.Start || a.Anchor.Start == b.Anchor.Start && a.Anchor.End <= b.Anchor.End
}
