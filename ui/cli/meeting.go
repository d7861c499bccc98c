package cli

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Kept is the meeting file that a script is played on: it can be closed and
// opened again, as if the app had been restarted.
type Kept interface {
	// Open opens the file, after closing it where it is open.
	Open() (meeting.Store, error)
	// Remove closes the file and deletes it.
	Remove() error
}

// Meeting plays a whole meeting from a script (see docs/formats.md) on a meeting
// file of its own, which is deleted afterwards, and prints what came of it as
// JSON:
//
//	piaojue meeting run SCRIPT
//
// The status is 0 if every act did what the script says of it. The first act
// that does not, or an error in the script, ends it with status 2 and a sentence
// that names the line.
func Meeting(args []string, f Files, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && (args[0] == "-h" || args[0] == "-help") {
		return f.print(stdout, stderr, say.M("cli.meeting.usage").In(say.Chinese)+"\n")
	}
	if len(args) != 2 || args[0] != "run" {
		return complain(stderr, say.Wrong(say.M("cli.meeting.usage"), say.Message{}, nil))
	}
	body, err := f.script(args[1], stdin)
	if err != nil {
		return complain(stderr, err)
	}
	out, err := f.play(body, filepath.Dir(args[1]))
	if err != nil {
		return complain(stderr, err)
	}
	return f.print(stdout, stderr, out)
}

func (f Files) script(path string, stdin io.Reader) (script, error) {
	if path == "-" {
		body, err := io.ReadAll(io.LimitReader(stdin, mostScript+1))
		if err != nil {
			return nil, err
		}
		return parseScript(string(body))
	}
	body, err := f.ReadScript(path)
	if err != nil {
		return nil, err
	}
	return parseScript(body)
}

// play plays a script and gives the JSON. Files that it names are looked for in
// the folder.
func (f Files) play(s script, folder string) (out string, err error) {
	p := &player{files: f, folder: folder, list: drawnList{rehearsal: s[0].verb != "real"}}
	first, err := meeting.New(meeting.Setup{Rehearsal: p.list.rehearsal, Procedure: procedure.Default(0)}, rand.Reader)
	if err != nil {
		return "", err
	}
	if p.kept, err = f.KeepMeeting(first); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, p.kept.Remove()) }()
	if err := p.open(); err != nil {
		return "", err
	}
	for _, l := range s {
		if err := p.line(l); err != nil {
			return "", err
		}
	}
	return p.told()
}

// player plays a script.
type player struct {
	files  Files
	folder string
	kept   Kept
	store  meeting.Store
	desk   *meeting.Desk
	list   drawnList
	past   *meeting.Past
	batch  int       // the batch that sheets go into
	by     [2]string // who enters it
}

func (p *player) open() error {
	s, err := p.kept.Open()
	if err != nil {
		return err
	}
	p.store, p.desk = s, meeting.NewDesk(s, time.Now, rand.Reader)
	return nil
}

// line plays a line: its act is done, or refused where the script says so and
// then changes nothing.
func (p *player) line(l scriptLine) error {
	v := verbs[l.verb]
	if l.verb == "expect" {
		return p.expect(l)
	}
	if v.act == nil {
		return nil
	}
	before, err := p.all(l.refused)
	if err != nil {
		return l.because(say.M("cli.script.read"), err)
	}
	err = v.act(p, l.words)
	if !l.refused {
		if err != nil {
			return l.because(say.M("cli.script.failed", "Says", say.Explain(err).What, "Next", say.Explain(err).Do), err)
		}
		return nil
	}
	var known *say.Problem
	switch {
	case err == nil:
		return l.wrong("cli.script.not_refused")
	case !errors.As(err, &known):
		return l.because(say.M("cli.script.read"), err)
	case l.key != "" && l.key != known.What.Key:
		return l.wrong("cli.script.otherwise", "Key", l.key, "Other", known.What.Key, "Says", known.What)
	}
	after, err := p.all(true)
	if err != nil {
		return l.because(say.M("cli.script.read"), err)
	}
	if !reflect.DeepEqual(before, after) {
		return l.wrong("cli.script.changed")
	}
	return nil
}

// all is everything that is stored, to be compared.
func (p *player) all(wanted bool) (any, error) {
	if !wanted {
		return nil, nil
	}
	m, err := p.store.Meeting()
	if err != nil {
		return nil, err
	}
	var boxes []any
	for _, r := range m.Rounds {
		in, err := p.store.Ballots(r.Number)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, in)
	}
	return []any{m, boxes}, nil
}

// restart lets go of everything in memory. What is stored must be the same.
func (p *player) restart() error {
	before, err := p.all(true)
	if err != nil {
		return err
	}
	if err := p.open(); err != nil {
		return err
	}
	after, err := p.all(true)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(before, after) {
		return say.Wrong(say.M("cli.script.restarted"), say.Message{}, nil)
	}
	return nil
}

// ids are the candidates of the current round, by id.
func (p *player) ids() ([]string, procedure.Kind, error) {
	v, err := p.desk.View()
	if err != nil {
		return nil, "", err
	}
	ids := make([]string, len(v.Candidates))
	for i, c := range v.Candidates {
		ids[i] = c.ID
	}
	return ids, v.Procedure.Kind, nil
}

// deputies reads ids of the roll of names.
func (p *player) deputies(words []string) ([]string, error) {
	m, err := p.store.Meeting()
	if err != nil {
		return nil, err
	}
	var all []string
	for _, d := range m.Setup.Deputies.Deputies {
		all = append(all, d.ID)
	}
	on, err := places(words, all)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, i := range on {
		found = append(found, all[i])
	}
	return found, nil
}

// vote lets n deputies through and casts the same ballot for each. With a roll
// of names they are the next who are here and have none.
func (p *player) vote(n int, words []string) error {
	ids, kind, err := p.ids()
	if err != nil {
		return err
	}
	b, err := marked(words, ids, kind)
	if err != nil {
		return err
	}
	setup, err := p.setup()
	if err != nil {
		return err
	}
	for range n {
		let := p.desk.LetThrough
		if setup.Named() {
			let = p.letNext
		}
		if err := let(); err != nil {
			return err
		}
		if err := p.desk.Cast(b); err != nil {
			// The deputy cannot mend it in a script.
			return errors.Join(err, p.desk.TakeBack())
		}
	}
	return nil
}

// letNext lets the next deputy of the roll of names through.
func (p *player) letNext() error {
	m, err := p.store.Meeting()
	if err != nil {
		return err
	}
	r := m.Rounds[len(m.Rounds)-1]
	next := ""
	for _, d := range m.Setup.Deputies.Deputies {
		if m.Attendance[d.ID] == meeting.Here && !contains(r.IssuedTo, d.ID) {
			next = d.ID
			break
		}
	}
	return p.desk.LetThroughDeputy(next)
}

// enter enters n equal sheets into the present batch, by one or by both.
func (p *player) enter(n int, words []string, which ...paper.Which) error {
	ids, kind, err := p.ids()
	if err != nil {
		return err
	}
	s, err := sheet(words, ids, kind)
	if err != nil {
		return err
	}
	for range n {
		for _, w := range which {
			if err := p.desk.EnterPaper(p.batch, w, p.by[w], s); err != nil {
				return err
			}
		}
	}
	return nil
}

// scanned reads the ballots of a scan: 3 赞成 1-2; 1 blank.
func (p *player) scanned(words []string) ([]ballot.Ballot, error) {
	ids, kind, err := p.ids()
	if err != nil {
		return nil, err
	}
	var all []ballot.Ballot
	for len(words) > 0 {
		end := 0
		for end < len(words) && words[end] != ";" {
			end++
		}
		if end == 0 {
			return nil, say.Wrong(say.M("cli.script.marks"), say.Message{}, nil)
		}
		n, marks, err := times(words[:end])
		if err != nil {
			return nil, err
		}
		b, err := marked(marks, ids, kind)
		if err != nil {
			return nil, err
		}
		for range n {
			all = append(all, b)
		}
		words = words[min(len(words), end+1):]
	}
	return all, nil
}

// told is what came of the meeting, as JSON: without times, ids or anything else
// that differs from one run to the next.
func (p *player) told() (string, error) {
	v, err := p.meetingView()
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return "", fmt.Errorf("encoding the meeting: %w", err)
	}
	return b.String(), nil
}
