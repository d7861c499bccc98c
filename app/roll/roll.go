// Package roll is the roll of deputies (代表名单): who may sign in and be given
// a ballot. It is checked as a whole, and searched at the sign-in desk as one
// types; see Index.
//
// Nothing here ever meets a ballot: a deputy is known to the sign-in, and to
// nothing that is counted.
package roll

import (
	"strings"

	"golang.org/x/text/width"
)

// MostDeputies is the most deputies that a roll may have. The largest congress
// has some 3,000; a file with more than this is no such roll.
const MostDeputies = 10_000

// Deputy is one person on the roll. Texts are trimmed; Name is as TidyName
// leaves it.
type Deputy struct {
	// ID is unique in its roll and stays the same when the roll is read again
	// with rows added or in another order: the number where the numbers of the
	// roll are all different, else assigned in order.
	ID         string
	Number     string // 代表证号 or 序号, as written; "" where the roll has none
	Code       string // what a scanner reads from the deputy's card; "" for none
	Name       string
	Delegation string  // 代表团; "" where the roll has none
	Extra      []Field // columns of the roll that have no place above
}

// Field is a named value.
type Field struct{ Name, Value string }

// Roll is the list of deputies in the order of the clerk's file.
type Roll struct {
	Title    string
	Deputies []Deputy
	// Rehearsal rolls were made for practice; everything shown from them says 演练.
	Rehearsal bool
}

// ByID gives the deputy with an id as the roll writes it.
func (r Roll) ByID(id string) (Deputy, bool) {
	for _, d := range r.Deputies {
		if d.ID == id {
			return d, true
		}
	}
	return Deputy{}, false
}

// Delegation is a delegation and how many deputies it has.
type Delegation struct {
	Name string // "" stands for the deputies without one
	Size int
}

// Delegations are the delegations in the order in which they first appear.
func (r Roll) Delegations() []Delegation {
	var all []Delegation
	at := map[string]int{}
	for _, d := range r.Deputies {
		i, ok := at[d.Delegation]
		if !ok {
			i = len(all)
			at[d.Delegation] = i
			all = append(all, Delegation{Name: d.Delegation})
		}
		all[i].Size++
	}
	return all
}

// In are the deputies of a delegation, in the order of the roll.
func (r Roll) In(delegation string) []Deputy {
	var deputies []Deputy
	for _, d := range r.Deputies {
		if d.Delegation == delegation {
			deputies = append(deputies, d)
		}
	}
	return deputies
}

// SameKey gives the form in which two numbers, codes or ids are compared:
// half-width, without white space, in lower case.
func SameKey(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(s)), ""))
}
