package intake

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"piaojue/app/say"
)

func gb18030(t testing.TB, s string) []byte {
	t.Helper()
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func utf16Bytes(s string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func realReport(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../assets/rehearsal/report-2021-gusu.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every code gives the same text.
func TestCodes(t *testing.T) {
	for name, text := range map[string]string{
		"the real report":     realReport(t),
		"a few words":         "各位代表：\n现在，我代表区政府报告工作。\n",
		"names and signs":     "曹沧州祠、㐂𠮷、Ⅲ、①、℃、·、——、……\n",
		"with much English":   "App and IP: 打造“P+R”模式, M+, GDP.\nThe end.\n",
		"one word":            "报告\n",
		"Japanese and accent": "café ひらがな 报告，是的，这是报告。\n",
	} {
		for code, b := range map[string][]byte{
			"UTF-8":              []byte(text),
			"UTF-8 with a mark":  []byte("\ufeff" + text),
			"UTF-16LE":           utf16Bytes("\ufeff"+text, binary.LittleEndian),
			"UTF-16BE":           utf16Bytes("\ufeff"+text, binary.BigEndian),
			"UTF-16LE, unmarked": utf16Bytes(text, binary.LittleEndian),
			"UTF-16BE, unmarked": utf16Bytes(text, binary.BigEndian),
			"GB18030":            gb18030(t, text),
			"with CRLF":          []byte(strings.ReplaceAll(text, "\n", "\r\n")),
			"with CR":            []byte(strings.ReplaceAll(text, "\n", "\r")),
			"GB18030 with CRLF":  gb18030(t, strings.ReplaceAll(text, "\n", "\r\n")),
		} {
			got, err := DecodeText("报告.txt", b)
			if err != nil {
				t.Errorf("%s in %s: %v", name, code, err)
			} else if got != text {
				t.Errorf("%s in %s is %q", name, code, got[:min(len(got), 60)])
			}
		}
	}
}

// problem is the key of the sentence that an error says; it must name the file.
func problem(t *testing.T, file string, err error) string {
	t.Helper()
	var p *say.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%s: %v is nothing to tell a person", file, err)
	}
	for _, l := range []say.Language{say.Chinese, say.English} {
		if s := p.Sentence(l); !strings.Contains(s, filepath.Base(file)) || strings.Contains(s, "{{") || strings.Contains(s, "<no value>") {
			t.Errorf("%s: %s", file, s)
		}
	}
	if p.Do.IsZero() || p.Do.In(say.Chinese) == p.Do.Key {
		t.Errorf("%s: no next step in %+v", file, p)
	}
	return p.What.Key
}

func TestRefusedTexts(t *testing.T) {
	chinese := strings.Repeat("各位代表，现在报告工作。\n", 20)
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00\x01\xfe", 300)
	noise := make([]byte, 4000)
	for i := range noise {
		noise[i] = byte(i*i*7 + i*13 + i/256)
	}
	for _, tt := range []struct{ file, content, want string }{
		{"a.txt", "", "empty"},
		{"a.txt", " \r\n\t ", "empty"},
		{"a.txt", "\ufeff", "empty"},
		{"a.txt", "\u3000\n", "empty"},
		{"a.txt", "\xff\xfe", "empty"},
		{"a.txt", "text\x00with a NUL", "binary"},
		{"a.txt", string(noise), "binary"},
		{"a.bin", "\x7fELF\x02\x01\x01\x00\x00\x00", "binary"},
		{"a.txt", chinese + "好\xff\xff好" + chinese, "unknown"},
		{"a.txt", chinese[:len(chinese)-2], "unknown"},
		{"a.txt", string(gb18030(t, chinese)) + "\x80\xff", "unknown"},
		{"a.txt", chinese + "\ufffd", "unknown"},
		{"a.txt", string(utf16Bytes("\ufeff"+chinese, binary.LittleEndian)) + "x", "unknown"},
		{"a.txt", string(utf16Bytes("\ufeff"+chinese, binary.LittleEndian)) + "\x00\xd8", "unknown"},
		{"a.doc", ole, "format.doc"},
		{"a.docx", ole, "format.doc"},
		{"a.wps", ole, "format.wps"},
		{"a.docx", ole + string(utf16le("EncryptedPackage")), "format.locked"},
		{"a.pdf", "%PDF-1.7\n", "format.pdf"},
		{"a.pdf", "\x00\x01", "format.pdf"},
		{"a.rtf", "{\\rtf1\\ansi}", "format.rtf"},
		{"a.html", "\n<!DOCTYPE html>\n<p>x", "format.html"},
		{"a.doc", "<html xmlns:w=''><body>x", "format.html"},
		{"a.png", "\x89PNG\r\n\x1a\n", "format.picture"},
	} {
		_, err := DecodeText(tt.file, []byte(tt.content))
		if got := problem(t, tt.file, err); got != "intaketext."+tt.want {
			t.Errorf("%s %q: %s, want %s", tt.file, tt.content[:min(len(tt.content), 30)], got, tt.want)
		}
	}
	if _, err := DecodeText("a.txt", make([]byte, mostTextBytes+1)); problem(t, "a.txt", err) != "intaketext.large" {
		t.Error(err)
	}
}

// What cannot be told is counted and its first place named.
func TestUnknownCharacters(t *testing.T) {
	text := strings.Repeat("各位代表，现在报告工作。\n", 20)
	_, err := DecodeText("a.txt", []byte(text+"好\xff好\n好\xfe好\n"))
	p := say.Explain(err)
	if p.What.Args["Count"] != 2 || p.What.Args["Line"] != 21 {
		t.Errorf("%v", p.What.Args)
	}
}

func TestReadText(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	got, err := ReadText(write("报告.txt", gb18030(t, "各位代表：\r\n报告\r\n")))
	if err != nil || got != "各位代表：\n报告\n" {
		t.Errorf("%q, %v", got, err)
	}
	large := write("large.txt", nil)
	if err := os.Truncate(large, mostTextBytes+1); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "no.txt"): "missing",
		dir:                          "folder",
		large:                        "large",
		write("empty.txt", nil):      "empty",
	} {
		_, err := ReadText(path)
		if got := problem(t, path, err); got != "intaketext."+want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

// Every sentence of the file is in both languages with the same values.
func TestSentences(t *testing.T) {
	formats := []string{"doc", "wps", "locked", "pdf", "rtf", "html", "picture", "xlsx", "pptx", "ofd", "odt", "zip"}
	keys := []string{"binary", "damaged", "empty", "folder", "forbidden", "large", "missing", "unknown", "unreadable"}
	for _, f := range formats {
		keys = append(keys, "format."+f)
	}
	for _, k := range keys {
		for _, key := range []string{"intaketext." + k, "intaketext." + k + ".do"} {
			zh, en := say.M(key, "File", "甲").In(say.Chinese), say.M(key, "File", "甲").In(say.English)
			if zh == key || en == key || zh == en {
				t.Errorf("%s: %q, %q", key, zh, en)
			}
		}
	}
}

func FuzzDecodeText(f *testing.F) {
	f.Add([]byte("各位代表：\r\n报告"))
	f.Add(gb18030(f, "各位代表：\n报告"))
	f.Add(utf16Bytes("\ufeff各位代表：\n报告", binary.LittleEndian))
	f.Add(utf16Bytes("各位代表：\n报告", binary.BigEndian))
	f.Add([]byte("\xef\xbb\xbf\xef\xbb\xbf"))
	f.Add([]byte("\xff\xfe\x00\xd8"))
	f.Add([]byte("\x84\x31\xa4\x37\x81"))
	f.Fuzz(func(t *testing.T, b []byte) { decodesOrSays(t, b) })
}

// decodesOrSays holds what is promised of any bytes.
func decodesOrSays(t *testing.T, b []byte) {
	given := slices.Clone(b)
	text, err := DecodeText("报告.txt", b)
	if !bytes.Equal(b, given) {
		t.Fatal("the bytes were changed")
	}
	if err != nil {
		problem(t, "报告.txt", err)
		if text != "" {
			t.Fatal("text beside an error")
		}
		return
	}
	if strings.TrimSpace(text) == "" || strings.ContainsAny(text, "\r\x00\ufffd") || !slices.Equal([]rune(text), []rune(string([]rune(text)))) {
		t.Fatalf("%q", text)
	}
	again, err := DecodeText("报告.txt", []byte("\ufeff"+text))
	if err != nil || again != text {
		t.Fatalf("%q is read as %q, %v", text, again, err)
	}
}
