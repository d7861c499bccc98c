package pinyin

import "strings"

// surnames are the family names that are not read as the dictionary's first
// reading of their characters. Where both are met, both stand, the more frequent
// first. After 《现代汉语词典》 and 《中国姓氏大辞典》.
var surnames = map[string]string{
	"万俟": "mo qi", "单于": "chan yu", "尉迟": "yu chi", "澹台": "tan tai", "宰父": "zai fu",
	"长孙": "zhang sun", "令狐": "ling hu", "鲜于": "xian yu", "夏侯": "xia hou", "皇甫": "huang fu",

	"乐": "yue/le", "乜": "nie", "仇": "qiu", "任": "ren", "佴": "nai", "区": "ou", "单": "shan",
	"卜": "bu", "召": "shao", "句": "gou", "员": "yun", "种": "chong", "秘": "bi", "祭": "zhai",
	"查": "zha", "朴": "piao", "折": "she", "曾": "zeng", "洗": "xian", "牟": "mu/mou", "盖": "ge/gai",
	"祝": "zhu", "繁": "po", "缪": "miao", "翟": "zhai/di", "能": "nai", "莘": "xin/shen", "覃": "qin/tan",
	"解": "xie", "谌": "chen/shen", "贲": "ben", "逄": "pang", "郇": "xun/huan", "郗": "xi/chi", "都": "du",
	"重": "chong", "阚": "kan", "隗": "wei/kui", "颉": "xie/jie", "黑": "he/hei", "尉": "wei", "藏": "zang",
	"呙": "guo", "华": "hua", "燕": "yan", "过": "guo", "冼": "xian", "纪": "ji", "宓": "mi/fu",
	"行": "xing", "宁": "ning", "车": "che",
}

// surnameReadings are the readings of the characters at the front of a name that
// are its family name; none where the dictionary has them right, or where the name
// is of several parts and has no family name in front.
func surnameReadings(name string) [][]string {
	runes := []rune(name)
	if strings.ContainsRune(name, '·') {
		return nil
	}
	// A compound name is followed by a given one: 单于 alone is a 单 of one character.
	for n := min(2, len(runes)-1); n >= 1; n-- {
		if reads, ok := surnames[string(runes[:n])]; ok {
			var each [][]string
			for _, s := range strings.Fields(reads) {
				each = append(each, strings.Split(s, "/"))
			}
			return each
		}
	}
	return nil
}
