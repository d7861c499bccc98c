package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// body reads the main part of a docx.
type body struct {
	out        strings.Builder
	numbering  *numbering
	paragraphs []*docxParagraph // the open one, and those around a text box in it
	fields     []docxField
	contents   int  // how many of the open fields are tables of contents
	hidden     bool // the run is not shown
	inRun      bool
}

// docxParagraph is a paragraph while it is read.
type docxParagraph struct {
	text   strings.Builder
	style  string
	number docxNumber
}

// docxField is a field (目录, 页码 and so on) while it is read: its instruction, then
// its result.
type docxField struct {
	instruction strings.Builder
	result      bool
	contents    bool
}

// unshown are elements whose content is not text that is shown: what was
// deleted or moved away, former properties, readings above characters, and the
// second form of what is there twice.
var unshown = map[string]bool{
	"del": true, "moveFrom": true, "pPrChange": true, "rPrChange": true, "sectPr": true, "sectPrChange": true, "tblPr": true, "tblPrEx": true,
	"trPr": true, "tcPr": true, "tblGrid": true, "numberingChange": true, "rt": true, "sdtPr": true, "delText": true, "delInstrText": true,
}

// documentText gives the paragraphs of the main part, one a line.
func documentText(r io.Reader, n *numbering) (string, error) {
	d := xml.NewDecoder(r)
	b := &body{numbering: n}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "Fallback" || isWord(e.Name) && unshown[e.Name.Local] {
				err = d.Skip()
			} else if isWord(e.Name) || e.Name.Local == "t" {
				err = b.start(d, e)
			}
			if err != nil {
				return "", err
			}
		case xml.EndElement:
			if isWord(e.Name) {
				b.end(e.Name.Local)
			}
		}
	}
}

func (b *body) start(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		b.paragraphs = append(b.paragraphs, &docxParagraph{})
		b.inRun, b.hidden = false, false
	case "r":
		b.inRun, b.hidden = true, false
	case "t":
		text, err := content(d)
		b.write(text)
		return err
	case "instrText":
		text, err := content(d)
		if n := len(b.fields); n > 0 && !b.fields[n-1].result {
			b.fields[n-1].instruction.WriteString(text)
		}
		return err
	case "tab":
		if b.inRun {
			b.write("\t")
		}
	case "br", "cr":
		b.write("\n")
	case "noBreakHyphen":
		b.write("-")
	case "vanish":
		b.hidden = b.inRun && !isOff(e)
	case "fldChar":
		b.field(wordAttr(e, "fldCharType"))
	}
	if p := b.paragraph(); p != nil && !b.inRun {
		switch e.Name.Local {
		case "pStyle":
			p.style = wordAttr(e, "val")
		case "numId":
			p.number.id, p.number.given = wordAttr(e, "val"), true
		case "ilvl":
			if level, err := strconv.Atoi(wordAttr(e, "val")); err == nil {
				p.number.level, p.number.levelGiven = level, true
			}
		}
	}
	return nil
}

func (b *body) end(name string) {
	switch name {
	case "r":
		b.inRun, b.hidden = false, false
	case "p":
		p := b.paragraph()
		if p == nil {
			return
		}
		b.paragraphs = b.paragraphs[:len(b.paragraphs)-1]
		text := p.text.String()
		label := b.numbering.label(p.style, p.number)
		if strings.TrimSpace(text) != "" {
			b.out.WriteString(label)
		}
		b.out.WriteString(text)
		b.out.WriteByte('\n')
		b.inRun = len(b.paragraphs) > 0 // a text box stands in a run
	}
}

// paragraph is the innermost open one, nil where there is none.
func (b *body) paragraph() *docxParagraph {
	if len(b.paragraphs) == 0 {
		return nil
	}
	return b.paragraphs[len(b.paragraphs)-1]
}

// write adds shown text.
func (b *body) write(text string) {
	if p := b.paragraph(); p != nil && !b.hidden && b.contents == 0 {
		p.text.WriteString(text)
	}
}

// field follows the marks of a field.
func (b *body) field(mark string) {
	n := len(b.fields)
	switch {
	case mark == "begin":
		b.fields = append(b.fields, docxField{})
	case n == 0:
	case mark == "separate":
		f := &b.fields[n-1]
		f.result = true
		if instruction := strings.ToUpper(strings.TrimSpace(f.instruction.String())); strings.HasPrefix(instruction, "TOC") && !f.contents {
			f.contents = true
			b.contents++
		}
	case mark == "end":
		if b.fields[n-1].contents {
			b.contents--
		}
		b.fields = b.fields[:n-1]
	}
}

// content is the text of an element up to its end.
func content(d *xml.Decoder) (string, error) {
	var s strings.Builder
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			s.Write(t)
		}
	}
	return s.String(), nil
}
