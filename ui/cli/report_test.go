package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"piaojue/app/say"
)

// fake gives one text for any file; a path that says so is refused.
func fake(text string) Files {
	read := func(path string) (string, error) {
		switch path {
		case "bad.txt":
			return "", say.Wrong(say.M("problem.unexpected"), say.M("problem.unexpected.do"), nil)
		case "odd.txt":
			return "", errors.New("no sentence for this")
		}
		return text, nil
	}
	return Files{ReadText: read, DecodeText: func(_ string, b []byte) (string, error) { return string(b), nil }}
}

func run(f Files, stdin string, args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = f.Report(args, strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}

func realReport(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../assets/rehearsal/report-2021-gusu.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestReportJSON(t *testing.T) {
	text := realReport(t)
	status, out, complaint := run(fake(text), "", "-json", "report.txt")
	if status != Done || complaint != "" {
		t.Fatalf("status %d, %s", status, complaint)
	}
	var v struct {
		Title, Meeting, Speaker string
		Plain                   *bool
		Outline                 []struct {
			Level, Offset int
			Number, Title string
			Children      []struct {
				Level, Offset int
				Number, Title string
				Children      []json.RawMessage
			}
		}
		Glossary []struct{ Term, Text string }
		Dropped  []struct {
			Offset       int
			Text, Reason string
		}
	}
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatal(err)
	}
	if v.Title != "政府工作报告" || v.Meeting != "2021年1月13日在区二届人大五次会议上" || v.Speaker != "代区长 沈志栋" || v.Plain == nil || *v.Plain {
		t.Errorf("%+v", v)
	}
	if len(v.Outline) != 3 || len(v.Glossary) != 14 || len(v.Dropped) != 5 {
		t.Errorf("%d chapters, %d terms, %d dropped", len(v.Outline), len(v.Glossary), len(v.Dropped))
	}
	if s := v.Outline[2].Children[2]; s.Level != 2 || s.Number != "(三)" || s.Title != "在城市品质上展现新提升" || len(s.Children) != 3 ||
		!strings.HasPrefix(string([]rune(text)[s.Offset:]), "(三)在城市品质上") {
		t.Errorf("%+v", s)
	}
	if c := v.Outline[0].Children[5]; c.Number != "1" || c.Title != "坚持慎终如始,疫情防线扎实筑牢" || c.Children == nil {
		t.Errorf("%+v", c)
	}
	if strings.Contains(out, `\u003e`) || !strings.Contains(out, "江苏 > 苏州") {
		t.Error("signs are escaped for web pages")
	}
}

func TestReportPunctuation(t *testing.T) {
	_, out, _ := run(fake(realReport(t)), "", "-json", "-punctuation", "full", "report.txt")
	if !strings.Contains(out, `"坚持慎终如始，疫情防线扎实筑牢"`) || strings.Contains(out, `"坚持慎终如始,疫情防线扎实筑牢"`) {
		t.Error("the outline does not have full-width punctuation")
	}
	if !strings.Contains(out, "指环境卫生综合整治（即“扫地”行动）和征收") {
		t.Error("the glossary does not have full-width punctuation")
	}
}

func TestReportForPeople(t *testing.T) {
	status, out, _ := run(fake(realReport(t)), "", "report.txt")
	if status != Done {
		t.Fatal(status)
	}
	for _, want := range []string{
		"标题：政府工作报告\n会议：2021年1月13日在区二届人大五次会议上\n报告人：代区长 沈志栋\n目录：\n  一 “十三五”时期和2020年工作回顾\n    五年来,我们聚焦",
		"\n    (一) 在古城更新上焕发新活力\n      1 以更高标准完善顶层设计\n        更新保护理念\n",
		"\n名词解释（14 条）：\n  1 “两扫”行动\n",
		"\n未收入报告的网页内容（5 处）：\n  网页标题：苏州姑苏区2021年政府工作报告发布\n  网页导航：江苏\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("without %q:\n%s", want, out)
		}
	}
}

func TestPlainReport(t *testing.T) {
	status, out, complaint := run(fake("床前明月光\n"), "", "-json", "poem.txt")
	var v map[string]any
	if err := json.Unmarshal([]byte(out), &v); err != nil || status != Done || complaint != "" {
		t.Fatalf("status %d, %v, %s", status, err, complaint)
	}
	if v["plain"] != true || v["title"] != "" {
		t.Errorf("%v", v)
	}
	for _, list := range []string{"outline", "glossary", "dropped"} {
		if l, ok := v[list].([]any); !ok || len(l) != 0 {
			t.Errorf("%s is %v", list, v[list])
		}
	}
	if status, out, _ := run(fake("床前明月光\n"), "", "poem.txt"); status != Done || !strings.Contains(out, "不是一份政府工作报告") {
		t.Errorf("status %d, %s", status, out)
	}
}

func TestReportFromStandardInput(t *testing.T) {
	status, out, _ := run(fake(""), "床前明月光\n", "-json", "-")
	if status != Done || !strings.Contains(out, `"plain": true`) {
		t.Errorf("status %d, %s", status, out)
	}
}

func TestReportBadInput(t *testing.T) {
	for name, args := range map[string][]string{
		"no file":             {"-json"},
		"two files":           {"a.txt", "b.txt"},
		"an unknown option":   {"-xml", "a.txt"},
		"an unknown value":    {"-punctuation", "half", "a.txt"},
		"a file that is bad":  {"bad.txt"},
		"an unforeseen error": {"-json", "odd.txt"},
	} {
		status, out, complaint := run(fake("x"), "", args...)
		if status != BadInput || out != "" || strings.Count(complaint, "\n") != 1 || !strings.HasSuffix(complaint, "\n") {
			t.Errorf("%s: status %d, printed %q, said %q", name, status, out, complaint)
		}
	}
	if status, out, complaint := run(fake(""), "", "-h"); status != Done || !strings.Contains(out, "-punctuation") || complaint != "" {
		t.Errorf("-h: status %d, %q, %q", status, out, complaint)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestReportWithNowhereToWrite(t *testing.T) {
	var complaint bytes.Buffer
	if status := fake("x").Report([]string{"a.txt"}, strings.NewReader(""), full{}, &complaint); status != BadInput || complaint.Len() == 0 {
		t.Errorf("status %d, %s", status, complaint.String())
	}
}
