// Package opinion takes what deputies wrote on the report and the projects to
// an answer: a deputy gives chosen notes away as a file, a clerk or the recorder
// of a delegation puts many such files together (审议意见汇总), equal opinions are
// joined, and each gets a status and an answer.
//
// What it promises:
//
//   - What a deputy did not choose is not in the file: it is made from notes,
//     and leanings and stars are no notes.
//   - Taking the same file in twice changes nothing: an opinion is known by its
//     id. A newer version of an opinion takes the place of the older one, and it
//     is said. An answer is never lost by what is taken in.
//   - An opinion on another version of the report stands where its quote is
//     found beyond doubt, or under 原文未找到, with its quote.
//
// A file is a W3C Web Annotation collection in JSON-LD; see Encode.
package opinion

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"piaojue/app/note"
	"piaojue/app/say"
)

// Deputy is who gives an opinion, as far as the deputy wishes to say so.
type Deputy struct {
	Name       string `json:",omitempty"`
	Delegation string `json:",omitempty"`
}

// Opinion is a note that its deputy gave away.
type Opinion struct {
	ID      string       // an IRI; see NoteID
	Anchor  *note.Anchor `json:",omitempty"` // nil for an opinion on a project
	Project string       `json:",omitempty"` // id, "" for an opinion on a passage
	Name    string       `json:",omitempty"` // of that project; "" where it was not given
	Kind    note.Kind
	Colour  note.Colour
	Tags    []string  `json:",omitempty"`
	Text    string    `json:",omitempty"`
	Created time.Time // in UTC; the zero time where it was not given, as Changed
	Changed time.Time
	By      Deputy
	// Rest is what another program wrote about it and this one does not
	// understand, or would write otherwise: its fields as they came, as JSON by
	// name. A null is a field that it left out.
	Rest map[string]string `json:",omitempty"`
}

// Reply is an answer to opinions, as it travels with them.
type Reply struct {
	ID      string
	To      []string // ids of opinions
	Status  Status
	Text    string
	Office  string
	Changed time.Time
}

// Set is what a file holds.
type Set struct {
	Label    string
	Opinions []Opinion
	Replies  []Reply
	Rest     map[string]string // as in Opinion
}

// Status is where an opinion stands.
type Status string

const (
	Pending   Status = "pending"   // 待答复
	Adopted   Status = "adopted"   // 采纳
	Explained Status = "explained" // 解释
	Declined  Status = "declined"  // 不采纳
)

// Statuses are all, in the order in which they are offered.
var Statuses = []Status{Pending, Adopted, Explained, Declined}

// Word is the status in words.
func (s Status) Word() say.Message { return say.M("opinion.status." + string(s)) }

// KindWord is what kind of note an opinion comes from, in words.
func KindWord(k note.Kind) say.Message { return say.M("opinion.kind." + string(k)) }

// Chosen reports whether a kind is given away unless the deputy says otherwise:
// questions and suggestions are; a mark and a remark are for oneself.
func Chosen(k note.Kind) bool { return k == note.Question || k == note.Suggestion }

// FromNotes makes what a deputy gives away of notes.
func FromNotes(notes []note.Note, by Deputy) Set {
	s := Set{Label: say.M("opinion.label").In(say.Chinese)}
	by = Deputy{Name: strings.TrimSpace(by.Name), Delegation: strings.TrimSpace(by.Delegation)}
	for _, n := range notes {
		n = n.Clone()
		s.Opinions = append(s.Opinions, Opinion{
			ID: IRI(n.ID), Anchor: n.Anchor, Project: n.Project, Name: n.Name, Kind: n.Kind, Colour: n.Colour,
			Tags: n.Tags, Text: n.Text, Created: moment(n.Created), Changed: moment(n.Changed), By: by,
		})
	}
	return s
}

// moment is a time as files have it.
func moment(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Round(0)
}

const (
	uuidURN    = "urn:uuid:"
	noteURN    = "urn:piaojue:note:"
	projectURN = "urn:piaojue:project:"
	replyURN   = "urn:piaojue:reply:"
)

// IRI names a note to the world. The 128 random bits of a note's id are written
// as a UUID.
func IRI(id string) string {
	if isHex(id, 32) {
		return uuidURN + id[:8] + "-" + id[8:12] + "-" + id[12:16] + "-" + id[16:20] + "-" + id[20:]
	}
	return noteURN + url.PathEscape(id)
}

// NoteID is the id of the note that IRI was given; ok is false where the IRI
// names no note of this app.
func NoteID(iri string) (id string, ok bool) {
	if rest, is := strings.CutPrefix(iri, uuidURN); is && len(rest) == 36 {
		id = strings.ReplaceAll(rest, "-", "")
	} else if rest, is := strings.CutPrefix(iri, noteURN); is {
		id, _ = url.PathUnescape(rest)
	}
	if id == "" || IRI(id) != iri {
		return "", false
	}
	return id, true
}

func isHex(s string, length int) bool {
	return len(s) == length && strings.Trim(s, "0123456789abcdef") == ""
}

// Note is the note that the opinion was made from; ok is false for one that
// comes from another program.
func (o Opinion) Note() (n note.Note, ok bool) {
	id, ok := NoteID(o.ID)
	n = note.Note{
		ID: id, Anchor: o.Anchor, Project: o.Project, Name: o.Name, Kind: o.Kind, Colour: o.Colour,
		Tags: o.Tags, Text: o.Text, Created: o.Created, Changed: o.Changed,
	}
	return n.Clone(), ok
}

// same reports whether two versions of an opinion say the same of the same
// place, whoever signed them and whenever they were written.
func (o Opinion) same(p Opinion) bool {
	one := func(a, b *note.Anchor) bool { return a == b || a != nil && b != nil && *a == *b }
	return one(o.Anchor, p.Anchor) && o.Project == p.Project && o.Name == p.Name && o.Kind == p.Kind &&
		o.Colour == p.Colour && slices.Equal(o.Tags, p.Tags) && o.Text == p.Text && maps.Equal(o.Rest, p.Rest)
}
