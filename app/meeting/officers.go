package meeting

import (
	"slices"
	"strings"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// watches reports whether an office watches the box or counts, which nobody may
// who answers for a candidate project.
func (o Office) watches() bool { return o == ChiefScrutineer || o == Scrutineer || o == Counter }

// SetOfficers records who holds which office, in place of those before; until
// the box is closed. What does not fit is found by Findings.
func (d *Desk) SetOfficers(officers []Officer) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State.Reached(Closed) && !r.State.Over() {
			return say.Wrong(say.M("meeting.officers.late"), say.M("meeting.late.do"), nil)
		}
		var clean []Officer
		for _, o := range officers {
			o.Name, o.Reason = strings.TrimSpace(o.Name), strings.TrimSpace(o.Reason)
			if o.Name == "" {
				return say.Wrong(say.M("meeting.officers.name"), say.M("meeting.officers.name.do"), nil)
			}
			if !o.Office.watches() && o.Office != Clerk && o.Office != Presidium {
				return say.Wrong(say.M("meeting.officers.office", "Name", o.Name), say.M("meeting.officers.name.do"), nil)
			}
			if o.Recused && o.Reason == "" {
				return say.Wrong(say.M("meeting.officers.recused", "Name", o.Name), say.M("meeting.reason.do"), nil)
			}
			clean = append(clean, o)
		}
		m.Setup.Officers = clean
		m.note(d.now(), Entry{Act: "officers", Round: r.Number, Office: Clerk, Count: len(clean)})
		return nil
	})
}

// staffing finds what is wrong with the offices. Without any, nothing is: they
// are then kept on paper.
func (s Setup) staffing() (found []procedure.Finding) {
	if len(s.Officers) == 0 {
		return nil
	}
	add := func(blocking bool, key string, pairs ...any) {
		found = append(found, procedure.Finding{Part: procedure.InOfficers, Says: say.M(key, pairs...), Blocking: blocking})
	}
	chiefs, watching := 0, 0
	held := map[string][]Office{}
	for _, o := range s.Officers {
		if o.Recused {
			continue
		}
		if o.Office.watches() && len(o.Responsible) > 0 {
			add(true, "meeting.finding.responsible", "Name", o.Name, "Office", o.Office.Says(), "Projects", o.Responsible)
		}
		for _, id := range o.Responsible {
			if s.List.Index(id) < 0 {
				add(true, "meeting.finding.responsible_unknown", "Name", o.Name, "ID", id)
			}
		}
		if _, known := s.Deputies.ByID(o.Deputy); o.Deputy != "" && !known {
			add(true, "meeting.finding.officer_unknown", "Name", o.Name, "ID", o.Deputy)
		}
		switch o.Office {
		case ChiefScrutineer:
			chiefs++
		case Scrutineer:
			watching++
		}
		if slices.Contains(held[o.Name], o.Office) {
			add(true, "meeting.finding.officer_twice", "Name", o.Name, "Office", o.Office.Says())
		} else if o.Office.watches() && len(held[o.Name]) > 0 {
			add(false, "meeting.finding.offices", "Name", o.Name)
		}
		held[o.Name] = append(held[o.Name], o.Office)
	}
	if chiefs != 1 {
		add(true, "meeting.finding.chief", "Count", chiefs)
	}
	if watching < 1 {
		add(false, "meeting.finding.scrutineers")
	}
	return found
}

// signers are the officers with the given names who may sign a result.
func (s Setup) signers(names []string) ([]Officer, error) {
	var signed []Officer
	if len(s.Officers) == 0 {
		for _, n := range names {
			if n = strings.TrimSpace(n); n != "" {
				signed = append(signed, Officer{Name: n})
			}
		}
		return signed, nil
	}
	chief := false
	for _, n := range names {
		n = strings.TrimSpace(n)
		i := slices.IndexFunc(s.Officers, func(o Officer) bool { return o.Name == n && !o.Recused && o.Office.watches() })
		if i < 0 {
			return nil, say.Wrong(say.M("meeting.sign.stranger", "Name", n), say.M("meeting.sign.do"), nil)
		}
		if slices.ContainsFunc(signed, func(o Officer) bool { return o.Name == n }) {
			continue
		}
		signed = append(signed, s.Officers[i])
		chief = chief || s.Officers[i].Office == ChiefScrutineer
	}
	if !chief {
		return nil, say.Wrong(say.M("meeting.sign.chief"), say.M("meeting.sign.do"), nil)
	}
	return signed, nil
}
