package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/procedure"
	"piaojue/app/project"
)

// OpenMeeting opens a store; the same test opening it again sees what was
// stored before, or else what first holds. The store that was opened before is
// not used any more.
type OpenMeeting func(t *testing.T, first meeting.Meeting) meeting.Store

var errRefused = errors.New("refused")

// Setup is a complete setup of a rehearsal meeting with n candidates for
// places, on a roll.
func Setup(n, places, roll int) meeting.Setup {
	list := project.List{Title: "候选项目", Rehearsal: true}
	for i := 1; i <= n; i++ {
		list.Projects = append(list.Projects, project.Project{
			ID: fmt.Sprint(i), Category: "民生", Name: fmt.Sprintf("项目%d", i), Content: []string{"内容"},
			Money: project.Money{Text: "1200", Unit: "万元", Yuan: 12_000_000, Known: true},
			Extra: []project.Field{{Name: "街道", Value: "平江"}},
		})
	}
	return meeting.Setup{
		Name: "演练会议", Vote: "2021年政府实事项目", Rehearsal: true,
		Roll: roll, List: list, Procedure: procedure.Default(places),
	}
}

// New is meeting.New with true randomness, or the end of the test.
func New(t *testing.T, s meeting.Setup) meeting.Meeting {
	t.Helper()
	m, err := meeting.New(s, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// MeetingContract holds what every meeting.Store promises.
func MeetingContract(t *testing.T, open OpenMeeting) {
	full := func(t *testing.T) meeting.Meeting {
		m := New(t, Setup(5, 3, 9))
		m.Code = &meeting.Code{Salt: []byte{1, 2}, Hash: []byte{3, 4}, Iterations: 5}
		r := &m.Rounds[0]
		r.State, r.Candidates, r.Procedure = meeting.Casting, m.Setup.Candidates(), m.Setup.Procedure
		r.Roll, r.Present, r.Issued, r.Outstanding, r.Returned = 9, 8, 7, true, 6
		r.Steps = []meeting.Step{{To: meeting.Frozen, Office: meeting.Clerk, At: time.Date(2021, 1, 13, 9, 0, 0, 5, time.FixedZone("", 8*3600))}}
		return m
	}

	t.Run("what is stored is given back whole", func(t *testing.T) {
		first := full(t)
		s := open(t, first)
		if got := must(s.Meeting())(t); !sameMeeting(got, first) {
			t.Fatalf("stored %+v\n   got %+v", first, got)
		}
		if err := s.Update(func(m *meeting.Meeting) error { m.Setup.Roll = 12; m.Rounds[0].Issued++; return nil }); err != nil {
			t.Fatal(err)
		}
		again := open(t, New(t, Setup(1, 1, 1)))
		want := first
		want.Setup.Roll = 12
		want.Rounds = slices.Clone(want.Rounds)
		want.Rounds[0].Issued++
		if got := must(again.Meeting())(t); !sameMeeting(got, want) {
			t.Fatalf("after opening again %+v\n   want %+v", got, want)
		}
	})

	t.Run("a change that fails changes nothing and its error comes back", func(t *testing.T) {
		s := open(t, full(t))
		before := must(s.Meeting())(t)
		refuse := func(m *meeting.Meeting) error {
			m.Setup.Name, m.Rounds[0].State, m.Setup.List.Projects[0].Name = "x", meeting.Counted, "x"
			return errRefused
		}
		if err := s.Update(refuse); err != errRefused {
			t.Errorf("Update gave %v", err)
		}
		if err := s.Cast(1, marks(5, 1), refuse); err != errRefused {
			t.Errorf("Cast gave %v", err)
		}
		if got := must(s.Meeting())(t); !sameMeeting(got, before) {
			t.Errorf("a refused change was stored: %+v", got)
		}
		if n := must(s.Returned(1))(t); n != 0 {
			t.Errorf("%d ballots after a refused cast", n)
		}
	})

	t.Run("what a meeting is cannot be changed", func(t *testing.T) {
		s := open(t, full(t))
		for name, change := range map[string]func(*meeting.Meeting) error{
			"rehearsal": func(m *meeting.Meeting) error { m.Setup.Rehearsal = false; return nil },
			"id":        func(m *meeting.Meeting) error { m.ID = "other"; return nil },
		} {
			if err := s.Update(change); err == nil {
				t.Errorf("%s was changed", name)
			}
			if err := s.Cast(1, marks(5, 1), change); err == nil {
				t.Errorf("%s was changed with a cast", name)
			}
		}
		if got := must(s.Meeting())(t); !got.Setup.Rehearsal || got.ID == "other" {
			t.Errorf("stored %v %s", got.Setup.Rehearsal, got.ID)
		}
	})

	t.Run("what is given shares nothing with what is stored", func(t *testing.T) {
		s := open(t, full(t))
		got := must(s.Meeting())(t)
		got.Setup.List.Projects[0].Name = "changed"
		b := marks(5, 1)
		nothing := func(*meeting.Meeting) error { return nil }
		if err := s.Cast(1, b, nothing); err != nil {
			t.Fatal(err)
		}
		b.Marks[0] = ballot.Against
		if m := must(s.Meeting())(t); m.Setup.List.Projects[0].Name == "changed" {
			t.Error("a meeting that was given out was changed inside")
		}
		if in := must(s.Ballots(1))(t); len(in) != 1 || in[0].Marks[0] != marks(5, 1).Marks[0] {
			t.Error("a ballot that was cast was changed inside")
		}
	})

	t.Run("each ballot is in its box once, with the change of its cast", func(t *testing.T) {
		s := open(t, full(t))
		var cast []ballot.Ballot
		for i := range 40 {
			round := 1 + i%2
			b := marks(5, i)
			if err := s.Cast(round, b, func(m *meeting.Meeting) error { m.Rounds[0].Issued = i; return nil }); err != nil {
				t.Fatal(err)
			}
			if round == 1 {
				cast = append(cast, b)
			}
			if n := must(s.Returned(round))(t); n != i/2+1 {
				t.Fatalf("%d in box %d after %d casts", n, round, i+1)
			}
			if m := must(s.Meeting())(t); m.Rounds[0].Issued != i {
				t.Fatalf("cast %d left the meeting at %d", i, m.Rounds[0].Issued)
			}
		}
		for _, when := range []string{"cast", "shaken", "opened again"} {
			if got := must(s.Ballots(1))(t); !sameBallots(got, cast) {
				t.Fatalf("%s: box holds %v, want %v in any order", when, got, cast)
			}
			if when == "cast" {
				if err := s.Shake(); err != nil {
					t.Fatal(err)
				}
			}
			if when == "shaken" {
				s = open(t, full(t))
			}
		}
		if in := must(s.Ballots(3))(t); len(in) != 0 {
			t.Errorf("a box that was never used holds %v", in)
		}
	})

	t.Run("ballots do not come out in the order they went in", func(t *testing.T) {
		s := open(t, full(t))
		const n = 12
		for i := range n {
			if err := s.Cast(1, marks(5, i), func(*meeting.Meeting) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		in, order := must(s.Ballots(1))(t), 0
		for i, b := range in {
			if reflect.DeepEqual(b, marks(5, i)) {
				order++
			}
		}
		if order == n { // by chance once in 479,001,600 runs
			t.Error("the order of the box is the order of the casts")
		}
	})

	t.Run("a mark that is none is refused", func(t *testing.T) {
		s := open(t, full(t))
		if err := s.Cast(1, ballot.Ballot{Marks: []ballot.Mark{ballot.Abstain + 1}}, func(*meeting.Meeting) error { return nil }); err == nil {
			t.Error("it was taken")
		}
		if n := must(s.Returned(1))(t); n != 0 {
			t.Errorf("%d in the box", n)
		}
	})

	t.Run("document", func(t *testing.T) {
		s := open(t, full(t))
		if d, ok, err := s.Document(); ok || err != nil {
			t.Fatalf("a new store gives %v %v %v", d, ok, err)
		}
		for _, d := range []meeting.Document{{Name: "报告.txt", Text: "各位代表：\n现在……"}, {Name: "b", Text: "b"}} {
			if err := s.SetDocument(d); err != nil {
				t.Fatal(err)
			}
			s = open(t, full(t))
			if got, ok, err := s.Document(); got != d || !ok || err != nil {
				t.Fatalf("got %v %v %v, want %v", got, ok, err, d)
			}
		}
	})

	t.Run("former documents", func(t *testing.T) {
		s := open(t, full(t))
		one, two, three := meeting.Document{Name: "1", Text: "a"}, meeting.Document{Name: "2", Text: "a"}, meeting.Document{Name: "2", Text: "b"}
		for _, step := range []struct {
			set  meeting.Document
			want []meeting.Document
		}{
			{one, nil},
			{one, nil},
			{two, []meeting.Document{one}},
			{three, []meeting.Document{one, two}},
			{one, []meeting.Document{one, two, three}},
			{three, []meeting.Document{two, three, one}},
		} {
			if err := s.SetDocument(step.set); err != nil {
				t.Fatal(err)
			}
			s = open(t, full(t))
			if got, err := s.Formers(); err != nil || !slices.Equal(got, step.want) {
				t.Fatalf("after %v: got %v %v, want %v", step.set, got, err, step.want)
			}
		}
	})

	t.Run("casts, changes and readings at once", func(t *testing.T) {
		s := open(t, full(t))
		if err := s.Update(func(m *meeting.Meeting) error { m.Rounds[0].Issued = 0; return nil }); err != nil {
			t.Fatal(err)
		}
		const each = 8
		var all sync.WaitGroup
		for range each {
			all.Add(3)
			go func() {
				defer all.Done()
				if err := s.Cast(1, marks(5, 3), func(m *meeting.Meeting) error { m.Rounds[0].Issued++; return nil }); err != nil {
					t.Error(err)
				}
			}()
			go func() {
				defer all.Done()
				if err := s.Update(func(m *meeting.Meeting) error { m.Setup.Roll++; return nil }); err != nil {
					t.Error(err)
				}
			}()
			go func() {
				defer all.Done()
				n, err := s.Returned(1)
				if err != nil {
					t.Error(err)
				}
				if m, err := s.Meeting(); err != nil || m.Rounds[0].Issued < n {
					t.Errorf("%d in the box, %d counted: %v", n, m.Rounds[0].Issued, err)
				}
			}()
		}
		all.Wait()
		m := must(s.Meeting())(t)
		if n := must(s.Returned(1))(t); n != each || m.Rounds[0].Issued != each || m.Setup.Roll != 9+each {
			t.Errorf("%d ballots, %d counted, roll %d after %d of each", n, m.Rounds[0].Issued, m.Setup.Roll, each)
		}
	})

	t.Run("fifty closings race fifty votes", func(t *testing.T) {
		closingsRaceVotes(t, open)
	})
}

// closingsRaceVotes has each of many desks on one store try to close while
// others vote: the box that was closed holds what was recorded, and nothing
// comes in afterwards.
func closingsRaceVotes(t *testing.T, open OpenMeeting) {
	const deputies = 50
	s := open(t, New(t, Setup(4, 2, deputies)))
	desk := func() *meeting.Desk { return meeting.NewDesk(s, time.Now, rand.Reader) }
	d := desk()
	for _, act := range []func() error{
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(deputies) }, d.OpenCasting,
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	var acknowledged, closed sync.Map
	for i := range deputies {
		all.Add(2)
		go func() {
			defer all.Done()
			if d := desk(); d.LetThrough() == nil {
				if d.Cast(ballot.Ballot{Marks: []ballot.Mark{1, 1, 2, 3}}) == nil {
					acknowledged.Store(i, true)
				}
			}
		}()
		go func() {
			defer all.Done()
			if i < deputies/2 {
				time.Sleep(time.Duration(i) * time.Millisecond / 4)
			}
			if desk().Close() == nil {
				closed.Store(i, true)
			}
		}()
	}
	all.Wait()
	size := func(m *sync.Map) (n int) {
		m.Range(func(any, any) bool { n++; return true })
		return n
	}
	v := must(d.View())(t)
	for v.Round.State == meeting.Casting { // every closing met a ballot that was out
		_ = d.GiveUp()
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		closed.Store(-1, true)
		v = must(d.View())(t)
	}
	if n := size(&closed); n != 1 {
		t.Errorf("%d closings were done", n)
	}
	if n := size(&acknowledged); v.InBox != n || v.Round.Returned != n {
		t.Errorf("%d acknowledged, %d in the box, %d recorded", n, v.InBox, v.Round.Returned)
	}
	if err := d.Reconcile(); err != nil {
		t.Error(err)
	}
	if r, err := d.Count(); err != nil || r.State == count.Void || r.Returned != v.InBox {
		t.Errorf("counted %+v: %v", r, err)
	}
}

// OpenNotes opens a store; the same test opening it again sees what was stored.
// The store that was opened before is not used any more.
type OpenNotes func(t *testing.T) note.Store

// NotesContract holds what every note.Store promises.
func NotesContract(t *testing.T, open OpenNotes) {
	at := time.Date(2021, 1, 13, 9, 0, 0, 7, time.FixedZone("", 8*3600))
	passage := note.Note{
		ID:     "b",
		Anchor: &note.Anchor{Document: "h", Start: 3, End: 5, Quote: "两小", Before: "“", After: "”综合整治"},
		Kind:   note.Question, Colour: note.Green, Tags: []string{"街道", "“两小”"}, Text: "疑问：含哪些街道？\n", Created: at, Changed: at.Add(time.Hour),
		Standing: note.Unsure,
		Was:      []note.Anchor{{Document: "g", Start: 1, End: 3, Quote: "两小", After: "”"}},
		Maybe:    []note.Anchor{{Document: "i", Start: 9, End: 11, Quote: "两小", Before: "“"}},
	}
	onProject := note.Note{ID: "a", Project: "A-03", Kind: note.Remark, Colour: note.Yellow, Created: at, Changed: at}

	t.Run("what is stored is given back whole", func(t *testing.T) {
		s := open(t)
		if all, err := s.Notes(); err != nil || len(all) != 0 {
			t.Fatalf("a new store gives %v %v", all, err)
		}
		for _, n := range []note.Note{passage, onProject} {
			if err := s.Change(note.Content{Notes: []note.Note{n}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			all := must(s.Notes())(t)
			slices.SortFunc(all, func(a, b note.Note) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
			if len(all) != 2 || !sameNote(all[0], onProject) || !sameNote(all[1], passage) {
				t.Fatalf("got %+v", all)
			}
			s = open(t)
		}
	})

	t.Run("a note is put in place of the one with its id", func(t *testing.T) {
		s := open(t)
		changed := passage
		changed.Text = "改"
		for _, n := range []note.Note{passage, changed} {
			if err := s.Change(note.Content{Notes: []note.Note{n}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		if all := must(s.Notes())(t); len(all) != 1 || !sameNote(all[0], changed) {
			t.Errorf("got %+v", all)
		}
	})

	t.Run("a removed note is gone, and removing it again is no error", func(t *testing.T) {
		s := open(t)
		for _, n := range []note.Note{passage, onProject} {
			if err := s.Change(note.Content{Notes: []note.Note{n}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if err := s.Change(note.Content{}, []string{passage.ID}); err != nil {
				t.Fatal(err)
			}
		}
		if all := must(open(t).Notes())(t); len(all) != 1 || all[0].ID != onProject.ID {
			t.Errorf("got %+v", all)
		}
	})

	t.Run("many changes are one", func(t *testing.T) {
		s := open(t)
		if err := s.Change(note.Content{Notes: []note.Note{passage, onProject}}, nil); err != nil {
			t.Fatal(err)
		}
		third := onProject
		third.ID = "c"
		if err := s.Change(note.Content{Notes: []note.Note{third}}, []string{passage.ID, "d"}); err != nil {
			t.Fatal(err)
		}
		// One that cannot be stored keeps the others out.
		changed := onProject
		changed.Text = "改"
		if s.Change(note.Content{Notes: []note.Note{changed, {Text: "x"}}}, []string{third.ID}) == nil {
			t.Error("a note without an id was taken")
		}
		whole := note.Content{Notes: []note.Note{changed}, Intents: []note.Intent{{Project: "1", Star: true}}, Links: []note.Link{{Project: "1"}}}
		if s.Change(whole, nil) == nil {
			t.Error("a decision without an id was taken")
		}
		if kept := must(open(t).Intents())(t); len(kept) != 0 {
			t.Errorf("a leaning went in without what came with it: %+v", kept)
		}
		all := must(open(t).Notes())(t)
		slices.SortFunc(all, func(a, b note.Note) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
		if len(all) != 2 || !sameNote(all[0], onProject) || !sameNote(all[1], third) {
			t.Errorf("got %+v", all)
		}
	})

	t.Run("intents", func(t *testing.T) {
		s := open(t)
		favour := note.Intent{Project: "1", Leaning: note.Favour, Star: true, Seen: true}
		for _, i := range []note.Intent{{Project: "1", Leaning: note.Doubt}, favour, {Project: "2", Seen: true}} {
			if err := s.Change(note.Content{Intents: []note.Intent{i}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		all := must(open(t).Intents())(t)
		slices.SortFunc(all, func(a, b note.Intent) int { return slices.Compare([]byte(a.Project), []byte(b.Project)) })
		if !slices.Equal(all, []note.Intent{favour, {Project: "2", Seen: true}}) {
			t.Errorf("got %+v", all)
		}
	})

	t.Run("decisions about passages", func(t *testing.T) {
		s := open(t)
		link := note.Link{ID: "a", Project: "1", Name: "工程", Anchor: *passage.Anchor, Decision: note.Confirmed, Changed: passage.Changed}
		again, other := link, link
		again.Decision, other.ID = note.Dismissed, "b"
		for _, l := range []note.Link{link, other, again} {
			if err := s.Change(note.Content{Links: []note.Link{l}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		all := must(open(t).Links())(t)
		slices.SortFunc(all, func(a, b note.Link) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
		same := func(a, b note.Link) bool {
			at, bt := a.Changed, b.Changed
			a.Changed, b.Changed = bt, bt
			return a == b && at.Equal(bt)
		}
		if len(all) != 2 || !same(all[0], again) || !same(all[1], other) {
			t.Errorf("got %+v", all)
		}
	})

	t.Run("nothing is stored without an id", func(t *testing.T) {
		s := open(t)
		if s.Change(note.Content{Notes: []note.Note{{Text: "x"}}}, nil) == nil || s.Change(note.Content{Intents: []note.Intent{{Star: true}}}, nil) == nil || s.Change(note.Content{Links: []note.Link{{Project: "1"}}}, nil) == nil {
			t.Error("it was taken")
		}
	})

	t.Run("what is given shares nothing with what is stored", func(t *testing.T) {
		s := open(t)
		if err := s.Change(note.Content{Notes: []note.Note{passage}}, nil); err != nil {
			t.Fatal(err)
		}
		must(s.Notes())(t)[0].Anchor.Quote = "changed"
		if got := must(s.Notes())(t)[0]; !sameNote(got, passage) {
			t.Errorf("got %+v", got)
		}
	})

	t.Run("many at once", func(t *testing.T) {
		s := open(t)
		var all sync.WaitGroup
		for i := range 20 {
			all.Add(1)
			go func() {
				defer all.Done()
				n := onProject
				n.ID = fmt.Sprint(i)
				if err := s.Change(note.Content{Notes: []note.Note{n}}, nil); err != nil {
					t.Error(err)
				}
			}()
		}
		all.Wait()
		if n := len(must(s.Notes())(t)); n != 20 {
			t.Errorf("%d of 20 notes", n)
		}
	})
}

// must gives a value, or ends the test.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// marks is a ballot on n projects that tells i from other small numbers.
func marks(n, i int) ballot.Ballot {
	b := ballot.Ballot{Marks: make([]ballot.Mark, n)}
	for j := range b.Marks {
		b.Marks[j] = ballot.Mark(i >> (2 * j) & 3)
	}
	return b
}

func sameBallots(a, b []ballot.Ballot) bool {
	ordered := func(in []ballot.Ballot) []ballot.Ballot {
		return slices.SortedFunc(slices.Values(in), func(a, b ballot.Ballot) int { return slices.Compare(a.Marks, b.Marks) })
	}
	return slices.EqualFunc(ordered(a), ordered(b), func(a, b ballot.Ballot) bool { return slices.Equal(a.Marks, b.Marks) })
}

func sameMeeting(a, b meeting.Meeting) bool {
	for _, m := range []*meeting.Meeting{&a, &b} {
		m.Rounds = slices.Clone(m.Rounds)
		for i := range m.Rounds {
			m.Rounds[i].Steps = slices.Clone(m.Rounds[i].Steps)
			for j := range m.Rounds[i].Steps {
				m.Rounds[i].Steps[j].At = m.Rounds[i].Steps[j].At.UTC()
			}
		}
	}
	return reflect.DeepEqual(a, b)
}

func sameNote(a, b note.Note) bool {
	for _, n := range []*note.Note{&a, &b} {
		n.Created, n.Changed = n.Created.UTC(), n.Changed.UTC()
	}
	return reflect.DeepEqual(a, b)
}
