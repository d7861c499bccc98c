package cli

import (
	"errors"
	"flag"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// given is what was written after the name of a command.
type given struct {
	command string
	text    map[string]*string // by option; "" where it was not written
	turned  map[string]*bool
	rest    []string
}

// optionName finds the option that the flag package speaks of.
var optionName = regexp.MustCompile(`-[a-z-]+`)

// givenTo reads the options of a command: those with a text and those without.
// An error is flag.ErrHelp or names the option that is wrong.
func givenTo(command string, args, texts, switches []string) (given, error) {
	g := given{command: command, text: map[string]*string{}, turned: map[string]*bool{}}
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // it speaks English
	for _, name := range texts {
		g.text[name] = flags.String(name, "", "")
	}
	for _, name := range switches {
		g.turned[name] = flags.Bool(name, false, "")
	}
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return g, err
	} else if err != nil {
		return g, g.misuse(err, "cli.option", "Option", optionName.FindString(err.Error()))
	}
	g.rest = flags.Args()
	return g, nil
}

func (g given) of(option string) string { return *g.text[option] }
func (g given) has(option string) bool  { return *g.text[option] != "" }
func (g given) is(option string) bool   { return *g.turned[option] }

func (g given) misuse(cause error, key string, pairs ...any) error {
	return say.Wrong(say.M(key, pairs...), say.M("cli.hint.do", "Command", g.command), cause)
}

// alone refuses words that belong to no option.
func (g given) alone() error {
	if len(g.rest) > 0 {
		return g.misuse(nil, "cli.argument", "Text", g.rest[0])
	}
	return nil
}

// needs refuses a command without some options.
func (g given) needs(options ...string) error {
	var missing []string
	for _, name := range options {
		if !g.has(name) {
			missing = append(missing, "-"+name)
		}
	}
	if missing != nil {
		return g.misuse(nil, "cli.required", "Options", missing)
	}
	return nil
}

// number reads a whole number, in half or full width; nil where none was written.
func (g given) number(option string) (*int, error) {
	if !g.has(option) {
		return nil, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(width.Fold.String(g.of(option))))
	if err != nil {
		return nil, g.misuse(err, "cli.number", "Option", "-"+option, "Text", g.of(option))
	}
	return &n, nil
}

// choice reads an option that has a few names, in any case.
func choice[T ~string](g given, option string, otherwise T, names ...T) (T, error) {
	if !g.has(option) {
		return otherwise, nil
	}
	at := slices.IndexFunc(names, func(n T) bool { return strings.EqualFold(string(n), g.of(option)) })
	if at < 0 {
		var all []string
		for _, n := range names {
			all = append(all, string(n))
		}
		return "", g.misuse(nil, "cli.choice", "Option", "-"+option, "Text", g.of(option), "Choices", all)
	}
	return names[at], nil
}

// ballotTexts and ballotSwitches are the options that say what a ballot is.
var (
	ballotTexts    = []string{"places", "kind", "max"}
	ballotSwitches = []string{"exact", "unmarked-invalid", "blank-invalid"}
)

// ballot is the procedure as those options have it, with the rest by default.
func (g given) ballot() (p procedure.Procedure, err error) {
	if err := g.needs("places"); err != nil {
		return p, err
	}
	places, err := g.number("places")
	if err != nil {
		return p, err
	}
	most, err := g.number("max")
	if err != nil {
		return p, err
	}
	p = procedure.Default(*places)
	if most != nil {
		p.MaxApprovals = *most
	}
	p.ExactApprovals, p.UnmarkedInvalid, p.BlankInvalid = g.is("exact"), g.is("unmarked-invalid"), g.is("blank-invalid")
	p.Kind, err = choice(g, "kind", p.Kind, procedure.ThreeWay, procedure.Pick)
	return p, err
}
