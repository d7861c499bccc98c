package say

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

func TestMessageIsPutIntoWords(t *testing.T) {
	roll := M("procedure.base.roll")
	for _, c := range []struct {
		name   string
		m      Message
		zh, en string
	}{
		{"without values", M("ballot.invalid.blank"), "空白票", "blank ballot"},
		{"with a value", M("ballot.invalid.over", "Cap", 10), "赞成超过 10 项", "more than 10 approvals"},
		{"with a message inside", M("count.test.empty_base", "Approve", 0, "Base", roll), "赞成 0，全体代表为 0", "0 approvals, 0 all deputies"},
		{
			"with a message inside a message",
			M("count.reason.not_passed", "Test", M("count.test.empty_base", "Approve", 3, "Base", roll)),
			"赞成 3，全体代表为 0 → 未通过", "3 approvals, 0 all deputies → not passed",
		},
		{"with a list of words", M("ballot.file.column_missing", "File", "a", "Row", 1, "IDs", []string{"1", "2"}), "文件“a”第 1 行的表头缺少项目 1、2。", "The header in row 1 of “a” lacks project 1, 2."},
		{"with a list of messages", M("count.wrong.twice", "ID", []Message{roll, M("procedure.base.valid")}), "候选项目中编号 全体代表、有效票 出现了两次。", "Number all deputies, valid ballots stands twice among the candidate projects."},
		{"with an empty list", M("count.wrong.twice", "ID", []string(nil)), "候选项目中编号  出现了两次。", "Number  stands twice among the candidate projects."},
		{"markup in a value stays as it is", M("count.wrong.twice", "ID", "{{.ID}}<b>&"), "候选项目中编号 {{.ID}}<b>& 出现了两次。", "Number {{.ID}}<b>& stands twice among the candidate projects."},
		{"an unknown key says itself", M("no.such.key", "A", 1), "no.such.key", "no.such.key"},
		{"nothing says nothing", Message{}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.m.In(Chinese); got != c.zh {
				t.Errorf("Chinese: %q, want %q", got, c.zh)
			}
			if got := c.m.In(English); got != c.en {
				t.Errorf("English: %q, want %q", got, c.en)
			}
		})
	}
}

func TestALanguageWithoutTextsFallsBackToChinese(t *testing.T) {
	if got := M("ballot.invalid.blank").In("fr"); got != "空白票" {
		t.Errorf("got %q", got)
	}
}

func TestRenderingLeavesTheMessageAlone(t *testing.T) {
	m := M("count.test.empty_base", "Approve", 0, "Base", M("procedure.base.roll"))
	_ = m.In(Chinese)
	if _, ok := m.Args["Base"].(Message); !ok {
		t.Error("the message inside was replaced by its words")
	}
	if zh, en := m.In(Chinese), m.In(English); zh == en {
		t.Error("the second language got the words of the first")
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain", "plain"},
		{"{{.A}} and {{.A}}", "1 and 1"},
		{"{{.A", "{{.A"},                             // cannot be parsed
		{"{{template \"x\"}}", "{{template \"x\"}}"}, // cannot be filled
		{"a } b", "a } b"},
	} {
		if got := Fill(c.text, map[string]any{"A": 1}); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMPanicsOnMistakesInTheCode(t *testing.T) {
	for name, pairs := range map[string][]any{"odd": {"A"}, "no name": {1, "A"}} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			M("a.b", pairs...)
		})
	}
}

func TestProblem(t *testing.T) {
	what, do := M("count.wrong.twice", "ID", "7"), M("count.wrong.twice.do")
	cause := fmt.Errorf("opening: %w", fs.ErrPermission)

	p := Wrong(what, do, cause)
	if got := p.Sentence(Chinese); got != "候选项目中编号 7 出现了两次。请改正清单后重新计票。" {
		t.Error(got)
	}
	if got := p.Sentence(English); got != "Number 7 stands twice among the candidate projects. Please correct the list and count again." {
		t.Error(got)
	}
	if got := Wrong(what, Message{}, nil).Sentence(Chinese); got != "候选项目中编号 7 出现了两次。" {
		t.Errorf("without a next step: %s", got)
	}
	if got := p.Error(); got != "Number 7 stands twice among the candidate projects: opening: permission denied" {
		t.Errorf("for the log: %s", got)
	}
	if got := Wrong(what, do, nil).Error(); got != "Number 7 stands twice among the candidate projects." {
		t.Errorf("for the log, without a cause: %s", got)
	}
	if !errors.Is(p, fs.ErrPermission) {
		t.Error("the cause is lost")
	}
}

func TestExplain(t *testing.T) {
	p := Wrong(M("count.wrong.twice", "ID", "7"), Message{}, nil)
	if got := Explain(fmt.Errorf("importing: %w", p)); got != p {
		t.Errorf("a problem further down: got %v", got)
	}
	outer := Wrong(M("ballot.invalid.blank"), Message{}, p)
	if got := Explain(outer); got != outer {
		t.Errorf("the first of two problems: got %v", got)
	}

	cause := errors.New("disk on fire")
	got := Explain(cause)
	if !errors.Is(got, cause) || got.Do.IsZero() {
		t.Errorf("anything else: %v", got)
	}
	for _, l := range []Language{Chinese, English} {
		if s := got.Sentence(l); strings.Contains(s, "fire") || strings.Contains(s, "problem.") || s == "" {
			t.Errorf("people are told %q", s)
		}
	}
}
