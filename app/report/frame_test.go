package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const body = "\n各位代表：\n现在，我代表政府向大会报告工作。\n一、回顾\n成绩很好。\n二、任务\n任务很重。\n"

func TestHead(t *testing.T) {
	for _, tt := range []struct{ head, title, meeting, speaker string }{
		{"政府工作报告\n——2021年1月13日在区二届人大五次会议上\n代区长  沈志栋", "政府工作报告", "2021年1月13日在区二届人大五次会议上", "代区长 沈志栋"},
		{"政　府　工　作　报　告\n（2022年1月6日在某市第十七届人民代表大会第一次会议上）\n代理市长　李　强", "政府工作报告", "2022年1月6日在某市第十七届人民代表大会第一次会议上", "代理市长 李强"},
		{"某某县政府工作报告\n--2023年2月1日在某某县第十八届人民代表大会第二次会议上--\n某某县人民政府县长：王小明", "某某县政府工作报告", "2023年2月1日在某某县第十八届人民代表大会第二次会议上", "某某县人民政府县长 王小明"},
		{"政府工作报告（摘要）\n2022年1月6日在区三届人大一次会议上\n报告人：区长 徐刚", "政府工作报告（摘要）", "2022年1月6日在区三届人大一次会议上", "区长 徐刚"},
		{"政府工作报告\n——2022年1月6日在区三届人大一次会议上 区长 徐刚", "政府工作报告", "2022年1月6日在区三届人大一次会议上", "区长 徐刚"},
		{"政府工作报告\n——2022年1月6日在某某自治州第十五届\n人民代表大会第一次会议上\n州长\n阿不都·热合曼", "政府工作报告", "2022年1月6日在某某自治州第十五届人民代表大会第一次会议上", "州长 阿不都·热合曼"},
		{"政府工作报告\n（2022年1月）\n徐　刚", "政府工作报告", "2022年1月", "徐刚"},
		{"政府工作报告", "政府工作报告", "", ""},
	} {
		r := Parse(tt.head + body)
		checkWhole(t, r)
		if r.Plain || r.Title != tt.title || r.Meeting != tt.meeting || r.Speaker != tt.speaker {
			t.Errorf("%q:\n plain %v, title %q, meeting %q, speaker %q", tt.head, r.Plain, r.Title, r.Meeting, r.Speaker)
		}
	}
}

func TestDropped(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"a page", "某区政府工作报告_某区人民政府\n首页\n当前位置：首页 > 政务公开 > 政府工作报告\n某区政府工作报告\n字号：大 中 小\n某区政府工作报告\n来源：某区政府办\n政府工作报告" + body + "【打印】\n责任编辑：某某\n", []string{
			"headline 某区政府工作报告_某区人民政府", "navigation 首页", "navigation 当前位置：首页 > 政务公开 > 政府工作报告",
			"headline 某区政府工作报告", "navigation 字号：大 中 小", "headline 某区政府工作报告", "navigation 【打印】", "navigation 责任编辑：某某",
		}},
		{"the title stands on the cover too", "政府工作报告\n某县人民政府\n2022年1月\n政府工作报告" + body, []string{"headline 政府工作报告"}},
		{"nothing around", "政府工作报告" + body, nil},
		{"a line that stands once is kept", "某区政府工作报告发布\n政府工作报告" + body, nil},
		{"what looks like a path within the report is kept", "政府工作报告" + body + "城区 > 镇区 > 村\n很好。\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(tt.text)
			checkWhole(t, r)
			var got []string
			for _, d := range r.Dropped {
				got = append(got, d.Reason+" "+d.Text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("dropped %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNoSuchReport(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":               "",
		"white space":           " \n\u3000\n\t",
		"a poem":                "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n",
		"a notice with numbers": "关于召开会议的通知\n一、时间\n二、地点\n（一）人员\n1.代表\n",
		"a personal report":     "2021年度个人工作报告\n一、学习情况\n二、工作情况\n",
		"a title and no body":   "政府工作报告\n",
		"a salutation only":     "各位代表：\n会议到此结束。\n",
		"news about one":        "某区政府工作报告发布\n1月13日，会议听取了政府工作报告。\n会议还听取了其他报告。\n",
		"English":               "Government work report\n1. Review\n2. Tasks\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(text)
			checkWhole(t, r)
			if !r.Plain {
				t.Errorf("taken for a report:\n%s", drawn(r.Outline))
			}
			lines := 0
			for line := range strings.Lines(text) {
				if strings.TrimSpace(line) != "" {
					lines++
				}
			}
			if len(r.Paragraphs) != lines {
				t.Errorf("%d paragraphs of %d lines", len(r.Paragraphs), lines)
			}
			for _, p := range r.Paragraphs {
				if p.Kind != Body {
					t.Errorf("a paragraph of kind %d", p.Kind)
				}
			}
		})
	}
}

func TestReportWithoutTitle(t *testing.T) {
	r := Parse("某县人民政府\n尊敬的各位代表：\n一、回顾\n好。\n二、任务\n重。\n")
	if r.Plain || r.Title != "" || drawn(r.Outline) != "一 回顾\n二 任务\n" || r.Paragraphs[0].Kind != Preface {
		t.Errorf("plain %v, title %q, outline\n%s", r.Plain, r.Title, drawn(r.Outline))
	}
}

func TestGlossary(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"numbered", "名词解释\n1.“两扫”：指扫地。\n2、PM2.5：颗粒物。\n３．“1+4：总则”改革：一项改革。", "1|“两扫”|指扫地。\n2|PM2.5|颗粒物。\n3|“1+4：总则”改革|一项改革。"},
		{"brackets and bare numbers", "有关用语说明：\n[1]甲：子。\n（2）乙：丑。\n③丙：寅。\n4“丁”：卯。\n5 戊：辰。", "1|甲|子。\n2|乙|丑。\n③|丙|寅。\n4|“丁”|卯。\n5|戊|辰。"},
		{"without numbers", "《政府工作报告》名词注释\n“两扫”：指扫地。\n“两小”：指小巷。", "|“两扫”|指扫地。\n|“两小”|指小巷。"},
		{"without colons", "名词解释\n1.“两扫”是指扫地。\n2.“两小”即小巷。", "1|“两扫”|是指扫地。\n2|“两小”|即小巷。"},
		{"over several lines", "附件\n名词解释\n1.两扫行动\n指扫地。\n也指扫尾。\n2.两小：指小巷。", "1|两扫行动|指扫地。\n也指扫尾。\n2|两小|指小巷。"},
		{"before another annex", "附件1：名词解释\n1.两扫：指扫地。\n附件2：重点项目表\n1.某路：新建。", "1|两扫|指扫地。"},
		{"none", "名词解释将另行印发。", ""},
		{"a head and nothing under it", "名词解释", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse("政府工作报告" + body + tt.text)
			checkWhole(t, r)
			var got []string
			for _, g := range r.Glossary {
				got = append(got, fmt.Sprintf("%s|%s|%s", g.Number, g.Term, g.Text))
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), tt.want)
			}
			if until := r.Outline[1].Until; strings.Contains(string(r.Text[r.Outline[1].Start:until]), "两扫") {
				t.Error("the last chapter runs into the glossary")
			}
		})
	}
}
