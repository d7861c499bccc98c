package target

import "strings"

// number is a number as read from a line.
type number struct {
	value Decimal
	scale uint64 // of the 万 or 亿 at its end, 1 without
	end   int
	more  string // 余, 多 or 来 within it
	han   bool   // written in Chinese numerals
	bare  bool   // a 百, 千, 万 or 亿 with no numeral before it
}

var scales = []struct {
	word string
	by   uint64
}{
	{"万亿", 1e12}, {"千亿", 1e11}, {"百亿", 1e10}, {"十亿", 1e9}, {"亿", 1e8},
	{"千万", 1e7}, {"百万", 1e6}, {"十万", 1e5}, {"万", 1e4}, {"千", 1e3}, {"百", 1e2},
}

var mores = []string{"余", "多", "来"}

// longestNumber is how many digits a number may have to be an amount.
const longestNumber = 15

// numberAt reads the number at i.
func (t *line) numberAt(i int) (n number, ok bool) {
	if isDigit(t.at(i)) {
		return t.digitsAt(i)
	}
	return t.numeralsAt(i)
}

// digitsAt reads 1,260.5, 3.6万余 and the like.
func (t *line) digitsAt(i int) (n number, ok bool) {
	j := i
	run := func() string {
		from := j
		for isDigit(t.at(j)) {
			j++
		}
		return string(t.text[from:j])
	}
	digits := run()
	for grouped := len(digits) <= 3; grouped && t.at(j) == ',' && isDigit(t.at(j+1)) && isDigit(t.at(j+2)) && isDigit(t.at(j+3)) && !isDigit(t.at(j+4)); {
		j++
		digits += run()
	}
	if t.at(j) == '.' && isDigit(t.at(j+1)) {
		j++
		digits += "." + run()
	}
	if len(digits) > longestNumber {
		return number{}, false
	}
	value, ok := parseDecimal(digits)
	n = number{value: value, scale: 1, end: j}
	if !ok {
		return n, false
	}
	return t.scaled(n)
}

// scaled adds the 万 or 亿 behind a number, and the 余 before or behind that.
func (t *line) scaled(n number) (number, bool) {
	more := func() {
		if w := t.anyAt(n.end, mores); w != "" && n.more == "" {
			n.more = w
			n.end += runes(w)
		}
	}
	if t.anyAt(n.end, units) != "" {
		return n, true // 千瓦 is a unit, not a thousand of 瓦
	}
	bare := n
	more()
	for _, s := range scales {
		if t.has(n.end, s.word) {
			var ok bool
			if n.value, ok = n.value.Times(s.by); !ok {
				return n, false
			}
			n.scale = s.by
			n.end += runes(s.word)
			more()
			return n, true
		}
	}
	if n.more == "来" && t.anyAt(n.end, units) == "" {
		return bare, true // 来 is a word of its own
	}
	return n, true
}

var numerals = map[rune]uint64{
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

var places = map[rune]uint64{'十': 10, '百': 100, '千': 1000}

// numeralsAt reads 八十六, 两, 千亿, 百余.
func (t *line) numeralsAt(i int) (n number, ok bool) {
	var total, section, last uint64
	pending, began := false, false // a numeral waits for its place
	lowest := uint64(1e4)
	j := i
	for ; j-i <= longestNumber; j++ {
		r := t.at(j)
		if v, is := numerals[r]; is {
			if pending {
				return number{}, false // 二〇三五: a year
			}
			last, pending, began = v, v != 0, true
			continue
		}
		if v, is := places[r]; is && v < lowest {
			if !pending {
				last = 1
				n.bare = n.bare || !began && v > 10
			}
			section += last * v
			last, pending, began, lowest = 0, false, true, v
			continue
		}
		if r == '万' || r == '亿' {
			section += last
			if !began {
				section, n.bare = 1, true
			}
			if section == 0 && total == 0 {
				return number{}, false
			}
			if r == '万' {
				total += section * 1e4
			} else {
				total = (total + section) * 1e8
			}
			section, last, pending, began, lowest = 0, 0, false, true, 1e4
			continue
		}
		break
	}
	if !began {
		return number{}, false
	}
	n.value, n.scale, n.end, n.han = normal(total+section+last, 0), 1, j, true
	if w := t.anyAt(j, mores[:2]); w != "" {
		n.more, n.end = w, j+1
	}
	return n, true
}

const rangeSigns = "-–—~至到"

// amount is a number with its unit.
type amount struct {
	start, end  int
	number      struct{ Start, End int }
	low, high   Decimal
	unit        string
	more        string
	han, bare   bool
	word        bool // said in words: 全覆盖
	doubleDigit bool // 两位数
}

// amountAt reads the commitment at i. next is where to go on, i where nothing
// begins there; a is nil where the number at i is none.
func (t *line) amountAt(i int) (a *amount, next int) {
	if a := t.wordsAt(i); a != nil {
		return a, a.end
	}
	start := i
	share := t.has(i, "百分之")
	if share {
		i += 3
	}
	first, ok := t.numberAt(i)
	if !ok {
		if isDigit(t.at(i)) {
			for isDigit(t.at(i)) {
				i++
			}
		}
		return nil, max(i, start)
	}
	next = first.end
	a = &amount{start: start, more: first.more, han: first.han, bare: first.bare}
	a.number.Start, a.number.End = i, first.end
	a.low, a.high = first.value, first.value
	unit, end := t.unitAt(first.end)
	// A second number makes a range: 5-6%, 4%-5%, 20万—25万平方米.
	sign := end
	if strings.ContainsRune(rangeSigns, t.at(sign)) {
		for strings.ContainsRune(rangeSigns, t.at(sign)) {
			sign++
		}
		if second, ok := t.numberAt(sign); ok && second.han == first.han {
			unit2, end2 := t.unitAt(second.end)
			low, whole := first.value, true
			if unit == "" && first.scale == 1 && second.scale > 1 {
				if shared, ok := low.Times(second.scale); ok && shared.Compare(second.value) <= 0 {
					low = shared
				}
			}
			if unit != "" && unit != unit2 || low.Compare(second.value) > 0 {
				whole = false
			}
			if whole {
				a.low, a.high, a.number.End, next = low, second.value, second.end, second.end
				unit, end = unit2, end2
			}
		}
	}
	if share {
		unit, end = "%", next
	} else if unit == "成" {
		a.low, _ = a.low.Times(10)
		a.high, _ = a.high.Times(10)
		unit = "%"
	}
	if unit == "" && a.high.Compare(Decimal{Digits: 100}) >= 0 && !a.han && t.peopleAt(next) {
		unit, end = "人", next
	}
	if unit == "" {
		return nil, next
	}
	a.unit, a.end = unit, end
	if share {
		return a, a.end
	}
	if !t.counts(a) {
		return nil, a.end
	}
	return a, a.end
}
