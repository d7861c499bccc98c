// Package note is a deputy's own reading: highlights and notes on the report,
// notes and a private leaning (意向) on each project. It has nothing to do with
// voting and is stored apart from it.
package note

import "time"

// Colour of a highlight.
type Colour string

const (
	Yellow Colour = "yellow"
	Green  Colour = "green"
	Blue   Colour = "blue"
	Pink   Colour = "pink"
)

// Colours are all colours, in the order in which they are offered.
var Colours = []Colour{Yellow, Green, Blue, Pink}

// Anchor ties a note to a passage: which document, where, exactly which words,
// and the 32 runes on either side (the selectors of the W3C Web Annotation model).
type Anchor struct {
	Document   string // report.Report.Hash
	Start, End int    // runes
	Quote      string
	Before     string
	After      string
}

// Note is one note. It is on a passage (Anchor set) or on a project (Project set).
type Note struct {
	ID      string // random
	Anchor  *Anchor
	Project string // project id, "" for a note on a passage
	Name    string // of that project when the note was made; "" where it was not given
	Colour  Colour
	Text    string // may be empty: a mere highlight
	Created time.Time
	Changed time.Time
}

// Leaning is what a deputy thinks of a project for now.
type Leaning string

const (
	NoLeaning Leaning = ""
	Favour    Leaning = "favour"
	Doubt     Leaning = "doubt"
	Oppose    Leaning = "oppose"
)

// Intent is the private leaning on one project.
type Intent struct {
	Project string
	Name    string // of that project when this was last set; "" where it was not given
	Leaning Leaning
	Star    bool
	Seen    bool // the detail was opened
}

// On reports whether the note is on a project. The id alone does not tell:
// another list can give it to another project, and a note never moves there
// unsaid.
func (n Note) On(id, name string) bool {
	return n.Anchor == nil && n.Project == id && (n.Name == "" || n.Name == name)
}

// On gives the leaning as far as it is on the project of that name: an intent on
// nothing but its id where the id belonged to another project.
func (i Intent) On(name string) Intent {
	if i.Name == "" || i.Name == name {
		return i
	}
	return Intent{Project: i.Project}
}
