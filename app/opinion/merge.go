package opinion

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/say"
)

// Received is an opinion that was taken in.
type Received struct {
	Opinion
	File string // the name of the file it last came in
	At   time.Time
	// Also are the places of the same version in other versions of the report: a
	// deputy's notes go along when the report is revised.
	Also []note.Anchor `json:",omitempty"`
}

// anchors are all places of an opinion on a passage.
func (r Received) anchors() []note.Anchor { return append([]note.Anchor{*r.Anchor}, r.Also...) }

// Matter is what is answered at once: one opinion, or equal ones of several
// deputies.
type Matter struct {
	ID       string
	Members  []string // ids of opinions, in order
	Status   Status
	Answer   string    `json:",omitempty"`
	Office   string    `json:",omitempty"` // that answers
	Answered time.Time // when status, answer or office were last changed here
	// From is the id of the reply that the answer was taken from, unless it was
	// changed here since.
	From string `json:",omitempty"`
	// Was are the words of an opinion before it was replaced by a newer version,
	// from the answer until somebody has seen that.
	Was string `json:",omitempty"`
}

// answered reports whether there is anything that must not be lost.
func (m Matter) answered() bool { return m.Status != Pending || m.Answer != "" || m.Office != "" }

// State is all that was taken in, and the answers.
type State struct {
	Opinions map[string]Received
	Matters  map[string]Matter
}

// NewState is a state with nothing in it.
func NewState() State { return State{Opinions: map[string]Received{}, Matters: map[string]Matter{}} }

// clone shares no map with s.
func (s State) clone() State {
	return State{Opinions: maps.Clone(s.Opinions), Matters: maps.Clone(s.Matters)}
}

// File is a file to take in.
type File struct {
	Name string
	Set  Set
}

// Taken is what a file brought.
type Taken struct {
	File      string
	New       int // opinions that were not known
	Joined    int // of these, those equal to one that was there
	Same      int // already there
	Older     int // an older version than the one there, which stays
	Unclear   int // other words and no telling which is newer: what was there stays
	Signed    int // known, and now with a name
	Moved     int // known, and now with a place in another version of the report
	Updated   []Update
	Answers   int // answers that were taken over
	Differing int // answers to what has another answer here, which stays
}

// Update is an opinion that was replaced by a newer version.
type Update struct {
	ID       string
	Before   string // the words of the older version
	Answered bool   // there is an answer, which was made for the older version
}

// merging is a state while files are taken in.
type merging struct {
	State
	at     time.Time
	of     map[string]string   // opinion → matter
	equals map[string][]string // joining key → matters, the one that takes more first
}

// Merge takes files into a state, which it does not change. Opinions are known
// by their ids; equal ones are joined to one matter, whatever the order in which
// they come.
func Merge(s State, files []File, at time.Time) (State, []Taken) {
	m := merging{State: s.clone(), at: moment(at), of: map[string]string{}, equals: map[string][]string{}}
	for _, id := range slices.Sorted(maps.Keys(m.Matters)) {
		matter := m.Matters[id]
		for _, member := range matter.Members {
			m.of[member] = id
		}
		if len(matter.Members) > 0 {
			m.list(m.Opinions[matter.Members[0]].key(), id)
		}
	}
	taken := make([]Taken, len(files))
	for i, f := range files {
		t := &taken[i]
		t.File = f.Name
		for _, o := range f.Set.Opinions {
			m.take(Received{Opinion: o, File: f.Name, At: m.at}, t)
		}
		for _, r := range f.Set.Replies {
			m.reply(r, t)
		}
	}
	return m.State, taken
}

func (m *merging) list(key, matter string) { m.equals[key] = append(m.equals[key], matter) }

func (m *merging) unlist(key, matter string) {
	m.equals[key] = slices.DeleteFunc(m.equals[key], func(id string) bool { return id == matter })
}

func (m *merging) take(o Received, t *Taken) {
	old, known := m.Opinions[o.ID]
	if !known {
		t.New++
		m.Opinions[o.ID] = o
		if m.join(o.ID, o.key()) {
			t.Joined++
			return
		}
		m.found(Matter{Status: Pending}, o.ID)
		return
	}
	same := old.same(o.Opinion)
	switch {
	case o.Changed.Before(old.Changed):
		t.Older++
	case same && o.By == old.By && o.Changed.Equal(old.Changed):
		t.Same++
	case same && o.Changed.Equal(old.Changed) && old.By == (Deputy{}):
		t.Signed++
		m.Opinions[o.ID] = o
	case same && o.Changed.Equal(old.Changed):
		// The same words without the name, or with another one: the first stands.
		t.Same++
	case o.Changed.Equal(old.Changed) && moved(old.Opinion, o.Opinion):
		if slices.Contains(old.anchors(), *o.Anchor) {
			t.Same++
			return
		}
		t.Moved++
		old.Also = append(slices.Clone(old.Also), *o.Anchor)
		m.Opinions[o.ID] = old
	case o.Changed.Equal(old.Changed):
		t.Unclear++
	default:
		t.Updated = append(t.Updated, Update{ID: o.ID, Before: old.Text, Answered: m.Matters[m.of[o.ID]].answered()})
		m.Opinions[o.ID] = o
		m.update(old, o)
	}
}

// moved reports whether two are the same version of an opinion on two versions
// of the report.
func moved(a, b Opinion) bool {
	if a.Anchor == nil || b.Anchor == nil || a.Anchor.Document == b.Anchor.Document {
		return false
	}
	b.Anchor = a.Anchor
	return a.same(b)
}

// join adds an opinion to the matter of its equals, if there is one.
func (m *merging) join(id, key string) bool {
	if len(m.equals[key]) == 0 {
		return false
	}
	to := m.Matters[m.equals[key][0]]
	to.Members = append(slices.Clone(to.Members), id)
	slices.Sort(to.Members)
	m.Matters[to.ID], m.of[id] = to, to.ID
	return true
}

// found makes a matter for one opinion, with the answer of another.
func (m *merging) found(like Matter, id string) {
	like.ID = id
	for n := 2; ; n++ {
		if _, taken := m.Matters[like.ID]; !taken {
			break
		}
		like.ID = id + "#" + strconv.Itoa(n)
	}
	like.Members = []string{id}
	m.Matters[like.ID], m.of[id] = like, like.ID
	m.list(m.Opinions[id].key(), like.ID)
}

// update moves an opinion that says something else now. Its answer goes with
// it, marked as given to the older version, and stays with those who still say
// the same.
func (m *merging) update(old, o Received) {
	before, after := old.key(), o.key()
	matter := m.Matters[m.of[o.ID]]
	if before == after {
		return
	}
	alone := len(matter.Members) == 1
	switch {
	case alone && !matter.answered() && len(m.equals[after]) > 0:
		delete(m.Matters, matter.ID)
		m.unlist(before, matter.ID)
		m.join(o.ID, after)
	case alone:
		if matter.answered() {
			matter.Was = cmp.Or(matter.Was, old.Text)
		}
		m.Matters[matter.ID] = matter
		m.unlist(before, matter.ID)
		m.list(after, matter.ID)
	default:
		left := matter
		left.Members = slices.DeleteFunc(slices.Clone(matter.Members), func(id string) bool { return id == o.ID })
		m.Matters[left.ID] = left
		if m.join(o.ID, after) {
			return
		}
		if matter.answered() {
			matter.Was = cmp.Or(matter.Was, old.Text)
		}
		m.found(matter, o.ID)
	}
}

// reply takes an answer over where there is none, or where the one that is
// there came from the same answer before.
func (m *merging) reply(r Reply, t *Taken) {
	matters := map[string]bool{}
	for _, id := range r.To {
		if matter, ok := m.of[id]; ok {
			matters[matter] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(matters)) {
		matter := m.Matters[id]
		same := matter.Status == r.Status && matter.Answer == r.Text && matter.Office == r.Office
		switch {
		case same:
		case !matter.answered(), matter.From == r.ID && r.Changed.After(matter.Answered):
			matter.Status, matter.Answer, matter.Office, matter.Answered, matter.From = r.Status, r.Text, r.Office, r.Changed, r.ID
			m.Matters[id] = matter
			t.Answers++
		default:
			t.Differing++
		}
	}
}

// longQuote is how many letters make a quote that needs no surroundings to be
// the same passage; around is how many letters of them a shorter one needs.
const (
	longQuote = 16
	around    = 8
)

// key is what equal opinions share: the passage or the project, and the words,
// but for width and white space.
func (o Opinion) key() string {
	h := sha256.New()
	part := func(s string) {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	if a := o.Anchor; a != nil {
		quote := squeezed(a.Quote)
		part("passage")
		part(string(quote))
		if len(quote) < longQuote {
			before, after := squeezed(a.Before), squeezed(a.After)
			part(string(before[max(0, len(before)-around):]))
			part(string(after[:min(around, len(after))]))
		}
	} else {
		part("project")
		part(project.SameID(o.Project))
		part(string(squeezed(o.Name)))
	}
	part(string(squeezed(o.Text)))
	return hex.EncodeToString(h.Sum(nil))
}

// squeezed is a text half-width and without white space and what shows nothing.
func squeezed(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, width.Fold.String(s)))
}

// Set is all of a state as a file: the opinions, and an answer on each matter
// that has one.
func (s State) Set(label string) Set {
	set, named := Set{Label: label}, map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(s.Opinions)) {
		set.Opinions = append(set.Opinions, s.Opinions[id].Opinion)
	}
	for _, id := range slices.Sorted(maps.Keys(s.Matters)) {
		m := s.Matters[id]
		if !m.answered() {
			continue
		}
		r := Reply{ID: m.From, To: m.Members, Status: m.Status, Text: m.Answer, Office: m.Office, Changed: moment(m.Answered)}
		// A file names every answer once; one that came in may go on with two matters.
		for of := m.ID; r.ID == "" || named[r.ID]; of += "#" {
			sum := sha256.Sum256([]byte(of))
			r.ID = replyURN + hex.EncodeToString(sum[:16])
		}
		named[r.ID] = true
		set.Replies = append(set.Replies, r)
	}
	return set
}

// Says is what a file brought, in a sentence.
func (t Taken) Says() say.Message {
	var parts []say.Message
	part := func(key string, count int) {
		if count > 0 {
			parts = append(parts, say.M("opinion.taken."+key, "Count", count))
		}
	}
	part("new", t.New)
	part("joined", t.Joined)
	part("updated", len(t.Updated))
	part("signed", t.Signed)
	part("moved", t.Moved)
	part("same", t.Same)
	part("older", t.Older)
	part("unclear", t.Unclear)
	part("answers", t.Answers)
	part("differing", t.Differing)
	if len(parts) == 0 {
		parts = append(parts, say.M("opinion.taken.none"))
	}
	return say.M("opinion.taken", "File", t.File, "What", parts)
}
