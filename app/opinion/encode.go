package opinion

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"piaojue/app/note"
	"piaojue/app/say"
)

// Ending is how the name of a file ends that Encode wrote; files of other
// programs end in .jsonld or .json.
const Ending = ".批注.jsonld"

const (
	annoContext = "http://www.w3.org/ns/anno.jsonld"
	prefix      = "piaojue"
	vocabulary  = "urn:piaojue:vocabulary:"
	// hashURI begins the name of a document by its hash (RFC 6920).
	hashURI = "ni:///sha-256;"
)

// Names of fields that the W3C model has no place for.
const (
	fieldDelegation = prefix + ":delegation" // of a creator
	fieldNumber     = prefix + ":number"     // of a project, as its list writes it
	fieldStatus     = prefix + ":status"     // of an answer
	typeProject     = prefix + ":Project"
)

// motivations are what the W3C vocabulary calls the kinds.
var motivations = map[note.Kind]string{
	note.Highlight: "highlighting", note.Underline: "highlighting", note.Remark: "commenting",
	note.Question: "questioning", note.Suggestion: "editing",
}

const (
	highlighting = "highlighting"
	commenting   = "commenting"
	replying     = "replying"
	tagging      = "tagging"
	underlined   = "underline" // class of the style of an underlined passage
)

// Encode writes a set as a file: a W3C AnnotationCollection in JSON-LD with one
// page. An opinion on a passage has a TextPositionSelector in code points and a
// TextQuoteSelector with 32 code points on either side, on the document by its
// SHA-256 (RFC 6920); one on a project has the project by id and name. Decode
// gives the set back. What Decode kept of another program stands in it again.
func Encode(s Set) []byte {
	items := make([]any, 0, len(s.Opinions)+len(s.Replies))
	for _, o := range s.Opinions {
		items = append(items, o.tree())
	}
	for _, r := range s.Replies {
		items = append(items, r.tree())
	}
	page := object{"type": "AnnotationPage", "startIndex": json.Number("0"), "items": items}
	if raw, ok := s.Rest[pageRest]; ok {
		for k, v := range rawObject(raw) {
			page[k] = v
		}
	}
	o := collectionHead(s, len(items))
	overlay(o, s.Rest)
	delete(o, pageRest)
	o["@context"] = contexts(s.Rest["@context"])
	o["first"] = page
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(o); err != nil {
		panic("opinion: " + err.Error()) // a tree can always be written
	}
	return b.Bytes()
}

// pageRest is the name in Set.Rest of what the page had.
const pageRest = "first"

// collectionHead is the collection without its page.
func collectionHead(s Set, total int) object {
	h := sha256.New()
	for _, o := range s.Opinions {
		fmt.Fprintln(h, o.ID)
	}
	o := object{
		"id": "urn:piaojue:notes:" + hex.EncodeToString(h.Sum(nil)[:16]), "type": "AnnotationCollection",
		"generator": object{"type": "Software", "name": say.M("opinion.software").In(say.Chinese)},
		"total":     json.Number(fmt.Sprint(total)),
	}
	if s.Label != "" {
		o["label"] = s.Label
	}
	return o
}

// contexts are our own and those that another program gave.
func contexts(others string) []any {
	all := []any{annoContext, object{prefix: vocabulary}}
	if others != "" {
		all = append(all, rawList(others)...)
	}
	return all
}

func rawObject(raw string) object {
	v, _ := readTree([]byte(raw))
	o, _ := v.(object)
	return o
}

func rawList(raw string) []any {
	v, _ := readTree([]byte(raw))
	l, _ := v.([]any)
	return l
}

// overlay sets the fields that another program wrote over our own.
func overlay(o object, rest map[string]string) {
	for k, raw := range rest {
		if v, err := readTree([]byte(raw)); err == nil && v != nil {
			o[k] = v
		} else {
			delete(o, k)
		}
	}
}

// tree is an opinion as an annotation.
func (o Opinion) tree() object {
	t := o.own()
	overlay(t, o.Rest)
	return t
}

// own is what this app writes of an opinion.
func (o Opinion) own() object {
	t := object{"id": o.ID, "type": "Annotation", "motivation": motivations[o.Kind], "target": o.target()}
	if b := o.bodies(); len(b) > 0 {
		t["body"] = b
	}
	if c := person(o.By); c != nil {
		t["creator"] = c
	}
	if !o.Created.IsZero() {
		t["created"] = stamp(o.Created)
	}
	if !o.Changed.IsZero() {
		t["modified"] = stamp(o.Changed)
	}
	return t
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func person(d Deputy) object {
	if d == (Deputy{}) {
		return nil
	}
	c := object{"type": "Person"}
	if d.Name != "" {
		c["name"] = d.Name
	}
	if d.Delegation != "" {
		c[fieldDelegation] = d.Delegation
	}
	return c
}

func (o Opinion) target() object {
	t := object{"type": "SpecificResource", "styleClass": string(o.Colour)}
	if o.Kind == note.Underline {
		t["styleClass"] = []any{string(o.Colour), underlined}
	}
	if a := o.Anchor; a != nil {
		t["source"] = sourceOf(a.Document)
		quote := object{"type": "TextQuoteSelector", "exact": a.Quote}
		if a.Before != "" {
			quote["prefix"] = a.Before
		}
		if a.After != "" {
			quote["suffix"] = a.After
		}
		t["selector"] = []any{
			object{"type": "TextPositionSelector", "start": number(a.Start), "end": number(a.End)},
			quote,
		}
		return t
	}
	p := object{"id": projectURN + url.PathEscape(o.Project), "type": typeProject, fieldNumber: o.Project}
	if o.Name != "" {
		p["name"] = o.Name
	}
	t["source"] = p
	return t
}

func number(n int) json.Number { return json.Number(fmt.Sprint(n)) }

// sourceOf names a document by its hash, or as another program did.
func sourceOf(document string) string {
	if !isHex(document, 64) {
		return document
	}
	b, _ := hex.DecodeString(document)
	return hashURI + base64.RawURLEncoding.EncodeToString(b)
}

// documentOf is the document that sourceOf named.
func documentOf(source string) string {
	if rest, ok := strings.CutPrefix(source, hashURI); ok {
		if b, err := base64.RawURLEncoding.DecodeString(rest); err == nil && len(b) == sha256.Size {
			if document := hex.EncodeToString(b); sourceOf(document) == source {
				return document
			}
		}
	}
	return source
}

func (o Opinion) bodies() []any {
	var all []any
	if o.Text != "" {
		purpose := motivations[o.Kind]
		if purpose == highlighting {
			purpose = commenting
		}
		all = append(all, textual(o.Text, purpose))
	}
	for _, tag := range o.Tags {
		all = append(all, object{"type": "TextualBody", "value": tag, "purpose": tagging})
	}
	return all
}

func textual(text, purpose string) object {
	return object{"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}
}

// tree is an answer as an annotation on those that it answers.
func (r Reply) tree() object {
	to := make([]any, len(r.To))
	for i, id := range r.To {
		to[i] = id
	}
	t := object{"id": r.ID, "type": "Annotation", "motivation": replying, "target": to, fieldStatus: string(r.Status)}
	if r.Text != "" {
		t["body"] = []any{textual(r.Text, replying)}
	}
	if r.Office != "" {
		t["creator"] = object{"type": "Organization", "name": r.Office}
	}
	if !r.Changed.IsZero() {
		t["modified"] = stamp(r.Changed)
	}
	return t
}
