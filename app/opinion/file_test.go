package opinion

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"piaojue/app/note"
	"piaojue/app/say"
)

var noon = time.Date(2021, 1, 10, 12, 0, 0, 123, time.UTC)

// words are texts as deputies write them, with what spoils files.
var words = rapid.OneOf(
	rapid.StringMatching(`[请增加停车位，完善“两小”整治。\n ]{1,20}`),
	rapid.SampledFrom([]string{"=1+1", "\x00\x01", "</w:t>", "\u2028", "😀👨‍👩‍👧", "\"\\u0041", "<b>&amp;", "'; --", "\ufeff", strings.Repeat("字", 3000)}),
	rapid.StringN(1, 50, -1),
)

var ids = rapid.Custom(func(t *rapid.T) string {
	return hex.EncodeToString(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
})

var moments = rapid.Custom(func(t *rapid.T) time.Time {
	return time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "second"), rapid.Int64Range(0, 999_999_999).Draw(t, "nano")).In(time.FixedZone("", rapid.IntRange(-12, 14).Draw(t, "zone")*3600))
})

// notes are any that a deputy can make.
var notes = rapid.Custom(func(t *rapid.T) note.Note {
	n := note.Note{
		ID: ids.Draw(t, "id"), Kind: rapid.SampledFrom(note.Kinds).Draw(t, "kind"), Colour: rapid.SampledFrom(note.Colours).Draw(t, "colour"),
		Created: moments.Draw(t, "created"), Changed: moments.Draw(t, "changed"),
	}
	if rapid.Bool().Draw(t, "text") {
		n.Text = words.Draw(t, "text")
	}
	n.Tags = rapid.SliceOfNDistinct(rapid.StringN(1, note.MostTagRunes, -1), 0, 3, rapid.ID[string]).Draw(t, "tags")
	if len(n.Tags) == 0 {
		n.Tags = nil
	}
	if rapid.Bool().Draw(t, "on a project") {
		n.Project = rapid.SampledFrom([]string{"1", "A-03", "姑苏/2021 #3", "%2F", "１"}).Draw(t, "project")
		n.Name = rapid.SampledFrom([]string{"", "“两小”综合整治", "口袋公园"}).Draw(t, "name")
		return n
	}
	start := rapid.IntRange(0, 100_000).Draw(t, "start")
	n.Anchor = &note.Anchor{
		Document: rapid.SampledFrom([]string{strings.Repeat("0a", 32), strings.Repeat("ff", 32), "hash"}).Draw(t, "document"),
		Start:    start, Quote: words.Draw(t, "quote"),
		Before: rapid.StringN(0, note.Around, -1).Draw(t, "before"), After: rapid.StringN(0, note.Around, -1).Draw(t, "after"),
	}
	n.Anchor.End = start + len([]rune(n.Anchor.Quote))
	return n
})

func decoded(t interface{ Fatalf(string, ...any) }, b []byte) Set {
	s, err := Decode("意见.jsonld", b)
	if err != nil {
		t.Fatalf("%v in\n%s", err, b)
	}
	return s
}

// What is exported comes back whole: the notes, who wrote them, and the answers.
func TestAFileGivesBackWhatWasPutIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfNDistinct(notes, 0, 6, func(n note.Note) string { return n.ID }).Draw(t, "notes")
		set := FromNotes(all, Deputy{Name: rapid.SampledFrom([]string{"", "单雄信"}).Draw(t, "name"), Delegation: rapid.SampledFrom([]string{"", "平江代表团"}).Draw(t, "delegation")})
		if len(all) > 0 && rapid.Bool().Draw(t, "answered") {
			set.Replies = []Reply{{
				ID: replyURN + "1", To: []string{set.Opinions[0].ID}, Status: rapid.SampledFrom(Statuses).Draw(t, "status"),
				Text: rapid.StringN(0, 50, -1).Draw(t, "answer"), Office: rapid.StringN(0, 20, -1).Draw(t, "office"), Changed: noon,
			}}
		}
		back := decoded(t, Encode(set))
		if diff := cmp.Diff(set, back); diff != "" {
			t.Fatalf("%s", diff)
		}
		for i, o := range back.Opinions {
			n, ok := o.Note()
			if !ok || !n.Same(all[i]) {
				t.Fatalf("the note %+v came back as %+v, %v", all[i], n, ok)
			}
		}
	})
}

// What a deputy did not write for others is not in the file, whatever it is.
func TestAFileHoldsNothingElse(t *testing.T) {
	n := note.Note{
		ID: strings.Repeat("0", 32), Kind: note.Question, Colour: note.Blue, Text: "含哪些街道？", Standing: note.Moved, Created: noon, Changed: noon,
		Anchor: &note.Anchor{Document: strings.Repeat("0a", 32), Start: 1, End: 3, Quote: "两小"},
		Was:    []note.Anchor{{Document: strings.Repeat("0b", 32), Quote: "旧稿"}}, Maybe: []note.Anchor{{Quote: "别处"}},
	}
	s := string(Encode(FromNotes([]note.Note{n}, Deputy{})))
	for _, secret := range []string{"旧稿", "别处", "creator", "delegation", "favour", `"star"`, "intent"} {
		if strings.Contains(s, secret) {
			t.Errorf("%q stands in\n%s", secret, s)
		}
	}
	for _, k := range note.Kinds {
		if want := k == note.Question || k == note.Suggestion; Chosen(k) != want {
			t.Errorf("%s is chosen: %v", k, !want)
		}
	}
}

// The file is what the W3C model says, not only what this app reads.
func TestAFileIsAWebAnnotationCollection(t *testing.T) {
	n := note.Note{
		ID: "0123456789abcdef0123456789abcdef", Kind: note.Suggestion, Colour: note.Pink, Text: "增加停车位", Tags: []string{"民生"}, Created: noon, Changed: noon,
		Anchor: &note.Anchor{Document: strings.Repeat("0a", 32), Start: 3, End: 5, Quote: "两小", Before: "“", After: "”"},
	}
	p := note.Note{ID: strings.Repeat("1", 32), Kind: note.Question, Colour: note.Yellow, Project: "A-03", Name: "口袋公园", Created: noon, Changed: noon}
	var v struct {
		Context []any  `json:"@context"`
		Type    string `json:"type"`
		Total   int    `json:"total"`
		First   struct {
			Type  string `json:"type"`
			Items []struct {
				ID, Type, Motivation, Created string
				Creator                       map[string]string
				Body                          []map[string]string
				Target                        struct {
					Type       string
					Source     any
					StyleClass string
					Selector   []struct {
						Type                  string
						Start, End            *int
						Exact, Prefix, Suffix string
					}
				}
			}
		}
	}
	b := Encode(FromNotes([]note.Note{n, p}, Deputy{"单雄信", "平江代表团"}))
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	if v.Context[0] != "http://www.w3.org/ns/anno.jsonld" || v.Type != "AnnotationCollection" || v.First.Type != "AnnotationPage" || v.Total != 2 || len(v.First.Items) != 2 {
		t.Fatalf("%s", b)
	}
	a := v.First.Items[0]
	if a.ID != "urn:uuid:01234567-89ab-cdef-0123-456789abcdef" || a.Type != "Annotation" || a.Motivation != "editing" || a.Created != "2021-01-10T12:00:00.000000123Z" {
		t.Errorf("%+v", a)
	}
	if a.Creator["type"] != "Person" || a.Creator["name"] != "单雄信" || a.Creator["piaojue:delegation"] != "平江代表团" {
		t.Errorf("%+v", a.Creator)
	}
	if a.Body[0]["type"] != "TextualBody" || a.Body[0]["value"] != "增加停车位" || a.Body[0]["purpose"] != "editing" || a.Body[1]["purpose"] != "tagging" || a.Body[1]["value"] != "民生" {
		t.Errorf("%+v", a.Body)
	}
	if a.Target.Source != "ni:///sha-256;CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo" || a.Target.StyleClass != "pink" {
		t.Errorf("%+v", a.Target)
	}
	position, quote := a.Target.Selector[0], a.Target.Selector[1]
	if position.Type != "TextPositionSelector" || *position.Start != 3 || *position.End != 5 || quote.Type != "TextQuoteSelector" || quote.Exact != "两小" || quote.Prefix != "“" || quote.Suffix != "”" {
		t.Errorf("%+v", a.Target.Selector)
	}
	source, _ := v.First.Items[1].Target.Source.(map[string]any)
	if source["id"] != "urn:piaojue:project:A-03" || source["piaojue:number"] != "A-03" || source["name"] != "口袋公园" || v.First.Items[1].Motivation != "questioning" {
		t.Errorf("%+v", source)
	}
}

// elsewhere is what other programs write.
var elsewhere = map[string]string{
	"one annotation": `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"https://example.org/a1","type":"Annotation","bodyValue":"含哪些街道？",
		"target":{"source":"https://example.org/report","selector":{"type":"TextQuoteSelector","exact":"两小"}}}`,
	"fields that are not known": `[{"id":"urn:x:1","type":"Annotation","rights":"CC0","motivation":["commenting","oa:describing"],"creator":["acct:a@example.org","acct:b@example.org"],
		"created":"2021-01-10T20:00:00+08:00","body":[{"type":"TextualBody","value":"<p>好</p>","format":"text/html","language":"zh"},{"type":"Image","id":"https://example.org/p.png"}],
		"target":{"source":{"id":"https://example.org/report","format":"text/html"},"state":{"type":"TimeState"},
		"selector":[{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/p[1]"}},{"type":"TextQuoteSelector","exact":"两小","prefix":"“"}]},"x:score":1.50}]`,
	"a collection with two pages": `{"@context":["http://www.w3.org/ns/anno.jsonld",{"x":"urn:x:"}],"id":"https://example.org/c","type":"AnnotationCollection","label":"笔记","total":9,"x:by":null,"x:year":2021,
		"first":{"type":"AnnotationPage","id":"https://example.org/p1","items":[{"id":"a","type":"Annotation","target":{"source":"s","selector":{"type":"TextQuoteSelector","exact":"甲"}}}],
		"next":{"type":"AnnotationPage","items":[{"type":"Annotation","motivation":"highlighting","target":{"source":"s","styleClass":["x","green"],"selector":[{"type":"TextQuoteSelector","exact":"乙"}]}}]}}}`,
}

// Files of other programs are read, and nothing of them is lost by writing them.
func TestWhatOthersWroteIsKept(t *testing.T) {
	for name, file := range elsewhere {
		first := decoded(t, []byte(file))
		written := Encode(first)
		if diff := cmp.Diff(first, decoded(t, written)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, kept := range []string{"含哪些街道？", "CC0", "oa:describing", "acct:b@example.org", "+08:00", "text/html", "p.png", "TimeState", "XPathSelector", "1.50", "https://example.org/c", "https://example.org/p1", `"x:year"`, `"urn:x:"`} {
			if strings.Contains(file, kept) && !strings.Contains(string(written), kept) {
				t.Errorf("%s: %s was lost in\n%s", name, kept, written)
			}
		}
	}
	o := decoded(t, []byte(elsewhere["fields that are not known"])).Opinions[0]
	if o.Kind != note.Remark || o.Text != "<p>好</p>" || o.Anchor.Quote != "两小" || !o.Created.Equal(noon.Truncate(time.Second)) {
		t.Errorf("%+v", o)
	}
	if o := decoded(t, []byte(elsewhere["a collection with two pages"])).Opinions; len(o) != 2 || o[1].Colour != note.Green || o[1].Kind != note.Highlight || o[1].ID == "" {
		t.Errorf("%+v", o)
	}
}

func item(change string) string {
	return `{"type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[` + change + `]}}`
}

const quoted = `"target":{"source":"s","selector":{"type":"TextQuoteSelector","exact":"甲"}}`

var nasty = map[string]string{
	"empty.jsonld":              "",
	"blank.jsonld":              "\ufeff \r\n",
	"text.txt":                  "请增加停车位。",
	"cut.jsonld":                `{"type":"AnnotationCollection","first":{"type":"Annot`,
	"two.jsonld":                item("") + item(""),
	"twice.jsonld":              `{"type":"AnnotationCollection","type":"AnnotationCollection"}`,
	"gb18030.jsonld":            "{\"type\":\"\xd2\xe2\xbc\xfb\"}",
	"surrogate.jsonld":          item(`{"type":"Annotation","bodyValue":"\ud83d",` + quoted + `}`),
	"low.jsonld":                item(`{"type":"Annotation","bodyValue":"\udc00",` + quoted + `}`),
	"deep.jsonld":               strings.Repeat("[", 100_000),
	"nested.jsonld":             strings.Repeat(`{"type":"AnnotationPage","next":`, 40) + "{}" + strings.Repeat("}", 40),
	"number.json":               "7",
	"null.json":                 "null",
	"other.json":                `{"a":[1,2,3]}`,
	"web.jsonld":                `{"type":"AnnotationCollection","first":"https://example.org/page1"}`,
	"next.jsonld":               `{"type":"AnnotationPage","items":[],"next":"https://example.org/page2"}`,
	"items.jsonld":              `{"type":"AnnotationPage","items":"all"}`,
	"nothing.jsonld":            item(`null`),
	"no target.jsonld":          item(`{"type":"Annotation"}`),
	"page note.jsonld":          item(`{"type":"Annotation","target":"https://example.org/"}`),
	"two targets.jsonld":        item(`{"type":"Annotation","target":["a","b"]}`),
	"no quote.jsonld":           item(`{"type":"Annotation","target":{"source":"s","selector":{"type":"TextPositionSelector","start":1,"end":2}}}`),
	"backwards.jsonld":          item(`{"type":"Annotation","target":{"selector":[{"type":"TextPositionSelector","start":5,"end":2},{"type":"TextQuoteSelector","exact":"甲"}]}}`),
	"negative.jsonld":           item(`{"type":"Annotation","target":{"selector":[{"type":"TextPositionSelector","start":-1,"end":2},{"type":"TextQuoteSelector","exact":"甲"}]}}`),
	"huge position.jsonld":      item(`{"type":"Annotation","target":{"selector":[{"type":"TextPositionSelector","start":1,"end":1e99},{"type":"TextQuoteSelector","exact":"甲"}]}}`),
	"no project.jsonld":         item(`{"type":"Annotation","target":{"source":{"type":"piaojue:Project"}}}`),
	"long text.jsonld":          item(`{"type":"Annotation","bodyValue":"` + strings.Repeat("字", note.MostRunes+1) + `",` + quoted + `}`),
	"many tags.jsonld":          item(`{"type":"Annotation","body":[` + strings.Repeat(`{"type":"TextualBody","purpose":"tagging","value":"a"},`, 60) + `{}],` + quoted + `}`),
	"no time.jsonld":            item(`{"type":"Annotation","created":"昨天",` + quoted + `}`),
	"year 10000.jsonld":         item(`{"type":"Annotation","created":"9999-12-31T23:59:59-10:00",` + quoted + `}`),
	"same id.jsonld":            item(`{"id":"a","type":"Annotation",` + quoted + `},{"id":"a","type":"Annotation",` + quoted + `}`),
	"status.jsonld":             item(`{"id":"a","type":"Annotation","motivation":"replying","target":["b"],"piaojue:status":"maybe"}`),
	"reply to nothing.jsonld":   item(`{"id":"a","type":"Annotation","motivation":"replying","target":[],"piaojue:status":"adopted"}`),
	"reply with more.jsonld":    item(`{"id":"a","type":"Annotation","motivation":"replying","target":["b"],"piaojue:status":"adopted","rights":"CC0"}`),
	"more than the most.jsonld": item(strings.TrimSuffix(strings.Repeat("{},", 3), ",")),
}

// What is no file of opinions is refused in one sentence that names the file.
func TestFilesThatAreRefused(t *testing.T) {
	for name, file := range nasty {
		_, err := Decode(name, []byte(file))
		var p *say.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, l := range []say.Language{say.Chinese, say.English} {
			if s := p.Sentence(l); !strings.Contains(s, name) || strings.Contains(s, "opinion.") || strings.Contains(s, "<no value>") || p.Do.IsZero() {
				t.Errorf("%s is refused with %q", name, s)
			}
		}
	}
	many := item(strings.TrimSuffix(strings.Repeat(`{"type":"Annotation",`+quoted+`,"x":1},`, 2), ","))
	if _, err := Decode("同.jsonld", []byte(many)); err == nil {
		t.Error("two annotations without an id that are the same were both taken")
	}
	var b strings.Builder
	for i := range MostOpinions + 1 {
		fmt.Fprintf(&b, `{"id":"%d","type":"Annotation",%s},`, i, quoted)
	}
	var p *say.Problem
	if _, err := Decode("多.jsonld", []byte(item(strings.TrimSuffix(b.String(), ",")))); !errors.As(err, &p) || p.What.Key != "opinion.file.many" {
		t.Errorf("too many: %v", err)
	}
	if _, err := Decode("大.jsonld", make([]byte, MostBytes+1)); !errors.As(err, &p) || p.What.Key != "opinion.file.large" {
		t.Errorf("too large: %v", err)
	}
}

func TestNoteIDs(t *testing.T) {
	for _, id := range []string{"0123456789abcdef0123456789abcdef", "1", "a b/c", "二"} {
		if got, ok := NoteID(IRI(id)); !ok || got != id {
			t.Errorf("%s came back as %s, %v", id, got, ok)
		}
	}
	for _, iri := range []string{"", "https://example.org/a", "urn:uuid:0123", "urn:uuid:0123456789ABCDEF-0123-456789abcdef-xx", "urn:piaojue:note:", "urn:piaojue:note:%zz", "urn:uuid:01234567-89AB-cdef-0123-456789abcdef"} {
		if id, ok := NoteID(iri); ok {
			t.Errorf("%s names the note %s", iri, id)
		}
	}
}

// FuzzDecode: whatever comes in is refused in a sentence, or is kept whole.
func FuzzDecode(f *testing.F) {
	for _, file := range nasty {
		f.Add([]byte(file))
	}
	for _, file := range elsewhere {
		f.Add([]byte(file))
	}
	f.Add(Encode(FromNotes([]note.Note{
		{ID: strings.Repeat("0", 32), Kind: note.Underline, Colour: note.Blue, Text: "甲", Tags: []string{"乙"}, Anchor: &note.Anchor{Document: strings.Repeat("0a", 32), Quote: "丙", End: 1}},
		{ID: "x", Kind: note.Question, Colour: note.Green, Project: "1", Name: "丁"},
	}, Deputy{"戊", "己"})))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Decode("x.jsonld", b)
		if err != nil {
			var p *say.Problem
			if !errors.As(err, &p) {
				t.Fatalf("without a sentence: %v", err)
			}
			return
		}
		back, err := Decode("x.jsonld", Encode(s))
		if err != nil {
			t.Fatalf("%v in\n%s", err, Encode(s))
		}
		if diff := cmp.Diff(s, back); diff != "" {
			t.Fatalf("%s\n%s", diff, Encode(s))
		}
		state, _ := Merge(NewState(), []File{{"x", s}}, noon)
		again, _ := Merge(state, []File{{"x", s}}, noon.Add(time.Hour))
		if diff := cmp.Diff(state, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The files in testdata are read as they always were.
func TestFilesOfTheFirstVersion(t *testing.T) {
	path := filepath.Join("testdata", "第一版"+Ending)
	want := FromNotes([]note.Note{
		{ID: "0123456789abcdef0123456789abcdef", Kind: note.Suggestion, Colour: note.Pink, Text: "增加停车位", Tags: []string{"民生"}, Created: noon, Changed: noon,
			Anchor: &note.Anchor{Document: strings.Repeat("0a", 32), Start: 3, End: 5, Quote: "两小", Before: "“", After: "”"}},
		{ID: strings.Repeat("1", 32), Kind: note.Underline, Colour: note.Green, Created: noon, Changed: noon,
			Anchor: &note.Anchor{Document: strings.Repeat("0a", 32), Start: 9, End: 12, Quote: "综合整"}},
		{ID: strings.Repeat("2", 32), Kind: note.Question, Colour: note.Yellow, Text: "工期？", Project: "A-03", Name: "口袋公园", Created: noon, Changed: noon},
	}, Deputy{"单雄信", "平江代表团"})
	want.Replies = []Reply{{ID: replyURN + "1", To: []string{want.Opinions[0].ID}, Status: Adopted, Text: "已列入。", Office: "住建委", Changed: noon}}
	if os.Getenv("UPDATE") != "" {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, Encode(want), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, decoded(t, b)); diff != "" {
		t.Error(diff)
	}
}
