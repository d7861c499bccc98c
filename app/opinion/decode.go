package opinion

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"piaojue/app/note"
	"piaojue/app/say"
)

// What a file may hold. A deputy writes some dozens of notes; the notes of 3,000
// deputies on one report, put together, stay below.
const (
	MostBytes    = 32 << 20
	MostOpinions = 20_000
	mostQuote    = 200_000 // runes, as the other lengths
	mostAround   = 2_000
	mostName     = 200
	mostAnswer   = 5_000
	mostIRI      = 2_000
	mostTags     = 50
	mostOffset   = 100_000_000
)

// Decode reads a file of annotations: an AnnotationCollection with its pages in
// it, a page, a list of annotations, or one. Each needs a quoted passage or a
// project that it is on. Fields that are not understood are kept (Rest); what
// cannot be kept is refused. The name is for sentences; errors are *say.Problem.
func Decode(name string, b []byte) (Set, error) {
	switch {
	case len(b) > MostBytes:
		return Set{}, wrong(name, "large", nil)
	case strings.TrimSpace(strings.TrimPrefix(string(b), "\ufeff")) == "":
		return Set{}, wrong(name, "empty", nil)
	}
	v, err := readTree(b)
	switch {
	case errors.Is(err, errNoText):
		return Set{}, wrong(name, "text", err)
	case err != nil:
		return Set{}, wrong(name, "damaged", err)
	}
	d := decoder{name: name, seen: map[string]int{}}
	if err := d.file(v); err != nil {
		return Set{}, err
	}
	return d.set, nil
}

// wrong is what is said of a file as a whole.
func wrong(name, what string, err error) error {
	return say.Wrong(say.M("opinion.file."+what, "File", name, "Most", MostOpinions), say.M("opinion.file."+what+".do"), err)
}

type decoder struct {
	name string
	set  Set
	seen map[string]int // the place of each id
	read int            // annotations so far
}

// item is what is said of one annotation.
func (d *decoder) item(what string, err error) error {
	return say.Wrong(say.M("opinion.item."+what, "File", d.name, "Number", d.read), say.M("opinion.item.do"), err)
}

func (d *decoder) file(v any) error {
	switch v := v.(type) {
	case []any:
		return d.items(v)
	case object:
		switch {
		case isType(v, "AnnotationCollection"):
			return d.collection(v)
		case isType(v, "AnnotationPage"):
			return d.page(v)
		case isType(v, "Annotation"):
			return d.items([]any{v})
		}
	}
	return wrong(d.name, "foreign", nil)
}

// isType reports whether an object is of a type, one of several it may have.
func isType(o object, name string) bool {
	for _, t := range list(o["type"]) {
		if s, _ := t.(string); s == name || s == "oa:"+name || s == "as:"+name {
			return true
		}
	}
	return false
}

// list is a value that may stand alone or in a list.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func text(v any) string { s, _ := v.(string); return s }

func (d *decoder) collection(o object) error {
	if first, ok := o["first"]; ok {
		page, ok := first.(object)
		if !ok {
			return wrong(d.name, "pages", nil)
		}
		if err := d.page(page); err != nil {
			return err
		}
	} else if items, ok := o["items"].([]any); ok {
		if err := d.items(items); err != nil {
			return err
		}
	}
	d.set.Label = text(o["label"])
	if utf8.RuneCountInString(d.set.Label) > mostAnswer {
		return wrong(d.name, "long", nil)
	}
	own := collectionHead(d.set, 0)
	for k, v := range o {
		switch k {
		case "first", "last", "total", "items", "type":
			continue
		case "@context":
			v = others(v)
		case "id":
			// The name that this app gives follows from what is in the collection.
			if strings.HasPrefix(text(v), "urn:piaojue:notes:") {
				continue
			}
		}
		if v != nil && !equal(v, own[k]) {
			d.keep(k, v)
		}
	}
	for _, k := range []string{"generator", "label"} {
		if o[k] == nil && own[k] != nil {
			d.keep(k, nil)
		}
	}
	return nil
}

func (d *decoder) keep(k string, v any) {
	if d.set.Rest == nil {
		d.set.Rest = map[string]string{}
	}
	d.set.Rest[k] = compact(v)
}

// others are the contexts that are not our own; nil for none.
func others(v any) any {
	var rest []any
	for _, c := range list(v) {
		if c != nil && !equal(c, annoContext) && !equal(c, object{prefix: vocabulary}) {
			rest = append(rest, c)
		}
	}
	if rest == nil {
		return nil
	}
	return rest
}

// page reads a page and those that follow in it.
func (d *decoder) page(o object) error {
	items, ok := o["items"].([]any)
	if !ok && o["items"] != nil {
		return wrong(d.name, "foreign", nil)
	}
	if err := d.items(items); err != nil {
		return err
	}
	kept := rawObject(d.set.Rest[pageRest])
	for k, v := range o {
		switch k {
		case "items", "type", "next", "prev", "startIndex", "partOf", "@context":
			continue
		}
		if v != nil {
			if kept == nil {
				kept = object{}
			}
			if _, is := kept[k]; !is {
				kept[k] = v
			}
		}
	}
	if kept != nil {
		d.keep(pageRest, kept)
	}
	switch next := o["next"].(type) {
	case nil:
	case object:
		return d.page(next)
	default:
		return wrong(d.name, "pages", nil)
	}
	return nil
}

func (d *decoder) items(items []any) error {
	for _, v := range items {
		if d.read++; d.read > MostOpinions {
			return wrong(d.name, "many", nil)
		}
		o, ok := v.(object)
		if !ok || !isType(o, "Annotation") {
			return d.item("foreign", nil)
		}
		if err := d.annotation(o); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) annotation(t object) error {
	id := text(t["id"])
	if id == "" {
		// Without a name, what it says is its name: the same the next time.
		sum := sha256.Sum256([]byte(compact(t)))
		id = "urn:sha256:" + hex.EncodeToString(sum[:])
	}
	if first, twice := d.seen[id]; twice {
		return say.Wrong(say.M("opinion.item.twice", "File", d.name, "Number", d.read, "First", first), say.M("opinion.item.do"), nil)
	}
	d.seen[id] = d.read
	if utf8.RuneCountInString(id) > mostIRI {
		return d.item("long", nil)
	}
	if status, ok := t[fieldStatus]; ok {
		return d.reply(t, id, status)
	}
	o := Opinion{ID: id}
	for _, step := range []func(object, *Opinion) error{d.target, d.words, d.times, d.creator} {
		if err := step(t, &o); err != nil {
			return err
		}
	}
	own := o.own()
	rest := map[string]string{}
	for k, v := range t {
		if v != nil && !equal(v, own[k]) {
			rest[k] = compact(v)
		}
	}
	for k := range own {
		if t[k] == nil {
			rest[k] = compact(nil)
		}
	}
	if len(rest) > 0 {
		o.Rest = rest
	}
	d.set.Opinions = append(d.set.Opinions, o)
	return nil
}

// target reads what an annotation is on, and how it looks there.
func (d *decoder) target(t object, o *Opinion) error {
	targets := list(t["target"])
	if len(targets) != 1 {
		return d.item("target", nil)
	}
	on, ok := targets[0].(object)
	if !ok {
		return d.item("target", nil)
	}
	o.Colour = note.Yellow
	under := false
	for _, class := range list(on["styleClass"]) {
		if c := note.Colour(text(class)); slices.Contains(note.Colours, c) {
			o.Colour = c
		}
		under = under || class == underlined
	}
	o.Kind = kindOf(t, under)
	source, about := on["source"], object{}
	if s, ok := source.(object); ok {
		about = s
		source = s["id"]
	}
	if isType(about, typeProject) {
		o.Project, o.Name = text(about[fieldNumber]), text(about["name"])
		switch {
		case o.Project == "":
			return d.item("target", nil)
		case longer(mostName, o.Project, o.Name):
			return d.item("long", nil)
		}
		return nil
	}
	a := note.Anchor{Document: documentOf(text(source))}
	for _, v := range list(on["selector"]) {
		s, _ := v.(object)
		switch {
		case isType(s, "TextQuoteSelector"):
			a.Quote, a.Before, a.After = text(s["exact"]), text(s["prefix"]), text(s["suffix"])
		case isType(s, "TextPositionSelector"):
			start, end := count(s["start"]), count(s["end"])
			if start < 0 || end < start {
				return d.item("position", nil)
			}
			a.Start, a.End = start, end
		}
	}
	switch {
	case a.Quote == "":
		return d.item("target", nil)
	case longer(mostQuote, a.Quote) || longer(mostAround, a.Before, a.After) || longer(mostIRI, a.Document):
		return d.item("long", nil)
	}
	o.Anchor = &a
	return nil
}

func longer(most int, texts ...string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return utf8.RuneCountInString(s) > most })
}

// count is a whole number that an offset may be, or -1.
func count(v any) int {
	n, ok := v.(json.Number)
	if !ok {
		return -1
	}
	i, err := strconv.Atoi(n.String())
	if err != nil || i < 0 || i > mostOffset {
		return -1
	}
	return i
}

// kindOf reads the motivation. One that is not known is a remark where there
// are words, and else a highlight.
func kindOf(t object, under bool) note.Kind {
	mark := note.Highlight
	if under {
		mark = note.Underline
	}
	for _, v := range list(t["motivation"]) {
		switch strings.TrimPrefix(text(v), "oa:") {
		case "questioning":
			return note.Question
		case "editing":
			return note.Suggestion
		case commenting:
			return note.Remark
		case highlighting:
			return mark
		}
	}
	if t["body"] == nil && t["bodyValue"] == nil {
		return mark
	}
	return note.Remark
}

// words reads the text and the tags.
func (d *decoder) words(t object, o *Opinion) error {
	var texts []string
	if s := text(t["bodyValue"]); s != "" {
		texts = append(texts, s)
	}
	for _, v := range list(t["body"]) {
		b, _ := v.(object)
		s := text(b["value"])
		switch {
		case s == "":
		case text(b["purpose"]) == tagging:
			o.Tags = append(o.Tags, s)
		default:
			texts = append(texts, s)
		}
	}
	o.Text = strings.Join(texts, "\n")
	if len(o.Tags) > mostTags || longer(mostName, o.Tags...) || longer(note.MostRunes, o.Text) {
		return d.item("long", nil)
	}
	return nil
}

func (d *decoder) times(t object, o *Opinion) (err error) {
	if o.Created, err = d.time(t["created"]); err != nil {
		return err
	}
	o.Changed, err = d.time(t["modified"])
	return err
}

// time reads a moment; one that was not given is the zero time.
func (d *decoder) time(v any) (time.Time, error) {
	if v == nil {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339Nano, text(v))
	if err != nil {
		return time.Time{}, d.item("time", err)
	}
	if at = at.UTC(); at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}, d.item("time", fmt.Errorf("the year %d", at.Year()))
	}
	return at, nil
}

func (d *decoder) creator(t object, o *Opinion) error {
	by := list(t["creator"])
	if len(by) != 1 {
		return nil // none, or several: they are kept as they are
	}
	switch c := by[0].(type) {
	case string:
		o.By.Name = c
	case object:
		o.By.Name, o.By.Delegation = text(c["name"]), text(c[fieldDelegation])
		if o.By.Name == "" {
			o.By.Name = text(c["nickname"])
		}
	}
	if longer(mostName, o.By.Name, o.By.Delegation) {
		return d.item("long", nil)
	}
	return nil
}

// reply reads an answer.
func (d *decoder) reply(t object, id string, status any) (err error) {
	r := Reply{ID: id, Status: Status(text(status))}
	if !slices.Contains(Statuses, r.Status) {
		return d.item("status", nil)
	}
	for _, v := range list(t["target"]) {
		to := text(v)
		if to == "" || utf8.RuneCountInString(to) > mostIRI {
			return d.item("target", nil)
		}
		r.To = append(r.To, to)
	}
	if len(r.To) == 0 {
		return d.item("target", nil)
	}
	for _, v := range list(t["body"]) {
		if b, _ := v.(object); b != nil && r.Text == "" {
			r.Text = text(b["value"])
		}
	}
	if c, _ := t["creator"].(object); c != nil {
		r.Office = text(c["name"])
	}
	if longer(mostAnswer, r.Text) || longer(mostName, r.Office) {
		return d.item("long", nil)
	}
	if r.Changed, err = d.time(t["modified"]); err != nil {
		return err
	}
	// What else stands in an answer has no place to be kept.
	own := r.tree()
	for k, v := range t {
		if v != nil && !equal(v, own[k]) {
			return say.Wrong(say.M("opinion.item.reply", "File", d.name, "Number", d.read, "Name", k), say.M("opinion.item.do"), nil)
		}
	}
	d.set.Replies = append(d.set.Replies, r)
	return nil
}
