package signin

import (
	"slices"
	"strings"

	"piaojue/app/roll"
)

// Where is where a deputy is.
type Where string

const (
	Absent  Where = ""      // not signed in
	Here    Where = "here"  // 已签到
	OnLeave Where = "leave" // 请假
	Left    Where = "left"  // 离会: was here and went
)

// State is the sign-in as it stands, as plain values.
type State struct {
	Roll    roll.Roll
	Where   map[string]Where // by id; who is Absent may be left out
	Present int              // 实到
	Quorum  int              // how many must be present
	Open    bool             // deputies can sign in now
	Voting  bool             // a ballot can be issued now
	Casting bool             // the vote has begun
	Issued  map[string]bool  // who was issued a ballot in this round, by id
}

// Meeting is what the screen asks of the meeting. Every error is fit to be shown.
type Meeting interface {
	SignInDeputy(id string) error
	UndoSignIn(id, reason string) error
	TakeLeave(id, reason string) error
	Depart(id, reason string) error
}

// door knows what was typed, whom it finds, and what Enter means by it.
//
// A card's code, whole and of one deputy, means that deputy at once: it is what a
// scanner types. Everything else takes two acts, first one that shows who is
// meant and then one that signs in, because two people can share a name, a
// number can be mistyped and a pinyin be read otherwise. Part of a code means
// nobody, so that a card that was read badly signs nobody in.
type door struct {
	state      State
	index      *roll.Index
	delegation string // only its deputies are listed; "" for all
	open       bool   // only those who are still waited for are listed
	typed      string
	hits       []roll.Hit
	// meant is the place on the roll of who was picked out, or -1.
	meant int
}

func newDoor() *door { return &door{index: roll.NewIndex(roll.Roll{}), meant: -1} }

// update takes the state of the meeting; the index is made anew only for
// another roll.
func (d *door) update(s State) {
	same := slices.EqualFunc(s.Roll.Deputies, d.state.Roll.Deputies, func(a, b roll.Deputy) bool {
		return a.ID == b.ID && a.Number == b.Number && a.Code == b.Code && a.Name == b.Name && a.Delegation == b.Delegation
	})
	d.state = s
	if !same {
		d.index = roll.NewIndex(s.Roll)
		d.delegation, d.meant = "", -1
	}
	d.find(d.typed)
}

// find lists whom a text can mean. Another text means nobody yet.
func (d *door) find(typed string) {
	if typed != d.typed {
		d.meant = -1
	}
	d.typed = typed
	d.hits = d.index.Find(typed, d.delegation)
	if d.open {
		d.hits = slices.DeleteFunc(d.hits, func(h roll.Hit) bool { return !d.waited(h.Place) })
	}
}

// only lists a delegation, or with "" all, and only those who are still waited
// for or everybody. Who was picked out before is no longer meant.
func (d *door) only(delegation string, open bool) {
	d.delegation, d.open, d.meant = delegation, open, -1
	d.find(d.typed)
}

func (d *door) deputy(place int) roll.Deputy { return d.state.Roll.Deputies[place] }

// waited reports whether a deputy is still waited for: to sign in or, once the
// vote has begun, to take a ballot.
func (d *door) waited(place int) bool {
	if d.state.Casting {
		return d.where(place) == Here && !d.issued(place)
	}
	return d.where(place) != Here
}

// mayVote reports whether a ballot can be issued to a deputy now.
func (d *door) mayVote(place int) bool {
	return d.state.Voting && d.where(place) == Here && !d.issued(place)
}

// issued reports whether a deputy was issued a ballot in this round.
func (d *door) issued(place int) bool { return d.state.Issued[d.deputy(place).ID] }

func (d *door) where(place int) Where { return d.state.Where[d.deputy(place).ID] }

// meaning is what Enter does.
type meaning int

const (
	nothing meaning = iota // nothing was typed
	signs                  // the deputy at place signs in
	picks                  // the deputy at place is shown as who is meant
	nobody                 // the text means nobody
	several                // the text can mean several
	partial                // the text is the beginning of a number or a code
)

// enter says what Enter means now.
func (d *door) enter() (m meaning, place int) {
	if place, ok := d.index.Scan(d.typed); ok && d.index.Codes() {
		return signs, place
	}
	if d.meant >= 0 {
		return signs, d.meant
	}
	if roll.SameKey(d.typed) == "" {
		return nothing, -1
	}
	if len(d.hits) == 0 {
		return nobody, -1
	}
	first := d.hits[0]
	exact := d.numbered(first)
	twice := len(d.hits) > 1 && d.numbered(d.hits[1])
	switch {
	case exact && !twice:
		return picks, first.Place
	case first.By == roll.ByNumber && !exact, first.By == roll.ByCode:
		return partial, -1
	case len(d.hits) > 1:
		return several, -1
	}
	return picks, first.Place
}

// numbered reports whether a hit has the very number that was typed, but for zeros
// before it.
func (d *door) numbered(h roll.Hit) bool {
	plain := func(s string) string { return strings.TrimLeft(roll.SameKey(s), "0") }
	return h.By == roll.ByNumber && plain(d.deputy(h.Place).Number) == plain(d.typed)
}

// step moves who is meant by one among those listed, at most n of them.
func (d *door) step(by, n int) {
	n = min(n, len(d.hits))
	if n == 0 {
		return
	}
	at := slices.IndexFunc(d.hits[:n], func(h roll.Hit) bool { return h.Place == d.meant })
	switch {
	case at < 0 && by > 0:
		at = 0
	case at < 0:
		return
	default:
		at = max(0, min(n-1, at+by))
	}
	d.meant = d.hits[at].Place
}

// share is how many of a delegation are here.
type share struct {
	roll.Delegation
	Here int
}

// shares are the delegations in the order of the roll.
func (d *door) shares() []share {
	var all []share
	at := map[string]int{}
	for _, one := range d.state.Roll.Delegations() {
		at[one.Name] = len(all)
		all = append(all, share{Delegation: one})
	}
	for _, x := range d.state.Roll.Deputies {
		if d.state.Where[x.ID] == Here {
			all[at[x.Delegation]].Here++
		}
	}
	return all
}
