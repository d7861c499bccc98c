package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// legal are the steps that a round may take, written down once more and apart
// from the table of the desk.
var legal = map[meeting.State][]meeting.State{
	meeting.Draft:      {meeting.Frozen},
	meeting.Frozen:     {meeting.EmptyShown, meeting.Void},
	meeting.EmptyShown: {meeting.SignIn, meeting.Void},
	meeting.SignIn:     {meeting.Casting, meeting.Void},
	meeting.Casting:    {meeting.Paused, meeting.OnPaper, meeting.Closed, meeting.Void},
	meeting.Paused:     {meeting.Casting, meeting.OnPaper, meeting.Closed, meeting.Void},
	meeting.OnPaper:    {meeting.Closed, meeting.Void},
	meeting.Closed:     {meeting.Reconciled, meeting.Void},
	meeting.Reconciled: {meeting.Opened, meeting.Counted, meeting.Void},
	meeting.Opened:     {meeting.Counted, meeting.Void},
	meeting.Counted:    {meeting.Signed, meeting.Void},
	meeting.Signed:     {meeting.Announced, meeting.Void},
	meeting.Announced:  {meeting.Archived},
}

// AnyMeeting drives whole meetings of several rounds on a store through any
// sequence of acts, repeats and reopenings, by names or by a mere number. After
// each act:
//
//   - a refusal is a sentence and changed nothing; reopening changed nothing;
//   - only the current round took a step, and a legal one; a round was added
//     only when the one before was over, and taken back only as the draft of a motion
//     or an assessment; nothing of what is past changed, in
//     rounds, decisions or log;
//   - a box gained at most one ballot, in a round that takes some, for a ballot
//     that was out; a closed box never changes;
//   - issued ≤ present ≤ roll, with paper; each deputy signed in, and issued a
//     ballot, at most once; the lists of them are in alphabetical order;
//   - no totals are known before the count; what is final adds up, and counts no void
//     round;
//   - what the desk says is next can be done if and only if nothing blocks it;
//   - while the disk fails nothing is done, and nothing changes;
//   - the officers of a round that goes on are fit, and its 总监票人 is one;
//   - the electronic figures are those of the box, and every identity holds.
//
// In the end there is a way from wherever the meeting is to its archiving.
//
// No more than most are driven where that is above 0, for stores that are slow.
func AnyMeeting(t *testing.T, most int, begin func(first meeting.Meeting) (open func() (meeting.Store, error))) {
	reached := map[string]bool{}
	begun, passed := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		if begun == passed && passed == most && most > 0 {
			return
		}
		begun++
		first, err := meeting.New(Setup(candidates, places, 4), rand.Reader)
		if err != nil {
			rt.Fatal(err)
		}
		first.Setup.Procedure.Threshold = rapid.SampledFrom([]procedure.Threshold{procedure.Majority, {Num: 1, Den: 4}, {Plurality: true}}).Draw(rt, "threshold")
		first.Setup.Procedure.QuorumNum, first.Setup.Procedure.QuorumDen = 1, 2
		if rapid.Bool().Draw(rt, "by names") {
			first.Setup.Deputies.Rehearsal = true
			for _, id := range []string{"d", "b", "c", "a"} {
				first.Setup.Deputies.Deputies = append(first.Setup.Deputies.Deputies, roll.Deputy{ID: id, Number: id, Name: "代表" + id})
			}
		}
		w := &whole{open: begin(first), reached: reached}
		w.reopen(rt)
		rt.Repeat(w.acts())
		w.end(rt)
		passed++
	})
	t.Logf("reached %d kinds of places", len(reached))
}

type whole struct {
	open    func() (meeting.Store, error)
	store   meeting.Store
	desk    *meeting.Desk
	last    seen
	reached map[string]bool
	// stray says, once in so many times, to go beside the shortest way; runOffs are
	// those that were begun.
	stray   func(what string, in int) bool
	runOffs int
}

// seen is all that is stored.
type seen struct {
	meeting meeting.Meeting
	boxes   [][]ballot.Ballot
}

func (w *whole) look(rt *rapid.T) seen {
	m, err := w.store.Meeting()
	if err != nil {
		rt.Fatal(err)
	}
	s := seen{meeting: m}
	for _, r := range m.Rounds {
		in, err := w.store.Ballots(r.Number)
		if err != nil {
			rt.Fatal(err)
		}
		s.boxes = append(s.boxes, in)
	}
	return s
}

func (w *whole) reopen(rt *rapid.T) {
	began := w.store != nil
	s, err := w.open()
	if err != nil {
		rt.Fatal(err)
	}
	w.store, w.desk = s, meeting.NewDesk(s, time.Now, rand.Reader)
	now := w.look(rt)
	if began && !reflect.DeepEqual(now, w.last) {
		rt.Fatalf("opened again, and another meeting:\n%+v\n%+v", w.last, now)
	}
	w.last = now
}

// try does an act and holds what it did to the rules.
func (w *whole) try(rt *rapid.T, act func(*meeting.Desk) error) error {
	err := act(w.desk)
	now := w.look(rt)
	var p *say.Problem
	switch {
	case err == nil:
		w.legal(rt, now)
	case !errors.As(err, &p):
		rt.Fatalf("refused without a sentence: %v", err)
	case !reflect.DeepEqual(now, w.last):
		rt.Fatalf("refused (%v), and changed\n%+v\nto\n%+v", err, w.last, now)
	}
	w.last = now
	return err
}

// legal compares what is stored with what was before an act that was done.
func (w *whole) legal(rt *rapid.T, now seen) {
	a, b := w.last.meeting, now.meeting
	was, is := len(a.Rounds), len(b.Rounds)
	if q := a.Rounds[was-1]; is == was-1 && is > 0 && q.State == meeting.Draft && (q.Kind == meeting.Motion || q.Kind == meeting.Assessment) {
		// It was taken back before anything was voted on.
		if !reflect.DeepEqual(a.Rounds[:is], b.Rounds) || !reflect.DeepEqual(w.last.boxes[:is], now.boxes) || len(b.Log) != len(a.Log)+1 {
			rt.Fatalf("taken back, and another changed:\n%+v\n%+v", a, b)
		}
		return
	}
	if is < was || is > was+1 || a.ID != b.ID || a.Setup.Rehearsal != b.Setup.Rehearsal {
		rt.Fatalf("from %d rounds to %d", was, is)
	}
	prefix := func(what string, before, after int, same func(i int) bool) {
		for i := range before {
			if i >= after || !same(i) {
				rt.Fatalf("%s %d was changed", what, i)
			}
		}
	}
	prefix("entry", len(a.Log), len(b.Log), func(i int) bool { return reflect.DeepEqual(a.Log[i], b.Log[i]) })
	prefix("decision", len(a.Decisions), len(b.Decisions), func(i int) bool { return a.Decisions[i] == b.Decisions[i] })
	past := was - 1
	if is > was {
		past = was
		if s := a.Rounds[was-1].State; s != meeting.Void && s != meeting.Announced && s != meeting.Archived {
			rt.Fatalf("a round was begun while another is %s", s)
		}
	}
	prefix("round", past, is, func(i int) bool {
		return reflect.DeepEqual(a.Rounds[i], b.Rounds[i]) && reflect.DeepEqual(w.last.boxes[i], now.boxes[i])
	})
	r := b.Rounds[is-1]
	if is > was {
		if r.State != meeting.Draft || r.Number != is || len(now.boxes[is-1]) != 0 {
			rt.Fatalf("a new round begins as %+v", r)
		}
		return
	}
	q := a.Rounds[is-1]
	if q.State != r.State && !slices.Contains(legal[q.State], r.State) {
		rt.Fatalf("from %s to %s", q.State, r.State)
	}
	if q.State != r.State && len(r.Steps) != len(q.Steps)+1 {
		rt.Fatalf("from %s to %s with steps %v", q.State, r.State, r.Steps)
	}
	if q.State != meeting.Draft && (!slices.Equal(q.Candidates, r.Candidates) || q.Procedure != r.Procedure || q.Roll != r.Roll) {
		rt.Fatalf("a frozen round was changed in %s", q.State)
	}
	more := len(now.boxes[is-1]) - len(w.last.boxes[is-1])
	if more < 0 || more > 1 || more == 1 && (!q.Outstanding || r.Outstanding || q.State != meeting.Casting && q.State != meeting.Paused) {
		rt.Fatalf("%d more in the box in %s", more, q.State)
	}
}

func (w *whole) acts() map[string]func(*rapid.T) {
	plain := func(act func(*meeting.Desk) error) func(*rapid.T) {
		return func(rt *rapid.T) { _ = w.try(rt, act) }
	}
	id := func(rt *rapid.T) string { return rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(rt, "id") }
	reason := func(rt *rapid.T) string {
		return rapid.SampledFrom([]string{"原因", "原因", " "}).Draw(rt, "reason")
	}
	by := func(act func(d *meeting.Desk, id, reason string) error) func(*rapid.T) {
		return func(rt *rapid.T) {
			id, why := id(rt), reason(rt)
			_ = w.try(rt, func(d *meeting.Desk) error { return act(d, id, why) })
		}
	}
	why := func(act func(d *meeting.Desk, reason string) error) func(*rapid.T) {
		return func(rt *rapid.T) {
			why := reason(rt)
			_ = w.try(rt, func(d *meeting.Desk) error { return act(d, why) })
		}
	}
	office := func(rt *rapid.T) meeting.Office {
		return rapid.SampledFrom([]meeting.Office{meeting.Presidium, meeting.Presidium, meeting.ChiefScrutineer, meeting.Clerk}).Draw(rt, "office")
	}
	return map[string]func(*rapid.T){
		"":        w.check,
		"reopen":  w.reopen,
		"onward":  w.onward,
		"onward2": w.onward,
		"onward3": w.onward,
		"stride":  w.stride,
		"stride2": w.stride,
		"step": func(rt *rapid.T) {
			act := rapid.SampledFrom([]func(*meeting.Desk) error{
				(*meeting.Desk).Freeze, (*meeting.Desk).ShowEmptyBox, (*meeting.Desk).OpenSignIn, (*meeting.Desk).OpenCasting,
				(*meeting.Desk).Resume, (*meeting.Desk).Close, (*meeting.Desk).Reconcile, (*meeting.Desk).OpenBox,
				func(d *meeting.Desk) error { _, err := d.Count(); return err },
				func(d *meeting.Desk) error { return d.Sign("张总") }, func(d *meeting.Desk) error { return d.Sign("李监") }, (*meeting.Desk).Announce, (*meeting.Desk).Archive,
				(*meeting.Desk).RunOff, (*meeting.Desk).Further, (*meeting.Desk).Repeat, (*meeting.Desk).BeginElection,
			}).Draw(rt, "act")
			_ = w.try(rt, act)
		},
		// What the desk offers beside the step that is next.
		"also": func(rt *rapid.T) {
			v, err := w.desk.View()
			if err != nil {
				rt.Fatal(err)
			}
			if len(v.Next.Also) > 0 {
				v.Next.To = rapid.SampledFrom(v.Next.Also).Draw(rt, "to")
				_ = w.try(rt, w.step(v))
			}
		},
		"pause":    why((*meeting.Desk).Pause),
		"to paper": why((*meeting.Desk).SwitchToPaper),
		"void": func(rt *rapid.T) {
			if rapid.IntRange(0, 3).Draw(rt, "rarely") == 0 {
				o, r := office(rt), reason(rt)
				_ = w.try(rt, func(d *meeting.Desk) error { return d.VoidRound(o, r) })
			}
		},
		"decide": func(rt *rapid.T) {
			o, r := office(rt), reason(rt)
			what := rapid.SampledFrom([]meeting.Ruling{meeting.AcceptFewer, meeting.AnotherRound, meeting.AnotherRound, meeting.Postponed, meeting.VoidedRound}).Draw(rt, "ruling")
			_ = w.try(rt, func(d *meeting.Desk) error { return d.Decide(what, o, r) })
		},
		// What is decided on a result that is signed may lose it again.
		"signed": func(rt *rapid.T) {
			if w.round().State != meeting.Signed {
				return
			}
			what := rapid.SampledFrom([]meeting.Ruling{meeting.AcceptFewer, meeting.AnotherRound, meeting.Postponed}).Draw(rt, "ruling")
			_ = w.try(rt, func(d *meeting.Desk) error { return d.Decide(what, meeting.Presidium, "决定") })
			if rapid.Bool().Draw(rt, "void") {
				_ = w.try(rt, func(d *meeting.Desk) error { return d.VoidRound(meeting.Presidium, "有人代投") })
			}
		},
		"sign in": func(rt *rapid.T) {
			id := id(rt)
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SignInDeputy(id) })
		},
		"undo":   by((*meeting.Desk).UndoSignIn),
		"leave":  by((*meeting.Desk).TakeLeave),
		"depart": by((*meeting.Desk).Depart),
		"present": func(rt *rapid.T) {
			n := rapid.IntRange(-1, 5).Draw(rt, "present")
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SetPresent(n) })
		},
		"let": w.let,
		"cast": func(rt *rapid.T) {
			b := w.ballot(rt)
			_ = w.try(rt, func(d *meeting.Desk) error { return d.Cast(b) })
		},
		"give up":   plain((*meeting.Desk).GiveUp),
		"take back": plain((*meeting.Desk).TakeBack),
		"paper": func(rt *rapid.T) {
			n, id := rapid.IntRange(-1, 4).Draw(rt, "issued"), id(rt)
			if w.last.meeting.Setup.Named() {
				_ = w.try(rt, func(d *meeting.Desk) error { return d.IssuePaperTo(id) })
				return
			}
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SetPaperIssued(n) })
		},
		"paper returned": func(rt *rapid.T) {
			r := w.round()
			n := max(0, r.Paper.Issued+rapid.SampledFrom([]int{0, 0, 0, 0, -1, 1}).Draw(rt, "returned"))
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SetPaperReturned(n) })
		},
		"batch": func(rt *rapid.T) {
			n := rapid.IntRange(0, 3).Draw(rt, "size")
			_ = w.try(rt, func(d *meeting.Desk) error { _, err := d.BeginBatch(n); return err })
		},
		"enter":  w.enter,
		"enter2": w.enter,
		"motion": func(rt *rapid.T) {
			if w.round().State == meeting.Void || rapid.IntRange(0, 3).Draw(rt, "rarely") == 0 {
				_ = w.try(rt, func(d *meeting.Desk) error { return d.BeginMotion("议案") })
			}
		},
		"assess": func(rt *rapid.T) {
			if rapid.IntRange(0, 3).Draw(rt, "rarely") == 0 {
				_ = w.try(rt, func(d *meeting.Desk) error { return d.BeginAssessment("测评", nil) })
			}
		},
		"withdraw": func(rt *rapid.T) {
			if n := len(w.round().Paper.Batches); n > 0 {
				batch, why := rapid.IntRange(1, n).Draw(rt, "batch"), reason(rt)
				_ = w.try(rt, func(d *meeting.Desk) error { return d.WithdrawBatch(batch, why) })
			}
		},
		"scan": w.scan,
		"amend": func(rt *rapid.T) {
			if n := len(w.round().Paper.Batches); n > 0 {
				s, which := paper.SheetOf(w.ballot(rt)), rapid.SampledFrom([]paper.Which{paper.First, paper.Second}).Draw(rt, "which")
				_ = w.try(rt, func(d *meeting.Desk) error { return d.AmendPaper(n, which, "甲", 0, s) })
			}
		},
		"officers": func(rt *rapid.T) {
			all := rapid.SampledFrom([][]meeting.Officer{
				nil, {{Name: "张总", Office: meeting.ChiefScrutineer}}, {{Name: "李监", Office: meeting.Scrutineer}},
				{{Name: "张总", Office: meeting.ChiefScrutineer, Recused: true, Reason: "回避"}, {Name: "王总", Office: meeting.ChiefScrutineer}},
				{{Name: "张总", Office: meeting.ChiefScrutineer}, {Name: "李监", Office: meeting.Scrutineer, Responsible: []string{"1"}}},
			}).Draw(rt, "officers")
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SetOfficers(all) })
		},
		"rules": func(rt *rapid.T) {
			r := w.round()
			p := r.Procedure
			if r.Kind == meeting.First {
				p = w.last.meeting.Setup.Procedure
			}
			p.Threshold = rapid.SampledFrom([]procedure.Threshold{procedure.Majority, {Num: 1, Den: 4}, {Plurality: true}}).Draw(rt, "threshold")
			p.Base = rapid.SampledFrom([]procedure.Base{procedure.OfRoll, procedure.OfPresent, procedure.OfReturned, procedure.OfValid}).Draw(rt, "base")
			p.Kind = rapid.SampledFrom([]procedure.Kind{p.Kind, p.Kind, p.Kind, procedure.Pick, procedure.Rating}).Draw(rt, "kind")
			p.ExactApprovals, p.BlankInvalid = rapid.IntRange(0, 5).Draw(rt, "exact") == 0, rapid.Bool().Draw(rt, "blank")
			p.UnmarkedInvalid = rapid.IntRange(0, 5).Draw(rt, "filled") == 0
			if p.Kind == procedure.Rating && rapid.Bool().Draw(rt, "fit") {
				p.ExactApprovals, p.UnmarkedInvalid, p.Threshold, p.Fair = false, false, procedure.Majority, procedure.Majority
			}
			p.Places += rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(rt, "places")
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SetProcedure(p) })
		},
		"notes": func(rt *rapid.T) {
			act := rapid.SampledFrom([]func(*meeting.Desk) error{
				func(d *meeting.Desk) error { return d.RecordIncident("停电") }, func(d *meeting.Desk) error { return d.SetNotice("公告") },
				func(d *meeting.Desk) error { return d.SetNotice("") }, func(d *meeting.Desk) error { return d.SetHandbook(5) },
				func(d *meeting.Desk) error { return d.RecordRefusal(d.OpenCasting()) }, func(d *meeting.Desk) error { return d.SetTitle("另一个名称") },
				func(d *meeting.Desk) error { return d.SetLevel(meeting.ByItem) }, func(d *meeting.Desk) error { return d.SetRoll(4) },
			}).Draw(rt, "act")
			_ = w.try(rt, act)
		},
		// A disk that fails: what is tried is not done, and can be done afterwards.
		"failing": func(rt *rapid.T) {
			s, ok := w.store.(interface{ Fail(error) })
			if !ok {
				return
			}
			act := rapid.SampledFrom([]func(*meeting.Desk) error{
				(*meeting.Desk).Close, (*meeting.Desk).Reconcile, func(d *meeting.Desk) error { _, err := d.Count(); return err },
				func(d *meeting.Desk) error { return d.VoidRound(meeting.Presidium, "断电") }, (*meeting.Desk).RunOff, (*meeting.Desk).Repeat,
				func(d *meeting.Desk) error { return d.Cast(sound(w.round())) }, (*meeting.Desk).GiveUp, (*meeting.Desk).Archive,
				func(d *meeting.Desk) error { return d.SwitchToPaper("停电") }, func(d *meeting.Desk) error { return d.SignInDeputy("a") },
			}).Draw(rt, "act")
			broken := errors.New("broken")
			s.Fail(broken)
			err := act(w.desk)
			s.Fail(nil)
			var p *say.Problem
			if err == nil || !errors.Is(err, broken) && !errors.As(err, &p) {
				rt.Fatalf("on a disk that fails: %v", err)
			}
			if now := w.look(rt); !reflect.DeepEqual(now, w.last) {
				rt.Fatalf("on a disk that fails (%v), and changed\n%+v\nto\n%+v", err, w.last, now)
			}
		},
		"cancel": func(rt *rapid.T) {
			if rapid.IntRange(0, 3).Draw(rt, "rarely") == 0 {
				_ = w.try(rt, (*meeting.Desk).Cancel)
			}
		},
		"past": func(rt *rapid.T) {
			valid := rapid.IntRange(0, 3).Draw(rt, "valid")
			_ = w.try(rt, func(d *meeting.Desk) error {
				return d.SetPast(&meeting.Past{Title: "年中测评", Valid: valid, Lines: []meeting.PastLine{{ID: "1", Sums: count.Sums{Approve: 2}}}})
			})
		},
		"setup": func(rt *rapid.T) {
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SetName("会议", "事项") })
		},
	}
}

func (w *whole) round() meeting.Round { return w.last.meeting.Rounds[len(w.last.meeting.Rounds)-1] }

func (w *whole) ballot(rt *rapid.T) ballot.Ballot {
	n := len(w.round().Candidates)
	return ballot.Ballot{Marks: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ballot.Mark {
		return ballot.Mark(rapid.IntRange(0, 3).Draw(t, "mark"))
	}), n, n).Draw(rt, "ballot")}
}

func (w *whole) let(rt *rapid.T) {
	id := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(rt, "id")
	_ = w.try(rt, func(d *meeting.Desk) error {
		if w.last.meeting.Setup.Named() {
			return d.LetThroughDeputy(id)
		}
		return d.LetThrough()
	})
}

// enter goes on with the paper: an entry, a third look or a ruling, whatever the
// last batch waits for.
func (w *whole) enter(rt *rapid.T) {
	r := w.round()
	if len(r.Paper.Batches) == 0 {
		return
	}
	b := r.Paper.Batches[len(r.Paper.Batches)-1]
	s := paper.SheetOf(w.ballot(rt))
	if len(s.Cells) > 0 && rapid.IntRange(0, 4).Draw(rt, "doubt") == 0 {
		s.Cells[0] = paper.Contradictory
	}
	_ = w.try(rt, func(d *meeting.Desk) error {
		switch {
		case len(b.A.Sheets) < b.Size:
			return d.EnterPaper(b.Number, paper.First, "甲", s)
		case len(b.B.Sheets) < b.Size:
			if rapid.Bool().Draw(rt, "same") {
				s = b.A.Sheets[len(b.B.Sheets)]
			}
			return d.EnterPaper(b.Number, paper.Second, "乙", s)
		case len(b.Unsettled(r.Procedure)) > 0:
			return d.SettlePaper(b.Number, b.Unsettled(r.Procedure)[0], "丙", s, rapid.SampledFrom([]string{"看过", ""}).Draw(rt, "why"))
		case len(b.Doubts()) > 0:
			x := b.Doubts()[0]
			return d.RulePaper(b.Number, paper.Ruling{Place: x.Place, Project: x.Project, Mark: ballot.Mark(rapid.IntRange(0, 3).Draw(rt, "ruling")), By: "张总", Reason: "认定"})
		}
		return d.WithdrawBatch(b.Number, " ")
	})
}

// scan adds what a scanner wrote, or what it wrote before.
func (w *whole) scan(rt *rapid.T) {
	file, all := rapid.SampledFrom([]string{"一.csv", "二.csv"}).Draw(rt, "file"), []ballot.Ballot{}
	for range rapid.IntRange(0, 2).Draw(rt, "size") {
		all = append(all, w.ballot(rt))
	}
	before := w.round().Paper
	if n := len(before.Batches); n > 0 && before.Batches[n-1].File != "" && rapid.Bool().Draw(rt, "again") {
		// One click too many.
		file, all = before.Batches[n-1].File, nil
		for _, s := range before.Batches[n-1].A.Sheets {
			b := ballot.Ballot{}
			for _, c := range s.Cells {
				m, _ := c.Mark()
				b.Marks = append(b.Marks, m)
			}
			all = append(all, b)
		}
	}
	err := w.try(rt, func(d *meeting.Desk) error { _, err := d.AddScan(file, all); return err })
	if err != nil {
		return
	}
	for _, b := range before.Batches {
		if b.Withdrawn == "" && paper.Scanned(0, file, all).Same(b) {
			rt.Fatalf("the file of batch %d counts twice", b.Number)
		}
	}
}

// onward does what the desk says is next: it can be done if and only if nothing
// blocks it. Where something does, what it waits for is done as far as can be.
func (w *whole) onward(rt *rapid.T) {
	v, err := w.desk.View()
	if err != nil {
		rt.Fatal(err)
	}
	var act func(*meeting.Desk) error
	switch v.Next.Do {
	case meeting.DoStep:
		act = w.step(v)
	case meeting.DoIssue:
		if rapid.IntRange(0, 3).Draw(rt, "paper") == 0 {
			act = func(d *meeting.Desk) error {
				if w.last.meeting.Setup.Named() {
					return d.IssuePaperTo(waits(v))
				}
				return d.SetPaperIssued(v.Round.Present - v.Round.Issued)
			}
			break
		}
		w.let(rt)
		return
	case meeting.DoPaper:
		if !w.last.meeting.Setup.Named() {
			act = func(d *meeting.Desk) error { return d.SetPaperIssued(v.Round.Present - v.Round.Issued) }
		} else {
			return
		}
	case meeting.DoDecide:
		act = func(d *meeting.Desk) error { return d.Decide(meeting.AnotherRound, meeting.Presidium, "另行投票") }
	case meeting.DoRunOff:
		act = (*meeting.Desk).RunOff
	case meeting.DoFurther:
		act = (*meeting.Desk).Further
	case meeting.DoRepeat:
		act = (*meeting.Desk).Repeat
	case meeting.DoElect:
		act = (*meeting.Desk).BeginElection
	case meeting.DoNothing:
		return
	}
	err = w.try(rt, act)
	if (err == nil) != (len(v.Next.Blocks) == 0) {
		rt.Fatalf("in %s, next is %s to %s, blocked by %v: %v", v.Round.State, v.Next.Do, v.Next.To, v.Next.Blocks, err)
	}
	if err == nil {
		return
	}
	switch {
	case v.Round.State == meeting.SignIn && v.Setup.Named():
		for _, id := range []string{"a", "b", "c"} {
			_ = w.try(rt, func(d *meeting.Desk) error { return d.SignInDeputy(id) })
		}
	case v.Round.State == meeting.SignIn:
		_ = w.try(rt, func(d *meeting.Desk) error { return d.SetPresent(4) })
	case v.Round.State == meeting.Casting || v.Round.State == meeting.Paused:
		b := ballot.Ballot{Marks: make([]ballot.Mark, len(v.Candidates))}
		b.Marks[0] = ballot.Approve
		_ = w.try(rt, func(d *meeting.Desk) error { return d.Cast(b) })
	case v.Round.State == meeting.Closed:
		_ = w.try(rt, func(d *meeting.Desk) error { return d.SetPaperReturned(v.Round.Paper.Issued) })
	case v.Round.State == meeting.Opened && rapid.Bool().Draw(rt, "scan"):
		w.scan(rt)
	case v.Round.State == meeting.Opened:
		left := v.Round.Paper.Returned - paper.Entered(v.Round.Paper.Batches)
		_ = w.try(rt, func(d *meeting.Desk) error { _, err := d.BeginBatch(left); return err })
		w.enter(rt)
	}
}

// check holds what is seen to the rules.
func (w *whole) check(rt *rapid.T) {
	v, err := w.desk.View()
	if err != nil {
		rt.Fatal(err)
	}
	m, r := w.last.meeting, v.Round
	w.reached[fmt.Sprint(r.Kind, r.State, v.Next.Do)] = true
	if r.State == meeting.Draft && r.Roll != 0 || r.State != meeting.Draft && (r.AllIssued() > r.Present || r.Present > r.Roll) {
		rt.Fatalf("issued %d, present %d, roll %d", r.AllIssued(), r.Present, r.Roll)
	}
	if r.State.Voting() && r.Present < r.Procedure.Quorum(r.Roll) {
		rt.Fatalf("a vote in %s with %d present of %d", r.State, r.Present, r.Roll)
	}
	out := 0
	if r.Outstanding {
		out = 1
		if !r.State.Voting() || r.State == meeting.OnPaper {
			rt.Fatalf("a ballot is out in %s", r.State)
		}
	}
	if v.InBox+out > r.Issued {
		rt.Fatalf("%d issued, %d in the box, %d out", r.Issued, v.InBox, out)
	}
	if m.Setup.Named() {
		if r.Present != len(r.SignedIn) || len(r.IssuedTo) != r.AllIssued() {
			rt.Fatalf("present %d by %v, issued %d to %v", r.Present, r.SignedIn, r.AllIssued(), r.IssuedTo)
		}
		for _, ids := range [][]string{r.SignedIn, r.IssuedTo} {
			if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
				rt.Fatalf("ids %v", ids)
			}
		}
		for _, id := range r.IssuedTo {
			if !slices.Contains(r.SignedIn, id) {
				rt.Fatalf("a ballot for %s, who is not signed in", id)
			}
		}
	}
	if (r.Holder != "") != (r.Outstanding && m.Setup.Named()) {
		rt.Fatalf("outstanding %v, held by %q", r.Outstanding, r.Holder)
	}
	for _, e := range m.Log {
		if strings.Contains(e.Act, "cast") && e.Act != "step.casting" || e.Act == "let_through" {
			rt.Fatalf("the log has %v", e)
		}
	}
	if _, err := w.desk.Result(); (err == nil) != (v.Result != nil) {
		rt.Fatalf("result %v: %v", v.Result, err)
	}
	w.officers(rt, v)
	for _, s := range v.Rounds {
		counted := slices.Contains([]meeting.State{meeting.Counted, meeting.Signed, meeting.Announced, meeting.Archived}, s.State)
		if counted != (s.Result != nil) {
			rt.Fatalf("round %d is %s and has result %v", s.Number, s.State, s.Result)
		}
		if s.Result != nil && (s.Result.State == count.Void || s.Result.Returned != s.Round.AllReturned()) {
			rt.Fatalf("round %d: %+v", s.Number, s.Result)
		}
		if s.Result != nil {
			w.figures(rt, s)
		}
		if s.By > 0 && s.State != meeting.Void {
			rt.Fatalf("round %d is %s and superseded", s.Number, s.State)
		}
	}
	w.final(rt, v)
}

// final holds the election as a whole to the rounds it is made of.
func (w *whole) final(rt *rapid.T, v meeting.View) {
	f := v.Final
	if f == nil {
		return
	}
	in := map[string]int{}
	for _, s := range v.Rounds {
		if s.Result == nil || s.Kind == meeting.Motion || s.Kind == meeting.Assessment || !s.Round.Procedure.Kind.Chooses() {
			continue
		}
		for _, id := range s.Result.Chosen {
			if in[id] > 0 {
				rt.Fatalf("%s was chosen in rounds %d and %d", id, in[id], s.Number)
			}
			in[id] = s.Number
		}
	}
	if len(in) != len(f.Chosen) || f.Left != f.Places-len(in) || f.Left < 0 {
		rt.Fatalf("final %+v, chosen %v", f, in)
	}
	for _, c := range f.Chosen {
		if in[c.ID] != c.Round {
			rt.Fatalf("%s: round %d, not %d", c.ID, c.Round, in[c.ID])
		}
	}
	if f.Done() && f.Left > 0 && len(v.Decisions) == 0 {
		rt.Fatalf("done with %d places left and nothing decided", f.Left)
	}
	if x := lastOf(v.Decisions, f.Round); f.Done() && f.Left > 0 && (x == nil || x.Ruling != meeting.AcceptFewer && x.Ruling != meeting.Postponed) {
		rt.Fatalf("done with %d places left, and the last that was decided on round %d is %+v", f.Left, f.Round, x)
	}
	if !f.Done() && v.Round.State == meeting.Archived {
		rt.Fatalf("archived while the election is %s", f.Stage)
	}
}

// lastOf is the last decision on a round; nil for none.
func lastOf(all []meeting.Decision, round int) *meeting.Decision {
	for _, x := range slices.Backward(all) {
		if x.Round == round {
			return &x
		}
	}
	return nil
}

// officers holds that a round that goes on has one 总监票人, and that nobody watches
// or counts who answers for a project; offices may all be kept on paper.
func (w *whole) officers(rt *rapid.T, v meeting.View) {
	if v.Round.State == meeting.Draft || v.Round.State.Over() || len(v.Setup.Officers) == 0 {
		return
	}
	for _, o := range v.Setup.Officers {
		if !o.Recused && len(o.Responsible) > 0 && o.Office != meeting.Clerk && o.Office != meeting.Presidium {
			rt.Fatalf("in %s, %+v", v.Round.State, o)
		}
	}
	if n := len(chiefs(v.Setup)); n != 1 {
		rt.Fatalf("in %s there are %d to sign for the count", v.Round.State, n)
	}
}

// figures holds a result to its box, recounted on the fingers, and to its identities.
func (w *whole) figures(rt *rapid.T, s meeting.Summary) {
	valid, approve := 0, make([]int, len(s.Round.Candidates))
	for _, b := range w.last.boxes[s.Number-1] {
		if ok, _ := ballot.Judge(s.Round.Procedure, b); !ok {
			rt.Fatalf("a ballot that was cast is invalid: %v", b)
		}
		valid++
		for i, m := range b.Marks {
			if m == ballot.Approve {
				approve[i]++
			}
		}
	}
	for i, l := range s.Result.Lines {
		got := l.Approve
		if s.Result.Parts != nil {
			got = s.Result.Parts[0].Sums[i].Approve
		}
		if got != approve[i] {
			rt.Fatalf("round %d, %s: %d electronic approvals, in the box %d", s.Number, l.ID, got, approve[i])
		}
	}
	if p := s.Result.Parts; p != nil && p[0].Valid != valid || p == nil && s.Result.Valid != valid {
		rt.Fatalf("round %d: %d valid in the box, counted %+v", s.Number, valid, s.Result)
	}
	if s.Result.Parts != nil && s.Result.Parts[1].Returned != s.Round.Paper.Returned {
		rt.Fatalf("round %d: %d of paper returned, counted %+v", s.Number, s.Round.Paper.Returned, s.Result.Parts[1])
	}
	for _, i := range s.Result.Identities {
		if !i.Holds {
			rt.Fatalf("round %d: %s", s.Number, i.Says.In(say.Chinese))
		}
	}
}
