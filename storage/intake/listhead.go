package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"piaojue/app/project"
)

// term is a part and the words that heads use for it, the most telling first.
// Exact words must be the whole head; ends must end it and in must stand in it.
type term struct {
	part  project.Part
	exact []string
	ends  []string
	in    []string
}

var vocabulary = []term{
	{project.PartID,
		[]string{"编号", "项目编号", "候选项目编号", "项目序号", "序号", "序", "号", "代码", "项目代码", "no", "no.", "id"},
		[]string{"编号", "序号"}, nil},
	{project.PartCategory,
		[]string{"类别", "项目类别", "大项", "实事大项", "分类", "项目分类", "所属类别", "类型", "项目类型", "领域", "所属领域", "category"},
		[]string{"类别", "大项", "分类", "领域"}, nil},
	{project.PartName,
		[]string{"项目名称", "实事项目名称", "候选项目名称", "民生实事项目名称", "实事项目", "候选项目", "民生实事项目", "项目", "名称", "工程名称", "事项名称", "事项", "name", "project"},
		[]string{"项目名称", "名称", "项目"}, nil},
	{project.PartSource,
		[]string{"报告出处", "出处", "报告依据", "依据", "立项依据", "项目依据", "来源", "项目来源", "报告原文", "source"},
		[]string{"出处", "依据", "项目来源"}, []string{"工作报告"}},
	{project.PartContent,
		[]string{"建设内容", "主要内容", "项目内容", "实施内容", "建设内容及规模", "建设内容和规模", "主要建设内容及规模", "主要建设内容", "建设规模及内容", "项目建设内容", "具体内容", "工作内容", "内容", "建设任务", "目标任务", "主要任务", "小项", "content"},
		nil, []string{"内容"}},
	{project.PartUnit,
		[]string{"责任单位", "牵头责任单位", "牵头单位", "实施单位", "主办单位", "承办单位", "责任部门", "牵头部门", "主管部门", "主管单位", "建设单位", "实施主体", "责任主体", "项目单位", "业主单位", "单位", "部门", "unit"},
		[]string{"责任单位", "牵头单位", "实施单位", "主办单位", "承办单位", "责任部门", "牵头部门"}, []string{"责任单位", "牵头单位"}},
	{project.PartDeadline,
		[]string{"完成时限", "完成时间", "计划完成时间", "计划完成时限", "预计完成时间", "完成期限", "完成日期", "时限", "时间要求", "时间节点", "竣工时间", "计划竣工时间", "建设期限", "实施期限", "deadline"},
		[]string{"完成时限", "完成时间", "完成期限", "时限"}, nil},
	{project.PartMoney,
		[]string{"总投资", "项目总投资", "总投资额", "估算总投资", "计划总投资", "估算投资", "投资估算", "计划投资", "投资额", "投资概算", "概算投资", "投资预算", "预算投资", "投资", "预算", "资金预算", "预算金额", "概算", "项目资金", "所需资金", "资金估算", "金额", "money", "investment"},
		[]string{"总投资", "总投资额", "投资估算", "估算投资"}, nil},
	{project.PartFunding,
		[]string{"资金来源", "资金渠道", "资金来源渠道", "资金来源及渠道", "经费来源", "资金筹措", "资金筹措方式", "funding"},
		[]string{"资金来源", "经费来源"}, []string{"资金来源"}},
	{project.PartRemark,
		[]string{"备注", "说明", "附注", "备注说明", "remark", "remarks"},
		[]string{"备注"}, nil},
}

// otherHeads are heads that would pass for a part and are something else: an
// assisting unit is not the responsible one, one year's money not the whole.
var otherHeads = []string{"配合", "协办", "协同", "协助", "参与", "监督", "填报", "年度", "年投资", "年计划", "已完成", "其中", "联系"}

// longestHead is the longest head in runes; longer cells are text.
const longestHead = 24

// match says what a head means and how well: the more the better, 0 for not at all.
func match(head string) (project.Part, int) {
	h := plainHead(head)
	if n := len([]rune(h)); n == 0 || n > longestHead {
		return project.PartExtra, 0
	}
	for _, t := range vocabulary {
		if i := slices.Index(t.exact, h); i >= 0 {
			return t.part, 200 - i
		}
	}
	for _, other := range otherHeads {
		if strings.Contains(h, other) {
			return project.PartExtra, 0
		}
	}
	for _, t := range vocabulary {
		for i, e := range t.ends {
			if strings.HasSuffix(h, e) {
				return t.part, 100 - i
			}
		}
		for i, in := range t.in {
			if strings.Contains(h, in) {
				return t.part, 50 - i
			}
		}
	}
	return project.PartExtra, 0
}

const exactMatch = 101 // the least that match gives for a whole head

// plainHead brings a head to the form that the vocabulary has: half-width,
// without white space, brackets with what is in them, units and closing marks.
func plainHead(head string) string {
	h := strings.ToLower(strings.Join(strings.Fields(width.Fold.String(head)), ""))
	for open := strings.IndexAny(h, "([〔【"); open >= 0; open = strings.IndexAny(h, "([〔【") {
		rest := ""
		if end := strings.IndexAny(h[open:], ")]〕】"); end >= 0 {
			_, size := utf8.DecodeRuneInString(h[open+end:])
			rest = h[open+end+size:]
		}
		h = h[:open] + rest
	}
	h, _, _ = strings.Cut(h, "单位:")
	if i := strings.Index(h, "/"); i > 0 && project.MoneyUnit(h) != "" {
		h = h[:i]
	}
	for _, unit := range []string{"万元", "亿元"} {
		h = strings.TrimSuffix(h, unit)
	}
	return strings.Trim(h, ":*、,。·-")
}

// head is the header of a table and what its columns mean.
type head struct {
	from, to int // rows by number
	columns  []column
	score    int
}

type column struct {
	project.Column
	col   int
	words []string // the heads over the column, from above
	unit  string   // of money
}

// column gives the column of a part; ok is false where there is none.
func (h head) column(p project.Part) (column, bool) {
	for _, c := range h.columns {
		if c.Part == p {
			return c, true
		}
	}
	return column{}, false
}

func (h head) col(p project.Part) int {
	if c, ok := h.column(p); ok {
		return c.col
	}
	return -1
}

// headWithin is how many rows that hold something may stand above the header.
const headWithin = 40

// findHead finds the header: the row whose cells the vocabulary knows best. ok
// is false where no row has two known heads or consists of a name alone.
func findHead(t table) (h head, ok bool) {
	best, bestScore := -1, 0
	for i := range t.rows[:min(len(t.rows), headWithin)] {
		score, parts, exact, named := 0, map[project.Part]bool{}, false, false
		for c := range t.width() {
			text, _ := t.over(i, c)
			p, s := match(text)
			if s == 0 || parts[p] {
				continue
			}
			parts[p] = true
			named = named || p == project.PartName
			exact = exact || s >= exactMatch
			score++
			if s >= exactMatch {
				score++
			}
		}
		alone := named && len(t.rows[i].filled()) == 1
		if exact && (len(parts) >= 2 || alone) && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return head{}, false
	}
	first, last := t.headRows(best)
	h = head{from: t.rows[first].number, to: t.rows[last].number, score: bestScore}
	h.columns = t.headColumns(first, last)
	return h, true
}

// over is the text over a cell: its own, or that of the merged area it is in.
func (t table) over(i, col int) (text string, merged area) {
	l := t.rows[i]
	a, ok := t.merges.at(l.number, col)
	if !ok {
		return l.cell(col), area{l.number, col, l.number, col}
	}
	if j, found := slices.BinarySearchFunc(t.rows, a.top, func(l line, n int) int { return l.number - n }); found {
		return t.rows[j].cell(a.left), a
	}
	return "", a
}

// width is the number of columns that hold something.
func (t table) width() int {
	n := 0
	for _, l := range t.rows {
		n = max(n, len(l.cells))
	}
	return n
}

// headRows extends the row of a header to the rows that belong to it.
func (t table) headRows(best int) (first, last int) {
	first, last = best, best
	for c := range t.width() {
		if _, a := t.over(best, c); a.top < t.rows[best].number && a.left == a.right {
			for first > 0 && t.rows[first-1].number >= a.top {
				first--
			}
		}
	}
	for last+1 < len(t.rows) && t.belowHead(last, last+1) && last-best < 2 {
		last++
	}
	return first, last
}

// belowHead reports whether the row next is a lower part of the header: a
// merged cell reaches into it, or it only names the columns that a head spans.
func (t table) belowHead(above, next int) bool {
	n := t.rows[next].number
	name := -1
	for c := range t.width() {
		text, a := t.over(above, c)
		if text == "" {
			continue
		}
		if p, s := match(text); s > 0 && p == project.PartName {
			name = c
		}
		if a.top <= t.rows[above].number && a.bottom >= n {
			return true
		}
	}
	if name < 0 || t.rows[next].cell(name) != "" || t.rows[next].cell(0) != "" {
		return false
	}
	filled := t.rows[next].filled()
	for _, c := range filled {
		spanned := t.rows[above].cell(c) == "" || t.rows[above].cell(c+1) == ""
		if !spanned || isNumber(t.rows[next].cell(c)) || len([]rune(t.rows[next].cell(c))) > longestHead {
			return false
		}
	}
	// A row of data can look the same; a lower head is known or stands in two columns.
	known := 0
	for _, c := range filled {
		if _, s := match(t.rows[next].cell(c)); s > 0 || project.MoneyUnit(t.rows[next].cell(c)) != "" {
			known++
		}
	}
	return known > 0 && len(filled) > 1
}

// headColumns reads the header of each column and gives each part to the column
// that names it best.
func (t table) headColumns(first, last int) []column {
	var columns []column
	scores := map[int]int{}
	for c := range t.width() {
		var words []string
		spanned, inside := false, false
		for i := first; i <= last; i++ {
			text, a := t.over(i, c)
			if text == "" || len(words) > 0 && words[len(words)-1] == text {
				continue
			}
			words = append(words, text)
			spanned = len(words) == 1 && a.left != a.right
			inside = a.left < c
		}
		written := strings.Join(words, " / ")
		if (written == "" || inside) && !t.used(last, c) {
			continue
		}
		out := column{col: c, words: words, Column: project.Column{
			Letter: letter(c), Head: written, Part: project.PartExtra, Hidden: t.hideCol[c],
		}}
		tries := []string{}
		if len(words) > 0 {
			tries = append(tries, words[len(words)-1], strings.Join(words, ""))
			if !spanned {
				tries = append(tries, words[0])
			}
		}
		for _, try := range tries {
			if p, s := match(try); s > 0 {
				out.Part, scores[c] = p, s
				break
			}
		}
		for _, w := range slices.Backward(words) {
			if out.unit == "" {
				out.unit = project.MoneyUnit(w)
			}
		}
		columns = append(columns, out)
	}
	for i, a := range columns {
		for j, b := range columns {
			if i != j && a.Part != project.PartExtra && a.Part == b.Part &&
				(scores[b.col] > scores[a.col] || scores[b.col] == scores[a.col] && j < i) {
				columns[i].Part = project.PartExtra
			}
		}
	}
	return columns
}

// used reports whether a column holds something below the header.
func (t table) used(last, col int) bool {
	for _, l := range t.rows[last+1:] {
		if l.cell(col) != "" {
			return true
		}
	}
	return false
}

func isNumber(s string) bool {
	s = width.Fold.String(s)
	return s != "" && strings.Trim(s, "0123456789.,%") == ""
}
