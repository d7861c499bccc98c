// Package docx writes a simple document for Word, WPS and LibreOffice: a title,
// headings, paragraphs in a few styles, a footer with page numbers. It is a zip
// of XML parts as ECMA-376 has them, and nothing that is not needed.
//
// The same paragraphs give the same bytes: no time, no user and no machine is in
// the file but what Properties say.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Style is how a paragraph looks.
type Style string

const (
	Title    Style = "Title"
	Subtitle Style = "Subtitle"
	Heading1 Style = "Heading1" // in the outline of the document
	Heading2 Style = "Heading2"
	Body     Style = "Body"
	Quote    Style = "Quote" // set off, on a light ground
	Small    Style = "Small"
	Answer   Style = "Answer"
	Banner   Style = "Banner" // in the accent colour, in a frame
)

// Run is a piece of a paragraph.
type Run struct {
	Text string // a line end breaks the line
	Bold bool
}

// Paragraph is a paragraph in a style.
type Paragraph struct {
	Style Style
	Runs  []Run
	// Keep keeps it on the page of the next paragraph.
	Keep bool
}

// P makes a paragraph of one run.
func P(s Style, text string) Paragraph { return Paragraph{Style: s, Runs: []Run{{Text: text}}} }

// Document is what is written.
type Document struct {
	Properties Properties
	// Header stands at the top of each page, "" for none; Footer holds the page
	// number where it says {page} and the number of pages where it says {pages}.
	Header, Footer string
	Paragraphs     []Paragraph
}

// Properties describe the file in a program's own dialog.
type Properties struct {
	Title, Subject, Creator string
	Created                 time.Time // the zero time leaves it out
}

// Write writes the document.
func (d Document) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, p := range []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", d.Properties.xml()},
		{"docProps/app.xml", xml.Header + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>` + escaped(d.Properties.Creator) + `</Application></Properties>`},
		{"word/document.xml", d.body()},
		{"word/styles.xml", styles},
		{"word/settings.xml", settings},
		{"word/header1.xml", d.header()},
		{"word/footer1.xml", d.footer()},
		{"word/_rels/document.xml.rels", documentRels},
	} {
		// The zero time of a zip is what every file without one has.
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, p.content); err != nil {
			return err
		}
	}
	return z.Close()
}

// escaped is a text as XML has it, without what no XML file can hold.
func escaped(s string) string {
	var b strings.Builder
	// A builder takes all that is written to it.
	_ = xml.EscapeText(&b, []byte(Printable(s)))
	return b.String()
}

// Printable is a text without what no XML file can hold; a tab becomes a space.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r == '\n':
			return r
		case r < ' ', r == 0x7f, r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s)
}

func (p Properties) xml() string {
	created := ""
	if !p.Created.IsZero() {
		created = fmt.Sprintf(`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>`, p.Created.UTC().Format(time.RFC3339))
	}
	return xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escaped(p.Title) + `</dc:title><dc:subject>` + escaped(p.Subject) + `</dc:subject><dc:creator>` + escaped(p.Creator) + `</dc:creator>` + created + `</cp:coreProperties>`
}

func (d Document) body() string {
	var b strings.Builder
	b.WriteString(xml.Header + `<w:document xmlns:w="` + wordSpace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	for _, p := range d.Paragraphs {
		p.write(&b)
	}
	b.WriteString(section + `</w:body></w:document>`)
	return b.String()
}

func (p Paragraph) write(b *strings.Builder) {
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/>`, p.Style)
	if p.Keep {
		b.WriteString(`<w:keepNext/>`)
	}
	b.WriteString(`</w:pPr>`)
	for _, r := range p.Runs {
		b.WriteString(`<w:r>`)
		if r.Bold {
			b.WriteString(`<w:rPr><w:b/></w:rPr>`)
		}
		for i, line := range strings.Split(Printable(r.Text), "\n") {
			if i > 0 {
				b.WriteString(`<w:br/>`)
			}
			b.WriteString(`<w:t xml:space="preserve">` + escaped(line) + `</w:t>`)
		}
		b.WriteString(`</w:r>`)
	}
	b.WriteString(`</w:p>`)
}

func (d Document) header() string {
	return xml.Header + `<w:hdr xmlns:w="` + wordSpace + `"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">` + escaped(d.Header) + `</w:t></w:r></w:p></w:hdr>`
}

func (d Document) footer() string {
	text := func(s string) string { return `<w:r><w:t xml:space="preserve">` + escaped(s) + `</w:t></w:r>` }
	field := func(name string) string {
		return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
	}
	var b strings.Builder
	rest := d.Footer
	for rest != "" {
		at, name, length := len(rest), "", 0
		for _, f := range []struct{ mark, name string }{{"{page}", "PAGE"}, {"{pages}", "NUMPAGES"}} {
			if i := strings.Index(rest, f.mark); i >= 0 && i < at {
				at, name, length = i, f.name, len(f.mark)
			}
		}
		b.WriteString(text(rest[:at]))
		if name != "" {
			b.WriteString(field(name))
		}
		rest = rest[at+length:]
	}
	return xml.Header + `<w:ftr xmlns:w="` + wordSpace + `"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + b.String() + `</w:p></w:ftr>`
}

// mostPart bounds a part on reading back.
const mostPart = 256 << 20

var errDiffers = errors.New("docx: what was read back differs from what was written")

// Check reads a document back, as b, and compares its paragraphs with those
// that were to be written. Every part must be well-formed.
func (d Document) Check(b []byte) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	var got []string
	for _, f := range z.File {
		texts, err := partTexts(f)
		if err != nil {
			return fmt.Errorf("docx: %s: %w", f.Name, err)
		}
		if f.Name == "word/document.xml" {
			got = texts
		}
	}
	if len(got) != len(d.Paragraphs) {
		return fmt.Errorf("%w: %d paragraphs, not %d", errDiffers, len(got), len(d.Paragraphs))
	}
	for i, p := range d.Paragraphs {
		if want := p.text(); got[i] != want {
			return fmt.Errorf("%w: %q, not %q", errDiffers, got[i], want)
		}
	}
	return nil
}

func (p Paragraph) text() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(Printable(r.Text))
	}
	return b.String()
}

// partTexts are the texts of the paragraphs in a part.
func partTexts(f *zip.File) (texts []string, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	d := xml.NewDecoder(io.LimitReader(r, mostPart))
	var b strings.Builder
	inText := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			return texts, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inText = t.Name == xml.Name{Space: wordSpace, Local: "t"}
			switch t.Name.Local {
			case "p":
				b.Reset()
			case "br":
				b.WriteByte('\n')
			}
		case xml.EndElement:
			inText = false
			if t.Name == (xml.Name{Space: wordSpace, Local: "p"}) {
				texts = append(texts, b.String())
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
}
