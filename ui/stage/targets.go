package stage

import (
	"piaojue/app/report"
	"piaojue/app/target"
)

// targets is the commitments of one report, found once.
type targets struct {
	of      *report.Report
	found   []target.Target
	ready   bool
	waiting []func([]target.Target)
}

// Targets gives the quantified commitments of the report to then, at once or,
// the first time, when they have been found. It is not called where another
// report came in meanwhile, or there is none.
func (s *Stage) Targets(then func([]target.Target)) {
	r := s.report
	if r == nil {
		return
	}
	if s.targets.of != r {
		s.targets = targets{of: r}
	}
	if s.targets.ready {
		then(s.targets.found)
		return
	}
	s.targets.waiting = append(s.targets.waiting, then)
	if len(s.targets.waiting) > 1 {
		return
	}
	var found []target.Target
	s.Do(func() error { found = target.Find(r); return nil }, func() {
		if s.targets.of != r {
			return
		}
		waiting := s.targets.waiting
		s.targets = targets{of: r, found: found, ready: true}
		for _, f := range waiting {
			f(found)
		}
	})
}
