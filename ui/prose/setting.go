package prose

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// Setting is how a paragraph is set in a column as Chinese print is, rune for
// rune: nothing is added to the text or taken from it, so that every offset
// stays what it was. What is drawn is narrower or wider than the letters by
//
//   - a thin space between Chinese characters and Latin letters or digits;
//   - half the width of a mark beside another mark (。” or ，“), of an opening
//     mark at the start of a line and, where the line is too long otherwise, of
//     a closing mark at its end;
//   - what makes the line as long as the column: spread evenly over the line in
//     steps of a whole unit, which no eye sees, or taken from the blank halves
//     of marks where one more character would have to go to the next line.
//
// No line begins with a closing mark or ends with an opening one, a number stays
// with the word for what it counts, and a paragraph does not end with a single
// character on a line of its own.
type Setting struct {
	Text    []rune
	Advance []float32 // of each rune, as it is drawn on its own
	Em      float32   // the width of a Chinese character
	Width   float32   // of the column
	Indent  float32   // of the first line
	// Ragged leaves lines as long as they come, for what stands in the middle.
	Ragged bool
}

// Row is a line as it is set. Rune k of the line, which is rune Start+k of the
// text, lies between X[k] and X[k+1] and is drawn from Ink[k] on, all from the
// beginning of the line. Parts are the runes at which drawing begins anew,
// since they do not stand where the rune before them ends.
type Row struct {
	Line
	X     []float32 // one more than there are runes
	Ink   []float32
	Parts []int
}

// Width is the length of the line.
func (r *Row) Width() float32 { return r.X[len(r.X)-1] }

// The measures of spacing, in Chinese characters.
const (
	thin    = 1.0 / 6 // between Chinese and Latin
	half    = 0.5     // of a mark
	give    = 0.22    // that a mark within a line can give up
	loosest = 0.25    // between two characters; a line that needs more stays ragged
	joint   = 0.76    // from one dash to the next, so that two are one stroke
)

// Rows sets the paragraph. There is always at least one row.
func (s *Setting) Rows() []Row {
	if len(s.Text) == 0 {
		return []Row{{X: []float32{0}}}
	}
	breaks, must := s.opportunities()
	var lines []Line
	for start := 0; start < len(s.Text); {
		room := s.Width
		if start == 0 {
			room -= s.Indent
		}
		next := s.fill(start, room, breaks, must)
		lines = append(lines, Line{Start: start, End: s.inkEnd(start, next), Next: next})
		start = next
	}
	s.keepCompany(lines, breaks, must)
	rows := make([]Row, len(lines))
	for i, l := range lines {
		room := s.Width
		if i == 0 {
			room -= s.Indent
		}
		last := i == len(lines)-1 || must[l.Next]
		rows[i] = s.row(l, room, last || s.Ragged)
	}
	return rows
}

// opportunities are the runes before which a line may end and those before
// which it must.
func (s *Setting) opportunities() (may, must []bool) {
	may, must = make([]bool, len(s.Text)+1), make([]bool, len(s.Text)+1)
	var seg segmenter.Segmenter
	seg.Init(forBreaking(s.Text))
	for pieces := seg.LineIterator(); pieces.Next(); {
		p := pieces.Line()
		end := p.Offset + len(p.Text)
		may[end] = true
		must[end] = p.IsMandatoryBreak && end < len(s.Text)
		if end < len(s.Text) && !must[end] && counts(s.Text[end-1], s.Text[end]) {
			may[end] = false
		}
	}
	return may, must
}

// counts reports whether a digit stands before the word for what it counts:
// 2021年 and 54个 are not torn apart.
func counts(digit, word rune) bool {
	return digit >= '0' && digit <= '9' && strings.ContainsRune("年月日时分秒个项条处座户人次家万亿元米吨倍号亩块岁届期批名件套辆所幢栋片类公平", word)
}

// inkEnd is the end of a line without the spaces there.
func (s *Setting) inkEnd(start, end int) int {
	for end > start && isSpace(s.Text[end-1]) {
		end--
	}
	return end
}

// fill finds where the line that begins at start ends.
func (s *Setting) fill(start int, room float32, may, must []bool) int {
	best, slack := -1, float32(0)
	fits := start + 1                      // runes that fit, where no opportunity comes in time
	width, spare := float32(0), float32(0) // spare is what marks can give up
	for i := start; i < len(s.Text); i++ {
		width += s.wide(start, i)
		spare += s.gives(start, i)
		length := width
		end := i + 1
		if isSpace(s.Text[i]) {
			// A space at the end of a line takes no room.
			end = s.inkEnd(start, i+1)
			length = s.length(start, end)
		}
		least := length - s.endTrim(end-1)
		if least <= room {
			fits = i + 1
		}
		if !may[i+1] {
			if width-s.Em > room+spare && best >= 0 {
				break
			}
			continue
		}
		if least <= room {
			best, slack = i+1, max(0, room-length)
			if must[i+1] {
				return best
			}
			continue
		}
		// One more piece, if marks make room for it and that is less than what
		// would have to be spread over the line without it.
		if over := least - room; best >= 0 && !s.Ragged && over <= spare && over < slack {
			return i + 1
		}
		break
	}
	if best < 0 {
		return fits
	}
	return best
}

// keepCompany takes a character more to the last line where there is but one.
func (s *Setting) keepCompany(lines []Line, may, must []bool) {
	n := len(lines)
	if n < 2 || must[lines[n-1].Start] {
		return
	}
	last, before := &lines[n-1], &lines[n-2]
	letters := 0
	for _, r := range s.Text[last.Start:last.End] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
	}
	if letters > 1 {
		return
	}
	for at := last.Start - 1; at > before.Start+8 && at > last.Start-4; at-- {
		if may[at] {
			last.Start, before.Next, before.End = at, at, s.inkEnd(before.Start, at)
			return
		}
	}
}

// wide is by how much rune i makes the line longer that began at start and ends
// with it.
func (s *Setting) wide(start, i int) float32 {
	w := s.advance(i) - s.lead(start, i)
	if i > start {
		w += s.between(i) - s.trail(i-1)
	}
	return w
}

func (s *Setting) length(start, end int) float32 {
	var w float32
	for i := start; i < end; i++ {
		w += s.wide(start, i)
	}
	return w
}

// advance is that of a rune; that of a dash before a dash is such that both are
// one stroke.
func (s *Setting) advance(i int) float32 {
	if s.Text[i] == '—' {
		return s.Em
	}
	return s.Advance[i]
}

// full reports whether a mark has the width of a Chinese character, half of it
// blank.
func (s *Setting) full(i int) bool { return s.Advance[i] > 0.9*s.Em }

// lead is what a rune loses at its left.
func (s *Setting) lead(start, i int) float32 {
	if opens(s.Text[i]) && s.full(i) && (i == start || opens(s.Text[i-1])) {
		return half * s.Em
	}
	return 0
}

// trail is what a rune loses at its right where the next stands on its line.
func (s *Setting) trail(i int) float32 {
	if closes(s.Text[i]) && s.full(i) && i+1 < len(s.Text) && (closes(s.Text[i+1]) || opens(s.Text[i+1])) {
		return half * s.Em
	}
	return 0
}

// endTrim is what a rune can lose at the end of a line.
func (s *Setting) endTrim(i int) float32 {
	if i >= 0 && closes(s.Text[i]) && s.full(i) {
		return half * s.Em
	}
	return 0
}

// between is the space before a rune that follows another on its line.
func (s *Setting) between(i int) float32 {
	a, b := s.Text[i-1], s.Text[i]
	if ideograph(a) && western(b) || western(a) && ideograph(b) {
		return thin * s.Em
	}
	// 5.2% 的: a sign at the end of a number belongs to it.
	if (a == '%' || a == '‰' || a == '℃' || a == '²' || a == '³') && ideograph(b) {
		return thin * s.Em
	}
	return 0
}

// gives is what a mark beside a character can give up before rune i.
func (s *Setting) gives(start, i int) float32 {
	if i == start {
		return 0
	}
	a, b := i-1, i
	var g float32
	if closes(s.Text[a]) && s.full(a) && s.trail(a) == 0 {
		g += give * s.Em
	}
	if opens(s.Text[b]) && s.full(b) && s.lead(start, b) == 0 {
		g += give * s.Em
	}
	return g
}

// stretches reports whether space may come before rune i.
func (s *Setting) stretches(i int) bool {
	a, b := s.Text[i-1], s.Text[i]
	if closes(b) || opens(a) || isSpace(a) || isSpace(b) || a == b && (a == '—' || a == '…') {
		return false
	}
	return !latin(a) || !latin(b)
}

// row places the runes of a line.
func (s *Setting) row(l Line, room float32, loose bool) Row {
	n := l.End - l.Start
	r := Row{Line: l, X: make([]float32, n+1), Ink: make([]float32, n)}
	natural := s.length(l.Start, l.End)
	trim := float32(0)
	if n > 0 && natural > room {
		trim = s.endTrim(l.End - 1)
	}
	spare := room - natural + trim
	places := 0
	giving := float32(0)
	for i := l.Start + 1; i < l.End; i++ {
		if s.stretches(i) {
			places++
		}
		giving += s.gives(l.Start, i)
	}
	if spare > 0 && (loose || spare < 1 || places == 0 || spare > loosest*s.Em*float32(places)) {
		spare = 0
	}
	tight := float32(0) // the part that marks give of what they can
	if spare < 0 {
		if giving > 0 {
			tight = min(1, -spare/giving)
		}
		spare = 0
	}
	x, put, place := float32(0), float32(0), 0
	for k := range n {
		i := l.Start + k
		lead := s.lead(l.Start, i)
		if k > 0 {
			gap := s.between(i)
			x -= s.trail(i - 1)
			if spare > 0 && s.stretches(i) {
				place++
				due := spare
				if place < places {
					due = float32(int(spare * float32(place) / float32(places)))
				}
				gap += due - put
				put = due
			}
			if tight > 0 {
				if closes(s.Text[i-1]) && s.full(i-1) && s.trail(i-1) == 0 {
					x -= tight * give * s.Em
				}
				if opens(s.Text[i]) && s.full(i) && lead == 0 {
					lead = tight * give * s.Em
				}
			}
			r.X[k] = x + gap/2
			x += gap
		}
		r.Ink[k] = x - lead
		if s.Text[i] == '—' {
			r.Ink[k] += s.dash(l, i)
		}
		x += s.advance(i) - lead
	}
	r.X[n] = x - trim
	for k := range n {
		if k == 0 || differ(r.Ink[k], r.Ink[k-1]+s.Advance[l.Start+k-1]) {
			r.Parts = append(r.Parts, k)
		}
	}
	return r
}

// dash is how far into its place a dash is drawn: in the middle where it stands
// alone, and towards the other where there are two.
func (s *Setting) dash(l Line, i int) float32 {
	alone := (s.Em - s.Advance[i]) / 2
	apart := (s.Em - joint*s.Em) / 2
	n := 0 // which of a pair it is
	for j := i - 1; j >= l.Start && s.Text[j] == '—'; j-- {
		n++
	}
	switch {
	case n%2 == 1:
		return alone - apart
	case i+1 < l.End && s.Text[i+1] == '—':
		return alone + apart
	}
	return alone
}

func differ(a, b float32) bool { return a-b > 0.02 || b-a > 0.02 }

// opens reports whether a full-width mark belongs to what follows; its left
// half is blank.
func opens(r rune) bool {
	switch r {
	case '“', '‘', '（', '《', '〈', '【', '〔', '「', '『', '〖', '［', '｛':
		return true
	}
	return false
}

// closes reports whether a full-width mark belongs to what stands before it;
// its right half is blank.
func closes(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '！', '？', '．', '”', '’', '）', '》', '〉', '】', '〕', '」', '』', '〗', '］', '｝':
		return true
	}
	return false
}

func ideograph(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r == '〇' || r > 0xFFFF && unicode.Is(unicode.Han, r)
}

// western reports whether a rune is a letter or digit as wide as it comes.
func western(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// latin reports whether a rune is part of what is set as Latin text is.
func latin(r rune) bool {
	return r < 0x80 && r != ' ' || western(r) || r == '‰' || r == '℃' || r == '–'
}
