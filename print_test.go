package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"piaojue/assets"
	"piaojue/ui/cli"
)

func TestThePapersOfARehearsalArePrinted(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	for name, b := range map[string][]byte{
		"清单.csv": assets.RehearsalList, "名单.csv": []byte("序号,姓名,代表团\n1,张三,平江\n2,李四,沧浪\n"), "坏名单.csv": []byte("序号,姓名\n1,张三\n1,李四\n"),
	} {
		if err := os.WriteFile(at(name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args  []string
		code  int
		wrong string
		made  []string
	}{
		{[]string{"-projects", at("清单.csv"), "-places", "10", "-ballot", at("票.pdf"), "-spare", at("备用.pdf"), "-rules", at("规则.pdf"), "-paper", "a5"}, cli.Done, "", []string{"票.pdf", "备用.pdf", "规则.pdf"}},
		{[]string{"-deputies", at("名单.csv"), "-attendance", at("签到.pdf")}, cli.Done, "", []string{"签到.pdf"}},
		{[]string{"-deputies", at("坏名单.csv"), "-attendance", at("坏.pdf")}, cli.BadInput, "文件“坏名单.csv”的名单要改正：第 3 行（李四）的编号 1 与第 2 行相同。", nil},
		{[]string{"-projects", at("清单.csv"), "-places", "10", "-ballot", at("坏.pdf"), "-paper", "B5"}, cli.BadInput, "没有“B5”这种纸张。", nil},
		{[]string{"-projects", at("清单.csv"), "-places", "13", "-ballot", at("坏.pdf")}, cli.BadInput, "应选 13 项，多于候选项目 12 项", nil},
		{[]string{"-projects", at("没有.csv"), "-places", "10", "-ballot", at("坏.pdf")}, cli.BadInput, "没有.csv", nil},
		{[]string{"-projects", at("清单.csv"), "-ballot", at("坏.pdf")}, cli.BadInput, "缺少选项 -places。用 piaojue print -h 可以查看用法。", nil},
		{[]string{"-places", "x", "-projects", at("清单.csv"), "-ballot", at("坏.pdf")}, cli.BadInput, "选项 -places 的“x”不是整数。", nil},
		{[]string{"-places", "10", "-projects", at("清单.csv"), "-ballot", at("坏.pdf"), "-kind", "四选"}, cli.BadInput, "选项 -kind 的“四选”不认识，可以写 threeWay、pick。", nil},
		{[]string{"-attendance", at("坏.pdf")}, cli.BadInput, "缺少选项 -deputies。", nil},
		{[]string{"-balot", at("坏.pdf")}, cli.BadInput, "选项 -balot 不认识", nil},
		{nil, cli.BadInput, "没有写明要写出什么，请写 -ballot、-spare、-rules、-attendance 中的一项。", nil},
		{[]string{"-h"}, cli.Done, "", nil},
	} {
		var out, wrong bytes.Buffer
		if code := run(append([]string{"print"}, c.args...), nil, &out, &wrong); code != c.code || !strings.Contains(wrong.String(), c.wrong) {
			t.Errorf("%v: exit %d, said %s", c.args, code, wrong.String())
		}
		for _, name := range c.made {
			if b, err := os.ReadFile(at(name)); err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := os.Stat(at("坏.pdf")); err == nil {
			t.Fatalf("%v: a file was written all the same", c.args)
		}
	}
}
