package meeting_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	random "math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/say"
)

// Several people at once, in no order: nobody has two ballots, each that was said to
// be in the box is there once, and what is refused is refused in words.
func TestManyActAtOnce(t *testing.T) {
	silent := false
	const deputies, people, acts = 24, 5, 40
	first, s := named(t, deputies, &silent)
	var cast, gave atomic.Int64
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			d := meeting.NewDesk(s, clock, rand.Reader)
			r := random.New(random.NewPCG(uint64(p), 1))
			for range acts {
				id := fmt.Sprint(1 + r.IntN(deputies))
				var err error
				switch r.IntN(12) {
				case 0, 1, 2:
					err = d.LetThroughDeputy(id)
				case 3, 4, 5:
					if err = d.Cast(sound()); err == nil {
						cast.Add(1)
					}
				case 6:
					if err = d.GiveUp(); err == nil {
						gave.Add(1)
					}
				case 7:
					err = d.TakeBack()
				case 8:
					err = d.IssuePaperTo(id)
				case 9:
					err = d.Depart(id, "走了")
				case 10:
					err = d.SignInDeputy(id)
				case 11:
					if err = d.Pause("休息"); err == nil {
						err = d.Resume()
					}
				}
				var known *say.Problem
				if err != nil && !errors.As(err, &known) {
					t.Errorf("refused without a sentence: %v", err)
				}
				v, err := d.View()
				if err != nil {
					t.Error(err)
					return
				}
				if n := v.Round.AllIssued(); v.InBox > v.Round.Issued || n > v.Round.Present || n != len(v.Round.IssuedTo) {
					t.Errorf("in the box %d, issued %d to %v, present %d", v.InBox, n, v.Round.IssuedTo, v.Round.Present)
				}
			}
		})
	}
	all.Wait()
	if v, err := first.View(); err != nil {
		t.Fatal(err)
	} else if v.Round.State == meeting.Paused {
		must(t, first.Resume)
	}
	if err := first.GiveUp(); err == nil {
		gave.Add(1)
	}
	// Everybody closes at once, and one does.
	var closed atomic.Int64
	for range people {
		all.Go(func() {
			if meeting.NewDesk(s, clock, rand.Reader).Close() == nil {
				closed.Add(1)
			}
		})
	}
	all.Wait()
	v, err := first.View()
	if err != nil {
		t.Fatal(err)
	}
	if in := int(cast.Load()); closed.Load() != 1 || v.Round.Returned != in || v.InBox != in || v.Round.Issued != in+int(gave.Load()) || in == 0 {
		t.Errorf("closed %d times; cast %d, given up %d; in the box %d, recorded %d, issued %d", closed.Load(), in, gave.Load(), v.InBox, v.Round.Returned, v.Round.Issued)
	}
}
