package cli

import (
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// meetingView is the JSON of a meeting that was played. Nothing in it differs
// from one run to the next.
type meetingView struct {
	Meeting   string         `json:"meeting"`
	Vote      string         `json:"vote"`
	Rehearsal bool           `json:"rehearsal"`
	Rounds    []roundView    `json:"rounds"`
	Decisions []decisionView `json:"decisions"`
	Final     *finalView     `json:"final"`
	Next      nextView       `json:"next"`
	Rules     []string       `json:"rules"`
}

type roundView struct {
	Number       int           `json:"number"`
	Kind         string        `json:"kind"`
	Of           int           `json:"of,omitempty"`
	Title        string        `json:"title,omitempty"`
	State        meeting.State `json:"state"`
	Void         string        `json:"void,omitempty"`
	SupersededBy int           `json:"superseded_by,omitempty"`
	Steps        []stepView    `json:"steps"`
	Issued       *int          `json:"issued,omitempty"`   // of a void round, which
	Returned     *int          `json:"returned,omitempty"` // has no result
	Result       *tallyView    `json:"result"`
	Verdict      string        `json:"verdict,omitempty"`
	Changes      []changeView  `json:"changes,omitempty"`
}

type stepView struct {
	To     meeting.State  `json:"to"`
	Office meeting.Office `json:"office"`
}

// tallyView is a count with its sources apart.
type tallyView struct {
	countView
	NotCast    int            `json:"not_cast"`
	Lines      []lineView     `json:"lines"`
	Parts      []partView     `json:"parts,omitempty"`
	Refusals   []refusalView  `json:"refusals,omitempty"`
	Identities []identityView `json:"identities"`
}

type lineView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Approve int    `json:"approve"`
	Fair    int    `json:"fair,omitempty"`
	Against int    `json:"against"`
	Abstain int    `json:"abstain"`
	Rank    int    `json:"rank"`
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
}

type partView struct {
	Source   count.Source `json:"source"`
	Issued   int          `json:"issued"`
	Returned int          `json:"returned"`
	Valid    int          `json:"valid"`
	Invalid  int          `json:"invalid"`
	Lines    []sumsView   `json:"lines"`
}

type sumsView struct {
	ID      string `json:"id"`
	Approve int    `json:"approve"`
	Fair    int    `json:"fair,omitempty"`
	Against int    `json:"against"`
	Abstain int    `json:"abstain"`
}

type refusalView struct {
	Why   string `json:"why"`
	Count int    `json:"count"`
}

type identityView struct {
	Says  string `json:"says"`
	Holds bool   `json:"holds"`
}

type changeView struct {
	ID       string        `json:"id"`
	Known    bool          `json:"known"`
	Before   count.Outcome `json:"before,omitempty"`
	Now      count.Outcome `json:"now"`
	Thousand int           `json:"thousandths"`
}

type decisionView struct {
	Round  int            `json:"round"`
	Ruling meeting.Ruling `json:"ruling"`
	Office meeting.Office `json:"office"`
	Reason string         `json:"reason"`
}

type finalView struct {
	Stage  meeting.Stage `json:"stage"`
	Places int           `json:"places"`
	Left   int           `json:"left"`
	Chosen []choiceView  `json:"chosen"`
	Tied   []string      `json:"tied,omitempty"`
}

type choiceView struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Round int    `json:"round"`
}

type nextView struct {
	Do     meeting.Do     `json:"do"`
	To     meeting.State  `json:"to,omitempty"`
	Office meeting.Office `json:"office,omitempty"`
	Says   string         `json:"says"`
	Blocks []string       `json:"blocks,omitempty"`
}

func zh(m say.Message) string { return m.In(say.Chinese) }

func (p *player) meetingView() (meetingView, error) {
	v, err := p.desk.View()
	if err != nil {
		return meetingView{}, err
	}
	out := meetingView{
		Meeting: v.Setup.Name, Vote: v.Setup.Vote, Rehearsal: v.Setup.Rehearsal, Decisions: []decisionView{}, Rules: []string{},
		Next: nextView{Do: v.Next.Do, To: v.Next.To, Office: v.Next.Office, Says: zh(v.Next.Says)},
	}
	for _, b := range v.Next.Blocks {
		out.Next.Blocks = append(out.Next.Blocks, zh(b))
	}
	for _, s := range v.Rounds {
		r := roundView{
			Number: s.Number, Kind: string(s.Kind), Of: s.Of, Title: s.Title, State: s.State, Void: s.VoidReason, SupersededBy: s.By, Steps: []stepView{},
		}
		if s.Kind == meeting.First {
			r.Kind = "first"
		}
		for _, step := range s.Round.Steps {
			r.Steps = append(r.Steps, stepView{step.To, step.Office})
		}
		if s.State == meeting.Void {
			issued, returned := s.Round.AllIssued(), s.Round.AllReturned()
			r.Issued, r.Returned, r.Verdict = &issued, &returned, zh(s.Became())
		}
		if s.Result != nil {
			r.Result = tallied(s.Round, *s.Result)
			r.Verdict = zh(s.Result.Told())
		}
		for _, c := range s.Changes {
			r.Changes = append(r.Changes, changeView{c.ID, c.Known, c.Before, c.Now, c.Thousand})
		}
		out.Rounds = append(out.Rounds, r)
	}
	for _, d := range v.Decisions {
		out.Decisions = append(out.Decisions, decisionView{d.Round, d.Ruling, d.Office, d.Reason})
	}
	if f := v.Final; f != nil {
		out.Final = &finalView{Stage: f.Stage, Places: f.Places, Left: f.Left, Chosen: []choiceView{}, Tied: f.Tied}
		for _, c := range f.Chosen {
			out.Final.Chosen = append(out.Final.Chosen, choiceView{c.ID, c.Name, c.Round})
		}
	}
	for _, s := range v.Procedure.Sentences(procedure.Facts{Candidates: len(v.Candidates), Roll: v.Roll}) {
		out.Rules = append(out.Rules, zh(s))
	}
	return out, nil
}

func tallied(round meeting.Round, r count.Result) *tallyView {
	t := &tallyView{countView: viewOf(r, nil), NotCast: r.NotCast(), Lines: []lineView{}}
	t.Projects, t.Notices = nil, nil // the lines say more
	for i, l := range r.Lines {
		t.Lines = append(t.Lines, lineView{
			ID: l.ID, Name: round.Candidates[i].Name, Approve: l.Approve, Fair: l.Fair, Against: l.Against, Abstain: l.Abstain,
			Rank: l.Rank, Outcome: string(l.Outcome), Reason: zh(l.Reason),
		})
	}
	for _, x := range r.Parts {
		part := partView{Source: x.Source, Issued: x.Issued, Returned: x.Returned, Valid: x.Valid, Invalid: x.Invalid, Lines: []sumsView{}}
		for i, s := range x.Sums {
			part.Lines = append(part.Lines, sumsView{r.Lines[i].ID, s.Approve, s.Fair, s.Against, s.Abstain})
		}
		t.Parts = append(t.Parts, part)
	}
	for _, f := range r.Refusals {
		t.Refusals = append(t.Refusals, refusalView{zh(f.Why), f.Count})
	}
	for _, i := range r.Identities {
		t.Identities = append(t.Identities, identityView{zh(i.Says), i.Holds})
	}
	return t
}
