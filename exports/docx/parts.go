package docx

import "encoding/xml"

const wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

const contentTypes = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`</Types>`

const packageRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

const documentRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>` +
	`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>` +
	`</Relationships>`

// section is A4 with the margins of an official paper, in twentieths of a point.
const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>` +
	`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1304" w:left="1474" w:header="794" w:footer="737" w:gutter="0"/></w:sectPr>`

const settings = xml.Header + `<w:settings xmlns:w="` + wordSpace + `"><w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// style is one paragraph style: its properties of the paragraph and of the text.
func style(id, name, next, paragraph, text string) string {
	s := `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/>`
	if next != "" {
		s += `<w:next w:val="` + next + `"/>`
	}
	return s + `<w:qFormat/><w:pPr>` + paragraph + `</w:pPr><w:rPr>` + text + `</w:rPr></w:style>`
}

const (
	heiti   = `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体" w:cs="Arial"/>`
	kaiti   = `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="楷体" w:cs="Times New Roman"/>`
	accent  = "A8221B"
	caption = `<w:color w:val="5C5750"/><w:sz w:val="20"/><w:szCs w:val="20"/>`
)

// styles are in the fonts of official papers; where one is missing, programs put
// another in its place.
var styles = xml.Header + `<w:styles xmlns:w="` + wordSpace + `">` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>` +
	`<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
	style("Title", "Title", "Subtitle", `<w:spacing w:before="120" w:after="160"/><w:jc w:val="center"/>`, heiti+`<w:b/><w:sz w:val="40"/><w:szCs w:val="40"/>`) +
	style("Subtitle", "Subtitle", "Body", `<w:spacing w:after="120"/><w:jc w:val="center"/>`, `<w:sz w:val="22"/><w:szCs w:val="22"/>`) +
	style("Heading1", "heading 1", "Body", `<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>`, heiti+`<w:sz w:val="30"/><w:szCs w:val="30"/>`) +
	style("Heading2", "heading 2", "Body", `<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/>`, heiti+`<w:sz w:val="24"/><w:szCs w:val="24"/>`) +
	style("Body", "Body Text", "", `<w:spacing w:after="60"/>`, ``) +
	style("Quote", "Quote", "Body", `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="B9B2A6"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F7F5F0"/><w:spacing w:before="40" w:after="100"/><w:ind w:left="360" w:right="240"/>`, kaiti) +
	style("Small", "Small", "", `<w:spacing w:line="300" w:lineRule="auto" w:after="40"/>`, caption) +
	style("Answer", "Answer", "", `<w:spacing w:before="40" w:after="80"/><w:ind w:left="360"/>`, ``) +
	style("Banner", "Banner", "Body", `<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="`+accent+`"/><w:bottom w:val="single" w:sz="8" w:space="4" w:color="`+accent+`"/></w:pBdr><w:spacing w:before="60" w:after="120"/><w:jc w:val="center"/>`, heiti+`<w:color w:val="`+accent+`"/>`) +
	style("Header", "header", "", `<w:jc w:val="center"/>`, `<w:color w:val="`+accent+`"/><w:sz w:val="18"/><w:szCs w:val="18"/>`) +
	style("Footer", "footer", "", `<w:jc w:val="center"/>`, `<w:sz w:val="18"/><w:szCs w:val="18"/>`) +
	`</w:styles>`
