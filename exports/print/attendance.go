package print

import (
	"strconv"

	"piaojue/app/roll"
	"piaojue/app/say"
)

// Attendance is the attendance list (签到表): each delegation begins a page of its
// own, with a place to sign for each deputy.
type Attendance struct {
	Meeting string
	// Session is which sitting it is for, 第二次全体会议; may be empty.
	Session   string
	Rehearsal bool
	Roll      roll.Roll
	// Remarks stand in the last column, by the id of the deputy: 请假, 已签到.
	Remarks map[string]string
}

// AttendanceList lays the list out. A roll without deputies is a *say.Problem.
func AttendanceList(p Paper, a Attendance) (Document, error) {
	if len(a.Roll.Deputies) == 0 {
		return Document{}, say.Wrong(say.M("roll.none"), say.M("print.attendance.empty.do"), nil)
	}
	title := words("print.attendance.title")
	all := Document{Title: title, Paper: p}
	for _, d := range a.Roll.Delegations() {
		all.Pages = append(all.Pages, a.delegation(p, d)...)
	}
	numbered := &layout{paper: p, pages: all.Pages}
	numbered.number("")
	return numbered.document(title, a.Rehearsal), nil
}

func (a Attendance) delegation(p Paper, d roll.Delegation) []Page {
	l := newLayout(p)
	s := p.size
	name := d.Name
	if name == "" {
		name = words("print.attendance.none")
	}
	l.write(a.Meeting, style{size: s * 1.05}, middle, 0)
	l.write(words("print.attendance.title"), style{size: s * 1.7, bold: true}, middle, 0)
	l.write(a.Session, style{size: s}, middle, 0)
	l.y += s * 0.4
	head := style{size: s, bold: true}
	l.write(words("print.attendance.delegation", "Name", name, "Count", d.Size), head, start, 0)
	l.y += s * 0.3

	deputies := a.Roll.In(d.Name)
	small := style{size: s}
	number, who := s*4, s*6
	for _, x := range deputies {
		number = max(number, small.width(x.Number)+s)
		who = max(who, min(small.width(x.Name)+s, l.width()*0.32))
	}
	number = min(number, l.width()*0.22)
	order, remark := s*3, l.width()*0.2
	t := table{l: l, head: head, body: small, pad: s * 0.3, least: s * 2.3, columns: []column{
		{words("print.attendance.order"), order, middle},
		{words("print.attendance.number"), number, middle},
		{words("print.attendance.name"), who, middle},
		{words("print.attendance.sign"), l.width() - order - number - who - remark, middle},
		{words("print.attendance.remark"), remark, start},
	}}
	l.again = func(l *layout) {
		l.write(words("print.attendance.goes_on", "Name", name), head, start, 0)
		l.y += s * 0.3
	}
	// The foot is never parted from the rows above it.
	last := words("print.attendance.foot", "Count", d.Size)
	foot := s*0.6 + float64(len(small.wrap(last, l.width())))*small.line()
	l.bottom += foot
	t.begin()
	for i, x := range deputies {
		t.row(strconv.Itoa(i+1), x.Number, x.Name, "", a.Remarks[x.ID])
	}
	l.bottom -= foot
	l.y += s * 0.6
	l.write(last, small, start, 0)
	return l.pages
}
