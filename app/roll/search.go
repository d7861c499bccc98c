package roll

import (
	"strings"

	"piaojue/app/pinyin"
)

// Index is a roll prepared for the sign-in desk: made once, then asked at each
// keystroke. It may be asked from several goroutines.
type Index struct {
	entries []entry
	byCode  map[string][]int
	codes   bool // the roll has codes; a scan is then never a number
}

type entry struct {
	number, code string // as SameKey gives them
	delegation   string
	name         pinyin.Text
}

// By says by what a deputy was found.
type By uint8

const (
	ByNothing By = iota // nothing was asked: everybody is listed
	ByCode
	ByNumber
	ByName  // by characters of the name
	BySound // by pinyin, full or initials
)

// Hit is a deputy that was found.
type Hit struct {
	Place int // in the roll, from 0
	By    By
	// Start and End are the runes of the name that were found; both 0 where
	// it was not the name.
	Start, End int
}

// NewIndex prepares a roll.
func NewIndex(r Roll) *Index {
	x := &Index{entries: make([]entry, len(r.Deputies)), byCode: map[string][]int{}}
	for i, d := range r.Deputies {
		e := entry{number: SameKey(d.Number), code: SameKey(d.Code), delegation: d.Delegation, name: pinyin.OfName(d.Name)}
		x.entries[i] = e
		x.codes = x.codes || e.code != ""
		if e.code != "" {
			x.byCode[e.code] = append(x.byCode[e.code], i)
		}
	}
	if !x.codes {
		for i, e := range x.entries {
			if e.number != "" {
				x.byCode[e.number] = append(x.byCode[e.number], i)
			}
		}
	}
	return x
}

// The order of hits, the most certain first. Within one rank the order of the roll holds.
const (
	rankCode = iota
	rankNumber
	rankNumberButZeros // 7 for 007
	rankNameWhole
	rankNameFront
	rankSoundWhole
	rankSoundFront
	rankSoundFrontOther // by a rarer reading
	rankNumberFront
	rankNameInside
	rankSoundInside
	ranks
)

// Find gives the deputies that what was typed can mean, the most certain first: a
// number or code, the name or its beginning, its pinyin or initials (张三: zs,
// zhangsan, zhangs, 张s), then what stands inside. With nothing typed it gives all.
// A delegation other than "" leaves out the deputies of others.
func (x *Index) Find(typed, delegation string) []Hit {
	key, q := SameKey(typed), pinyin.Ask(typed)
	var found [ranks][]Hit
	n := 0
	for i, e := range x.entries {
		if delegation != "" && e.delegation != delegation {
			continue
		}
		if rank, hit, ok := e.find(key, q); ok {
			hit.Place = i
			found[rank] = append(found[rank], hit)
			n++
		}
	}
	hits := make([]Hit, 0, n)
	for _, f := range found {
		hits = append(hits, f...)
	}
	return hits
}

func (e entry) find(key string, q pinyin.Query) (rank int, h Hit, ok bool) {
	switch {
	case key == "":
		return 0, Hit{}, true
	case e.code == key:
		return rankCode, Hit{By: ByCode}, true
	case e.number == key:
		return rankNumber, Hit{By: ByNumber}, true
	case e.number != "" && key != "0" && strings.TrimLeft(e.number, "0") == strings.TrimLeft(key, "0"):
		return rankNumberButZeros, Hit{By: ByNumber}, true
	}
	rank = ranks
	if !q.IsZero() {
		if m, found := e.name.Find(q); found {
			rank, h = rankOf(m), Hit{By: BySound, Start: m.Start, End: m.End}
			if m.How == pinyin.Written {
				h.By = ByName
			}
		}
	}
	if rank > rankNumberFront {
		switch {
		case strings.HasPrefix(e.number, key):
			return rankNumberFront, Hit{By: ByNumber}, true
		case strings.HasPrefix(e.code, key):
			return rankNumberFront, Hit{By: ByCode}, true
		}
	}
	return rank, h, rank < ranks
}

func rankOf(m pinyin.Match) int {
	front := m.Start == 0
	switch {
	case front && m.How == pinyin.Written && m.Whole:
		return rankNameWhole
	case front && m.How == pinyin.Written:
		return rankNameFront
	case front && m.How == pinyin.Usual && m.Whole:
		return rankSoundWhole
	case front && m.How == pinyin.Usual:
		return rankSoundFront
	case front:
		return rankSoundFrontOther
	case m.How == pinyin.Written:
		return rankNameInside
	}
	return rankSoundInside
}

// Codes reports whether the roll has codes of cards.
func (x *Index) Codes() bool { return x.codes }

// Scan gives the one deputy whose card has this code, as a scanner types it; for
// a roll without codes, the one with this number. Nothing that is only like it is
// ever found, so that a card that was read badly, or is of another roll, signs
// in nobody.
func (x *Index) Scan(code string) (place int, ok bool) {
	places := x.byCode[SameKey(code)]
	if len(places) != 1 {
		return 0, false
	}
	return places[0], true
}
