// Package cli is the app without a window: the same acts, as commands that
// read files and write text or JSON.
//
// A command gives back its exit status. What is wrong with its input is said
// in one line on standard error, with status 2, whatever the command.
package cli

import (
	"fmt"
	"io"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/opinion"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// Exit statuses that all commands share.
const (
	Done     = 0
	BadInput = 2
)

// Files is how the commands reach files. Whoever wires the app gives the
// functions; an error they return is a *say.Problem where a person can mend it.
type Files struct {
	// ReadText reads a report from a txt or docx file, as plain text with "\n" line ends.
	ReadText func(path string) (string, error)
	// DecodeText does the same for bytes already read; name is for messages.
	DecodeText func(name string, b []byte) (string, error)
	// ReadList reads a candidate list from a csv or xlsx file.
	ReadList func(path string) (project.List, error)
	// ReadBallots reads ballots on the projects with the given ids from a csv
	// file, the marks in the order of ids.
	ReadBallots func(path string, ids []string) ([]ballot.Ballot, error)
	// WriteWorkbook writes the workbook of a count, whole or not at all.
	WriteWorkbook func(path string, c Counted) error
	// ReadOpinions reads a file of opinions.
	ReadOpinions func(path string) (opinion.Set, error)
	// WriteTable, WriteDocument and WriteSet write a digest of opinions, whole or
	// not at all: as a workbook, as a document, as a file of opinions.
	WriteTable, WriteDocument func(path string, groups []opinion.Group, rehearsal bool) error
	WriteSet                  func(path string, s opinion.Set) error
	// WriteListTemplate and WriteRollTemplate write a workbook to be filled in.
	WriteListTemplate, WriteRollTemplate func(path string) error
	// ReadRoll reads a roll of deputies from a csv or xlsx file.
	ReadRoll func(path string) (roll.Roll, error)
	// PrintBallot, PrintRules and PrintAttendance write papers as PDF.
	PrintBallot                 func(path string, p Papers, spare bool) error
	PrintRules, PrintAttendance func(path string, p Papers) error
	// ReadScript reads the script of a meeting.
	ReadScript func(path string) (string, error)
	// KeepMeeting makes the file that a script is played on, holding first.
	KeepMeeting func(first meeting.Meeting) (Kept, error)
}

// complain says in one line what is wrong and what to do, and gives the status for it.
func complain(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, say.Explain(err).Sentence(say.Chinese))
	return BadInput
}
