// Package booth is the ballot at this station: one deputy after another marks
// it, checks it and puts it into the box, with the whole window for it alone.
//
// The booth keeps the marks of one ballot only as long as a deputy has it
// before them. They are shown nowhere else, written nowhere and never logged,
// and are gone as soon as the ballot is in the box or was given up. Only staff
// lets the next deputy through or leaves the booth.
package booth

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Booth is the ballot of this station. One Booth serves one deputy after another.
type Booth struct {
	st *stage.Stage
	// Clock only tells a double click from two clicks; no act is timed by it.
	// It is time.Now except in tests.
	Clock func() time.Time

	open   bool
	before func(*fyne.KeyEvent) // what took the keys before the booth did
	since  time.Time            // when the present page came up
	busy   bool                 // an act is under way
	zoom   float32              // this deputy's text size, as a multiple

	rule       procedure.Procedure
	candidates []project.Project
	marks      []ballot.Mark // as they are seen; nil while no ballot is being marked
	paper      *paper        // the page that shows them
	check      *check        // the page that sums them up
}

// New makes the booth of a window.
func New(st *stage.Stage) *Booth { return &Booth{st: st, Clock: time.Now, zoom: 1} }

// patience is how long a page must be seen before it takes an act, and how far
// apart two clicks on one choice must be: people double-click from habit.
const patience = 500 * time.Millisecond

// Open fills the window with the ballot that was let through. Where none is
// outstanding it asks to wait for staff.
func (b *Booth) Open() {
	v := b.st.View()
	if !b.open {
		b.open = true
		b.before = b.st.Window.Canvas().OnTypedKey()
	}
	if v.Round.State != meeting.Casting || !v.Round.Outstanding {
		b.clear()
		b.showCleared("booth.wait")
		return
	}
	if b.marks == nil {
		b.rule, b.candidates = v.Round.Procedure, candidates(v)
		b.marks = make([]ballot.Mark, len(b.candidates))
		b.zoom = 1
		b.paper = newPaper(b)
	}
	b.showPaper()
}

// LetThrough issues a ballot and opens the booth on it. It asks for the station
// code, where one is set.
func (b *Booth) LetThrough() {
	if !b.st.View().HasCode {
		b.letThrough()
		return
	}
	b.AskLetThrough()
}

// AskLetThrough is LetThrough from a place where deputies are: without a code
// it asks staff to confirm. With a roll of names nothing is issued yet, so there
// is nothing to confirm; only who leaves the booth gives the code, where one is set.
func (b *Booth) AskLetThrough() {
	if b.st.View().Setup.Named() {
		switch {
		case b.open && !b.settled():
		case b.open && b.st.View().HasCode:
			ByClerk(b.st, stage.Question{
				Title: words.T("booth.named.let"), Says: []string{words.T("booth.named.says")},
				Yes: words.T("booth.named.yes"), Do: b.letThrough,
			})
		default:
			b.letThrough()
		}
		return
	}
	ByClerk(b.st, stage.Question{
		Title: words.T("booth.let"), Says: []string{words.T("booth.let.says")},
		Yes: words.T("booth.let.yes"), Do: b.letThrough,
	})
}

// letThrough issues a ballot or, with a roll of names, goes to where the deputy
// who is to have it is found.
func (b *Booth) letThrough() {
	if b.st.View().Setup.Named() {
		if b.open {
			b.leave()
		}
		b.st.Go(stage.Target{Place: stage.SignInPlace})
		return
	}
	b.issue(b.st.Desk.LetThrough)
}

// LetThroughDeputy is LetThrough for a deputy of the roll of names.
func (b *Booth) LetThroughDeputy(id string) {
	issue := func() { b.issue(func() error { return b.st.Desk.LetThroughDeputy(id) }) }
	if !b.st.View().HasCode {
		issue()
		return
	}
	d, _ := b.st.View().Setup.Deputies.ByID(id)
	ByClerk(b.st, stage.Question{
		Title: words.T("booth.let.deputy", "Name", d.Name, "Delegation", d.Delegation, "Number", d.Number),
		Says:  []string{words.T("booth.let.deputy.says")},
		Yes:   words.T("booth.let.yes"), Do: issue,
	})
}

// letWord is the word of a button that lets a deputy through: key, or with a
// roll of names that somebody is picked out first.
func (b *Booth) letWord(key string) string {
	if b.st.View().Setup.Named() {
		key = "booth.named.let"
	}
	return words.T(key)
}

func (b *Booth) issue(act func() error) {
	b.once(act, func() {
		b.st.Announce()
		b.Open()
	}, b.st.ShowProblem)
}

// AskGiveUp lets staff record that the deputy left without casting.
func (b *Booth) AskGiveUp() {
	ByClerk(b.st, stage.Question{
		Title: words.T("booth.give_up"), Says: []string{words.T("booth.give_up.says")},
		Yes: words.T("booth.give_up.yes"), Grave: true, Cover: true, Do: b.giveUp,
	})
}

func (b *Booth) giveUp() {
	b.once(b.st.Desk.GiveUp, func() {
		b.clear()
		if b.open {
			b.showCleared("booth.given_up")
		}
		b.st.Announce()
	}, b.st.ShowProblem)
}

// once runs an act unless another is still under way.
func (b *Booth) once(act func() error, done func(), failed func(error)) {
	if b.busy {
		return
	}
	b.busy = true
	var err error
	b.st.Do(func() error {
		err = act()
		return nil
	}, func() {
		b.busy = false
		if err != nil {
			failed(err)
			return
		}
		done()
	})
}

// choose sets or clears the mark on a project. An approval beyond the most that
// the procedure allows is refused in words; nothing else is changed for it.
func (b *Booth) choose(i int, m ballot.Mark) {
	if b.marks == nil || b.busy {
		return
	}
	id := b.candidates[i].ID
	switch {
	case b.marks[i] == m:
		b.marks[i] = ballot.Unmarked
		b.paper.notice.cleared(b.clearedText(id))
	case m == ballot.Approve && b.full():
		b.paper.notice.full(id, b.live().Approve)
		return
	default:
		b.marks[i] = m
		b.paper.notice.quiet()
	}
	b.paper.marked(i)
}

// wipe clears all marks of the ballot, after asking.
func (b *Booth) wipe() {
	if b.blank() {
		b.paper.notice.quiet()
		return
	}
	b.st.Ask(stage.Question{
		Title: words.T("booth.wipe"), Says: []string{words.T("booth.wipe.says")},
		Yes: words.T("booth.wipe.yes"), Grave: true,
		Do: func() {
			for i := range b.marks {
				b.marks[i] = ballot.Unmarked
				b.paper.marked(i)
			}
			b.paper.notice.quiet()
		},
	})
}

// cast puts the ballot into the box. Until that has succeeded the marks stay.
func (b *Booth) cast() {
	if b.marks == nil {
		return
	}
	cast := b.ballot()
	b.once(func() error { return b.st.Desk.Cast(cast) }, func() {
		b.clear()
		b.showCleared("booth.done")
		b.st.Announce()
	}, func(err error) {
		// The box knows whether the ballot is still out; the error alone does not.
		if b.st.Load() == nil && !b.st.View().Round.Outstanding {
			b.clear()
			b.showCleared("booth.unsure")
		} else {
			b.check.failed(err)
		}
		b.st.ShowProblem(err)
	})
	if b.busy && b.check != nil {
		b.check.casting()
	}
}

// clear forgets the ballot.
func (b *Booth) clear() {
	for i := range b.marks {
		b.marks[i] = ballot.Unmarked
	}
	b.marks, b.candidates, b.paper, b.check = nil, nil, nil, nil
}

func (b *Booth) live() ballot.Tally { return ballot.Live(b.rule, b.ballot()) }

// settled reports whether the present page was there long enough to be meant.
func (b *Booth) settled() bool { return b.Clock().Sub(b.since) >= patience }

func (b *Booth) show(content fyne.CanvasObject, keys func(*fyne.KeyEvent)) {
	b.since = b.Clock()
	b.st.Window.Canvas().Unfocus()
	b.st.Booth(page.NewFrame(container.New(&centred{b}, content)))
	b.st.Window.Canvas().SetOnTypedKey(keys)
}

func (b *Booth) showPaper() {
	b.check = nil
	b.show(b.paper.root, b.paper.typed)
}

func (b *Booth) showCheck() {
	if b.marks == nil || !b.settled() {
		return
	}
	b.check = newCheck(b)
	b.show(b.check.root, nil)
}

func (b *Booth) showCleared(key string) { b.show(newCleared(b, key), nil) }

// leave gives the window back.
func (b *Booth) leave() {
	b.clear()
	b.open = false
	b.st.Window.Canvas().SetOnTypedKey(b.before)
	b.st.Leave()
	b.st.Announce()
}

// size is the text size of the ballot: larger than the body, but never so large
// that few projects fit.
func (b *Booth) size(l *look.Look) float32 {
	return min(l.Heading(), max(32, l.TextSize()*1.1)) * b.zoom
}

// beside and small are the sizes of what stands beside and below the names.
func (b *Booth) beside(l *look.Look) float32 { return l.TextSize() * b.zoom }
func (b *Booth) small(l *look.Look) float32  { return l.Caption() * b.zoom }

// centred keeps a page in the middle of a wide window, so that the words to
// choose from stay near the names.
type centred struct{ b *Booth }

func (c *centred) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, 52*c.b.size(look.Current()))
	o[0].Move(fyne.NewPos((size.Width-width)/2, 0))
	o[0].Resize(fyne.NewSize(width, size.Height))
}

func (c *centred) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// candidates are the projects of the round, in the order of the ballot; before
// the round is frozen, those of the list.
func candidates(v meeting.View) []project.Project { return v.Voted().Projects }

// Rules are the rules of the round in sentences; before it is frozen, those
// that are being prepared.
func Rules(v meeting.View) []say.Message {
	return v.Procedure.Sentences(procedure.Facts{Candidates: len(v.Candidates), Roll: v.Roll})
}
