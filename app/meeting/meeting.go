// Package meeting is one session of the congress: its report, its candidates,
// its procedure, its roll, and the rounds of the vote, each a state machine
// that goes one way. It declares the Store it needs and knows nothing of files.
//
// Secrecy: a ballot reaches the Store as marks only. Nothing here or in the
// Store ties it to a deputy, a time or a place in the order, and no figure of
// the contents is given before the round is closed and reconciled.
package meeting

import (
	"time"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
)

// State of a round. One way, in this order; Void ends a round instead of Reconciled.
type State string

const (
	Draft      State = "draft"       // 准备: everything may be changed
	Frozen     State = "frozen"      // 冻结: rules and list can no longer change
	EmptyShown State = "empty_shown" // 空箱: the box was shown to hold 0
	SignIn     State = "sign_in"     // 签到
	Casting    State = "casting"     // 投票
	Closed     State = "closed"      // 关闭
	Reconciled State = "reconciled"  // 核对: issued and returned compared
	Counted    State = "counted"     // 计票
	Void       State = "void"        // more returned than issued
)

// Office is who does or confirms a step.
type Office string

const (
	Clerk           Office = "clerk"
	ChiefScrutineer Office = "chief_scrutineer"
	Presidium       Office = "presidium"
)

// Step is a step that was done, for the minutes. The time drives nothing.
// Casting has no step of its own: no ballot is ever timed.
type Step struct {
	To     State
	Office Office
	At     time.Time
}

// Setup is what the clerk prepares.
type Setup struct {
	Name      string // 苏州市姑苏区第二届人民代表大会第五次会议
	Vote      string // what is voted on: 2021年政府实事项目
	Rehearsal bool   // fixed when the meeting is made
	Roll      int    // 应到
	List      project.List
	Procedure procedure.Procedure
}

// Round is one vote. Candidates, Procedure and Roll are copies made when the
// round is frozen.
type Round struct {
	Number     int // from 1
	State      State
	Candidates []string
	Procedure  procedure.Procedure
	Roll       int
	Present    int
	Issued     int
	// Outstanding is set while a ballot is let through and neither cast nor
	// given up.
	Outstanding bool
	Returned    int // recorded when the round is closed
	Steps       []Step
}

// Meeting is the whole aggregate as it is stored, without the ballots.
type Meeting struct {
	ID     string // random
	Setup  Setup
	Rounds []Round // the last is the current one
	// Code is the salted hash of the clerk's station code, nil for none.
	Code *Code
}

// Code is a salted, stretched hash (PBKDF2-HMAC-SHA-256) of a station code.
type Code struct {
	Salt, Hash []byte
	Iterations int
}

// Document is the report as it was taken in: the decoded text and the name of
// the file it came from.
type Document struct{ Name, Text string }

// Store keeps one meeting. Every method is one committed transaction or
// nothing. Errors that a person can do something about are *say.Problem.
type Store interface {
	// Meeting gives the stored meeting.
	Meeting() (Meeting, error)
	// Update reads the meeting, lets change alter it and commits it, unless
	// change fails.
	Update(change func(*Meeting) error) error
	// Cast commits the change of the meeting and the ballot of a round
	// together, the ballot under a fresh random key.
	Cast(round int, b ballot.Ballot, change func(*Meeting) error) error
	// Returned is the number of ballots in the box of a round.
	Returned(round int) (int, error)
	// Ballots gives the ballots of a round in the order of their keys.
	Ballots(round int) ([]ballot.Ballot, error)
	// Shake rewrites the store so that nothing in the file tells in which
	// order ballots came; called when a round closes.
	Shake() error
	// Document gives the report; ok is false where none was taken in.
	Document() (d Document, ok bool, err error)
	// SetDocument takes a report in and keeps the one before, in one transaction.
	SetDocument(Document) error
	// Formers gives the reports that were replaced, each once, the one that was
	// replaced last at the end.
	Formers() ([]Document, error)
}

// View is what the desk shows, as plain values. Result is nil before Counted.
type View struct {
	Setup   Setup
	Round   Round
	InBox   int // ballots in the box: the turnout, never their contents
	HasCode bool
	Quorum  int // how many must be present
	Result  *count.Result
}
