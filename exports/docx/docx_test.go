package docx

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func written(t interface{ Fatal(...any) }, d Document) []byte {
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Whatever is written can be read again, paragraph by paragraph, and the same
// paragraphs give the same file.
func TestWhatIsWrittenReadsBack(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "一\n二", "</w:t>&amp;<", "\x00\x1f\ufffe甲", "\t", "  两端  ", "]]>", "{page}"}))
	rapid.Check(t, func(t *rapid.T) {
		d := Document{
			Properties: Properties{Title: texts.Draw(t, "title"), Creator: texts.Draw(t, "creator")},
			Header:     texts.Draw(t, "header"), Footer: texts.Draw(t, "footer") + "{page}/{pages}",
		}
		for range rapid.IntRange(0, 5).Draw(t, "paragraphs") {
			p := Paragraph{Style: rapid.SampledFrom([]Style{Title, Heading1, Body, Quote, Answer}).Draw(t, "style"), Keep: rapid.Bool().Draw(t, "keep")}
			for range rapid.IntRange(0, 3).Draw(t, "runs") {
				p.Runs = append(p.Runs, Run{texts.Draw(t, "text"), rapid.Bool().Draw(t, "bold")})
			}
			d.Paragraphs = append(d.Paragraphs, p)
		}
		b := written(t, d)
		if err := d.Check(b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, written(t, d)) {
			t.Fatal("another time, another file")
		}
	})
}

func TestAnotherDocumentIsNotTaken(t *testing.T) {
	d := Document{Paragraphs: []Paragraph{P(Heading1, "一"), P(Body, "二")}}
	b := written(t, d)
	for _, other := range [][]Paragraph{{P(Body, "一")}, {P(Body, "一"), P(Body, "三")}, nil} {
		if (Document{Paragraphs: other}).Check(b) == nil {
			t.Errorf("%v was found in the file", other)
		}
	}
	if d.Check(b[:len(b)-30]) == nil {
		t.Error("a file that was cut was taken")
	}
}

// Every style that is used is defined, in the document's own namespace.
func TestStylesAreDefined(t *testing.T) {
	for _, s := range []Style{Title, Subtitle, Heading1, Heading2, Body, Quote, Small, Answer, Banner, "Header", "Footer"} {
		if strings.Count(styles, `w:styleId="`+string(s)+`"`) != 1 {
			t.Errorf("%s is not defined once", s)
		}
	}
}
