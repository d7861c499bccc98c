package print

import (
	"strconv"
	"strings"
	"time"

	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Result is what the one-page result shows: the verdict, the figures, the votes
// of each project, and where the officers sign.
type Result struct {
	Meeting   string
	Vote      string
	Round     string // 再次投票, 第二轮 …; "" for the first vote
	Rehearsal bool
	CountedAt time.Time // in the clock of the place; zero leaves it out
	Items     []Item    // what was voted on, for the names
	Result    count.Result
	// Procedure gives the words of the ballot; without a kind they are 赞成, 反对, 弃权.
	Procedure procedure.Procedure
	// Before is the assessment that one is set beside, and Changes how each project
	// changed; zero for none.
	Before  say.Message
	Changes []count.Change
}

// ResultPaper lays the result out. Figures that do not add up are no result; the
// *say.Problem names the line.
func ResultPaper(p Paper, r Result) (Document, error) {
	for _, i := range r.Result.Identities {
		if !i.Holds && r.Result.State != count.Void {
			return Document{}, say.Wrong(say.M("exports.broken", "Line", i.Says), say.M("exports.broken.do"), nil)
		}
	}
	l := newLayout(p)
	s := p.size
	body, head := style{size: s * 0.95}, style{size: s * 0.95, bold: true}
	title := words(r.Procedure.Kind.Key("print.result.title"), "Vote", r.Vote)
	l.top(r.Meeting, title)
	if r.Round != "" {
		l.write(r.Round, head, middle, 0)
	}
	if t := r.CountedAt; !t.IsZero() {
		l.write(words("exports.counted_at", "Year", t.Year(), "Month", int(t.Month()), "Day", t.Day(), "Clock", t.Format("15:04")), style{size: s * 0.9, faint: true}, middle, 0)
	}
	l.y += s * 0.4
	l.write(words(r.Procedure.Kind.Key("print.result.figures"), r.figures()...), body, start, 0)
	l.write(r.Result.Told().In(say.Chinese), head, start, 0)
	if r.Procedure.Kind == procedure.Motion && len(r.Result.Lines) == 1 {
		l.write(r.Result.Lines[0].Reason.In(say.Chinese), body, start, 0)
	}
	l.y += s * 0.5
	r.lines(l, body, head)
	if !r.Before.IsZero() {
		l.y += s * 0.4
		l.write(words("exports.compared", "Before", r.Before), style{size: s * 0.85, faint: true}, start, 0)
	}
	l.y += s * 1.5
	// The signatures stand together.
	l.need(5 * body.line())
	for _, office := range []string{"exports.sign.chief", "exports.sign.scrutineer", "exports.sign.teller"} {
		for _, line := range strings.Split(words(office), "\n\n") {
			l.write(line, body, start, 0)
		}
		l.y += s * 0.3
	}
	l.number("")
	return l.document(title, r.Rehearsal), nil
}

func (r Result) figures() []any {
	x := r.Result
	return []any{
		"Roll", x.Roll, "Present", x.Present, "Issued", x.Issued, "Returned", x.Returned,
		"Valid", x.Valid, "Invalid", x.Invalid, "Places", x.Places, "Void", x.State == count.Void,
		"NotCast", x.NotCast(),
	}
}

// lines draws the table of the projects, in the order of the result.
func (r Result) lines(l *layout, body, head style) {
	if len(r.Result.Lines) == 0 {
		return
	}
	s := l.paper.size
	keys, of := count.Marks(r.Procedure.Kind)
	number, outcome, change := s*3, s*6, 0.0
	votes, all := make([]float64, len(keys)), 0.0
	for i, key := range keys {
		votes[i] = max(s*3.6, head.width(words("exports.column."+key))+s)
		all += votes[i]
	}
	if !r.Before.IsZero() {
		change, outcome = s*3.8, s*5
	}
	t := table{l: l, head: head, body: body, pad: s * 0.3, least: s * 2, columns: []column{
		{words("exports.column.id"), number, middle},
		{words(r.Procedure.Kind.Key("exports.column.name")), l.width() - number - all - change - outcome, start},
	}}
	for i, key := range keys {
		t.columns = append(t.columns, column{words("exports.column." + key), votes[i], middle})
	}
	if change > 0 {
		t.columns = append(t.columns, column{words("print.result.change"), change, middle})
	}
	t.columns = append(t.columns, column{words("exports.column.outcome"), outcome, middle})
	t.begin()
	names := map[string]string{}
	for _, one := range r.Items {
		names[one.ID] = one.Name
	}
	for i, x := range r.Result.Lines {
		cells := []string{x.ID, names[x.ID]}
		for _, n := range of(x.Sums) {
			cells = append(cells, strconv.Itoa(n))
		}
		if change > 0 {
			points := words("exports.change.none")
			if i < len(r.Changes) && r.Changes[i].Known {
				points = r.Changes[i].Points()
			}
			cells = append(cells, points)
		}
		t.row(append(cells, x.Outcome.Word().In(say.Chinese))...)
	}
}
