package roll

import (
	"strings"

	"piaojue/app/say"
)

// Finding is something wrong or odd in a roll. A Blocking one must be mended
// before anybody can sign in.
type Finding struct {
	Place    int // of the deputy in the roll, from 1; 0 for the whole roll
	Says     say.Message
	Blocking bool
}

// Place names a deputy's place in the roll, from 1, for a sentence: where the
// roll was read from a file, its row.
type Place func(place int) say.Message

// InRoll names places by counting the deputies.
func InRoll(place int) say.Message { return say.M("roll.place", "Place", place) }

// Check lists what is wrong and what is odd, in the order of the roll. Wrong are
// a deputy without a name or an id, and an id or a code that stands twice. Odd are
// a name twice in one delegation (it can be two people), a number that
// stands twice, and deputies without a delegation where others have one.
func (r Roll) Check(at Place) []Finding {
	if len(r.Deputies) == 0 {
		return []Finding{{Says: say.M("roll.none"), Blocking: true}}
	}
	if n := len(r.Deputies); n > MostDeputies {
		return []Finding{{Says: say.M("roll.many", "Count", n, "Most", MostDeputies), Blocking: true}}
	}
	c := checking{at: at, first: map[[3]string]int{}}
	delegations := false
	for _, d := range r.Deputies {
		delegations = delegations || d.Delegation != ""
	}
	for i, d := range r.Deputies {
		c.place = i + 1
		if d.Name == "" {
			c.found(true, say.M("roll.no_name", "At", at(c.place), "Number", d.Number))
		}
		if SameKey(d.ID) == "" {
			c.found(true, say.M("roll.no_id", "At", at(c.place), "Name", d.Name))
		}
		c.twice(true, "roll.id_twice", d, "id", SameKey(d.ID), "", d.ID)
		c.twice(true, "roll.code_twice", d, "code", SameKey(d.Code), "", d.Code)
		if SameKey(d.Number) != SameKey(d.ID) {
			c.twice(false, "roll.number_twice", d, "number", SameKey(d.Number), SameName(d.Delegation), d.Number)
		}
		c.twice(false, "roll.name_twice", d, "name", SameName(d.Name), SameName(d.Delegation), d.Name)
		if delegations && d.Delegation == "" {
			c.found(false, say.M("roll.no_delegation", "At", at(c.place), "Name", d.Name))
		}
	}
	return c.findings
}

// Validate reports the first thing that makes a roll unfit for a sign-in, as a
// *say.Problem.
func (r Roll) Validate() error {
	for _, f := range r.Check(InRoll) {
		if f.Blocking {
			return say.Wrong(f.Says, say.M("roll.unfit.do"), nil)
		}
	}
	return nil
}

// checking is one pass over a roll.
type checking struct {
	at       Place
	place    int
	first    map[[3]string]int // place of what was seen, by kind, text and delegation
	findings []Finding
}

func (c *checking) found(blocking bool, m say.Message) {
	c.findings = append(c.findings, Finding{Place: c.place, Says: m, Blocking: blocking})
}

// twice finds what stands a second time within a delegation, or in the whole
// roll where that is "".
func (c *checking) twice(blocking bool, key string, d Deputy, kind, text, within, written string) {
	if text == "" {
		return
	}
	seen := [3]string{kind, text, within}
	first, ok := c.first[seen]
	if !ok {
		c.first[seen] = c.place
		return
	}
	c.found(blocking, say.M(key, "At", c.at(c.place), "First", c.at(first), "Text", strings.TrimSpace(written), "Name", d.Name, "Delegation", d.Delegation))
}
