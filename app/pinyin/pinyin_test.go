package pinyin

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        bool
	}{
		{"张三", "zs", true},
		{"张三", "zhangsan", true},
		{"张三", "ZhangSan", true},
		{"张三", "ｚｓ", true},
		{"张三", "zhang san", true},
		{"张三", "zhangs", true},
		{"张三", "zhs", true},
		{"张三", "zsan", true},
		{"张三", "z", true},
		{"张三", "zh", true},
		{"张三", "zhan", true},
		{"张三", "张s", true},
		{"张三", "张", true},
		{"张三", "三", true},
		{"张三", "san", true},
		{"张三", "s", true},
		{"张三", "zsf", false},
		{"张三", "zhas", false}, // within a name only a whole syllable or its initial
		{"张三", "hs", false},
		{"张三", "李", false},
		{"西安", "xi'an", true},
		{"先", "xi'an", true}, // the apostrophe is no letter
		{"吕布", "lvbu", true},
		{"吕布", "lubu", true},
		{"吕布", "lyubu", true},
		{"略阳", "lueyang", true},
		{"女", "nv", true},
		{"买买提·阿不都", "mmtabd", true},
		{"买买提·阿不都", "买买提阿不都", true},
		{"“两小”综合整治工程", "lxzh", true},
		{"“两小”综合整治工程", "zhzz", true},
		{"“两小”综合整治工程", "两小综合", true},
		{"“两小”综合整治工程", "“两小", true},
		{"新建15公里健身步道", "xj15gl", true},
		{"新建１５公里健身步道", "15", true},
		{"5G基站", "5gjz", true},
		{"重庆", "cq", true},
		{"重庆", "zq", true},
		{"银行", "yh", true},
		{"银行", "yx", true},
		{"张三", "", true},
		{"", "z", false},
		{"张三", "“”", true},
	} {
		if got := Matches(c.text, c.query); got != c.want {
			t.Errorf("Matches(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text       string
		name       bool
		query      string
		start, end int
		how        How
		whole      bool
	}{
		{"张三丰", true, "张三丰", 0, 3, Written, true},
		{"张三丰", true, "三", 1, 2, Written, false},
		{"张三丰", true, "zs", 0, 2, Usual, false},
		{"张三丰", true, "zsf", 0, 3, Usual, true},
		{"张三丰", true, "f", 2, 3, Usual, false},
		{"（张三）", false, "zs", 1, 3, Usual, true},
		{"买买提·阿不都", true, "mmta", 0, 5, Usual, false},
		// The front goes before a plainer place behind it.
		{"单丹", false, "s", 0, 1, Other, false},
		{"李丹单", false, "d", 1, 2, Usual, false},
		{"王单丹", false, "shan", 1, 2, Other, false},
	} {
		text := Of(c.text)
		if c.name {
			text = OfName(c.text)
		}
		m, ok := text.Find(Ask(c.query))
		if want := (Match{c.start, c.end, c.how, c.whole}); !ok || m != want {
			t.Errorf("Find(%q in %q) = %+v, %v; want %+v", c.query, c.text, m, ok, want)
		}
	}
}

// A surname is read as a surname: that is its usual reading, and its reading as
// a word finds it too, as the other one.
func TestSurnames(t *testing.T) {
	for _, c := range []struct{ name, surname, word string }{
		{"单芳", "shan", "dan"},
		{"曾伟", "zeng", "ceng"},
		{"仇英", "qiu", "chou"},
		{"解缙", "xie", "jie"},
		{"查良镛", "zha", "cha"},
		{"区志明", "ou", "qu"},
		{"朴正", "piao", "pu"},
		{"任重", "ren", ""},
		{"尉迟恭", "yuchi", "weichi"},
		{"长孙无忌", "zhangsun", "changsun"},
		{"令狐冲", "linghu", ""},
		{"万俟卨", "moqi", "wan"},
		{"澹台灭明", "tantai", "dantai"},
		{"单于明", "chanyu", "danyu"},
		{"单于", "shanyu", "danyu"}, // 单 by family name, 于 by given name
		{"缪斌", "miao", "mou"},
		{"翟志刚", "zhai", ""},
		{"盖叫天", "ge", ""},
		{"覃勇", "qin", ""},
		{"员半千", "yun", "yuan"},
		{"谌龙", "chen", ""},
	} {
		if m, ok := OfName(c.name).Find(Ask(c.surname)); !ok || m.How != Usual || m.Start != 0 {
			t.Errorf("%s by %s: %+v, %v", c.name, c.surname, m, ok)
		}
		if c.word == "" {
			continue
		}
		if m, ok := OfName(c.name).Find(Ask(c.word)); !ok || m.How != Other || m.Start != 0 {
			t.Errorf("%s by %s: %+v, %v", c.name, c.word, m, ok)
		}
	}
}

// A name of several parts has no family name in front.
func TestOnlyFamilyNamesAreReadSo(t *testing.T) {
	for _, name := range []string{"单增·次仁", "单"} {
		if m, ok := OfName(name).Find(Ask("dan")); !ok || m.How != Usual {
			t.Errorf("%s: %+v, %v", name, m, ok)
		}
	}
	if m, ok := Of("单位").Find(Ask("dw")); !ok || m.How != Usual {
		t.Errorf("a word that begins like a surname: %+v, %v", m, ok)
	}
}

// The table of surnames says something, of characters that the dictionary knows.
func TestSurnamesAreWellWritten(t *testing.T) {
	for name, reads := range surnames {
		each := strings.Fields(reads)
		if len(each) != utf8.RuneCountInString(name) {
			t.Errorf("%s has %d readings", name, len(each))
		}
		for _, r := range name {
			if len(readings(r)) == 0 {
				t.Errorf("%s: %c is not in the dictionary", name, r)
			}
		}
	}
}

// Whatever is typed of a text, its characters, full readings or initials, from
// any place on, finds it there or before.
func TestWhatIsTypedOfATextFindsIt(t *testing.T) {
	const common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经三之进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
	runes := []rune(common)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom(runes), 1, 12).Draw(t, "text")
		from := rapid.IntRange(0, len(text)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(text)).Draw(t, "to")
		var typed strings.Builder
		for _, r := range text[from:to] {
			reads := readings(r)
			read := rapid.SampledFrom(reads).Draw(t, "reading")
			switch rapid.IntRange(0, 2).Draw(t, "by") {
			case 0:
				typed.WriteRune(r)
			case 1:
				typed.WriteString(read)
			default:
				typed.WriteByte(read[0])
			}
		}
		if utf8.RuneCountInString(typed.String()) > mostQuery {
			t.Skip("longer than a query")
		}
		m, ok := Of(string(text)).Find(Ask(typed.String()))
		if !ok || m.Start > from && m.How == Other {
			t.Fatalf("%q in %q: %+v, %v", typed.String(), string(text), m, ok)
		}
	})
}

// Nothing that is typed or pasted takes long, or breaks anything.
func TestOddQueries(t *testing.T) {
	text := Of(strings.Repeat("啊安昂", 200))
	for _, q := range []string{strings.Repeat("a", mostQuery), strings.Repeat("an", mostQuery/2), strings.Repeat("a", 1<<20), "\xff\xfe", "\x00", "𠀀", "１"} {
		m, ok := text.Find(Ask(q))
		if ok && (m.Start < 0 || m.End > len(text.chars) || m.Start > m.End) {
			t.Errorf("%.10q: %+v", q, m)
		}
	}
}
