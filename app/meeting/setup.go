package meeting

import (
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/app/say"
)

// New makes a meeting with its first round, under a random id. A setup without
// a procedure begins with procedure.Default and no places. A list that
// is unfit for a vote (see project.List.Validate), or a rehearsal list for a
// real meeting, is refused; an empty list is not, as it comes later.
func New(setup Setup, random io.Reader) (Meeting, error) {
	id := make([]byte, 16)
	if _, err := io.ReadFull(random, id); err != nil {
		return Meeting{}, fmt.Errorf("meeting: making an id: %w", err)
	}
	if len(setup.List.Projects) > 0 {
		if err := fits(setup.List, setup.Rehearsal); err != nil {
			return Meeting{}, err
		}
	}
	if setup.Procedure == (procedure.Procedure{}) {
		setup.Procedure = procedure.Default(0)
	}
	return Meeting{ID: hex.EncodeToString(id), Setup: setup, Rounds: []Round{{Number: 1, State: Draft}}}, nil
}

// fits refuses a list that a meeting cannot vote on.
func fits(l project.List, rehearsal bool) error {
	if l.Rehearsal && !rehearsal {
		return say.Wrong(say.M("meeting.list.rehearsal"), say.M("meeting.list.rehearsal.do"), nil)
	}
	return l.Validate()
}

// SetName sets the names of the meeting and of what is voted on, without the
// white space around them; Draft only.
func (d *Desk) SetName(meeting, vote string) error {
	return d.prepare("name", func(m *Meeting) error {
		m.Setup.Name, m.Setup.Vote = strings.TrimSpace(meeting), strings.TrimSpace(vote)
		return nil
	})
}

// SetRoll sets 应到, from 1 to procedure.MostRoll; Draft only. With a roll of
// names 应到 is their number, and is not set otherwise.
func (d *Desk) SetRoll(n int) error {
	return d.prepare("roll", func(m *Meeting) error {
		if n < 1 || n > procedure.MostRoll {
			return say.Wrong(say.M("meeting.roll.range", "Roll", n, "Most", procedure.MostRoll), say.M("meeting.roll.range.do"), nil)
		}
		if m.Setup.Named() && n != m.Setup.Roll {
			return say.Wrong(say.M("meeting.roll.named", "Roll", m.Setup.Roll), say.M("meeting.roll.named.do"), nil)
		}
		m.Setup.Roll = n
		return nil
	})
}

// SetDeputies takes a roll of names in, or with an empty one goes back to a mere
// number; Draft only. See roll.Roll.Validate for what is refused; a rehearsal roll
// never comes into a real meeting. Whoever is on both rolls keeps the attendance.
func (d *Desk) SetDeputies(names roll.Roll) error {
	return d.prepare("roll", func(m *Meeting) error {
		if len(names.Deputies) > 0 {
			if names.Rehearsal && !m.Setup.Rehearsal {
				return say.Wrong(say.M("meeting.roll.rehearsal"), say.M("meeting.roll.rehearsal.do"), nil)
			}
			if err := names.Validate(); err != nil {
				return err
			}
			m.Setup.Roll = len(names.Deputies)
		}
		m.Setup.Deputies = names
		known := map[string]bool{}
		for _, x := range names.Deputies {
			known[x.ID] = true
		}
		maps.DeleteFunc(m.Attendance, func(id string, _ Attendance) bool { return !known[id] })
		return nil
	})
}

// SetHandbook records how many deputies the handbook of the meeting names, for
// comparison with the roll; 0 where it names none. Draft only.
func (d *Desk) SetHandbook(n int) error {
	return d.prepare("roll", func(m *Meeting) error {
		if n < 0 || n > procedure.MostRoll {
			return say.Wrong(say.M("meeting.roll.range", "Roll", n, "Most", procedure.MostRoll), say.M("meeting.roll.range.do"), nil)
		}
		m.Setup.Handbook = n
		return nil
	})
}

// SetList takes a candidate list in; Draft only. See New for what is refused.
func (d *Desk) SetList(l project.List) error {
	return d.prepare("list", func(m *Meeting) error {
		if err := fits(l, m.Setup.Rehearsal); err != nil {
			return err
		}
		m.Setup.List = l
		return nil
	})
}

// SetProcedure sets the procedure of the round that is being prepared, right or
// not (see Findings); Draft only. The number of places of a run-off or a further
// round follows from the round before, and a round in place of a void one has
// the rules of that.
func (d *Desk) SetProcedure(p procedure.Procedure) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State == Draft && r.Kind != First {
			return r.setProcedure(p)
		}
		if err := m.preparing("procedure", r); err != nil {
			return err
		}
		m.Setup.Procedure = p
		return nil
	})
}

func (r *Round) setProcedure(p procedure.Procedure) error {
	switch {
	case r.Kind == Repeat:
		return say.Wrong(say.M("meeting.repeat.procedure"), say.M("meeting.frozen.do"), nil)
	case r.Kind == Motion && p.Kind != procedure.Motion,
		r.Kind == Assessment && p.Kind != procedure.Rating,
		(r.Kind == RunOff || r.Kind == Further) && !p.Kind.Chooses():
		return say.Wrong(say.M("meeting.procedure.kind"), say.M("meeting.procedure.kind.do"), nil)
	case (r.Kind == RunOff || r.Kind == Further) && p.Places != r.Procedure.Places:
		return say.Wrong(say.M("meeting.procedure.places", "Places", r.Procedure.Places), say.M("meeting.procedure.kind.do"), nil)
	}
	r.Procedure = p
	return nil
}

// prepare changes the setup while the election is a draft. What it changes is
// named by the text "meeting.part."+part.
func (d *Desk) prepare(part string, change func(*Meeting) error) error {
	return d.update(func(m *Meeting, r *Round) error {
		if err := m.preparing(part, r); err != nil {
			return err
		}
		if err := change(m); err != nil {
			return err
		}
		if r.State == Draft && r.Kind == Assessment {
			r.Candidates = m.Setup.Candidates()
		}
		return nil
	})
}

// preparing refuses a change of the setup once a round of the election was
// frozen, and while any other round goes on.
func (m *Meeting) preparing(part string, now *Round) error {
	frozen := now.State != Draft && !now.State.Over()
	for i := range m.Rounds {
		r := &m.Rounds[i]
		frozen = frozen || m.electing(r) && r.State != Draft
	}
	if frozen {
		return say.Wrong(say.M("meeting.frozen", "Part", say.M("meeting.part."+part)), say.M("meeting.frozen.do"), nil)
	}
	return nil
}

// Findings checks what the current round is prepared with: see procedure.Check
// for the rules; a name that is missing is found as well, though nothing hangs
// on it, and so are offices that do not fit.
func (d *Desk) Findings() ([]procedure.Finding, error) {
	m, r, err := d.current()
	if err != nil {
		return nil, err
	}
	return m.findings(r), nil
}

// findings has blocking ones first.
func (m *Meeting) findings(r *Round) []procedure.Finding {
	s := m.Setup
	found := m.procedure(r).Check(procedure.Facts{Candidates: len(m.candidates(r)), Roll: s.Roll})
	if r.Kind == Assessment && m.lastElecting() == nil {
		found = append(found, s.fitting()...)
	}
	if r.Kind == First {
		if k := s.Procedure.Kind; k == procedure.Motion || k == procedure.Rating {
			found = append(found, procedure.Finding{Says: say.M("meeting.procedure.kind"), Blocking: true})
		}
		found = append(found, s.fitting()...)
	}
	found = append(found, s.staffing()...)
	if s.Handbook > 0 && s.Handbook != s.Roll {
		found = append(found, procedure.Finding{Part: procedure.InRoll, Says: say.M("meeting.finding.handbook", "Roll", s.Roll, "Handbook", s.Handbook)})
	}
	if s.Name == "" {
		found = append(found, procedure.Finding{Part: procedure.InMeeting, Says: say.M("meeting.finding.name")})
	}
	if s.Vote == "" {
		found = append(found, procedure.Finding{Part: procedure.InMeeting, Says: say.M("meeting.finding.vote")})
	}
	slices.SortStableFunc(found, func(a, b procedure.Finding) int {
		switch {
		case a.Blocking == b.Blocking:
			return 0
		case a.Blocking:
			return -1
		}
		return 1
	})
	return found
}
