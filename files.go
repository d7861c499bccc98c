package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"piaojue/app/meeting"
	"piaojue/app/opinion"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
	"piaojue/exports"
	"piaojue/exports/print"
	"piaojue/storage/intake"
	"piaojue/ui/cli"
	"piaojue/ui/stage"
)

// commandFiles is how the commands reach files.
func commandFiles() cli.Files {
	return cli.Files{
		ReadText:   intake.ReadText,
		DecodeText: intake.DecodeText,
		ReadList: func(path string) (project.List, error) {
			p, err := intake.ReadList(path)
			return p.List, err
		},
		ReadBallots: intake.ReadBallots,
		ReadScript:  intake.ReadText,
		KeepMeeting: keepMeeting,
		WriteWorkbook: func(path string, c cli.Counted) error {
			return exports.WriteResult(path, exports.Book{
				Meeting: c.Meeting, Vote: c.List.Title, Rehearsal: c.List.Rehearsal, CountedAt: now(),
				List: c.List, Procedure: c.Procedure, Result: c.Result,
			})
		},
		ReadOpinions: intake.ReadOpinions,
		WriteTable: func(path string, groups []opinion.Group, rehearsal bool) error {
			return exports.WriteOpinionTable(path, exports.OpinionBook{Rehearsal: rehearsal, MadeAt: now(), Groups: groups})
		},
		WriteDocument: func(path string, groups []opinion.Group, rehearsal bool) error {
			return exports.WriteOpinionDocument(path, exports.OpinionBook{Rehearsal: rehearsal, MadeAt: now(), Groups: groups})
		},
		WriteSet:          exports.WriteOpinions,
		WriteListTemplate: exports.WriteListTemplate,
		WriteRollTemplate: exports.WriteRollTemplate,
		ReadRoll: func(path string) (roll.Roll, error) {
			p, err := intake.ReadRoll(path, "")
			if err != nil {
				return roll.Roll{}, err
			}
			return p.Taken()
		},
		PrintBallot: printBallot,
		PrintRules: func(path string, p cli.Papers) error {
			return printOn(path, p.Paper, func(paper print.Paper) (print.Document, error) {
				return print.Rules(paper, p.Meeting, p.Vote, p.Rehearsal, p.Procedure, procedure.Facts{Candidates: len(p.List.Projects)}), nil
			})
		},
		PrintAttendance: func(path string, p cli.Papers) error {
			return printOn(path, p.Paper, func(paper print.Paper) (print.Document, error) {
				return print.AttendanceList(paper, print.Attendance{Meeting: p.Meeting, Rehearsal: p.Rehearsal, Roll: p.Roll})
			})
		},
	}
}

// printBallot prints one ballot on the projects of a list, with what they are
// about as the screen joins it.
func printBallot(path string, p cli.Papers, spare bool) error {
	b := print.Ballot{Meeting: p.Meeting, Vote: p.Vote, Rehearsal: p.Rehearsal, Spare: spare, Procedure: p.Procedure}
	for _, x := range p.List.Projects {
		b.Items = append(b.Items, print.Item{ID: x.ID, Name: x.Name, About: strings.Join(x.Content, say.M("projects.content.join").In(say.Chinese))})
	}
	return printOn(path, p.Paper, func(paper print.Paper) (print.Document, error) { return print.BallotPaper(paper, b) })
}

// printOn lays a document out on a paper and writes it.
func printOn(path, paper string, layOut func(print.Paper) (print.Document, error)) error {
	size, err := print.PaperNamed(paper)
	if err != nil {
		return err
	}
	d, err := layOut(size)
	if err != nil {
		return err
	}
	return print.Write(path, d)
}

// stageFiles is how the screens reach files.
func stageFiles(r *room) stage.Files {
	return stage.Files{
		ReadText:          intake.ReadText,
		ReadList:          intake.ReadList,
		ReadRoll:          intake.ReadRoll,
		ReadPast:          intake.ReadPast,
		ReadBallots:       intake.ReadBallots,
		WriteListTemplate: exports.WriteListTemplate,
		WriteRollTemplate: exports.WriteRollTemplate,
		BeginAgain:        r.beginAgain,
		WriteResult:       writeResult,
		Print: func(path string, which stage.Paper, on string, v meeting.View) error {
			return printOn(path, on, func(p print.Paper) (print.Document, error) { return r.paper(p, which, v) })
		},
		Open:         openWithSystem,
		ExportFolder: exportFolder,
		Opinions: stage.OpinionFiles{
			Digest:     r.digest,
			Find:       intake.OpinionFiles,
			Read:       intake.ReadOpinions,
			Write:      exports.WriteOpinions,
			WriteTable: func(path string, d stage.OpinionPaper) error { return exports.WriteOpinionTable(path, opinionBook(d)) },
			WriteDocument: func(path string, d stage.OpinionPaper) error {
				return exports.WriteOpinionDocument(path, opinionBook(d))
			},
		},
	}
}

// writeResult writes the workbook of a round that was counted. The time on it is
// that of the count, however often and whenever it is exported.
func writeResult(path string, v meeting.View) error {
	if v.Result == nil {
		return errors.New("nothing was counted")
	}
	b := exports.Book{
		Meeting: v.Setup.Name, Vote: v.Subject(), Election: v.Setup.Vote, Rehearsal: v.Setup.Rehearsal, CountedAt: countedAt(v),
		List: v.Voted(), Procedure: v.Round.Procedure, Result: *v.Result,
	}
	if v.Before != nil && len(v.Changes) > 0 {
		b.Compared = &exports.Compared{Before: v.Before.Says(), Changes: v.Changes}
	}
	for _, r := range v.Rounds {
		if r.State != meeting.Draft {
			b.Rounds = append(b.Rounds, roundLine(r))
		}
	}
	if f := v.Final; f != nil {
		b.Final = &exports.Final{Says: f.Says()}
		for _, c := range f.Chosen {
			b.Final.Chosen = append(b.Final.Chosen, exports.Chosen{ID: c.ID, Name: c.Name, Round: c.Round})
		}
	}
	return exports.WriteResult(path, b)
}

// roundLine is a round as the workbook lists it.
func roundLine(r meeting.Summary) exports.Round {
	x := r.Round
	kind := r.Kind.Says()
	if r.Title != "" {
		kind = say.M("exports.rounds.titled", "Kind", kind, "Title", r.Title)
	}
	line := exports.Round{
		Number: r.Number, Kind: kind, Roll: x.Roll, Present: x.Present,
		Issued: x.AllIssued(), Returned: x.AllReturned(), Became: r.Became(),
	}
	if x.Procedure.Kind.Chooses() {
		line.Places = x.Procedure.Places
	}
	if r.Result != nil {
		line.Counted, line.Valid, line.Invalid = true, r.Result.Valid, r.Result.Invalid
	}
	return line
}

// opinionBook is what a digest is on paper.
func opinionBook(d stage.OpinionPaper) exports.OpinionBook {
	return exports.OpinionBook{Meeting: d.Meeting, Rehearsal: d.Rehearsal, MadeAt: now(), Groups: d.Groups}
}

// countedAt is when a round was counted.
func countedAt(v meeting.View) time.Time {
	var counted time.Time
	for _, step := range v.Round.Steps {
		if step.To == meeting.Counted {
			counted = step.At
		}
	}
	return counted
}

// exportFolder is the user's documents, or else the home folder.
func exportFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, name := range []string{"Documents", say.M("window.documents").In(say.Chinese)} {
		if i, err := os.Stat(filepath.Join(home, name)); err == nil && i.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

// openWithSystem shows a file with the program that the system has for it.
func openWithSystem(path string) error {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	case "darwin":
		c = exec.Command("open", path)
	default:
		c = exec.Command("xdg-open", path)
	}
	if err := c.Start(); err != nil {
		return say.Wrong(say.M("window.open.failed", "File", path), say.M("window.open.failed.do"), err)
	}
	go func() { _ = c.Wait() }()
	return nil
}
