package print

import (
	"strings"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Ballot is the ballot paper (表决票) of one round. It bears no number and nothing
// else by which one could be told from another.
type Ballot struct {
	Meeting   string // 苏州市姑苏区第二届人民代表大会第五次会议; may be empty
	Vote      string // what is voted on: 2021年政府实事项目
	Round     string // 再次投票, 第二轮 …; "" for the first vote
	Rehearsal bool
	// Spare ballots (备用票) have a corner to be clipped off.
	Spare bool
	// Procedure gives the rules printed on the ballot and how many may be chosen;
	// Rules, where there are some, stand in their place.
	Procedure procedure.Procedure
	Rules     []string
	// Choices are the words over the boxes, in the order of the screen; without
	// any, those of the procedure.
	Choices []string
	Items   []Item
}

// Item is one line of a ballot, as the screen shows it.
type Item struct {
	ID, Name string
	About    string // what the project is about; may be empty
}

// choices are the words over the boxes.
func (b Ballot) choices() []string {
	switch {
	case len(b.Choices) > 0:
		return b.Choices
	case b.Procedure.Kind == procedure.Pick:
		return []string{words("print.ballot.approve")}
	case b.Procedure.Kind == procedure.Rating:
		return []string{words("print.satisfied"), words("print.fair"), words("print.dissatisfied"), words("print.ballot.abstain")}
	}
	return []string{words("print.ballot.approve"), words("print.ballot.against"), words("print.ballot.abstain")}
}

// rules are the sentences of the instruction block.
func (b Ballot) rules() []string {
	how := "print.ballot.how.one"
	switch {
	case len(b.choices()) == 1:
		how = "print.ballot.how.pick"
	case b.Procedure.Kind == procedure.Motion:
		how = "print.ballot.how.motion"
	}
	all := []string{words(how, "Choices", b.choices())}
	if len(b.Rules) > 0 {
		all = append(all, b.Rules...)
	} else {
		for _, s := range b.Procedure.BallotSentences() {
			all = append(all, s.In(say.Chinese))
		}
	}
	return append(all, words("print.ballot.secret"))
}

// title is 2021年政府实事项目表决票.
func (b Ballot) title() string {
	return words(b.Procedure.Kind.Key("print.ballot.title"), "Vote", b.Vote)
}

// BallotPaper lays out one ballot, over as many pages as it takes. What cannot be
// voted on, a ballot without lines, is a *say.Problem.
func BallotPaper(p Paper, b Ballot) (Document, error) {
	if len(b.Items) == 0 {
		return Document{}, say.Wrong(say.M("print.ballot.empty"), say.M("print.ballot.empty.do"), nil)
	}
	// A ballot on one page is worth slightly smaller letters, not small ones.
	for _, share := range []float64{1, 0.95, 0.9, 0.86} {
		smaller := p
		smaller.size *= share
		if smaller.size < leastBallot {
			break
		}
		if d := b.layOut(smaller); len(d.Pages) == 1 {
			return d, nil
		}
	}
	return b.layOut(p), nil
}

// leastBallot is the least size of the letters of a ballot, in points.
const leastBallot = 9

func (b Ballot) layOut(p Paper) Document {
	l := newLayout(p)
	s := p.size
	body, small := style{size: s}, style{size: s * 0.86, faint: true}

	l.write(b.Meeting, style{size: s * 1.05}, middle, 0)
	l.y += s * 0.3
	l.write(b.title(), style{size: s * 1.7, bold: true}, middle, 0)
	if b.Round != "" {
		l.write(b.Round, style{size: s * 1.15, bold: true}, middle, 0)
	}
	l.y += s * 0.5
	l.instructions(b.rules())
	l.y += s * 0.6

	// The boxes stand in columns as wide as their words need, the name has the rest.
	boxes := make([]float64, len(b.choices()))
	name := l.width()
	for i, c := range b.choices() {
		boxes[i] = max(body.width(c)+s*1.2, s*4)
		name -= boxes[i]
	}
	number := style{size: s, bold: true}.width(words("print.ballot.number")) + s
	for _, one := range b.Items {
		number = max(number, body.width(one.ID)+s)
	}
	t := table{l: l, head: style{size: s, bold: true}, body: body, pad: s * 0.45, least: s * 2.6}
	item := "print.ballot.item"
	if b.Procedure.Kind == procedure.Motion {
		item = "print.ballot.item.motion"
	}
	t.columns = []column{{words("print.ballot.number"), number, middle}, {words(item), name - number, start}}
	for i, c := range b.choices() {
		t.columns = append(t.columns, column{c, boxes[i], middle})
	}
	l.again = func(l *layout) {
		l.write(words("print.ballot.goes_on", "Title", b.title()), style{size: s, bold: true}, start, 0)
		l.y += s * 0.4
	}
	t.begin()
	for _, one := range b.Items {
		t.boxes(one, small, len(b.choices()))
	}
	if b.Spare {
		l.clip()
	}
	l.number(words("print.ballot.all_pages", "Pages", len(l.pages)))
	return l.document(b.title(), b.Rehearsal)
}

// instructions sets the rules in a frame.
func (l *layout) instructions(rules []string) {
	s, top, pages := style{size: l.paper.size * 0.92}, l.y, len(l.pages)
	inset := s.size * 0.7
	l.y += inset * 0.7
	head := style{size: s.size, bold: true}
	l.put([]string{words("print.ballot.how")}, head, l.left()+inset, l.width()-2*inset, l.y, start)
	l.y += s.line()
	for i, rule := range rules {
		mark := words("print.item", "Number", i+1)
		hang := s.width(mark)
		for j, line := range s.wrap(rule, l.width()-2*inset-hang) {
			l.need(s.line() + inset)
			if j == 0 {
				l.put([]string{mark}, s, l.left()+inset, hang, l.y, start)
			}
			l.put([]string{line}, s, l.left()+inset+hang, l.width()-2*inset-hang, l.y, start)
			l.y += s.line()
		}
	}
	l.y += inset * 0.7
	if len(l.pages) == pages {
		l.page().Boxes = append(l.page().Boxes, Box{X: l.left(), Y: top, Width: l.width(), Height: l.y - top, Stroke: hair})
	}
}

// boxes draws the line of a project: number, name and what it is about, and a box
// for each choice. It never stands on two pages unless it is taller than one.
func (t table) boxes(one Item, small style, choices int) {
	l := t.l
	room := t.columns[1].width - 2*t.side()
	name := t.body.wrap(one.Name, room)
	var about []string
	if strings.TrimSpace(one.About) != "" {
		about = small.wrap(one.About, room)
	}
	height := max(t.least, float64(len(name))*t.body.line()+float64(len(about))*small.line()+2*t.pad)
	l.need(min(height, l.paper.Height/2))
	// Only what a project is about can be longer than a page; its name and its
	// boxes stand together on the first.
	for height > l.room() && len(about) > 0 {
		fit := max(0, int((l.room()-2*t.pad-float64(len(name))*t.body.line())/small.line()))
		t.line(one.ID, name, about[:min(fit, len(about))], small, choices)
		about, name, choices, one.ID = about[min(fit, len(about)):], nil, 0, ""
		l.turn()
		height = float64(len(about))*small.line() + 2*t.pad
	}
	if len(name) > 0 || len(about) > 0 {
		t.line(one.ID, name, about, small, choices)
	}
}

func (t table) line(id string, name, about []string, small style, choices int) {
	l := t.l
	text := float64(len(name))*t.body.line() + float64(len(about))*small.line()
	height := max(t.least, text+2*t.pad)
	top := l.y + (height-text)/2
	x := l.left()
	l.put([]string{id}, t.body, x, t.columns[0].width, l.y+(height-t.body.line())/2, middle)
	x += t.columns[0].width
	l.put(name, t.body, x+t.side(), t.columns[1].width-2*t.side(), top, start)
	l.put(about, small, x+t.side(), t.columns[1].width-2*t.side(), top+float64(len(name))*t.body.line(), start)
	x += t.columns[1].width
	side := t.body.size * 1.3
	for _, c := range t.columns[2 : 2+choices] {
		l.page().Boxes = append(l.page().Boxes, Box{X: x + (c.width-side)/2, Y: l.y + (height-side)/2, Width: side, Height: side, Stroke: 1})
		x += c.width
	}
	t.close(height)
}

// clip marks the upper right corner of every page as the one to be clipped off.
func (l *layout) clip() {
	w, side := l.paper.Width, l.paper.edge*1.5
	s := style{size: l.paper.size * 0.8, bold: true}
	label := words("print.ballot.spare")
	for i := range l.pages {
		p := &l.pages[i]
		p.Shapes = append(p.Shapes, Shape{Points: [][2]float64{{w - side, 0}, {w, 0}, {w, side}}})
		p.Lines = append(p.Lines, Line{X1: w - side, Y1: 0, X2: w, Y2: side, Width: 1, Dashed: true})
		p.Texts = append(p.Texts, Text{X: l.left(), Y: l.paper.edge * 0.35, Size: s.size, Bold: true, Text: label})
	}
}
