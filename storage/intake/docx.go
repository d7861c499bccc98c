package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"piaojue/app/say"
)

// A docx is a zip of XML parts. Its text is read paragraph by paragraph from
// the main part: also the cells of tables and text boxes, one line each;
// insertions as accepted, deletions as gone; the results of fields but not a
// table of contents; numbers that Word sets by itself as far as Word's own
// numbering goes. Not read: headers, footers, footnotes, comments, pictures,
// bullets and symbols of picture fonts.

// mostPartBytes bounds a part once it is unpacked.
const mostPartBytes = 64 << 20

var errNoPart = errors.New("no such part")

// docxText gives the text of a docx.
func docxText(name string, b []byte) (string, error) {
	damaged := func(err error) error {
		return say.Wrong(say.M("intaketext.damaged", "File", name), say.M("intaketext.damaged.do"), err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "", damaged(err)
	}
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
		if f.Flags&1 != 0 {
			return "", formatProblem(name, "locked")
		}
	}
	main := mainPart(parts)
	if parts[main] == nil {
		if format := otherPackage(parts); format != "" {
			return "", formatProblem(name, format)
		}
		return "", damaged(errNoPart)
	}
	n, err := readNumbering(parts, path.Dir(main))
	if err != nil {
		return "", docxProblem(err, name, damaged)
	}
	r, err := openDocxPart(parts, main)
	if err != nil {
		return "", docxProblem(err, name, damaged)
	}
	text, err := documentText(r, n)
	if err = errors.Join(err, r.Close()); err != nil {
		return "", docxProblem(err, name, damaged)
	}
	text = lineEnds.Replace(text)
	if showsNothing(text) {
		return "", emptyText(name)
	}
	return text, nil
}

func docxProblem(err error, name string, damaged func(error) error) error {
	if errors.Is(err, errTooLarge) {
		return textProblem(name, err)
	}
	return damaged(err)
}

// mainPart is the name of the part that holds the document, as the package says.
func mainPart(parts map[string]*zip.File) string {
	const usual = "word/document.xml"
	r, err := openDocxPart(parts, "_rels/.rels")
	if err != nil {
		return usual
	}
	defer r.Close() // opened for reading: nothing can be lost
	var rels struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.NewDecoder(r).Decode(&rels) != nil {
		return usual
	}
	for _, rel := range rels.Relationship {
		if target := strings.ToLower(strings.TrimPrefix(path.Clean("/"+rel.Target), "/")); strings.HasSuffix(rel.Type, "/officeDocument") &&
			parts[target] != nil && strings.HasPrefix(target, "word/") {
			return target
		}
	}
	return usual
}

// otherPackage names the format of a zip that is no docx, "" where it may be
// one that is damaged.
func otherPackage(parts map[string]*zip.File) string {
	switch {
	case parts["xl/workbook.xml"] != nil || parts["xl/workbook.bin"] != nil:
		return "xlsx"
	case parts["ppt/presentation.xml"] != nil:
		return "pptx"
	case parts["ofd.xml"] != nil:
		return "ofd"
	case parts["mimetype"] != nil && parts["content.xml"] != nil:
		return "odt"
	case parts["[content_types].xml"] == nil:
		return "zip"
	}
	return ""
}

// docxPart is an unpacked part that gives an error, not an end, where it is too large.
type docxPart struct {
	io.ReadCloser
	left int64
}

func (p *docxPart) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, errTooLarge
	}
	n, err := p.ReadCloser.Read(b[:min(int64(len(b)), p.left)])
	p.left -= int64(n)
	return n, err
}

func openDocxPart(parts map[string]*zip.File, name string) (*docxPart, error) {
	f := parts[name]
	if f == nil {
		return nil, errNoPart
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &docxPart{r, mostPartBytes}, nil
}

// isWord reports whether an element is one of WordprocessingML, in either of
// its name spaces.
func isWord(n xml.Name) bool {
	return n.Space == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
		n.Space == "http://purl.oclc.org/ooxml/wordprocessingml/main"
}

// wordAttr is the value of an attribute, "" where it is absent.
func wordAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isOff reports whether a switch such as <w:vanish w:val="0"/> is set to off.
func isOff(e xml.StartElement) bool {
	switch wordAttr(e, "val") {
	case "0", "false", "off", "none":
		return true
	}
	return false
}
