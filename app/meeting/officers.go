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
// the result is signed, as a 总监票人 may fall ill while ballots are counted. What
// does not fit is found by Findings and, once the round is frozen, refused. Whoever
// comes or goes after that, and every 回避, is noted by name.
func (d *Desk) SetOfficers(officers []Officer) error {
	return d.update(func(m *Meeting, r *Round) error {
		if r.State.Reached(Signed) && !r.State.Over() {
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
		before, frozen := m.Setup.Officers, r.State != Draft && !r.State.Over()
		m.Setup.Officers = clean
		if f, found := blocking(m.Setup.staffing()); frozen && found {
			return say.Wrong(say.M("meeting.officers.unfit", "Finding", f.Says), say.M("meeting.officers.name.do"), nil)
		}
		m.note(d.now(), Entry{Act: "officers", Round: r.Number, Office: Clerk, Count: len(clean)})
		for _, o := range clean {
			switch was, held := officerIn(before, o); {
			case o.Recused && !(held && was.Recused):
				m.note(d.now(), Entry{Act: "recused", Round: r.Number, Office: o.Office, Who: o.Name, Reason: o.Reason})
			case !o.Recused && frozen && !(held && !was.Recused):
				m.note(d.now(), Entry{Act: "named", Round: r.Number, Office: o.Office, Who: o.Name})
			}
		}
		for _, o := range before {
			if _, holds := officerIn(clean, o); !holds && frozen && !o.Recused {
				m.note(d.now(), Entry{Act: "dismissed", Round: r.Number, Office: o.Office, Who: o.Name})
			}
		}
		return nil
	})
}

// officerIn finds a person in an office among others.
func officerIn(all []Officer, o Officer) (Officer, bool) {
	i := slices.IndexFunc(all, func(x Officer) bool { return x.Name == o.Name && x.Office == o.Office })
	if i < 0 {
		return Officer{}, false
	}
	return all[i], true
}

// blocking is the first finding that blocks.
func blocking(found []procedure.Finding) (procedure.Finding, bool) {
	i := slices.IndexFunc(found, func(f procedure.Finding) bool { return f.Blocking })
	if i < 0 {
		return procedure.Finding{}, false
	}
	return found[i], true
}

// mayCount refuses a hand in the count to whoever is known to be kept from it.
func (s Setup) mayCount(name string) error {
	kept := false
	for _, o := range s.Officers {
		if o.Name != strings.TrimSpace(name) {
			continue
		}
		if !o.Recused && o.Office.watches() {
			return nil
		}
		kept = kept || o.Recused || len(o.Responsible) > 0
	}
	if kept {
		return say.Wrong(say.M("meeting.paper.recused", "Name", strings.TrimSpace(name)), say.M("meeting.paper.recused.do"), nil)
	}
	return nil
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
