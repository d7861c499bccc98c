package target

import "strings"

// wordsAt reads an amount that is said in words: 全覆盖, 翻番, 两位数, 零发生, 七连冠.
func (t *line) wordsAt(i int) *amount {
	made := func(word, unit string, value uint64) *amount {
		a := &amount{start: i, end: i + runes(word), unit: unit, word: true}
		a.low = normal(value, 0)
		a.high = a.low
		a.number.Start, a.number.End = a.start, a.end
		return a
	}
	manner := func(end int) bool { // 全覆盖的体系 tells how, not how much
		for strings.ContainsRune("”’", t.at(end)) {
			end++
		}
		return t.at(end) == '的' || t.at(end) == '式'
	}
	switch t.at(i) {
	case '全':
		if t.has(i, "全覆盖") && !manner(i+3) && !t.quoted[i] {
			return made("全覆盖", "%", 100)
		}
	case '翻':
		for word, times := range map[string]uint64{"翻番": 2, "翻一番": 2, "翻了一番": 2, "翻两番": 4, "翻了两番": 4} {
			if t.has(i, word) && !manner(i+runes(word)) {
				return made(word, "倍", times)
			}
		}
	case '两':
		if t.has(i, "两位数") && (t.has(i+3, "增长") || t.has(i+3, "以上") || t.has(i+3, "增速") || t.has(i+3, "增幅")) {
			a := made("两位数", "%", 10)
			a.doubleDigit = true
			return a
		}
	case '零':
		for word, unit := range map[string]string{"零发生": "起", "零事故": "起", "零死亡": "人", "零新增": "例", "零感染": "例", "零增长": "%"} {
			if t.has(i, word) && !manner(i+3) {
				return made(word, unit, 0)
			}
		}
	case '三', '四', '五', '六', '七', '八', '九', '十':
		if n, ok := t.numeralsAt(i); ok && n.more == "" && t.has(n.end, "连冠") && t.at(i-1) != '第' {
			a := made(string(t.text[i:n.end+2]), "连冠", n.value.Digits)
			a.number.End = n.end
			return a
		}
	}
	return nil
}
