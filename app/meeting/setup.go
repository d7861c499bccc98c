package meeting

import (
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"piaojue/app/procedure"
	"piaojue/app/project"
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
	return d.prepare("name", func(s *Setup) error {
		s.Name, s.Vote = strings.TrimSpace(meeting), strings.TrimSpace(vote)
		return nil
	})
}

// SetRoll sets 应到, from 1 to procedure.MostRoll; Draft only.
func (d *Desk) SetRoll(n int) error {
	return d.prepare("roll", func(s *Setup) error {
		if n < 1 || n > procedure.MostRoll {
			return say.Wrong(say.M("meeting.roll.range", "Roll", n, "Most", procedure.MostRoll), say.M("meeting.roll.range.do"), nil)
		}
		s.Roll = n
		return nil
	})
}

// SetList takes a candidate list in; Draft only. See New for what is refused.
func (d *Desk) SetList(l project.List) error {
	return d.prepare("list", func(s *Setup) error {
		if err := fits(l, s.Rehearsal); err != nil {
			return err
		}
		s.List = l
		return nil
	})
}

// SetProcedure sets the procedure, right or not (see Findings); Draft only.
func (d *Desk) SetProcedure(p procedure.Procedure) error {
	return d.prepare("procedure", func(s *Setup) error {
		s.Procedure = p
		return nil
	})
}

// prepare changes the setup while the round is a draft. What it changes is
// named by the text "meeting.part."+part.
func (d *Desk) prepare(part string, change func(*Setup) error) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State != Draft {
			return say.Wrong(say.M("meeting.frozen", "Part", say.M("meeting.part."+part)), say.M("meeting.frozen.do"), nil)
		}
		return change(&m.Setup)
	})
}

// Findings checks the setup: see procedure.Check for the rules; a name that is
// missing is found as well, though nothing hangs on it.
func (d *Desk) Findings() ([]procedure.Finding, error) {
	m, err := d.store.Meeting()
	if err != nil {
		return nil, err
	}
	return m.Setup.findings(), nil
}

func (s Setup) facts() procedure.Facts {
	return procedure.Facts{Candidates: len(s.List.Projects), Roll: s.Roll}
}

func (s Setup) findings() []procedure.Finding {
	found := s.Procedure.Check(s.facts())
	if s.Name == "" {
		found = append(found, procedure.Finding{Says: say.M("meeting.finding.name")})
	}
	if s.Vote == "" {
		found = append(found, procedure.Finding{Says: say.M("meeting.finding.vote")})
	}
	return found
}
