package cli

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// Exit statuses of Count besides Done, which is a decided round, and BadInput.
const (
	statusRunOff    = 3
	statusShortfall = 4
	statusVoid      = 5
)

// Counted is what a workbook is made from.
type Counted struct {
	Meeting   string // may be ""
	List      project.List
	Procedure procedure.Procedure
	Result    count.Result
}

// Count counts the ballots of a csv file on the projects of a list, decides by
// the procedure that the options describe, and prints the result, as text or
// JSON:
//
//	piaojue count -projects FILE -ballots FILE -roll N -places N [-present N] [-issued N]
//	    [-kind pick|threeWay] [-max N] [-exact] [-unmarked-invalid] [-blank-invalid]
//	    [-base roll|present|returned|valid] [-threshold majority|plurality|P/Q|P/Q+]
//	    [-quorum P/Q] [-json] [-xlsx OUT]
//
// Without -present everybody on the roll is taken to be present, and without
// -issued as many ballots to be issued as were returned; it says so. With -xlsx
// it also writes a workbook, after printing.
//
// The status is 0 for a decided round, 3 for a run-off, 4 for a shortfall, 5 for
// a void round, and 2 where anything is wrong with the input or a file cannot
// be written. What is odd but no error is said on standard error and among the
// notices of the JSON.
func Count(args []string, f Files, stdout, stderr io.Writer) int {
	o, err := countOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		return f.print(stdout, stderr, say.M("cli.count.usage").In(say.Chinese)+"\n")
	}
	if err != nil {
		return complain(stderr, err)
	}
	c, notices, err := o.count(f)
	if err != nil {
		return complain(stderr, err)
	}
	for _, n := range notices {
		// A notice that cannot be said is still in the JSON.
		_, _ = fmt.Fprintln(stderr, n)
	}
	out := drawCount(c)
	if o.json {
		if out, err = encodeCount(c.Result, notices); err != nil {
			return complain(stderr, err)
		}
	}
	if status := f.print(stdout, stderr, out); status != Done {
		return status
	}
	if o.xlsx != "" {
		if err := f.WriteWorkbook(o.xlsx, c); err != nil {
			return complain(stderr, err)
		}
	}
	switch c.Result.State {
	case count.RunOff:
		return statusRunOff
	case count.Shortfall:
		return statusShortfall
	case count.Void:
		return statusVoid
	}
	return Done
}

// options of a count. A number that was not given is nil.
type options struct {
	projects, ballots, xlsx string
	json                    bool
	roll                    int
	present, issued         *int
	procedure               procedure.Procedure
}

func countOptions(args []string) (o options, err error) {
	g, err := givenTo("count", args,
		append([]string{"projects", "ballots", "xlsx", "roll", "present", "issued", "base", "threshold", "quorum"}, ballotTexts...),
		append([]string{"json"}, ballotSwitches...))
	if err != nil {
		return options{}, err
	}
	if err := g.alone(); err != nil {
		return options{}, err
	}
	if err := g.needs("projects", "ballots", "roll", "places"); err != nil {
		return options{}, err
	}
	numbers := map[string]*int{}
	for _, name := range []string{"roll", "present", "issued"} {
		if numbers[name], err = g.number(name); err != nil {
			return options{}, err
		}
	}
	p, err := g.ballot()
	if err != nil {
		return options{}, err
	}
	if p.Base, err = choice(g, "base", p.Base,
		procedure.OfRoll, procedure.OfPresent, procedure.OfReturned, procedure.OfValid); err != nil {
		return options{}, err
	}
	if g.has("threshold") {
		if p.Threshold, err = procedure.ParseThreshold(g.of("threshold")); err != nil {
			return options{}, err
		}
	}
	if s := g.of("quorum"); s != "" {
		// A quorum is always "at least".
		share, err := procedure.ParseThreshold(strings.TrimSuffix(s, "+") + "+")
		if err != nil {
			return options{}, g.misuse(err, "cli.count.quorum", "Text", s)
		}
		p.QuorumNum, p.QuorumDen = share.Num, share.Den
	}
	return options{
		projects: g.of("projects"), ballots: g.of("ballots"), xlsx: g.of("xlsx"), json: g.is("json"),
		roll: *numbers["roll"], present: numbers["present"], issued: numbers["issued"], procedure: p,
	}, nil
}

// count reads the files and counts. The notices are sentences.
func (o options) count(f Files) (c Counted, notices []string, err error) {
	notice := func(m say.Message) { notices = append(notices, m.In(say.Chinese)) }
	list, err := f.ReadList(o.projects)
	if err != nil {
		return Counted{}, nil, err
	}
	if err := list.Validate(); err != nil {
		return Counted{}, nil, err
	}
	if list.Rehearsal {
		notice(say.M("cli.count.notice.rehearsal"))
	}
	for _, x := range o.procedure.Check(procedure.Facts{Candidates: len(list.Projects), Roll: o.roll}) {
		if !x.Countable {
			return Counted{}, nil, say.Wrong(x.Says, say.Message{}, nil)
		}
		notice(x.Says)
	}
	ballots, err := f.ReadBallots(o.ballots, list.IDs())
	if err != nil {
		return Counted{}, nil, err
	}
	in := count.Input{
		Procedure: o.procedure, Candidates: list.IDs(),
		Roll: o.roll, Present: o.roll, Issued: len(ballots), Ballots: ballots,
	}
	if o.present != nil {
		in.Present = *o.present
	} else {
		notice(say.M("cli.count.notice.present", "Roll", in.Roll))
	}
	switch {
	case o.issued != nil:
		in.Issued = *o.issued
	case in.Issued > in.Present && in.Present >= 0 && in.Present <= in.Roll:
		// Whether the round is void is not concluded from a number that nobody gave.
		return Counted{}, nil, say.Wrong(
			say.M("cli.count.more_than_present", "Returned", len(ballots), "Present", in.Present),
			say.M("cli.count.more_than_present.do"), nil)
	default:
		notice(say.M("cli.count.notice.issued", "Returned", len(ballots)))
	}
	if len(ballots) == 0 {
		notice(say.M("cli.count.notice.empty"))
	}
	r, err := count.Count(in)
	if err != nil {
		return Counted{}, nil, err
	}
	if least := o.procedure.Quorum(r.Roll); r.Present < least {
		notice(say.M("cli.count.notice.quorum", "Present", r.Present, "Quorum", least))
	}
	return Counted{List: list, Procedure: o.procedure, Result: r}, notices, nil
}

// countView is the JSON of a count. Void rounds have no projects.
type countView struct {
	Roll         int           `json:"roll"`
	Present      int           `json:"present"`
	Issued       int           `json:"issued"`
	Returned     int           `json:"returned"`
	Valid        int           `json:"valid"`
	Invalid      int           `json:"invalid"`
	Base         int           `json:"base"`
	Places       int           `json:"places"`
	State        count.State   `json:"state"`
	Projects     []projectView `json:"projects,omitzero"`
	Chosen       []string      `json:"chosen"`
	Tied         []string      `json:"tied"`
	RunOffPlaces int           `json:"runoff_places"`
	Shortfall    int           `json:"shortfall"`
	Notices      []string      `json:"notices,omitzero"`
}

type projectView struct {
	ID      string        `json:"id"`
	Approve int           `json:"approve"`
	Against int           `json:"against"`
	Abstain int           `json:"abstain"`
	Outcome count.Outcome `json:"outcome"`
	Reason  string        `json:"reason"`
}

func viewOf(r count.Result, notices []string) countView {
	v := countView{
		Roll: r.Roll, Present: r.Present, Issued: r.Issued, Returned: r.Returned, Valid: r.Valid, Invalid: r.Invalid,
		Base: r.Base, Places: r.Places, State: r.State, RunOffPlaces: r.RunOffPlaces, Shortfall: r.Shortfall,
		// Empty lists are [], never null.
		Projects: []projectView{}, Chosen: append([]string{}, r.Chosen...), Tied: append([]string{}, r.Tied...),
		Notices: append([]string{}, notices...),
	}
	for _, l := range r.Lines {
		v.Projects = append(v.Projects, projectView{l.ID, l.Approve, l.Against, l.Abstain, l.Outcome, l.Reason.In(say.Chinese)})
	}
	return v
}

func encodeCount(r count.Result, notices []string) (string, error) {
	v := viewOf(r, notices)
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return "", fmt.Errorf("encoding the count: %w", err)
	}
	return b.String(), nil
}
