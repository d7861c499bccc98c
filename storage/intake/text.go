// Package intake reads the files that come in, as they really are: reports as
// txt and docx, candidate lists as csv and xlsx. What a file is, its content
// decides, not its name. Every error is a *say.Problem that names the file, what
// is wrong with it and the mend.
package intake

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"piaojue/app/say"
)

// mostTextBytes bounds a file with a report. The longest published ones have
// 200 kB of text; a docx with pictures has a few MB.
const mostTextBytes = 32 << 20

// ReadText reads a report from a txt or docx file; see DecodeText.
func ReadText(path string) (string, error) {
	name := filepath.Base(path)
	b, err := readBounded(path, mostTextBytes)
	if err != nil {
		return "", textProblem(name, err)
	}
	return DecodeText(name, b)
}

// DecodeText gives the text of a file that was read: plain text in UTF-8,
// UTF-16 or GB18030, with or without a byte order mark, or a docx. Line ends
// are "\n". The name is only for sentences.
//
// Text with a character that cannot be told is refused, not repaired: it would
// be read aloud, annotated and quoted.
func DecodeText(name string, b []byte) (string, error) {
	switch {
	case len(b) > mostTextBytes:
		return "", textProblem(name, errTooLarge)
	case len(bytes.TrimSpace(b)) == 0:
		return "", emptyText(name)
	}
	if format := documentFormat(name, b); format != "" {
		return "", formatProblem(name, format)
	}
	if bytes.HasPrefix(b, []byte("PK\x03\x04")) {
		return docxText(name, b)
	}
	text, unknown, ok := textOf(b)
	if !ok {
		if format := formatByName(name); format != "" {
			return "", formatProblem(name, format)
		}
		return "", say.Wrong(say.M("intaketext.binary", "File", name), say.M("intaketext.binary.do"), nil)
	}
	text = lineEnds.Replace(text)
	if unknown > 0 {
		at, _, _ := strings.Cut(text, string(utf8.RuneError))
		return "", say.Wrong(
			say.M("intaketext.unknown", "File", name, "Count", unknown, "Line", strings.Count(at, "\n")+1),
			say.M("intaketext.unknown.do"), nil)
	}
	if showsNothing(text) {
		return "", emptyText(name)
	}
	return text, nil
}

// showsNothing reports whether a text is nothing but white space.
func showsNothing(text string) bool {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == 0xFEFF }) == ""
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func emptyText(name string) error {
	return say.Wrong(say.M("intaketext.empty", "File", name), say.M("intaketext.empty.do"), nil)
}

func formatProblem(name, format string) error {
	return say.Wrong(say.M("intaketext.format."+format, "File", name), say.M("intaketext.format."+format+".do"), nil)
}

// documentFormat names a format that is known and not read as text, "" for none.
func documentFormat(name string, b []byte) string {
	head := bytes.ToLower(bytes.TrimLeft(b[:min(len(b), 1024)], "\xef\xbb\xbf \t\r\n"))
	switch {
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		// The container of old Word and WPS files, and of new ones with a password.
		if bytes.Contains(b, utf16le("EncryptedPackage")) {
			return "locked"
		}
		if formatByName(name) == "wps" {
			return "wps"
		}
		return "doc"
	case bytes.HasPrefix(head, []byte("%pdf-")):
		return "pdf"
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return "rtf"
	case bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<html")) || bytes.HasPrefix(head, []byte("<!doctype html"))):
		return "html"
	case bytes.HasPrefix(b, []byte("\x89PNG")), bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "picture"
	}
	return ""
}

// formatByName names the format that a file's name promises, where its content
// is no text.
func formatByName(name string) string {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".doc", ".wps", ".pdf", ".rtf":
		return ext[1:]
	case ".dot", ".wpt":
		return "doc"
	case ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp":
		return "picture"
	}
	return ""
}

// textProblem says why a file could not be read.
func textProblem(name string, err error) *say.Problem {
	key := "intaketext.unreadable"
	switch {
	case errors.Is(err, os.ErrNotExist):
		key = "intaketext.missing"
	case errors.Is(err, os.ErrPermission):
		key = "intaketext.forbidden"
	case errors.Is(err, errTooLarge):
		key = "intaketext.large"
	case errors.Is(err, errNotRegular):
		key = "intaketext.folder"
	}
	return say.Wrong(say.M(key, "File", name), say.M(key+".do"), err)
}
