package report

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/width"
)

var update = flag.Bool("update", false, "write the golden files anew, to be read before they are kept")

// drawn is an outline as indented lines: number and title.
func drawn(level []*Heading) string {
	var b strings.Builder
	for _, h := range level {
		fmt.Fprintf(&b, "%s%s %s\n", strings.Repeat("  ", h.Level-1), h.Number, h.Title)
		b.WriteString(drawn(h.Children))
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("not as in %s:\n%s", name, difference(string(want), got))
	}
}

// difference is the first line in which two texts differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			return fmt.Sprintf("line %d: got %q, want %q", i+1, b, a)
		}
	}
	return "no difference"
}

func TestRealReport(t *testing.T) {
	text := gusu(t)
	r := Parse(text)
	checkWhole(t, r)
	if string(r.Text) != text {
		t.Error("the text is not the source")
	}
	if r.Plain || r.Title != "政府工作报告" || r.Meeting != "2021年1月13日在区二届人大五次会议上" || r.Speaker != "代区长 沈志栋" {
		t.Errorf("head: plain %v, title %q, meeting %q, speaker %q", r.Plain, r.Title, r.Meeting, r.Speaker)
	}
	golden(t, "testdata/report-2021-gusu.outline.golden", drawn(r.Outline))

	var dropped strings.Builder
	for _, d := range r.Dropped {
		fmt.Fprintf(&dropped, "%d %s %s\n", d.Start, d.Reason, d.Text)
	}
	if want := `0 headline 苏州姑苏区2021年政府工作报告发布
19 navigation 江苏
22 navigation 江苏 > 苏州 > 姑苏区 > 正文
42 headline 苏州姑苏区2021年政府工作报告发布
143 headline 苏州姑苏区2021年政府工作报告发布
`; dropped.String() != want {
		t.Errorf("dropped:\n%swant:\n%s", dropped.String(), want)
	}

	kinds := map[Kind]int{}
	for _, p := range r.Paragraphs {
		kinds[p.Kind]++
	}
	for kind, want := range map[Kind]int{
		Preface: 1, Title: 1, Occasion: 1, Speaker: 1, Salutation: 1, ChapterHead: 3, SectionHead: 5 + 3 + 5, ItemHead: 6 + 16,
		GlossaryHead: 1, GlossaryEntry: 14,
	} {
		if kinds[kind] != want {
			t.Errorf("%d paragraphs of kind %d, want %d", kinds[kind], kind, want)
		}
	}
	if p := r.Paragraphs[0]; p.Kind != Preface || !strings.HasPrefix(string(r.Text[p.Start:p.End]), "2021年1月13日,苏州市姑苏区第二届") {
		t.Errorf("the news lede is not the preface but %q", string(r.Text[p.Start:p.End]))
	}

	terms := make([]string, len(r.Glossary))
	for i, g := range r.Glossary {
		terms[i] = g.Number + " " + g.Term
	}
	if got, want := strings.Join(terms, "\n"), `1 “两扫”行动
2 “两小”行动
3 “331”专项行动
4 “263”专项行动
5 “四类行业”综合整治
6 “一环三路两片区”
7 “五个一批”要求
8 “三定一督”
9 老旧片区“优+”工程
10 社区治理与服务创新发展五大行动
11 “三整合”改革
12 “姑苏六景”
13 安全生产“三年大灶”专项行动
14 “四个挂钩”`; got != want {
		t.Errorf("glossary:\n%s", got)
	}
	if got, want := r.Glossary[1].Text, "指“老旧小区、背街小巷”环境美化提升集中攻坚行动。"; got != want {
		t.Errorf("the second term is %q", got)
	}
}

// A page may come with every sign full-width, every sign half-width, or with
// its punctuation set right: the outline is the same.
func TestWidthDoesNotMatter(t *testing.T) {
	text := gusu(t)
	want := Parse(text)
	fold := func(s string) string { return width.Fold.String(s) }
	for name, other := range map[string]string{
		"full-width": width.Widen.String(text),
		"half-width": width.Narrow.String(text),
		"folded":     fold(text),
		"punctuated": string(want.Display()),
		"indented":   strings.ReplaceAll(text, "\n", "\n\u3000\u3000"),
		"spaced out": strings.ReplaceAll(text, "\n", " \n\n\n"),
		"no blanks":  strings.ReplaceAll(text, "\n\n", "\n"),
		"with CR":    strings.ReplaceAll(text, "\n", "\r\n"),
		"with a BOM": "\uFEFF" + text,
	} {
		t.Run(name, func(t *testing.T) {
			got := Parse(other)
			checkWhole(t, got)
			if g, w := fold(drawn(got.Outline)), fold(drawn(want.Outline)); g != w {
				t.Errorf("outline: %s", difference(w, g))
			}
			if fold(got.Title) != want.Title || fold(got.Meeting) != want.Meeting || fold(got.Speaker) != want.Speaker {
				t.Errorf("head: %q %q %q", got.Title, got.Meeting, got.Speaker)
			}
			if len(got.Glossary) != len(want.Glossary) || len(got.Dropped) != len(want.Dropped) {
				t.Errorf("%d terms and %d dropped, want %d and %d", len(got.Glossary), len(got.Dropped), len(want.Glossary), len(want.Dropped))
			}
			for i := range got.Glossary {
				if fold(got.Glossary[i].Term) != fold(want.Glossary[i].Term) || got.Glossary[i].Number != want.Glossary[i].Number {
					t.Errorf("term %d is %q", i+1, got.Glossary[i].Term)
				}
			}
		})
	}
}

const opening = "政府工作报告\n（2022年1月5日在某县第十七届人民代表大会第一次会议上）\n县长 王 芳\n各位代表：\n"

// The rules of numbering, each on a report that has little else.
func TestOutline(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"chapters, sections, items", `
一、过去五年工作回顾
（一）经济运行稳中有进。生产总值增长6%。
1.工业提质。完成技改投资10亿元。
2.服务业提速。完成投资20亿元。
（二）城乡面貌焕然一新。新建道路10公里。
二、今年工作安排`, `
一 过去五年工作回顾
  (一) 经济运行稳中有进
    1 工业提质
    2 服务业提速
  (二) 城乡面貌焕然一新
二 今年工作安排`},
		{"every way to write a number", `
一.回顾
(一)甲甲。
1、子子。
２．丑丑。
3）寅寅。
⒋卯卯。
㈡乙乙。
（1）辰辰。
⑵巳巳。
①午午。
二　展望`, `
一 回顾
  (一) 甲甲
    1 子子
    2 丑丑
    3 寅寅
    4 卯卯
  (二) 乙乙
    (1) 辰辰
    (2) 巳巳
    ① 午午
二 展望`},
		{"parts above chapters", `
第一部分 过去五年的工作
一、经济
二、社会
第二部分：今后五年
一、目标`, `
第一部分 过去五年的工作
  一 经济
  二 社会
第二部分 今后五年
  一 目标`},
		{"numbers that lost their dot count in sequence", `
一、任务
1以更实举措推进。好。
2着力优化。好。
3.创新。好。
4持续用力。好。`, `
一 任务
  1 以更实举措推进
  2 着力优化
  3 创新
  4 持续用力`},
		{"figures are not numbers", `
一、回顾
2020年，全县生产总值增长。
3个项目开工。
5条道路建成。
1.5亿元投入使用。
3、4号楼完工。
12家企业落户。
1以上为基数。
一、二、三产业协调发展。`, `
一 回顾`},
		{"ordinals open sections only one after the other", `
一、要求
一是强产业。做大总量。
二是强城市。做优品质。
三是强民生。做实保障。
二、任务
一是一，二是二。
第一，抓项目。
第二，抓招商。
第一产业增长3%。`, `
一 要求
  一是 强产业
  二是 强城市
  三是 强民生
二 任务
  第一 抓项目
  第二 抓招商`},
		{"ordinals within an item", `
一、任务
（一）抓发展
1.强工业。
一要扩量。
二要提质。
2.强农业。`, `
一 任务
  (一) 抓发展
    1 强工业
      一要 扩量
      二要 提质
    2 强农业`},
		{"a lead counts where it is repeated", `
一、过去五年工作回顾
五年来，经济实力跃上台阶。总量翻番。
五年来，城乡面貌深刻变化。路网成型。
各位代表！2021年是关键一年。
1.抓项目。
2.抓招商。
二、展望
五年来，我们走过不平凡的历程。`, `
一 过去五年工作回顾
   五年来，经济实力跃上台阶
   五年来，城乡面貌深刻变化
  1 抓项目
  2 抓招商
二 展望`},
		{"numbers beside a lead, not under it", `
一、回顾
过去五年，实力增强。好。
过去五年，面貌改变。好。
1.抓项目。
2.抓招商。`, `
一 回顾
   过去五年，实力增强
   过去五年，面貌改变
  1 抓项目
  2 抓招商`},
		{"sub-heads run into a paragraph", `
一、任务
（一）抓发展。我们要把发展放在首位，全力以赴。
1.强工业。工业是根基，必须抓牢。做大主导产业。实施技改项目20个，完成投资10亿元。建设产业园。做优园区平台。完善配套设施，新建标准厂房10万平方米。
2.强农业。守住耕地红线，稳定粮食产量。成绩来之不易。我们倍加珍惜，继续努力。`, `
一 任务
  (一) 抓发展
    1 强工业
       做大主导产业
       做优园区平台
    2 强农业`},
		{"sub-heads that open paragraphs", `
一、任务
（一）抓发展
做大主导产业。实施技改项目20个，完成投资10亿元。
做优园区平台，激发创新活力。新建标准厂房10万平方米，引进企业30家。
（二）抓民生
促进就业。新增就业5000人，培训3000人次。
全县人民期盼已久的人民医院新院区今年投入使用，结束了没有三甲医院的历史。
还有很多事要做，我们将一件一件办好，不辜负人民期望。`, `
一 任务
  (一) 抓发展
     做大主导产业
     做优园区平台，激发创新活力
  (二) 抓民生`},
		{"a table of contents is not the outline", `
目录
一、回顾……1
二、任务……5
一、回顾
去年成绩很好。
二、任务
今年任务很重。`, `
一 回顾
二 任务`},
		{"a heading without an end is cut at a comma", `
一、任务
1.` + strings.Repeat("抓好项目建设，", 20) + `完成投资。
2.收尾。`, `
一 任务
  1 ` + strings.TrimSuffix(strings.Repeat("抓好项目建设，", 8), "，") + `
  2 收尾`},
		{"a number alone heads nothing", `
一、任务
1.
（一）
一是
（一）抓好。`, `
一 任务
  (一) 抓好`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(opening + strings.TrimPrefix(tt.body, "\n"))
			checkWhole(t, r)
			if got, want := drawn(r.Outline), strings.TrimPrefix(tt.want, "\n")+"\n"; got != want {
				t.Errorf("got\n%s\n%s", got, difference(want, got))
			}
		})
	}
}
