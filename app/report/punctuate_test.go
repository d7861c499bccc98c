package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPunctuate(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		// as the page has it
		{"2021年1月13日,苏州市姑苏区", "2021年1月13日，苏州市姑苏区"},
		{"各位代表:", "各位代表："},
		{"年均增长5.8%;一般公共预算", "年均增长5.8%；一般公共预算"},
		{"分别增长35.1%和24.2%,服务业增加值占GDP比重达93.1%。", "分别增长35.1%和24.2%，服务业增加值占GDP比重达93.1%。"},
		{"围绕“一网通用”“一网通办”,加快", "围绕“一网通用”“一网通办”，加快"},
		{"与“苏周到”APP,以企业", "与“苏周到”APP，以企业"},
		{"175个征收(拆迁)项目", "175个征收（拆迁）项目"},
		{"“三无”县(市、区)称号", "“三无”县（市、区）称号"},
		{"《总体规划(2035)》的基础上", "《总体规划（2035）》的基础上"},
		{"(一)在古城更新上", "（一）在古城更新上"},
		{"各位代表,同志们!新的一年", "各位代表，同志们！新的一年"},
		{"怎么办?我们", "怎么办？我们"},
		{"优化创新行动2020和规范“10+10”清单,设立", "优化创新行动2020和规范“10+10”清单，设立"},
		// what belongs to figures, numbers, addresses and foreign text stays
		{"投入3,000万元,新增1,234,567个,共12,34个", "投入3,000万元，新增1,234,567个，共12，34个"},
		{"于14:30开会,比例3:2,比例尺1:5000", "于14:30开会，比例3:2，比例尺1:5000"},
		{"附件1:2021年计划", "附件1：2021年计划"},
		{"PM2.5指标值,年均增长5-6%,人均", "PM2.5指标值，年均增长5-6%，人均"},
		{"1.坚持慎终如始,疫情", "1.坚持慎终如始，疫情"},
		{"见https://example.cn/a,b?x=(1):2,谢谢", "见https://example.cn/a,b?x=(1):2，谢谢"},
		{"邮箱gs@example.cn,电话", "邮箱gs@example.cn，电话"},
		{"Hello, world (test): a; b!", "Hello, world (test): a; b!"},
		{"他说:“I came, I saw.”", "他说：“I came, I saw.”"},
		{"f(x)中", "f(x)中"},
		{"文件在C:\\报告", "文件在C:\\报告"},
		// pairs
		{"1)坚持", "1）坚持"},
		{"（一)在", "（一）在"},
		{"他说\"好,谢谢\"。", "他说“好，谢谢”。"},
		{"5\"屏幕", "5\"屏幕"},
		{"--2021年在会议上", "——2021年在会议上"},
		{"甲---乙", "甲---乙"},
		{"会议到此结束.", "会议到此结束。"},
		{"一.回顾", "一.回顾"},
		{"点击www.中国", "点击www.中国"},
		{"半角｡也､要", "半角。也、要"},
		{"１,２月", "１，２月"},
		{"", ""},
		{"3,000", "3,000"},
	} {
		if got := string(Punctuate([]rune(tt.in))); got != tt.want {
			t.Errorf("Punctuate(%s) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

// Nothing but punctuation may change when the real report is shown.
func TestDisplayOfRealReport(t *testing.T) {
	r := Parse(gusu(t))
	for i, shown := range r.Display() {
		if r.Text[i] != shown && (!strings.ContainsRune(",:;!?()", r.Text[i]) || narrow(shown) != r.Text[i]) {
			t.Errorf("%q at %d is shown as %q", r.Text[i], i, shown)
		}
	}
	for i, p := range r.Paragraphs {
		for _, sign := range ",:;!?()" {
			if strings.ContainsRune(string(r.Display()[p.Start:p.End]), sign) {
				t.Errorf("%q is left in paragraph %d", sign, i)
			}
		}
	}
}

// messy draws text of the characters that the rules speak of, half of it with
// the head of a report.
var messy = rapid.Custom(func(t *rapid.T) string {
	part := rapid.SampledFrom([]string{
		"中", "国务院", "a", "Word ", "1", "23", "２", "2021年", ",", ".", ":", ";", "!", "?", "(", ")", "（", "）", "\"", "--", "-", "%", " ", "\u3000",
		"。", "，", "“", "”", "《", "》", "http://a.cn/", "x@y.cn", "www.a.cn", "\n", "\n", "\n", "\n一、", "\n（一）", "\n1.", "\n1", "\n2", "\n一是", "\n二是", "\n五年来，",
		"\n各位代表：\n", "\n政府工作报告\n", "\n名词解释\n", "江苏 > 苏州", "。\n", "抓好项目。", "我们要，好。", "区长 某某", "会议上", "\r", "\u2028", "\u200b", "é", "Ⅱ", "𠮷",
	})
	if rapid.Bool().Draw(t, "short") {
		return strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "parts"), "")
	}
	head := rapid.SampledFrom([]string{"", "政府工作报告\n各位代表：\n", "江苏\n江苏 > 苏州\n头条\n头条\n政府工作报告\n——2021年1月在会议上\n区长 某某\n各位代表：\n一、甲\n"}).Draw(t, "head")
	return head + strings.Join(rapid.SliceOfN(part, 30, 120).Draw(t, "parts"), "")
})

func TestPunctuateKeepsPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := []rune(messy.Draw(t, "text"))
		once := Punctuate(in)
		if len(once) != len(in) {
			t.Fatalf("%d runes became %d", len(in), len(once))
		}
		if twice := Punctuate(once); string(twice) != string(once) {
			t.Fatalf("a second time changes %q to %q", string(once), string(twice))
		}
	})
}

func TestParseKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := messy.Draw(t, "text")
		r := Parse(text)
		checkWhole(t, r)
		if string(r.Text) != text {
			t.Fatalf("text %q became %q", text, string(r.Text))
		}
	})
}
