package intake

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// The parts of a table of the figures of an assessment.
const (
	pastNumber       = "number"
	pastName         = "name"
	pastSatisfied    = "satisfied"
	pastFair         = "fair"
	pastDissatisfied = "dissatisfied"
	pastAbstain      = "abstain"
	pastOutcome      = "outcome"
)

// pastWords are the heads of such tables: the workbook of the app, and what
// reports of an assessment have.
var pastWords = vocabulary{
	name: pastName,
	terms: []term{
		{pastNumber, []string{"编号", "项目编号", "序号", "序", "no", "no.", "id", "number"}, nil, nil},
		{pastName, []string{"项目名称", "实事项目名称", "测评项目", "实事项目", "民生实事项目", "项目", "名称", "name", "project"}, []string{"项目名称"}, nil},
		{pastSatisfied, []string{"满意", "满意票", "满意票数", "satisfied"}, nil, nil},
		{pastFair, []string{"基本满意", "基本满意票", "基本满意票数", "fair", "fairlysatisfied"}, nil, nil},
		{pastDissatisfied, []string{"不满意", "不满意票", "不满意票数", "dissatisfied"}, nil, nil},
		{pastAbstain, []string{"弃权", "弃权票", "弃权票数", "abstain", "abstained"}, nil, nil},
		{pastOutcome, []string{"结果", "测评结果", "等次", "测评等次", "outcome"}, nil, nil},
	},
}

// ReadPast reads the figures of an earlier assessment from an xlsx or csv file:
// a workbook that the app wrote, or any table with 项目名称 (or 编号), 满意,
// 基本满意 and 不满意, and perhaps 弃权; see DecodePast.
func ReadPast(path string) (meeting.PastTable, error) {
	name := filepath.Base(path)
	b, err := readBounded(path, mostListBytes)
	if err != nil {
		return meeting.PastTable{}, openProblem(name, err)
	}
	return DecodePast(name, b)
}

// DecodePast is ReadPast of the bytes of a file. Where a figure is no whole number
// nothing is read, and the *say.Problem names the rows.
func DecodePast(name string, b []byte) (meeting.PastTable, error) {
	tables, err := tablesOf(name, b, pastWords)
	if err != nil {
		return meeting.PastTable{}, err
	}
	best, _, ok := pastWords.choose(tables)
	if !ok {
		return meeting.PastTable{}, noHead(name, tables, "intakepast.no_head")
	}
	r := pastReading{found: best, out: meeting.PastTable{File: name}}
	for _, part := range []string{pastSatisfied, pastFair, pastDissatisfied} {
		if r.col(part) < 0 {
			return meeting.PastTable{}, noHead(name, tables, "intakepast.no_head")
		}
	}
	above, below := r.split()
	r.readAbove(above)
	for _, l := range below {
		if r.repeats(l, pastWords) {
			continue
		}
		r.take(l)
	}
	switch {
	case len(r.bad) > 0:
		return meeting.PastTable{}, say.Wrong(say.M("intakepast.bad", "File", name, "Cells", r.bad[:min(len(r.bad), mostNamedCells)], "More", max(0, len(r.bad)-mostNamedCells)), say.M("intakepast.bad.do"), nil)
	case len(r.out.Rows) == 0:
		return meeting.PastTable{}, say.Wrong(say.M("intakepast.no_data", "Where", r.where(name, r.to, "")), say.M("intakepast.no_head.do"), nil)
	}
	return r.out, nil
}

// mostNamedCells is how many cells that cannot be read are named.
const mostNamedCells = 6

type pastReading struct {
	found
	out meeting.PastTable
	bad []say.Message
}

// validWord is the number of valid ballots in running text: 有效票193张.
var validWord = regexp.MustCompile(`有效(?:票|表决票|测评票|票数)*[:：]?([0-9]{1,6})(?:[张份票，。;；,]|$)`)

// readAbove finds the title and the number of valid ballots above the header.
func (r *pastReading) readAbove(above []line) {
	if i := titleAmong(above, "测评"); i >= 0 {
		title := oneLine(above[i].cells[above[i].filled()[0]])
		r.out.Title = strings.TrimSuffix(title, "结果")
	}
	for _, l := range above {
		text := strings.Join(strings.Fields(width.Fold.String(strings.Join(l.cells, ""))), "")
		if strings.Contains(text, rehearsalWord) {
			r.out.Rehearsal = true
		}
		filled := l.filled()
		for i, c := range filled[:max(0, len(filled)-1)] {
			if word := pastWords.plain(l.cell(c)); word == "有效" || word == "有效票" || word == "有效票数" || word == "有效测评票" {
				if n, ok := pastFigure(l.cell(filled[i+1])); ok && r.out.Valid == 0 {
					r.out.Valid = n
				}
			}
		}
		if m := validWord.FindStringSubmatch(text); m != nil && r.out.Valid == 0 {
			r.out.Valid, _ = strconv.Atoi(m[1]) // six digits always fit
		}
	}
}

// signWord begins what is signed below a table.
var signWord = regexp.MustCompile(`^(?:总?监票人|计票人|主持人|签字)`)

// take reads a project from a line. A line without a digit in any figure is none, as
// the signatures below the table, the rest of a long one, or a project that was not
// assessed.
func (r *pastReading) take(l line) {
	row := meeting.PastRow{Row: l.number}
	row.Number, _ = r.value(l, r.col(pastNumber))
	row.Name, _ = r.value(l, r.col(pastName))
	row.Name = oneLine(row.Name)
	parts := []struct {
		part string
		into *int
	}{{pastSatisfied, &row.Approve}, {pastFair, &row.Fair}, {pastDissatisfied, &row.Against}, {pastAbstain, &row.Abstain}}
	some := false
	for _, p := range parts {
		some = some || strings.ContainsAny(width.Fold.String(l.cell(r.col(p.part))), "0123456789")
	}
	first := strings.Join(strings.Fields(width.Fold.String(row.Number+row.Name)), "")
	if !some || first == "" || totalWord.MatchString(first) || noteWord.MatchString(first) || signWord.MatchString(first) || isExample(l.cell(l.filled()[0])) {
		return
	}
	for _, p := range parts {
		c, ok := r.column(p.part)
		if !ok {
			continue
		}
		text := l.cell(c.col)
		n, ok := pastFigure(text)
		if text == "" && p.part == pastAbstain {
			n, ok = 0, true
		}
		if !ok {
			r.bad = append(r.bad, say.M("intakepast.cell", "Row", l.number, "Column", c.letter, "Text", text))
		}
		*p.into = n
	}
	if r.col(pastAbstain) < 0 {
		row.Abstain = max(0, r.out.Valid-row.Approve-row.Fair-row.Against)
	}
	for _, o := range []count.Outcome{count.Satisfied, count.Fair, count.Dissatisfied} {
		if text, _ := r.value(l, r.col(pastOutcome)); strings.TrimSpace(text) == o.Word().In(say.Chinese) {
			row.Outcome = o
		}
	}
	r.out.Rows = append(r.out.Rows, row)
}

// pastFigure reads a number of ballots: 193, 193票, 1,193.
func pastFigure(text string) (int, bool) {
	s := strings.Join(strings.Fields(width.Fold.String(text)), "")
	s = strings.TrimRight(strings.ReplaceAll(s, ",", ""), "票张人")
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= procedure.MostRoll
}
