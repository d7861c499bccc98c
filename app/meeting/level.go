package meeting

import (
	"fmt"
	"strings"

	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/say"
)

// Level is which items of the candidate list are voted on.
type Level string

const (
	ByProject  Level = ""         // 项目
	ByCategory Level = "category" // 大项
	ByItem     Level = "item"     // 小项 (建设内容)
)

// Candidates are the items of the list that are voted on, in the order of the
// list. A 大项 has its place among the categories as its id; the 小项 of project
// 3 are 3-1, 3-2 and so on, and a project without any stands for itself.
func (s Setup) Candidates() []Candidate {
	var all []Candidate
	switch s.Level {
	case ByCategory:
		for i, c := range s.List.Categories() {
			all = append(all, Candidate{ID: fmt.Sprint(i + 1), Name: c})
		}
	case ByItem:
		for _, p := range s.List.Projects {
			if len(p.Content) == 0 {
				all = append(all, Candidate{ID: p.ID, Name: p.Name, Project: p.ID})
			}
			for i, c := range p.Content {
				all = append(all, Candidate{ID: fmt.Sprintf("%s-%d", p.ID, i+1), Name: c, Project: p.ID})
			}
		}
	default:
		for _, p := range s.List.Projects {
			all = append(all, Candidate{ID: p.ID, Name: p.Name})
		}
	}
	return all
}

// fitting finds what keeps the list from being voted on at the level.
func (s Setup) fitting() (found []procedure.Finding) {
	first := map[string]string{}
	for _, c := range s.Candidates() {
		if strings.TrimSpace(c.Name) == "" {
			found = append(found, procedure.Finding{Part: procedure.InList, Says: say.M("meeting.finding.level_name"), Blocking: true})
		}
		key := project.SameID(c.ID)
		if other, twice := first[key]; twice {
			found = append(found, procedure.Finding{Part: procedure.InList, Says: say.M("meeting.finding.level_twice", "ID", c.ID, "First", other, "Second", c.Name), Blocking: true})
		}
		first[key] = c.Name
	}
	return found
}

// SetLevel sets which items of the list are voted on; Draft only.
func (d *Desk) SetLevel(l Level) error {
	return d.prepare("level", func(m *Meeting) error {
		if l != ByProject && l != ByCategory && l != ByItem {
			return say.Wrong(say.M("meeting.level"), say.Message{}, nil)
		}
		m.Setup.Level = l
		return nil
	})
}

// Voted is the list of what the round votes on, in the order of the ballot:
// projects as the list has them, and what is none (a 大项, a 小项, a motion) by its
// id and name alone.
func (v View) Voted() project.List {
	l := project.List{Title: v.Setup.List.Title, Rehearsal: v.Setup.List.Rehearsal || v.Setup.Rehearsal}
	for _, c := range v.Candidates {
		p, ok := v.Setup.List.ByID(c.ID)
		if !ok || p.Name != c.Name {
			p = project.Project{ID: c.ID, Name: c.Name}
		}
		l.Projects = append(l.Projects, p)
	}
	return l
}

// Subject is what the round votes on, in a line: the title of a motion or an
// assessment, and else what the election is of.
func (v View) Subject() string {
	if v.Round.Title != "" {
		return v.Round.Title
	}
	return v.Setup.Vote
}
