package intake

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"piaojue/app/report"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// packed is a zip of parts, given as name and content in turn.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const relations = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

// docx is a document with a body, and the further parts given.
func docx(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	return packed(t, append([]string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", relations,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + wordNames + `><w:body>` + body + `</w:body></w:document>`,
	}, parts...)...)
}

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// paragraphs makes each line a paragraph in two runs, as Word splits them.
func paragraphs(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		runes := []rune(strings.TrimSuffix(line, "\n"))
		half := len(runes) / 2
		b.WriteString(`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">` + escaped.Replace(string(runes[:half])) +
			`</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + escaped.Replace(string(runes[half:])) + `</w:t></w:r></w:p>`)
	}
	return b.String()
}

func TestReportAsDocx(t *testing.T) {
	text := realReport(t)
	got, err := DecodeText("报告.docx", docx(t, paragraphs(text)))
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimRight(got, "\n") != strings.TrimRight(text, "\n") {
		t.Error("the docx reads differently")
	}
	if r := report.Parse(got); r.Plain || len(r.Outline) != 3 || len(r.Glossary) != 14 {
		t.Errorf("%d chapters, %d terms", len(r.Outline), len(r.Glossary))
	}
}

func TestDocxContent(t *testing.T) {
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	for _, tt := range []struct{ name, body, want string }{
		{"tab, breaks and hyphen", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>`, "甲\t乙\n丙\n丁-\n"},
		{"insertions and deletions", `<w:p><w:ins>` + run("新") + `</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>` + run("走") + `</w:moveFrom><w:moveTo>` + run("来") + `</w:moveTo></w:p>`, "新来\n"},
		{"hidden text", `<w:p>` + run("明") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>亮</w:t></w:r></w:p>`, "明亮\n"},
		{"links, tags and controls", `<w:sdt><w:sdtPr><w:t>否</w:t></w:sdtPr><w:sdtContent><w:p><w:hyperlink>` + run("链") + `</w:hyperlink><w:smartTag>` + run("标") + `</w:smartTag></w:p></w:sdtContent></w:sdt>`, "链标\n"},
		{"a field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("7") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("页") + `</w:p>`, "7页\n"},
		{"a table of contents", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("一、甲 1") + `</w:p><w:p>` + run("二、乙 2") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p>` + run("一、甲") + `</w:p>`, "\n\n一、甲\n"},
		{"a table", `<w:tbl><w:tr><w:tc><w:p>` + run("甲") + `</w:p></w:tc><w:tc><w:p>` + run("乙") + `</w:p></w:tc></w:tr></w:tbl>`, "甲\n乙\n"},
		{"a text box, there twice", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>` + run("框") + `</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p>` + run("框") + `</w:p></mc:Fallback></mc:AlternateContent><w:t>文</w:t></w:r></w:p>`, "框\n文\n"},
		{"a reading above", `<w:p><w:r><w:ruby><w:rt>` + run("shàn") + `</w:rt><w:rubyBase>` + run("单") + `</w:rubyBase></w:ruby></w:r></w:p>`, "单\n"},
		{"a footnote and a comment", `<w:p>` + run("文") + `<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>`, "文\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := DecodeText("a.docx", docx(t, tt.body))
			if err != nil || got != tt.want {
				t.Errorf("%q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestStrictDocx(t *testing.T) {
	got, err := DecodeText("a.docx", packed(t, "word/document.xml",
		`<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>`))
	if err != nil || got != "文\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// Numbers that Word sets by itself are part of what a reader sees.
func TestDocxNumbers(t *testing.T) {
	numbered := func(id, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	styled := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	level := func(i, format, text string) string {
		return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	lists := `<w:numbering ` + wordNames + `>` +
		`<w:abstractNum w:abstractNumId="0">` + level("0", "chineseCountingThousand", "%1、") + level("1", "chineseCounting", "（%2）") + level("2", "decimal", "%3.") + level("3", "decimal", "%3.%4") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1">` + level("0", "bullet", "●") + level("1", "decimalEnclosedCircle", "%2") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Linked"/></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>`
	styles := `<w:styles ` + wordNames + `>` +
		`<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:styleId="H1a"><w:basedOn w:val="H1"/></w:style>` +
		`<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>` +
		`<w:style w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`
	body := styled("H1", "回顾") + numbered("1", "1", "经济") + numbered("1", "2", "工业") + numbered("1", "2", "农业") + numbered("1", "3", "小节") +
		numbered("1", "1", "社会") + numbered("1", "2", "教育") + numbered("3", "2", "另起") + numbered("3", "2", "续") + styled("H1a", "任务") + numbered("0", "0", "不编号") +
		numbered("2", "0", "圆点") + numbered("2", "1", "圈") + numbered("9", "0", "无此表") + numbered("1", "99", "无此级") + styled("Round", "循环") + numbered("4", "1", "引用")
	want := "一、回顾\n（一）经济\n1.工业\n2.农业\n2.1 小节\n（二）社会\n1.教育\n1.另起\n2.续\n二、任务\n不编号\n圆点\n①圈\n无此表\n无此级\n循环\n②引用\n"
	got, err := DecodeText("a.docx", docx(t, body, "word/numbering.xml", lists, "word/styles.xml", styles))
	if err != nil || got != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, got, want)
	}
}

func TestNumberFormats(t *testing.T) {
	for _, tt := range []struct {
		n      int
		format string
		want   string
	}{
		{1, "chineseCounting", "一"}, {10, "chineseCounting", "十"}, {11, "chineseCounting", "十一"}, {20, "chineseCountingThousand", "二十"}, {99, "chineseCounting", "九十九"},
		{100, "chineseCounting", "100"}, {12, "chineseLegalSimplified", "拾贰"}, {3, "ideographTraditional", "丙"}, {20, "decimalEnclosedCircle", "⑳"}, {21, "decimalEnclosedCircle", "21"},
		{2, "decimalEnclosedParen", "⑵"}, {2, "decimalEnclosedFullstop", "⒉"}, {3, "upperLetter", "C"}, {27, "lowerLetter", "27"}, {14, "upperRoman", "XIV"}, {39, "lowerRoman", "xxxix"},
		{4000, "upperRoman", "4000"}, {7, "decimalZero", "07"}, {7, "none", ""}, {7, "of a later Word", "7"}, {0, "chineseCounting", "0"},
	} {
		if got := written(tt.n, tt.format); got != tt.want {
			t.Errorf("written(%d, %s) = %s, want %s", tt.n, tt.format, got, tt.want)
		}
	}
}

func TestRefusedDocx(t *testing.T) {
	whole := docx(t, paragraphs("各位代表"))
	broken := bytes.Clone(whole)
	copy(broken[len(broken)/2:], "################")
	encrypted := bytes.Clone(whole)
	for at := bytes.Index(encrypted, []byte("PK\x01\x02")); at >= 0; {
		encrypted[at+8] |= 1
		next := bytes.Index(encrypted[at+4:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += 4 + next
	}
	bomb := docx(t, "<w:p><w:r><w:t>"+strings.Repeat(" ", mostPartBytes)+"</w:t></w:r></w:p>")
	for name, tt := range map[string]struct {
		b    []byte
		want string
	}{
		"cut off":              {whole[:len(whole)-30], "damaged"},
		"overwritten":          {broken, "damaged"},
		"XML that is none":     {docx(t, "<w:p>"), "damaged"},
		"an entity of its own": {packed(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document `+wordNames+`><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>`), "damaged"},
		"no document in it":    {packed(t, "[Content_Types].xml", "<Types/>"), "damaged"},
		"broken numbering":     {docx(t, paragraphs("甲"), "word/numbering.xml", "<w"), "damaged"},
		"no text in it":        {docx(t, "<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>"), "empty"},
		"a part too large":     {bomb, "large"},
		"encrypted":            {encrypted, "format.locked"},
		"a workbook":           {packed(t, "[Content_Types].xml", "", "xl/workbook.xml", "<workbook/>"), "format.xlsx"},
		"slides":               {packed(t, "ppt/presentation.xml", "<p/>"), "format.pptx"},
		"an OFD":               {packed(t, "OFD.xml", "<ofd/>"), "format.ofd"},
		"an OpenDocument":      {packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "format.odt"},
		"some archive":         {packed(t, "report.txt", "各位代表"), "format.zip"},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := DecodeText("a.docx", tt.b)
			if got := problem(t, "a.docx", err); got != "intaketext."+tt.want || text != "" {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func FuzzDocx(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>甲</w:t></w:r></w:p>`, `<w:numbering/>`, `<w:styles/>`)
	files, err := filepath.Glob("testdata/docx/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		body, rest, _ := strings.Cut(string(b), "\n----\n")
		numbering, styles, _ := strings.Cut(rest, "\n----\n")
		f.Add(body, numbering, styles)
	}
	f.Fuzz(func(t *testing.T, body, numbering, styles string) {
		text, err := DecodeText("报告.docx", docx(t, body, "word/numbering.xml", `<w:numbering `+wordNames+`>`+numbering+`</w:numbering>`,
			"word/styles.xml", `<w:styles `+wordNames+`>`+styles+`</w:styles>`))
		if err != nil {
			problem(t, "报告.docx", err)
			return
		}
		if strings.TrimSpace(text) == "" || strings.ContainsRune(text, '\r') || !utf8.ValidString(text) {
			t.Fatalf("%q", text)
		}
	})
}

func FuzzDocxBytes(f *testing.F) {
	f.Add(docx(f, paragraphs("各位代表：\n报告")))
	f.Add(packed(f, "word/document.xml", "<x/>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if text, err := docxText("报告.docx", b); err != nil {
			problem(t, "报告.docx", err)
		} else if strings.TrimSpace(text) == "" {
			t.Fatal("an empty text without a word about it")
		}
	})
}
