package target

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piaojue/app/report"
)

// only finds the commitments of one paragraph under a chapter of tasks.
func only(words string) []Target {
	return Find(report.Parse("2021年政府工作报告\n\n各位代表：\n\n一、2020年工作回顾\n\n过去一年，稳中有进。\n\n二、2021年工作任务\n\n" + words + "\n"))
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // amount = low..high unit bound, by ; — "" for none
	}{
		{"完成约100条道路架空线整治。", "100条 = 100 条 about 约"},
		{"拆除违建不少于２０万平方米。", "20万平方米 = 200000 平方米 atleast 不少于"},
		{"打造2-3处无违建示范区。", "2-3处 = 2..3 处 exact"},
		{"投入2—3亿元。", "2—3亿元 = 200000000..300000000 元 exact"},
		{"地区生产总值增长6%以上。", "6% = 6 % atleast 以上"},
		{"新增上市公司两家，开工高中三所。", "两家 = 2 家 exact; 三所 = 3 所 exact"},
		{"新建三十六个充电站。", "三十六个 = 36 个 exact"},
		{"下降百分之三点。", "百分之三 = 3 % exact"},
		{"实现城乡公交全覆盖。", "全覆盖 = 100 % exact"},
		{"产值翻两番。", "翻两番 = 4 倍 exact"},
		{"工业投资保持两位数增长。", "两位数 = 10 % atleast 两位数"},
		{"较大以上事故“零发生”。", "零发生 = 0 起 exact"},
		{"力争引进项目30个，近500名人才。", "30个 = 30 个 exact 力争; 500名 = 500 名 nearly 近"},
		{"失业率控制在5.5%以内，债务率不高于120%。", "5.5% = 5.5 % atmost 以内; 120% = 120 % atmost 不高于"},
		{"实施亿元以上项目12个。", "12个 = 12 个 exact"},
		{"由9.69亿元压降至4.87亿元。", "4.87亿元 = 487000000 元 exact"},
		{"推进人工智能项目10个人工智能平台。", "10个 = 10 个 exact"},
		{"办理时限压缩至3个工作日以内。", "3个工作日 = 3 个工作日 atmost 以内"},
		{"GDP突破千亿元。", "千亿元 = 100000000000 元 over 突破"},
		{"3.6万农村人口稳定脱贫。", "3.6万 = 36000 人 exact"},

		{"落实“263”“331”行动，完善“1+4”体系。", ""},
		{"到2025年，12月底前完成，庆祝成立100周年。", ""},
		{"深入实施三年行动计划，“十四五”开好局。", ""},
		{"完成第三批工程，居全省第2位，进入前10名。", ""},
		{"改造32号街坊和102国道，用好12345热线。", ""},
		{"建设“10分钟文化圈”和24小时自助区。", ""},
		{"关爱80周岁以上老人，每千名老人有保障。", ""},
		{"观前、石路、南门三大商圈做强，推动沪苏两地合作。", ""},
		{"实施一批项目，办成“一件事”，一体推进。", ""},
		{"形成零容忍、零增长的监管机制和全覆盖的体系。", ""},
		{"印发苏府〔2021〕5号文件，举办第5届展会。", ""},
		{"重点做好五项工作。", ""},
		{"亿元楼宇、万元能耗和百强企业。", ""},
		{"打赢百日攻坚战，区二届人大五次会议召开。", ""},
		{"电话67251100123456789012345个。", ""},
	} {
		var got []string
		for _, f := range only(c.text) {
			s := f.Written + " = " + f.Low.String()
			if f.High != f.Low {
				s += ".." + f.High.String()
			}
			s += " " + f.Unit + " " + string(f.Bound)
			for _, w := range f.Words {
				s += " " + w
			}
			got = append(got, s)
			if f.Class != ThisYear {
				t.Errorf("%s: %s is %s", c.text, f.Written, f.Class)
			}
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// The period is told by the report's own structure, whatever its year.
func TestClasses(t *testing.T) {
	for _, c := range []struct {
		name, head, chapter, text string
		want                      Class
	}{
		{"results of a year", "2019年政府工作报告", "一、2018年工作回顾", "新建学校3所。", LastYear},
		{"results of five years", "2019年政府工作报告", "一、过去五年工作回顾", "新建学校3所。", FiveYearResults},
		{"the last year in a review of five", "2019年政府工作报告", "一、过去五年工作回顾", "2018年，新建学校3所。", LastYear},
		{"five years in a review of one", "2019年政府工作报告", "一、2018年工作回顾", "五年来，新建学校3所。", FiveYearResults},
		{"the aims of five years", "2019年政府工作报告", "一、今后五年奋斗目标", "新建学校3所。", FiveYearAims},
		{"this year in them", "2019年政府工作报告", "一、今后五年奋斗目标和2019年重点工作", "今年，新建学校3所。", ThisYear},
		{"a plan by its name", "2019年政府工作报告", "一、“十四五”主要目标", "新建学校3所。", FiveYearAims},
		{"a plan that is over", "2019年政府工作报告", "一、“十三五”工作回顾", "新建学校3所。", FiveYearResults},
		{"tasks", "2019年政府工作报告", "一、2019年工作安排", "新建学校3所。", ThisYear},
		{"tasks without a year", "政府工作报告", "一、下一步重点任务", "新建学校3所。", ThisYear},
		{"a chapter that does not tell", "政府工作报告", "一、强化作风", "新建学校3所。", Unclassed},
	} {
		r := report.Parse(c.head + "\n\n各位代表：\n\n" + c.chapter + "\n\n" + c.text + "\n\n二、结语\n\n谢谢。\n")
		found := Find(r)
		if len(found) != 1 || found[0].Class != c.want {
			t.Errorf("%s: %+v, want one of %s", c.name, found, c.want)
		}
	}
	if found := Find(report.Parse("通知\n全区共检查商铺1,250家。\n")); len(found) != 1 || found[0].Class != Unclassed {
		t.Errorf("a plain text: %+v", found)
	}
}

// check holds of every text:
//
//   - numbers lie in amounts, amounts in sentences, sentences in paragraphs;
//   - amounts are in the order of the text and do not overlap;
//   - what is quoted is what stands there;
//   - a range goes up, a bound and a class are among those that there are.
func check(t interface{ Fatalf(string, ...any) }, text string) {
	r := report.Parse(text)
	last := 0
	for _, f := range Find(r) {
		switch {
		case f.At.Start < last || f.At.End <= f.At.Start || f.At.End > len(r.Text):
			t.Fatalf("%v after %d of %d", f.At, last, len(r.Text))
		case f.Number.Start < f.At.Start || f.Number.End > f.At.End || f.Number.End <= f.Number.Start:
			t.Fatalf("the number %v is not in %v", f.Number, f.At)
		case f.Sentence.Start > f.At.Start || f.Sentence.End < f.At.End || f.Sentence != r.SentenceAt(f.At.Start):
			t.Fatalf("%v is not in the sentence %v", f.At, f.Sentence)
		case f.Written != string(newLine(r.Text[f.At.Start:f.At.End]).text):
			t.Fatalf("%q stands at %v", string(r.Text[f.At.Start:f.At.End]), f.At)
		case f.Low.Compare(f.High) > 0:
			t.Fatalf("%s is from %s to %s", f.Written, f.Low, f.High)
		case f.Unit == "" || runes(f.Of) > 2*longestOf:
			t.Fatalf("%+v", f)
		case !contains(Bounds, f.Bound) || !contains(Classes, f.Class):
			t.Fatalf("bound %q, class %q", f.Bound, f.Class)
		case r.Paragraphs[r.ParagraphAt(f.At.Start)].End < f.At.End:
			t.Fatalf("%v is in no paragraph", f.At)
		}
		last = f.At.End
	}
}

func contains[T comparable](all []T, one T) bool {
	for _, a := range all {
		if a == one {
			return true
		}
	}
	return false
}

// Any sequence of the words and signs of the genre.
func TestWhateverIsWritten(t *testing.T) {
	pieces := []string{
		"1", "2,300", "3.5", "５", "三", "两", "十", "百", "万", "亿", "余", "多", "个", "%", "％", "元", "平方米", "家", "年", "第", "每", "约", "不少于", "以上", "左右",
		"新建", "完成", "由", "压降至", "-", "—", "至", "，", "。", "；", "、", "和", "的", "“", "”", "《", "》", "（", "）", "(", ")", "全覆盖", "翻番", "两位数", "增长", "零发生",
		"连冠", "小区", "道路", "力争", "预计", "五年来，", "今年，", "2020年", "\n", "\n一、工作回顾\n", "\n二、今年任务\n", "1.", " ", "百分之", "成", "\u3000", "A", "+", "来", "人口",
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "words")
		check(t, "政府工作报告\n各位代表：\n一、2020年工作回顾\n"+strings.Join(words, ""))
		check(t, strings.Join(words, ""))
	})
}

// A number written out in digits is read to the last one, in any unit.
func TestValuesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.Uint64Range(1, 999_999_999).Draw(t, "digits")
		places := rapid.IntRange(0, 6).Draw(t, "places")
		scale := rapid.SampledFrom([]struct {
			word string
			by   int64
		}{{"", 1}, {"万", 1e4}, {"亿", 1e8}}).Draw(t, "scale")
		d := normal(digits, places)
		found := only("完成投资" + d.String() + scale.word + "元。")
		if len(found) != 1 {
			t.Fatalf("%s: found %d", d, len(found))
		}
		want, _ := new(big.Rat).SetString(d.String())
		want.Mul(want, big.NewRat(scale.by, 1))
		got, _ := new(big.Rat).SetString(found[0].Low.String())
		if got.Cmp(want) != 0 || found[0].High != found[0].Low {
			t.Fatalf("%s%s: %s, want %s", d, scale.word, found[0].Low, want.RatString())
		}
	})
}

func TestDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) Decimal {
			return normal(rapid.Uint64().Draw(t, name), rapid.IntRange(0, mostPlaces).Draw(t, name+" places"))
		}
		a, b := draw("a"), draw("b")
		rat := func(d Decimal) *big.Rat { r, _ := new(big.Rat).SetString(d.String()); return r }
		if got, want := a.Compare(b), rat(a).Cmp(rat(b)); got != want {
			t.Fatalf("%s and %s compare as %d, want %d", a, b, got, want)
		}
		if back, ok := parseDecimal(a.String()); !ok && a.Digits < 1e19 || ok && back != a {
			t.Fatalf("%s is read back as %s, %v", a, back, ok)
		}
		by := rapid.SampledFrom([]uint64{1, 10, 100, 1e4, 1e8, 1e12}).Draw(t, "by")
		if p, ok := a.Times(by); ok && rat(p).Cmp(new(big.Rat).Mul(rat(a), new(big.Rat).SetInt(new(big.Int).SetUint64(by)))) != 0 {
			t.Fatalf("%s times %d is %s", a, by, p)
		}
	})
	for value, want := range map[string]string{
		"0": "0", "54": "54", "1260": "1260", "14000": "1.4万", "29070000000": "290.7亿", "12345": "12345", "120000000": "1.2亿", "5.8": "5.8", "0.05": "0.05",
	} {
		if d, ok := parseDecimal(value); !ok || d.Chinese() != want {
			t.Errorf("%s in Chinese is %q, want %q", value, d.Chinese(), want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(read(f, "../../assets/rehearsal/report-2021-gusu.txt"))
	for _, pattern := range []string{"testdata/held-out*.txt", "../report/testdata/nasty/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(b))
		}
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// Long texts made to be slow are gone through in step with their length.
func TestNothingIsQuadratic(t *testing.T) {
	const head = "政府工作报告\n各位代表：\n一、工作回顾\n"
	for name, unit := range map[string]string{
		"numbers":         "1",
		"numerals":        "三",
		"amounts":         "3个",
		"sentences":       "新建3个。",
		"one enumeration": "新建3个、",
		"quotation marks": "“3个",
		"words":           "全覆盖",
		"paragraphs":      "新建3个\n",
		"ranges":          "3-",
		"of nothing":      "古",
	} {
		text := head + strings.Repeat(unit, 60_000/runes(unit))
		r := report.Parse(text)
		begun := time.Now()
		Find(r)
		// Half a second; anything that grows with the square takes minutes.
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s: 60,000 runes took %v", name, took)
		}
	}
}
