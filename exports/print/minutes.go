package print

import (
	"strconv"
	"time"
)

// Minutes are what was done in a meeting (会议记录), the earliest first.
type Minutes struct {
	Meeting   string
	Rehearsal bool
	Entries   []Minute
}

// Minute is one entry: when, in the clock of the place, in which round (0 for
// none), what, and by which office ("" where none is named).
type Minute struct {
	At           time.Time
	Round        int
	What, Office string
}

// MinutesPaper lays the minutes out.
func MinutesPaper(p Paper, m Minutes) Document {
	l := newLayout(p)
	s := p.size
	body, head := style{size: s * 0.95}, style{size: s * 0.95, bold: true}
	title := words("print.minutes.title")
	l.top(m.Meeting, title)
	l.write(words("print.minutes.note"), style{size: s * 0.9, faint: true}, start, 0)
	l.y += s * 0.4
	at, round, office := s*10.5, s*3.2, s*6.5
	t := table{l: l, head: head, body: body, pad: s * 0.3, least: s * 1.9, columns: []column{
		{words("print.minutes.at"), at, start},
		{words("print.minutes.round"), round, middle},
		{words("print.minutes.what"), l.width() - at - round - office, start},
		{words("print.minutes.office"), office, start},
	}}
	t.begin()
	for _, e := range m.Entries {
		number := ""
		if e.Round > 0 {
			number = strconv.Itoa(e.Round)
		}
		t.row(words("print.minutes.time", "Year", e.At.Year(), "Month", int(e.At.Month()), "Day", e.At.Day(), "Clock", e.At.Format("15:04")), number, e.What, e.Office)
	}
	l.number("")
	return l.document(title, m.Rehearsal)
}
