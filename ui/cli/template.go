package cli

import (
	"flag"
	"fmt"
	"io"

	"piaojue/app/say"
)

// Template is the command template: it writes the workbooks that a clerk fills
// in, for the candidate list and for the roll.
func Template(args []string, files Files, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("template", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // it speaks English; the usage says all there is
	list, roll := flags.String("list", "", ""), flags.String("roll", "", "")
	usage := func() int {
		fmt.Fprintln(stderr, say.M("cli.template.usage").In(say.Chinese))
		return BadInput
	}
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *list == "" && *roll == "" {
		return usage()
	}
	for _, t := range []struct {
		path  string
		write func(string) error
	}{{*list, files.WriteListTemplate}, {*roll, files.WriteRollTemplate}} {
		if t.path == "" {
			continue
		}
		if err := t.write(t.path); err != nil {
			return complain(stderr, err)
		}
		fmt.Fprintln(stdout, say.M("cli.template.written", "File", t.path).In(say.Chinese))
	}
	return Done
}
