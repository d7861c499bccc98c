package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"piaojue/app/say"
)

// Template is the command template: it writes the workbooks that a clerk fills
// in, for the candidate list and for the roll.
func Template(args []string, files Files, stdout, stderr io.Writer) int {
	g, err := givenTo("template", args, []string{"list", "roll"}, nil)
	if errors.Is(err, flag.ErrHelp) {
		return files.print(stdout, stderr, say.M("cli.template.usage").In(say.Chinese)+"\n")
	}
	if err == nil {
		err = g.alone()
	}
	if err == nil && !g.has("list") && !g.has("roll") {
		err = g.misuse(nil, "cli.nothing", "Options", []string{"-list", "-roll"})
	}
	if err != nil {
		return complain(stderr, err)
	}
	for _, t := range []struct {
		path  string
		write func(string) error
	}{{g.of("list"), files.WriteListTemplate}, {g.of("roll"), files.WriteRollTemplate}} {
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
