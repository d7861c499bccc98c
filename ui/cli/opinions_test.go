package cli

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/say"
)

// desk holds files of opinions by name, and what was written.
type opinionDesk struct {
	Files
	in      map[string]opinion.Set
	written map[string]any
}

func newOpinionDesk(t *testing.T) *opinionDesk {
	t.Helper()
	text := realReport(t)
	r := report.Parse(text)
	d := &opinionDesk{Files: fake(text), in: map[string]opinion.Set{}, written: map[string]any{}}
	for who, said := range map[string]string{"甲": "请增加停车位。", "乙": "请增加 停车位。", "丙": "何时完工？"} {
		at, ok := r.Locate("完成54个小区、83条街巷的“两小”综合整治")
		if !ok {
			t.Fatal("the report has changed")
		}
		a := note.AnchorAt(r, at)
		d.in[who] = opinion.FromNotes([]note.Note{
			{ID: who, Kind: note.Suggestion, Colour: note.Yellow, Anchor: &a, Text: said},
			{ID: who + "2", Kind: note.Question, Colour: note.Yellow, Project: "1", Name: "口袋公园", Text: who + "问"},
		}, opinion.Deputy{Name: who, Delegation: "平江代表团"})
	}
	d.ReadList = func(string) (project.List, error) {
		return project.List{Rehearsal: true, Projects: []project.Project{{ID: "1", Name: "口袋公园"}}}, nil
	}
	d.ReadOpinions = func(path string) (opinion.Set, error) {
		if s, ok := d.in[path]; ok {
			return s, nil
		}
		return opinion.Set{}, say.Wrong(say.M("opinion.file.missing", "File", path), say.M("opinion.file.missing.do"), nil)
	}
	write := func(path string, groups []opinion.Group, rehearsal bool) error {
		if path == "full" {
			return errors.New("disk full")
		}
		d.written[path] = groups
		if !rehearsal {
			t.Errorf("%s does not say that it is a rehearsal", path)
		}
		return nil
	}
	d.WriteTable, d.WriteDocument = write, write
	d.WriteSet = func(path string, s opinion.Set) error { d.written[path] = s; return nil }
	return d
}

func (d *opinionDesk) run(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = d.Opinions(args, &out, &err)
	return status, out.String(), err.String()
}

func TestOpinionsArePutTogether(t *testing.T) {
	d := newOpinionDesk(t)
	status, out, complaint := d.run("-report", "r.txt", "-projects", "p.csv", "-xlsx", "a.xlsx", "-docx", "a.docx", "-json", "a.jsonld", "甲", "乙", "丙", "甲")
	if status != Done || complaint != "" {
		t.Fatalf("status %d, %s", status, complaint)
	}
	for _, want := range []string{
		"“甲”：新增 2 条。\n“乙”：新增 2 条、其中 1 条与已有的相同，已合并。\n", "“甲”：2 条已有，没有变化。\n",
		"\n三、2021年主要工作任务 › （三）在城市品质上展现新提升（2）\n", "建议 · 待答复 · 2 人\n    “完成54个小区、83条街巷的“两小”综合整治”\n    请增加 停车位。\n",
		"\n项目 1　口袋公园（3）\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("without %q:\n%s", want, out)
		}
	}
	if got := slices.Sorted(maps.Keys(d.written)); !slices.Equal(got, []string{"a.docx", "a.jsonld", "a.xlsx"}) {
		t.Errorf("wrote %v", got)
	}
	if s := d.written["a.jsonld"].(opinion.Set); len(s.Opinions) != 6 {
		t.Errorf("%d opinions were written", len(s.Opinions))
	}
	// What was written is an input, with its answers.
	s := d.written["a.jsonld"].(opinion.Set)
	s.Replies = []opinion.Reply{{ID: "r", To: []string{opinion.IRI("甲")}, Status: opinion.Adopted, Text: "已列入。"}}
	d.in["前"] = s
	if _, out, _ := d.run("-report", "r.txt", "-by", "project", "前", "丙"); !strings.Contains(out, "采纳 · 2 人") || !strings.Contains(out, "已列入。") || !strings.Contains(out, "采用了 1 项答复") {
		t.Errorf("the answer is gone:\n%s", out)
	}
}

func TestOpinionsWithBadInput(t *testing.T) {
	for name, args := range map[string][]string{
		"no report":               {"甲"},
		"no file":                 {"-report", "r.txt"},
		"an unknown option":       {"-report", "r.txt", "-pdf", "x", "甲"},
		"an unknown order":        {"-report", "r.txt", "-by", "name", "甲"},
		"a bad report":            {"-report", "bad.txt", "甲"},
		"one bad file among good": {"-report", "r.txt", "-json", "a", "甲", "无"},
		"a disk that is full":     {"-report", "r.txt", "-projects", "p", "-xlsx", "full", "-json", "a", "甲"},
	} {
		d := newOpinionDesk(t)
		status, out, complaint := d.run(args...)
		if status != BadInput || out != "" || strings.Count(complaint, "\n") != 1 || len(d.written) > 0 {
			t.Errorf("%s: status %d, printed %q, said %q, wrote %v", name, status, out, complaint, d.written)
		}
	}
	if status, out, _ := newOpinionDesk(t).run("-h"); status != Done || !strings.Contains(out, "-docx") {
		t.Errorf("-h: status %d, %q", status, out)
	}
}
