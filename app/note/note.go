// Package note is a deputy's own reading: highlights and notes on the report,
// notes and a private leaning (意向) on each project. It has nothing to do with
// voting and is stored apart from it.
package note

import (
	"encoding/json"
	"slices"
	"time"
)

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

// Kind is what a note is for. The kind of a note on a passage also says how the
// passage is shown.
type Kind string

const (
	Highlight  Kind = "highlight"  // 高亮: a mark without words
	Underline  Kind = "underline"  // 下划线: a mark that leaves the ground of the text alone
	Remark     Kind = "note"       // 批注
	Question   Kind = "question"   // 疑问
	Suggestion Kind = "suggestion" // 建议
)

// Kinds are all kinds, in the order in which they are offered.
var Kinds = []Kind{Highlight, Underline, Remark, Question, Suggestion}

// Colour is the one that a note of the kind has unless another is chosen.
func (k Kind) Colour() Colour {
	switch k {
	case Underline:
		return Green
	case Question:
		return Pink
	case Suggestion:
		return Blue
	}
	return Yellow
}

// NeedsPassage reports whether a note of a kind is nothing without a passage: a
// mere mark in the text.
func (k Kind) NeedsPassage() bool { return k == Highlight || k == Underline }

// Standing is how the place of a note in the present document was found, after
// the document was revised.
type Standing string

const (
	// AsMade is a note whose document was not revised since.
	AsMade Standing = ""
	// Kept and Moved notes have an Anchor in the revised document: at the same
	// words with the same surroundings, or elsewhere beyond doubt.
	Kept  Standing = "kept"
	Moved Standing = "moved"
	// An Unsure note keeps the Anchor that it had; Maybe holds the places in the
	// revised document between which the deputy has to choose.
	Unsure Standing = "unsure"
	// A Lost note keeps the Anchor that it had: its words are gone.
	Lost Standing = "lost"
)

// Note is one note. It is on a passage (Anchor set) or on a project (Project set).
//
// Anchor is always a place that is beyond doubt, in the document that it names:
// a revised document changes it only where the passage was found again. The
// places before are in Was, and never change.
type Note struct {
	ID       string // random
	Anchor   *Anchor
	Standing Standing `json:",omitempty"` // of Anchor
	Was      []Anchor `json:",omitempty"` // in earlier documents: first where the note was made, last the one before Anchor
	Maybe    []Anchor `json:",omitempty"` // of an Unsure note, the likeliest first
	LostIn   string   `json:",omitempty"` // of a Lost note: the Document in which its words were looked for
	Project  string   // project id, "" for a note on a passage
	Name     string   // of that project when the note was made; "" where it was not given
	Kind     Kind
	Colour   Colour
	Tags     []string `json:",omitempty"` // each once, in the order they were given
	Text     string   // may be empty: a mere highlight
	Created  time.Time
	Changed  time.Time
}

// UnmarshalJSON reads a note; one of a time before there were kinds is a
// highlight or, where it has a text or is on a project, a remark.
func (n *Note) UnmarshalJSON(b []byte) error {
	type plain Note
	if err := json.Unmarshal(b, (*plain)(n)); err != nil {
		return err
	}
	if n.Kind == "" {
		n.Kind = Highlight
		if n.Text != "" || n.Anchor == nil {
			n.Kind = Remark
		}
	}
	return nil
}

// Written is the note with another text. A highlight that gets a text is a remark
// from then on.
func (n Note) Written(text string) Note {
	n.Text = whole(text)
	if n.Kind == Highlight && n.Text != "" {
		n.Kind = Remark
	}
	return n
}

// Same reports whether two notes say the same in the same place.
func (n Note) Same(o Note) bool {
	one := func(a, b *Anchor) bool { return a == b || a != nil && b != nil && *a == *b }
	return n.ID == o.ID && one(n.Anchor, o.Anchor) && n.Standing == o.Standing && n.LostIn == o.LostIn &&
		slices.Equal(n.Was, o.Was) && slices.Equal(n.Maybe, o.Maybe) &&
		n.Project == o.Project && n.Name == o.Name && n.Kind == o.Kind && n.Colour == o.Colour &&
		slices.Equal(n.Tags, o.Tags) && n.Text == o.Text &&
		n.Created.Equal(o.Created) && n.Changed.Equal(o.Changed)
}

// Clone is a note that shares nothing with n.
func (n Note) Clone() Note {
	if n.Anchor != nil {
		a := *n.Anchor
		n.Anchor = &a
	}
	n.Was, n.Maybe, n.Tags = slices.Clone(n.Was), slices.Clone(n.Maybe), slices.Clone(n.Tags)
	return n
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
