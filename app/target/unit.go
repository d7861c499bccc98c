package target

import (
	"slices"
	"strings"
)

// units are what reports count in, a longer one before one that it begins with.
var units = longestFirst([]string{
	"%", "‰", "个百分点", "百分点", "成", "倍",
	"元", "美元", "港元", "欧元", "日元",
	"平方米", "平方公里", "平米", "公里", "千米", "米", "亩", "公顷", "平方千米", "延米", "海里",
	"立方米", "吨", "标准煤", "吨标准煤", "千瓦", "兆瓦", "千瓦时", "斤", "公斤", "千克", "标箱", "标准箱",
	"微克/立方米", "毫克/升", "毫克/立方米", "分贝",
	"岁", "天", "小时", "个小时", "分钟", "个工作日", "工作日", "个月",
	"个", "家", "所", "项", "条", "处", "座", "幢", "栋", "件", "人", "人次", "名", "位", "户", "户次", "户家庭",
	"台", "辆", "部", "张", "套", "间", "场", "场次", "次", "届", "期", "类", "大类", "种", "款", "支", "只", "头",
	"株", "棵", "片", "块", "宗", "起", "例", "份", "篇", "本", "册", "组", "门", "班", "班次", "列", "架", "艘",
	"口", "盏", "根", "段", "层", "批次", "台次", "台套", "套件", "车次", "笔", "枚", "首", "幅", "顶", "床", "杆", "人年", "标段",
	"大", // 六大工程
})

// notUnit are the runes behind a unit that make another word of it.
var notUnit = map[string]string{
	"部": "门队署", "条": "例约款件", "人": "大民均才", "名": "城单师称", "位": "于置", "家": "庭园",
	"成": "立为功效员果", "组": "织团建", "班": "子", "张": "家", "期": "间末货", "场": "地馆所", "首": "批个家次",
	"大": "学道", "段": "落", "层": "次面", "口": "岸", "门": "户", "只": "有", "头": "部", "间": "隔", "支": "持",
	"本": "级市区县地", "起": "步来点", "套": "餐", "元": "旦", "天": "然", "台": "阶", "类": "别似",
}

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return runes(b) - runes(a) })
	return words
}

// times are the units of time: they are amounts only where a time is brought
// down or kept up, not in 24小时自助区.
var times = []string{"天", "小时", "个小时", "分钟", "个工作日", "工作日", "个月"}

// measures are the units of conditions: 亿元以上项目, 500平方米以上场所.
var measures = []string{"元", "美元", "%", "平方米", "平方公里", "公里", "米", "亩", "吨"}

// unitAt is the unit at i and where it ends, or "" and i.
func (t *line) unitAt(i int) (string, int) {
	for _, u := range units {
		if !t.has(i, u) {
			continue
		}
		end := i + runes(u)
		next := t.at(end)
		bad := false
		for _, r := range notUnit[u] {
			bad = bad || r == next
		}
		if !bad {
			return u, end
		}
	}
	return "", i
}

// people are counted without a unit: 3.6万农村人口.
var people = []string{"人口", "群众", "居民", "村民", "市民", "农民", "党员", "职工", "学生", "老人", "游客", "志愿者", "人才"}

// peopleAt reports whether the words at i name people.
func (t *line) peopleAt(i int) bool {
	for j := i; j < i+8 && isHan(t.at(j)); j++ {
		if t.anyAt(j, people) != "" {
			return true
		}
	}
	return false
}

// making are the verbs that make what a Chinese numeral counts a commitment.
var making = longestFirst([]string{
	"建成", "新建", "建设", "新增", "增加", "增设", "打造", "引进", "引育", "培育", "培养", "完成", "实施", "推出", "开展",
	"举办", "承办", "设立", "新设", "成立", "创建", "创成", "改造", "改建", "扩建", "改扩建", "新改建", "获", "获评", "获得", "荣获",
	"落户", "开工", "启用", "建立", "办好", "竣工", "招引", "签约", "投用", "布局", "整治", "拆除", "打通", "修缮", "组建", "建有", "拥有",
	"达", "达到", "突破", "超", "超过", "近", "约", "逾", "不少于", "不低于", "至少", "连续", "蝉联", "再建", "续建", "启动",
})

// reaching are the words before a bare 百, 千, 万 or 亿 that is an amount.
var reaching = []string{"突破", "超过", "超", "达到", "达", "近", "逾", "过", "上", "跨越", "迈上"}

// ones are the units of which 一 is an amount and not a turn of phrase.
var ones = []string{"座", "所", "家", "条", "处", "幢", "栋"}

// counts reports whether a number with a unit is a commitment.
func (t *line) counts(a *amount) bool {
	before := t.at(a.start - 1)
	switch {
	case t.quoted[a.start]: // a name
		return false
	case isLetter(before) || isDigit(before) || before != 0 && containsRune(".+/〔[#", before):
		return false
	case before == '第' || before == '每' || before == '近' && slices.Contains(times, a.unit):
		return false
	case (a.unit == "位" || a.unit == "名") && before != 0 && containsRune("前列居", before): // a rank
		return false
	case t.at(a.end) == '+':
		return false
	}
	if a.bare && t.anyBefore(a.start, reaching) == "" && a.more == "" {
		return false
	}
	if a.han && !a.bare && !t.countsInHan(a) {
		return false
	}
	if a.unit == "岁" && !t.ofLife(a) {
		return false
	}
	if a.unit == "大" && !a.han {
		return false
	}
	if slices.Contains(times, a.unit) && !t.lasts(a) {
		return false
	}
	return !t.startsFrom(a) && !t.condition(a)
}

// countsInHan: a Chinese numeral counts right behind a verb that makes
// something, or behind what it counts at the end of the phrase.
func (t *line) countsInHan(a *amount) bool {
	one := a.low == Decimal{Digits: 1} && a.high == a.low
	if one && !slices.Contains(ones, a.unit) {
		return false
	}
	if a.unit == "期" { // 二期 is a stage
		return false
	}
	if a.unit == "%" || a.more != "" {
		return true
	}
	if t.anyBefore(a.start, making) != "" {
		return true
	}
	return a.unit != "大" && a.unit != "次" && a.unit != "届" && isHan(t.at(a.start-1)) && t.stops(a.end)
}

// lasts reports whether a time is an amount.
func (t *line) lasts(a *amount) bool {
	from, _ := t.clause(a.start)
	said := string(t.text[from:a.start])
	if t.hasBefore(a.start, "连续") {
		return true
	}
	return containsAny(said, "压缩", "缩短", "压减", "减少", "降至", "不超过", "控制在") && (t.stops(a.end) || t.anyAt(a.end, after) != "")
}

// ofLife reports whether an age is an amount: 人均预期寿命, but not 80岁以上老人.
func (t *line) ofLife(a *amount) bool {
	from, _ := t.clause(a.start)
	return containsAny(string(t.text[from:a.start]), "寿命", "平均年龄")
}

// startsFrom reports whether the amount is what a change starts from: 由9.69亿元
// 压降至.
func (t *line) startsFrom(a *amount) bool {
	from, to := t.clause(a.start)
	said := string(t.text[from:a.start])
	if !containsAny(said, "由", "从") {
		return false
	}
	rest := t.text[a.end:min(to, a.end+8)]
	for i, r := range rest {
		if r == '至' || r == '到' || r == '为' {
			return !slices.ContainsFunc(rest[:i], func(r rune) bool { return r == '、' })
		}
	}
	return false
}

// kinds are what a size distinguishes: 产值超50亿元企业1家.
var kinds = []string{"企业", "项目", "园区", "产业", "楼宇", "村", "集群", "单位"}

// condition reports whether the amount says which of the things counted behind
// it are meant: 注册资本500万元以上企业1.4万家; or by how much one thing is more than
// another (高于全省1.2个百分点), or what there is to be no more (消除56人以上大班额).
func (t *line) condition(a *amount) bool {
	from, _ := t.clause(a.start)
	said := string(t.text[from:a.start])
	if (a.unit == "个百分点" || a.unit == "百分点") && containsAny(said, "高于", "低于", "快于", "优于", "好于") {
		return true
	}
	if slices.Contains(measures, a.unit) && t.anyBefore(a.start, []string{"超过", "超", "达", "突破"}) != "" && t.anyAt(a.end, kinds) != "" && t.anotherBehind(a.end) {
		return true
	}
	w := t.anyAt(a.end, []string{"及以上", "以上", "以下", "以内"})
	if w == "" {
		return false
	}
	if t.anyBefore(a.start, []string{"消除", "杜绝", "取缔", "禁止"}) != "" && isHan(t.at(a.end+runes(w))) {
		return true
	}
	i := a.end + runes(w)
	if t.at(i) == '的' {
		i++
	}
	if !isHan(t.at(i)) && t.at(i) != '“' {
		return false
	}
	if slices.Contains(measures, a.unit) {
		return true
	}
	return t.anotherBehind(i)
}

// anotherBehind reports whether another number stands in the same phrase from i on.
func (t *line) anotherBehind(i int) bool {
	for ; !t.ends(i) && t.at(i) != '、'; i++ {
		if isDigit(t.at(i)) {
			return true
		}
	}
	return false
}

func containsRune(s string, r rune) bool { return slices.Contains([]rune(s), r) }

func containsAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
