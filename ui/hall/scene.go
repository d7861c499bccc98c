package hall

import (
	"reflect"
	"strconv"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/words"
)

// scene is what the hall sees, as plain texts.
type scene struct {
	Meeting   string // of the meeting and what it votes on
	Round     string // which round it is; "" for the only one
	Rehearsal bool
	// Now, How and Next are the process in plain words, a line each. After the
	// announcement Now is the verdict and How what follows from it.
	Now, How, Next string
	Figures        []figure
	// Groups are what the result names; nil before the announcement.
	Groups []group
}

func (s scene) same(t scene) bool { return reflect.DeepEqual(s, t) }

// figure is a number with its word.
type figure struct{ Word, Number string }

// group are candidates under a head, which may be "". Each has the number that it
// has on the ballot, so that people find it again.
type group struct {
	Head    string
	Numbers []string
	Names   []string
}

func (g *group) add(c meeting.Candidate) {
	g.Numbers, g.Names = append(g.Numbers, c.ID), append(g.Names, c.Name)
}

// sceneOf is what the hall may see of a meeting. Until the result of the present
// round was announced it takes nothing from the view but the state and the
// numbers of people and of ballots.
func sceneOf(v meeting.View) scene {
	s := scene{Meeting: v.Setup.Name, Rehearsal: v.Setup.Rehearsal}
	if v.Setup.Vote != "" && v.Procedure.Kind.Chooses() {
		s.Meeting = joined(s.Meeting, v.Setup.Vote)
	}
	if v.Round.Title != "" {
		s.Meeting = joined(s.Meeting, v.Round.Title)
	}
	if v.Round.Number > 1 {
		s.Round = words.T("hall.round", "Number", v.Round.Number, "Kind", v.Round.Kind.Says())
	}
	if v.Round.State.Reached(meeting.Announced) && v.Result != nil {
		s.announced(v, *v.Result)
		return s
	}
	s.process(v)
	return s
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

// process is where the round stands and what comes next.
func (s *scene) process(v meeting.View) {
	at := "hall.at." + string(v.Round.State)
	s.Now = words.T(at)
	s.Next = words.T(at + ".next")
	switch v.Round.State {
	case meeting.Draft:
		s.How = task(v)
	case meeting.Casting:
		s.How = rule(v)
	case meeting.SignIn:
		s.How = words.T("hall.at.sign_in.how", "Quorum", v.Quorum)
	case meeting.Void:
		key := "hall.at.void.over"
		for _, step := range v.Round.Steps {
			if step.To == meeting.Void && step.Reason != "" {
				key = "hall.at.void.decided"
			}
		}
		s.How = words.T(key)
	default:
		s.How = words.T(at + ".how")
	}
	s.Figures = figures(v)
}

// task says what is voted on, in numbers.
func task(v meeting.View) string {
	switch v.Procedure.Kind {
	case procedure.Motion:
		return words.T("hall.task.motion")
	case procedure.Rating:
		return words.T("hall.task.rating", "Candidates", len(v.Candidates))
	}
	return words.T("hall.task", "Candidates", len(v.Candidates), "Places", v.Procedure.Places)
}

// rule says how a ballot is marked.
func rule(v meeting.View) string {
	p := v.Procedure
	switch {
	case p.Kind == procedure.Motion:
		return words.T("hall.rule.motion")
	case p.Kind == procedure.Rating:
		return words.T("hall.rule.rating", "Candidates", len(v.Candidates))
	case p.ExactApprovals:
		return words.T("hall.rule.exactly", "Candidates", len(v.Candidates), "Most", p.Cap())
	}
	return words.T("hall.rule", "Candidates", len(v.Candidates), "Most", p.Cap())
}

// figures are 应到 实到 发出 收回 as far as they are known; while the box is shown
// to be empty, what is in it.
func figures(v meeting.View) []figure {
	r := v.Round
	show := func(word string, n int) figure { return figure{words.T(word), strconv.Itoa(n)} }
	switch {
	case r.State == meeting.Draft:
		return nil
	case r.State == meeting.Frozen || r.State == meeting.EmptyShown:
		return []figure{show("hall.box", v.InBox)}
	}
	all := []figure{show("hall.roll", r.Roll), show("hall.present", r.Present)}
	if r.State == meeting.SignIn {
		return all
	}
	all = append(all, show("hall.issued", r.AllIssued()))
	paper := r.Paper.Used() || r.State == meeting.OnPaper
	switch {
	case r.State.Voting() && paper:
		return append(all, show("hall.returned.electronic", v.InBox))
	case r.State.Voting():
		return append(all, show("hall.returned", v.InBox))
	case paper && !r.Paper.Counted:
		return append(all, figure{words.T("hall.returned"), "—"})
	}
	return append(all, show("hall.returned", r.AllReturned()))
}

// announced is the result.
func (s *scene) announced(v meeting.View, r count.Result) {
	show := func(word string, n int) figure { return figure{words.T(word), strconv.Itoa(n)} }
	s.Figures = []figure{
		show("hall.roll", r.Roll), show("hall.present", r.Present), show("hall.issued", r.Issued),
		show("hall.returned", r.Returned), show("hall.valid", r.Valid), show("hall.invalid", r.Invalid),
	}
	headline, _ := r.Verdict()
	s.Now = words.Say(headline)
	candidates := map[string]meeting.Candidate{}
	for _, c := range v.Round.Candidates {
		candidates[c.ID] = c
	}
	switch {
	case v.Procedure.Kind == procedure.Motion && len(r.Lines) == 1:
		l := r.Lines[0]
		s.How = words.T("hall.motion", "Approve", l.Approve, "Against", l.Against, "Abstain", l.Abstain, "NotCast", r.NotCast())
	case v.Procedure.Kind == procedure.Rating:
		for _, o := range []count.Outcome{count.Satisfied, count.Fair, count.Dissatisfied, count.Unrated} {
			g := group{Head: words.Say(o.Word())}
			for _, l := range r.Lines {
				if l.Outcome == o {
					g.add(candidates[l.ID])
				}
			}
			if len(g.Names) > 0 {
				s.Groups = append(s.Groups, g)
			}
		}
	case v.Final != nil && v.Final.Announced:
		s.elected(v.Final, candidates)
	}
}

// elected names those chosen in all rounds, and what is still open.
func (s *scene) elected(f *meeting.Final, candidates map[string]meeting.Candidate) {
	s.Now = words.T("hall.chosen", "Places", f.Places, "Chosen", len(f.Chosen))
	switch {
	case f.Stage == meeting.NeedsRunOff:
		s.How = words.T("hall.tie", "Tied", len(f.Tied), "Left", f.Left)
	case f.Left > 0:
		s.How = words.T("hall.left."+string(f.Stage), "Left", f.Left)
	}
	chosen := group{}
	for _, c := range f.Chosen {
		chosen.add(c.Candidate)
	}
	if len(chosen.Names) > 0 {
		s.Groups = append(s.Groups, chosen)
	}
	if f.Stage == meeting.NeedsRunOff {
		tied := group{Head: words.T("hall.tied")}
		for _, id := range f.Tied {
			tied.add(candidates[id])
		}
		s.Groups = append(s.Groups, tied)
	}
}
