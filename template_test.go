package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/storage/intake"
	"piaojue/ui/cli"
)

// templates writes both by the command and gives their names.
func templates(t *testing.T) (list, roll string) {
	t.Helper()
	folder := t.TempDir()
	list, roll = filepath.Join(folder, "清单.xlsx"), filepath.Join(folder, "名单.xlsx")
	var out, wrong bytes.Buffer
	if code := run([]string{"template", "-list", list, "-roll", roll}, nil, &out, &wrong); code != cli.Done {
		t.Fatalf("exit %d: %s", code, wrong.String())
	}
	return list, roll
}

// fill types rows into a template, from below its example on.
func fill(t *testing.T, path string, rows ...[]any) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if err := f.SetSheetRow(f.GetSheetList()[0], fmt.Sprintf("A%d", i+5), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(f.Save(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAListTemplateFilledInIsReadAsItWasMeant(t *testing.T) {
	list, _ := templates(t)
	fill(t, list,
		[]any{"1", "民生", "停车场", "新建停车场2个；改造3个", "新建停车场2个。", "区城管局", "2021年10月", 1200.5, "区级财政", "无"},
		[]any{"2", "民生", "公园", "新建公园", "", "", "", "1.2亿元", "", ""},
	)
	p, err := intake.ReadList(list)
	if err != nil {
		t.Fatal(say.Explain(err).Sentence(say.Chinese))
	}
	want := project.List{Title: "候选实事项目清单", Projects: []project.Project{
		{ID: "1", Category: "民生", Name: "停车场", Content: []string{"新建停车场2个", "改造3个"}, Source: "新建停车场2个。", Unit: "区城管局",
			Deadline: "2021年10月", Money: project.ParseMoney("1200.5", "万元"), Funding: "区级财政", Remark: "无"},
		{ID: "2", Category: "民生", Name: "公园", Content: []string{"新建公园"}, Money: project.ParseMoney("1.2亿元", "万元")},
	}}
	if diff := cmp.Diff(want, p.List); diff != "" {
		t.Error(diff)
	}
	for _, c := range p.Columns {
		if c.Part == project.PartExtra {
			t.Errorf("column %s (%s) was not understood", c.Letter, c.Head)
		}
	}
	if len(p.Columns) != len(project.Parts) || p.Warnings() != 0 {
		t.Errorf("%d columns, %d warnings", len(p.Columns), p.Warnings())
	}
}

// Without numbers, the example does not pass for a list that is numbered.
func TestAListTemplateWithoutNumbersIsNumbered(t *testing.T) {
	list, _ := templates(t)
	fill(t, list, []any{nil, nil, "停车场"}, []any{nil, nil, "公园"})
	p, err := intake.ReadList(list)
	if err != nil {
		t.Fatal(say.Explain(err).Sentence(say.Chinese))
	}
	if diff := cmp.Diff([]string{"1", "2"}, p.List.IDs()); diff != "" {
		t.Error(diff)
	}
}

func TestARollTemplateFilledInIsReadAsItWasMeant(t *testing.T) {
	_, roll := templates(t)
	fill(t, roll,
		[]any{"001", "王芳", "第一代表团", "320508000000000123", "女", "某小学 教师", "大"},
		[]any{"002", "买买提·阿不都", "第二代表团", "320508000000000124", "男"},
	)
	p, err := intake.ReadRoll(roll, "")
	if err != nil {
		t.Fatal(say.Explain(err).Sentence(say.Chinese))
	}
	got := ""
	for _, d := range p.Roll.Deputies {
		got += fmt.Sprintf("%s|%s|%s|%s|%s|%v\n", d.ID, d.Number, d.Name, d.Delegation, d.Code, d.Extra)
	}
	want := "001|001|王芳|第一代表团|320508000000000123|[{性别 女} {单位及职务 某小学 教师} {备注 大}]\n" +
		"002|002|买买提·阿不都|第二代表团|320508000000000124|[{性别 男}]\n"
	if got != want || len(p.Findings) != 0 || len(p.Notices) != 1 || p.Roll.Title != "代表名单" {
		t.Errorf("read\n%swith %v and %v", got, p.Findings, p.Notices)
	}
}

// An empty template holds nobody and nothing, least of all its example.
func TestAnEmptyTemplateIsRefused(t *testing.T) {
	list, roll := templates(t)
	var p *say.Problem
	if _, err := intake.ReadList(list); !errors.As(err, &p) || p.What.Key != "intakelist.no_data" {
		t.Errorf("the list: %v", err)
	}
	if _, err := intake.ReadRoll(roll, ""); !errors.As(err, &p) || p.What.Key != "intakeroll.no_data" {
		t.Errorf("the roll: %v", err)
	}
}

func TestTemplateCommandRefuses(t *testing.T) {
	for _, args := range [][]string{{"template"}, {"template", "-x"}, {"template", "-list", filepath.Join(t.TempDir(), "no", "清单.xlsx")}} {
		var out, wrong bytes.Buffer
		if code := run(args, nil, &out, &wrong); code != cli.BadInput || wrong.Len() == 0 {
			t.Errorf("%v: exit %d, said %q", args, code, wrong.String())
		}
	}
}
