package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"

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
	g, err := printOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		return files.print(stdout, stderr, say.M("cli.print.usage").In(say.Chinese)+"\n")
	}
	var p Papers
	if err == nil {
		p, err = papersOf(g, files)
	}
	if err != nil {
		return complain(stderr, err)
	}
	for _, out := range []struct {
		option string
		write  func(path string) error
	}{
		{"ballot", func(path string) error { return files.PrintBallot(path, p, false) }},
		{"spare", func(path string) error { return files.PrintBallot(path, p, true) }},
		{"rules", func(path string) error { return files.PrintRules(path, p) }},
		{"attendance", func(path string) error { return files.PrintAttendance(path, p) }},
	} {
		if !g.has(out.option) {
			continue
		}
		if err := out.write(g.of(out.option)); err != nil {
			return complain(stderr, err)
		}
		fmt.Fprintln(stdout, say.M("cli.print.written", "File", g.of(out.option)).In(say.Chinese))
	}
	return Done
}

// ofTheList are the papers that a candidate list is needed for.
func ofTheList(g given) bool { return g.has("ballot") || g.has("spare") || g.has("rules") }

// printOptions refuses options that do not go together.
func printOptions(args []string) (given, error) {
	g, err := givenTo("print", args,
		append([]string{"projects", "deputies", "ballot", "spare", "rules", "attendance", "paper", "meeting", "vote"}, ballotTexts...),
		append([]string{"rehearsal"}, ballotSwitches...))
	if err != nil {
		return g, err
	}
	if err := g.alone(); err != nil {
		return g, err
	}
	if !ofTheList(g) && !g.has("attendance") {
		return g, g.misuse(nil, "cli.nothing", "Options", []string{"-ballot", "-spare", "-rules", "-attendance"})
	}
	var needed []string
	if ofTheList(g) {
		needed = append(needed, "projects", "places")
	}
	if g.has("attendance") {
		needed = append(needed, "deputies")
	}
	return g, g.needs(needed...)
}

// papersOf reads what the papers are printed from.
func papersOf(g given, files Files) (p Papers, err error) {
	p = Papers{Paper: g.of("paper"), Meeting: g.of("meeting"), Vote: g.of("vote"), Rehearsal: g.is("rehearsal")}
	if p.Paper == "" {
		p.Paper = "A4"
	}
	if ofTheList(g) {
		if p.Procedure, err = g.ballot(); err != nil {
			return p, err
		}
		if p.List, err = files.ReadList(g.of("projects")); err != nil {
			return p, err
		}
		// A ballot whose rules cannot be right is not printed; what only the size of
		// the hall could tell is not known here.
		for _, x := range p.Procedure.Check(procedure.Facts{Candidates: len(p.List.Projects), Roll: 1}) {
			if x.Blocking {
				return p, say.Wrong(x.Says, say.Message{}, nil)
			}
		}
	}
	if g.has("deputies") {
		if p.Roll, err = files.ReadRoll(g.of("deputies")); err != nil {
			return p, err
		}
	}
	p.Rehearsal = p.Rehearsal || p.List.Rehearsal || p.Roll.Rehearsal
	return p, nil
}
