package cli

import (
	"flag"
	"fmt"
	"io"
	"strconv"

	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// Papers is what the papers of a vote are printed from.
type Papers struct {
	Paper     string // A4 or A5
	Meeting   string // may be ""
	Vote      string // may be ""
	Rehearsal bool
	List      project.List
	Procedure procedure.Procedure
	Roll      roll.Roll
}

// Print is the command print: it writes the papers of a vote as PDF.
//
//	piaojue print -projects FILE -places N [-ballot OUT] [-spare OUT] [-rules OUT]
//	    [-deputies FILE] [-attendance OUT] [-paper A4|A5] [-meeting NAME] [-vote NAME]
//	    [-kind pick|threeWay] [-max N] [-exact] [-unmarked-invalid] [-blank-invalid] [-rehearsal]
//
// A list or a roll that says so is a rehearsal, whatever the options say.
func Print(args []string, files Files, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("print", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // it speaks English; the usage says all there is
	text := map[string]*string{}
	for _, name := range []string{"projects", "deputies", "ballot", "spare", "rules", "attendance", "paper", "meeting", "vote", "kind", "places", "max"} {
		text[name] = flags.String(name, "", "")
	}
	exact, unmarked, blank := flags.Bool("exact", false, ""), flags.Bool("unmarked-invalid", false, ""), flags.Bool("blank-invalid", false, "")
	rehearsal := flags.Bool("rehearsal", false, "")
	usage := func() int {
		fmt.Fprintln(stderr, say.M("cli.print.usage").In(say.Chinese))
		return BadInput
	}
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return usage()
	}
	ofList := *text["ballot"] != "" || *text["spare"] != "" || *text["rules"] != ""
	ofRoll := *text["attendance"] != ""
	if !ofList && !ofRoll || ofList && (*text["projects"] == "" || *text["places"] == "") || ofRoll && *text["deputies"] == "" {
		return usage()
	}
	p := Papers{Paper: *text["paper"], Meeting: *text["meeting"], Vote: *text["vote"], Rehearsal: *rehearsal}
	if p.Paper == "" {
		p.Paper = "A4"
	}
	var err error
	if ofList {
		places, wrong := strconv.Atoi(*text["places"])
		if wrong != nil {
			return usage()
		}
		p.Procedure = procedure.Default(places)
		p.Procedure.ExactApprovals, p.Procedure.UnmarkedInvalid, p.Procedure.BlankInvalid = *exact, *unmarked, *blank
		if s := *text["max"]; s != "" {
			if p.Procedure.MaxApprovals, wrong = strconv.Atoi(s); wrong != nil {
				return usage()
			}
		}
		if p.Procedure.Kind, err = choice("kind", *text["kind"], p.Procedure.Kind, procedure.ThreeWay, procedure.Pick); err != nil {
			return usage()
		}
		if p.List, err = files.ReadList(*text["projects"]); err != nil {
			return complain(stderr, err)
		}
		// A ballot whose rules cannot be right is not printed; what only the size of
		// the hall could tell is not known here.
		for _, x := range p.Procedure.Check(procedure.Facts{Candidates: len(p.List.Projects), Roll: 1}) {
			if x.Blocking {
				return complain(stderr, say.Wrong(x.Says, say.Message{}, nil))
			}
		}
	}
	if *text["deputies"] != "" {
		if p.Roll, err = files.ReadRoll(*text["deputies"]); err != nil {
			return complain(stderr, err)
		}
	}
	p.Rehearsal = p.Rehearsal || p.List.Rehearsal || p.Roll.Rehearsal
	for _, out := range []struct {
		path  string
		write func(path string) error
	}{
		{*text["ballot"], func(path string) error { return files.PrintBallot(path, p, false) }},
		{*text["spare"], func(path string) error { return files.PrintBallot(path, p, true) }},
		{*text["rules"], func(path string) error { return files.PrintRules(path, p) }},
		{*text["attendance"], func(path string) error { return files.PrintAttendance(path, p) }},
	} {
		if out.path == "" {
			continue
		}
		if err := out.write(out.path); err != nil {
			return complain(stderr, err)
		}
		fmt.Fprintln(stdout, say.M("cli.print.written", "File", out.path).In(say.Chinese))
	}
	return Done
}
