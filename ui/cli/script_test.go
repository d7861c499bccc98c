package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"piaojue/app/say"
)

// What is wrong in a script is said with its line, in both languages.
func TestScriptsThatAreWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "cli.script.empty",
		"# nothing\n\n":                      "cli.script.empty",
		"\xff":                               "cli.script.text",
		"roll 9\nfly away":                   "2 cli.script.verb",
		"roll":                               "1 cli.script.words",
		"roll 9 10":                          "1 cli.script.words",
		"\n\nrefused":                        "3 cli.script.verb.none",
		"refused( freeze":                    "1 cli.script.refused",
		"refused() freeze":                   "1 cli.script.refused",
		"refused expect state draft":         "1 cli.script.refused.never",
		"freeze\nreal":                       "2 cli.script.first",
		"expect beauty 3":                    "1 cli.script.expect",
		"expect state":                       "1 cli.script.expect.words",
		"expect line 1 2":                    "1 cli.script.expect.words",
		"roll many":                          "1 cli.script.failed",
		"roll 0":                             "1 cli.script.failed",
		"refused roll 9":                     "1 cli.script.not_refused",
		"refused(meeting.frozen) roll 0":     "1 cli.script.otherwise",
		"expect state counted":               "1 cli.script.expected",
		"rules beauty=1":                     "1 cli.script.failed",
		"rules exact=maybe":                  "1 cli.script.failed",
		"projects 2\nto nowhere":             "2 cli.script.failed",
		"projects 2\nscan 1 赞成 9":            "2 cli.script.failed",
		"projects 2\nscan ; ;":               "2 cli.script.failed",
		"projects 2\nballot 1 喜欢 1":          "2 cli.script.failed",
		"projects 2\nballot 1 矛盾 1":          "2 cli.script.failed",
		"projects 2\nballot 999999999 blank": "2 cli.script.failed",
		"officer scrutineer 张三 absent":       "1 cli.script.failed",
		"past 3 1=2/3":                       "1 cli.script.failed",
	} {
		_, err := parseAndPlay(text)
		var p *say.Problem
		if !errors.As(err, &p) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := p.What.Key
		if line, ok := p.What.Args["Line"]; ok {
			got = strings.TrimSpace(words(line.(int))[0] + " " + p.What.Args["Says"].(say.Message).Key)
		}
		if got != want {
			t.Errorf("%q: %s, want %s (%s)", text, got, want, p.Sentence(say.Chinese))
		}
		for _, l := range []say.Language{say.Chinese, say.English} {
			if s := p.Sentence(l); strings.Contains(s, "{{") || strings.Contains(s, "<no value>") || strings.Contains(s, "cli.script") {
				t.Errorf("%q is said as %q", text, s)
			}
		}
	}
}

func parseAndPlay(text string) (string, error) {
	s, err := parseScript(text)
	if err != nil {
		return "", err
	}
	return inMemory().play(s, ".")
}

// A script from standard input, and one that is not there.
func TestMeetingCommand(t *testing.T) {
	var out, complaint bytes.Buffer
	if status := Meeting([]string{"run", "-"}, inMemory(), strings.NewReader("roll 9\nexpect roll 9\n"), &out, &complaint); status != Done {
		t.Errorf("status %d: %s", status, complaint.String())
	}
	if !strings.Contains(out.String(), `"rehearsal": true`) {
		t.Error(out.String())
	}
	for _, args := range [][]string{{}, {"walk"}, {"run"}, {"run", "a", "b"}, {"run", filepath.Join(t.TempDir(), "none.txt")}} {
		complaint.Reset()
		if status := Meeting(args, inMemory(), nil, &out, &complaint); status != BadInput || complaint.Len() == 0 {
			t.Errorf("%v: status %d, %q", args, status, complaint.String())
		}
	}
}

// An id is never taken for a range, and a range goes by the order of the ballot.
func TestPlaces(t *testing.T) {
	all := []string{"1", "1-2", "2", "A-1", "10"}
	for text, want := range map[string][]int{
		"1": {0}, "1-2": {1}, "1-10": {0, 1, 2, 3, 4}, "2,10": {2, 4}, "1-2-A-1": {1, 2, 3}, "all": {0, 1, 2, 3, 4}, "none": nil, "１、２": {0, 2},
	} {
		got, err := places([]string{text}, all)
		if err != nil || len(got) != len(want) {
			t.Errorf("%s: %v %v", text, got, err)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %v, want %v", text, got, want)
			}
		}
	}
	for _, text := range []string{"3", "10-1", "1-", "-", "all-1"} {
		if got, err := places([]string{text}, all); err == nil {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// Whatever a script holds, reading it ends in a script or in a sentence, and what
// was read holds known verbs with as many words as they take.
func FuzzScript(f *testing.F) {
	paths, _ := filepath.Glob(filepath.Join(scripts, "*.txt"))
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseScript(text)
		var p *say.Problem
		if err != nil {
			if !errors.As(err, &p) || len(s) != 0 {
				t.Fatalf("%d lines and %v", len(s), err)
			}
			return
		}
		last := 0
		for _, l := range s {
			v, ok := verbs[l.verb]
			if !ok || len(l.words) < v.least || l.number <= last {
				t.Fatalf("line %+v", l)
			}
			last = l.number
			// Marks are read without the meeting.
			if _, err := sheet(l.words, []string{"1", "2", "3"}, "threeWay"); err != nil && !errors.As(err, &p) {
				t.Fatal(err)
			}
		}
	})
}
