// Package meeting is one session of the congress: its report, its candidates,
// its procedure, its roll, and the rounds of its votes, each a state machine
// that goes one way (see Transitions). It declares the Store it needs and knows
// nothing of files.
//
// The votes of a meeting: the election of projects, which takes as many rounds as it
// needs (a run-off among the tied, a further round after a shortfall, another
// round in place of a void one); motions; and 满意度测评 of projects. Each round
// is a vote of its own, with candidates and rules that are frozen before its
// box is shown; Final puts the rounds of the election together. Nothing is ever
// deleted: a void round stays, and is listed as superseded.
//
// Secrecy: a ballot reaches the Store as marks only. Nothing here or in the
// Store ties it to a deputy, a time or a place in the order, and no figure of
// the contents is given before the round is closed and reconciled. Who was
// issued a ballot is a set without times (see Round.IssuedTo); the log knows
// neither an issue nor a cast.
package meeting

import (
	"time"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// Setup is what the clerk prepares.
type Setup struct {
	Name      string // 苏州市姑苏区第二届人民代表大会第五次会议
	Vote      string // what is voted on: 2021年政府实事项目
	Rehearsal bool   // fixed when the meeting is made
	Roll      int    // 应到; with Deputies, their number
	// Deputies is the roll of names; without any, only the number is known and
	// nobody signs in by name.
	Deputies roll.Roll `json:",omitzero"`
	// Handbook is the number of deputies that the handbook of the meeting gives;
	// 0 for none.
	Handbook  int `json:",omitzero"`
	List      project.List
	Level     Level `json:",omitzero"` // which items of the list are voted on
	Procedure procedure.Procedure
	Officers  []Officer `json:",omitempty"`
}

// Named reports whether there is a roll of names.
func (s Setup) Named() bool { return len(s.Deputies.Deputies) > 0 }

// Office is who does or confirms a step.
type Office string

const (
	Clerk           Office = "clerk"            // 工作人员
	ChiefScrutineer Office = "chief_scrutineer" // 总监票人
	Scrutineer      Office = "scrutineer"       // 监票人
	Counter         Office = "counter"          // 计票人
	Presidium       Office = "presidium"        // 大会主席团
)

// Says is the office in words.
func (o Office) Says() say.Message { return say.M("meeting.office." + string(o)) }

// Officer is a person who holds an office of the vote.
type Officer struct {
	Name   string
	Office Office
	Deputy string `json:",omitempty"` // id on the roll, "" for somebody who is not on it
	// Responsible are the ids of the candidate projects that the person answers
	// for. Whoever answers for one may not be a scrutineer or counter.
	Responsible []string `json:",omitempty"`
	// Recused is 回避: the person holds the office no more, for the Reason.
	Recused bool   `json:",omitempty"`
	Reason  string `json:",omitempty"`
}

// Candidate is one thing that is voted on.
type Candidate struct {
	ID, Name string
	Project  string `json:",omitempty"` // the project a 小项 belongs to, by id
}

// Kind says what a round is for.
type Kind string

const (
	First      Kind = ""           // the election, as it was prepared
	RunOff     Kind = "run_off"    // 再次投票 among those tied in the round Of
	Further    Kind = "further"    // 另行投票 among those not chosen, after a shortfall in the round Of
	Repeat     Kind = "repeat"     // 重新投票, in place of the void round Of
	Motion     Kind = "motion"     // 表决议案
	Assessment Kind = "assessment" // 满意度测评
)

// Round is one vote. Candidates and Roll are copies made when the round is
// frozen, as is the Procedure of a First; the other kinds are made with their
// candidates and procedure.
type Round struct {
	Number     int    // from 1
	Kind       Kind   `json:",omitzero"`
	Of         int    `json:",omitzero"` // the round it follows from; see Kind
	Title      string `json:",omitzero"` // of a motion or an assessment
	State      State
	Candidates []Candidate
	Procedure  procedure.Procedure
	Roll       int
	Present    int // with a roll of names, the number of SignedIn
	// SignedIn and IssuedTo are ids of the roll of names, in alphabetical order: who is
	// present in this round, and who was issued a ballot of either kind. They
	// hold no time and no order, and nothing leads from them to a ballot.
	SignedIn []string `json:",omitempty"`
	IssuedTo []string `json:",omitempty"`
	Issued   int      // at the stations; see Paper for the others
	// Outstanding is set while a ballot is let through and neither cast nor
	// given up. Holder is who has it, with a roll of names, and is forgotten
	// with the cast.
	Outstanding bool
	Holder      string `json:",omitempty"`
	Returned    int    // of Issued; recorded when the round is closed
	Paper       Paper  `json:",omitzero"`
	Steps       []Step
	// Past is an earlier assessment that was held elsewhere, to compare with.
	Past *Past `json:",omitempty"`
	// Signed are those who signed the result.
	Signed []Officer `json:",omitempty"`
}

// Paper is what is known of the paper ballots of a round.
type Paper struct {
	Issued int
	// Returned is the number of paper ballots in the box, counted without
	// looking at the marks when the round is closed; Counted is set once it is.
	Returned int
	Counted  bool
	Batches  []paper.Batch `json:",omitempty"`
}

// Used reports whether there is paper in the round.
func (p Paper) Used() bool { return p.Issued > 0 || p.Returned > 0 }

// AllIssued is 发出: at the stations and on paper.
func (r Round) AllIssued() int { return r.Issued + r.Paper.Issued }

// AllReturned is 收回 as it was recorded at the close.
func (r Round) AllReturned() int { return r.Returned + r.Paper.Returned }

// IDs are the ids of the candidates, in the order of the ballot.
func (r Round) IDs() []string {
	ids := make([]string, len(r.Candidates))
	for i, c := range r.Candidates {
		ids[i] = c.ID
	}
	return ids
}

// Attendance is where a deputy on the roll of names is.
type Attendance string

const (
	Absent  Attendance = ""      // not signed in
	Here    Attendance = "here"  // 已签到
	OnLeave Attendance = "leave" // 请假
	Left    Attendance = "left"  // 离会: was here and went
)

// Meeting is the whole aggregate as it is stored, without the ballots.
type Meeting struct {
	ID     string // random
	Setup  Setup
	Rounds []Round // the last is the current one
	// Code is the salted hash of the clerk's station code, nil for none.
	Code *Code
	// Attendance is by id of the roll of names; who is Absent is left out.
	Attendance map[string]Attendance `json:",omitempty"`
	Decisions  []Decision            `json:",omitempty"`
	Notice     *Notice               `json:",omitempty"` // 公告, once the clerk has edited it
	Log        []Entry               `json:",omitempty"`
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
	Round   Round // the current one
	InBox   int   // ballots in the box: the turnout, never their contents
	HasCode bool
	Quorum  int // how many must be present
	Result  *count.Result

	// Candidates, Procedure and Roll are those of the round: as they were
	// frozen or, in a Draft, as they stand now.
	Candidates []Candidate
	Procedure  procedure.Procedure
	Roll       int
	// Next is what is to be done now, by whom, and what stands in its way.
	Next Next
	// Findings are what is missing or odd in a Draft; see Desk.Findings.
	Findings []procedure.Finding
	// Rounds are all rounds, the current one last, with what became of them.
	Rounds []Summary
	// Final is the election over all its rounds; nil before the first was counted or
	// became void.
	Final *Final
	// Before is the assessment that the round is, or is going to be, compared with; nil
	// for none. Changes compare one that was counted with it.
	Before     *Before
	Changes    []count.Change
	Attendance map[string]Attendance
	Decisions  []Decision
	HasNotice  bool // 公告 was edited by the clerk
}

// Summary is a round in the list of rounds.
type Summary struct {
	Number     int
	Kind       Kind
	Of         int
	Title      string
	State      State
	VoidReason string // of a round that was declared void
	// By is the round that was held in place of this one; 0 for none.
	By     int
	Result *count.Result // nil before Counted
	Round  Round
	// Before and Changes are those of an assessment; see View.
	Before  *Before
	Changes []count.Change
}

// Step is a step that was done, for the minutes. The time drives nothing.
// Casting has no step of its own: no ballot is ever timed.
type Step struct {
	To     State
	Office Office
	At     time.Time
	Reason string `json:",omitempty"` // of a pause, a change to paper, a void
}
