package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// verb is one verb of a script: how many words it takes (most -1 for any number),
// how it is written, and what it does.
type verb struct {
	least, most int
	form        string
	first       bool // only as the first line
	act         func(p *player, words []string) error
}

// verbs are filled in init: some of their acts look into them.
var verbs map[string]verb

func init() {
	plain := func(act func(*meeting.Desk) error) verb {
		return verb{form: "", act: func(p *player, _ []string) error { return act(p.desk) }}
	}
	reason := func(act func(*meeting.Desk, string) error) verb {
		return verb{0, -1, "REASON", false, func(p *player, words []string) error { return act(p.desk, text(words)) }}
	}
	figure := func(act func(*meeting.Desk, int) error) verb {
		return verb{1, 1, "N", false, func(p *player, words []string) error {
			n, err := number(words[0], -mostTimes, 10*mostTimes)
			if err != nil {
				return err
			}
			return act(p.desk, n)
		}}
	}
	each := func(act func(*meeting.Desk, string) error) verb {
		return verb{1, -1, "IDS", false, func(p *player, words []string) error {
			ids, err := p.deputies(words)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := act(p.desk, id); err != nil {
					return err
				}
			}
			return nil
		}}
	}
	about := func(act func(d *meeting.Desk, id, reason string) error) verb {
		return verb{1, -1, "ID REASON", false, func(p *player, words []string) error { return act(p.desk, words[0], text(words[1:])) }}
	}
	verbs = map[string]verb{
		"rehearsal": {first: true},
		"real":      {first: true},
		"expect":    {1, -1, "FIGURE VALUE", false, nil},

		"meeting": {1, -1, "NAME", false, func(p *player, words []string) error { p.list.name = text(words); return p.named() }},
		"vote":    {1, -1, "NAME", false, func(p *player, words []string) error { p.list.vote = text(words); return p.named() }},
		"roll":    figure((*meeting.Desk).SetRoll), "handbook": figure((*meeting.Desk).SetHandbook),
		"deputies":       {1, 1, "N", false, (*player).drawDeputies},
		"deputy":         {2, 3, "ID NAME [DELEGATION]", false, (*player).addDeputy},
		"projects":       {1, 1, "N", false, (*player).drawProjects},
		"project":        {2, -1, "ID NAME [CATEGORY [CONTENT …]]", false, (*player).addProject},
		"list":           {1, -1, "FILE", false, (*player).readList},
		"level":          {1, 1, "project|category|item", false, (*player).setLevel},
		"rules":          {1, -1, "NAME=VALUE …", false, (*player).setRules},
		"officer":        {2, -1, "OFFICE NAME [responsible ID …] [recused REASON]", false, (*player).addOfficer},
		"replace":        {4, -1, "OFFICE NAME NAME REASON", false, (*player).replaceOfficer},
		"code":           {1, 1, "DIGITS", false, func(p *player, words []string) error { return p.desk.SetCode(words[0]) }},
		"freeze":         plain((*meeting.Desk).Freeze),
		"show-empty":     plain((*meeting.Desk).ShowEmptyBox),
		"open-sign-in":   plain((*meeting.Desk).OpenSignIn),
		"open-casting":   plain((*meeting.Desk).OpenCasting),
		"pause":          reason((*meeting.Desk).Pause),
		"resume":         plain((*meeting.Desk).Resume),
		"to-paper":       reason((*meeting.Desk).SwitchToPaper),
		"close":          plain((*meeting.Desk).Close),
		"reconcile":      plain((*meeting.Desk).Reconcile),
		"open-box":       plain((*meeting.Desk).OpenBox),
		"count":          plain(func(d *meeting.Desk) error { _, err := d.Count(); return err }),
		"sign":           {0, -1, "NAME …", false, func(p *player, words []string) error { return p.desk.Sign(words...) }},
		"announce":       plain((*meeting.Desk).Announce),
		"archive":        plain((*meeting.Desk).Archive),
		"to":             {1, 1, "STATE", false, (*player).to},
		"present":        figure((*meeting.Desk).SetPresent),
		"sign-in":        each((*meeting.Desk).SignInDeputy),
		"undo":           about((*meeting.Desk).UndoSignIn),
		"leave":          about((*meeting.Desk).TakeLeave),
		"depart":         about((*meeting.Desk).Depart),
		"let":            {0, 1, "[ID]", false, (*player).let},
		"cast":           {1, -1, "MARKS", false, (*player).cast},
		"give-up":        plain((*meeting.Desk).GiveUp),
		"take-back":      plain((*meeting.Desk).TakeBack),
		"ballot":         {2, -1, "N MARKS", false, counting((*player).vote)},
		"rehearse":       {2, 2, "N SEED", false, (*player).rehearse},
		"paper-issued":   figure((*meeting.Desk).SetPaperIssued),
		"paper-to":       each((*meeting.Desk).IssuePaperTo),
		"paper-returned": figure((*meeting.Desk).SetPaperReturned),
		"batch":          {3, 3, "SIZE NAME NAME", false, (*player).beginBatch},
		"scan":           {2, -1, "N MARKS [; N MARKS …]", false, (*player).addScan},
		"scan-file":      {1, -1, "FILE", false, (*player).readScan},
		"sheet": {2, -1, "N MARKS", false, counting(func(p *player, n int, marks []string) error {
			return p.enter(n, marks, paper.First, paper.Second)
		})},
		"sheet-a":  {2, -1, "N MARKS", false, counting(func(p *player, n int, marks []string) error { return p.enter(n, marks, paper.First) })},
		"sheet-b":  {2, -1, "N MARKS", false, counting(func(p *player, n int, marks []string) error { return p.enter(n, marks, paper.Second) })},
		"amend-a":  {2, -1, "PLACE MARKS", false, amending(paper.First)},
		"amend-b":  {2, -1, "PLACE MARKS", false, amending(paper.Second)},
		"settle":   {3, -1, "PLACE NAME MARKS [: REASON]", false, (*player).settle},
		"rule":     {4, -1, "PLACE PROJECT NAME MARK [REASON]", false, (*player).rule},
		"withdraw": {0, -1, "REASON", false, func(p *player, words []string) error { return p.desk.WithdrawBatch(p.batch, text(words)) }},
		"void": {1, -1, "OFFICE REASON", false, func(p *player, words []string) error {
			return p.desk.VoidRound(meeting.Office(words[0]), text(words[1:]))
		}},
		"decide": {2, -1, "OFFICE RULING REASON", false, func(p *player, words []string) error {
			return p.desk.Decide(meeting.Ruling(words[1]), meeting.Office(words[0]), text(words[2:]))
		}},
		"repeat":     plain((*meeting.Desk).Repeat),
		"run-off":    plain((*meeting.Desk).RunOff),
		"further":    plain((*meeting.Desk).Further),
		"election":   plain((*meeting.Desk).BeginElection),
		"motion":     reason((*meeting.Desk).BeginMotion),
		"past":       {2, -1, "VALID ID=满意/基本满意/不满意/弃权 …", false, (*player).recall},
		"assessment": reason(func(d *meeting.Desk, title string) error { return d.BeginAssessment(title, nil) }),
		"set-past":   {1, -1, "VALID ID=满意/基本满意/不满意/弃权 … | none", false, (*player).setPast},
		"title":      reason((*meeting.Desk).SetTitle),
		"cancel":     plain((*meeting.Desk).Cancel),
		"incident":   reason((*meeting.Desk).RecordIncident),
		"notice":     {0, -1, "TEXT", false, func(p *player, words []string) error { return p.desk.SetNotice(text(words)) }},
		"restart":    {act: func(p *player, _ []string) error { return p.restart() }},
	}
	assess := verbs["assessment"]
	assess.act = func(p *player, words []string) error { return p.desk.BeginAssessment(text(words), p.past) }
	verbs["assessment"] = assess
}

func counting(act func(p *player, n int, rest []string) error) func(*player, []string) error {
	return func(p *player, words []string) error {
		n, rest, err := times(words)
		if err != nil {
			return err
		}
		return act(p, n, rest)
	}
}

func amending(w paper.Which) func(*player, []string) error {
	return counting(func(p *player, place int, marks []string) error {
		ids, kind, err := p.ids()
		if err != nil {
			return err
		}
		s, err := sheet(marks, ids, kind)
		if err != nil {
			return err
		}
		return p.desk.AmendPaper(p.batch, w, p.by[w], place-1, s)
	})
}

// drawnList is the setup that a script draws, as far as it goes.
type drawnList struct {
	rehearsal  bool
	name, vote string
}

func (p *player) named() error { return p.desk.SetName(p.list.name, p.list.vote) }

func (p *player) setup() (meeting.Setup, error) {
	m, err := p.store.Meeting()
	return m.Setup, err
}

// drawDeputies makes a roll of n invented names.
func (p *player) drawDeputies(words []string) error {
	n, err := number(words[0], 1, roll.MostDeputies)
	if err != nil {
		return err
	}
	r := roll.Roll{Rehearsal: p.list.rehearsal}
	for i := 1; i <= n; i++ {
		r.Deputies = append(r.Deputies, roll.Deputy{ID: fmt.Sprint(i), Number: fmt.Sprint(i), Name: fmt.Sprintf("代表%d", i), Delegation: fmt.Sprintf("第%d代表团", 1+i%3)})
	}
	return p.desk.SetDeputies(r)
}

func (p *player) addDeputy(words []string) error {
	s, err := p.setup()
	if err != nil {
		return err
	}
	d := roll.Deputy{ID: words[0], Number: words[0], Name: words[1]}
	if len(words) > 2 {
		d.Delegation = words[2]
	}
	r := s.Deputies
	r.Rehearsal = p.list.rehearsal
	r.Deputies = append(slices.Clone(r.Deputies), d)
	return p.desk.SetDeputies(r)
}

// drawProjects makes a list of n invented projects.
func (p *player) drawProjects(words []string) error {
	n, err := number(words[0], 1, project.MostProjects)
	if err != nil {
		return err
	}
	l := project.List{Rehearsal: p.list.rehearsal}
	for i := 1; i <= n; i++ {
		l.Projects = append(l.Projects, project.Project{ID: fmt.Sprint(i), Name: fmt.Sprintf("项目%d", i)})
	}
	return p.desk.SetList(l)
}

func (p *player) addProject(words []string) error {
	s, err := p.setup()
	if err != nil {
		return err
	}
	x := project.Project{ID: words[0], Name: words[1]}
	if len(words) > 2 {
		x.Category, x.Content = words[2], words[3:]
	}
	l := s.List
	l.Rehearsal = p.list.rehearsal
	l.Projects = append(slices.Clone(l.Projects), x)
	return p.desk.SetList(l)
}

func (p *player) readList(words []string) error {
	l, err := p.files.ReadList(p.path(words))
	if err != nil {
		return err
	}
	return p.desk.SetList(l)
}

// path is a file that the script names, beside it.
func (p *player) path(words []string) string {
	if path := text(words); filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(p.folder, text(words))
}

func (p *player) setLevel(words []string) error {
	if words[0] == "project" {
		return p.desk.SetLevel(meeting.ByProject)
	}
	return p.desk.SetLevel(meeting.Level(words[0]))
}

// setRules changes what is named of the procedure that is being prepared.
func (p *player) setRules(words []string) error {
	v, err := p.desk.View()
	if err != nil {
		return err
	}
	x := v.Procedure
	for _, word := range words {
		name, value, _ := strings.Cut(word, "=")
		var err error
		whole := func(to *int) { *to, err = number(value, 0, 10*mostTimes) }
		flag := func(to *bool) {
			*to = value == "" || value == "yes"
			if value != "" && value != "yes" && value != "no" {
				err = say.Wrong(say.M("cli.script.choice", "Text", value, "Choices", []string{"yes", "no"}), say.Message{}, nil)
			}
		}
		switch name {
		case "places":
			if whole(&x.Places); err == nil && v.Round.Kind == meeting.First {
				x.MaxApprovals = x.Places
			}
		case "max":
			whole(&x.MaxApprovals)
		case "kind":
			x.Kind, err = oneOf(value, procedure.Pick, procedure.ThreeWay, procedure.Motion, procedure.Rating)
		case "base":
			x.Base, err = oneOf(value, procedure.OfRoll, procedure.OfPresent, procedure.OfReturned, procedure.OfValid)
		case "threshold":
			x.Threshold, err = procedure.ParseThreshold(value)
		case "fair":
			x.Fair, err = procedure.ParseThreshold(value)
		case "quorum":
			var share procedure.Threshold
			share, err = procedure.ParseThreshold(strings.TrimSuffix(value, "+") + "+")
			x.QuorumNum, x.QuorumDen = share.Num, share.Den
		case "exact":
			flag(&x.ExactApprovals)
		case "unmarked-invalid":
			flag(&x.UnmarkedInvalid)
		case "blank-invalid":
			flag(&x.BlankInvalid)
		default:
			err = say.Wrong(say.M("cli.script.rule", "Text", name), say.Message{}, nil)
		}
		if err != nil {
			return err
		}
	}
	return p.desk.SetProcedure(x)
}

func (p *player) addOfficer(words []string) error {
	s, err := p.setup()
	if err != nil {
		return err
	}
	o := meeting.Officer{Office: meeting.Office(words[0]), Name: words[1]}
	for rest := words[2:]; len(rest) > 0; {
		switch {
		case rest[0] == "responsible" && len(rest) > 1:
			o.Responsible = append(o.Responsible, rest[1])
			rest = rest[2:]
		case rest[0] == "recused":
			o.Recused, o.Reason = true, text(rest[1:])
			rest = nil
		default:
			return say.Wrong(say.M("cli.script.choice", "Text", rest[0], "Choices", []string{"responsible", "recused"}), say.Message{}, nil)
		}
	}
	return p.desk.SetOfficers(append(slices.Clone(s.Officers), o))
}

// replaceOfficer has somebody give way to another in an office, for a reason.
func (p *player) replaceOfficer(words []string) error {
	s, err := p.setup()
	if err != nil {
		return err
	}
	office, all := meeting.Office(words[0]), slices.Clone(s.Officers)
	for i, o := range all {
		if o.Office == office && o.Name == words[1] {
			all[i].Recused, all[i].Reason = true, text(words[3:])
		}
	}
	return p.desk.SetOfficers(append(all, meeting.Officer{Office: office, Name: words[2]}))
}

// to takes the plain steps that lead to a state.
func (p *player) to(words []string) error {
	to, err := oneOf(words[0], meeting.Frozen, meeting.EmptyShown, meeting.SignIn, meeting.Casting, meeting.Closed,
		meeting.Reconciled, meeting.Counted, meeting.Signed, meeting.Announced, meeting.Archived)
	if err != nil {
		return err
	}
	for {
		v, err := p.desk.View()
		if err != nil {
			return err
		}
		if v.Round.State == to {
			return nil
		}
		act, ok := map[meeting.State]string{
			meeting.Draft: "freeze", meeting.Frozen: "show-empty", meeting.EmptyShown: "open-sign-in", meeting.SignIn: "open-casting",
			meeting.Casting: "close", meeting.OnPaper: "close", meeting.Paused: "close", meeting.Closed: "reconcile",
			meeting.Reconciled: "count", meeting.Opened: "count", meeting.Counted: "sign", meeting.Signed: "announce", meeting.Announced: "archive",
		}[v.Round.State]
		if !ok || v.Round.State.Reached(to) {
			return say.Wrong(say.M("cli.script.to", "From", string(v.Round.State), "To", string(to)), say.Message{}, nil)
		}
		if act == "sign" && len(v.Setup.Officers) > 0 {
			for _, o := range v.Setup.Officers {
				if o.Office == meeting.ChiefScrutineer && !o.Recused {
					err = p.desk.Sign(o.Name)
				}
			}
		} else {
			err = verbs[act].act(p, nil)
		}
		if err != nil {
			return err
		}
	}
}

func (p *player) let(words []string) error {
	if len(words) == 0 {
		return p.desk.LetThrough()
	}
	return p.desk.LetThroughDeputy(words[0])
}

func (p *player) cast(words []string) error {
	ids, kind, err := p.ids()
	if err != nil {
		return err
	}
	b, err := marked(words, ids, kind)
	if err != nil {
		return err
	}
	return p.desk.Cast(b)
}

func (p *player) rehearse(words []string) error {
	n, err := number(words[0], 1, mostTimes)
	if err != nil {
		return err
	}
	seed, err := number(words[1], 0, 1<<31-1)
	if err != nil {
		return err
	}
	return p.desk.Rehearse(n, uint64(seed))
}

func (p *player) beginBatch(words []string) error {
	n, err := number(words[0], 0, mostTimes)
	if err != nil {
		return err
	}
	batch, err := p.desk.BeginBatch(n)
	if err != nil {
		return err
	}
	p.batch, p.by = batch, [2]string{words[1], words[2]}
	return nil
}

func (p *player) addScan(words []string) error {
	ballots, err := p.scanned(words)
	if err != nil {
		return err
	}
	batch, err := p.desk.AddScan("script", ballots)
	if err != nil {
		return err
	}
	p.batch = batch
	return nil
}

func (p *player) readScan(words []string) error {
	ids, _, err := p.ids()
	if err != nil {
		return err
	}
	ballots, err := p.files.ReadBallots(p.path(words), ids)
	if err != nil {
		return err
	}
	batch, err := p.desk.AddScan(text(words), ballots)
	if err != nil {
		return err
	}
	p.batch = batch
	return nil
}

func (p *player) settle(words []string) error {
	place, err := number(words[0], 1, mostTimes)
	if err != nil {
		return err
	}
	ids, kind, err := p.ids()
	if err != nil {
		return err
	}
	marks, reason := words[2:], ""
	if at := slices.Index(marks, ":"); at >= 0 {
		marks, reason = marks[:at], text(marks[at+1:])
	}
	s, err := sheet(marks, ids, kind)
	if err != nil {
		return err
	}
	return p.desk.SettlePaper(p.batch, place-1, words[1], s, reason)
}

func (p *player) rule(words []string) error {
	place, err := number(words[0], 1, mostTimes)
	if err != nil {
		return err
	}
	ids, kind, err := p.ids()
	if err != nil {
		return err
	}
	on, err := places(words[1:2], ids)
	if err != nil {
		return err
	}
	cell, ok := cellOf(words[3], kind)
	mark, plain := cell.Mark()
	if !ok || !plain || len(on) != 1 {
		return say.Wrong(say.M("cli.script.mark", "Text", words[3]), say.Message{}, nil)
	}
	return p.desk.RulePaper(p.batch, paper.Ruling{
		Place: place - 1, Project: on[0], By: words[2], Mark: mark, Reason: text(words[4:]),
	})
}

// recall keeps an earlier assessment for the next one to be compared with.
func (p *player) recall(words []string) error {
	past, err := pastOf(words)
	if err == nil {
		p.past = past
	}
	return err
}

// setPast gives the assessment that is being prepared the earlier one, or none.
func (p *player) setPast(words []string) error {
	if len(words) == 1 && words[0] == "none" {
		return p.desk.SetPast(nil)
	}
	past, err := pastOf(words)
	if err != nil {
		return err
	}
	return p.desk.SetPast(past)
}

// pastOf reads the figures of an earlier assessment.
func pastOf(words []string) (*meeting.Past, error) {
	valid, err := number(words[0], 0, 10*mostTimes)
	if err != nil {
		return nil, err
	}
	past := &meeting.Past{Title: "past", Valid: valid}
	for _, word := range words[1:] {
		id, figures, _ := strings.Cut(word, "=")
		parts := strings.Split(figures, "/")
		if len(parts) != 4 {
			return nil, say.Wrong(say.M("cli.script.past", "Text", word), say.Message{}, nil)
		}
		var n [4]int
		for i, part := range parts {
			if n[i], err = number(part, 0, 10*mostTimes); err != nil {
				return nil, err
			}
		}
		past.Lines = append(past.Lines, meeting.PastLine{ID: id, Sums: count.Sums{Approve: n[0], Fair: n[1], Against: n[2], Abstain: n[3]}})
	}
	return past, nil
}

func contains(all []string, one string) bool { return slices.Contains(all, one) }
